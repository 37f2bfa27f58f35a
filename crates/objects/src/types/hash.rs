//! Hashes that are the same in every run: those of numbers, and of tuples of hashed things.
//!
//! The hash of a `str` or `bytes` depends on a seed that each process draws at random
//! (`PYTHONHASHSEED`), and the hash of a plain object on its address, so those are given by the caller.
//!
//! Numbers that are equal have equal hashes whatever their types, because each is
//! reduced modulo the prime 2⁶¹ − 1. −1 is never a hash: it tells C code that hashing failed.

/// Bits of the modulus (`_PyHASH_BITS`).
pub const HASH_BITS: u32 = 61;

/// The prime 2⁶¹ − 1 by which numbers are reduced (`_PyHASH_MODULUS`).
pub const HASH_MODULUS: u64 = (1 << HASH_BITS) - 1;

/// The hash of infinity (`_PyHASH_INF`).
pub const HASH_INF: i64 = 314_159;

/// What the hash of an imaginary part is multiplied by (`_PyHASH_IMAG`).
const HASH_IMAG: u64 = 1_000_003;

/// −1 becomes −2, since −1 is the sign of an error.
/// Source: `long_hash` in `Objects/longobject.c` (3.14.7).
pub(super) fn never_minus_one(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

/// Turns the bits of a value below the modulus: multiplication by a power of two,
/// because 2⁶¹ is 1 modulo 2⁶¹ − 1.
pub(super) fn rotate(value: u64, bits: u32) -> u64 {
    debug_assert!(value <= HASH_MODULUS && bits < HASH_BITS);
    ((value << bits) & HASH_MODULUS) | (value >> (HASH_BITS - bits))
}

/// The hash of a `float`, or `None` for not-a-number.
///
/// To 3.9 not-a-number hashes to 0; since 3.10 it hashes by its identity, which only the caller knows.
/// Source: `_Py_HashDouble` in `Python/pyhash.c` (3.13.12).
pub fn hash_double(value: f64) -> Option<i64> {
    if value.is_nan() {
        return None;
    }
    if value.is_infinite() {
        return Some(if value > 0.0 { HASH_INF } else { -HASH_INF });
    }
    // The value is mantissa × 2^exponent with a whole mantissa, so one rotation is enough.
    let bits = value.abs().to_bits();
    let stored = (bits >> 52) as i64;
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) = if stored == 0 {
        (fraction, -1074)
    } else {
        (fraction | 1 << 52, stored - 1075)
    };
    let turn = exponent.rem_euclid(i64::from(HASH_BITS)) as u32;
    let hash = rotate(mantissa % HASH_MODULUS, turn) as i64;
    Some(never_minus_one(if value < 0.0 { -hash } else { hash }))
}

/// The hash of a `complex` from the hashes of its two parts.
/// Source: `complex_hash` in `Objects/complexobject.c` (3.13.12).
pub fn hash_complex(real: i64, imaginary: i64) -> i64 {
    never_minus_one((real as u64).wrapping_add(HASH_IMAG.wrapping_mul(imaginary as u64)) as i64)
}

/// The hash of a tuple from the hashes of its items, in order.
///
/// A cut-down xxHash, since 3.8.
/// Source: `tuplehash` in `Objects/tupleobject.c` (3.13.12).
pub fn hash_tuple(items: &[i64]) -> i64 {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;
    let mixed = items.iter().fold(PRIME_5, |sum, &lane| {
        sum.wrapping_add((lane as u64).wrapping_mul(PRIME_2))
            .rotate_left(31)
            .wrapping_mul(PRIME_1)
    });
    let hash = mixed.wrapping_add(items.len() as u64 ^ (PRIME_5 ^ 3_527_539)) as i64;
    if hash == -1 { 1_546_275_796 } else { hash }
}

/// The hash of an address, for an object that is equal to nothing but itself.
///
/// The low bits of an address are always zero, so they are turned to the top.
/// Source: `_Py_HashPointer` in `Python/pyhash.c` (3.8.18 and 3.13.12).
pub fn hash_pointer(address: u64) -> i64 {
    never_minus_one(address.rotate_right(4) as i64)
}
