//! Small books in temporary folders, and the tool let loose on them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The settings that a book needs; without a renderer's table, html is the default.
const SETTINGS: &str = "\
[book]
title = \"A small book\"
[rust]
edition = \"2024\"
[build]
create-missing = false
[preprocessor.blocks]
command = \"'BOOK' plugin blocks\"
before = [\"links\", \"mermaid\"]
pythons = [\"3.8\", \"3.9\", \"3.10\", \"3.11\", \"3.12\", \"3.13\", \"3.14\", \"3.15\"]
[preprocessor.mermaid]
command = \"'BOOK' plugin mermaid\"
[output.html.code.hidelines]
python = \"~\"
";

/// A workspace with one companion crate.
const WORKSPACE: &str = "\
[workspace]
resolver = \"3\"
members = [\"crates/*\"]
[workspace.package]
version = \"0.1.0\"
edition = \"2024\"
rust-version = \"1.95\"
license = \"MIT\"
publish = false
[workspace.lints.rust]
missing_docs = \"deny\"
[workspace.dependencies]
shelf = { path = \"crates/shelf\" }
";

/// The tool.
pub const TOOL: &str = env!("CARGO_BIN_EXE_book");

/// A book in a temporary folder, which goes when this does.
pub struct Fixture {
    folder: tempfile::TempDir,
}

impl Fixture {
    /// A book with these pages, in this order.
    pub fn new(pages: &[(&str, &str)]) -> Self {
        let fixture = Fixture {
            folder: tempfile::tempdir().expect("a temporary folder"),
        };
        fixture.write("book.toml", &SETTINGS.replace("BOOK", TOOL));
        let mut summary = "# Summary\n\n".to_owned();
        for (name, text) in pages {
            summary.push_str(&format!("- [{}]({name})\n", name.trim_end_matches(".md")));
            fixture.write(&format!("src/{name}"), text);
        }
        fixture.write("src/SUMMARY.md", &summary);
        fixture
    }

    /// The book with a workspace and the companion crate `shelf` beside it.
    pub fn with_crate(self) -> Self {
        self.write("Cargo.toml", WORKSPACE);
        self.write(
            "crates/shelf/Cargo.toml",
            "[package]\nname = \"shelf\"\nversion = \"0.1.0\"\nedition = \"2024\"\n",
        );
        self.write(
            "crates/shelf/src/lib.rs",
            "//! A crate.\n/// Three.\npub fn three() -> u8 {\n    3\n}\n",
        );
        self
    }

    /// Its root.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A file in it.
    pub fn path(&self, file: &str) -> PathBuf {
        self.root().join(file)
    }

    /// Writes a file.
    pub fn write(&self, file: &str, text: &str) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// Reads a file.
    pub fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// The tool, to be started in the book's root.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(TOOL);
        command
            .args(arguments)
            .current_dir(self.root())
            .stdin(Stdio::null())
            // What the checks of the book itself are told is not for this one.
            .env_remove("REQUIRE_PYTHONS")
            .env_remove("MDBOOK_PREPROCESSOR__BLOCKS__TESTER");
        command
    }

    /// Runs the tool in the book's root.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::from(self.command(arguments).output().expect("the tool starts"))
    }
}

/// What the tool said and how it ended.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Ran {
            status: output.status.code().expect("it ends by itself"),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Ran {
    /// Checks the status, and shows everything when it is another.
    #[track_caller]
    pub fn ends_with(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{self:#?}");
        self
    }

    /// Checks that standard error has a text.
    #[track_caller]
    pub fn complains(self, text: &str) -> Self {
        assert!(self.err.contains(text), "no `{text}` in {self:#?}");
        self
    }

    /// Checks that standard output has a text.
    #[track_caller]
    pub fn says(self, text: &str) -> Self {
        assert!(self.out.contains(text), "no `{text}` in {self:#?}");
        self
    }
}
