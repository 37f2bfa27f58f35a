//! A small world and the names that lead into it, looked at before and after something happens.

use objects::Ref;
use version::Version;
use weakref::{SmallWorld, reference};

use crate::graph::{Counting, Layout, Picture, State};
use crate::{Error, Figure};

/// The release whose rules the pictures show where releases don't differ.
pub(super) const VERSION: Version = Version::new(3, 13, 18);

/// Looks at some objects. `names` are all the references from outside: with any other the counts wouldn't come out.
///
/// # Errors
///
/// When a count isn't what the references in the world make it.
pub(super) fn look(
    world: &SmallWorld,
    shown: &[(&str, Ref)],
    names: &[(&str, Ref)],
) -> Result<State, Error> {
    finish(State::some(world.heap(), shown)?, world, names)
}

/// Looks at the same objects again.
///
/// # Errors
///
/// As [`look`].
pub(super) fn again(
    before: &State,
    world: &SmallWorld,
    names: &[(&str, Ref)],
) -> Result<State, Error> {
    finish(before.again(world.heap()), world, names)
}

fn finish(mut state: State, world: &SmallWorld, names: &[(&str, Ref)]) -> Result<State, Error> {
    world.audit(names.iter().map(|(_, object)| *object))?;
    state.names.clear();
    for (name, object) in names {
        state = state.named(name, *object);
    }
    state.weak = weak(&state, world);
    Ok(state)
}

/// Who looks at whom. A weak reference that isn't shown is an arrow from whoever holds it.
fn weak(state: &State, world: &SmallWorld) -> Vec<(Ref, Ref)> {
    let mut weak = Vec::new();
    for node in &state.nodes {
        let hidden = node
            .holds
            .iter()
            .filter(|held| state.node(**held).is_none());
        for looking in std::iter::once(&node.object).chain(hidden) {
            let seen = reference(world.heap(), *looking).and_then(|reference| reference.object());
            let Some(object) = seen.filter(|object| world.heap().is_alive(*object)) else {
                continue;
            };
            if state.node(object).is_some() && !weak.contains(&(node.object, object)) {
                weak.push((node.object, object));
            }
        }
    }
    weak
}

/// The picture of a state, compared with an earlier one.
pub(super) fn figure(title: &str, before: &State, state: &State, notice: String) -> Figure {
    let picture = Picture {
        before,
        state,
        layout: &Layout::of(before),
        counting: Counting::Real,
    };
    picture.figure(title, notice)
}

/// What an object counts, as a sentence has it.
pub(super) fn counts(state: &State, object: Ref) -> String {
    state.node(object).map_or_else(String::new, |node| {
        format!("{} counts {}", node.label, node.refcnt)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forgotten_name_is_found_by_counting_again() {
        let mut world = SmallWorld::new(VERSION);
        let cup = world.thing("cup");
        assert!(look(&world, &[("cup", cup)], &[("cup", cup)]).is_ok());
        let error = look(&world, &[("cup", cup)], &[]).expect_err("a name is missing");
        assert!(matches!(error, Error::Run(_)), "{error}");
    }

    #[test]
    fn a_hidden_reference_is_an_arrow_of_its_holder_and_goes_with_its_object() {
        let mut world = SmallWorld::new(VERSION);
        let cup = world.thing("cup");
        let seen = weakref::new_ref(&mut world, cup, None).expect("a thing can be looked at");
        let shelf = world.list(vec![seen]);
        let shown = [("shelf", shelf), ("cup", cup)];
        let before = look(&world, &shown, &[("shelf", shelf), ("cup", cup)]).expect("it counts");
        assert_eq!(before.weak, [(shelf, cup)]);
        world.del(cup);
        let after = again(&before, &world, &[("shelf", shelf)]).expect("it counts");
        assert_eq!(after.weak, []);
        assert_eq!(after.changes(&before), "cup is freed.");
        assert_eq!(counts(&after, shelf), "shelf counts 1");
    }
}
