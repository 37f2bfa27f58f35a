//! Calling anything.

use objects::Ref;

use super::{Args, R, Vm};
use crate::objects::{Body, Return, Val};

/// How deep native code may call back into the interpreter.
const MAX_NATIVE_DEPTH: usize = 3000;

/// So many rows of arguments are kept for later calls.
const SPARE_ROWS: usize = 32;

impl Vm {
    /// `callable(*args, **kw)` from native code. All borrowed; a new reference.
    pub(crate) fn call_args(&mut self, callable: Ref, args: &Args<'_>) -> R {
        self.threads.direct = false;
        if args.kw.is_empty()
            && let Some(result) = self.call_simply(callable, None, args.pos)
        {
            return result;
        }
        match self.body(callable) {
            Body::Function(_) => {
                let values: Vec<Val> = args
                    .pos
                    .iter()
                    .map(|&arg| Val::Owned(self.incref(arg)))
                    .collect();
                let kw: Vec<(Ref, Val)> = args
                    .kw
                    .iter()
                    .map(|&(name, arg)| (name, Val::Owned(self.incref(arg))))
                    .collect();
                self.call_function(callable, values, kw)
            }
            Body::Native(native) => {
                let (func, this) = (native.func, native.this);
                self.incref(callable);
                let result = match this {
                    Some(this) => {
                        let mut all = Vec::with_capacity(args.pos.len() + 1);
                        all.push(this);
                        all.extend_from_slice(args.pos);
                        self.call_native(
                            func,
                            &Args {
                                pos: &all,
                                kw: args.kw,
                            },
                        )
                    }
                    None => self
                        .check_receiver(callable, args)
                        .and_then(|()| self.call_native(func, args)),
                };
                self.decref(callable);
                result
            }
            Body::Method { func, this } => {
                let (func, this) = (*func, *this);
                self.incref(func);
                let mut all = Vec::with_capacity(args.pos.len() + 1);
                all.push(this);
                all.extend_from_slice(args.pos);
                self.incref(callable);
                let result = self.call_args(
                    func,
                    &Args {
                        pos: &all,
                        kw: args.kw,
                    },
                );
                self.decref(callable);
                self.decref(func);
                result
            }
            Body::Type(_) => self.guard_native(|vm| vm.type_call(callable, args)),
            Body::Weak(reference) if !reference.kind().is_proxy() => {
                match self.overridden(callable, "__call__") {
                    Some(own) => self.guard_native(|vm| vm.call_found(own, callable, args)),
                    None => self.call_weakref(callable, args),
                }
            }
            Body::Weak(reference) if reference.kind() == weakref::Kind::Proxy => {
                let text = format!("'{}' object is not callable", self.tp_name(callable));
                Err(self.type_error(text))
            }
            Body::Weak(_) => self.scope(|vm| {
                let target = weakref::proxy::unwrap(vm, callable)?;
                let target = vm.own(target);
                vm.call_args(target, args)
            }),
            Body::StaticMethod(func) if self.since(10) => {
                let func = *func;
                self.call_args(func, args)
            }
            _ => {
                if self.has_methods(callable)
                    && let Some(method) = self.special(callable, "__call__")
                {
                    return self.guard_native(|vm| {
                        let class = vm.type_of(callable);
                        if let Body::Function(_) = vm.body(method) {
                            let mut all = vec![callable];
                            all.extend_from_slice(args.pos);
                            return vm.call_args(
                                method,
                                &Args {
                                    pos: &all,
                                    kw: args.kw,
                                },
                            );
                        }
                        let bound = vm.bind(method, Some(callable), class)?;
                        let result = vm.call_args(bound, args);
                        vm.decref(bound);
                        result
                    });
                }
                let text = format!("'{}' object is not callable", self.tp_name(callable));
                Err(self.type_error(text))
            }
        }
    }

    /// Calls a function that takes just these positional arguments, `this` first if there is one, and runs at once.
    /// All borrowed. `None` if it isn't such a function.
    pub(crate) fn call_simply(&mut self, func: Ref, this: Option<Ref>, pos: &[Ref]) -> Option<R> {
        let Body::Function(function) = self.body(func) else {
            return None;
        };
        let (code, globals, closure) = (function.code, function.globals, function.closure);
        let Body::Code(value) = self.body(code) else {
            return None;
        };
        let given = pos.len() + usize::from(this.is_some());
        if !value.shared.is_simple || value.shared.argcount != given {
            return None;
        }
        let body = value.shared.clone();
        self.threads.direct = false;
        Some(self.guard_native(|vm| {
            let mut frame = vm.new_or_spare(code, globals, body);
            for arg in this.into_iter().chain(pos.iter().copied()) {
                vm.heap.incref(arg);
                frame.locals.push(Val::Owned(arg));
            }
            vm.hold_function(&mut frame, func);
            vm.fill_locals(&mut frame, closure);
            vm.run(frame)
        }))
    }

    /// An empty row for arguments.
    #[inline]
    fn new_row(&mut self) -> Vec<Ref> {
        self.spare_rows.pop().unwrap_or_default()
    }

    /// Keeps a row whose call is over.
    #[inline]
    fn spare_row(&mut self, mut row: Vec<Ref>) {
        if self.spare_rows.len() < SPARE_ROWS {
            row.clear();
            self.spare_rows.push(row);
        }
    }

    /// Calls a built-in function with a scope of its own for what it leaves to `own`.
    pub(crate) fn call_native(&mut self, func: crate::objects::NativeFn, args: &Args<'_>) -> R {
        let base = self.thread.scratch.len();
        let result = func(self, args);
        self.leave_scope(base);
        result
    }

    /// Counts native nesting.
    pub(crate) fn guard_native<T>(&mut self, run: impl FnOnce(&mut Vm) -> R<T>) -> R<T> {
        if self.native_depth >= MAX_NATIVE_DEPTH || self.thread.depth >= self.recursion_limit {
            return Err(self.recursion_error());
        }
        self.native_depth += 1;
        let result = run(self);
        self.native_depth -= 1;
        result
    }

    pub(crate) fn recursion_error(&mut self) -> super::Exc {
        self.error("RecursionError", "maximum recursion depth exceeded")
    }

    /// Calls a function with arguments that it takes over, and runs it to its end.
    pub(crate) fn call_function(&mut self, func: Ref, args: Vec<Val>, kw: Vec<(Ref, Val)>) -> R {
        let frame = self.new_frame(func, args, kw)?;
        if frame.body.flags.suspends() {
            return Ok(self.new_generator(frame));
        }
        self.guard_native(|vm| vm.run(frame))
    }

    /// `callable(object)`
    pub(crate) fn callable(&self, object: Ref) -> bool {
        match self.body(object) {
            Body::Function(_) | Body::Native(_) | Body::Method { .. } | Body::Type(_) => true,
            Body::StaticMethod(_) => self.since(10),
            Body::Weak(reference) => reference.kind() != weakref::Kind::Proxy,
            _ => {
                self.has_methods(object)
                    && self.interned_name("__call__").is_some_and(|name| {
                        let class = self.type_of(object);
                        match self.body(class) {
                            Body::Type(class) => {
                                self.items(class.mro)
                                    .iter()
                                    .any(|&base| match self.body(base) {
                                        Body::Type(base) => {
                                            self.dict_get_name(base.dict, name).is_some()
                                        }
                                        _ => false,
                                    })
                            }
                            _ => false,
                        }
                    })
            }
        }
    }

    /// The instruction `CALL`: pops `[callable, self or nothing, arguments…]` and pushes the result, or enters a frame.
    pub(crate) fn op_call(&mut self, count: usize, names: Option<Ref>) -> R<()> {
        let modern = self.since(11);
        let frame = self.top();
        let base = frame.stack.len() - count - 2;
        let Some(mut callable) = frame.stack[base].get() else {
            unreachable!("a call has a callable")
        };
        let mut this = frame.stack[base + 1];
        // A bound method lends its function and its object.
        if let (Val::Null, Body::Method { func, this: object }) = (this, self.body(callable)) {
            let (func, object) = (*func, *object);
            if modern {
                self.incref(func);
                self.incref(object);
                let frame = self.top();
                frame.stack[base + 1] = Val::Owned(object);
                let old = std::mem::replace(&mut frame.stack[base], Val::Owned(func));
                this = Val::Owned(object);
                self.close(old);
            } else {
                this = Val::Borrowed(object);
            }
            callable = func;
        }
        let keywords = match names {
            Some(names) => self.items(names).to_vec(),
            None => Vec::new(),
        };
        if let Body::Function(function) = self.body(callable) {
            let is_python = true;
            let _ = function;
            if is_python {
                return self.enter_function(callable, this, base, keywords, modern);
            }
        }
        let mut all = self.new_row();
        let stack = &self.top().stack;
        let given = stack[base + 2..].iter().filter_map(|value| value.get());
        all.extend(this.get());
        all.extend(given);
        let split = all.len() - keywords.len();
        let pairs: Vec<(Ref, Ref)> = keywords
            .iter()
            .copied()
            .zip(all[split..].iter().copied())
            .collect();
        let result = match self.body(callable) {
            // The quick way for functions without a bound object.
            Body::Native(_) => {
                let args = Args {
                    pos: &all[..split],
                    kw: &pairs,
                };
                let result = self.call_profiled(callable, &args);
                if matches!(result, Err(super::Exc::Wait)) {
                    return result.map(|_| ());
                }
                result
            }
            _ => self.call_args(
                callable,
                &Args {
                    pos: &all[..split],
                    kw: &pairs,
                },
            ),
        };
        self.spare_row(all);
        self.drop_call(base, modern);
        let result = result?;
        self.top().stack.push(Val::Owned(result));
        Ok(())
    }

    /// Calls a built-in function for an instruction that can be run again, so that the native code may wait
    /// ([`Exc::Wait`](super::Exc::Wait)) without a loop over instructions of its own.
    pub(crate) fn call_directly(&mut self, callable: Ref, args: &Args<'_>) -> R {
        let Body::Native(native) = self.body(callable) else {
            return self.call_args(callable, args);
        };
        let (func, this) = (native.func, native.this);
        let bound: Vec<Ref>;
        let mut pos = args.pos;
        if let Some(this) = this {
            bound = [&[this], args.pos].concat();
            pos = &bound;
        }
        let args = Args { pos, kw: args.kw };
        self.threads.direct = true;
        let result = self
            .check_receiver(callable, &args)
            .and_then(|()| self.call_native(func, &args));
        self.threads.direct = false;
        result
    }

    /// Lets go of a call's values: the last first, but from 3.11 to 3.13 the arguments first to last, and then the callable.
    fn drop_call(&mut self, base: usize, modern: bool) {
        if modern && !self.since(14) {
            for place in base + 1..self.top().stack.len() {
                let value = std::mem::replace(&mut self.top().stack[place], Val::Null);
                self.close(value);
            }
            self.top().stack.truncate(base + 1);
            let callable = self.pop();
            self.close(callable);
        } else {
            while self.top().stack.len() > base {
                let value = self.pop();
                self.close(value);
            }
        }
    }

    fn enter_function(
        &mut self,
        func: Ref,
        this: Val,
        base: usize,
        keywords: Vec<Ref>,
        modern: bool,
    ) -> R<()> {
        if self.thread.depth >= self.recursion_limit {
            return Err(self.recursion_error());
        }
        if !modern {
            // The arguments stay on the caller's stack, and the callee has references of its own.
            let values = self.top().stack[base + 2..].to_vec();
            let all: Vec<Ref> = this
                .get()
                .into_iter()
                .chain(values.iter().filter_map(|value| value.get()))
                .collect();
            let split = all.len() - keywords.len();
            let mut owned: Vec<Val> = all
                .iter()
                .map(|&arg| Val::Owned(self.incref(arg)))
                .collect();
            let kw: Vec<(Ref, Val)> = keywords.into_iter().zip(owned.split_off(split)).collect();
            let frame = self.new_frame(func, owned, kw);
            let drops = self.top().stack.len() - base;
            let mut frame = match frame {
                Ok(frame) => frame,
                Err(error) => {
                    self.drop_call(base, false);
                    return Err(error);
                }
            };
            if frame.body.flags.suspends() {
                let generator = self.new_generator(frame);
                self.drop_call(base, false);
                self.top().stack.push(Val::Owned(generator));
                return Ok(());
            }
            frame.returns = Return::Push {
                drops: drops as u32,
            };
            self.push_frame(frame);
            return Ok(());
        }
        let mut values = self.top().stack.split_off(base);
        let callable = values.remove(0);
        if values[0] == Val::Null {
            values.remove(0);
        }
        let split = values.len() - keywords.len();
        let kw: Vec<(Ref, Val)> = keywords.into_iter().zip(values.split_off(split)).collect();
        let frame = self.new_frame(func, values, kw);
        self.close(callable);
        let mut frame = frame?;
        if frame.body.flags.suspends() {
            let generator = self.new_generator(frame);
            self.top().stack.push(Val::Owned(generator));
            return Ok(());
        }
        frame.returns = Return::Push { drops: 0 };
        self.push_frame(frame);
        Ok(())
    }

    /// `callable(*args, **kwargs)`: `[callable, nothing, args, kwargs?]`.
    pub(crate) fn op_call_ex(&mut self, has_keywords: bool) -> R<()> {
        let keywords = has_keywords.then(|| self.pop());
        let mut args = self.pop();
        let null = self.pop();
        let callable = self.pop();
        debug_assert_eq!(null, Val::Null);
        let result = self.call_ex(callable, &mut args, keywords);
        match result {
            Ok(None) => return Ok(()),
            Err(super::Exc::Wait) => {
                // The instruction is run again, and finds what it found.
                let values = [Some(callable), Some(null), Some(args), keywords];
                self.top().stack.extend(values.into_iter().flatten());
                return Err(super::Exc::Wait);
            }
            _ => {}
        }
        for value in [Some(args), keywords, Some(callable)].into_iter().flatten() {
            self.close(value);
        }
        if let Some(result) = result? {
            self.top().stack.push(Val::Owned(result));
        }
        Ok(())
    }

    /// The result of the call; none if a frame was begun, which has taken over everything.
    fn call_ex(&mut self, callable: Val, args: &mut Val, keywords: Option<Val>) -> R<Option<Ref>> {
        let Some(callee) = callable.get() else {
            unreachable!("a call has a callable")
        };
        let positional = self.spread(callee, args)?;
        let mut pairs = Vec::new();
        if let Some(keywords) = keywords.and_then(Val::get) {
            if let Body::Dict(dict) = self.body(keywords) {
                pairs.extend(dict.iter().map(|(&key, &value)| (key, value)));
            }
            if pairs
                .iter()
                .any(|&(key, _)| !matches!(self.body(key), Body::Str(_)))
            {
                let text = if self.since(9) {
                    "keywords must be strings".to_owned()
                } else {
                    format!("{} keywords must be strings", self.function_text(callee))
                };
                return Err(self.type_error(text));
            }
        }
        let function = match self.body(callee) {
            Body::Function(_) => Some((callee, None)),
            Body::Method { func, this } if matches!(self.body(*func), Body::Function(_)) => {
                Some((*func, Some(*this)))
            }
            _ => None,
        };
        let Some((func, this)) = function else {
            let args = Args {
                pos: &positional,
                kw: &pairs,
            };
            return match self.body(callee) {
                Body::Native(_) => self.call_profiled(callee, &args).map(Some),
                _ => self.call_args(callee, &args).map(Some),
            };
        };
        if self.thread.depth >= self.recursion_limit {
            return Err(self.recursion_error());
        }
        // From 3.12 the call of a function takes the arguments over (`_PyEvalFramePushAndInit_Ex`).
        let takes_over = self.since(12) && this.is_none();
        // Elsewhere keywords are laid out with the other arguments, and held there (`_PyStack_UnpackDict`).
        let mut laid_out = Vec::new();
        if !takes_over && !pairs.is_empty() {
            let (names, given): (Vec<Ref>, Vec<Ref>) = pairs.iter().copied().unzip();
            let names = self.increfs(&names);
            laid_out.push(Val::Owned(self.tuple(names)));
            let held = [&positional[..], &given].concat();
            laid_out.extend(self.increfs(&held).into_iter().rev().map(Val::Owned));
        }
        let values = this
            .into_iter()
            .chain(positional)
            .map(|arg| Val::Owned(self.incref(arg)))
            .collect();
        let kw = pairs
            .into_iter()
            .map(|(name, arg)| (name, Val::Owned(self.incref(arg))))
            .collect();
        let frame = self.new_frame(func, values, kw);
        let suspends = matches!(&frame, Ok(frame) if frame.body.flags.suspends());
        if suspends || frame.is_err() {
            for value in laid_out.into_iter().rev() {
                self.close(value);
            }
            return frame.map(|frame| Some(self.new_generator(frame)));
        }
        let mut frame = frame?;
        let drops = if takes_over {
            for value in [Some(*args), keywords, Some(callable)]
                .into_iter()
                .flatten()
            {
                self.close(value);
            }
            0
        } else {
            let stack = &mut self.top().stack;
            let before = stack.len();
            stack.extend(
                [Some(callable), keywords, Some(*args)]
                    .into_iter()
                    .flatten()
                    .chain(laid_out),
            );
            stack.len() - before
        };
        frame.returns = Return::Push {
            drops: drops as u32,
        };
        self.push_frame(frame);
        Ok(None)
    }

    /// The positional arguments; what isn't a tuple is made one.
    fn spread(&mut self, callable: Ref, args: &mut Val) -> R<Vec<Ref>> {
        let Some(given) = args.get() else {
            unreachable!("a call has arguments")
        };
        if let Body::Tuple(tuple) = self.body(given) {
            return Ok(tuple.items().to_vec());
        }
        if !self.is_iterable(given) {
            let kind = self.tp_name(given);
            let text = if self.since(15) {
                format!("Value after * must be an iterable, not {kind}")
            } else {
                let name = self.function_text(callable);
                format!("{name} argument after * must be an iterable, not {kind}")
            };
            return Err(self.type_error(text));
        }
        let items = self.collect(given)?;
        let positional = items.clone();
        let tuple = self.tuple(items);
        let old = std::mem::replace(args, Val::Owned(tuple));
        self.close(old);
        Ok(positional)
    }

    /// A callable as error texts about its arguments name it.
    pub(crate) fn function_text(&mut self, callable: Ref) -> String {
        match self.body(callable) {
            Body::Function(function) => {
                let name = if self.since(10) {
                    function.qualname
                } else {
                    function.name
                };
                if self.since(9) {
                    let name = self.text(function.qualname).to_owned();
                    let module = function.module.map(|module| self.text(module).to_owned());
                    match module {
                        Some(module) if module != "builtins" => format!("{module}.{name}()"),
                        _ => format!("{name}()"),
                    }
                } else {
                    format!("{}()", self.text(name))
                }
            }
            Body::Type(class) if class.is_heap && self.since(9) => {
                let (module, qualname) = self.type_names(callable);
                format!("{module}.{qualname}()")
            }
            Body::Native(native) => format!("{}()", native.name),
            _ => format!("{} object", self.tp_name(callable)),
        }
    }
}
