//! [`Itertool`]: instances of the types of `itertools` (`Modules/itertoolsmodule.c`).

use objects::Ref;
use version::Version;

use super::Kind;

/// An iterator of `itertools`.
#[derive(Debug, Clone)]
pub(crate) enum Itertool {
    Accumulate {
        iter: Ref,
        func: Option<Ref>,
        total: Option<Ref>,
        initial: Option<Ref>,
    },
    Batched {
        iter: Option<Ref>,
        size: usize,
        strict: bool,
    },
    Chain {
        source: Option<Ref>,
        active: Option<Ref>,
    },
    /// `combinations`, `combinations_with_replacement`, `permutations`: what they choose from, and the places chosen.
    Choose {
        how: Choose,
        pool: Ref,
        len: usize,
        places: Vec<usize>,
        cycles: Vec<usize>,
        result: Option<Ref>,
        stopped: bool,
    },
    Compress {
        data: Ref,
        selectors: Ref,
    },
    /// While the number fits into a word and goes up by 1, it is made when it is asked for.
    Count {
        value: CountValue,
        step: Ref,
    },
    Cycle {
        iter: Option<Ref>,
        saved: Ref,
        index: usize,
    },
    DropWhile {
        func: Ref,
        iter: Ref,
        started: bool,
    },
    FilterFalse {
        func: Option<Ref>,
        iter: Ref,
    },
    GroupBy {
        iter: Ref,
        key: Option<Ref>,
        target: Option<Ref>,
        current: Option<Ref>,
        value: Option<Ref>,
        /// Not counted.
        grouper: Option<Ref>,
    },
    Grouper {
        parent: Ref,
        target: Ref,
    },
    ISlice {
        iter: Option<Ref>,
        next: i64,
        stop: Option<i64>,
        step: i64,
        taken: i64,
    },
    Pairwise {
        iter: Option<Ref>,
        old: Option<Ref>,
        result: Option<Ref>,
    },
    Product {
        pools: Vec<Ref>,
        places: Vec<usize>,
        result: Option<Ref>,
        stopped: bool,
    },
    Repeat {
        element: Ref,
        left: Option<i64>,
    },
    StarMap {
        func: Ref,
        iter: Ref,
    },
    TakeWhile {
        func: Ref,
        iter: Ref,
        stopped: bool,
    },
    Tee {
        data: Ref,
        index: usize,
    },
    /// A block of what the copies share.
    TeeData {
        iter: Option<Ref>,
        values: Vec<Ref>,
        next: Option<Ref>,
        running: bool,
    },
    ZipLongest {
        iters: Vec<Option<Ref>>,
        active: usize,
        fill: Ref,
        result: Option<Ref>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Choose {
    Combinations,
    WithReplacement,
    Permutations,
}

#[derive(Debug, Clone)]
pub(crate) enum CountValue {
    Word(i64),
    Object(Ref),
}

impl Itertool {
    /// How many values a block of a `tee` has.
    pub(crate) const LINKCELLS: usize = 57;

    pub(crate) fn kind(&self) -> Kind {
        match self {
            Itertool::Accumulate { .. } => Kind::Accumulate,
            Itertool::Batched { .. } => Kind::Batched,
            Itertool::Chain { .. } => Kind::Chain,
            Itertool::Choose { how, .. } => match how {
                Choose::Combinations => Kind::Combinations,
                Choose::WithReplacement => Kind::CombinationsWithReplacement,
                Choose::Permutations => Kind::Permutations,
            },
            Itertool::Compress { .. } => Kind::Compress,
            Itertool::Count { .. } => Kind::Count,
            Itertool::Cycle { .. } => Kind::Cycle,
            Itertool::DropWhile { .. } => Kind::DropWhile,
            Itertool::FilterFalse { .. } => Kind::FilterFalse,
            Itertool::GroupBy { .. } => Kind::GroupBy,
            Itertool::Grouper { .. } => Kind::Grouper,
            Itertool::ISlice { .. } => Kind::ISlice,
            Itertool::Pairwise { .. } => Kind::Pairwise,
            Itertool::Product { .. } => Kind::Product,
            Itertool::Repeat { .. } => Kind::Repeat,
            Itertool::StarMap { .. } => Kind::StarMap,
            Itertool::TakeWhile { .. } => Kind::TakeWhile,
            Itertool::Tee { .. } => Kind::Tee,
            Itertool::TeeData { .. } => Kind::TeeData,
            Itertool::ZipLongest { .. } => Kind::ZipLongest,
        }
    }

    /// Words behind the head. The types are the module's own from 3.12 on, and some have a pointer to its state.
    pub(crate) fn words(&self, version: Version) -> usize {
        let since = |minor: u8| usize::from(version >= Version::new(3, minor, 0));
        match self {
            Itertool::Accumulate { .. } => 4 + since(12),
            Itertool::Batched { .. } => 2 + since(13),
            Itertool::Choose { how, .. } => 5 + usize::from(*how == Choose::Permutations),
            Itertool::Count { .. } => 3,
            Itertool::Cycle { .. } => 4 - since(14),
            Itertool::DropWhile { .. } | Itertool::TakeWhile { .. } => 3,
            Itertool::GroupBy { .. } => 6 + since(12),
            Itertool::ISlice { .. } | Itertool::ZipLongest { .. } => 5,
            Itertool::Pairwise { .. } => 2 + since(13),
            Itertool::Product { .. } => 4,
            Itertool::Tee { .. } => 3 + since(12),
            // 496 bytes with the head.
            Itertool::TeeData { .. } => 3 + Self::LINKCELLS,
            Itertool::Chain { .. }
            | Itertool::Compress { .. }
            | Itertool::FilterFalse { .. }
            | Itertool::Grouper { .. }
            | Itertool::Repeat { .. }
            | Itertool::StarMap { .. } => 2,
        }
    }

    /// Bytes of the arrays of places, which `__sizeof__` tells of.
    pub(crate) fn buffer(&self) -> usize {
        match self {
            Itertool::Choose { places, cycles, .. } => 8 * (places.len() + cycles.len()),
            Itertool::Product { places, .. } => 8 * places.len(),
            _ => 0,
        }
    }

    pub(crate) fn references(&self, visit: &mut impl FnMut(Ref)) {
        match self {
            Itertool::Accumulate {
                iter,
                func,
                total,
                initial,
            } => [Some(*iter), *func, *total, *initial]
                .into_iter()
                .flatten()
                .for_each(visit),
            Itertool::Batched { iter, .. } | Itertool::ISlice { iter, .. } => {
                iter.iter().copied().for_each(visit);
            }
            Itertool::Chain { source, active } => {
                active.iter().chain(source).copied().for_each(visit);
            }
            Itertool::Choose { pool, result, .. } => {
                visit(*pool);
                result.iter().copied().for_each(visit);
            }
            Itertool::Compress { data, selectors } => {
                [*data, *selectors].into_iter().for_each(visit)
            }
            Itertool::Count { value, step } => {
                if let CountValue::Object(value) = value {
                    visit(*value);
                }
                visit(*step);
            }
            Itertool::Cycle { iter, saved, .. } => {
                visit(*saved);
                iter.iter().copied().for_each(visit);
            }
            Itertool::DropWhile { func, iter, .. }
            | Itertool::TakeWhile { func, iter, .. }
            | Itertool::StarMap { func, iter } => [*func, *iter].into_iter().for_each(visit),
            Itertool::FilterFalse { func, iter } => {
                func.iter().copied().chain([*iter]).for_each(visit);
            }
            Itertool::GroupBy {
                iter,
                key,
                target,
                current,
                value,
                ..
            } => [Some(*iter), *key, *target, *current, *value]
                .into_iter()
                .flatten()
                .for_each(visit),
            Itertool::Grouper { parent, target } => [*parent, *target].into_iter().for_each(visit),
            Itertool::Pairwise { iter, old, result } => {
                [*iter, *old, *result].into_iter().flatten().for_each(visit);
            }
            Itertool::Product { pools, result, .. } => {
                pools.iter().chain(result).copied().for_each(visit);
            }
            Itertool::Repeat { element, .. } => visit(*element),
            Itertool::Tee { data, .. } => visit(*data),
            Itertool::TeeData {
                iter, values, next, ..
            } => iter
                .iter()
                .chain(values)
                .chain(next)
                .copied()
                .for_each(visit),
            Itertool::ZipLongest {
                iters,
                fill,
                result,
                ..
            } => iters
                .iter()
                .flatten()
                .copied()
                .chain(*result)
                .chain([*fill])
                .for_each(visit),
        }
    }

    /// Lets go of what can close a circle.
    pub(crate) fn clear(&mut self) -> Vec<Ref> {
        match self {
            Itertool::Batched { iter, .. } | Itertool::ISlice { iter, .. } => {
                iter.take().into_iter().collect()
            }
            Itertool::Chain { source, active } => {
                active.take().into_iter().chain(source.take()).collect()
            }
            Itertool::TeeData {
                iter, values, next, ..
            } => iter
                .take()
                .into_iter()
                .chain(std::mem::take(values))
                .chain(next.take())
                .collect(),
            Itertool::GroupBy {
                target,
                current,
                value,
                ..
            } => [target.take(), current.take(), value.take()]
                .into_iter()
                .flatten()
                .collect(),
            Itertool::Pairwise { iter, old, result } => [iter.take(), old.take(), result.take()]
                .into_iter()
                .flatten()
                .collect(),
            Itertool::Choose { result, .. } | Itertool::Product { result, .. } => {
                result.take().into_iter().collect()
            }
            Itertool::ZipLongest { iters, result, .. } => std::mem::take(iters)
                .into_iter()
                .flatten()
                .chain(result.take())
                .collect(),
            _ => Vec::new(),
        }
    }
}
