//! The object header, bit by bit: `Include/object.h` and `Include/refcount.h`.

use version::Version;

/// `_Py_REF_SHARED_SHIFT`: the two lowest bits of `ob_ref_shared` are flags.
pub const REF_SHARED_SHIFT: u32 = 2;
/// `_Py_REF_SHARED_FLAG_MASK`.
pub const REF_SHARED_FLAG_MASK: isize = 0x3;
/// `_Py_REF_MAYBE_WEAKREF`: somebody may look at the object without holding a reference.
pub const REF_MAYBE_WEAKREF: isize = 0x1;
/// `_Py_REF_QUEUED`: the object waits in its owner's queue.
pub const REF_QUEUED: isize = 0x2;
/// `_Py_REF_MERGED`: nobody owns it; the shared count is the whole count.
pub const REF_MERGED: isize = 0x3;
/// `_Py_IMMORTAL_REFCNT_LOCAL`: a local count that no change ever touches.
pub const IMMORTAL_REFCNT_LOCAL: u32 = u32::MAX;
/// `_Py_REF_SHARED(refcnt, flags)`.
pub(crate) const fn ref_shared(refcnt: isize, flags: isize) -> isize {
    (refcnt << REF_SHARED_SHIFT) + flags
}

/// A field of the object header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// CPython's name.
    pub name: &'static str,
    /// Where it begins, in bytes from the object's address.
    pub offset: usize,
    /// Its size in bytes.
    pub size: usize,
}

/// The fields of `PyObject` on a 64-bit machine whose lowest byte comes first.
///
/// ```
/// use gil::count::header;
///
/// let bytes = |version: &str| header(version.parse().unwrap()).iter().map(|field| field.size).sum::<usize>();
/// assert_eq!(bytes("3.13"), 16);
/// assert_eq!(bytes("3.13t"), 32);
/// ```
pub fn header(version: Version) -> Vec<Field> {
    let since_3_14 = version >= Version::new(3, 14, 0);
    let sizes: &[(&str, usize)] = if version.is_free_threaded() {
        &[
            ("ob_tid", 8),
            (if since_3_14 { "ob_flags" } else { "_padding" }, 2),
            ("ob_mutex", 1),
            ("ob_gc_bits", 1),
            ("ob_ref_local", 4),
            ("ob_ref_shared", 8),
            ("ob_type", 8),
        ]
    } else if since_3_14 {
        &[
            ("ob_refcnt", 4),
            ("ob_overflow", 2),
            ("ob_flags", 2),
            ("ob_type", 8),
        ]
    } else {
        // 3.12 and 3.13 look at the lower half of ob_refcnt only.
        &[("ob_refcnt", 8), ("ob_type", 8)]
    };
    let mut offset = 0;
    sizes
        .iter()
        .map(|&(name, size)| {
            let field = Field { name, offset, size };
            offset += size;
            field
        })
        .collect()
}

/// How a version keeps an object with a deferred count from being freed by counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeferredRefcount {
    /// 3.13: one local reference too many, and the mark QUEUED, so that nobody queues it.
    /// Once a second thread has run, such objects are made immortal instead.
    Queued,
    /// From 3.14: `_Py_REF_DEFERRED`, an eighth of the largest count, is added to the shared one.
    Large,
}

impl DeferredRefcount {
    /// `_Py_REF_DEFERRED`: `PY_SSIZE_T_MAX / 8` on a 64-bit machine.
    pub const REF_DEFERRED: isize = isize::MAX / 8;

    /// What the version does.
    pub fn of(version: Version) -> Self {
        if version >= Version::new(3, 14, 0) {
            DeferredRefcount::Large
        } else {
            DeferredRefcount::Queued
        }
    }

    /// `ob_ref_local` and `ob_ref_shared` of a fresh object.
    pub(crate) fn fields(self) -> (u32, isize) {
        match self {
            DeferredRefcount::Queued => (2, REF_QUEUED),
            DeferredRefcount::Large => (1, ref_shared(Self::REF_DEFERRED, 0)),
        }
    }
}

/// What `sys.getrefcount(None)` says, or `None` for a version in which it is an ordinary count (to 3.11).
///
/// 3.12 and 3.13 set all 32 bits of the count; from 3.14 it starts between 2³¹ and 2³², with room on both sides
/// for extensions that don't know about immortality. Free-threaded builds say the same numbers.
pub fn refcount_of_immortal(version: Version) -> Option<u64> {
    if version >= Version::new(3, 14, 0) {
        Some(3 << 30)
    } else if version >= Version::new(3, 12, 0) {
        Some(u32::MAX.into())
    } else {
        None
    }
}
