//! The modelled `malloc`, step by step.

use super::*;

#[test]
fn a_small_chunk_that_was_freed_last_is_handed_out_first() {
    let mut system = System::new();
    let chunks: Vec<Address> = (0..9).map(|_| system.malloc(1000).unwrap()).collect();
    for &chunk in &chunks[..7] {
        system.free(chunk).unwrap();
    }
    for &chunk in chunks[..7].iter().rev() {
        assert_eq!(system.malloc(1000), Some(chunk));
    }
    system.audit().unwrap();
}

#[test]
fn neighbours_merge_and_the_best_fit_is_cut() {
    let mut system = System::new();
    let chunks: Vec<Address> = (0..6).map(|_| system.malloc(2000).unwrap()).collect();
    for index in [1, 2, 4] {
        system.free(chunks[index]).unwrap();
    }
    // The single chunk fits better than the merged one, which is lower.
    assert_eq!(system.malloc(1900), Some(chunks[4]));
    assert_eq!(system.malloc(4000), Some(chunks[1]));
    assert!(system.malloc(2000) > Some(chunks[5]));
    system.audit().unwrap();
}

#[test]
fn a_chunk_grows_into_free_neighbours_and_shrinks_in_place() {
    let mut system = System::new();
    let chunks: Vec<Address> = (0..3).map(|_| system.malloc(2000).unwrap()).collect();
    system.free(chunks[1]).unwrap();
    assert_eq!(system.realloc(chunks[0], 3900), Ok(Some(chunks[0])));
    assert_eq!(system.realloc(chunks[0], 100), Ok(Some(chunks[0])));
    assert_eq!(
        system.realloc(chunks[2], 9000),
        Ok(Some(chunks[2])),
        "the top is behind it"
    );
    let moved = system.realloc(chunks[0], 5000).unwrap().unwrap();
    assert!(moved > chunks[2]);
    system.audit().unwrap();
    for address in [moved, chunks[2]] {
        system.free(address).unwrap();
    }
    system.audit().unwrap();
    assert_eq!(system.stats().used_bytes, 0);
}

#[test]
fn the_top_is_trimmed_when_much_of_it_is_free() {
    let mut system = System::new();
    let chunks: Vec<Address> = (0..100).map(|_| system.malloc(100_000).unwrap()).collect();
    let full = system.stats().heap_bytes;
    for &chunk in chunks.iter().skip(1).rev() {
        system.free(chunk).unwrap();
    }
    let after = system.stats().heap_bytes;
    assert!(
        full > 10_000_000 && after < 400_000,
        "{full} bytes, then {after}"
    );
    system.audit().unwrap();
}

#[test]
fn a_large_request_gets_pages_of_its_own_and_gives_them_back() {
    let mut system = System::new();
    let first = system.malloc(1 << 20).unwrap();
    let second = system.malloc(1 << 20).unwrap();
    assert_eq!(system.stats().mapped_bytes, 2 * ((1 << 20) + PAGE));
    // Mappings grow down, so the next pages of the second are the first's.
    let moved = system.realloc(second, 2 << 20).unwrap().unwrap();
    assert!(moved < second);
    system.free(first).unwrap();
    system.free(moved).unwrap();
    assert_eq!(system.stats(), SystemStats::default());
    assert_eq!(system.malloc(1 << 20), Some(first));
    assert_eq!(system.realloc(first, 10), Ok(Some(first)));
    assert_eq!(system.stats().mapped_bytes, PAGE);
    assert_eq!(system.realloc(first, 1 << 20), Ok(Some(first)));
    system.audit().unwrap();
}
