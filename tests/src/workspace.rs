//! Where the checkout and its scratch folders are.

use std::path::{Path, PathBuf};

/// The root of the checkout: the folder that holds `book.toml`.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest
        .parent()
        .expect("this package stands in a folder of the checkout")
        .to_path_buf()
}

/// A folder under `target/` for what a check keeps from run to run.
///
/// Nothing in it is needed: it can be deleted at any time.
pub fn scratch(name: &str) -> PathBuf {
    root().join("target").join(name)
}

/// The companion crates of the checkout at `root`: every folder of `crates/` but
/// the two that belong to the book rather than to a mechanism.
///
/// # Panics
///
/// When there is no such folder.
pub fn companions(root: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(root.join("crates"))
        .expect("crates/ can be read")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name != "book" && name != "blocks")
        .collect();
    names.sort();
    names
}

/// Builds the companion crates apart from everything else, and gives the folder
/// for the compiler's `-L`.
///
/// The folder is apart because the checkout's own `target/debug/deps` holds the
/// crates several times over, as checked, tested and built, and the compiler
/// refuses to choose.
///
/// # Panics
///
/// When they don't build; the message is the compiler's.
pub fn build_companions() -> PathBuf {
    let target = scratch("book");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = std::process::Command::new(cargo);
    command
        .current_dir(root())
        .args(["build", "--quiet", "--offline", "--target-dir"])
        .arg(&target);
    for name in companions(&root()) {
        command.args(["-p", &name]);
    }
    let output = command.output().expect("cargo can be started");
    assert!(
        output.status.success(),
        "the companion crates do not build:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    target.join("debug").join("deps")
}
