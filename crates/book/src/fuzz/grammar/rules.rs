//! What a program made smaller must keep, so that it stays within the rules of the grammar.

use crate::fuzz::program::Program;

/// How `Writer::burst` begins to collect often, and how it ends.
const OFTEN: &str = "gc.enable(); gc.set_threshold(";
const SELDOM: &str = "gc.set_threshold(100_000";

/// What stands in a program once or not at all, and does what a rule asks for.
const ONCE: [&str; 3] = [
    "\ngc.collect()",
    "\nfor name in 'abcdefghz': globals().pop(name, None)\n",
    "\nprint('at last', gc.collect())\n",
];

/// Whether a part of a program keeps the rules that the whole kept: it has its first collection, what lets go of the
/// names, and nothing but the loop of a burst between a small threshold and a large one.
pub fn keeps(whole: &Program, part: &Program) -> bool {
    let (whole, part) = (whole.to_string(), part.to_string());
    ONCE.iter()
        .all(|line| !whole.contains(line) || part.contains(line))
        && bursts_end(&part)
}

fn bursts_end(program: &str) -> bool {
    let mut often = false;
    for line in program.lines().map(str::trim_start) {
        if line.contains(OFTEN) {
            often = true;
        } else if line.starts_with(SELDOM) {
            often = false;
        } else if often && !line.starts_with("i = [[]") {
            return false;
        }
    }
    !often
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fuzz::grammar;
    use crate::fuzz::program::Statement;

    fn of(lines: &[&str]) -> Program {
        Program {
            body: lines.iter().copied().map(Statement::line).collect(),
        }
    }

    #[test]
    fn every_program_keeps_its_own_rules() {
        for seed in 0..200 {
            let program = grammar::program(seed, 24);
            assert!(keeps(&program, &program), "seed {seed}");
        }
    }

    #[test]
    fn a_part_without_its_first_collection_or_its_end_is_no_program_of_the_grammar() {
        let end = "for name in 'abcdefghz': globals().pop(name, None)";
        let whole = of(&["a = 1", "gc.collect(); gc.disable()", "b = 2", end]);
        assert!(keeps(
            &whole,
            &of(&["a = 1", "gc.collect(); gc.disable()", end])
        ));
        assert!(!keeps(&whole, &of(&["a = 1", "b = 2", end])));
        assert!(!keeps(
            &whole,
            &of(&["a = 1", "gc.collect(); gc.disable()"])
        ));
    }

    #[test]
    fn a_small_threshold_ends_with_its_loop() {
        let low = "gc.collect(0); gc.enable(); gc.set_threshold(62, 0, 0)";
        let high = "gc.set_threshold(100_000, 10, 10); i = None";
        let many = "i = [[] for _ in range(99)]";
        let whole = of(&[low, many, high, "b = 1"]);
        assert!(keeps(&whole, &of(&[low, high, "b = 1"])));
        assert!(keeps(&whole, &of(&["b = 1"])));
        assert!(!keeps(&whole, &of(&[low, many, "b = 1"])));
        assert!(!keeps(&whole, &of(&[low, many])));
    }
}
