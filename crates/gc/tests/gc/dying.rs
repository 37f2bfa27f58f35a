//! Which generation a dying object is in: none, except while its finalizer runs.
//!
//! Measured with `gc.is_tracked` and `gc.get_objects` in `__del__` methods and in a callback,
//! and the same on 3.8.18, 3.9.18, 3.10.13, 3.11.7, 3.12.1, 3.13.0, 3.13.18, 3.14.10 and 3.15.2.

use gc::{Collected, Gc, Trail, collect, get_objects, insert, retrack};
use objects::{Heap, Ref, World, decref};

use crate::common::MEASURED;

/// A world whose finalizers and callbacks look around.
struct Looking {
    heap: Heap<Vec<Ref>, Trail>,
    gc: Gc,
    /// Objects with a finalizer, and whether it saves them.
    finalizers: Vec<(Ref, bool)>,
    /// The object that each finalizer and each callback looks at.
    watched: Option<Ref>,
    /// Whether it has a weak reference with a callback.
    has_callback: bool,
    saved: Vec<Ref>,
    log: Vec<String>,
}

impl Looking {
    fn new(version: &str) -> Looking {
        Looking {
            heap: Heap::with_observer(Trail::new()),
            gc: Gc::new(version.parse().unwrap()).unwrap(),
            finalizers: vec![],
            watched: None,
            has_callback: false,
            saved: vec![],
            log: vec![],
        }
    }

    /// In which of the three generations an object is.
    fn generations(&mut self, object: Ref) -> Vec<i32> {
        (0..3)
            .filter(|&generation| {
                get_objects(self, Some(generation))
                    .unwrap()
                    .contains(&object)
            })
            .collect()
    }

    fn look(&mut self, who: &str) {
        let watched = self.watched.unwrap();
        let tracked = self.gc.is_tracked(watched);
        let generations = self.generations(watched);
        self.log
            .push(format!("{who}: tracked {tracked}, in {generations:?}"));
    }

    /// Makes an object old.
    fn age(&mut self) {
        collect(self);
        collect(self);
    }
}

impl World for Looking {
    type Object = Vec<Ref>;
    type Observer = Trail;

    fn heap(&mut self) -> &mut Heap<Vec<Ref>, Trail> {
        &mut self.heap
    }

    fn untrack(&mut self, object: Ref) {
        self.gc.untrack(object);
    }

    fn track(&mut self, object: Ref) {
        retrack(self, object);
    }

    fn has_finalizer(&self, object: Ref) -> bool {
        self.finalizers.iter().any(|&(other, _)| other == object)
    }

    fn finalize(&mut self, object: Ref) {
        self.look(&format!("finalizer of {object}"));
        if self.finalizers.contains(&(object, true)) {
            self.heap.incref(object);
            self.saved.push(object);
        }
    }

    fn has_weakrefs(&self, object: Ref) -> bool {
        self.has_callback && self.watched == Some(object)
    }

    fn clear_weakrefs(&mut self, _object: Ref) {
        self.look("callback");
        // A collection meets no object that is dying.
        assert_eq!(collect(self), 0);
    }

    fn freed(&mut self, object: Ref, value: Vec<Ref>) {
        self.gc.freed(object, &value);
    }
}

impl Collected for Looking {
    fn gc(&mut self) -> &mut Gc {
        &mut self.gc
    }
}

/// `p.c = Child(); gc.collect(); gc.collect(); del p`, where `Child` has a `__del__`.
#[test]
fn a_childs_finalizer_sees_the_dying_parent_in_no_generation() {
    for version in MEASURED {
        let mut world = Looking::new(version);
        let child = insert(&mut world, vec![]);
        let parent = insert(&mut world, vec![child]);
        world.finalizers = vec![(child, false)];
        world.watched = Some(parent);
        world.age();
        decref(&mut world, parent);
        assert_eq!(
            world.log,
            ["finalizer of #0: tracked false, in []"],
            "{version}"
        );
        assert!(world.heap.is_empty() && world.gc.is_sound(), "{version}");
    }
}

/// The same, where the parent has a `__del__` too: while that runs the parent is young, and afterwards nowhere.
#[test]
fn an_old_object_is_young_while_its_finalizer_runs() {
    for version in MEASURED {
        let mut world = Looking::new(version);
        let child = insert(&mut world, vec![]);
        let parent = insert(&mut world, vec![child]);
        world.finalizers = vec![(child, false), (parent, false)];
        world.watched = Some(parent);
        world.age();
        assert_eq!(world.generations(parent), [2], "{version}");
        decref(&mut world, parent);
        assert_eq!(
            world.log,
            [
                "finalizer of #1: tracked true, in [0]",
                "finalizer of #0: tracked false, in []"
            ],
            "{version}"
        );
        assert!(world.heap.is_empty() && world.gc.is_sound(), "{version}");
    }
}

#[test]
fn an_object_that_its_finalizer_saves_is_young_again() {
    for version in MEASURED {
        let mut world = Looking::new(version);
        let object = insert(&mut world, vec![]);
        world.finalizers = vec![(object, true)];
        world.watched = Some(object);
        world.age();
        decref(&mut world, object);
        assert!(world.gc.is_tracked(object), "{version}");
        assert_eq!(world.generations(object), [0], "{version}");
        assert_eq!(world.saved, [object]);
    }
}

#[test]
fn a_callback_sees_the_dying_object_in_no_generation() {
    for version in MEASURED {
        let mut world = Looking::new(version);
        let object = insert(&mut world, vec![]);
        world.watched = Some(object);
        world.has_callback = true;
        world.age();
        decref(&mut world, object);
        assert_eq!(world.log, ["callback: tracked false, in []"], "{version}");
        assert!(world.heap.is_empty() && world.gc.is_sound(), "{version}");
    }
}

/// In 3.14.1 to 3.14.4 it is tracking that is counted, so a death counts as soon as it begins.
#[test]
fn the_count_of_tracked_objects_goes_down_as_a_death_begins() {
    let mut world = Looking::new("3.14.4");
    let child = insert(&mut world, vec![]);
    let parent = insert(&mut world, vec![child]);
    assert_eq!(world.gc.count()[0], 2);
    decref(&mut world, parent);
    assert_eq!(world.gc.count()[0], 0);
    let object = insert(&mut world, vec![]);
    world.finalizers = vec![(object, true)];
    world.watched = Some(object);
    decref(&mut world, object);
    // Untracked, and tracked again.
    assert_eq!(world.gc.count()[0], 1);
}

/// The log says that a dying object became young for its finalizer.
#[test]
fn the_log_of_a_resurrection() {
    let mut world = Looking::new("3.13.18");
    let object = insert(&mut world, vec![]);
    world.finalizers = vec![(object, true)];
    world.watched = Some(object);
    decref(&mut world, object);
    assert_eq!(
        world.heap.observer().lines(),
        [
            "born #0",
            "tracked #0",
            "decref #0 = 0",
            "dies #0",
            "tracked #0",
            "finalizer #0",
            "incref #0 = 2",
            "resurrected #0 = 1",
        ]
    );
}

/// A world that forgets to say that an object dies.
struct Forgetful {
    heap: Heap<Vec<Ref>>,
    gc: Gc,
}

impl World for Forgetful {
    type Object = Vec<Ref>;
    type Observer = objects::Silent;

    fn heap(&mut self) -> &mut Heap<Vec<Ref>> {
        &mut self.heap
    }

    fn freed(&mut self, object: Ref, value: Vec<Ref>) {
        self.gc.freed(object, &value);
    }
}

impl Collected for Forgetful {
    fn gc(&mut self) -> &mut Gc {
        &mut self.gc
    }
}

#[test]
#[should_panic(expected = "#0 died and is still tracked: does World::untrack call Gc::untrack?")]
fn a_world_that_forgets_to_untrack_is_told() {
    let gc = Gc::new("3.13.18".parse().unwrap()).unwrap();
    let heap = Heap::new();
    let mut world = Forgetful { heap, gc };
    let object = insert(&mut world, vec![]);
    decref(&mut world, object);
}
