//! Listings: the real source of a companion crate, shown by anchor.
//!
//! `{{#listing FILE:ANCHOR}}` shows what stands there. A block `rust,listing=FILE:ANCHOR` has the
//! same lines written out in the page, for a project that holds no crates, and must agree with them.

use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::include::{self, AnchorError, Directive, anchored};
use crate::text::{inside, slashed};

/// A mechanism shown from a crate's source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The line of the directive or the fence, from 1.
    pub line: usize,
    /// The bytes of the paragraph or the fence in the page, without the newline that ends it.
    pub span: Range<usize>,
    /// The file, relative to the folder that holds `crates/`: [`Book::sources`](crate::Book::sources).
    pub file: PathBuf,
    /// The anchor's name.
    pub anchor: String,
    /// The lines shown, dedented, without `ANCHOR` comments.
    pub code: String,
    /// The number of the first line shown, from 1.
    pub first_line: usize,
    /// The number of the last line shown.
    pub last_line: usize,
}

impl Listing {
    /// What is wrong when `written`, the text of a block, isn't what the listing shows: the index
    /// of the first line that differs, from 0, and a message.
    pub fn differs_from(&self, written: &str) -> Option<(usize, String)> {
        if self.code == written {
            return None;
        }
        let (mut real, mut shown) = (self.code.lines(), written.lines());
        let mut index = 0;
        let (expected, got) = loop {
            match (real.next(), shown.next()) {
                (Some(real), Some(shown)) if real == shown => index += 1,
                pair => break pair,
            }
        };
        let quoted = |line: Option<&str>| match line.map(str::trim) {
            None => "no more lines".to_owned(),
            Some("") => "an empty line".to_owned(),
            Some(line) => format!("`{line}`"),
        };
        Some((
            index,
            format!(
                "this listing is not what stands in {} at `{}`: here is {}, there is {}; take what stands there, or make it a rust block of your own, so that it runs",
                slashed(&self.file),
                self.anchor,
                quoted(got),
                quoted(expected)
            ),
        ))
    }
}

/// Takes the lines that `directive` shows from the crates under `root`.
///
/// # Errors
///
/// When the file or the anchor is missing, or nothing stands in the anchor.
pub fn find(
    root: &Path,
    directive: Directive<'_>,
    line: usize,
    span: Range<usize>,
) -> Result<Listing, String> {
    let Some(anchor) = directive.anchor.filter(|anchor| !anchor.is_empty()) else {
        return Err(format!(
            "a listing names an anchor: {{{{#listing {}:NAME}}}}",
            directive.file
        ));
    };
    let file = inside(Path::new(directive.file))
        .ok_or_else(|| format!("`{}` lies outside the book", directive.file))?;
    let source = include::read(root, &file)?.ok_or_else(|| {
        format!(
            "there is no file {} (a listing's file is named from the root of the book)",
            directive.file
        )
    })?;
    let excerpt = anchored(&source, anchor).map_err(|error: AnchorError| {
        format!("the anchor `{anchor}` of {} {error}", directive.file)
    })?;
    Ok(Listing {
        line,
        span,
        file,
        anchor: anchor.to_owned(),
        code: excerpt.text,
        first_line: *excerpt.lines.start(),
        last_line: *excerpt.lines.end(),
    })
}
