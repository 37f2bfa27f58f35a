//! Whole numbers as decimal text.

use std::fmt;
use std::str::FromStr;

use super::{DIGIT_BITS, Int};

/// Nine decimal places fit in one digit of 30 bits.
const PLACES: usize = 9;

/// Ten to the power of [`PLACES`].
const CHUNK: u64 = 1_000_000_000;

impl fmt::Display for Int {
    /// Writes the value as `repr` does. CPython's limit of 4300 digits is not applied.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(word) = self.to_word() {
            let magnitude = word.unsigned_abs().to_string();
            return f.pad_integral(word >= 0, "", &magnitude);
        }
        let mut digits = self.digits();
        let mut chunks = Vec::new();
        while !digits.is_empty() {
            let mut rest = 0;
            for digit in digits.iter_mut().rev() {
                let value = (rest << DIGIT_BITS) | u64::from(*digit);
                *digit = (value / CHUNK) as u32;
                rest = value % CHUNK;
            }
            chunks.push(rest);
            while digits.last() == Some(&0) {
                digits.pop();
            }
        }
        let mut text = chunks.pop().unwrap_or(0).to_string();
        for chunk in chunks.iter().rev() {
            text.push_str(&format!("{chunk:0PLACES$}"));
        }
        f.pad_integral(!self.is_negative(), "", &text)
    }
}

/// A text that is not a whole number in decimal digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseIntError {
    /// The text as it was given.
    text: String,
}

impl fmt::Display for ParseIntError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a whole number in decimal digits", self.text)
    }
}

impl std::error::Error for ParseIntError {}

impl FromStr for Int {
    type Err = ParseIntError;

    /// Reads decimal digits after an optional minus sign; no blanks, no underscores.
    fn from_str(text: &str) -> Result<Int, ParseIntError> {
        let magnitude = text.strip_prefix('-').unwrap_or(text);
        if magnitude.is_empty() || !magnitude.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ParseIntError {
                text: text.to_owned(),
            });
        }
        let mut value = Int::from(0);
        for chunk in magnitude.as_bytes().chunks(PLACES) {
            let number = chunk
                .iter()
                .fold(0, |sum, byte| sum * 10 + i64::from(byte - b'0'));
            let scale = Int::from(10i64.pow(chunk.len() as u32));
            value = &(&value * &scale) + &Int::from(number);
        }
        Ok(if text.starts_with('-') { -value } else { value })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn text_is_that_of_the_machine_integer(value in any::<i128>()) {
            let int = Int::from(value);
            prop_assert_eq!(int.to_string(), value.to_string());
            prop_assert_eq!(value.to_string().parse(), Ok(int));
        }

        #[test]
        fn long_numbers_read_back(text in "-?[1-9][0-9]{0,90}") {
            prop_assert_eq!(text.parse::<Int>().map(|int| int.to_string()), Ok(text));
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "-", "+1", "1_0", " 1", "0x1", "1.0"] {
            assert!(text.parse::<Int>().is_err(), "{text} was read");
        }
    }
}
