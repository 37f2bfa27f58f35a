//! Everything that does not grow, and the hashes of numbers.

use objects::types::{Bytes, Complex, Fixed, Float, Int, Str, Tuple, hash, header};
use serde_json::{Map, Value, json};
use version::Version;

use crate::facts::{Facts, Section, by_len, measured, recorded};

fn int(text: &str) -> Int {
    text.parse().expect("a whole number")
}

/// Reads `2**30-1` and the like, as the recording names its values.
fn power(text: &str) -> Int {
    if let Some(inner) = text.strip_prefix("-(") {
        return -power(inner.trim_end_matches(')'));
    }
    if let Some(rest) = text.strip_suffix("-1").filter(|rest| !rest.is_empty()) {
        return &power(rest) - &Int::from(1);
    }
    match text.split_once("**") {
        Some((base, exponent)) => {
            let exponent: usize = exponent.parse().expect("an exponent");
            (0..exponent).fold(Int::from(1), |product, _| &product * &int(base))
        }
        None => int(text),
    }
}

fn texts(letter: &str, version: Version, n: usize) -> usize {
    Str::new(letter.repeat(n)).sizeof(version)
}

/// `s += "b"`, five times: a string never has room to spare.
pub fn growing_text(version: Version) -> Value {
    (10..=15).map(|n| texts("a", version, n)).collect()
}

fn check_atoms(v: Version, s: &mut Section<'_>) {
    s.check(
        "atoms",
        json!({
            "object()": Fixed::Object.sizeof(v),
            "None": Fixed::None.sizeof(v),
            "Ellipsis": Fixed::Ellipsis.sizeof(v),
            "NotImplemented": Fixed::NotImplemented.sizeof(v),
            "True": Int::from(true).sizeof(v),
            "False": Int::from(false).sizeof(v),
            "float": Float(1.5).sizeof(v),
            "complex": Complex { real: 1.0, imag: 2.0 }.sizeof(v),
            "range(10)": Fixed::Range.sizeof(v),
            "slice": Fixed::Slice.sizeof(v),
        }),
    );
    let digits: Value = (0..9u32)
        .map(|n| {
            let value = &(&Int::from(1) << (30 * n)) - &Int::from(1);
            vec![n as usize, value.sizeof(v)]
        })
        .collect();
    s.check("int_by_digits", digits);
    let values = s.take("int_values").as_object().expect("a map");
    assert_eq!(values.len(), 12);
    for (text, size) in values {
        assert_eq!(*size, power(text).sizeof(v), "{v} int {text}");
    }
}

fn check_text(v: Version, s: &mut Section<'_>) {
    s.check("str_ascii_by_len", by_len(21, |n| texts("a", v, n)));
    s.check("str_latin1_by_len", by_len(11, |n| texts("é", v, n)));
    s.check("str_ucs2_by_len", by_len(11, |n| texts("€", v, n)));
    s.check("str_ucs4_by_len", by_len(11, |n| texts("😀", v, n)));
    let mut text = Str::new("é".repeat(10));
    let plain = text.sizeof(v);
    text.cache_utf8();
    s.check(
        "str_latin1_10_before/after_getattr/after_exec",
        vec![plain, plain, text.sizeof(v)],
    );
    let bytes = |n| Bytes::new(vec![b'a'; n]).sizeof(v);
    s.check("bytes_by_len", by_len(21, bytes));
    let tuple = |n| std::iter::repeat_n((), n).collect::<Tuple<()>>().sizeof(v);
    s.check("tuple_by_len", by_len(21, tuple));
}

/// What stands in front of the object: the collector's head, and since 3.11 what is managed for it.
fn check_heads(v: Version, s: &mut Section<'_>) {
    let gc = header::gc_head(v);
    let managed = |dict, weakref| gc + header::managed_head(v, dict, weakref);
    s.check(
        "preheader_bytes",
        json!({
            "object": 0, "int": 0, "float": 0, "str": 0,
            "list": gc, "tuple": gc, "dict": gc, "set": gc, "function": gc, "module": gc,
            "weakref": gc, "exception": gc, "class": gc,
            "plain_instance": managed(true, true),
            "slots_instance": managed(false, false),
            "slots_weakref_instance": managed(false, true),
            "slots_dict_instance": managed(true, false),
        }),
    );
}

/// Compares the kinds of objects that have one size, and names those that are not among them.
fn check_fixed(facts: &Facts, s: &mut Section<'_>) {
    const KINDS: [(&str, Fixed); 22] = [
        ("function", Fixed::Function),
        ("lambda", Fixed::Function),
        ("closure_function", Fixed::Function),
        ("builtin_function", Fixed::BuiltinFunction),
        ("builtin_method", Fixed::BuiltinFunction),
        ("bound_method", Fixed::BoundMethod),
        ("cell", Fixed::Cell),
        ("list_iterator", Fixed::ListIterator),
        ("dict_keys", Fixed::DictKeys),
        ("enumerate", Fixed::Enumerate),
        ("zip", Fixed::Zip),
        ("map", Fixed::Map),
        ("mappingproxy", Fixed::MappingProxy),
        ("SimpleNamespace()", Fixed::SimpleNamespace),
        ("staticmethod", Fixed::StaticMethod),
        ("classmethod", Fixed::ClassMethod),
        ("property", Fixed::Property),
        ("exception", Fixed::Exception),
        ("traceback", Fixed::Traceback),
        ("module_fresh", Fixed::Module),
        ("module_sys", Fixed::Module),
        ("ref", Fixed::WeakRef),
    ];
    // Their sizes depend on the code they run, on the class's shape, or on a library module.
    const NOT_MODELLED: [&str; 10] = [
        "code",
        "generator_of_g",
        "genexpr",
        "coroutine",
        "async_generator",
        "partial",
        "type_type",
        "type_object",
        "type_int",
        "type_list",
    ];
    let code = s.take("code_objects").as_object().expect("a map");
    let weak = s.take("weakrefs").as_object().expect("a map");
    for (name, kind) in KINDS {
        let size = code.get(name).or(weak.get(name));
        let got = json!(kind.sizeof(facts.version));
        assert_eq!(size, Some(&got), "{} {name}", facts.name);
    }
    for name in code.keys() {
        let known =
            KINDS.iter().any(|(kind, _)| kind == name) || NOT_MODELLED.contains(&name.as_str());
        assert!(known, "{} {name} was not checked", facts.name);
    }
    check_weak(facts, weak);
}

/// Weak references and proxies are one structure.
fn check_weak(facts: &Facts, weak: &Map<String, Value>) {
    // Library classes, written in Python or with attributes.
    const NOT_MODELLED: [&str; 6] = [
        "KeyedRef",
        "WeakKeyDictionary",
        "WeakMethod",
        "WeakSet",
        "WeakValueDictionary",
        "finalize",
    ];
    let whole = Fixed::WeakRef.sizeof(facts.version);
    let basic = whole - header::gc_head(facts.version);
    for (name, size) in weak {
        let got = match name.as_str() {
            "ref" | "ref_callback" | "proxy" | "callable_proxy" => whole,
            "proxy___sizeof__" | "proxy_type_basicsize" | "ref_type_basicsize" => basic,
            other => {
                assert!(NOT_MODELLED.contains(&other), "{other} was not checked");
                continue;
            }
        };
        assert_eq!(*size, got, "{} {name}", facts.name);
    }
}

/// `__basicsize__` of each type here: the object without the collector's head.
fn check_basic_sizes(facts: &Facts, s: &mut Section<'_>) {
    let v = facts.version;
    let recorded = s.take("basic_item_size").as_object().expect("a map");
    let gc = header::gc_head(v);
    let empty = [
        ("object", Fixed::Object.sizeof(v)),
        ("float", Float(0.0).sizeof(v)),
        (
            "complex",
            Complex {
                real: 0.0,
                imag: 0.0,
            }
            .sizeof(v),
        ),
        ("bytes", Bytes::default().sizeof(v)),
        ("bytearray", objects::types::ByteArray::default().sizeof(v)),
        ("tuple", Tuple::<()>::new([]).sizeof(v) - gc),
        ("list", objects::types::List::<()>::new().sizeof(v) - gc),
        ("dict", objects::types::Dict::<(), ()>::new().sizeof(v) - gc),
        ("set", objects::types::Set::<()>::new().sizeof(v) - gc),
        ("frozenset", objects::types::Set::<()>::new().sizeof(v) - gc),
        ("function", Fixed::Function.sizeof(v) - gc),
        (
            "builtin_function_or_method",
            Fixed::BuiltinFunction.sizeof(v) - gc,
        ),
        ("method", Fixed::BoundMethod.sizeof(v) - gc),
        ("module", Fixed::Module.sizeof(v) - gc),
        ("property", Fixed::Property.sizeof(v) - gc),
        ("range", Fixed::Range.sizeof(v)),
        ("slice", Fixed::Slice.sizeof(v) - gc),
        ("cell", Fixed::Cell.sizeof(v) - gc),
        ("BaseException", Fixed::Exception.sizeof(v) - gc),
        ("SimpleNamespace", Fixed::SimpleNamespace.sizeof(v) - gc),
    ];
    for (name, size) in empty {
        assert_eq!(recorded[name][0], size, "{} {name}", facts.name);
    }
    for name in recorded.keys().map(String::as_str) {
        let known = empty.iter().any(|&(checked, _)| checked == name);
        let known = known || NOT_MODELLED_BASIC.contains(&name);
        assert!(known, "{} {name} was not checked", facts.name);
    }
}

/// Types whose basic size is not the size of an instance, or that are not modelled here.
///
/// An `int` is told apart from its digits by `int_by_digits`, a compact `str` is smaller than its type
/// says, weak references are checked on their own, the classes are those of later chapters.
const NOT_MODELLED_BASIC: [&str; 19] = [
    "int",
    "bool",
    "str",
    "weakref",
    "weakproxy",
    "weakcallableproxy",
    "ReferenceType",
    "ProxyType",
    "CallableProxyType",
    "plain_class",
    "SL",
    "SW",
    "SD",
    "type",
    "generator",
    "frame",
    "code",
    "memoryview",
    "super",
];

#[test]
fn sizes_by_type_and_length() {
    for facts in recorded() {
        let v = facts.version;
        let mut s = facts.section("sizes");
        check_atoms(v, &mut s);
        check_text(v, &mut s);
        check_heads(v, &mut s);
        check_fixed(&facts, &mut s);
        check_basic_sizes(&facts, &mut s);
        crate::lists::check_sizes(v, &mut s);
        crate::bytearrays::check_sizes(v, &mut s);
        s.finish();
    }
}

/// Reads what `float.hex()` wrote.
fn double(text: &str) -> f64 {
    let (sign, magnitude) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    if magnitude == "inf" {
        return sign * f64::INFINITY;
    }
    let (mantissa, exponent) = magnitude
        .strip_prefix("0x")
        .and_then(|rest| rest.split_once('p'))
        .expect("a hexadecimal number");
    let (whole, fraction) = mantissa.split_once('.').expect("a point");
    let digits = u64::from_str_radix(&format!("{whole}{fraction}"), 16).expect("digits");
    let exponent: i32 = exponent.parse().expect("an exponent");
    let scale = exponent - 4 * fraction.len() as i32;
    // Two steps, since the scale alone may be too small for a double.
    sign * digits as f64 * 2f64.powi(scale / 2) * 2f64.powi(scale - scale / 2)
}

#[test]
fn hashes_of_numbers() {
    for facts in measured() {
        let mut s = facts.section("hashes");
        let mut rows = |key: &str, hash: &dyn Fn(&[Value]) -> Option<i64>| {
            let rows = s.take(key).as_array().expect("rows");
            assert!(rows.len() > 3);
            for row in rows {
                let row = row.as_array().expect("a row");
                let (given, expected) = row.split_at(row.len() - 1);
                let got = hash(given);
                assert_eq!(got, expected[0].as_i64(), "{} {key} {given:?}", facts.name);
            }
        };
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        rows("int", &|row| Some(int(&text(&row[0])).hash()));
        rows("float", &|row| Float(double(&text(&row[0]))).hash());
        rows("complex", &|row| {
            let (real, imag) = (double(&text(&row[0])), double(&text(&row[1])));
            Complex { real, imag }.hash()
        });
        rows("tuple of ints", &|row| {
            let items = row[0].as_array().expect("items").iter();
            let items: Vec<i64> = items
                .map(|item| Int::from(item.as_i64().expect("an int")).hash())
                .collect();
            Some(hash::hash_tuple(&items))
        });
        s.finish();
    }
}
