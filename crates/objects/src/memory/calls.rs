//! Calls: the stack of frames.

use super::{Exception, Kind, Memory};
use crate::event::Observer;
use crate::frame::{Arg, Code, Frame};
use crate::object::Object;
use crate::reference::Ref;

impl<O: Observer> Memory<O> {
    /// Begins a call. Until [`leave`](Memory::leave) the locals are the new frame's.
    ///
    /// # Errors
    ///
    /// A `TypeError` when the number of arguments isn't the function's.
    pub fn enter(&mut self, code: &Code, arguments: &[Arg]) -> Result<(), Exception> {
        let version = self.version;
        let frame = Frame::enter(self, version, code, arguments)?;
        self.frames.push(frame);
        Ok(())
    }

    /// The call under way, the innermost one.
    pub fn frame(&self) -> Option<&Frame> {
        self.frames.last()
    }

    /// How many calls are under way.
    pub fn depth(&self) -> usize {
        self.frames.len()
    }

    /// `name = expression` in the function under way: one more reference, kept in the local.
    ///
    /// # Errors
    ///
    /// A `NameError` when the function has no such local, or when no call is under way.
    pub fn bind_local(&mut self, name: &str, object: Ref) -> Result<(), Exception> {
        self.heap.incref(object);
        let bound = self.bind_new_local(name, object);
        if bound.is_err() {
            self.drop(object);
        }
        bound
    }

    /// `name = []` in the function under way: the local takes over the new object's first reference.
    ///
    /// # Errors
    ///
    /// As [`bind_local`](Memory::bind_local). The reference is still the caller's then.
    pub fn bind_new_local(&mut self, name: &str, object: Ref) -> Result<(), Exception> {
        let old = self.innermost()?.store(name, object)?;
        self.heap.emit(|| crate::Event::Bind {
            name: name.into(),
            object,
        });
        if let Some(old) = old {
            self.drop(old);
        }
        Ok(())
    }

    /// `name = source` in the function under way, both of them locals: see [`Frame::copy`].
    ///
    /// # Errors
    ///
    /// An `UnboundLocalError` when `source` means nothing now.
    pub fn copy_local(&mut self, name: &str, source: &str) -> Result<(), Exception> {
        // The frame is away for as long as the old value's death takes, and its roots with it.
        let mut frame = self.frames.pop().ok_or_else(no_call)?;
        let copied = frame.copy(self, name, source);
        self.frames.push(frame);
        Ok(copied?)
    }

    /// `del name` in the function under way.
    ///
    /// # Errors
    ///
    /// An `UnboundLocalError`, with the release's text, when the local means nothing now.
    pub fn unbind_local(&mut self, name: &str) -> Result<(), Exception> {
        let object = self.lookup_local(name)?;
        let old = self.innermost()?.remove(name)?;
        self.heap.emit(|| crate::Event::Unbind {
            name: name.into(),
            object,
        });
        if let Some(old) = old {
            self.drop(old);
        }
        Ok(())
    }

    /// The object that a local of the function under way means, borrowed.
    ///
    /// # Errors
    ///
    /// An `UnboundLocalError`, with the release's text, when the local means nothing now.
    pub fn lookup_local(&self, name: &str) -> Result<Ref, Exception> {
        let frame = self.frames.last().ok_or_else(no_call)?;
        Ok(frame.lookup(name)?)
    }

    /// Ends the call: its locals lose their references, in the order of the release.
    ///
    /// # Errors
    ///
    /// A `NameError` when no call is under way.
    pub fn leave(&mut self) -> Result<(), Exception> {
        let frame = self.frames.pop().ok_or_else(no_call)?;
        frame.leave(self);
        Ok(())
    }

    /// Ends the call by an exception whose traceback somebody keeps: the frame becomes an object,
    /// which is returned, and the locals live as long as it does.
    ///
    /// # Errors
    ///
    /// A `NameError` when no call is under way.
    pub fn leave_by_exception(&mut self) -> Result<Ref, Exception> {
        let frame = self.frames.pop().ok_or_else(no_call)?;
        let frame = frame.outlive(self);
        Ok(self.make(Object::Frame(Box::new(frame))))
    }

    /// The innermost frame, to be changed.
    fn innermost(&mut self) -> Result<&mut Frame, Exception> {
        self.frames.last_mut().ok_or_else(no_call)
    }
}

/// The error of a program that asks for a local where there is none.
fn no_call() -> Exception {
    Exception::new(Kind::NameError, "no call is under way")
}
