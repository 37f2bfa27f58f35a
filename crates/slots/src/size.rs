//! How many bytes: what `sys.getsizeof` says, and what is really allocated.

use std::fmt;

use objects::Ref;
use objects::types::Dict;
use objects::types::header::{WORD, gc_head, managed_head, object_head};
use version::Version;

use crate::builtin::Builtin;
use crate::event::Watch;
use crate::flags::Flags;
use crate::layout::inline_values_size;
use crate::runtime::Runtime;
use crate::thing::{DictKey, DictObject, Instance, Kind, Table};
use crate::types::{Type, TypeId};

/// The memory of one instance, in bytes of the blocks that the allocator was asked for.
///
/// What all instances of a class share, its keys above all, is not in it, and neither are the values themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// The instance's block: what lies in front of it, its fields, and behind it the values if they are there.
    pub instance: usize,
    /// A block of its own for the values (3.11 and 3.12).
    pub values: usize,
    /// The dictionary object, with its head.
    pub dict: usize,
    /// The dictionary's own table, or its own values.
    pub table: usize,
}

impl Cost {
    /// All of it.
    pub const fn total(self) -> usize {
        self.instance + self.values + self.dict + self.table
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes: instance {}", self.total(), self.instance)?;
        let parts = [
            ("values", self.values),
            ("dict", self.dict),
            ("table", self.table),
        ];
        for (name, bytes) in parts.into_iter().filter(|&(_, bytes)| bytes > 0) {
            write!(f, " + {name} {bytes}")?;
        }
        Ok(())
    }
}

impl<O: Watch> Runtime<O> {
    // ANCHOR: getsizeof
    /// `sys.getsizeof(object)`: the object with what lies in front of it.
    ///
    /// It counts neither the dictionary nor the values of an instance: ask for `sys.getsizeof(object.__dict__)` too.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    pub fn getsizeof(&self, object: Ref) -> usize {
        match &self.thing(object).0 {
            Kind::Instance(instance) => {
                let class = self.class(instance.class);
                self.preheader(class) + self.sizeof(class, instance)
            }
            Kind::Dict(dict) => self.dict_sizeof(dict),
            Kind::None => object_head(self.version()),
        }
    }
    // ANCHOR_END: getsizeof

    /// `sys.getsizeof(class)`: a class carries the keys that its instances share.
    ///
    /// Source: `type___sizeof___impl` in `Objects/typeobject.c` (3.13.12).
    pub fn class_getsizeof(&self, class: impl Into<TypeId>) -> usize {
        let keys = self.class(class).cached_keys;
        let shared = keys.map_or(0, |keys| self.shared_keys_bytes(keys));
        gc_head(self.version()) + self.class(Builtin::Type).basicsize + shared
    }

    /// Bytes in front of an instance.
    pub(crate) fn preheader(&self, class: &Type) -> usize {
        let version = self.version();
        let gc = if class.flags.has(Flags::HAVE_GC) {
            gc_head(version)
        } else {
            0
        };
        gc + managed_head(
            version,
            class.flags.has(Flags::MANAGED_DICT),
            class.flags.has(Flags::MANAGED_WEAKREF),
        )
    }

    /// `object.__sizeof__()`, which some built-in types answer without a look at `__basicsize__`:
    /// then what a subclass added isn't in it.
    fn sizeof(&self, class: &Type, instance: &Instance) -> usize {
        let (version, native) = (self.version(), self.native(instance.class));
        let is_subclass = class.is_heap_type();
        match native {
            // A zero has no digit to 3.10, and one from 3.11.
            Builtin::Int => {
                let digits = usize::from(version >= Version::new(3, 11, 0));
                native.basicsize(version) + digits * class.itemsize
            }
            // The text of a subclass's instance is a block of its own, of at least the zero byte at its end.
            Builtin::Str if is_subclass => native.basicsize(version) + 1,
            Builtin::Dict => {
                let empty: Dict<(), ()> = Dict::new();
                let table =
                    Dict::<(), ()>::by_call(version).sizeof(version) - empty.sizeof(version);
                class.basicsize + table
            }
            _ => class.basicsize + instance.items.len() * class.itemsize,
        }
    }

    /// `sys.getsizeof` of a dictionary: shared keys count only for the last that uses them.
    ///
    /// Source: `_PyDict_SizeOf` in `Objects/dictobject.c` (3.8.18, 3.13.12).
    fn dict_sizeof(&self, dict: &DictObject) -> usize {
        let version = self.version();
        let empty: Dict<DictKey, Ref> = Dict::new();
        match &dict.table {
            Table::Combined(own) => own.sizeof(version),
            Table::Split { keys, .. } => {
                let shared = self.keys(*keys);
                let own = if shared.refcnt == 1 {
                    self.shared_keys_bytes(*keys)
                } else {
                    0
                };
                empty.sizeof(version) + shared.usable_size() * WORD + own
            }
        }
    }

    // ANCHOR: cost
    /// What an instance really costs: the bytes of every block that exists because of it.
    ///
    /// # Panics
    ///
    /// When the object is gone, or is no instance.
    pub fn cost(&self, object: Ref) -> Cost {
        let Some(instance) = self.instance(object) else {
            panic!("{object} is no instance: ask `getsizeof` what it takes")
        };
        let class = self.class(instance.class);
        let behind = instance.inline_capacity.map_or(0, inline_values_size);
        let mut cost = Cost {
            instance: self.block(class, instance) + behind,
            ..Cost::default()
        };
        if let Some(values) = instance
            .values
            .as_ref()
            .filter(|_| !self.is_inline(instance.class))
        {
            cost.values = self.values_block(values.capacity());
        }
        if let Some(dict) = instance.dict {
            let empty: Dict<DictKey, Ref> = Dict::new();
            cost.dict = empty.sizeof(self.version());
            cost.table = self.table_block(self.dict_object(dict));
        }
        cost
    }
    // ANCHOR_END: cost

    /// The instance's block, without values behind it.
    ///
    /// For an object with items a class made in Python asks for room for one item more than there are
    /// (`_PyType_AllocNoTrack` in `Objects/typeobject.c`, 3.13.12).
    fn block(&self, class: &Type, instance: &Instance) -> usize {
        let spare = usize::from(class.itemsize != 0 && class.is_heap_type());
        let items = (instance.items.len() + spare) * class.itemsize;
        self.preheader(class) + (class.basicsize + items).next_multiple_of(WORD)
    }

    /// A block of values: to 3.10 nothing but them; then with a byte each for their order.
    ///
    /// Source: `new_values` in `Objects/dictobject.c` (3.10.13, 3.11.7, 3.13.12).
    pub(crate) fn values_block(&self, capacity: usize) -> usize {
        let version = self.version();
        if version < Version::new(3, 11, 0) {
            return capacity * WORD;
        }
        if version < Version::new(3, 13, 0) {
            return (capacity + 2).next_multiple_of(WORD) + capacity * WORD;
        }
        inline_values_size(capacity)
    }

    /// The blocks that a dictionary alone uses, besides its object.
    fn table_block(&self, dict: &DictObject) -> usize {
        match &dict.table {
            Table::Combined(own) => own.buffer_bytes(self.version()),
            Table::Split { keys, values } => {
                let own_keys = if self.keys(*keys).refcnt == 1 {
                    self.shared_keys_bytes(*keys)
                } else {
                    0
                };
                let own_values = if dict.embedded_in.is_some() {
                    0
                } else {
                    self.values_block(values.capacity())
                };
                own_keys + own_values
            }
        }
    }
}
