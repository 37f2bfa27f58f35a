//! Calls of Python functions without a detour, and the frames they use again and again.

use std::rc::Rc;

use objects::Ref;

use crate::objects::{Body, CodeBody, Frame, Return, Val};
use crate::vm::Vm;

/// So many frames are kept for later calls.
const SPARE_FRAMES: usize = 200;

impl Vm {
    /// `CALL` of a Python function with exactly its positional arguments. Says whether it entered one.
    #[inline]
    pub(super) fn quick_call(&mut self, count: usize) -> bool {
        let stack = &self.top().stack;
        let Some(base) = stack.len().checked_sub(count + 2) else {
            return false;
        };
        let (Some(func), this) = (stack[base].get(), stack[base + 1]) else {
            return false;
        };
        let given = count + usize::from(this != Val::Null);
        let Body::Function(function) = self.body(func) else {
            return false;
        };
        let (code, globals, closure) = (function.code, function.globals, function.closure);
        let Body::Code(value) = self.body(code) else {
            return false;
        };
        if !value.shared.is_simple
            || value.shared.argcount != given
            || self.thread.depth >= self.recursion_limit
        {
            return false;
        }
        let body = value.shared.clone();
        if self.since(11) {
            self.enter_moved(func, code, globals, closure, body, base);
        } else {
            self.enter_copied(code, globals, closure, body, base);
        }
        true
    }

    /// From 3.11 the function and its arguments move from the stack into the frame.
    fn enter_moved(
        &mut self,
        func: Ref,
        code: Ref,
        globals: Ref,
        closure: Option<Ref>,
        body: Rc<CodeBody>,
        base: usize,
    ) {
        let mut frame = self.new_or_spare(code, globals, body);
        let stack = &mut self.top().stack;
        let skipped = usize::from(stack[base + 1] == Val::Null);
        frame.locals.extend_from_slice(&stack[base + 1 + skipped..]);
        let callable = stack[base];
        stack.truncate(base);
        if let Val::Borrowed(func) = callable {
            self.heap.incref(func);
        }
        frame.func = Some(func);
        frame.counted = false;
        frame.returns = Return::Push { drops: 0 };
        self.enter(frame, closure);
    }

    /// To 3.10 the arguments stay on the caller's stack, and the callee has references of its own.
    fn enter_copied(
        &mut self,
        code: Ref,
        globals: Ref,
        closure: Option<Ref>,
        body: Rc<CodeBody>,
        base: usize,
    ) {
        let mut frame = self.new_or_spare(code, globals, body);
        let Some(caller) = self.thread.frames.last() else {
            unreachable!("a call has a caller")
        };
        for value in &caller.stack[base + 1..] {
            if let Some(object) = value.get() {
                self.heap.incref(object);
                frame.locals.push(Val::Owned(object));
            }
        }
        self.heap.incref(code);
        self.heap.incref(globals);
        frame.func = None;
        frame.counted = true;
        frame.returns = Return::Push {
            drops: (caller.stack.len() - base) as u32,
        };
        self.enter(frame, closure);
    }

    /// Gives the frame its other locals, and starts it.
    #[inline]
    fn enter(&mut self, mut frame: Box<Frame>, closure: Option<Ref>) {
        self.fill_locals(&mut frame, closure);
        self.push_frame(frame);
    }

    /// The frame of a call from native code holds its function, or to 3.10 the function's code and globals.
    pub(crate) fn hold_function(&mut self, frame: &mut Frame, func: Ref) {
        frame.counted = !self.since(11);
        if frame.counted {
            self.heap.incref(frame.code);
            self.heap.incref(frame.globals);
            frame.func = None;
        } else {
            self.heap.incref(func);
            frame.func = Some(func);
        }
    }

    /// Behind the arguments come the other locals, and last the cells of the closure.
    #[inline]
    pub(crate) fn fill_locals(&mut self, frame: &mut Frame, closure: Option<Ref>) {
        let len = frame.body.variables.len();
        match closure {
            None => frame.locals.resize(len, Val::Null),
            Some(closure) => {
                let cells = match self.heap.get(closure).map(|value| &value.body) {
                    Some(Body::Tuple(cells)) => cells.items().to_vec(),
                    _ => Vec::new(),
                };
                frame.locals.resize(len - cells.len(), Val::Null);
                for cell in cells {
                    self.heap.incref(cell);
                    frame.locals.push(Val::Owned(cell));
                }
            }
        }
    }

    /// A frame without locals.
    #[inline]
    pub(crate) fn new_or_spare(
        &mut self,
        code: Ref,
        globals: Ref,
        body: Rc<CodeBody>,
    ) -> Box<Frame> {
        self.frame_made(&body);
        match self.spare_frames.pop() {
            Some(mut frame) => {
                frame.code = code;
                frame.globals = globals;
                frame.body = body;
                frame.ip = 0;
                frame
            }
            None => Box::new(Frame::new(code, globals, body)),
        }
    }

    /// Keeps the frame of a call that is over. Nothing is left in it.
    #[inline]
    pub(crate) fn spare_frame(&mut self, mut frame: Box<Frame>) {
        self.frame_freed(&frame.body);
        if self.spare_frames.len() < SPARE_FRAMES {
            frame.blocks.clear();
            frame.generator = None;
            frame.traced = 0;
            self.spare_frames.push(frame);
        }
    }
}
