//! What a small world answers to the heap and to weak references.

use objects::{Heap, LogOf, Ref, World, decref};
use version::Version;

use super::{SmallWorld, Value};
use crate::error::Error;
use crate::event::AnyEvent;
use crate::finalize::Finalizers;
use crate::part::{PartWorld, call_part};
use crate::world::WeakWorld;

// ANCHOR: world
impl World for SmallWorld {
    type Object = Value;
    type Observer = LogOf<AnyEvent>;

    fn heap(&mut self) -> &mut Heap<Value, LogOf<AnyEvent>> {
        &mut self.heap
    }

    fn has_finalizer(&self, object: Ref) -> bool {
        matches!(
            self.heap.get(object),
            Some(Value::Thing { del: Some(_), .. })
        )
    }

    fn finalize(&mut self, object: Ref) {
        let Some(Value::Thing { del: Some(del), .. }) = self.heap.get(object) else {
            return;
        };
        match del.clone().call(self, &[object]) {
            Ok(result) => result.into_iter().for_each(|object| decref(self, object)),
            Err(exception) => {
                let doing = if self.version >= Version::new(3, 14, 0) {
                    "Exception ignored while calling deallocator <function Thing.__del__>:"
                } else {
                    "Exception ignored in: <function Thing.__del__>"
                };
                self.write_unraisable(doing.to_owned(), exception);
            }
        }
    }

    fn has_weakrefs(&self, object: Ref) -> bool {
        crate::has_weakrefs(&self.heap, object)
    }

    fn clear_weakrefs(&mut self, object: Ref) {
        crate::clear_weakrefs(self, object);
    }

    fn dealloc(&mut self, object: Ref) {
        crate::weakref_dealloc(&mut self.heap, object);
    }
}
// ANCHOR_END: world

impl SmallWorld {
    /// The name of an object's type.
    fn static_type_name(&self, object: Ref) -> &'static str {
        match self.heap.get(object) {
            Some(Value::Thing { .. }) => "Thing",
            Some(Value::List(_)) => "list",
            Some(Value::Int(_)) => "int",
            Some(Value::Str(_)) => "str",
            Some(Value::Function { .. }) => "function",
            Some(Value::Method { .. }) => "method",
            Some(Value::Reference(reference)) => crate::type_name(self.version, reference.kind()),
            Some(Value::Part(part)) => part.type_name(),
            None => panic!("the type of {object}, which is gone: was it dropped once too often?"),
        }
    }

    /// The exception as a traceback's last line names it. What a `KeyError` holds is let go of.
    fn show(&mut self, exception: Error) {
        let text = match exception {
            Error::KeyError(key) => {
                let text = self.repr(key);
                decref(self, key);
                format!("KeyError: {text}")
            }
            other => format!("{}: {other}", other.class()),
        };
        self.print(text);
    }
}

impl WeakWorld for SmallWorld {
    type Exception = Error;

    fn version(&self) -> Version {
        self.version
    }

    fn call(
        &mut self,
        callable: Ref,
        args: &[Ref],
        _kwargs: Option<Ref>,
    ) -> Result<Option<Ref>, Error> {
        if let Some(result) = call_part(self, callable, args) {
            return result;
        }
        match self.heap.get(callable) {
            Some(Value::Function { body, .. }) => body.clone().call(self, args),
            Some(&Value::Method { obj, func, .. }) => {
                let with_self: Vec<Ref> =
                    std::iter::once(obj).chain(args.iter().copied()).collect();
                self.call(func, &with_self, None)
            }
            _ => Err(Error::NotCallable {
                type_name: self.static_type_name(callable),
            }),
        }
    }

    fn write_unraisable(&mut self, first_line: String, exception: Error) {
        self.print(first_line);
        self.show(exception);
    }

    fn type_name(&self, object: Ref) -> String {
        self.static_type_name(object).to_owned()
    }

    fn is_callable(&self, object: Ref) -> bool {
        match self.heap.get(object) {
            Some(Value::Function { .. } | Value::Method { .. }) => true,
            Some(Value::Reference(reference)) => !reference.kind().is_proxy(),
            _ => false,
        }
    }

    fn repr(&self, object: Ref) -> String {
        match self.heap.get(object) {
            Some(Value::Int(value)) => value.to_string(),
            Some(Value::Str(text)) => format!("'{text}'"),
            Some(Value::Thing { name, .. }) => format!("<Thing {name}>"),
            _ => format!("<{}>", self.static_type_name(object)),
        }
    }

    fn hash(&mut self, object: Ref) -> Result<i64, Error> {
        Ok(match self.heap.get(object) {
            Some(Value::List(_)) => return Err(Error::Unhashable { type_name: "list" }),
            Some(Value::Int(value)) => *value,
            Some(Value::Thing { name: text, .. } | Value::Str(text)) => {
                text.bytes().fold(0, |hash: i64, byte| {
                    hash.wrapping_mul(31).wrapping_add(i64::from(byte)) & i64::MAX
                })
            }
            _ => object.index() as i64,
        })
    }

    fn eq(&mut self, left: Ref, right: Ref) -> Result<bool, Error> {
        Ok(left == right
            || match (self.heap.get(left), self.heap.get(right)) {
                (Some(Value::Thing { name: one, .. }), Some(Value::Thing { name: other, .. }))
                | (Some(Value::Str(one)), Some(Value::Str(other))) => one == other,
                (Some(Value::Int(one)), Some(Value::Int(other))) => one == other,
                _ => false,
            })
    }
}

impl PartWorld for SmallWorld {
    fn finalizers(&mut self) -> &mut Finalizers {
        &mut self.finalizers
    }

    fn bound_method(&self, method: Ref) -> Option<(Ref, Ref)> {
        match self.heap.get(method) {
            Some(&Value::Method { obj, func, .. }) => Some((obj, func)),
            _ => None,
        }
    }

    fn bind_method(&mut self, func: Ref, obj: Ref) -> Result<Ref, Error> {
        Ok(self.method(obj, func))
    }

    fn excepthook(&mut self, exception: Error) {
        self.show(exception);
    }
}
