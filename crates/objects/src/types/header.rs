//! What stands in front of every object.
//!
//! An object begins with its reference count and its type. What the cycle collector and an
//! instance's dictionary need stands *before* that, at lower addresses: `id()` is the address
//! of the count, and the block that the allocator gave out begins earlier.

use version::Version;

/// Bytes in a pointer, a count or a length: this models 64-bit builds.
pub const WORD: usize = 8;

// ANCHOR: header
/// Bytes of `PyObject`: the reference count and the type (`ob_refcnt`, `ob_type`).
///
/// The free-threaded build adds an owning thread, a lock, collector bits, and a second count.
/// Source: `Include/object.h` in 3.8.18 and 3.13.12.
pub const fn object_head(version: Version) -> usize {
    if version.is_free_threaded() {
        4 * WORD
    } else {
        2 * WORD
    }
}

/// Bytes of `PyVarObject`: the same, and a length (`ob_size`).
pub const fn var_object_head(version: Version) -> usize {
    object_head(version) + WORD
}

/// Bytes of `PyGC_Head`, in front of each object that the cycle collector may track.
///
/// It is the two links of the collector's list.
/// The free-threaded build keeps no such list, and so no head.
/// Source: `Include/internal/pycore_gc.h` in 3.13.12.
pub const fn gc_head(version: Version) -> usize {
    if version.is_free_threaded() {
        0
    } else {
        2 * WORD
    }
}
// ANCHOR_END: header

/// Bytes in front of `PyGC_Head` for what the interpreter manages for an instance.
///
/// Since 3.11 an instance's dictionary is found there instead of inside the object, and
/// since 3.12 its list of weak references too; either one brings both words.
/// Source: `Include/internal/pycore_object.h` in 3.11.7 and 3.12.14 (`_PyType_PreHeaderSize`).
pub fn managed_head(version: Version, has_dict: bool, has_weakref: bool) -> usize {
    let managed = if version >= Version::new(3, 12, 0) {
        has_dict || has_weakref
    } else {
        version >= Version::new(3, 11, 0) && has_dict
    };
    if managed { 2 * WORD } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_collector_head_and_the_wider_head_of_a_free_threaded_build_cancel_out() {
        let version = Version::new(3, 14, 7);
        let bare = version.without_gil();
        assert_eq!(
            gc_head(version) + object_head(version),
            gc_head(bare) + object_head(bare)
        );
        assert_ne!(object_head(version), object_head(bare));
    }
}
