//! When full collections come while a program grows, with the 25 % rule and without it.

use gc::{Managed, collect_generation, safe_point};
use objects::Ref;
use version::Version;

use crate::plot::{Line, Panel, Plot, thousands};
use crate::{Error, Figure, Table};

/// How many lists the program makes and keeps.
const LISTS: usize = 200_000;

/// The first threshold: a tenth of the default, so that a tenth of the lists shows the same.
/// A full collection may come after each 133 × 71 lists.
const THRESHOLD: i32 = 70;

/// A release whose other two thresholds are 10 and 10.
const RELEASE: Version = Version::new(3, 12, 14);

/// After how many lists a full collection came, and how many objects it looked at.
type Full = Vec<(usize, usize)>;

/// A world with that threshold.
fn world() -> Result<Managed<Vec<Ref>>, Error> {
    let mut world = Managed::new(RELEASE)?;
    world
        .gc_mut()
        .set_threshold(&[THRESHOLD])
        .map_err(|error| Error::Run(error.to_string()))?;
    Ok(world)
}

/// The collector as it is.
fn with_the_rule() -> Result<Full, Error> {
    let mut world = world()?;
    let mut full = Full::new();
    let mut looked_at = 0;
    for made in 1..=LISTS {
        world.insert(vec![]);
        if safe_point(&mut world) {
            note(
                &mut full,
                made,
                world.gc_ref().stats()[2].candidates,
                &mut looked_at,
            );
        }
    }
    Ok(full)
}

/// The same collector under another hand: the thresholds alone decide which generation is due.
fn without_the_rule() -> Result<Full, Error> {
    let mut world = world()?;
    world.gc_mut().disable();
    let threshold = world.gc_ref().threshold();
    let mut full = Full::new();
    let mut looked_at = 0;
    for made in 1..=LISTS {
        world.insert(vec![]);
        let count = world.gc_ref().count();
        if count[0] <= threshold[0] {
            continue;
        }
        let due = [2, 1, 0].into_iter().find(|&n| count[n] > threshold[n]);
        if let Some(generation) = due {
            collect_generation(&mut world, i32::try_from(generation).unwrap_or(0))
                .map_err(|error| Error::Run(error.to_string()))?;
            note(
                &mut full,
                made,
                world.gc_ref().stats()[2].candidates,
                &mut looked_at,
            );
        }
    }
    Ok(full)
}

/// Writes a full collection down, if there was one.
fn note(full: &mut Full, made: usize, candidates: usize, before: &mut usize) {
    if candidates > *before {
        full.push((made, candidates - *before));
        *before = candidates;
    }
}

/// The sum so far, as stairs.
fn stairs(full: &Full) -> Vec<(f64, f64)> {
    let mut points = vec![(0.0, 0.0)];
    let mut sum = 0;
    for &(made, looked_at) in full {
        points.push((made as f64 / 1e3, sum as f64 / 1e3));
        sum += looked_at;
        points.push((made as f64 / 1e3, sum as f64 / 1e3));
    }
    points.push((LISTS as f64 / 1e3, sum as f64 / 1e3));
    points
}

pub(super) fn draw() -> Result<Figure, Error> {
    let (with, without) = (with_the_rule()?, without_the_rule()?);
    let mut table = Table::new([
        "full collection",
        "with the rule: after",
        "looks at",
        "without it: after",
        "looks at",
    ]);
    for index in 0..with.len().max(without.len()) {
        let cells = |full: &Full| match full.get(index) {
            Some((made, looked_at)) => [*made, *looked_at].map(|n| thousands(n as f64)),
            None => ["–".to_owned(), "–".to_owned()],
        };
        let ([a, b], [c, d]) = (cells(&with), cells(&without));
        table.row([(index + 1).to_string(), a, b, c, d]);
    }
    let sum = |full: &Full| full.iter().map(|(_, looked_at)| looked_at).sum::<usize>() as f64 / 1e3;
    let (sum_with, sum_without) = (sum(&with), sum(&without));
    let lists = LISTS as f64 / 1e3;
    let plot = Plot {
        axis: "thousand lists made and kept".to_owned(),
        x: 0.0..lists,
        ticks: 5,
        panels: vec![Panel {
            title: "looks at an object, by full collections, in thousands".to_owned(),
            y: 0.0..sum_without * 1.05,
            ticks: 5,
            height: 200.0,
            lines: vec![
                Line::new("without", stairs(&without), 1),
                Line::new("with", stairs(&with), 0),
            ],
            uprights: vec![],
        }],
    };
    Ok(Figure {
        title: "The steps come more and more seldom".to_owned(),
        notice: format!(
            "Each step is a full collection, and as high as the number of objects that it looks at. \
             Without the rule the steps keep their distance and grow: {} of them, and {} thousand looks at {lists} thousand lists. \
             With it they move apart: {} of them, and {} thousand looks. \
             The first threshold is {THRESHOLD} here, a tenth of what it is to 3.12; with 700 and ten times the lists the picture is the same.",
            without.len(),
            thousands(sum_without.round()),
            with.len(),
            thousands(sum_with.round())
        ),
        description: String::new(),
        table,
        height: plot.height(),
        body: plot.draw().into_body(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_is_what_makes_the_difference() {
        let (with, without) = (
            with_the_rule().expect("modelled"),
            without_the_rule().expect("modelled"),
        );
        let distances = |full: &Full| -> Vec<usize> {
            full.windows(2).map(|pair| pair[1].0 - pair[0].0).collect()
        };
        // By the thresholds alone each 133rd collection is a full one.
        assert!(
            distances(&without)
                .iter()
                .all(|distance| *distance == 133 * 71)
        );
        let with_it = distances(&with);
        assert!(with_it.is_sorted() && with_it.last() > with_it.first());
        // As long as the program is small the rule changes nothing.
        assert_eq!(with[..3], without[..3]);
    }
}
