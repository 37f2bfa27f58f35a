//! Where the objects of a program lie, generation by generation, while it runs.

use gc::{Managed, get_objects, safe_point};
use objects::Silent;
use version::Version;

use crate::plot::{Line, Panel, Plot, thousands};
use crate::{Error, Figure, Table};

/// How many lists the program makes: a little more than two collections of generation 1 need.
const LISTS: usize = 19_000;

/// Every how many-th list is kept. The others hold themselves and are dropped, so that only the collector can find them.
const KEPT: usize = 10;

/// A release whose first threshold is 700.
const RELEASE: Version = Version::new(3, 12, 14);

/// How many objects are in each generation.
fn sizes(world: &mut Managed<Vec<objects::Ref>, Silent>) -> Result<[usize; 3], Error> {
    let mut sizes = [0; 3];
    for (size, generation) in sizes.iter_mut().zip(0..) {
        *size = get_objects(world, Some(generation))
            .map_err(|error| Error::Run(error.to_string()))?
            .len();
    }
    Ok(sizes)
}

/// One collection: after how many lists, of which generation, how many it found, and the sizes before and after.
struct Collection {
    made: usize,
    generation: usize,
    found: usize,
    before: [usize; 3],
    after: [usize; 3],
}

fn run() -> Result<(Vec<Collection>, [usize; 3]), Error> {
    let mut world = Managed::new(RELEASE)?;
    let mut collections = Vec::new();
    for made in 1..=LISTS {
        let list = world.insert(vec![]);
        if made % KEPT != 0
            && let Some(held) = world.heap_mut().get_mut(list)
        {
            // It holds itself now, and the name's reference becomes its own: nobody else has one.
            held.push(list);
        }
        if !world.gc_ref().is_scheduled() {
            continue;
        }
        let before = sizes(&mut world)?;
        let old = *world.gc_ref().stats();
        safe_point(&mut world);
        let new = *world.gc_ref().stats();
        let after = sizes(&mut world)?;
        if let Some(generation) = (0..3).find(|&n| new[n].collections > old[n].collections) {
            collections.push(Collection {
                made,
                generation,
                found: new[generation].collected - old[generation].collected,
                before,
                after,
            });
        }
    }
    let last = sizes(&mut world)?;
    Ok((collections, last))
}

pub(super) fn draw() -> Result<Figure, Error> {
    let (collections, last) = run()?;
    let mut table = Table::new([
        "lists made",
        "collects",
        "finds",
        "in 0 afterwards",
        "in 1",
        "in 2",
    ]);
    let mut points: [Vec<(f64, f64)>; 3] = Default::default();
    let mut add = |made: usize, sizes: [usize; 3]| {
        for (points, size) in points.iter_mut().zip(sizes) {
            points.push((made as f64, size as f64));
        }
    };
    add(0, [0; 3]);
    for Collection {
        made,
        generation,
        found,
        before,
        after,
    } in &collections
    {
        table.row([
            thousands(*made as f64),
            generation.to_string(),
            found.to_string(),
            after[0].to_string(),
            after[1].to_string(),
            after[2].to_string(),
        ]);
        add(*made, *before);
        add(*made, *after);
    }
    add(LISTS, last);
    let found = |generation: usize| -> usize {
        let of = collections
            .iter()
            .filter(|collection| collection.generation == generation);
        of.map(|collection| collection.found).sum()
    };
    let young = collections
        .iter()
        .filter(|collection| collection.generation == 0)
        .count();
    let (Some(first), Some(older)) = (
        collections.first(),
        collections
            .iter()
            .find(|collection| collection.generation == 1),
    ) else {
        return Err(Error::Run(
            "the program is too short for a collection of generation 1".to_owned(),
        ));
    };
    let [zero, one, two] = points;
    let panel = |generation: usize, points: Vec<(f64, f64)>| {
        let highest = points.iter().map(|(_, y)| *y).fold(0.0, f64::max);
        Panel {
            title: format!("objects in generation {generation}"),
            y: 0.0..highest * 1.1,
            ticks: 3,
            height: 78.0,
            lines: vec![Line::new(&generation.to_string(), points, generation)],
            uprights: vec![],
        }
    };
    let plot = Plot {
        axis: "lists made, each tenth of them kept".to_owned(),
        x: 0.0..LISTS as f64,
        ticks: 5,
        panels: vec![panel(0, zero), panel(1, one), panel(2, two)],
    };
    Ok(Figure {
        title: "Most never see generation 1".to_owned(),
        notice: format!(
            "The first collection finds {} of {} objects to be garbage; what is left, {}, moves to generation 1. \
             It piles up there until generation 1 is collected too, and moves on to generation 2 in one step of {}. \
             The {young} collections of generation 0 found {} rings in all, those of generation 1 found {} more: \
             the ones that had been made since the last collection of generation 0.",
            first.found,
            first.before[0],
            first.after[1],
            older.after[2],
            thousands(found(0) as f64),
            thousands(found(1) as f64),
        ),
        description: String::new(),
        table,
        height: plot.height(),
        body: plot.draw().into_body(),
    })
}
