//! Texts that are no programs, against what real CPythons said of them (`syntax.tsv`).

use std::collections::BTreeMap;

use python::{Limits, run};
use version::Version;

/// The program that asks: it prints a line for each text.
const PROBE: &str = r#"
for case in CASES:
    try:
        compile(case, "f.py", "exec")
        print("ok")
    except SyntaxError as e:
        print(type(e).__name__, "|", e.msg, "|", e.lineno, e.offset,
              getattr(e, "end_lineno", None), getattr(e, "end_offset", None))
"#;

#[test]
fn a_wrong_text_is_reported_as_the_release_does() {
    let mut cases: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for line in include_str!("syntax.tsv").lines() {
        let mut parts = line.splitn(3, '\t');
        let (Some(versions), Some(text), Some(said)) = (parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        for version in versions.split(',') {
            cases.entry(version).or_default().push((text, said));
        }
    }
    assert_eq!(cases.len(), 8);
    for (version, cases) in cases {
        let texts: Vec<&str> = cases.iter().map(|(text, _)| *text).collect();
        let program = format!("CASES = [\n{},\n]\n{PROBE}", texts.join(",\n"));
        let version: Version = version.parse().unwrap();
        let outcome = run(&program, "probe.py", version, Limits::default()).unwrap();
        // Standard error has the warnings of texts that are doubtful and compile.
        let printed = outcome.stdout();
        let lines: Vec<&str> = printed.lines().collect();
        assert_eq!(lines.len(), cases.len(), "{version}: {:?}", lines.last());
        let wrong: Vec<String> = cases
            .iter()
            .zip(lines)
            .filter(|((_, said), line)| said != line)
            .map(|((text, said), line)| format!("{version} {text}\n  said {said}\n  got  {line}"))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
