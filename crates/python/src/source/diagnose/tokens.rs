//! Tokens, and what is wrong with them: `Parser/tokenizer.c`.

use super::fault::{Fault, number};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Name,
    Number,
    Text,
    Op,
    /// A character that begins no token.
    Wrong,
    Newline,
    Indent,
    Dedent,
    End,
}

/// A token with its place in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// How many brackets are open behind it.
    pub(super) level: usize,
}

/// All tokens up to the first fault.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub(super) list: Vec<Token>,
    pub(super) fault: Option<Fault>,
    /// The brackets that are still open at the end.
    pub(super) open: Vec<(u8, usize)>,
}

const LONG: &[&str] = &[
    "**=", "//=", ">>=", "<<=", "...", "**", "//", ">>", "<<", "->", ":=", "==", "!=", "<=", ">=",
    "<>", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=",
];

/// Takes a text apart.
pub(super) fn tokenize(text: &str, minor: u8) -> Tokens {
    let mut reader = Reader {
        text,
        bytes: text.as_bytes(),
        at: 0,
        minor,
        tokens: Tokens::default(),
        indents: vec![(0, 0)],
    };
    reader.read();
    reader.tokens
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    minor: u8,
    tokens: Tokens,
    indents: Vec<(usize, usize)>,
}

impl Reader<'_> {
    fn push(&mut self, kind: Kind, start: usize, end: usize) {
        let level = self.tokens.open.len();
        self.tokens.list.push(Token {
            kind,
            start,
            end,
            level,
        });
    }

    fn fail(&mut self, fault: Fault) {
        self.tokens.fault.get_or_insert(fault);
    }

    fn read(&mut self) {
        let mut fresh = true;
        while self.at < self.bytes.len() && self.tokens.fault.is_none() {
            if fresh && self.tokens.open.is_empty() {
                fresh = false;
                if self.indentation() {
                    fresh = true;
                    continue;
                }
                if self.tokens.fault.is_some() {
                    return;
                }
            }
            match self.bytes[self.at] {
                b'\n' => {
                    if self.tokens.open.is_empty() {
                        self.push(Kind::Newline, self.at, self.at + 1);
                        fresh = true;
                    }
                    self.at += 1;
                }
                b' ' | b'\t' | b'\r' | 0xc => self.at += 1,
                b'#' => {
                    while self.at < self.bytes.len() && self.bytes[self.at] != b'\n' {
                        self.at += 1;
                    }
                }
                b'\\' => {
                    let rest = self.text[self.at + 1..].strip_prefix('\r');
                    let rest = rest.unwrap_or(&self.text[self.at + 1..]);
                    if rest.starts_with('\n') {
                        self.at = self.text.len() - rest.len() + 1;
                    } else if rest.is_empty() {
                        self.fail(Fault::Eof(self.bytes.len()));
                    } else {
                        self.fail(Fault::Continuation(self.at + 1));
                    }
                }
                _ => self.token(),
            }
        }
        if self.tokens.fault.is_some() {
            return;
        }
        let end = self.bytes.len();
        let ended = self
            .tokens
            .list
            .last()
            .is_none_or(|token| matches!(token.kind, Kind::Newline | Kind::Dedent));
        if !ended && self.tokens.open.is_empty() {
            self.push(Kind::Newline, end, end + 1);
        }
        for _ in 1..self.indents.len() {
            self.push(Kind::Dedent, end, end);
        }
        self.push(Kind::End, end, end);
    }

    /// The start of a line; says whether it is blank.
    fn indentation(&mut self) -> bool {
        let start = self.at;
        let (mut column, mut other) = (0, 0);
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b' ' => (column, other) = (column + 1, other + 1),
                b'\t' => (column, other) = ((column / 8 + 1) * 8, other + 1),
                0xc => (column, other) = (0, 0),
                _ => break,
            }
            self.at += 1;
        }
        match self.bytes.get(self.at) {
            None => return true,
            Some(b'#') => {
                while self.at < self.bytes.len() && self.bytes[self.at] != b'\n' {
                    self.at += 1;
                }
                self.at = (self.at + 1).min(self.bytes.len());
                return true;
            }
            Some(b'\n') => {
                self.at += 1;
                return true;
            }
            Some(b'\r') if self.bytes.get(self.at + 1) == Some(&b'\n') => {
                self.at += 2;
                return true;
            }
            Some(_) => {}
        }
        let (last, last_other) = self.indents.last().copied().unwrap_or_default();
        if column == last {
            if other != last_other {
                self.fail(Fault::Tabs(start));
            }
        } else if column > last {
            if other <= last_other {
                self.fail(Fault::Tabs(start));
            }
            self.indents.push((column, other));
            self.push(Kind::Indent, start, self.at);
        } else {
            while self.indents.last().is_some_and(|&(held, _)| held > column) {
                self.indents.pop();
                self.push(Kind::Dedent, self.at, self.at);
            }
            match self.indents.last() {
                Some(&(held, _)) if held != column => self.fail(Fault::Unindent(self.at)),
                Some(&(_, held)) if held != other => self.fail(Fault::Tabs(start)),
                _ => {}
            }
        }
        false
    }

    fn token(&mut self) {
        let start = self.at;
        let rest = &self.text[start..];
        let Some(first) = rest.chars().next() else {
            return;
        };
        if let Some(quote) = text_start(rest, self.minor) {
            self.text_token(start, start + quote);
            return;
        }
        if first == '_' || first.is_alphabetic() {
            let len = rest
                .find(|one: char| one != '_' && !one.is_alphanumeric())
                .unwrap_or(rest.len());
            let odd = rest
                .get(..len)
                .and_then(|word| odd_prefix(word, rest.as_bytes().get(len).copied(), self.minor));
            if let Some(message) = odd {
                self.fail(Fault::Number(message, start, start + len));
                return;
            }
            self.at += len;
            self.push(Kind::Name, start, self.at);
            return;
        }
        let second = rest[first.len_utf8()..].bytes().next();
        if first.is_ascii_digit()
            || (first == '.' && second.is_some_and(|one| one.is_ascii_digit()))
        {
            match number(rest, self.minor) {
                Ok(len) => {
                    self.at += len;
                    self.push(Kind::Number, start, self.at);
                }
                Err(fault) => self.fail(fault.moved(start)),
            }
            return;
        }
        if !first.is_ascii() {
            self.fail(Fault::Character(start, first));
            return;
        }
        self.operator(start, first);
    }

    fn operator(&mut self, start: usize, first: char) {
        let rest = &self.text[start..];
        let len = LONG
            .iter()
            .find(|long| rest.starts_with(**long))
            .map_or(1, |long| long.len());
        self.at += len;
        match first {
            '(' | '[' | '{' => {
                self.tokens.open.push((first as u8, start));
            }
            ')' | ']' | '}' => {
                let wanted = match first {
                    ')' => b'(',
                    ']' => b'[',
                    _ => b'{',
                };
                match self.tokens.open.pop() {
                    Some((held, _)) if held == wanted => {}
                    Some((held, at)) => {
                        self.fail(Fault::Mismatch(start, first, held as char, at));
                        return;
                    }
                    None => {
                        self.fail(Fault::Unmatched(start, first));
                        return;
                    }
                }
            }
            _ => {}
        }
        let wrong = len == 1 && matches!(first, '$' | '?' | '!' | '`') || first.is_ascii_control();
        self.push(if wrong { Kind::Wrong } else { Kind::Op }, start, self.at);
    }

    fn text_token(&mut self, start: usize, quote: usize) {
        let prefix = self.text[start..quote].to_ascii_lowercase();
        let formats = prefix.contains('f') || prefix.contains('t');
        let nests = formats && self.minor >= 12;
        match skip_text(self.bytes, quote, nests) {
            Some(end) => {
                self.at = end;
                self.push(Kind::Text, start, end);
            }
            None => {
                let triple = is_triple(self.bytes, quote);
                let word = if formats && self.minor >= 12 {
                    if prefix.contains('t') { "t-" } else { "f-" }
                } else {
                    ""
                };
                self.fail(Fault::Text {
                    start,
                    triple,
                    word,
                });
            }
        }
    }
}

/// Where the quote of a text is, if one begins here.
fn text_start(rest: &str, minor: u8) -> Option<usize> {
    let len = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    if len > 2 || !matches!(rest.as_bytes().get(len), Some(b'"' | b'\'')) {
        return None;
    }
    let prefix = rest[..len].to_ascii_lowercase();
    let is_template = matches!(prefix.as_str(), "t" | "rt" | "tr");
    let is_prefix = matches!(
        prefix.as_str(),
        "" | "r" | "b" | "u" | "f" | "rb" | "br" | "rf" | "fr"
    );
    (is_prefix || is_template && minor >= 14).then_some(len)
}

/// Two letters before a text that don't go together (`maybe_raise_syntax_error_for_string_prefixes`, 3.14).
fn odd_prefix(word: &str, behind: Option<u8>, minor: u8) -> Option<String> {
    let letters = word.to_ascii_lowercase();
    let bytes = letters.as_bytes();
    let known = bytes.iter().all(|one| b"bruft".contains(one));
    let repeats = (1..bytes.len()).any(|at| bytes[at..].contains(&bytes[at - 1]));
    if minor < 14 || !known || repeats || !matches!(behind, Some(b'"' | b'\'')) {
        return None;
    }
    let pairs = ["ub", "ur", "uf", "ut", "bf", "bt", "ft"];
    let pair = pairs
        .iter()
        .find(|pair| pair.chars().all(|one| letters.contains(one)))?;
    let (first, second) = pair.split_at(1);
    Some(format!(
        "'{first}' and '{second}' prefixes are incompatible"
    ))
}

fn is_triple(bytes: &[u8], quote: usize) -> bool {
    let one = bytes[quote];
    bytes.get(quote + 1) == Some(&one) && bytes.get(quote + 2) == Some(&one)
}

/// The place behind a text whose quote is here; nothing if it doesn't end.
fn skip_text(bytes: &[u8], quote: usize, nests: bool) -> Option<usize> {
    let one = bytes[quote];
    let triple = is_triple(bytes, quote);
    let mut at = quote + if triple { 3 } else { 1 };
    // Open braces of an f-string's expressions; a quote in there begins a text of its own.
    let mut depth = 0usize;
    while at < bytes.len() {
        let byte = bytes[at];
        if nests && depth > 0 && matches!(byte, b'"' | b'\'') && byte != one {
            at = skip_text(bytes, at, false)?;
            continue;
        }
        match byte {
            b'\\' => at += 2,
            b'\n' if !triple => return None,
            b'{' if nests && depth == 0 && bytes.get(at + 1) == Some(&b'{') => at += 2,
            b'{' if nests => {
                depth += 1;
                at += 1;
            }
            b'}' if nests && depth > 0 => {
                depth -= 1;
                at += 1;
            }
            _ if byte == one && !triple => return Some(at + 1),
            _ if byte == one && bytes[at..].starts_with(&[one; 3]) => return Some(at + 3),
            _ => at += 1,
        }
    }
    None
}
