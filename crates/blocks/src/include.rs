//! Text taken from other files: `{{#include file:anchor}}`.
//!
//! The directives and the `ANCHOR` comments are mdBook's
//! (`mdbook-driver`, `builtin_preprocessors/links`), with three differences:
//! what is missing is an error, what is taken is dedented, and line numbers
//! instead of an anchor are refused, because lines move.

use std::fmt;
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use crate::text::{dedent, inside, slashed};

/// Lines of a file, taken out by anchor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The lines, dedented, without `ANCHOR` comments. Each ends in a newline.
    pub text: String,
    /// The numbers of the first and last line taken, from 1.
    pub lines: RangeInclusive<usize>,
}

/// Why an anchor gives no lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnchorError {
    /// No comment opens it. Carries the anchors that there are.
    Missing(Vec<String>),
    /// No comment closes it.
    Unclosed,
    /// Comments open it on two lines.
    Twice(usize, usize),
    /// Nothing but blank lines stands in it.
    Empty,
}

impl fmt::Display for AnchorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AnchorError::Missing(others) if others.is_empty() => {
                f.write_str("does not exist, nor does any other in that file")
            }
            AnchorError::Missing(others) => {
                write!(f, "does not exist; the file has {}", others.join(", "))
            }
            AnchorError::Unclosed => f.write_str("is never closed; add its ANCHOR_END comment"),
            AnchorError::Twice(first, second) => {
                write!(f, "is opened twice, on lines {first} and {second}")
            }
            AnchorError::Empty => f.write_str("has nothing between its two comments"),
        }
    }
}

/// A comment that opens or closes an anchor.
enum Mark<'a> {
    Open(&'a str),
    Close(&'a str),
}

/// The mark on a line, as mdBook finds it: `ANCHOR: name` or `ANCHOR_END: name`
/// anywhere in the line.
fn mark(line: &str) -> Option<Mark<'_>> {
    let name = |rest: &'_ str| -> usize {
        rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'))
            .unwrap_or(rest.len())
    };
    for (keyword, open) in [("ANCHOR_END:", false), ("ANCHOR:", true)] {
        if let Some(at) = line.find(keyword) {
            let rest = line[at + keyword.len()..].trim_start();
            let name = &rest[..name(rest)];
            if !name.is_empty() {
                return Some(if open {
                    Mark::Open(name)
                } else {
                    Mark::Close(name)
                });
            }
        }
    }
    None
}

/// The lines of `source` between the two comments of `anchor`.
///
/// # Errors
///
/// When the anchor is missing, opened twice, never closed, or empty.
pub fn anchored(source: &str, anchor: &str) -> Result<Excerpt, AnchorError> {
    let mut others: Vec<String> = Vec::new();
    let mut opened: Option<usize> = None;
    let mut closed = false;
    let mut taken: Vec<(usize, &str)> = Vec::new();
    for (index, line) in source.lines().enumerate() {
        let number = index + 1;
        match mark(line) {
            Some(Mark::Open(name)) if name == anchor => match opened {
                Some(first) => return Err(AnchorError::Twice(first, number)),
                None => opened = Some(number),
            },
            Some(Mark::Open(name)) => others.push(name.to_owned()),
            Some(Mark::Close(name)) if name == anchor && opened.is_some() => closed = true,
            Some(Mark::Close(_)) => {}
            None if opened.is_some() && !closed => taken.push((number, line)),
            None => {}
        }
    }
    if opened.is_none() {
        return Err(AnchorError::Missing(others));
    }
    if !closed {
        return Err(AnchorError::Unclosed);
    }
    let blank = |line: &(usize, &str)| line.1.trim().is_empty();
    let Some(first) = taken.iter().position(|line| !blank(line)) else {
        return Err(AnchorError::Empty);
    };
    let last = taken.iter().rposition(|line| !blank(line)).unwrap_or(first);
    let taken = &taken[first..=last];
    let lines: Vec<&str> = taken.iter().map(|(_, line)| *line).collect();
    Ok(Excerpt {
        text: dedent(&lines),
        lines: taken[0].0..=taken[taken.len() - 1].0,
    })
}

/// The lines of `source` without `ANCHOR` comments, dedented.
fn whole(source: &str) -> String {
    let lines: Vec<&str> = source.lines().filter(|line| mark(line).is_none()).collect();
    dedent(&lines)
}

/// Every line of `source`, with those outside `anchor` hidden as rustdoc hides
/// lines, behind `# `.
fn around(source: &str, anchor: &str) -> Result<String, AnchorError> {
    anchored(source, anchor)?;
    let mut text = String::new();
    let mut shown = false;
    for line in source.lines() {
        match mark(line) {
            Some(Mark::Open(name)) if name == anchor => shown = true,
            Some(Mark::Close(name)) if name == anchor => shown = false,
            Some(_) => {}
            None if shown => text.extend([line, "\n"]),
            None => text.extend(["# ", line, "\n"]),
        }
    }
    Ok(text)
}

/// A directive that takes text from a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Directive<'a> {
    /// `include`, `rustdoc_include` or `listing`.
    pub name: &'a str,
    /// The file as it is written.
    pub file: &'a str,
    /// The anchor, where there is a colon.
    pub anchor: Option<&'a str>,
}

impl<'a> Directive<'a> {
    /// Reads `{{#name file:anchor}}` when it is all there is in `line`, but for
    /// white space.
    pub fn alone(line: &'a str) -> Option<Self> {
        let inner = line.trim().strip_prefix("{{#")?.strip_suffix("}}")?;
        if inner.contains("}}") || inner.contains('\n') {
            return None;
        }
        let (name, target) = inner.split_once(char::is_whitespace)?;
        let target = target.trim();
        if target.is_empty() || target.contains(char::is_whitespace) {
            return None;
        }
        let (file, anchor) = match target.split_once(':') {
            Some((file, anchor)) => (file, Some(anchor)),
            None => (target, None),
        };
        Some(Directive { name, file, anchor })
    }
}

/// Where files named by directives are looked for.
#[derive(Clone, Copy, Debug)]
pub struct Folders<'a> {
    /// The root of the book; nothing outside it is read.
    pub root: &'a Path,
    /// The folder of the page, relative to the root.
    pub page: &'a Path,
}

impl Folders<'_> {
    /// The file that `name` means: beside the page, as mdBook has it, or else
    /// from the root of the book. The path is relative to the root.
    ///
    /// # Errors
    ///
    /// When there is no such file, or it lies outside the book; says where it
    /// was looked for.
    pub fn find(&self, name: &str) -> Result<(PathBuf, String), String> {
        let places: Vec<PathBuf> = [self.page.join(name), PathBuf::from(name)]
            .iter()
            .filter_map(|path| inside(path))
            .collect();
        if places.is_empty() {
            return Err(format!("`{name}` lies outside the book"));
        }
        for place in &places {
            if let Some(text) = read(self.root, place)? {
                return Ok((place.clone(), text));
            }
        }
        let mut places: Vec<String> = places.iter().map(|place| slashed(place)).collect();
        places.dedup();
        Err(format!("there is no file {}", places.join(" or ")))
    }
}

/// The text of `path` under `root`, or `None` when there is no such file.
pub(crate) fn read(root: &Path, path: &Path) -> Result<Option<String>, String> {
    let full = root.join(path);
    if !full.is_file() {
        return Ok(None);
    }
    fs::read_to_string(&full)
        .map(Some)
        .map_err(|error| format!("{} can't be read: {error}", slashed(path)))
}

/// A block's text with its includes put in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expanded {
    /// The text.
    pub text: String,
    /// The files that were read, relative to the root.
    pub files: Vec<PathBuf>,
    /// What is wrong: the index of the line in the block, from 0, and a message.
    pub errors: Vec<(usize, String)>,
}

/// Puts in what the includes in `text` name. `rust` tells whether
/// `rustdoc_include` makes sense.
///
/// Included text is dedented, then indented as its directive is. It is not
/// searched for further directives.
pub fn expand(text: &str, folders: Folders<'_>, rust: bool) -> Expanded {
    let mut expanded = Expanded::default();
    for (index, line) in text.lines().enumerate() {
        let directive = Directive::alone(line);
        let included = match directive {
            Some(
                directive @ Directive {
                    name: "include", ..
                },
            ) => one(directive, folders),
            Some(
                directive @ Directive {
                    name: "rustdoc_include",
                    ..
                },
            ) if rust => one(directive, folders),
            _ => {
                if let Some(name) = unexpandable(line) {
                    expanded.errors.push((
                        index,
                        format!("`{{{{#{name}` can't be used here; write {{{{#include file:anchor}}}} alone on its line"),
                    ));
                }
                expanded.text.extend([line, "\n"]);
                continue;
            }
        };
        match included {
            Ok((file, text)) => {
                let indent = &line[..line.len() - line.trim_start().len()];
                for line in text.lines() {
                    if !line.is_empty() {
                        expanded.text.push_str(indent);
                    }
                    expanded.text.extend([line, "\n"]);
                }
                expanded.files.push(file);
            }
            Err(error) => expanded.errors.push((index, error)),
        }
    }
    expanded
}

/// The name of a directive in `line` that mdBook or we would act upon elsewhere.
pub(crate) fn unexpandable(line: &str) -> Option<&str> {
    let (before, after) = line.split_once("{{#")?;
    if before.ends_with('\\') {
        return None;
    }
    let name = after.split([' ', '\t', '}']).next()?;
    matches!(
        name,
        "include" | "rustdoc_include" | "playground" | "playpen" | "title" | "listing" | "figure"
    )
    .then_some(name)
}

fn one(directive: Directive<'_>, folders: Folders<'_>) -> Result<(PathBuf, String), String> {
    let (path, source) = folders.find(directive.file)?;
    let Some(anchor) = directive.anchor else {
        return Ok((path, whole(&source)));
    };
    let numbers = anchor
        .split(':')
        .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if numbers {
        return Err(format!(
            "lines of {} are named by number, and lines move; put ANCHOR comments around them",
            directive.file
        ));
    }
    let text = match directive.name {
        "rustdoc_include" => around(&source, anchor),
        _ => anchored(&source, anchor).map(|excerpt| excerpt.text),
    };
    let text =
        text.map_err(|error| format!("the anchor `{anchor}` of {} {error}", slashed(&path)))?;
    Ok((path, text))
}

#[cfg(test)]
mod tests;
