//! Pages whose Rust blocks have passed before, and need not run again.
//!
//! What a page's blocks do depends on their text, on the companion crates as they
//! were compiled, and on the compiler. All of that is kept with the result, whole,
//! and compared; the slightest change and the page runs again. Only a pass is kept.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

use blocks::Chapter;
use blocks::companions::Companions;

use crate::doctest;

/// Changes when the meaning of what is kept does.
const FORMAT: u32 = 1;

/// The results of earlier runs, for one compiler and one state of the crates.
pub struct Known<'a> {
    companions: &'a Companions,
    folder: PathBuf,
    /// Everything but the page that a result depends on.
    context: String,
}

impl<'a> Known<'a> {
    /// The results kept for the book at `root`.
    ///
    /// # Errors
    ///
    /// When rustdoc can't be started, or the crates' libraries can't be read.
    pub fn open(root: &Path, companions: &'a Companions) -> io::Result<Self> {
        let version = Command::new("rustdoc").arg("-vV").output()?;
        let version = String::from_utf8_lossy(&version.stdout).into_owned();
        Ok(Known {
            companions,
            folder: root.join("target").join("blocks").join("rust"),
            context: format!("{FORMAT}\n{version}{}", libraries(&companions.libraries)?),
        })
    }

    /// Whether the page's Rust blocks, as they are now, have passed.
    pub fn passed(&self, chapter: &Chapter) -> bool {
        fs::read_to_string(self.file(chapter)).is_ok_and(|kept| kept == self.key(chapter))
    }

    /// Keeps that the page's Rust blocks passed. Where that can't be written, they
    /// run again next time, and nothing else is lost.
    pub fn keep(&self, chapter: &Chapter) {
        let write = || -> io::Result<()> {
            fs::create_dir_all(&self.folder)?;
            let mut partial = tempfile::NamedTempFile::new_in(&self.folder)?;
            partial.write_all(self.key(chapter).as_bytes())?;
            partial.persist(self.file(chapter))?;
            Ok(())
        };
        let _ = write();
    }

    fn key(&self, chapter: &Chapter) -> String {
        let blocks = doctest::markdown(chapter, self.companions, |_| true);
        format!("{}\n{blocks}", self.context)
    }

    fn file(&self, chapter: &Chapter) -> PathBuf {
        let name = chapter.name.replace(['/', '\\'], "-");
        self.folder.join(name).with_extension("passed")
    }
}

/// The libraries in a folder: name, size in bytes, and when they were written, a
/// line each. Cargo writes one anew when anything that it is made from changes.
fn libraries(folder: &Path) -> io::Result<String> {
    let mut lines = Vec::new();
    if folder.is_dir() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(".rlib") {
                let data = entry.metadata()?;
                let written = data.modified()?.duration_since(UNIX_EPOCH);
                let written = written.map_or(0, |time| time.as_nanos());
                lines.push(format!("{name} {} {written}\n", data.len()));
            }
        }
    }
    lines.sort();
    Ok(lines.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use blocks::{Book, Minor};

    fn chapter(code: &str) -> Chapter {
        let book = Book::new("", "src", &[Minor::new(3, 13)]);
        let text = format!("# A\n\n```rust\n{code}\n```\n");
        Chapter::parse(&book, Path::new("src/objects/a.md"), &text).0
    }

    #[test]
    fn a_pass_is_known_until_the_page_or_a_crate_changes() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let libraries = root.path().join("deps");
        fs::create_dir_all(&libraries).expect("a folder");
        fs::write(libraries.join("libobjects-1.rlib"), "one").expect("a file");
        let companions = Companions {
            names: vec!["objects".into()],
            libraries: libraries.clone(),
        };
        let page = chapter("use objects::Heap;");

        let known = Known::open(root.path(), &companions).expect("rustdoc starts");
        assert!(!known.passed(&page), "nothing is known at first");
        known.keep(&page);
        assert!(known.passed(&page));
        assert!(!known.passed(&chapter("use objects::Ref;")), "another page");

        fs::write(libraries.join("libobjects-1.rlib"), "another").expect("a file");
        let known = Known::open(root.path(), &companions).expect("rustdoc starts");
        assert!(!known.passed(&page), "another crate");
    }

    #[test]
    fn a_torn_file_is_as_good_as_none() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let companions = Companions {
            names: Vec::new(),
            libraries: root.path().join("deps"),
        };
        let page = chapter("let a = 1;");
        let known = Known::open(root.path(), &companions).expect("rustdoc starts");
        known.keep(&page);
        let text = fs::read_to_string(known.file(&page)).expect("a file");
        fs::write(known.file(&page), &text[..text.len() / 2]).expect("a file");
        assert!(!known.passed(&page));
    }
}
