//! The tool on the book of this checkout.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::fixture::{Ran, TOOL};

/// The root of the checkout.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("crates/book stands in the checkout")
}

#[test]
fn mdbook_runs_every_rust_block_of_the_book() {
    let output = Command::new(TOOL)
        // What Python prints, and what our own runtime does, has tests of its own.
        .args(["test", "--no-python", "--no-runtime"])
        .current_dir(root())
        .stdin(Stdio::null())
        .output()
        .expect("the tool starts");
    Ran::from(output).ends_with(0);
}

#[test]
fn the_book_builds_without_a_warning() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = Command::new(TOOL)
        .args(["build", "--dest-dir"])
        .arg(folder.path())
        .current_dir(root())
        .stdin(Stdio::null())
        .output()
        .expect("the tool starts");
    Ran::from(output).ends_with(0);
    assert!(folder.path().join("objects/names.html").is_file());
}
