//! Between texts and bytes: UTF-8, ASCII, Latin-1, UTF-16 and UTF-32.

use objects::Ref;

use crate::builtins::arguments::{Signature, rest, text_argument, unpack};
use crate::objects::{Body, NativeFn};
use crate::vm::{Args, Exc, R, Vm};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Ascii,
    Latin1,
    /// With two or four bytes for each unit, and the order of bytes where it is fixed.
    Wide(usize, Option<bool>),
}

impl Encoding {
    /// As error texts call it.
    fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Ascii => "ascii",
            Encoding::Latin1 => "latin-1",
            Encoding::Wide(2, None) => "utf-16",
            Encoding::Wide(2, Some(false)) => "utf-16-le",
            Encoding::Wide(2, Some(true)) => "utf-16-be",
            Encoding::Wide(_, None) => "utf-32",
            Encoding::Wide(_, Some(false)) => "utf-32-le",
            Encoding::Wide(_, Some(true)) => "utf-32-be",
        }
    }
}

fn encoding(vm: &mut Vm, name: &str) -> R<Encoding> {
    let plain: String = name
        .to_lowercase()
        .chars()
        .map(|one| if one == '-' || one == ' ' { '_' } else { one })
        .collect();
    Ok(match plain.as_str() {
        "utf_8" | "utf8" | "u8" | "cp65001" => Encoding::Utf8,
        "ascii" | "us_ascii" | "646" => Encoding::Ascii,
        "latin_1" | "latin1" | "latin" | "l1" | "iso_8859_1" | "iso8859_1" | "8859" => {
            Encoding::Latin1
        }
        "utf_16" | "utf16" | "u16" => Encoding::Wide(2, None),
        "utf_16_le" | "utf_16le" => Encoding::Wide(2, Some(false)),
        "utf_16_be" | "utf_16be" => Encoding::Wide(2, Some(true)),
        "utf_32" | "utf32" | "u32" => Encoding::Wide(4, None),
        "utf_32_le" | "utf_32le" => Encoding::Wide(4, Some(false)),
        "utf_32_be" | "utf_32be" => Encoding::Wide(4, Some(true)),
        known if KNOWN.contains(&known) => {
            return Err(vm.unsupported(format!("the encoding '{name}'")));
        }
        _ => return Err(vm.error("LookupError", format!("unknown encoding: {name}"))),
    })
}

/// Some encodings of CPython's that aren't here: their use is an error of our own.
const KNOWN: &[&str] = &[
    "utf_7",
    "utf_8_sig",
    "idna",
    "punycode",
    "raw_unicode_escape",
    "unicode_escape",
    "rot13",
    "rot_13",
    "hex",
    "base64",
    "zlib",
    "bz2",
    "uu",
    "quopri",
    "cp1252",
    "cp437",
    "cp850",
    "cp1251",
    "koi8_r",
    "gbk",
    "big5",
    "shift_jis",
    "euc_jp",
    "iso8859_15",
    "iso_8859_15",
    "mac_roman",
    "undefined",
    "charmap",
    "mbcs",
];

/// `UnicodeEncodeError` or `UnicodeDecodeError`.
fn unicode_error(
    vm: &mut Vm,
    class: &'static str,
    encoding: Encoding,
    object: Ref,
    range: std::ops::Range<usize>,
    reason: &str,
) -> Exc {
    let name = vm.str(encoding.name());
    vm.incref(object);
    let (start, end) = (vm.int_usize(range.start), vm.int_usize(range.end));
    let reason = vm.str(reason);
    let given = [name, object, start, end, reason];
    let class = vm.exceptions[class];
    let made = vm.call_args(class, &Args::pos(&given));
    for part in given {
        vm.decref(part);
    }
    match made {
        Ok(exception) => Exc::Raised(exception),
        Err(exc) => exc,
    }
}

/// The bytes of a text.
pub(crate) fn encode(vm: &mut Vm, object: Ref, name: &str, errors: &str) -> R<Vec<u8>> {
    let encoding = encoding(vm, name)?;
    let text = vm.text(object).to_owned();
    let limit = match encoding {
        Encoding::Utf8 => return Ok(text.into_bytes()),
        Encoding::Wide(size, order) => {
            let mut out = Vec::new();
            let big = order.unwrap_or(false);
            let mut push = |unit: u32| {
                let bytes = if big {
                    unit.to_be_bytes()[4 - size..].to_vec()
                } else {
                    unit.to_le_bytes()[..size].to_vec()
                };
                out.extend(bytes);
            };
            if order.is_none() {
                push(0xfeff);
            }
            for one in text.chars() {
                if size == 4 {
                    push(one as u32);
                } else {
                    let mut units = [0; 2];
                    for &unit in one.encode_utf16(&mut units).iter() {
                        push(u32::from(unit));
                    }
                }
            }
            return Ok(out);
        }
        Encoding::Ascii => 128,
        Encoding::Latin1 => 256,
    };
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::with_capacity(chars.len());
    let mut at = 0;
    while let Some(&one) = chars.get(at) {
        if (one as u32) < limit {
            out.push(one as u8);
            at += 1;
            continue;
        }
        let end = chars[at..]
            .iter()
            .position(|&one| (one as u32) < limit)
            .map_or(chars.len(), |found| at + found);
        for &one in &chars[at..end] {
            let code = one as u32;
            match errors {
                "ignore" => {}
                "replace" => out.push(b'?'),
                "backslashreplace" => out.extend(escape(code).into_bytes()),
                "xmlcharrefreplace" => out.extend(format!("&#{code};").into_bytes()),
                "strict" => {
                    let reason = format!("ordinal not in range({limit})");
                    return Err(unicode_error(
                        vm,
                        "UnicodeEncodeError",
                        encoding,
                        object,
                        at..end,
                        &reason,
                    ));
                }
                other => return Err(unknown_handler(vm, other)),
            }
        }
        at = end;
    }
    Ok(out)
}

fn escape(code: u32) -> String {
    match code {
        0..=0xff => format!("\\x{code:02x}"),
        0x100..=0xffff => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    }
}

fn unknown_handler(vm: &mut Vm, name: &str) -> Exc {
    if matches!(name, "surrogateescape" | "surrogatepass" | "namereplace") {
        return vm.unsupported(format!("the error handler '{name}'"));
    }
    vm.error(
        "LookupError",
        format!("unknown error handler name '{name}'"),
    )
}

/// The text of bytes; `object` is what an error shows.
pub(crate) fn decode(
    vm: &mut Vm,
    bytes: &[u8],
    name: &str,
    errors: &str,
    object: Ref,
) -> R<String> {
    let encoding = encoding(vm, name)?;
    let mut out = String::new();
    let mut at = 0;
    while at < bytes.len() {
        let problem = match encoding {
            Encoding::Latin1 => {
                out.extend(bytes.iter().map(|&byte| char::from(byte)));
                return Ok(out);
            }
            Encoding::Ascii => {
                if bytes[at].is_ascii() {
                    out.push(char::from(bytes[at]));
                    at += 1;
                    continue;
                }
                (at..at + 1, "ordinal not in range(128)")
            }
            Encoding::Utf8 => match std::str::from_utf8(&bytes[at..]) {
                Ok(text) => {
                    out.push_str(text);
                    return Ok(out);
                }
                Err(error) => {
                    let valid = error.valid_up_to();
                    out.push_str(std::str::from_utf8(&bytes[at..at + valid]).unwrap_or_default());
                    at += valid;
                    utf8_problem(bytes, at)
                }
            },
            Encoding::Wide(..) => {
                return Err(vm.unsupported(format!("decoding {}", encoding.name())));
            }
        };
        let (range, reason) = problem;
        at = range.end;
        match errors {
            "ignore" => {}
            "replace" => out.push('\u{fffd}'),
            "backslashreplace" => {
                for &byte in &bytes[range] {
                    out.push_str(&escape(u32::from(byte)));
                }
            }
            "strict" => {
                return Err(unicode_error(
                    vm,
                    "UnicodeDecodeError",
                    encoding,
                    object,
                    range,
                    reason,
                ));
            }
            other => return Err(unknown_handler(vm, other)),
        }
    }
    Ok(out)
}

/// What is wrong at a place, and how many bytes of it: `unicode_decode_utf8`.
fn utf8_problem(bytes: &[u8], at: usize) -> (std::ops::Range<usize>, &'static str) {
    let lead = bytes[at];
    let (length, low, high) = match lead {
        0xc2..=0xdf => (2, 0x80, 0xbf),
        0xe0 => (3, 0xa0, 0xbf),
        0xed => (3, 0x80, 0x9f),
        0xe1..=0xef => (3, 0x80, 0xbf),
        0xf0 => (4, 0x90, 0xbf),
        0xf1..=0xf3 => (4, 0x80, 0xbf),
        0xf4 => (4, 0x80, 0x8f),
        _ => return (at..at + 1, "invalid start byte"),
    };
    for offset in 1..length {
        let Some(&next) = bytes.get(at + offset) else {
            return (at..bytes.len(), "unexpected end of data");
        };
        let (low, high) = if offset == 1 {
            (low, high)
        } else {
            (0x80, 0xbf)
        };
        if !(low..=high).contains(&next) {
            return (at..at + offset, "invalid continuation byte");
        }
    }
    (at..at + length, "invalid continuation byte")
}

/// The two arguments of `encode` and `decode`.
pub(in crate::builtins) fn encoding_arguments(
    vm: &mut Vm,
    args: &Args<'_>,
    name: &'static str,
) -> R<(String, String)> {
    let signature = Signature {
        name,
        params: &["encoding", "errors"],
        unnamed: 0,
        required: 0,
        by_place: 2,
    };
    let [encoding, errors] = unpack(vm, &rest(args), &signature)?;
    let text = |vm: &mut Vm, given: Option<Ref>, param: &str, default: &str| match given {
        Some(given) => text_argument(vm, name, &format!("argument '{param}'"), given),
        None => Ok(default.to_owned()),
    };
    let encoding = text(vm, encoding, "encoding", "utf-8")?;
    let errors = text(vm, errors, "errors", "strict")?;
    Ok((encoding, errors))
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[("encode", |vm, args| {
    let (encoding, errors) = encoding_arguments(vm, args, "encode")?;
    let bytes = encode(vm, args.pos[0], &encoding, &errors)?;
    if let Body::Str(text) = vm.body_mut(args.pos[0])
        && encoding == "utf-8"
    {
        text.value.cache_utf8();
    }
    Ok(vm.bytes(bytes))
})];
