//! What 3.15 says of methods that other languages have (`_CROSS_LANGUAGE_HINTS` in `Lib/traceback.py`).

use objects::Ref;

use crate::objects::{Body, Kind};
use crate::vm::Vm;

/// The hint for an attribute that an object of a built-in type lacks.
pub(super) fn hint(vm: &Vm, object: Ref, wrong: &str) -> Option<String> {
    let is = |kind: Kind| vm.is_subclass(vm.type_of(object), vm.kind(kind));
    let is_float = matches!(vm.body(object), Body::Float(_)) || is(Kind::Float);
    let other_type =
        |article: &str, name: &str| Some(format!("Did you mean to use {article} '{name}' object?"));
    let method = |name: &str| Some(format!("Did you mean '.{name}'?"));
    match wrong {
        "push" if is(Kind::List) => method("append"),
        "concat" | "addAll" if is(Kind::List) => method("extend"),
        "contains" if is(Kind::List) => Some("Use 'x in list'.".to_owned()),
        "add" if is(Kind::List) || is(Kind::FrozenSet) => other_type("a", "set"),
        "toUpperCase" if is(Kind::Str) => method("upper"),
        "toLowerCase" if is(Kind::Str) => method("lower"),
        "trimStart" if is(Kind::Str) => method("lstrip"),
        "trimEnd" if is(Kind::Str) => method("rstrip"),
        "keySet" if is(Kind::Dict) => method("keys"),
        "entrySet" | "entries" if is(Kind::Dict) => method("items"),
        "putAll" if is(Kind::Dict) => method("update"),
        "put" if is(Kind::Dict) => Some("Use d[k] = v.".to_owned()),
        "append" | "extend" | "insert" | "remove" if is(Kind::Tuple) => other_type("a", "list"),
        "remove" | "discard" | "update" if is(Kind::FrozenSet) => other_type("a", "set"),
        "__or__" | "__and__" | "__xor__" | "__lshift__" | "__rshift__" if is_float => {
            let first = other_type("an", "int")?;
            Some(format!(
                "{first} Bitwise operators are not supported by 'float'."
            ))
        }
        _ => None,
    }
}
