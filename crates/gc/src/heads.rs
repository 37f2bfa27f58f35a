//! [`Heads`]: a GC head for each slot of the heap, and the lists that link them.

use objects::Ref;

/// A place in the table: the head of a list, or an object's slot moved up by [`LISTS`].
pub(crate) type Node = u32;

/// The lists, each with its own place at the start of the table, so that linking needs no special cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum List {
    /// `generations[0].head`, or `young.head` of the incremental collector.
    Young = 1,
    /// `generations[1].head`, or `old[0].head`.
    Middle = 2,
    /// `generations[2].head`, or `old[1].head`.
    Old = 3,
    /// `permanent_generation.head`.
    Permanent = 4,
    /// What a collection found unreachable.
    Unreachable = 5,
    /// What is reachable from legacy finalizers only.
    Finalizers = 6,
    /// Weak references whose callbacks are about to be called.
    Callbacks = 7,
    /// What `finalize_garbage` has been through.
    Seen = 8,
    /// What is still unreachable after the finalizers.
    FinalUnreachable = 9,
    /// The part of the old generation that is collected this time.
    Increment = 10,
    /// What survived an increment.
    Survivors = 11,
    /// What marking has found and not yet walked.
    Reachable = 12,
}

impl List {
    /// The list's own place in the table.
    #[inline]
    pub(crate) const fn node(self) -> Node {
        self as Node
    }
}

/// How many places at the start of the table are no object's.
const LISTS: u32 = 16;

/// By how many places the table grows: a page of 4 KiB.
const PAGE: usize = 512;

/// The low bits of both words: a place in the table.
const NODE: u32 = (1 << 30) - 1;

/// In `gc_next`: the object is on a list of unreachable ones, `NEXT_MASK_UNREACHABLE`.
const UNREACHABLE: u32 = 1 << 31;

/// In `gc_next`: which of the two old spaces of the incremental collector, `_PyGC_NEXT_MASK_OLD_SPACE_1`.
const OLD_SPACE_1: u32 = 1 << 30;

/// In `gc_prev`: the object's generation is being collected, `PREV_MASK_COLLECTING`.
const COLLECTING: u32 = 1 << 31;

/// In `gc_prev`, while the object is being collected: the copy of the count, `gc_refs`.
const REFS: u32 = COLLECTING - 1;

/// What CPython puts in front of every object that can hold references: `PyGC_Head`, two words there, eight bytes here.
///
/// Zero in `gc_next` means that the object isn't tracked.
// ANCHOR: head
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Head {
    /// The next object of the same generation, and two marks.
    gc_next: u32,
    /// The previous one and a mark; during a collection `gc_refs` stands here.
    gc_prev: u32,
}
// ANCHOR_END: head

/// The table of GC heads.
///
/// It grows only as far as the highest slot that was ever tracked, and to the end of the page of memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heads {
    heads: Vec<Head>,
}

impl Default for Heads {
    /// What [`std::mem::take`] leaves behind: a table that owns no memory.
    fn default() -> Self {
        Heads { heads: Vec::new() }
    }
}

impl Heads {
    /// A table with empty lists.
    pub(crate) fn new() -> Self {
        let heads = (0..LISTS)
            .map(|node| Head {
                gc_next: node,
                gc_prev: node,
            })
            .collect();
        Heads { heads }
    }

    /// The place of an object.
    #[inline]
    pub(crate) fn node(object: Ref) -> Node {
        let index = object.index();
        if index >= (NODE - LISTS) as usize {
            too_far(object);
        }
        index as u32 + LISTS
    }

    /// The slot in the heap of an object's place.
    #[inline]
    pub(crate) fn index(node: Node) -> usize {
        (node - LISTS) as usize
    }

    /// Makes the table reach up to the object's place.
    #[inline]
    pub(crate) fn reach(&mut self, node: Node) {
        if node as usize >= self.heads.len() {
            self.grow(node);
        }
    }

    // Out of line, and a page at a time: `reach` is asked at each birth and has nearly always nothing to do.
    #[cold]
    #[inline(never)]
    fn grow(&mut self, node: Node) {
        let len = (node as usize + 1).next_multiple_of(PAGE);
        self.heads.resize(len, Head::default());
    }

    #[inline]
    pub(crate) fn next(&self, node: Node) -> Node {
        self.heads[node as usize].gc_next & NODE
    }

    #[inline]
    fn prev(&self, node: Node) -> Node {
        self.heads[node as usize].gc_prev & NODE
    }

    #[inline]
    fn set_next(&mut self, node: Node, next: Node) {
        let head = &mut self.heads[node as usize];
        head.gc_next = head.gc_next & !NODE | next;
    }

    /// Sets the back link; any `gc_refs` in it is lost, the mark stays.
    #[inline]
    fn set_prev(&mut self, node: Node, prev: Node) {
        let head = &mut self.heads[node as usize];
        head.gc_prev = head.gc_prev & COLLECTING | prev;
    }

    #[inline]
    pub(crate) fn is_tracked(&self, node: Node) -> bool {
        self.heads
            .get(node as usize)
            .is_some_and(|head| head.gc_next & NODE != 0)
    }

    #[inline]
    pub(crate) fn is_empty(&self, list: List) -> bool {
        self.next(list.node()) == list.node()
    }

    /// The first object's place, or `None` when there is none.
    #[inline]
    pub(crate) fn first(&self, list: List) -> Option<Node> {
        let first = self.next(list.node());
        (first != list.node()).then_some(first)
    }

    /// The place after `node` on `list`, or `None` at the end.
    #[inline]
    pub(crate) fn after(&self, node: Node, list: List) -> Option<Node> {
        let next = self.next(node);
        (next != list.node()).then_some(next)
    }

    /// Every place on a list, in order.
    pub(crate) fn iter(&self, list: List) -> impl Iterator<Item = Node> + '_ {
        let mut at = list.node();
        std::iter::from_fn(move || {
            at = self.next(at);
            (at != list.node()).then_some(at)
        })
    }

    /// How many objects a list has: `gc_list_size`.
    pub(crate) fn size(&self, list: List) -> usize {
        self.iter(list).count()
    }

    /// `gc_list_append`.
    #[inline]
    pub(crate) fn append(&mut self, node: Node, list: List) {
        let list = list.node();
        let last = self.prev(list);
        self.set_next(last, node);
        self.set_prev(node, last);
        self.set_next(node, list);
        self.set_prev(list, node);
    }

    /// Starts to track: `_PyObject_GC_TRACK`, in the old space that is given.
    #[inline]
    pub(crate) fn track(&mut self, node: Node, space: u32) {
        self.reach(node);
        let young = List::Young.node();
        // The head of a list carries no marks, so its link needs no mask.
        let last = std::mem::replace(&mut self.heads[young as usize].gc_prev, node);
        self.heads[node as usize] = Head {
            gc_next: young | space_bit(space),
            gc_prev: last,
        };
        self.set_next(last, node);
    }

    /// Takes an object off its list: `gc_list_remove`, and it isn't tracked any more.
    #[inline]
    pub(crate) fn untrack(&mut self, node: Node) {
        let head = std::mem::take(&mut self.heads[node as usize]);
        let (prev, next) = (head.gc_prev & NODE, head.gc_next & NODE);
        self.set_next(prev, next);
        self.set_prev(next, prev);
    }

    /// `gc_list_move`: the marks stay.
    #[inline]
    pub(crate) fn move_to(&mut self, node: Node, list: List) {
        let (prev, next) = (self.prev(node), self.next(node));
        self.set_next(prev, next);
        self.set_prev(next, prev);
        self.append(node, list);
    }

    /// `gc_list_merge`: everything on `from`, to the end of `to`.
    pub(crate) fn merge(&mut self, from: List, to: List) {
        let (from, to) = (from.node(), to.node());
        debug_assert_ne!(from, to);
        let (first, last) = (self.next(from), self.prev(from));
        if first != from {
            let end = self.prev(to);
            self.set_next(end, first);
            self.set_prev(first, end);
            self.set_next(last, to);
            self.set_prev(to, last);
        }
        self.heads[from as usize] = Head {
            gc_next: from,
            gc_prev: from,
        };
    }

    // The copy of the counts, and the marks of a collection.

    #[inline]
    pub(crate) fn is_collecting(&self, node: Node) -> bool {
        self.heads
            .get(node as usize)
            .is_some_and(|head| head.gc_prev & COLLECTING != 0)
    }

    #[inline]
    pub(crate) fn clear_collecting(&mut self, node: Node) {
        self.heads[node as usize].gc_prev &= !COLLECTING;
    }

    /// `gc_reset_refs`: the copy of the count begins here, in the place of the back link.
    #[inline]
    pub(crate) fn reset_refs(&mut self, node: Node, refs: u32) {
        self.heads[node as usize].gc_prev = COLLECTING | refs;
    }

    /// Counts one reference less if the object is being collected. `false` if there was none left.
    #[inline]
    pub(crate) fn decref(&mut self, node: Node) -> bool {
        match self.heads.get_mut(node as usize) {
            Some(head) if head.gc_prev & COLLECTING != 0 => {
                if head.gc_prev & REFS == 0 {
                    return false;
                }
                head.gc_prev -= 1;
                true
            }
            _ => true,
        }
    }

    #[inline]
    pub(crate) fn refs(&self, node: Node) -> u32 {
        self.heads[node as usize].gc_prev & REFS
    }

    #[inline]
    pub(crate) fn set_refs(&mut self, node: Node, refs: u32) {
        let head = &mut self.heads[node as usize];
        head.gc_prev = head.gc_prev & COLLECTING | refs;
    }

    #[inline]
    pub(crate) fn is_unreachable(&self, node: Node) -> bool {
        self.heads[node as usize].gc_next & UNREACHABLE != 0
    }

    #[inline]
    pub(crate) fn clear_unreachable(&mut self, node: Node) {
        self.heads[node as usize].gc_next &= !UNREACHABLE;
    }

    /// Takes `node` out from behind `prev` and puts it at the end of a list of unreachable objects.
    ///
    /// While a generation is being walked it is linked forwards only: the back links hold `gc_refs`.
    #[inline]
    pub(crate) fn make_unreachable(&mut self, node: Node, prev: Node, unreachable: List) {
        let next = self.next(node);
        self.set_next(prev, next);
        let list = unreachable.node();
        let last = self.prev(list);
        self.set_next(last, node);
        self.set_prev(node, last);
        let head = &mut self.heads[node as usize];
        head.gc_next = head.gc_next & OLD_SPACE_1 | UNREACHABLE | list;
        self.set_prev(list, node);
    }

    /// Brings an object back from a list of unreachable ones to the end of `list`, to be walked there.
    #[inline]
    pub(crate) fn make_reachable(&mut self, node: Node, list: Node) {
        let (prev, next) = (self.prev(node), self.next(node));
        self.set_next(prev, next);
        self.set_prev(next, prev);
        self.clear_unreachable(node);
        let last = self.prev(list);
        self.set_next(last, node);
        self.set_prev(node, last);
        self.set_next(node, list);
        self.set_prev(list, node);
        self.set_refs(node, 1);
    }

    /// Puts the back link in place of `gc_refs` again, and ends the object's being collected.
    #[inline]
    pub(crate) fn restore_prev(&mut self, node: Node, prev: Node) {
        self.heads[node as usize].gc_prev = prev;
    }

    // The two old spaces of the incremental collector.

    #[inline]
    pub(crate) fn space(&self, node: Node) -> u32 {
        u32::from(self.heads[node as usize].gc_next & OLD_SPACE_1 != 0)
    }

    #[inline]
    pub(crate) fn set_space(&mut self, node: Node, space: u32) {
        let head = &mut self.heads[node as usize];
        head.gc_next = head.gc_next & !OLD_SPACE_1 | space_bit(space);
    }

    /// `gc_list_set_space`.
    pub(crate) fn set_list_space(&mut self, list: List, space: u32) {
        let mut at = self.next(list.node());
        while at != list.node() {
            self.set_space(at, space);
            at = self.next(at);
        }
    }

    /// Whether every list of the table is linked in both directions and free of marks, as between two collections.
    pub(crate) fn is_sound(&self) -> bool {
        let mut linked = 0;
        for list in 0..LISTS {
            let mut prev = list;
            loop {
                let head = self.heads[prev as usize];
                if (head.gc_next & UNREACHABLE) | (head.gc_prev & COLLECTING) != 0 {
                    return false;
                }
                let next = head.gc_next & NODE;
                if self
                    .heads
                    .get(next as usize)
                    .is_none_or(|head| head.gc_prev & NODE != prev)
                {
                    return false;
                }
                if next == list {
                    break;
                }
                linked += 1;
                if linked > self.heads.len() {
                    return false;
                }
                prev = next;
            }
        }
        let objects = &self.heads[LISTS as usize..];
        objects
            .iter()
            .filter(|head| head.gc_next & NODE != 0)
            .count()
            == linked
    }

    /// Bytes of the table: eight for each slot of the heap.
    pub(crate) fn bytes(&self) -> usize {
        self.heads.capacity() * size_of::<Head>()
    }
}

/// Stops at an object that has no place in the table.
#[cold]
#[inline(never)]
fn too_far(object: Ref) -> ! {
    panic!("{object} is beyond the 2^30 objects that can be tracked")
}

/// The mark of an old space.
#[inline]
fn space_bit(space: u32) -> u32 {
    if space == 0 { 0 } else { OLD_SPACE_1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_eight_bytes() {
        assert_eq!(size_of::<Head>(), 8);
    }

    #[test]
    fn lists_keep_their_order_when_objects_move_and_lists_merge() {
        let mut heads = Heads::new();
        for node in 20..25 {
            heads.track(node, 0);
        }
        heads.move_to(21, List::Old);
        heads.untrack(23);
        assert_eq!(heads.iter(List::Young).collect::<Vec<_>>(), [20, 22, 24]);
        heads.merge(List::Young, List::Old);
        assert_eq!(heads.iter(List::Old).collect::<Vec<_>>(), [21, 20, 22, 24]);
        assert!(heads.is_empty(List::Young));
        assert!(!heads.is_tracked(23));
        assert!(heads.is_sound());
    }

    #[test]
    fn a_broken_list_is_noticed() {
        let mut heads = Heads::new();
        heads.track(20, 0);
        heads.track(21, 0);
        heads.set_prev(21, 16);
        assert!(!heads.is_sound());
    }
}
