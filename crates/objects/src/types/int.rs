//! `int`: a sign and as many digits of 30 bits as the value needs.

mod arithmetic;
mod decimal;

use std::cmp::Ordering;

use version::Version;

use super::hash::{HASH_MODULUS, never_minus_one, rotate};
use super::header::var_object_head;

/// Bits in one digit (`PyLong_SHIFT`).
pub const DIGIT_BITS: u32 = 30;

/// Bytes of one digit: 30 bits are used, 32 are stored.
pub const DIGIT_BYTES: usize = 4;

/// A whole number of any size.
///
/// ```
/// use objects::types::Int;
/// use version::Version;
///
/// let version = Version::new(3, 13, 18);
/// assert_eq!(Int::from(1_073_741_823).sizeof(version), 28);
/// assert_eq!(Int::from(1_073_741_824).sizeof(version), 32);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Int(Repr);

/// A value of at most one digit needs no second allocation here; CPython calls it compact.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Repr {
    /// The value itself, smaller than 2³⁰ in magnitude.
    Compact(i32),
    /// Two digits or more, least significant first, the last one not zero.
    Digits { negative: bool, digits: Box<[u32]> },
}

impl Int {
    /// Builds the value from its digits, least significant first; leading zeros are dropped.
    ///
    /// This is `long_normalize` and `maybe_small_long` in one.
    fn from_digits(negative: bool, mut digits: Vec<u32>) -> Int {
        while digits.last() == Some(&0) {
            digits.pop();
        }
        Int(match digits[..] {
            [] => Repr::Compact(0),
            [digit] => {
                let value = digit as i32;
                Repr::Compact(if negative { -value } else { value })
            }
            _ => Repr::Digits {
                negative,
                digits: digits.into(),
            },
        })
    }

    /// The magnitude's digits, least significant first, and none for zero.
    fn digits(&self) -> Vec<u32> {
        match &self.0 {
            Repr::Compact(0) => Vec::new(),
            Repr::Compact(value) => vec![value.unsigned_abs()],
            Repr::Digits { digits, .. } => digits.to_vec(),
        }
    }

    /// How many digits the value has: none for zero (`_PyLong_DigitCount`).
    pub fn digit_count(&self) -> usize {
        match &self.0 {
            Repr::Compact(value) => usize::from(*value != 0),
            Repr::Digits { digits, .. } => digits.len(),
        }
    }

    /// Whether the value is below zero.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Compact(value) => *value < 0,
            Repr::Digits { negative, .. } => *negative,
        }
    }

    // ANCHOR: int_size
    /// What `sys.getsizeof` gives, in bytes. `True` and `False` are as large as 1 and 0.
    ///
    /// Zero has no digit, but since 3.11 the space for one is counted, as it was always allocated.
    /// Source: `int___sizeof___impl` in `Objects/longobject.c` (3.8.18, 3.11.7, 3.13.12).
    pub fn sizeof(&self, version: Version) -> usize {
        let counted = if version >= Version::new(3, 11, 0) {
            self.digit_count().max(1)
        } else {
            self.digit_count()
        };
        var_object_head(version) + DIGIT_BYTES * counted
    }
    // ANCHOR_END: int_size

    /// `hash(x)`: the value modulo 2⁶¹ − 1, with its sign.
    ///
    /// Source: `long_hash` in `Objects/longobject.c` (3.14.7).
    pub fn hash(&self) -> i64 {
        let magnitude = self.digits().iter().rev().fold(0, |sum, &digit| {
            (rotate(sum, DIGIT_BITS) + u64::from(digit)) % HASH_MODULUS
        }) as i64;
        never_minus_one(if self.is_negative() {
            -magnitude
        } else {
            magnitude
        })
    }

    /// The value as a machine integer, or `None` if it does not fit.
    pub fn to_i64(&self) -> Option<i64> {
        if let Repr::Compact(value) = self.0 {
            return Some(i64::from(value));
        }
        if self.digit_count() > 3 {
            return None;
        }
        let magnitude = self
            .digits()
            .iter()
            .rev()
            .fold(0i128, |sum, &digit| (sum << DIGIT_BITS) | i128::from(digit));
        let value = if self.is_negative() {
            -magnitude
        } else {
            magnitude
        };
        i64::try_from(value).ok()
    }
}

impl From<i128> for Int {
    fn from(value: i128) -> Int {
        let mut rest = value.unsigned_abs();
        let mut digits = Vec::new();
        while rest != 0 {
            digits.push((rest & ((1 << DIGIT_BITS) - 1)) as u32);
            rest >>= DIGIT_BITS;
        }
        Int::from_digits(value < 0, digits)
    }
}

impl From<i64> for Int {
    fn from(value: i64) -> Int {
        match i32::try_from(value) {
            Ok(small) if small.unsigned_abs() < 1 << DIGIT_BITS => Int(Repr::Compact(small)),
            _ => Int::from(i128::from(value)),
        }
    }
}

impl From<i32> for Int {
    fn from(value: i32) -> Int {
        Int::from(i64::from(value))
    }
}

impl From<bool> for Int {
    fn from(value: bool) -> Int {
        Int::from(i64::from(value))
    }
}

impl PartialOrd for Int {
    fn partial_cmp(&self, other: &Int) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Int {
    fn cmp(&self, other: &Int) -> Ordering {
        match (self.is_negative(), other.is_negative()) {
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => arithmetic::compare(&self.digits(), &other.digits()),
            (true, true) => arithmetic::compare(&other.digits(), &self.digits()),
        }
    }
}
