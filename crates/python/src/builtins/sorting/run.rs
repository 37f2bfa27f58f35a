//! Finding runs, and making short ones longer.

use super::{Run, Sort};
use crate::vm::R;

impl Sort<'_> {
    /// How long the run is that begins at `start`; it ascends when this returns.
    pub(super) fn count_run(&mut self, start: usize, left: usize) -> R<usize> {
        if self.vm.since(13) {
            self.count_run_with_equals(start, left)
        } else {
            self.count_strict_run(start, left)
        }
    }

    /// Whether the key at `n` is smaller than the one before it.
    fn next_smaller(&mut self, start: usize, n: usize) -> R<bool> {
        let (next, last) = (self.pairs[start + n].0, self.pairs[start + n - 1].0);
        self.less(next, last)
    }

    /// To 3.12: a descending run is strictly so.
    fn count_strict_run(&mut self, start: usize, left: usize) -> R<usize> {
        if left == 1 {
            return Ok(1);
        }
        let descending = self.next_smaller(start, 1)?;
        let mut n = 2;
        while n < left && self.next_smaller(start, n)? == descending {
            n += 1;
        }
        if descending {
            self.pairs[start..start + n].reverse();
        }
        Ok(n)
    }

    /// From 3.13: equal keys don't end a descending run, and one that was turned may go on (gh-116554).
    fn count_run_with_equals(&mut self, start: usize, left: usize) -> R<usize> {
        let mut n = 1;
        while n < left && !self.next_smaller(start, n)? {
            n += 1;
        }
        if n == left {
            return Ok(n);
        }
        if n > 1 {
            let (first, last) = (self.pairs[start].0, self.pairs[start + n - 1].0);
            if self.less(first, last)? {
                return Ok(n);
            }
            self.pairs[start..start + n].reverse();
        }
        n += 1;
        let mut equal = 0;
        while n < left {
            if self.next_smaller(start, n)? {
                self.reverse_equals(start + n, &mut equal);
            } else {
                let (last, next) = (self.pairs[start + n - 1].0, self.pairs[start + n].0);
                if self.less(last, next)? {
                    break;
                }
                equal += 1;
            }
            n += 1;
        }
        self.reverse_equals(start + n, &mut equal);
        self.pairs[start..start + n].reverse();
        while n < left && !self.next_smaller(start, n)? {
            n += 1;
        }
        Ok(n)
    }

    /// Turns the equal keys before `end`, so that turning the whole run restores their order.
    fn reverse_equals(&mut self, end: usize, equal: &mut usize) {
        if *equal > 0 {
            self.pairs[end - *equal - 1..end].reverse();
            *equal = 0;
        }
    }

    /// Sorts `len` elements of which the first `done` are sorted.
    pub(super) fn binary_sort(&mut self, start: usize, len: usize, done: usize) -> R<()> {
        for next in done.max(1)..len {
            let pivot = self.pairs[start + next].0;
            let (mut low, mut high) = (0, next);
            while low < high {
                let middle = (low + high) >> 1;
                let held = self.pairs[start + middle].0;
                if self.less(pivot, held)? {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            self.pairs[start + low..=start + next].rotate_right(1);
        }
        Ok(())
    }

    /// Puts a run on the stack, after merging what the strategy of the release wants merged.
    pub(super) fn push_run(&mut self, run: Run) -> R<()> {
        if !self.vm.since(11) {
            self.pending.push(run);
            return self.merge_collapse();
        }
        // The powersort strategy (bpo-45530).
        if let Some(&last) = self.pending.last() {
            let power = power(last.start, last.len, run.len, self.pairs.len());
            while self.pending.len() > 1 && self.pending[self.pending.len() - 2].power > power {
                self.merge_at(self.pending.len() - 2)?;
            }
            if let Some(last) = self.pending.last_mut() {
                last.power = power;
            }
        }
        self.pending.push(run);
        Ok(())
    }

    /// To 3.10: the lengths of the waiting runs must fall quickly enough.
    fn merge_collapse(&mut self) -> R<()> {
        while self.pending.len() > 1 {
            let mut n = self.pending.len() - 2;
            let len = |at: usize| self.pending[at].len;
            if (n > 0 && len(n - 1) <= len(n) + len(n + 1))
                || (n > 1 && len(n - 2) <= len(n - 1) + len(n))
            {
                if len(n - 1) < len(n + 1) {
                    n -= 1;
                }
            } else if len(n) > len(n + 1) {
                break;
            }
            self.merge_at(n)?;
        }
        Ok(())
    }

    /// At the end all runs are merged.
    pub(super) fn merge_force_collapse(&mut self) -> R<()> {
        while self.pending.len() > 1 {
            let mut n = self.pending.len() - 2;
            if n > 0 && self.pending[n - 1].len < self.pending[n + 1].len {
                n -= 1;
            }
            self.merge_at(n)?;
        }
        Ok(())
    }
}

/// How deep in the tree of merges the border between two runs lies: `powerloop`.
fn power(start: usize, first: usize, second: usize, total: usize) -> u32 {
    let mut a = 2 * start + first;
    let mut b = a + first + second;
    let mut result = 0;
    loop {
        result += 1;
        if a >= total {
            a -= total;
            b -= total;
        } else if b >= total {
            return result;
        }
        a <<= 1;
        b <<= 1;
    }
}
