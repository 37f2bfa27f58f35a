//! A CPython library folder of the machine.

use std::path::{Path, PathBuf};

use version::Version;

use crate::failure::Failure;

/// The folder that holds `test/test_gc.py`.
#[derive(Clone, Debug)]
pub struct Folder {
    /// The folder, as it was named.
    pub lib: PathBuf,
    tests: PathBuf,
    /// The release that the tests are run as.
    pub version: Version,
}

impl Folder {
    /// Opens a library folder, or the `test` folder inside it.
    ///
    /// # Errors
    ///
    /// When there are no tests in it, or the release isn't known.
    pub fn open(lib: &Path, python: Option<&str>) -> Result<Folder, Failure> {
        let tests = [lib.join("test"), lib.to_owned()]
            .into_iter()
            .find(|folder| folder.join("test_gc.py").is_file())
            .ok_or_else(|| {
                Failure::Usage(format!(
                    "--lib {}: no test/test_gc.py is in it; name the library folder of a CPython, \
                     such as ~/.pyenv/versions/3.13.0/lib/python3.13 (some distributions leave the tests out)",
                    lib.display()
                ))
            })?;
        let version = match python {
            Some(text) => text.to_owned(),
            None => written_version(lib).or_else(|| named_version(lib)).ok_or_else(|| {
                Failure::Usage(format!(
                    "--lib {}: its name doesn't say which release it is of; write --python 3.13, for example",
                    lib.display()
                ))
            })?,
        };
        let version = crate::run::modelled(&version)?;
        Ok(Folder {
            lib: lib.to_owned(),
            tests,
            version,
        })
    }

    /// The path and the text of `test/NAME.py`, if it is there.
    pub fn text(&self, name: &str) -> Option<(String, String)> {
        let path = self.tests.join(format!("{name}.py"));
        let text = std::fs::read_to_string(&path).ok()?;
        Some((path.display().to_string(), text))
    }

    /// The methods that a file's text has, without those that its classes inherit.
    ///
    /// # Errors
    ///
    /// When there is no such file.
    pub fn methods_by_text(&self, name: &str) -> Result<Vec<String>, Failure> {
        let (_, text) = self.text(name).ok_or_else(|| {
            Failure::Usage(format!(
                "{}: {name}.py isn't in it; is it the library of a whole CPython?",
                self.tests.display()
            ))
        })?;
        Ok(methods_of(&text))
    }
}

/// The release that the headers beside the library are of, down to the patch: its tests are those of that one.
fn written_version(lib: &Path) -> Option<String> {
    let minor = lib.ancestors().filter_map(Path::file_name).find(|name| {
        name.to_str()
            .is_some_and(|name| name.starts_with("python3"))
    })?;
    let header = lib
        .ancestors()
        .map(|above| above.join("include").join(minor).join("patchlevel.h"))
        .find(|header| header.is_file())?;
    let text = std::fs::read_to_string(header).ok()?;
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("#define PY_VERSION "))?;
    Some(line.trim().trim_matches('"').to_owned())
}

/// `python3.13` in a path says 3.13.
fn named_version(lib: &Path) -> Option<String> {
    lib.components().rev().find_map(|part| {
        let part = part.as_os_str().to_str()?;
        let number = part.strip_prefix("python")?;
        number.contains('.').then(|| number.to_owned())
    })
}

fn methods_of(text: &str) -> Vec<String> {
    let mut class = "";
    let mut found = Vec::new();
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("class ") {
            class = name_in(rest);
        } else if let Some(rest) = line.strip_prefix("    def test") {
            found.push(format!("{class}.test{}", name_in(rest)));
        }
    }
    found
}

fn name_in(text: &str) -> &str {
    let end = text
        .find(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
        .unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_its_release() {
        assert_eq!(
            named_version(Path::new("/a/3.9.1/lib/python3.13")).as_deref(),
            Some("3.13")
        );
        assert_eq!(
            named_version(Path::new("/a/lib/python3.14/test")).as_deref(),
            Some("3.14")
        );
        assert_eq!(named_version(Path::new("/a/python/lib")), None);
    }

    #[test]
    fn the_headers_name_the_patch_release() {
        let dir = tempfile::tempdir().expect("a folder");
        let lib = dir.path().join("lib/python3.13");
        let include = dir.path().join("include/python3.13");
        for folder in [&lib, &include] {
            std::fs::create_dir_all(folder).expect("a folder in it");
        }
        assert_eq!(written_version(&lib), None);
        let header = "/* Version */\n#define PY_MINOR_VERSION 13\n#define PY_VERSION \"3.13.0\"\n";
        std::fs::write(include.join("patchlevel.h"), header).expect("a file");
        assert_eq!(written_version(&lib).as_deref(), Some("3.13.0"));
        assert_eq!(
            written_version(&lib.join("test")).as_deref(),
            Some("3.13.0")
        );
    }

    #[test]
    fn methods_are_found_in_a_text() {
        let text = "class A(B):\n    def test_x(self):\n        pass\n    def helper(self): pass\n\nclass C:\n    def testY(self): pass\n";
        assert_eq!(methods_of(text), ["A.test_x", "C.testY"]);
    }
}
