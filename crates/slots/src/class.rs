//! A class statement: name, bases, and what its body defines.

use objects::Ref;

use crate::declared::Slots;
use crate::error::Error;
use crate::event::Watch;
use crate::runtime::Runtime;
use crate::types::TypeId;

/// What a class body binds a name to, beside `__slots__`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    /// `name = object`, or `def name`.
    Variable(Ref),
    /// `@property def name`.
    Property { value: Ref, has_setter: bool },
}

/// A class statement that hasn't run yet.
///
/// ```
/// use slots::{Class, Runtime};
/// use version::Version;
///
/// let mut python = Runtime::new(Version::new(3, 13, 18));
/// let point = Class::new("Point").slots(["x", "y"]).build(&mut python)?;
/// assert_eq!(python.class(point).basicsize(), 32);
/// # Ok::<(), slots::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Class {
    pub(crate) name: String,
    pub(crate) bases: Vec<TypeId>,
    pub(crate) slots: Option<Slots>,
    pub(crate) body: Vec<(String, Body)>,
    pub(crate) assigns: Vec<String>,
}

impl Class {
    /// `class name:`
    pub fn new(name: impl Into<String>) -> Class {
        Class {
            name: name.into(),
            bases: Vec::new(),
            slots: None,
            body: Vec::new(),
            assigns: Vec::new(),
        }
    }

    /// One base more, behind those given already. Without any the base is `object`.
    #[must_use]
    pub fn base(mut self, base: impl Into<TypeId>) -> Class {
        self.bases.push(base.into());
        self
    }

    /// Several bases.
    #[must_use]
    pub fn bases(mut self, bases: impl IntoIterator<Item = TypeId>) -> Class {
        self.bases.extend(bases);
        self
    }

    /// `__slots__ = slots`
    #[must_use]
    pub fn slots(mut self, slots: impl Into<Slots>) -> Class {
        self.slots = Some(slots.into());
        self
    }

    /// `name = value` in the class body. The class takes over the caller's reference to the value.
    #[must_use]
    pub fn variable(mut self, name: impl Into<String>, value: Ref) -> Class {
        self.body.push((name.into(), Body::Variable(value)));
        self
    }

    /// `@property`, whose getter returns `value`. The class takes over the caller's reference to it.
    #[must_use]
    pub fn property(mut self, name: impl Into<String>, value: Ref, has_setter: bool) -> Class {
        let property = Body::Property { value, has_setter };
        self.body.push((name.into(), property));
        self
    }

    /// The names that the class's methods assign to as `self.NAME = …`, in any order.
    ///
    /// From 3.13 the compiler lists them in `__static_attributes__`;
    /// from 3.14 the class shares these keys before it has any instance.
    #[must_use]
    pub fn assigns<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Class {
        self.assigns.extend(names.into_iter().map(Into::into));
        self
    }

    /// Runs the class statement.
    ///
    /// # Errors
    ///
    /// What `type_new` raises, with the text of this version.
    /// The references given to [`variable`](Class::variable) and [`property`](Class::property) are let go of then.
    pub fn build<O: Watch>(self, runtime: &mut Runtime<O>) -> Result<TypeId, Error> {
        runtime.type_new(self)
    }
}
