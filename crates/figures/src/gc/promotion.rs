//! Through which generations a list goes.

use gc::{Managed, collect_generation, get_objects};
use objects::{Ref, Silent};
use version::Version;

use crate::canvas::{Anchor, Block, Canvas, Ink, TEXT, Text, number};
use crate::{Error, Figure, Table};

/// A release with three generations.
const RELEASE: Version = Version::new(3, 13, 18);

/// The list on the page: what is collected, one after the other.
const COLLECTED: [i32; 3] = [0, 0, 1];

/// In which of the generations, or frozen, the list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    Generation(usize),
    Permanent,
}

fn find(world: &mut Managed<Vec<Ref>, Silent>, list: Ref) -> Result<Where, Error> {
    for (index, generation) in (0..3).enumerate() {
        let objects =
            get_objects(world, Some(generation)).map_err(|error| Error::Run(error.to_string()))?;
        if objects.contains(&list) {
            return Ok(Where::Generation(index));
        }
    }
    match world.gc_ref().freeze_count() {
        0 => Err(Error::Run("the list is in no generation".to_owned())),
        _ => Ok(Where::Permanent),
    }
}

/// What was done, and where the list is then.
fn run() -> Result<Vec<(String, Where)>, Error> {
    let mut world = Managed::new(RELEASE)?;
    let shelf = world.insert(vec![]);
    let mut moments = vec![("a new list".to_owned(), find(&mut world, shelf)?)];
    for generation in COLLECTED {
        collect_generation(&mut world, generation)
            .map_err(|error| Error::Run(error.to_string()))?;
        moments.push((format!("collect({generation})"), find(&mut world, shelf)?));
    }
    world.gc_mut().freeze();
    moments.push(("freeze()".to_owned(), find(&mut world, shelf)?));
    Ok(moments)
}

/// Left edge of the first column, how wide a column is, and how high a row.
const LEFT: f64 = 118.0;
const COLUMN: f64 = 84.0;
const ROW: f64 = 54.0;
const BOX: (f64, f64) = (56.0, 28.0);

pub(super) fn draw() -> Result<Figure, Error> {
    let moments = run()?;
    let lists = ["generation 0", "generation 1", "generation 2", "permanent"];
    let column = |place: Where| match place {
        Where::Generation(generation) => generation,
        Where::Permanent => 3,
    };
    let mut canvas = Canvas::new();
    let mut table = Table::new(["what was done", "where the list is then"]);
    for (index, list) in lists.iter().enumerate() {
        // Every second head stands higher, so that they have room.
        let x = LEFT + COLUMN * (index as f64 + 0.5);
        let y = if index % 2 == 0 { 16.0 } else { 36.0 };
        canvas.text(Text::new(x, y, list).anchor(Anchor::Middle).ink(Ink::Muted));
        let bottom = 46.0 + ROW * moments.len() as f64;
        canvas.line(&[(x, 44.0), (x, bottom)], Ink::Rule, 1.0);
    }
    let place = |row: usize, place: Where| {
        (
            LEFT + COLUMN * (column(place) as f64 + 0.5),
            50.0 + ROW * (row as f64 + 0.5),
        )
    };
    for (row, (done, now)) in moments.iter().enumerate() {
        let (x, y) = place(row, *now);
        canvas.text(Text::new(4.0, y + TEXT * 0.33, done));
        if let Some((_, before)) = row.checked_sub(1).and_then(|row| moments.get(row)) {
            let (from, top) = place(row - 1, *before);
            let start = (from, top + BOX.1 / 2.0);
            let path = format!(
                "M{} {}L{} {}",
                number(start.0),
                number(start.1),
                number(x),
                number(y - BOX.1 / 2.0 - 8.0)
            );
            canvas.path(&path, Ink::Strong, 1.5, "");
            let tip = y - BOX.1 / 2.0;
            canvas.shape(
                &[(x, tip), (x - 4.5, tip - 9.0), (x + 4.5, tip - 9.0)],
                Ink::Strong,
            );
        }
        canvas.block(Block {
            at: (x - BOX.0 / 2.0, y - BOX.1 / 2.0),
            size: BOX,
            round: 7.0,
            ground: Ink::Sheet,
            border: Ink::Series(0),
            thick: 1.5,
            dash: "",
        });
        canvas.text(Text::new(x, y + TEXT * 0.33, "shelf").anchor(Anchor::Middle));
        table.row([done.clone(), lists[column(*now)].to_owned()]);
    }
    let way: Vec<&str> = moments.iter().map(|(_, now)| lists[column(*now)]).collect();
    let back = moments
        .windows(2)
        .filter(|pair| column(pair[1].1) < column(pair[0].1))
        .count();
    Ok(Figure {
        title: "One list and three generations".to_owned(),
        notice: format!(
            "The way of the list: {}. It stays where it is if its generation isn't collected. Steps to the left: {back}.",
            way.join(", ")
        ),
        description: String::new(),
        table,
        height: 50.0 + ROW * moments.len() as f64 + 4.0,
        body: canvas.into_body(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_goes_the_way_that_the_page_shows() {
        let way: Vec<Where> = run()
            .expect("modelled")
            .into_iter()
            .map(|(_, now)| now)
            .collect();
        let [first, second, third] = [0, 1, 2].map(Where::Generation);
        assert_eq!(way, [first, second, second, third, Where::Permanent]);
    }
}
