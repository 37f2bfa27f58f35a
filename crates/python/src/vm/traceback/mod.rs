//! Tracebacks as text: to 3.12 as `Python/pythonrun.c` and `Python/traceback.c` write them, from 3.13 as `Lib/traceback.py` does.

mod anchors;
mod distance;
mod entry;
mod hints;
mod last_line;
mod marks;
mod spans;
mod suggest;
mod syntax;
mod width;

use std::collections::HashSet;

use objects::Ref;

use super::{R, Vm};
use crate::objects::{Body, Shape};

/// A group within so many groups isn't shown, nor are more members than that (`max_group_depth`, `max_group_width`).
const MAX_GROUP_DEPTH: usize = 10;
const MAX_GROUP_WIDTH: usize = 15;

const CAUSE: &str = "The above exception was the direct cause of the following exception:\n";
const CONTEXT: &str = "During handling of the above exception, another exception occurred:\n";

/// The state of one report: what was shown, and how deep in groups it is.
struct Report {
    out: String,
    depth: usize,
    need_close: bool,
    seen: HashSet<Ref>,
}

impl Report {
    fn indent(&self) -> String {
        " ".repeat(2 * self.depth)
    }

    /// Adds lines behind the margin of the group that they are in.
    fn emit(&mut self, text: &str, margin: char) {
        if self.depth == 0 {
            self.out.push_str(text);
            return;
        }
        let indent = self.indent();
        for line in text.split_inclusive('\n') {
            self.out.push_str(&indent);
            self.out.push(margin);
            self.out.push(' ');
            self.out.push_str(line);
        }
    }
}

impl Vm {
    /// A traceback with its causes, as the interpreter prints it.
    pub(crate) fn traceback_text(&mut self, exception: Ref, chain: bool) -> R<String> {
        let mut report = Report {
            out: String::new(),
            depth: 0,
            need_close: false,
            seen: HashSet::new(),
        };
        self.report(&mut report, exception, chain)?;
        Ok(report.out)
    }

    /// The exceptions before this one, the first one first, and this one.
    fn chain_of(&self, report: &mut Report, exception: Ref) -> Vec<(Ref, &'static str)> {
        let mut chain = vec![(exception, "")];
        let mut at = exception;
        report.seen.insert(at);
        while let Body::Exception(state) = self.body(at) {
            let next = match (state.cause, state.context) {
                (Some(cause), _) => Some((cause, CAUSE)),
                (None, Some(context)) if !state.suppress_context => Some((context, CONTEXT)),
                _ => None,
            };
            match next {
                Some((next, text)) if report.seen.insert(next) => {
                    chain.push((next, text));
                    at = next;
                }
                _ => break,
            }
        }
        chain.reverse();
        chain
    }

    fn report(&mut self, report: &mut Report, exception: Ref, chain: bool) -> R<()> {
        let parts = if chain {
            self.chain_of(report, exception)
        } else {
            vec![(exception, "")]
        };
        for (place, &(one, message)) in parts.iter().enumerate() {
            let is_group = self.since(11)
                && matches!(self.body(one), Body::Exception(state) if state.shape == Shape::Group);
            if !is_group {
                self.report_one(report, one)?;
            } else if report.depth > MAX_GROUP_DEPTH {
                report.emit(
                    &format!("... (max_group_depth is {MAX_GROUP_DEPTH})\n"),
                    '|',
                );
            } else {
                self.guard_native(|vm| vm.report_group(report, one, chain))?;
            }
            // The words stand between this one and the next, which they are about.
            if place + 1 < parts.len() {
                report.emit("\n", '|');
                report.emit(message, '|');
                report.emit("\n", '|');
            }
        }
        Ok(())
    }

    fn report_one(&mut self, report: &mut Report, exception: Ref) -> R<()> {
        if let Some(entries) = self.entries_text(exception) {
            report.emit("Traceback (most recent call last):\n", '|');
            report.emit(&entries, '|');
        }
        let last = self.last_lines(exception)?;
        report.emit(&last, '|');
        Ok(())
    }

    fn report_group(&mut self, report: &mut Report, group: Ref, chain: bool) -> R<()> {
        let is_top = report.depth == 0;
        if is_top {
            report.depth = 1;
        }
        if let Some(entries) = self.entries_text(group) {
            let margin = if is_top { '+' } else { '|' };
            report.emit(
                "Exception Group Traceback (most recent call last):\n",
                margin,
            );
            report.emit(&entries, '|');
        }
        let last = self.last_lines(group)?;
        report.emit(&last, '|');
        let members = self
            .exception_field(group, "exceptions")
            .map_or(Vec::new(), |held| self.items(held).to_vec());
        let shown = if members.len() <= MAX_GROUP_WIDTH {
            members.len()
        } else {
            MAX_GROUP_WIDTH + 1
        };
        report.need_close = false;
        for place in 0..shown {
            let is_last = place + 1 == shown;
            if is_last {
                report.need_close = true;
            }
            let cut = place >= MAX_GROUP_WIDTH;
            let title = if cut {
                "...".to_owned()
            } else {
                (place + 1).to_string()
            };
            let start = if place == 0 { "+-" } else { "  " };
            report.out.push_str(&format!(
                "{}{start}+---------------- {title} ----------------\n",
                report.indent()
            ));
            report.depth += 1;
            if cut {
                let rest = members.len() - MAX_GROUP_WIDTH;
                let plural = if rest > 1 { "s" } else { "" };
                report.emit(&format!("and {rest} more exception{plural}\n"), '|');
            } else {
                self.report(report, members[place], chain)?;
            }
            if is_last && report.need_close {
                let line = format!("{}+------------------------------------\n", report.indent());
                report.out.push_str(&line);
                report.need_close = false;
            }
            report.depth -= 1;
        }
        if is_top {
            report.depth = 0;
        }
        Ok(())
    }
}
