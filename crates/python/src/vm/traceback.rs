//! Tracebacks as text.

use objects::Ref;

use super::{R, Vm};
use crate::code::Op;
use crate::objects::Body;
use crate::source::Position;

impl Vm {
    /// A traceback with its causes, as the interpreter prints it.
    pub(crate) fn traceback_text(&mut self, exception: Ref, chain: bool) -> R<String> {
        let mut out = String::new();
        if chain {
            let mut stack = vec![];
            let mut at = exception;
            while let Body::Exception(state) = self.body(at) {
                let next = match (state.cause, state.context) {
                    (Some(cause), _) => Some((
                        cause,
                        "\nThe above exception was the direct cause of the following exception:\n\n",
                    )),
                    (None, Some(context)) if !state.suppress_context => Some((
                        context,
                        "\nDuring handling of the above exception, another exception occurred:\n\n",
                    )),
                    _ => None,
                };
                match next {
                    Some((next, text)) if stack.len() < 100 => {
                        stack.push((next, text));
                        at = next;
                    }
                    _ => break,
                }
            }
            for (other, text) in stack.into_iter().rev() {
                out.push_str(&self.one_traceback(other)?);
                out.push_str(text);
            }
        }
        out.push_str(&self.one_traceback(exception)?);
        Ok(out)
    }

    fn one_traceback(&mut self, exception: Ref) -> R<String> {
        let mut out = String::new();
        let mut entry = match self.body(exception) {
            Body::Exception(state) => state.traceback,
            _ => None,
        };
        if entry.is_some() {
            out.push_str("Traceback (most recent call last):\n");
        }
        let mut last = String::new();
        let mut repeats = 0;
        while let Some(traceback) = entry {
            let Body::Traceback(value) = self.body(traceback) else {
                break;
            };
            let (frame, position) = (value.frame, value.position);
            entry = value.next;
            if self.is_hidden(frame) {
                continue;
            }
            let text = self.traceback_entry(frame, position);
            if text == last {
                repeats += 1;
                if repeats < 3 {
                    out.push_str(&text);
                }
            } else {
                self.repeated(&mut out, repeats);
                repeats = 0;
                out.push_str(&text);
                last = text;
            }
        }
        self.repeated(&mut out, repeats);
        out.push_str(&self.exception_line(exception));
        Ok(out)
    }

    fn repeated(&self, out: &mut String, repeats: usize) {
        if repeats > 2 {
            let more = repeats - 2;
            out.push_str(&format!(
                "  [Previous line repeated {more} more time{}]\n",
                if more == 1 { "" } else { "s" }
            ));
        }
    }

    /// Whether a frame is of the library that is written in Python: its lines aren't those that CPython's has.
    pub(crate) fn is_hidden(&self, frame: Ref) -> bool {
        match self.body(frame) {
            Body::Frame(frame) => match self.body(frame.code) {
                Body::Code(code) => !code.shared.file.is_program,
                _ => false,
            },
            _ => false,
        }
    }

    /// One entry, with the line it quotes.
    pub(crate) fn traceback_entry(&self, frame: Ref, position: Position) -> String {
        let Body::Frame(value) = self.body(frame) else {
            return String::new();
        };
        let Body::Code(code) = self.body(value.code) else {
            return String::new();
        };
        let code = &code.shared;
        let name = if self.since(11) {
            self.text(code.name)
        } else {
            self.text(code.name)
        };
        let mut text = format!(
            "  File \"{}\", line {}, in {name}\n",
            code.file.name, position.line
        );
        if let Some(line) = code
            .file
            .lines
            .get(position.line.saturating_sub(1) as usize)
        {
            let trimmed = line.trim();
            if !trimmed.is_empty() {
                text.push_str(&format!("    {trimmed}\n"));
                if self.since(11) {
                    let indent = line.chars().take_while(|one| one.is_whitespace()).count();
                    if let Some(marks) = self.carets(line, trimmed, indent, position, &code.ops) {
                        text.push_str(&format!("    {marks}\n"));
                    }
                }
            }
        }
        text
    }

    /// The marks below a line (PEP 657): left out where they would mark the whole line.
    fn carets(
        &self,
        _line: &str,
        trimmed: &str,
        indent: usize,
        position: Position,
        _ops: &[Op],
    ) -> Option<String> {
        if position.end_line != position.line || position.end_column <= position.column {
            return None;
        }
        let start = (position.column as usize).checked_sub(indent)?;
        let end = (position.end_column as usize)
            .checked_sub(indent)?
            .min(trimmed.chars().count());
        if start == 0 && end == trimmed.chars().count() {
            return None;
        }
        Some(format!("{}{}", " ".repeat(start), "^".repeat(end - start)))
    }

    /// `Type: text`
    pub(crate) fn exception_line(&mut self, exception: Ref) -> String {
        let (module, qualname) = self.type_names(self.type_of(exception));
        let name = if matches!(&*module, "builtins" | "__main__") && &*module == "builtins" {
            qualname.to_string()
        } else if &*module == "__main__" {
            qualname.to_string()
        } else {
            format!("{module}.{qualname}")
        };
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
