//! A world for tests: values of every kind of tracking, finalizers, weak references, `gc.callbacks`.

use std::collections::HashMap;

use gc::{
    Collected, Container, FreeList, Gc, Info, Phase, Roots, Tracking, Watch, collect, insert,
    safe_point, track,
};
use objects::{Heap, Ref, Silent, Trace, World, decref};
use version::Version;

/// The releases that were measured for the collector.
pub const MEASURED: [&str; 10] = [
    "3.8.18", "3.9.18", "3.10.13", "3.11.7", "3.12.14", "3.13.18", "3.14.0", "3.14.4", "3.14.10",
    "3.15.2",
];

/// What a finalizer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Del {
    /// Logs `del <name>` and nothing else.
    Log,
    /// Logs, and stores the object in `saved`.
    Save,
    /// Logs what `gc.collect()` returns.
    Collect,
    /// Logs whether the weak reference it is given is alive.
    Look(Ref),
    /// Makes a weak reference to the object, without a callback: the `newest`.
    Refer,
    /// Logs whether the `newest` weak reference is alive.
    LookAtNewest,
    /// Lets go of everything it holds, as a generator does that is closed.
    Close,
}

/// A value of the tests.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    pub tracking: Tracking,
    pub free_list: Option<FreeList>,
    pub refs: Vec<Ref>,
    pub name: &'static str,
    pub del: Option<Del>,
    /// Set for a weak reference: what it points to, and whether it has a callback.
    pub weak: Option<(Option<Ref>, bool)>,
    /// Whether it is one of the kind of before PEP 442.
    pub legacy: bool,
    /// Whether `tp_clear` does nothing, as for a tuple.
    pub fixed: bool,
}

impl Value {
    pub fn new(name: &'static str, tracking: Tracking, refs: Vec<Ref>) -> Value {
        Value {
            tracking,
            free_list: None,
            refs,
            name,
            del: None,
            weak: None,
            legacy: false,
            fixed: false,
        }
    }
    pub fn list(refs: Vec<Ref>) -> Value {
        Value {
            free_list: Some(FreeList::List),
            ..Value::new("list", Tracking::Always, refs)
        }
    }
    pub fn dict(refs: Vec<Ref>) -> Value {
        Value {
            free_list: Some(FreeList::Dict),
            ..Value::new("dict", Tracking::Dict, refs)
        }
    }
    pub fn tuple(length: usize, refs: Vec<Ref>) -> Value {
        Value {
            free_list: Some(FreeList::Tuple(length)),
            fixed: true,
            ..Value::new("tuple", Tracking::Tuple, refs)
        }
    }
    pub fn instance(refs: Vec<Ref>) -> Value {
        Value::new("A", Tracking::Always, refs)
    }
    pub fn atom() -> Value {
        Value::new("int", Tracking::Never, vec![])
    }
    pub fn with_del(self, name: &'static str, del: Del) -> Value {
        Value {
            del: Some(del),
            name,
            ..self
        }
    }
}

impl Trace for Value {
    fn trace(&self, visit: &mut impl FnMut(Ref)) {
        self.refs.iter().copied().for_each(visit);
    }
}

impl Container for Value {
    fn clear(&mut self, release: &mut impl FnMut(Ref)) {
        if !self.fixed {
            std::mem::take(&mut self.refs).into_iter().for_each(release);
        }
    }
    fn tracking(&self) -> Tracking {
        self.tracking
    }
    fn free_list(&self) -> Option<FreeList> {
        self.free_list
    }
}

/// What `gc.callbacks` was told.
#[derive(Clone, Debug, PartialEq)]
pub struct Called {
    pub phase: Phase,
    pub info: Info,
    /// The allocations so far, as the program counts them.
    pub at: usize,
}

/// The world.
pub struct Py<O = Silent> {
    pub heap: Heap<Value, O>,
    pub gc: Gc,
    pub version: Version,
    pub log: Vec<String>,
    pub stderr: Vec<String>,
    pub saved: Vec<Ref>,
    pub weak_lists: HashMap<Ref, Vec<Ref>>,
    pub called: Vec<Called>,
    /// Whether callbacks are registered: then each call makes and drops the info dict.
    pub callbacks: bool,
    pub at: usize,
    pub globals: Vec<Ref>,
    pub frame: Vec<Ref>,
    /// The weak reference that a finalizer made last.
    pub newest: Option<Ref>,
    /// Whether a callback drops the only reference to its weak reference.
    pub drop_after_callback: bool,
    /// The object to which a callback gives a finalizer that saves it.
    pub armed_by_callback: Option<Ref>,
}

impl Py {
    pub fn new(version: &str) -> Py {
        Py::watched(version, Silent)
    }
}

impl<O: Watch> Py<O> {
    pub fn watched(version: &str, observer: O) -> Py<O> {
        let version = version.parse().unwrap();
        Py {
            heap: Heap::with_observer(observer),
            gc: Gc::new(version).unwrap(),
            version,
            log: vec![],
            stderr: vec![],
            saved: vec![],
            weak_lists: HashMap::new(),
            called: vec![],
            callbacks: false,
            at: 0,
            globals: vec![],
            frame: vec![],
            newest: None,
            drop_after_callback: false,
            armed_by_callback: None,
        }
    }
    pub fn since(&self, minor: u8, patch: u8) -> bool {
        self.version >= Version::new(3, minor, patch)
    }
    pub fn make(&mut self, value: Value) -> Ref {
        insert(self, value)
    }
    /// `holder` gets a new reference to `object`.
    pub fn hold(&mut self, holder: Ref, object: Ref) {
        self.heap.incref(object);
        self.give(holder, object);
    }
    /// `holder` takes over a reference to `object`.
    pub fn give(&mut self, holder: Ref, object: Ref) {
        gc::maintain_tracking(self, holder, &[object]);
        self.heap.get_mut(holder).unwrap().refs.push(object);
    }
    pub fn drop(&mut self, object: Ref) {
        decref(self, object);
    }
    pub fn collect(&mut self) -> usize {
        collect(self)
    }
    pub fn breathe(&mut self) -> bool {
        safe_point(self)
    }
    /// `weakref.ref(target, callback)`
    pub fn weakref(&mut self, target: Ref, name: &'static str, callback: bool) -> Ref {
        let weak = Some((Some(target), callback));
        let weakref = self.make(Value {
            weak,
            ..Value::new(name, Tracking::Always, vec![])
        });
        self.weak_lists.entry(target).or_default().push(weakref);
        weakref
    }
    pub fn is_dead(&self, weakref: Ref) -> bool {
        matches!(self.heap.get(weakref).unwrap().weak, Some((None, _)))
    }
    pub fn track(&mut self, object: Ref) {
        track(self, object);
    }
    pub fn check(&self, roots: &[Ref]) {
        let roots = roots
            .iter()
            .chain(&self.saved)
            .chain(self.gc.garbage())
            .copied();
        self.heap.audit(roots).unwrap();
        assert!(self.gc.is_sound());
    }
}

impl<O: Watch> World for Py<O> {
    type Object = Value;
    type Observer = O;
    fn heap(&mut self) -> &mut Heap<Value, O> {
        &mut self.heap
    }
    fn has_finalizer(&self, object: Ref) -> bool {
        self.heap
            .get(object)
            .is_some_and(|value| value.del.is_some())
    }
    fn finalize(&mut self, object: Ref) {
        let value = self.heap.get(object).unwrap();
        let name = value.name;
        match value.del.unwrap() {
            Del::Log => self.log.push(format!("del {name}")),
            Del::Save => {
                self.log.push(format!("del {name}"));
                self.heap.incref(object);
                self.saved.push(object);
            }
            Del::Collect => {
                let found = self.collect();
                self.log.push(format!("collect() = {found}"));
            }
            Del::Look(weakref) => {
                let state = if self.is_dead(weakref) {
                    "dead"
                } else {
                    "alive"
                };
                self.log.push(format!("del {name} sees weakref {state}"));
            }
            Del::Refer => self.newest = Some(self.weakref(object, "newest", false)),
            Del::LookAtNewest => {
                let state = if self.is_dead(self.newest.unwrap()) {
                    "dead"
                } else {
                    "alive"
                };
                self.log.push(format!("del {name} sees newest {state}"));
            }
            Del::Close => {
                for held in std::mem::take(&mut self.heap.get_mut(object).unwrap().refs) {
                    decref(self, held);
                }
            }
        }
    }
    fn has_weakrefs(&self, object: Ref) -> bool {
        self.weak_lists
            .get(&object)
            .is_some_and(|list| !list.is_empty())
    }
    fn clear_weakrefs(&mut self, object: Ref) {
        for weakref in self.weakrefs(object) {
            self.clear_weakref(weakref);
            if self.has_callback(weakref) {
                self.call_callback(weakref);
            }
        }
    }
    fn untrack(&mut self, object: Ref) {
        self.gc.untrack(object);
    }
    fn track(&mut self, object: Ref) {
        gc::retrack(self, object);
    }
    fn dealloc(&mut self, object: Ref) {
        self.clear_weakref(object);
    }
    fn freed(&mut self, object: Ref, value: Value) {
        self.gc.freed(object, &value);
    }
}

impl<O: Watch> Collected for Py<O> {
    fn gc(&mut self) -> &mut Gc {
        &mut self.gc
    }
    fn gc_callback(&mut self, phase: Phase, info: &Info) {
        if self.callbacks {
            let dict = self.make(Value::dict(vec![]));
            self.called.push(Called {
                phase,
                info: *info,
                at: self.at,
            });
            self.drop(dict);
        }
    }
    fn has_legacy_finalizer(&self, object: Ref) -> bool {
        self.heap.get(object).is_some_and(|value| value.legacy)
    }
    fn is_weakref(&self, object: Ref) -> bool {
        self.heap
            .get(object)
            .is_some_and(|value| value.weak.is_some())
    }
    fn weakrefs(&self, object: Ref) -> Vec<Ref> {
        self.weak_lists.get(&object).cloned().unwrap_or_default()
    }
    fn has_callback(&self, weakref: Ref) -> bool {
        matches!(self.heap.get(weakref).unwrap().weak, Some((_, true)))
    }
    fn clear_weakref(&mut self, weakref: Ref) {
        let Some((target, _)) = &mut self.heap.get_mut(weakref).unwrap().weak else {
            return;
        };
        if let Some(target) = target.take() {
            self.weak_lists
                .get_mut(&target)
                .unwrap()
                .retain(|&other| other != weakref);
        }
    }
    fn call_callback(&mut self, weakref: Ref) {
        let name = self.heap.get(weakref).unwrap().name;
        self.log.push(format!("callback {name}"));
        if let Some(armed) = self.armed_by_callback {
            self.heap.get_mut(armed).unwrap().del = Some(Del::Save);
        }
        if self.drop_after_callback {
            decref(self, weakref);
        }
    }
    fn roots(&mut self, roots: Roots, visit: &mut dyn FnMut(Ref)) {
        match roots {
            Roots::Globals => self.globals.iter().for_each(|&root| visit(root)),
            Roots::AllFrames | Roots::NewFrames => self.frame.iter().for_each(|&root| visit(root)),
        }
    }
    fn stderr(&mut self, line: &str) {
        self.stderr.push(line.to_owned());
    }
    fn describe(&mut self, object: Ref) -> String {
        format!("<{} {object}>", self.heap.get(object).unwrap().name)
    }
}
