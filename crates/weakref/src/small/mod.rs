//! [`SmallWorld`]: the smallest world with weak references, ready to use.

mod body;
mod hooks;
mod value;

use objects::{AuditError, Heap, LogOf, Ref, decref};
use version::Version;

use crate::event::AnyEvent;
use crate::finalize::Finalizers;
use crate::reference::WeakList;

pub use body::Body;
pub use value::Value;

/// A heap with things to look at weakly, and functions to call when they are gone.
///
/// This is the world for trying something out: the traits [`Weakly`](crate::Weakly), [`WeakWorld`](crate::WeakWorld)
/// and [`PartWorld`](crate::PartWorld) are implemented already, what the program prints is kept, and every step is logged.
/// A world with objects of its own implements them itself.
///
/// ```
/// use version::Version;
/// use weakref::{Body, Error, SmallWorld, get_ref, new_ref};
///
/// let mut world = SmallWorld::new(Version::new(3, 13, 18));
/// let tea = world.thing_with_del("tea", "__del__ of tea");
/// let gone = world.function("the tea is gone");           // lambda w: print("the tea is gone")
/// let seen = new_ref(&mut world, tea, Some(gone))?;       // seen = weakref.ref(tea, gone)
/// assert_eq!(world.heap().refcnt(tea), 1);                // it doesn't count
///
/// world.del(tea);                                         // del tea
/// assert_eq!(get_ref(world.heap_mut(), seen), None);      // seen() is None
/// assert_eq!(world.printed(), ["__del__ of tea", "the tea is gone"]);
/// # Ok::<(), Error>(())
/// ```
///
/// A callback can be any Rust code. It gets the world and its arguments, here the dead reference:
///
/// ```
/// use version::Version;
/// use weakref::{Body, Error, SmallWorld, is_dead, new_ref};
///
/// let mut world = SmallWorld::new(Version::new(3, 13, 18));
/// let tea = world.thing("tea");
/// let look = world.function(Body::runs(|world, args| {
///     let dead = is_dead(world.heap(), args[0]);
///     world.print(format!("dead: {dead}"));
///     Ok(None)                                            // return None
/// }));
/// new_ref(&mut world, tea, Some(look))?;
/// world.steps();                                          // what happened so far
///
/// world.del(tea);
/// assert_eq!(world.printed(), ["dead: true"]);
/// assert_eq!(world.steps(), ["weakref #2 cleared", "callback #1 of #2"]);
/// # Ok::<(), Error>(())
/// ```
///
/// # What it leaves out
///
/// A cycle collector, as the world of the crate `gc` has one, and everything of Python that isn't about weak references:
/// classes, names, and the names of attributes. A closure that wants to keep an object moves a [`Ref`] in, which counts nothing.
///
/// # Where CPython differs
///
/// Things of one name are equal and have one hash, so that they can stand for keys that are equal.
/// Instances of a class without `__eq__` are equal to nothing but themselves.
#[derive(Clone, Debug)]
pub struct SmallWorld {
    heap: Heap<Value, LogOf<AnyEvent>>,
    version: Version,
    printed: Vec<String>,
    finalizers: Finalizers,
}

impl SmallWorld {
    /// An empty world that does as one release does.
    pub fn new(version: Version) -> SmallWorld {
        SmallWorld {
            heap: Heap::with_observer(LogOf::new()),
            version,
            printed: Vec::new(),
            finalizers: Finalizers::new(),
        }
    }

    /// `Thing(name)`: an instance of a class, which can be looked at weakly. Things of one name are equal.
    pub fn thing(&mut self, name: &str) -> Ref {
        self.heap.insert(Value::Thing {
            name: name.to_owned(),
            del: None,
            attributes: Vec::new(),
            weaklist: WeakList::new(),
        })
    }

    /// A thing whose class has a `__del__`.
    pub fn thing_with_del(&mut self, name: &str, del: impl Into<Body>) -> Ref {
        self.heap.insert(Value::Thing {
            name: name.to_owned(),
            del: Some(del.into()),
            attributes: Vec::new(),
            weaklist: WeakList::new(),
        })
    }

    /// `thing.attribute = value`: the thing holds the value from now on. It takes over the reference to it.
    ///
    /// ```
    /// use version::Version;
    /// use weakref::SmallWorld;
    ///
    /// let mut world = SmallWorld::new(Version::new(3, 13, 18));
    /// let (cup, order) = (world.thing("cup"), world.thing("order"));
    /// world.hold(order, cup);                            // order.cup = cup; del cup
    /// assert!(world.heap().is_alive(cup));
    /// world.del(order);                                  // del order
    /// assert!(!world.heap().is_alive(cup));
    /// ```
    ///
    /// # Panics
    ///
    /// When `thing` is no instance, or gone.
    pub fn hold(&mut self, thing: Ref, value: Ref) {
        match self.heap.get_mut(thing) {
            Some(Value::Thing { attributes, .. }) => attributes.push(value),
            _ => panic!("{thing} has no attributes: is it gone, or no thing?"),
        }
    }

    /// `[item, …]`: a list, which holds its items and can't be looked at weakly. It takes over the references to them.
    pub fn list(&mut self, items: Vec<Ref>) -> Ref {
        self.heap.insert(Value::List(items))
    }

    /// A number, which can't be looked at weakly.
    pub fn int(&mut self, value: i64) -> Ref {
        self.heap.insert(Value::Int(value))
    }

    /// A text, which can't be looked at weakly.
    pub fn str(&mut self, text: &str) -> Ref {
        self.heap.insert(Value::Str(text.to_owned()))
    }

    /// A function. A text alone is a function that prints it.
    pub fn function(&mut self, body: impl Into<Body>) -> Ref {
        self.heap.insert(Value::Function {
            body: body.into(),
            weaklist: WeakList::new(),
        })
    }

    /// `obj.func`: a bound method, which holds both.
    pub fn method(&mut self, obj: Ref, func: Ref) -> Ref {
        self.heap.incref(obj);
        self.heap.incref(func);
        self.heap.insert(Value::Method {
            obj,
            func,
            weaklist: WeakList::new(),
        })
    }

    /// `del name`: one reference fewer.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    pub fn del(&mut self, object: Ref) {
        decref(self, object);
    }

    /// `print(text)`.
    pub fn print(&mut self, text: impl Into<String>) {
        self.printed.push(text.into());
    }

    /// Everything printed so far, by the program and about exceptions that nobody could catch.
    pub fn printed(&self) -> &[String] {
        &self.printed
    }

    /// What weak references did since this was asked last, oldest first. [`Event`](crate::Event) says which steps there are.
    pub fn steps(&mut self) -> Vec<String> {
        self.heap
            .observer_mut()
            .take()
            .iter()
            .filter(|event| matches!(event, AnyEvent::Weakref(_)))
            .map(ToString::to_string)
            .collect()
    }

    /// The heap.
    pub fn heap(&self) -> &Heap<Value, LogOf<AnyEvent>> {
        &self.heap
    }

    /// The heap, to be changed. To drop a reference use [`SmallWorld::del`], which runs finalizers and callbacks.
    pub fn heap_mut(&mut self) -> &mut Heap<Value, LogOf<AnyEvent>> {
        &mut self.heap
    }

    /// The `finalize` objects that wait: [`PartWorld::finalizers`](crate::PartWorld::finalizers).
    pub fn waiting(&self) -> &Finalizers {
        &self.finalizers
    }

    /// Counts every reference again: [`Heap::audit`], with what the finalizers hold among the roots.
    ///
    /// # Errors
    ///
    /// Every count that differs, and every reference to nothing.
    pub fn audit(&self, roots: impl IntoIterator<Item = Ref>) -> Result<(), AuditError> {
        self.heap
            .audit(roots.into_iter().chain(self.finalizers.references()))
    }
}
