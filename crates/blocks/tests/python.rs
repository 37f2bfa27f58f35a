//! Blocks on the CPythons of this machine. Without any, these tests say so and
//! check nothing.

use std::path::Path;
use std::time::Duration;

use blocks::record::record;
use blocks::run::Ending;
use blocks::{Book, Cache, Chapter, Interpreter, Interpreters, Minor, Python, check_python};

fn minors() -> Vec<Minor> {
    (8..=15).map(|minor| Minor::new(3, minor)).collect()
}

fn book() -> Book {
    Book::new("", "src", &minors())
}

/// The interpreters found; empty with a loud word when there are none.
fn pythons() -> Vec<Interpreter> {
    let found = Interpreters::find(&minors()).expect("REQUIRE_PYTHONS is met");
    if let Some(notice) = found.notice() {
        eprintln!("{notice}");
    }
    found.found
}

fn page(text: &str) -> Chapter {
    let (chapter, problems) = Chapter::parse(&book(), Path::new("src/objects/a.md"), text);
    assert!(
        problems.iter().all(blocks::Problem::is_mended_by_recording),
        "{problems:?}"
    );
    chapter
}

/// Programs whose output is hard to take down rightly.
const PAGE: &str = r#"# A page

```python
import sys
print(sys.getsizeof(()))
print("to stderr", file=sys.stderr)
print("end", end="")
```

```python,raises=My
import traceback
class Noisy:
    def __del__(self): print("gone")
noisy = Noisy()
def f(n):
    if n: return f(n - 1)
    raise ValueError("one\ntwo")
try:
    f(5)
except ValueError as error:
    class My(Exception): pass
    raise My("bye") from error
```

```python,raises=SyntaxError
x = (
```

```python,since=3.11,raises=ExceptionGroup
print(1)
raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
```

```python,raises=SystemExit
import sys
print("leaving")
sys.exit(3)
```

```python
import os
print(os.listdir("."))
print(__file__ if __file__ == "block.py" else os.path.basename(__file__))
print([name for name in os.environ if name.startswith("PYTHON")])
```

```python
pass
```
"#;

#[test]
fn what_was_recorded_passes_and_passes_again_from_the_cache() {
    let pythons = pythons();
    let recording = record(&book(), &page(PAGE), &pythons, &|_, _| {}).expect("recorded");
    if pythons.is_empty() {
        assert!(!recording.changes());
        return;
    }
    // No path of this machine and no frame of a traceback gets into a page.
    assert!(
        !recording.new_text.contains("File \""),
        "{}",
        recording.new_text
    );
    assert!(
        recording.new_text.contains("to stderr\nend\n```"),
        "{}",
        recording.new_text
    );
    assert!(
        recording
            .new_text
            .contains("ExceptionGroup: g (2 sub-exceptions)\n```")
    );

    let folder = tempfile::tempdir().expect("a temporary folder");
    let cache = Cache::at(folder.path());
    let chapters = [page(&recording.new_text)];
    let outcomes = check_python(&chapters, &pythons, &cache, &|_| {});
    assert!(outcomes.len() >= 6 * pythons.len());
    for outcome in &outcomes {
        assert_eq!(outcome.result, Ok(()), "{}", outcome.name());
        assert!(!outcome.cached);
    }
    let again = check_python(&chapters, &pythons, &cache, &|_| {});
    assert!(
        again
            .iter()
            .all(|outcome| outcome.cached && outcome.result.is_ok())
    );

    // A changed digit fails on each version that doesn't print it.
    let wrong = recording
        .new_text
        .replace("leaving\n```", "leeving\n```")
        .replacen("print(\"leeving\")", "print(\"leaving\")", 1);
    let wrong = check_python(&[page(&wrong)], &pythons, &cache, &|_| {});
    let failed: Vec<_> = wrong
        .iter()
        .filter(|outcome| outcome.result.is_err())
        .collect();
    assert_eq!(failed.len(), pythons.len());
    for outcome in failed {
        let message = outcome.result.as_ref().expect_err("it failed");
        assert!(
            message.contains("-leeving") && message.contains("+leaving"),
            "{message}"
        );
    }
}

#[test]
fn an_address_is_refused_on_every_version() {
    let pythons = pythons();
    let page = page("```python\nprint(object())\n```\n\n```python\nprint(id(object()))\n```\n");
    if pythons.is_empty() {
        return;
    }
    let problems = record(&book(), &page, &pythons, &|_, _| {}).expect_err("addresses");
    let refused = problems
        .iter()
        .filter(|problem| problem.message.contains("holds an address"));
    assert_eq!(refused.count(), pythons.len());
}

#[test]
fn limits_hold() {
    for mut python in pythons() {
        let run = |program: &str| python.run(program).expect("it starts");
        let memory = run("x = bytearray(2 << 30)\n");
        assert!(
            memory.output.ends_with("MemoryError\n"),
            "{}: {}",
            python.version,
            memory.output
        );
        let much = run("while True: print('x' * 1000)\n");
        assert_eq!(much.ending, Ending::TooMuch, "{}", python.version);
        let crash = run("import os, signal; os.kill(os.getpid(), signal.SIGABRT)\n");
        assert_eq!(crash.ending, Ending::Crash(6), "{}", python.version);
        python.limits.time = Duration::from_millis(300);
        let endless = python
            .run("print(1)\nwhile True: pass\n")
            .expect("it starts");
        assert_eq!(endless.ending, Ending::Timeout, "{}", python.version);
    }
}
