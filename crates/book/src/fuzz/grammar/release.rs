//! Containers that hold the last references to several instances, and let them go: each death
//! prints a number, so the order shows.

use super::{Kind, Writer};
use crate::fuzz::program::Statement;

impl Writer {
    /// A new container, something that empties it, and what else happens in between.
    pub(super) fn release(&mut self) -> Vec<Statement> {
        let mortal: Vec<String> = self
            .classes
            .iter()
            .filter(|class| class.numbered)
            .map(|class| class.name.clone())
            .collect();
        if mortal.is_empty() {
            return vec![self.assign()];
        }
        let mut items = Vec::new();
        for _ in 0..2 + self.random.below(3) {
            items.extend(self.random.pick(&mortal).map(|class| format!("{class}()")));
        }
        let target = self.target();
        let (text, kind) = self.holder(&items);
        self.bind(&target, kind);
        let mut body = vec![Statement::line(format!("{target} = {text}"))];
        if self.random.one_in(4) {
            body.extend(self.observe());
        }
        // What was observed may have been given another name's thing, or nothing, meanwhile.
        if !self.names.contains(&(target.clone(), kind)) {
            return body;
        }
        let line = self.emptied(&target, kind);
        body.push(Statement::line(line));
        body.push(Statement::line("print('released')"));
        body
    }

    /// Something that holds these.
    fn holder(&mut self, items: &[String]) -> (String, Kind) {
        let all = items.join(", ");
        match self.random.below(8) {
            0 => (format!("({all})"), Kind::Tuple),
            1 => {
                let pairs: Vec<String> = items
                    .iter()
                    .enumerate()
                    .map(|(key, item)| format!("{key}: {item}"))
                    .collect();
                (format!("{{{}}}", pairs.join(", ")), Kind::Dict)
            }
            2 => (format!("[{} for _ in range(3)]", items[0]), Kind::List),
            3 => (format!("[({all}), {}]", items[0]), Kind::List),
            4 => (format!("{{'k': [{all}], 7: {}}}", items[0]), Kind::Dict),
            _ => (format!("[{all}]"), Kind::List),
        }
    }

    /// A line that takes some or all out of it, or lets go of the whole.
    fn emptied(&mut self, target: &str, kind: Kind) -> String {
        let parts: &[&str] = match kind {
            Kind::List => &[
                ".clear()",
                "[:2] = []",
                "[1:] = [0, 0, 0, 0]",
                " *= 0",
                "[::2]",
                "[:]",
                "[-2:]",
            ],
            Kind::Dict => &[".clear()", ".popitem()"],
            _ => &[],
        };
        let part = match self.random.one_in(2) {
            true => self.random.pick(parts).copied(),
            false => None,
        };
        match part {
            Some(part) if part.ends_with(']') && !part.contains('=') => {
                return format!("del {target}{part}");
            }
            Some(part) => return format!("{target}{part}"),
            None => {}
        }
        match self.random.below(4) {
            0 => {
                self.bind(target, Kind::List);
                format!("{target} = []")
            }
            1 => {
                self.bind(target, Kind::Number);
                format!("{target} = 0")
            }
            _ => {
                self.unbind(target);
                format!("del {target}")
            }
        }
    }
}
