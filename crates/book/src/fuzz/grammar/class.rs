//! The classes of a program.

use super::{Class, FIELDS, Writer};
use crate::fuzz::program::Statement;

impl Writer {
    pub(super) fn class(&mut self, number: usize) -> Statement {
        let name = ["A", "B", "C"][number].to_owned();
        let mut body = Vec::new();
        let mut head = format!("class {name}:");
        let mut fields = FIELDS.to_vec();
        let mut weakly = true;
        let mut list = false;
        let mut numbered = false;
        let base = self.classes.last().cloned();
        let dies = self.random.one_in(2);
        match (self.random.below(8), base) {
            (0 | 1, _) => {
                fields.truncate(1 + self.random.below(3));
                weakly = self.random.one_in(2);
                let mut slots: Vec<String> = fields.iter().map(|f| format!("'{f}'")).collect();
                if weakly {
                    slots.push("'__weakref__'".to_owned());
                }
                if dies {
                    slots.push("'n'".to_owned());
                }
                body.push(Statement::line(format!(
                    "__slots__ = ({},)",
                    slots.join(", ")
                )));
            }
            (2, Some(base)) => {
                head = format!("class {name}({}):", base.name);
                (fields, weakly, list) = (FIELDS.to_vec(), true, base.list);
                numbered = base.numbered;
            }
            (3, _) => {
                head = format!("class {name}(list):");
                list = true;
            }
            _ => {}
        }
        let inherits = head.contains('(') && !list;
        let first = fields[0];
        let takes = !list && !inherits && self.random.one_in(2);
        let mut init = Vec::new();
        if dies && !numbered {
            init.push(Statement::line("self.n = next(numbers)"));
        }
        if takes {
            init.push(Statement::line(format!("self.{first} = {first}")));
        }
        if !init.is_empty() {
            let head = match takes {
                true => format!("def __init__(self, {first}=None):"),
                false => "def __init__(self):".to_owned(),
            };
            body.push(Statement::block(head, init));
        }
        if dies {
            let mut what = vec![Statement::line(format!("print('del {name}', self.n)"))];
            if self.random.one_in(6) {
                what.push(Statement::line(
                    "globals().setdefault('back', []).append(self)",
                ));
            }
            body.push(Statement::block("def __del__(self):", what));
        }
        let method = self.random.one_in(3);
        if method {
            let field = self.random.pick(&fields).copied().unwrap_or("p");
            body.push(Statement::block(
                "def get(self, *args):",
                vec![Statement::line(format!(
                    "return getattr(self, '{field}', args)"
                ))],
            ));
        }
        self.classes.push(Class {
            name,
            fields,
            weakly,
            list,
            method,
            numbered: numbered || dies,
        });
        Statement::block(head, body)
    }

    /// A class made in a function or by `type`, and what its death shows.
    pub(super) fn local_class(&mut self) -> Vec<Statement> {
        self.made += 1;
        let number = self.made;
        let target = self.target();
        let held = self.held();
        self.bind(&target, super::Kind::Class);
        if self.random.one_in(2) {
            return vec![Statement::line(format!(
                "{target} = type('T{number}', (), {{'held': {held}}})"
            ))];
        }
        let def = Statement::block(
            format!("def k{number}(x):"),
            vec![
                Statement::block(
                    "class Local:",
                    vec![
                        Statement::line("held = x"),
                        Statement::block(
                            "def get(self):",
                            vec![Statement::line("return Local, x")],
                        ),
                    ],
                ),
                Statement::line("return Local"),
            ],
        );
        vec![
            def,
            Statement::line(format!("{target} = k{number}({held})")),
        ]
    }
}
