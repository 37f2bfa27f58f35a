//! Searching in steps that double.

use objects::Ref;

use super::{Pair, Sort};
use crate::vm::R;

/// How often one run must win before it is worth to gallop.
pub(super) const MIN_GALLOP: usize = 7;

impl Sort<'_> {
    /// Where `key` belongs among sorted elements; left of equal ones. The search begins at `hint`.
    pub(super) fn gallop_left(&mut self, key: Ref, run: &[Pair], hint: usize) -> R<usize> {
        let (mut last, mut offset);
        if self.less(run[hint].0, key)? {
            let most = run.len() - hint;
            (last, offset) = (0, 1);
            while offset < most && self.less(run[hint + offset].0, key)? {
                last = offset;
                offset = 2 * offset + 1;
            }
            (last, offset) = (last + hint + 1, offset.min(most) + hint);
        } else {
            let most = hint + 1;
            (last, offset) = (0, 1);
            while offset < most && !self.less(run[hint - offset].0, key)? {
                last = offset;
                offset = 2 * offset + 1;
            }
            (last, offset) = (hint + 1 - offset.min(most), hint - last);
        }
        while last < offset {
            let middle = last + ((offset - last) >> 1);
            if self.less(run[middle].0, key)? {
                last = middle + 1;
            } else {
                offset = middle;
            }
        }
        Ok(offset)
    }

    /// The same, right of equal ones.
    pub(super) fn gallop_right(&mut self, key: Ref, run: &[Pair], hint: usize) -> R<usize> {
        let (mut last, mut offset);
        if self.less(key, run[hint].0)? {
            let most = hint + 1;
            (last, offset) = (0, 1);
            while offset < most && self.less(key, run[hint - offset].0)? {
                last = offset;
                offset = 2 * offset + 1;
            }
            (last, offset) = (hint + 1 - offset.min(most), hint - last);
        } else {
            let most = run.len() - hint;
            (last, offset) = (0, 1);
            while offset < most && !self.less(key, run[hint + offset].0)? {
                last = offset;
                offset = 2 * offset + 1;
            }
            (last, offset) = (last + hint + 1, offset.min(most) + hint);
        }
        while last < offset {
            let middle = last + ((offset - last) >> 1);
            if self.less(key, run[middle].0)? {
                offset = middle;
            } else {
                last = middle + 1;
            }
        }
        Ok(offset)
    }
}
