//! The report of an uncaught exception, as CPython prints it when a program ends.
//!
//! A block that `raises` is shown with the last line of that report only: file
//! names, carets and their wording change from version to version and are not
//! what the block is about. CPython prints the report in `PyErr_PrintEx`
//! (`Python/pythonrun.c`; its layout is in `Lib/traceback.py`).

/// The report of an uncaught exception in what a program printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uncaught<'a> {
    /// The type as it is printed: `ValueError`, `weakref.ReferenceError`.
    pub exception: &'a str,
    /// What was printed before the report.
    pub before: &'a str,
    /// The line with the exception's type and message, without its margin.
    pub last_line: &'a str,
    /// What follows that line: more lines of the message, and whatever was
    /// printed while the interpreter shut down.
    pub after: &'a str,
}

const HEADER: &str = "Traceback (most recent call last):";
const GROUP_HEADER: &str = "  + Exception Group Traceback (most recent call last):";
const CHAINED: [&str; 2] = [
    "During handling of the above exception, another exception occurred:",
    "The above exception was the direct cause of the following exception:",
];

impl<'a> Uncaught<'a> {
    /// Finds the report that ends `output`.
    ///
    /// A chain of exceptions is one report. Reports that CPython prints about
    /// exceptions it ignores, or that end a thread, are not the program's own.
    pub fn find(output: &'a str) -> Option<Self> {
        let lines = Located::of(output);
        let header = lines.iter().rposition(|line| {
            matches!(line.text, HEADER | GROUP_HEADER)
                && !is_about_something_else(&lines, line.index)
        });
        match header {
            Some(at) if lines[at].text == GROUP_HEADER => group(output, &lines, at),
            Some(at) => plain(output, &lines, at),
            None => syntax(output, &lines),
        }
    }

    /// What a `raises` block shows: all that the program printed, with the
    /// report shortened to its last line.
    pub fn shortened(&self) -> String {
        format!("{}{}\n{}", self.before, self.last_line, self.after)
    }
}

/// A line and where it stands.
struct Located<'a> {
    index: usize,
    start: usize,
    /// Behind the newline.
    end: usize,
    text: &'a str,
}

impl<'a> Located<'a> {
    fn of(output: &'a str) -> Vec<Self> {
        let mut start = 0;
        output
            .split_inclusive('\n')
            .enumerate()
            .map(|(index, line)| {
                let located = Located {
                    index,
                    start,
                    end: start + line.len(),
                    text: line.trim_end_matches('\n'),
                };
                start = located.end;
                located
            })
            .collect()
    }
}

/// Whether the header at `at` begins a report of an exception that did not end
/// the program.
fn is_about_something_else(lines: &[Located<'_>], at: usize) -> bool {
    at > 0
        && ["Exception ignored ", "Exception in thread ", "Error in "]
            .iter()
            .any(|start| lines[at - 1].text.starts_with(start))
}

fn plain<'a>(output: &'a str, lines: &[Located<'a>], header: usize) -> Option<Uncaught<'a>> {
    // Frames are indented, so the first line at the margin is the exception's.
    let message = lines[header + 1..]
        .iter()
        .find(|line| !line.text.starts_with(' '))?;
    let mut first = header;
    while first >= 3
        && lines[first - 1].text.is_empty()
        && CHAINED.contains(&lines[first - 2].text)
        && let Some(earlier) = lines[..first - 2]
            .iter()
            .rposition(|line| line.text == HEADER)
    {
        first = earlier;
    }
    uncaught(output, lines[first].start, message, message.text)
}

/// A group's report has a margin of its own: `  | `. What it says of its
/// members goes with it.
fn group<'a>(output: &'a str, lines: &[Located<'a>], header: usize) -> Option<Uncaught<'a>> {
    let margin = "  | ";
    let message = lines[header + 1..].iter().find(|line| {
        line.text
            .strip_prefix(margin)
            .is_some_and(|rest| !rest.starts_with(' '))
    })?;
    let last_line = &message.text[margin.len()..];
    let last = lines[message.index..]
        .iter()
        .take_while(|line| {
            ["  |", "  +", "    "]
                .iter()
                .any(|start| line.text.starts_with(start))
        })
        .last()?;
    uncaught(output, lines[header].start, last, last_line)
}

/// A program that can't be compiled gets a report without a header.
fn syntax<'a>(output: &'a str, lines: &[Located<'a>]) -> Option<Uncaught<'a>> {
    let file = lines
        .iter()
        .rposition(|line| line.text.starts_with("  File \"") && line.text.contains(", line "))?;
    let message = lines[file + 1..]
        .iter()
        .find(|line| !line.text.starts_with(' '))?;
    uncaught(output, lines[file].start, message, message.text).filter(|found| {
        matches!(
            found.exception,
            "SyntaxError" | "IndentationError" | "TabError"
        )
    })
}

fn uncaught<'a>(
    output: &'a str,
    start: usize,
    last: &Located<'a>,
    last_line: &'a str,
) -> Option<Uncaught<'a>> {
    let exception = last_line
        .split_once(": ")
        .map_or(last_line, |(name, _)| name);
    let exception = exception.trim_end_matches(':');
    let is_name = exception.split('.').all(|part| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '<' | '>'))
    });
    is_name.then_some(Uncaught {
        exception,
        before: &output[..start],
        last_line,
        after: &output[last.end..],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shortened(output: &str) -> Option<(String, String)> {
        let found = Uncaught::find(output)?;
        Some((found.exception.to_owned(), found.shortened()))
    }

    fn some(exception: &str, text: &str) -> Option<(String, String)> {
        Some((exception.to_owned(), text.to_owned()))
    }

    #[test]
    fn a_report_becomes_its_last_line() {
        let output = "1\nTraceback (most recent call last):\n  File \"block.py\", line 2, in <module>\n    del x; x\n           ^\nNameError: name 'x' is not defined\n";
        assert_eq!(
            shortened(output),
            some("NameError", "1\nNameError: name 'x' is not defined\n")
        );
        let output =
            "Traceback (most recent call last):\n  File \"block.py\", line 2\nMemoryError\n";
        assert_eq!(shortened(output), some("MemoryError", "MemoryError\n"));
    }

    #[test]
    fn a_chain_is_one_report_and_a_printed_traceback_is_not_part_of_it() {
        let output = "\
Traceback (most recent call last):
  File \"block.py\", line 8, in <module>
ZeroDivisionError: printed by the program
Traceback (most recent call last):
  File \"block.py\", line 14, in <module>
ValueError: one
two

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File \"block.py\", line 17, in <module>
    raise My(\"bye\") from e
__main__.My: bye
";
        assert_eq!(
            shortened(output),
            some(
                "__main__.My",
                "Traceback (most recent call last):\n  File \"block.py\", line 8, in <module>\nZeroDivisionError: printed by the program\n__main__.My: bye\n"
            )
        );
    }

    #[test]
    fn what_the_shutdown_prints_stays() {
        let output = "\
Traceback (most recent call last):
  File \"block.py\", line 17, in <module>
ValueError: one
two
Exception ignored in: <function D.__del__>
Traceback (most recent call last):
  File \"block.py\", line 6, in __del__
KeyError: 'x'
gone
";
        let (exception, text) = shortened(output).expect("there is a report");
        assert_eq!(exception, "ValueError");
        assert!(
            text.starts_with("ValueError: one\ntwo\nException ignored in"),
            "{text}"
        );
        assert!(text.ends_with("KeyError: 'x'\ngone\n"), "{text}");
    }

    #[test]
    fn a_program_that_cannot_be_compiled_has_a_report_too() {
        let output = "  File \"block.py\", line 2\n    x = (\n        ^\nSyntaxError: '(' was never closed\n";
        assert_eq!(
            shortened(output),
            some("SyntaxError", "SyntaxError: '(' was never closed\n")
        );
    }

    #[test]
    fn a_group_is_shown_without_its_members() {
        let output = "\
1
  + Exception Group Traceback (most recent call last):
  |   File \"block.py\", line 2, in <module>
  | ExceptionGroup: g (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | ValueError: 1
    +------------------------------------
";
        assert_eq!(
            shortened(output),
            some(
                "ExceptionGroup",
                "1\nExceptionGroup: g (2 sub-exceptions)\n"
            )
        );
    }

    #[test]
    fn text_without_a_report_has_none() {
        assert_eq!(shortened(""), None);
        assert_eq!(shortened("ValueError: printed\n"), None);
        let ignored =
            "Exception ignored in: x\nTraceback (most recent call last):\n  File\nKeyError: 1\n";
        assert_eq!(shortened(ignored), None);
    }
}
