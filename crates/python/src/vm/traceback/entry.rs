//! The entries of a traceback: a file, a line, a function, and the source with its marks.

use std::rc::Rc;

use objects::Ref;

use super::{marks, spans};
use crate::objects::{Body, CodeBody, SourceFile};
use crate::source::Position;
use crate::vm::Vm;

/// How often one line is shown when it calls itself (`TB_RECURSIVE_CUTOFF`).
const REPEATS: usize = 3;

impl Vm {
    /// All entries as text; nothing if the exception has no traceback.
    pub(super) fn entries_text(&self, exception: Ref) -> Option<String> {
        self.entries(exception, false)
    }

    /// The same below a heading, as `PyTraceBack_Print` writes it: from 3.13 without any marks.
    pub(crate) fn plain_entries(&self, exception: Ref) -> Option<String> {
        let entries = self.entries(exception, true)?;
        Some(format!("Traceback (most recent call last):\n{entries}"))
    }

    fn entries(&self, exception: Ref, native: bool) -> Option<String> {
        let mut entry = match self.body(exception) {
            Body::Exception(state) => state.traceback,
            _ => None,
        };
        entry?;
        let mut out = String::new();
        let mut last: Option<(Rc<SourceFile>, u32, Ref)> = None;
        let mut count = 0;
        while let Some(traceback) = entry {
            let Body::Traceback(value) = self.body(traceback) else {
                break;
            };
            entry = value.next;
            let position = value.position;
            let Body::Frame(frame) = self.body(value.frame) else {
                continue;
            };
            let Body::Code(code) = self.body(frame.code) else {
                continue;
            };
            let code = &code.shared;
            if !code.file.is_program {
                continue;
            }
            let same = last.as_ref().is_some_and(|(file, line, name)| {
                file.name == code.file.name && *line == position.line && *name == code.name
            });
            if !same {
                self.repeated(&mut out, count);
                last = Some((code.file.clone(), position.line, code.name));
                count = 0;
            }
            count += 1;
            if count <= REPEATS {
                out.push_str(&self.entry_text(code, position, native));
            }
        }
        self.repeated(&mut out, count);
        Some(out)
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

    /// One entry, with the lines it quotes.
    pub(crate) fn traceback_entry(&self, frame: Ref, position: Position) -> String {
        match self.body(frame) {
            Body::Frame(frame) => match self.body(frame.code) {
                Body::Code(code) => self.entry_text(&code.shared, position, false),
                _ => String::new(),
            },
            _ => String::new(),
        }
    }

    fn entry_text(&self, code: &CodeBody, position: Position, native: bool) -> String {
        format!(
            "  File \"{}\", line {}, in {}\n{}",
            code.file.name,
            position.line,
            self.text(code.name),
            self.source_lines(&code.file, position, native)
        )
    }

    fn repeated(&self, out: &mut String, count: usize) {
        if count > REPEATS {
            let more = count - REPEATS;
            let plural = if more > 1 { "s" } else { "" };
            out.push_str(&format!(
                "  [Previous line repeated {more} more time{plural}]\n"
            ));
        }
    }

    fn source_lines(&self, file: &SourceFile, position: Position, native: bool) -> String {
        if self.since(13) && !native {
            return spans::lines(file, position, self.since(15)).unwrap_or_default();
        }
        let Some(line) = file
            .lines
            .get((position.line as usize).saturating_sub(1))
            .filter(|line| !line.trim().is_empty())
        else {
            return String::new();
        };
        let shown = line.trim_start_matches([' ', '\t', '\u{c}']);
        let mut text = format!("    {shown}\n");
        if self.since(11)
            && !self.since(13)
            && let Some(marks) = marks::below(line, position)
        {
            text.push_str(&marks);
            text.push('\n');
        }
        text
    }
}
