//! Who prints what: a Python block's outputs, sorted by version and by text.

use blocks::range::Piece;
use blocks::{Book, Chapter, Divergence, Minor, PythonBlock};

/// One cell of the version strip: some patches of a minor release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The patches it stands for.
    pub piece: Piece,
    /// Which of the distinct texts they print, or `None` where the block claims
    /// nothing about them.
    pub text: Option<usize>,
}

/// What a block prints, by version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versions<'a> {
    /// A cell for each minor release of the book, and more than one where the
    /// patches of one print different texts; oldest first.
    pub cells: Vec<Cell>,
    /// The distinct texts, in the order in which the versions first print them.
    pub texts: Vec<&'a str>,
    /// Where our own runtime parts from CPython; `None` where nothing is said of it.
    pub ours: Option<Vec<&'a Divergence>>,
}

impl<'a> Versions<'a> {
    /// Sorts the outputs of `block` over the minor releases of the book.
    ///
    /// # Errors
    ///
    /// A message, when no output covers a version that the block claims.
    pub fn of(block: &'a PythonBlock, minors: &[Minor]) -> Result<Self, String> {
        let mut cells: Vec<Cell> = Vec::new();
        let mut texts: Vec<&str> = Vec::new();
        for &minor in minors {
            if !block.claims.contains(&minor) {
                cells.push(Cell {
                    piece: Piece::whole(minor),
                    text: None,
                });
                continue;
            }
            let mut pieces: Vec<(Piece, &str)> = block
                .outputs
                .iter()
                .filter_map(|output| Some((output.range.within(minor)?, output.text.as_str())))
                .collect();
            pieces.sort();
            if pieces.is_empty() {
                return Err(format!("no output covers {minor}, which the block claims"));
            }
            let first = cells.len();
            for (piece, text) in pieces {
                let text = texts
                    .iter()
                    .position(|&known| known == text)
                    .unwrap_or_else(|| {
                        texts.push(text);
                        texts.len() - 1
                    });
                match cells[first..].last_mut() {
                    // Two outputs that say the same make one cell.
                    Some(cell) if cell.text == Some(text) => cell.piece.last = piece.last,
                    _ => cells.push(Cell {
                        piece,
                        text: Some(text),
                    }),
                }
            }
        }
        if texts.is_empty() {
            return Err("the block claims no version of this book".to_owned());
        }
        Ok(Versions {
            cells,
            texts,
            ours: None,
        })
    }

    /// The same, with what the list of divergences says of the block.
    #[must_use]
    pub fn with(self, ours: Vec<&'a Divergence>) -> Self {
        Versions {
            ours: Some(ours),
            ..self
        }
    }

    /// Whether our own runtime prints something else there; `None` where nothing is said of it.
    pub fn parts(&self, cell: &Cell) -> Option<bool> {
        let rows = self.ours.as_ref()?;
        let releases = rows.iter().flat_map(|row| &row.releases);
        let mut of = releases.filter(|release| release.minor == cell.piece.minor);
        Some(of.any(|release| match release.patch {
            None => cell.piece.last == u8::MAX,
            Some(patch) => (cell.piece.first..=cell.piece.last).contains(&patch),
        }))
    }

    /// Whether two versions print different texts.
    pub fn differ(&self) -> bool {
        self.texts.len() > 1
    }

    /// The versions that print the text of that number, in words:
    /// `3.8 to 3.11 and 3.14`.
    pub fn printing(&self, text: usize) -> String {
        self.where_text_is(Some(text))
    }

    /// The versions that the block claims nothing about, in words, or an empty string.
    pub fn absent(&self) -> String {
        self.where_text_is(None)
    }

    /// The first and the last piece that the block claims.
    pub fn ends(&self) -> Option<(Piece, Piece)> {
        let mut claimed = self.cells.iter().filter(|cell| cell.text.is_some());
        let first = claimed.next()?;
        let last = claimed.next_back().unwrap_or(first);
        Some((first.piece, last.piece))
    }

    fn where_text_is(&self, text: Option<usize>) -> String {
        let runs: Vec<String> = self
            .cells
            .chunk_by(|a, b| a.text == b.text)
            .filter(|run| run[0].text == text)
            .map(|run| match run {
                [only] => only.piece.to_string(),
                [first, last] if is_whole(first.piece) && is_whole(last.piece) => {
                    format!("{} and {}", first.piece, last.piece)
                }
                [first, .., last] => format!("{} to {}", start(first.piece), end(last.piece)),
                [] => String::new(),
            })
            .collect();
        match runs.as_slice() {
            [] => String::new(),
            [only] => only.clone(),
            // A run may have an "and" of its own, so a comma parts them.
            [first @ .., last] => format!("{}, and {last}", first.join(", ")),
        }
    }
}

/// Who prints what, our own runtime among them: `program` is the block's number on its page, from 1.
///
/// # Errors
///
/// As [`Versions::of`].
pub fn known<'a>(
    book: &'a Book,
    chapter: &Chapter,
    block: &'a PythonBlock,
    program: usize,
) -> Result<Versions<'a>, String> {
    let versions = Versions::of(block, &book.minors)?;
    Ok(match &book.divergences {
        Some(list) => versions.with(list.of(&chapter.name, program).collect()),
        None => versions,
    })
}

fn is_whole(piece: Piece) -> bool {
    piece == Piece::whole(piece.minor)
}

/// Where a run of versions begins, in words.
pub fn start(piece: Piece) -> String {
    match piece.first {
        0 => piece.minor.to_string(),
        first => format!("{}.{first}", piece.minor),
    }
}

/// Where a run of versions ends, in words.
pub fn end(piece: Piece) -> String {
    match piece.last {
        u8::MAX => piece.minor.to_string(),
        last => format!("{}.{last}", piece.minor),
    }
}

/// A cell's label, as short as it can be: `3.14`, `3.14.0–4`, `3.14.5+`.
pub fn short(piece: Piece) -> String {
    let Piece { minor, first, last } = piece;
    match (first, last) {
        (0, u8::MAX) => minor.to_string(),
        (first, u8::MAX) => format!("{minor}.{first}+"),
        (first, last) if first == last => format!("{minor}.{first}"),
        (first, last) => format!("{minor}.{first}–{last}"),
    }
}

/// The letter of the text of that number: A, B, … Z, then A2, B2, …
pub fn letter(text: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(text % 26).unwrap_or(0));
    match text / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{}", round + 1),
    }
}
