//! A deck on paper, by a Chromium of the machine.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::failure::Failure;

/// The names that it goes by.
const NAMES: [&str; 7] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "chrome.exe",
    "msedge.exe",
];

/// Where it stands when it is not on `PATH`.
const PLACES: [&str; 4] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/// How long the diagrams of a deck may take to be drawn, in the browser's own time.
const DRAWING: Duration = Duration::from_secs(20);

/// Prints the deck in `file` into a PDF beside it, and gives that.
///
/// # Errors
///
/// Wrong usage, when there is no Chromium; or what it says when it fails.
pub fn print(file: &Path) -> Result<PathBuf, Failure> {
    let browser = find(env::var_os("CHROMIUM"), env::var_os("PATH"))?;
    let paper = file.with_extension("pdf");
    if paper.is_file() {
        std::fs::remove_file(&paper).map_err(|error| Failure::file(&paper, &error))?;
    }
    let profile = tempfile::tempdir().map_err(|error| Failure::Other(error.into()))?;
    let run = |sandbox: bool| {
        let mut command = Command::new(&browser);
        if !sandbox {
            command.arg("--no-sandbox");
        }
        command
            .args(["--headless=new", "--disable-gpu", "--no-pdf-header-footer"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg(format!("--virtual-time-budget={}", DRAWING.as_millis()))
            .arg(format!("--print-to-pdf={}", paper.display()))
            .arg(format!("{}?view=print", address(file)))
            .stdin(Stdio::null())
            .output()
            .map_err(|error| Failure::file(&browser, &error))
    };
    let mut output = run(true)?;
    if !paper.is_file() && String::from_utf8_lossy(&output.stderr).contains("no-sandbox") {
        // It refuses to start for the administrator with its sandbox; the deck is our own file.
        output = run(false)?;
    }
    if paper.is_file() {
        return Ok(paper);
    }
    Err(Failure::Other(anyhow::anyhow!(
        "{} printed nothing: {}",
        browser.display(),
        String::from_utf8_lossy(&output.stderr).trim()
    )))
}

/// The browser that `named` names, or else the first one found.
fn find(named: Option<OsString>, path: Option<OsString>) -> Result<PathBuf, Failure> {
    if let Some(named) = named.filter(|named| !named.is_empty()) {
        let named = PathBuf::from(named);
        return if named.is_file() {
            Ok(named)
        } else {
            Err(Failure::Usage(format!(
                "CHROMIUM names {}, and there is no such file",
                named.display()
            )))
        };
    }
    let folders: Vec<PathBuf> = path.iter().flat_map(env::split_paths).collect();
    let on_path = NAMES
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    on_path
        .chain(PLACES.iter().map(PathBuf::from))
        .find(|file| file.is_file())
        .ok_or_else(|| {
            Failure::Usage(
                "no Chromium is found, which prints the slides; install chromium, or name one: CHROMIUM=/path/to/chrome".to_owned(),
            )
        })
}

/// A file's address.
fn address(file: &Path) -> String {
    let path = file.to_string_lossy().replace('\\', "/");
    let path: String = path
        .bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' | b':' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect();
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_browser_it_is_said_how_to_get_one() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let nowhere = || Some(folder.path().as_os_str().to_owned());
        let named = find(Some(folder.path().join("none").into()), nowhere());
        let named = named.expect_err("there is none");
        assert_eq!(named.status(), 2);
        assert!(named.to_string().contains("CHROMIUM names"), "{named}");
        if !PLACES.iter().any(|place| Path::new(place).is_file()) {
            let missing = find(None, nowhere()).expect_err("there is none");
            assert!(missing.to_string().contains("CHROMIUM="), "{missing}");
        }
        let browser = folder.path().join("chromium");
        std::fs::write(&browser, "").expect("a file");
        assert_eq!(find(None, nowhere()).ok(), Some(browser));
    }

    #[test]
    fn an_address_has_no_raw_bytes() {
        assert_eq!(
            address(Path::new("/a b/ü#.html")),
            "file:///a%20b/%C3%BC%23.html"
        );
    }
}
