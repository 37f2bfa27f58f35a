//! Frames: a call's locals, and how they die.

use std::fmt;
use std::sync::Arc;

use version::Version;

use crate::event::{Event, Name};
use crate::reference::Ref;
use crate::trace::Trace;
use crate::world::{World, decref, incref};

/// What a call knows of its function before it begins: the names of its locals, the arguments first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// `co_name`.
    pub name: Name,
    /// `co_varnames`.
    pub varnames: Arc<[Name]>,
    /// `co_argcount`: how many of the locals are arguments.
    pub argcount: usize,
}

impl Code {
    /// A function `name` with these arguments and these other locals.
    pub fn new(name: &str, arguments: &[&str], others: &[&str]) -> Self {
        Code {
            name: name.into(),
            varnames: arguments
                .iter()
                .chain(others)
                .map(|&name| name.into())
                .collect(),
            argcount: arguments.len(),
        }
    }
}

/// What a caller passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arg {
    /// The object that one of the caller's own locals means, as in `f(x)`.
    Local(Ref),
    /// An object made for the call, as in `f([])`. The call takes its only reference over.
    Temporary(Ref),
}

/// One local.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Local {
    object: Ref,
    /// False for an argument that is borrowed from the caller's local (3.14 and later).
    counts: bool,
}

/// A call's locals: a row of slots, one for each name that the function assigns.
///
/// Each local holds a reference, apart from an argument that 3.14 and later borrow from the caller
/// (`LOAD_FAST_BORROW`). Leaving the frame lets go of them.
///
/// ```
/// use objects::{Arg, Code, Frame, Heap};
/// use version::Version;
///
/// let mut heap = Heap::new();
/// let code = Code::new("f", &["x"], &["y"]);
/// let list = heap.insert(vec![]);
/// let mut frame = Frame::enter(&mut heap, Version::default(), &code, &[Arg::Temporary(list)])?;
/// frame.bind(&mut heap, "y", list)?; // y = x
/// assert_eq!(heap.refcnt(list), 2);
/// frame.leave(&mut heap);
/// assert!(!heap.is_alive(list));
/// # Ok::<(), objects::LocalError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    code: Code,
    version: Version,
    /// `localsplus`, by slot.
    locals: Vec<Option<Local>>,
    /// The caller's own references to the arguments, which it keeps until the call is over (to 3.10).
    caller_stack: Vec<Ref>,
}

/// A local that can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocalError {
    /// Python's `UnboundLocalError`: the name is a local of this function, and it means nothing now.
    Unbound {
        /// The name.
        name: Name,
        /// The release whose text is wanted.
        version: Version,
    },
    /// The function has no such local.
    NotALocal {
        /// The name.
        name: Name,
        /// The function.
        function: Name,
    },
    /// The number of arguments isn't the function's.
    Arguments {
        /// The function.
        function: Name,
        /// How many it takes.
        takes: usize,
        /// How many were given.
        given: usize,
    },
}

impl fmt::Display for LocalError {
    /// For an unbound local the text of Python's `UnboundLocalError` in that release.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LocalError::Unbound { name, version } if *version >= Version::new(3, 11, 0) => {
                write!(
                    f,
                    "cannot access local variable '{name}' where it is not associated with a value"
                )
            }
            LocalError::Unbound { name, .. } => {
                write!(f, "local variable '{name}' referenced before assignment")
            }
            LocalError::NotALocal { name, function } => {
                write!(f, "'{name}' is not a local of {function}")
            }
            LocalError::Arguments {
                function,
                takes,
                given,
            } => {
                write!(
                    f,
                    "{function} takes {takes} arguments and was given {given}"
                )
            }
        }
    }
}

impl std::error::Error for LocalError {}

/// How a release treats the arguments of a call to a Python function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Passing {
    /// To 3.10: the caller's stack keeps its reference until the call is over, and the callee's local has another.
    Kept,
    /// 3.11 to 3.13: the reference on the caller's stack becomes the callee's.
    Moved,
    /// From 3.14: a reference to a local isn't counted on the way.
    Borrowed,
}

impl Passing {
    /// The way of one release.
    ///
    /// `call_function` pops its arguments after the call in `Python/ceval.c` (3.10.13);
    /// `_PyEvalFramePushAndInit` takes them over (3.11.7); `LOAD_FAST_BORROW` in `Python/bytecodes.c` (3.14.7).
    fn of(version: Version) -> Self {
        if version >= Version::new(3, 14, 0) {
            Passing::Borrowed
        } else if version >= Version::new(3, 11, 0) {
            Passing::Moved
        } else {
            Passing::Kept
        }
    }
}

impl Frame {
    /// Begins a call.
    ///
    /// # Errors
    ///
    /// [`LocalError::Arguments`] when their number isn't the function's; nothing has changed then.
    pub fn enter<W: World + ?Sized>(
        world: &mut W,
        version: Version,
        code: &Code,
        arguments: &[Arg],
    ) -> Result<Frame, LocalError> {
        if arguments.len() != code.argcount {
            return Err(LocalError::Arguments {
                function: code.name.clone(),
                takes: code.argcount,
                given: arguments.len(),
            });
        }
        let passing = Passing::of(version);
        let mut frame = Frame {
            code: code.clone(),
            version,
            locals: vec![None; code.varnames.len()],
            caller_stack: Vec::new(),
        };
        world.heap().emit(|| Event::FrameEntered {
            function: code.name.clone(),
        });
        for (slot, &argument) in frame.locals.iter_mut().zip(arguments) {
            let (object, pushed) = match argument {
                Arg::Local(object) => (object, false),
                Arg::Temporary(object) => (object, true),
            };
            let counts = pushed || passing != Passing::Borrowed;
            if counts && !pushed {
                incref(world, object);
            }
            if passing == Passing::Kept {
                incref(world, object);
                frame.caller_stack.push(object);
            }
            *slot = Some(Local { object, counts });
        }
        Ok(frame)
    }

    /// The function.
    pub fn code(&self) -> &Code {
        &self.code
    }

    /// The slot of a name.
    fn slot(&self, name: &str) -> Result<usize, LocalError> {
        self.code
            .varnames
            .iter()
            .position(|local| &**local == name)
            .ok_or_else(|| LocalError::NotALocal {
                name: name.into(),
                function: self.code.name.clone(),
            })
    }

    /// The object that a local means. The reference is borrowed: nothing is counted.
    ///
    /// # Errors
    ///
    /// [`LocalError::Unbound`] when the local means nothing now.
    pub fn lookup(&self, name: &str) -> Result<Ref, LocalError> {
        match self.locals[self.slot(name)?] {
            Some(local) => Ok(local.object),
            None => Err(LocalError::Unbound {
                name: name.into(),
                version: self.version,
            }),
        }
    }

    /// `name = expression`: one more reference to `object`, kept in the local's slot.
    ///
    /// # Errors
    ///
    /// [`LocalError::NotALocal`] when the function has no such local.
    ///
    /// # Panics
    ///
    /// When the object is gone.
    pub fn bind<W: World + ?Sized>(
        &mut self,
        world: &mut W,
        name: &str,
        object: Ref,
    ) -> Result<(), LocalError> {
        self.slot(name)?;
        incref(world, object);
        self.bind_new(world, name, object)
    }

    /// `name = []`: `bind` for an object made for this local, whose first reference it takes over.
    ///
    /// # Errors
    ///
    /// [`LocalError::NotALocal`] when the function has no such local. The reference is still the caller's then.
    pub fn bind_new<W: World + ?Sized>(
        &mut self,
        world: &mut W,
        name: &str,
        object: Ref,
    ) -> Result<(), LocalError> {
        let old = self.store(name, object)?;
        world.heap().emit(|| Event::Bind {
            name: name.into(),
            object,
        });
        if let Some(old) = old {
            decref(world, old);
        }
        Ok(())
    }

    /// `name = source`, both locals of this function.
    ///
    /// From 3.14 a copy of a borrowed argument is borrowed as well (`PyStackRef_DUP` keeps the tag,
    /// `Include/internal/pycore_stackref.h` in 3.14.7).
    ///
    /// # Errors
    ///
    /// [`LocalError::Unbound`] when `source` means nothing now.
    pub fn copy<W: World + ?Sized>(
        &mut self,
        world: &mut W,
        name: &str,
        source: &str,
    ) -> Result<(), LocalError> {
        let object = self.lookup(source)?;
        let slot = self.slot(name)?;
        let local = Local {
            object,
            counts: self.locals[self.slot(source)?].is_some_and(|local| local.counts),
        };
        if local.counts {
            incref(world, object);
        }
        let old = self.locals[slot].replace(local);
        world.heap().emit(|| Event::Bind {
            name: name.into(),
            object,
        });
        drop_local(world, old);
        Ok(())
    }

    /// `del name`.
    ///
    /// # Errors
    ///
    /// [`LocalError::Unbound`] when the local means nothing now.
    pub fn unbind<W: World + ?Sized>(
        &mut self,
        world: &mut W,
        name: &str,
    ) -> Result<(), LocalError> {
        let object = self.lookup(name)?;
        let old = self.remove(name)?;
        world.heap().emit(|| Event::Unbind {
            name: name.into(),
            object,
        });
        if let Some(old) = old {
            decref(world, old);
        }
        Ok(())
    }

    /// Writes a counted reference into a local, and returns the counted one it replaces. Counts nothing.
    ///
    /// For a world that owns its frames, and so can't lend out both at once.
    ///
    /// # Errors
    ///
    /// [`LocalError::NotALocal`] when the function has no such local.
    pub fn store(&mut self, name: &str, object: Ref) -> Result<Option<Ref>, LocalError> {
        let slot = self.slot(name)?;
        let old = self.locals[slot].replace(Local {
            object,
            counts: true,
        });
        Ok(old.filter(|local| local.counts).map(|local| local.object))
    }

    /// Empties a local, and returns its reference if that was counted. Counts nothing.
    ///
    /// # Errors
    ///
    /// [`LocalError::Unbound`] when the local means nothing now.
    pub fn remove(&mut self, name: &str) -> Result<Option<Ref>, LocalError> {
        self.lookup(name)?;
        let slot = self.slot(name)?;
        let old = self.locals[slot].take();
        Ok(old.filter(|local| local.counts).map(|local| local.object))
    }

    /// Whether one of the locals means this object.
    pub fn has_local(&self, object: Ref) -> bool {
        self.locals
            .iter()
            .flatten()
            .any(|local| local.object == object)
    }

    /// Ends the call: every local loses its reference, first to last to 3.13, last to first from 3.14.
    ///
    /// To 3.10 the caller lets go of the arguments after that, the last one first.
    /// `_PyFrame_ClearExceptCode` in `Python/frame.c` (3.12.1), `_PyFrame_ClearLocals` there (3.14.7).
    // ANCHOR: leave
    pub fn leave<W: World + ?Sized>(mut self, world: &mut W) {
        let function = self.code.name.clone();
        world.heap().emit(|| Event::FrameLeft { function });
        self.clear_locals(world);
        while let Some(argument) = self.caller_stack.pop() {
            decref(world, argument);
        }
    }

    /// Lets go of every local, in the order of this release.
    pub fn clear_locals<W: World + ?Sized>(&mut self, world: &mut W) {
        let last_to_first = self.version >= Version::new(3, 14, 0);
        for step in 0..self.locals.len() {
            let slot = if last_to_first {
                self.locals.len() - 1 - step
            } else {
                step
            };
            drop_local(world, self.locals[slot].take());
        }
    }
    // ANCHOR_END: leave

    /// Ends the call and keeps the locals, because a traceback or a name still refers to the frame.
    ///
    /// The frame that is returned can be stored as an object. Its locals die with it, in the order of the release.
    /// An argument that was borrowed is counted now, as `take_ownership` in `Python/frame.c` (3.14.7) does.
    pub fn outlive<W: World + ?Sized>(mut self, world: &mut W) -> Frame {
        let function = self.code.name.clone();
        world.heap().emit(|| Event::FrameLeft { function });
        for local in self
            .locals
            .iter_mut()
            .flatten()
            .filter(|local| !local.counts)
        {
            incref(world, local.object);
            local.counts = true;
        }
        while let Some(argument) = self.caller_stack.pop() {
            decref(world, argument);
        }
        self
    }

    /// The references the frame holds: roots for [`Heap::audit`](crate::Heap::audit).
    pub fn roots(&self) -> impl Iterator<Item = Ref> {
        let owned = self.locals.iter().flatten().filter(|local| local.counts);
        owned
            .map(|local| local.object)
            .chain(self.caller_stack.iter().copied())
    }
}

/// Lets go of what a local held, if it held a reference of its own.
fn drop_local<W: World + ?Sized>(world: &mut W, local: Option<Local>) {
    if let Some(Local {
        object,
        counts: true,
    }) = local
    {
        decref(world, object);
    }
}

impl Trace for Frame {
    fn trace(&self, visit: &mut impl FnMut(Ref)) {
        self.roots().for_each(visit);
    }

    fn release_order(&self, visit: &mut impl FnMut(Ref)) {
        if self.version >= Version::new(3, 14, 0) {
            let owned = self
                .locals
                .iter()
                .rev()
                .flatten()
                .filter(|local| local.counts);
            owned.for_each(|local| visit(local.object));
        } else {
            self.trace(visit);
        }
    }
}
