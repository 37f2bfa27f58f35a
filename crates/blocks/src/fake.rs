//! Shell scripts that stand in for interpreters.

use std::path::Path;
use std::process::Command;

/// Writes an executable script.
///
/// Another process writes it: while a file is open for writing here, a child
/// that some other test starts at this moment would inherit it, and a file that
/// is open for writing can't be executed.
pub(crate) fn script(path: &Path, text: &str) {
    let status = Command::new("/bin/sh")
        .args([
            "-c",
            "printf '#!/bin/sh\\n%s\\n' \"$1\" > \"$2\" && chmod 755 \"$2\"",
            "sh",
        ])
        .arg(text)
        .arg(path)
        .status()
        .expect("a shell can be started");
    assert!(status.success());
}
