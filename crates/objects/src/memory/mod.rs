//! [`Memory`]: the memory of one interpreter.

mod arithmetic;
mod calls;
mod containers;
mod death;
mod exception;
mod keys;
mod look;
mod make;
mod names;

use std::collections::HashMap;

use obmalloc::{Address, Obmalloc};
use version::Version;

pub use exception::{Exception, Kind};
pub use make::small_ints;

use crate::event::{Name, Observer, Silent};
use crate::frame::Frame;
use crate::heap::Heap;
use crate::immortal::singletons_are_immortal;
use crate::namespace::Namespace;
use crate::object::Object;
use crate::reference::Ref;
use crate::types::{Bytes, Int, Str, Tuple};

/// Where the interpreter's own objects lie, the ones that no allocator gave: far from the heap.
const STATIC_DATA: u64 = 0x5555_5555_0000;

/// The memory of one interpreter: a heap of [`Object`]s, the objects it begins with, and its names.
///
/// ```
/// use objects::Memory;
/// use version::Version;
///
/// let mut memory = Memory::new(Version::new(3, 13, 18));
/// let list = memory.list([]);
/// memory.bind_new("a", list); // a = []
/// memory.bind("b", list); // b = a
/// assert_eq!(memory.getrefcount(list), 3); // two names, and the argument of getrefcount
/// ```
///
/// A method that makes an object returns a new reference: the caller's to bind, to store or to drop.
/// A method that looks one up returns a borrowed one.
/// A container takes over the references that it is made from;
/// `append` and its like take their own, as they do in Python.
#[derive(Clone, Debug, PartialEq)]
pub struct Memory<O = Silent> {
    version: Version,
    heap: Heap<Object, O>,
    none: Ref,
    ellipsis: Ref,
    /// `False` and `True`.
    bools: [Ref; 2],
    empty_tuple: Ref,
    empty_str: Ref,
    empty_bytes: Ref,
    /// The integers that are made once, from −5 on.
    small_ints: Vec<Ref>,
    /// One-character strings below U+0100, made when first needed.
    latin1: HashMap<char, Ref>,
    /// Interned strings by their text. The table counts no reference.
    interned: HashMap<Box<str>, Ref>,
    globals: Namespace,
    /// The calls under way, the innermost last.
    frames: Vec<Frame>,
    printed: Vec<Name>,
    /// The next free address for an object that is part of the interpreter.
    static_data: u64,
}

impl Memory {
    /// A fresh interpreter of one release.
    pub fn new(version: Version) -> Self {
        Memory::with_observer(version, Silent)
    }
}

impl<O: Observer> Memory<O> {
    /// A fresh interpreter whose every step is told to `observer`, the making of its first objects included.
    pub fn with_observer(version: Version, observer: O) -> Self {
        let mut heap = Heap::with_observer(observer);
        heap.place_with(Obmalloc::new(version));
        let mut static_data = STATIC_DATA;
        let mut own = |object: Object| make_static(&mut heap, &mut static_data, version, object);
        let none = own(Object::None);
        let ellipsis = own(Object::Ellipsis);
        let bools = [false, true].map(|value| own(Object::Bool(value)));
        let empty_tuple = own(Object::Tuple(Tuple::new([])));
        let empty_str = own(Object::Str(Box::new(Str::new(""))));
        let empty_bytes = own(Object::Bytes(Bytes::new([])));
        let small_ints = small_ints(version)
            .map(|value| own(Object::Int(Int::from(value))))
            .collect();
        Memory {
            version,
            heap,
            none,
            ellipsis,
            bools,
            empty_tuple,
            empty_str,
            empty_bytes,
            small_ints,
            latin1: HashMap::new(),
            interned: HashMap::new(),
            globals: Namespace::new(),
            frames: Vec::new(),
            printed: Vec::new(),
            static_data,
        }
    }

    /// The release.
    pub fn version(&self) -> Version {
        self.version
    }

    /// The heap.
    pub fn heap(&self) -> &Heap<Object, O> {
        &self.heap
    }

    /// The heap, to be changed by someone who counts for himself.
    pub fn heap_mut(&mut self) -> &mut Heap<Object, O> {
        &mut self.heap
    }

    /// What `__del__` methods have printed so far, oldest first.
    pub fn printed(&self) -> &[Name] {
        &self.printed
    }

    /// The references that the interpreter itself holds: its own objects, globals, and the calls under way.
    pub fn roots(&self) -> impl Iterator<Item = Ref> {
        let own = [
            self.none,
            self.ellipsis,
            self.empty_tuple,
            self.empty_str,
            self.empty_bytes,
        ];
        own.into_iter()
            .chain(self.bools)
            .chain(self.small_ints.iter().copied())
            .chain(self.latin1.values().copied())
            .chain(self.globals.roots())
            .chain(self.frames.iter().flat_map(Frame::roots))
    }

    /// Counts every reference again; `held` are the ones in the caller's own hands.
    ///
    /// # Errors
    ///
    /// Every object whose count is wrong: see [`Heap::audit`].
    pub fn audit(&self, held: impl IntoIterator<Item = Ref>) -> Result<(), crate::AuditError> {
        self.heap.audit(self.roots().chain(held))
    }

    /// An object that belongs to the interpreter and lies in its static data.
    fn make_own(&mut self, object: Object) -> Ref {
        make_static(&mut self.heap, &mut self.static_data, self.version, object)
    }
}

/// Makes an object in the interpreter's static data: immortal from 3.12, and before that kept by one reference.
// ANCHOR: static_object
fn make_static<O: Observer>(
    heap: &mut Heap<Object, O>,
    next: &mut u64,
    version: Version,
    object: Object,
) -> Ref {
    let address = Address::new(*next);
    *next += object.size(version).block().next_multiple_of(16) as u64;
    let object = heap.insert_at(object, address);
    if singletons_are_immortal(version)
        && let Err(dead) = heap.make_immortal(object)
    {
        unreachable!("the object was made a moment ago: {dead}");
    }
    object
}
// ANCHOR_END: static_object
