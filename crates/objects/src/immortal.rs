//! Immortal objects: what their count looks like, by version (PEP 683).

use version::Version;

/// Whether `None`, `True`, the small integers and the like are immortal: from 3.12.
pub fn singletons_are_immortal(version: Version) -> bool {
    version >= Version::new(3, 12, 0)
}

/// What `sys.getrefcount` shows of an immortal object, or `None` for a version that has none.
///
/// `_Py_IMMORTAL_REFCNT` in `Include/object.h` (3.12.1 and 3.13.12), `_Py_IMMORTAL_INITIAL_REFCNT` in
/// `Include/refcount.h` (3.14.7 and 3.15.0rc1), each for 64-bit builds.
/// The free-threaded 3.13 build shows the same number as the default one.
// ANCHOR: immortal_refcnt
pub fn immortal_refcnt(version: Version) -> Option<u64> {
    if version >= Version::new(3, 14, 0) {
        Some(3 << 30)
    } else if version >= Version::new(3, 12, 0) {
        Some(u64::from(u32::MAX))
    } else {
        None
    }
}
// ANCHOR_END: immortal_refcnt

/// Whether every interned string is immortal: in 3.12.0 to 3.12.6, and in free-threaded builds.
///
/// Elsewhere an interned string dies with its last reference, since the table of interned strings doesn't count.
/// 3.12.7 and 3.13.0 went back to that (gh-113993).
pub fn interned_strings_are_immortal(version: Version) -> bool {
    version.is_free_threaded()
        || (version >= Version::new(3, 12, 0) && version < Version::new(3, 12, 7))
}
