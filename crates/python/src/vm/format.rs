//! The mini-language of format specs: `[[fill]align][sign][#][0][width][grouping][.precision][type]`.

use num_bigint::BigInt;
use num_traits::Signed;
use objects::Ref;

use super::number::{Number, big, to_f64};
use super::repr::float_repr;
use super::{R, Vm};
use crate::objects::Body;

#[derive(Debug, Default)]
struct Spec {
    fill: Option<char>,
    align: Option<char>,
    sign: Option<char>,
    alternate: bool,
    zero: bool,
    width: usize,
    grouping: Option<char>,
    precision: Option<usize>,
    kind: Option<char>,
}

fn parse(spec: &str) -> Option<Spec> {
    let chars: Vec<char> = spec.chars().collect();
    let mut at = 0;
    let mut out = Spec::default();
    let is_align = |one: Option<&char>| one.is_some_and(|one| "<>=^".contains(*one));
    if is_align(chars.get(1)) {
        out.fill = Some(chars[0]);
        out.align = Some(chars[1]);
        at = 2;
    } else if is_align(chars.first()) {
        out.align = Some(chars[0]);
        at = 1;
    }
    if let Some(sign @ ('+' | '-' | ' ')) = chars.get(at) {
        out.sign = Some(*sign);
        at += 1;
    }
    if chars.get(at) == Some(&'#') {
        out.alternate = true;
        at += 1;
    }
    if chars.get(at) == Some(&'0') {
        out.zero = true;
        at += 1;
    }
    let number = |at: &mut usize| {
        let start = *at;
        let mut value = 0usize;
        while let Some(digit) = chars.get(*at).and_then(|one| one.to_digit(10)) {
            value = value.saturating_mul(10).saturating_add(digit as usize);
            *at += 1;
        }
        (*at > start).then_some(value)
    };
    out.width = number(&mut at).unwrap_or(0);
    if let Some(grouping @ (',' | '_')) = chars.get(at) {
        out.grouping = Some(*grouping);
        at += 1;
    }
    if chars.get(at) == Some(&'.') {
        at += 1;
        out.precision = Some(number(&mut at)?);
    }
    if let Some(kind) = chars.get(at) {
        out.kind = Some(*kind);
        at += 1;
    }
    (at == chars.len() && out.width < 1 << 24 && out.precision.unwrap_or(0) < 1 << 24)
        .then_some(out)
}

fn pad(text: &str, sign: &str, spec: &Spec, default: char) -> String {
    let len = text.chars().count() + sign.chars().count();
    let missing = spec.width.saturating_sub(len);
    let align = spec.align.unwrap_or(if spec.zero { '=' } else { default });
    let fill = spec
        .fill
        .unwrap_or(if spec.zero { '0' } else { ' ' })
        .to_string();
    match align {
        '<' => format!("{sign}{text}{}", fill.repeat(missing)),
        '^' => format!(
            "{}{sign}{text}{}",
            fill.repeat(missing / 2),
            fill.repeat(missing - missing / 2)
        ),
        '=' => format!("{sign}{}{text}", fill.repeat(missing)),
        _ => format!("{}{sign}{text}", fill.repeat(missing)),
    }
}

fn group(digits: &str, separator: char, every: usize) -> String {
    let len = digits.len();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (len - place).is_multiple_of(every) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

fn invalid(vm: &mut Vm, spec: &str, value: &str) -> super::Exc {
    if vm.since(10) {
        vm.value_error(format!(
            "Invalid format specifier '{spec}' for object of type '{value}'"
        ))
    } else {
        vm.value_error("Invalid format specifier")
    }
}

/// A text under a spec.
pub(crate) fn text(vm: &mut Vm, text: &str, spec: &str) -> R<String> {
    let Some(spec) = parse(spec) else {
        return Err(invalid(vm, spec, "str"));
    };
    if let Some(kind) = spec.kind.filter(|&kind| kind != 's') {
        return Err(vm.value_error(format!(
            "Unknown format code '{kind}' for object of type 'str'"
        )));
    }
    let cut: String = match spec.precision {
        Some(most) => text.chars().take(most).collect(),
        None => text.to_owned(),
    };
    Ok(pad(&cut, "", &spec, '<'))
}

/// Any value of a built-in type under a spec.
pub(crate) fn value(vm: &mut Vm, object: Ref, spec: &str) -> R<String> {
    if spec.is_empty() {
        return vm.str_of(object);
    }
    if let Body::Str(value) = vm.body(object) {
        let value = value.value.as_str().to_owned();
        return text(vm, &value, spec);
    }
    let name = vm.tp_name(object);
    let Some(number) = vm.number(object) else {
        return Err(vm.type_error(format!(
            "unsupported format string passed to {name}.__format__"
        )));
    };
    let Some(parsed) = parse(spec) else {
        return Err(invalid(vm, spec, &name));
    };
    let kind = parsed.kind;
    match (number, kind) {
        (Number::Int(value), None | Some('d' | 'n' | 'b' | 'o' | 'x' | 'X' | 'c')) => {
            if kind == Some('c') {
                let one = value
                    .to_i64()
                    .and_then(|code| u32::try_from(code).ok())
                    .and_then(char::from_u32)
                    .unwrap_or('\0');
                return Ok(pad(&one.to_string(), "", &parsed, '<'));
            }
            let number: BigInt = big(&value);
            let size = number.abs();
            let (digits, prefix) = match kind {
                Some('b') => (size.to_str_radix(2), "0b"),
                Some('o') => (size.to_str_radix(8), "0o"),
                Some('x') => (size.to_str_radix(16), "0x"),
                Some('X') => (size.to_str_radix(16).to_uppercase(), "0X"),
                _ => (size.to_str_radix(10), ""),
            };
            let every = if prefix.is_empty() { 3 } else { 4 };
            Ok(finish(
                &digits,
                "",
                number.is_negative(),
                if parsed.alternate { prefix } else { "" },
                &parsed,
                every,
            ))
        }
        (number, None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' | 'n')) => {
            let value = match number {
                Number::Int(value) => to_f64(&value),
                Number::Float(value) => value,
            };
            Ok(float(value, &parsed))
        }
        (_, Some(kind)) => Err(vm.value_error(format!(
            "Unknown format code '{kind}' for object of type '{name}'"
        ))),
    }
}

fn finish(
    whole: &str,
    rest: &str,
    negative: bool,
    prefix: &str,
    spec: &Spec,
    every: usize,
) -> String {
    let sign = match (negative, spec.sign) {
        (true, _) => "-",
        (false, Some('+')) => "+",
        (false, Some(' ')) => " ",
        _ => "",
    };
    let sign = format!("{sign}{prefix}");
    let mut whole = whole.to_owned();
    if let Some(separator) = spec.grouping {
        if spec.zero && spec.align.is_none() {
            while group(&format!("0{whole}"), separator, every).len() + sign.len() + rest.len()
                <= spec.width
            {
                whole.insert(0, '0');
            }
        }
        whole = group(&whole, separator, every);
    }
    pad(&format!("{whole}{rest}"), &sign, spec, '>')
}

/// The digits of a float with an exponent of at least two places.
pub(crate) fn exponent(value: f64, precision: usize, upper: bool) -> String {
    let text = format!("{value:.precision$e}");
    let Some((mantissa, exponent)) = text.split_once('e') else {
        return text;
    };
    let number: i32 = exponent.parse().unwrap_or(0);
    let mark = if upper { 'E' } else { 'e' };
    format!(
        "{mantissa}{mark}{}{:02}",
        if number < 0 { '-' } else { '+' },
        number.abs()
    )
}

/// `%g`
pub(crate) fn general(value: f64, precision: usize, alternate: bool) -> String {
    let precision = precision.max(1);
    if value == 0.0 {
        return "0".to_owned();
    }
    let text = format!("{value:.*e}", precision - 1);
    let number: i32 = text
        .split_once('e')
        .and_then(|(_, number)| number.parse().ok())
        .unwrap_or(0);
    let strip = |text: &str| {
        if alternate || !text.contains('.') {
            return text.to_owned();
        }
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    if number < -4 || number >= precision as i32 {
        let text = exponent(value, precision - 1, false);
        let Some((mantissa, rest)) = text.split_once('e') else {
            return text;
        };
        return format!("{}e{rest}", strip(mantissa));
    }
    strip(&format!(
        "{value:.*}",
        (precision as i32 - 1 - number).max(0) as usize
    ))
}

fn float(value: f64, spec: &Spec) -> String {
    let size = value.abs();
    let body = if value.is_nan() {
        "nan".to_owned()
    } else if value.is_infinite() {
        "inf".to_owned()
    } else {
        match spec.kind {
            Some('e') => exponent(size, spec.precision.unwrap_or(6), false),
            Some('E') => exponent(size, spec.precision.unwrap_or(6), true),
            Some('f' | 'F') => format!("{size:.*}", spec.precision.unwrap_or(6)),
            Some('%') => format!("{:.*}%", spec.precision.unwrap_or(6), size * 100.0),
            Some('g' | 'n') => general(size, spec.precision.unwrap_or(6), spec.alternate),
            Some('G') => general(size, spec.precision.unwrap_or(6), spec.alternate).to_uppercase(),
            _ => match spec.precision {
                None => float_repr(size),
                Some(precision) => {
                    let text = general(size, precision, spec.alternate);
                    if text.contains(['.', 'e']) {
                        text
                    } else {
                        format!("{text}.0")
                    }
                }
            },
        }
    };
    let at = body
        .find(|one: char| !one.is_ascii_digit())
        .unwrap_or(body.len());
    let negative = value.is_sign_negative() && !value.is_nan();
    finish(&body[..at], &body[at..], negative, "", spec, 3)
}

impl Vm {
    /// `text % values`
    pub(crate) fn percent(&mut self, template: Ref, values: Ref) -> R {
        let text = self.text(template).to_owned();
        let mut given = match self.body(values) {
            Body::Tuple(items) => items.items().to_vec(),
            _ => vec![values],
        }
        .into_iter();
        let is_tuple = matches!(self.body(values), Body::Tuple(_));
        let mut out = String::new();
        let mut chars = text.chars().peekable();
        while let Some(one) = chars.next() {
            if one != '%' {
                out.push(one);
                continue;
            }
            let mut key = None;
            if chars.peek() == Some(&'(') {
                chars.next();
                key = Some(
                    chars
                        .by_ref()
                        .take_while(|&one| one != ')')
                        .collect::<String>(),
                );
            }
            let mut spec = String::new();
            let mut left = false;
            while let Some(&flag) = chars.peek() {
                match flag {
                    '-' => left = true,
                    '0' | '+' | ' ' | '#' => spec.push(flag),
                    _ => break,
                }
                chars.next();
            }
            while let Some(&digit) = chars
                .peek()
                .filter(|one| one.is_ascii_digit() || **one == '.')
            {
                spec.push(digit);
                chars.next();
            }
            let Some(kind) = chars.next() else {
                return Err(self.value_error("incomplete format"));
            };
            if kind == '%' {
                out.push('%');
                continue;
            }
            let value = match key {
                Some(key) => {
                    let key = self.str(key);
                    let key = self.own(key);
                    let value = self.getitem(values, key)?;
                    self.own(value)
                }
                None => match given.next() {
                    Some(value) => value,
                    None => return Err(self.type_error("not enough arguments for format string")),
                },
            };
            let align = if left { "<" } else { ">" };
            let piece = match kind {
                's' | 'r' | 'a' => {
                    let shown = if kind == 's' {
                        self.str_of(value)?
                    } else {
                        self.repr_of(value)?
                    };
                    self::text(
                        self,
                        &shown,
                        &format!("{align}{}", spec.trim_start_matches('0')),
                    )?
                }
                'd' | 'i' | 'u' => {
                    let whole = match self.number(value) {
                        Some(Number::Int(value)) => value,
                        Some(Number::Float(value)) => super::number::from_f64(value.trunc()),
                        None => {
                            let text = if self.since(8) {
                                format!(
                                    "%{kind} format: a real number is required, not {}",
                                    self.tp_name(value)
                                )
                            } else {
                                String::new()
                            };
                            let text = if self.since(11) {
                                text
                            } else {
                                text.replace("real number", "number")
                            };
                            return Err(self.type_error(text));
                        }
                    };
                    let whole = self.int(whole);
                    let whole = self.own(whole);
                    let flags = if left {
                        format!("<{spec}")
                    } else {
                        spec.clone()
                    };
                    self::value(self, whole, &format!("{flags}d"))?
                }
                'x' | 'X' | 'o' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'c' => {
                    let flags = if left {
                        format!("<{spec}")
                    } else {
                        spec.clone()
                    };
                    if kind == 'c' && matches!(self.body(value), Body::Str(_)) {
                        self.text(value).to_owned()
                    } else {
                        self::value(self, value, &format!("{flags}{kind}"))?
                    }
                }
                kind => {
                    let text = format!(
                        "unsupported format character '{kind}' ({:#x}) at index {}",
                        kind as u32,
                        text.find(kind).unwrap_or(0)
                    );
                    return Err(self.value_error(text));
                }
            };
            out.push_str(&piece);
        }
        if is_tuple && given.next().is_some() {
            return Err(self.type_error("not all arguments converted during string formatting"));
        }
        if !is_tuple && given.next().is_some() && !matches!(self.body(values), Body::Dict(_)) {
            return Err(self.type_error("not all arguments converted during string formatting"));
        }
        Ok(self.str(out))
    }
}
