//! [`Extension`]: instances of the types that modules of the library define natively.

use std::collections::{BTreeMap, HashMap, VecDeque};

use objects::Ref;
use version::Version;

use super::{
    ArrayObject, ContextObject, Generic, Itertool, Kind, Local, Pickler, Sync, TemplateObject,
    Typing, Unpickler,
};

/// An instance of a type from an extension module (`Modules/_functoolsmodule.c`, `Modules/_collectionsmodule.c`).
#[derive(Debug, Clone)]
pub(crate) enum Extension {
    Partial(Partial),
    /// `functools.Placeholder` (from 3.14).
    Placeholder,
    Cached(Box<Cached>),
    /// `lru_list_elem`: what a bounded cache has for each result. The cache itself holds key and result.
    CacheLink,
    Deque(Deque),
    DequeIter(DequeIter),
    /// `_tuplegetter`: a field of a named tuple, and its docstring.
    TupleGetter {
        index: usize,
        doc: Ref,
    },
    Itertool(Box<Itertool>),
    /// A type with arguments.
    Generic(Generic),
    /// A type parameter, or a type alias.
    Typing(Typing),
    /// An array, or what walks along one.
    Array(ArrayObject),
    /// A template string, or a part of one.
    Template(TemplateObject),
    /// A lock, a reentrant lock, or the handle of a thread.
    Sync(Sync),
    /// `_thread._local`
    Local(Box<Local>),
    /// An object of `_contextvars`.
    Context(ContextObject),
    /// `FrameLocalsProxy` (from 3.13): a frame object.
    FrameLocals {
        frame: Ref,
    },
    Pickler(Box<Pickler>),
    Unpickler(Box<Unpickler>),
}

/// `functools.partial`
#[derive(Debug, Clone)]
pub(crate) struct Partial {
    pub(crate) func: Ref,
    /// A tuple.
    pub(crate) args: Ref,
    /// A dict.
    pub(crate) kw: Ref,
}

/// `functools._lru_cache_wrapper`
#[derive(Debug, Clone)]
pub(crate) struct Cached {
    pub(crate) func: Ref,
    /// A dict: to results, or to links if there is a limit.
    pub(crate) cache: Ref,
    pub(crate) info: Ref,
    pub(crate) typed: bool,
    pub(crate) maxsize: Option<usize>,
    pub(crate) hits: u64,
    pub(crate) misses: u64,
    /// Of a bounded cache: key and result, the one used longest ago first.
    pub(crate) entries: BTreeMap<u64, CacheEntry>,
    /// Which entry a link stands for.
    pub(crate) places: HashMap<Ref, u64>,
    pub(crate) clock: u64,
}

/// A result in a bounded cache. The link is held by the cache's dict.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CacheEntry {
    pub(crate) key: Ref,
    pub(crate) result: Ref,
    pub(crate) link: Ref,
}

/// `collections.deque`
#[derive(Debug, Clone)]
pub(crate) struct Deque {
    pub(crate) items: VecDeque<Ref>,
    pub(crate) maxlen: Option<usize>,
    /// How often it was changed: an iterator sees it.
    pub(crate) state: u64,
    /// Where the first item stands in its block of 64.
    pub(crate) left: usize,
}

impl Deque {
    /// How many items a block has.
    pub(crate) const BLOCK: usize = 64;
    /// Where the first item of an empty one goes.
    const CENTER: usize = 32;
    /// Bytes of a block: its items and two links.
    const BLOCK_BYTES: usize = 8 * (Self::BLOCK + 2);

    pub(crate) fn new(maxlen: Option<usize>) -> Deque {
        Deque {
            items: VecDeque::new(),
            maxlen,
            state: 0,
            left: Self::CENTER,
        }
    }

    /// How many blocks its items take; an empty one keeps one.
    pub(crate) fn blocks(&self) -> usize {
        (self.left + self.items.len()).div_ceil(Self::BLOCK).max(1)
    }

    pub(crate) fn push_back(&mut self, item: Ref) {
        self.items.push_back(item);
        self.state += 1;
    }

    pub(crate) fn push_front(&mut self, item: Ref) {
        self.left = self.left.checked_sub(1).unwrap_or(Self::BLOCK - 1);
        self.items.push_front(item);
        self.state += 1;
    }

    pub(crate) fn pop_back(&mut self) -> Option<Ref> {
        let item = self.items.pop_back()?;
        self.state += 1;
        if self.items.is_empty() && self.left == 0 {
            self.left = Self::CENTER;
        }
        Some(item)
    }

    pub(crate) fn pop_front(&mut self) -> Option<Ref> {
        let item = self.items.pop_front()?;
        self.state += 1;
        self.left += 1;
        if self.left == Self::BLOCK {
            self.left = if self.items.is_empty() {
                Self::CENTER
            } else {
                0
            };
        }
        Some(item)
    }

    pub(crate) fn clear(&mut self) -> VecDeque<Ref> {
        self.state += 1;
        self.left = Self::CENTER;
        std::mem::take(&mut self.items)
    }

    /// Moves so many items from the right end to the left one; fewer than none the other way.
    pub(crate) fn rotate(&mut self, steps: i64) {
        let len = self.items.len() as i64;
        if len <= 1 {
            return;
        }
        let half = len / 2;
        let mut steps = steps;
        if steps > half || steps < -half {
            steps %= len;
            if steps > half {
                steps -= len;
            } else if steps < -half {
                steps += len;
            }
        }
        self.state += steps.unsigned_abs();
        let block = Self::BLOCK as i64;
        self.left = (self.left as i64 - steps).rem_euclid(block) as usize;
        if steps >= 0 {
            self.items.rotate_right(steps as usize);
        } else {
            self.items.rotate_left(steps.unsigned_abs() as usize);
        }
    }
}

/// An iterator over a deque.
#[derive(Debug, Clone)]
pub(crate) struct DequeIter {
    pub(crate) deque: Ref,
    pub(crate) at: usize,
    pub(crate) left: usize,
    pub(crate) state: u64,
    pub(crate) reversed: bool,
}

impl Extension {
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Extension::Partial(_) => Kind::Partial,
            Extension::Placeholder => Kind::Placeholder,
            Extension::Cached(_) => Kind::LruCacheWrapper,
            Extension::CacheLink => Kind::CacheLink,
            Extension::Deque(_) => Kind::Deque,
            Extension::DequeIter(DequeIter { reversed, .. }) if *reversed => {
                Kind::DequeReverseIterator
            }
            Extension::DequeIter(_) => Kind::DequeIterator,
            Extension::TupleGetter { .. } => Kind::TupleGetter,
            Extension::Itertool(tool) => tool.kind(),
            Extension::Generic(generic) => generic.kind(),
            Extension::Typing(typing) => typing.kind(),
            Extension::Array(array) => array.kind(),
            Extension::Template(template) => template.kind(),
            Extension::Sync(sync) => sync.kind(),
            Extension::Local(_) => Kind::Local,
            Extension::Context(object) => object.kind(),
            Extension::FrameLocals { .. } => Kind::FrameLocals,
            Extension::Pickler(_) => Kind::Pickler,
            Extension::Unpickler(_) => Kind::Unpickler,
        }
    }

    /// Whether the collector sees it.
    pub(crate) fn is_collected(&self) -> bool {
        match self {
            Extension::CacheLink | Extension::Placeholder => false,
            Extension::Sync(sync) => sync.is_collected(),
            Extension::Context(object) => object.is_collected(),
            Extension::Typing(typing) => typing.is_collected(),
            Extension::Array(array) => array.is_collected(),
            _ => true,
        }
    }

    /// Whether it can be referred to weakly.
    pub(crate) fn is_weakly(&self) -> bool {
        match self {
            Extension::Partial(_)
            | Extension::Cached(_)
            | Extension::Deque(_)
            | Extension::Local(_) => true,
            Extension::Sync(sync) => sync.is_weakly(),
            Extension::Context(object) => object.is_weakly(),
            Extension::Generic(generic) => generic.is_weakly(),
            Extension::Typing(typing) => typing.is_weakly(),
            Extension::Array(array) => array.is_weakly(),
            Extension::Itertool(tool) => matches!(**tool, Itertool::Tee { .. }),
            _ => false,
        }
    }

    /// Bytes behind the head that a class statement's instance has from a base without a layout of its own.
    /// Before 3.12 the class itself has the word for weak references.
    pub(crate) fn bytes_of_base(&self, version: Version) -> usize {
        match self {
            Extension::Array(ArrayObject::Array(_)) => {
                8 * (ArrayObject::WORDS - usize::from(version < Version::new(3, 12, 0)))
            }
            _ => 0,
        }
    }

    /// Bytes in front of it for what the interpreter manages: its dict, its weak references.
    pub(crate) fn managed(&self, version: Version) -> usize {
        match self {
            Extension::Typing(typing) => typing.managed(version),
            Extension::Sync(sync) => 8 * sync.managed_words(version),
            _ => 0,
        }
    }

    /// Words behind the head, and bytes of what it has elsewhere.
    pub(crate) fn size(&self, version: Version) -> (usize, usize) {
        let since = |minor: u8| usize::from(version >= Version::new(3, minor, 0));
        match self {
            Extension::Partial(_) => (6 + 2 * since(14), 0),
            Extension::Placeholder => (0, 0),
            Extension::Cached(_) => (14 + since(9) + 2 * since(10), 0),
            Extension::CacheLink => (5, 0),
            Extension::Deque(deque) => (8 + 17 * since(11), deque.blocks() * Deque::BLOCK_BYTES),
            Extension::DequeIter(_) => (5, 0),
            Extension::TupleGetter { .. } => (2, 0),
            Extension::Itertool(tool) => (tool.words(version), tool.buffer()),
            Extension::Generic(generic) => (generic.words(version), 0),
            Extension::Typing(typing) => (typing.words(version), 0),
            Extension::Array(array) => array.size(),
            Extension::Template(template) => (template.words(), 0),
            Extension::Sync(sync) => (sync.words(version), 0),
            Extension::Local(_) => (Local::words(version), 0),
            Extension::Context(object) => (object.words(), 0),
            Extension::FrameLocals { .. } => (1, 0),
            Extension::Pickler(_) => (Pickler::WORDS, 0),
            Extension::Unpickler(_) => (Unpickler::WORDS, 0),
        }
    }

    pub(crate) fn references(&self, visit: &mut impl FnMut(Ref)) {
        match self {
            Extension::Partial(partial) => [partial.func, partial.args, partial.kw]
                .into_iter()
                .for_each(visit),
            Extension::Cached(cached) => {
                [cached.cache, cached.func]
                    .into_iter()
                    .for_each(&mut *visit);
                cached
                    .entries
                    .values()
                    .flat_map(|entry| [entry.key, entry.result])
                    .for_each(&mut *visit);
                visit(cached.info);
            }
            Extension::CacheLink | Extension::Placeholder => {}
            Extension::Deque(deque) => deque.items.iter().copied().for_each(visit),
            Extension::DequeIter(iter) => visit(iter.deque),
            Extension::TupleGetter { doc, .. } => visit(*doc),
            Extension::Itertool(tool) => tool.references(visit),
            Extension::Generic(generic) => generic.references(visit),
            Extension::Typing(typing) => typing.references(visit),
            Extension::Array(array) => array.references(visit),
            Extension::Template(template) => template.references(visit),
            Extension::Sync(_) => {}
            Extension::Local(local) => local.references(visit),
            Extension::Context(object) => object.references(visit),
            Extension::FrameLocals { frame } => visit(*frame),
            Extension::Pickler(pickler) => pickler.references(visit),
            Extension::Unpickler(unpickler) => unpickler.references(visit),
        }
    }

    /// Lets go of what can close a circle.
    pub(crate) fn clear(&mut self) -> Vec<Ref> {
        match self {
            Extension::Cached(cached) => {
                cached.places.clear();
                std::mem::take(&mut cached.entries)
                    .into_values()
                    .flat_map(|entry| [entry.key, entry.result])
                    .collect()
            }
            Extension::Deque(deque) => deque.clear().into(),
            Extension::Itertool(tool) => tool.clear(),
            Extension::Generic(generic) => generic.clear(),
            Extension::Typing(typing) => typing.clear(),
            Extension::Local(local) => local.clear(),
            Extension::Pickler(pickler) => pickler.clear(),
            Extension::Unpickler(unpickler) => unpickler.clear(),
            _ => Vec::new(),
        }
    }
}
