//! [`Spec`]: `[[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type]`.

use crate::vm::{Exc, R, Vm};

#[derive(Debug)]
pub(super) struct Spec {
    pub(super) fill: char,
    pub(super) align: char,
    pub(super) sign: Option<char>,
    /// `z`, from 3.11.
    pub(super) no_negative_zero: bool,
    pub(super) alternate: bool,
    pub(super) width: usize,
    pub(super) grouping: Option<char>,
    pub(super) precision: Option<usize>,
    /// The separator of the fraction's digits, from 3.14.
    pub(super) fraction: Option<char>,
    pub(super) kind: Option<char>,
}

/// Reads digits; `None` where there are none, and an error where they are too many.
fn number(chars: &[char], at: &mut usize) -> Result<Option<usize>, ()> {
    let start = *at;
    let mut value = 0usize;
    while let Some(digit) = chars.get(*at).and_then(|one| one.to_digit(10)) {
        value = value
            .checked_mul(10)
            .and_then(|value| value.checked_add(digit as usize))
            .filter(|&value| value < 1 << 62)
            .ok_or(())?;
        *at += 1;
    }
    Ok((*at > start).then_some(value))
}

fn too_many_digits(vm: &mut Vm) -> Exc {
    vm.value_error("Too many decimal digits in format string")
}

/// `parse_internal_render_format_spec`
pub(super) fn parse(vm: &mut Vm, spec: &str, name: &str, default: char) -> R<Spec> {
    let chars: Vec<char> = spec.chars().collect();
    let mut at = 0;
    let mut out = Spec {
        fill: ' ',
        align: default,
        sign: None,
        no_negative_zero: false,
        alternate: false,
        width: 0,
        grouping: None,
        precision: None,
        fraction: None,
        kind: None,
    };
    let is_align = |one: Option<&char>| one.is_some_and(|one| "<>=^".contains(*one));
    let (mut has_fill, mut has_align) = (false, false);
    if is_align(chars.get(1)) {
        (out.fill, out.align) = (chars[0], chars[1]);
        (has_fill, has_align) = (true, true);
        at = 2;
    } else if is_align(chars.first()) {
        out.align = chars[0];
        has_align = true;
        at = 1;
    }
    if let Some(sign @ ('+' | '-' | ' ')) = chars.get(at) {
        out.sign = Some(*sign);
        at += 1;
    }
    if chars.get(at) == Some(&'z') && vm.since(11) {
        out.no_negative_zero = true;
        at += 1;
    }
    if chars.get(at) == Some(&'#') {
        out.alternate = true;
        at += 1;
    }
    if chars.get(at) == Some(&'0') && !has_fill {
        out.fill = '0';
        // A text isn't padded behind its sign, from 3.10 on.
        if !has_align && (default == '>' || !vm.since(10)) {
            out.align = '=';
        }
        at += 1;
    }
    match number(&chars, &mut at) {
        Ok(width) => out.width = width.unwrap_or(0),
        Err(()) => return Err(too_many_digits(vm)),
    }
    out.grouping = grouping(vm, &chars, &mut at)?;
    if chars.get(at) == Some(&'.') {
        at += 1;
        match number(&chars, &mut at) {
            Ok(precision) => out.precision = precision,
            Err(()) => return Err(too_many_digits(vm)),
        }
        if vm.since(14) {
            out.fraction = grouping(vm, &chars, &mut at)?;
        }
        if out.precision.is_none() && out.fraction.is_none() {
            return Err(vm.value_error("Format specifier missing precision"));
        }
        if out.fraction.is_some() {
            return Err(vm.unsupported("grouping of a fraction's digits"));
        }
    }
    match chars.len() - at {
        0 => {}
        1 => out.kind = Some(chars[at]),
        _ if vm.since(11) => {
            return Err(vm.value_error(format!(
                "Invalid format specifier '{spec}' for object of type '{name}'"
            )));
        }
        _ => return Err(vm.value_error("Invalid format specifier")),
    }
    if let Some(separator) = out.grouping {
        let kind = out.kind.or((default == '<').then_some('s'));
        let fits = match kind {
            None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F') => true,
            Some('b' | 'o' | 'x' | 'X') => separator == '_',
            _ => false,
        };
        if let (false, Some(kind)) = (fits, kind) {
            return Err(vm.value_error(if kind > ' ' && kind < '\u{80}' {
                format!("Cannot specify '{separator}' with '{kind}'.")
            } else {
                format!("Cannot specify '{separator}' with '\\x{:x}'.", kind as u32)
            }));
        }
    }
    Ok(out)
}

fn grouping(vm: &mut Vm, chars: &[char], at: &mut usize) -> R<Option<char>> {
    let mut found = None;
    for separator in [',', '_', ','] {
        if chars.get(*at) != Some(&separator) {
            continue;
        }
        if found == Some(',') && separator == ',' {
            break;
        }
        if found.is_some() {
            return Err(vm.value_error("Cannot specify both ',' and '_'."));
        }
        found = Some(separator);
        *at += 1;
    }
    Ok(found)
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

impl Spec {
    /// Fills up to the width, before, behind, around, or between sign and text.
    pub(super) fn pad(&self, sign: &str, text: &str) -> String {
        let len = text.chars().count() + sign.chars().count();
        let missing = self.width.saturating_sub(len);
        let fill = |count: usize| self.fill.to_string().repeat(count);
        match self.align {
            '<' => format!("{sign}{text}{}", fill(missing)),
            '^' => format!(
                "{}{sign}{text}{}",
                fill(missing / 2),
                fill(missing - missing / 2)
            ),
            '=' => format!("{sign}{}{text}", fill(missing)),
            _ => format!("{}{sign}{text}", fill(missing)),
        }
    }

    /// The sign that a number shows.
    pub(super) fn sign(&self, negative: bool) -> &'static str {
        match (negative, self.sign) {
            (true, _) => "-",
            (false, Some('+')) => "+",
            (false, Some(' ')) => " ",
            _ => "",
        }
    }

    /// A number of whole digits and a rest, with its sign and prefix.
    pub(super) fn number(
        &self,
        negative: bool,
        prefix: &str,
        whole: &str,
        rest: &str,
        every: usize,
    ) -> String {
        let sign = format!("{}{prefix}", self.sign(negative));
        let mut shown = whole.to_owned();
        if let Some(separator) = self.grouping {
            shown = group(whole, separator, every);
            // Zeros that fill up are grouped as well.
            if self.fill == '0' && self.align == '=' && !whole.is_empty() {
                let mut digits = whole.to_owned();
                while shown.len() + sign.len() + rest.len() < self.width {
                    let missing = self.width - shown.len() - sign.len() - rest.len();
                    let more = (missing * every / (every + 1)).max(1);
                    digits.insert_str(0, &"0".repeat(more));
                    shown = group(&digits, separator, every);
                }
            }
        }
        self.pad(&sign, &format!("{shown}{rest}"))
    }
}
