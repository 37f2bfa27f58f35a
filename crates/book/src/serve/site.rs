//! The built book as it is served: all its files, in memory.
//!
//! A rebuild empties the output folder before it fills it again. Serving a copy
//! in memory, replaced as a whole, keeps the last good pages up meanwhile, and
//! no request ever touches the disk.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use crate::failure::Failure;

/// A file as it is served.
#[derive(Clone, Debug)]
pub struct File {
    /// Its content.
    pub bytes: Vec<u8>,
    /// Its media type.
    pub kind: &'static str,
    /// Its content's fingerprint, in quotes.
    pub etag: String,
}

impl File {
    fn new(bytes: Vec<u8>, kind: &'static str) -> Self {
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        let etag = format!("\"{:016x}\"", hasher.finish());
        File { bytes, kind, etag }
    }

    /// A page from its text.
    pub fn page(html: String) -> Self {
        File::new(html.into_bytes(), HTML)
    }
}

/// What stands at a path.
#[derive(Clone, Debug)]
pub enum Found<'a> {
    /// A file.
    File(&'a File),
    /// A folder, named without its last slash: the path with it.
    Folder(String),
    /// Nothing, and the page that says so, if the book has one.
    Missing(Option<&'a File>),
}

/// The files of one build.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// By path from the output folder, with forward slashes.
    files: BTreeMap<String, File>,
}

impl Site {
    /// Reads the output folder, and gives each page the `script` before its end.
    ///
    /// # Errors
    ///
    /// When a file can't be read.
    pub fn load(folder: &Path, script: &str) -> Result<Self, Failure> {
        let mut site = Site::default();
        site.add(folder, "", script)?;
        Ok(site)
    }

    fn add(&mut self, folder: &Path, prefix: &str, script: &str) -> Result<(), Failure> {
        let entries = fs::read_dir(folder).map_err(|error| Failure::file(folder, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| Failure::file(folder, &error))?;
            let path = entry.path();
            let Ok(name) = entry.file_name().into_string() else {
                continue; // No link in UTF-8 can lead to it.
            };
            let name = format!("{prefix}{name}");
            if path.is_dir() {
                self.add(&path, &format!("{name}/"), script)?;
                continue;
            }
            let mut bytes = fs::read(&path).map_err(|error| Failure::file(&path, &error))?;
            let kind = kind(&name);
            if kind == HTML {
                bytes = with_script(&bytes, script);
            }
            self.files.insert(name, File::new(bytes, kind));
        }
        Ok(())
    }

    /// What stands at a decoded path that begins with a slash.
    pub fn find(&self, path: &str) -> Found<'_> {
        let name = path.strip_prefix('/').unwrap_or(path);
        let index = |folder: &str| self.files.get(&format!("{folder}index.html"));
        if name.is_empty() || name.ends_with('/') {
            if let Some(file) = index(name) {
                return Found::File(file);
            }
        } else if let Some(file) = self.files.get(name) {
            return Found::File(file);
        } else if index(&format!("{name}/")).is_some() {
            return Found::Folder(format!("/{name}/"));
        }
        Found::Missing(self.files.get("404.html"))
    }

    /// How many files it has.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether it has no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

const HTML: &str = "text/html; charset=utf-8";

/// The media type that a file's name tells.
fn kind(name: &str) -> &'static str {
    let ending = Path::new(name)
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or("");
    match ending.to_ascii_lowercase().as_str() {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "pdf" => "application/pdf",
        "xml" => "application/xml",
        "txt" | "md" | "rs" | "py" | "toml" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// The page with the script before the end of its body.
fn with_script(page: &[u8], script: &str) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    // The last one: an earlier one can stand in a code block's comment.
    let at = page
        .windows(END.len())
        .rposition(|window| window.eq_ignore_ascii_case(END))
        .unwrap_or(page.len());
    [&page[..at], script.as_bytes(), &page[at..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> (tempfile::TempDir, Site) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir_all(folder.path().join("objects")).expect("a folder");
        for (name, text) in [
            ("index.html", "<body>one</body>"),
            ("404.html", "<body>gone</body>"),
            ("objects/index.html", "<body>two</BODY>"),
            ("objects/names.html", "no end"),
            ("x.css", "p {}"),
        ] {
            fs::write(folder.path().join(name), text).expect("a file");
        }
        let site = Site::load(folder.path(), "<i>").expect("a site");
        (folder, site)
    }

    fn text(found: Found<'_>) -> String {
        match found {
            Found::File(file) => String::from_utf8_lossy(&file.bytes).into_owned(),
            Found::Folder(path) => format!("-> {path}"),
            Found::Missing(page) => format!("missing, {}", page.is_some()),
        }
    }

    #[test]
    fn paths_lead_to_files() {
        let (_folder, site) = site();
        assert_eq!(text(site.find("/")), "<body>one<i></body>");
        assert_eq!(text(site.find("/objects")), "-> /objects/");
        assert_eq!(text(site.find("/objects/")), "<body>two<i></BODY>");
        assert_eq!(text(site.find("/objects/names.html")), "no end<i>");
        assert_eq!(text(site.find("/x.css")), "p {}");
        assert_eq!(text(site.find("/objects/names")), "missing, true");
        assert_eq!(text(site.find("/x.css/")), "missing, true");
        assert_eq!(text(site.find("//")), "missing, true");
        assert_eq!(site.len(), 5);
    }

    #[test]
    fn a_file_outlives_the_folder_it_came_from() {
        let (folder, site) = site();
        drop(folder);
        assert_eq!(text(site.find("/x.css")), "p {}");
    }

    #[test]
    fn equal_content_has_equal_etags_and_other_content_others() {
        let etag = |text: &str| File::page(text.to_owned()).etag;
        assert_eq!(etag("a"), etag("a"));
        assert_ne!(etag("a"), etag("b"));
    }
}
