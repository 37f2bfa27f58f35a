use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;

use version::Version;

use super::*;
use crate::range::Minor;
use crate::run::{Ending, Run};

/// An interpreter whose programs print what a function says.
struct Fake<F>(Version, F);

impl<F: Fn(Version, &str) -> String + Sync> Python for Fake<F> {
    fn version(&self) -> Version {
        self.0
    }

    fn identity(&self) -> Option<String> {
        None
    }

    fn run(&self, program: &str) -> io::Result<Run> {
        Ok(Run {
            output: self.1(self.0, program),
            ending: Ending::Exit(0),
        })
    }
}

fn book() -> Book {
    let minors: Vec<Minor> = (8..=15).map(|minor| Minor::new(3, minor)).collect();
    Book::new("", "src", &minors)
}

fn page(text: &str) -> Chapter {
    Chapter::parse(&book(), Path::new("src/a.md"), text).0
}

fn record_with(
    text: &str,
    versions: &[(u8, u8)],
    print: impl Fn(Version, &str) -> String + Sync + Copy,
) -> Result<Recording, Vec<Problem>> {
    let pythons: Vec<_> = versions
        .iter()
        .map(|(minor, patch)| Fake(Version::new(3, *minor, *patch), print))
        .collect();
    record(&book(), &page(text), &pythons, &|_, _| {})
}

const ALL: [(u8, u8); 8] = [
    (8, 18),
    (9, 18),
    (10, 13),
    (11, 7),
    (12, 14),
    (13, 18),
    (14, 10),
    (15, 2),
];
const BLOCK: &str = "# A\n\n```python\nsize\n```\n";

/// What `sys.getsizeof(())` does: another value from 3.14 on.
fn size(version: Version, _program: &str) -> String {
    if version < Version::new(3, 14, 0) {
        "40\n"
    } else {
        "48\n"
    }
    .to_owned()
}

fn outputs(text: &str) -> Vec<(String, String)> {
    let chapter = page(text);
    let block = chapter.python().next().expect("there is a block");
    block
        .outputs
        .iter()
        .map(|output| (output.range.to_string(), output.text.clone()))
        .collect()
}

fn expect_outputs(text: &str, expected: &[(&str, &str)]) {
    let expected: Vec<_> = expected
        .iter()
        .map(|(range, text)| ((*range).to_owned(), (*text).to_owned()))
        .collect();
    assert_eq!(outputs(text), expected, "{text}");
}

#[test]
fn one_output_is_enough_where_all_agree() {
    let recording = record_with(BLOCK, &ALL, |_, _| "1\n".into()).expect("recorded");
    assert_eq!(recording.new_text, format!("{BLOCK}\n```output\n1\n```\n"));
    assert!(
        recording.diff.contains("+++ b/src/a.md"),
        "{}",
        recording.diff
    );
    assert_eq!(recording.notes, []);
}

#[test]
fn neighbours_that_print_the_same_share_an_output() {
    let recording = record_with(BLOCK, &ALL, size).expect("recorded");
    expect_outputs(
        &recording.new_text,
        &[("3.8..3.13", "40\n"), ("3.14..", "48\n")],
    );
    let until = BLOCK.replace("python", "python,since=3.12,until=3.14");
    let recording = record_with(&until, &ALL, size).expect("recorded");
    expect_outputs(
        &recording.new_text,
        &[("3.12..3.13", "40\n"), ("3.14", "48\n")],
    );
}

#[test]
fn a_label_that_says_the_same_is_left_as_it_is() {
    let text =
        "```python\nsize\n```\n\n```output,..3.13\n40\n```\n\n\n```output,3.14..3.15\n48\n```\n";
    let recording = record_with(text, &ALL, size).expect("recorded");
    assert_eq!(recording.new_text, text);
    assert!(!recording.changes());
}

#[test]
fn what_could_not_be_run_keeps_its_text_and_range() {
    let text =
        "```python\nsize\n```\n\n```output,3.8..3.13\nold\n```\n\n```output,3.14..\nnew\n```\n";
    let recording = record_with(text, &[(13, 18), (14, 10)], size).expect("recorded");
    expect_outputs(
        &recording.new_text,
        &[
            ("3.8..3.12", "old\n"),
            ("3.13", "40\n"),
            ("3.14", "48\n"),
            ("3.15..", "new\n"),
        ],
    );
    let note = recording.notes[0].to_string();
    assert!(
        note.contains("recorded for 3.8, 3.9, 3.10, 3.11, 3.12 and 3.15 is kept"),
        "{note}"
    );
}

#[test]
fn without_any_interpreter_nothing_changes() {
    let text =
        "```python\nsize\n```\n\n```output,3.8..3.13\nold\n```\n\n```output,3.14..\nnew\n```\n";
    assert!(!record_with(text, &[], size).expect("recorded").changes());
    let recording = record_with(BLOCK, &[(13, 18)], size).expect("recorded");
    expect_outputs(&recording.new_text, &[("3.13", "40\n")]);
    assert!(
        recording.notes[0].message.contains("no CPython 3.8, "),
        "{:?}",
        recording.notes
    );
}

/// The default thresholds: the patches of 3.14 before 3.14.5 had their own.
fn thresholds(version: Version, _program: &str) -> String {
    let own = (Version::new(3, 14, 0)..Version::new(3, 14, 5)).contains(&version);
    if own { "0\n" } else { "10\n" }.to_owned()
}

#[test]
fn a_patch_that_was_not_run_keeps_its_own_range() {
    let text = "```python\nt\n```\n\n```output,3.8..3.13\n10\n```\n\n```output,3.14.0..3.14.4\n0\n```\n\n```output,3.14.5..\n10\n```\n";
    let recording = record_with(text, &ALL, thresholds).expect("recorded");
    assert_eq!(recording.new_text, text);
    let recording = record_with(text, &[(14, 2), (14, 10)], thresholds).expect("recorded");
    assert_eq!(recording.new_text, text);
    assert_eq!(recording.notes, []);
}

#[test]
fn patches_that_differ_are_divided_after_the_older_one() {
    let recording = record_with(
        "```python\nt\n```\n",
        &[(14, 2), (14, 10), (15, 2)],
        thresholds,
    )
    .expect("recorded");
    expect_outputs(
        &recording.new_text,
        &[("3.14.0..3.14.2", "0\n"), ("3.14.3..", "10\n")],
    );
    let notes: Vec<_> = recording
        .notes
        .iter()
        .map(|note| note.message.as_str())
        .collect();
    assert!(
        notes[1].starts_with("3.14.2 and 3.14.10 print different things"),
        "{notes:?}"
    );
}

#[test]
fn an_output_with_fences_gets_a_longer_fence() {
    let recording = record_with(BLOCK, &ALL, |_, _| "a\n````\nb\n".into()).expect("recorded");
    assert!(
        recording
            .new_text
            .contains("\n`````output\na\n````\nb\n`````\n")
    );
    expect_outputs(&recording.new_text, &[("", "a\n````\nb\n")]);
}

#[test]
fn what_varies_is_refused_with_its_place_and_version() {
    let count = AtomicUsize::new(0);
    let print = |_: Version, _: &str| format!("{}\n", count.fetch_add(1, Ordering::Relaxed));
    let python = [Fake(Version::new(3, 13, 18), print)];
    let problems = record(&book(), &page(BLOCK), &python, &|_, _| {}).expect_err("it varies");
    assert!(
        problems[0]
            .to_string()
            .starts_with("src/a.md:3: on 3.13.18: the output changes from run to run"),
        "{}",
        problems[0]
    );
    let problems =
        record_with(BLOCK, &ALL, |_, _| "<A at 0x7f0123456789>\n".into()).expect_err("an address");
    assert_eq!(problems.len(), ALL.len());
    assert!(
        problems[0].message.contains("holds an address"),
        "{}",
        problems[0]
    );
}

#[test]
fn a_page_that_breaks_the_grammar_is_not_recorded() {
    let text = format!("{BLOCK}\n```\nno label\n```\n");
    let problems = record_with(&text, &ALL, size).expect_err("no label");
    assert!(
        problems.iter().all(|problem| problem.line == 7),
        "{problems:?}"
    );
}

#[test]
fn a_page_is_written_whole_and_only_over_what_was_read() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("src")).expect("a folder");
    let file = folder.path().join("src/a.md");
    fs::write(&file, BLOCK).expect("a file");
    let book = Book {
        root: folder.path().to_path_buf(),
        ..book()
    };
    let recording = record_with(BLOCK, &ALL, size).expect("recorded");
    recording.write(&book, &page(BLOCK)).expect("written");
    assert_eq!(
        fs::read_to_string(&file).expect("readable"),
        recording.new_text
    );
    let error = recording
        .write(&book, &page(BLOCK))
        .expect_err("the file has changed");
    assert!(
        error.to_string().contains("changed in the meantime"),
        "{error}"
    );
    assert_eq!(
        fs::read_dir(folder.path().join("src"))
            .expect("a folder")
            .count(),
        1
    );
}

/// The page without its output blocks and the blank lines around them.
fn prose(text: &str) -> String {
    let chapter = page(text);
    let mut prose = String::new();
    let mut at = 0;
    for block in chapter.python() {
        prose.push_str(&text[at..block.code_span.end]);
        at = block.span.end;
    }
    prose + &text[at..]
}

/// A page of prose and blocks; some have outputs, some don't.
fn any_page() -> impl Strategy<Value = String> {
    let prose = prop_oneof![
        Just("Some prose, with `code`.\n\n".to_owned()),
        Just("> A quotation\n\n- a list\n\n<details>\n\nhidden\n\n</details>\n\n".to_owned()),
        Just("```text\na drawing\n```\n\n".to_owned()),
        "[a-zé ]{1,20}".prop_map(|text| format!("x{text}\n\n\n")),
    ];
    let output = prop_oneof![
        Just(""),
        Just("\n```output\nold\n```\n"),
        Just("\n```output,..3.9\nold\n```\n\n\n```output,3.10..\nolder\n```\n"),
        Just("```output,3.14.3..\nold\n```\n"),
    ];
    let block = (0..9usize, output)
        .prop_map(|(number, output)| format!("```python\nblock {number}\n```\n{output}\n"));
    proptest::collection::vec(prop_oneof![prose, block], 1..6).prop_map(|parts| parts.concat())
}

/// Some interpreters, and a function of version and program with few values, so
/// that neighbours often agree.
fn any_pythons() -> impl Strategy<Value = (BTreeSet<(u8, u8)>, u8)> {
    (
        proptest::collection::btree_set((8u8..=15, 0u8..4), 0..8),
        1u8..5,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn recording_twice_is_recording_once_and_prose_is_never_touched(
        text in any_page(), (versions, step) in any_pythons(),
    ) {
        let versions: Vec<_> = versions.into_iter().collect();
        let print = move |version: Version, program: &str| {
            let value = (u32::from(version.minor()) + program.len() as u32) / u32::from(step * 2);
            ["", "one\n", "two\nlines\n", "```\n"][value as usize % 4].to_owned()
        };
        let once = record_with(&text, &versions, print).expect("recorded");
        prop_assert_eq!(prose(&once.new_text), prose(&text));
        let twice = record_with(&once.new_text, &versions, print).expect("recorded");
        prop_assert_eq!(&twice.new_text, &once.new_text);
        // Each version that was run finds what it printed.
        for block in page(&once.new_text).python() {
            for (minor, patch) in &versions {
                let version = Version::new(3, *minor, *patch);
                let found = block.output_for(version).map(|output| output.text.clone());
                prop_assert_eq!(found, Some(print(version, &block.program)));
            }
        }
    }

    #[test]
    fn no_version_that_could_not_be_run_loses_what_was_recorded(
        text in any_page(), (versions, _) in any_pythons(), minor in 8u8..=15, patch in 0u8..6,
    ) {
        let runnable: Vec<_> = versions.into_iter().filter(|(other, _)| *other != minor).collect();
        let recording = record_with(&text, &runnable, |_, _| "new\n".into()).expect("recorded");
        let version = Version::new(3, minor, patch);
        let recorded = |text: &str| -> Vec<Option<String>> {
            let chapter = page(text);
            let blocks = chapter.python();
            blocks.map(|block| block.output_for(version).map(|output| output.text.clone())).collect()
        };
        prop_assert_eq!(recorded(&recording.new_text), recorded(&text));
    }
}
