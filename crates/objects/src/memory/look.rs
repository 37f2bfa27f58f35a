//! The tools with which a program looks at its own memory.

use super::{Exception, Memory};
use crate::event::Observer;
use crate::immortal::immortal_refcnt;
use crate::object::Object;
use crate::reference::Ref;

use version::Version;

impl<O: Observer> Memory<O> {
    /// What an object holds.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    pub fn get(&self, object: Ref) -> &Object {
        match self.heap.get(object) {
            Some(value) => value,
            None => panic!("get: {}", self.why_gone(object)),
        }
    }

    /// `id(object)`: its address.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    pub fn id(&self, object: Ref) -> u64 {
        match self.heap.address(object) {
            Some(address) => address,
            None => panic!("id: {}", self.why_gone(object)),
        }
    }

    /// Why an object can't be used.
    fn why_gone(&self, object: Ref) -> String {
        match self.heap.check(object) {
            Ok(()) => format!("{object} was made without an address"),
            Err(dead) => dead.to_string(),
        }
    }

    /// `left is right`: whether they are one object.
    pub fn is(&self, left: Ref, right: Ref) -> bool {
        left == right
    }

    /// `type(object).__name__`.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    pub fn type_name(&self, object: Ref) -> &str {
        self.get(object).type_name()
    }

    /// `sys.getsizeof(object)`, in bytes.
    ///
    /// # Errors
    ///
    /// A `TypeError` for a frame, whose size isn't modelled here.
    pub fn getsizeof(&self, object: Ref) -> Result<usize, Exception> {
        self.get(object).sizeof(self.version).ok_or_else(|| {
            Exception::type_error(format!(
                "the size of a {} is not modelled",
                self.type_name(object)
            ))
        })
    }

    /// `sys.getrefcount(object)`, called with a name as its argument.
    ///
    /// The argument is one more reference while the function runs, with one exception:
    /// from 3.14 a function that passes one of its own locals lends it without counting (`LOAD_FAST_BORROW`).
    /// So the object that a local of the call under way means shows one less there than a global does.
    /// An immortal object shows the number of its release.
    ///
    /// A call with a fresh object as its argument is not this method's: there the one reference is the argument.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    // ANCHOR: getrefcount
    pub fn getrefcount(&self, object: Ref) -> u64 {
        if self.heap.is_immortal(object)
            && let Some(refcnt) = immortal_refcnt(self.version)
        {
            return refcnt;
        }
        let is_lent = self.version >= Version::new(3, 14, 0)
            && self
                .frames
                .last()
                .is_some_and(|frame| frame.has_local(object));
        let argument = if is_lent { 0 } else { 1 };
        u64::from(self.heap.refcnt(object)) + argument
    }
    // ANCHOR_END: getrefcount

    /// `repr(object)` of simple objects and of containers of them; `<A #3>` of others, as they have no literal.
    ///
    /// An object inside itself shows as `...`.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    pub fn repr(&self, object: Ref) -> String {
        self.repr_within(object, &mut Vec::new())
    }

    /// `repr`, inside the containers that are being shown already.
    fn repr_within(&self, object: Ref, outer: &mut Vec<Ref>) -> String {
        if outer.contains(&object) || outer.len() > 100 {
            return "...".to_owned();
        }
        outer.push(object);
        let text = match self.get(object) {
            Object::None => "None".to_owned(),
            Object::Ellipsis => "Ellipsis".to_owned(),
            Object::Bool(true) => "True".to_owned(),
            Object::Bool(false) => "False".to_owned(),
            Object::Int(int) => int.to_string(),
            Object::Float(float) => format!("{:?}", float.0),
            Object::Str(text) => format!("'{}'", text.as_str().escape_debug()),
            Object::Tuple(tuple) if tuple.len() == 1 => {
                format!("({},)", self.repr_all(tuple.items().iter(), outer))
            }
            Object::Tuple(tuple) => format!("({})", self.repr_all(tuple.items().iter(), outer)),
            Object::List(list) => format!("[{}]", self.repr_all(list.items().iter(), outer)),
            Object::Set(set) if !set.is_empty() => {
                format!("{{{}}}", self.repr_all(set.iter(), outer))
            }
            Object::Dict(dict) => {
                let pairs: Vec<_> = dict
                    .iter()
                    .map(|(&key, &value)| {
                        format!(
                            "{}: {}",
                            self.repr_within(key, outer),
                            self.repr_within(value, outer)
                        )
                    })
                    .collect();
                format!("{{{}}}", pairs.join(", "))
            }
            other => format!("<{} {object}>", other.type_name()),
        };
        outer.pop();
        text
    }

    /// The items of a container, with commas.
    fn repr_all<'a>(&self, items: impl Iterator<Item = &'a Ref>, outer: &mut Vec<Ref>) -> String {
        let items: Vec<_> = items.map(|&item| self.repr_within(item, outer)).collect();
        items.join(", ")
    }
}
