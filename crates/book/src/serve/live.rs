//! The present state of the book, and telling browsers when it changes.

use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::site::Site;

/// Where browsers listen for changes.
pub const ENDPOINT: &str = "/__livereload";

/// How long a browser hears nothing, at most; a silent line also tells us that
/// a browser has gone.
const SILENCE: Duration = Duration::from_secs(15);

/// The site that is served, and what is wrong with the one that should be.
#[derive(Debug)]
pub struct Live {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Clone, Debug)]
struct State {
    /// Counts changes, so that a listener knows whether it missed one.
    serial: u64,
    /// Names the build, also across restarts of the server.
    build: String,
    site: Option<Arc<Site>>,
    problem: String,
}

impl Live {
    /// Nothing built yet.
    pub fn new() -> Self {
        Live {
            state: Mutex::new(State {
                serial: 0,
                build: "none".to_owned(),
                site: None,
                problem: String::new(),
            }),
            changed: Condvar::new(),
        }
    }

    /// A name for a build that is about to be shown.
    pub fn name_build() -> String {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        format!("{:x}", now.as_nanos())
    }

    /// The site to serve; `None` before the first good build.
    pub fn site(&self) -> Option<Arc<Site>> {
        self.lock().site.clone()
    }

    /// What is wrong; empty when nothing is.
    pub fn problem(&self) -> String {
        self.lock().problem.clone()
    }

    /// Shows a new build; browsers load it.
    pub fn show(&self, build: String, site: Site) {
        let mut state = self.lock();
        state.build = build;
        state.site = Some(Arc::new(site));
        state.problem.clear();
        self.tell(state);
    }

    /// Shows what is wrong above the last good pages.
    pub fn show_problem(&self, problem: &str) {
        let mut state = self.lock();
        problem.clone_into(&mut state.problem);
        self.tell(state);
    }

    /// Sends changes to one browser until it goes away.
    ///
    /// # Errors
    ///
    /// When it has gone: the only way out.
    pub fn stream(&self, browser: &mut impl Write) -> io::Result<()> {
        let mut seen = None;
        loop {
            let (state, _) = self
                .changed
                .wait_timeout_while(self.lock(), SILENCE, |state| seen == Some(state.serial))
                .unwrap_or_else(PoisonError::into_inner);
            let state = state.clone(); // Sending may take long; the lock is given back.
            if seen == Some(state.serial) {
                browser.write_all(b":\n\n")?;
            } else {
                seen = Some(state.serial);
                browser.write_all(event("build", &state.build).as_bytes())?;
                browser.write_all(event("problem", &state.problem).as_bytes())?;
            }
            browser.flush()?;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, mut state: MutexGuard<'_, State>) {
        state.serial += 1;
        drop(state);
        self.changed.notify_all();
    }
}

impl Default for Live {
    fn default() -> Self {
        Live::new()
    }
}

/// A server-sent event; a line of data for each line of the text.
fn event(name: &str, text: &str) -> String {
    let mut event = format!("event: {name}\n");
    for line in text.split('\n') {
        event.push_str("data: ");
        event.push_str(line.trim_end_matches('\r'));
        event.push('\n');
    }
    event.push('\n');
    event
}

/// The script that each served page of `build` gets.
pub fn script(build: &str) -> String {
    format!(
        "<script>{}</script>",
        include_str!("live.js").replace("BUILD", build)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A browser that goes away after so many flushes.
    struct Browser {
        heard: String,
        patience: usize,
    }

    impl Write for Browser {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.heard.push_str(&String::from_utf8_lossy(bytes));
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            self.patience = self
                .patience
                .checked_sub(1)
                .ok_or(io::ErrorKind::BrokenPipe)?;
            Ok(())
        }
    }

    #[test]
    fn a_browser_hears_the_present_state_first_and_then_each_change() {
        let live = Live::new();
        live.show_problem("one\ntwo");
        std::thread::scope(|scope| {
            let listener = scope.spawn(|| {
                let mut browser = Browser {
                    heard: String::new(),
                    patience: 1,
                };
                live.stream(&mut browser).expect_err("it goes away");
                browser.heard
            });
            // The listener leaves with the first change after the state it began with.
            while !listener.is_finished() {
                live.show("b2".into(), Site::default());
                std::thread::sleep(Duration::from_millis(5));
            }
            let heard = listener.join().expect("no panic");
            assert!(
                heard.ends_with("event: build\ndata: b2\n\nevent: problem\ndata: \n\n"),
                "{heard}"
            );
        });
        assert_eq!(live.problem(), "");
    }

    #[test]
    fn text_of_several_lines_is_one_event() {
        assert_eq!(
            event("problem", "a\nb"),
            "event: problem\ndata: a\ndata: b\n\n"
        );
    }

    #[test]
    fn the_script_names_its_build() {
        assert!(script("17ab").contains("\"17ab\""));
        assert!(!script("17ab").contains("BUILD"));
    }
}
