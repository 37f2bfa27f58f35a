//! [`State`]: what there is at one moment of a run, and what an event makes of it.

use gc::{Entry, Event, Step};
use objects::{Heap, Observer, Ref, Trace};

use crate::Error;

/// Where an object stands with the collector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// On a list of its generation, between two collections, or not tracked.
    AtRest,
    /// On the list that is being looked at.
    LookedAt,
    /// On the list of what nobody outside was seen to lead to.
    SetAside,
    /// In this generation since this collection.
    Promoted(usize),
}

/// One object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) object: Ref,
    /// What a reader knows it by.
    pub(crate) label: String,
    /// Its `ob_refcnt`.
    pub(crate) refcnt: u32,
    /// The collector's copy of it, during a collection.
    pub(crate) gc_refs: Option<u32>,
    pub(crate) place: Place,
    /// What it holds, in order.
    pub(crate) holds: Vec<Ref>,
    /// Whether `tp_clear` has emptied it.
    pub(crate) emptied: bool,
    /// Whether its count came to zero.
    pub(crate) dead: bool,
    /// Whether its memory was given back.
    pub(crate) freed: bool,
}

impl Node {
    fn new<T: Trace>(object: Ref, label: String, refcnt: u32, value: &T) -> Node {
        let mut holds = Vec::new();
        Trace::trace(value, &mut |child| holds.push(child));
        Node {
            object,
            label,
            refcnt,
            gc_refs: None,
            place: Place::AtRest,
            holds,
            emptied: false,
            dead: false,
            freed: false,
        }
    }
}

/// Everything there is at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct State {
    /// The objects, oldest place first.
    pub(crate) nodes: Vec<Node>,
    /// Names, and what each leads to.
    pub(crate) names: Vec<(String, Ref)>,
    /// Weak references: the object that is one, and the object it points to.
    pub(crate) weak: Vec<(Ref, Ref)>,
    /// The list that is being looked at, in its order.
    pub(crate) looked_at: Vec<Ref>,
    /// The list of what was set aside, in its order.
    pub(crate) set_aside: Vec<Ref>,
    /// References that `subtract_refs` followed: who holds, and whom.
    pub(crate) subtracted: Vec<(Ref, Ref)>,
    /// Whether a collector is part of what is shown.
    pub(crate) collector: bool,
    /// What a dotted arrow is.
    pub(crate) dotted: &'static str,
    /// What there is and isn't shown; empty when that is nothing.
    pub(crate) left_out: &'static str,
}

impl State {
    /// Looks at a world. `known` are objects with what a reader knows them by; the others go by their number.
    pub(crate) fn of<T: Trace, O: Observer>(heap: &Heap<T, O>, known: &[(&str, Ref)]) -> State {
        let nodes = heap.iter().map(|(object, value)| {
            let known = known.iter().find(|(_, other)| *other == object);
            let label = known.map_or_else(
                || object.to_string(),
                |(name, _)| format!("{object} {name}"),
            );
            Node::new(object, label, heap.refcnt(object), value)
        });
        State {
            nodes: nodes.collect(),
            names: Vec::new(),
            weak: Vec::new(),
            looked_at: Vec::new(),
            set_aside: Vec::new(),
            subtracted: Vec::new(),
            collector: true,
            dotted: "a weak reference",
            left_out: "",
        }
    }

    /// Looks at some objects of a world, in this order, without a log and without a collector.
    ///
    /// # Errors
    ///
    /// When one of them is gone.
    pub(crate) fn some<T: Trace, O: Observer>(
        heap: &Heap<T, O>,
        shown: &[(&str, Ref)],
    ) -> Result<State, Error> {
        let mut state = State::of(heap, &[]);
        state.collector = false;
        state.nodes.clear();
        for (label, object) in shown {
            let value = heap
                .get(*object)
                .ok_or_else(|| Error::Run(format!("{label} is gone before it was looked at")))?;
            let refcnt = heap.refcnt(*object);
            state
                .nodes
                .push(Node::new(*object, (*label).to_owned(), refcnt, value));
        }
        Ok(state)
    }

    /// Looks at the same objects again: what each holds and counts now, and who is gone.
    pub(crate) fn again<T: Trace, O: Observer>(&self, heap: &Heap<T, O>) -> State {
        let mut state = self.clone();
        for node in &mut state.nodes {
            *node = match heap.get(node.object) {
                Some(value) => {
                    let refcnt = heap.refcnt(node.object);
                    Node::new(node.object, node.label.clone(), refcnt, value)
                }
                None => Node {
                    refcnt: 0,
                    holds: Vec::new(),
                    dead: true,
                    freed: true,
                    ..node.clone()
                },
            };
        }
        state
    }

    /// Says what isn't shown.
    pub(crate) fn leaving_out(mut self, what: &'static str) -> State {
        self.left_out = what;
        self
    }

    /// Adds a name that leads to an object and holds one of its references.
    pub(crate) fn named(mut self, name: &str, object: Ref) -> State {
        self.names.push((name.to_owned(), object));
        self
    }

    /// The node of an object.
    pub(crate) fn node(&self, object: Ref) -> Option<&Node> {
        self.nodes.iter().find(|node| node.object == object)
    }

    fn change(&mut self, object: Ref, change: impl FnOnce(&mut Node)) -> Result<(), Error> {
        match self.nodes.iter_mut().find(|node| node.object == object) {
            Some(node) => {
                change(node);
                Ok(())
            }
            None => Err(Error::Run(format!(
                "the log speaks of {object}, which was not there when the world was looked at; look at it later"
            ))),
        }
    }

    /// Puts an object at the end of a list, and takes it off the other.
    fn put(&mut self, object: Ref, place: Place) -> Result<(), Error> {
        self.looked_at.retain(|other| *other != object);
        self.set_aside.retain(|other| *other != object);
        match place {
            Place::LookedAt => self.looked_at.push(object),
            Place::SetAside => self.set_aside.push(object),
            Place::AtRest | Place::Promoted(_) => {}
        }
        self.change(object, |node| node.place = place)
    }

    /// Takes one line of the log.
    ///
    /// # Errors
    ///
    /// When it speaks of an object that wasn't there when the world was looked at: what such an object holds,
    /// the log doesn't say.
    pub(crate) fn apply(&mut self, entry: &Entry) -> Result<(), Error> {
        match entry {
            Entry::Heap(event) => self.heap(event),
            Entry::Gc(event) => self.collector(*event),
        }
    }

    fn heap(&mut self, event: &objects::Event) -> Result<(), Error> {
        use objects::Event;
        match event {
            Event::Incref { object, refcnt } | Event::Decref { object, refcnt } => {
                self.change(*object, |node| node.refcnt = *refcnt)
            }
            Event::Dies { object } => self.change(*object, |node| node.dead = true),
            Event::Freed { object } => {
                self.looked_at.retain(|other| other != object);
                self.set_aside.retain(|other| other != object);
                self.weak.retain(|(weakref, _)| weakref != object);
                self.change(*object, |node| {
                    node.freed = true;
                    node.holds.clear();
                })
            }
            Event::WeakrefsCleared { object } => {
                self.weak.retain(|(_, target)| target != object);
                Ok(())
            }
            Event::Bind { name, object } => {
                self.names.retain(|(other, _)| **other != **name);
                self.names.push((name.to_string(), *object));
                self.change(*object, |_| {})
            }
            Event::Unbind { name, object } => {
                self.names.retain(|(other, _)| **other != **name);
                self.change(*object, |_| {})
            }
            // A newborn is unknown until someone speaks of it.
            _ => Ok(()),
        }
    }

    fn collector(&mut self, event: Event) -> Result<(), Error> {
        match event {
            Event::RefsCopied { object, gc_refs } => {
                self.change(object, |node| node.gc_refs = Some(gc_refs))?;
                self.put(object, Place::LookedAt)
            }
            Event::RefsSubtracted {
                parent,
                object,
                gc_refs,
            } => {
                self.subtracted.push((parent, object));
                self.change(object, |node| node.gc_refs = Some(gc_refs))
            }
            Event::SetAside { object } => self.put(object, Place::SetAside),
            // `visit_reachable` gives both kinds of newly found objects the number 1, so that the walk goes on
            // through them; those that it had not come to yet have no event of their own.
            Event::BroughtBack { object } => {
                self.change(object, |node| node.gc_refs = Some(1))?;
                self.put(object, Place::LookedAt)
            }
            Event::Reached { object } => {
                let held = self
                    .node(object)
                    .map_or_else(Vec::new, |node| node.holds.clone());
                for held in held {
                    if self.looked_at.contains(&held) {
                        self.change(held, |node| {
                            node.gc_refs = node.gc_refs.map(|refs| refs.max(1));
                        })?;
                    }
                }
                Ok(())
            }
            Event::Promoted { generation, .. } => {
                for object in std::mem::take(&mut self.looked_at) {
                    self.put(object, Place::Promoted(generation))?;
                }
                Ok(())
            }
            Event::WeakrefCleared { weakref } => {
                self.weak.retain(|(other, _)| *other != weakref);
                Ok(())
            }
            Event::Cleared { object } => self.change(object, |node| {
                node.emptied = true;
                node.holds.clear();
            }),
            Event::Step(Step::DeleteGarbage) | Event::Stopped { .. } => {
                for node in &mut self.nodes {
                    node.gc_refs = None;
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The objects whose `gc_refs` is above zero.
    pub(crate) fn above_zero(&self) -> Vec<Ref> {
        let above = self.nodes.iter().filter(|node| node.gc_refs > Some(0));
        above.map(|node| node.object).collect()
    }

    /// What has become of the objects since `before`, in sentences.
    pub(crate) fn changes(&self, before: &State) -> String {
        let mut sentences = Vec::new();
        for node in &self.nodes {
            let Some(old) = before.node(node.object) else {
                continue;
            };
            let label = &node.label;
            if node.freed && !old.freed {
                sentences.push(format!("{label} is freed."));
            } else if node.dead && !old.dead {
                sentences.push(format!("{label} has count {} and dies.", node.refcnt));
            } else if node.emptied && !old.emptied {
                sentences.push(format!("{label} is emptied."));
            }
        }
        sentences.join(" ")
    }

    /// Whether an object counts more references than there are in the picture.
    ///
    /// Not asked of a collection: what it empties still has a count that nobody shown stands for.
    pub(crate) fn is_held_elsewhere(&self, node: &Node) -> bool {
        let names = self.names.iter().map(|(_, object)| object);
        let held = self.nodes.iter().flat_map(|node| &node.holds);
        let shown = names.chain(held).filter(|held| **held == node.object);
        !self.collector && node.refcnt as usize > shown.count()
    }

    /// The objects that a name leads to, directly or through others. Whoever isn't shown counts as a name.
    pub(crate) fn reachable(&self) -> Vec<Ref> {
        let mut found: Vec<Ref> = Vec::new();
        let mut to_visit: Vec<Ref> = self.names.iter().map(|(_, object)| *object).collect();
        let elsewhere = (self.nodes.iter()).filter(|node| self.is_held_elsewhere(node));
        to_visit.extend(elsewhere.map(|node| node.object));
        while let Some(object) = to_visit.pop() {
            if !found.contains(&object) {
                found.push(object);
                to_visit.extend(self.node(object).iter().flat_map(|node| &node.holds));
            }
        }
        found
    }
}

/// The states of a run at the moments that `cuts` choose: each is a place in the log, and the state is that before it.
///
/// # Errors
///
/// As [`State::apply`], and when a place lies behind the end of the log or before the place of the last cut.
pub(crate) fn at(start: &State, log: &[Entry], cuts: &[usize]) -> Result<Vec<State>, Error> {
    let mut state = start.clone();
    let mut states = Vec::new();
    let mut done = 0;
    for &cut in cuts {
        let Some(entries) = log.get(done..cut) else {
            return Err(Error::Run(format!(
                "no moment {cut} after moment {done} in a log of {} lines",
                log.len()
            )));
        };
        for entry in entries {
            state.apply(entry)?;
        }
        done = cut;
        states.push(state.clone());
    }
    Ok(states)
}

#[cfg(test)]
mod tests {
    use gc::{Managed, Trail, collect};
    use version::Version;

    use super::*;

    /// A ring of two without a name, and a list that a name leads to and that holds another one.
    fn world() -> (Managed<Vec<Ref>, Trail>, [Ref; 4]) {
        let mut world =
            Managed::with_observer(Version::new(3, 13, 18), Trail::new()).expect("modelled");
        let first = world.insert(vec![]);
        let second = world.insert(vec![first]);
        world.heap_mut().get_mut(first).expect("alive").push(second);
        let inner = world.insert(vec![]);
        let outer = world.insert(vec![inner]);
        world.heap_mut().observer_mut().clear();
        (world, [first, second, inner, outer])
    }

    #[test]
    fn the_last_state_is_the_world_as_it_is_in_the_end() {
        let (mut world, [first, second, inner, outer]) = world();
        let mut state = State::of(world.heap(), &[("outer", outer)]).named("shelf", outer);
        assert_eq!(
            state.node(outer).map(|node| node.label.as_str()),
            Some("#3 outer")
        );
        collect(&mut world);
        for entry in world.heap().observer().entries() {
            state.apply(entry).expect("everything was there");
        }
        for node in &state.nodes {
            assert_eq!(
                node.freed,
                !world.heap().is_alive(node.object),
                "{}",
                node.label
            );
            assert_eq!(node.gc_refs, None);
            if !node.freed {
                assert_eq!(
                    node.refcnt,
                    world.heap().refcnt(node.object),
                    "{}",
                    node.label
                );
                assert_eq!(Some(&node.holds), world.heap().get(node.object));
            }
        }
        let place = |object| state.node(object).map(|node| node.place);
        assert_eq!(place(outer), Some(Place::Promoted(2)));
        assert_eq!(state.reachable(), [outer, inner]);
        assert!(!state.reachable().contains(&first) && !state.reachable().contains(&second));
        assert!(state.looked_at.is_empty() && state.set_aside.is_empty());
    }

    #[test]
    fn what_the_walk_finds_before_it_gets_there_has_the_number_one() {
        // The outer list is the older one here, so that the walk goes from it to the inner one.
        let mut world =
            Managed::with_observer(Version::new(3, 13, 18), Trail::new()).expect("modelled");
        let outer = world.insert(vec![]);
        let inner = world.insert(vec![]);
        world.heap_mut().get_mut(outer).expect("alive").push(inner);
        let mut state = State::of(world.heap(), &[]).named("shelf", outer);
        world.heap_mut().observer_mut().clear();
        collect(&mut world);
        let mut seen = Vec::new();
        for entry in world.heap().observer().entries() {
            state.apply(entry).expect("everything was there");
            seen.extend(state.node(inner).and_then(|node| node.gc_refs));
            if matches!(entry, Entry::Gc(Event::Promoted { .. })) {
                break;
            }
        }
        seen.dedup();
        assert_eq!(seen, [1, 0, 1]);
    }

    #[test]
    fn moments_follow_one_another() {
        let (mut world, _) = world();
        let start = State::of(world.heap(), &[]);
        collect(&mut world);
        let log = world.heap().observer().entries();
        let states = at(&start, log, &[0, log.len()]).expect("two moments");
        assert_eq!(states[0], start);
        assert_ne!(states[1], start);
        for cuts in [[2, 1], [0, log.len() + 1]] {
            assert!(
                matches!(at(&start, log, &cuts), Err(Error::Run(_))),
                "{cuts:?}"
            );
        }
    }

    #[test]
    fn a_log_of_another_world_is_refused() {
        let (world, _) = world();
        let mut state = State::of(world.heap(), &[]);
        let mut heap = Heap::<Vec<Ref>>::new();
        let stranger = (0..9).map(|_| heap.insert(vec![])).last().expect("nine");
        let entry = Entry::Heap(objects::Event::Dies { object: stranger });
        let error = state.apply(&entry).expect_err("a stranger");
        assert!(error.to_string().contains("#8"), "{error}");
    }

    #[test]
    fn names_and_weak_references_come_and_go() {
        let (world, [first, second, ..]) = world();
        let mut state = State::of(world.heap(), &[]);
        state.weak.push((first, second));
        let mut apply = |entry: Entry| state.apply(&entry).expect("known objects");
        apply(Entry::Heap(objects::Event::Bind {
            name: "a".into(),
            object: first,
        }));
        apply(Entry::Heap(objects::Event::Bind {
            name: "a".into(),
            object: second,
        }));
        apply(Entry::Gc(Event::WeakrefCleared { weakref: first }));
        assert_eq!(state.names, [("a".to_owned(), second)]);
        assert_eq!(state.weak, []);
        state
            .apply(&Entry::Heap(objects::Event::Unbind {
                name: "a".into(),
                object: second,
            }))
            .expect("known");
        assert_eq!(state.names, []);
    }
}
