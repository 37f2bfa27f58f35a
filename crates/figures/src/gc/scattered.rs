//! In which arenas the survivors lie.

use obmalloc::{Obmalloc, Place};
use version::Version;

use crate::canvas::{Anchor, Block, Canvas, Ink, TEXT, Text};
use crate::plot::thousands;
use crate::{Error, Figure, Table};

/// As on the page: so many cups of so many bytes, of which each hundredth survives, or the first hundredth.
const CUPS: usize = 200_000;
const BYTES: u64 = 56;
const KEPT: usize = 100;

/// Drops all cups but some; how many of them lie in each arena, and nothing for an arena that was given back.
/// One empty arena may stay: a release can keep its last one (`keeps_last_free_arena`).
fn run(keeps: impl Fn(usize) -> bool) -> Result<Vec<Option<usize>>, Error> {
    let mut memory = Obmalloc::new(Version::new(3, 13, 18));
    let cups = (0..CUPS)
        .map(|_| memory.alloc(BYTES))
        .collect::<Result<Vec<_>, _>>()?;
    // By their number in the allocator's table: while cups are dropped no new arena takes one.
    let mut arenas: Vec<(usize, usize)> = Vec::new();
    for (number, cup) in cups.into_iter().enumerate() {
        let Place::Block { arena, .. } = memory.locate(cup) else {
            return Err(Error::Run(format!("no block at {cup}")));
        };
        if arenas.last().is_none_or(|(last, _)| *last != arena) {
            arenas.push((arena, 0));
        }
        if keeps(number) {
            if let Some((_, kept)) = arenas.last_mut() {
                *kept += 1;
            }
        } else {
            memory.free(cup)?;
        }
    }
    let there = memory.arenas();
    let cups = |(arena, kept)| there.iter().any(|view| view.index == arena).then_some(kept);
    Ok(arenas.into_iter().map(cups).collect())
}

pub(super) fn draw() -> Result<Figure, Error> {
    let scattered = run(|number| number % KEPT == 0)?;
    let together = run(|number| number < CUPS / KEPT)?;
    let still = scattered.iter().flatten().count();
    let few = together.iter().flatten().count();
    let cups = |kept: &Option<usize>| kept.map_or_else(|| "–".to_owned(), |kept| kept.to_string());
    let mut canvas = Canvas::new();
    let mut table = Table::new(["arena", "cups, scattered", "cups, the first ones"]);
    for (index, (a, b)) in scattered.iter().zip(&together).enumerate() {
        table.row([(index + 1).to_string(), cups(a), cups(b)]);
    }
    let mut row = |top: f64, title: &str, kept: &[Option<usize>]| {
        canvas.text(Text::new(4.0, top, title));
        for (index, kept) in kept.iter().enumerate() {
            let (x, y) = (
                4.0 + 64.0 * (index % 7) as f64,
                top + 12.0 + 40.0 * (index / 7) as f64,
            );
            canvas.block(Block {
                at: (x, y),
                size: (58.0, 32.0),
                round: 4.0,
                ground: Ink::Sheet,
                border: if kept.is_none() {
                    Ink::Muted
                } else {
                    Ink::Series(0)
                },
                thick: if kept.is_none() { 1.0 } else { 2.0 },
                dash: if kept.is_none() { "1.5 4" } else { "" },
            });
            let text = cups(kept);
            canvas.text(Text::new(x + 29.0, y + 16.0 + TEXT * 0.33, &text).anchor(Anchor::Middle));
        }
        top + 12.0 + 40.0 * kept.len().div_ceil(7) as f64
    };
    let next = row(18.0, "Each hundredth cup is kept", &scattered);
    let mut height = row(next + 22.0, "The first cups are kept, as many", &together);
    for line in [
        "The number in an arena: its cups in use.",
        "Dotted border: given back.",
    ] {
        height += 19.0;
        canvas.text(Text::new(4.0, height - 4.0, line).ink(Ink::Muted));
    }
    Ok(Figure {
        title: "Scattered survivors and survivors in a row".to_owned(),
        notice: format!(
            "Both times {} of {} cups are left. Scattered, they keep {still} arenas; in a row, {few}{}.",
            thousands(scattered.iter().flatten().sum::<usize>() as f64),
            thousands(CUPS as f64),
            match together.iter().filter(|kept| **kept == Some(0)).count() {
                0 => String::new(),
                empty => format!(", of which {empty} is empty and kept for what comes next"),
            }
        ),
        description: String::new(),
        table,
        height: height + 4.0,
        body: canvas.into_body(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_a_row_the_survivors_keep_their_own_arena_and_at_most_one_more() {
        let scattered = run(|number| number % KEPT == 0).expect("memory");
        assert!(scattered.iter().all(|kept| *kept > Some(0)));
        let together = run(|number| number < CUPS / KEPT).expect("memory");
        assert_eq!(together.len(), scattered.len());
        let sum = |arenas: &[Option<usize>]| arenas.iter().flatten().sum::<usize>();
        assert_eq!(sum(&together), sum(&scattered));
        let back = together.iter().filter(|kept| kept.is_none()).count();
        assert!(back + 2 >= together.len() && together[0] == Some(CUPS / KEPT));
    }
}
