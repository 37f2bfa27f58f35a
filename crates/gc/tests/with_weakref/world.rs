//! A world with both: the collector's hooks are bound to the functions of the crate `weakref`.

use std::rc::Rc;

use gc::{Collected, Container, Gc, Tracking, Watch, alloc, insert, track_newborn};
use objects::{Heap, Observer, Ref, Silent, World, decref};
use serde_json::{Value as Json, json};
use version::Version;
use weakref::{
    Caller, Error, Finalizers, PartWorld, WeakList, WeakReference, WeakWorld, call_part,
};

use crate::value::{Code, Value};

/// Who is told of the steps of all three crates.
pub trait Watcher: Watch + Observer<weakref::Event> {}
impl<O: Watch + Observer<weakref::Event>> Watcher for O {}

pub struct Python<O = Silent> {
    pub heap: Heap<Value<O>, O>,
    pub gc: Gc,
    pub version: Version,
    pub log: Vec<Json>,
    /// What was printed of exceptions that nobody could catch.
    pub stderr: Vec<String>,
    /// A global list.
    pub saved: Vec<Ref>,
    pub finalizers: Finalizers,
}

impl Python {
    /// The collector of a release, which doesn't start by itself.
    pub fn new(version: &str) -> Python {
        Python::watched(version, Silent)
    }
}

impl<O: Watcher> Python<O> {
    pub fn watched(version: &str, observer: O) -> Python<O> {
        let version = version.parse().unwrap();
        let mut python = Python {
            heap: Heap::with_observer(observer),
            gc: Gc::new(version).unwrap(),
            version,
            log: vec![],
            stderr: vec![],
            saved: vec![],
            finalizers: Finalizers::new(),
        };
        python.gc.disable();
        python
    }

    fn make_instance(&mut self, del: Option<Code<O>>) -> Ref {
        let instance = Value::Instance {
            attributes: vec![],
            dict: None,
            del,
            weaklist: WeakList::new(),
        };
        insert(self, instance)
    }

    /// An instance of a class without `__del__`.
    pub fn plain(&mut self) -> Ref {
        self.make_instance(None)
    }

    /// An instance of a class with that `__del__`.
    pub fn with_del(&mut self, del: impl Fn(&mut Python<O>, Ref) + 'static) -> Ref {
        self.make_instance(Some(Rc::new(move |python, args| {
            del(python, args[0]);
            Ok(())
        })))
    }

    pub fn list(&mut self, held: Vec<Ref>) -> Ref {
        insert(self, Value::List(held))
    }

    /// A function, with what its closure holds.
    pub fn function(
        &mut self,
        closure: Vec<Ref>,
        code: impl Fn(&mut Python<O>, &[Ref]) -> Result<(), Error> + 'static,
    ) -> Ref {
        let function = Value::Function {
            code: Rc::new(code),
            closure,
            weaklist: WeakList::new(),
        };
        insert(self, function)
    }

    /// `lambda w: log.append(entry)`.
    pub fn logs(&mut self, entry: Json) -> Ref {
        self.function(vec![], move |python, _| {
            python.log.push(entry.clone());
            Ok(())
        })
    }

    /// `holder.name = held`, where the reference is taken over.
    pub fn set(&mut self, holder: Ref, held: Ref) {
        let keeps_a_dict = self.version < Version::new(3, 11, 0);
        let dict = match self.heap.get(holder) {
            Some(Value::Instance { dict, .. }) if keeps_a_dict => Some(*dict),
            _ => None,
        };
        match dict {
            None => match self.heap.get_mut(holder) {
                Some(Value::Instance { attributes, .. }) => attributes.push(held),
                Some(Value::List(items)) => items.push(held),
                Some(Value::Function { closure, .. }) => closure.push(held),
                _ => panic!("{holder} can't hold anything"),
            },
            Some(dict) => {
                let dict = dict.unwrap_or_else(|| {
                    let made = insert(self, Value::Dict(vec![]));
                    if let Some(Value::Instance { dict, .. }) = self.heap.get_mut(holder) {
                        *dict = Some(made);
                    }
                    made
                });
                gc::maintain_tracking(self, dict, &[held]);
                if let Some(Value::Dict(values)) = self.heap.get_mut(dict) {
                    values.push(held);
                }
            }
        }
    }

    /// `holder.name = held`, where the program keeps its reference.
    pub fn link(&mut self, holder: Ref, held: Ref) {
        self.heap.incref(held);
        self.set(holder, held);
    }

    pub fn del(&mut self, object: Ref) {
        decref(self, object);
    }

    pub fn collect(&mut self) -> usize {
        gc::collect(self)
    }

    /// `weakref.ref(object, callback)`. The callback is taken over.
    pub fn weakref(&mut self, object: Ref, callback: Option<Ref>) -> Ref {
        self.refer(object, callback, weakref::new_ref)
    }

    /// `weakref.proxy(object, callback)`. The callback is taken over.
    pub fn proxy(&mut self, object: Ref, callback: Option<Ref>) -> Ref {
        self.refer(object, callback, weakref::new_proxy)
    }

    fn refer(
        &mut self,
        object: Ref,
        callback: Option<Ref>,
        make: impl FnOnce(&mut Python<O>, Ref, Option<Ref>) -> Result<Ref, Error>,
    ) -> Ref {
        let before = self.heap.len();
        let weakref = make(self, object, callback).expect("an instance or a function");
        if self.heap.len() > before {
            self.adopt(weakref);
        }
        if let Some(callback) = callback {
            decref(self, callback);
        }
        weakref
    }

    /// Tells the collector of an object that the crate `weakref` put on the heap.
    fn adopt(&mut self, object: Ref) {
        // The allocation is counted by the type alone, and no such object has a free list.
        let like_it = Value::Instance {
            attributes: vec![],
            dict: None,
            del: None,
            weaklist: WeakList::new(),
        };
        alloc(self, &like_it);
        track_newborn(self, object);
    }

    /// The same for everything that a function of the crate `weakref` has made.
    pub fn adopt_all(&mut self) {
        let strangers: Vec<Ref> = self
            .heap
            .iter()
            .filter(|&(object, value)| {
                value.tracking() == Tracking::Always && !self.gc.is_tracked(object)
            })
            .map(|(object, _)| object)
            .collect();
        for object in strangers {
            self.adopt(object);
        }
    }

    /// `w() is None`.
    pub fn is_dead(&self, weakref: Ref) -> bool {
        weakref::is_dead(&self.heap, weakref)
    }

    /// `alive` or `dead`, as the recorded programs say it.
    pub fn state(&self, weakref: Ref) -> &'static str {
        if self.is_dead(weakref) {
            "dead"
        } else {
            "alive"
        }
    }

    pub fn take_log(&mut self) -> Json {
        json!(std::mem::take(&mut self.log))
    }

    /// Counts every reference again; `roots` are what the program still holds.
    #[track_caller]
    pub fn check(&self, roots: &[Ref]) {
        let roots = roots
            .iter()
            .chain(&self.saved)
            .chain(self.gc.garbage())
            .copied()
            .chain(self.finalizers.references());
        self.heap.audit(roots).unwrap();
        assert!(self.gc.is_sound());
    }
}

impl<O: Watcher> World for Python<O> {
    type Object = Value<O>;
    type Observer = O;

    fn heap(&mut self) -> &mut Heap<Value<O>, O> {
        &mut self.heap
    }

    fn has_finalizer(&self, object: Ref) -> bool {
        matches!(
            self.heap.get(object),
            Some(Value::Instance { del: Some(_), .. })
        )
    }

    fn finalize(&mut self, object: Ref) {
        if let Some(Value::Instance { del: Some(del), .. }) = self.heap.get(object) {
            del.clone()(self, &[object]).expect("no finalizer of these tests raises");
        }
    }

    fn has_weakrefs(&self, object: Ref) -> bool {
        weakref::has_weakrefs(&self.heap, object)
    }

    fn clear_weakrefs(&mut self, object: Ref) {
        weakref::clear_weakrefs(self, object);
    }

    fn untrack(&mut self, object: Ref) {
        self.gc.untrack(object);
    }

    fn track(&mut self, object: Ref) {
        gc::retrack(self, object);
    }

    fn dealloc(&mut self, object: Ref) {
        weakref::weakref_dealloc(&mut self.heap, object);
    }

    fn freed(&mut self, object: Ref, value: Value<O>) {
        self.gc.freed(object, &value);
    }
}

/// What binds the two crates.
impl<O: Watcher> Collected for Python<O> {
    fn gc(&mut self) -> &mut Gc {
        &mut self.gc
    }

    fn is_weakref(&self, object: Ref) -> bool {
        weakref::reference(&self.heap, object).is_some()
    }

    fn weakrefs(&self, object: Ref) -> Vec<Ref> {
        weakref::getweakrefs(&self.heap, object)
    }

    fn has_callback(&self, weakref: Ref) -> bool {
        weakref::reference(&self.heap, weakref).is_some_and(|this| this.callback().is_some())
    }

    fn clear_weakref(&mut self, weakref: Ref) {
        weakref::clear_ref(&mut self.heap, weakref);
    }

    fn call_callback(&mut self, weakref: Ref) {
        let callback = weakref::reference(&self.heap, weakref).and_then(WeakReference::callback);
        if let Some(callback) = callback {
            weakref::handle_callback(self, weakref, callback, Caller::Collector);
        }
    }
}

impl<O: Watcher> WeakWorld for Python<O> {
    type Exception = Error;

    fn version(&self) -> Version {
        self.version
    }

    fn call(
        &mut self,
        callable: Ref,
        args: &[Ref],
        _kwargs: Option<Ref>,
    ) -> Result<Option<Ref>, Error> {
        if let Some(result) = call_part(self, callable, args) {
            return result;
        }
        match self.heap.get(callable) {
            Some(Value::Function { code, .. }) => code.clone()(self, args).map(|()| None),
            _ => panic!("{callable} is no function"),
        }
    }

    fn write_unraisable(&mut self, first_line: String, exception: Error) {
        self.stderr.push(first_line);
        self.stderr
            .push(format!("{}: {exception}", exception.class()));
    }

    fn type_name(&self, object: Ref) -> String {
        let name = match self.heap.get(object) {
            Some(Value::Instance { .. }) => "A",
            Some(Value::Dict(_)) => "dict",
            Some(Value::List(_)) => "list",
            Some(Value::Function { .. }) => "function",
            Some(Value::Reference(reference)) => weakref::type_name(self.version, reference.kind()),
            Some(Value::Part(part)) => part.type_name(),
            None => panic!("the type of {object}, which is gone"),
        };
        name.to_owned()
    }

    fn repr(&self, object: Ref) -> String {
        format!("<{}>", self.type_name(object))
    }

    fn hash(&mut self, object: Ref) -> Result<i64, Error> {
        Ok(object.index() as i64)
    }

    fn eq(&mut self, left: Ref, right: Ref) -> Result<bool, Error> {
        Ok(left == right)
    }
}

impl<O: Watcher> PartWorld for Python<O> {
    fn finalizers(&mut self) -> &mut Finalizers {
        &mut self.finalizers
    }

    fn bind_method(&mut self, _func: Ref, _obj: Ref) -> Result<Ref, Error> {
        panic!("these tests have no bound methods")
    }

    fn excepthook(&mut self, exception: Error) {
        self.stderr.push(exception.to_string());
    }

    fn set_gc_enabled(&mut self, on: bool) -> bool {
        let was = self.gc.is_enabled();
        if on {
            self.gc.enable();
        } else {
            self.gc.disable();
        }
        was
    }
}
