//! Where the list is, against `instances`, `sizes` and `slots` of the measured facts.

use version::Version;
use weakref::layout::{
    builtin, class_has_weaklist, weaklist_bytes, weakref_offset, weakref_sizeof,
};

use crate::python::VERSIONS;

/// `__weakrefoffset__` of classes with so many slots, with and without a `__dict__`.
type Offsets = [(usize, bool, i64); 8];

fn offsets(version: Version) -> Offsets {
    let at = |values: [i64; 8]| {
        let shapes = [
            (0, true),
            (0, false),
            (1, true),
            (1, false),
            (2, true),
            (2, false),
            (5, true),
            (5, false),
        ];
        std::array::from_fn(|i| (shapes[i].0, shapes[i].1, values[i]))
    };
    match version.minor() {
        8..=10 => at([24, 16, 32, 24, 40, 32, 64, 56]),
        11 => at([16, 16, 24, 24, 32, 32, 56, 56]),
        _ if version.is_free_threaded() => at([-16; 8]),
        _ => at([-32; 8]),
    }
}

#[test]
fn offsets_are_those_of_real_classes() {
    for version in VERSIONS {
        for (slots, dict, expected) in offsets(version) {
            assert_eq!(
                weakref_offset(version, slots, dict),
                expected,
                "{version}: {slots} slots, dict {dict}"
            );
        }
    }
}

#[test]
fn what_the_list_costs() {
    for version in VERSIONS {
        // `sys.getsizeof` of an empty instance with `__slots__ = ("__weakref__",)`, default builds; 32 without.
        if !version.is_free_threaded() {
            let measured = if version < Version::new(3, 12, 0) {
                40
            } else {
                48
            };
            assert_eq!(32 + weaklist_bytes(version, false), measured, "{version}");
        }
        // `sys.getsizeof(weakref.ref(x))`.
        let measured = match version.minor() {
            _ if version.is_free_threaded() => 88,
            8..=10 => 72,
            _ => 80,
        };
        assert_eq!(weakref_sizeof(version), measured, "{version}");
    }
}

#[test]
fn built_in_types_and_classes_derived_from_them() {
    let yes = [
        "set",
        "frozenset",
        "type",
        "function",
        "builtin_function_or_method",
        "method",
        "generator",
        "module",
        "memoryview",
        "array.array",
        "collections.deque",
        "functools.partial",
    ];
    let no = [
        "object",
        "NoneType",
        "ellipsis",
        "NotImplementedType",
        "int",
        "bool",
        "float",
        "complex",
        "str",
        "bytes",
        "bytearray",
        "tuple",
        "list",
        "dict",
        "range",
        "slice",
        "property",
        "staticmethod",
        "classmethod",
        "super",
        "enumerate",
        "zip",
        "map",
        "cell",
        "ValueError",
    ];
    for name in yes {
        assert!(builtin(name).unwrap().has_weaklist, "{name}");
    }
    for name in no {
        assert!(!builtin(name).unwrap().has_weaklist, "{name}");
    }
    assert_eq!(builtin("spam"), None);
    for version in VERSIONS {
        let subclass = |name| class_has_weaklist(version, builtin(name).unwrap(), None).unwrap();
        assert!(
            subclass("object") && subclass("list") && subclass("dict") && subclass("str"),
            "{version}"
        );
        assert!(!subclass("int") && !subclass("tuple"), "{version}");
    }
}

#[test]
fn classes_with_slots() {
    for version in VERSIONS {
        let object = builtin("object").unwrap();
        assert_eq!(class_has_weaklist(version, object, Some(&["a"])), Ok(false));
        assert_eq!(
            class_has_weaklist(version, object, Some(&["__weakref__"])),
            Ok(true)
        );
        let derived = weakref::layout::Base {
            name: "A",
            has_weaklist: true,
            has_items: false,
        };
        assert_eq!(
            class_has_weaklist(version, derived, Some(&["a"])),
            Ok(true),
            "what the base has stays"
        );
        let text = if version < Version::new(3, 12, 0) {
            "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0"
        } else {
            "__weakref__ slot disallowed: we already got one"
        };
        for again in [
            class_has_weaklist(version, object, Some(&["__weakref__", "__weakref__"])),
            class_has_weaklist(version, derived, Some(&["__weakref__"])),
        ] {
            assert_eq!(again, Err(text.to_owned()), "{version}");
        }
        for name in ["int", "tuple"] {
            let asked = class_has_weaklist(version, builtin(name).unwrap(), Some(&["__weakref__"]));
            let expected = if version < Version::new(3, 15, 0) {
                Err(format!(
                    "nonempty __slots__ not supported for subtype of '{name}'"
                ))
            } else {
                Ok(true)
            };
            assert_eq!(asked, expected, "{version}");
        }
    }
}
