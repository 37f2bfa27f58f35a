//! What real releases measured, against the model of the same release.

use obmalloc::{Address, NB_SMALL_SIZE_CLASSES, Obmalloc, SMALL_REQUEST_THRESHOLD, class_size};
use version::Version;

/// The lines of a facts file that aren't comments, cut into words; the first word is a release.
fn rows(text: &str) -> Vec<(Version, Vec<&str>)> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let mut words = line.split(' ');
            let version = words.next().unwrap().parse().unwrap();
            (version, words.collect())
        })
        .collect()
}

#[test]
fn sizes_of_arenas_pools_classes_and_map_nodes() {
    let rows = rows(include_str!("facts/layout.txt"));
    assert_eq!(rows.len(), 9);
    for (version, row) in rows {
        let mut heap = Obmalloc::new(version);
        heap.alloc(1).unwrap();
        let stats = heap.stats();
        let map = stats.arena_map.map(|map| {
            let node = |bytes: u64, nodes: usize| (bytes / nodes as u64).to_string();
            [
                map.root_bytes.to_string(),
                node(map.mid_bytes, map.mid_nodes),
                node(map.bot_bytes, map.bot_nodes),
            ]
        });
        let map = map.unwrap_or_else(|| ["-"; 3].map(String::from));
        let mut model = vec![
            heap.layout().arena_size().to_string(),
            heap.layout().pool_size().to_string(),
            SMALL_REQUEST_THRESHOLD.to_string(),
            stats.classes.len().to_string(),
        ];
        model.extend(map);
        assert_eq!(model, row, "{version}");
    }
}

/// Misconception: freed objects give their memory back to the system.
#[test]
fn no_arena_comes_back_while_each_200th_object_lives() {
    let rows = rows(include_str!("facts/arenas.txt"));
    assert_eq!(rows.len(), 9);
    for (version, row) in rows {
        let measured: Vec<i64> = row.iter().map(|word| word.parse().unwrap()).collect();
        let mut heap = Obmalloc::new(version);
        let arenas = |heap: &Obmalloc| heap.stats().arenas_current as i64;
        let objects: Vec<Address> = (0..400_000).map(|_| heap.alloc(56).unwrap()).collect();
        let full = arenas(&heap);
        // The real process had pools and parts of an arena left over to begin with.
        let grown = measured[1] - measured[0];
        assert!(
            (full - grown).abs() <= 1,
            "{version}: {full} arenas, {grown} measured"
        );

        for (index, &object) in objects.iter().enumerate() {
            if index % 200 != 0 {
                heap.free(object).unwrap();
            }
        }
        assert_eq!(arenas(&heap), full, "{version}");
        assert_eq!(measured[2], measured[1], "{version}");
        assert_eq!(heap.getallocatedblocks(), 2000);

        for &object in objects.iter().step_by(200) {
            heap.free(object).unwrap();
        }
        let kept = i64::from(heap.layout().keeps_last_free_arena());
        assert_eq!(arenas(&heap), kept, "{version}");
        assert!(measured[3] - measured[0] <= 2, "{version}");
        heap.audit().unwrap();
    }
}

#[test]
fn a_block_stays_where_it_is_from_the_measured_request_on() {
    let text = include_str!("facts/realloc.txt");
    let line = text.lines().find(|line| !line.starts_with('#')).unwrap();
    let measured: Vec<u64> = line.split(' ').map(|word| word.parse().unwrap()).collect();
    assert_eq!(measured.len(), NB_SMALL_SIZE_CLASSES);
    for version in version::MEASURED {
        let mut heap = Obmalloc::new(version);
        for (class, &from) in measured.iter().enumerate() {
            let size = u64::from(class_size(class));
            for nbytes in 0..size + 20 {
                let before = heap.alloc(size).unwrap();
                let after = heap.realloc(before, nbytes).unwrap();
                let stays = (from..=size).contains(&nbytes);
                assert_eq!(
                    before == after,
                    stays,
                    "{version}: {size} to {nbytes} bytes"
                );
                heap.free(after).unwrap();
            }
        }
        heap.audit().unwrap();
    }
}
