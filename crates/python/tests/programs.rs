//! Programs with what the real interpreters printed on standard output: `tests/programs/NAME.py` and `NAME.out`.
//!
//! A section of a `.out` file begins with `== ` and the minor releases that print what follows;
//! they were run as `python -I -S -u NAME.py` (3.8.18, 3.9.18, 3.10.13, 3.11.7, 3.12.1, 3.13.18, 3.14.10, 3.15.2).

use std::path::Path;

use python::{Limits, run};
use version::Version;

/// The text for a minor release.
fn recorded(out: &str, minor: u8) -> String {
    let wanted = format!("3.{minor}");
    let mut text = String::new();
    let mut takes = false;
    for line in out.lines() {
        match line.strip_prefix("== ") {
            Some(minors) => takes = minors.split(' ').any(|one| one == wanted),
            None if takes => {
                text.push_str(line);
                text.push('\n');
            }
            None => {}
        }
    }
    text
}

fn check(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let program = std::fs::read_to_string(folder.join(format!("{name}.py"))).unwrap();
    let out = std::fs::read_to_string(folder.join(format!("{name}.out"))).unwrap();
    for minor in 8..=15 {
        let version = Version::newest(3, minor).unwrap();
        let outcome = run(&program, &format!("{name}.py"), version, Limits::default()).unwrap();
        // Standard error has the warnings that some texts earn on purpose.
        let printed = outcome.stdout();
        assert_eq!(printed, recorded(&out, minor), "{name} on {version}");
        if let Err(wrong) = outcome.audit {
            panic!("{name} on {version}: {wrong}");
        }
    }
}

macro_rules! programs {
    ($($name:ident),* $(,)?) => {
        $(#[test] fn $name() { check(stringify!($name)); })*
    };
}

programs!(
    aliases_and_unions,
    borrowed,
    counts_of_locals,
    counts_of_self,
    cycles,
    deaths,
    enumerations,
    errors,
    frames,
    inspection,
    json_texts,
    language,
    mocks,
    pickles,
    postponed,
    pretty,
    releases,
    types_containers,
    types_numbers,
    types_text,
    typing_classes,
    typing_forms,
);

#[test]
fn limits_end_a_run_with_an_error_of_our_own() {
    let version = Version::newest(3, 13).unwrap();
    let few = Limits {
        steps: 10_000,
        ..Limits::default()
    };
    let outcome = run("while True: pass\n", "t.py", version, few).unwrap();
    assert!(outcome.stop.unwrap().to_string().contains("10000 steps"));
    let little = Limits {
        memory: 1 << 22,
        ..Limits::default()
    };
    for text in [
        "x = [0] * 10**9\n",
        "x = []\nwhile True: x.append([])\n",
        "x = 1 << 10**12\n",
    ] {
        let outcome = run(text, "t.py", version, little).unwrap();
        assert!(
            outcome.stop.unwrap().to_string().contains("memory"),
            "{text}"
        );
    }
    let deep = "def f(): return f()\nf()\n";
    let outcome = run(deep, "t.py", version, Limits::default()).unwrap();
    assert!(
        outcome
            .output
            .ends_with("RecursionError: maximum recursion depth exceeded\n")
    );
    let open = run(&"(".repeat(100_000), "t.py", version, Limits::default()).unwrap();
    assert!(
        open.output
            .ends_with("SyntaxError: too many nested parentheses\n")
    );
    assert_eq!(open.status, 1);
    let refused = run(&"-".repeat(100_000), "t.py", version, Limits::default()).unwrap_err();
    assert!(refused.to_string().contains("too many operators"));
}

#[test]
fn what_is_not_supported_is_named_before_the_program_starts() {
    let version = Version::newest(3, 13).unwrap();
    let refused = run(
        "print(1)\nfrom . import x\n",
        "t.py",
        version,
        Limits::default(),
    );
    let said = match refused {
        Err(refused) => refused.to_string(),
        Ok(outcome) => outcome.output,
    };
    assert!(said.contains("relative import"), "{said}");
}
