//! [`Frame`]: one call under way.

use std::rc::Rc;

use objects::Ref;

use super::CodeBody;
use crate::code::Op;

/// A value on a frame's stack or in a local: a reference that is counted, one that is borrowed, or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Val {
    Null,
    Owned(Ref),
    /// Lent by a local that outlives it (from 3.14).
    Borrowed(Ref),
}

impl Val {
    /// The object, if there is one.
    #[inline]
    pub(crate) fn get(self) -> Option<Ref> {
        match self {
            Val::Null => None,
            Val::Owned(object) | Val::Borrowed(object) => Some(object),
        }
    }

    /// The object, if it is counted.
    pub(crate) fn owned(self) -> Option<Ref> {
        match self {
            Val::Owned(object) => Some(object),
            _ => None,
        }
    }
}

/// Where an exception goes to, and how much of the stack is left then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) handler: u32,
    pub(crate) level: u32,
}

/// What happens to the result of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Return {
    /// The frame below gets it; it first drops so many values of its own stack (to 3.10, the arguments).
    Push { drops: u32 },
    /// The Rust code that started it gets it.
    Native,
}

/// A frame in a place of its own: it moves between a generator, the row of calls and the row of
/// those to be used again, and is never copied.
pub(crate) type Call = Box<Frame>;

/// One call under way, or a suspended generator's.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) code: Ref,
    pub(crate) body: Rc<CodeBody>,
    pub(crate) globals: Ref,
    /// Whether the references to code and globals are counted; otherwise the function holds them.
    pub(crate) counted: bool,
    /// From 3.11 the frame holds its function.
    pub(crate) func: Option<Ref>,
    /// The namespace of a module or class body.
    pub(crate) names: Option<Ref>,
    pub(crate) locals: Vec<Val>,
    pub(crate) stack: Vec<Val>,
    pub(crate) blocks: Vec<Block>,
    /// The next instruction.
    pub(crate) ip: usize,
    pub(crate) returns: Return,
    /// The frame object, if somebody asked for one; counted.
    pub(crate) object: Option<Ref>,
    /// The generator that this frame belongs to; not counted.
    pub(crate) generator: Option<Ref>,
    /// What a tracer saw of it last: 0 before it was told that the frame begins or goes on,
    /// otherwise the instruction that ran last, and 2.
    pub(crate) traced: u32,
}

impl Frame {
    /// A frame without anything in it.
    pub(crate) fn new(code: Ref, globals: Ref, body: Rc<CodeBody>) -> Frame {
        Frame {
            code,
            globals,
            counted: false,
            func: None,
            names: None,
            locals: Vec::with_capacity(body.variables.len()),
            stack: Vec::with_capacity(8),
            blocks: Vec::new(),
            ip: 0,
            returns: Return::Native,
            object: None,
            generator: None,
            traced: 0,
            body,
        }
    }

    /// The frame of a module's code. It takes over the code, and two references to the namespace.
    pub(crate) fn of_names(code: Ref, body: Rc<CodeBody>, globals: Ref) -> Frame {
        let mut frame = Frame::new(code, globals, body);
        frame.locals.resize(frame.body.variables.len(), Val::Null);
        frame.counted = true;
        frame.names = Some(globals);
        frame
    }

    /// Whether a variable lies in a cell.
    pub(crate) fn is_cell(&self, place: usize) -> bool {
        let free = self.body.variables.len() - self.body.nfree;
        place >= free || self.body.cells.contains(&(place as u32))
    }

    /// Whether it waits in a `yield from` or an `await`: between `SEND` and the jump back.
    pub(crate) fn delegates(&self) -> bool {
        matches!(self.body.ops.get(self.ip), Some(Op::Jump(_)))
            && matches!(
                self.body.ops.get(self.ip.wrapping_sub(2)),
                Some(Op::Send(_))
            )
    }

    /// Visits what it holds, in the order of a visit (`_PyFrame_Traverse`).
    pub(crate) fn traverse(&self, visit: &mut impl FnMut(Ref)) {
        self.object.into_iter().for_each(&mut *visit);
        if self.counted {
            visit(self.code);
            visit(self.globals);
        }
        self.names
            .into_iter()
            .chain(self.func)
            .for_each(&mut *visit);
        self.values(visit);
    }

    /// The same in the order in which a generator lets go of it (`_PyFrame_ClearExceptCode`).
    pub(super) fn release(&self, visit: &mut impl FnMut(Ref)) {
        self.object.into_iter().for_each(&mut *visit);
        self.dying(visit);
        self.names
            .into_iter()
            .chain(self.func)
            .for_each(&mut *visit);
        if self.counted {
            visit(self.globals);
            visit(self.code);
        }
    }

    /// Locals, then the stack.
    fn values(&self, visit: &mut impl FnMut(Ref)) {
        self.locals
            .iter()
            .chain(&self.stack)
            .filter_map(|value| value.owned())
            .for_each(visit);
    }

    /// The same in the order in which a frame lets go of them: from 3.14 the last one first.
    fn dying(&self, visit: &mut impl FnMut(Ref)) {
        if !self.body.last_first {
            return self.values(visit);
        }
        self.locals
            .iter()
            .chain(&self.stack)
            .rev()
            .filter_map(|value| value.owned())
            .for_each(visit);
    }

    /// Takes them out, in the order in which a frame lets go of them.
    pub(crate) fn clear(&mut self) -> Vec<Ref> {
        let mut held: Vec<Ref> = self
            .locals
            .iter_mut()
            .chain(&mut self.stack)
            .filter_map(|value| std::mem::replace(value, Val::Null).owned())
            .collect();
        if self.body.last_first {
            held.reverse();
        }
        held
    }
}

/// A `frame` object.
#[derive(Clone, Debug)]
pub(crate) struct FrameObject {
    pub(crate) code: Ref,
    pub(crate) globals: Ref,
    pub(crate) back: Option<Ref>,
    /// The generator that the frame belongs to, while that has it; not counted.
    pub(crate) generator: Option<Ref>,
    /// Whether it is the frame of a call, not made beside it (to 3.10).
    pub(crate) is_frame: bool,
    /// The frame itself, once the call is over.
    pub(crate) frame: Option<Box<Frame>>,
    /// The line it was at when the call ended.
    pub(crate) line: u32,
    /// What was set through `f_locals` beside the variables (from 3.13): a dict.
    pub(crate) extra: Option<Ref>,
    /// What variables had before they were set so (from 3.14): a tuple.
    pub(crate) overwritten: Option<Ref>,
    /// `f_trace`: the function that is told of the frame's lines.
    pub(crate) trace: Option<Ref>,
    /// `f_trace_lines`
    pub(crate) trace_lines: bool,
    /// `f_fast_as_locals`: whether a program has the dict of its variables, and may have changed it (3.11 and 3.12).
    pub(crate) fast_as_locals: bool,
}

impl FrameObject {
    /// Takes over a reference to the code and one to the namespace.
    pub(crate) fn new(
        code: Ref,
        globals: Ref,
        generator: Option<Ref>,
        is_frame: bool,
    ) -> FrameObject {
        FrameObject {
            code,
            globals,
            back: None,
            generator,
            is_frame,
            frame: None,
            line: 0,
            extra: None,
            overwritten: None,
            trace: None,
            trace_lines: true,
            fast_as_locals: false,
        }
    }

    pub(super) fn references(&self, releasing: bool, visit: &mut impl FnMut(Ref)) {
        if releasing {
            self.dealloc(visit);
        } else {
            self.traverse(visit);
        }
    }

    /// `frame_traverse`
    fn traverse(&self, visit: &mut impl FnMut(Ref)) {
        self.back
            .into_iter()
            .chain(self.trace)
            .chain(self.extra)
            .chain(self.overwritten)
            .chain([self.code, self.globals])
            .for_each(&mut *visit);
        if let Some(frame) = &self.frame {
            frame.traverse(visit);
        }
    }

    /// `frame_dealloc`: to 3.13 the code is the last to go.
    fn dealloc(&self, visit: &mut impl FnMut(Ref)) {
        if let Some(frame) = &self.frame {
            if frame.counted {
                frame.release(&mut *visit);
            } else {
                frame
                    .func
                    .into_iter()
                    .chain(frame.names)
                    .for_each(&mut *visit);
                frame.dying(&mut *visit);
            }
        }
        self.back
            .into_iter()
            .chain(self.trace)
            .chain(self.extra)
            .chain(self.overwritten)
            .chain([self.globals, self.code])
            .for_each(visit);
    }
}
