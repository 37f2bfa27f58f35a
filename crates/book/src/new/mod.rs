//! `book new`: a chapter in the book's shape, ready to be filled.

mod manifest;
mod summary;

use std::fs;
use std::path::{Path, PathBuf};

use blocks::Book;

use crate::failure::Failure;

/// Words that can't be the name of a crate, or mean another thing here.
const TAKEN: [&str; 60] = [
    "abstract",
    "alloc",
    "as",
    "async",
    "await",
    "become",
    "blocks",
    "book",
    "box",
    "break",
    "checks",
    "const",
    "continue",
    "core",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "proc_macro",
    "pub",
    "ref",
    "reference",
    "return",
    "self",
    "source",
    "static",
    "std",
    "struct",
    "super",
    "test",
    "theme",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "where",
    "while",
];

/// Writes the chapter `name`, and its crate unless `with_crate` is false; gives
/// a line for each thing done, and what to do next.
///
/// # Errors
///
/// Wrong usage, for a name that can't be one, or a chapter or crate that exists.
/// Nothing is written then.
pub fn run(root: &Path, name: &str, with_crate: bool) -> Result<Vec<String>, Failure> {
    check_name(name)?;
    let book = Book::open(root)?;
    let folder = book.src.join(name);
    let krate = Path::new("crates").join(name);
    for path in [&folder, &folder.with_extension("md"), &krate] {
        if (with_crate || *path != krate) && root.join(path).exists() {
            return Err(Failure::Usage(format!("{} exists already", path.display())));
        }
    }

    let title = title(name);
    let mechanism = if with_crate {
        include_str!("mechanism_with_crate.md")
    } else {
        include_str!("mechanism_without_crate.md")
    };
    let page = include_str!("page.md")
        .replace("MECHANISM", mechanism.trim_end())
        .replace("TITLE", &title)
        // An id has hyphens where a crate has underscores.
        .replace("ID-", &format!("{}-", name.replace('_', "-")))
        .replace("NAME", name);

    let mut changes = Changes {
        root,
        said: Vec::new(),
    };
    if with_crate {
        changes.create(
            &krate.join("Cargo.toml"),
            &include_str!("crate.toml").replace("NAME", name),
        )?;
        changes.create(
            &krate.join("src/lib.rs"),
            &include_str!("crate.rs.txt").replace("NAME", name),
        )?;
        // Where there is a workspace, its Rust checks must know the crate.
        changes.edit(Path::new("Cargo.toml"), |text| {
            manifest::add_workspace_crate(text, name)
        })?;
        changes.edit(Path::new("tests/Cargo.toml"), |text| {
            manifest::add_dependency(text, name)
        })?;
    }
    changes.create(&folder.join("index.md"), &page)?;
    changes.edit(&book.summary_file(), |text| {
        Some(summary::add(text, &title, &format!("{name}/index.md")))
    })?;
    changes.said.push(format!(
        "Next: write it, then `cargo run -- record {name}` and `cargo run -- test {name}`"
    ));
    Ok(changes.said)
}

/// Files written so far.
struct Changes<'a> {
    root: &'a Path,
    said: Vec<String>,
}

impl Changes<'_> {
    fn create(&mut self, file: &Path, text: &str) -> Result<(), Failure> {
        let path = self.root.join(file);
        let folder = path
            .parent()
            .map_or_else(|| self.root.to_path_buf(), Path::to_path_buf);
        fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
        fs::write(&path, text).map_err(|error| Failure::file(&path, &error))?;
        self.said.push(format!("Created {}", file.display()));
        Ok(())
    }

    /// Edits a file that may be missing; `None` leaves it as it is.
    fn edit(&mut self, file: &Path, edit: impl Fn(&str) -> Option<String>) -> Result<(), Failure> {
        let path: PathBuf = self.root.join(file);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(Failure::file(&path, &error)),
        };
        if let Some(new) = edit(&text) {
            fs::write(&path, new).map_err(|error| Failure::file(&path, &error))?;
            self.said.push(format!("Changed {}", file.display()));
        }
        Ok(())
    }
}

/// A chapter's name is that of its folder, its crate, and later its slides.
fn check_name(name: &str) -> Result<(), Failure> {
    let letters = name
        .chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !letters || !name.starts_with(|c: char| c.is_ascii_lowercase()) || name.ends_with('_') {
        return Err(Failure::Usage(format!(
            "`{name}` can't be a chapter's name: write small letters a to z, digits and _, a letter first"
        )));
    }
    if TAKEN.contains(&name) {
        return Err(Failure::Usage(format!(
            "`{name}` can't be a chapter's name: it means another thing to Rust or to this book"
        )));
    }
    Ok(())
}

/// `free_lists` → `Free lists`.
fn title(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_crates() {
        for good in ["weakref", "free_lists", "gc2"] {
            assert!(check_name(good).is_ok(), "{good}");
        }
        for bad in [
            "", "Weakref", "2gc", "../x", "a/b", "a-b", "a b", "gc_", "_gc", "match", "std",
            "book", "é",
        ] {
            assert_eq!(check_name(bad).expect_err(bad).status(), 2);
        }
        assert!(TAKEN.is_sorted(), "so that a missing word is seen");
    }

    #[test]
    fn titles_begin_large() {
        assert_eq!(title("free_lists"), "Free lists");
    }
}
