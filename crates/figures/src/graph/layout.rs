//! [`Layout`]: where each name and each object stands, in all pictures of one run.

use objects::Ref;

use crate::canvas::WIDTH;

use super::replay::State;

/// How many objects stand side by side at most.
const COLUMNS: usize = 3;

/// Width and height of an object, in units.
pub(super) const OBJECT: (f64, f64) = (98.0, 46.0);

/// Width and height of a name.
pub(super) const NAME: (f64, f64) = (64.0, 28.0);

/// From the top of a row to the top of the next one: an object, the word below it, and a gap.
const ROW: f64 = 92.0;

/// Room above the first row.
const TOP: f64 = 16.0;

/// A place in the grid of objects: row and column.
type Cell = (usize, usize);

/// Where things stand.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Layout {
    objects: Vec<(Ref, Cell)>,
    /// Names, with the row of each and its place among those of that row.
    names: Vec<(String, usize, usize)>,
    columns: usize,
    rows: usize,
}

impl Layout {
    /// Gives each object a place in layers: the first column is what names lead to, the next one what those hold.
    ///
    /// What no name reaches has rows of its own below, each group beginning with its oldest object.
    pub(crate) fn of(state: &State) -> Layout {
        let mut layout = Layout {
            objects: Vec::new(),
            names: Vec::new(),
            columns: 1,
            rows: 0,
        };
        let named: Vec<Ref> = state.names.iter().map(|(_, object)| *object).collect();
        let oldest = state.nodes.iter().map(|node| node.object);
        layout.group(state, named);
        for start in oldest {
            layout.group(state, vec![start]);
        }
        for (name, object) in &state.names {
            let row = layout.cell(*object).map_or(0, |(row, _)| row);
            let nth = layout
                .names
                .iter()
                .filter(|(_, other, _)| *other == row)
                .count();
            layout.names.push((name.clone(), row, nth));
        }
        layout
    }

    /// Places some objects one below the other, and then what can be reached from them and has no place yet,
    /// layer by layer to the right. What would go too far to the right goes on below, from the left.
    fn group(&mut self, state: &State, starts: Vec<Ref>) {
        let mut next = starts;
        let mut top = self.rows;
        for depth in 0.. {
            let column = depth % COLUMNS;
            if column == 0 {
                top = self.rows;
            }
            let mut row = top;
            let mut held = Vec::new();
            for object in next {
                // What a shown object holds may be left out of the picture.
                if self.cell(object).is_some() || state.node(object).is_none() {
                    continue;
                }
                self.objects.push((object, (row, column)));
                self.columns = self.columns.max(column + 1);
                row += 1;
                held.extend(state.node(object).iter().flat_map(|node| &node.holds));
                let weak = state.weak.iter().filter(|(from, _)| *from == object);
                held.extend(weak.map(|(_, to)| to));
            }
            if row == top {
                return;
            }
            self.rows = self.rows.max(row);
            next = held;
        }
    }

    fn cell(&self, object: Ref) -> Option<Cell> {
        let found = self.objects.iter().find(|(other, _)| *other == object);
        found.map(|(_, cell)| *cell)
    }

    /// The middle of an object.
    pub(super) fn object(&self, object: Ref) -> Option<(f64, f64)> {
        let (row, column) = self.cell(object)?;
        // Beside the first and the last column there is room for an arrow.
        let left = if self.names.is_empty() {
            22.0
        } else {
            NAME.0 + 34.0
        };
        let room = WIDTH - 22.0 - left - OBJECT.0;
        let step = (room / (self.columns.max(2) - 1) as f64).min(OBJECT.0 + 90.0);
        Some((
            left + OBJECT.0 / 2.0 + step * column as f64,
            TOP + OBJECT.1 / 2.0 + ROW * row as f64,
        ))
    }

    /// The middle of a name.
    pub(super) fn name(&self, name: &str) -> Option<(f64, f64)> {
        let (_, row, nth) = self.names.iter().find(|(other, ..)| other == name)?;
        Some((
            4.0 + NAME.0 / 2.0,
            TOP + OBJECT.1 / 2.0 + ROW * *row as f64 + (NAME.1 + 6.0) * *nth as f64,
        ))
    }

    /// Its height, in units.
    pub(super) fn height(&self) -> f64 {
        TOP + ROW * self.rows as f64 - 18.0
    }
}

#[cfg(test)]
mod tests {
    use objects::{Heap, Ref};
    use proptest::prelude::*;

    use super::*;

    fn heap(edges: &[(usize, usize)], count: usize) -> (Heap<Vec<Ref>>, Vec<Ref>) {
        let mut heap = Heap::new();
        let objects: Vec<Ref> = (0..count).map(|_| heap.insert(vec![])).collect();
        for &(from, to) in edges {
            heap.incref(objects[to]);
            heap.get_mut(objects[from])
                .expect("alive")
                .push(objects[to]);
        }
        (heap, objects)
    }

    #[test]
    fn a_ring_behind_a_name_stands_above_a_ring_without_one() {
        let (heap, objects) = heap(&[(0, 1), (1, 0), (2, 3), (3, 2)], 4);
        let state = State::of(&heap, &[]).named("tea", objects[1]);
        let layout = Layout::of(&state);
        let cells: Vec<_> = objects.iter().map(|object| layout.cell(*object)).collect();
        assert_eq!(
            cells,
            [Some((0, 1)), Some((0, 0)), Some((1, 0)), Some((1, 1))]
        );
        let (name, tea) = (
            layout.name("tea").expect("it is there"),
            layout.object(objects[1]).expect("so is it"),
        );
        assert!(name.0 < tea.0 && name.1 == tea.1);
    }

    proptest! {
        #[test]
        fn nothing_covers_anything_and_all_is_in_the_picture(
            edges in proptest::collection::vec((0..12usize, 0..12usize), 0..30),
            names in proptest::collection::vec(0..12usize, 0..3),
        ) {
            let (heap, objects) = heap(&edges, 12);
            let mut state = State::of(&heap, &[]);
            for (index, &name) in names.iter().enumerate() {
                state = state.named(&format!("n{index}"), objects[name]);
            }
            let layout = Layout::of(&state);
            let places: Vec<(f64, f64)> = objects.iter().map(|object| layout.object(*object).expect("each has one")).collect();
            for (index, a) in places.iter().enumerate() {
                prop_assert!(a.0 + OBJECT.0 / 2.0 <= WIDTH && a.1 + OBJECT.1 / 2.0 <= layout.height());
                for b in &places[..index] {
                    let apart = (a.0 - b.0).abs() >= OBJECT.0 || (a.1 - b.1).abs() >= OBJECT.1;
                    prop_assert!(apart, "{a:?} {b:?}");
                }
            }
        }
    }
}
