//! What a block must print, against what a run of it printed.

use similar::TextDiff;
use version::Version;

use crate::chapter::PythonBlock;
use crate::run::{Ending, Run};

/// What the page shows of a run: the text of an output block.
///
/// The final traceback of a `raises` block is shortened to its last line. The
/// text is empty or ends in a newline, as a terminal that goes on in a new line
/// would show it.
///
/// # Errors
///
/// When the program did not end as the block says; the message holds the end of
/// what was printed.
pub fn shown(block: &PythonBlock, run: &Run) -> Result<String, String> {
    let with_output = |message: String| match tail(&run.output) {
        "" => format!("{message}; it printed nothing"),
        tail => format!("{message}; the end of what it printed:\n{}", indent(tail)),
    };
    let raises = block.raises.as_deref();
    match (run.ending, run.uncaught(), raises) {
        (Ending::Timeout, ..) => Err(with_output(
            "was still running when its time was over, and was stopped; make the program end by itself".to_owned(),
        )),
        (Ending::TooMuch, ..) => Err(with_output("printed too much, and was stopped".to_owned())),
        (Ending::Crash(signal), ..) => {
            Err(with_output(format!("was ended by signal {signal}, as in a crash")))
        }
        (Ending::Exit(0), _, None) => Ok(lines(run.output.clone())),
        (Ending::Exit(0), _, Some(wanted)) => Err(with_output(format!(
            "ended without an exception, and the block says raises={wanted}"
        ))),
        (Ending::Exit(_), Some(uncaught), Some(wanted)) if is_type(uncaught.exception, wanted) => {
            Ok(lines(uncaught.shortened()))
        }
        (Ending::Exit(_), Some(uncaught), Some(wanted)) => Err(with_output(format!(
            "ended in {}, and the block says raises={wanted}",
            uncaught.exception
        ))),
        (Ending::Exit(_), Some(uncaught), None) => Err(with_output(format!(
            "ended in an uncaught {0}; if that is meant, label the block python,raises={0}",
            uncaught.exception.rsplit('.').next().unwrap_or_default()
        ))),
        // `sys.exit` ends a program without a report.
        (Ending::Exit(_), None, Some("SystemExit")) => Ok(lines(run.output.clone())),
        (Ending::Exit(status), None, _) => {
            Err(with_output(format!("ended with exit status {status}")))
        }
    }
}

/// Whether the exception printed as `printed` is the one a label means: its
/// whole name, or its name without its module.
fn is_type(printed: &str, wanted: &str) -> bool {
    printed == wanted || printed.rsplit('.').next() == Some(wanted)
}

/// Checks a run on `version` against the block's recorded output.
///
/// # Errors
///
/// What is wrong, with expected and got as a diff.
pub fn check(block: &PythonBlock, version: Version, run: &Run) -> Result<(), String> {
    let got = shown(block, run)?;
    let Some(output) = block.output_for(version) else {
        return Err(format!("no output of this block covers {version}"));
    };
    if output.text == got {
        return Ok(());
    }
    Err(format!(
        "does not print what line {} says:\n{}",
        output.line,
        indent(&difference(&output.text, &got))
    ))
}

/// A diff of two outputs, in which each is called by its name.
fn difference(expected: &str, got: &str) -> String {
    TextDiff::from_lines(expected, got)
        .unified_diff()
        .context_radius(3)
        .header("expected", "got")
        .to_string()
}

fn lines(mut text: String) -> String {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

fn indent(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("    {line}")).collect();
    lines.join("\n")
}

/// The last lines of `text`, as many as a message can hold.
fn tail(text: &str) -> &str {
    let text = text.trim_end_matches('\n');
    let start = text
        .rmatch_indices('\n')
        .nth(19)
        .map_or(0, |(at, _)| at + 1);
    &text[start..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Book, Chapter, Minor};
    use std::path::Path;

    fn block(label: &str, output: &str) -> PythonBlock {
        let book = Book::new("", "src", &[Minor::new(3, 13), Minor::new(3, 14)]);
        let text = format!("```{label}\npass\n```\n\n```output\n{output}```\n");
        let (chapter, problems) = Chapter::parse(&book, Path::new("src/a.md"), &text);
        assert_eq!(problems, []);
        chapter.python().next().expect("the block was read").clone()
    }

    fn run(output: &str, ending: Ending) -> Run {
        Run {
            output: output.to_owned(),
            ending,
        }
    }

    const REPORT: &str =
        "a\nTraceback (most recent call last):\n  File \"block.py\", line 1\nm.E: x\n";

    fn message(label: &str, output: &str, run: &Run) -> String {
        check(&block(label, output), Version::new(3, 13, 1), run).expect_err("it must not pass")
    }

    #[test]
    fn the_text_must_be_the_same_to_the_character() {
        let ok = |output: &str, printed: &str| {
            check(
                &block("python", output),
                Version::new(3, 13, 1),
                &run(printed, Ending::Exit(0)),
            )
        };
        assert_eq!(ok("1\n", "1\n"), Ok(()));
        assert_eq!(ok("1\n", "1"), Ok(()));
        assert_eq!(ok("", ""), Ok(()));
        assert_eq!(ok("\n", "\n"), Ok(()));
        for (output, printed) in [
            ("1\n", "1 \n"),
            ("", "\n"),
            ("\n", ""),
            ("1\n", "1\n\n"),
            ("1\n", "2\n"),
        ] {
            assert!(ok(output, printed).is_err(), "{output:?} and {printed:?}");
        }
    }

    #[test]
    fn a_difference_shows_expected_and_got() {
        let message = message("python", "1\n2\n", &run("1\n3\n", Ending::Exit(0)));
        assert_eq!(
            message,
            "does not print what line 5 says:\n    --- expected\n    +++ got\n    @@ -1,2 +1,2 @@\n     1\n    -2\n    +3"
        );
    }

    #[test]
    fn a_block_that_raises_shows_the_last_line() {
        let raised = run(REPORT, Ending::Exit(1));
        for label in ["python,raises=E", "python,raises=m.E"] {
            let block = block(label, "a\nm.E: x\n");
            assert_eq!(check(&block, Version::new(3, 13, 1), &raised), Ok(()));
        }
        assert!(
            message("python,raises=F", "x\n", &raised)
                .starts_with("ended in m.E, and the block says raises=F")
        );
        assert!(message("python", "x\n", &raised).contains("label the block python,raises=E"));
        let fine = run("a\n", Ending::Exit(0));
        assert!(message("python,raises=E", "x\n", &fine).starts_with("ended without an exception"));
    }

    #[test]
    fn other_endings_are_named() {
        for (ending, hint) in [
            (Ending::Timeout, "still running"),
            (Ending::TooMuch, "printed too much"),
            (Ending::Crash(11), "signal 11"),
            (Ending::Exit(3), "exit status 3"),
        ] {
            let text = message("python", "1\n", &run("1\n", ending));
            assert!(text.contains(hint) && text.ends_with("    1"), "{text}");
        }
        let exit = run("1\n", Ending::Exit(3));
        assert_eq!(
            shown(&block("python,raises=SystemExit", "1\n"), &exit),
            Ok("1\n".to_owned())
        );
    }
}
