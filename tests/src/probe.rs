//! Finding out which functions a crate's tests reach.
//!
//! A listing promises that its code is tested. To hold the promise to account,
//! the functions shown in listings get one extra statement each, in a copy of
//! the workspace under `target/`. The statement leaves a file behind when it
//! is first reached. Then the copy's tests run, and the files say what they
//! reached.
//!
//! Copying costs a second build of the companion crates, but it needs nothing
//! beyond Cargo, and unlike coverage data its format can't change.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// A function that a listing shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Function {
    /// Its file, relative to the root of the checkout.
    pub file: PathBuf,
    /// The line of its name, from 1.
    pub line: usize,
    /// Its name, without a path.
    pub name: String,
    /// Whether it is a `const fn`.
    pub is_const: bool,
}

impl Function {
    /// The name of the file that its probe leaves behind.
    pub fn mark(&self) -> String {
        let file = self.file.to_string_lossy().replace(['/', '\\'], "-");
        format!("{file}-{}-{}", self.line, self.name)
    }
}

/// Source text with a probe in each function that begins in one of `ranges`
/// (first and last line, both included), and the functions that got one.
///
/// The text keeps its lines: a probe stands on the line of the brace it follows.
/// With `drop_const` every `const fn` of the file stops being `const`, because
/// one that gets a probe must, and so must the ones that call it.
///
/// # Errors
///
/// When `source` is not a Rust file.
pub fn instrument(
    file: &Path,
    source: &str,
    ranges: &[(usize, usize)],
    drop_const: bool,
    marks: &Path,
) -> syn::Result<(String, Vec<Function>)> {
    let mut finder = Finder {
        file,
        ranges,
        drop_const,
        functions: Vec::new(),
        edits: Vec::new(),
    };
    finder.visit_file(&syn::parse_file(source)?);
    let Finder {
        functions, edits, ..
    } = finder;

    let lines: Vec<&str> = source.split_inclusive('\n').collect();
    // Edits are keyed by position and applied from the end, so that an earlier
    // one doesn't move a later one.
    let mut ordered: BTreeMap<(usize, usize), Edit> = BTreeMap::new();
    for (position, edit) in edits {
        ordered.insert(position, edit);
    }
    let mut lines: Vec<String> = lines.into_iter().map(str::to_owned).collect();
    for ((line, column), edit) in ordered.into_iter().rev() {
        let text = &mut lines[line - 1];
        let at = text
            .char_indices()
            .nth(column)
            .map_or(text.len(), |(index, _)| index);
        match edit {
            Edit::Probe(function) => {
                let mark = marks.join(function.mark());
                text.insert_str(
                    at,
                    &format!(
                        " {{ static REACHED: ::std::sync::Once = ::std::sync::Once::new(); \
                         REACHED.call_once(|| {{ let _ = ::std::fs::write({mark:?}, \"\"); }}); }}",
                    ),
                );
            }
            Edit::DropConst => text.replace_range(at..at + "const".len(), "     "),
        }
    }
    Ok((lines.concat(), functions))
}

/// One change to a line.
enum Edit {
    /// Insert the statement that leaves the function's mark.
    Probe(Function),
    /// Blank out the keyword `const`.
    DropConst,
}

/// Collects the functions whose name lies in one of the ranges.
struct Finder<'a> {
    file: &'a Path,
    ranges: &'a [(usize, usize)],
    drop_const: bool,
    functions: Vec<Function>,
    /// Keyed by line (from 1) and column (from 0, in characters).
    edits: Vec<((usize, usize), Edit)>,
}

impl Finder<'_> {
    fn found(&mut self, signature: &syn::Signature, block: &syn::Block) {
        if let Some(keyword) = &signature.constness
            && self.drop_const
        {
            let start = keyword.span().start();
            self.edits
                .push(((start.line, start.column), Edit::DropConst));
        }
        let line = signature.ident.span().start().line;
        let shown = self
            .ranges
            .iter()
            .any(|&(first, last)| first <= line && line <= last);
        if !shown {
            return;
        }
        let function = Function {
            file: self.file.to_path_buf(),
            line,
            name: signature.ident.to_string(),
            is_const: signature.constness.is_some(),
        };
        let brace = block.brace_token.span.open().end();
        self.edits
            .push(((brace.line, brace.column), Edit::Probe(function.clone())));
        self.functions.push(function);
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.found(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.found(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.found(&item.sig, block);
        }
        visit::visit_trait_item_fn(self, item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "\
pub struct Pair(u8, u8);

impl Pair {
    pub const fn sum(&self) -> u8 {
        self.0 + self.1
    }
}

fn outside() {}
";

    #[test]
    fn a_probe_stands_in_each_function_of_the_range_and_moves_no_line() {
        let (text, functions) = instrument(
            Path::new("src/pair.rs"),
            SOURCE,
            &[(3, 7)],
            true,
            Path::new("marks"),
        )
        .expect("the source is Rust");
        let names: Vec<_> = functions
            .iter()
            .map(|f| (f.name.as_str(), f.line))
            .collect();
        assert_eq!(names, [("sum", 4)]);
        assert_eq!(text.lines().count(), SOURCE.lines().count());
        assert!(text.contains("marks/src-pair.rs-4-sum"), "{text}");
        assert!(!text.contains("const fn sum"), "{text}");
        assert!(text.contains("fn outside() {}"), "{text}");
        syn::parse_file(&text).expect("the text is still Rust");
    }
}
