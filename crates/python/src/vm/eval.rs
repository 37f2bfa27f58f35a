//! The loop over the instructions.

use objects::Ref;
use objects::types::{Dict, List, Set};

use super::{Args, Exc, R, Stop, Vm};
use crate::code::{Op, Unary};
use crate::objects::{Block, Body, Frame, Return, Val};

/// What comes after an instruction.
pub(super) enum Flow {
    Next,
    /// The frame that native code started is done.
    Done(Ref),
}

impl Vm {
    /// The running frame.
    pub(crate) fn top(&mut self) -> &mut Frame {
        match self.thread.frames.last_mut() {
            Some(frame) => frame,
            None => unreachable!("instructions run in a frame"),
        }
    }

    pub(crate) fn pop(&mut self) -> Val {
        match self.top().stack.pop() {
            Some(value) => value,
            None => unreachable!("the compiler pushes before it pops"),
        }
    }

    pub(crate) fn push(&mut self, object: Ref) {
        self.top().stack.push(Val::Owned(object));
    }

    /// The value `depth` from the top, borrowed; 1 is the top.
    fn peek(&mut self, depth: usize) -> Ref {
        let stack = &self.top().stack;
        match stack[stack.len() - depth].get() {
            Some(object) => object,
            None => unreachable!("nothing was where a value belongs"),
        }
    }

    /// Starts a frame on top of the running one.
    pub(crate) fn push_frame(&mut self, frame: Box<Frame>) {
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
        loop {
            match self.step() {
                Ok(Flow::Next) => {}
                Ok(Flow::Done(value)) => return Ok(value),
                Err(exc) => self.unwind(exc, base)?,
            }
        }
    }

    /// Runs one instruction.
    fn step(&mut self) -> R<Flow> {
        self.steps += 1;
        self.clock.step();
        if self.steps > self.limits.steps {
            return Err(Exc::Stop(Stop::Steps(self.limits.steps)));
        }
        if let Some(stop) = self.stop.take() {
            return Err(Exc::Stop(stop));
        }
        let records = self.heap.observer().records;
        let frame = self.top();
        let op = frame.body.ops[frame.ip];
        let position = if records {
            Some((
                frame.body.positions[frame.ip].line,
                frame.body.file.is_program,
            ))
        } else {
            None
        };
        frame.ip += 1;
        if let Some((line, true)) = position {
            let steps = &mut self.heap.observer_mut().steps;
            if !matches!(steps.iter().rev().find(|step| matches!(step, crate::event::Step::Line(_))), Some(crate::event::Step::Line(last)) if *last == line)
            {
                steps.push(crate::event::Step::Line(line));
            }
        }
        let base = self.thread.scratch.len();
        let result = self.instruction(op);
        self.leave_scope(base);
        result
    }

    fn load_fast(&mut self, place: u32, borrow: bool) -> R<Flow> {
        let value = self.top().locals[place as usize];
        let Some(object) = value.get() else {
            let name = self.top().body.variables[place as usize];
            let text = if self.since(11) {
                format!(
                    "cannot access local variable '{}' where it is not associated with a value",
                    self.text(name)
                )
            } else {
                format!(
                    "local variable '{}' referenced before assignment",
                    self.text(name)
                )
            };
            return Err(self.name_error("UnboundLocalError", text, name));
        };
        if borrow {
            self.top().stack.push(Val::Borrowed(object));
        } else {
            self.heap.incref(object);
            self.push(object);
        }
        Ok(Flow::Next)
    }

    fn instruction(&mut self, op: Op) -> R<Flow> {
        match op {
            Op::Nop => {}
            Op::LoadConst(index) => {
                let value = self.top().body.consts[index as usize];
                self.heap.incref(value);
                self.push(value);
            }
            Op::LoadFast(place) => return self.load_fast(place, false),
            Op::LoadFastBorrow(place) => return self.load_fast(place, true),
            Op::LoadFastAndClear(place) => {
                let frame = self.top();
                let value = std::mem::replace(&mut frame.locals[place as usize], Val::Null);
                frame.stack.push(value);
            }
            Op::StoreFast(place) | Op::RestoreFast(place) => {
                let value = self.pop();
                let value = match value {
                    Val::Borrowed(object) => Val::Owned(self.incref(object)),
                    value => value,
                };
                let old = std::mem::replace(&mut self.top().locals[place as usize], value);
                self.close(old);
            }
            Op::DeleteFast(place) => {
                let old = std::mem::replace(&mut self.top().locals[place as usize], Val::Null);
                if old == Val::Null {
                    return self.load_fast(place, false);
                }
                self.close(old);
            }
            Op::LoadDeref(_)
            | Op::LoadClassDeref(_)
            | Op::StoreDeref(_)
            | Op::DeleteDeref(_)
            | Op::LoadClosure(_) => {
                self.cell_op(op)?;
            }
            Op::LoadName(_)
            | Op::StoreName(_)
            | Op::DeleteName(_)
            | Op::LoadGlobal(_)
            | Op::StoreGlobal(_)
            | Op::DeleteGlobal(_) => self.name_op(op)?,
            Op::LoadAttr(index) => {
                let name = self.top().body.names[index as usize];
                let value = self.pop();
                let Some(object) = value.get() else {
                    unreachable!("an attribute of nothing")
                };
                let result = self.getattr(object, name);
                self.close(value);
                let result = result?;
                self.push(result);
            }
            Op::LoadMethod(index) => self.load_method(index)?,
            Op::StoreAttr(index) => {
                let name = self.top().body.names[index as usize];
                let (object, value) = (self.pop(), self.pop());
                let result = match (object.get(), value.get()) {
                    (Some(object), Some(value)) => self.setattr(object, name, Some(value)),
                    _ => Ok(()),
                };
                self.close(value);
                self.close(object);
                result?;
            }
            Op::DeleteAttr(index) => {
                let name = self.top().body.names[index as usize];
                let object = self.pop();
                let result = object
                    .get()
                    .map_or(Ok(()), |object| self.setattr(object, name, None));
                self.close(object);
                result?;
            }
            Op::PushNull => self.top().stack.push(Val::Null),
            Op::Subscr => self.binary(|vm, container, key| vm.getitem(container, key))?,
            Op::StoreSubscr => {
                let (key, container, value) = (self.pop(), self.pop(), self.pop());
                let result = match (container.get(), key.get(), value.get()) {
                    (Some(container), Some(key), Some(value)) => {
                        self.setitem(container, key, value)
                    }
                    _ => Ok(()),
                };
                self.close(value);
                self.close(container);
                self.close(key);
                result?;
            }
            Op::DeleteSubscr => {
                let (key, container) = (self.pop(), self.pop());
                let result = match (container.get(), key.get()) {
                    (Some(container), Some(key)) => self.delitem(container, key),
                    _ => Ok(()),
                };
                self.close(container);
                self.close(key);
                result?;
            }
            Op::BinaryOp(op) => self.binary(|vm, left, right| vm.binary_op(op, left, right))?,
            Op::InplaceOp(op) => self.binary(|vm, left, right| vm.inplace_op(op, left, right))?,
            Op::CompareOp(op) => self.binary(|vm, left, right| vm.compare(op, left, right))?,
            Op::IsOp(invert) => {
                self.binary(|vm, left, right| Ok(vm.bool((left == right) != invert)))?
            }
            Op::ContainsOp(invert) => self.binary(|vm, item, container| {
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
            Op::Pop => {
                let value = self.pop();
                self.close(value);
            }
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
            Op::Jump(target) => self.top().ip = target as usize,
            Op::JumpBackward(target) => {
                self.top().ip = target as usize;
                if self.gc.is_scheduled() {
                    gc::safe_point(self);
                }
            }
            Op::PopJumpIfFalse(target) | Op::PopJumpIfTrue(target) => {
                let value = self.pop();
                let truth = value.get().map_or(Ok(false), |object| self.truth(object));
                self.close(value);
                if truth? == matches!(op, Op::PopJumpIfTrue(_)) {
                    self.top().ip = target as usize;
                }
            }
            Op::JumpIfFalseOrPop(target) | Op::JumpIfTrueOrPop(target) => {
                let object = self.peek(1);
                let truth = self.truth(object)?;
                if truth == matches!(op, Op::JumpIfTrueOrPop(_)) {
                    self.top().ip = target as usize;
                } else {
                    let value = self.pop();
                    self.close(value);
                }
            }
            Op::PopJumpIfNone(target) => {
                let value = self.pop();
                if value.get() == Some(self.one.none) {
                    self.top().ip = target as usize;
                }
                self.close(value);
            }
            Op::GetIter => self.unary(|vm, value| vm.iter(value))?,
            Op::GetYieldFromIter => self.unary(|vm, value| match vm.body(value) {
                Body::Generator(_) => Ok(vm.incref(value)),
                _ => vm.iter(value),
            })?,
            Op::GetAwaitable => self.unary(|vm, value| match vm.body(value) {
                Body::Generator(generator) if generator.is_coroutine => Ok(vm.incref(value)),
                _ => Err(vm.unsupported("await of something that is no coroutine")),
            })?,
            Op::ForIter(target) => {
                let iter = self.peek(1);
                match self.next(iter)? {
                    Some(value) => self.push(value),
                    None => {
                        let iter = self.pop();
                        self.close(iter);
                        self.top().ip = target as usize;
                    }
                }
            }
            Op::BuildList(count) => {
                let items = self.pop_owned(count as usize);
                let list = List::display(self.version, items);
                let list = self.alloc(Body::List(Box::new(list)));
                self.push(list);
            }
            Op::BuildTuple(count) => {
                let items = self.pop_owned(count as usize);
                let tuple = self.tuple(items);
                self.push(tuple);
            }
            Op::BuildConstList(index) => {
                let items = self.top().body.consts[index as usize];
                let items = self.items(items).to_vec();
                let items = self.increfs(&items);
                let list = List::constants(self.version, items);
                let list = self.alloc(Body::List(Box::new(list)));
                self.push(list);
            }
            Op::BuildConstSet(index) => {
                let items = self.top().body.consts[index as usize];
                let items = self.items(items).to_vec();
                let set = self.set();
                self.push(set);
                for &item in &items {
                    self.set_add(set, item)?;
                }
                if self.since(9) {
                    if let Body::Set(table) = self.body(set) {
                        let big = self.since(14) && items.len() > 30;
                        if !big {
                            let copied = table.copy(self.version);
                            if let Body::Set(table) = self.body_mut(set) {
                                **table = copied;
                            }
                            self.resized(set);
                        }
                    }
                }
            }
            Op::BuildSet(count) => {
                let items = self.pop_owned(count as usize);
                let set = self.alloc(Body::Set(Box::new(Set::new())));
                self.push(set);
                let mut result = Ok(());
                for item in items {
                    if result.is_ok() {
                        result = self.set_add(set, item);
                    }
                    self.decref(item);
                }
                result?;
            }
            Op::BuildMap(count) => {
                let items = self.pop_owned(2 * count as usize);
                let all_text = items
                    .chunks(2)
                    .all(|pair| matches!(self.body(pair[0]), Body::Str(_)));
                let dict = Dict::presized(self.version, count as usize, all_text);
                let dict = self.alloc(Body::Dict(Box::new(dict)));
                self.push(dict);
                let mut result = Ok(());
                for pair in items.chunks(2) {
                    if result.is_ok() {
                        result = self.dict_set(dict, pair[0], pair[1]);
                    }
                    self.decref(pair[0]);
                    self.decref(pair[1]);
                }
                result?;
            }
            Op::ListAppend(depth) => {
                let value = self.pop();
                let item = self.owned(value);
                let list = self.peek(depth as usize);
                self.list_append(list, item);
            }
            Op::SetAdd(depth) => {
                let value = self.pop();
                let set = self.peek(depth as usize);
                let result = value.get().map_or(Ok(()), |item| self.set_add(set, item));
                self.close(value);
                result?;
            }
            Op::MapAdd(depth) => {
                let (value, key) = (self.pop(), self.pop());
                let dict = self.peek(depth as usize);
                let result = match (key.get(), value.get()) {
                    (Some(key), Some(value)) => self.dict_set(dict, key, value),
                    _ => Ok(()),
                };
                self.close(key);
                self.close(value);
                result?;
            }
            Op::ListExtend => {
                let value = self.pop();
                let list = self.peek(1);
                let result = value.get().map_or(Ok(()), |items| {
                    if !self.is_iterable(items) {
                        let text = format!(
                            "Value after * must be an iterable, not {}",
                            self.tp_name(items)
                        );
                        return Err(self.type_error(text));
                    }
                    self.list_extend(list, items)
                });
                self.close(value);
                result?;
            }
            Op::SetUpdate => {
                let value = self.pop();
                let set = self.peek(1);
                let result = value
                    .get()
                    .map_or(Ok(()), |items| self.set_update(set, items));
                self.close(value);
                result?;
            }
            Op::ListToTuple => self.unary(|vm, list| {
                let items = vm.items(list).to_vec();
                let items = vm.increfs(&items);
                Ok(vm.tuple(items))
            })?,
            Op::DictUpdate | Op::DictMerge => {
                let value = self.pop();
                let dict = self.peek(1);
                let result = match value.get() {
                    Some(other) if op == Op::DictUpdate => self.scope(|vm| {
                        let is_mapping = matches!(vm.body(other), Body::Dict(_))
                            || vm
                                .getattr_opt(other, "keys")?
                                .map(|keys| vm.own(keys))
                                .is_some();
                        if !is_mapping {
                            let text = format!("'{}' object is not a mapping", vm.tp_name(other));
                            return Err(vm.type_error(text));
                        }
                        vm.dict_update(dict, other)
                    }),
                    Some(other) => self.dict_merge(dict, other),
                    None => Ok(()),
                };
                self.close(value);
                result?;
            }
            Op::UnpackSequence(count) => {
                let value = self.pop();
                let result = value.get().map_or(Ok(Vec::new()), |items| {
                    self.unpack(items, count as usize, None)
                });
                self.close(value);
                let items = result?;
                self.top()
                    .stack
                    .extend(items.into_iter().rev().map(Val::Owned));
            }
            Op::UnpackEx(before, after) => {
                let value = self.pop();
                let result = value.get().map_or(Ok(Vec::new()), |items| {
                    self.unpack(items, before as usize, Some(after as usize))
                });
                self.close(value);
                let items = result?;
                self.top()
                    .stack
                    .extend(items.into_iter().rev().map(Val::Owned));
            }
            Op::BuildSlice(count) => {
                let mut parts = self.pop_owned(count as usize);
                if count == 2 {
                    let none = self.none();
                    parts.push(none);
                }
                let slice = self.alloc(Body::Slice([parts[0], parts[1], parts[2]]));
                self.push(slice);
            }
            Op::FormatValue(conversion, has_spec) => {
                let spec = has_spec.then(|| self.pop());
                let value = self.pop();
                let result = match value.get() {
                    Some(object) => self.format_value(object, conversion, spec.and_then(Val::get)),
                    None => unreachable!("nothing is formatted"),
                };
                self.close(value);
                if let Some(spec) = spec {
                    self.close(spec);
                }
                let result = result?;
                self.push(result);
            }
            Op::BuildString(count) => {
                let parts = self.pop_owned(count as usize);
                let text: String = parts.iter().map(|&part| self.text(part)).collect();
                let result = self.str(text);
                for part in parts {
                    self.decref(part);
                }
                self.push(result);
            }
            Op::MakeFunction(flags) => self.make_function(flags),
            Op::Call(count) => self.op_call(count as usize, None)?,
            Op::CallKw(count, names) => {
                let names = self.top().body.consts[names as usize];
                self.op_call(count as usize, Some(names))?;
            }
            Op::CallEx(has_keywords) => self.op_call_ex(has_keywords)?,
            Op::Return => return self.op_return(),
            Op::Yield => return Ok(self.op_yield()),
            Op::Send(target) => self.op_send(target)?,
            Op::SetupBlock(handler) | Op::SetupWith(handler) => {
                let frame = self.top();
                let level = frame.stack.len() as u32 - u32::from(matches!(op, Op::SetupWith(_)));
                frame.blocks.push(Block { handler, level });
            }
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
            Op::CheckExcMatch => {
                let kind = self.pop();
                let exception = self.peek(1);
                let result = kind
                    .get()
                    .map_or(Ok(false), |kind| self.exception_matches(exception, kind));
                self.close(kind);
                let result = result?;
                let result = self.bool(result);
                self.push(result);
            }
            Op::Raise(count) => return self.op_raise(count).map(|()| Flow::Next),
            Op::LoadAssertionError => {
                let class = self.exceptions["AssertionError"];
                self.incref(class);
                self.push(class);
            }
            Op::ImportName(index) => {
                let name = self.top().body.names[index as usize];
                let (names, level) = (self.pop(), self.pop());
                let list = names.get().unwrap_or(self.one.none);
                let depth = level.get().and_then(|level| self.i64_value(level));
                let result = self.import_name(name, list, depth.unwrap_or(0));
                self.close(names);
                self.close(level);
                let module = result?;
                self.push(module);
            }
            Op::ImportFrom(index) => {
                let name = self.top().body.names[index as usize];
                let module = self.peek(1);
                let value = self.import_from(module, name)?;
                self.push(value);
            }
            Op::ImportStar => {
                let module = self.pop();
                let result = module
                    .get()
                    .map_or(Ok(()), |module| self.import_star(module));
                self.close(module);
                result?;
            }
            Op::LoadBuildClass => {
                let Some(build) = self.dict_get_str(self.builtins, "__build_class__") else {
                    return Err(self.error("NameError", "__build_class__ not found"));
                };
                self.incref(build);
                self.push(build);
            }
            Op::SetupAnnotations => {
                let name = self.intern("__annotations__");
                let Some(names) = self.top().names else {
                    unreachable!("only modules and classes have annotations")
                };
                if self.dict_get_name(names, name).is_none() {
                    let dict = self.dict();
                    self.dict_set_name(names, name, dict);
                    self.decref(dict);
                }
                self.decref(name);
            }
            Op::BeforeWith => self.before_with()?,
            Op::WithExceptStart => {
                let exception = self.peek(1);
                let exit = self.peek(3);
                let class = self.type_of(exception);
                let traceback = match self.body(exception) {
                    Body::Exception(state) => state.traceback.unwrap_or(self.one.none),
                    _ => self.one.none,
                };
                let result = self.call_args(exit, &Args::pos(&[class, exception, traceback]))?;
                self.push(result);
            }
        }
        Ok(Flow::Next)
    }

    /// Pops so many values, the first one first, as counted references.
    fn pop_owned(&mut self, count: usize) -> Vec<Ref> {
        let frame = self.top();
        let at = frame.stack.len() - count;
        let values = frame.stack.split_off(at);
        values.into_iter().map(|value| self.owned(value)).collect()
    }

    fn unary(&mut self, run: impl FnOnce(&mut Vm, Ref) -> R) -> R<()> {
        let value = self.pop();
        let result = match value.get() {
            Some(object) => run(self, object),
            None => unreachable!("an operator of nothing"),
        };
        self.close(value);
        let result = result?;
        self.push(result);
        Ok(())
    }

    fn binary(&mut self, run: impl FnOnce(&mut Vm, Ref, Ref) -> R) -> R<()> {
        let right = self.pop();
        let left = self.pop();
        let result = match (left.get(), right.get()) {
            (Some(left), Some(right)) => run(self, left, right),
            _ => unreachable!("an operator of nothing"),
        };
        self.close(left);
        self.close(right);
        let result = result?;
        self.push(result);
        Ok(())
    }

    fn load_method(&mut self, index: u32) -> R<()> {
        let name = self.top().body.names[index as usize];
        let value = self.pop();
        let Some(object) = value.get() else {
            unreachable!("a method of nothing")
        };
        let plain = !matches!(
            self.body(object),
            Body::Type(_) | Body::Module { .. } | Body::Super(_) | Body::Weak(_)
        );
        if plain {
            let class = self.type_of(object);
            let custom = self.get(object).counts_class
                && self
                    .type_lookup_str(class, "__getattribute__")
                    .is_some_and(|method| !matches!(self.body(method), Body::Native(_)));
            if !custom {
                if let Some(found) = self.type_lookup(class, name) {
                    let is_method = match self.body(found) {
                        Body::Function(_) => true,
                        Body::Native(native) => native.this.is_none() && native.owner.is_some(),
                        _ => false,
                    };
                    if is_method && self.instance_get(object, name).is_none() {
                        self.incref(found);
                        let stack = &mut self.top().stack;
                        stack.push(Val::Owned(found));
                        stack.push(value);
                        return Ok(());
                    }
                }
            }
        }
        let result = self.getattr(object, name);
        self.close(value);
        let result = result?;
        self.push(result);
        self.top().stack.push(Val::Null);
        Ok(())
    }

    fn cell_op(&mut self, op: Op) -> R<()> {
        let (Op::LoadDeref(place)
        | Op::LoadClassDeref(place)
        | Op::StoreDeref(place)
        | Op::DeleteDeref(place)
        | Op::LoadClosure(place)) = op
        else {
            return Ok(());
        };
        let name = self.top().body.variables[place as usize];
        if let Op::LoadClassDeref(_) = op {
            if let Some(names) = self.top().names {
                if let Some(value) = self.dict_get_name(names, name) {
                    self.incref(value);
                    self.push(value);
                    return Ok(());
                }
            }
        }
        let Some(cell) = self.top().locals[place as usize].get() else {
            unreachable!("a frame makes its cells")
        };
        match op {
            Op::LoadClosure(_) => {
                self.incref(cell);
                self.push(cell);
            }
            Op::StoreDeref(_) => {
                let value = self.pop();
                let value = self.owned(value);
                let old = match self.body_mut(cell) {
                    Body::Cell(held) => held.replace(value),
                    _ => None,
                };
                self.xdecref(old);
            }
            _ => {
                let held = match self.body(cell) {
                    Body::Cell(held) => *held,
                    _ => None,
                };
                let Some(value) = held else {
                    let frame = self.top();
                    let is_free = place as usize >= frame.body.variables.len() - frame.body.nfree;
                    let text = self.text(name).to_owned();
                    if is_free {
                        let text = if self.since(11) {
                            format!(
                                "cannot access free variable '{text}' where it is not associated with a value in enclosing scope"
                            )
                        } else {
                            format!(
                                "free variable '{text}' referenced before assignment in enclosing scope"
                            )
                        };
                        return Err(self.name_error("NameError", text, name));
                    }
                    let text = if self.since(11) {
                        format!(
                            "cannot access local variable '{text}' where it is not associated with a value"
                        )
                    } else {
                        format!("local variable '{text}' referenced before assignment")
                    };
                    return Err(self.name_error("UnboundLocalError", text, name));
                };
                if let Op::DeleteDeref(_) = op {
                    if let Body::Cell(held) = self.body_mut(cell) {
                        *held = None;
                    }
                    self.decref(value);
                } else {
                    self.incref(value);
                    self.push(value);
                }
            }
        }
        Ok(())
    }

    fn name_op(&mut self, op: Op) -> R<()> {
        let (Op::LoadName(index)
        | Op::StoreName(index)
        | Op::DeleteName(index)
        | Op::LoadGlobal(index)
        | Op::StoreGlobal(index)
        | Op::DeleteGlobal(index)) = op
        else {
            return Ok(());
        };
        let frame = self.top();
        let name = frame.body.names[index as usize];
        let (globals, names) = (frame.globals, frame.names);
        match op {
            Op::LoadName(_) | Op::LoadGlobal(_) => {
                let local = match (op, names) {
                    (Op::LoadName(_), Some(names)) if names != globals => match self.body(names) {
                        Body::Dict(_) => self.dict_get_name(names, name),
                        _ => None,
                    },
                    _ => None,
                };
                let found = local
                    .or_else(|| self.dict_get_name(globals, name))
                    .or_else(|| self.dict_get_name(self.builtins, name));
                match found {
                    Some(value) => {
                        self.incref(value);
                        self.push(value);
                    }
                    None => {
                        if crate::builtins::MISSING.contains(&self.text(name)) {
                            let what = format!("the built-in name '{}'", self.text(name));
                            return Err(self.unsupported(what));
                        }
                        let text = format!("name '{}' is not defined", self.text(name));
                        return Err(self.name_error("NameError", text, name));
                    }
                }
            }
            Op::StoreName(_) | Op::StoreGlobal(_) => {
                let value = self.pop();
                let target = match op {
                    Op::StoreName(_) => names.unwrap_or(globals),
                    _ => globals,
                };
                if let Some(object) = value.get() {
                    self.dict_set_name(target, name, object);
                }
                self.close(value);
            }
            _ => {
                let target = match op {
                    Op::DeleteName(_) => names.unwrap_or(globals),
                    _ => globals,
                };
                if !self.dict_delete_name(target, name) {
                    let text = format!("name '{}' is not defined", self.text(name));
                    return Err(self.name_error("NameError", text, name));
                }
            }
        }
        Ok(())
    }

    fn op_return(&mut self) -> R<Flow> {
        let value = self.pop();
        let value = self.owned(value);
        let Some(frame) = self.thread.frames.pop() else {
            unreachable!("a frame returns")
        };
        self.thread.depth -= 1;
        let returns = frame.returns;
        // The result is held while locals die.
        self.thread.scratch.push(value);
        self.drop_frame(frame);
        self.thread.scratch.pop();
        match returns {
            Return::Native => Ok(Flow::Done(value)),
            Return::Push { drops } => {
                let at = self.top().stack.len() - drops as usize;
                let mut values = self.top().stack.split_off(at);
                while let Some(argument) = values.pop() {
                    self.close(argument);
                }
                self.push(value);
                if self.gc.is_scheduled() {
                    gc::safe_point(self);
                }
                Ok(Flow::Next)
            }
        }
    }

    /// Gives a value to whoever resumed the generator; its frame goes back into it.
    fn op_yield(&mut self) -> Flow {
        let value = self.pop();
        let value = self.owned(value);
        let Some(frame) = self.thread.frames.pop() else {
            unreachable!("a frame yields")
        };
        self.thread.depth -= 1;
        let Some(generator) = frame.generator else {
            unreachable!("only generators yield")
        };
        if let Body::Generator(state) = self.body_mut(generator) {
            state.frame = Some(frame);
        }
        Flow::Done(value)
    }

    fn op_send(&mut self, target: u32) -> R<()> {
        let value = self.pop();
        let iter = self.peek(1);
        let result = match value.get() {
            Some(sent) => self.send(iter, sent),
            None => unreachable!("nothing is sent"),
        };
        self.close(value);
        match result? {
            Ok(yielded) => self.push(yielded),
            Err(returned) => {
                let iter = self.pop();
                self.close(iter);
                self.push(returned);
                self.top().ip = target as usize;
            }
        }
        Ok(())
    }

    fn before_with(&mut self) -> R<()> {
        let manager = self.pop();
        let Some(object) = manager.get() else {
            unreachable!("a with of nothing")
        };
        let result = self.enter_with(object);
        self.close(manager);
        let (exit, result) = result?;
        self.push(exit);
        self.push(result);
        Ok(())
    }

    fn enter_with(&mut self, object: Ref) -> R<(Ref, Ref)> {
        let class = self.type_of(object);
        let (Some(enter), Some(exit)) = (
            self.special(object, "__enter__"),
            self.special(object, "__exit__"),
        ) else {
            let missing = if self.special(object, "__enter__").is_none() {
                "__enter__"
            } else {
                "__exit__"
            };
            if self.since(11) {
                let mut text = format!(
                    "'{}' object does not support the context manager protocol",
                    self.tp_name(object)
                );
                if missing == "__exit__" {
                    text.push_str(" (missed __exit__ method)");
                }
                return Err(self.type_error(text));
            }
            return Err(self.error("AttributeError", missing));
        };
        let exit = self.bind(exit, Some(object), class)?;
        match self.call_unbound(enter, object, &[]) {
            Ok(result) => Ok((exit, result)),
            Err(exc) => {
                self.decref(exit);
                Err(exc)
            }
        }
    }

    /// Puts a saved exception back as the one being handled. It takes over the reference.
    pub(crate) fn restore_handled(&mut self, saved: Val) {
        let saved = match saved.get() {
            Some(object) if object != self.one.none => Some(self.owned(saved)),
            _ => {
                self.close(saved);
                None
            }
        };
        let old = std::mem::replace(&mut self.thread.handled, saved);
        self.xdecref(old);
    }
}
