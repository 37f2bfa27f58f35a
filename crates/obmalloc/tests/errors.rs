//! Wrong calls are named, with what lies at the address, and change nothing.

use obmalloc::{Address, BlockState, Error, Obmalloc, Place};
use version::Version;

fn heap() -> Obmalloc {
    Obmalloc::new(Version::new(3, 13, 18))
}

fn message(heap: &mut Obmalloc, address: Address) -> String {
    let before = heap.clone();
    let error = heap.free(address).unwrap_err();
    assert_eq!(heap.realloc(address, 10), Err(error));
    assert_eq!(*heap, before);
    error.to_string()
}

fn at(address: Address, bytes: i64) -> Address {
    Address::new(address.get().wrapping_add_signed(bytes))
}

#[test]
fn a_double_free_of_a_block() {
    let mut heap = heap();
    let kept = heap.alloc(56).unwrap();
    let freed = heap.alloc(56).unwrap();
    heap.free(freed).unwrap();
    assert_eq!(
        message(&mut heap, freed),
        format!(
            "double free: {freed} is free already (free block 1 of class 3, pool 0 of arena 0)"
        )
    );
    // The pool is empty now, and belongs to nobody.
    heap.free(kept).unwrap();
    assert!(message(&mut heap, kept).starts_with("double free"));
}

#[test]
fn addresses_in_an_arena_where_no_block_was_handed_out() {
    let mut heap = heap();
    let block = heap.alloc(100).unwrap();
    let arena = heap.arenas()[0].address;
    let expected = [
        (
            at(block, 8),
            "8 bytes into used block 0 of class 6, pool 0 of arena 0",
        ),
        (
            at(block, 112 * 3),
            "untouched block 3 of class 6, pool 0 of arena 0",
        ),
        (at(block, -48), "header of pool 0 of arena 0"),
        (at(block, 16384 - 49), "unused end of pool 0 of arena 0"),
        (at(block, 16384 * 5), "pool 5 of arena 0, not carved yet"),
        (arena, "lost to the alignment of pools in arena 0"),
        (
            at(arena, (1 << 20) - 1),
            "lost to the alignment of pools in arena 0",
        ),
    ];
    for (address, place) in expected {
        assert_eq!(heap.locate(address).to_string(), place);
        assert_eq!(
            message(&mut heap, address),
            format!("no block was handed out at {address} ({place})")
        );
    }
    assert_eq!(heap.locate(at(arena, 1 << 20)), Place::Nowhere);
}

#[test]
fn foreign_addresses() {
    let mut heap = Obmalloc::new(Version::new(3, 8, 18));
    for number in [1, 0x1000, 0x7fff_ffff_ffff, u64::MAX] {
        let text = message(&mut heap, Address::new(number));
        assert_eq!(
            text,
            format!("{number:#x} belongs to no arena and to no system memory")
        );
    }
    // 3.8 unmaps the only arena, so its blocks are foreign afterwards.
    let block = heap.alloc(8).unwrap();
    heap.free(block).unwrap();
    assert_eq!(heap.free(block), Err(Error::Foreign { address: block }));
}

#[test]
fn wrong_addresses_of_the_system_heap() {
    let mut heap = heap();
    let first = heap.alloc(1000).unwrap();
    let second = heap.alloc(1000).unwrap();
    assert!(message(&mut heap, at(second, 16)).contains("used chunk of 1008 bytes"));
    heap.free(first).unwrap();
    assert!(message(&mut heap, first).starts_with("double free"));
    let mapped = heap.alloc(1 << 20).unwrap();
    assert!(message(&mut heap, at(mapped, 5000)).contains("mapping of 1052672 bytes"));
    heap.free(mapped).unwrap();
    assert!(message(&mut heap, mapped).contains("belongs to no arena"));
}

#[test]
fn what_the_allocator_holds_for_itself_can_not_be_freed() {
    let mut heap = heap();
    heap.alloc(8).unwrap();
    // The arena table is the first that was taken from the system heap.
    let table = Address::new(0x5555_5575_6010);
    assert!(matches!(
        heap.locate(table),
        Place::SystemHeap {
            used: true,
            bytes: 784,
            ..
        }
    ));
    assert!(message(&mut heap, table).starts_with("no block was handed out"));
    assert_eq!(heap.usable_size(table), None);
}

#[test]
fn requests_that_are_too_large() {
    let mut heap = heap();
    for nbytes in [1 << 47, i64::MAX as u64, i64::MAX as u64 + 1, u64::MAX] {
        assert_eq!(heap.alloc(nbytes), Err(Error::NoMemory { nbytes }));
    }
    let block = heap.alloc(100).unwrap();
    let large = heap.alloc(1000).unwrap();
    let before = heap.clone();
    for address in [block, large] {
        assert_eq!(
            heap.realloc(address, u64::MAX),
            Err(Error::NoMemory { nbytes: u64::MAX })
        );
    }
    assert_eq!(heap, before);
    heap.audit().unwrap();
}

#[test]
fn a_limit_on_memory_ends_in_an_error_and_frees_make_room_again() {
    for version in version::MEASURED {
        let mut heap = Obmalloc::new(version);
        heap.limit_memory(4 << 20);
        let mut blocks = Vec::new();
        let error = loop {
            match heap.alloc(512) {
                Ok(address) => blocks.push(address),
                Err(error) => break error,
            }
        };
        assert_eq!(error, Error::NoMemory { nbytes: 512 });
        // Without room for an arena, the system's heap serves small requests as long as it can.
        assert!(heap.stats().raw_blocks > 0, "{version}");
        assert!(heap.mapped_bytes() <= 4 << 20);
        heap.audit().unwrap();
        for address in blocks {
            heap.free(address).unwrap();
        }
        heap.alloc(512).unwrap();
        heap.audit().unwrap();
    }
}

#[test]
fn null_is_freed_without_effect_and_resized_by_allocating() {
    let mut heap = heap();
    let before = heap.clone();
    heap.free(Address::NULL).unwrap();
    assert_eq!(heap, before);
    let address = heap.realloc(Address::NULL, 40).unwrap();
    assert!(matches!(
        heap.locate(address),
        Place::Block {
            class: 2,
            block: 0,
            offset: 0,
            state: BlockState::Used,
            ..
        }
    ));
}
