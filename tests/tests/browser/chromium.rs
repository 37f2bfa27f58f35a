//! A headless Chromium, spoken to through two pipes.
//!
//! `--remote-debugging-pipe` makes Chromium take commands of its DevTools protocol
//! on file descriptor 3 and answer on 4: JSON, each message ended by a zero byte.
//! So nothing but `serde_json` is needed, no port is opened, and the browser ends
//! when this process does, however that ends.

use std::collections::HashMap;
use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long an answer may take. Only a browser that hangs needs so long.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Chromium under the names that systems give it.
const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// The program: what `CHROMIUM` names, or else what `PATH` has; `None` without one.
///
/// # Errors
///
/// When `CHROMIUM` names something that isn't there.
pub fn find() -> Result<Option<PathBuf>, String> {
    if let Some(named) = env::var_os("CHROMIUM").filter(|named| !named.is_empty()) {
        let named = PathBuf::from(named);
        return if named.is_file() {
            Ok(Some(named))
        } else {
            Err(format!("CHROMIUM={}: no such file", named.display()))
        };
    }
    if !cfg!(unix) {
        return Ok(None); // The pipes are laid by a shell.
    }
    let folders = env::var_os("PATH").unwrap_or_default();
    Ok(NAMES.iter().find_map(|name| {
        env::split_paths(&folders)
            .map(|folder| folder.join(name))
            .find(|program| program.is_file())
    }))
}

/// A running browser.
pub struct Chromium {
    child: Child,
    commands: Mutex<Option<ChildStdin>>,
    switchboard: Arc<Mutex<Switchboard>>,
    /// Holds the profile: an empty one, gone with the browser.
    _profile: tempfile::TempDir,
}

/// Who waits for what.
#[derive(Default)]
struct Switchboard {
    /// The number of the last command.
    last: u64,
    /// Answers, by the number of the command.
    answers: HashMap<u64, Sender<Value>>,
    /// Events, by session.
    events: HashMap<String, Sender<Value>>,
}

impl Chromium {
    /// Starts the program, with nobody's profile and no way to another host.
    ///
    /// # Errors
    ///
    /// When it can't be started.
    pub fn start(program: &Path) -> Result<Self, String> {
        let complain = |error: std::io::Error| format!("{}: {error}", program.display());
        let profile = tempfile::tempdir().map_err(complain)?;
        let mut user_data = OsStr::new("--user-data-dir=").to_owned();
        user_data.push(profile.path());
        let mut child = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 0</dev/null 1>&2"])
            .arg(program)
            .args([
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--remote-debugging-pipe",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-default-apps",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                // Tabs are used side by side; none of them is in the background.
                "--disable-background-timer-throttling",
                "--disable-backgrounding-occluded-windows",
                "--disable-renderer-backgrounding",
                // One process for all pages, and none kept for a way back.
                "--process-per-site",
                "--disable-features=BackForwardCache,ProactivelySwapBrowsingInstance",
                // A request to another host is heard of, and goes nowhere.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ])
            .arg(user_data)
            .arg("about:blank")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // It talks of buses and graphics cards that a container doesn't have.
            .stderr(Stdio::null())
            .spawn()
            .map_err(complain)?;
        let commands = child.stdin.take();
        let answers = child.stdout.take().ok_or("the browser has no output")?;
        let switchboard = Arc::new(Mutex::new(Switchboard::default()));
        {
            let switchboard = Arc::clone(&switchboard);
            thread::spawn(move || listen(answers, &switchboard));
        }
        Ok(Chromium {
            child,
            commands: Mutex::new(commands),
            switchboard,
            _profile: profile,
        })
    }

    /// Gives a command, to a session or to the browser as a whole, and waits for the answer.
    ///
    /// # Errors
    ///
    /// When the browser refuses, has ended, or hangs.
    pub fn call(
        &self,
        session: Option<&str>,
        method: &str,
        parameters: Value,
    ) -> Result<Value, String> {
        let (sender, receiver) = mpsc::channel();
        let number = {
            let mut board = lock(&self.switchboard);
            board.last += 1;
            let number = board.last;
            board.answers.insert(number, sender);
            number
        };
        let mut message = json!({ "id": number, "method": method, "params": parameters });
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        {
            let mut commands = lock(&self.commands);
            let pipe = commands.as_mut().ok_or("the browser has been closed")?;
            pipe.write_all(&bytes)
                .and_then(|()| pipe.flush())
                .map_err(|error| format!("{method}: the browser has ended: {error}"))?;
        }
        let mut answer = receiver
            .recv_timeout(PATIENCE)
            .map_err(|_| format!("{method}: the browser doesn't answer"))?;
        match answer.get("error") {
            Some(error) => Err(format!("{method}: {}", text(&error["message"]))),
            None => Ok(answer["result"].take()),
        }
    }

    /// The events of a session from now on.
    pub fn events(&self, session: &str) -> Receiver<Value> {
        let (sender, receiver) = mpsc::channel();
        lock(&self.switchboard)
            .events
            .insert(session.to_owned(), sender);
        receiver
    }

    /// What the browser calls itself: `Chrome/140.0.7339.80`.
    ///
    /// # Errors
    ///
    /// When it doesn't answer, which is how a browser that can't run shows.
    pub fn version(&self) -> Result<String, String> {
        let version = self.call(None, "Browser.getVersion", json!({}))?;
        Ok(text(&version["product"]).to_owned())
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // With its end of the pipe gone it ends by itself, and its helpers too.
        lock(&self.commands).take();
        let deadline = Instant::now() + Duration::from_secs(10);
        while Instant::now() < deadline {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Hands each message on to the one that waits for it, until the browser ends.
fn listen(answers: ChildStdout, switchboard: &Mutex<Switchboard>) {
    let mut answers = BufReader::new(answers);
    let mut message = Vec::new();
    while answers
        .read_until(0, &mut message)
        .is_ok_and(|count| count > 0)
    {
        message.pop();
        if let Ok(value) = serde_json::from_slice::<Value>(&message) {
            let mut board = lock(switchboard);
            if let Some(number) = value["id"].as_u64() {
                if let Some(waiting) = board.answers.remove(&number) {
                    let _ = waiting.send(value); // It may have lost its patience.
                }
            } else if let Some(session) = value["sessionId"].as_str()
                && let Some(listener) = board.events.get(session)
            {
                let _ = listener.send(value);
            }
        }
        message.clear();
    }
    // Whoever still waits learns at once that nothing will come.
    *lock(switchboard) = Switchboard::default();
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The text of a value, or nothing.
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
