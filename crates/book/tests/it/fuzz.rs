//! Made-up programs: our runtime against what real CPythons printed, and against those that are here.

use std::fs;
use std::path::Path;

use blocks::{Interpreters, Minor};
use book::fuzz::{self, recorded};
use version::Version;

/// The first seeds are recorded; these are not.
const LIVE: std::ops::RangeInclusive<u64> = 101..=106;

/// What is known to differ, and why. A row whose program agrees by now is wrong, too.
const OPEN: [(u64, &str, &str); 0] = [];

fn open(seed: u64, version: impl ToString) -> bool {
    let version = version.to_string();
    OPEN.iter()
        .any(|&(known, on, _)| known == seed && on == version)
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

#[test]
fn recorded_programs_print_on_our_runtime_what_they_printed_on_cpython() {
    let text = fs::read_to_string(recorded::file(root())).expect("there are recordings");
    let recordings = recorded::read(&text).expect("they can be read");
    assert_eq!(recordings.len() as u64, recorded::COUNT);
    let mut wrong = String::new();
    let mut checked = 0;
    for recording in &recordings {
        assert_eq!(
            recording.mark,
            recorded::mark(&recorded::program(recording.seed)),
            "the grammar makes another program of seed {}: record again, with `cargo run -- fuzz --record`",
            recording.seed
        );
        checked += recording
            .outputs
            .iter()
            .map(|(versions, _)| versions.len())
            .sum::<usize>();
        let differences = recording.differences();
        for (seed, version, cause) in OPEN {
            let differs = differences.iter().any(|(of, _)| of.to_string() == version);
            assert!(
                seed != recording.seed || differs,
                "seed {seed} as {version} agrees by now: take its row away ({cause})"
            );
        }
        for (version, difference) in differences {
            if open(recording.seed, version) {
                continue;
            }
            wrong.push_str(&format!(
                "seed {} as {version}:\n{difference}\n",
                recording.seed
            ));
        }
    }
    assert!(checked >= recordings.len(), "there is something to compare");
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn programs_print_on_our_runtime_what_they_print_on_the_cpythons_here() {
    let minors: Vec<Minor> = (8..=15).map(|minor| Minor::new(3, minor)).collect();
    let found = match Interpreters::find(&minors) {
        Ok(found) if !found.found.is_empty() => found,
        _ => {
            eprintln!(
                "NOT CHECKED: there is no CPython, so the fuzzer's programs were compared with recordings alone"
            );
            return;
        }
    };
    for missing in &found.missing {
        eprintln!("NOT CHECKED: there is no CPython {missing} to run the fuzzer's programs");
    }
    let pythons: Vec<_> = found
        .found
        .into_iter()
        .filter(|python| python.speaks)
        .collect();
    let seeds: Vec<u64> = LIVE.collect();
    let wrong: Vec<String> = fuzz::round(&seeds, &pythons)
        .iter()
        .filter(|found| !open(found.seed, found.python.version))
        .map(|found| {
            format!(
                "seed {} on {}:\n{}{}",
                found.seed, found.python.version, found.program, found.difference
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The rule "shared values" of the grammar, asked of the programs as they run.
#[test]
fn no_program_prints_the_count_of_a_small_number_or_a_text() {
    let asks = "\
def counted(thing):
    print('COUNTED', type(thing).__name__)
    return 0
";
    let mut counts = 0;
    for seed in 1000..1040 {
        let program = recorded::program(seed).replace("sys.getrefcount(", "counted(");
        let printed = fuzz::duel::ours(&format!("{asks}{program}"), Version::new(3, 13, 18));
        counts += printed.matches("COUNTED").count();
        for shared in ["int", "str", "NoneType"] {
            assert!(
                !printed.contains(&format!("COUNTED {shared}\n")),
                "seed {seed} counts the references to an object of type {shared}:\n{program}"
            );
        }
    }
    assert!(counts > 20, "the programs print counts");
}

#[test]
fn each_planted_bug_can_still_be_planted() {
    let folder = root().join("crates/book/tests/planted");
    let mut planted = 0;
    for file in fs::read_dir(folder).expect("there are patches") {
        let path = file.expect("a file").path();
        if path.extension().is_none_or(|ending| ending != "patch") {
            continue;
        }
        let patch = fs::read_to_string(&path).expect("a patch");
        let target = patch
            .lines()
            .find_map(|line| line.strip_prefix("--- a/"))
            .expect("a patch names its file");
        let before: String = patch
            .lines()
            .skip_while(|line| !line.starts_with("@@"))
            .skip(1)
            .filter_map(|line| line.strip_prefix([' ', '-']))
            .map(|line| format!("{line}\n"))
            .collect();
        let source = fs::read_to_string(root().join(target)).expect("the file is there");
        assert!(
            source.contains(&before),
            "{} doesn't fit {target} any more",
            path.display()
        );
        planted += 1;
    }
    assert_eq!(planted, 3);
}
