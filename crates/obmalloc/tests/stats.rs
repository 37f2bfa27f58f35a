//! Statistics, and the ways to look around.

use obmalloc::{Address, BlockState, Obmalloc, POOL_OVERHEAD};
use version::Version;

#[test]
fn every_byte_of_an_arena_is_accounted_for() {
    let mut heap = Obmalloc::new(Version::new(3, 8, 18));
    for _ in 0..3 {
        heap.alloc(512).unwrap();
    }
    heap.alloc(20).unwrap();
    heap.alloc(1000).unwrap();
    let stats = heap.stats();
    assert_eq!(stats.allocated_bytes, 3 * 512 + 32);
    assert_eq!(stats.available_bytes, 4 * 512 + 125 * 32);
    assert_eq!(stats.unused_pools, 62);
    assert_eq!(stats.pool_header_bytes, 2 * u64::from(POOL_OVERHEAD));
    // 4048 bytes are 7 blocks of 512 and 464 bytes, or 126 blocks of 32 and 16 bytes.
    assert_eq!(stats.quantization, 464 + 16);
    assert_eq!(stats.arena_alignment, 0);
    assert_eq!(stats.total(), 262_144);
    assert_eq!((stats.raw_blocks, heap.getallocatedblocks()), (1, 5));
    let class = &stats.classes[31];
    assert_eq!(
        (class.num_pools, class.blocks_in_use, class.avail_blocks),
        (1, 3, 4)
    );
}

#[test]
fn an_arena_of_16_kib_pools_loses_one_of_them_to_alignment() {
    let mut heap = Obmalloc::new(Version::new(3, 13, 18));
    heap.alloc(1).unwrap();
    let stats = heap.stats();
    assert_eq!((stats.arena_alignment, stats.unused_pools), (16_384, 62));
    assert_eq!(stats.total(), 1 << 20);
    assert_eq!(heap.arenas()[0].total_pools, 63);
}

#[test]
fn the_highwater_mark_and_what_was_given_back() {
    let mut heap = Obmalloc::new(Version::new(3, 9, 18));
    for _ in 0..2 {
        let blocks: Vec<Address> = (0..2000).map(|_| heap.alloc(500).unwrap()).collect();
        for block in blocks {
            heap.free(block).unwrap();
        }
    }
    let stats = heap.stats();
    // 2000 blocks, 7 in a pool, 448 in an arena: five arenas. One stayed, so four are mapped again.
    assert_eq!(stats.arenas_allocated_total, 9);
    assert_eq!(stats.arenas_reclaimed, 8);
    assert_eq!((stats.arenas_highwater, stats.arenas_current), (5, 1));
}

#[test]
fn the_table_of_arenas_doubles_when_it_is_full() {
    let mut heap = Obmalloc::new(Version::new(3, 8, 18));
    let table_bytes = |heap: &Obmalloc| heap.stats().system.used_bytes;
    let mut sizes = Vec::new();
    while heap.stats().arenas_current < 40 {
        heap.alloc(512).unwrap();
        if sizes.last() != Some(&table_bytes(&heap)) {
            sizes.push(table_bytes(&heap));
        }
    }
    // 16, 32 and 64 entries of 48 bytes, each in a chunk of the system heap.
    assert_eq!(sizes, [784, 1552, 3088]);
}

#[test]
fn a_pool_can_be_drawn() {
    let mut heap = Obmalloc::new(Version::new(3, 8, 18));
    let blocks: Vec<Address> = (0..5).map(|_| heap.alloc(512).unwrap()).collect();
    heap.free(blocks[1]).unwrap();
    heap.free(blocks[3]).unwrap();
    let pool = heap.pool_at(blocks[0]).unwrap();
    use BlockState::{Free, Untouched, Used};
    assert_eq!(pool.blocks, [Used, Free, Used, Free, Used, Free, Untouched]);
    // Block 5 was cut ahead of need, when block 4 was handed out.
    assert_eq!(pool.free_list, [3, 1, 5]);
    assert_eq!(pool.blocks_in_use(), 3);
    assert_eq!(pool.block_address(3), blocks[3]);
    assert_eq!((pool.arena, pool.index, pool.class), (0, 0, 31));
    assert_eq!(heap.used_pools(31), [pool.address]);
    assert_eq!(heap.used_pools(32), []);
    assert_eq!(heap.pool_at(Address::NULL), None);
}

#[test]
fn a_full_pool_comes_back_to_the_front_of_its_list() {
    let mut heap = Obmalloc::new(Version::new(3, 8, 18));
    let blocks: Vec<Address> = (0..17).map(|_| heap.alloc(512).unwrap()).collect();
    let pool = |index: usize| Address::new(blocks[index].get() & !4095);
    assert_eq!(
        heap.used_pools(31),
        [pool(14)],
        "two pools are full and in no list"
    );
    heap.free(blocks[0]).unwrap();
    heap.free(blocks[7]).unwrap();
    assert_eq!(heap.used_pools(31), [pool(7), pool(0), pool(14)]);
    assert_eq!(heap.alloc(512), Ok(blocks[7]));
    assert_eq!(heap.alloc(512), Ok(blocks[0]));
}

#[test]
fn the_report_names_every_quantity() {
    let mut heap = Obmalloc::new(Version::new(3, 13, 18));
    heap.alloc(500).unwrap();
    heap.alloc(1000).unwrap();
    assert_eq!(
        heap.stats().to_string(),
        "\
requests of 1 to 512 bytes, 32 size classes, pages of 4096 bytes

class  bytes  pools      used      free
   31    512      1         1        30

arenas mapped in all                               1
arenas unmapped                                    0
arenas at most                                     1
arenas now                                         1
  bytes, 1,048,576 each                    1,048,576

bytes in used blocks                             512
bytes in free blocks                          15,360
bytes in 62 unused pools                   1,015,808
bytes in pool headers                             48
bytes lost to quantization                       464
bytes lost to arena alignment                 16,384
total                                      1,048,576

radix tree, 1 + 1 nodes, bytes               655,360

requests served by the system                      1
bytes in the system's heap                   135,168
bytes in mappings of their own               266,240
"
    );
}

#[test]
fn it_is_plain_data() {
    fn is_plain<T: Clone + PartialEq + std::fmt::Debug + Send + Sync>() {}
    is_plain::<Obmalloc>();
    let mut heap = Obmalloc::new(Version::default());
    let block = heap.alloc(40).unwrap();
    let mut twin = heap.clone();
    heap.free(block).unwrap();
    assert_ne!(heap, twin);
    twin.free(block).unwrap();
    assert_eq!(heap, twin);
}
