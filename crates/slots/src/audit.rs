//! The audit: references, users of shared keys, and layouts, all counted again.

use std::fmt;

use objects::Ref;
use objects::types::header::WORD;

use crate::event::Watch;
use crate::runtime::Runtime;
use crate::thing::{Kind, Table};
use crate::types::{Type, TypeId};

/// Everything an audit found wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditError {
    /// What the heap says of its counts.
    pub heap: Option<objects::AuditError>,
    /// A line for each class or table of keys that is inconsistent.
    pub inconsistent: Vec<String>,
}

impl fmt::Display for AuditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heap = self.heap.iter().map(ToString::to_string);
        let lines: Vec<String> = heap.chain(self.inconsistent.iter().cloned()).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for AuditError {}

/// [`Runtime::audit`].
pub(crate) fn audit<O: Watch>(
    runtime: &Runtime<O>,
    roots: impl IntoIterator<Item = Ref>,
) -> Result<(), AuditError> {
    let roots = roots.into_iter().chain(runtime.class_roots());
    let mut error = AuditError {
        heap: runtime.heap.audit(roots).err(),
        inconsistent: Vec::new(),
    };
    audit_keys(runtime, &mut error.inconsistent);
    for index in 0..runtime.types.len() {
        audit_layout(runtime, TypeId(index as u32), &mut error.inconsistent);
    }
    if error == AuditError::default() {
        Ok(())
    } else {
        Err(error)
    }
}

/// Each table of shared keys is used as often as it says, and no instance has a value without a key.
fn audit_keys<O: Watch>(runtime: &Runtime<O>, wrong: &mut Vec<String>) {
    let mut users = vec![0usize; runtime.keys.len()];
    for made in &runtime.types {
        if let Some(keys) = made.cached_keys {
            users[keys.index()] += 1;
        }
    }
    for (object, thing) in runtime.heap.iter() {
        let (keys, values) = match &thing.0 {
            Kind::Instance(instance) => {
                let keys = runtime.class(instance.class).cached_keys;
                match (&instance.values, keys) {
                    (Some(values), Some(keys)) => (keys, values),
                    (Some(_), None) => {
                        wrong.push(format!("{object} has values and its class no keys"));
                        continue;
                    }
                    _ => continue,
                }
            }
            Kind::Dict(dict) => match &dict.table {
                Table::Split { keys, values } => {
                    users[keys.index()] += 1;
                    (*keys, values)
                }
                Table::Combined(_) => {
                    if dict.embedded_in.is_some() {
                        wrong.push(format!("{object} looks for values where it has none"));
                    }
                    continue;
                }
            },
            Kind::None => continue,
        };
        let known = runtime.keys(keys).names.len();
        if values.in_order().any(|(index, _)| index >= known) {
            wrong.push(format!("{object} has a value for a key that nobody shares"));
        }
        if values.in_order().count() != values.iter().count() {
            wrong.push(format!("{object} has lost the order of its attributes"));
        }
    }
    for (index, (keys, users)) in runtime.keys.iter().zip(users).enumerate() {
        if keys.refcnt != users {
            let said = keys.refcnt;
            wrong.push(format!(
                "keys {index} say {said} users, and {users} were found"
            ));
        }
    }
}

/// Slots lie behind the base, one behind the other, sorted, and inside the object.
fn audit_layout<O: Watch>(runtime: &Runtime<O>, id: TypeId, wrong: &mut Vec<String>) {
    let made = runtime.class(id);
    let Some(base) = made.base.map(|base| runtime.class(base)) else {
        return;
    };
    let name = &made.name;
    if made.basicsize < base.basicsize {
        wrong.push(format!("{name} is smaller than its base {}", base.name));
    }
    let mut end = base.basicsize;
    for member in &made.members {
        let slot = runtime.text(member.name);
        if member.offset < end {
            wrong.push(format!("{name}.{slot} lies over something else"));
        }
        end = member.offset + WORD;
    }
    if end > made.basicsize && made.is_heap_type() {
        wrong.push(format!("{name} is smaller than its slots"));
    }
    if !is_sorted(runtime, made) {
        wrong.push(format!("{name} has slots out of order"));
    }
}

fn is_sorted<O: Watch>(runtime: &Runtime<O>, made: &Type) -> bool {
    made.members
        .windows(2)
        .all(|pair| runtime.text(pair[0].name) <= runtime.text(pair[1].name))
}
