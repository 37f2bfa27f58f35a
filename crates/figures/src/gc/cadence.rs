//! The count of the youngest generation, and the collections that it starts.

use gc::{Managed, safe_point};
use version::Version;

use crate::plot::{Line, Panel, Plot, Upright};
use crate::{Error, Figure, Table};

/// How many lists the program makes and keeps: enough for a collection of generation 1 in each release.
const LISTS: usize = 26_000;

/// What one release did.
struct Run {
    threshold: i32,
    /// The count after so many lists, wherever it changes its direction.
    count: Vec<(usize, i32)>,
    /// After how many lists which generation was collected.
    collections: Vec<(usize, usize)>,
}

fn run(version: Version) -> Result<Run, Error> {
    let mut world = Managed::new(version)?;
    let mut run = Run {
        threshold: world.gc_ref().threshold()[0],
        count: vec![(0, 0)],
        collections: Vec::new(),
    };
    for made in 1..=LISTS {
        world.insert(vec![]);
        let before = world.gc_ref().stats().map(|stats| stats.collections);
        let count = world.gc_ref().count()[0];
        safe_point(&mut world);
        let after = world.gc_ref().stats().map(|stats| stats.collections);
        if let Some(generation) = (0..3).find(|&n| after[n] > before[n]) {
            run.collections.push((made, generation));
            run.count.push((made, count));
            run.count.push((made, world.gc_ref().count()[0]));
        }
    }
    run.count.push((LISTS, world.gc_ref().count()[0]));
    Ok(run)
}

pub(super) fn draw() -> Result<Figure, Error> {
    let mut table = Table::new(["release", "collection", "lists made", "generation"]);
    let mut panels = Vec::new();
    let mut said = Vec::new();
    for (series, (label, version)) in [
        ("3.12", Version::new(3, 12, 14)),
        ("3.13", Version::new(3, 13, 18)),
    ]
    .into_iter()
    .enumerate()
    {
        let run = run(version)?;
        for (index, (made, generation)) in run.collections.iter().enumerate() {
            table.row([
                label.to_owned(),
                (index + 1).to_string(),
                made.to_string(),
                generation.to_string(),
            ]);
        }
        let older: Vec<usize> = run
            .collections
            .iter()
            .enumerate()
            .filter(|(_, (_, generation))| *generation == 1)
            .map(|(index, _)| index + 1)
            .collect();
        let (Some(&first), Some(&every)) = (run.collections.first(), older.first()) else {
            return Err(Error::Run(format!("{label} collected generation 1 never")));
        };
        said.push(format!(
            "In {label} it falls when it reaches {}, {} times in all",
            first.0,
            run.collections.len()
        ));
        if series == 1 {
            said.push(format!(
                "In both, collection number {every} is the first that looks at generation 1 too: the dashed line with a 1 above it"
            ));
        }
        panels.push(Panel {
            title: format!(
                "count of generation 0 in {label}, threshold {}",
                run.threshold
            ),
            y: 0.0..f64::from(run.threshold) * 1.08,
            ticks: 3,
            height: 120.0,
            lines: vec![Line::new(
                label,
                run.count
                    .iter()
                    .map(|&(made, count)| (made as f64, f64::from(count)))
                    .collect(),
                series,
            )],
            uprights: run
                .collections
                .iter()
                .filter(|(_, generation)| *generation == 1)
                .map(|&(made, generation)| Upright {
                    x: made as f64,
                    text: generation.to_string(),
                })
                .collect(),
        });
    }
    let plot = Plot {
        axis: "lists made and kept".to_owned(),
        x: 0.0..LISTS as f64,
        ticks: 6,
        panels,
    };
    Ok(Figure {
        title: "The count climbs, a collection resets it".to_owned(),
        description: String::new(),
        notice: format!(
            "With each list that is made and kept the count climbs by one, and at each collection it falls to zero. {}.",
            said.join(". ")
        ),
        table,
        height: plot.height(),
        body: plot.draw().into_body(),
    })
}
