//! Expressions, and names that get them.

use super::{Kind, Writer};
use crate::fuzz::program::Statement;

impl Writer {
    /// Something to put into something else: mostly a name.
    pub(super) fn item(&mut self) -> String {
        match (self.random.below(6), self.any()) {
            (0, _) | (_, None) => self.value().0,
            (_, Some((name, _))) => name,
        }
    }

    /// An expression that makes something.
    pub(super) fn value(&mut self) -> (String, Kind) {
        match self.random.below(18) {
            0 => ("[]".to_owned(), Kind::List),
            1 | 2 => {
                let items: Vec<String> =
                    (0..1 + self.random.below(3)).map(|_| self.held()).collect();
                (format!("[{}]", items.join(", ")), Kind::List)
            }
            3 => ("{}".to_owned(), Kind::Dict),
            4 => {
                let (key, item) = (self.random.below(4), self.held());
                (
                    format!("{{{key}: {item}, 'k': {}}}", self.held()),
                    Kind::Dict,
                )
            }
            5 => (format!("({}, {})", self.held(), self.held()), Kind::Tuple),
            6 => (format!("({},)", self.held()), Kind::Tuple),
            7 => {
                let number = [0, 5, 256, 257, 1_000_003][self.random.below(5)];
                (number.to_string(), Kind::Number)
            }
            8 => {
                self.made += 1;
                (format!("'t' * {}", 1 + self.made % 9), Kind::Text)
            }
            9 => {
                let number = self.random.below(9);
                (format!("{{3, {number}, 'k', (1, {number})}}"), Kind::Set)
            }
            10 => {
                let length = self.random.below(40);
                (format!("bytearray({length})"), Kind::Bytes)
            }
            11 => self.copy(),
            _ => {
                let number = self.random.below(self.classes.len());
                let class = self.classes[number].name.clone();
                (format!("{class}()"), Kind::Instance(number))
            }
        }
    }

    /// A copy of a container, or a bound method.
    fn copy(&mut self) -> (String, Kind) {
        let methods: Vec<bool> = self.classes.iter().map(|class| class.method).collect();
        let fits = |kind: Kind| match kind {
            Kind::List | Kind::Dict | Kind::Tuple | Kind::Set => true,
            Kind::Instance(class) => methods[class],
            _ => false,
        };
        let Some((name, kind)) = self.of(fits) else {
            return ("[1, 2, 3]".to_owned(), Kind::List);
        };
        match (kind, self.random.below(3)) {
            (Kind::List, 0) => (format!("{name}[:]"), Kind::List),
            (Kind::List, 1) => (format!("tuple({name})"), Kind::Tuple),
            (Kind::List, _) => (format!("{name} * 2"), Kind::List),
            (Kind::Tuple, 0) => (format!("{name}[:1]"), Kind::Tuple),
            (Kind::Tuple, 1) => (format!("list({name})"), Kind::List),
            (Kind::Tuple, _) => (format!("{name} + ({name},)"), Kind::Tuple),
            (Kind::Dict, 0) => (format!("dict({name})"), Kind::Dict),
            (Kind::Dict, 1) => (format!("list({name}.values())"), Kind::List),
            (Kind::Dict, _) => (format!("{{**{name}, 7: {name}}}"), Kind::Dict),
            (Kind::Set, 0) => (format!("{name} | {{11}}"), Kind::Set),
            (Kind::Set, _) => (format!("set({name})"), Kind::Set),
            _ => (format!("{name}.get"), Kind::Method),
        }
    }

    /// A name or a constant, for the inside of a display.
    pub(super) fn held(&mut self) -> String {
        match self.any() {
            Some((name, _)) if !self.random.one_in(5) => name,
            _ => self.random.below(300).to_string(),
        }
    }

    pub(super) fn assign(&mut self) -> Statement {
        let target = self.target();
        let (text, kind) = match (self.random.below(4), self.any()) {
            (0, Some((name, kind))) => (name, kind),
            _ => self.value(),
        };
        self.bind(&target, kind);
        Statement::line(format!("{target} = {text}"))
    }

    /// Names that change what they hold at one stroke.
    pub(super) fn exchange(&mut self) -> Vec<Statement> {
        let (Some((one, first)), Some((other, second))) = (self.any(), self.any()) else {
            return vec![self.assign()];
        };
        match self.random.below(3) {
            0 if one != other => {
                self.bind(&one, second);
                self.bind(&other, first);
                vec![Statement::line(format!("{one}, {other} = {other}, {one}"))]
            }
            1 => {
                let (target, rest) = (self.target(), self.target());
                self.bind(&target, Kind::List);
                self.bind(&rest, first);
                if target == rest {
                    return vec![Statement::line(format!("{rest} = {one}"))];
                }
                vec![Statement::line(format!(
                    "{rest}, *{target} = {one}, {other}, []"
                ))]
            }
            _ => {
                let (target, next) = (self.target(), self.target());
                self.bind(&target, Kind::List);
                self.bind(&next, Kind::List);
                vec![Statement::line(format!("{target} = {next} = [{one}]"))]
            }
        }
    }
}
