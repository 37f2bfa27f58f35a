//! How large the array becomes: two decisions, both by version.

use version::Version;

/// The largest array, in items, that stays as it is when a list shrinks (256 bytes).
///
/// Measured on 3.14.10 and 3.15.2: an array of 32 is kept down to nothing, one of 33 is not.
const SMALL_BUFFER: usize = 32;

/// Whether shrinking leaves small arrays alone, since 3.14.9 and 3.15.1.
pub(super) fn small_buffers_stay(version: Version) -> bool {
    version >= Version::new(3, 15, 1)
        || (Version::new(3, 14, 9)..Version::new(3, 15, 0)).contains(&version)
}

// ANCHOR: list_growth
/// The capacity of a list of `size` items that is about to have `newsize`, when it needs
/// a new array.
///
/// An eighth more than is needed, and a little. Since 3.9 a multiple of four, and no more
/// than the next one if the list grows by so much that appends are not what happens.
///
/// Source: `list_resize` in `Objects/listobject.c` (3.8.18, 3.9.18, 3.14.7).
pub fn capacity_for(version: Version, size: usize, newsize: usize) -> usize {
    if newsize == 0 {
        return 0;
    }
    if version < Version::new(3, 9, 0) {
        return newsize + newsize / 8 + if newsize < 9 { 3 } else { 6 };
    }
    let roomy = (newsize + newsize / 8 + 6) & !3;
    if newsize > size && newsize - size > roomy - newsize {
        (newsize + 3) & !3
    } else {
        roomy
    }
}

/// Whether an array with room for `allocated` items serves a list of `newsize`:
/// it is large enough, and not more than half empty.
///
/// Since 3.14.9 and 3.15.1 a small array serves even if it is.
///
/// Source: `list_resize` in `Objects/listobject.c` (3.8.18, 3.14.7); 3.14.10 and 3.15.2 measured.
pub fn keeps_buffer(version: Version, allocated: usize, newsize: usize) -> bool {
    let half_full = newsize >= allocated / 2;
    let small = allocated <= SMALL_BUFFER && small_buffers_stay(version);
    allocated >= newsize && (half_full || small)
}
// ANCHOR_END: list_growth
