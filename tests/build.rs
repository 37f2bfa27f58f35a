//! Lays the Rust blocks of the book out for rustdoc and for skeptic.
//!
//! Both get the same blocks from the same reader. rustdoc gets each page as it
//! is, with everything blanked out that is not a Rust block, so that a failing
//! line is the page's line. skeptic gets each chapter as one program in which every
//! page is a module and every block a function, because one program compiles faster
//! than fifty.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use blocks::{Book, rust};

fn main() {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("Cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("Cargo sets it"));
    let root = manifest.parent().expect("tests/ stands in the checkout");
    println!("cargo::rerun-if-changed=build.rs");
    for input in ["book.toml", "src"] {
        println!("cargo::rerun-if-changed={}", root.join(input).display());
    }

    let book = match Book::open(root) {
        Ok(book) => book,
        Err(problems) => {
            for problem in problems {
                println!("cargo::error={problem}");
            }
            return;
        }
    };
    // What is wrong with a page is told by the test of the pages, where all of
    // it can be told at once; here a page is taken as far as it can be read.
    let (chapters, _) = book.read_all(&book.entries);

    let mut modules = String::new();
    // The pages of each folder as modules of one program, and the calls of their `main`s.
    let mut programs: BTreeMap<String, (String, String)> = BTreeMap::new();
    for chapter in &chapters {
        for source in &chapter.sources {
            println!("cargo::rerun-if-changed={}", root.join(source).display());
        }
        let module = chapter
            .name
            .trim_end_matches(".md")
            .replace(|letter: char| !letter.is_ascii_alphanumeric(), "_");

        let page = out.join(&chapter.file);
        // rustdoc counts lines from the attribute below, one too few.
        write(&page, &format!("\n{}", rust::as_markdown(chapter)));
        let attribute = format!("#![doc = include_str!({page:?})]\n");
        write(&page.with_extension("rs"), &attribute);
        modules.push_str(&format!(
            "#[path = {:?}]\npub mod {module};\n",
            page.with_extension("rs")
        ));

        if let Some(program) = rust::as_program(chapter) {
            let folder = chapter
                .name
                .split_once('/')
                .map_or("pages", |(folder, _)| folder);
            let (text, calls) = programs.entry(folder.to_owned()).or_default();
            text.push_str(&format!("#[allow(unused)] mod {module} {{\n{program}}}\n"));
            calls.push_str(&format!("    {module}::main();\n"));
        }
    }
    write(&out.join("pages.rs"), &modules);
    let files: Vec<PathBuf> = programs
        .into_iter()
        .map(|(folder, (text, calls))| {
            let file = out.join(format!("{folder}.md"));
            write(
                &file,
                &format!("```rust\n{text}\nfn main() {{\n{calls}}}\n```\n"),
            );
            file
        })
        .collect();
    if files.is_empty() {
        write(&out.join("skeptic-tests.rs"), "");
    } else {
        skeptic::generate_doc_tests(&files);
    }
}

/// Writes a file unless it says the same already, so that nothing is rebuilt
/// for a page that didn't change.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() == Some(text) {
        return;
    }
    fs::create_dir_all(path.parent().expect("a file stands in a folder"))
        .and_then(|()| fs::write(path, text))
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
