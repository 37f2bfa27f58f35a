//! Listings: the real source of a companion crate, shown by anchor.

use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::include::{self, AnchorError, Directive, anchored};
use crate::text::inside;

/// A mechanism shown from a crate's source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The line of the directive, from 1.
    pub line: usize,
    /// The bytes of the paragraph in the page, without the newline that ends it.
    pub span: Range<usize>,
    /// The file, relative to the root of the book.
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

/// Takes the lines that `directive` shows from the book under `root`.
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
