//! Rings that counting can't free, before and after their last name goes.

use gc::Managed;
use objects::{Ref, Silent};
use version::Version;

use crate::graph::{Counting, Layout, Picture, State};
use crate::{Error, Figure};

type World = Managed<Vec<Ref>, Silent>;

/// What happens here is alike in all releases.
const VERSION: Version = Version::new(3, 13, 18);

/// `holder` holds `held` from now on, as one reference more.
fn hold(world: &mut World, holder: Ref, held: Ref) {
    world.heap_mut().incref(held);
    if let Some(items) = world.heap_mut().get_mut(holder) {
        items.push(held);
    }
}

/// Looks at a world whose names are all that leads into it.
fn look(world: &World, shown: &[(&str, Ref)], names: &[(&str, Ref)]) -> Result<State, Error> {
    world
        .audit(names.iter().map(|(_, object)| *object))
        .map_err(|error| Error::Run(error.to_string()))?;
    let mut state = State::some(world.heap(), shown)?;
    for (name, object) in names {
        state = state.named(name, *object);
    }
    Ok(state)
}

fn figure(title: &str, before: &State, state: &State, notice: String) -> Figure {
    let picture = Picture {
        before,
        state,
        layout: &Layout::of(before),
        counting: Counting::Real,
    };
    picture.figure(title, notice)
}

fn count(state: &State, object: Ref) -> u32 {
    state.node(object).map_or(0, |node| node.refcnt)
}

/// A cup that holds itself, while its name is there or after it has gone.
pub(super) fn itself(unnamed: bool) -> Result<Figure, Error> {
    let mut world = World::new(VERSION)?;
    let cup = world.insert(vec![]);
    hold(&mut world, cup, cup); // ring.me = ring
    let shown = [("cup", cup)];
    let before = look(&world, &shown, &[("ring", cup)])?;
    if !unnamed {
        let notice = format!(
            "The cup counts {}: the name is one of them, and the cup's own attribute the other.",
            count(&before, cup)
        );
        return Ok(figure(
            "A cup that holds itself, while make runs",
            &before,
            &before,
            notice,
        ));
    }
    world.decref(cup); // the end of make
    let after = look(&world, &shown, &[])?;
    let notice = format!(
        "The name is gone, and the cup still counts {}. The count is right: that reference comes from inside.",
        count(&after, cup)
    );
    Ok(figure("After make has returned", &before, &after, notice))
}

/// The ring that an exception makes with the frame that keeps it, after the call.
pub(super) fn exception() -> Result<Figure, Error> {
    let mut world = World::new(VERSION)?;
    let frame = world.insert(vec![]);
    let cup = world.insert(vec![]); // cup = Cup()
    let exception = world.insert(vec![]); // raise ValueError
    let traceback = world.insert(vec![]);
    hold(&mut world, traceback, frame); // tb_frame
    hold(&mut world, exception, traceback); // __traceback__
    world.decref(traceback);
    // The two locals: what `insert` gave is theirs.
    if let Some(locals) = world.heap_mut().get_mut(frame) {
        locals.extend([exception, cup]); // mistake = error
    }
    let shown = [
        ("frame", frame),
        ("exception", exception),
        ("traceback", traceback),
        ("cup", cup),
    ];
    let before = look(&world, &shown, &[("order", frame)])?;
    world.decref(frame); // the call returns
    let after = look(&world, &shown, &[])?;
    let holds_back = |node: &&crate::graph::Node| {
        let holders = after
            .nodes
            .iter()
            .filter(|other| other.holds.contains(&node.object));
        !node.holds.is_empty() && holders.count() > 0
    };
    let ring: Vec<&str> = (after.nodes.iter().filter(holds_back))
        .map(|node| node.label.as_str())
        .collect();
    let notice = format!(
        "The call of order has returned and lets go of its frame, and nothing is freed: the frame counts {}. \
         The ring is {}. The cup leads nowhere, so it isn't part of the ring; it hangs on it.",
        count(&after, frame),
        ring.join(", ")
    );
    Ok(figure(
        "The ring that an exception makes",
        &before,
        &after,
        notice,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counting_frees_nothing_of_the_rings() {
        let text = |figure: Result<Figure, Error>| figure.expect("drawn").description;
        assert_eq!(
            text(itself(false)),
            "cup: count 2, held by the name ring and cup."
        );
        assert_eq!(
            text(itself(true)),
            "cup: count 1, held by cup, and no name leads there."
        );
        let exception = exception().expect("drawn");
        assert!(!exception.description.contains("freed"));
        assert!(
            exception
                .notice
                .contains("The ring is frame, exception, traceback.")
        );
    }
}
