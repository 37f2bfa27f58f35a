//! `str.format` and `str.format_map`.

use objects::Ref;

use super::unchanged;
use crate::builtins::arguments::rest;
use crate::builtins::arity;
use crate::objects::{Body, NativeFn};
use crate::vm::{Args, R, Vm};

/// Where the fields come from.
#[derive(Clone, Copy)]
enum Source<'a> {
    Call(Args<'a>),
    Mapping(Ref),
}

/// How the fields of a template are numbered: by itself, or by hand.
#[derive(Default)]
struct Numbering {
    automatic: Option<bool>,
    next: usize,
}

/// A replacement field.
struct Field {
    name: Vec<char>,
    conversion: Option<char>,
    spec: Vec<char>,
    is_nested: bool,
}

/// `MarkupIterator`: literal text, and fields.
struct Markup<'a> {
    text: &'a [char],
    at: usize,
}

impl Markup<'_> {
    fn take(&mut self) -> Option<char> {
        let one = self.text.get(self.at).copied();
        self.at += usize::from(one.is_some());
        one
    }

    /// The next piece of literal text, and the field behind it.
    fn next(&mut self) -> Result<(String, Option<Field>), &'static str> {
        let mut literal = String::new();
        while let Some(one) = self.take() {
            let next = self.text.get(self.at).copied();
            match one {
                '{' | '}' if next == Some(one) => {
                    self.at += 1;
                    literal.push(one);
                    return Ok((literal, None));
                }
                '}' => return Err("Single '}' encountered in format string"),
                '{' if next.is_none() => return Err("Single '{' encountered in format string"),
                '{' => return Ok((literal, Some(self.field()?))),
                one => literal.push(one),
            }
        }
        Ok((literal, None))
    }

    /// `parse_field`
    fn field(&mut self) -> Result<Field, &'static str> {
        let mut field = Field {
            name: Vec::new(),
            conversion: None,
            spec: Vec::new(),
            is_nested: false,
        };
        let mut end = None;
        while let Some(one) = self.take() {
            match one {
                '{' => return Err("unexpected '{' in field name"),
                '}' | ':' | '!' => {
                    end = Some(one);
                    break;
                }
                '[' => {
                    field.name.push(one);
                    while let Some(&inner) = self.text.get(self.at) {
                        if inner == ']' {
                            break;
                        }
                        field.name.push(inner);
                        self.at += 1;
                    }
                }
                one => field.name.push(one),
            }
        }
        match end {
            Some('}') => return Ok(field),
            None => return Err("expected '}' before end of string"),
            _ => {}
        }
        if end == Some('!') {
            let Some(conversion) = self.take() else {
                return Err("end of string while looking for conversion specifier");
            };
            field.conversion = Some(conversion);
            match self.take() {
                Some('}') => return Ok(field),
                Some(':') | None => {}
                Some(_) => return Err("expected ':' after conversion specifier"),
            }
        }
        let mut depth = 1;
        while let Some(one) = self.take() {
            match one {
                '{' => {
                    field.is_nested = true;
                    depth += 1;
                }
                '}' => {
                    depth -= 1;
                    if depth == 0 {
                        return Ok(field);
                    }
                }
                _ => {}
            }
            field.spec.push(one);
        }
        Err("unmatched '{' in format spec")
    }
}

/// What can't be a number is a name; `None` for numbers that are too large.
fn integer(text: &[char]) -> Option<Result<i64, ()>> {
    if text.is_empty() || !text.iter().all(char::is_ascii_digit) {
        return None;
    }
    let text: String = text.iter().collect();
    Some(text.parse().map_err(|_| ()))
}

impl Vm {
    fn render_all(
        &mut self,
        template: &[char],
        source: Source<'_>,
        numbering: &mut Numbering,
        depth: u8,
    ) -> R<Vec<Ref>> {
        if depth == 0 {
            return Err(self.value_error("Max string recursion exceeded"));
        }
        let mut markup = Markup {
            text: template,
            at: 0,
        };
        let mut pieces = Vec::new();
        while markup.at < template.len() {
            let (literal, field) = match markup.next() {
                Ok(parts) => parts,
                Err(text) => return Err(self.value_error(text)),
            };
            if !literal.is_empty() {
                let literal = self.str(literal);
                pieces.push(self.own(literal));
            }
            if let Some(field) = field {
                let piece = self.render(field, source, numbering, depth)?;
                if !self.text(piece).is_empty() {
                    pieces.push(piece);
                }
            }
        }
        Ok(pieces)
    }

    fn render(
        &mut self,
        field: Field,
        source: Source<'_>,
        numbering: &mut Numbering,
        depth: u8,
    ) -> R {
        let value = self.field_object(&field.name, source, numbering)?;
        let conversion = match field.conversion {
            None => 0,
            Some('s') => 1,
            Some('r') => 2,
            Some('a') => 3,
            Some(other @ '!'..='~') => {
                let text = format!("Unknown conversion specifier {other}");
                return Err(self.value_error(text));
            }
            Some(other) => {
                let text = format!("Unknown conversion specifier \\x{:x}", other as u32);
                return Err(self.value_error(text));
            }
        };
        let spec: String = if field.is_nested {
            let pieces = self.render_all(&field.spec, source, numbering, depth - 1)?;
            pieces.iter().map(|&piece| self.text(piece)).collect()
        } else {
            field.spec.iter().collect()
        };
        let spec = self.str(spec);
        let spec = self.own(spec);
        let shown = self.format_value(value, conversion, Some(spec))?;
        Ok(self.own(shown))
    }

    /// `get_field_object`
    fn field_object(&mut self, name: &[char], source: Source<'_>, numbering: &mut Numbering) -> R {
        let end = name
            .iter()
            .position(|one| matches!(one, '.' | '['))
            .unwrap_or(name.len());
        let (first, mut tail) = name.split_at(end);
        let number = match integer(first) {
            Some(Err(())) => {
                return Err(self.value_error("Too many decimal digits in format string"));
            }
            Some(Ok(number)) => Some(number as usize),
            None => None,
        };
        if first.is_empty() || number.is_some() {
            let automatic = first.is_empty();
            match numbering.automatic {
                Some(true) if !automatic => {
                    return Err(self.value_error(
                        "cannot switch from automatic field numbering to manual field specification",
                    ));
                }
                Some(false) if automatic => {
                    return Err(self.value_error(
                        "cannot switch from manual field specification to automatic field numbering",
                    ));
                }
                _ => numbering.automatic = Some(automatic),
            }
        }
        let number = match number {
            None if first.is_empty() => {
                numbering.next += 1;
                Some(numbering.next - 1)
            }
            number => number,
        };
        let mut value = match (number, source) {
            (None, source) => {
                let key: String = first.iter().collect();
                let found = match source {
                    Source::Call(args) => crate::builtins::arguments::keyword(self, &args, &key),
                    Source::Mapping(mapping) => {
                        let key = self.str(key);
                        let key = self.own(key);
                        let value = self.getitem(mapping, key)?;
                        return self.field_rest(value, tail);
                    }
                };
                match found {
                    Some(value) => value,
                    None => {
                        let key = self.str(key);
                        let key = self.own(key);
                        return Err(self.key_error(key));
                    }
                }
            }
            (Some(_), Source::Mapping(_)) => {
                return Err(self.value_error("Format string contains positional fields"));
            }
            (Some(number), Source::Call(args)) => match args.pos.get(number) {
                Some(&value) => value,
                None => {
                    let text = format!(
                        "Replacement index {number} out of range for positional args tuple"
                    );
                    return Err(self.error("IndexError", text));
                }
            },
        };
        if !tail.is_empty() {
            self.incref(value);
            value = self.field_rest(value, tail)?;
            tail = &[];
        }
        let _ = tail;
        Ok(value)
    }

    /// The attributes and items behind the first name. It takes over the value, and keeps the result.
    fn field_rest(&mut self, value: Ref, mut tail: &[char]) -> R {
        let mut value = self.own(value);
        while let Some((&mark, rest)) = tail.split_first() {
            let next = match mark {
                '.' => {
                    let end = rest
                        .iter()
                        .position(|one| matches!(one, '.' | '['))
                        .unwrap_or(rest.len());
                    let name: String = rest[..end].iter().collect();
                    tail = &rest[end..];
                    if name.is_empty() {
                        return Err(self.value_error("Empty attribute in format string"));
                    }
                    self.getattr_str(value, &name)?
                }
                '[' => {
                    let Some(end) = rest.iter().position(|&one| one == ']') else {
                        return Err(self.value_error("Missing ']' in format string"));
                    };
                    let name = &rest[..end];
                    tail = &rest[end + 1..];
                    if name.is_empty() {
                        return Err(self.value_error("Empty attribute in format string"));
                    }
                    let key = match integer(name) {
                        Some(Ok(number)) => self.int_i64(number),
                        Some(Err(())) => {
                            return Err(
                                self.value_error("Too many decimal digits in format string")
                            );
                        }
                        None => {
                            let name: String = name.iter().collect();
                            self.str(name)
                        }
                    };
                    let key = self.own(key);
                    self.getitem(value, key)?
                }
                _ => {
                    return Err(self
                        .value_error("Only '.' or '[' may follow ']' in format field specifier"));
                }
            };
            value = self.own(next);
        }
        Ok(value)
    }

    fn format_template(&mut self, template: Ref, source: Source<'_>) -> R {
        let chars: Vec<char> = self.text(template).chars().collect();
        let pieces = self.render_all(&chars, source, &mut Numbering::default(), 2)?;
        let mut total = 0;
        for &piece in &pieces {
            total += self.text(piece).len();
        }
        self.check_items(total / 8, 1)?;
        match pieces[..] {
            // One piece is the result itself, and so is a template without fields.
            [one] if self.text(one) == self.text(template) => unchanged(self, template),
            [one] if !self.get(one).counts_class => Ok(self.incref(one)),
            _ => {
                let text: String = pieces.iter().map(|&piece| self.text(piece)).collect();
                Ok(self.str(text))
            }
        }
    }
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("format", |vm, args| {
        vm.format_template(args.pos[0], Source::Call(rest(args)))
    }),
    ("format_map", |vm, args| {
        arity(vm, args, "str.format_map", 1, 1, 1)?;
        vm.format_template(args.pos[0], Source::Mapping(args.pos[1]))
    }),
    ("__format__", |vm, args| {
        arity(vm, args, "str.__format__", 1, 1, 1)?;
        let Body::Str(_) = vm.body(args.pos[1]) else {
            return Err(crate::builtins::arguments::bad_argument(
                vm,
                "__format__",
                "argument",
                "str",
                args.pos[1],
            ));
        };
        let spec = vm.text(args.pos[1]).to_owned();
        let text = vm.text(args.pos[0]).to_owned();
        let shown = crate::vm::format::text(vm, &text, &spec)?;
        Ok(vm.str(shown))
    }),
];
