//! Whom counting looks at and whom the collector looks at, when some objects die and others live.

use gc::{Managed, collect};
use objects::{Event, Heap, Observer, Ref};
use version::Version;

use crate::plot::{Line, Panel, Plot, thousands};
use crate::{Error, Figure, Table};

/// How many objects die in each run.
const DYING: usize = 10_000;

/// How many live on, in steps of a run each.
const LIVING: [usize; 6] = [0, 20_000, 40_000, 60_000, 80_000, 100_000];

/// Counts the objects whose count changes or that die: those that counting has to do with.
#[derive(Default)]
struct Touched {
    last: Option<Ref>,
    objects: usize,
}

impl Observer<Event> for Touched {
    fn observe(&mut self, event: Event) {
        let (Event::Incref { object, .. } | Event::Decref { object, .. } | Event::Dies { object }) =
            event
        else {
            return;
        };
        // What happens to one object in a row is one look at it.
        if self.last != Some(object) {
            self.last = Some(object);
            self.objects += 1;
        }
    }
}

/// How many objects counting has to do with when the dying are dropped, one by one.
fn by_counting(living: usize) -> usize {
    let mut heap = Heap::with_observer(Touched::default());
    for _ in 0..living {
        heap.insert(Vec::<Ref>::new());
    }
    let dying: Vec<Ref> = (0..DYING).map(|_| heap.insert(vec![])).collect();
    let before = heap.observer().objects;
    for object in dying {
        heap.decref(object);
    }
    heap.observer().objects - before
}

/// How many objects a full collection looks at to find the dying, each of which holds itself; and how many it finds.
fn by_tracing(living: usize) -> Result<(usize, usize), Error> {
    let mut world = Managed::new(Version::new(3, 13, 18))?;
    for _ in 0..living {
        world.insert(Vec::<Ref>::new());
    }
    for _ in 0..DYING {
        let ring = world.insert(vec![]);
        if let Some(held) = world.heap_mut().get_mut(ring) {
            held.push(ring);
        }
    }
    let found = collect(&mut world);
    Ok((world.gc_ref().stats()[2].candidates, found))
}

pub(super) fn draw() -> Result<Figure, Error> {
    let mut table = Table::new([
        "living",
        "dying",
        "counting looks at",
        "the collector looks at",
    ]);
    let (mut counting, mut tracing) = (Vec::new(), Vec::new());
    for living in LIVING {
        let counted = by_counting(living);
        let (traced, found) = by_tracing(living)?;
        if found != DYING {
            return Err(Error::Run(format!(
                "a collection found {found} of {DYING} rings"
            )));
        }
        table.row([living, DYING, counted, traced].map(|number| thousands(number as f64)));
        let x = living as f64 / 1000.0;
        counting.push((x, counted as f64 / 1000.0));
        tracing.push((x, traced as f64 / 1000.0));
    }
    let end = |points: &[(f64, f64)]| points.last().map_or(0.0, |point| point.1);
    let notice = format!(
        "In each run {} objects die. Counting has to do with those {} and with no other, however many live. \
         The collector looks at the living too: with {} thousand of them, at {} thousand objects.",
        thousands(DYING as f64),
        thousands(end(&counting) * 1000.0),
        thousands(counting.last().map_or(0.0, |point| point.0)),
        thousands(end(&tracing)),
    );
    let plot = Plot {
        axis: "thousand living objects".to_owned(),
        x: 0.0..LIVING[LIVING.len() - 1] as f64 / 1000.0,
        ticks: 5,
        panels: vec![Panel {
            title: "objects looked at when some die, in thousands".to_owned(),
            y: 0.0..end(&tracing) * 1.1,
            ticks: 5,
            height: 170.0,
            lines: vec![
                Line::new("collector", tracing, 1).marked(),
                Line::new("counting", counting, 0).marked(),
            ],
            uprights: vec![],
        }],
    };
    Ok(Figure {
        title: "Counting sees the dead, the collector sees all".to_owned(),
        notice,
        description: String::new(),
        table,
        height: plot.height(),
        body: plot.draw().into_body(),
    })
}
