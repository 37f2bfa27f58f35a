//! mdBook's own messages: passed on, and its warnings made to count.
//!
//! mdBook reports some real faults, such as an unclosed HTML tag, as a warning,
//! and then succeeds. A book that checks itself can't.

use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex, PoisonError};

use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

/// Runs `work`, and gives what it returned and mdBook's warnings and errors meanwhile,
/// in order.
///
/// Only what happens on the calling thread is heard; mdBook renders on one thread.
pub fn listen<T>(work: impl FnOnce() -> T) -> (T, Vec<String>) {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let listener = Listener {
        heard: Arc::clone(&heard),
    };
    let result = tracing::subscriber::with_default(listener, work);
    let messages = std::mem::take(&mut *heard.lock().unwrap_or_else(PoisonError::into_inner));
    (result, messages)
}

/// Keeps warnings and errors; hears nothing of lesser levels.
struct Listener {
    heard: Arc<Mutex<Vec<String>>>,
}

impl Subscriber for Listener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        // mdBook knows best what is wrong with a book; html5ever, below it,
        // grumbles about documents that browsers are specified to read.
        *metadata.level() <= Level::WARN && metadata.target().starts_with("mdbook")
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(LevelFilter::WARN)
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut text = Text(String::new());
        event.record(&mut text);
        self.heard
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(text.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// The message of an event, with its other fields behind it.
struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        // Writing to a String can't fail.
        let _ = if field.name() == "message" {
            write!(self.0, "{value:?}")
        } else {
            write!(self.0, " {}={value:?}", field.name())
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_and_errors_are_heard_in_order_and_nothing_else() {
        let (result, messages) = listen(|| {
            tracing::warn!(target: "mdbook_html::tree", "unclosed {}", "<b>");
            tracing::info!(target: "mdbook_driver", "Book building has started");
            tracing::error!(target: "mdbook_driver", "no file");
            tracing::error!(target: "html5ever", "quirks");
            7
        });
        assert_eq!(result, 7);
        assert_eq!(messages, ["unclosed <b>", "no file"]);
    }
}
