//! [`Program`]: statements that can be taken away one by one.

use std::fmt;

/// A Python program in pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Program {
    /// Its statements.
    pub body: Vec<Statement>,
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// One that stands in a line.
    Line(String),
    /// A line that ends in a colon with what is below it; `try` has more than one such part.
    Block(Vec<(String, Vec<Statement>)>),
}

impl Statement {
    /// A statement of one line.
    pub fn line(text: impl Into<String>) -> Statement {
        Statement::Line(text.into())
    }

    /// A statement with a body.
    pub fn block(head: impl Into<String>, body: Vec<Statement>) -> Statement {
        Statement::Block(vec![(head.into(), body)])
    }
}

impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(f, &self.body, 0)
    }
}

fn write(f: &mut fmt::Formatter<'_>, body: &[Statement], depth: usize) -> fmt::Result {
    for statement in body {
        match statement {
            Statement::Line(text) => writeln!(f, "{:1$}{text}", "", depth * 4)?,
            Statement::Block(parts) => {
                for (head, body) in parts {
                    writeln!(f, "{:1$}{head}", "", depth * 4)?;
                    if body.is_empty() {
                        writeln!(f, "{:1$}pass", "", depth * 4 + 4)?;
                    }
                    write(f, body, depth + 1)?;
                }
            }
        }
    }
    Ok(())
}

impl Program {
    /// Every program that is this one with a little less: a run of statements taken away,
    /// or a block replaced by its body. The boldest come first.
    pub fn smaller(&self) -> Vec<Program> {
        let mut found = Vec::new();
        let count = self.body.len();
        let mut size = count / 2;
        while size > 1 {
            for start in (0..count).step_by(size) {
                let mut body = self.body.clone();
                body.drain(start..(start + size).min(count));
                found.push(Program { body });
            }
            size /= 2;
        }
        found.extend(less(&self.body).into_iter().map(|body| Program { body }));
        found
    }
}

/// Each way to take one thing away.
fn less(body: &[Statement]) -> Vec<Vec<Statement>> {
    let mut found = Vec::new();
    for at in (0..body.len()).rev() {
        let mut without = body.to_vec();
        let taken = without.remove(at);
        found.push(without.clone());
        let Statement::Block(parts) = taken else {
            continue;
        };
        // A function's or class's body means nothing outside of it.
        let named = parts
            .iter()
            .any(|(head, _)| head.starts_with("def ") || head.starts_with("class "));
        if !named && !parts.is_empty() {
            let mut flat = without.clone();
            flat.splice(at..at, parts[0].1.clone());
            found.push(flat);
        }
        for (index, (_, inner)) in parts.iter().enumerate() {
            for smaller in less(inner) {
                let mut parts = parts.clone();
                parts[index].1 = smaller;
                let mut with = without.clone();
                with.insert(at, Statement::Block(parts));
                found.push(with);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_written_with_its_indents() {
        let program = Program {
            body: vec![
                Statement::line("a = 1"),
                Statement::Block(vec![
                    ("try:".into(), vec![Statement::line("b = 2")]),
                    ("finally:".into(), vec![]),
                ]),
            ],
        };
        assert_eq!(
            program.to_string(),
            "a = 1\ntry:\n    b = 2\nfinally:\n    pass\n"
        );
    }

    #[test]
    fn every_smaller_program_is_smaller() {
        let program = Program {
            body: vec![
                Statement::line("a"),
                Statement::block(
                    "for i in a:",
                    vec![Statement::line("b"), Statement::line("c")],
                ),
                Statement::block("def f():", vec![Statement::line("own")]),
            ],
        };
        let texts: Vec<String> = program.smaller().iter().map(ToString::to_string).collect();
        let whole = program.to_string();
        assert!(texts.iter().all(|text| *text != whole), "{texts:?}");
        for wanted in [
            "for i in a:\n    b\n    c\ndef f():\n    own\n",
            "a\nb\nc\ndef f():\n    own\n",
            "a\nfor i in a:\n    b\ndef f():\n    own\n",
            "a\nfor i in a:\n    b\n    c\ndef f():\n    pass\n",
        ] {
            assert!(texts.contains(&wanted.to_owned()), "{wanted}\n{texts:?}");
        }
        assert!(
            !texts.iter().any(|text| text.contains("\nown")),
            "a function stays whole"
        );
    }
}
