//! `int`: a sign and as many digits of 30 bits as the value needs.

mod arithmetic;
mod decimal;

use std::cmp::Ordering;

use version::Version;

use super::hash::{HASH_MODULUS, never_minus_one, rotate};
use super::header::var_object_head;

/// Bits in one digit (`PyLong_SHIFT`).
pub const DIGIT_BITS: u32 = 30;

/// The bits of a sum that stay in a digit (`PyLong_MASK`).
const MASK: u64 = (1 << DIGIT_BITS) - 1;

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

/// A value of at most two digits needs no second allocation here.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Repr {
    /// The value itself, smaller than 2⁶⁰ in magnitude.
    Word(i64),
    /// Three digits or more, least significant first, the last one not zero.
    Digits { negative: bool, digits: Box<[u32]> },
}

/// The first magnitude that needs three digits.
const WORD_END: u64 = 1 << (2 * DIGIT_BITS);

impl Int {
    /// Builds the value from its digits, least significant first; leading zeros are dropped.
    ///
    /// This is `long_normalize` and `maybe_small_long` in one.
    fn from_digits(negative: bool, mut digits: Vec<u32>) -> Int {
        while digits.last() == Some(&0) {
            digits.pop();
        }
        Int(match digits[..] {
            [] => Repr::Word(0),
            [low] => Repr::Word(signed(negative, low, 0)),
            [low, high] => Repr::Word(signed(negative, low, high)),
            _ => Repr::Digits {
                negative,
                digits: digits.into(),
            },
        })
    }

    /// The value, if it has at most two digits.
    #[inline]
    pub fn to_word(&self) -> Option<i64> {
        match self.0 {
            Repr::Word(value) => Some(value),
            Repr::Digits { .. } => None,
        }
    }

    /// The magnitude's digits, least significant first, and none for zero.
    fn digits(&self) -> Vec<u32> {
        match &self.0 {
            Repr::Word(value) => {
                let magnitude = value.unsigned_abs();
                let (low, high) = (magnitude & MASK, magnitude >> DIGIT_BITS);
                let digits = [low as u32, high as u32];
                digits[..self.digit_count()].to_vec()
            }
            Repr::Digits { digits, .. } => digits.to_vec(),
        }
    }

    /// How many digits the value has: none for zero (`_PyLong_DigitCount`).
    #[inline]
    pub fn digit_count(&self) -> usize {
        match &self.0 {
            Repr::Word(value) => {
                let magnitude = value.unsigned_abs();
                usize::from(magnitude != 0) + usize::from(magnitude > MASK)
            }
            Repr::Digits { digits, .. } => digits.len(),
        }
    }

    /// Whether the value is below zero.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Word(value) => *value < 0,
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
        if let Repr::Word(value) = self.0 {
            // Below the modulus the value is its own rest.
            return never_minus_one(value);
        }
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
        if let Repr::Word(value) = self.0 {
            return Some(value);
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

/// The value of two digits and a sign.
fn signed(negative: bool, low: u32, high: u32) -> i64 {
    let magnitude = i64::from(high) << DIGIT_BITS | i64::from(low);
    if negative { -magnitude } else { magnitude }
}

impl From<i128> for Int {
    fn from(value: i128) -> Int {
        if value.unsigned_abs() < u128::from(WORD_END) {
            return Int(Repr::Word(value as i64));
        }
        let mut rest = value.unsigned_abs();
        let mut digits = Vec::new();
        while rest != 0 {
            digits.push((rest & u128::from(MASK)) as u32);
            rest >>= DIGIT_BITS;
        }
        Int::from_digits(value < 0, digits)
    }
}

impl From<i64> for Int {
    #[inline]
    fn from(value: i64) -> Int {
        if value.unsigned_abs() < WORD_END {
            return Int(Repr::Word(value));
        }
        Int::from(i128::from(value))
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
    #[inline]
    fn cmp(&self, other: &Int) -> Ordering {
        if let (Repr::Word(left), Repr::Word(right)) = (&self.0, &other.0) {
            return left.cmp(right);
        }
        self.cmp_digits(other)
    }
}

impl Int {
    fn cmp_digits(&self, other: &Int) -> Ordering {
        match (self.is_negative(), other.is_negative()) {
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => arithmetic::compare(&self.digits(), &other.digits()),
            (true, true) => arithmetic::compare(&other.digits(), &self.digits()),
        }
    }
}
