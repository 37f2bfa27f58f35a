//! What an observer hears, call by call.

use obmalloc::{Event, Obmalloc, SMALL_REQUEST_THRESHOLD};
use version::Version;

fn recorded(version: Version) -> Obmalloc<Vec<Event>> {
    Obmalloc::with_observer(version, Vec::new())
}

/// The events since the last time, one a line.
fn log(heap: &mut Obmalloc<Vec<Event>>) -> String {
    let events = std::mem::take(heap.observer_mut());
    events.iter().map(|event| format!("{event}\n")).collect()
}

#[test]
fn a_life_in_3_8_gives_the_arena_back() {
    let mut heap = recorded(Version::new(3, 8, 18));
    let first = heap.alloc(56).unwrap();
    let second = heap.alloc(64).unwrap();
    let other = heap.alloc(16).unwrap();
    heap.free(first).unwrap();
    let again = heap.alloc(49).unwrap();
    assert_eq!(again, first);
    for address in [second, first, other] {
        heap.free(address).unwrap();
    }
    assert_eq!(
        log(&mut heap),
        "arena 0 mapped at 0x7ffff7fbb000
pool 0x7ffff7fbb000 taken for class 3
block 0x7ffff7fbb030 allocated in class 3
block 0x7ffff7fbb070 allocated in class 3
pool 0x7ffff7fbc000 taken for class 0
block 0x7ffff7fbc030 allocated in class 0
block 0x7ffff7fbb030 freed in class 3
block 0x7ffff7fbb030 allocated in class 3
block 0x7ffff7fbb070 freed in class 3
block 0x7ffff7fbb030 freed in class 3
pool 0x7ffff7fbb000 returned by class 3
block 0x7ffff7fbc030 freed in class 0
pool 0x7ffff7fbc000 returned by class 0
arena 0 unmapped from 0x7ffff7fbb000
"
    );
}

#[test]
fn a_life_in_3_13_keeps_the_arena_and_reuses_the_pool() {
    let mut heap = recorded(Version::new(3, 13, 18));
    let first = heap.alloc(56).unwrap();
    let second = heap.alloc(56).unwrap();
    heap.free(first).unwrap();
    heap.free(second).unwrap();
    // The pool served this class before: its free list is still there, latest first.
    let third = heap.alloc(56).unwrap();
    assert_eq!(third, second);
    heap.free(third).unwrap();
    // Another class cuts the same pool anew.
    heap.alloc(100).unwrap();
    assert_eq!(
        log(&mut heap),
        "arena 0 mapped at 0x7ffff7efb000
pool 0x7ffff7efc000 taken for class 3
block 0x7ffff7efc030 allocated in class 3
block 0x7ffff7efc070 allocated in class 3
block 0x7ffff7efc030 freed in class 3
block 0x7ffff7efc070 freed in class 3
pool 0x7ffff7efc000 returned by class 3
pool 0x7ffff7efc000 taken for class 3
block 0x7ffff7efc070 allocated in class 3
block 0x7ffff7efc070 freed in class 3
pool 0x7ffff7efc000 returned by class 3
pool 0x7ffff7efc000 taken for class 6
block 0x7ffff7efc030 allocated in class 6
"
    );
}

#[test]
fn what_no_pool_serves_goes_to_the_system() {
    let mut heap = recorded(Version::new(3, 13, 18));
    let large = heap.alloc(u64::from(SMALL_REQUEST_THRESHOLD) + 1).unwrap();
    let nothing = heap.alloc(0).unwrap();
    let small_again = heap.realloc(large, 8).unwrap();
    heap.free(nothing).unwrap();
    heap.free(small_again).unwrap();
    let mapped = heap.alloc(1 << 20).unwrap();
    heap.free(mapped).unwrap();
    assert_eq!(
        log(&mut heap),
        "system allocated 513 bytes at 0x555555756010
system allocated 0 bytes at 0x555555756220
system resized 0x555555756010 to 8 bytes at 0x555555756010
system freed 0x555555756220
system freed 0x555555756010
system allocated 1048576 bytes at 0x7ffff7efa010
system freed 0x7ffff7efa010
"
    );
}

#[test]
fn nothing_is_reported_when_a_block_stays_where_it_is() {
    let mut heap = recorded(Version::default());
    let address = heap.alloc(64).unwrap();
    log(&mut heap);
    heap.realloc(address, 49).unwrap();
    assert_eq!(log(&mut heap), "");
    let moved = heap.realloc(address, 48).unwrap();
    assert_ne!(moved, address);
    assert_eq!(log(&mut heap).lines().count(), 4);
}

#[test]
fn one_arena_is_mapped_for_a_loop_around_its_edge_since_3_9() {
    let mapped_in = |version| {
        let mut heap = recorded(version);
        for _ in 0..5 {
            let address = heap.alloc(32).unwrap();
            heap.free(address).unwrap();
        }
        log(&mut heap).matches(" mapped at").count()
    };
    assert_eq!(mapped_in(Version::new(3, 8, 18)), 5);
    assert_eq!(mapped_in(Version::new(3, 9, 18)), 1);
}
