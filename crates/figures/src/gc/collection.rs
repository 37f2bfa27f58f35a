//! One collection, step by step: pictures from the log that it writes.

use gc::{Entry, Event, Managed, Step, Trail, UnsupportedVersion, collect};
use objects::Ref;
use version::Version;

use crate::graph::{Counting, Layout, Picture, State, at};
use crate::{Error, Figure};

/// Two rings, `milk` and `tea`, `salt` and `pepper`, and one name, which leads to `tea`.
struct Rings {
    world: Managed<Vec<Ref>, Trail>,
    milk: Ref,
    tea: Ref,
    salt: Ref,
    pepper: Ref,
}

/// Makes the rings. The page includes the lines between the anchors, so that its program and these pictures
/// are of one world.
fn rings() -> Result<Rings, UnsupportedVersion> {
    // ANCHOR: rings
    let mut world = Managed::with_observer(Version::new(3, 13, 18), Trail::new())?;
    let milk = world.insert(vec![]);
    world.heap_mut().incref(milk);
    let tea = world.insert(vec![milk]); // tea.to = milk
    world.heap_mut().incref(tea);
    world.heap_mut().get_mut(milk).unwrap().push(tea); // milk.to = tea
    world.decref(milk); // del milk
    let salt = world.insert(vec![]);
    let pepper = world.insert(vec![salt]); // pepper.to = salt; del salt
    world.heap_mut().get_mut(salt).unwrap().push(pepper); // salt.to = pepper; del pepper
    world.heap_mut().observer_mut().clear();
    // ANCHOR_END: rings
    Ok(Rings {
        world,
        milk,
        tea,
        salt,
        pepper,
    })
}

/// A moment that a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    /// The end of `update_refs`.
    UpdateRefs,
    /// The end of `subtract_refs`.
    SubtractRefs,
    /// In `move_unreachable`, the oldest was set aside.
    SetAside,
    /// In `move_unreachable`, it was brought back.
    BroughtBack,
    /// The end of `move_unreachable`.
    MoveUnreachable,
    /// In `delete_garbage`, the first member was emptied, and the other's count is zero.
    Emptied,
    /// The end of `delete_garbage`.
    DeleteGarbage,
}

use Moment::{
    BroughtBack, DeleteGarbage, Emptied, MoveUnreachable, SetAside, SubtractRefs, UpdateRefs,
};

/// The moments, in order.
const MOMENTS: [Moment; 7] = [
    UpdateRefs,
    SubtractRefs,
    SetAside,
    BroughtBack,
    MoveUnreachable,
    Emptied,
    DeleteGarbage,
];

/// The place in the log at which a step begins.
fn step(log: &[Entry], step: Step) -> Option<usize> {
    log.iter()
        .position(|entry| *entry == Entry::Gc(Event::Step(step)))
}

/// The place in the log at which a moment is reached: the number of lines before it.
fn place(log: &[Entry], moment: Moment) -> Result<usize, Error> {
    let first = |wanted: fn(&Event) -> bool| {
        log.iter()
            .position(|entry| matches!(entry, Entry::Gc(event) if wanted(event)))
    };
    let place = match moment {
        UpdateRefs => step(log, Step::SubtractRefs),
        SubtractRefs => step(log, Step::MoveUnreachable),
        SetAside => first(|event| matches!(event, Event::SetAside { .. })).map(|at| at + 1),
        BroughtBack => first(|event| matches!(event, Event::BroughtBack { .. })).map(|at| at + 1),
        MoveUnreachable => first(|event| matches!(event, Event::Promoted { .. })),
        Emptied => log
            .iter()
            .position(|entry| matches!(entry, Entry::Heap(objects::Event::Dies { .. })))
            .map(|at| at + 1),
        DeleteGarbage => first(|event| matches!(event, Event::Stopped { .. })),
    };
    place.ok_or_else(|| Error::Run(format!("the log has no moment {moment:?}")))
}

/// A ring with a name and one without, a collection, and the picture of one moment of it.
pub(super) fn draw(moment: Moment) -> Result<Figure, Error> {
    let Rings {
        mut world,
        milk,
        tea,
        salt,
        pepper,
    } = rings()?;
    let known = [
        ("milk", milk),
        ("tea", tea),
        ("salt", salt),
        ("pepper", pepper),
    ];
    let start = State::of(world.heap(), &known).named("tea", tea);
    collect(&mut world);
    let log = world.heap().observer().entries();
    // What happened to the survivors between the two halves is no part of the second half's pictures.
    let earlier = match MOMENTS.iter().position(|other| *other == moment) {
        _ if moment == Emptied => step(log, Step::DeleteGarbage).unwrap_or_default(),
        None | Some(0) => 0,
        Some(index) => place(log, MOMENTS[index - 1])?,
    };
    let states = at(&start, log, &[earlier, place(log, moment)?])?;
    let [before, state] = states.as_slice() else {
        return Err(Error::Run("two moments make two states".to_owned()));
    };
    let label = |object: &Ref| {
        state
            .node(*object)
            .map_or_else(String::new, |node| node.label.clone())
    };
    let list = |objects: &[Ref]| {
        let labels: Vec<String> = objects.iter().map(label).collect();
        if labels.is_empty() {
            "nobody".to_owned()
        } else {
            labels.join(", ")
        }
    };
    let lists = format!(
        "On the list that is looked at: {}. Set aside: {}.",
        list(&state.looked_at),
        list(&state.set_aside)
    );
    let changed = state.changes(before);
    let (title, counting, notice) = match moment {
        UpdateRefs => (
            "After update_refs",
            Counting::Copies,
            "Each copy is as high as the number of arrows that end at the object.".to_owned(),
        ),
        SubtractRefs => (
            "After subtract_refs",
            Counting::Copies,
            format!(
                "What is above zero is held from outside: {}.",
                list(&state.above_zero())
            ),
        ),
        SetAside => ("move_unreachable sets aside", Counting::Copies, lists),
        BroughtBack => ("move_unreachable brings back", Counting::Copies, lists),
        MoveUnreachable => ("After move_unreachable", Counting::Copies, lists),
        Emptied => ("delete_garbage empties one", Counting::Real, changed),
        DeleteGarbage => ("After delete_garbage", Counting::Real, changed),
    };
    let picture = Picture {
        before,
        state,
        layout: &Layout::of(&start),
        counting,
    };
    Ok(picture.figure(title, notice))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_asserts_the_log_that_is_drawn() {
        let page = include_str!("../../../../src/gc/collection.md");
        assert!(page.contains("{{#include crates/figures/src/gc/collection.rs:rings}}"));
        let mut world = rings().expect("modelled").world;
        collect(&mut world);
        let log = world.heap().observer().lines();
        // The strings that the page compares the log with, each on a line of its own.
        let asserted: Vec<&str> = page
            .lines()
            .filter_map(|line| line.strip_prefix("    \"")?.strip_suffix("\","))
            .collect();
        // The page leaves out the second look at the garbage.
        let again = log
            .iter()
            .position(|line| line == "handle_resurrected_objects")
            .expect("a step")
            + 1;
        let delete = log
            .iter()
            .position(|line| line == "delete_garbage")
            .expect("a step");
        let drawn: Vec<&str> = log[..again]
            .iter()
            .chain(&log[delete..])
            .map(String::as_str)
            .collect();
        assert_eq!(asserted, drawn);
    }

    #[test]
    fn the_moments_come_in_their_order() {
        let mut world = rings().expect("modelled").world;
        collect(&mut world);
        let log = world.heap().observer().entries();
        let places: Vec<usize> = MOMENTS
            .iter()
            .map(|moment| place(log, *moment).expect("it is there"))
            .collect();
        assert!(places.is_sorted_by(|a, b| a < b), "{places:?}");
    }

    #[test]
    fn the_pictures_say_what_the_collector_does() {
        let text = |moment| draw(moment).expect("drawn").description;
        assert!(text(UpdateRefs).contains("#1 tea: gc_refs 2, held by the name tea and #0 milk."));
        assert!(text(SubtractRefs).contains("#0 milk: gc_refs 0"));
        assert!(text(SetAside).contains("#0 milk: gc_refs 0, held by #1 tea, set aside"));
        assert!(
            text(MoveUnreachable).contains(
                "#2 salt: gc_refs 0, held by #3 pepper, and no name leads there, set aside"
            )
        );
        assert!(text(Emptied).contains("#3 pepper: count 0, held by nobody"));
        assert!(text(DeleteGarbage).contains("#2 salt: freed"));
        let body = draw(SubtractRefs).expect("drawn").body;
        assert!(
            body.contains(">1 → 0</text>") && body.contains(">2 → 1</text>"),
            "{body}"
        );
        // Four references were followed, and none of them in the step after it.
        let crosses = |moment| {
            let body = draw(moment).expect("drawn").body;
            body.matches("stroke-width=\"2\"").count()
        };
        assert!(body.contains("Crossed arrow: taken off the copy."));
        assert_eq!((crosses(SubtractRefs), crosses(SetAside)), (4, 0));
        assert!(
            draw(BroughtBack)
                .expect("drawn")
                .body
                .contains(">brought back</text>")
        );
    }
}
