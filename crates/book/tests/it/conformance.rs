//! `book conformance`, on whatever CPython there is.

use blocks::Interpreters;

use crate::fixture::{Fixture, Ran};

const PROGRAM: &str = "\
# What is two and two?
a = 2
b = a
print(a + b)
a = 3
print(a + b)
del a
print(b)
";

fn fixture() -> Fixture {
    let fixture = Fixture::new(&[("sums.md", "# Sums\n")]);
    fixture.write("tests/programs/sums/two.py", PROGRAM);
    fixture.write("src/reference/conformance.md", "");
    fixture
}

/// The tool where it can find no Python.
fn alone(fixture: &Fixture, arguments: &[&str]) -> Ran {
    let mut command = fixture.command(arguments);
    command
        .env("PATH", "")
        .env("HOME", fixture.root())
        .env_remove("BOOK_PYTHONS");
    Ran::from(command.output().expect("the tool starts"))
}

#[test]
fn a_program_is_recorded_and_then_agrees_and_a_changed_recording_is_found_out() {
    let minors: Vec<_> = (8..=15).map(|minor| blocks::Minor::new(3, minor)).collect();
    let Some(python) = Interpreters::find(&minors)
        .ok()
        .and_then(|mut all| all.found.pop())
    else {
        eprintln!("NOT CHECKED: there is no CPython, so nothing was recorded");
        return;
    };
    let fixture = fixture();
    // Only the minor release that is here, so that the recording covers everything.
    let version = blocks::Minor::from(python.version);
    let head = format!("?\n# since: {version}\n# until: {version}\na = 2");
    let program = PROGRAM.replacen("?\na = 2", &head, 1);
    fixture.write("tests/programs/sums/two.py", &program);

    fixture
        .run(&["conformance"])
        .ends_with(1)
        .complains("two.out:1: there is no recording");
    fixture
        .run(&["conformance", "--record"])
        .ends_with(0)
        .says("1 of 1 recordings were written");
    let out = fixture.read("tests/programs/sums/two.out");
    assert_eq!(out, "=== every version\n4\n5\n2\n");
    fixture
        .run(&["conformance", "--record"])
        .ends_with(0)
        .says("0 of 1");
    fixture
        .run(&["conformance", "--write"])
        .ends_with(0)
        .says("Written: src/reference/conformance.md");
    let page = fixture.read("src/reference/conformance.md");
    assert!(page.contains("| sums | 1 |"), "{page}");

    fixture.write("tests/programs/sums/two.out", &out.replace('5', "6"));
    fixture
        .run(&["conformance", "sums", "--python", &version.to_string()])
        .ends_with(1)
        .says("0 / 1 / 0")
        .complains("-6\n+5");

    let failing = program.replace("print(b)", "print(missing)");
    fixture.write("tests/programs/sums/two.py", &failing);
    fixture
        .run(&["conformance", "--record"])
        .ends_with(1)
        .complains("its head says nothing of it");
    let varying = program.replace("print(b)", "import time; print(time.perf_counter_ns())");
    fixture.write("tests/programs/sums/two.py", &varying);
    fixture
        .run(&["conformance", "--record"])
        .ends_with(1)
        .complains("the second run is another");
}

#[test]
fn without_python_nothing_is_recorded_and_the_tool_says_what_was_not_checked() {
    let fixture = fixture();
    fixture.write(
        "tests/programs/sums/two.out",
        "=== every version\n4\n5\n2\n",
    );
    alone(&fixture, &["conformance"])
        .ends_with(0)
        .complains("NOT CHECKED on CPython 3.8");
    alone(&fixture, &["conformance", "--record"])
        .ends_with(1)
        .complains("no CPython was found");
}

#[test]
fn wrong_usage_says_what_would_be_right() {
    let fixture = fixture();
    alone(&fixture, &["conformance", "sum"])
        .ends_with(2)
        .complains("the topics are sums");
    alone(&fixture, &["conformance", "--python", "3.x"])
        .ends_with(2)
        .complains("3.x");
    alone(&fixture, &["conformance", "sums", "--write"]).ends_with(2);
    fixture.write("tests/programs/sums/notes.txt", "");
    fixture.write("tests/programs/sums/lost.out", "=== every version\n1\n");
    alone(&fixture, &["conformance"])
        .ends_with(1)
        .complains("notes.txt:1: neither")
        .complains("lost.out:1: a recording without its program");
}
