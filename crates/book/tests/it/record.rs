//! `book record`, on whatever CPython there is.

use blocks::Interpreters;

use crate::fixture::{Fixture, Ran};

const WRONG: &str = "\
# Sums

```python
print(2 + 2)
```

```output
5
```

Prose.
";

/// Whether there is a CPython to record on.
fn some_python() -> bool {
    let minors: Vec<_> = (8..=15).map(|minor| blocks::Minor::new(3, minor)).collect();
    let found = Interpreters::find(&minors).is_ok_and(|found| !found.found.is_empty());
    if !found {
        eprintln!("NOT CHECKED: there is no CPython, so nothing was recorded");
    }
    found
}

#[test]
fn nothing_is_written_unasked() {
    if !some_python() {
        return;
    }
    let fixture = Fixture::new(&[("sums.md", WRONG)]);
    fixture
        .run(&["record"])
        .ends_with(1)
        .says("+4")
        .complains("--yes");
    fixture
        .run(&["record", "--check"])
        .ends_with(1)
        .says("+4")
        .complains("1 page would change");
    assert_eq!(fixture.read("src/sums.md"), WRONG);

    fixture
        .run(&["test"])
        .ends_with(1)
        .says("python   FAILED")
        .complains("sums.md:3");
    fixture
        .run(&["record", "sums", "--yes"])
        .ends_with(0)
        .says("Written: src/sums.md");
    let page = fixture.read("src/sums.md");
    assert!(
        page.contains("\n4\n```\n") && page.ends_with("\n\nProse.\n"),
        "{page}"
    );
    fixture
        .run(&["record", "--check"])
        .ends_with(0)
        .says("Nothing changes");
    fixture.run(&["test"]).ends_with(0).says("python   ok");
}

#[test]
fn a_missing_output_is_filled_in() {
    if !some_python() {
        return;
    }
    let fixture = Fixture::new(&[("sums.md", "# Sums\n\n```python\nprint(2 + 2)\n```\n")]);
    fixture
        .run(&["build"])
        .ends_with(1)
        .complains("src/sums.md:3: ");
    fixture.run(&["record", "--yes"]).ends_with(0);
    assert!(fixture.read("src/sums.md").contains("4\n```"));
}

#[test]
fn without_python_nothing_is_recorded_and_the_rest_is_checked() {
    let fixture = Fixture::new(&[("sums.md", WRONG)]);
    let alone = |arguments: &[&str]| {
        let mut command = fixture.command(arguments);
        command
            .env("PATH", "")
            .env("HOME", fixture.root())
            .env_remove("BOOK_PYTHONS");
        Ran::from(command.output().expect("the tool starts"))
    };
    alone(&["record", "--yes"])
        .ends_with(1)
        .complains("no CPython was found");
    assert_eq!(fixture.read("src/sums.md"), WRONG);
    alone(&["test"])
        .ends_with(0)
        .complains("NOT CHECKED on CPython 3.8")
        .says("python   ok: 0 runs");
}
