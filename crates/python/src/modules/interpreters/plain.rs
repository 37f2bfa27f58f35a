//! What can go from one interpreter to another: a copy without any object of either.

use objects::Ref;
use objects::types::Int;

use crate::objects::Body;
use crate::vm::{R, Vm};

/// How deep lists, tuples and dicts may stand in each other.
const DEEPEST: usize = 100;

/// A value as both interpreters understand it.
#[derive(Clone, Debug)]
pub(super) enum Plain {
    None,
    Bool(bool),
    Int(Int),
    Float(f64),
    Str(String),
    Bytes(Vec<u8>),
    Tuple(Vec<Plain>),
    List(Vec<Plain>),
    Dict(Vec<(Plain, Plain)>),
}

/// Whether it goes as it is, without `pickle`.
pub(super) fn is_shareable(vm: &Vm, object: Ref) -> bool {
    let mut left = vec![object];
    let mut seen = 0_usize;
    while let Some(object) = left.pop() {
        seen += 1;
        let value = vm.get(object);
        let fits = value.class.is_none()
            && match &value.body {
                Body::None | Body::Bool(_) | Body::Int(_) | Body::Float(_) => true,
                Body::Str(_) | Body::Bytes(_) => true,
                Body::Tuple(tuple) => {
                    left.extend(tuple.items());
                    true
                }
                _ => false,
            };
        if !fits || seen > 1_000_000 {
            return false;
        }
    }
    true
}

impl Plain {
    /// Takes a copy. What would need a class over there is refused, and so is what holds something twice:
    /// `pickle` would keep that one object.
    pub(super) fn of(vm: &Vm, object: Ref) -> R<Plain> {
        let mut seen = Vec::new();
        Plain::copy(vm, object, 0, &mut seen)
    }

    fn copy(vm: &Vm, object: Ref, depth: usize, seen: &mut Vec<Ref>) -> R<Plain> {
        let value = vm.get(object);
        let refused = || {
            let what = format!(
                "an object of the class {} that goes to another interpreter",
                vm.tp_name(object)
            );
            Err(vm.unsupported(what))
        };
        if value.class.is_some() || depth > DEEPEST {
            return refused();
        }
        if matches!(value.body, Body::List(_) | Body::Dict(_)) {
            if seen.contains(&object) || seen.len() > 10_000 {
                return Err(vm.unsupported(
                    "an object that goes to another interpreter and is in the other one twice",
                ));
            }
            seen.push(object);
        }
        let mut items = |vm: &Vm, items: &[Ref]| -> R<Vec<Plain>> {
            items
                .iter()
                .map(|&item| Plain::copy(vm, item, depth + 1, seen))
                .collect()
        };
        Ok(match &value.body {
            Body::None => Plain::None,
            Body::Bool(value) => Plain::Bool(*value),
            Body::Int(value) => Plain::Int(value.clone()),
            Body::Float(value) => Plain::Float(*value),
            Body::Str(text) => Plain::Str(text.value.as_str().to_owned()),
            Body::Bytes(bytes) => Plain::Bytes(bytes.as_slice().to_vec()),
            Body::Tuple(_) => Plain::Tuple(items(vm, vm.items(object))?),
            Body::List(_) => Plain::List(items(vm, vm.items(object))?),
            Body::Dict(dict) => {
                let (keys, values): (Vec<Ref>, Vec<Ref>) =
                    dict.iter().map(|(&key, &value)| (key, value)).unzip();
                let keys = items(vm, &keys)?;
                let values = items(vm, &values)?;
                Plain::Dict(keys.into_iter().zip(values).collect())
            }
            _ => return refused(),
        })
    }

    /// Makes an object of it, owned.
    pub(super) fn make(&self, vm: &mut Vm) -> R {
        Ok(match self {
            Plain::None => vm.none(),
            Plain::Bool(value) => vm.bool(*value),
            Plain::Int(value) => vm.int(value.clone()),
            Plain::Float(value) => vm.float(*value),
            Plain::Str(text) => vm.str(text.as_str()),
            Plain::Bytes(bytes) => vm.bytes(bytes.clone()),
            Plain::Tuple(items) => {
                let items = Plain::make_all(items, vm)?;
                vm.tuple(items)
            }
            Plain::List(items) => {
                let items = Plain::make_all(items, vm)?;
                vm.list(items)
            }
            Plain::Dict(pairs) => {
                let dict = vm.dict();
                for (key, value) in pairs {
                    let key = key.make(vm)?;
                    let value = value.make(vm)?;
                    let done = vm.setitem(dict, key, value);
                    vm.decref(key);
                    vm.decref(value);
                    done?;
                }
                dict
            }
        })
    }

    fn make_all(items: &[Plain], vm: &mut Vm) -> R<Vec<Ref>> {
        items.iter().map(|item| item.make(vm)).collect()
    }
}
