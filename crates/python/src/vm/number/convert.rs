//! From one kind of number to another, and from texts.

use num_bigint::BigInt;
use objects::Ref;
use objects::types::Int;

use super::{Number, from_f64, small};
use crate::objects::Body;
use crate::unicode::is_space;
use crate::vm::{Exc, R, Vm};

/// Decimal digits of any script as ASCII ones, and spaces as such: `_PyUnicode_TransformDecimalAndSpaceToASCII`.
pub(crate) fn plain_digits(text: &str) -> String {
    text.chars()
        .map(|one| {
            if one.is_ascii() {
                one
            } else if is_space(one) {
                ' '
            } else {
                crate::unicode::decimal_digit(one).unwrap_or('?')
            }
        })
        .collect()
}

/// Digits with single underscores between them, without the underscores.
fn without_underscores(text: &str) -> Option<String> {
    if text.starts_with('_') || text.ends_with('_') || text.contains("__") {
        return None;
    }
    Some(text.replace('_', ""))
}

/// A whole number in a base; `Err` with its number of digits where that is beyond the limit.
pub(crate) fn parse_int(text: &str, base: u32, limit: usize) -> Result<Option<Int>, usize> {
    let text = plain_digits(text);
    let text = text.trim_matches(is_space);
    let (negative, digits) = match text.strip_prefix(['+', '-']) {
        Some(digits) => (text.starts_with('-'), digits),
        None => (false, text),
    };
    let lower = digits.to_ascii_lowercase();
    let prefix = |mark: &str| lower.starts_with(mark);
    let (base, digits, had_prefix) = match base {
        0 | 16 if prefix("0x") => (16, &digits[2..], true),
        0 | 8 if prefix("0o") => (8, &digits[2..], true),
        0 | 2 if prefix("0b") => (2, &digits[2..], true),
        0 => {
            let is_zero = digits.chars().all(|one| matches!(one, '0' | '_'));
            if digits.starts_with('0') && !is_zero {
                return Ok(None);
            }
            (10, digits, false)
        }
        base => (base, digits, false),
    };
    // An underscore may follow a prefix.
    let digits = if had_prefix {
        digits.strip_prefix('_').unwrap_or(digits)
    } else {
        digits
    };
    let Some(digits) = without_underscores(digits) else {
        return Ok(None);
    };
    if digits.is_empty() || !digits.chars().all(|one| one.is_digit(base)) {
        return Ok(None);
    }
    if !base.is_power_of_two() && limit > 0 && digits.len() > limit {
        return Err(digits.len());
    }
    let value = match BigInt::parse_bytes(digits.as_bytes(), base) {
        Some(value) => small(&if negative { -value } else { value }),
        None => return Ok(None),
    };
    Ok(Some(value))
}

/// A float's text.
pub(crate) fn parse_float(text: &str) -> Option<f64> {
    let text = plain_digits(text);
    let text = text.trim_matches(is_space);
    let lower = text.to_ascii_lowercase();
    let (sign, size) = match lower.strip_prefix(['+', '-']) {
        Some(size) => (if lower.starts_with('-') { -1.0 } else { 1.0 }, size),
        None => (1.0, lower.as_str()),
    };
    match size {
        "inf" | "infinity" => return Some(sign * f64::INFINITY),
        "nan" => return Some(f64::NAN.copysign(sign)),
        _ => {}
    }
    if !size.starts_with(|one: char| one.is_ascii_digit() || one == '.') {
        return None;
    }
    // An underscore stands between two digits.
    let letters: Vec<char> = lower.chars().collect();
    for (place, &one) in letters.iter().enumerate() {
        let is_digit = |at: Option<usize>| {
            at.and_then(|at| letters.get(at))
                .is_some_and(char::is_ascii_digit)
        };
        match one {
            '_' if is_digit(place.checked_sub(1)) && is_digit(Some(place + 1)) => {}
            '0'..='9' | '.' | 'e' | '+' | '-' => {}
            _ => return None,
        }
    }
    lower.replace('_', "").parse().ok()
}

/// A complex number's text: `complex_from_string_inner`.
pub(crate) fn parse_complex(text: &str) -> Option<(f64, f64)> {
    let text = plain_digits(text);
    let mut text = text.trim_matches(is_space);
    if let Some(inner) = text.strip_prefix('(') {
        text = inner.strip_suffix(')')?.trim_matches(is_space);
    }
    let lower = text.to_ascii_lowercase();
    // A sign that isn't the first, nor behind the mark of an exponent, begins the imaginary part.
    let split = lower
        .char_indices()
        .filter(|&(at, one)| at > 0 && matches!(one, '+' | '-') && !lower[..at].ends_with('e'))
        .map(|(at, _)| at)
        .next_back();
    let Some(body) = lower.strip_suffix('j') else {
        return Some((parse_part(&lower)?, 0.0));
    };
    let imaginary = |part: &str| match part {
        "" | "+" => Some(1.0),
        "-" => Some(-1.0),
        part => parse_part(part),
    };
    match split {
        Some(at) => Some((parse_part(&lower[..at])?, imaginary(&body[at..])?)),
        None => Some((0.0, imaginary(body)?)),
    }
}

fn parse_part(text: &str) -> Option<f64> {
    if text.contains(is_space) {
        return None;
    }
    parse_float(text)
}

impl Vm {
    /// How many decimal digits a text of an integer may have (CVE-2020-10735).
    pub(crate) fn digits_limit(&self) -> usize {
        self.int_max_str_digits
    }

    /// `str(value)`, if it isn't too long.
    pub(crate) fn decimal(&mut self, value: &Int) -> R<String> {
        let limit = self.digits_limit();
        // A digit takes more than three bits.
        if limit > 0 && value.digit_count() * 30 > limit * 3 {
            let text = value.to_string();
            if text.trim_start_matches('-').len() > limit {
                return Err(self.too_many_digits(None));
            }
            return Ok(text);
        }
        Ok(value.to_string())
    }

    pub(crate) fn too_many_digits(&mut self, digits: Option<usize>) -> Exc {
        let limit = self.digits_limit();
        let unit = if self.since(11) { " digits" } else { "" };
        let value = digits.map_or(String::new(), |digits| {
            format!(": value has {digits} digits")
        });
        self.value_error(format!(
            "Exceeds the limit ({limit}{unit}) for integer string conversion{value}; use sys.set_int_max_str_digits() to increase the limit"
        ))
    }

    /// `int(value)` of a built-in number.
    pub(crate) fn native_int(&mut self, value: Ref) -> R<Int> {
        match self.number(value) {
            Some(Number::Int(value)) => Ok(value),
            Some(Number::Float(value)) => self.whole(value),
            None => {
                let text = format!(
                    "'{}' object cannot be interpreted as an integer",
                    self.tp_name(value)
                );
                Err(self.type_error(text))
            }
        }
    }

    /// A float without its fraction.
    pub(crate) fn whole(&mut self, value: f64) -> R<Int> {
        if value.is_nan() {
            return Err(self.value_error("cannot convert float NaN to integer"));
        }
        if value.is_infinite() {
            let text = "cannot convert float infinity to integer";
            return Err(self.error("OverflowError", text));
        }
        Ok(from_f64(value.trunc()))
    }

    /// `float(value)` of a built-in number.
    pub(crate) fn native_float(&mut self, value: Ref) -> R<f64> {
        match self.number(value) {
            Some(number) => self.exact_float(number),
            None => {
                let text = format!("must be real number, not {}", self.tp_name(value));
                Err(self.type_error(text))
            }
        }
    }

    /// A number as a float, also through `__float__` and `__index__`: `PyFloat_AsDouble`.
    pub(crate) fn as_double(&mut self, value: Ref) -> R<f64> {
        if let Some(found) = self.float_of_methods(value)? {
            return Ok(found);
        }
        self.native_float(value)
    }

    /// What `__float__` or `__index__` of a class statement give.
    pub(crate) fn float_of_methods(&mut self, value: Ref) -> R<Option<f64>> {
        if matches!(self.body(value), Body::Float(_))
            && self.overridden(value, "__float__").is_none()
        {
            return Ok(None);
        }
        if let Some(method) = self.overridden(value, "__float__") {
            let result = self.call_unbound(method, value, &[])?;
            let number = match self.body(result) {
                Body::Float(number) => Ok(Some(*number)),
                _ => Err(self.wrong_result(value, "__float__", result)),
            };
            self.decref(result);
            return number;
        }
        if self.number(value).is_none() && self.overridden(value, "__index__").is_some() {
            let index = self.index_value(value)?;
            return self.exact_float(Number::Int(index)).map(Some);
        }
        Ok(None)
    }
}
