//! How a `SyntaxError` shows where it is.

use objects::Ref;

use crate::objects::Body;
use crate::vm::Vm;

/// The fields of a `SyntaxError` that its report shows.
struct Place {
    text: String,
    offset: Option<i64>,
    end_offset: Option<i64>,
    one_line: bool,
}

impl Vm {
    /// The file, the line with its marks, and the message; nothing where an older release shows it like any exception.
    pub(super) fn syntax_lines(&mut self, exception: Ref) -> Option<String> {
        let field = |vm: &Vm, name: &str| {
            vm.exception_field(exception, name)
                .filter(|&held| held != vm.one.none)
        };
        let number = |vm: &Vm, name: &str| field(vm, name).and_then(|held| vm.i64_value(held));
        let text = |vm: &Vm, name: &str| {
            field(vm, name)
                .filter(|&held| matches!(vm.body(held), Body::Str(_)))
                .map(|held| vm.text(held).to_owned())
        };
        let line = number(self, "lineno");
        if line.is_none() && !self.since(13) {
            return None;
        }
        let file = text(self, "filename");
        let message = match field(self, "msg") {
            Some(message) => self.str_of(message).ok()?,
            None if self.since(13) => "<no detail available>".to_owned(),
            None => "None".to_owned(),
        };
        let mut out = String::new();
        let mut suffix = String::new();
        match (line, &file) {
            (Some(line), _) => {
                let name = file.as_deref().unwrap_or("<string>");
                out.push_str(&format!("  File \"{name}\", line {line}\n"));
            }
            (None, Some(file)) => suffix = format!(" ({file})"),
            (None, None) => {}
        }
        if let Some(text) = text(self, "text") {
            let end_line = number(self, "end_lineno");
            let place = Place {
                text,
                offset: number(self, "offset"),
                end_offset: number(self, "end_offset").filter(|_| self.since(10)),
                one_line: end_line == line,
            };
            out.push_str(&if self.since(13) {
                place.modern()
            } else {
                place.classic()
            });
        }
        let name = self.reported_class(exception);
        out.push_str(&format!("{name}: {message}{suffix}\n"));
        Some(out)
    }
}

impl Place {
    /// `print_error_text` in `Python/pythonrun.c`, to 3.12.
    fn classic(&self) -> String {
        let offset = self.offset.unwrap_or(-1);
        let width = match self.end_offset {
            Some(end) if end > 0 && end > offset => end - offset,
            _ => 1,
        };
        let blank = [' ', '\t', '\u{c}'];
        let trimmed = self.text.trim_start_matches(blank);
        let cut = (self.text.chars().count() - trimmed.chars().count()) as i64;
        let shown = trimmed.strip_suffix('\n').unwrap_or(trimmed);
        let mut at = offset - 1 - cut;
        // What goes over several lines is shown from the line that the offset is in.
        let mut rest = shown;
        at = at.min(shown.chars().count() as i64);
        while let Some((first, more)) = rest.split_once('\n') {
            let length = first.chars().count() as i64;
            if length >= at {
                break;
            }
            at -= length + 1;
            rest = more;
        }
        let mut out = format!("    {rest}\n");
        if at >= 0 && self.offset.is_some() {
            out.push_str(&format!(
                "    {}{}\n",
                " ".repeat(at as usize),
                "^".repeat(width.clamp(1, 10_000) as usize)
            ));
        }
        out
    }

    /// `_format_syntax_error` in `Lib/traceback.py`, from 3.13.
    fn modern(&self) -> String {
        let whole = self.text.trim_end_matches('\n');
        let shown = whole.trim_start_matches([' ', '\n', '\u{c}']);
        let count = |text: &str| text.chars().count() as i64;
        let spaces = count(whole) - count(shown);
        let mut out = format!("    {shown}\n");
        let Some(mut offset) = self.offset else {
            return out;
        };
        let mut end = if self.one_line {
            self.end_offset.filter(|&end| end != 0).unwrap_or(offset)
        } else {
            count(whole) + 1
        };
        if !self.text.is_empty() && offset > count(&self.text) {
            offset = count(whole) + 1;
        }
        if !self.text.is_empty() && end > count(&self.text) {
            end = count(whole) + 1;
        }
        if offset >= end || end < 0 {
            end = offset + 1;
        }
        let start = offset - 1 - spaces;
        if let Ok(start) = usize::try_from(start) {
            // A tab stays one, so that the marks stand below.
            let blanks: String = shown
                .chars()
                .take(start)
                .map(|one| if one.is_whitespace() { one } else { ' ' })
                .collect();
            let marks = "^".repeat((end - offset).clamp(1, 10_000) as usize);
            out.push_str(&format!("    {blanks}{marks}\n"));
        }
        out
    }
}
