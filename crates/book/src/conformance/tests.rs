use std::path::Path;

use proptest::prelude::*;

use blocks::{Minor, Range};
use version::Version;

use super::compare::{Column, Kind, Tally, Verdict, compare};
use super::program::Program;
use super::recording::{Recording, Section};
use super::runtime::{Output, Runtime};
use super::{page, program, table};

fn minors() -> Vec<Minor> {
    (8..=15).map(|minor| Minor::new(3, minor)).collect()
}

fn body(head: &str) -> String {
    format!("{head}\n{}", "print(1)\n".repeat(8))
}

fn parse(text: &str) -> Result<Program, Vec<String>> {
    Program::parse(Path::new("tests/programs/sums/one.py"), text, &minors())
        .map_err(|problems| problems.iter().map(ToString::to_string).collect())
}

#[test]
fn a_head_says_what_is_asked_of_which_versions_and_how_it_ends() {
    let text = body("# Is it?\n# since: 3.11\n# until: 3.13\n# raises: KeyError\n# about: x");
    assert!(parse(&text).is_err_and(|wrong| wrong[0].contains("one.py:5: `# about: x`")));
    let program = parse(&text.replace("# about: x\n", "# A note without a colon.\n"))
        .expect("a head that can be read");
    assert_eq!((&*program.topic, &*program.name), ("sums", "sums/one"));
    assert_eq!(program.question, "Is it?");
    assert_eq!(program.claims, minors()[3..6]);
    assert!(!program.open);
    assert_eq!(program.raises.as_deref(), Some("KeyError"));
    assert!(program.claims(Version::new(3, 12, 1)) && !program.claims(Version::new(3, 14, 1)));
}

#[test]
fn a_head_that_says_too_little_is_refused() {
    for (head, message) in [
        ("print(2)", "what the program asks"),
        ("# No full stop", "what the program asks"),
        ("# Is it?\n# since: 3.7", "with a version of this book"),
        (
            "# Is it?\n# since: 3.13\n# until: 3.9",
            "no version lies between",
        ),
    ] {
        let wrong = parse(&body(head)).expect_err(head);
        assert!(wrong[0].contains(message), "{wrong:?}");
    }
    let short = parse("# Is it?\nprint(1)\n").expect_err("two lines");
    assert!(short[0].contains("2 lines"), "{short:?}");
    let open_ended = parse(body("# Is it?").trim_end()).expect_err("no newline");
    assert!(open_ended[0].contains("newline"), "{open_ended:?}");
}

#[test]
fn a_topic_or_a_program_can_be_chosen_and_a_wrong_name_lists_the_topics() {
    let one = parse(&body("# Is it?")).expect("a program");
    for wanted in ["sums", "sums/", "sums/one"] {
        let chosen = program::choose(vec![one.clone()], Some(wanted));
        assert_eq!(chosen.map(|chosen| chosen.len()), Ok(1), "{wanted}");
    }
    let wrong = program::choose(vec![one], Some("sum")).expect_err("no such topic");
    assert!(wrong.contains("the topics are sums"), "{wrong}");
}

const OUT: &str = "=== ..3.13\nTrue\n=== 3.14..3.14.4 exits 1\na\n\nb\n=== 3.14.5..\nFalse\n";

fn recording(text: &str) -> Result<Recording, String> {
    Recording::parse(Path::new("one.out"), text).map_err(|problems| problems[0].to_string())
}

#[test]
fn a_recording_is_found_by_version_down_to_the_patch() {
    let read = recording(OUT).expect("a recording");
    assert_eq!(read.to_string(), OUT);
    assert_eq!(read.problems(Path::new("one.out"), &minors()), []);
    let text = |minor, patch| {
        let section = read.of(Version::new(3, minor, patch)).expect("a section");
        (section.text.as_str(), section.status)
    };
    assert_eq!(text(8, 18), ("True\n", 0));
    assert_eq!(text(14, 4), ("a\n\nb\n", 1));
    assert_eq!(text(14, 5), ("False\n", 0));
    assert_eq!(text(15, 2), ("False\n", 0));
}

#[test]
fn a_recording_that_means_nothing_is_refused() {
    for (text, message) in [
        ("True\n", "begins with `=== `"),
        ("=== 3\nTrue\n", "every version"),
        ("=== 3.9 exits 0\nTrue\n", "exit status"),
        ("=== 3.9 exits no\nTrue\n", "exit status"),
    ] {
        let wrong = recording(text).expect_err(text);
        assert!(wrong.contains(message), "{wrong}");
    }
    for (text, message) in [
        ("=== ..3.13\na\n", "nothing is recorded for 3.14"),
        (
            "=== every version\na\n=== 3.9\na\n",
            "3.9 is recorded above already",
        ),
        (
            "=== every version\n<A object at 0x7f1234567890>\n",
            "an address",
        ),
        ("=== every version\nno end", "newline"),
        ("=== every version\n", "prints nothing"),
    ] {
        let read = recording(text).expect("it can be read");
        let wrong = read.problems(Path::new("one.out"), &minors());
        assert!(
            wrong
                .iter()
                .any(|problem| problem.message.contains(message)),
            "{message}: {wrong:?}"
        );
    }
    let useless = recording("=== 3.8\na\n=== 3.9..\nb\n").expect("it can be read");
    let wrong = useless.problems(Path::new("one.out"), &minors()[1..]);
    assert!(wrong[0].message.contains("claims none"), "{wrong:?}");
}

proptest! {
    #[test]
    fn what_is_written_reads_back(
        texts in prop::collection::vec(("([a-z= ]{0,9}\n){1,4}", -3..3i32), 1..4),
    ) {
        let sections = texts.into_iter().enumerate().map(|(index, (text, status))| Section {
            line: 0,
            range: format!("3.{}", index + 8).parse().expect("a range"),
            text: text.replace("=== ", "===="),
            status,
        });
        let written = Recording { sections: sections.collect() };
        let mut read = recording(&written.to_string()).expect("it can be read");
        for section in &mut read.sections {
            prop_assert!(section.line > 0);
            section.line = 0;
        }
        prop_assert_eq!(read, written);
    }
}

/// A runtime that does what a function says.
struct Fake<F>(F);

impl<F: Fn(Version) -> Output + Sync> Runtime for Fake<F> {
    fn run(&self, version: Version, _: &str) -> Output {
        (self.0)(version)
    }
}

fn ended(text: &str, status: i32) -> Output {
    Output::Ended {
        text: text.to_owned(),
        status,
    }
}

#[test]
fn each_column_is_judged_by_what_is_recorded_for_its_version() {
    let program = parse(&body("# Is `a | b` __it__?\n# since: 3.13")).expect("a program");
    let read = recording("=== 3.13\nTrue\n=== 3.14.. exits 1\nFalse\n").expect("a recording");
    let runtime = Fake(|version: Version| match version.minor() {
        13 => ended("True\n", 0),
        14 if version.patch() == 0 => panic!("no such thing"),
        14 if version.patch() == 1 => ended("False\n", 0),
        14 => ended("Maybe\n", 1),
        _ => Output::Unsupported("`match`, line 3".to_owned()),
    });
    let real = Fake(|_| ended("True\n", 0));
    let columns: Vec<Column<'_>> = [(12, 1), (13, 1), (14, 0), (14, 1), (14, 2), (15, 1)]
        .into_iter()
        .map(|(minor, patch)| Column {
            kind: Kind::Ours,
            version: Version::new(3, minor, patch),
            runtime: &runtime,
        })
        .chain([Column {
            kind: Kind::Real,
            version: Version::new(3, 13, 18),
            runtime: &real,
        }])
        .collect();
    let programs = [(program, read)];
    let report = compare(&programs, &columns, &|_| {});

    let verdicts = &report.rows[0].verdicts;
    assert_eq!(verdicts[0], None);
    assert_eq!(verdicts[1], Some(Verdict::Agrees));
    let differs = |index: usize, message: &str| matches!(&verdicts[index], Some(Verdict::Differs(why)) if why.contains(message));
    assert!(differs(2, "the runtime panicked: no such thing"));
    assert!(differs(3, "exit status 0 instead of 1"));
    assert!(differs(4, "-False\n+Maybe"));
    assert_eq!(
        verdicts[5],
        Some(Verdict::Unsupported("`match`, line 3".to_owned()))
    );
    assert_eq!(verdicts[6], Some(Verdict::Agrees));

    assert_eq!(report.differences(Kind::Real), [] as [String; 0]);
    let told = report.differences(Kind::Ours);
    assert_eq!(told.len(), 4);
    assert_eq!(told[3], "sums/one as 3.15.1: unsupported: `match`, line 3");
    let tally = report.tally(Some("sums"), 4);
    let wanted = Tally {
        differ: 1,
        ..Tally::default()
    };
    assert_eq!(tally, wanted);
    assert_eq!(report.tally(Some("others"), 4), Tally::default());

    let plain = table::plain(&report, Kind::Ours);
    let rows: Vec<Vec<&str>> = plain
        .lines()
        .map(|line| {
            line.split("  ")
                .map(str::trim)
                .filter(|s| !s.is_empty())
                .collect()
        })
        .collect();
    assert_eq!(
        rows[1],
        [
            "sums",
            "1",
            "–",
            "1",
            "0 / 1 / 0",
            "0 / 1 / 0",
            "0 / 1 / 0",
            "0 / 0 / 1"
        ]
    );
    assert_eq!(rows[2][0], "all");

    let text = page::render(&report, &programs);
    assert!(text.contains(&page::row("sums", 1)), "{text}");
    assert!(text.contains("## Real CPython") && text.contains("## Our runtime"));
    assert!(text.contains("### From 3.14\n"), "{text}");
    assert!(
        text.contains("| `sums/one` | Is `a \\| b` \\_\\_it\\_\\_? |"),
        "{text}"
    );
}

#[test]
fn without_a_runtime_of_ours_no_table_speaks_of_one() {
    let program = parse(&body("# Is it?")).expect("a program");
    let read = recording("=== every version\nTrue\n").expect("a recording");
    assert_eq!(read.sections[0].range, Range::ALL);
    let real = Fake(|_| ended("True\n", 0));
    let columns = [Column {
        kind: Kind::Real,
        version: Version::new(3, 13, 18),
        runtime: &real,
    }];
    let programs = [(program, read)];
    let report = compare(&programs, &columns, &|_| {});
    let text = page::render(&report, &programs);
    assert!(!text.contains("Our runtime"), "{text}");
}
