//! Containers that are being saved, one item after the other.

use objects::Ref;

use super::global::Global;
use super::opcode::*;
use super::reduce::Reduce;
use super::save::{BATCHSIZE, Saver};
use crate::objects::Body;
use crate::vm::{R, Vm};

/// What comes next.
pub(super) enum Next {
    /// An object, owned.
    Save(Ref),
    /// An object that somebody else holds meanwhile.
    Lend(Ref),
    /// Other work, and by how many calls C is deeper in it.
    Begin(Work, usize),
    Done,
}

/// What is under way. Objects are borrowed from what is further out, unless it says otherwise.
pub(super) enum Work {
    /// `save_pers`: the id is being saved.
    Persistent,
    /// `batch_list_exact`
    List {
        list: Ref,
        at: usize,
        /// Items of the batch so far; none is open at 0.
        batch: usize,
        open: bool,
        single: bool,
    },
    /// `batch_dict_exact`
    Dict {
        dict: Ref,
        len: usize,
        position: usize,
        batch: usize,
        total: usize,
        open: bool,
        single: bool,
        /// Key and value that are being saved.
        pair: Option<(Ref, Ref)>,
        at_value: bool,
    },
    /// `batch_list` and `batch_dict`
    Batch(Box<Batch>),
    /// `save_set`: the items aren't counted.
    Set {
        set: Ref,
        items: Vec<Ref>,
        at: usize,
        len: usize,
        open: bool,
    },
    /// `save_frozenset`: the iterator is owned.
    FrozenSet {
        set: Ref,
        iter: Ref,
    },
    Tuple {
        tuple: Ref,
        at: usize,
    },
    Global(Box<Global>),
    Reduce(Box<Reduce>),
}

/// Items or pairs of an iterator.
pub(super) struct Batch {
    /// Owned, as are the items.
    iter: Ref,
    origin: Option<Ref>,
    pairs: bool,
    /// Whether it is a list or dict, which fast mode counts.
    is_container: bool,
    place: Place,
    /// Fetched already.
    ahead: Option<Ref>,
    /// The pair that is being saved.
    pair: Option<Ref>,
    at_value: bool,
    count: usize,
    total: usize,
}

/// Where in a batch it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    /// Behind an item with an instruction of its own; whether it is the last.
    Single(bool),
    Batch,
}

impl Work {
    pub(super) fn list(list: Ref) -> Work {
        Work::List {
            list,
            at: 0,
            batch: 0,
            open: false,
            single: false,
        }
    }

    pub(super) fn dict(dict: Ref, len: usize) -> Work {
        Work::Dict {
            dict,
            len,
            position: 0,
            batch: 0,
            total: 0,
            open: false,
            single: false,
            pair: None,
            at_value: false,
        }
    }

    /// The items of an iterator, which is taken over.
    pub(super) fn items(iter: Ref, origin: Option<Ref>, is_container: bool) -> Work {
        Work::batch(iter, origin, is_container, false)
    }

    /// The pairs of an iterator, which is taken over.
    pub(super) fn pairs(iter: Ref, origin: Option<Ref>, is_container: bool) -> Work {
        Work::batch(iter, origin, is_container, true)
    }

    fn batch(iter: Ref, origin: Option<Ref>, is_container: bool, pairs: bool) -> Work {
        Work::Batch(Box::new(Batch {
            iter,
            origin,
            pairs,
            is_container,
            place: Place::Start,
            ahead: None,
            pair: None,
            at_value: false,
            count: 0,
            total: 0,
        }))
    }

    pub(super) fn step(&mut self, vm: &mut Vm, saver: &mut Saver) -> R<Next> {
        match self {
            Work::Persistent => {
                saver.out.put(&[BINPERSID]);
                Ok(Next::Done)
            }
            Work::List { .. } => self.step_list(vm, saver),
            Work::Dict { .. } => self.step_dict(vm, saver),
            Work::Batch(batch) => {
                let next = batch.step(vm, saver)?;
                if let (Next::Done, true) = (&next, batch.is_container) {
                    saver.leave_fast();
                }
                Ok(next)
            }
            Work::Set { .. } => self.step_set(vm, saver),
            &mut Work::FrozenSet { set, iter } => {
                if let Some(item) = vm.next(iter)? {
                    return Ok(Next::Save(item));
                }
                if saver.memo.get(set).is_some() {
                    saver.out.put(&[POP_MARK]);
                    saver.memo_get(set);
                } else {
                    saver.out.put(&[FROZENSET]);
                    saver.memo_put(vm, set);
                }
                Ok(Next::Done)
            }
            Work::Tuple { tuple, at } => {
                let (tuple, place) = (*tuple, *at);
                if let Some(&item) = vm.items(tuple).get(place) {
                    *at += 1;
                    return Ok(Next::Lend(item));
                }
                end_tuple(vm, saver, tuple, place);
                Ok(Next::Done)
            }
            Work::Global(global) => global.step(vm, saver),
            Work::Reduce(reduce) => reduce.step(vm, saver),
        }
    }

    fn step_list(&mut self, vm: &mut Vm, saver: &mut Saver) -> R<Next> {
        let Work::List {
            list,
            at,
            batch,
            open,
            single,
        } = self
        else {
            return Ok(Next::Done);
        };
        if *single {
            saver.out.put(&[APPEND]);
            saver.leave_fast();
            return Ok(Next::Done);
        }
        loop {
            let len = vm.items(*list).len();
            if *open && (*batch == BATCHSIZE || *at >= len) {
                saver.out.put(&[APPENDS]);
                *open = false;
                if *at >= len {
                    saver.leave_fast();
                    return Ok(Next::Done);
                }
            }
            if !*open {
                // To 3.14 an item that is left over behind full batches gets a batch, too.
                *single = *at + 1 == len && (*at == 0 || vm.since(15));
                if !*single {
                    saver.out.put(&[MARK]);
                    (*open, *batch) = (true, 0);
                }
            }
            if let Some(&item) = vm.items(*list).get(*at) {
                *at += 1;
                *batch += 1;
                return Ok(lent(vm, item));
            }
        }
    }

    fn step_dict(&mut self, vm: &mut Vm, saver: &mut Saver) -> R<Next> {
        let Work::Dict {
            dict,
            len,
            position,
            batch,
            total,
            open,
            single,
            pair,
            at_value,
        } = self
        else {
            return Ok(Next::Done);
        };
        if let (Some((_, value)), false) = (*pair, *at_value) {
            *at_value = true;
            return Ok(Next::Lend(value));
        }
        drop_pair(vm, pair);
        if *single {
            saver.out.put(&[SETITEM]);
            saver.leave_fast();
            return Ok(Next::Done);
        }
        loop {
            if !*open {
                *single = *len - *total == 1 && (*total == 0 || vm.since(15));
                *batch = 0;
                if !*single {
                    saver.out.put(&[MARK]);
                    *open = true;
                }
            }
            let next = match vm.body(*dict) {
                Body::Dict(table) if *batch < BATCHSIZE => table.next_from(*position),
                _ => None,
            };
            if let Some((behind, &key, &value)) = next {
                *position = behind;
                *batch += 1;
                *total += 1;
                if vm.since(10) {
                    vm.increfs(&[key, value]);
                }
                (*pair, *at_value) = (Some((key, value)), false);
                return Ok(Next::Lend(key));
            }
            saver.out.put(&[SETITEMS]);
            *open = false;
            if vm.len(*dict)? != *len {
                let text = "dictionary changed size during iteration";
                return Err(vm.error("RuntimeError", text));
            }
            // To 3.14 a full batch is followed by another one, even if nothing is left for it.
            let more = if vm.since(15) {
                total < len
            } else {
                *batch == BATCHSIZE
            };
            if !more {
                saver.leave_fast();
                return Ok(Next::Done);
            }
        }
    }

    fn step_set(&mut self, vm: &mut Vm, saver: &mut Saver) -> R<Next> {
        let Work::Set {
            set,
            items,
            at,
            len,
            open,
        } = self
        else {
            return Ok(Next::Done);
        };
        if *open && (*at % BATCHSIZE == 0 || *at >= items.len()) {
            saver.out.put(&[ADDITEMS]);
            *open = false;
            if vm.set_len(*set) != *len {
                let text = "set changed size during iteration";
                return Err(vm.error("RuntimeError", text));
            }
            if *at >= items.len() {
                if *at % BATCHSIZE == 0 && !vm.since(15) {
                    saver.out.put(&[MARK, ADDITEMS]);
                }
                return Ok(Next::Done);
            }
        }
        if !*open {
            saver.out.put(&[MARK]);
            *open = true;
        }
        while let Some(&item) = items.get(*at) {
            *at += 1;
            if vm.heap.is_alive(item) {
                return Ok(lent(vm, item));
            }
        }
        self.step_set(vm, saver)
    }

    /// Lets go of what it owns.
    pub(super) fn release(self, vm: &mut Vm) {
        match self {
            Work::Dict { mut pair, .. } => drop_pair(vm, &mut pair),
            Work::Batch(batch) => {
                vm.xdecref(batch.pair);
                vm.xdecref(batch.ahead);
                vm.decref(batch.iter);
            }
            Work::FrozenSet { iter, .. } => vm.decref(iter),
            Work::Global(global) => global.release(vm),
            Work::Reduce(reduce) => reduce.release(vm),
            Work::Persistent | Work::List { .. } | Work::Set { .. } | Work::Tuple { .. } => {}
        }
    }

    /// What an exception from further in is told; `in_child` is whether it came from what is being saved.
    pub(super) fn notes(&self, vm: &mut Vm, in_child: bool) -> Vec<R<String>> {
        let shown = |vm: &mut Vm, origin: Ref| super::full_name(vm, origin);
        match self {
            Work::List { list, at, .. } if in_child => {
                let list = shown(vm, *list);
                vec![Ok(format!("when serializing {list} item {}", at - 1))]
            }
            Work::Dict {
                dict,
                pair: Some((key, _)),
                at_value: true,
                ..
            } if in_child => vec![pair_note(vm, *dict, *key)],
            Work::Batch(batch) if in_child => batch.notes(vm),
            Work::Set { set, .. } | Work::FrozenSet { set, .. } if in_child => {
                vec![Ok(format!("when serializing {} element", shown(vm, *set)))]
            }
            Work::Tuple { tuple, at } if in_child => {
                let tuple = shown(vm, *tuple);
                vec![Ok(format!("when serializing {tuple} item {}", at - 1))]
            }
            Work::Reduce(reduce) => reduce.notes(vm, in_child),
            _ => Vec::new(),
        }
    }
}

/// An item of a container: from 3.10 it is held meanwhile.
fn lent(vm: &mut Vm, item: Ref) -> Next {
    if vm.since(10) {
        Next::Save(vm.incref(item))
    } else {
        Next::Lend(item)
    }
}

fn drop_pair(vm: &mut Vm, pair: &mut Option<(Ref, Ref)>) {
    if let Some((key, value)) = pair.take()
        && vm.since(10)
    {
        vm.decref(key);
        vm.decref(value);
    }
}

fn pair_note(vm: &mut Vm, origin: Ref, key: Ref) -> R<String> {
    let key = vm.repr_of(key)?;
    let origin = super::full_name(vm, origin);
    Ok(format!("when serializing {origin} item {key}"))
}

/// Behind the items of a tuple: one that holds itself is in the memo by now.
fn end_tuple(vm: &mut Vm, saver: &mut Saver, tuple: Ref, len: usize) {
    let short = len <= 3 && saver.proto >= 2;
    if saver.memo.get(tuple).is_some() {
        if short {
            saver.out.put(&[POP; 3][..len]);
        } else if saver.bin {
            saver.out.put(&[POP_MARK]);
        } else {
            saver.out.put(&vec![POP; len + 1]);
        }
        saver.memo_get(tuple);
        return;
    }
    let instruction = match len {
        1 if short => TUPLE1,
        2 if short => TUPLE2,
        3 if short => TUPLE3,
        _ => TUPLE,
    };
    saver.out.put(&[instruction]);
    saver.memo_put(vm, tuple);
}

impl Batch {
    /// The next item, owned; of pairs it must be one.
    fn fetch(&mut self, vm: &mut Vm) -> R<Option<Ref>> {
        if let Some(item) = self.ahead.take() {
            return Ok(Some(item));
        }
        vm.next(self.iter)
    }

    fn begin(&mut self, vm: &mut Vm, item: Ref) -> R<Next> {
        if !self.pairs {
            return Ok(Next::Save(item));
        }
        let is_pair = matches!(vm.body(item), Body::Tuple(_)) && vm.items(item).len() == 2;
        self.pair = Some(item);
        self.at_value = false;
        if !is_pair {
            return Err(vm.type_error("dict items iterator must return 2-tuples"));
        }
        Ok(Next::Lend(vm.items(item)[0]))
    }

    fn step(&mut self, vm: &mut Vm, saver: &mut Saver) -> R<Next> {
        if let (Some(pair), false) = (self.pair, self.at_value) {
            self.at_value = true;
            return Ok(Next::Lend(vm.items(pair)[1]));
        }
        vm.xdecref(self.pair.take());
        let (each, all) = if self.pairs {
            (SETITEM, SETITEMS)
        } else {
            (APPEND, APPENDS)
        };
        match self.place {
            Place::Start => {}
            Place::Single(last) => {
                saver.out.put(&[each]);
                self.total += 1;
                self.place = Place::Start;
                if last {
                    return Ok(Next::Done);
                }
            }
            Place::Batch => {
                self.total += 1;
                if self.count < BATCHSIZE {
                    self.count += 1;
                    if let Some(item) = self.fetch(vm)? {
                        return self.begin(vm, item);
                    }
                    saver.out.put(&[all]);
                    return Ok(Next::Done);
                }
                saver.out.put(&[all]);
                self.place = Place::Start;
            }
        }
        let Some(first) = self.fetch(vm)? else {
            return Ok(Next::Done);
        };
        if saver.proto == 0 {
            self.place = Place::Single(false);
            return self.begin(vm, first);
        }
        match vm.next(self.iter) {
            Ok(Some(second)) => {
                self.ahead = Some(second);
                saver.out.put(&[MARK]);
                self.count = 1;
                self.place = Place::Batch;
            }
            Ok(None) => self.place = Place::Single(true),
            Err(exc) => {
                vm.decref(first);
                return Err(exc);
            }
        }
        self.begin(vm, first)
    }

    fn notes(&self, vm: &mut Vm) -> Vec<R<String>> {
        let Some(origin) = self.origin else {
            return Vec::new();
        };
        match self.pair {
            None => {
                let origin = super::full_name(vm, origin);
                vec![Ok(format!("when serializing {origin} item {}", self.total))]
            }
            Some(pair) if self.at_value => {
                let key = vm.items(pair)[0];
                vec![pair_note(vm, origin, key)]
            }
            Some(_) => Vec::new(),
        }
    }
}
