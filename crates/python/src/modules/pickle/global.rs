//! Classes and functions, which are written by their names: `save_global`.

use objects::Ref;

use super::opcode::*;
use super::save::Saver;
use super::work::{Next, Work};
use super::{compat, pickling_error};
use crate::objects::Body;
use crate::vm::{Exc, R, Vm};

/// A name that is being saved.
pub(super) struct Global {
    object: Ref,
    /// The texts are owned.
    module: Ref,
    name: Ref,
    /// The parts of a name with dots, owned; empty for a plain one, and where the whole name is one text.
    path: Vec<Ref>,
    place: Place,
}

#[derive(Clone, Copy)]
enum Place {
    /// Protocol 4: the module, the name, the instruction.
    Module,
    Name,
    Instruction,
    /// Before: a `getattr` for each part behind the first, then each part.
    Getattr(usize),
    Text,
    Part(usize),
    /// Only the number in the memo is left.
    Memo,
}

/// Writes an object by its name, or begins to.
pub(super) fn save(vm: &mut Vm, saver: &mut Saver, object: Ref, name: Option<Ref>) -> R<()> {
    let name = match name {
        Some(name) => vm.incref(name),
        None => match vm.getattr_opt(object, "__qualname__")? {
            Some(name) => name,
            None => vm.getattr_str(object, "__name__")?,
        },
    };
    let mut global = Global {
        object,
        module: name,
        name,
        path: Vec::new(),
        place: Place::Module,
    };
    vm.incref(name);
    match global.find(vm, saver) {
        Ok(Some(code)) => {
            saver.out.put(&code);
            global.release(vm);
            Ok(())
        }
        Ok(None) => saver.begin_work(vm, Work::Global(Box::new(global))),
        Err(exc) => {
            global.release(vm);
            Err(exc)
        }
    }
}

impl Global {
    pub(super) fn release(self, vm: &mut Vm) {
        for part in self.path.into_iter().chain([self.name, self.module]) {
            vm.decref(part);
        }
    }

    /// Finds the module, and sees that the name leads to the object; the instruction if it has a number of its own.
    fn find(&mut self, vm: &mut Vm, saver: &Saver) -> R<Option<Vec<u8>>> {
        let text = vm.str_of(self.name)?;
        let mut parts: Vec<String> = text.split('.').map(str::to_owned).collect();
        if vm.since(15) && mangle(&mut parts) {
            let mangled = vm.str(parts.join("."));
            vm.decref(std::mem::replace(&mut self.name, mangled));
        }
        let is_local = parts.iter().any(|part| part == "<locals>");
        if is_local {
            return Err(self.local(vm));
        }
        let module_name = self.which_module(vm, &parts)?;
        vm.decref(std::mem::replace(&mut self.module, module_name));
        self.check(vm, &parts)?;
        if saver.proto >= 2
            && let Some(code) = self.extension_code(vm)?
        {
            return Ok(Some(code));
        }
        if saver.proto < 4 {
            if parts.len() > 1 {
                self.path = parts.iter().map(|part| vm.str(part.as_str())).collect();
            }
            self.place = Place::Getattr(1);
        }
        Ok(None)
    }

    /// The error of something that a function defined.
    fn local(&self, vm: &mut Vm) -> Exc {
        let shown = |vm: &mut Vm, object: Ref| vm.repr_of(object);
        if vm.since(14) {
            return match shown(vm, self.object) {
                Ok(object) => pickling_error(vm, format!("Can't pickle local object {object}")),
                Err(exc) => exc,
            };
        }
        match shown(vm, self.name) {
            // Reworded in 3.12.5.
            Ok(name) if vm.version >= version::Version::new(3, 12, 5) => {
                vm.error("AttributeError", format!("Can't get local object {name}"))
            }
            Ok(name) => vm.error(
                "AttributeError",
                format!("Can't pickle local object {name}"),
            ),
            Err(exc) => exc,
        }
    }

    /// `whichmodule`: what `__module__` says, or else the first module that has it. A new reference.
    fn which_module(&self, vm: &mut Vm, parts: &[String]) -> R {
        match vm.getattr_opt(self.object, "__module__")? {
            Some(module) if module != vm.one.none => return Ok(module),
            other => vm.xdecref(other),
        }
        for (name, module) in vm.dict_pairs(vm.modules) {
            if module == vm.one.none || !vm.heap.is_alive(module) || !vm.heap.is_alive(name) {
                continue;
            }
            let is_main = matches!(vm.body(name), Body::Str(_))
                && match vm.text(name) {
                    "__main__" => true,
                    "__mp_main__" => vm.since(15),
                    _ => false,
                };
            if is_main {
                continue;
            }
            if let Some(found) = deep_attribute(vm, module, parts)? {
                let same = found == self.object;
                vm.decref(found);
                if same {
                    return Ok(vm.incref(name));
                }
            }
        }
        Ok(vm.intern("__main__"))
    }

    /// The name must lead to the object.
    fn check(&self, vm: &mut Vm, parts: &[String]) -> R<()> {
        let module_name = vm.str_of(self.module)?;
        let name = vm.str_of(self.name)?;
        let module = match vm.module(&module_name) {
            Ok(module) => module,
            Err(Exc::Raised(cause)) => return Err(self.no_module(vm, cause)),
            Err(exc) => return Err(exc),
        };
        let found = if vm.since(14) {
            let found = walk(vm, module, parts);
            match found {
                Err(Exc::Raised(cause)) if vm.is_exception(cause, "AttributeError") => {
                    let why = format!("it's not found as {module_name}.{name}");
                    let exc = self.cannot(vm, &why);
                    return Err(chained(vm, exc, cause));
                }
                found => found?,
            }
        } else {
            match deep_attribute(vm, module, parts)? {
                Some(found) => found,
                None => {
                    let why = format!("attribute lookup {name} on {module_name} failed");
                    return Err(self.cannot(vm, &why));
                }
            }
        };
        let same = found == self.object;
        vm.decref(found);
        if same {
            return Ok(());
        }
        let why = format!("it's not the same object as {module_name}.{name}");
        Err(self.cannot(vm, &why))
    }

    fn cannot(&self, vm: &mut Vm, why: &str) -> Exc {
        match vm.repr_of(self.object) {
            Ok(object) => pickling_error(vm, format!("Can't pickle {object}: {why}")),
            Err(exc) => exc,
        }
    }

    /// The module couldn't be imported, for this reason, which is taken over.
    fn no_module(&self, vm: &mut Vm, cause: Ref) -> Exc {
        if !vm.since(14) {
            vm.decref(cause);
            return match vm.repr_of(self.module) {
                Ok(name) => self.cannot(vm, &format!("import of module {name} failed")),
                Err(exc) => exc,
            };
        }
        if !vm.is_exception(cause, "ImportError") && !vm.is_exception(cause, "ValueError") {
            return Exc::Raised(cause);
        }
        let exc = match vm.str_of(cause) {
            Ok(why) => self.cannot(vm, &why),
            Err(exc) => exc,
        };
        chained(vm, exc, cause)
    }

    /// The instruction with the number that `copyreg.add_extension` gave, if it gave one.
    fn extension_code(&self, vm: &mut Vm) -> R<Option<Vec<u8>>> {
        let copyreg = vm.module("copyreg")?;
        let Some(registry) = vm.getattr_opt(copyreg, "_extension_registry")? else {
            return Ok(None);
        };
        let pair = vm.increfs(&[self.module, self.name]);
        let pair = vm.tuple(pair);
        let code = vm.dict_get(registry, pair);
        vm.decref(pair);
        let code = code.map(|code| code.and_then(|code| vm.i64_value(code)));
        vm.decref(registry);
        let Some(code) = code? else {
            return Ok(None);
        };
        Ok(Some(match (u8::try_from(code), u16::try_from(code)) {
            (Ok(code), _) => vec![EXT1, code],
            (_, Ok(code)) => [&[EXT2][..], &code.to_le_bytes()].concat(),
            _ => [&[EXT4][..], &(code as u32).to_le_bytes()].concat(),
        }))
    }

    pub(super) fn step(&mut self, vm: &mut Vm, saver: &mut Saver) -> R<Next> {
        match self.place {
            Place::Module => {
                self.place = Place::Name;
                Ok(Next::Lend(self.module))
            }
            Place::Name => {
                self.place = Place::Instruction;
                Ok(Next::Lend(self.name))
            }
            Place::Instruction => {
                saver.out.put(&[STACK_GLOBAL]);
                saver.memo_put(vm, self.object);
                Ok(Next::Done)
            }
            Place::Getattr(at) => {
                // To 3.12.4 the parent of a nested object was an argument; since then there are nested calls.
                if self.path.len() > 1 && vm.version < version::Version::new(3, 12, 5) {
                    return self.through_parent(vm);
                }
                if at > 1 && saver.proto < 2 {
                    saver.out.put(&[MARK]);
                }
                if at >= self.path.len() {
                    self.place = Place::Text;
                    return self.step(vm, saver);
                }
                self.place = Place::Getattr(at + 1);
                match vm.dict_get_str(vm.builtins, "getattr") {
                    Some(getattr) => Ok(Next::Lend(getattr)),
                    None => Err(vm.unsupported("pickling without builtins.getattr")),
                }
            }
            Place::Text => {
                self.put_text(vm, saver)?;
                self.place = Place::Part(1);
                self.step(vm, saver)
            }
            Place::Part(at) => {
                if at > 1 {
                    saver
                        .out
                        .put(&[if saver.proto < 2 { TUPLE } else { TUPLE2 }, REDUCE]);
                }
                if let Some(&part) = self.path.get(at) {
                    self.place = Place::Part(at + 1);
                    return Ok(Next::Lend(part));
                }
                self.place = Place::Memo;
                self.step(vm, saver)
            }
            Place::Memo => {
                saver.memo_put(vm, self.object);
                Ok(Next::Done)
            }
        }
    }

    /// `getattr(parent, name)`, which isn't in the memo itself.
    fn through_parent(&mut self, vm: &mut Vm) -> R<Next> {
        let module_name = vm.str_of(self.module)?;
        let module = vm.module(&module_name)?;
        let mut parts: Vec<String> = Vec::new();
        for &part in &self.path {
            parts.push(vm.text(part).to_owned());
        }
        let last = parts.pop().unwrap_or_default();
        let parent = walk(vm, module, &parts)?;
        let Some(getattr) = vm.dict_get_str(vm.builtins, "getattr") else {
            vm.decref(parent);
            return Err(vm.unsupported("pickling without builtins.getattr"));
        };
        let last = vm.str(last);
        let args = vm.tuple(vec![parent, last]);
        vm.incref(getattr);
        let value = vm.tuple(vec![getattr, args]);
        for part in std::mem::take(&mut self.path) {
            vm.decref(part);
        }
        self.place = Place::Memo;
        let work = super::reduce::Reduce::new(value, None, false);
        Ok(Next::Begin(Work::Reduce(Box::new(work)), 0))
    }

    /// `GLOBAL` and two lines: the module's name and the first part of the object's.
    fn put_text(&mut self, vm: &mut Vm, saver: &mut Saver) -> R<()> {
        let first = self.path.first().copied().unwrap_or(self.name);
        let mut names = (vm.str_of(self.module)?, vm.str_of(first)?);
        if saver.proto < 3 && saver.fix_imports {
            names = compat::old(&names.0, &names.1);
        }
        saver.out.put(&[GLOBAL]);
        for (what, name) in [("module", &names.0), ("global", &names.1)] {
            if saver.proto < 3 && !name.is_ascii() {
                let shown = if vm.since(14) {
                    crate::vm::str_repr(name, vm.unicode())
                } else {
                    format!("'{name}'")
                };
                let proto = saver.proto;
                let text =
                    format!("can't pickle {what} identifier {shown} using pickle protocol {proto}");
                return Err(pickling_error(vm, text));
            }
            saver.out.put(name.as_bytes());
            saver.out.put(b"\n");
        }
        Ok(())
    }
}

/// Private names inside of classes, as the compiler calls them; whether there were any.
fn mangle(parts: &mut [String]) -> bool {
    let mut any = false;
    for at in (1..parts.len()).rev() {
        let part = &parts[at];
        if part.starts_with("__") && !part.ends_with("__") {
            let class = parts[at - 1].trim_start_matches('_');
            if !class.is_empty() {
                parts[at] = format!("_{class}{part}");
                any = true;
            }
        }
    }
    any
}

/// The new exception, in whose context the old one is.
pub(super) fn chained(vm: &mut Vm, exc: Exc, cause: Ref) -> Exc {
    if let Exc::Raised(exception) = &exc {
        vm.set_context(*exception, cause);
    }
    vm.decref(cause);
    exc
}

/// An attribute of an attribute; where there is none, CPython's error. A new reference.
pub(super) fn walk(vm: &mut Vm, from: Ref, parts: &[String]) -> R {
    let mut at = vm.incref(from);
    for part in parts {
        let next = vm.getattr_str(at, part);
        vm.decref(at);
        at = next?;
    }
    Ok(at)
}

/// The same without the error. A module of ours that lacks a name doesn't have it.
pub(super) fn deep_attribute(vm: &mut Vm, from: Ref, parts: &[String]) -> R<Option<Ref>> {
    let mut at = vm.incref(from);
    for part in parts {
        let held = match vm.body(at) {
            Body::Module { dict } => Some(*dict),
            _ => None,
        };
        let next = match held {
            Some(dict) if vm.dict_get_str(dict, part).is_none() && vm.may_lack(at, part) => {
                Ok(None)
            }
            _ => vm.getattr_opt(at, part),
        };
        vm.decref(at);
        match next? {
            Some(next) => at = next,
            None => return Ok(None),
        }
    }
    Ok(Some(at))
}
