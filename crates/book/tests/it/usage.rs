//! Wrong usage ends with status 2 and says what would be right.

use std::path::Path;
use std::process::Command;

use crate::fixture::{Fixture, Ran, TOOL};

#[test]
fn wrong_usage_ends_with_two() {
    let fixture = Fixture::new(&[("a.md", "# A\n")]);
    fixture.run(&["sreve"]).ends_with(2).complains("serve");
    fixture
        .run(&["build", "--nope"])
        .ends_with(2)
        .complains("--nope");
    fixture
        .run(&["serve", "--hostname", "0.0.0.0"])
        .ends_with(2)
        .complains("other machines");
    fixture.run(&["serve", "--port", "70000"]).ends_with(2);
    fixture.run(&["record", "--yes", "--check"]).ends_with(2);
    fixture
        .run(&["test", "b"])
        .ends_with(2)
        .complains("there is no chapter `b`");
    fixture
        .run(&["--root", "src", "build"])
        .ends_with(2)
        .complains("book.toml");
    fixture.run(&["plugin", "nope"]).ends_with(2);
}

#[test]
fn outside_a_book_the_tool_says_how_to_get_there() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let run = |folder: &Path| {
        Ran::from(
            Command::new(TOOL)
                .arg("build")
                .current_dir(folder)
                .output()
                .expect("the tool starts"),
        )
    };
    run(folder.path()).ends_with(2).complains("--root");
}

#[test]
fn help_names_every_command_and_shows_examples() {
    let fixture = Fixture::new(&[]);
    let help = fixture.run(&["--help"]).ends_with(0);
    for command in [
        "serve",
        "build",
        "test",
        "record",
        "conformance",
        "new",
        "slides",
        "Examples:",
        "cargo run",
    ] {
        assert!(help.out.contains(command), "{help:#?}");
    }
    fixture
        .run(&["help", "test"])
        .ends_with(0)
        .says("REQUIRE_PYTHONS");
}
