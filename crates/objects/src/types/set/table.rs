//! The open table: entries stand where their hash leads, or near it.

/// A table of this size is part of the set itself (`PySet_MINSIZE`).
pub(super) const MINSIZE: usize = 8;

/// How many neighbours are looked at before the search jumps (`LINEAR_PROBES`):
/// they are likely in the processor's cache already.
const LINEAR_PROBES: usize = 9;

/// How far the hash is shifted before each jump (`PERTURB_SHIFT`).
const PERTURB_SHIFT: u32 = 5;

/// A place in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Slot<K> {
    /// Never used: a search ends here.
    Unused,
    /// Its key was deleted: a search goes on.
    Dummy,
    /// A key that is there, and its hash.
    Active(super::Entry<K>),
}

// ANCHOR: set_probe
/// The places that a search for `hash` visits, one after the other, in a table of `mask + 1`:
/// the place where it leads and up to nine neighbours, then a jump, and so on.
///
/// Neighbours are looked at only where all nine are inside the table.
/// Source: `set_lookkey` in `Objects/setobject.c` (3.8.18, 3.15.0rc1).
pub(super) fn probe(hash: i64, mask: usize) -> impl Iterator<Item = usize> {
    let mut perturb = hash as usize;
    let mut start = perturb & mask;
    std::iter::repeat_with(move || {
        let here = start;
        perturb >>= PERTURB_SHIFT;
        start = start.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb) & mask;
        let neighbours = if here + LINEAR_PROBES <= mask {
            LINEAR_PROBES
        } else {
            0
        };
        here..=here + neighbours
    })
    .flatten()
}
// ANCHOR_END: set_probe

/// A table of unused places.
pub(super) fn unused<K>(size: usize) -> Vec<Slot<K>> {
    std::iter::repeat_with(|| Slot::Unused).take(size).collect()
}

// ANCHOR: set_growth
/// The size of the table that is made when `minused` keys are expected: the smallest power
/// of two above that number.
///
/// Source: `set_table_resize` in `Objects/setobject.c` (3.8.18, 3.15.0rc1).
pub fn table_size_for(minused: usize) -> usize {
    (minused + 1).next_power_of_two().max(MINSIZE)
}

/// How many keys a set of `used` keys is expected to have when it has outgrown its table:
/// four times as many, or twice as many in a large set.
pub fn growth_rate(used: usize) -> usize {
    if used > 50_000 { used * 2 } else { used * 4 }
}

/// Whether a table is too full: `fill` places are in use or deleted, three fifths or more of `mask`.
pub fn is_too_full(fill: usize, mask: usize) -> bool {
    fill * 5 >= mask * 3
}
// ANCHOR_END: set_growth

/// Puts an entry into a table that has no dummy and no equal key (`set_insert_clean`).
pub(super) fn insert_clean<K>(table: &mut [Slot<K>], entry: super::Entry<K>) {
    let free =
        probe(entry.hash, table.len() - 1).find(|&place| matches!(table[place], Slot::Unused));
    if let Some(place) = free {
        table[place] = Slot::Active(entry);
    }
}
