//! How lists come to be, and how they are extended: what is known of the source decides the array.

use version::Version;

use super::List;

/// What a list can know about the things it is made from, before it takes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Iterable {
    /// A list or a tuple: it is read directly.
    Sequence,
    /// A set or a dictionary: since 3.13 it is read directly too.
    Keyed,
    /// Anything else with a length: a `range`, a `str`.
    Sized,
    /// No length is known: a generator, a `filter`. Eight items are guessed.
    Iterator,
}

/// Items guessed for a source without a length (`PyObject_LengthHint` of `list_extend`).
const LENGTH_HINT: usize = 8;

/// From how many elements on a literal is built by appending (`STACK_USE_GUIDELINE`).
const STACK_USE_GUIDELINE: usize = 30;

impl<R> List<R> {
    /// A list with an array that fits exactly (`PyList_New`): `[x, y]` of names,
    /// `[x] * n`, a slice, a copy, a sum of lists.
    pub fn exact(items: impl IntoIterator<Item = R>) -> List<R> {
        let items: Vec<R> = items.into_iter().collect();
        List {
            allocated: items.len(),
            has_buffer: !items.is_empty(),
            items,
        }
    }

    /// `[a, b, …]` of any length, not all of them constants.
    ///
    /// Since 3.10 more than thirty elements are appended one by one, so that they need not all
    /// be on the stack at once.
    /// Source: `starunpack_helper` in `Python/compile.c` (3.9.18, 3.10.13, 3.13.12).
    pub fn display(version: Version, items: impl IntoIterator<Item = R>) -> List<R> {
        let items: Vec<R> = items.into_iter().collect();
        if version >= Version::new(3, 10, 0) && items.len() > STACK_USE_GUIDELINE {
            List::comprehension(version, items)
        } else {
            List::exact(items)
        }
    }

    /// `[1, 2, …]`, all of them constants.
    ///
    /// Since 3.9 three and more are copied from a tuple of constants. Since 3.14 more than thirty are not.
    /// Source: `starunpack_helper` in `Python/compile.c` (3.8.18, 3.9.18, 3.13.12) and
    /// `starunpack_helper_impl` in `Python/codegen.c` (3.14.7).
    pub fn constants(version: Version, items: impl IntoIterator<Item = R>) -> List<R> {
        let items: Vec<R> = items.into_iter().collect();
        let big = version >= Version::new(3, 14, 0) && items.len() > STACK_USE_GUIDELINE;
        if version < Version::new(3, 9, 0) || items.len() < 3 || big {
            return List::display(version, items);
        }
        let mut list = List::new();
        list.extend(version, items, Iterable::Sequence);
        list
    }

    /// `[x for x in …]`: every item is appended.
    pub fn comprehension(version: Version, items: impl IntoIterator<Item = R>) -> List<R> {
        let mut list = List::new();
        for item in items {
            list.append(version, item);
        }
        list
    }

    /// `list(iterable)`.
    ///
    /// In 3.8 and 3.9 a source with a length gets an array that fits exactly; since 3.10
    /// [`extend`](List::extend) sees to that.
    /// Source: `list___init___impl` in `Objects/listobject.c` (3.8.18, 3.10.13).
    pub fn from_iterable(
        version: Version,
        items: impl IntoIterator<Item = R>,
        known: Iterable,
    ) -> List<R> {
        let items: Vec<R> = items.into_iter().collect();
        let mut list = List::new();
        if version < Version::new(3, 10, 0) && known != Iterable::Iterator && !items.is_empty() {
            list.preallocate_exact(version, items.len());
        }
        list.extend(version, items, known);
        list
    }

    /// `list(x for x in …)`, written out in the call.
    ///
    /// Since 3.15 the compiler turns it into a comprehension; before, a generator is the source.
    /// Measured on 3.14.10 and 3.15.2.
    pub fn from_generator_expression(
        version: Version,
        items: impl IntoIterator<Item = R>,
    ) -> List<R> {
        if version >= Version::new(3, 15, 0) {
            List::comprehension(version, items)
        } else {
            List::from_iterable(version, items, Iterable::Iterator)
        }
    }

    /// `text.split()` of a text with `text_len` characters, which gave these words.
    ///
    /// The array starts with room for 12 words; since 3.12 with no more than the text can have.
    /// Source: `Objects/stringlib/split.h` (3.11.7) and `split` in `Objects/unicodeobject.c` (3.12.14).
    pub fn from_split(
        version: Version,
        words: impl IntoIterator<Item = R>,
        text_len: usize,
    ) -> List<R> {
        const MAX_PREALLOC: usize = 12;
        let bounded = version >= Version::new(3, 12, 0);
        let maxcount = if bounded {
            text_len.saturating_sub(1) / 2 + 1
        } else {
            usize::MAX
        };
        let mut list = List {
            items: Vec::new(),
            allocated: maxcount.saturating_add(1).min(MAX_PREALLOC),
            has_buffer: true,
        };
        for word in words {
            if list.len() < list.allocated {
                list.items.push(word);
            } else {
                list.append(version, word);
            }
        }
        list
    }

    /// `list.extend(iterable)`, `l += iterable`, `[*iterable]`.
    ///
    /// Source: `list_extend` in `Objects/listobject.c` (3.8.18, 3.10.13, 3.14.7).
    pub fn extend(
        &mut self,
        version: Version,
        items: impl IntoIterator<Item = R>,
        known: Iterable,
    ) {
        let items: Vec<R> = items.into_iter().collect();
        let direct = match known {
            Iterable::Sequence => true,
            Iterable::Keyed => version >= Version::new(3, 13, 0),
            Iterable::Sized | Iterable::Iterator => false,
        };
        if direct {
            self.extend_directly(version, items, known);
        } else {
            self.extend_by_iterating(version, items, known);
        }
    }

    fn extend_directly(&mut self, version: Version, items: Vec<R>, known: Iterable) {
        if items.is_empty() {
            return;
        }
        let size = self.len();
        if self.fits_exactly_first(version) && known == Iterable::Sequence {
            self.preallocate_exact(version, items.len());
        } else {
            self.list_resize(version, size, size + items.len());
        }
        self.items.extend(items);
    }

    fn extend_by_iterating(&mut self, version: Version, items: Vec<R>, known: Iterable) {
        let size = self.len();
        let guess = match known {
            Iterable::Iterator => LENGTH_HINT,
            _ => items.len(),
        };
        if !self.fits_exactly_first(version) {
            self.list_resize(version, size, size + guess);
        } else if guess > 0 {
            self.preallocate_exact(version, guess);
        }
        for item in items {
            if self.len() < self.allocated {
                self.items.push(item);
            } else {
                self.append(version, item);
            }
        }
        // What was guessed too high is cut back.
        if self.len() < self.allocated {
            self.list_resize(version, self.len(), self.len());
        }
    }

    /// Whether the first array of this list fits its source instead of leaving room, since 3.10.
    fn fits_exactly_first(&self, version: Version) -> bool {
        version >= Version::new(3, 10, 0) && !self.has_buffer
    }

    /// A first array for `size` items: since 3.10 an even number, because the allocator deals
    /// in 16 bytes (`list_preallocate_exact`).
    fn preallocate_exact(&mut self, version: Version, size: usize) {
        self.allocated = if version >= Version::new(3, 10, 0) {
            size.next_multiple_of(2)
        } else {
            size
        };
        self.has_buffer = true;
    }

    /// `l *= times`, given what each further round holds (`list_inplace_repeat`).
    ///
    /// With `times` zero the list is cleared and the old items are handed back.
    /// Source: `Objects/listobject.c` (3.8.18, 3.14.7).
    pub fn repeat_in_place(&mut self, version: Version, times: usize) -> Vec<R>
    where
        R: Clone,
    {
        if self.is_empty() || times == 1 {
            return Vec::new();
        }
        if times == 0 {
            return self.clear();
        }
        let size = self.len();
        self.list_resize(version, size, size * times);
        let round = self.items.clone();
        for _ in 1..times {
            self.items.extend_from_slice(&round);
        }
        Vec::new()
    }
}
