//! What a pickler and an unpickler hold (`PicklerObject`, `UnpicklerObject` in `Modules/_pickle.c`).

use std::collections::{BTreeMap, HashMap};

use objects::Ref;

/// What was written already, by number; it keeps all of it alive.
#[derive(Debug, Clone, Default)]
pub(crate) struct Memo {
    numbers: HashMap<Ref, usize>,
    order: Vec<Ref>,
}

impl Memo {
    pub(crate) fn get(&self, object: Ref) -> Option<usize> {
        self.numbers.get(&object).copied()
    }

    /// The number of one that is put there. Its reference is taken over; of one that is there already it comes back.
    pub(crate) fn put(&mut self, object: Ref) -> (usize, Option<Ref>) {
        let number = self.order.len();
        if self.numbers.insert(object, number).is_some() {
            return (number, Some(object));
        }
        self.order.push(object);
        (number, None)
    }

    /// Empties it; whoever asks lets go of the references.
    pub(crate) fn take(&mut self) -> Vec<Ref> {
        self.numbers.clear();
        std::mem::take(&mut self.order)
    }
}

/// `_pickle.Pickler`
#[derive(Debug, Clone, Default)]
pub(crate) struct Pickler {
    pub(crate) memo: Memo,
    /// The file's method; `None` until `__init__` ran.
    pub(crate) write: Option<Ref>,
    pub(crate) dispatch_table: Option<Ref>,
    pub(crate) buffer_callback: Option<Ref>,
    /// Where a program set the attribute of that name.
    pub(crate) persistent_id: Option<Ref>,
    pub(crate) proto: u8,
    pub(crate) bin: bool,
    pub(crate) fast: bool,
    pub(crate) fix_imports: bool,
    /// Whether a `dump` is under way.
    pub(crate) busy: bool,
}

impl Pickler {
    /// Behind the head; the memo and the buffer not counted.
    pub(crate) const WORDS: usize = 19;

    pub(crate) fn references(&self, visit: &mut impl FnMut(Ref)) {
        let fields = [
            self.write,
            self.dispatch_table,
            self.buffer_callback,
            self.persistent_id,
        ];
        fields.into_iter().flatten().for_each(&mut *visit);
        self.memo.order.iter().copied().for_each(visit);
    }

    /// Lets go of everything.
    pub(crate) fn clear(&mut self) -> Vec<Ref> {
        let mut gone = self.memo.take();
        let fields = [
            &mut self.write,
            &mut self.dispatch_table,
            &mut self.buffer_callback,
            &mut self.persistent_id,
        ];
        gone.extend(fields.into_iter().filter_map(Option::take));
        gone
    }
}

/// `_pickle.Unpickler`
#[derive(Debug, Clone, Default)]
pub(crate) struct Unpickler {
    pub(crate) memo: BTreeMap<usize, Ref>,
    /// The file's methods; `None` until `__init__` ran.
    pub(crate) read: Option<Ref>,
    pub(crate) readline: Option<Ref>,
    /// An iterator.
    pub(crate) buffers: Option<Ref>,
    /// Where a program set the attribute of that name.
    pub(crate) persistent_load: Option<Ref>,
    pub(crate) proto: u8,
    pub(crate) fix_imports: bool,
    pub(crate) encoding: String,
    pub(crate) errors: String,
    /// Whether a `load` is under way.
    pub(crate) busy: bool,
}

impl Unpickler {
    /// Behind the head; memo and marks not counted.
    pub(crate) const WORDS: usize = 27;

    pub(crate) fn references(&self, visit: &mut impl FnMut(Ref)) {
        let fields = [self.read, self.readline, self.buffers, self.persistent_load];
        fields.into_iter().flatten().for_each(&mut *visit);
        self.memo.values().copied().for_each(visit);
    }

    /// Lets go of everything.
    pub(crate) fn clear(&mut self) -> Vec<Ref> {
        let mut gone: Vec<Ref> = std::mem::take(&mut self.memo).into_values().collect();
        let fields = [
            &mut self.read,
            &mut self.readline,
            &mut self.buffers,
            &mut self.persistent_load,
        ];
        gone.extend(fields.into_iter().filter_map(Option::take));
        gone
    }
}
