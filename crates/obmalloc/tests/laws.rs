//! Laws that hold after any sequence of calls, in every layout.

use std::collections::BTreeMap;

use obmalloc::{ALIGNMENT, Address, Error, Obmalloc, size_class};
use proptest::prelude::*;
use version::Version;

#[derive(Clone, Copy, Debug)]
enum Step {
    Alloc(u64),
    /// Frees the n-th live address, counted round.
    Free(usize),
    Realloc(usize, u64),
}

fn nbytes() -> impl Strategy<Value = u64> {
    prop_oneof![
        6 => 0..=80_u64,
        6 => 400..=512_u64,
        3 => 0..=520_u64,
        3 => 513..=9_000_u64,
        1 => 100_000..=400_000_u64,
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => nbytes().prop_map(Step::Alloc),
        4 => any::<usize>().prop_map(Step::Free),
        2 => (any::<usize>(), nbytes()).prop_map(|(index, nbytes)| Step::Realloc(index, nbytes)),
    ]
}

fn version() -> impl Strategy<Value = Version> {
    prop::sample::select(version::MEASURED.to_vec())
}

/// What lives: each address, and the bytes asked for.
#[derive(Default)]
struct Live {
    blocks: BTreeMap<Address, u64>,
    order: Vec<Address>,
}

impl Live {
    fn insert(&mut self, address: Address, nbytes: u64) -> Result<(), TestCaseError> {
        prop_assert!(address.get().is_multiple_of(u64::from(ALIGNMENT)));
        if let Some((before, bytes)) = self.blocks.range(..=address).next_back() {
            prop_assert!(
                before.get() + bytes.max(&1) <= address.get(),
                "{address} overlaps {before}"
            );
        }
        if let Some((after, _)) = self.blocks.range(address..).next() {
            prop_assert!(
                address.get() + nbytes.max(1) <= after.get(),
                "{address} overlaps {after}"
            );
        }
        self.blocks.insert(address, nbytes);
        self.order.push(address);
        Ok(())
    }

    fn take(&mut self, index: usize) -> Option<Address> {
        if self.order.is_empty() {
            return None;
        }
        let address = self.order.swap_remove(index % self.order.len());
        self.blocks.remove(&address);
        Some(address)
    }
}

fn run(heap: &mut Obmalloc, live: &mut Live, step: Step) -> Result<(), TestCaseError> {
    match step {
        Step::Alloc(nbytes) => {
            let address = heap.alloc(nbytes).unwrap();
            prop_assert!(heap.usable_size(address) >= Some(nbytes));
            live.insert(address, nbytes)?;
        }
        Step::Free(index) => {
            if let Some(address) = live.take(index) {
                heap.free(address).unwrap();
            }
        }
        Step::Realloc(index, nbytes) => {
            if let Some(address) = live.take(index) {
                let moved = heap.realloc(address, nbytes).unwrap();
                prop_assert!(heap.usable_size(moved) >= Some(nbytes));
                live.insert(moved, nbytes)?;
            }
        }
    }
    prop_assert_eq!(heap.getallocatedblocks(), live.order.len());
    Ok(())
}

fn free_all(heap: &mut Obmalloc, live: &mut Live) {
    while let Some(address) = live.take(7) {
        heap.free(address).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_audit_holds_and_no_blocks_overlap(
        version in version(),
        steps in prop::collection::vec(step(), 1..250),
    ) {
        let mut heap = Obmalloc::new(version);
        let mut live = Live::default();
        for step in steps {
            run(&mut heap, &mut live, step)?;
            if let Err(error) = heap.audit() {
                return Err(TestCaseError::fail(format!("{version}: {error}")));
            }
        }
        let stats = heap.stats();
        prop_assert_eq!(stats.total(), stats.arena_bytes());
    }

    /// Phases of growing and shrinking: enough to fill arenas and to empty them in any order.
    #[test]
    fn arenas_come_and_go_and_at_most_one_free_arena_is_kept(
        version in version(),
        phases in prop::collection::vec((1_u64..=512, 500..4_000_usize, 1_usize..97, any::<bool>()), 1..5),
    ) {
        let mut heap = Obmalloc::new(version);
        let mut live = Live::default();
        for (nbytes, count, stride, shuffled) in phases {
            // A mapping of its own in between: the next arenas are aligned otherwise.
            live.order.push(heap.alloc(200_000 + 4096 * stride as u64).unwrap());
            for _ in 0..count {
                let address = heap.alloc(nbytes).unwrap();
                live.order.push(address);
            }
            heap.audit().map_err(|error| TestCaseError::fail(format!("{version}: {error}")))?;
            let goal = live.order.len() / stride;
            let mut index = 0;
            while live.order.len() > goal {
                index = if shuffled { index + 7919 } else { 0 };
                let last = live.order.len() - 1;
                let address = live.order.swap_remove((last - index % live.order.len()).min(last));
                heap.free(address).unwrap();
            }
            heap.audit().map_err(|error| TestCaseError::fail(format!("{version}: {error}")))?;
        }
        free_all(&mut heap, &mut live);
        let kept = usize::from(version >= Version::new(3, 9, 0));
        prop_assert_eq!(heap.stats().arenas_current, kept);
        prop_assert_eq!(heap.getallocatedblocks(), 0);
        heap.audit().map_err(|error| TestCaseError::fail(format!("{version}: {error}")))?;
    }

    #[test]
    fn a_block_that_was_freed_last_is_handed_out_first(
        version in version(),
        steps in prop::collection::vec(step(), 1..80),
        nbytes in 1_u64..=512,
        other in 1_u64..=512,
    ) {
        let mut heap = Obmalloc::new(version);
        let mut live = Live::default();
        for step in steps {
            run(&mut heap, &mut live, step)?;
        }
        let mut freed = heap.alloc(nbytes).unwrap();
        if heap.pool_at(freed).unwrap().blocks_in_use() == 1 {
            // Another block of the class keeps the pool with it.
            freed = heap.alloc(nbytes).unwrap();
        }
        let before = heap.clone();
        heap.free(freed).unwrap();
        prop_assert_ne!(&heap, &before);
        if size_class(other) != size_class(nbytes) {
            let elsewhere = heap.alloc(other).unwrap();
            prop_assert_ne!(elsewhere, freed);
        }
        prop_assert_eq!(heap.alloc(nbytes).unwrap(), freed);
    }

    #[test]
    fn the_same_calls_give_the_same_addresses_and_a_wrong_free_changes_nothing(
        version in version(),
        steps in prop::collection::vec(step(), 1..120),
        number in any::<u64>(),
        inside in 1_u64..16,
    ) {
        let (mut heap, mut twin) = (Obmalloc::new(version), Obmalloc::new(version));
        let (mut live, mut twin_live) = (Live::default(), Live::default());
        for step in steps {
            run(&mut heap, &mut live, step)?;
            run(&mut twin, &mut twin_live, step)?;
        }
        prop_assert_eq!(&live.order, &twin_live.order);
        let mut wrong = vec![Address::new(number | 1)];
        wrong.extend(live.order.iter().map(|address| Address::new(address.get() + inside)));
        for address in wrong {
            let error = heap.free(address).unwrap_err();
            let is_named = matches!(error, Error::NotABlock { .. } | Error::Foreign { .. });
            prop_assert!(is_named, "{error}");
            prop_assert!(heap.realloc(address, 100).is_err());
        }
        prop_assert_eq!(heap, twin);
    }
}
