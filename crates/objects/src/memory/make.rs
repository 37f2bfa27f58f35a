//! Making objects, and finding the ones that are made only once.

use std::ops::RangeInclusive;

use version::Version;

use super::{Exception, Memory};
use crate::event::Observer;
use crate::frame::Code;
use crate::immortal::interned_strings_are_immortal;
use crate::namespace::Namespace;
use crate::object::{Finalizer, Function, Instance, Object};
use crate::reference::Ref;
use crate::types::{ByteArray, Bytes, Float, Int, List, Str, Tuple};

/// The integers of which a release has one object each.
///
/// `_PY_NSMALLNEGINTS` and `_PY_NSMALLPOSINTS`: `Include/internal/pycore_interp.h` (3.10.13),
/// `pycore_global_objects.h` (3.13.12), `pycore_runtime_structs.h` (3.15.0rc1).
// ANCHOR: small_ints
pub fn small_ints(version: Version) -> RangeInclusive<i64> {
    let last = if version >= Version::new(3, 15, 0) {
        1024
    } else {
        256
    };
    -5..=last
}
// ANCHOR_END: small_ints

/// Whether the compiler interns a constant: letters, digits and underscores of ASCII alone.
///
/// `all_name_chars` in `Objects/codeobject.c` (3.8.18 to 3.14.7).
/// A free-threaded build interns every string constant from 3.13 (`should_intern_string`, 3.14.7).
fn is_interned_constant(text: &str, version: Version) -> bool {
    version.is_free_threaded()
        || text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

impl<O: Observer> Memory<O> {
    /// Makes an object, with memory for it and its buffer.
    ///
    /// The references in it are taken over.
    ///
    /// # Errors
    ///
    /// A `MemoryError` when the allocator has none left. The references are let go of then.
    pub fn try_make(&mut self, object: Object) -> Result<Ref, Exception> {
        let size = object.size(self.version);
        let buffer = object.buffer_bytes(self.version);
        let object = self.heap.insert(object);
        let placed = self.heap.place(object, size);
        let placed = placed.and_then(|()| self.heap.resize_buffer(object, buffer));
        if let Err(error) = placed {
            // An object that never came to be has no `__del__` to run.
            if self.heap.set_finalized(object).is_ok() {
                self.drop(object);
            }
            return Err(error.into());
        }
        Ok(object)
    }

    /// [`try_make`](Memory::try_make) for an address space that won't run out.
    ///
    /// # Panics
    ///
    /// When the modelled memory is full.
    pub fn make(&mut self, object: Object) -> Ref {
        match self.try_make(object) {
            Ok(object) => object,
            Err(error) => panic!("the modelled memory is full: {error}"),
        }
    }

    /// One more reference to an object that exists: `Py_NewRef`.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    pub fn new_ref(&mut self, object: Ref) -> Ref {
        self.heap.incref(object);
        object
    }

    /// `None`.
    pub fn none(&mut self) -> Ref {
        self.new_ref(self.none)
    }

    /// `...`.
    pub fn ellipsis(&mut self) -> Ref {
        self.new_ref(self.ellipsis)
    }

    /// `True` or `False`.
    pub fn bool(&mut self, value: bool) -> Ref {
        self.new_ref(self.bools[usize::from(value)])
    }

    /// An integer as a computation gives it: the one object there is of a small one, a new object otherwise.
    // ANCHOR: get_small_int
    pub fn int(&mut self, value: impl Into<Int>) -> Ref {
        let value = value.into();
        let range = small_ints(self.version);
        match value.to_i64() {
            Some(small) if range.contains(&small) => {
                let index = (small - range.start()) as usize;
                self.new_ref(self.small_ints[index])
            }
            _ => self.make(Object::Int(value)),
        }
    }
    // ANCHOR_END: get_small_int

    /// A float.
    pub fn float(&mut self, value: f64) -> Ref {
        self.make(Object::Float(Float(value)))
    }

    /// A string as a computation gives it: a new object, but for no character and for one below U+0100.
    pub fn str(&mut self, text: &str) -> Ref {
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (None, _) => self.new_ref(self.empty_str),
            (Some(character @ '\0'..='\u{ff}'), None) => self.latin1(character),
            _ => self.make(Object::Str(Box::new(Str::new(text)))),
        }
    }

    /// A string constant in a program's text: interned if it looks like a name.
    pub fn constant(&mut self, text: &str) -> Ref {
        let text_object = self.str(text);
        if is_interned_constant(text, self.version) {
            self.intern(text_object)
        } else {
            text_object
        }
    }

    /// The one object of a character below U+0100. The interpreter keeps it for ever.
    fn latin1(&mut self, character: char) -> Ref {
        let object = match self.latin1.get(&character) {
            Some(&object) => object,
            None => {
                let object = self.make_own(Object::Str(Box::new(Str::new(character.to_string()))));
                self.latin1.insert(character, object);
                object
            }
        };
        self.new_ref(object)
    }

    /// `sys.intern(text)`: the one string with this text. Takes the reference over and returns another.
    ///
    /// The table doesn't keep a string alive, save in the releases where interned strings are immortal.
    /// An object that isn't a string comes back as it is.
    // ANCHOR: intern
    pub fn intern(&mut self, string: Ref) -> Ref {
        let Some(Object::Str(text)) = self.heap.get(string) else {
            return string;
        };
        let text: Box<str> = text.as_str().into();
        if text.is_empty() || self.is_own_character(string) {
            return string;
        }
        if let Some(&interned) = self.interned.get(&text) {
            self.heap.incref(interned);
            crate::decref(self, string);
            return interned;
        }
        self.interned.insert(text, string);
        if interned_strings_are_immortal(self.version) && self.heap.make_immortal(string).is_err() {
            unreachable!("a string that was read a moment ago is alive");
        }
        string
    }
    // ANCHOR_END: intern

    /// Whether the object is one of the interpreter's one-character strings.
    fn is_own_character(&self, string: Ref) -> bool {
        let Some(Object::Str(text)) = self.heap.get(string) else {
            return false;
        };
        text.as_str()
            .chars()
            .next()
            .and_then(|first| self.latin1.get(&first))
            == Some(&string)
    }

    /// Whether the string is interned, as `sys._is_interned` tells (from 3.13).
    pub fn is_interned(&self, string: Ref) -> bool {
        let Some(Object::Str(text)) = self.heap.get(string) else {
            return false;
        };
        string == self.empty_str
            || self.is_own_character(string)
            || self.interned.get(text.as_str()) == Some(&string)
    }

    /// A `bytes`.
    pub fn bytes(&mut self, bytes: &[u8]) -> Ref {
        if bytes.is_empty() {
            return self.new_ref(self.empty_bytes);
        }
        self.make(Object::Bytes(Bytes::new(bytes)))
    }

    /// A `bytearray`.
    pub fn bytearray(&mut self, bytes: &[u8]) -> Ref {
        self.make(Object::ByteArray(Box::new(ByteArray::new(
            self.version,
            bytes,
        ))))
    }

    /// A tuple of these items, whose references it takes over. There is one empty tuple.
    pub fn tuple(&mut self, items: impl IntoIterator<Item = Ref>) -> Ref {
        let tuple: Tuple<Ref> = items.into_iter().collect();
        if tuple.is_empty() {
            return self.new_ref(self.empty_tuple);
        }
        self.make(Object::Tuple(tuple))
    }

    /// A list as `[x, y]` makes it, with room for no more. It takes the items' references over.
    pub fn list(&mut self, items: impl IntoIterator<Item = Ref>) -> Ref {
        let list = List::display(self.version, items);
        self.make(Object::List(Box::new(list)))
    }

    /// `object()`.
    pub fn object(&mut self) -> Ref {
        self.make(Object::Plain)
    }

    /// An instance of the class `class`, without attributes and without `__del__`.
    pub fn instance(&mut self, class: &str) -> Ref {
        self.make_instance(class, None)
    }

    /// An instance whose `__del__` prints `text`: see [`printed`](Memory::printed).
    pub fn instance_that_prints(&mut self, class: &str, text: &str) -> Ref {
        self.make_instance(class, Some(Finalizer::Print(text.into())))
    }

    /// An instance whose `__del__` binds the global `name` to the instance.
    pub fn instance_that_returns(&mut self, class: &str, name: &str) -> Ref {
        self.make_instance(class, Some(Finalizer::Resurrect(name.into())))
    }

    /// An instance with or without `__del__`.
    fn make_instance(&mut self, class: &str, finalizer: Option<Finalizer>) -> Ref {
        self.make(Object::Instance(Box::new(Instance {
            class: class.into(),
            attributes: Namespace::new(),
            finalizer,
        })))
    }

    /// `def`: a function with these defaults, whose references it takes over.
    pub fn function(&mut self, code: Code, defaults: impl IntoIterator<Item = Ref>) -> Ref {
        let defaults = defaults.into_iter().collect();
        self.make(Object::Function(Box::new(Function { code, defaults })))
    }
}
