//! How many arenas stay in use while objects are dropped.

use obmalloc::Obmalloc;
use version::Version;

use crate::canvas::Anchor;
use crate::plot::{Line, Panel, Plot, thousands};
use crate::{Error, Figure, Table};

/// How many objects there are at first, and how many bytes each asks for: cups with three slots, as on the page.
const CUPS: usize = 200_000;
const BYTES: u64 = 56;

/// In one of the runs every cup whose number is a multiple of this is dropped last.
const KEPT: usize = 100;

/// How many cups are dropped between two looks at the arenas.
const STEP: usize = 2_000;

impl From<obmalloc::Error> for Error {
    fn from(error: obmalloc::Error) -> Error {
        Error::Run(error.to_string())
    }
}

/// Makes the cups and drops them in this order; after how many drops there were how many arenas.
fn run(order: impl Iterator<Item = usize>) -> Result<Vec<(usize, usize)>, Error> {
    let mut memory = Obmalloc::new(Version::new(3, 13, 18));
    let cups = (0..CUPS)
        .map(|_| memory.alloc(BYTES))
        .collect::<Result<Vec<_>, _>>()?;
    let mut arenas = vec![(0, memory.stats().arenas_current)];
    for (index, cup) in order.enumerate() {
        memory.free(cups[cup])?;
        if (index + 1) % STEP == 0 {
            arenas.push((index + 1, memory.stats().arenas_current));
        }
    }
    Ok(arenas)
}

pub(super) fn draw() -> Result<Figure, Error> {
    let in_a_row = run(0..CUPS)?;
    let first = (0..CUPS).filter(|cup| cup % KEPT != 0);
    let scattered = run(first.chain((0..CUPS).step_by(KEPT)))?;
    let mut table = Table::new([
        "cups dropped",
        "cups alive",
        "arenas, dropped in a row",
        "arenas, each hundredth last",
    ]);
    for (a, b) in in_a_row.iter().zip(&scattered) {
        // Each tenth look is enough to read, and the last ones, where it happens.
        if a.0 % (10 * STEP) == 0 || CUPS - a.0 <= 2 * STEP {
            table.row([
                thousands(a.0 as f64),
                thousands((CUPS - a.0) as f64),
                a.1.to_string(),
                b.1.to_string(),
            ]);
        }
    }
    let points = |arenas: &[(usize, usize)]| -> Vec<(f64, f64)> {
        arenas
            .iter()
            .map(|(dropped, arenas)| (*dropped as f64 / 1000.0, *arenas as f64))
            .collect()
    };
    let full = in_a_row[0].1;
    let at = |arenas: &[(usize, usize)], dropped: usize| arenas[dropped / STEP].1;
    let nearly = CUPS - CUPS / KEPT;
    let (row, spread) = (points(&in_a_row), points(&scattered));
    // The lines end in one place, so their names stand in the field.
    let plot = Plot {
        axis: "thousand cups dropped".to_owned(),
        x: 0.0..CUPS as f64 / 1000.0,
        ticks: 5,
        panels: vec![Panel {
            title: "arenas in use".to_owned(),
            y: 0.0..full as f64 * 1.15,
            ticks: 5,
            height: 190.0,
            lines: vec![
                Line::new("in a row", row, 0).named_at(CUPS as f64 / 2000.0, Anchor::Start),
                Line::new("each hundredth last", spread, 1)
                    .named_at(CUPS as f64 / 1100.0, Anchor::End),
            ],
            uprights: vec![],
        }],
    };
    Ok(Figure {
        title: "One in a hundred holds all".to_owned(),
        notice: format!(
            "Both runs drop {} cups, and begin with {full} arenas. \
             Dropped in the order in which they were made, the cups free one arena after the other: when {} are gone, {} left. \
             If each hundredth cup stays to the end, {} arenas are in use at that moment. \
             Only when the last {} go does the line fall.",
            thousands(CUPS as f64),
            thousands(nearly as f64),
            match at(&in_a_row, nearly) {
                1 => "1 arena is".to_owned(),
                n => format!("{n} arenas are"),
            },
            at(&scattered, nearly),
            thousands((CUPS / KEPT) as f64),
        ),
        description: String::new(),
        table,
        height: plot.height(),
        body: plot.draw().into_body(),
    })
}
