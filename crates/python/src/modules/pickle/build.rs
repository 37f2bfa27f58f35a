//! The instructions that fill containers, make instances and find classes.

use objects::Ref;

use super::load::Loader;
use super::opcode::*;
use super::{compat, global, unpickling_error};
use crate::objects::{Body, Kind};
use crate::vm::{Args, R, Vm};

impl Loader {
    pub(super) fn step_container(&mut self, vm: &mut Vm, instruction: u8) -> R<()> {
        match instruction {
            APPEND => {
                let place = self.stack.len().saturating_sub(1);
                self.append(vm, place)
            }
            APPENDS => {
                let mark = self.mark(vm)?;
                self.append(vm, mark)
            }
            SETITEM => {
                let place = self.stack.len().saturating_sub(2);
                self.set_items(vm, place)
            }
            SETITEMS => {
                let mark = self.mark(vm)?;
                self.set_items(vm, mark)
            }
            ADDITEMS => self.add_items(vm),
            LIST => {
                let mark = self.mark(vm)?;
                let items = self.above(vm, mark)?;
                let list = vm.list(items);
                self.push(list);
                Ok(())
            }
            DICT => self.load_dict(vm),
            FROZENSET => {
                let mark = self.mark(vm)?;
                let items = self.above(vm, mark)?;
                let items = vm.tuple(items);
                let class = vm.kind(Kind::FrozenSet);
                let made = vm.call_args(class, &Args::pos(&[items]));
                vm.decref(items);
                self.push(made?);
                Ok(())
            }
            REDUCE => {
                let args = self.pop(vm)?;
                let callable = match self.pop(vm) {
                    Ok(callable) => callable,
                    Err(exc) => {
                        vm.decref(args);
                        return Err(exc);
                    }
                };
                let made = self.call(vm, callable, args);
                vm.decref(callable);
                vm.decref(args);
                self.push(made?);
                Ok(())
            }
            NEWOBJ | NEWOBJ_EX => self.new_object(vm, instruction == NEWOBJ_EX),
            OBJ => {
                let mark = self.mark(vm)?;
                let mut items = self.above(vm, mark)?;
                if items.is_empty() {
                    return Err(self.underflow(vm));
                }
                let class = items.remove(0);
                self.instantiate(vm, class, items)
            }
            INST => {
                let mark = self.mark(vm)?;
                let module = self.line_text(vm, 1, "ascii")?;
                let name = self.line_text(vm, 1, "ascii")?;
                let class = self.find(vm, &module, &name)?;
                let items = self.above(vm, mark)?;
                self.instantiate(vm, class, items)
            }
            GLOBAL => {
                let module = self.line_text(vm, 1, "utf-8")?;
                let name = self.line_text(vm, 1, "utf-8")?;
                let found = self.find(vm, &module, &name)?;
                self.push(found);
                Ok(())
            }
            STACK_GLOBAL => {
                let name = self.pop(vm)?;
                let module = match self.pop(vm) {
                    Ok(module) => module,
                    Err(exc) => {
                        vm.decref(name);
                        return Err(exc);
                    }
                };
                let text = vm.kind(Kind::Str);
                let fits = vm.type_of(name) == text && vm.type_of(module) == text;
                let found = if fits {
                    self.find_object(vm, module, name)
                } else {
                    Err(unpickling_error(vm, "STACK_GLOBAL requires str"))
                };
                vm.decref(name);
                vm.decref(module);
                self.push(found?);
                Ok(())
            }
            EXT1 | EXT2 | EXT4 => {
                let count = match instruction {
                    EXT1 => 1,
                    EXT2 => 2,
                    _ => 4,
                };
                let found = self.extension(vm, count)?;
                self.push(found);
                Ok(())
            }
            PERSID => {
                let line = self.input.line(vm, 0)?;
                let Some(text) = Some(line).filter(|line| line.is_ascii()) else {
                    let text = "persistent IDs in protocol 0 must be ASCII strings";
                    return Err(unpickling_error(vm, text));
                };
                let text: String = text.into_iter().map(char::from).collect();
                let id = vm.str(text);
                self.persistent(vm, id)
            }
            BINPERSID => {
                let id = self.pop(vm)?;
                self.persistent(vm, id)
            }
            BUILD => self.build(vm),
            other => {
                let shown = match other {
                    b'\'' | b'\\' => format!("\\x{other:02x}"),
                    0x20..=0x7e => char::from(other).to_string(),
                    _ => format!("\\x{other:02x}"),
                };
                Err(unpickling_error(
                    vm,
                    format!("invalid load key, '{shown}'."),
                ))
            }
        }
    }

    fn append(&mut self, vm: &mut Vm, place: usize) -> R<()> {
        let list = self.below(vm, place)?;
        if self.stack.len() == place {
            return Ok(());
        }
        let items = self.stack.split_off(place);
        if vm.type_of(list) == vm.kind(Kind::List) {
            let more = vm.list(items);
            let done = vm.list_extend(list, more);
            vm.decref(more);
            return done;
        }
        let extend = vm.getattr_opt(list, "extend");
        let extend = match extend {
            Ok(extend) => extend,
            Err(exc) => {
                drop_all(vm, items);
                return Err(exc);
            }
        };
        if let Some(extend) = extend {
            let more = vm.list(items);
            let done = vm.call_args(extend, &Args::pos(&[more]));
            vm.decref(more);
            vm.decref(extend);
            let done = done?;
            vm.decref(done);
            return Ok(());
        }
        self.call_with_each(vm, list, "append", items)
    }

    fn call_with_each(&mut self, vm: &mut Vm, object: Ref, name: &str, items: Vec<Ref>) -> R<()> {
        let method = match vm.getattr_str(object, name) {
            Ok(method) => method,
            Err(exc) => {
                drop_all(vm, items);
                return Err(exc);
            }
        };
        let mut result = Ok(());
        for item in items {
            if result.is_ok() {
                match vm.call_args(method, &Args::pos(&[item])) {
                    Ok(done) => vm.decref(done),
                    Err(exc) => result = Err(exc),
                }
            }
            vm.decref(item);
        }
        vm.decref(method);
        result
    }

    fn set_items(&mut self, vm: &mut Vm, place: usize) -> R<()> {
        let dict = self.below(vm, place)?;
        if !(self.stack.len() - place).is_multiple_of(2) {
            return Err(unpickling_error(vm, "odd number of items for SETITEMS"));
        }
        let items = self.stack.split_off(place);
        let mut result = Ok(());
        for pair in items.chunks_exact(2) {
            if result.is_ok() {
                result = vm.setitem(dict, pair[0], pair[1]);
            }
        }
        drop_all(vm, items);
        result
    }

    fn add_items(&mut self, vm: &mut Vm) -> R<()> {
        let mark = self.mark(vm)?;
        let set = self.below(vm, mark)?;
        let items = self.stack.split_off(mark);
        if !vm.is_kind(set, Kind::Set) {
            return self.call_with_each(vm, set, "add", items);
        }
        let items = vm.tuple(items);
        let done = vm.set_update(set, items);
        vm.decref(items);
        done
    }

    fn load_dict(&mut self, vm: &mut Vm) -> R<()> {
        let mark = self.mark(vm)?;
        let items = self.above(vm, mark)?;
        if !items.len().is_multiple_of(2) {
            drop_all(vm, items);
            return Err(unpickling_error(vm, "odd number of items for DICT"));
        }
        let dict = vm.dict();
        let mut result = Ok(());
        for pair in items.chunks_exact(2) {
            if result.is_ok() {
                result = vm.dict_set(dict, pair[0], pair[1]);
            }
        }
        drop_all(vm, items);
        match result {
            Ok(()) => self.push(dict),
            Err(_) => vm.decref(dict),
        }
        result
    }

    /// Makes an instance for an instruction of protocol 0; the class and the arguments are taken over.
    fn instantiate(&mut self, vm: &mut Vm, class: Ref, args: Vec<Ref>) -> R<()> {
        let is_class = matches!(vm.body(class), Body::Type(_));
        let made = if args.is_empty() && is_class {
            match vm.getattr_opt(class, "__getinitargs__") {
                Ok(None) => vm.call_method(class, "__new__", &[class]),
                Ok(Some(method)) => {
                    vm.decref(method);
                    vm.call_args(class, &Args::pos(&[]))
                }
                Err(exc) => Err(exc),
            }
        } else {
            vm.call_args(class, &Args::pos(&args))
        };
        vm.decref(class);
        drop_all(vm, args);
        self.push(made?);
        Ok(())
    }

    /// `cls.__new__(cls, *args, **kwargs)`
    fn new_object(&mut self, vm: &mut Vm, with_keywords: bool) -> R<()> {
        let mut parts = Vec::new();
        for _ in 0..2 + usize::from(with_keywords) {
            match self.pop(vm) {
                Ok(part) => parts.insert(0, part),
                Err(exc) => {
                    drop_all(vm, parts);
                    return Err(exc);
                }
            }
        }
        let made = new_of(vm, &parts);
        drop_all(vm, parts);
        self.push(made?);
        Ok(())
    }

    /// What the program knows under an id, which is taken over.
    fn persistent(&mut self, vm: &mut Vm, id: Ref) -> R<()> {
        let found = match self.persistent_load {
            Some(hook) => vm.call_args(hook, &Args::pos(&[id])),
            None => Err(super::no_persistent_load(vm)),
        };
        vm.decref(id);
        self.push(found?);
        Ok(())
    }

    /// `find_class` of the unpickler; a new reference.
    fn find(&mut self, vm: &mut Vm, module: &str, name: &str) -> R {
        let (module, name) = (vm.str(module), vm.str(name));
        let found = self.find_object(vm, module, name);
        vm.decref(module);
        vm.decref(name);
        found
    }

    fn find_object(&mut self, vm: &mut Vm, module: Ref, name: Ref) -> R {
        if let Some(own) = self.find_class {
            return vm.call_args(own, &Args::pos(&[module, name]));
        }
        find_class(vm, self.proto, self.fix_imports, module, name)
    }

    /// What `copyreg.add_extension` gave a number.
    fn extension(&mut self, vm: &mut Vm, count: usize) -> R {
        let code = self.code(vm, count)?;
        if code <= 0 {
            return Err(unpickling_error(vm, "EXT specifies code <= 0"));
        }
        let copyreg = vm.module("copyreg")?;
        let cache = vm.getattr_str(copyreg, "_extension_cache")?;
        let cache = vm.own(cache);
        let registry = vm.getattr_str(copyreg, "_inverted_registry")?;
        let registry = vm.own(registry);
        let key = Loader::integer(vm, code);
        let key = vm.own(key);
        if let Some(found) = vm.dict_get(cache, key)? {
            return Ok(vm.incref(found));
        }
        let Some(pair) = vm.dict_get(registry, key)? else {
            return Err(vm.value_error(format!("unregistered extension code {code}")));
        };
        let items = vm.items(pair).to_vec();
        let is_text = |vm: &Vm, object: Ref| matches!(vm.body(object), Body::Str(_));
        let &[module, name] = &items[..] else {
            let text = format!("_inverted_registry[{code}] isn't a 2-tuple of strings");
            return Err(vm.value_error(text));
        };
        if !is_text(vm, module) || !is_text(vm, name) {
            let text = format!("_inverted_registry[{code}] isn't a 2-tuple of strings");
            return Err(vm.value_error(text));
        }
        let found = self.find_object(vm, module, name)?;
        if let Err(exc) = vm.dict_set(cache, key, found) {
            vm.decref(found);
            return Err(exc);
        }
        Ok(found)
    }

    /// Gives an instance its state.
    fn build(&mut self, vm: &mut Vm) -> R<()> {
        let state = self.pop(vm)?;
        let result = self
            .top(vm)
            .and_then(|instance| give_state(vm, instance, state));
        vm.decref(state);
        result
    }
}

fn drop_all(vm: &mut Vm, objects: Vec<Ref>) {
    for object in objects {
        vm.decref(object);
    }
}

fn new_of(vm: &mut Vm, parts: &[Ref]) -> R {
    let (instruction, kwargs) = match parts.get(2) {
        Some(&kwargs) => ("NEWOBJ_EX", Some(kwargs)),
        None => ("NEWOBJ", None),
    };
    let (class, args) = (parts[0], parts[1]);
    let wrong = |vm: &mut Vm, what: &str, given: Ref| {
        let given = vm.tp_name(given);
        unpickling_error(vm, format!("{instruction} {what}, not {given}"))
    };
    // To 3.9 this instruction looked at the arguments first, and had its own words.
    if kwargs.is_none() && !vm.since(10) {
        if !matches!(vm.body(args), Body::Tuple(_)) {
            return Err(unpickling_error(vm, "NEWOBJ expected an arg tuple."));
        }
        if !matches!(vm.body(class), Body::Type(_)) {
            return Err(unpickling_error(
                vm,
                "NEWOBJ class argument isn't a type object",
            ));
        }
    }
    if !matches!(vm.body(class), Body::Type(_)) {
        return Err(wrong(vm, "class argument must be a type", class));
    }
    if !matches!(vm.body(args), Body::Tuple(_)) {
        return Err(wrong(vm, "args argument must be a tuple", args));
    }
    let mut kw = Vec::new();
    if let Some(kwargs) = kwargs {
        if !matches!(vm.body(kwargs), Body::Dict(_)) {
            return Err(wrong(vm, "kwargs argument must be a dict", kwargs));
        }
        kw = vm.dict_pairs(kwargs);
    }
    let new = vm.getattr_str(class, "__new__")?;
    let mut given = vec![class];
    given.extend(vm.items(args));
    let made = vm.call_args(
        new,
        &Args {
            pos: &given,
            kw: &kw,
        },
    );
    vm.decref(new);
    made
}

/// `load_build`: through `__setstate__`, or else into `__dict__` and the slots.
fn give_state(vm: &mut Vm, instance: Ref, state: Ref) -> R<()> {
    if let Some(method) = vm.getattr_opt(instance, "__setstate__")? {
        let done = vm.call_args(method, &Args::pos(&[state]));
        vm.decref(method);
        let done = done?;
        vm.decref(done);
        return Ok(());
    }
    let (plain, slots) = match vm.body(state) {
        Body::Tuple(pair) if pair.items().len() == 2 => (pair.items()[0], Some(pair.items()[1])),
        _ => (state, None),
    };
    if plain != vm.one.none {
        if !matches!(vm.body(plain), Body::Dict(_)) {
            return Err(unpickling_error(vm, "state is not a dictionary"));
        }
        let dict = vm.getattr_str(instance, "__dict__")?;
        let mut result = Ok(());
        for (key, value) in vm.dict_pairs(plain) {
            if result.is_ok() {
                let key = if vm.type_of(key) == vm.kind(Kind::Str) {
                    vm.interned_object(key)
                } else {
                    vm.incref(key)
                };
                result = vm.setitem(dict, key, value);
                vm.decref(key);
            }
        }
        vm.decref(dict);
        result?;
    }
    let Some(slots) = slots else {
        return Ok(());
    };
    if !matches!(vm.body(slots), Body::Dict(_)) {
        return Err(unpickling_error(vm, "slot state is not a dictionary"));
    }
    for (key, value) in vm.dict_pairs(slots) {
        vm.setattr(instance, key, Some(value))?;
    }
    Ok(())
}

/// `Unpickler.find_class`: an object by its module's name and its own.
pub(super) fn find_class(
    vm: &mut Vm,
    proto: u8,
    fix_imports: bool,
    module_name: Ref,
    name: Ref,
) -> R {
    let mut names = (vm.str_of(module_name)?, vm.str_of(name)?);
    if proto < 3 && fix_imports {
        names = compat::new(&names.0, &names.1);
    }
    let module = vm.module(&names.0)?;
    let parts: Vec<String> = match proto {
        4.. => names.1.split('.').map(str::to_owned).collect(),
        _ => vec![names.1.clone()],
    };
    if vm.since(14) {
        let found = global::walk(vm, module, &parts);
        if parts.len() < 2 {
            return found;
        }
        return match found {
            Err(crate::vm::Exc::Raised(cause)) => {
                let unicode = vm.unicode();
                let text = format!(
                    "Can't resolve path {} on module {}",
                    crate::vm::str_repr(&names.1, unicode),
                    crate::vm::str_repr(&names.0, unicode)
                );
                let exc = vm.error("AttributeError", text);
                Err(global::chained(vm, exc, cause))
            }
            found => found,
        };
    }
    let unicode = vm.unicode();
    let shown = crate::vm::str_repr(&names.1, unicode);
    if parts.iter().any(|part| part == "<locals>") {
        let module = vm.repr_of(module)?;
        let verb = if vm.version >= version::Version::new(3, 12, 5) {
            "get"
        } else {
            "pickle"
        };
        let text = format!("Can't {verb} local attribute {shown} on {module}");
        return Err(vm.error("AttributeError", text));
    }
    match global::deep_attribute(vm, module, &parts)? {
        Some(found) => Ok(found),
        None => {
            if let (Body::Module { .. }, Some(part)) = (vm.body(module), parts.first())
                && vm.may_lack(module, part)
            {
                // What a module of ours lacks is said as such.
                return global::walk(vm, module, &parts);
            }
            let module = vm.repr_of(module)?;
            let text = format!("Can't get attribute {shown} on {module}");
            Err(vm.error("AttributeError", text))
        }
    }
}
