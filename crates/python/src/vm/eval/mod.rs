//! The loop over the instructions.

mod append;
mod asynchronous;
mod attribute;
mod branch;
mod breaker;
mod build;
mod call;
mod cell;
mod extend;
mod frame;
mod handler;
mod import;
mod local;
mod name;
mod operator;
mod pattern;
mod quick;

use objects::Ref;

use super::{Exc, R, Vm};
use crate::code::{Binary, Op, Unary};
use crate::objects::{Body, Frame, Return, Val};

/// What comes after an instruction.
pub(super) enum Flow {
    Next,
    /// The frame that native code started is done.
    Done(Ref),
}

impl Vm {
    /// The running frame.
    #[inline]
    pub(crate) fn top(&mut self) -> &mut Frame {
        self.thread.top()
    }

    #[inline]
    pub(crate) fn pop(&mut self) -> Val {
        match self.top().stack.pop() {
            Some(value) => value,
            None => unreachable!("the compiler pushes before it pops"),
        }
    }

    #[inline]
    pub(crate) fn push(&mut self, object: Ref) {
        self.top().stack.push(Val::Owned(object));
    }

    /// The value `depth` from the top, borrowed; 1 is the top.
    #[inline]
    fn peek(&mut self, depth: usize) -> Ref {
        let stack = &self.top().stack;
        match stack[stack.len() - depth].get() {
            Some(object) => object,
            None => unreachable!("nothing was where a value belongs"),
        }
    }

    /// Starts a frame on top of the running one.
    pub(crate) fn push_frame(&mut self, frame: Box<Frame>) {
        if self.version.minor() == 11 {
            frame.body.hints.warm();
        }
        self.thread.depth += 1;
        self.thread.frames.push(frame);
    }

    /// Runs a frame to its end, or, a generator's, to its next value.
    pub(crate) fn run(&mut self, mut frame: Box<Frame>) -> R {
        frame.returns = Return::Native;
        let base = self.thread.frames.len();
        if self.thread.depth >= self.recursion_limit {
            self.drop_frame(frame);
            return Err(self.recursion_error());
        }
        self.push_frame(frame);
        let value = self.run_loop(base)?;
        // The native code that goes on now stands in the caller's line.
        self.mark_place();
        Ok(value)
    }

    /// `_PyEval_EvalFrameDefault`: one instruction after the other, until the frame that native code started is done,
    /// or another thread may want its turn after an instruction.
    ///
    /// What programs do most is tried first, without any bookkeeping: these steps leave nothing in the scratch of references.
    #[inline(never)]
    pub(super) fn eval(&mut self) -> R<Flow> {
        let mut done = None;
        loop {
            if !self.clock.step_until(self.pause) && self.pause_after(done)? {
                return Ok(Flow::Next);
            }
            let frame = self.top();
            let op = frame.body.ops[frame.ip];
            frame.ip += 1;
            done = Some(op);
            match op {
                Op::LoadFast(place) => {
                    if !self.load_fast(place) {
                        return Err(self.unbound(place));
                    }
                }
                Op::LoadFastBorrow(place) => {
                    if !self.load_fast_borrow(place) {
                        return Err(self.unbound(place));
                    }
                }
                Op::StoreFast(place) => self.store_fast(place),
                Op::LoadConst(index) => self.load_const(index),
                Op::LoadConstBorrow(index) => self.load_const_borrow(index),
                Op::LoadGlobal(index) if self.quick_load_global(index) => {}
                Op::Pop => {
                    let value = self.pop();
                    self.close(value);
                }
                Op::PushNull => self.top().stack.push(Val::Null),
                Op::Jump(target) => self.top().ip = target as usize,
                Op::JumpBackward(target) => self.jump_backward(target),
                Op::BinaryOp(binary) | Op::InplaceOp(binary) if self.quick_binary(binary) => {}
                Op::BinaryOp(Binary::Add) | Op::InplaceOp(Binary::Add) if self.quick_append() => {}
                Op::CompareOp(compare) if self.quick_compare_op(compare) => {}
                Op::Subscr if self.quick_subscr() => {}
                Op::PopJumpIfFalse(target) if self.quick_jump_if(target, false) => {}
                Op::PopJumpIfTrue(target) if self.quick_jump_if(target, true) => {}
                Op::ForIter(_) if self.quick_for_iter() => {}
                Op::LoadAttr(index) if self.quick_load_attr(index) => {}
                Op::StoreAttr(index) if self.quick_store_attr(index) => {}
                Op::LoadMethod(index) if self.quick_load_method(index) => {}
                Op::Call(count) if self.quick_call(count as usize) => {}
                Op::Return => {
                    if let Flow::Done(value) = self.op_return() {
                        return Ok(Flow::Done(value));
                    }
                }
                op => {
                    if let Flow::Done(value) = self.any_instruction(op)? {
                        return Ok(Flow::Done(value));
                    }
                }
            }
        }
    }

    /// Does an instruction in the general way, and lets go of what it left in the scratch of references.
    #[inline(never)]
    fn any_instruction(&mut self, op: Op) -> R<Flow> {
        let base = self.thread.scratch.len();
        let flow = self.instruction(op);
        self.leave_scope(base);
        flow
    }

    fn instruction(&mut self, op: Op) -> R<Flow> {
        match op {
            Op::Nop => {}
            Op::LoadConst(_)
            | Op::LoadConstBorrow(_)
            | Op::LoadFast(_)
            | Op::LoadFastBorrow(_)
            | Op::PushNull
            | Op::Pop
            | Op::Jump(_)
            | Op::JumpBackward(_) => unreachable!("the loop does these itself"),
            Op::LoadFastAndClear(place) => {
                let frame = self.top();
                let value = std::mem::replace(&mut frame.locals[place as usize], Val::Null);
                frame.stack.push(value);
            }
            Op::StoreFast(place) | Op::RestoreFast(place) => self.store_fast(place),
            Op::DeleteFast(place) => self.delete_fast(place)?,
            Op::LoadDeref(_)
            | Op::LoadClassDeref(_)
            | Op::LoadFromDictOrDeref(_)
            | Op::StoreDeref(_)
            | Op::DeleteDeref(_)
            | Op::LoadClosure(_) => {
                self.cell_op(op)?;
            }
            Op::LoadGlobal(index) => self.load_global(index)?,
            Op::LoadName(_)
            | Op::LoadFromDictOrGlobals(_)
            | Op::StoreName(_)
            | Op::DeleteName(_)
            | Op::StoreGlobal(_)
            | Op::DeleteGlobal(_) => self.name_op(op)?,
            Op::LoadAttr(index) => self.load_attr(index)?,
            Op::LoadMethod(index) => self.load_method(index)?,
            Op::StoreAttr(index) => self.store_attr(index)?,
            Op::DeleteAttr(index) => self.delete_attr(index)?,
            Op::Subscr => self.binary(|vm, container, key| vm.getitem(container, key))?,
            Op::StoreSubscr => self.store_subscr()?,
            Op::DeleteSubscr => self.delete_subscr()?,
            Op::BinarySlice => self.binary_slice()?,
            Op::StoreSlice => self.store_slice()?,
            Op::BinaryOp(op) => self.binary(|vm, left, right| vm.binary_op(op, left, right))?,
            Op::InplaceOp(op) => self.binary(|vm, left, right| vm.inplace_op(op, left, right))?,
            // To 3.10 a comparison counts as a call (`PyObject_RichCompare`).
            Op::CompareOp(_) if !self.since(11) && self.thread.depth >= self.recursion_limit => {
                let text = "maximum recursion depth exceeded in comparison";
                return Err(self.error("RecursionError", text));
            }
            Op::CompareOp(op) => self.test(|vm, left, right| vm.compare(op, left, right))?,
            Op::IsOp(invert) => {
                self.test(|vm, left, right| Ok(vm.bool((left == right) != invert)))?
            }
            Op::ContainsOp(invert) => self.test(|vm, item, container| {
                let found = vm.contains(container, item)?;
                Ok(vm.bool(found != invert))
            })?,
            Op::UnaryOp(op) => self.unary(|vm, value| match op {
                Unary::Not => {
                    let truth = vm.truth(value)?;
                    Ok(vm.bool(!truth))
                }
                op => vm.unary_op(op, value),
            })?,
            Op::Copy(depth) => {
                let object = self.peek(depth as usize);
                self.heap.incref(object);
                self.push(object);
            }
            Op::Swap(depth) => {
                let stack = &mut self.top().stack;
                let top = stack.len() - 1;
                stack.swap(top, top + 1 - depth as usize);
            }
            Op::PopJumpIfFalse(target) => self.pop_jump_if(target, false)?,
            Op::PopJumpIfTrue(target) => self.pop_jump_if(target, true)?,
            Op::JumpIfFalseOrPop(target) => self.jump_if_or_pop(target, false)?,
            Op::JumpIfTrueOrPop(target) => self.jump_if_or_pop(target, true)?,
            Op::PopJumpIfNone(target) => self.pop_jump_if_none(target)?,
            Op::GetIter => self.unary(|vm, value| vm.iter(value))?,
            Op::GetYieldFromIter => self.unary(|vm, value| match vm.body(value) {
                Body::Generator(_) => Ok(vm.incref(value)),
                _ => vm.iter(value),
            })?,
            Op::GetAwaitable(place) => self.unary(|vm, value| vm.awaitable(value, place))?,
            Op::GetAiter => self.unary(|vm, value| vm.async_iter(value))?,
            Op::GetAnext => self.get_anext()?,
            Op::EndAsyncFor => return self.end_async_for().map(|()| Flow::Next),
            Op::BeforeAsyncWith => self.before_async_with()?,
            Op::AsyncGenWrap => {
                let value = self.pop();
                let value = self.owned(value);
                let wrapped = self.alloc(Body::AsyncWrapped(value));
                self.push(wrapped);
            }
            Op::ForIter(target) => self.for_iter(target)?,
            Op::BuildList(count) => self.build_list(count as usize)?,
            Op::BuildTuple(count) => self.build_tuple(count as usize)?,
            Op::BuildConstList(index) => self.build_const_list(index)?,
            Op::BuildConstSet(index) => self.build_const_set(index)?,
            Op::BuildSet(count) => self.build_set(count as usize)?,
            Op::BuildMap(count) => self.build_map(count as usize)?,
            Op::ListAppend(depth) => self.op_list_append(depth)?,
            Op::SetAdd(depth) => self.op_set_add(depth)?,
            Op::MapAdd(depth) => self.map_add(depth)?,
            Op::ListExtend => self.op_list_extend()?,
            Op::SetUpdate => self.op_set_update()?,
            Op::ListToTuple => self.unary(|vm, list| {
                let items = vm.items(list).to_vec();
                let items = vm.increfs(&items);
                Ok(vm.tuple(items))
            })?,
            Op::DictUpdate | Op::DictMerge => self.op_dict_update(op)?,
            Op::UnpackSequence(count) => self.op_unpack(count, None)?,
            Op::UnpackEx(before, after) => self.op_unpack(u32::from(before), Some(after))?,
            Op::BuildSlice(count) => self.build_slice(count as usize)?,
            Op::FormatValue(conversion, has_spec) => self.op_format_value(conversion, has_spec)?,
            Op::BuildTemplate => self.build_template(),
            Op::BuildInterpolation(conversion, has_spec) => {
                self.build_interpolation(conversion, has_spec);
            }
            Op::BuildString(count) => self.build_string(count as usize)?,
            Op::MakeFunction(flags) => self.make_function(flags),
            Op::Call(count) => self.op_call(count as usize, None)?,
            Op::CallKw(count, names) => {
                let names = self.top().body.consts[names as usize];
                self.op_call(count as usize, Some(names))?;
            }
            Op::CallEx(has_keywords) => self.op_call_ex(has_keywords)?,
            Op::Return => return Ok(self.op_return()),
            Op::Yield => return Ok(self.op_yield()),
            Op::Send(target) => self.op_send(target)?,
            Op::SetupBlock(handler) => self.setup_block(handler, 0),
            Op::SetupWith(handler) => self.setup_block(handler, 1),
            Op::PopBlock => {
                self.top().blocks.pop();
            }
            Op::PopExcept => {
                let saved = self.pop();
                self.restore_handled(saved);
            }
            Op::Reraise => {
                let exception = self.pop();
                let exception = self.owned(exception);
                let saved = self.pop();
                self.restore_handled(saved);
                return Err(Exc::Raised(exception));
            }
            Op::CheckExcMatch => self.check_exc_match()?,
            Op::Raise(count) => return self.op_raise(count).map(|()| Flow::Next),
            Op::LoadAssertionError => {
                let class = self.exceptions["AssertionError"];
                self.incref(class);
                self.push(class);
            }
            Op::LoadNotImplementedError => {
                let class = self.exceptions["NotImplementedError"];
                self.incref(class);
                self.push(class);
            }
            Op::LoadLocals => {
                let frame = self.top();
                let names = frame.names.unwrap_or(frame.globals);
                self.incref(names);
                self.push(names);
            }
            Op::Intrinsic(intrinsic) => self.intrinsic(intrinsic)?,
            Op::ImportName(index) => self.op_import_name(index)?,
            Op::ImportFrom(index) => self.op_import_from(index)?,
            Op::ImportStar => self.op_import_star()?,
            Op::MatchSequence => self.match_kind(false),
            Op::MatchMapping => self.match_kind(true),
            Op::GetLen => self.get_len()?,
            Op::MatchKeys => self.match_keys()?,
            Op::MapRest(_) => self.map_rest()?,
            Op::MatchClass(count) => self.match_class(count as usize)?,
            Op::CheckEgMatch => self.check_group_match()?,
            Op::PrepReraiseStar => self.prepare_reraise_star()?,
            Op::PrintExpr => self.print_expression()?,
            Op::LoadBuildClass => self.load_build_class()?,
            Op::SetupAnnotations => self.setup_annotations()?,
            Op::BeforeWith => self.before_with()?,
            Op::WithExceptStart => self.with_except_start()?,
        }
        Ok(Flow::Next)
    }
}
