//! The hooks of a death: which are called, and in which order.

use std::fmt;

use objects::{Event, Heap, LogOf, Observer, Ref, World, decref};

/// A line of the log: an event of the heap, or a hook that was called.
#[derive(Clone, Debug, PartialEq)]
enum Line {
    Event(Event),
    Hook(&'static str, Ref),
}

impl From<Event> for Line {
    fn from(event: Event) -> Line {
        Line::Event(event)
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Line::Event(event) => event.fmt(f),
            Line::Hook(hook, object) => write!(f, "{hook}({object})"),
        }
    }
}

/// A world that writes down each hook among the heap's events.
struct Hooks {
    heap: Heap<Vec<Ref>, LogOf<Line>>,
    /// The objects with a finalizer.
    finalizers: Vec<Ref>,
    /// Whether a finalizer saves its object.
    saves: bool,
    saved: Vec<Ref>,
}

impl Hooks {
    fn new() -> Hooks {
        Hooks {
            heap: Heap::with_observer(LogOf::new()),
            finalizers: Vec::new(),
            saves: false,
            saved: Vec::new(),
        }
    }

    fn hook(&mut self, hook: &'static str, object: Ref) {
        self.heap.observer_mut().observe(Line::Hook(hook, object));
    }

    /// What happens when a reference is let go of.
    fn log_of_dropping(&mut self, object: Ref) -> Vec<String> {
        self.heap.observer_mut().clear();
        decref(self, object);
        self.heap.observer().lines()
    }
}

impl World for Hooks {
    type Object = Vec<Ref>;
    type Observer = LogOf<Line>;

    fn heap(&mut self) -> &mut Heap<Vec<Ref>, LogOf<Line>> {
        &mut self.heap
    }

    fn untrack(&mut self, object: Ref) {
        self.hook("untrack", object);
    }

    fn track(&mut self, object: Ref) {
        self.hook("track", object);
    }

    fn has_finalizer(&self, object: Ref) -> bool {
        self.finalizers.contains(&object)
    }

    fn finalize(&mut self, object: Ref) {
        self.hook("finalize", object);
        if self.saves {
            self.heap.incref(object);
            self.saved.push(object);
        }
    }

    fn has_weakrefs(&self, _object: Ref) -> bool {
        true
    }

    fn clear_weakrefs(&mut self, object: Ref) {
        self.hook("clear_weakrefs", object);
    }

    fn dealloc(&mut self, object: Ref) {
        // Past saving, and with everything it held.
        assert!(self.heap.try_incref(object).is_err());
        assert!(self.heap.get(object).is_some());
        self.hook("dealloc", object);
    }

    fn freed(&mut self, object: Ref, _value: Vec<Ref>) {
        self.hook("freed", object);
    }
}

#[test]
fn a_death_without_a_finalizer() {
    let mut world = Hooks::new();
    let child = world.heap.insert(vec![]);
    let parent = world.heap.insert(vec![child]);
    assert_eq!(
        world.log_of_dropping(parent),
        [
            "decref #1 = 0",
            "dies #1",
            "untrack(#1)",
            "weakrefs cleared #1",
            "clear_weakrefs(#1)",
            "dealloc(#1)",
            "decref #0 = 0",
            "dies #0",
            "untrack(#0)",
            "weakrefs cleared #0",
            "clear_weakrefs(#0)",
            "dealloc(#0)",
            "freed #0",
            "freed(#0)",
            "freed #1",
            "freed(#1)",
        ]
    );
}

#[test]
fn an_object_is_tracked_while_its_finalizer_runs() {
    let mut world = Hooks::new();
    let object = world.heap.insert(vec![]);
    world.finalizers.push(object);
    assert_eq!(
        world.log_of_dropping(object),
        [
            "decref #0 = 0",
            "dies #0",
            "untrack(#0)",
            "track(#0)",
            "finalizer #0",
            "finalize(#0)",
            "untrack(#0)",
            "weakrefs cleared #0",
            "clear_weakrefs(#0)",
            "dealloc(#0)",
            "freed #0",
            "freed(#0)",
        ]
    );
}

#[test]
fn a_saved_object_stays_tracked_and_its_second_death_is_a_plain_one() {
    let mut world = Hooks::new();
    let object = world.heap.insert(vec![]);
    world.finalizers.push(object);
    world.saves = true;
    assert_eq!(
        world.log_of_dropping(object),
        [
            "decref #0 = 0",
            "dies #0",
            "untrack(#0)",
            "track(#0)",
            "finalizer #0",
            "finalize(#0)",
            "incref #0 = 2",
            "resurrected #0 = 1",
        ]
    );
    let saved = world.saved.pop().expect("the finalizer saved it");
    assert_eq!(
        world.log_of_dropping(saved),
        [
            "decref #0 = 0",
            "dies #0",
            "untrack(#0)",
            "weakrefs cleared #0",
            "clear_weakrefs(#0)",
            "dealloc(#0)",
            "freed #0",
            "freed(#0)",
        ]
    );
}
