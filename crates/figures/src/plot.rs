//! [`Plot`]: lines over a common axis, in panels one above the other.
//!
//! `plotters` chooses the ticks and maps numbers to places. What it draws goes through [`Pen`],
//! a backend that hands it to a [`Canvas`]: the colours that `plotters` carries are names in disguise.

use std::convert::Infallible;
use std::ops::Range;

use plotters::prelude::{ChartBuilder, IntoDrawingArea, LineSeries, RGBColor, ShapeStyle};
use plotters::style::{IntoFont, TextStyle};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use crate::canvas::{Anchor, Canvas, Ink, TEXT, Text, WIDTH, width};

/// Steps of the grid that `plotters` draws on, in one unit: its places are whole numbers.
const FINE: f64 = 10.0;

/// Height of the numbers along the axes, in units.
const NUMBERS: f64 = 15.0;

/// Room for a panel's title, above it.
const TITLE: f64 = 26.0;

/// Room for the words above upright lines.
const WORDS: f64 = 16.0;

/// Room between two panels.
const GAP: f64 = 16.0;

/// Room for the numbers below the last panel.
const FOOT: f64 = 22.0;

/// Room for the name of the common axis.
const AXIS: f64 = 22.0;

/// A line in a panel.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// What stands at its end; nothing if the panel's title names it.
    pub(crate) label: String,
    /// Its points, from left to right.
    pub(crate) points: Vec<(f64, f64)>,
    /// Which of the series it is: colour, dashes and marks follow.
    pub(crate) series: usize,
    /// Whether each point has a mark.
    pub(crate) marked: bool,
    /// Above which place its name stands, and which end of it, if it isn't to stand behind the line's end.
    pub(crate) named_at: Option<(f64, Anchor)>,
}

impl Line {
    /// A line with a name at its end, without marks.
    pub(crate) fn new(label: &str, points: Vec<(f64, f64)>, series: usize) -> Line {
        Line {
            label: label.to_owned(),
            points,
            series,
            marked: false,
            named_at: None,
        }
    }

    /// The same with a mark at each point.
    pub(crate) fn marked(self) -> Line {
        Line {
            marked: true,
            ..self
        }
    }

    /// The same with its name in the field, above this place of the common axis, and not at its end.
    pub(crate) fn named_at(self, x: f64, anchor: Anchor) -> Line {
        Line {
            named_at: Some((x, anchor)),
            ..self
        }
    }

    /// Its height at a place of the common axis, between its points.
    fn height(&self, x: f64) -> Option<f64> {
        let after = self.points.iter().position(|point| point.0 >= x)?;
        let (right, left) = (self.points[after], self.points[after.saturating_sub(1)]);
        let part = if right.0 > left.0 {
            (x - left.0) / (right.0 - left.0)
        } else {
            1.0
        };
        Some(left.1 + (right.1 - left.1) * part)
    }
}

/// An upright line with a word above it.
#[derive(Clone, Debug)]
pub(crate) struct Upright {
    /// Where, on the common axis.
    pub(crate) x: f64,
    /// The word.
    pub(crate) text: String,
}

/// One field with an upright axis of its own.
#[derive(Clone, Debug)]
pub(crate) struct Panel {
    /// What its upright axis measures.
    pub(crate) title: String,
    /// The ends of its upright axis.
    pub(crate) y: Range<f64>,
    /// About how many numbers stand on that axis.
    pub(crate) ticks: usize,
    /// Height of the field, in units.
    pub(crate) height: f64,
    pub(crate) lines: Vec<Line>,
    pub(crate) uprights: Vec<Upright>,
}

/// Lines over a common axis.
#[derive(Clone, Debug)]
pub(crate) struct Plot {
    /// What the common axis measures.
    pub(crate) axis: String,
    /// Its ends.
    pub(crate) x: Range<f64>,
    /// About how many numbers stand on it.
    pub(crate) ticks: usize,
    pub(crate) panels: Vec<Panel>,
}

impl Panel {
    /// Room above its field.
    fn head(&self) -> f64 {
        if self.uprights.is_empty() {
            TITLE
        } else {
            TITLE + WORDS
        }
    }
}

impl Plot {
    /// Its height, in units.
    pub(crate) fn height(&self) -> f64 {
        let panels: f64 = self
            .panels
            .iter()
            .map(|panel| panel.head() + panel.height + GAP)
            .sum();
        panels - GAP + FOOT + AXIS
    }

    /// Draws it.
    pub(crate) fn draw(&self) -> Canvas {
        let mut canvas = Canvas::new();
        let labels = self.panels.iter().flat_map(|panel| &panel.lines);
        let right = labels
            .filter(|line| line.named_at.is_none())
            .map(|line| width(&line.label, TEXT))
            .fold(6.0, f64::max)
            + 10.0;
        // The last number on the common axis may stand half behind its end.
        let right = right.max(width(&thousands(self.x.end), NUMBERS) / 2.0 + 2.0);
        let left = self
            .panels
            .iter()
            .flat_map(|panel| [panel.y.start, panel.y.end])
            .map(|y| width(&thousands(y), NUMBERS))
            .fold(0.0, f64::max)
            + 8.0;
        let mut top = 0.0;
        for (index, panel) in self.panels.iter().enumerate() {
            let is_last = index + 1 == self.panels.len();
            let field = Field {
                left,
                right,
                top: top + panel.head(),
                foot: if is_last { FOOT } else { 0.0 },
            };
            canvas.text(Text::new(2.0, top + TEXT + 3.0, &panel.title));
            self.field(&mut canvas, panel, field);
            top += panel.head() + panel.height + GAP;
        }
        canvas.text(
            Text::new(WIDTH - right, top - GAP + FOOT + TEXT, &self.axis)
                .anchor(Anchor::End)
                .ink(Ink::Muted),
        );
        canvas
    }

    /// Draws one panel below its title.
    fn field(&self, canvas: &mut Canvas, panel: &Panel, field: Field) {
        let scale = fine(canvas, self, panel, &field);
        for upright in &panel.uprights {
            let (x, y) = scale(upright.x, panel.y.end);
            let (_, bottom) = scale(upright.x, panel.y.start);
            canvas.path(
                &format!("M{x:.1} {y:.1}L{x:.1} {bottom:.1}"),
                Ink::Strong,
                1.2,
                "3 3",
            );
            canvas.text(
                Text::new(x, y - 4.0, &upright.text)
                    .anchor(Anchor::Middle)
                    .size(NUMBERS),
            );
        }
        let mut labels: Vec<(f64, f64, &Line)> = Vec::new();
        for line in &panel.lines {
            if line.marked {
                for &(x, y) in &line.points {
                    canvas.mark(scale(x, y), line.series);
                }
            }
            if let Some((at, anchor)) = line.named_at {
                let height = line.height(at).unwrap_or(panel.y.start);
                let (x, y) = scale(at, height);
                canvas.text(
                    Text::new(x, y - 9.0, &line.label)
                        .anchor(anchor)
                        .ink(Ink::Series(line.series)),
                );
            } else if let Some(&(x, y)) = line.points.last() {
                let (x, y) = scale(x, y);
                labels.push((x, y, line));
            }
        }
        // Lines that end side by side have their names one below the other.
        labels.sort_by(|a, b| a.1.total_cmp(&b.1));
        let mut lowest = f64::MIN;
        for (x, y, line) in labels {
            let y = (y + TEXT * 0.35).max(lowest + TEXT * 1.1);
            lowest = y;
            canvas.text(Text::new(x + 7.0, y, &line.label).ink(Ink::Series(line.series)));
        }
    }
}

/// Where a panel's field lies.
struct Field {
    left: f64,
    right: f64,
    top: f64,
    foot: f64,
}

/// Lets `plotters` draw axes and lines, and gives its map from numbers to places.
fn fine(
    canvas: &mut Canvas,
    plot: &Plot,
    panel: &Panel,
    field: &Field,
) -> impl Fn(f64, f64) -> (f64, f64) + use<> {
    let height = panel.height + field.foot;
    let pen = Pen {
        canvas,
        top: field.top,
        size: (steps(WIDTH), steps(height)),
    };
    let muted = disguise(Ink::Muted);
    let numbers = TextStyle::from(("sans-serif", NUMBERS * FINE).into_font()).color(&muted);
    let area = pen.into_drawing_area();
    let mut chart = ChartBuilder::on(&area)
        .margin_right(steps(field.right))
        .margin_top(steps(1.0))
        .x_label_area_size(steps(field.foot))
        .y_label_area_size(steps(field.left))
        .build_cartesian_2d(plot.x.clone(), panel.y.clone())
        .unwrap_or_else(|never| unreachable!("the pen takes everything: {never}"));
    let drawn = chart
        .configure_mesh()
        .disable_x_mesh()
        .x_labels(plot.ticks)
        .y_labels(panel.ticks)
        .max_light_lines(1)
        .bold_line_style(style(Ink::Rule, 1.0))
        .light_line_style(style(Ink::Rule, 1.0))
        .axis_style(style(Ink::Muted, 1.0))
        .label_style(numbers)
        .set_all_tick_mark_size(steps(4.0))
        .x_label_formatter(&|x| thousands(*x))
        .y_label_formatter(&|y| thousands(*y))
        .draw();
    drawn.unwrap_or_else(|never| unreachable!("the pen takes everything: {never}"));
    for line in &panel.lines {
        let series = LineSeries::new(
            line.points.iter().copied(),
            style(Ink::Series(line.series), 2.0),
        );
        chart
            .draw_series(series)
            .unwrap_or_else(|never| unreachable!("the pen takes everything: {never}"));
    }
    // Places are linear in the numbers, so two of them say all.
    let (x, y) = (plot.x.clone(), panel.y.clone());
    let low = chart.backend_coord(&(x.start, y.start));
    let high = chart.backend_coord(&(x.end, y.end));
    let top = field.top;
    move |at, up| {
        let part =
            |value: f64, range: &Range<f64>| (value - range.start) / (range.end - range.start);
        let across = f64::from(low.0) + f64::from(high.0 - low.0) * part(at, &x);
        let down = f64::from(low.1) + f64::from(high.1 - low.1) * part(up, &y);
        (across / FINE, top + down / FINE)
    }
}

/// A length in the steps that `plotters` draws on.
fn steps(length: f64) -> u32 {
    // A length is never negative and never near the end of `u32`.
    (length * FINE).round() as u32
}

/// A number with a space between its thousands, and none after the decimal point unless it is needed.
pub(crate) fn thousands(value: f64) -> String {
    let whole = format!("{}", (value * 1000.0).round() / 1000.0);
    let (digits, rest) = match whole.split_once('.') {
        Some((digits, rest)) => (digits, format!(".{rest}")),
        None => (whole.as_str(), String::new()),
    };
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) && !text.ends_with('-') {
            // A space that doesn't break.
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    text + &rest
}

/// An ink as a colour that `plotters` can carry.
fn disguise(ink: Ink) -> RGBColor {
    let [red, green] = match ink {
        Ink::Strong => [0, 0],
        Ink::Muted => [1, 0],
        Ink::Rule => [2, 0],
        Ink::Sheet => [3, 0],
        Ink::Word => [5, 0],
        Ink::Series(n) => [4, u8::try_from(n % crate::canvas::SERIES).unwrap_or(0)],
    };
    RGBColor(red, green, 0)
}

/// The ink behind a colour.
fn undisguise(color: BackendColor) -> Ink {
    match color.rgb {
        (1, ..) => Ink::Muted,
        (2, ..) => Ink::Rule,
        (3, ..) => Ink::Sheet,
        (5, ..) => Ink::Word,
        (4, n, _) => Ink::Series(usize::from(n)),
        _ => Ink::Strong,
    }
}

fn style(ink: Ink, thick: f64) -> ShapeStyle {
    ShapeStyle::from(disguise(ink)).stroke_width(steps(thick))
}

/// A backend of `plotters` that draws on a [`Canvas`], from a height downwards.
struct Pen<'a> {
    canvas: &'a mut Canvas,
    top: f64,
    size: (u32, u32),
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl Pen<'_> {
    fn place(&self, (x, y): BackendCoord) -> (f64, f64) {
        (f64::from(x) / FINE, self.top + f64::from(y) / FINE)
    }
}

impl DrawingBackend for Pen<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        let place = self.place(point);
        self.canvas.dot(place, 0.5 / FINE, undisguise(color));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let points: Vec<_> = path.into_iter().map(|point| self.place(point)).collect();
        let thick = f64::from(style.stroke_width()) / FINE;
        self.canvas.line(&points, undisguise(style.color()), thick);
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        let (x, y) = self.place(at);
        let size = style.size() / FINE;
        let down = match style.anchor().v_pos {
            VPos::Top => 0.75,
            VPos::Center => 0.33,
            VPos::Bottom => 0.0,
        };
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        self.canvas.text(
            Text::new(x, y + down * size, text)
                .size(size)
                .anchor(anchor)
                .ink(undisguise(style.color())),
        );
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let size = style.size() / FINE;
        Ok((steps(width(text, size)), steps(size)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(thousands(0.0), "0");
        assert_eq!(thousands(700.0), "700");
        assert_eq!(thousands(26_000.0), "26\u{a0}000");
        assert_eq!(thousands(1_234_567.0), "1\u{a0}234\u{a0}567");
        assert_eq!(thousands(0.5), "0.5");
        assert_eq!(thousands(-100.0), "-100");
    }

    #[test]
    fn an_ink_is_the_same_on_the_other_side_of_plotters() {
        let inks = [Ink::Strong, Ink::Word, Ink::Muted, Ink::Rule, Ink::Sheet];
        for ink in inks
            .into_iter()
            .chain((0..crate::canvas::SERIES).map(Ink::Series))
        {
            let RGBColor(red, green, blue) = disguise(ink);
            let rgb = (red, green, blue);
            assert_eq!(undisguise(BackendColor { alpha: 1.0, rgb }), ink);
        }
    }

    #[test]
    fn a_line_runs_from_corner_to_corner_and_bears_its_name() {
        let plot = Plot {
            axis: "time".into(),
            x: 0.0..10.0,
            ticks: 3,
            panels: vec![Panel {
                title: "height".into(),
                y: 0.0..100.0,
                ticks: 3,
                height: 100.0,
                lines: vec![Line::new("up", vec![(0.0, 0.0), (10.0, 100.0)], 1).marked()],
                uprights: vec![],
            }],
        };
        let body = plot.draw().into_body();
        let dash = Ink::Series(1).dash();
        assert!(
            body.contains(&format!("stroke-dasharray=\"{dash}\"")),
            "{body}"
        );
        for text in [
            ">time</text>",
            ">height</text>",
            ">up</text>",
            ">100</text>",
        ] {
            assert!(body.contains(text), "{text}: {body}");
        }
        // One mark for each point, and they are squares.
        assert_eq!(body.matches("<polygon class=\"lm-s1\"").count(), 2);
    }
}
