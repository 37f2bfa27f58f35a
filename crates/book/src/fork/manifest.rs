//! `Cargo.toml` of a fork, and where its crates come from.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use blocks::companions;

use super::Source;
use crate::failure::Failure;

/// The crate that is this program.
const TOOL: &str = "book";

/// Where the tool and the companion crates come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Crates {
    /// A checkout on this machine.
    Path(PathBuf),
    /// A Git repository.
    Git {
        /// Its address.
        url: String,
        /// The packages that the fork's Rust blocks may use, in order.
        companions: Vec<String>,
    },
}

impl Crates {
    /// The crates that `--crates` names, or else those beside the book at `root`.
    ///
    /// # Errors
    ///
    /// Wrong usage, when they aren't there.
    pub fn find(root: &Path, named: Option<&str>) -> Result<Self, Failure> {
        if let Some(url) = named.filter(|named| named.contains("://")) {
            return Ok(Crates::Git {
                url: url.to_owned(),
                companions: packages(root)?,
            });
        }
        let path = named.map_or(root, Path::new);
        let tool = Path::new("crates").join(TOOL).join("Cargo.toml");
        if !path.join(&tool).is_file() {
            return Err(Failure::Usage(format!(
                "there is no {} in {}; say with --crates where the book's crates are: a checkout, or the address of its Git repository (https://…)",
                tool.display(),
                path.display()
            )));
        }
        let path = path
            .canonicalize()
            .map_err(|error| Failure::file(path, &error))?;
        Ok(Crates::Path(path))
    }

    /// The lock file that was made with these crates, so that the fork is compiled with the same
    /// versions of everything, and nothing has to be looked up.
    ///
    /// # Errors
    ///
    /// When it can't be read.
    pub fn lock(&self, root: &Path) -> Result<Option<String>, Failure> {
        let folder = match self {
            Crates::Path(path) => path,
            Crates::Git { .. } => root,
        };
        let file = folder.join("Cargo.lock");
        match fs::read_to_string(&file) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::file(&file, &error)),
        }
    }

    /// The dependencies, a line each, the tool first.
    fn dependencies(&self) -> Result<String, Failure> {
        let names = match self {
            Crates::Path(path) => packages(path)?,
            Crates::Git { companions, .. } => companions.clone(),
        };
        let line = |name: &str| match self {
            Crates::Path(path) => {
                let path = path.join("crates").join(name);
                format!(
                    "{name} = {{ path = {} }}\n",
                    quoted(&path.to_string_lossy())
                )
            }
            Crates::Git { url, .. } => format!("{name} = {{ git = {} }}\n", quoted(url)),
        };
        let lines = names.iter().map(|name| line(name));
        Ok(std::iter::once(line(TOOL)).chain(lines).collect())
    }

    /// How the crates of a book at `root` are compiled: the profiles in its manifest.
    fn profiles(&self, root: &Path) -> String {
        let folder = match self {
            Crates::Path(path) => path,
            Crates::Git { .. } => root,
        };
        let text = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
        sections(&text, "[profile.")
    }
}

fn packages(root: &Path) -> Result<Vec<String>, Failure> {
    companions::packages(root).map_err(|error| Failure::file(root, &error))
}

/// The fork's package: the tool is its only program, and the checks are its only test.
///
/// # Errors
///
/// When the crates can't be listed.
pub fn manifest(source: &Source, crates: &Crates) -> Result<String, Failure> {
    let text = include_str!("cargo.toml.txt")
        .replace("PACKAGE", &package(&source.name))
        .replace("RUST", env!("CARGO_PKG_RUST_VERSION"))
        .replace("DEPENDENCIES\n", &crates.dependencies()?);
    let profiles = crates.profiles(&source.book.root);
    if profiles.is_empty() {
        return Ok(text);
    }
    Ok(format!("{text}\n{profiles}"))
}

/// The name of the fork's package, which must not be that of a companion crate.
pub fn package(chapter: &str) -> String {
    format!("{}-talk", chapter.replace('_', "-"))
}

/// Lets Cargo drop from the lock file what only the book's checkout needs, and enter the fork.
/// Where it can't, the first `cargo run` does the same.
pub fn settle(project: &Path, crates: &Crates) {
    if !matches!(crates, Crates::Path(_)) || !project.join("Cargo.lock").is_file() {
        return;
    }
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let _ = cargo
        .current_dir(project)
        .args(["metadata", "--offline", "--format-version", "1"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
}

/// The tables of a manifest whose heads begin so, each with the comment above it.
fn sections(text: &str, head: &str) -> String {
    let mut taken = String::new();
    let mut comment = String::new();
    let mut inside = false;
    for line in text.lines() {
        if line.starts_with('#') || line.trim().is_empty() {
            // A comment belongs to what follows it.
            if line.trim().is_empty() && !comment.starts_with('#') {
                comment.clear();
            }
            comment.push_str(line);
            comment.push('\n');
            continue;
        }
        if line.starts_with('[') {
            inside = line.starts_with(head);
        }
        if inside {
            taken.push_str(&comment);
            taken.push_str(line);
            taken.push('\n');
        }
        comment.clear();
    }
    taken.trim_start().to_owned()
}

/// A string as TOML has it.
pub fn quoted(text: &str) -> String {
    // A string of JSON is one of TOML.
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_taken_with_their_comments() {
        let text = "\
# About a.
[a]
x = 1

# About p,
# and more.
[profile.dev]
debug = 1

[profile.dev.package.\"*\"]
# In it.
debug = false

# About b.
[b]
y = 1
";
        assert_eq!(
            sections(text, "[profile."),
            "# About p,\n# and more.\n[profile.dev]\ndebug = 1\n\n\
             [profile.dev.package.\"*\"]\n# In it.\ndebug = false\n"
        );
        assert_eq!(sections(text, "[lints"), "");
    }

    #[test]
    fn crates_come_from_a_checkout_or_from_git() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path();
        for name in ["book", "blocks", "objects"] {
            let src = root.join("crates").join(name).join("src");
            fs::create_dir_all(&src).expect("a folder");
            fs::write(src.join("lib.rs"), "").expect("a file");
            fs::write(root.join("crates").join(name).join("Cargo.toml"), "").expect("a file");
        }
        fs::write(root.join("Cargo.toml"), "").expect("a file");

        let path = Crates::find(root, None).expect("the checkout");
        let lines = path.dependencies().expect("lines");
        let lines: Vec<&str> = lines.lines().collect();
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(lines[0].starts_with("book = { path = \"") && lines[1].starts_with("objects = {"));

        let git = Crates::find(root, Some("https://example.org/b.git")).expect("an address");
        assert_eq!(
            git.dependencies().expect("lines"),
            "book = { git = \"https://example.org/b.git\" }\n\
             objects = { git = \"https://example.org/b.git\" }\n"
        );

        let none = Crates::find(&root.join("crates"), None).expect_err("no crates");
        assert_eq!(none.status(), 2);
        assert!(none.to_string().contains("--crates"), "{none}");
    }
}
