//! Making a program smaller for as long as the two still disagree.

use blocks::Interpreter;

use super::duel::{Difference, duel};
use super::grammar;
use super::program::Program;

/// How many smaller programs are tried at most; each is a run of a real interpreter.
const TRIES: usize = 600;

/// The smallest program found that disagrees in the same way as `difference`: with an error of
/// our own where there was one, without one where there was none. It keeps the grammar's rules.
pub fn shrink(
    program: Program,
    difference: Difference,
    python: &Interpreter,
) -> (Program, Difference) {
    let whole = program.clone();
    shrink_by(program, difference, |program| {
        grammar::keeps(&whole, program)
            .then(|| duel(&program.to_string(), python))
            .flatten()
    })
}

fn shrink_by(
    mut program: Program,
    mut difference: Difference,
    disagree: impl Fn(&Program) -> Option<Difference>,
) -> (Program, Difference) {
    let mut tries = 0;
    'again: loop {
        for smaller in program.smaller() {
            tries += 1;
            if tries > TRIES {
                return (program, difference);
            }
            if let Some(found) = disagree(&smaller).filter(|found| alike(found, &difference)) {
                (program, difference) = (smaller, found);
                continue 'again;
            }
        }
        return (program, difference);
    }
}

/// Whether two differences are likely to have one cause.
fn alike(one: &Difference, other: &Difference) -> bool {
    let broken = |of: &Difference| {
        let first = of.ours.lines().next().unwrap_or_default();
        first.starts_with("broken: ") || first.starts_with("unsupported: ")
    };
    // A program that ends in an error because something was taken away shows nothing new.
    let raises = |of: &Difference| of.real.contains("Traceback (most recent call last)");
    broken(one) == broken(other) && (!raises(one) || raises(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fuzz::program::Statement;

    #[test]
    fn what_is_left_is_what_makes_the_difference() {
        let line = Statement::line;
        let program = Program {
            body: vec![
                line("a"),
                Statement::block("for i in x:", vec![line("b"), line("wanted")]),
                line("c"),
                line("d"),
            ],
        };
        let difference = |ours: &str| Difference {
            real: "1\n".into(),
            ours: ours.into(),
        };
        let (small, _) = shrink_by(program.clone(), difference("2\n"), |program| {
            program
                .to_string()
                .contains("wanted")
                .then(|| difference("2\n"))
        });
        assert_eq!(small.to_string(), "wanted\n");
        let (whole, _) = shrink_by(program.clone(), difference("2\n"), |_| {
            Some(difference("broken: x"))
        });
        assert_eq!(
            whole, program,
            "another kind of difference is another matter"
        );
    }
}
