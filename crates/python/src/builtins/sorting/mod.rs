//! `list.sort` and `sorted`: CPython's own merge sort, so that keys are compared in its order.

mod gallop;
mod merge;
mod run;

use objects::Ref;

use crate::code::Compare;
use crate::objects::Body;
use crate::vm::{Args, R, Vm};

/// A key, and the item that it is for.
type Pair = (Ref, Ref);

/// From so many elements on, short runs are made longer: `MAX_MINRUN`.
const MAX_MINRUN: usize = 64;

/// The state of one sort: `MergeState`.
struct Sort<'a> {
    vm: &'a mut Vm,
    pairs: Vec<Pair>,
    /// Runs that wait to be merged.
    pending: Vec<Run>,
    min_gallop: usize,
}

#[derive(Clone, Copy, Debug)]
struct Run {
    start: usize,
    len: usize,
    power: u32,
}

impl Sort<'_> {
    /// `left < right` of two keys.
    fn less(&mut self, left: Ref, right: Ref) -> R<bool> {
        self.vm.clock.step();
        self.vm.compare_bool(Compare::Lt, left, right)
    }

    fn run(&mut self) -> R<()> {
        let total = self.pairs.len();
        if total < 2 {
            return Ok(());
        }
        let mut lengths = MinRuns::new(total, self.vm.since(15));
        let mut start = 0;
        while start < total {
            let left = total - start;
            let mut len = self.count_run(start, left)?;
            let least = lengths.next();
            if len < least {
                let force = left.min(least);
                self.binary_sort(start, force, len)?;
                len = force;
            }
            self.push_run(Run {
                start,
                len,
                power: 0,
            })?;
            start += len;
        }
        self.merge_force_collapse()
    }
}

/// How long runs are at least: one number for all to 3.14, then numbers that add up better (gh-132569).
struct MinRuns {
    total: usize,
    shift: u32,
    current: usize,
    varying: bool,
}

impl MinRuns {
    fn new(total: usize, varying: bool) -> MinRuns {
        let mut shift = 0;
        while total >> shift >= MAX_MINRUN {
            shift += 1;
        }
        MinRuns {
            total,
            shift,
            current: 0,
            varying,
        }
    }

    fn next(&mut self) -> usize {
        if !self.varying {
            let cut = self.total & ((1 << self.shift) - 1);
            return (self.total >> self.shift) + usize::from(cut > 0);
        }
        self.current += self.total;
        let result = self.current >> self.shift;
        self.current &= (1 << self.shift) - 1;
        result
    }
}

/// Sorts a list in place: `list_sort_impl`.
pub(super) fn sort(vm: &mut Vm, list: Ref, key: Option<Ref>, reverse: Option<Ref>) -> R<()> {
    let key = key.filter(|&key| key != vm.one.none);
    let reverse = match reverse {
        Some(value) => vm.truth(value)?,
        None => false,
    };
    vm.scope(|vm| {
        // The list is empty while it is sorted.
        let mut taken = match vm.body_mut(list) {
            Body::List(held) => std::mem::take(&mut **held),
            _ => return Ok(()),
        };
        let items = taken.items().to_vec();
        let (order, result) = sorted(vm, &items, key, reverse);
        for (place, &item) in order.iter().enumerate() {
            let _ = taken.set_item(place, item);
        }
        let added = match vm.body_mut(list) {
            Body::List(held) => std::mem::replace(&mut **held, taken),
            _ => return Ok(()),
        };
        vm.resized(list);
        let changed = added.capacity() > 0;
        for &item in added.items().iter().rev() {
            vm.decref(item);
        }
        if changed && result.is_ok() {
            return Err(vm.value_error("list modified during sort"));
        }
        result
    })
}

/// The items in their order, or in whatever order they were when a comparison failed.
fn sorted(vm: &mut Vm, items: &[Ref], key: Option<Ref>, reverse: bool) -> (Vec<Ref>, R<()>) {
    let mut pairs: Vec<Pair> = Vec::with_capacity(items.len());
    for &item in items {
        let value = match key {
            Some(key) => match vm.call_args(key, &Args::pos(&[item])) {
                Ok(value) => vm.own(value),
                Err(exc) => return (items.to_vec(), Err(exc)),
            },
            None => item,
        };
        pairs.push((value, item));
    }
    if reverse {
        pairs.reverse();
    }
    let mut sort = Sort {
        vm,
        pairs,
        pending: Vec::new(),
        min_gallop: gallop::MIN_GALLOP,
    };
    let result = sort.run();
    let mut order: Vec<Ref> = sort.pairs.into_iter().map(|(_, item)| item).collect();
    if reverse {
        order.reverse();
    }
    (order, result)
}
