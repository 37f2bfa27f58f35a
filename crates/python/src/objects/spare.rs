//! [`Spares`]: dead objects and tables that wait for the next of their kind, as CPython's free lists keep them.
//!
//! The collector's own count of them (`gc::FreeList`) says what `gc.get_count` shows.
//! Here stands what tracing needs to know: whether a new object gets a block that was never given back.

use objects::Size;
use objects::types::Int;
use version::Version;

use super::{Body, Iter, Kind, Object};

/// A kind of thing that has a free list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Spare {
    List,
    Dict,
    /// The smallest table of a dict, for 8 entries.
    Keys,
    Tuple(usize),
    Float,
    Complex,
    Int,
    Slice,
    Range,
    RangeIterator,
    ListIterator,
    TupleIterator,
    Method,
    BuiltinMethod,
}

/// A traced block that waits: its bytes, and the place that it was traced to; `None` if it isn't traced.
pub(crate) type Waiting<T> = Option<T>;

/// What waits on each free list, the last one first.
#[derive(Debug)]
pub(crate) struct Spares<T> {
    /// By [`Spare::place`].
    waiting: Vec<Vec<Waiting<T>>>,
    /// How many full collections there had been when somebody looked: each empties the lists.
    collections: usize,
    /// The most that each list holds, by [`Spare::place`].
    most: [usize; PLACES],
}

/// The longest tuple that ever had a free list.
const LONGEST: usize = 20;

/// The other free lists stand behind those of tuples.
const PLACES: usize = LONGEST + 14;

impl Spare {
    /// All but those of tuples.
    const OTHERS: [Spare; 13] = [
        Spare::List,
        Spare::Dict,
        Spare::Keys,
        Spare::Float,
        Spare::Complex,
        Spare::Int,
        Spare::Slice,
        Spare::Range,
        Spare::RangeIterator,
        Spare::ListIterator,
        Spare::TupleIterator,
        Spare::Method,
        Spare::BuiltinMethod,
    ];

    /// Where its free list stands among all.
    #[inline]
    fn place(self) -> usize {
        let other = match self {
            Spare::Tuple(length) => return length.min(LONGEST),
            Spare::List => 1,
            Spare::Dict => 2,
            Spare::Keys => 3,
            Spare::Float => 4,
            Spare::Complex => 5,
            Spare::Int => 6,
            Spare::Slice => 7,
            Spare::Range => 8,
            Spare::RangeIterator => 9,
            Spare::ListIterator => 10,
            Spare::TupleIterator => 11,
            Spare::Method => 12,
            Spare::BuiltinMethod => 13,
        };
        LONGEST + other
    }

    /// The free list that an object comes from and goes to, if its type has one in some release.
    #[inline]
    pub(crate) fn of(object: &Object) -> Option<Spare> {
        // A dict that shares keys has nothing else beside them.
        let is_dict = matches!(object.body, Body::Dict(_));
        if object.class.is_some() || (object.attrs.is_some() && !is_dict) {
            return None;
        }
        Some(match &object.body {
            Body::List(_) => Spare::List,
            Body::Dict(_) => Spare::Dict,
            Body::Tuple(tuple) => Spare::Tuple(tuple.items().len()),
            Body::Float(_) => Spare::Float,
            Body::Complex(..) => Spare::Complex,
            Body::Int(value) if is_compact(value) => Spare::Int,
            Body::Slice(_) => Spare::Slice,
            Body::Range(_) => Spare::Range,
            Body::Method { .. } => Spare::Method,
            Body::Native(native)
                if native.kind == Kind::BuiltinFunction && native.this.is_some() =>
            {
                Spare::BuiltinMethod
            }
            Body::Iter(iter) => match **iter {
                Iter::List { .. } => Spare::ListIterator,
                Iter::Tuple { .. } => Spare::TupleIterator,
                Iter::Range { .. } => Spare::RangeIterator,
                _ => return None,
            },
            _ => return None,
        })
    }

    /// The most that its list holds.
    ///
    /// Source: the `MAXFREELIST`s of `Objects/*.c` (3.8 to 3.10), `pycore_interp.h` (3.11, 3.12),
    /// `pycore_freelist_state.h` (3.14, 3.15).
    fn most(self, version: Version) -> usize {
        let since = |minor| version >= Version::new(3, minor, 0);
        let only_since = |minor, most| if since(minor) { most } else { 0 };
        match self {
            Spare::List | Spare::Dict | Spare::Keys => 80,
            Spare::Tuple(0) => 0,
            Spare::Tuple(length) if length < 20 || (length == 20 && since(11)) => 2000,
            Spare::Tuple(_) => 0,
            Spare::Float => 100,
            Spare::Slice => 1,
            Spare::Complex => only_since(15, 100),
            Spare::Int => only_since(14, 100),
            Spare::Range | Spare::RangeIterator => only_since(14, 6),
            Spare::ListIterator | Spare::TupleIterator => only_since(14, 10),
            Spare::Method if since(14) => 20,
            Spare::BuiltinMethod if since(14) => 16,
            Spare::Method | Spare::BuiltinMethod if since(9) => 0,
            Spare::Method | Spare::BuiltinMethod => 256,
        }
    }
}

/// Whether it has one digit at most, so that its block fits any other such integer.
#[inline]
pub(crate) fn is_compact(value: &Int) -> bool {
    value.digit_count() <= 1
}

impl<T> Spares<T> {
    /// The free lists of a release, as they are before the program begins.
    pub(crate) fn new(version: Version) -> Spares<T> {
        let mut waiting: Vec<Vec<Waiting<T>>> = (0..PLACES).map(|_| Vec::new()).collect();
        // The one slice that is kept was made and freed before the program begins.
        if let Some(slices) = waiting.get_mut(Spare::Slice.place()) {
            slices.push(None);
        }
        let mut most = [0; PLACES];
        for spare in Spare::OTHERS
            .into_iter()
            .chain((0..=LONGEST).map(Spare::Tuple))
        {
            most[spare.place()] = spare.most(version);
        }
        Spares {
            waiting,
            collections: 0,
            most,
        }
    }

    /// Whether there was no full collection since somebody looked.
    #[inline]
    pub(crate) fn is_settled(&self, collections: usize) -> bool {
        self.collections == collections
    }

    /// Empties the lists if there was a full collection since; what was given back.
    pub(crate) fn catch_up(&mut self, collections: usize) -> Vec<T> {
        if self.collections == collections {
            return Vec::new();
        }
        self.collections = collections;
        self.waiting
            .iter_mut()
            .enumerate()
            // The one slice is kept.
            .filter(|(place, _)| *place != Spare::Slice.place())
            .flat_map(|(_, waiting)| std::mem::take(waiting))
            .flatten()
            .collect()
    }

    /// Takes the last one off the list; `None` if it is empty.
    #[inline]
    pub(crate) fn take(&mut self, spare: Spare) -> Option<Waiting<T>> {
        self.waiting.get_mut(spare.place())?.pop()
    }

    /// Whether the list takes one more.
    #[inline]
    pub(crate) fn has_room(&self, spare: Spare) -> bool {
        let place = spare.place();
        let most = self.most.get(place).copied().unwrap_or(0);
        self.waiting
            .get(place)
            .is_some_and(|held| held.len() < most)
    }

    /// Whether there is such a list in this release at all.
    #[inline]
    pub(crate) fn has(&self, spare: Spare) -> bool {
        self.most.get(spare.place()).is_some_and(|&most| most > 0)
    }

    /// Puts one on the list.
    #[inline]
    pub(crate) fn give(&mut self, spare: Spare, block: Waiting<T>) {
        if let Some(waiting) = self.waiting.get_mut(spare.place()) {
            waiting.push(block);
        }
    }

    /// No block is traced any more.
    pub(crate) fn forget(&mut self) {
        for block in self.waiting.iter_mut().flatten() {
            *block = None;
        }
    }

    /// What waits and is traced.
    pub(crate) fn traced(&self) -> impl Iterator<Item = &T> {
        self.waiting.iter().flatten().flatten()
    }
}

/// Bytes that `malloc` is asked for, where that isn't what `sys.getsizeof` says.
///
/// From 3.11 an integer of one digit gets the whole `PyLongObject`, which is padded to a word.
pub(crate) fn asked_for(object: &Object, size: usize, version: Version) -> usize {
    match &object.body {
        Body::Int(value)
            if object.class.is_none() && is_compact(value) && version >= Version::new(3, 11, 0) =>
        {
            size.next_multiple_of(8)
        }
        _ => size,
    }
}

/// What `PyType_GenericAlloc` makes of an object's size: instances of a class statement's class whose size depends on
/// what they hold get room for one item more, whatever `sys.getsizeof` says.
pub(crate) fn with_one_item_more(object: &Object, bytes: Size) -> Size {
    let item = match &object.body {
        _ if !object.counts_class => return bytes,
        Body::Tuple(_) => 8,
        Body::Int(_) => 4,
        Body::Bytes(_) => 1,
        _ => return bytes,
    };
    Size {
        preheader: bytes.preheader,
        object: (bytes.object + item).next_multiple_of(8),
    }
}
