//! Sets of characters.

/// `[…]`, or `\d` and its like alone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Class {
    pub(crate) items: Vec<Item>,
    pub(crate) negated: bool,
    pub(crate) folded: bool,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Item {
    Range(char, char),
    Category {
        category: Category,
        negated: bool,
        ascii: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Category {
    Digit,
    Space,
    Word,
}

impl Category {
    /// `\d` and its like; upper case is the opposite.
    pub(crate) fn of_letter(letter: char) -> Option<(Category, bool)> {
        Some(match letter {
            'd' => (Category::Digit, false),
            'D' => (Category::Digit, true),
            's' => (Category::Space, false),
            'S' => (Category::Space, true),
            'w' => (Category::Word, false),
            'W' => (Category::Word, true),
            _ => return None,
        })
    }

    pub(crate) fn has(self, one: char, ascii: bool) -> bool {
        match self {
            Category::Digit if ascii || one.is_ascii() => one.is_ascii_digit(),
            Category::Digit => one.is_numeric() && !one.is_alphabetic(),
            Category::Space if ascii => matches!(one, ' ' | '\t'..='\r'),
            // What `str.isspace` says: four separators more than Unicode's white space.
            Category::Space => one.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&one),
            Category::Word if ascii => one == '_' || one.is_ascii_alphanumeric(),
            Category::Word => one == '_' || one.is_alphanumeric(),
        }
    }
}

/// The character that stands for both cases.
pub(crate) fn fold(one: char) -> char {
    let mut lower = one.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(lower), None) => lower,
        _ => one,
    }
}

fn upper(one: char) -> char {
    let mut upper = one.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(upper), None) => upper,
        _ => one,
    }
}

impl Class {
    /// Whether a character is in the set.
    pub(crate) fn has(&self, one: char) -> bool {
        let within = |one: char| {
            self.items.iter().any(|item| match *item {
                Item::Range(from, to) => (from..=to).contains(&one),
                Item::Category {
                    category,
                    negated,
                    ascii,
                } => category.has(one, ascii) != negated,
            })
        };
        let found = within(one) || (self.folded && (within(fold(one)) || within(upper(one))));
        found != self.negated
    }
}
