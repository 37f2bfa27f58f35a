//! `_thread._local`: a namespace for each thread.

use objects::Ref;

use crate::builtins::{Attribute, get_instance_dict};
use crate::objects::{Body, Extension, InstanceDict, Kind, Local, NativeFn};
use crate::vm::{Args, R, Vm};

fn local(vm: &mut Vm, object: Ref) -> Option<&mut Local> {
    match vm.body_mut(object) {
        Body::Extension(extension) => match &mut **extension {
            Extension::Local(local) => Some(local),
            _ => None,
        },
        _ => None,
    }
}

/// `local_new`: the arguments are kept for the `__init__` of each thread.
fn new(vm: &mut Vm, args: &Args<'_>) -> R {
    let class = args.pos[0];
    let plain = vm.kind(Kind::Local);
    let has_arguments = args.pos.len() > 1 || !args.kw.is_empty();
    if has_arguments {
        let init = vm.type_lookup_str(class, "__init__");
        if init.is_none_or(|init| matches!(vm.body(init), Body::Native(_))) {
            return Err(vm.type_error("Initialization arguments are not supported"));
        }
    }
    let rest = vm.increfs(&args.pos[1..]);
    let held = vm.tuple(rest);
    let kwargs = if args.kw.is_empty() {
        None
    } else {
        let kwargs = vm.dict();
        for &(name, value) in args.kw {
            vm.dict_set_name(kwargs, name, value);
        }
        Some(kwargs)
    };
    let dict = vm.dict();
    let body = Body::Extension(Box::new(Extension::Local(Box::new(Local {
        current: vm.thread.number,
        others: Vec::new(),
        args: held,
        kwargs,
    }))));
    let object = if class == plain {
        vm.alloc(body)
    } else {
        vm.instance(class, body)
    };
    vm.get_mut(object).attrs_mut().dict = InstanceDict::Made(dict);
    vm.thread.locals.push(object);
    Ok(object)
}

/// Puts the running thread's namespace in place; the first time, `__init__` fills it (`_ldict`).
pub(crate) fn localize(vm: &mut Vm, object: Ref) -> R<()> {
    let me = vm.thread.number;
    if !matches!(vm.body(object), Body::Extension(_)) {
        return Ok(());
    }
    let Some(state) = local(vm, object) else {
        return Ok(());
    };
    if state.current == me {
        return Ok(());
    }
    let last = std::mem::replace(&mut state.current, me);
    let found = state
        .others
        .iter()
        .position(|&(thread, _)| thread == me)
        .map(|place| state.others.remove(place).1);
    let (args, kwargs) = (state.args, state.kwargs);
    let dict = match found {
        Some(dict) => dict,
        None => vm.dict(),
    };
    let before = std::mem::replace(
        &mut vm.get_mut(object).attrs_mut().dict,
        InstanceDict::Made(dict),
    );
    if let (InstanceDict::Made(before), Some(state)) = (before, local(vm, object)) {
        if last == 0 {
            vm.decref(before);
        } else {
            state.others.push((last, before));
        }
    }
    if found.is_some() {
        return Ok(());
    }
    vm.thread.locals.push(object);
    let class = vm.type_of(object);
    let Some(init) = vm
        .type_lookup_str(class, "__init__")
        .filter(|&init| !matches!(vm.body(init), Body::Native(_)))
    else {
        return Ok(());
    };
    let mut positional = vec![object];
    positional.extend(vm.items(args));
    let pairs = kwargs.map_or(Vec::new(), |kwargs| vm.dict_pairs(kwargs));
    let result = vm.call_args(
        init,
        &Args {
            pos: &positional,
            kw: &pairs,
        },
    );
    match result {
        Ok(value) => {
            vm.decref(value);
            Ok(())
        }
        Err(exc) => {
            // The next use tries again.
            drop_namespace(vm, object, me);
            Err(exc)
        }
    }
}

/// A thread is over, or never got ready: its namespace goes.
fn drop_namespace(vm: &mut Vm, object: Ref, thread: u64) {
    if !vm.heap.is_alive(object) {
        return;
    }
    let Some(state) = local(vm, object) else {
        return;
    };
    if state.current == thread {
        state.current = 0;
        if let InstanceDict::Made(dict) = std::mem::take(&mut vm.get_mut(object).attrs_mut().dict) {
            vm.decref(dict);
        }
        return;
    }
    if let Some(place) = state.others.iter().position(|&(held, _)| held == thread) {
        let (_, dict) = state.others.remove(place);
        vm.decref(dict);
    }
}

impl Vm {
    /// The namespaces of the running thread die with it.
    pub(crate) fn drop_locals(&mut self) {
        let thread = self.thread.number;
        // What dies may use others, which get new ones.
        while let Some(object) = self.thread.locals.pop() {
            drop_namespace(self, object, thread);
        }
    }
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[("__new__", new)];

pub(super) const ATTRIBUTES: &[Attribute] = &[("__dict__", get_instance_dict, None)];
