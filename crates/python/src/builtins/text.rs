//! `str`.

use objects::Ref;
use objects::types::List;

use super::arity;
use crate::objects::{Body, Kind, NativeFn};
use crate::vm::{Args, R, Vm};

fn this(vm: &Vm, args: &Args<'_>) -> String {
    vm.text(args.pos[0]).to_owned()
}

fn text_argument(vm: &mut Vm, args: &Args<'_>, place: usize) -> R<Option<String>> {
    match args.pos.get(place) {
        None => Ok(None),
        Some(&value) if value == vm.one.none => Ok(None),
        Some(&value) => match vm.body(value) {
            Body::Str(text) => Ok(Some(text.value.as_str().to_owned())),
            _ => {
                let text = format!("expected str, not {}", vm.tp_name(value));
                Err(vm.type_error(text))
            }
        },
    }
}

fn strip(vm: &mut Vm, args: &Args<'_>, left: bool, right: bool) -> R {
    let text = this(vm, args);
    let set = text_argument(vm, args, 1)?;
    let is_cut = |one: char| match &set {
        Some(set) => set.contains(one),
        None => one.is_whitespace(),
    };
    let mut part: &str = &text;
    if left {
        part = part.trim_start_matches(is_cut);
    }
    if right {
        part = part.trim_end_matches(is_cut);
    }
    Ok(vm.str(part))
}

fn find(vm: &mut Vm, args: &Args<'_>, last: bool) -> R<i64> {
    let text = this(vm, args);
    let part = text_argument(vm, args, 1)?.unwrap_or_default();
    let found = if last {
        text.rfind(&part)
    } else {
        text.find(&part)
    };
    Ok(found.map_or(-1, |at| text[..at].chars().count() as i64))
}

fn affix(vm: &mut Vm, args: &Args<'_>, start: bool) -> R {
    let text = this(vm, args);
    let parts = match vm.body(args.pos[1]) {
        Body::Tuple(items) => items.items().to_vec(),
        _ => vec![args.pos[1]],
    };
    let answer = parts.iter().any(|&part| {
        let part = vm.text(part);
        if start {
            text.starts_with(part)
        } else {
            text.ends_with(part)
        }
    });
    Ok(vm.bool(answer))
}

fn justify(vm: &mut Vm, args: &Args<'_>, align: char) -> R {
    let text = this(vm, args);
    let width = vm.index(args.pos[1])?.clamp(0, 1 << 20);
    let fill = text_argument(vm, args, 2)?.unwrap_or_else(|| " ".to_owned());
    let shown = crate::vm::format::text(vm, &text, &format!("{fill}{align}{width}"))?;
    Ok(vm.str(shown))
}

fn check(vm: &mut Vm, args: &Args<'_>, test: fn(char) -> bool) -> R {
    let text = vm.text(args.pos[0]);
    let answer = !text.is_empty() && text.chars().all(test);
    Ok(vm.bool(answer))
}

pub(crate) const STR: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let class = args.pos[0];
        let text = match args.pos.get(1) {
            Some(&object) => {
                if class == vm.kind(Kind::Str) && vm.type_of(object) == class {
                    return Ok(vm.incref(object));
                }
                vm.str_of(object)?
            }
            None => String::new(),
        };
        let made = vm.str(text);
        if class == vm.kind(Kind::Str) {
            return Ok(made);
        }
        let made = vm.own(made);
        let Body::Str(text) = vm.body(made) else {
            return Ok(made);
        };
        let mut text = text.clone();
        text.interned = false;
        Ok(vm.instance(class, Body::Str(text)))
    }),
    ("join", |vm, args| {
        arity(vm, args, "str.join", 1, 1, 1)?;
        let separator = this(vm, args);
        if !vm.is_iterable(args.pos[1]) {
            return Err(vm.type_error("can only join an iterable"));
        }
        let items = vm.collect(args.pos[1])?;
        for &item in &items {
            vm.own(item);
        }
        if let [one] = items[..] {
            if vm.type_of(one) == vm.kind(Kind::Str) {
                return Ok(vm.incref(one));
            }
        }
        let mut out = String::new();
        for (place, &item) in items.iter().enumerate() {
            let Body::Str(text) = vm.body(item) else {
                let text = format!(
                    "sequence item {place}: expected str instance, {} found",
                    vm.tp_name(item)
                );
                return Err(vm.type_error(text));
            };
            if place > 0 {
                out.push_str(&separator);
            }
            out.push_str(text.value.as_str());
        }
        Ok(vm.str(out))
    }),
    ("split", |vm, args| {
        let text = this(vm, args);
        let separator = text_argument(vm, args, 1)?;
        let most = match super::argument(vm, args, 2, "maxsplit") {
            Some(most) => vm.index(most)?,
            None => -1,
        };
        let parts: Vec<String> = match separator {
            Some(separator) if separator.is_empty() => {
                return Err(vm.value_error("empty separator"));
            }
            Some(separator) if most >= 0 => text
                .splitn(most as usize + 1, &separator)
                .map(str::to_owned)
                .collect(),
            Some(separator) => text.split(&separator).map(str::to_owned).collect(),
            None if most >= 0 => {
                let mut parts = Vec::new();
                let mut rest = text.trim_start();
                while !rest.is_empty() && (parts.len() as i64) < most {
                    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                    parts.push(rest[..end].to_owned());
                    rest = rest[end..].trim_start();
                }
                if !rest.is_empty() {
                    parts.push(rest.trim_end().to_owned());
                }
                parts
            }
            None => text.split_whitespace().map(str::to_owned).collect(),
        };
        let length = text.chars().count();
        let parts: Vec<Ref> = parts.into_iter().map(|part| vm.str(part)).collect();
        let list = List::from_split(vm.version, parts, length);
        Ok(vm.alloc(Body::List(Box::new(list))))
    }),
    ("splitlines", |vm, args| {
        let parts: Vec<String> = this(vm, args).lines().map(str::to_owned).collect();
        let parts = parts.into_iter().map(|part| vm.str(part)).collect();
        Ok(vm.list(parts))
    }),
    ("strip", |vm, args| strip(vm, args, true, true)),
    ("lstrip", |vm, args| strip(vm, args, true, false)),
    ("rstrip", |vm, args| strip(vm, args, false, true)),
    ("upper", |vm, args| {
        let text = this(vm, args).to_uppercase();
        Ok(vm.str(text))
    }),
    ("lower", |vm, args| {
        let text = this(vm, args).to_lowercase();
        Ok(vm.str(text))
    }),
    ("capitalize", |vm, args| {
        let text = this(vm, args);
        let mut chars = text.chars();
        let text: String = chars
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(chars.flat_map(char::to_lowercase))
            .collect();
        Ok(vm.str(text))
    }),
    ("title", |vm, args| {
        let mut start = true;
        let text: String = this(vm, args)
            .chars()
            .map(|one| {
                let shown = if start {
                    one.to_uppercase().to_string()
                } else {
                    one.to_lowercase().to_string()
                };
                start = !one.is_alphabetic();
                shown
            })
            .collect();
        Ok(vm.str(text))
    }),
    ("replace", |vm, args| {
        arity(vm, args, "replace", 2, 3, 1)?;
        let text = this(vm, args);
        let (from, to) = (
            text_argument(vm, args, 1)?.unwrap_or_default(),
            text_argument(vm, args, 2)?.unwrap_or_default(),
        );
        let text = match args.pos.get(3) {
            Some(&most) => {
                let most = vm.index(most)?;
                if most < 0 {
                    text.replace(&from, &to)
                } else {
                    text.replacen(&from, &to, most as usize)
                }
            }
            None => text.replace(&from, &to),
        };
        Ok(vm.str(text))
    }),
    ("startswith", |vm, args| affix(vm, args, true)),
    ("endswith", |vm, args| affix(vm, args, false)),
    ("find", |vm, args| {
        let at = find(vm, args, false)?;
        Ok(vm.int_i64(at))
    }),
    ("rfind", |vm, args| {
        let at = find(vm, args, true)?;
        Ok(vm.int_i64(at))
    }),
    ("index", |vm, args| match find(vm, args, false)? {
        -1 => Err(vm.value_error("substring not found")),
        at => Ok(vm.int_i64(at)),
    }),
    ("count", |vm, args| {
        let text = this(vm, args);
        let part = text_argument(vm, args, 1)?.unwrap_or_default();
        let count = if part.is_empty() {
            text.chars().count() + 1
        } else {
            text.matches(&part).count()
        };
        Ok(vm.int_usize(count))
    }),
    ("ljust", |vm, args| justify(vm, args, '<')),
    ("rjust", |vm, args| justify(vm, args, '>')),
    ("center", |vm, args| justify(vm, args, '^')),
    ("zfill", |vm, args| {
        let text = this(vm, args);
        let width = vm.index(args.pos[1])?.clamp(0, 1 << 20) as usize;
        let (sign, digits) = match text.strip_prefix(['-', '+']) {
            Some(digits) => (&text[..1], digits),
            None => ("", &text[..]),
        };
        let missing = width.saturating_sub(text.chars().count());
        let shown = format!("{sign}{}{digits}", "0".repeat(missing));
        Ok(vm.str(shown))
    }),
    ("isdigit", |vm, args| check(vm, args, char::is_numeric)),
    ("isalpha", |vm, args| check(vm, args, char::is_alphabetic)),
    ("isalnum", |vm, args| check(vm, args, char::is_alphanumeric)),
    ("isspace", |vm, args| check(vm, args, char::is_whitespace)),
    ("isupper", |vm, args| {
        let text = vm.text(args.pos[0]);
        let answer = text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
        Ok(vm.bool(answer))
    }),
    ("islower", |vm, args| {
        let text = vm.text(args.pos[0]);
        let answer = text.chars().any(char::is_lowercase) && !text.chars().any(char::is_uppercase);
        Ok(vm.bool(answer))
    }),
    ("isidentifier", |vm, args| {
        let answer = slots::is_identifier(vm.text(args.pos[0]));
        Ok(vm.bool(answer))
    }),
    ("partition", |vm, args| {
        let text = this(vm, args);
        let separator = text_argument(vm, args, 1)?.unwrap_or_default();
        let (head, middle, tail) = match text.split_once(&separator) {
            Some((head, tail)) => (head, &separator[..], tail),
            None => (&text[..], "", ""),
        };
        let parts = vec![vm.str(head), vm.str(middle), vm.str(tail)];
        Ok(vm.tuple(parts))
    }),
    ("encode", |vm, args| {
        let bytes = this(vm, args).into_bytes();
        if let Body::Str(text) = vm.body_mut(args.pos[0]) {
            text.value.cache_utf8();
        }
        Ok(vm.bytes(bytes))
    }),
    ("format", |vm, args| {
        let template = this(vm, args);
        let mut out = String::new();
        let mut chars = template.chars().peekable();
        let mut auto = 0;
        while let Some(one) = chars.next() {
            match one {
                '{' if chars.peek() == Some(&'{') => {
                    chars.next();
                    out.push('{');
                }
                '}' if chars.peek() == Some(&'}') => {
                    chars.next();
                    out.push('}');
                }
                '{' => {
                    let field: String = chars.by_ref().take_while(|&one| one != '}').collect();
                    let (field, spec) = field.split_once(':').unwrap_or((&field, ""));
                    let (field, conversion) = field.split_once('!').unwrap_or((field, ""));
                    if field.contains(['.', '[']) {
                        return Err(vm.unsupported("attributes and items in str.format"));
                    }
                    let value = if field.is_empty() {
                        auto += 1;
                        args.pos.get(auto).copied()
                    } else if let Ok(place) = field.parse::<usize>() {
                        args.pos.get(place + 1).copied()
                    } else {
                        args.kw
                            .iter()
                            .find(|(key, _)| vm.text(*key) == field)
                            .map(|&(_, value)| value)
                    };
                    let Some(value) = value else {
                        if field.is_empty() || field.parse::<usize>().is_ok() {
                            let text = format!(
                                "Replacement index {} out of range for positional args tuple",
                                if field.is_empty() {
                                    auto - 1
                                } else {
                                    field.parse().unwrap_or(0)
                                }
                            );
                            return Err(vm.error("IndexError", text));
                        }
                        let key = vm.str(field);
                        let key = vm.own(key);
                        return Err(vm.key_error(key));
                    };
                    let spec = vm.str(spec);
                    let spec = vm.own(spec);
                    let conversion = match conversion {
                        "s" => 1,
                        "r" => 2,
                        "a" => 3,
                        _ => 0,
                    };
                    let shown = vm.format_value(value, conversion, Some(spec))?;
                    out.push_str(vm.text(shown));
                    vm.decref(shown);
                }
                one => out.push(one),
            }
        }
        Ok(vm.str(out))
    }),
];
