//! A step of the runtime as a JSON object.

use python::Step;
use serde_json::{Value, json};

/// `{"source": …, "kind": …, "text": …}`, with the line, the object, its type and its count where the step has them.
pub(super) fn json(step: &Step) -> Value {
    let debug = match step {
        Step::Line(line) => return json!({ "source": "program", "kind": "line", "line": line }),
        Step::Heap(event) => format!("{event:?}"),
        Step::Collector(event) => format!("{event:?}"),
        Step::Weak(event) => format!("{event:?}"),
    };
    let source = match step {
        Step::Heap(_) => "heap",
        Step::Collector(_) => "collector",
        _ => "weakref",
    };
    let (kind, fields) = debug.split_once(['{', '(']).unwrap_or((&debug, ""));
    let mut object = serde_json::Map::new();
    object.insert("source".to_owned(), source.into());
    object.insert("kind".to_owned(), snake(kind.trim()).into());
    object.insert("text".to_owned(), step.to_string().into());
    for field in fields.trim_end_matches(['}', ')', ' ']).split(", ") {
        if let Some((name, value)) = field.trim().split_once(": ") {
            let value = value
                .parse::<u64>()
                .map_or_else(|_| Value::from(value), Value::from);
            object.insert(name.to_owned(), value);
        }
    }
    Value::Object(object)
}

/// `WeakrefsCleared` as `weakrefs_cleared`.
fn snake(name: &str) -> String {
    let mut out = String::new();
    for one in name.chars() {
        if one.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(one.to_lowercase());
    }
    out
}
