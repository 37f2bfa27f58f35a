//! Where the runtime of this workspace is plugged in.

use super::runtime::Runtime;

/// The runtime of this workspace, or `None` while there is none; then no table has a
/// column for it.
///
/// To plug one in, name its crate in `Cargo.toml` and give it here:
///
/// ```text
/// struct Ours;
///
/// impl Runtime for Ours {
///     fn run(&self, version: Version, source: &str) -> Output {
///         match python::run(version, source) { … }
///     }
/// }
///
/// Some(Box::new(Ours))
/// ```
pub fn ours() -> Option<Box<dyn Runtime>> {
    None
}
