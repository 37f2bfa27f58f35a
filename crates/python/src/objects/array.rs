//! [`Array`]: a row of machine numbers (`Modules/arraymodule.c`).

use objects::Ref;
use version::Version;

use super::Kind;

/// An object of the module `array`.
#[derive(Debug, Clone)]
pub(crate) enum ArrayObject {
    Array(Array),
    Iterator { array: Option<Ref>, at: usize },
}

/// `arrayobject`
#[derive(Debug, Clone)]
pub(crate) struct Array {
    pub(crate) code: Typecode,
    pub(crate) bytes: Vec<u8>,
    /// How many items there is room for.
    allocated: usize,
    /// Whether the collector sees it (from 3.10).
    collected: bool,
}

/// What the items are: a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Typecode(pub(crate) u8);

impl Typecode {
    /// Bytes of an item; nothing if no array has such items.
    pub(crate) fn of(letter: char, version: Version) -> Option<Typecode> {
        let letter = u8::try_from(letter).ok()?;
        let known = b"bBuhHiIlLqQfd".contains(&letter);
        let wide = letter == b'w' && version >= Version::new(3, 13, 0);
        (known || wide).then_some(Typecode(letter))
    }

    pub(crate) fn letter(self) -> char {
        self.0 as char
    }

    /// Bytes of an item.
    pub(crate) fn size(self) -> usize {
        match self.0 {
            b'b' | b'B' => 1,
            b'h' | b'H' => 2,
            b'i' | b'I' | b'f' | b'u' | b'w' => 4,
            _ => 8,
        }
    }

    /// Whether the items are characters.
    pub(crate) fn is_text(self) -> bool {
        matches!(self.0, b'u' | b'w')
    }
}

impl Array {
    /// One with exactly this room.
    pub(crate) fn new(code: Typecode, bytes: Vec<u8>, version: Version) -> Array {
        Array {
            code,
            allocated: bytes.len() / code.size(),
            bytes,
            collected: version >= Version::new(3, 10, 0),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.bytes.len() / self.code.size()
    }

    /// The bytes of an item.
    pub(crate) fn item(&self, at: usize) -> Option<&[u8]> {
        let size = self.code.size();
        self.bytes.get(at * size..(at + 1) * size)
    }

    /// `array_resize`: room for so many items, which the caller puts there.
    ///
    /// A little more than is needed; a shrinking array keeps its room while it loses fewer than 16 items at once.
    fn make_room(&mut self, len: usize) {
        let now = self.len();
        if self.allocated >= len && now < len + 16 && self.allocated > 0 {
            return;
        }
        self.allocated = match len {
            0 => 0,
            len => (len >> 4) + if now < 8 { 3 } else { 7 } + len,
        };
    }

    /// Puts items in the place of others.
    pub(crate) fn splice(&mut self, from: usize, to: usize, items: &[u8]) {
        let size = self.code.size();
        let (from, to) = (from * size, (to * size).min(self.bytes.len()));
        let len = (self.bytes.len() - (to - from) + items.len()) / size;
        if len != self.len() {
            self.make_room(len);
        }
        self.bytes.splice(from..to, items.iter().copied());
    }

    /// Takes all of them away that stand at these places.
    pub(crate) fn delete(&mut self, places: &[usize]) {
        let size = self.code.size();
        let left: Vec<u8> = (0..self.len())
            .filter(|at| !places.contains(at))
            .flat_map(|at| self.bytes[at * size..(at + 1) * size].to_vec())
            .collect();
        if left.len() != self.bytes.len() {
            self.make_room(left.len() / size);
        }
        self.bytes = left;
    }
}

impl ArrayObject {
    pub(super) fn kind(&self) -> Kind {
        match self {
            ArrayObject::Array(_) => Kind::Array,
            ArrayObject::Iterator { .. } => Kind::ArrayIterator,
        }
    }

    pub(super) fn is_collected(&self) -> bool {
        match self {
            ArrayObject::Array(array) => array.collected,
            ArrayObject::Iterator { .. } => true,
        }
    }

    pub(super) fn is_weakly(&self) -> bool {
        matches!(self, ArrayObject::Array(_))
    }

    /// Words behind the head, and bytes of the items.
    pub(super) fn size(&self) -> (usize, usize) {
        match self {
            ArrayObject::Array(array) => (Self::WORDS, array.allocated * array.code.size()),
            ArrayObject::Iterator { .. } => (3, 0),
        }
    }

    /// Words behind the head of an array.
    pub(super) const WORDS: usize = 6;

    pub(super) fn references(&self, visit: &mut impl FnMut(Ref)) {
        if let ArrayObject::Iterator { array, .. } = self {
            array.iter().copied().for_each(visit);
        }
    }
}
