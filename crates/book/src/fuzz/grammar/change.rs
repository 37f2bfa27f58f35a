//! What goes into a container or an instance, and out of it.

use super::{Kind, Writer};
use crate::fuzz::program::Statement;

impl Writer {
    /// Puts something into a container or an instance.
    pub(super) fn put(&mut self) -> Vec<Statement> {
        let Some((name, kind)) = self.of(|kind| {
            matches!(
                kind,
                Kind::List
                    | Kind::Dict
                    | Kind::Set
                    | Kind::Bytes
                    | Kind::Instance(_)
                    | Kind::Class
                    | Kind::Values
                    | Kind::Keys
                    | Kind::WeakSet
            )
        }) else {
            return vec![self.assign()];
        };
        let item = self.item();
        let line = match kind {
            Kind::List => match self.random.below(5) {
                0 => format!("{name}.insert(0, {item})"),
                1 => format!("{name} += [{item}, 1]"),
                2 => format!("{name}.extend(({item}, {item}))"),
                3 => format!("{name}[:1] = [{item}]"),
                _ => format!("{name}.append({item})"),
            },
            Kind::Dict => match self.random.below(3) {
                0 => format!("{name}.update(k={item})"),
                1 => format!("{name}.setdefault(7, {item})"),
                _ => format!("{name}[{}] = {item}", self.random.below(6)),
            },
            Kind::Instance(class) => {
                let fields = self.classes[class].fields.clone();
                let field = self.random.pick(&fields).copied().unwrap_or("p");
                if self.classes[class].list && self.random.one_in(2) {
                    format!("{name}.append({item})")
                } else {
                    format!("{name}.{field} = {item}")
                }
            }
            Kind::Set => {
                let number = self.random.below(20);
                match self.random.below(3) {
                    0 => format!("{name}.update(({number}, {number} + 1))"),
                    1 => format!("{name} ^= {{{number}}}"),
                    _ => format!("{name}.add({number})"),
                }
            }
            Kind::Bytes => {
                let length = self.random.below(9);
                format!("{name} += b'x' * {length}")
            }
            Kind::Class => format!("{name}.more = {item}"),
            Kind::WeakSet => match self.weak_key() {
                Some(held) => format!("{name}.add({held})"),
                None => return vec![self.assign()],
            },
            Kind::Values => match self.looked_at() {
                Some(held) => format!("{name}[{}] = {held}", self.random.below(3)),
                None => return vec![self.assign()],
            },
            _ => match self.weak_key() {
                Some(held) => format!("{name}[{held}] = {item}"),
                None => return vec![self.assign()],
            },
        };
        vec![Statement::line(line)]
    }

    /// Takes something out of a container or an instance.
    pub(super) fn put_back(&mut self) -> Vec<Statement> {
        let Some((name, kind)) = self.of(|kind| {
            matches!(
                kind,
                Kind::List | Kind::Dict | Kind::Set | Kind::Bytes | Kind::Instance(_) | Kind::Error
            )
        }) else {
            return vec![self.assign()];
        };
        let line = match kind {
            Kind::List => match self.random.below(3) {
                0 => format!("{name}.clear()"),
                1 => format!("del {name}[:2]"),
                _ => format!("if {name}: {name}.pop()"),
            },
            Kind::Dict => match self.random.below(3) {
                0 => format!("{name}.clear()"),
                1 => format!("if {name}: {name}.popitem()"),
                _ => format!("{name}.pop({}, None)", self.random.below(6)),
            },
            Kind::Instance(class) => {
                let fields = self.classes[class].fields.clone();
                let field = self.random.pick(&fields).copied().unwrap_or("p");
                format!("if hasattr({name}, '{field}'): del {name}.{field}")
            }
            Kind::Set => match self.random.below(3) {
                0 => format!("{name}.clear()"),
                1 => format!("{name}.discard(3)"),
                _ => format!("{name} -= {{'k', 5}}"),
            },
            Kind::Bytes => format!("del {name}[::2]"),
            Kind::Error => match self.random.below(2) {
                0 => format!("{name}.__traceback__ = None"),
                _ => format!("{name}.args = ()"),
            },
            _ => return Vec::new(),
        };
        vec![Statement::line(line)]
    }

    pub(super) fn forget(&mut self) -> Vec<Statement> {
        let Some((name, _)) = self.any() else {
            return vec![self.assign()];
        };
        if self.random.one_in(3) {
            self.bind(&name, Kind::Number);
            return vec![Statement::line(format!("{name} = 0"))];
        }
        self.unbind(&name);
        vec![Statement::line(format!("del {name}"))]
    }

    pub(super) fn cycle(&mut self) -> Vec<Statement> {
        let Some((name, kind)) =
            self.of(|kind| matches!(kind, Kind::List | Kind::Dict | Kind::Instance(_)))
        else {
            return vec![self.assign()];
        };
        let line = match kind {
            Kind::List => format!("{name}.append({name})"),
            Kind::Dict => format!("{name}['self'] = {name}"),
            Kind::Instance(class) => {
                let fields = self.classes[class].fields.clone();
                let field = self.random.pick(&fields).copied().unwrap_or("p");
                format!("{name}.{field} = {name}")
            }
            _ => return Vec::new(),
        };
        vec![Statement::line(line)]
    }
}
