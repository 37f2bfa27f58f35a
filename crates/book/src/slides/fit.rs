//! How large a slide can be set, and whether it fits at all.
//!
//! A slide is 1280 by 720 units of CSS and is scaled to the screen as a whole. So what
//! fits there fits everywhere, and it can be computed: code has a font whose letters are all
//! as wide, and prose is taken to be a little wider than it is.

use std::fmt::Write as _;

/// Width and height of a slide, in pixels of CSS.
pub const SLIDE: (u32, u32) = (1280, 720);
/// What stays free beside, above, and below the content.
const SIDE: u32 = 64;
const ABOVE: u32 = 36;
const BELOW: u32 = 44;
/// The title: size of its letters, and height of one of its lines.
const TITLE: (u32, u32) = (40, 48);
/// Between the title and what stands below it.
const UNDER_TITLE: u32 = 16;
/// Between two items, and between two columns.
const GAP: u32 = 20;
/// The smallest text of a slide: captions, versions.
const LABEL: u32 = 20;
/// The room for content, side to side.
const ROOM: u32 = SLIDE.0 - 2 * SIDE;
/// Code: free room in its box above and below together, and left and right together.
const CODE_BOX: (u32, u32) = (30, 46);
/// The line that says what a listing or a Rust block is.
const CAPTION: u32 = 38;
/// The narrowest column that text may have.
const NARROWEST: u32 = 330;
/// A figure's text is 15 units of its drawing, and must be [`LABEL`] high.
const FIGURE_SCALE: f64 = LABEL as f64 / 15.0;
/// Width of every figure's drawing, in its units.
const FIGURE_WIDTH: f64 = 460.0;
/// A diagram smaller than this says nothing.
const DIAGRAM: u32 = 220;

/// Sizes of letters that a slide may have, in pixels: code, and prose. The largest that
/// fits is taken; the smallest can be read from the last row.
const SIZES: [(u32, u32); 7] = [
    (34, 38),
    (31, 35),
    (28, 32),
    (26, 30),
    (24, 28),
    (22, 26),
    (20, 25),
];

/// What an item needs.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Code, by its lines and its longest line.
    Code {
        /// How many lines.
        lines: u32,
        /// Letters in the longest.
        columns: u32,
        /// Whether a line above it says what it is.
        caption: bool,
    },
    /// What a program prints.
    Printed {
        /// Lines of the longest text.
        lines: u32,
        /// Letters in the longest line.
        columns: u32,
        /// Letters on each cell of the version strip; none where all versions agree.
        cells: Vec<u32>,
        /// Letters of the sentence on versions that are absent.
        reason: u32,
    },
    /// Paragraphs, or the entries of a list: how many letters each has.
    Text {
        /// Letters of each.
        paragraphs: Vec<u32>,
        /// Whether they stand behind a mark or a number.
        list: bool,
    },
    /// A table: for each row, how many letters each cell has.
    Table(Vec<Vec<u32>>),
    /// A figure, by the height of its drawing in its own units.
    Figure(f64),
    /// A diagram, whose size is known when it is drawn.
    Diagram,
}

/// How a slide is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// The height of code's letters, in pixels.
    pub code: u32,
    /// The height of prose's letters, in pixels.
    pub prose: u32,
    /// The width of the code's column, in pixels, where the rest stands beside it.
    pub beside: Option<u32>,
}

impl Fit {
    /// As the `style` of the slide.
    pub fn style(&self) -> String {
        let mut style = format!(
            "--deck-code:{}px;--deck-code-line:{}px;--deck-prose:{}px",
            self.code,
            code_line(self.code),
            self.prose
        );
        if let Some(width) = self.beside {
            // Writing to a `String` can't fail.
            let _ = write!(style, ";--deck-left:{width}px");
        }
        style
    }
}

/// The measures as CSS, so that they stand in one place.
pub fn measures() -> String {
    format!(
        ":root{{--deck-width:{}px;--deck-height:{}px;--deck-side:{SIDE}px;--deck-above:{ABOVE}px;\
         --deck-below:{BELOW}px;--deck-title:{}px;--deck-title-line:{}px;--deck-under-title:{UNDER_TITLE}px;\
         --deck-gap:{GAP}px;--deck-label:{LABEL}px}}",
        SLIDE.0, SLIDE.1, TITLE.0, TITLE.1
    )
}

fn code_line(size: u32) -> u32 {
    // 1.32, rounded to the nearest pixel.
    (size * 33 + 12) / 25
}

/// Whether a title of so many letters has more than one line, and how high it is.
fn title_height(letters: u32) -> u32 {
    lines_of(letters, ROOM, TITLE.0) * TITLE.1
}

/// How many lines prose of so many letters takes at most.
fn lines_of(letters: u32, width: u32, size: u32) -> u32 {
    // A letter is half as wide as high, and a line is left early for the sake of a word.
    let per_line = (width * 2 / size).saturating_sub(3).max(1);
    letters.div_ceil(per_line).max(1)
}

/// Letters of code that fit side by side.
fn columns_in(width: u32, size: u32) -> u32 {
    // IBM Plex Mono: 0.6 of its height.
    width.saturating_sub(CODE_BOX.1) * 5 / (size * 3)
}

fn width_of(columns: u32, size: u32) -> u32 {
    (columns * size * 3).div_ceil(5) + CODE_BOX.1
}

/// The height of an item in a column, or `None` when it is too wide for it.
fn height(shape: &Shape, width: u32, (code, prose): (u32, u32)) -> Option<u32> {
    Some(match shape {
        Shape::Code {
            lines,
            columns,
            caption,
        } => {
            if *columns > columns_in(width, code) {
                return None;
            }
            lines * code_line(code) + CODE_BOX.0 + if *caption { CAPTION } else { 0 }
        }
        Shape::Printed {
            lines,
            columns,
            cells,
            reason,
        } => {
            if *columns > columns_in(width, code) {
                return None;
            }
            let strip = if cells.is_empty() {
                36
            } else {
                36 + strip_rows(cells, width) * 49 + 18 + 34
            };
            let reason = match reason {
                0 => 0,
                letters => lines_of(*letters, width - CODE_BOX.1, LABEL) * 28 + 18,
            };
            strip + lines.max(&1) * code_line(code) + 18 + reason
        }
        Shape::Text { paragraphs, list } => {
            let width = if *list { width - 2 * prose } else { width };
            paragraphs
                .iter()
                .map(|letters| lines_of(*letters, width, prose) * (prose * 7).div_ceil(5) + 10)
                .sum()
        }
        Shape::Table(rows) => table_height(rows, width, prose - 2),
        Shape::Figure(high) => {
            if FIGURE_WIDTH * FIGURE_SCALE > f64::from(width) {
                return None;
            }
            // Below a million: a figure's height is some hundred units.
            (high * FIGURE_SCALE).ceil() as u32 + 44
        }
        Shape::Diagram => DIAGRAM,
    })
}

/// How many rows the cells of a strip take.
fn strip_rows(cells: &[u32], width: u32) -> u32 {
    let room = width.saturating_sub(CODE_BOX.1);
    let mut rows = 1;
    let mut used = 0;
    for letters in cells {
        // The version, a space, its letter; padding; the gap.
        let cell = ((letters + 2) * 12 + 18).max(90) + 4;
        if used > 0 && used + cell > room {
            rows += 1;
            used = 0;
        }
        used += cell;
    }
    rows
}

fn table_height(rows: &[Vec<u32>], width: u32, size: u32) -> u32 {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest: Vec<u32> = (0..columns)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.copied().max().unwrap_or(0).max(3)
        })
        .collect();
    let all: u32 = widest.iter().sum::<u32>().max(1);
    rows.iter()
        .map(|row| {
            let lines = row.iter().zip(&widest).map(|(letters, widest)| {
                let share = (width * widest / all).saturating_sub(20).max(20);
                lines_of(*letters, share, size)
            });
            lines.max().unwrap_or(1) * (size * 27).div_ceil(20) + 15
        })
        .sum()
}

/// Why a slide can't be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooMuch {
    /// The item of that number is too large by itself.
    Alone(usize),
    /// All together are too high, by so many lines of code.
    Together(u32),
}

/// Sets a slide with a title of so many letters, as large as it can be.
///
/// # Errors
///
/// When it doesn't fit even at the smallest size.
pub fn fit(title: u32, items: &[&Shape]) -> Result<Fit, TooMuch> {
    let room = content_height(title);
    for sizes in SIZES {
        let (code, prose) = sizes;
        if stacked(items, sizes).is_some_and(|high| high <= room) {
            return Ok(Fit {
                code,
                prose,
                beside: None,
            });
        }
        if let Some((left, high)) = beside(items, sizes)
            && high <= room
        {
            return Ok(Fit {
                code,
                prose,
                beside: Some(left),
            });
        }
    }
    let smallest = SIZES[SIZES.len() - 1];
    let alone = items
        .iter()
        .position(|shape| height(shape, ROOM, smallest).is_none_or(|high| high > room));
    Err(match alone {
        Some(index) => TooMuch::Alone(index),
        // What fits alone has a height, so the sum is there.
        None => TooMuch::Together(
            stacked(items, smallest)
                .unwrap_or(0)
                .saturating_sub(room)
                .div_ceil(code_line(smallest.0)),
        ),
    })
}

/// What is left below a title of so many letters.
fn content_height(title: u32) -> u32 {
    SLIDE.1 - ABOVE - BELOW - UNDER_TITLE - title_height(title)
}

/// The height of items one below the other.
fn stacked(items: &[&Shape], sizes: (u32, u32)) -> Option<u32> {
    let heights: Option<Vec<u32>> = items
        .iter()
        .map(|shape| height(shape, ROOM, sizes))
        .collect();
    Some(sum(&heights?))
}

fn sum(heights: &[u32]) -> u32 {
    let gaps = u32::try_from(heights.len().saturating_sub(1)).unwrap_or(0);
    heights.iter().sum::<u32>() + gaps * GAP
}

/// The width of the code's column and the height of all, where one program stands at the left
/// and everything else beside it.
fn beside(items: &[&Shape], sizes: (u32, u32)) -> Option<(u32, u32)> {
    let (programs, others): (Vec<&Shape>, Vec<&Shape>) = items
        .iter()
        .copied()
        .partition(|shape| matches!(shape, Shape::Code { .. }));
    let [program @ Shape::Code { columns, .. }] = programs.as_slice() else {
        return None;
    };
    if others.is_empty() {
        return None;
    }
    let left = width_of(*columns, sizes.0).max(NARROWEST);
    let right = ROOM.checked_sub(left + GAP)?;
    if right < NARROWEST {
        return None;
    }
    let heights: Option<Vec<u32>> = others
        .iter()
        .map(|shape| height(shape, right, sizes))
        .collect();
    let high = height(program, left, sizes)?.max(sum(&heights?));
    Some((left, high))
}

/// How much code fits on a slide with a title of one line: lines, and letters in a line.
pub fn most_code(caption: bool) -> (u32, u32) {
    let (code, _) = SIZES[SIZES.len() - 1];
    let room = content_height(1) - CODE_BOX.0 - if caption { CAPTION } else { 0 };
    (room / code_line(code), columns_in(ROOM, code))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(lines: u32, columns: u32) -> Shape {
        Shape::Code {
            lines,
            columns,
            caption: false,
        }
    }

    fn printed(lines: u32) -> Shape {
        Shape::Printed {
            lines,
            columns: 10,
            cells: Vec::new(),
            reason: 0,
        }
    }

    #[test]
    fn little_is_set_large_and_much_is_set_small() {
        let fit = |lines| fit(10, &[&code(lines, 40)]).expect("it fits");
        assert_eq!(fit(5).code, SIZES[0].0);
        let (most, _) = most_code(false);
        assert_eq!(fit(most).code, SIZES[SIZES.len() - 1].0);
        assert!(fit(most - 3).code >= fit(most).code);
    }

    #[test]
    fn the_limits_that_are_told_are_those_that_hold() {
        let (lines, columns) = most_code(false);
        assert!(fit(10, &[&code(lines, columns)]).is_ok());
        assert_eq!(fit(10, &[&code(lines + 1, 10)]), Err(TooMuch::Alone(0)));
        assert_eq!(fit(10, &[&code(1, columns + 1)]), Err(TooMuch::Alone(0)));
    }

    #[test]
    fn the_limits_are_those_that_writers_are_told() {
        let (lines, columns) = most_code(false);
        let told = format!("{lines} lines of code of up to {columns} letters");
        let page = include_str!("../../../../CONTRIBUTING.md");
        assert!(page.contains(&told), "CONTRIBUTING.md doesn't say: {told}");
    }

    #[test]
    fn the_output_goes_beside_a_long_program_if_both_are_narrow() {
        let narrow = fit(10, &[&code(15, 40), &printed(3)]).expect("it fits");
        let left = narrow.beside.expect("beside");
        assert!(left >= width_of(40, narrow.code));
        // Too wide to stand beside anything, and too long to stand above it.
        assert_eq!(
            fit(10, &[&code(16, 75), &printed(3)]),
            Err(TooMuch::Together(1))
        );
        assert_eq!(
            fit(10, &[&code(4, 60), &printed(1)])
                .expect("it fits")
                .beside,
            None
        );
    }

    #[test]
    fn a_figure_that_would_be_too_small_to_read_does_not_fit() {
        assert!(fit(10, &[&Shape::Figure(300.0)]).is_ok());
        assert_eq!(fit(10, &[&Shape::Figure(500.0)]), Err(TooMuch::Alone(0)));
    }

    #[test]
    fn a_title_of_two_lines_takes_room() {
        assert_eq!(title_height(20), TITLE.1);
        assert_eq!(title_height(80), 2 * TITLE.1);
    }

    #[test]
    fn a_long_strip_takes_rows() {
        assert_eq!(strip_rows(&[4; 8], ROOM), 1);
        assert!(strip_rows(&[4; 8], NARROWEST) > 2);
    }
}
