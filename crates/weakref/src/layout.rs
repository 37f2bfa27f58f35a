//! Which types can be referred to weakly, and where their instances keep the list.

use version::Version;

/// The size of a pointer.
const WORD: i64 = 8;

/// The size of an object's header in the default build.
const HEADER: i64 = 2 * WORD;

/// What a type passes on to classes derived from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Base {
    /// `__name__`.
    pub name: &'static str,
    /// Whether `__weakrefoffset__` is not 0: its instances can be referred to weakly.
    pub has_weaklist: bool,
    /// Whether `__itemsize__` is not 0: instances have a part of varying length at their end, where no list can be added.
    pub has_items: bool,
}

impl Base {
    const fn new(name: &'static str, has_weaklist: bool, has_items: bool) -> Base {
        Base {
            name,
            has_weaklist,
            has_items,
        }
    }
}

/// Built-in types that were asked, on each version from 3.8 to 3.15: the answer never changed.
const BUILTINS: [Base; 37] = [
    Base::new("object", false, false),
    Base::new("NoneType", false, false),
    Base::new("ellipsis", false, false),
    Base::new("NotImplementedType", false, false),
    Base::new("int", false, true),
    Base::new("bool", false, true),
    Base::new("float", false, false),
    Base::new("complex", false, false),
    Base::new("str", false, false),
    Base::new("bytes", false, true),
    Base::new("bytearray", false, false),
    Base::new("tuple", false, true),
    Base::new("list", false, false),
    Base::new("dict", false, false),
    Base::new("range", false, false),
    Base::new("slice", false, false),
    Base::new("property", false, false),
    Base::new("staticmethod", false, false),
    Base::new("classmethod", false, false),
    Base::new("super", false, false),
    Base::new("enumerate", false, false),
    Base::new("zip", false, false),
    Base::new("map", false, false),
    Base::new("cell", false, false),
    Base::new("ValueError", false, false),
    Base::new("set", true, false),
    Base::new("frozenset", true, false),
    Base::new("type", true, true),
    Base::new("function", true, false),
    Base::new("builtin_function_or_method", true, false),
    Base::new("method", true, false),
    Base::new("generator", true, false),
    Base::new("module", true, false),
    Base::new("memoryview", true, true),
    Base::new("array.array", true, false),
    Base::new("collections.deque", true, false),
    Base::new("functools.partial", true, false),
];

/// What is known of a built-in type, by its `tp_name`; `None` for one that isn't listed.
///
/// A type written in C has a place for the list if its author gave it one (`tp_weaklistoffset`),
/// so there is no rule to derive this from. Containers without one are `list`, `dict` and `tuple`.
pub fn builtin(name: &str) -> Option<Base> {
    BUILTINS.into_iter().find(|base| base.name == name)
}

/// Whether instances of a class written in Python can be referred to weakly.
///
/// Without `__slots__` a class adds a place for the list, unless its base has one already,
/// or has items at its end. With `__slots__` it does so only for `"__weakref__"`.
///
/// # Errors
///
/// The text of the `TypeError` that the class statement raises when `__weakref__` can't be had.
///
/// Source: `may_add_weak` in `type_new`, `Objects/typeobject.c` at 3.8.18, 3.12.11 and 3.15.0rc1.
// ANCHOR: class_has_weaklist
pub fn class_has_weaklist(
    version: Version,
    base: Base,
    slots: Option<&[&str]>,
) -> Result<bool, String> {
    let Some(slots) = slots else {
        return Ok(base.has_weaklist || !base.has_items);
    };
    // From 3.15 a class may ask for `__weakref__` also where the base has items.
    let items_forbid = base.has_items && version < Version::new(3, 15, 0);
    if items_forbid && !slots.is_empty() {
        return Err(format!(
            "nonempty __slots__ not supported for subtype of '{}'",
            base.name
        ));
    }
    let mut has_weaklist = base.has_weaklist;
    for _ in slots.iter().filter(|&&slot| slot == "__weakref__") {
        if has_weaklist {
            let or = if version < Version::new(3, 12, 0) {
                "either "
            } else {
                ""
            };
            let or_not = if version < Version::new(3, 12, 0) {
                ", or __itemsize__ != 0"
            } else {
                ""
            };
            return Err(format!(
                "__weakref__ slot disallowed: {or}we already got one{or_not}"
            ));
        }
        has_weaklist = true;
    }
    Ok(has_weaklist)
}
// ANCHOR_END: class_has_weaklist

/// `__weakrefoffset__` of a class derived from `object`: how many bytes after the object's address its list begins.
///
/// To 3.10 the pointer lies at the end of the instance, after its slots and its `__dict__` pointer;
/// 3.11 moved the dict pointer in front of the object, and 3.12 the list with it: the offset is negative from then on.
/// A free-threaded build has no garbage collector header in front, so the list is two words nearer.
///
/// Source: `type_new_descriptors` in `Objects/typeobject.c`; `MANAGED_WEAKREF_OFFSET` in
/// `Include/internal/pycore_object.h` at 3.12.11 and 3.13.12.
// ANCHOR: weakref_offset
pub fn weakref_offset(version: Version, slots: usize, dict: bool) -> i64 {
    if version >= Version::new(3, 12, 0) {
        return if version.is_free_threaded() {
            -2 * WORD
        } else {
            -4 * WORD
        };
    }
    let dict_inside = dict && version < Version::new(3, 11, 0);
    HEADER + WORD * (slots as i64 + i64::from(dict_inside))
}
// ANCHOR_END: weakref_offset

/// How many bytes an instance grows by when its class asks for `__weakref__`.
///
/// One word to 3.11. From 3.12 the list and the dict lie in two words in front of the object that come only together:
/// a class with a `__dict__` has them anyway, one without pays for both.
pub fn weaklist_bytes(version: Version, dict: bool) -> usize {
    match (version >= Version::new(3, 12, 0), dict) {
        (false, _) => 8,
        (true, true) => 0,
        (true, false) => 16,
    }
}

/// `sys.getsizeof(weakref.ref(object))`, in bytes, the same for a proxy.
///
/// 3.11 added the field `vectorcall`. A free-threaded build has a longer header, a lock, and no garbage collector header.
///
/// Source: `PyWeakReference` in `Include/cpython/weakrefobject.h` at 3.10.13, 3.11.7 and 3.13.12.
pub fn weakref_sizeof(version: Version) -> usize {
    match version {
        _ if version.is_free_threaded() => 88,
        _ if version < Version::new(3, 11, 0) => 72,
        _ => 80,
    }
}
