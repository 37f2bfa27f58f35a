//! From a pattern's text to its tree, with CPython's errors.

use super::class::{Category, Class, Item, fold};
use super::node::{Flags, Node, Repeat};
use super::{Place, Wrong};

type Parsed<T> = Result<T, Wrong>;

/// How deep groups may stand in groups.
const MAX_DEPTH: usize = 200;

pub(super) struct Pattern {
    pub(super) node: Node,
    pub(super) groups: usize,
    pub(super) names: Vec<(String, usize)>,
    pub(super) flags: Flags,
}

struct Parser<'a> {
    text: &'a [char],
    at: usize,
    flags: Flags,
    is_bytes: bool,
    /// The minor release.
    minor: u8,
    groups: usize,
    open: Vec<usize>,
    names: Vec<(String, usize)>,
    depth: usize,
    /// Flags found at the pattern's start.
    global: Flags,
}

/// Reads a pattern.
pub(super) fn parse(text: &[char], flags: Flags, is_bytes: bool, minor: u8) -> Parsed<Pattern> {
    let mut flags = flags;
    // A flag in the pattern counts from its start, so it is read again with it.
    for _ in 0..3 {
        let mut parser = Parser {
            text,
            at: 0,
            flags,
            is_bytes,
            minor,
            groups: 0,
            open: Vec::new(),
            names: Vec::new(),
            depth: 0,
            global: flags,
        };
        let node = parser.branches()?;
        if parser.at < text.len() {
            return Err(Wrong::Error("unbalanced parenthesis".into(), parser.at));
        }
        if parser.global != flags {
            flags = parser.global;
            continue;
        }
        return Ok(Pattern {
            node,
            groups: parser.groups,
            names: parser.names,
            flags,
        });
    }
    Err(Wrong::Unsupported("this pattern's flags".into()))
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn take(&mut self, one: char) -> bool {
        let found = self.peek() == Some(one);
        self.at += usize::from(found);
        found
    }

    fn wrong<T>(&self, text: impl Into<String>, at: usize) -> Parsed<T> {
        Err(Wrong::Error(text.into(), at))
    }

    fn folded(&self) -> bool {
        self.flags.has(Flags::IGNORECASE)
    }

    fn ascii(&self) -> bool {
        self.is_bytes || self.flags.has(Flags::ASCII)
    }

    fn branches(&mut self) -> Parsed<Node> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Wrong::Unsupported(format!(
                "a pattern with more than {MAX_DEPTH} groups in one another"
            )));
        }
        let mut branches = vec![self.sequence()?];
        while self.take('|') {
            branches.push(self.sequence()?);
        }
        self.depth -= 1;
        Ok(match branches.len() {
            1 => branches.pop().unwrap_or(Node::Empty),
            _ => Node::Branch(branches),
        })
    }

    fn sequence(&mut self) -> Parsed<Node> {
        let mut items: Vec<Node> = Vec::new();
        while let Some(one) = self.peek() {
            if matches!(one, '|' | ')') {
                break;
            }
            if self.flags.has(Flags::VERBOSE) {
                if one.is_ascii_whitespace() || one == '\u{b}' {
                    self.at += 1;
                    continue;
                }
                if one == '#' {
                    while self.peek().is_some_and(|one| one != '\n') {
                        self.at += 1;
                    }
                    continue;
                }
            }
            let start = self.at;
            if let Some((least, most)) = self.repetition()? {
                self.repeat(&mut items, least, most, start)?;
                continue;
            }
            self.at += 1;
            let node = match one {
                '.' => Node::Any {
                    newline: self.flags.has(Flags::DOTALL),
                },
                '^' if self.flags.has(Flags::MULTILINE) => Node::At(Place::BeginOfLine),
                '^' => Node::At(Place::Begin),
                '$' if self.flags.has(Flags::MULTILINE) => Node::At(Place::EndOfLine),
                '$' => Node::At(Place::End),
                '[' => self.class(start)?,
                '(' => match self.group(start)? {
                    Some(node) => node,
                    None => continue,
                },
                '\\' => self.escape(start)?,
                other => self.literal(other),
            };
            items.push(node);
        }
        Ok(match items.len() {
            0 => Node::Empty,
            1 => items.pop().unwrap_or(Node::Empty),
            _ => Node::Sequence(items),
        })
    }

    fn literal(&self, one: char) -> Node {
        let folded = self.folded();
        Node::Char {
            char: if folded { fold(one) } else { one },
            folded,
        }
    }

    /// `*`, `+`, `?`, `{2,3}`; braces that say no numbers are characters.
    fn repetition(&mut self) -> Parsed<Option<(usize, Option<usize>)>> {
        let start = self.at;
        let counts = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                self.at += 1;
                if self.peek() == Some('}') {
                    self.at = start;
                    return Ok(None);
                }
                let low = self.digits();
                let high = if self.take(',') {
                    self.digits()
                } else {
                    low.clone()
                };
                if self.peek() != Some('}') {
                    self.at = start;
                    return Ok(None);
                }
                let number = |text: &str| text.parse::<u32>().ok().filter(|&n| n < u32::MAX);
                let least = match low.as_str() {
                    "" => 0,
                    text => match number(text) {
                        Some(number) => number as usize,
                        None => return Err(too_large()),
                    },
                };
                let most = match high.as_str() {
                    "" => None,
                    text => match number(text) {
                        Some(number) => Some(number as usize),
                        None => return Err(too_large()),
                    },
                };
                if most.is_some_and(|most| most < least) {
                    return self.wrong("min repeat greater than max repeat", start + 1);
                }
                (least, most)
            }
            _ => return Ok(None),
        };
        self.at += 1;
        Ok(Some(counts))
    }

    fn digits(&mut self) -> String {
        let mut text = String::new();
        while let Some(one) = self.peek().filter(char::is_ascii_digit) {
            text.push(one);
            self.at += 1;
        }
        text
    }

    fn repeat(
        &mut self,
        items: &mut Vec<Node>,
        least: usize,
        most: Option<usize>,
        start: usize,
    ) -> Parsed<()> {
        let item = match items.pop() {
            None => return self.wrong("nothing to repeat", start),
            Some(Node::At(_)) => return self.wrong("nothing to repeat", start),
            Some(Node::Repeat { .. }) => return self.wrong("multiple repeat", start),
            Some(item) => item,
        };
        let kind = if self.take('?') {
            Repeat::Lazy
        } else if self.minor >= 11 && self.take('+') {
            Repeat::Possessive
        } else {
            Repeat::Greedy
        };
        items.push(Node::Repeat {
            inner: Box::new(item),
            least,
            most,
            kind,
        });
        Ok(())
    }

    fn class(&mut self, start: usize) -> Parsed<Node> {
        if self.peek() == Some('[') {
            return Err(nested());
        }
        let mut class = Class {
            negated: self.take('^'),
            folded: self.folded(),
            ..Class::default()
        };
        let first = self.at;
        loop {
            let here = self.at;
            let Some(one) = self.peek() else {
                return self.wrong("unterminated character set", start);
            };
            self.at += 1;
            if one == ']' && here != first {
                break;
            }
            if here != first && matches!(one, '-' | '&' | '~' | '|') && self.peek() == Some(one) {
                return Err(nested());
            }
            let low = self.class_item(one, here)?;
            if self.peek() != Some('-') {
                class.items.push(low);
                continue;
            }
            self.at += 1;
            let there = self.at;
            match self.peek() {
                None => return self.wrong("unterminated character set", start),
                Some(']') => {
                    self.at += 1;
                    class.items.push(low);
                    class.items.push(Item::Range('-', '-'));
                    break;
                }
                Some('-') => return Err(nested()),
                Some(other) => {
                    self.at += 1;
                    let high = self.class_item(other, there)?;
                    let (Item::Range(from, _), Item::Range(to, _)) = (low, high) else {
                        let text: String = self.text[here..self.at].iter().collect();
                        return self.wrong(format!("bad character range {text}"), here);
                    };
                    if to < from {
                        let text: String = self.text[here..self.at].iter().collect();
                        return self.wrong(format!("bad character range {text}"), here);
                    }
                    class.items.push(Item::Range(from, to));
                }
            }
        }
        Ok(Node::Class(Box::new(class)))
    }

    fn class_item(&mut self, one: char, here: usize) -> Parsed<Item> {
        if one != '\\' {
            return Ok(Item::Range(one, one));
        }
        let Some(letter) = self.peek() else {
            return self.wrong("bad escape (end of pattern)", here);
        };
        if let Some((category, negated)) = Category::of_letter(letter) {
            self.at += 1;
            return Ok(Item::Category {
                category,
                negated,
                ascii: self.ascii(),
            });
        }
        if letter == 'b' {
            self.at += 1;
            return Ok(Item::Range('\u{8}', '\u{8}'));
        }
        if letter.is_ascii_digit() && letter >= '8' {
            return self.wrong(format!("bad escape \\{letter}"), here);
        }
        let one = if letter.is_ascii_digit() {
            self.octal(here)?
        } else {
            self.character(here)?
        };
        Ok(Item::Range(one, one))
    }

    fn octal(&mut self, here: usize) -> Parsed<char> {
        let mut value = 0;
        let mut count = 0;
        while let Some(digit) = self.peek().and_then(|one| one.to_digit(8)) {
            if count == 3 {
                break;
            }
            value = value * 8 + digit;
            count += 1;
            self.at += 1;
        }
        if value > 0o377 {
            let text: String = self.text[here..self.at].iter().collect();
            return self.wrong(
                format!("octal escape value {text} outside of range 0-0o377"),
                here,
            );
        }
        Ok(char::from_u32(value).unwrap_or('\0'))
    }

    /// A character written as an escape, the backslash already read.
    fn character(&mut self, here: usize) -> Parsed<char> {
        let Some(letter) = self.peek() else {
            return self.wrong("bad escape (end of pattern)", here);
        };
        self.at += 1;
        let digits = match letter {
            'a' => return Ok('\u{7}'),
            'f' => return Ok('\u{c}'),
            'n' => return Ok('\n'),
            'r' => return Ok('\r'),
            't' => return Ok('\t'),
            'v' => return Ok('\u{b}'),
            'x' => 2,
            'u' if !self.is_bytes => 4,
            'U' if !self.is_bytes => 8,
            'N' if !self.is_bytes => {
                return Err(Wrong::Unsupported("\\N{…} in a pattern".into()));
            }
            _ if letter.is_ascii_alphanumeric() => {
                return self.wrong(format!("bad escape \\{letter}"), here);
            }
            other => return Ok(other),
        };
        let start = self.at;
        while self.at < start + digits && self.peek().is_some_and(|one| one.is_ascii_hexdigit()) {
            self.at += 1;
        }
        let text: String = self.text[start..self.at].iter().collect();
        if text.len() != digits {
            return self.wrong(format!("incomplete escape \\{letter}{text}"), here);
        }
        match u32::from_str_radix(&text, 16).ok().and_then(char::from_u32) {
            Some(one) => Ok(one),
            None => self.wrong(format!("bad escape \\{letter}{text}"), here),
        }
    }

    fn escape(&mut self, here: usize) -> Parsed<Node> {
        let Some(letter) = self.peek() else {
            return self.wrong("bad escape (end of pattern)", here);
        };
        let ascii = self.ascii();
        let place = match letter {
            'A' => Some(Place::Begin),
            'Z' => Some(Place::EndOfText),
            'z' if self.minor >= 14 => Some(Place::EndOfText),
            'b' => Some(Place::WordBoundary { ascii }),
            'B' => Some(Place::NoWordBoundary {
                ascii,
                of_nothing: self.minor >= 14,
            }),
            _ => None,
        };
        if let Some(place) = place {
            self.at += 1;
            return Ok(Node::At(place));
        }
        if let Some((category, negated)) = Category::of_letter(letter) {
            self.at += 1;
            return Ok(Node::Class(Box::new(Class {
                items: vec![Item::Category {
                    category,
                    negated,
                    ascii,
                }],
                ..Class::default()
            })));
        }
        if letter == '0' {
            let one = self.octal(here)?;
            return Ok(self.literal(one));
        }
        if letter.is_ascii_digit() {
            return self.numbered(here);
        }
        let one = self.character(here)?;
        Ok(self.literal(one))
    }

    /// `\1`, or an octal number of three digits.
    fn numbered(&mut self, here: usize) -> Parsed<Node> {
        let digit = |parser: &Self, ahead: usize| parser.text.get(parser.at + ahead).copied();
        let is_octal = |one: Option<char>| one.is_some_and(|one| ('0'..='7').contains(&one));
        if is_octal(digit(self, 0)) && is_octal(digit(self, 1)) && is_octal(digit(self, 2)) {
            let one = self.octal(here)?;
            return Ok(self.literal(one));
        }
        let mut group = 0;
        for _ in 0..2 {
            if let Some(value) = self.peek().and_then(|one| one.to_digit(10)) {
                group = group * 10 + value as usize;
                self.at += 1;
            }
        }
        self.reference(group, &group.to_string(), here + 1)
    }

    fn reference(&mut self, group: usize, shown: &str, at: usize) -> Parsed<Node> {
        if group == 0 || group > self.groups {
            return self.wrong(format!("invalid group reference {shown}"), at);
        }
        if self.open.contains(&group) {
            return self.wrong("cannot refer to an open group", at - 1);
        }
        Ok(Node::GroupRef {
            group,
            folded: self.folded(),
        })
    }

    /// What stands in parentheses; `None` for what matches nothing, not even the empty text.
    fn group(&mut self, start: usize) -> Parsed<Option<Node>> {
        let before = self.flags;
        let mut capturing = None;
        let mut wrap: Option<fn(Node) -> Node> = None;
        if self.take('?') {
            let Some(letter) = self.peek() else {
                return self.wrong("unexpected end of pattern", self.at);
            };
            self.at += 1;
            match letter {
                ':' => {}
                '#' => loop {
                    match self.peek() {
                        None => {
                            return self.wrong("missing ), unterminated comment", start);
                        }
                        Some(')') => {
                            self.at += 1;
                            return Ok(None);
                        }
                        Some(_) => self.at += 1,
                    }
                },
                'P' if self.take('<') => {
                    let at = self.at;
                    let name = self.name('>', "group name")?;
                    self.check_name(&name, at)?;
                    capturing = Some(Some(name));
                }
                'P' if self.take('=') => {
                    let at = self.at;
                    let name = self.name(')', "group name")?;
                    self.check_name(&name, at)?;
                    let Some(group) = self.group_named(&name) else {
                        return self.wrong(format!("unknown group name '{name}'"), at);
                    };
                    return self.reference(group, &name, at).map(Some);
                }
                'P' => {
                    let Some(other) = self.peek() else {
                        return self.wrong("unexpected end of pattern", self.at);
                    };
                    return self.wrong(format!("unknown extension ?P{other}"), start + 1);
                }
                '=' => wrap = Some(|inner| look(true, false, inner)),
                '!' => wrap = Some(|inner| look(true, true, inner)),
                '<' => match self.peek() {
                    Some('=') => {
                        self.at += 1;
                        wrap = Some(|inner| look(false, false, inner));
                    }
                    Some('!') => {
                        self.at += 1;
                        wrap = Some(|inner| look(false, true, inner));
                    }
                    Some(other) => {
                        return self.wrong(format!("unknown extension ?<{other}"), start + 1);
                    }
                    None => return self.wrong("unexpected end of pattern", self.at),
                },
                '>' if self.minor >= 11 => wrap = Some(|inner| Node::Atomic(Box::new(inner))),
                '(' => return self.conditional(start).map(Some),
                '-' | 'a'..='z' | 'A'..='Z'
                    if letter == '-' || Flags::of_letter(letter).is_some() =>
                {
                    self.at -= 1;
                    if !self.inline_flags(start)? {
                        return Ok(None);
                    }
                }
                other => {
                    return self.wrong(format!("unknown extension ?{other}"), start + 1);
                }
            }
        } else {
            capturing = Some(None);
        }
        let number = match &capturing {
            Some(name) => {
                self.groups += 1;
                if let Some(name) = name {
                    if let Some(other) = self.group_named(name) {
                        let text = format!(
                            "redefinition of group name '{name}' as group {}; was group {other}",
                            self.groups
                        );
                        return self.wrong(text, start + 4);
                    }
                    self.names.push((name.clone(), self.groups));
                }
                self.open.push(self.groups);
                Some(self.groups)
            }
            None => None,
        };
        let inner = self.branches()?;
        if !self.take(')') {
            return self.wrong("missing ), unterminated subpattern", start);
        }
        self.flags = before;
        if number.is_some() {
            self.open.pop();
        }
        Ok(Some(match (number, wrap) {
            (Some(number), _) => Node::Group {
                number,
                inner: Box::new(inner),
            },
            (None, Some(wrap)) => {
                let node = wrap(inner);
                if let Node::Look {
                    ahead: false,
                    inner,
                    ..
                } = &node
                {
                    let (least, most) = inner.width();
                    if Some(least) != most {
                        return Err(Wrong::Error(
                            "look-behind requires fixed-width pattern".into(),
                            usize::MAX,
                        ));
                    }
                }
                node
            }
            // A group of its own, so that a repetition takes all of it.
            (None, None) => match inner {
                Node::Repeat { .. } | Node::At(_) => Node::Sequence(vec![inner]),
                other => other,
            },
        }))
    }

    /// `(?(1)yes|no)`, up to its end.
    fn conditional(&mut self, start: usize) -> Parsed<Node> {
        let at = self.at;
        let name = self.name(')', "group name")?;
        let group = match name.parse::<usize>() {
            Ok(0) => return self.wrong("bad group number", at),
            Ok(group) => group,
            Err(_) => {
                self.check_name(&name, at)?;
                match self.group_named(&name) {
                    Some(group) => group,
                    None => return self.wrong(format!("unknown group name '{name}'"), at),
                }
            }
        };
        let yes = self.sequence()?;
        let no = if self.take('|') {
            let no = self.sequence()?;
            if self.peek() == Some('|') {
                return self.wrong("conditional backref with more than two branches", self.at);
            }
            no
        } else {
            Node::Empty
        };
        if !self.take(')') {
            return self.wrong("missing ), unterminated subpattern", start);
        }
        if group > self.groups {
            return self.wrong(format!("invalid group reference {group}"), at);
        }
        Ok(Node::IfGroup {
            group,
            yes: Box::new(yes),
            no: Box::new(no),
        })
    }

    /// `(?i)` or `(?i-s:`; whether a group begins.
    fn inline_flags(&mut self, start: usize) -> Parsed<bool> {
        let mut on = Flags(0);
        let mut off = Flags(0);
        let mut removes = false;
        loop {
            let Some(letter) = self.peek() else {
                return self.wrong("missing -, : or )", self.at);
            };
            self.at += 1;
            match letter {
                '-' if !removes => removes = true,
                ')' if !removes => break,
                ':' => {
                    self.flags = self.flags.with(on).without(off);
                    if on.has(Flags::ASCII) {
                        self.flags = self.flags.without(Flags::UNICODE);
                    }
                    return Ok(true);
                }
                letter => match Flags::of_letter(letter) {
                    Some(Flags::LOCALE) => {
                        return Err(Wrong::Unsupported("the flag re.LOCALE".into()));
                    }
                    Some(flag) if removes => off = off.with(flag),
                    Some(flag) => on = on.with(flag),
                    None if letter.is_alphabetic() => {
                        return self.wrong("unknown flag", self.at - 1);
                    }
                    None => return self.wrong("missing -, : or )", self.at - 1),
                },
            }
        }
        if start != 0 {
            if self.minor >= 11 {
                return self.wrong("global flags not at the start of the expression", start);
            }
            return Err(Wrong::Unsupported(
                "global flags behind the start of a pattern".into(),
            ));
        }
        self.global = self.global.with(on);
        if on.has(Flags::ASCII) {
            self.global = self.global.without(Flags::UNICODE);
        }
        self.flags = self.global;
        Ok(false)
    }

    fn name(&mut self, end: char, what: &str) -> Parsed<String> {
        let start = self.at;
        let mut name = String::new();
        loop {
            match self.peek() {
                None if name.is_empty() => {
                    return self.wrong(format!("missing {what}"), start);
                }
                None => {
                    return self.wrong(format!("missing {end}, unterminated name"), start);
                }
                Some(one) if one == end => {
                    self.at += 1;
                    if name.is_empty() {
                        return self.wrong(format!("missing {what}"), start);
                    }
                    return Ok(name);
                }
                Some(one) => {
                    name.push(one);
                    self.at += 1;
                }
            }
        }
    }

    fn check_name(&self, name: &str, at: usize) -> Parsed<()> {
        let is_name = name.chars().enumerate().all(|(place, one)| {
            one == '_' || one.is_alphabetic() || (place > 0 && one.is_alphanumeric())
        });
        if is_name {
            Ok(())
        } else {
            self.wrong(format!("bad character in group name '{name}'"), at)
        }
    }

    fn group_named(&self, name: &str) -> Option<usize> {
        self.names
            .iter()
            .find(|(known, _)| known == name)
            .map(|&(_, group)| group)
    }
}

fn too_large() -> Wrong {
    Wrong::Unsupported("a repetition of more than four milliards".into())
}

/// CPython warns of what may mean something else one day.
fn nested() -> Wrong {
    Wrong::Unsupported("a FutureWarning about a set of characters in a pattern".into())
}

fn look(ahead: bool, negated: bool, inner: Node) -> Node {
    Node::Look {
        ahead,
        negated,
        inner: Box::new(inner),
    }
}
