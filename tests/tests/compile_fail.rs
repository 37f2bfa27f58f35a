//! Rust blocks that must not compile fail with the error code they name.
//!
//! rustdoc's `compile_fail` accepts any error on a stable compiler, so a typo
//! in such a block would pass for the lesson. Here the compiler is asked which
//! codes it gives.

use std::collections::BTreeSet;
use std::process::Command;

use blocks::companions::Companions;
use blocks::{Problem, rust};
use checks::workspace;

#[test]
fn each_block_fails_with_its_code() {
    let (_, chapters) = workspace::book().unwrap_or_else(|problems| panic!("{problems}"));
    let companions = Companions::build(&workspace::root()).expect("the crates compile");

    let mut wrong = Vec::new();
    for chapter in &chapters {
        for block in rust::compile_fails(chapter) {
            let codes = error_codes(&companions, &block.program);
            if !codes.contains(&block.code) {
                let got = match codes.len() {
                    0 => "it compiles".to_owned(),
                    _ => format!("got {}", codes.into_iter().collect::<Vec<_>>().join(", ")),
                };
                let message = format!("this block should fail with {}, but {got}", block.code);
                wrong.push(Problem::new(&chapter.file, block.line, message).to_string());
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_program_with_another_error_does_not_pass_for_it() {
    let companions = Companions::build(&workspace::root()).expect("the crates compile");
    let moved = "fn main() { let a = String::new(); drop(a); drop(a); }";
    assert_eq!(
        error_codes(&companions, moved),
        BTreeSet::from(["E0382".to_owned()])
    );
    assert_eq!(error_codes(&companions, "fn main() {}"), BTreeSet::new());
}

/// The codes of the errors that the compiler finds in `program`.
fn error_codes(companions: &Companions, program: &str) -> BTreeSet<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("block.rs");
    std::fs::write(&file, program).expect("the block can be written");
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc)
        .args([
            "--edition=2024",
            "--crate-type=bin",
            "--emit=metadata",
            "--error-format=json",
        ])
        .arg("-L")
        .arg(&companions.libraries)
        .args(
            companions
                .used_by(program)
                .iter()
                .flat_map(|name| ["--extern", name]),
        )
        .arg("--out-dir")
        .arg(folder.path())
        .arg(&file)
        .output()
        .expect("rustc can be started");
    let mut codes = BTreeSet::new();
    for line in String::from_utf8_lossy(&output.stderr).lines() {
        let message: serde_json::Value = serde_json::from_str(line).expect("rustc writes JSON");
        if message["level"] == "error"
            && let Some(code) = message["code"]["code"].as_str()
        {
            codes.insert(code.to_owned());
        }
    }
    codes
}
