//! [`Iter`], an iterator over a weak container: a generator of `Lib/weakref.py`, step by step.

use objects::{Ref, decref};
use version::Version;

use crate::container::{self, Flavour, commit_removals, removals_wait};
use crate::error::Error;
use crate::list::get_ref;
use crate::part::{PartWorld, decref_all};
use crate::table::Entry;

/// What an iterator gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// Keys, or a set's elements.
    Keys,
    /// Values.
    Values,
    /// Both.
    Items,
}

/// One step's result. The references are the caller's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// The key or the element, unless only values were asked for.
    pub key: Option<Ref>,
    /// The value, unless only keys were asked for.
    pub value: Option<Ref>,
}

#[derive(Clone, Debug, PartialEq)]
enum State {
    /// No step was made: a generator runs nothing until its first step.
    Fresh,
    /// Between two steps.
    Running {
        /// From 3.14: the copy of the data that is walked over.
        copy: Option<Vec<Entry>>,
        /// Where to go on.
        position: usize,
        /// To 3.13: how many entries the data had at the start.
        used: usize,
        /// How many entries the walk has still to find.
        left: usize,
    },
    /// The generator has ended.
    Done,
}

/// An iterator over a weak container.
///
/// It holds its container, and what it gave last: a generator's locals live until its next step.
/// Whoever is done before the end calls [`close`](Iter::close).
#[derive(Clone, Debug, PartialEq)]
#[must_use = "an iterator holds its container until it is closed"]
pub struct Iter {
    container: Ref,
    flavour: Flavour,
    what: What,
    state: State,
    /// The generator's locals: the entry's key, its value, and the object behind the weak one.
    locals: [Option<Ref>; 3],
}

impl Iter {
    pub(crate) fn new<W: PartWorld + ?Sized>(world: &mut W, container: Ref, what: What) -> Iter {
        world.heap().incref(container);
        let flavour = container::get(world, container).flavour;
        Iter {
            container,
            flavour,
            what,
            state: State::Fresh,
            locals: [None; 3],
        }
    }

    /// The references that the iterator holds, as roots for an audit.
    pub fn references(&self) -> Vec<Ref> {
        let mut held: Vec<Ref> = self.locals.iter().copied().flatten().collect();
        match &self.state {
            State::Done => {}
            State::Fresh => held.push(self.container),
            State::Running { copy, .. } => {
                held.push(self.container);
                for entry in copy.iter().flatten() {
                    held.push(entry.key);
                    held.extend(entry.value);
                }
            }
        }
        held
    }

    /// The next entry whose weak half lives; `None` at the end, and ever after.
    ///
    /// # Errors
    ///
    /// [`Error::Changed`] when the data changed its size meanwhile (to 3.13); the iterator has ended then.
    // ANCHOR: iter_next
    pub fn next<W: PartWorld + ?Sized>(
        &mut self,
        world: &mut W,
    ) -> Result<Option<Item>, W::Exception> {
        if self.state == State::Fresh
            && let Err(exception) = self.start(world)
        {
            self.release(world);
            return Err(exception);
        }
        loop {
            match self.step(world) {
                Ok(Some(entry)) => {
                    self.assign(world, 0, Some(entry.key));
                    self.assign(world, 1, entry.value);
                    if let Some(item) = self.look(world, entry) {
                        return Ok(Some(item));
                    }
                }
                Ok(None) => {
                    self.close(world)?;
                    return Ok(None);
                }
                Err(error) => {
                    self.close(world)?;
                    return Err(error.into());
                }
            }
        }
    }
    // ANCHOR_END: iter_next

    /// Up to the `for`: to 3.13 make the removals that wait (a `WeakValueDictionary` only) and enter the guard; from 3.14 copy.
    fn start<W: PartWorld + ?Sized>(&mut self, world: &mut W) -> Result<(), W::Exception> {
        let wait = removals_wait(world.version());
        if self.flavour == Flavour::Values {
            commit_removals(world, self.container)?;
        }
        let found = container::get_mut(world, self.container);
        let used = found.data_len();
        let copy = if wait {
            found.iterating += 1;
            None
        } else {
            let copy: Vec<Entry> = found.data.iter().collect();
            for entry in &copy {
                world.heap().incref(entry.key);
                entry
                    .value
                    .into_iter()
                    .for_each(|value| world.heap().incref(value));
            }
            Some(copy)
        };
        self.state = State::Running {
            copy,
            position: 0,
            used,
            left: used,
        };
        Ok(())
    }

    /// One step of the iterator over the dict or set underneath.
    fn step<W: PartWorld + ?Sized>(&mut self, world: &mut W) -> Result<Option<Entry>, Error> {
        let State::Running {
            copy,
            position,
            used,
            left,
        } = &mut self.state
        else {
            return Ok(None);
        };
        if let Some(copy) = copy {
            let entry = copy.get(*position).copied();
            *position += 1;
            return Ok(entry);
        }
        let data = &container::get(world, self.container).data;
        let is_set = self.flavour == Flavour::Set;
        if data.len() != *used {
            return Err(Error::Changed(if is_set {
                "Set changed size during iteration"
            } else {
                "dictionary changed size during iteration"
            }));
        }
        while *position < data.end() {
            let entry = data.at(*position);
            *position += 1;
            if entry.is_some() {
                if *left == 0 && !is_set {
                    return Err(Error::Changed("dictionary keys changed during iteration"));
                }
                *left = left.saturating_sub(1);
                return Ok(entry);
            }
        }
        Ok(None)
    }

    /// Asks whether the entry's weak half lives, and makes what is given out.
    fn look<W: PartWorld + ?Sized>(&mut self, world: &mut W, entry: Entry) -> Option<Item> {
        let weak = if self.flavour == Flavour::Values {
            entry.value?
        } else {
            entry.key
        };
        let object = get_ref(world.heap(), weak);
        // Where the object isn't given out, the program doesn't keep it in a local.
        let given = match self.flavour {
            Flavour::Values => self.what != What::Keys,
            Flavour::Keys | Flavour::Set => self.what != What::Values,
        };
        if given {
            self.assign(world, 2, object);
        }
        decref_all(world, object);
        let object = object?;
        let (key, value) = match self.flavour {
            Flavour::Values => (Some(entry.key), Some(object)),
            Flavour::Keys | Flavour::Set => (Some(object), entry.value),
        };
        let item = Item {
            key: key.filter(|_| self.what != What::Values),
            value: value.filter(|_| self.what != What::Keys),
        };
        for reference in [item.key, item.value].into_iter().flatten() {
            world.heap().incref(reference);
        }
        Some(item)
    }

    /// Gives a local a new value, and lets go of the old one afterwards.
    fn assign<W: PartWorld + ?Sized>(&mut self, world: &mut W, local: usize, value: Option<Ref>) {
        if let Some(value) = value {
            world.heap().incref(value);
        }
        let old = std::mem::replace(&mut self.locals[local], value);
        decref_all(world, old);
    }

    /// Ends the iteration: leaves the guard, whose last one makes the removals that waited (to 3.13).
    ///
    /// Closing twice does nothing the second time.
    ///
    /// # Errors
    ///
    /// What a key's `__hash__` and `__eq__` raise during those removals.
    pub fn close<W: PartWorld + ?Sized>(&mut self, world: &mut W) -> Result<(), W::Exception> {
        let mut committed = Ok(());
        if let State::Running { copy, .. } = &mut self.state {
            let copy = copy.take();
            if removals_wait(world.version()) {
                let found = container::get_mut(world, self.container);
                found.iterating -= 1;
                if found.iterating == 0 {
                    committed = commit_removals(world, self.container);
                }
            }
            for entry in copy.into_iter().flatten() {
                decref_all(world, [entry.key].into_iter().chain(entry.value));
            }
        }
        self.release(world);
        committed
    }

    /// The generator's frame is cleared: first to last to 3.13, last to first from 3.14.
    fn release<W: PartWorld + ?Sized>(&mut self, world: &mut W) {
        if self.state == State::Done {
            return;
        }
        self.state = State::Done;
        let locals = std::mem::take(&mut self.locals).into_iter().flatten();
        if world.version() < Version::new(3, 14, 0) {
            decref(world, self.container);
            decref_all(world, locals);
        } else {
            decref_all(world, locals.rev());
            decref(world, self.container);
        }
    }
}
