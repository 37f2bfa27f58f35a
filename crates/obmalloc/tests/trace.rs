//! The same calls on real CPython and on the model give the same pools and blocks.

use std::collections::HashMap;

use obmalloc::{Address, Obmalloc, POOL_OVERHEAD, class_size, size_class};
use version::Version;

/// Replays a recorded trace, and compares pool and block of each allocation.
fn replay(text: &str, version: Version) -> Result<usize, String> {
    let mut heap = Obmalloc::new(version);
    let mask = u64::from(heap.layout().pool_size()) - 1;
    let mut got: Vec<Address> = Vec::new();
    let mut pools: HashMap<u64, usize> = HashMap::new();
    // What the recording process held in the same arena.
    heap.alloc(512).unwrap();
    for (number, line) in text.lines().enumerate() {
        let fail = |what: String| Err(format!("{version}, line {}: {what}", number + 1));
        let words: Vec<&str> = line.split(' ').collect();
        match words[..] {
            ["#", ..] => {}
            ["-", index] => heap.free(got[index.parse::<usize>().unwrap()]).unwrap(),
            ["+", nbytes, pool, block] => {
                let nbytes: u64 = nbytes.parse().unwrap();
                let address = heap.alloc(nbytes).unwrap();
                got.push(address);
                let next = pools.len();
                let my_pool = *pools.entry(address.get() & !mask).or_insert(next);
                let size = class_size(size_class(nbytes).unwrap());
                let my_block = ((address.get() & mask) as u32 - POOL_OVERHEAD) / size;
                let expected = (pool.parse().unwrap(), block.parse().unwrap());
                if (my_pool, my_block) != expected {
                    return fail(format!("CPython {line:?}, model {my_pool} {my_block}"));
                }
            }
            _ => return fail(format!("not a step: {line:?}")),
        }
        heap.audit().map_err(|error| format!("{error}"))?;
    }
    Ok(got.len())
}

fn check(text: &str, versions: &[&str]) {
    for version in versions {
        let version = version.parse().unwrap();
        match replay(text, version) {
            Ok(allocations) => assert!(allocations > 300, "only {allocations} allocations"),
            Err(what) => panic!("{what}"),
        }
    }
}

#[test]
fn pools_of_4_kib_are_filled_and_emptied_as_in_cpython() {
    check(include_str!("facts/trace-4k.txt"), &["3.8.18", "3.9.18"]);
}

#[test]
fn pools_of_16_kib_are_filled_and_emptied_as_in_cpython() {
    let versions = [
        "3.10.13", "3.11.7", "3.13.0", "3.13.18", "3.14.10", "3.15.2",
    ];
    check(include_str!("facts/trace-16k.txt"), &versions);
}

#[test]
fn a_trace_of_one_layout_is_none_of_the_other() {
    let other = replay(include_str!("facts/trace-4k.txt"), Version::new(3, 10, 13));
    assert!(
        other.is_err(),
        "4 KiB and 16 KiB pools can't give the same blocks"
    );
}
