//! A page's Rust blocks as rustdoc takes them.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use blocks::{Block, Chapter, Expect, RustBlock};

use blocks::companions::Companions;

/// The page with nothing left but the blocks that `take` chooses, each on its
/// own lines, so that rustdoc's line numbers are the page's.
///
/// The rest of the page is left out because rustdoc takes any fence it doesn't
/// know, and any indented text, for Rust. A block that includes a file is longer
/// here than on the page; the blocks after it are still on their own lines as
/// long as there is room between.
pub fn markdown(
    chapter: &Chapter,
    companions: &Companions,
    take: impl Fn(&RustBlock) -> bool,
) -> String {
    let mut text = String::new();
    let mut line = 1;
    for block in &chapter.blocks {
        let Block::Rust(block) = block else {
            continue;
        };
        if !take(block) {
            continue;
        }
        while line < block.line {
            text.push('\n');
            line += 1;
        }
        let rendered = fenced(block, companions);
        line += rendered.matches('\n').count();
        text.push_str(&rendered);
    }
    text
}

/// The block as a fence, with its crates named.
fn fenced(block: &RustBlock, companions: &Companions) -> String {
    let fence = "`".repeat(longest_run(&block.code, '`').max(2) + 1);
    let label = match &block.expect {
        Expect::Run => "rust",
        Expect::Panic => "rust,should_panic",
        // Stable rustdoc ignores the code; the tests of the workspace check it.
        Expect::CompileFail(_) => "rust,compile_fail",
    };
    let code = with_crates(&block.code, &companions.used_by(&block.code));
    let end = if code.is_empty() || code.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    format!("{fence}{label}\n{code}{end}{fence}\n")
}

/// The code with an `extern crate` for each of `crates`, on its first line of
/// Rust so that no line moves: rustdoc is given `-L`, and no `--extern`.
fn with_crates(code: &str, crates: &[&str]) -> String {
    let named = |name: &&str| !code.contains(&format!("extern crate {name}"));
    let externs: String = crates
        .iter()
        .copied()
        .filter(named)
        .map(|name| format!("extern crate {name}; "))
        .collect();
    if externs.is_empty() {
        return code.to_owned();
    }
    let mut placed = false;
    let mut text = String::new();
    for line in code.split_inclusive('\n') {
        let indent = &line[..line.len() - line.trim_start().len()];
        let rest = line.trim_start();
        // Inner attributes must stay in front, also those behind a hiding `# `.
        let shown = rest.strip_prefix("# ").unwrap_or(rest);
        let attribute = shown.starts_with("#![") || shown.starts_with("//!");
        if placed || attribute || rest.is_empty() {
            text.push_str(line);
            continue;
        }
        placed = true;
        text.push_str(indent);
        if let Some(hidden) = rest.strip_prefix("# ") {
            text.push_str(&format!("# {externs}{hidden}"));
        } else if rest.trim_end() == "#" {
            text.push_str(&format!("# {externs}\n"));
        } else if let Some(escaped) = rest.strip_prefix("##") {
            text.push_str(&format!("{externs}#{escaped}"));
        } else {
            text.push_str(&format!("{externs}{rest}"));
        }
    }
    text
}

/// The longest run of `c` in the text.
fn longest_run(text: &str, c: char) -> usize {
    text.split(|other| other != c)
        .map(str::len)
        .max()
        .unwrap_or(0)
}

/// Runs the doctests of a page's Markdown, and gives rustdoc's report if one fails.
///
/// # Errors
///
/// When rustdoc can't be started.
pub fn run(
    file: &Path,
    markdown: &str,
    companions: &Companions,
    edition: &str,
) -> Result<Option<String>> {
    // The page goes by its own path, which is what the report then names.
    let folder = tempfile::Builder::new().prefix("book-").tempdir()?;
    let path = folder.path().join(file);
    fs::create_dir_all(path.parent().unwrap_or(folder.path()))?;
    fs::write(&path, markdown)?;
    let output = Command::new("rustdoc")
        .current_dir(folder.path())
        .arg(file)
        .args(["--test", "--edition", edition, "-L"])
        .arg(&companions.libraries)
        .output()
        .context("rustdoc, which tests the Rust blocks, can't be started")?;
    if output.status.success() {
        return Ok(None);
    }
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ok(Some(text(&output.stdout) + &text(&output.stderr)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use blocks::Book;
    use std::path::PathBuf;

    fn companions() -> Companions {
        Companions {
            names: vec!["gc".into(), "objects".into()],
            libraries: PathBuf::from("/nowhere"),
        }
    }

    fn chapter(text: &str) -> Chapter {
        let book = Book::new("", "src", &["3.13".parse().expect("a version")]);
        let (chapter, problems) = Chapter::parse(&book, Path::new("src/a.md"), text);
        assert_eq!(problems, []);
        chapter
    }

    const PAGE: &str = "\
# A page

```python
print(1)
```

```output
1
```

```rust
use objects::Heap;
# use gc::Gc;
```

text

```rust,compile_fail,E0382
let a = String::new();
```

```text
a -> b
```

```rust,should_panic
panic!();
```
";

    #[test]
    fn blocks_keep_their_lines_and_nothing_else_is_left() {
        let text = markdown(&chapter(PAGE), &companions(), |_| true);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[10], "```rust");
        assert_eq!(
            lines[11],
            "extern crate gc; extern crate objects; use objects::Heap;"
        );
        assert_eq!(lines[12], "# use gc::Gc;");
        assert_eq!(lines[17], "```rust,compile_fail");
        assert_eq!(lines[25], "```rust,should_panic");
        let fences = lines.iter().filter(|line| line.starts_with("```")).count();
        assert_eq!(fences, 6, "{text}");
        assert!(!text.contains("print") && !text.contains("a -> b"));
    }

    #[test]
    fn blocks_can_be_shared_out() {
        let (companions, chapter) = (companions(), chapter(PAGE));
        let linked = |block: &RustBlock| !companions.used_by(&block.code).is_empty();
        assert_eq!(
            markdown(&chapter, &companions, linked)
                .matches("```rust")
                .count(),
            1
        );
        assert_eq!(
            markdown(&chapter, &companions, |block| !linked(block))
                .matches("```rust")
                .count(),
            2
        );
    }

    #[test]
    fn crates_are_named_behind_what_must_stand_in_front() {
        let crates = |code: &str| with_crates(code, &["gc"]);
        assert_eq!(crates("gc::run();\n"), "extern crate gc; gc::run();\n");
        assert_eq!(
            crates("#![allow(unused)]\n\n  gc::run();\n"),
            "#![allow(unused)]\n\n  extern crate gc; gc::run();\n"
        );
        assert_eq!(
            crates("# #![allow(unused)]\n# gc::run();\n"),
            "# #![allow(unused)]\n# extern crate gc; gc::run();\n"
        );
        assert_eq!(
            crates("#\ngc::run();\n"),
            "# extern crate gc; \ngc::run();\n"
        );
        assert_eq!(
            crates("##[test]\nfn f() {}\n"),
            "extern crate gc; #[test]\nfn f() {}\n"
        );
        assert_eq!(crates("extern crate gc;\n"), "extern crate gc;\n");
    }

    #[test]
    fn a_block_with_fences_in_it_gets_a_longer_fence() {
        let block = RustBlock {
            line: 1,
            span: 0..0,
            code: "// ````\n".into(),
            expect: Expect::Run,
            edition2024: false,
        };
        assert_eq!(fenced(&block, &companions()), "`````rust\n// ````\n`````\n");
    }
}
