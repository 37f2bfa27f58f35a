//! What the start of an interpreter leaves behind for the collector.

use version::Version;

/// How many tracked objects of its own a fresh interpreter has in the oldest generation after a full collection.
///
/// They aren't objects here, but a program's are measured against them: a full collection that nobody asked for waits
/// until the newcomers are a quarter of what is old. Measured as `len(gc.get_objects())` behind a first `gc.collect()`,
/// with `-I -S` on 3.8.18, 3.9.18, 3.10.13, 3.11.7, 3.12.1, 3.13.18, 3.14.10 and 3.15.2.
pub(super) fn resident(version: Version) -> usize {
    match version.minor() {
        ..=8 => 3690,
        9 => 3728,
        10 => 3920,
        11 => 3990,
        12 => 4214,
        13 => 4256,
        14 => 4419,
        _ => 4485,
    }
}
