//! Merging two neighbouring runs.

use super::gallop::MIN_GALLOP;
use super::{Pair, Sort};
use crate::vm::R;

impl Sort<'_> {
    /// Merges the waiting runs `at` and `at + 1`.
    pub(super) fn merge_at(&mut self, at: usize) -> R<()> {
        let (a, b) = (self.pending[at], self.pending[at + 1]);
        self.pending[at].len += b.len;
        self.pending.remove(at + 1);
        // What is in its place already is left alone.
        let run_a = self.pairs[a.start..a.start + a.len].to_vec();
        let skipped = self.gallop_right(self.pairs[b.start].0, &run_a, 0)?;
        let left = &run_a[skipped..];
        let Some(&(greatest, _)) = left.last() else {
            return Ok(());
        };
        let run_b = self.pairs[b.start..b.start + b.len].to_vec();
        let kept = self.gallop_left(greatest, &run_b, b.len - 1)?;
        if kept == 0 {
            return Ok(());
        }
        let start = a.start + skipped;
        if left.len() <= kept {
            self.merge_low(start, left.to_vec(), run_b[..kept].to_vec())
        } else {
            self.merge_high(start, left.to_vec(), run_b[..kept].to_vec())
        }
    }

    /// From the left, where the first run is the shorter one: `merge_lo`.
    fn merge_low(&mut self, start: usize, a: Vec<Pair>, b: Vec<Pair>) -> R<()> {
        let (mut at_a, mut at_b) = (0, 0);
        let mut out = Vec::with_capacity(a.len() + b.len());
        let result = self.merge_low_into(&a, &b, &mut at_a, &mut at_b, &mut out);
        // What is left of the first run goes before what is left of the second, unless its last element is all.
        if a.len() - at_a == 1 && result.is_ok() {
            out.extend_from_slice(&b[at_b..]);
            out.extend_from_slice(&a[at_a..]);
        } else {
            out.extend_from_slice(&a[at_a..]);
            out.extend_from_slice(&b[at_b..]);
        }
        self.pairs[start..start + out.len()].copy_from_slice(&out);
        result
    }

    fn merge_low_into(
        &mut self,
        a: &[Pair],
        b: &[Pair],
        at_a: &mut usize,
        at_b: &mut usize,
        out: &mut Vec<Pair>,
    ) -> R<()> {
        out.push(b[0]);
        *at_b = 1;
        if *at_b == b.len() || a.len() == 1 {
            return Ok(());
        }
        let mut min_gallop = self.min_gallop;
        loop {
            let (mut count_a, mut count_b) = (0, 0);
            loop {
                if self.less(b[*at_b].0, a[*at_a].0)? {
                    out.push(b[*at_b]);
                    *at_b += 1;
                    (count_a, count_b) = (0, count_b + 1);
                    if *at_b == b.len() {
                        return Ok(());
                    }
                    if count_b >= min_gallop {
                        break;
                    }
                } else {
                    out.push(a[*at_a]);
                    *at_a += 1;
                    (count_a, count_b) = (count_a + 1, 0);
                    if a.len() - *at_a == 1 {
                        return Ok(());
                    }
                    if count_a >= min_gallop {
                        break;
                    }
                }
            }
            min_gallop += 1;
            loop {
                min_gallop -= usize::from(min_gallop > 1);
                self.min_gallop = min_gallop;
                count_a = self.gallop_right(b[*at_b].0, &a[*at_a..], 0)?;
                out.extend_from_slice(&a[*at_a..*at_a + count_a]);
                *at_a += count_a;
                if count_a > 0 && a.len() - *at_a <= 1 {
                    return Ok(());
                }
                out.push(b[*at_b]);
                *at_b += 1;
                if *at_b == b.len() {
                    return Ok(());
                }
                count_b = self.gallop_left(a[*at_a].0, &b[*at_b..], 0)?;
                out.extend_from_slice(&b[*at_b..*at_b + count_b]);
                *at_b += count_b;
                if *at_b == b.len() {
                    return Ok(());
                }
                out.push(a[*at_a]);
                *at_a += 1;
                if a.len() - *at_a == 1 {
                    return Ok(());
                }
                if count_a < MIN_GALLOP && count_b < MIN_GALLOP {
                    break;
                }
            }
            min_gallop += 1;
            self.min_gallop = min_gallop;
        }
    }

    /// From the right, where the second run is the shorter one: `merge_hi`.
    fn merge_high(&mut self, start: usize, a: Vec<Pair>, b: Vec<Pair>) -> R<()> {
        let (mut left_a, mut left_b) = (a.len(), b.len());
        // Written from the greatest to the smallest.
        let mut out = Vec::with_capacity(a.len() + b.len());
        let result = self.merge_high_into(&a, &b, &mut left_a, &mut left_b, &mut out);
        if left_b == 1 && result.is_ok() {
            out.extend(a[..left_a].iter().rev());
            out.extend(b[..left_b].iter().rev());
        } else {
            out.extend(b[..left_b].iter().rev());
            out.extend(a[..left_a].iter().rev());
        }
        out.reverse();
        self.pairs[start..start + out.len()].copy_from_slice(&out);
        result
    }

    fn merge_high_into(
        &mut self,
        a: &[Pair],
        b: &[Pair],
        left_a: &mut usize,
        left_b: &mut usize,
        out: &mut Vec<Pair>,
    ) -> R<()> {
        *left_a -= 1;
        out.push(a[*left_a]);
        if *left_a == 0 || *left_b == 1 {
            return Ok(());
        }
        let mut min_gallop = self.min_gallop;
        loop {
            let (mut count_a, mut count_b) = (0, 0);
            loop {
                if self.less(b[*left_b - 1].0, a[*left_a - 1].0)? {
                    *left_a -= 1;
                    out.push(a[*left_a]);
                    (count_a, count_b) = (count_a + 1, 0);
                    if *left_a == 0 {
                        return Ok(());
                    }
                    if count_a >= min_gallop {
                        break;
                    }
                } else {
                    *left_b -= 1;
                    out.push(b[*left_b]);
                    (count_a, count_b) = (0, count_b + 1);
                    if *left_b == 1 {
                        return Ok(());
                    }
                    if count_b >= min_gallop {
                        break;
                    }
                }
            }
            min_gallop += 1;
            loop {
                min_gallop -= usize::from(min_gallop > 1);
                self.min_gallop = min_gallop;
                let place = self.gallop_right(b[*left_b - 1].0, &a[..*left_a], *left_a - 1)?;
                count_a = *left_a - place;
                out.extend(a[place..*left_a].iter().rev());
                *left_a = place;
                if *left_a == 0 {
                    return Ok(());
                }
                *left_b -= 1;
                out.push(b[*left_b]);
                if *left_b == 1 {
                    return Ok(());
                }
                let place = self.gallop_left(a[*left_a - 1].0, &b[..*left_b], *left_b - 1)?;
                count_b = *left_b - place;
                out.extend(b[place..*left_b].iter().rev());
                *left_b = place;
                if count_b > 0 && *left_b <= 1 {
                    return Ok(());
                }
                *left_a -= 1;
                out.push(a[*left_a]);
                if *left_a == 0 {
                    return Ok(());
                }
                if count_a < MIN_GALLOP && count_b < MIN_GALLOP {
                    break;
                }
            }
            min_gallop += 1;
            self.min_gallop = min_gallop;
        }
    }
}
