//! How far two names are from each other, and which of many is nearest: `Python/suggestions.c`.

const MOVE_COST: usize = 2;
const CASE_COST: usize = 1;
/// Longer names are never near, and more names aren't looked through.
const MAX_NAME: usize = 40;
const MAX_CANDIDATES: usize = 750;

fn substitution(a: u8, b: u8) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE_COST
    } else {
        MOVE_COST
    }
}

/// The cost to make one name of the other; anything above `most` means too far.
fn distance(a: &[u8], b: &[u8], most: usize) -> usize {
    if a == b {
        return 0;
    }
    let front = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[front..], &b[front..]);
    let back = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (a, b) = (&a[..a.len() - back], &b[..b.len() - back]);
    if a.is_empty() || b.is_empty() {
        return (a.len() + b.len()) * MOVE_COST;
    }
    if a.len() > MAX_NAME || b.len() > MAX_NAME {
        return most + 1;
    }
    let (a, b) = if b.len() < a.len() { (b, a) } else { (a, b) };
    if (b.len() - a.len()) * MOVE_COST > most {
        return most + 1;
    }
    // One row of the matrix of all distances at a time.
    let mut row: Vec<usize> = (1..=a.len()).map(|count| count * MOVE_COST).collect();
    let mut result = 0;
    for (place, &of_b) in b.iter().enumerate() {
        let mut diagonal = place * MOVE_COST;
        result = diagonal;
        let mut least = usize::MAX;
        for (cell, &of_a) in row.iter_mut().zip(a) {
            let substitute = diagonal + substitution(of_b, of_a);
            diagonal = *cell;
            result = substitute.min(result.min(diagonal) + MOVE_COST);
            *cell = result;
            least = least.min(result);
        }
        if least > most {
            return most + 1;
        }
    }
    result
}

/// The first of the nearest names, if one is near enough.
pub(super) fn nearest<'a>(names: &[&'a str], wrong: &str) -> Option<&'a str> {
    if names.len() >= MAX_CANDIDATES {
        return None;
    }
    let mut best: Option<(&str, usize)> = None;
    for &name in names {
        if name == wrong {
            continue;
        }
        // No more than a third of the characters may change.
        let mut most = (name.len() + wrong.len() + 3) * MOVE_COST / 6;
        if let Some((_, held)) = best {
            most = most.min(held.saturating_sub(1));
        }
        let cost = distance(wrong.as_bytes(), name.as_bytes(), most);
        if cost <= most && best.is_none_or(|(_, held)| cost < held) {
            best = Some((name, cost));
        }
    }
    best.map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn a_move_costs_two_and_a_change_of_case_one() {
        assert_eq!(distance(b"abc", b"abd", 10), 2);
        assert_eq!(distance(b"abc", b"abC", 10), 1);
        assert_eq!(distance(b"abc", b"abcd", 10), 2);
        assert_eq!(distance(b"numbr", b"number", 10), 2);
        assert!(distance(b"abcdef", b"uvwxyz", 4) > 4);
    }

    #[test]
    fn the_nearest_name_wins_and_a_far_one_does_not() {
        assert_eq!(nearest(&["numbers", "number"], "numbr"), Some("number"));
        assert_eq!(nearest(&["xyz"], "numbr"), None);
        assert_eq!(nearest(&["numbr"], "numbr"), None);
    }
}
