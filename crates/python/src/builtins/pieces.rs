//! Searching and cutting sequences of characters or bytes: what `str`, `bytes` and `bytearray` share.

use std::ops::Range;

/// Where `part` lies first.
pub(super) fn find<T: PartialEq>(whole: &[T], part: &[T]) -> Option<usize> {
    let Some((first, tail)) = part.split_first() else {
        return Some(0);
    };
    let last = whole.len().checked_sub(part.len())?;
    let mut at = 0;
    while at <= last {
        at += whole[at..=last].iter().position(|one| one == first)?;
        if whole[at + 1..].starts_with(tail) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Where `part` lies last.
pub(super) fn rfind<T: PartialEq>(whole: &[T], part: &[T]) -> Option<usize> {
    let last = whole.len().checked_sub(part.len())?;
    (0..=last).rev().find(|&at| whole[at..].starts_with(part))
}

/// How often `part` is there, without overlaps.
pub(super) fn count<T: PartialEq>(whole: &[T], part: &[T]) -> usize {
    if part.is_empty() {
        return whole.len() + 1;
    }
    let (mut at, mut count) = (0, 0);
    while let Some(found) = find(&whole[at..], part) {
        count += 1;
        at += found + part.len();
    }
    count
}

/// `None` where nothing is replaced.
pub(super) fn replace<T: PartialEq + Clone>(
    whole: &[T],
    from: &[T],
    to: &[T],
    most: usize,
) -> Option<Vec<T>> {
    if most == 0 || from == to {
        return None;
    }
    let mut out = Vec::new();
    if from.is_empty() {
        for (place, one) in whole.iter().enumerate() {
            if place < most {
                out.extend_from_slice(to);
            }
            out.push(one.clone());
        }
        if whole.len() < most {
            out.extend_from_slice(to);
        }
        return Some(out);
    }
    let (mut at, mut done) = (0, 0);
    while done < most {
        let Some(found) = find(&whole[at..], from) else {
            break;
        };
        out.extend_from_slice(&whole[at..at + found]);
        out.extend_from_slice(to);
        at += found + from.len();
        done += 1;
    }
    if done == 0 {
        return None;
    }
    out.extend_from_slice(&whole[at..]);
    Some(out)
}

/// The parts between separators.
pub(super) fn split<T: PartialEq>(whole: &[T], separator: &[T], most: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut at = 0;
    while parts.len() < most {
        let Some(found) = find(&whole[at..], separator) else {
            break;
        };
        parts.push(at..at + found);
        at += found + separator.len();
    }
    parts.push(at..whole.len());
    parts
}

/// The same from the right.
pub(super) fn rsplit<T: PartialEq>(whole: &[T], separator: &[T], most: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut end = whole.len();
    while parts.len() < most {
        let Some(found) = rfind(&whole[..end], separator) else {
            break;
        };
        parts.push(found + separator.len()..end);
        end = found;
    }
    parts.push(0..end);
    parts.reverse();
    parts
}

/// The parts between stretches of white space.
pub(super) fn split_space<T>(
    whole: &[T],
    is_space: impl Fn(&T) -> bool,
    most: usize,
) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut at = 0;
    loop {
        while at < whole.len() && is_space(&whole[at]) {
            at += 1;
        }
        if at == whole.len() {
            return parts;
        }
        let start = at;
        if parts.len() == most {
            parts.push(start..whole.len());
            return parts;
        }
        while at < whole.len() && !is_space(&whole[at]) {
            at += 1;
        }
        parts.push(start..at);
    }
}

/// The same from the right.
pub(super) fn rsplit_space<T>(
    whole: &[T],
    is_space: impl Fn(&T) -> bool,
    most: usize,
) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut at = whole.len();
    loop {
        while at > 0 && is_space(&whole[at - 1]) {
            at -= 1;
        }
        if at == 0 {
            break;
        }
        let end = at;
        if parts.len() == most {
            parts.push(0..end);
            break;
        }
        while at > 0 && !is_space(&whole[at - 1]) {
            at -= 1;
        }
        parts.push(at..end);
    }
    parts.reverse();
    parts
}

/// The lines, with or without what ends them. `end` tells how long a line end at a place is.
pub(super) fn lines<T>(whole: &[T], keep: bool, end: impl Fn(&[T]) -> usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < whole.len() {
        let length = end(&whole[at..]);
        if length == 0 {
            at += 1;
            continue;
        }
        parts.push(start..if keep { at + length } else { at });
        at += length;
        start = at;
    }
    if start < whole.len() {
        parts.push(start..whole.len());
    }
    parts
}

/// What is left when the ends are cut.
pub(super) fn strip<T>(
    whole: &[T],
    is_cut: impl Fn(&T) -> bool,
    left: bool,
    right: bool,
) -> Range<usize> {
    let (mut start, mut end) = (0, whole.len());
    while left && start < end && is_cut(&whole[start]) {
        start += 1;
    }
    while right && end > start && is_cut(&whole[end - 1]) {
        end -= 1;
    }
    start..end
}

/// With spaces for tabs; `None` where the result would be too long.
pub(super) fn expand_tabs<T: Copy + PartialEq>(
    whole: &[T],
    size: i64,
    [tab, space, newline, back]: [T; 4],
    most: usize,
) -> Option<Vec<T>> {
    let mut out = Vec::new();
    let mut column = 0i64;
    for &one in whole {
        if one == tab {
            if size > 0 {
                let missing = size - column % size;
                column += missing;
                if out.len() + missing as usize > most {
                    return None;
                }
                out.extend(std::iter::repeat_n(space, missing as usize));
            }
        } else {
            column += 1;
            out.push(one);
            if one == newline || one == back {
                column = 0;
            }
        }
    }
    Some(out)
}
