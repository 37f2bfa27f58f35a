//! A small world: instances, functions, bound methods, numbers, and everything of this crate.

use objects::{Heap, LogOf, Ref, Trace, World, decref};
use version::Version;
use weakref::{
    AnyEvent, Error, Finalizers, Iter, Part, PartWorld, Parts, Place, WeakList, WeakReference,
    WeakWorld, Weakly, call_part, cannot_use_text,
};

pub const VERSIONS: [Version; 15] = [
    Version::new(3, 8, 18),
    Version::new(3, 9, 18),
    Version::new(3, 10, 13),
    Version::new(3, 11, 7),
    Version::new(3, 12, 1),
    Version::new(3, 12, 14),
    Version::new(3, 13, 0),
    Version::new(3, 13, 18),
    Version::new(3, 14, 0),
    Version::new(3, 14, 4),
    Version::new(3, 14, 10),
    Version::new(3, 15, 2),
    Version::new(3, 13, 15).without_gil(),
    Version::new(3, 14, 7).without_gil(),
    Version::new(3, 15, 0).without_gil(),
];

/// What a Python exception is here: its class and its text, and the object in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Raised {
    pub text: String,
    pub holds: Option<Ref>,
}

impl Raised {
    pub fn new(text: &str) -> Raised {
        Raised {
            text: text.to_owned(),
            holds: None,
        }
    }
}

impl From<Error> for Raised {
    fn from(error: Error) -> Raised {
        let holds = if let Error::KeyError(key) = error {
            Some(key)
        } else {
            None
        };
        Raised {
            text: format!("{}: {error}", error.class()),
            holds,
        }
    }
}

pub type Body = fn(&mut Python, &[Ref]) -> Result<Option<Ref>, Raised>;

#[derive(Clone, Debug)]
pub enum Object {
    /// An instance: what it is equal to, what it holds, and what its `__del__` does.
    Instance {
        value: Option<i64>,
        holds: Vec<Ref>,
        weaklist: WeakList,
        del: Option<Body>,
    },
    /// Something without a weak list.
    Plain {
        type_name: &'static str,
        value: i64,
    },
    /// A function: a text it logs, and what it does.
    Function {
        text: String,
        body: Option<Body>,
        weaklist: WeakList,
    },
    Method {
        obj: Ref,
        func: Ref,
        weaklist: WeakList,
    },
    Reference(WeakReference),
    Part(Box<Part>),
}

impl Trace for Object {
    fn trace(&self, visit: &mut impl FnMut(Ref)) {
        match self {
            Object::Instance { holds, .. } => holds.trace(visit),
            Object::Plain { .. } | Object::Function { .. } => {}
            Object::Method { obj, func, .. } => {
                visit(*obj);
                visit(*func);
            }
            Object::Reference(reference) => reference.trace(visit),
            Object::Part(part) => part.trace(visit),
        }
    }
}

impl Weakly for Object {
    fn weaklist(&self) -> Option<&WeakList> {
        match self {
            Object::Instance { weaklist, .. }
            | Object::Function { weaklist, .. }
            | Object::Method { weaklist, .. } => Some(weaklist),
            Object::Part(part) => part.weaklist(),
            _ => None,
        }
    }

    fn weaklist_mut(&mut self) -> Option<&mut WeakList> {
        match self {
            Object::Instance { weaklist, .. }
            | Object::Function { weaklist, .. }
            | Object::Method { weaklist, .. } => Some(weaklist),
            Object::Part(part) => part.weaklist_mut(),
            _ => None,
        }
    }

    fn reference(&self) -> Option<&WeakReference> {
        match self {
            Object::Reference(reference) => Some(reference),
            Object::Part(part) => part.reference(),
            _ => None,
        }
    }

    fn reference_mut(&mut self) -> Option<&mut WeakReference> {
        match self {
            Object::Reference(reference) => Some(reference),
            Object::Part(part) => part.reference_mut(),
            _ => None,
        }
    }

    fn from_reference(reference: WeakReference) -> Object {
        Object::Reference(reference)
    }
}

impl Parts for Object {
    fn part(&self) -> Option<&Part> {
        if let Object::Part(part) = self {
            Some(part)
        } else {
            None
        }
    }

    fn part_mut(&mut self) -> Option<&mut Part> {
        if let Object::Part(part) = self {
            Some(part)
        } else {
            None
        }
    }

    fn from_part(part: Part) -> Object {
        Object::Part(Box::new(part))
    }
}

pub struct Python {
    pub heap: Heap<Object, LogOf<AnyEvent>>,
    pub version: Version,
    /// What the program printed.
    pub log: Vec<String>,
    /// What was printed of exceptions that nobody could catch.
    pub stderr: Vec<String>,
    /// A global list.
    pub saved: Vec<Ref>,
    pub finalizers: Finalizers,
    pub gc_enabled: bool,
}

impl World for Python {
    type Object = Object;
    type Observer = LogOf<AnyEvent>;

    fn heap(&mut self) -> &mut Heap<Object, LogOf<AnyEvent>> {
        &mut self.heap
    }

    fn has_finalizer(&self, object: Ref) -> bool {
        matches!(
            self.heap.get(object),
            Some(Object::Instance { del: Some(_), .. })
        )
    }

    fn finalize(&mut self, object: Ref) {
        if let Some(&Object::Instance { del: Some(del), .. }) = self.heap.get(object) {
            let _ = del(self, &[object]);
        }
    }

    fn has_weakrefs(&self, object: Ref) -> bool {
        weakref::has_weakrefs(&self.heap, object)
    }

    fn clear_weakrefs(&mut self, object: Ref) {
        weakref::clear_weakrefs(self, object);
    }

    fn dealloc(&mut self, object: Ref) {
        weakref::weakref_dealloc(&mut self.heap, object);
    }
}

impl WeakWorld for Python {
    type Exception = Raised;

    fn version(&self) -> Version {
        self.version
    }

    fn call(
        &mut self,
        callable: Ref,
        args: &[Ref],
        _kwargs: Option<Ref>,
    ) -> Result<Option<Ref>, Raised> {
        if let Some(result) = call_part(self, callable, args) {
            return result;
        }
        match self.heap.get(callable).cloned() {
            Some(Object::Function { text, body, .. }) => {
                if !text.is_empty() {
                    self.log.push(text);
                }
                body.map_or(Ok(None), |body| body(self, args))
            }
            _ => Err(Raised::new(&format!(
                "TypeError: '{}' object is not callable",
                self.type_name(callable)
            ))),
        }
    }

    fn write_unraisable(&mut self, first_line: String, exception: Raised) {
        self.stderr.push(first_line);
        self.stderr.push(exception.text);
    }

    fn type_name(&self, object: Ref) -> String {
        match self.heap.get(object) {
            Some(Object::Instance { .. }) => "P".to_owned(),
            Some(Object::Plain { type_name, .. }) => (*type_name).to_owned(),
            Some(Object::Function { .. }) => "function".to_owned(),
            Some(Object::Method { .. }) => "method".to_owned(),
            Some(Object::Reference(reference)) => {
                weakref::type_name(self.version, reference.kind()).to_owned()
            }
            Some(Object::Part(part)) => part.type_name().to_owned(),
            None => panic!("type of a freed object"),
        }
    }

    fn qualified_type_name(&self, object: Ref) -> String {
        match self.heap.get(object) {
            Some(Object::Instance { .. }) => "s_weakref.<locals>.P".to_owned(),
            _ => self.type_name(object),
        }
    }

    fn is_callable(&self, object: Ref) -> bool {
        matches!(self.heap.get(object), Some(Object::Function { .. }))
    }

    fn hash(&mut self, object: Ref) -> Result<i64, Raised> {
        match self.heap.get(object).cloned() {
            Some(Object::Plain {
                type_name: "UL", ..
            }) => Err(Raised::new("TypeError: unhashable type: 'UL'")),
            Some(Object::Instance {
                value: Some(-7), ..
            }) => Err(Raised::new("TypeError: unhashable type: 'UL'")),
            Some(
                Object::Instance {
                    value: Some(value), ..
                }
                | Object::Plain { value, .. },
            ) => Ok(value),
            _ => Ok(1000 + object.index() as i64),
        }
    }

    fn eq(&mut self, left: Ref, right: Ref) -> Result<bool, Raised> {
        let meddles = |object| {
            matches!(
                self.heap.get(object),
                Some(Object::Instance {
                    value: Some(-8),
                    ..
                })
            )
        };
        if meddles(left) && meddles(right) && !self.saved.is_empty() {
            // An `__eq__` that takes its own entry out of the dictionary in the midst of a look-up.
            let d = self.saved.remove(0);
            weakref::key_dictionary::delitem(self, d, left)?;
        }
        let value = |object| match self.heap.get(object) {
            Some(
                &(Object::Instance {
                    value: Some(value), ..
                }
                | Object::Plain { value, .. }),
            ) => Some(value),
            _ => None,
        };
        Ok(left == right || (value(left).is_some() && value(left) == value(right)))
    }

    fn repr(&self, object: Ref) -> String {
        match self.heap.get(object) {
            Some(Object::Function { .. }) => "<function <lambda> at 0x..>".to_owned(),
            _ => format!("<{}>", self.type_name(object)),
        }
    }

    fn cannot_use(&mut self, place: Place, type_name: &str, exception: Raised) -> Raised {
        match exception.text.strip_prefix("TypeError: ") {
            Some(inner) => Raised::new(&format!(
                "TypeError: {}",
                cannot_use_text(place, type_name, inner)
            )),
            None => exception,
        }
    }
}

impl PartWorld for Python {
    fn finalizers(&mut self) -> &mut Finalizers {
        &mut self.finalizers
    }

    fn bound_method(&self, method: Ref) -> Option<(Ref, Ref)> {
        match self.heap.get(method) {
            Some(&Object::Method { obj, func, .. }) => Some((obj, func)),
            _ => None,
        }
    }

    fn bind_method(&mut self, func: Ref, obj: Ref) -> Result<Ref, Raised> {
        self.heap.incref(func);
        self.heap.incref(obj);
        Ok(self.heap.insert(Object::Method {
            obj,
            func,
            weaklist: WeakList::new(),
        }))
    }

    fn excepthook(&mut self, exception: Raised) {
        self.stderr.push(exception.text);
    }

    fn set_gc_enabled(&mut self, on: bool) -> bool {
        std::mem::replace(&mut self.gc_enabled, on)
    }
}

impl Python {
    pub fn new(version: Version) -> Python {
        Python {
            heap: Heap::with_observer(LogOf::new()),
            version,
            log: Vec::new(),
            stderr: Vec::new(),
            saved: Vec::new(),
            finalizers: Finalizers::new(),
            gc_enabled: true,
        }
    }

    /// `P()`.
    pub fn instance(&mut self) -> Ref {
        self.heap.insert(Object::Instance {
            value: None,
            holds: vec![],
            weaklist: WeakList::new(),
            del: None,
        })
    }

    /// `V(value)`, equal to others of that value.
    pub fn valued(&mut self, value: i64) -> Ref {
        self.heap.insert(Object::Instance {
            value: Some(value),
            holds: vec![],
            weaklist: WeakList::new(),
            del: None,
        })
    }

    /// An instance whose class has `__del__`.
    pub fn with_del(&mut self, del: Body) -> Ref {
        self.heap.insert(Object::Instance {
            value: None,
            holds: vec![],
            weaklist: WeakList::new(),
            del: Some(del),
        })
    }

    /// A number.
    pub fn int(&mut self, value: i64) -> Ref {
        self.heap.insert(Object::Plain {
            type_name: "int",
            value,
        })
    }

    /// `lambda *args: log.append(text)`, and then `body`.
    pub fn function(&mut self, text: &str, body: Option<Body>) -> Ref {
        self.heap.insert(Object::Function {
            text: text.to_owned(),
            body,
            weaklist: WeakList::new(),
        })
    }

    /// `ref(object, lambda w: log.append(text))`.
    pub fn logging_ref(&mut self, object: Ref, text: &str) -> Ref {
        let callback = self.function(text, None);
        let made =
            weakref::new_ref(self, object, Some(callback)).expect("instances can be referred to");
        self.del(callback);
        made
    }

    /// `del name`.
    pub fn del(&mut self, object: Ref) {
        decref(self, object);
    }

    /// The text of what was raised, whose object is let go of.
    pub fn text<T: std::fmt::Debug>(&mut self, result: Result<T, Raised>) -> String {
        let raised = result.expect_err("it raises");
        if let Some(object) = raised.holds {
            self.del(object);
        }
        raised.text
    }

    /// Counts every reference again; `roots` are what the test still holds.
    #[track_caller]
    pub fn audit(&self, roots: &[Ref], iters: &[&Iter]) {
        let roots = roots
            .iter()
            .copied()
            .chain(self.saved.iter().copied())
            .chain(self.finalizers.references())
            .chain(iters.iter().flat_map(|iter| iter.references()));
        if let Err(error) = self.heap.audit(roots) {
            panic!("{error}");
        }
    }

    /// Nothing is left on the heap.
    #[track_caller]
    pub fn assert_empty(&self) {
        self.audit(&[], &[]);
        assert!(
            self.heap.is_empty(),
            "left over: {:?}",
            self.heap.iter().collect::<Vec<_>>()
        );
    }
}
