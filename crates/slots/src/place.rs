//! Where an instance's dictionary and its list of weak references lie, by version.

use objects::types::header::{WORD, object_head};
use version::Version;

use crate::flags::Flags;
use crate::types::Type;

/// Where `__dict__` and `__weakref__` are found.
pub(crate) struct Place {
    /// `tp_basicsize`.
    pub(crate) basicsize: usize,
    /// `tp_dictoffset`, 0 if the class adds no dictionary.
    pub(crate) dictoffset: isize,
    /// `tp_weaklistoffset`, 0 if the class adds no list of weak references.
    pub(crate) weaklistoffset: isize,
    /// What lies in front of the object for them.
    pub(crate) flags: Flags,
}

impl Place {
    // ANCHOR: dict_and_weakref_place
    /// To 3.10 both are pointers behind the slots. 3.11 moved the dictionary in front of the object,
    /// 3.12 the weak references too: then neither changes `__basicsize__`.
    ///
    /// `adds` says whether there is a dictionary to place, and whether a list of weak references.
    pub(crate) fn find(
        version: Version,
        adds: (bool, bool),
        has_items: bool,
        slotoffset: usize,
    ) -> Place {
        let (add_dict, add_weak) = adds;
        let word = WORD as isize;
        let mut place = Place {
            basicsize: slotoffset,
            dictoffset: 0,
            weaklistoffset: 0,
            flags: Flags::default(),
        };
        if version >= Version::new(3, 12, 0) {
            let gc_words = if version.is_free_threaded() { 0 } else { 2 };
            if add_dict {
                place.dictoffset = -1;
                place.flags |= Flags::MANAGED_DICT;
            }
            if add_weak {
                place.weaklistoffset = -(gc_words + 2) * word;
                place.flags |= Flags::MANAGED_WEAKREF;
            }
            return place;
        }
        let is_managed = version >= Version::new(3, 11, 0) && !has_items;
        if add_dict && !is_managed {
            // With items in between, the place is counted from the end of the object.
            place.dictoffset = if has_items {
                -word
            } else {
                place.basicsize as isize
            };
            place.basicsize += WORD;
        }
        if add_weak {
            place.weaklistoffset = place.basicsize as isize;
            place.basicsize += WORD;
        }
        if add_dict && is_managed {
            // From the end of the object again, back over it and three words more.
            place.dictoffset = -(place.basicsize as isize) - 3 * word;
            place.flags |= Flags::MANAGED_DICT;
        }
        place
    }
    // ANCHOR_END: dict_and_weakref_place
}

/// Whether the values of the attributes lie in the object's own block.
///
/// 3.13 does so for classes that add nothing to `object`, 3.14 for all instances of fixed size.
/// Source: `type_ready_managed_dict` in `Objects/typeobject.c` (3.13.12, 3.14.7).
pub(crate) fn has_inline_values(version: Version, made: &Type) -> bool {
    let nothing_added = made.basicsize == object_head(version);
    version >= Version::new(3, 13, 0)
        && made.itemsize == 0
        && (nothing_added || version >= Version::new(3, 14, 0))
}
