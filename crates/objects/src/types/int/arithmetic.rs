//! Sums, differences and products of whole numbers, digit by digit.
//!
//! The steps carry CPython's names (`x_add`, `x_sub`, `x_mul` in `Objects/longobject.c`, 3.13.12).
//! A product is always taken digit by digit; CPython changes to Karatsuba's method above 70 digits.

use std::cmp::Ordering;
use std::ops::{Add, Mul, Neg, Shl, Sub};

use super::{DIGIT_BITS, Int, MASK, Repr};

/// Orders two magnitudes.
pub(super) fn compare(left: &[u32], right: &[u32]) -> Ordering {
    left.len()
        .cmp(&right.len())
        .then_with(|| left.iter().rev().cmp(right.iter().rev()))
}

/// The sum of two magnitudes.
fn x_add(left: &[u32], right: &[u32]) -> Vec<u32> {
    let (long, short) = if left.len() < right.len() {
        (right, left)
    } else {
        (left, right)
    };
    let mut carry = 0;
    let mut sum = Vec::with_capacity(long.len() + 1);
    for (place, &digit) in long.iter().enumerate() {
        carry += u64::from(digit) + u64::from(short.get(place).copied().unwrap_or(0));
        sum.push((carry & MASK) as u32);
        carry >>= DIGIT_BITS;
    }
    sum.push(carry as u32);
    sum
}

/// The difference of two magnitudes, the first one not the smaller.
fn x_sub(left: &[u32], right: &[u32]) -> Vec<u32> {
    let mut borrow = 0;
    left.iter()
        .enumerate()
        .map(|(place, &digit)| {
            let take = i64::from(right.get(place).copied().unwrap_or(0)) + borrow;
            let rest = i64::from(digit) - take;
            borrow = i64::from(rest < 0);
            (rest + (borrow << DIGIT_BITS)) as u32
        })
        .collect()
}

/// The product of two magnitudes.
fn x_mul(left: &[u32], right: &[u32]) -> Vec<u32> {
    let mut product = vec![0u32; left.len() + right.len()];
    for (place, &digit) in left.iter().enumerate() {
        let mut carry = 0;
        for (offset, &other) in right.iter().enumerate() {
            carry += u64::from(product[place + offset]) + u64::from(digit) * u64::from(other);
            product[place + offset] = (carry & MASK) as u32;
            carry >>= DIGIT_BITS;
        }
        product[place + right.len()] = carry as u32;
    }
    product
}

impl Neg for Int {
    type Output = Int;

    fn neg(self) -> Int {
        Int(match self.0 {
            Repr::Word(value) => Repr::Word(-value),
            Repr::Digits { negative, digits } => Repr::Digits {
                negative: !negative,
                digits,
            },
        })
    }
}

impl Add for &Int {
    type Output = Int;

    fn add(self, other: &Int) -> Int {
        if let (Repr::Word(left), Repr::Word(right)) = (&self.0, &other.0) {
            // Two words of 60 bits never overflow.
            return Int::from(left + right);
        }
        let (left, right) = (self.digits(), other.digits());
        if self.is_negative() == other.is_negative() {
            Int::from_digits(self.is_negative(), x_add(&left, &right))
        } else if compare(&left, &right).is_lt() {
            Int::from_digits(other.is_negative(), x_sub(&right, &left))
        } else {
            Int::from_digits(self.is_negative(), x_sub(&left, &right))
        }
    }
}

impl Sub for &Int {
    type Output = Int;

    fn sub(self, other: &Int) -> Int {
        if let (Repr::Word(left), Repr::Word(right)) = (&self.0, &other.0) {
            return Int::from(left - right);
        }
        self + &-other.clone()
    }
}

impl Mul for &Int {
    type Output = Int;

    fn mul(self, other: &Int) -> Int {
        if let (Repr::Word(left), Repr::Word(right)) = (&self.0, &other.0) {
            return Int::from(i128::from(*left) * i128::from(*right));
        }
        Int::from_digits(
            self.is_negative() != other.is_negative(),
            x_mul(&self.digits(), &other.digits()),
        )
    }
}

impl Shl<u32> for &Int {
    type Output = Int;

    /// The value times 2 to the power of `bits`.
    fn shl(self, bits: u32) -> Int {
        let mut factor = vec![0; (bits / DIGIT_BITS) as usize];
        factor.push(1 << (bits % DIGIT_BITS));
        self * &Int::from_digits(false, factor)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn agrees_with_machine_arithmetic(left in any::<i64>(), right in any::<i64>()) {
            let (a, b) = (Int::from(left), Int::from(right));
            let (left, right) = (i128::from(left), i128::from(right));
            prop_assert_eq!(&a + &b, Int::from(left + right));
            prop_assert_eq!(&a - &b, Int::from(left - right));
            prop_assert_eq!(&a * &b, Int::from(left * right));
            prop_assert_eq!(a.cmp(&b), left.cmp(&right));
        }

        #[test]
        fn a_shift_is_a_product_of_twos(value in any::<i32>(), bits in 0u32..90) {
            prop_assert_eq!(&Int::from(value) << bits, Int::from(i128::from(value) << bits));
        }

        #[test]
        fn products_distribute_over_sums(a in any::<i128>(), b in any::<i128>(), c in any::<i128>()) {
            let (a, b, c) = (Int::from(a), Int::from(b), Int::from(c));
            prop_assert_eq!(&a * &(&b + &c), &(&a * &b) + &(&a * &c));
        }
    }
}
