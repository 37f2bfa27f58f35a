//! A tab: it opens pages, is looked at, typed into and clicked, and hears of troubles.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::axe;
use super::chromium::{Chromium, PATIENCE, text};

/// How long a page may load, with its fonts and diagrams.
const SETTLING: Duration = Duration::from_secs(60);
/// How long something may take that a key or a click sets off.
const REACTION: Duration = Duration::from_secs(15);

/// An empty page that the host must have. From one page to the next a tab goes by it:
/// by `about:blank`, the browser would start a process for each page.
pub const NOWHERE: &str = "nowhere.html";

/// What stands there.
pub const NOTHING: &str = "<!doctype html><title>nowhere</title><link rel=icon href=data:,>";

/// A tab in a window of its own, with a storage of its own.
pub struct Tab {
    browser: Arc<Chromium>,
    session: String,
    target: String,
    events: Receiver<Value>,
    /// The host of the pages: `127.0.0.1:40123`.
    host: String,
    /// Requests that aren't answered yet, with their address.
    waiting: HashMap<String, String>,
    loaded: bool,
    /// Whether its pages run scripts.
    scripts: bool,
    troubles: Vec<String>,
    /// Where the tab has been taken, in order.
    places: Vec<String>,
}

impl Tab {
    /// Opens an empty tab. Whatever it loads from another host than `host` is a trouble.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub fn new(browser: &Arc<Chromium>, host: &str) -> Result<Self, String> {
        let context = browser.call(None, "Target.createBrowserContext", json!({}))?;
        let created = browser.call(
            None,
            "Target.createTarget",
            json!({ "url": "about:blank", "browserContextId": context["browserContextId"], "newWindow": true }),
        )?;
        let tab = Tab::attach(browser, text(&created["targetId"]), host)?;
        // A page that wants to be printed as soon as it is open is only looked at here.
        tab.call(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": format!("window.print = () => {{}};\n{}", axe::on_new_pages()) }),
        )?;
        tab.call(
            "Emulation.setEmulatedMedia",
            json!({ "features": [
                { "name": "prefers-color-scheme", "value": "light" },
                { "name": "prefers-reduced-motion", "value": "reduce" },
            ] }),
        )?;
        Ok(tab)
    }

    /// Takes over a tab that is there already.
    fn attach(browser: &Arc<Chromium>, target: &str, host: &str) -> Result<Self, String> {
        let attached = browser.call(
            None,
            "Target.attachToTarget",
            json!({ "targetId": target, "flatten": true }),
        )?;
        let session = text(&attached["sessionId"]).to_owned();
        let tab = Tab {
            events: browser.events(&session),
            browser: Arc::clone(browser),
            session,
            target: target.to_owned(),
            host: host.to_owned(),
            waiting: HashMap::new(),
            loaded: false,
            scripts: true,
            troubles: Vec::new(),
            places: Vec::new(),
        };
        for domain in ["Page", "Network", "Runtime", "Log"] {
            tab.call(&format!("{domain}.enable"), json!({}))?;
        }
        tab.call(
            "Emulation.setFocusEmulationEnabled",
            json!({ "enabled": true }),
        )?;
        Ok(tab)
    }

    /// The window that this tab's page opens, as soon as it is there.
    ///
    /// # Errors
    ///
    /// When none is opened in time.
    pub fn popup(&self) -> Result<Tab, String> {
        let deadline = Instant::now() + REACTION;
        while Instant::now() < deadline {
            let targets = self.browser.call(None, "Target.getTargets", json!({}))?;
            let popup = targets["targetInfos"]
                .as_array()
                .into_iter()
                .flatten()
                .find(|info| text(&info["openerId"]) == self.target);
            if let Some(popup) = popup {
                return Tab::attach(&self.browser, text(&popup["targetId"]), &self.host);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Err("no window was opened".to_owned())
    }

    /// Closes the tab.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub fn close(self) -> Result<(), String> {
        let target = json!({ "targetId": self.target });
        self.browser
            .call(None, "Target.closeTarget", target)
            .map(drop)
    }

    fn call(&self, method: &str, parameters: Value) -> Result<Value, String> {
        self.browser.call(Some(&self.session), method, parameters)
    }

    /// Sets the size of the window's inside, in CSS pixels.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub fn size(&self, width: u32, height: u32) -> Result<(), String> {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", size)?;
        // The page hears of it before the next picture is painted.
        self.painted()
    }

    /// Opens a path of the host in a browser that has seen nothing yet, and waits
    /// until all that belongs to it is there.
    ///
    /// # Errors
    ///
    /// When it doesn't load, or doesn't come to rest.
    pub fn open(&mut self, path: &str) -> Result<(), String> {
        self.forget()?;
        self.reopen(path)
    }

    /// Opens a path like [`Tab::open`], in a browser that remembers.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn reopen(&mut self, path: &str) -> Result<(), String> {
        // What the last page still says belongs to the last page.
        let nowhere = format!("http://{}/{NOWHERE}", self.host);
        self.call("Page.navigate", json!({ "url": nowhere }))?;
        // Loaded as well, or the end of its loading would be taken for that of the page.
        self.wait("leaving the last page", |tab| {
            tab.loaded && tab.places.last() == Some(&nowhere)
        })?;
        self.waiting.clear();
        self.troubles.clear();
        self.places.clear();
        self.loaded = false;

        let url = format!("http://{}{path}", self.host);
        let answer = self.call("Page.navigate", json!({ "url": url }))?;
        if let Some(error) = answer["errorText"].as_str() {
            return Err(format!("{path}: {error}"));
        }
        self.settle()
    }

    /// Empties the storage of the host: the chosen theme and the chosen version.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub fn forget(&self) -> Result<(), String> {
        let origin = format!("http://{}", self.host);
        let parameters = json!({ "origin": origin, "storageTypes": "local_storage" });
        self.call("Storage.clearDataForOrigin", parameters)
            .map(drop)
    }

    /// Waits until the page is loaded, its requests are answered, and its fonts
    /// and diagrams are there.
    ///
    /// # Errors
    ///
    /// When it doesn't come to rest.
    pub fn settle(&mut self) -> Result<(), String> {
        let deadline = Instant::now() + SETTLING;
        loop {
            self.wait("loading", |tab| tab.loaded && tab.waiting.is_empty())?;
            // Drawing the diagrams may ask for more, so it is asked afterwards again.
            let rest = if self.scripts {
                self.evaluate(AT_REST)?
            } else {
                true.into()
            };
            self.hear();
            if rest == true && self.loaded && self.waiting.is_empty() {
                return Ok(());
            }
            if Instant::now() > deadline {
                return Err("the page doesn't come to rest: a diagram waits to be drawn".into());
            }
        }
    }

    /// What went wrong since the page was opened: console errors, uncaught
    /// exceptions, failed requests, requests to other hosts.
    pub fn troubles(&mut self) -> Vec<String> {
        self.hear();
        std::mem::take(&mut self.troubles)
    }

    /// The value of an expression, or of what it promises.
    ///
    /// # Errors
    ///
    /// What it throws.
    pub fn evaluate(&self, expression: &str) -> Result<Value, String> {
        let mut answer = self.call(
            "Runtime.evaluate",
            json!({ "expression": expression, "awaitPromise": true, "returnByValue": true, "userGesture": true }),
        )?;
        match answer.get("exceptionDetails") {
            Some(details) => Err(exception(details)),
            None => Ok(answer["result"]["value"].take()),
        }
    }

    /// Waits until an expression is true.
    ///
    /// # Errors
    ///
    /// When it doesn't become true in time; `what` says what was waited for.
    pub fn until(&self, what: &str, expression: &str) -> Result<(), String> {
        let deadline = Instant::now() + REACTION;
        while self.evaluate(expression)? != true {
            if Instant::now() > deadline {
                return Err(format!("{what} doesn't happen"));
            }
            self.painted()?;
        }
        Ok(())
    }

    /// Waits until the next picture is painted, which a page without scripts can't tell.
    fn painted(&self) -> Result<(), String> {
        if self.scripts {
            self.evaluate(PAINTED)?;
        }
        Ok(())
    }

    /// Presses a key and lets it go; the page has reacted when this returns.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    ///
    /// # Panics
    ///
    /// When [`KEYS`] doesn't have the key.
    pub fn press(&self, key: &str) -> Result<(), String> {
        let (_, code, number, typed) = KEYS
            .iter()
            .find(|(name, ..)| *name == key)
            .unwrap_or_else(|| panic!("{key} is missing in KEYS"));
        let mut event =
            json!({ "type": "keyDown", "key": key, "code": code, "windowsVirtualKeyCode": number });
        if !typed.is_empty() {
            event["text"] = (*typed).into();
        }
        self.call("Input.dispatchKeyEvent", event.clone())?;
        event["type"] = "keyUp".into();
        self.call("Input.dispatchKeyEvent", event).map(drop)
    }

    /// Types a text where the focus is, all at once.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub fn write(&self, words: &str) -> Result<(), String> {
        self.call("Input.insertText", json!({ "text": words }))
            .map(drop)
    }

    /// Lets the pages that are opened from now on run scripts, or not.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub fn scripts(&mut self, run: bool) -> Result<(), String> {
        self.scripts = run;
        let parameters = json!({ "value": !run });
        self.call("Emulation.setScriptExecutionDisabled", parameters)
            .map(drop)
    }

    /// The host of the pages: `127.0.0.1:40123`.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Clicks with the mouse in the middle of the element that a selector finds.
    ///
    /// # Errors
    ///
    /// When there is no such element, or another one lies over it.
    pub fn click(&self, selector: &str) -> Result<(), String> {
        let place = self.evaluate(&format!(
            "(() => {{
                const element = document.querySelector({selector:?});
                if (!element) return 'there is no ' + {selector:?};
                element.scrollIntoView({{ block: 'center', inline: 'nearest', behavior: 'instant' }});
                const {{ left, top, width, height }} = element.getBoundingClientRect();
                const [x, y] = [left + width / 2, top + height / 2];
                const hit = document.elementFromPoint(x, y);
                if (!hit || !element.contains(hit)) {{
                    return {selector:?} + ' is covered by ' + (hit ? hit.cloneNode().outerHTML : 'nothing');
                }}
                return [x, y];
            }})()"
        ))?;
        if let Some(message) = place.as_str() {
            return Err(message.to_owned());
        }
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            let button = if kind == "mouseMoved" { "none" } else { "left" };
            self.call(
                "Input.dispatchMouseEvent",
                json!({ "type": kind, "x": place[0], "y": place[1], "button": button, "clickCount": 1 }),
            )?;
        }
        Ok(())
    }

    /// Waits until the tab has gone to an address.
    ///
    /// # Errors
    ///
    /// When it doesn't; the message says where it is.
    pub fn arrive(&mut self, address: &str) -> Result<(), String> {
        self.wait_for(REACTION, &format!("going to {address}"), |tab| {
            tab.places.last().is_some_and(|place| place == address)
        })
    }

    fn wait(&mut self, what: &str, done: impl Fn(&Tab) -> bool) -> Result<(), String> {
        self.wait_for(PATIENCE, what, done)
    }

    /// Hears events until the state that they lead to is the one waited for.
    fn wait_for(
        &mut self,
        patience: Duration,
        what: &str,
        done: impl Fn(&Tab) -> bool,
    ) -> Result<(), String> {
        let deadline = Instant::now() + patience;
        self.hear();
        while !done(self) {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.events.recv_timeout(left) {
                Ok(event) => self.note(&event),
                Err(RecvTimeoutError::Disconnected) => return Err("the browser has ended".into()),
                Err(RecvTimeoutError::Timeout) => {
                    let open: Vec<&str> = self.waiting.values().map(String::as_str).collect();
                    return Err(format!(
                        "{what} takes too long; at {}, still waiting for [{}]",
                        self.places.last().map_or("", String::as_str),
                        open.join(", ")
                    ));
                }
            }
        }
        Ok(())
    }

    /// Hears what has been said so far.
    fn hear(&mut self) {
        while let Ok(event) = self.events.try_recv() {
            self.note(&event);
        }
    }

    /// Takes one event in.
    fn note(&mut self, event: &Value) {
        let parameters = &event["params"];
        let request = || text(&parameters["requestId"]).to_owned();
        match text(&event["method"]) {
            "Page.frameNavigated" if parameters["frame"].get("parentId").is_none() => {
                self.places
                    .push(text(&parameters["frame"]["url"]).to_owned());
                self.loaded = false;
            }
            "Page.loadEventFired" => self.loaded = true,
            "Network.requestWillBeSent" => {
                let url = text(&parameters["request"]["url"]);
                self.meet(url);
                if !url.starts_with("data:") {
                    self.waiting.insert(request(), url.to_owned());
                }
            }
            "Network.webSocketCreated" => self.meet(text(&parameters["url"])),
            "Network.responseReceived" => {
                let response = &parameters["response"];
                let status = response["status"].as_u64().unwrap_or(0);
                if status >= 400 {
                    let url = text(&response["url"]);
                    self.troubles
                        .push(format!("failed request: {status} for {url}"));
                }
                // A stream of events never ends.
                if text(&response["mimeType"]) == "text/event-stream" {
                    self.waiting.remove(&request());
                }
            }
            "Network.loadingFinished" => {
                self.waiting.remove(&request());
            }
            "Network.loadingFailed" => {
                let url = self.waiting.remove(&request()).unwrap_or_default();
                if parameters["canceled"] != true {
                    let error = text(&parameters["errorText"]);
                    self.troubles
                        .push(format!("failed request: {error} for {url}"));
                }
            }
            "Runtime.exceptionThrown" => {
                let message = exception(&parameters["exceptionDetails"]);
                self.troubles.push(format!("console: uncaught {message}"));
            }
            "Runtime.consoleAPICalled"
                if matches!(text(&parameters["type"]), "error" | "warning" | "assert") =>
            {
                let words: Vec<String> = parameters["args"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|word| match &word["value"] {
                        Value::String(word) => word.clone(),
                        Value::Null => text(&word["description"]).to_owned(),
                        other => other.to_string(),
                    })
                    .collect();
                self.troubles.push(format!("console: {}", words.join(" ")));
            }
            // What failed on the network is told above, by its address.
            "Log.entryAdded"
                if text(&parameters["entry"]["level"]) == "error"
                    && text(&parameters["entry"]["source"]) != "network" =>
            {
                let message = text(&parameters["entry"]["text"]);
                self.troubles.push(format!("console: {message}"));
            }
            _ => {}
        }
    }

    /// Notes a request that would leave the host.
    fn meet(&mut self, url: &str) {
        let rest = ["http://", "https://", "ws://", "wss://"]
            .iter()
            .find_map(|scheme| url.strip_prefix(scheme));
        if let Some(rest) = rest
            && rest.split(['/', '?', '#']).next() != Some(&self.host)
        {
            self.troubles.push(format!("foreign request: {url}"));
        }
    }
}

/// A promise that is kept after the next picture.
const PAINTED: &str =
    "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";

/// Whether the fonts are there and each diagram that can be seen is drawn.
const AT_REST: &str = "(async () => {
    await document.fonts.ready;
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    const seen = diagram => diagram.getClientRects().length > 0;
    return Array.from(document.querySelectorAll('pre.mermaid')).filter(seen)
        .every(diagram => !diagram.classList.contains('lm-waiting'));
})()";

/// Keys: the name, the place on the keyboard, the number that Windows gives it, what it types.
const KEYS: [(&str, &str, u32, &str); 11] = [
    ("Enter", "Enter", 13, "\r"),
    (" ", "Space", 32, " "),
    ("Escape", "Escape", 27, ""),
    ("ArrowLeft", "ArrowLeft", 37, ""),
    ("ArrowRight", "ArrowRight", 39, ""),
    ("ArrowDown", "ArrowDown", 40, ""),
    ("PageDown", "PageDown", 34, ""),
    ("PageUp", "PageUp", 33, ""),
    ("s", "KeyS", 83, "s"),
    ("d", "KeyD", 68, "d"),
    ("v", "KeyV", 86, "v"),
];

/// What was thrown, in words.
fn exception(details: &Value) -> String {
    let thrown = &details["exception"];
    [&thrown["description"], &thrown["value"], &details["text"]]
        .into_iter()
        .map(text)
        .find(|words| !words.is_empty())
        .unwrap_or("something that has no words")
        .to_owned()
}
