//! `template % values`, of texts and of bytes.

use objects::Ref;
use objects::types::{ByteArray, Int};

use super::digits;
use super::spec::Spec;
use crate::objects::Body;
use crate::vm::number::{Number, big};
use crate::vm::{Exc, R, Vm};

/// One conversion of a template.
struct Conversion {
    left: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
    kind: char,
    /// Where its letter stands.
    at: usize,
    /// Where its `%` stands.
    start: usize,
}

/// Where the values come from.
struct Values {
    given: Vec<Ref>,
    next: usize,
    mapping: Option<Ref>,
    /// Whether they were given in a tuple.
    is_tuple: bool,
    /// The key that the value was found under.
    key: Option<Ref>,
}

impl Values {
    /// An error about one value. From 3.15 on it says which (`FORMAT_ERROR`, gh-130999).
    fn failure(&self, vm: &mut Vm, class: &'static str, old: String, new: String) -> Exc {
        if !vm.since(15) {
            return vm.error(class, old);
        }
        let which = match self.key {
            Some(key) => format!("format argument {}", vm.plain_repr(key)),
            None if self.is_tuple => format!("format argument {}", self.next),
            None => "format argument".to_owned(),
        };
        vm.error(class, format!("{which}: {new}"))
    }

    fn take(&mut self, vm: &mut Vm) -> R {
        match self.given.get(self.next) {
            Some(&value) => {
                self.next += 1;
                Ok(value)
            }
            None => {
                let got = if vm.since(15) {
                    format!(" (got {})", self.given.len())
                } else {
                    String::new()
                };
                Err(vm.type_error(format!("not enough arguments for format string{got}")))
            }
        }
    }
}

/// A template under way.
struct Template<'a> {
    chars: &'a [char],
    at: usize,
    is_bytes: bool,
}

impl Template<'_> {
    /// The letter of the conversion that began at a place.
    fn letter(&mut self, vm: &mut Vm, start: usize) -> R<char> {
        match self.chars.get(self.at) {
            Some(&one) => {
                self.at += 1;
                Ok(one)
            }
            None if vm.since(15) => Err(vm.value_error(format!("stray % at position {start}"))),
            None => Err(vm.value_error("incomplete format")),
        }
    }

    /// A width or precision: digits, or a star for a value.
    fn number(&mut self, vm: &mut Vm, values: &mut Values, what: &str) -> R<Option<i64>> {
        if self.chars.get(self.at) == Some(&'*') {
            self.at += 1;
            let value = values.take(vm)?;
            if !vm.is_int(value) {
                let new = format!("* requires int, not {}", vm.tp_name(value));
                return Err(values.failure(vm, "TypeError", "* wants int".to_owned(), new));
            }
            return vm.ssize(value).map(Some);
        }
        let mut number = None;
        while let Some(digit) = self.chars.get(self.at).and_then(|one| one.to_digit(10)) {
            let value = number.unwrap_or(0i64) * 10 + i64::from(digit);
            if value > 1 << 40 {
                return Err(vm.value_error(format!("{what} too big")));
            }
            number = Some(value);
            self.at += 1;
        }
        Ok(number)
    }

    /// What stands between the `%` and its letter.
    fn conversion(&mut self, vm: &mut Vm, values: &mut Values) -> R<Conversion> {
        let mut out = Conversion {
            left: false,
            plus: false,
            space: false,
            alternate: false,
            zero: false,
            width: 0,
            precision: None,
            kind: '%',
            at: 0,
            start: self.at - 1,
        };
        if self.chars.get(self.at) == Some(&'(') {
            self.key(vm, values)?;
        }
        loop {
            match self.chars.get(self.at) {
                Some('-') => out.left = true,
                Some('+') => out.plus = true,
                Some(' ') => out.space = true,
                Some('#') => out.alternate = true,
                Some('0') => out.zero = true,
                _ => break,
            }
            self.at += 1;
        }
        if let Some(width) = self.number(vm, values, "width")? {
            out.left |= width < 0;
            out.width = width.unsigned_abs() as usize;
        }
        if self.chars.get(self.at) == Some(&'.') {
            self.at += 1;
            let what = if self.is_bytes { "prec" } else { "precision" };
            let precision = self.number(vm, values, what)?.unwrap_or(0);
            out.precision = Some(precision.max(0) as usize);
        }
        if matches!(self.chars.get(self.at), Some('h' | 'l' | 'L')) {
            self.at += 1;
        }
        out.at = self.at;
        out.kind = self.letter(vm, out.start)?;
        vm.check_items((out.width + out.precision.unwrap_or(0)) / 2 + 1, 1)?;
        Ok(out)
    }

    /// `(key)`: the value comes from a mapping.
    fn key(&mut self, vm: &mut Vm, values: &mut Values) -> R<()> {
        let Some(mapping) = values.mapping else {
            let given = values.given.first().copied().filter(|_| !values.is_tuple);
            let text = if vm.since(15) {
                let name = given.map_or("tuple".to_owned(), |given| vm.tp_name(given));
                format!("format requires a mapping, not {name}")
            } else {
                "format requires a mapping".to_owned()
            };
            return Err(vm.type_error(text));
        };
        self.at += 1;
        let start = self.at;
        let mut depth = 1;
        while depth > 0 {
            match self.chars.get(self.at) {
                Some('(') => depth += 1,
                Some(')') => depth -= 1,
                Some(_) => {}
                None => {
                    let text = if vm.since(15) {
                        let start = start - 2;
                        format!("stray % or incomplete format key at position {start}")
                    } else {
                        "incomplete format key".to_owned()
                    };
                    return Err(vm.value_error(text));
                }
            }
            self.at += 1;
        }
        let name = &self.chars[start..self.at - 1];
        let key = if self.is_bytes {
            vm.bytes(name.iter().map(|&one| one as u8).collect())
        } else {
            let name: String = name.iter().collect();
            vm.str(name)
        };
        let key = vm.own(key);
        let value = vm.getitem(mapping, key)?;
        values.given = vec![vm.own(value)];
        values.next = 0;
        values.key = Some(key);
        Ok(())
    }
}

impl Conversion {
    /// The same in the words of the mini-language.
    fn spec(&self) -> Spec {
        let zero = self.zero && !self.left;
        Spec {
            fill: if zero { '0' } else { ' ' },
            align: if self.left {
                '<'
            } else if zero {
                '='
            } else {
                '>'
            },
            sign: if self.plus {
                Some('+')
            } else if self.space {
                Some(' ')
            } else {
                None
            },
            no_negative_zero: false,
            alternate: self.alternate,
            width: self.width,
            grouping: None,
            precision: self.precision,
            fraction: None,
            kind: None,
        }
    }

    /// A text: cut to the precision, and padded with spaces.
    fn text(&self, text: &str) -> String {
        let cut: String = match self.precision {
            Some(most) => text.chars().take(most).collect(),
            None => text.to_owned(),
        };
        let spec = Spec {
            fill: ' ',
            align: if self.left { '<' } else { '>' },
            ..self.spec()
        };
        spec.pad("", &cut)
    }

    fn integer(&self, vm: &mut Vm, value: &Int) -> R<String> {
        let size = big(value);
        let size = size.magnitude();
        let (mut digits, prefix) = match self.kind {
            'o' => (size.to_str_radix(8), "0o"),
            'x' => (size.to_str_radix(16), "0x"),
            'X' => (size.to_str_radix(16).to_uppercase(), "0X"),
            _ => (vm.decimal(value)?.trim_start_matches('-').to_owned(), ""),
        };
        if let Some(precision) = self.precision {
            let missing = precision.saturating_sub(digits.len());
            digits.insert_str(0, &"0".repeat(missing));
        }
        let prefix = if self.alternate { prefix } else { "" };
        Ok(self
            .spec()
            .number(value.is_negative(), prefix, &digits, "", 3))
    }
}

impl Vm {
    /// The whole number that `%d` and its like show: `mainformatlong`.
    fn percent_int(&mut self, value: Ref, kind: char, source: &Values) -> R<Int> {
        let decimal = matches!(kind, 'd' | 'i' | 'u');
        if let Some(number) = self.int_value(value) {
            return Ok(number);
        }
        if decimal {
            if let Some(Number::Float(number)) = self.number(value) {
                return self.whole(number);
            }
            if let Some(method) = self.overridden(value, "__int__") {
                let result = self.call_unbound(method, value, &[])?;
                let result = self.own(result);
                if let Some(number) = self.int_value(result) {
                    return Ok(number);
                }
            }
        }
        if self.has_index(value) {
            return self.index_value(value);
        }
        let wanted = match (decimal, self.since(10)) {
            (false, _) => "an integer",
            (true, true) => "a real number",
            (true, false) => "a number",
        };
        let text = format!(
            "%{kind} format: {wanted} is required, not {}",
            self.tp_name(value)
        );
        let new = format!("%{kind} requires {wanted}, not {}", self.tp_name(value));
        Err(source.failure(self, "TypeError", text, new))
    }

    fn percent_char(&mut self, value: Ref, is_bytes: bool, source: &Values) -> R<char> {
        if is_bytes {
            let byte = match self.buffer(value) {
                Some(bytes) => match bytes[..] {
                    [byte] => Some(byte),
                    _ => None,
                },
                None if self.is_int(value) => {
                    return match u8::try_from(self.index(value)?) {
                        Ok(byte) => Ok(char::from(byte)),
                        Err(_) => Err(source.failure(
                            self,
                            "OverflowError",
                            "%c arg not in range(256)".to_owned(),
                            "%c argument not in range(256)".to_owned(),
                        )),
                    };
                }
                None => None,
            };
            return byte.map(char::from).ok_or_else(|| {
                let old = "%c requires an integer in range(256) or a single byte".to_owned();
                let new = match self.buffer(value) {
                    Some(bytes) => format!(
                        "{old}, not a {} object of length {}",
                        self.tp_name(value),
                        bytes.len()
                    ),
                    None => format!("{old}, not {}", self.tp_name(value)),
                };
                let old = if self.since(14) { new.clone() } else { old };
                source.failure(self, "TypeError", old, new)
            });
        }
        if let Body::Str(text) = self.body(value) {
            let mut chars = text.value.as_str().chars();
            if let (Some(one), None) = (chars.next(), chars.next()) {
                return Ok(one);
            }
            let count = self.text(value).chars().count();
            let what = format!("a unicode character, not a string of length {count}");
            let text = if self.since(14) {
                format!("%c requires an int or {what}")
            } else {
                "%c requires int or char".to_owned()
            };
            let new = format!("%c requires an integer or {what}");
            return Err(source.failure(self, "TypeError", text, new));
        }
        if !self.has_index(value) {
            let what = format!("a unicode character, not {}", self.tp_name(value));
            let text = if self.since(14) {
                format!("%c requires an int or {what}")
            } else {
                "%c requires int or char".to_owned()
            };
            let new = format!("%c requires an integer or {what}");
            return Err(source.failure(self, "TypeError", text, new));
        }
        let code = self.index(value)?;
        match u32::try_from(code).ok().filter(|&code| code < 0x11_0000) {
            Some(code) => {
                char::from_u32(code).ok_or_else(|| self.unsupported("texts with lone surrogates"))
            }
            None => Err(source.failure(
                self,
                "OverflowError",
                "%c arg not in range(0x110000)".to_owned(),
                "%c argument not in range(0x110000)".to_owned(),
            )),
        }
    }

    /// `%b` and `%s` of bytes.
    fn percent_buffer(&mut self, value: Ref, source: &Values) -> R<String> {
        let bytes = match self.buffer(value) {
            Some(bytes) => Some(bytes),
            None if self.overridden(value, "__bytes__").is_some() => {
                let made = crate::builtins::bytes_of(self, value)?;
                let made = self.own(made);
                self.buffer(made)
            }
            None => None,
        };
        match bytes {
            Some(bytes) => Ok(bytes.into_iter().map(char::from).collect()),
            None => {
                let text = format!(
                    "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
                    self.tp_name(value)
                );
                let new = format!(
                    "%b requires a bytes-like object, or an object that implements __bytes__, not {}",
                    self.tp_name(value)
                );
                Err(source.failure(self, "TypeError", text, new))
            }
        }
    }

    fn percent_piece(
        &mut self,
        conversion: &Conversion,
        value: Ref,
        is_bytes: bool,
        source: &Values,
    ) -> R<String> {
        Ok(match conversion.kind {
            's' | 'b' if is_bytes => {
                let text = self.percent_buffer(value, source)?;
                conversion.text(&text)
            }
            's' => {
                let text = self.str_object(value)?;
                let text = self.own(text);
                let text = self.text(text).to_owned();
                conversion.text(&text)
            }
            'r' | 'a' => {
                let text = self.repr_of(value)?;
                let text = if is_bytes || conversion.kind == 'a' {
                    crate::vm::ascii(&text)
                } else {
                    text
                };
                conversion.text(&text)
            }
            'd' | 'i' | 'u' | 'x' | 'X' | 'o' => {
                let number = self.percent_int(value, conversion.kind, source)?;
                conversion.integer(self, &number)?
            }
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
                let real = self.number(value).is_some()
                    || self.overridden(value, "__float__").is_some()
                    || self.has_index(value);
                if !real && (is_bytes || self.since(15)) {
                    let name = self.tp_name(value);
                    let text = format!("float argument required, not {name}");
                    let new = format!("%{} requires a real number, not {name}", conversion.kind);
                    return Err(source.failure(self, "TypeError", text, new));
                }
                let number = self.as_double(value)?;
                let body = digits::float(
                    number.abs(),
                    Some(conversion.kind),
                    conversion.precision,
                    conversion.alternate,
                );
                let negative = number.is_sign_negative() && !number.is_nan();
                conversion.spec().number(negative, "", &body, "", 3)
            }
            'c' => {
                let one = self.percent_char(value, is_bytes, source)?;
                conversion.text(&one.to_string())
            }
            kind if self.since(15) => {
                let text = self.strange_letter(kind, conversion);
                return Err(self.value_error(text));
            }
            kind => {
                let shown = if (' '..='~').contains(&kind) {
                    kind
                } else {
                    '?'
                };
                let text = format!(
                    "unsupported format character '{shown}' (0x{:x}) at index {}",
                    kind as u32, conversion.at
                );
                return Err(self.value_error(text));
            }
        })
    }

    /// What 3.15 says of a letter that is no conversion.
    fn strange_letter(&self, kind: char, conversion: &Conversion) -> String {
        let (start, at) = (conversion.start, conversion.at);
        let stray = format!("stray % at position {start} or unexpected format character");
        let code = kind as u32;
        match kind {
            'a'..='z' | 'A'..='Z' => format!("unsupported format %{kind} at position {start}"),
            '\'' => format!("{stray} \"'\" at position {at}"),
            ' '..='~' => format!("{stray} '{kind}' at position {at}"),
            _ if self.unicode().is_printable(kind) => {
                format!("{stray} '{kind}' (U+{code:04X}) at position {at}")
            }
            _ => format!("{stray} U+{code:04X} at position {at}"),
        }
    }

    fn percent_text(&mut self, chars: &[char], values: Ref, is_bytes: bool) -> R<String> {
        let is_tuple = matches!(self.body(values), Body::Tuple(_));
        let is_mapping = !is_tuple && self.has_keys(values, is_bytes);
        let mut source = Values {
            given: match self.body(values) {
                Body::Tuple(items) => items.items().to_vec(),
                _ => vec![values],
            },
            next: 0,
            mapping: is_mapping.then_some(values),
            is_tuple,
            key: None,
        };
        let mut template = Template {
            chars,
            at: 0,
            is_bytes,
        };
        let mut out = String::new();
        while let Some(&one) = template.chars.get(template.at) {
            template.at += 1;
            if one != '%' {
                out.push(one);
                continue;
            }
            if template.chars.get(template.at) == Some(&'%') {
                template.at += 1;
                out.push('%');
                continue;
            }
            let conversion = template.conversion(self, &mut source)?;
            let value = source.take(self)?;
            let piece = self.percent_piece(&conversion, value, is_bytes, &source)?;
            out.push_str(&piece);
        }
        if source.next < source.given.len() && source.mapping.is_none() {
            let what = if is_bytes { "bytes" } else { "string" };
            let counts = if self.since(15) {
                format!(" (required {}, got {})", source.next, source.given.len())
            } else {
                String::new()
            };
            return Err(self.type_error(format!(
                "not all arguments converted during {what} formatting{counts}"
            )));
        }
        Ok(out)
    }

    /// `PyMapping_Check`, without texts.
    fn has_keys(&mut self, values: Ref, is_bytes: bool) -> bool {
        match self.body(values) {
            Body::Str(_) => false,
            Body::Bytes(_) | Body::ByteArray(_) => !is_bytes,
            Body::Dict(_) | Body::List(_) | Body::Range(_) | Body::MappingProxy(_) => true,
            _ => self.overridden(values, "__getitem__").is_some(),
        }
    }

    /// `text % values`
    pub(crate) fn percent(&mut self, template: Ref, values: Ref) -> R {
        let chars: Vec<char> = self.text(template).chars().collect();
        // What is nothing but one text stays that text.
        if chars == ['%', 's'] {
            let one = match self.body(values) {
                Body::Tuple(items) => match items.items() {
                    [one] => Some(*one),
                    _ => None,
                },
                _ => Some(values),
            };
            if let Some(one) = one {
                return self.str_object(one);
            }
        }
        let text = self.percent_text(&chars, values, false)?;
        Ok(self.str(text))
    }

    /// `bytes % values`
    pub(crate) fn percent_bytes(&mut self, template: Ref, values: Ref) -> R {
        let bytes = self.buffer(template).unwrap_or_default();
        let chars: Vec<char> = bytes.into_iter().map(char::from).collect();
        let text = self.percent_text(&chars, values, true)?;
        let bytes: Vec<u8> = text.chars().map(|one| one as u8).collect();
        if let Body::ByteArray(_) = self.body(template) {
            let array = ByteArray::new(self.version, bytes);
            return Ok(self.alloc(Body::ByteArray(Box::new(array))));
        }
        Ok(self.bytes(bytes))
    }
}
