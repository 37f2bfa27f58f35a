//! The Rust blocks of a page, prepared for rustdoc, for skeptic, and for the compiler.
//!
//! Everything keeps its line: what stands in line 42 of the page stands in line
//! 42 of what comes out, as long as no include above made the page longer.

use std::fmt::Write;

use crate::chapter::{Chapter, RustBlock};
use crate::fence::Expect;

/// The page with everything but its Rust blocks blanked out: what rustdoc reads
/// as a module's documentation.
pub fn as_markdown(chapter: &Chapter) -> String {
    let mut page = Page::default();
    for block in chapter.rust() {
        page.advance_to(block.line);
        let label = match &block.expect {
            Expect::Run => "rust".to_owned(),
            Expect::Panic => "rust,should_panic".to_owned(),
            Expect::CompileFail(code) => format!("rust,compile_fail,{code}"),
        };
        // Longer than any run of backticks in the code, which may hold fences
        // of its own in comments.
        let fence = "`".repeat(longest_fence(&block.code).max(2) + 1);
        page.put(&format!("{fence}{label}\n{}{fence}\n", block.code));
    }
    page.text
}

/// The blocks that run, as one program in which each is a function, or `None`
/// when there are none. The program runs all of them and then panics with the
/// names of those that did not do as their label says.
///
/// Its `main` is public, so that the program can also be a module of a larger one.
///
/// Blocks that must not compile are left out; see [`compile_fails`]. So are blocks
/// marked `edition2024`: skeptic, which gets this program, knows 2021 at most.
pub fn as_program(chapter: &Chapter) -> Option<String> {
    let blocks: Vec<&RustBlock> = chapter
        .rust()
        .filter(|block| !matches!(block.expect, Expect::CompileFail(_)) && !block.edition2024)
        .collect();
    if blocks.is_empty() {
        return None;
    }
    let mut page = Page::default();
    for block in &blocks {
        page.advance_to(block.line);
        let name = function(block);
        let code = without_hiding(&block.code);
        match Shape::of(&code) {
            // In a module of its own, `super` means in it what it means where
            // the block is a whole crate.
            Shape::Program => page.put(&format!(
                "#[allow(unused)] mod {name} {{\n{code}pub(super) fn run() {{ super::succeeded(main()); }} }}\n"
            )),
            Shape::Fallible => page.put(&format!(
                "#[allow(unused)] mod {name} {{ pub(super) fn run() {{ fn block() -> ::core::result::Result<(), impl ::core::fmt::Debug> {{\n{code}}} block().unwrap() }} }}\n"
            )),
            Shape::Statements => page.put(&format!(
                "#[allow(unused)] mod {name} {{ pub(super) fn run() {{\n{code}}} }}\n"
            )),
        }
    }
    let mut table = String::new();
    for block in &blocks {
        let place = format!("{}:{}", chapter.name, block.line);
        let panics = block.expect == Expect::Panic;
        // Writing to a String doesn't fail.
        let _ = write!(table, "({place:?}, {}::run, {panics}), ", function(block));
    }
    page.put(&format!(
        "\
#[allow(unused)] fn succeeded(outcome: impl ::std::process::Termination) {{
    assert!(outcome.report() == ::std::process::ExitCode::SUCCESS, \"main failed\");
}}
pub fn main() {{
    let blocks: [(&str, fn(), bool); {count}] = [{table}];
    let mut failed: Vec<String> = Vec::new();
    for (name, block, panics) in blocks {{
        match (::std::panic::catch_unwind(block).is_err(), panics) {{
            (true, false) => failed.push(format!(\"{{name}} panicked\")),
            (false, true) => failed.push(format!(\"{{name}} was to panic, and did not\")),
            _ => {{}}
        }}
    }}
    assert!(failed.is_empty(), \"{{}}\", failed.join(\"\\n\"));
}}
",
        count = blocks.len(),
    ));
    Some(page.text)
}

/// A block that must not compile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileFail {
    /// The line of its fence, from 1.
    pub line: usize,
    /// The error code that must be among the reasons.
    pub code: String,
    /// The block as a whole program.
    pub program: String,
}

/// The blocks of a page that must not compile, each as a program of its own.
pub fn compile_fails(chapter: &Chapter) -> Vec<CompileFail> {
    chapter
        .rust()
        .filter_map(|block| {
            let Expect::CompileFail(error) = &block.expect else {
                return None;
            };
            let code = without_hiding(&block.code);
            let mut page = Page::default();
            page.advance_to(block.line);
            match Shape::of(&code) {
                Shape::Program => page.put(&format!("\n{code}")),
                Shape::Fallible => page.put(&format!(
                    "fn main() {{ fn block() -> ::core::result::Result<(), impl ::core::fmt::Debug> {{\n{code}}} block().unwrap() }}\n"
                )),
                Shape::Statements => page.put(&format!("fn main() {{\n{code}}}\n")),
            }
            Some(CompileFail {
                line: block.line,
                code: error.clone(),
                program: page.text,
            })
        })
        .collect()
}

/// What rustdoc makes of a block: it wraps one that is no whole program, and
/// lets one that ends in `Ok::<(), E>(())` use the question mark.
enum Shape {
    Program,
    Fallible,
    Statements,
}

impl Shape {
    fn of(code: &str) -> Self {
        let main = |line: &str| {
            let line = line.strip_prefix("pub ").unwrap_or(line);
            line.starts_with("fn main(")
        };
        if code.lines().any(main) {
            Shape::Program
        } else if code.trim_end().ends_with("(())") {
            Shape::Fallible
        } else {
            Shape::Statements
        }
    }
}

fn function(block: &RustBlock) -> String {
    format!("block_{}", block.line)
}

/// The code as the compiler sees it. rustdoc hides lines that begin with `# `,
/// and takes `##` for a `#` that hides nothing.
fn without_hiding(code: &str) -> String {
    let mut shown = String::new();
    for line in code.lines() {
        let trimmed = line.trim_start();
        let indent = &line[..line.len() - trimmed.len()];
        match trimmed.strip_prefix('#') {
            Some("") => {}
            Some(rest) if rest.starts_with(' ') => shown.extend([indent, &rest[1..]]),
            Some(rest) if rest.starts_with('#') => shown.extend([indent, rest]),
            _ => shown.push_str(line),
        }
        shown.push('\n');
    }
    shown
}

/// The longest run of backticks at the start of a line.
fn longest_fence(code: &str) -> usize {
    code.lines()
        .map(|line| line.trim_start())
        .map(|line| line.len() - line.trim_start_matches('`').len())
        .max()
        .unwrap_or(0)
}

/// Text that grows line by line and knows how many it has.
#[derive(Default)]
struct Page {
    text: String,
    /// How many lines are finished.
    lines: usize,
}

impl Page {
    /// Adds blank lines until the next one is `line`, if it isn't already later.
    fn advance_to(&mut self, line: usize) {
        while self.lines + 1 < line {
            self.put("\n");
        }
    }

    fn put(&mut self, text: &str) {
        self.text.push_str(text);
        self.lines += text.matches('\n').count();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Book, Minor};
    use std::fs;
    use std::path::Path;
    use std::process::Command;

    const PAGE: &str = "\
# Title

```rust
use std::rc::Rc;
# let hidden = 1;
assert_eq!(Rc::strong_count(&Rc::new(hidden)), 1);
```

Prose.

```rust,should_panic
panic!(\"as it says\");
```

```rust
let number: i32 = \"12\".parse()?;
assert_eq!(number, 12);
# Ok::<(), std::num::ParseIntError>(())
```

```rust,compile_fail,E0382
let a = String::new();
drop(a);
drop(a);
```

```rust
mod inner {
    pub fn one() -> i32 { super::one() }
}
fn one() -> i32 { 1 }
fn main() -> Result<(), String> {
    if inner::one() == 1 { Ok(()) } else { Err(\"two\".into()) }
}
```
";

    fn chapter(text: &str) -> Chapter {
        let book = Book::new("", "src", &[Minor::new(3, 13)]);
        let (chapter, problems) = Chapter::parse(&book, Path::new("src/a.md"), text);
        assert_eq!(problems, []);
        chapter
    }

    /// Compiles a program and runs it; gives what the two said.
    fn rustc(program: &str) -> Result<(), String> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let source = folder.path().join("page.rs");
        let binary = folder.path().join("page");
        fs::write(&source, program).expect("a file");
        let said = |output: std::process::Output| {
            let text = String::from_utf8_lossy(&output.stderr).into_owned();
            if output.status.success() {
                Ok(())
            } else {
                Err(text)
            }
        };
        let rustc = std::env::var_os("RUSTC").unwrap_or("rustc".into());
        let mut compile = Command::new(rustc);
        compile
            .args(["--edition", "2024", "-o"])
            .arg(&binary)
            .arg(&source);
        said(compile.output().expect("rustc can be started"))?;
        said(
            Command::new(&binary)
                .output()
                .expect("the program can be started"),
        )
    }

    #[test]
    fn everything_but_rust_is_blank_and_lines_stay() {
        let markdown = as_markdown(&chapter(PAGE));
        for (index, (line, original)) in markdown.lines().zip(PAGE.lines()).enumerate() {
            assert!(
                line.is_empty() || line == original,
                "line {}: {line}",
                index + 1
            );
        }
        assert!(!markdown.contains("Prose"));
        assert_eq!(markdown.lines().count(), PAGE.lines().count());
    }

    #[test]
    fn the_blocks_run_as_one_program() {
        let program = as_program(&chapter(PAGE)).expect("there are blocks");
        assert_eq!(rustc(&program), Ok(()));
        for (text, place) in [
            (
                PAGE.replace("(hidden)), 1)", "(hidden)), 2)"),
                "a.md:3 panicked",
            ),
            (
                PAGE.replace("panic!(\"as it says\");", "let x = 1;"),
                "a.md:11 was to panic",
            ),
            (PAGE.replace("\"12\"", "\"x\""), "a.md:15 panicked"),
            (PAGE.replace("one() == 1", "one() == 2"), "a.md:27 panicked"),
        ] {
            let program = as_program(&chapter(&text)).expect("there are blocks");
            let said = rustc(&program).expect_err("a block is wrong");
            assert!(said.contains(place), "{place}: {said}");
        }
    }

    #[test]
    fn a_block_that_does_not_compile_is_named_by_its_line() {
        let text = PAGE.replace("assert_eq!(number, 12)", "assert_eq!(numbers, 12)");
        let said =
            rustc(&as_program(&chapter(&text)).expect("there are blocks")).expect_err("wrong");
        assert!(said.contains("page.rs:17:"), "{said}");
    }

    #[test]
    fn a_block_that_must_not_compile_is_a_program_with_its_code() {
        let fails = compile_fails(&chapter(PAGE));
        assert_eq!(fails.len(), 1);
        assert_eq!((fails[0].line, fails[0].code.as_str()), (21, "E0382"));
        let said = rustc(&fails[0].program).expect_err("it must not compile");
        assert!(
            said.contains("error[E0382]") && said.contains("page.rs:24:"),
            "{said}"
        );
    }

    #[test]
    fn a_block_that_needs_edition_2024_is_left_to_rustdoc() {
        let text =
            "# A\n\n```rust,edition2024\nlet later = 1;\n```\n\n```rust\nlet now = 1;\n```\n";
        let chapter = chapter(text);
        let program = as_program(&chapter).expect("one block is left");
        assert!(program.contains("now") && !program.contains("later"));
        let markdown = as_markdown(&chapter);
        assert!(markdown.contains("now") && markdown.contains("later"));
    }

    #[test]
    fn a_page_without_rust_has_no_program() {
        assert_eq!(as_program(&chapter("# A\n")), None);
        assert_eq!(as_markdown(&chapter("# A\n")), "");
    }
}
