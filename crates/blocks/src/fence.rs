//! The label of a fence: what kind of block it opens.

use crate::range::{Minor, Range};

/// What must become of a Rust block.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Expect {
    /// It compiles, runs, and does not panic.
    Run,
    /// It compiles, runs, and panics.
    Panic,
    /// It does not compile, and this error code is among the reasons.
    CompileFail(String),
}

/// What the label of a Python block says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PythonLabel {
    /// The first minor release the block claims.
    pub since: Option<Minor>,
    /// The last minor release the block claims.
    pub until: Option<Minor>,
    /// The type of the uncaught exception it ends in.
    pub raises: Option<String>,
    /// Whether the page asks before it tells.
    pub predict: bool,
    /// The address of the block in its page.
    pub id: Option<String>,
}

/// A fence's label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// A Rust program.
    Rust {
        /// What must become of it.
        expect: Expect,
        /// Whether its label says that it needs edition 2024, which skeptic lacks.
        edition2024: bool,
    },
    /// A Python program.
    Python(PythonLabel),
    /// What the Python program above prints.
    Output(Range),
    /// A listing that is written out: a part of a crate's source, which stands in the page as text.
    Listing {
        /// The file, named from the folder that holds `crates/`.
        file: String,
        /// The anchor in it.
        anchor: String,
    },
    /// A Mermaid diagram.
    Mermaid,
    /// A drawing in characters.
    Text,
}

/// Reads the text behind the opening fence.
///
/// # Errors
///
/// Each thing that is wrong with it, and what to write instead.
pub fn parse(info: &str) -> Result<Label, Vec<String>> {
    let mut parts = info.trim().split(',').map(str::trim);
    let kind = parts.next().unwrap_or_default();
    let parts: Vec<&str> = parts.collect();
    match kind {
        "" => Err(vec![
            "this fence has no label; write rust, python, output, mermaid or text behind it"
                .to_owned(),
        ]),
        "rust" if parts.iter().any(|part| part.starts_with("listing")) => {
            listing(&parts).map_err(|error| vec![error])
        }
        "rust" => {
            let (edition, parts): (Vec<&str>, Vec<&str>) =
                parts.iter().partition(|part| **part == "edition2024");
            let edition2024 = !edition.is_empty();
            rust(&parts)
                .map(|expect| Label::Rust {
                    expect,
                    edition2024,
                })
                .map_err(|error| vec![error])
        }
        "python" => python(&parts).map(Label::Python),
        "output" => output(&parts)
            .map(Label::Output)
            .map_err(|error| vec![error]),
        "mermaid" => bare("mermaid", &parts, Label::Mermaid),
        "text" => bare("text", &parts, Label::Text),
        other => Err(vec![format!(
            "`{other}` is no kind of block; write rust, python, output, mermaid or text"
        )]),
    }
}

fn bare(kind: &str, parts: &[&str], label: Label) -> Result<Label, Vec<String>> {
    match parts.first() {
        None => Ok(label),
        Some(part) => Err(vec![format!(
            "a {kind} block takes no `{part}`; leave it out"
        )]),
    }
}

fn listing(parts: &[&str]) -> Result<Label, String> {
    let place = match parts {
        [part] => part.strip_prefix("listing="),
        _ => None,
    };
    let Some((file, anchor)) = place
        .and_then(|place| place.rsplit_once(':'))
        .filter(|(file, anchor)| !file.is_empty() && !anchor.is_empty())
    else {
        return Err(format!(
            "`rust,{}` is no listing; one that is written out names its file and anchor and nothing else: rust,listing=crates/gc/src/gc.rs:NAME",
            parts.join(",")
        ));
    };
    Ok(Label::Listing {
        file: file.to_owned(),
        anchor: anchor.to_owned(),
    })
}

fn rust(parts: &[&str]) -> Result<Expect, String> {
    match parts {
        [] => Ok(Expect::Run),
        ["should_panic"] => Ok(Expect::Panic),
        ["compile_fail", code] | [code, "compile_fail"] if is_error_code(code) => {
            Ok(Expect::CompileFail((*code).to_owned()))
        }
        ["compile_fail"] => Err(
            "compile_fail needs the error code that the compiler gives: rust,compile_fail,E0382"
                .to_owned(),
        ),
        ["compile_fail", other] => Err(format!(
            "`{other}` is no error code; write one like rust,compile_fail,E0382"
        )),
        _ => Err(match parts.iter().find(|part| !is_rust_word(part)) {
            Some(word @ &("ignore" | "no_run")) => format!(
                "{word} is refused: every Rust block is compiled and run (or marked compile_fail with its error code)"
            ),
            Some(word) => format!(
                "a rust block takes no `{word}`; write rust, rust,should_panic or rust,compile_fail,E0382"
            ),
            None => format!(
                "`rust,{}` says too much; write rust, rust,should_panic or rust,compile_fail,E0382",
                parts.join(",")
            ),
        }),
    }
}

fn is_rust_word(part: &str) -> bool {
    matches!(part, "should_panic" | "compile_fail") || is_error_code(part)
}

fn is_error_code(part: &str) -> bool {
    part.strip_prefix('E')
        .is_some_and(|digits| digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn python(parts: &[&str]) -> Result<PythonLabel, Vec<String>> {
    let mut label = PythonLabel::default();
    let mut seen: Vec<&str> = Vec::new();
    let mut errors = Vec::new();
    for part in parts {
        let (name, value) = match part.split_once('=') {
            Some((name, value)) => (name.trim(), Some(value.trim())),
            None => (*part, None),
        };
        if seen.contains(&name) {
            errors.push(format!("`{name}` stands twice in this label"));
            continue;
        }
        seen.push(name);
        match (name, value) {
            ("since", Some(value)) => match value.parse() {
                Ok(minor) => label.since = Some(minor),
                Err(error) => errors.push(format!("since: {error}")),
            },
            ("until", Some(value)) => match value.parse() {
                Ok(minor) => label.until = Some(minor),
                Err(error) => errors.push(format!("until: {error}")),
            },
            ("raises", Some(value)) if is_dotted_name(value) => {
                label.raises = Some(value.to_owned());
            }
            ("raises", _) => errors.push(
                "raises needs the type of the exception: raises=AttributeError".to_owned(),
            ),
            ("predict", None) => label.predict = true,
            ("id", Some(value)) if is_id(value) => label.id = Some(value.to_owned()),
            ("id", _) => errors.push(
                "id needs a name of small letters, digits and hyphens that begins with a letter: id=tuple-size"
                    .to_owned(),
            ),
            _ => errors.push(format!(
                "a python block takes no `{part}`; it takes since=3.12, until=3.13, raises=AttributeError, predict and id=NAME"
            )),
        }
    }
    if let (Some(since), Some(until)) = (label.since, label.until)
        && since > until
    {
        errors.push(format!("since={since} lies after until={until}"));
    }
    if errors.is_empty() {
        Ok(label)
    } else {
        Err(errors)
    }
}

/// Whether `text` can be the name of an exception type, perhaps in a module.
fn is_dotted_name(text: &str) -> bool {
    text.split('.').all(|part| {
        let mut chars = part.chars();
        chars
            .next()
            .is_some_and(|first| first.is_alphabetic() || first == '_')
            && chars.all(|rest| rest.is_alphanumeric() || rest == '_')
    })
}

fn is_id(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn output(parts: &[&str]) -> Result<Range, String> {
    match parts {
        [] => Ok(Range::ALL),
        [range] => range.parse().map_err(|error| format!("{error}")),
        _ => Err(
            "an output block names one range, like output,3.8..3.13; write a second block for a second range"
                .to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_say_what_they_open() {
        let rust = |expect, edition2024| {
            Ok(Label::Rust {
                expect,
                edition2024,
            })
        };
        assert_eq!(parse("rust"), rust(Expect::Run, false));
        assert_eq!(parse("rust,edition2024"), rust(Expect::Run, true));
        assert_eq!(parse("rust,should_panic"), rust(Expect::Panic, false));
        assert_eq!(
            parse("rust,compile_fail,E0382"),
            rust(Expect::CompileFail("E0382".into()), false)
        );
        assert_eq!(
            parse("rust,listing=crates/gc/src/gc.rs:update_refs"),
            Ok(Label::Listing {
                file: "crates/gc/src/gc.rs".into(),
                anchor: "update_refs".into()
            })
        );
        assert_eq!(parse("text"), Ok(Label::Text));
        assert_eq!(parse("output"), Ok(Label::Output(Range::ALL)));
        let Ok(Label::Python(label)) =
            parse("python, since=3.12,raises=weakref.Gone,predict,id=a-b2")
        else {
            panic!("the label was refused");
        };
        assert_eq!(label.since, Some(Minor::new(3, 12)));
        assert_eq!(label.raises.as_deref(), Some("weakref.Gone"));
        assert!(label.predict);
        assert_eq!(label.id.as_deref(), Some("a-b2"));
    }

    #[test]
    fn each_mistake_says_what_to_write() {
        for (label, hint) in [
            ("", "no label"),
            ("console", "`console` is no kind of block"),
            ("rust,ignore", "ignore is refused"),
            ("rust,no_run", "no_run is refused"),
            ("rust,compile_fail", "needs the error code"),
            ("rust,compile_fail,E038", "is no error code"),
            ("rust,should_panic,compile_fail,E0382", "says too much"),
            ("rust,listing", "names its file and anchor"),
            ("rust,listing=a.rs", "names its file and anchor"),
            ("rust,listing=a.rs:", "names its file and anchor"),
            ("rust,should_panic,listing=a.rs:b", "and nothing else"),
            ("rust,edition2021", "takes no `edition2021`"),
            ("python,since=3.12.1", "minor release"),
            ("python,since=3.13,until=3.12", "lies after"),
            ("python,raises", "raises needs the type"),
            ("python,raises=1x", "raises needs the type"),
            ("python,predict,predict", "twice"),
            ("python,id=A", "id needs a name"),
            ("python,", "takes no ``"),
            ("output,3.8..3.9,3.10", "names one range"),
            ("output,3.9..3.8", "begins before it ends"),
            ("mermaid,dark", "takes no `dark`"),
        ] {
            let errors = parse(label).expect_err(label);
            assert!(errors[0].contains(hint), "{label}: {errors:?}");
        }
    }

    #[test]
    fn every_mistake_of_a_label_is_reported() {
        assert_eq!(
            parse("python,since=x,raises,foo")
                .expect_err("three mistakes")
                .len(),
            3
        );
    }
}
