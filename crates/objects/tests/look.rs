//! One look at a slot or a reference tells everything.

use objects::{Gone, Heap, Ref, Silent, World, decref};

#[test]
fn a_slot_tells_its_object_its_count_and_its_value() {
    let mut heap = Heap::new();
    let leaf = heap.insert(vec![]);
    let held = heap.insert(vec![leaf]);
    heap.incref(leaf);
    let forever = heap.insert_immortal(vec![]);
    assert_eq!(heap.slot_at(0), Some((leaf, 2, &vec![])));
    assert_eq!(heap.slot_at(1), Some((held, 1, &vec![leaf])));
    assert_eq!(heap.slot_at(2), Some((forever, u32::MAX, &vec![])));
    assert_eq!(heap.slot_at(3), None);
    // The mark of a finalizer that was called is no part of the count.
    heap.set_finalized(held).expect("it is alive");
    assert_eq!(heap.slot_at(1), Some((held, 1, &vec![leaf])));
    heap.decref(held);
    assert_eq!(heap.slot_at(1), None);
    let next = heap.insert(vec![]);
    assert_eq!((next.index(), next.life()), (1, 2));
    assert_eq!(heap.slot_at(1), Some((next, 1, &vec![])));
}

#[test]
fn what_can_be_used_is_read_in_one_look() {
    let mut heap = Heap::new();
    let object = heap.insert(vec![]);
    assert_eq!(heap.try_get(object), Ok(&vec![]));
    heap.decref(object);
    assert_eq!(heap.try_get(object).unwrap_err().gone, Gone::Freed);
    heap.insert(vec![]);
    assert_eq!(heap.try_get(object).unwrap_err().gone, Gone::Reused);
}

/// A world that looks at its objects while they die.
struct Looking {
    heap: Heap<Vec<Ref>>,
    looks: usize,
}

impl World for Looking {
    type Object = Vec<Ref>;
    type Observer = Silent;

    fn heap(&mut self) -> &mut Heap<Vec<Ref>> {
        &mut self.heap
    }

    fn dealloc(&mut self, object: Ref) {
        self.looks += 1;
        assert_eq!(self.heap.try_get(object).unwrap_err().gone, Gone::Dying);
        // The value is still there, for whoever asks for it all the same.
        assert_eq!(self.heap.get(object), Some(&vec![]));
        assert_eq!(
            self.heap.slot_at(object.index()),
            Some((object, 0, &vec![]))
        );
    }
}

#[test]
fn a_dying_object_has_a_count_of_zero_and_is_of_no_use() {
    let mut world = Looking {
        heap: Heap::new(),
        looks: 0,
    };
    let object = world.heap.insert(vec![]);
    decref(&mut world, object);
    assert_eq!(world.looks, 1);
}
