//! Frames of functions: arguments become locals.

use objects::Ref;
use objects::types::{Dict, Key};

use super::{Exc, R, Vm};
use crate::objects::{Body, Frame, Function, Return, Val};

impl Vm {
    /// Lets go of a value, if it is counted.
    #[inline(always)]
    pub(crate) fn close(&mut self, value: Val) {
        if let Val::Owned(object) = value {
            self.decref(object);
        }
    }

    /// A counted reference to the value's object.
    #[inline]
    pub(crate) fn owned(&mut self, value: Val) -> Ref {
        match value {
            Val::Owned(object) => object,
            Val::Borrowed(object) => self.incref(object),
            Val::Null => unreachable!("nothing was where a value belongs"),
        }
    }

    /// A frame for a call of the function. It takes over the arguments, also when it fails.
    pub(crate) fn new_frame(
        &mut self,
        func: Ref,
        args: Vec<Val>,
        kw: Vec<(Ref, Val)>,
    ) -> R<Box<Frame>> {
        let Body::Function(function) = self.body(func) else {
            unreachable!("only functions have frames")
        };
        let (code, globals, closure) = (function.code, function.globals, function.closure);
        let Body::Code(value) = self.body(code) else {
            unreachable!("a function has a code")
        };
        let body = value.shared.clone();
        self.frame_made(&body);
        let mut locals = vec![Val::Null; body.variables.len()];
        let simple = kw.is_empty()
            && args.len() == body.argcount
            && body.kwonly == 0
            && !body.flags.varargs
            && !body.flags.varkeywords;
        if simple {
            locals[..args.len()].copy_from_slice(&args);
        } else {
            let bound = self.bind_arguments(func, &body, &mut locals, args, kw);
            if let Err(exc) = bound {
                self.frame_freed(&body);
                return Err(exc);
            }
        }
        for &cell in &body.cells {
            let value = std::mem::replace(&mut locals[cell as usize], Val::Null);
            let held = match value {
                Val::Null => None,
                value => Some(self.owned(value)),
            };
            locals[cell as usize] = Val::Owned(self.alloc(Body::Cell(held)));
        }
        if let Some(closure) = closure {
            let cells = self.items(closure).to_vec();
            let start = locals.len() - cells.len();
            for (place, cell) in cells.into_iter().enumerate() {
                self.incref(cell);
                locals[start + place] = Val::Owned(cell);
            }
        }
        let modern = self.since(11);
        if modern {
            self.incref(func);
        } else {
            self.incref(code);
            self.incref(globals);
        }
        Ok(Box::new(Frame {
            code,
            body,
            globals,
            counted: !modern,
            func: modern.then_some(func),
            names: None,
            locals,
            stack: Vec::with_capacity(8),
            blocks: Vec::new(),
            ip: 0,
            returns: Return::Native,
            object: None,
            generator: None,
            traced: 0,
        }))
    }

    fn bind_arguments(
        &mut self,
        func: Ref,
        body: &crate::objects::CodeBody,
        locals: &mut [Val],
        args: Vec<Val>,
        kw: Vec<(Ref, Val)>,
    ) -> R<()> {
        let result = self.bind_or_refuse(func, body, locals, args, kw);
        if result.is_err() {
            for local in locals {
                let value = std::mem::replace(local, Val::Null);
                self.close(value);
            }
        }
        result
    }

    fn bind_or_refuse(
        &mut self,
        func: Ref,
        body: &crate::objects::CodeBody,
        locals: &mut [Val],
        mut args: Vec<Val>,
        kw: Vec<(Ref, Val)>,
    ) -> R<()> {
        let Body::Function(function) = self.body(func) else {
            unreachable!("only functions are bound")
        };
        let Function {
            defaults,
            kwdefaults,
            qualname,
            ..
        } = **function;
        // To 3.9 the name that the code was compiled with.
        let shown = if self.since(10) { qualname } else { body.name };
        let shown = self.text(shown).to_owned();
        let total = body.argcount + body.kwonly;
        let mut extra_kw: Vec<(Ref, Val)> = Vec::new();
        let given = args.len();
        let rest = if args.len() > body.argcount {
            args.split_off(body.argcount)
        } else {
            Vec::new()
        };
        for (place, value) in args.into_iter().enumerate() {
            locals[place] = value;
        }
        if body.flags.varargs {
            let items = rest.iter().map(|&value| self.owned(value)).collect();
            locals[total] = Val::Owned(self.tuple(items));
        }
        let mut failure: Option<String> = None;
        let mut positional_only: Vec<String> = Vec::new();
        for (name, value) in kw {
            if failure.is_some() {
                self.close(value);
                continue;
            }
            let place = (body.posonly..total).find(|&place| {
                body.variables[place] == name || self.text(body.variables[place]) == self.text(name)
            });
            match place {
                Some(place) if locals[place] != Val::Null => {
                    failure = Some(format!(
                        "{shown}() got multiple values for argument '{}'",
                        self.text(name)
                    ));
                    self.close(value);
                }
                Some(place) => locals[place] = value,
                None if body.flags.varkeywords => extra_kw.push((name, value)),
                None => {
                    let is_posonly = (0..body.posonly)
                        .any(|place| self.text(body.variables[place]) == self.text(name));
                    if is_posonly {
                        positional_only.push(self.text(name).to_owned());
                    } else {
                        failure = Some(format!(
                            "{shown}() got an unexpected keyword argument '{}'",
                            self.text(name)
                        ));
                    }
                    self.close(value);
                }
            }
        }
        if failure.is_none() && !positional_only.is_empty() {
            failure = Some(format!(
                "{shown}() got some positional-only arguments passed as keyword arguments: '{}'",
                positional_only.join(", ")
            ));
        }
        if body.flags.varkeywords {
            let mut dict = Dict::new();
            for (name, value) in extra_kw {
                let value = self.owned(value);
                self.incref(name);
                let hash = self.str_hash(name);
                dict.insert(
                    self.version,
                    Key {
                        key: name,
                        hash,
                        is_str: true,
                    },
                    value,
                    |held| *held == name,
                );
            }
            let dict = self.alloc(Body::Dict(Box::new(dict)));
            locals[total + usize::from(body.flags.varargs)] = Val::Owned(dict);
        }
        if let Some(failure) = failure {
            if !body.flags.varargs {
                for value in rest {
                    self.close(value);
                }
            }
            return Err(self.type_error(failure));
        }
        let defaults = defaults.map_or(Vec::new(), |defaults| self.items(defaults).to_vec());
        if given > body.argcount && !body.flags.varargs {
            for value in rest {
                self.close(value);
            }
            return Err(self.too_many(&shown, body, given, defaults.len(), locals));
        }
        let first_default = body.argcount - defaults.len().min(body.argcount);
        let mut missing = Vec::new();
        for place in given.min(body.argcount)..body.argcount {
            if locals[place] == Val::Null {
                if place >= first_default {
                    let value = defaults[place - first_default];
                    self.incref(value);
                    locals[place] = Val::Owned(value);
                } else {
                    missing.push(self.text(body.variables[place]).to_owned());
                }
            }
        }
        if !missing.is_empty() {
            return Err(self.missing(&shown, "positional", &missing));
        }
        for (place, local) in locals
            .iter_mut()
            .enumerate()
            .take(total)
            .skip(body.argcount)
        {
            if *local == Val::Null {
                let default =
                    kwdefaults.and_then(|dict| self.dict_get_name(dict, body.variables[place]));
                match default {
                    Some(value) => {
                        self.incref(value);
                        *local = Val::Owned(value);
                    }
                    None => missing.push(self.text(body.variables[place]).to_owned()),
                }
            }
        }
        if !missing.is_empty() {
            return Err(self.missing(&shown, "keyword-only", &missing));
        }
        Ok(())
    }

    fn missing(&mut self, shown: &str, kind: &str, names: &[String]) -> Exc {
        let count = names.len();
        let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
        let list = match &quoted[..] {
            [one] => one.clone(),
            [first, second] => format!("{first} and {second}"),
            [rest @ .., last] => format!("{}, and {last}", rest.join(", ")),
            [] => String::new(),
        };
        let plural = if count == 1 { "" } else { "s" };
        self.type_error(format!(
            "{shown}() missing {count} required {kind} argument{plural}: {list}"
        ))
    }

    fn too_many(
        &mut self,
        shown: &str,
        body: &crate::objects::CodeBody,
        given: usize,
        defaults: usize,
        locals: &[Val],
    ) -> Exc {
        let takes = body.argcount;
        let (range, plural) = if defaults > 0 {
            (format!("from {} to {takes}", takes - defaults), true)
        } else {
            (takes.to_string(), takes != 1)
        };
        let kwonly = locals[takes..takes + body.kwonly]
            .iter()
            .filter(|value| **value != Val::Null)
            .count();
        let extra = if kwonly > 0 {
            format!(
                " positional argument{} (and {kwonly} keyword-only argument{})",
                if given == 1 { "" } else { "s" },
                if kwonly == 1 { "" } else { "s" }
            )
        } else {
            String::new()
        };
        let verb = if given == 1 && kwonly == 0 {
            "was"
        } else {
            "were"
        };
        self.type_error(format!(
            "{shown}() takes {range} positional argument{} but {given}{extra} {verb} given",
            if plural { "s" } else { "" }
        ))
    }

    /// The built-in names that a function of these globals holds, if it holds any (from 3.10); counted.
    pub(crate) fn builtins_for(&mut self, globals: Ref) -> Option<Ref> {
        if !self.since(10) {
            return None;
        }
        let builtins = self.builtins_of(globals);
        Some(self.incref(builtins))
    }

    /// `MAKE_FUNCTION`
    pub(crate) fn make_function(&mut self, flags: u32) {
        let code = self.pop();
        let code = self.owned(code);
        let part = |vm: &mut Vm, bit: u32| {
            (flags & bit != 0).then(|| {
                let value = vm.pop();
                vm.owned(value)
            })
        };
        let closure = part(self, 8);
        let annotations = part(self, 4);
        let annotate = part(self, 16);
        let kwdefaults = part(self, 2);
        let defaults = part(self, 1);
        let globals = self.top().globals;
        self.incref(globals);
        let function = Function {
            defaults,
            kwdefaults,
            annotations,
            annotate,
            closure,
            ..self.bare_function(code, globals)
        };
        let function = self.alloc(Body::Function(Box::new(function)));
        self.top().stack.push(Val::Owned(function));
    }

    /// A function of a code and of globals, both of which it takes over: what `MAKE_FUNCTION` adds from the stack is lacking.
    pub(crate) fn bare_function(&mut self, code: Ref, globals: Ref) -> Function {
        let Body::Code(value) = self.body(code) else {
            unreachable!("a function is made of a code")
        };
        let (name, qualname, doc) = (value.shared.name, value.shared.qualname, value.shared.doc);
        let doc = doc.unwrap_or(self.one.none);
        let builtins = self.builtins_for(globals);
        let module = self.dict_get_str(globals, "__name__");
        self.increfs(&[name, qualname, doc]);
        if let Some(module) = module {
            self.incref(module);
        }
        Function {
            code,
            globals,
            builtins,
            name,
            qualname,
            module,
            doc,
            defaults: None,
            kwdefaults: None,
            annotations: None,
            annotate: None,
            closure: None,
            type_params: None,
            code_last: self.since(11),
        }
    }
}
