//! Pools emptied in random order are taken again in the order in which CPython takes them.

use std::collections::{HashMap, HashSet};

use obmalloc::{Address, Obmalloc};

/// The numbers on the line that begins with `name`.
fn numbers(text: &str, name: &str) -> Vec<usize> {
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix(name))
        .unwrap();
    line.split_whitespace()
        .map(|word| word.parse().unwrap())
        .collect()
}

fn check(text: &str, version: &str) {
    let (emptied, taken) = (numbers(text, "emptied "), numbers(text, "taken "));
    let mut heap = Obmalloc::new(version.parse().unwrap());
    let layout = *heap.layout();
    let mask = u64::from(layout.pool_size()) - 1;
    let per_pool = layout.num_blocks(31) as usize;
    for _ in 0..per_pool {
        heap.alloc(512).unwrap();
    }
    let mut numbers: HashMap<u64, usize> = HashMap::new();
    let mut members: Vec<Vec<Address>> = Vec::new();
    for _ in 0..320 * per_pool {
        let address = heap.alloc(512).unwrap();
        let number = *numbers
            .entry(address.get() & !mask)
            .or_insert(members.len());
        members.resize_with(members.len().max(number + 1), Vec::new);
        members[number].push(address);
    }
    assert_eq!(members.len(), 320);
    // The recording process went on to use the last arena for its own objects.
    let last = heap.usable_arenas()[0];
    while heap.usable_arenas().contains(&last) {
        heap.alloc(16).unwrap();
    }
    let arenas = heap.stats().arenas_current;
    for &number in &emptied {
        for &address in &members[number] {
            heap.free(address).unwrap();
        }
        heap.audit().unwrap();
    }
    assert_eq!(heap.stats().arenas_current, arenas);
    let mut sequence = Vec::new();
    while sequence.len() < emptied.len() {
        let pool = heap.alloc(512).unwrap().get() & !mask;
        let number = numbers[&pool];
        if sequence.last() != Some(&number) {
            sequence.push(number);
        }
    }
    // The recording process took some pools elsewhere first, so it stopped earlier.
    assert!(taken.len() > emptied.len() / 2 && taken.len() <= sequence.len());
    assert_eq!(sequence[..taken.len()], taken, "{version}");
    let all: HashSet<usize> = sequence.into_iter().collect();
    assert_eq!(all, emptied.into_iter().collect());
}

#[test]
fn the_fullest_arena_gives_the_next_pool_of_4_kib() {
    for version in ["3.8.18", "3.9.18"] {
        check(include_str!("facts/order-4k.txt"), version);
    }
}

#[test]
fn the_fullest_arena_gives_the_next_pool_of_16_kib() {
    for version in ["3.10.13", "3.12.1", "3.13.18", "3.15.2"] {
        check(include_str!("facts/order-16k.txt"), version);
    }
}
