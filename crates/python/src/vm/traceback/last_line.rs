//! The end of a report: the class, the text, the suggestion and the notes.

use objects::Ref;

use crate::objects::{Body, Shape};
use crate::vm::{R, Vm};

impl Vm {
    /// The lines below the entries.
    pub(crate) fn last_lines(&mut self, exception: Ref) -> R<String> {
        let is_syntax =
            matches!(self.body(exception), Body::Exception(state) if state.shape == Shape::Syntax);
        let mut out = match is_syntax.then(|| self.syntax_lines(exception)).flatten() {
            Some(lines) => lines,
            None => {
                let mut line = self.exception_line(exception);
                line.pop();
                let more = self.suggestion(exception);
                // 3.15 says of a missing module only what helps.
                format!("{line}{more}\n")
            }
        };
        if self.since(11) {
            self.scope(|vm| vm.notes(exception, &mut out))?;
        }
        Ok(out)
    }

    fn notes(&mut self, exception: Ref, out: &mut String) -> R<()> {
        let found = self.getattr_opt(exception, "__notes__");
        let notes = match found {
            Ok(Some(notes)) => self.own(notes),
            Ok(None) => return Ok(()),
            Err(exc) => {
                self.forget(exc)?;
                return Ok(());
            }
        };
        if !matches!(self.body(notes), Body::List(_) | Body::Tuple(_)) {
            if notes == self.one.none && self.since(13) {
                return Ok(());
            }
            let text = match self.repr_of(notes) {
                Ok(text) => text,
                Err(exc) => {
                    self.forget(exc)?;
                    "<__notes__ repr() failed>".to_owned()
                }
            };
            out.push_str(&text);
            out.push('\n');
            return Ok(());
        }
        for note in self.items(notes).to_vec() {
            let text = match self.str_of(note) {
                Ok(text) => text,
                Err(exc) => {
                    self.forget(exc)?;
                    "<note str() failed>".to_owned()
                }
            };
            out.push_str(&text);
            out.push('\n');
        }
        Ok(())
    }

    /// Lets go of an exception that came up while another one was shown.
    fn forget(&mut self, exc: crate::vm::Exc) -> R<()> {
        let other = self.settle(exc).map_err(crate::vm::Exc::Stop)?;
        self.decref(other);
        Ok(())
    }

    /// The class as reports name it.
    pub(super) fn reported_class(&self, exception: Ref) -> String {
        let (module, qualname) = self.type_names(self.type_of(exception));
        if matches!(&*module, "builtins" | "__main__") {
            qualname.to_string()
        } else {
            format!("{module}.{qualname}")
        }
    }

    /// `Type: text`
    pub(crate) fn exception_line(&mut self, exception: Ref) -> String {
        let name = self.reported_class(exception);
        match self.str_of(exception) {
            Ok(text) if text.is_empty() => format!("{name}\n"),
            Ok(text) => format!("{name}: {text}\n"),
            Err(exc) => {
                if let Ok(other) = self.settle(exc) {
                    self.decref(other);
                }
                format!("{name}: <exception str() failed>\n")
            }
        }
    }
}
