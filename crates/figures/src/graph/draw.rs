//! [`Picture`]: a state as SVG, with what has changed since the last one.

use objects::Ref;

use crate::Figure;
use crate::canvas::{Anchor, Block, Canvas, Ink, TEXT, Text, number, width as width_of};

use super::layout::{Layout, NAME, OBJECT};
use super::replay::{Node, Place, State};
use super::text;

/// Which number stands in an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counting {
    /// The collector's copy of the count: `gc_refs`.
    Copies,
    /// The count itself: `ob_refcnt`.
    Real,
}

/// Dashes of a reference that doesn't count.
const WEAK: &str = "1.5 4";

/// Dashes of what was set aside.
const ASIDE: &str = "6 4";

/// How far the two arrows between two objects are from the line between their middles.
const APART: f64 = 8.0;

/// How near a straight arrow may come to an object that it has nothing to do with.
const CLEAR: f64 = 3.0;

/// Height of a line of the legend.
const LEGEND: f64 = 19.0;

/// A moment of a run, compared with an earlier one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Picture<'a> {
    pub(crate) before: &'a State,
    pub(crate) state: &'a State,
    pub(crate) layout: &'a Layout,
    pub(crate) counting: Counting,
}

/// Half a width and half a height.
fn half(size: (f64, f64)) -> (f64, f64) {
    (size.0 / 2.0, size.1 / 2.0)
}

impl Picture<'_> {
    /// Draws it. `notice` says what to notice; the rest of the text is made here.
    pub(crate) fn figure(&self, title: &str, notice: String) -> Figure {
        let mut canvas = Canvas::new();
        self.names(&mut canvas);
        self.arrows(&mut canvas);
        for node in &self.state.nodes {
            self.object(&mut canvas, node);
        }
        let mut height = self.layout.height();
        for line in self.legend() {
            height += LEGEND;
            canvas.text(Text::new(4.0, height - 4.0, &line).ink(Ink::Muted));
        }
        Figure {
            title: title.to_owned(),
            description: text::describe(self.state, self.counting),
            notice,
            table: text::table(self.before, self.state),
            height: height + 4.0,
            body: canvas.into_body(),
        }
    }

    /// Names, and those that went since the last picture.
    fn names(&self, canvas: &mut Canvas) {
        let now = &self.state.names;
        let gone = self.before.names.iter().filter(|name| !now.contains(name));
        for (name, object) in gone {
            if !now.iter().any(|(other, _)| other == name) {
                self.name(canvas, name, WEAK);
            }
            if let Some(at) = self.name_arrow(canvas, name, *object, Ink::Muted, WEAK) {
                cross(canvas, at);
            }
        }
        for (index, (name, object)) in now.iter().enumerate() {
            // A name that holds several objects is drawn once.
            if !now[..index].iter().any(|(other, _)| other == name) {
                self.name(canvas, name, "");
            }
            self.name_arrow(canvas, name, *object, Ink::Strong, "");
        }
    }

    fn name(&self, canvas: &mut Canvas, name: &str, dash: &'static str) {
        let Some((x, y)) = self.layout.name(name) else {
            return;
        };
        let (width, height) = half(NAME);
        canvas.block(Block {
            at: (x - width, y - height),
            size: NAME,
            round: height,
            ground: Ink::Sheet,
            border: if dash.is_empty() {
                Ink::Series(3)
            } else {
                Ink::Muted
            },
            thick: 1.5,
            dash,
        });
        canvas.text(Text::new(x, y + TEXT * 0.33, name).anchor(Anchor::Middle));
    }

    /// The arrow from a name to an object, and where a cross on it stands.
    fn name_arrow(
        &self,
        canvas: &mut Canvas,
        name: &str,
        object: Ref,
        ink: Ink,
        dash: &str,
    ) -> Option<(f64, f64)> {
        let (from, to) = (self.layout.name(name)?, self.layout.object(object)?);
        let start = leave(from, to, half(NAME));
        let end = leave(to, from, half(OBJECT));
        arrow(canvas, &[start, end], ink, dash);
        Some(crossing(start, end))
    }

    /// The references between objects, and those that went since the last picture.
    fn arrows(&self, canvas: &mut Canvas) {
        let edges = |state: &State| -> Vec<(Ref, Ref)> {
            let mut edges: Vec<(Ref, Ref)> = Vec::new();
            for node in &state.nodes {
                for held in &node.holds {
                    // Two references are one arrow; the count tells.
                    if !edges.contains(&(node.object, *held)) {
                        edges.push((node.object, *held));
                    }
                }
            }
            edges
        };
        let now = edges(self.state);
        for (from, to) in &now {
            let at = self.arrow(canvas, *from, *to, Ink::Strong, "");
            let fresh = |state: &State| state.subtracted.contains(&(*from, *to));
            if let Some(at) = at
                && fresh(self.state)
                && !fresh(self.before)
            {
                cross(canvas, at);
            }
        }
        for (from, to) in &self.state.weak {
            self.arrow(canvas, *from, *to, Ink::Muted, WEAK);
        }
        let weak = self.before.weak.iter().copied();
        for (from, to) in edges(self.before).into_iter().chain(weak) {
            if now.contains(&(from, to)) || self.state.weak.contains(&(from, to)) {
                continue;
            }
            if let Some(at) = self.arrow(canvas, from, to, Ink::Muted, WEAK) {
                cross(canvas, at);
            }
        }
    }

    /// One arrow between two objects, and where a cross on it stands.
    fn arrow(
        &self,
        canvas: &mut Canvas,
        from: Ref,
        to: Ref,
        ink: Ink,
        dash: &str,
    ) -> Option<(f64, f64)> {
        let (a, b) = (self.layout.object(from)?, self.layout.object(to)?);
        let (width, height) = half(OBJECT);
        if from == to {
            // Out of the upper side and in again.
            let (x, y) = (a.0 + width - 14.0, a.1);
            let points = [
                (x, y - height),
                (x, y - height - 7.0),
                (x + 22.0, y - height - 7.0),
                (x + 22.0, y),
                (a.0 + width, y),
            ];
            arrow(canvas, &points, ink, dash);
            return Some(points[2]);
        }
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let length = dx.hypot(dy);
        let (nx, ny) = (dy / length, -dx / length);
        // On the left of its way, so that the arrow back has the other side.
        let shift = |p: (f64, f64), by: f64| (p.0 + nx * by, p.1 + ny * by);
        let middle = ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
        if self.is_blocked(from, to, shift(a, APART), shift(b, APART)) {
            // Around what lies between, as far out as an object reaches in that direction.
            let beside = nx.abs() * width + ny.abs() * height;
            let bend = shift(middle, beside + 14.0);
            let (start, end) = (leave(a, bend, half(OBJECT)), leave(b, bend, half(OBJECT)));
            arrow(canvas, &[start, bend, end], ink, dash);
            return Some(bend);
        }
        let (a, b) = (shift(a, APART), shift(b, APART));
        let start = leave_from(a, b, self.layout.object(from)?);
        let end = leave_from(b, a, self.layout.object(to)?);
        arrow(canvas, &[start, end], ink, dash);
        Some(crossing(start, end))
    }

    /// Whether a third object lies between two.
    fn is_blocked(&self, from: Ref, to: Ref, a: (f64, f64), b: (f64, f64)) -> bool {
        let others = self.state.nodes.iter().map(|node| node.object);
        others
            .filter(|object| *object != from && *object != to)
            .filter_map(|object| self.layout.object(object))
            .any(|(x, y)| {
                (1..20).any(|part| {
                    let t = f64::from(part) / 20.0;
                    let (px, py) = (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t);
                    (px - x).abs() < OBJECT.0 / 2.0 + CLEAR
                        && (py - y).abs() < OBJECT.1 / 2.0 + CLEAR
                })
            })
    }

    fn object(&self, canvas: &mut Canvas, node: &Node) {
        let before = self.before.node(node.object);
        let Some((x, y)) = self.layout.object(node.object) else {
            return;
        };
        if before.is_some_and(|node| node.freed) {
            return;
        }
        let (width, height) = half(OBJECT);
        let change = before.and_then(|before| change(before, node));
        let aside = node.place == Place::SetAside;
        canvas.block(Block {
            at: (x - width, y - height),
            size: OBJECT,
            round: 7.0,
            ground: Ink::Sheet,
            border: match (node.freed, aside) {
                (true, _) => Ink::Muted,
                (_, true) => Ink::Series(1),
                _ => Ink::Series(0),
            },
            thick: match (node.freed, change) {
                (false, Some(_)) => 3.0,
                _ => 1.5,
            },
            dash: match (node.freed, aside) {
                (true, _) => WEAK,
                (_, true) => ASIDE,
                _ => "",
            },
        });
        // A long label is a little smaller, so that a wide letter more has room.
        let size = if width_of(&node.label, TEXT) > OBJECT.0 - 16.0 {
            TEXT - 0.5
        } else {
            TEXT
        };
        let label = Text::new(x, y - 5.0, &node.label).size(size);
        canvas.text(label.anchor(Anchor::Middle));
        let is = text::count(node, self.counting);
        let was = before.and_then(|node| text::count(node, self.counting));
        let number = match (was, is) {
            (_, None) => String::new(),
            (Some(was), Some(is)) if was != is => format!("{was} → {is}"),
            (_, Some(is)) => is.to_string(),
        };
        let number = Text::new(x, y + 15.0, &number).anchor(Anchor::Middle);
        canvas.text(if was == is { number } else { number.bold() });
        if let Some(word) = change {
            canvas.text(
                Text::new(x, y + height + 16.0, word)
                    .anchor(Anchor::Middle)
                    .ink(Ink::Word),
            );
        }
    }

    /// Whether a name or a reference went since the last picture.
    fn lost(&self) -> bool {
        let lost = |node: &Node| {
            let now = self.state.node(node.object);
            let holds = |held: &Ref| now.is_some_and(|now| now.holds.contains(held));
            node.holds
                .iter()
                .any(|held| self.layout.object(*held).is_some() && !holds(held))
        };
        let before = self.before;
        before.nodes.iter().any(lost)
            || (before.names.iter()).any(|name| !self.state.names.contains(name))
            || (before.weak.iter()).any(|pair| !self.state.weak.contains(pair))
    }

    /// What the signs in this picture mean.
    fn legend(&self) -> Vec<String> {
        let what = match self.counting {
            Counting::Copies => "The number in an object: gc_refs, the copy.",
            Counting::Real => "The number in an object: its real count.",
        };
        let mut legend = vec![what.to_owned()];
        let alive = |state: &State| -> usize {
            let nodes = state.nodes.iter();
            nodes.filter(|node| !node.freed).count()
        };
        let aside = |node: &Node| node.place == Place::SetAside && !node.freed;
        if self.state.nodes.iter().any(aside) {
            legend.push("Dashed border: set aside as unreachable.".to_owned());
        }
        if alive(self.state) < alive(self.before) {
            legend.push("Dotted border: gone.".to_owned());
        }
        if !self.state.weak.is_empty() {
            legend.push(format!("Dotted arrow: {}.", self.state.dotted));
        }
        if self.state.subtracted.len() > self.before.subtracted.len() {
            legend.push("Crossed arrow: taken off the copy.".to_owned());
        } else if self.lost() {
            legend.push("Crossed arrow: gone.".to_owned());
        }
        if !self.state.left_out.is_empty() {
            legend.push(format!("Left out: {}.", self.state.left_out));
        }
        legend
    }
}

/// What happened to an object, in a word or two; nothing when no more than its number has changed.
fn change(before: &Node, now: &Node) -> Option<&'static str> {
    if now.freed {
        return Some("freed");
    }
    if now.dead && !before.dead {
        return Some("dies");
    }
    if now.emptied && !before.emptied {
        return Some("emptied");
    }
    match (before.place, now.place) {
        (before, now) if before == now => None,
        (_, Place::SetAside) => Some("set aside"),
        (Place::SetAside, Place::LookedAt) => Some("brought back"),
        (_, Place::Promoted(_)) => Some("promoted"),
        _ => None,
    }
}

/// Where a cross on an arrow stands: away from its head, and from the word below the upper object.
fn crossing(start: (f64, f64), end: (f64, f64)) -> (f64, f64) {
    let part = if end.1 > start.1 + 1.0 { 0.65 } else { 0.35 };
    (
        start.0 + (end.0 - start.0) * part,
        start.1 + (end.1 - start.1) * part,
    )
}

/// Crosses something out.
fn cross(canvas: &mut Canvas, (x, y): (f64, f64)) {
    let r = 5.0;
    let cross = format!(
        "M{} {}L{} {}M{} {}L{} {}",
        number(x - r),
        number(y - r),
        number(x + r),
        number(y + r),
        number(x - r),
        number(y + r),
        number(x + r),
        number(y - r)
    );
    canvas.path(&cross, Ink::Strong, 2.0, "");
}

/// Where a straight way from the middle of a box leaves it.
fn leave(from: (f64, f64), to: (f64, f64), half: (f64, f64)) -> (f64, f64) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let part = (half.0 / dx.abs()).min(half.1 / dy.abs());
    (from.0 + dx * part, from.1 + dy * part)
}

/// Where a straight way from a point inside an object leaves it.
fn leave_from(from: (f64, f64), to: (f64, f64), middle: (f64, f64)) -> (f64, f64) {
    let (width, height) = half(OBJECT);
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let side = |delta: f64, at: f64, low: f64, high: f64| {
        if delta > 0.0 {
            (high - at) / delta
        } else if delta < 0.0 {
            (low - at) / delta
        } else {
            f64::INFINITY
        }
    };
    let part = side(dx, from.0, middle.0 - width, middle.0 + width).min(side(
        dy,
        from.1,
        middle.1 - height,
        middle.1 + height,
    ));
    (from.0 + dx * part, from.1 + dy * part)
}

/// A way with a head at its end.
fn arrow(canvas: &mut Canvas, points: &[(f64, f64)], ink: Ink, dash: &str) {
    let [.., before, tip] = points else {
        return;
    };
    let (dx, dy) = (tip.0 - before.0, tip.1 - before.1);
    let length = dx.hypot(dy).max(0.1);
    let (dx, dy) = (dx / length, dy / length);
    let foot = (tip.0 - dx * 9.0, tip.1 - dy * 9.0);
    let mut path = String::new();
    for (index, (x, y)) in points
        .iter()
        .take(points.len() - 1)
        .chain([&foot])
        .enumerate()
    {
        path.push(if index == 0 { 'M' } else { 'L' });
        path.push_str(&format!("{} {}", number(*x), number(*y)));
    }
    canvas.path(&path, ink, 1.5, dash);
    canvas.shape(
        &[
            *tip,
            (foot.0 - dy * 4.5, foot.1 + dx * 4.5),
            (foot.0 + dy * 4.5, foot.1 - dx * 4.5),
        ],
        ink,
    );
}

#[cfg(test)]
mod tests {
    use objects::Heap;
    use proptest::prelude::*;

    use super::*;
    use crate::canvas::WIDTH;

    /// Every number in the paths and corners of a drawing, in pairs.
    fn places(body: &str) -> Vec<(f64, f64)> {
        let mut places = Vec::new();
        for part in body.split(['<', '>']) {
            let list = part
                .split_once(" d=\"")
                .or_else(|| part.split_once(" points=\""));
            let Some((_, list)) = list else {
                continue;
            };
            let list = list.split('"').next().unwrap_or_default();
            let numbers: Vec<f64> = list
                .split(['M', 'L', ' ', ','])
                .filter_map(|number| number.parse().ok())
                .collect();
            places.extend(numbers.chunks(2).map(|pair| (pair[0], pair[1])));
        }
        places
    }

    proptest! {
        #[test]
        fn no_arrow_leaves_the_picture(
            edges in proptest::collection::vec((0..9usize, 0..9usize), 0..30),
            weak in proptest::collection::vec((0..9usize, 0..9usize), 0..3),
            names in proptest::collection::vec(0..9usize, 0..3),
        ) {
            let mut heap: Heap<Vec<Ref>> = Heap::new();
            let objects: Vec<Ref> = (0..9).map(|_| heap.insert(vec![])).collect();
            for &(from, to) in &edges {
                heap.incref(objects[to]);
                heap.get_mut(objects[from]).expect("alive").push(objects[to]);
            }
            let mut before = State::of(&heap, &[]);
            before.weak = weak.iter().map(|&(from, to)| (objects[from], objects[to])).collect();
            for (index, &name) in names.iter().enumerate() {
                before = before.named(&format!("n{index}"), objects[name]);
            }
            let mut state = before.clone();
            state.apply(&gc::Entry::Gc(gc::Event::Cleared { object: objects[0] })).expect("known");
            let picture = Picture {
                before: &before,
                state: &state,
                layout: &Layout::of(&before),
                counting: Counting::Real,
            };
            let figure = picture.figure("A heap", "Look.".into());
            for (x, y) in places(&figure.body) {
                prop_assert!((0.0..=WIDTH).contains(&x) && (0.0..=figure.height).contains(&y), "{x} {y}");
            }
        }
    }

    #[test]
    fn an_arrow_goes_around_what_lies_between() {
        let mut heap: Heap<Vec<Ref>> = Heap::new();
        let last = heap.insert(vec![]);
        let middle = heap.insert(vec![last]);
        let first = heap.insert(vec![middle, last]);
        heap.incref(last);
        let state = State::of(&heap, &[]).named("first", first);
        let layout = Layout::of(&state);
        let row = |object| layout.object(object).map(|(_, y)| y);
        // The last one is held by the first, and so stands in one column with the middle one.
        assert_eq!(row(first), row(middle));
        assert_ne!(row(middle), row(last));

        // Here the middle one stands in the way.
        let mut chain = state.clone();
        for node in &mut chain.nodes {
            node.holds
                .retain(|held| node.object != first || *held != last);
        }
        let layout = Layout::of(&chain);
        let picture = |state| {
            let picture = Picture {
                before: state,
                state,
                layout: &layout,
                counting: Counting::Real,
            };
            picture.figure("A row", "Look.".into()).body
        };
        let (_, y) = layout.object(middle).expect("it has a place");
        let above = |body: &str| {
            let clear = |(_, at): &(f64, f64)| (y - at).abs() > OBJECT.1 / 2.0;
            places(body).iter().filter(|place| clear(place)).count()
        };
        assert_eq!(above(&picture(&chain)), 0);
        assert_eq!(above(&picture(&state)), 1);
    }

    #[test]
    fn a_reference_that_went_is_crossed_out_and_a_weak_one_is_dotted() {
        let mut heap: Heap<Vec<Ref>> = Heap::new();
        let inner = heap.insert(vec![]);
        let outer = heap.insert(vec![inner]);
        let before = State::of(&heap, &[]);
        let mut state = before.clone();
        let layout = Layout::of(&before);
        let draw = |state: &State| {
            let picture = Picture {
                before: &before,
                state,
                layout: &layout,
                counting: Counting::Real,
            };
            picture.figure("A heap", "Look.".into()).body
        };
        let dotted = format!("stroke-dasharray=\"{WEAK}\"");
        assert!(!draw(&state).contains(&dotted));
        state
            .apply(&gc::Entry::Gc(gc::Event::Cleared { object: outer }))
            .expect("known");
        let body = draw(&state);
        assert!(
            body.contains(&dotted) && body.contains(">emptied</text>"),
            "{body}"
        );
        state.weak.push((outer, inner));
        assert!(draw(&state).contains("Dotted arrow: a weak reference."));
    }
}
