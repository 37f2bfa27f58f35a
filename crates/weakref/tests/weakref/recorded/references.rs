//! References, proxies, callbacks, errors, and which types can be referred to.

use objects::Ref;
use serde_json::{Map, Value as Json, json};
use version::Version;
use weakref::layout::{Base, builtin, class_has_weaklist};
use weakref::{
    Kind, getweakrefcount, getweakrefs, method, new_proxy, new_ref, new_subclass_ref, proxy,
    reference,
};

use super::{Answers, TYPES, raised, raises, without_addresses};
use crate::python::{Object, Python};

pub fn replay(version: Version, answers: &mut Answers) {
    shared(version, answers);
    callbacks(version, answers);
    answers.insert("equality_hash".into(), equality_and_hash(version));
    answers.insert("proxy".into(), proxies(version));
    answers.insert("errors".into(), errors(version));
    answers.insert(TYPES.into(), types(version));
    answers.insert("bound methods".into(), bound_methods(version));
}

/// `type(x).__name__`, the last part of `tp_name`.
fn name(version: Version, kind: Kind) -> &'static str {
    if kind == Kind::Subclass {
        return "SubRef";
    }
    let name = weakref::type_name(version, kind);
    name.rsplit('.').next().unwrap_or(name)
}

fn shared(version: Version, answers: &mut Answers) {
    let mut p = Python::new(version);
    let a = p.instance();
    let r1 = new_ref(&mut p, a, None).unwrap();
    let r2 = new_ref(&mut p, a, None).unwrap();
    let cb = p.function("", None);
    let r3 = new_ref(&mut p, a, Some(cb)).unwrap();
    let r4 = new_ref(&mut p, a, Some(cb)).unwrap();
    let px1 = new_proxy(&mut p, a, None).unwrap();
    let px2 = new_proxy(&mut p, a, None).unwrap();
    let px3 = new_proxy(&mut p, a, Some(cb)).unwrap();
    let s1 = new_subclass_ref(&mut p, a, None, Object::Reference).unwrap();
    let s2 = new_subclass_ref(&mut p, a, None, Object::Reference).unwrap();
    answers.insert(
        "reuse".into(),
        json!({
            "ref no callback same object": r1 == r2,
            "ref with callback same object": r3 == r4,
            "proxy no callback same object": px1 == px2,
            "subclass refs same object": s1 == s2,
            // `ref(a, None)` and `ref(a)` are one call here.
            "ref(a, None) is ref(a)": r1 == r2,
        }),
    );
    answers.insert(
        "getweakrefcount (2 calls plain=1, 2 cb, proxy plain=1, proxy cb, 2 sub)".into(),
        json!(getweakrefcount(&p.heap, a)),
    );
    let kinds = getweakrefs(&p.heap, a)
        .into_iter()
        .map(|w| name(version, reference(&p.heap, w).unwrap().kind()));
    answers.insert("getweakrefs types in list order".into(), kinds.collect());
    let five = p.int(5);
    answers.insert(
        "getweakrefcount of int".into(),
        json!(getweakrefcount(&p.heap, five)),
    );
    let none: Vec<usize> = getweakrefs(&p.heap, five)
        .into_iter()
        .map(Ref::index)
        .collect();
    answers.insert("getweakrefs of int".into(), json!(none));
    let callback = |w| reference(&p.heap, w).unwrap().callback();
    answers.insert(
        "__callback__".into(),
        json!([callback(r1).is_none(), callback(r3) == Some(cb)]),
    );
    for object in [r1, r2, r3, r4, px1, px2, px3, s1, s2, a, cb, five] {
        p.del(object);
    }
    p.assert_empty();
}

fn callbacks(version: Version, answers: &mut Answers) {
    let mut p = Python::new(version);
    for (program, plain, and_others) in [
        ("callback order of refs 0..4", 5, false),
        ("callback order 0,1,2,proxy,last", 3, true),
    ] {
        let a = p.instance();
        let mut ws: Vec<Ref> = (0..plain)
            .map(|i| p.logging_ref(a, &i.to_string()))
            .collect();
        if and_others {
            let callback = p.function("proxy", None);
            ws.push(new_proxy(&mut p, a, Some(callback)).unwrap());
            p.del(callback);
            ws.push(p.logging_ref(a, "last"));
        }
        p.del(a);
        // The numbers were logged as such.
        let log = std::mem::take(&mut p.log).into_iter();
        let log = log.map(|text| text.parse::<i32>().map_or_else(|_| json!(text), Json::from));
        answers.insert(program.into(), log.collect());
        ws.into_iter().for_each(|w| p.del(w));
    }

    let a = p.instance();
    let dropped = p.logging_ref(a, "ran");
    p.del(dropped);
    p.del(a);
    answers.insert("callback of a dropped weakref".into(), json!(p.log));

    let a = p.instance();
    let looks = p.function(
        "",
        Some(|p, args| {
            let is_the_ref = args == p.saved;
            let dead = weakref::is_dead(&p.heap, args[0]);
            p.log.push(format!("{is_the_ref} {dead}"));
            Ok(None)
        }),
    );
    let w = new_ref(&mut p, a, Some(looks)).unwrap();
    p.saved.push(w);
    p.del(a);
    let log = p
        .log
        .iter()
        .map(|line| -> Vec<bool> { line.split(' ').map(|word| word.parse().unwrap()).collect() });
    answers.insert(
        "callback arg [is the ref, already dead]".into(),
        json!(log.collect::<Vec<_>>()),
    );
    p.saved.clear();
    p.del(w);
    p.del(looks);
    p.assert_empty();
}

fn equality_and_hash(version: Version) -> Json {
    let mut p = Python::new(version);
    let mut found = Map::new();
    let (x, y, wz_obj) = (p.valued(1), p.valued(1), p.valued(2));
    let wx = new_ref(&mut p, x, None).unwrap();
    let wy = new_ref(&mut p, y, None).unwrap();
    let wz = new_ref(&mut p, wz_obj, None).unwrap();
    let wx2 = p.logging_ref(x, "");
    let mut note = |answer: &str, value: Json| {
        found.insert(answer.to_owned(), value);
    };
    let eq = |p: &mut Python, a, b| json!(weakref::eq(p, a, b).unwrap());
    note("alive equal referents", eq(&mut p, wx, wy));
    let hash = weakref::hash(&mut p, wx).unwrap();
    let own = weakref::WeakWorld::hash(&mut p, x).unwrap();
    note("hash equals referent hash", json!(hash == own));
    note("two refs to same object equal", eq(&mut p, wx, wx2));
    p.del(x);
    note("one dead: equal", eq(&mut p, wx, wy));
    p.del(y);
    note("both dead: equal", eq(&mut p, wx, wy));
    note("dead equals itself", eq(&mut p, wx, wx));
    let after = weakref::hash(&mut p, wx).unwrap();
    note("hash after death (hashed before)", json!(after == hash));
    p.del(wz_obj);
    let never = weakref::hash(&mut p, wz).unwrap_err();
    note("hash after death (never hashed)", raised(&mut p, never));
    let gone = weakref::get_ref(&mut p.heap, wx).map(Ref::index);
    note("dead ref() returns", json!(gone));
    let dead = weakref::repr(&mut p, wx);
    note("repr dead", json!(without_addresses(&dead)));
    let pa = p.instance();
    let alive = new_ref(&mut p, pa, None).unwrap();
    let text = weakref::repr(&mut p, alive);
    note("repr alive", json!(without_addresses(&text)));
    let ordering = weakref::ordering_error(&p, "<");
    note(
        "ordering",
        raises(format!("{}: {ordering}", ordering.class())),
    );
    let ul = p.valued(-7);
    let unhashable = new_ref(&mut p, ul, None).unwrap();
    let error = weakref::hash(&mut p, unhashable).unwrap_err();
    note("unhashable referent alive", raised(&mut p, error));
    p.del(ul);
    let error = weakref::hash(&mut p, unhashable).unwrap_err();
    note("unhashable referent", raised(&mut p, error));
    for object in [wx, wy, wz, wx2, pa, alive, unhashable] {
        p.del(object);
    }
    p.assert_empty();
    Json::Object(found)
}

fn proxies(version: Version) -> Json {
    let mut p = Python::new(version);
    let (a, f) = (p.instance(), p.function("", None));
    let q = new_proxy(&mut p, a, None).unwrap();
    let again = new_proxy(&mut p, a, None).unwrap();
    let callable = new_proxy(&mut p, f, None).unwrap();
    let kind = |p: &Python, w| name(version, reference(&p.heap, w).unwrap().kind());
    let equal = |p: &mut Python, left, right| {
        proxy::through(p, &[left, right], |p, objects| {
            weakref::WeakWorld::eq(p, objects[0], objects[1])
        })
        .unwrap()
    };
    let unhashable = weakref::hash(&mut p, q).unwrap_err();
    let not_callable = proxy::call(&mut p, q, &[]).unwrap_err();
    let repr = weakref::repr(&mut p, q);
    let mut found = json!({
        "type(proxy)": kind(&p, q),
        "callable type": kind(&p, callable),
        "hash": raised(&mut p, unhashable),
        "call non-callable": raised(&mut p, not_callable),
        "proxy == proxy": equal(&mut p, q, again),
        "proxy == object": equal(&mut p, q, a),
        "repr": without_addresses(&repr),
        "repr has P object": repr.contains("weakproxy"),
    });
    p.del(a);
    // Whatever the operation is, a dead proxy fails before it begins.
    for operation in ["attr", "setattr", "str", "bool", "== "] {
        let error = proxy::through(&mut p, &[q], |_, _| Ok(())).unwrap_err();
        found[format!("dead {operation}")] = raised(&mut p, error);
    }
    found["dead repr"] = json!(without_addresses(&weakref::repr(&mut p, q)));
    for object in [q, again, callable, f] {
        p.del(object);
    }
    p.assert_empty();
    found
}

fn errors(version: Version) -> Json {
    let mut p = Python::new(version);
    let (a, five, ul, f) = (p.instance(), p.int(5), p.valued(-7), p.function("", None));
    let of = |error: weakref::Error| raises(format!("{}: {error}", error.class()));
    let with_number = new_ref(&mut p, a, Some(five)).unwrap();
    let d = weakref::value_dictionary::new(&mut p).unwrap();
    let k = weakref::key_dictionary::new(&mut p).unwrap();
    let s = weakref::set::new(&mut p).unwrap();
    let number_as_value = weakref::value_dictionary::setitem(&mut p, d, five, five).unwrap_err();
    let number_as_key = weakref::key_dictionary::setitem(&mut p, k, five, five).unwrap_err();
    let unhashable = weakref::key_dictionary::setitem(&mut p, k, ul, five).unwrap_err();
    let number_in_set = weakref::set::add(&mut p, s, five).unwrap_err();
    let slots = p.heap.insert(Object::Plain {
        type_name: "SX",
        value: 0,
    });
    let found = json!({
        "proxy(5)": of(new_proxy(&mut p, five, None).unwrap_err()),
        "non callable callback accepted": reference(&p.heap, with_number).is_some(),
        "WeakMethod(function)": of(method::new(&mut p, f, None).unwrap_err()),
        "WeakValueDictionary int value": raised(&mut p, number_as_value),
        "WeakKeyDictionary int key": raised(&mut p, number_as_key),
        "WeakKeyDictionary unhashable": raised(&mut p, unhashable),
        "WeakSet add int": raised(&mut p, number_in_set),
        "slots instance": new_ref(&mut p, slots, None).unwrap_err().to_string(),
    });
    for object in [with_number, d, k, s, a, five, ul, f, slots] {
        p.del(object);
    }
    p.assert_empty();
    found
}

fn types(version: Version) -> Json {
    let mut found = Map::new();
    let mut note = |answer: &str, type_name: &str, has_weaklist: bool| {
        let value = if has_weaklist {
            json!(true)
        } else {
            let type_name = type_name.to_owned();
            json!(weakref::Error::CannotCreate { type_name }.to_string())
        };
        found.insert(answer.to_owned(), value);
    };
    let base = |name| builtin(name).unwrap();
    // The names in the recordings, where they aren't those of the types.
    let other_names = [
        ("None", "NoneType"),
        ("Ellipsis", "ellipsis"),
        ("NotImplemented", "NotImplementedType"),
        ("object()", "object"),
        ("exception", "ValueError"),
        ("lambda", "function"),
        ("class", "type"),
        ("bound method", "method"),
        ("builtin function", "builtin_function_or_method"),
        ("builtin method", "builtin_function_or_method"),
        ("array", "array.array"),
        ("deque", "collections.deque"),
        ("partial", "functools.partial"),
    ];
    let own_names = [
        "bool",
        "bytearray",
        "bytes",
        "cell",
        "classmethod",
        "complex",
        "dict",
        "enumerate",
        "float",
        "frozenset",
        "function",
        "generator",
        "int",
        "list",
        "map",
        "memoryview",
        "module",
        "property",
        "range",
        "set",
        "slice",
        "staticmethod",
        "str",
        "super",
        "tuple",
        "type",
        "zip",
    ]
    .map(|name| (name, name));
    for (answer, name) in other_names.into_iter().chain(own_names) {
        note(answer, name, base(name).has_weaklist);
    }
    // A reference to a reference.
    let mut p = Python::new(version);
    let a = p.instance();
    let w = new_ref(&mut p, a, None).unwrap();
    let can = weakref::supports_weakrefs(&p.heap, w);
    note("weakref", weakref::type_name(version, Kind::Ref), can);
    let none: &[&str] = &[];
    let classes: [(&str, &str, Base, Option<&[&str]>); 9] = [
        ("instance", "P", base("object"), None),
        ("int subclass", "SI", base("int"), None),
        ("str subclass", "SS", base("str"), None),
        ("list subclass", "SLi", base("list"), None),
        ("dict subclass", "SDi", base("dict"), None),
        ("tuple subclass", "ST", base("tuple"), None),
        ("namedtuple", "NT", base("tuple"), Some(none)),
        ("slots instance", "SX", base("object"), Some(&["a"])),
        (
            "slots+__weakref__ instance",
            "SY",
            base("object"),
            Some(&["__weakref__"]),
        ),
    ];
    for (answer, type_name, base, slots) in classes {
        note(
            answer,
            type_name,
            class_has_weaklist(version, base, slots).unwrap(),
        );
    }
    Json::Object(found)
}

fn bound_methods(version: Version) -> Json {
    let mut p = Python::new(version);
    let (q, m) = (p.instance(), p.function("", None));
    let bound = weakref::PartWorld::bind_method(&mut p, m, q).unwrap();
    let w1 = new_ref(&mut p, bound, None).unwrap();
    let w2 = method::new(&mut p, bound, None).unwrap();
    p.del(bound);
    let again = method::call(&mut p, w2).unwrap();
    let found = json!({
        "ref(bound method) dead at once": weakref::is_dead(&p.heap, w1),
        "WeakMethod alive": again.is_some(),
    });
    for object in again.into_iter().chain([w1, w2, q, m]) {
        p.del(object);
    }
    p.assert_empty();
    found
}
