//! The module `sys`.

use objects::{Ref, immortal};

use crate::builtins::arity;
use crate::objects::{Attrs, Body, Object, Stream};
use crate::vm::{Args, Exc, R, Vm};

/// Bytes in front of an object that `sys.getsizeof` counts.
pub(crate) fn preheader(vm: &Vm, object: Ref) -> usize {
    bytes(vm, object).0.preheader
}

fn bytes(vm: &Vm, object: Ref) -> (objects::Size, usize) {
    vm.object_size(vm.get(object))
}

/// `sys.getsizeof(object)`
pub(crate) fn sizeof(vm: &Vm, object: Ref) -> usize {
    if let Body::Type(class) = vm.body(object) {
        return vm.layouts.class_getsizeof(class.layout);
    }
    let (size, buffer) = bytes(vm, object);
    size.block() + buffer
}

pub(super) fn boot(vm: &mut Vm) {
    let (module, dict) = vm.new_module("sys");
    vm.define(dict, "getrefcount", |vm, args| {
        arity(vm, args, "sys.getrefcount", 1, 1, 0)?;
        let object = args.pos[0];
        if vm.heap.is_immortal(object) {
            let shown = immortal::immortal_refcnt(vm.version).unwrap_or(999_999_999);
            return Ok(vm.int(i128::from(shown).into()));
        }
        let count = vm.heap.refcnt(object);
        Ok(vm.int_i64(i64::from(count)))
    });
    vm.define(dict, "getsizeof", |vm, args| {
        arity(vm, args, "getsizeof", 1, 2, 0)?;
        let object = args.pos[0];
        if let Some(method) = vm.overridden(object, "__sizeof__") {
            let result = vm.call_unbound(method, object, &[])?;
            let head = preheader(vm, object);
            let own = vm.i64_value(result).unwrap_or(0);
            vm.decref(result);
            return Ok(vm.int_i64(own + head as i64));
        }
        let size = sizeof(vm, object);
        Ok(vm.int_usize(size))
    });
    vm.define(dict, "intern", |vm, args| {
        arity(vm, args, "intern", 1, 1, 0)?;
        let text = vm.text(args.pos[0]).to_owned();
        if vm.interned_name(&text).is_none() {
            vm.intern_object(args.pos[0]);
        }
        Ok(vm.intern(&text))
    });
    vm.define(dict, "_getframe", |vm, args| {
        let depth = match args.pos.first() {
            Some(&depth) => vm.index(depth)?.max(0) as usize,
            None => 0,
        };
        match vm.thread.frames.len().checked_sub(depth + 1) {
            Some(index) => Ok(vm.frame_object(index)),
            None => Err(vm.value_error("call stack is not deep enough")),
        }
    });
    vm.define(dict, "getrecursionlimit", |vm, _| {
        let limit = vm.recursion_limit;
        Ok(vm.int_usize(limit))
    });
    vm.define(dict, "setrecursionlimit", |vm, args| {
        let limit = vm.index(args.pos[0])?;
        vm.recursion_limit = limit.clamp(1, vm.limits.recursion as i64) as usize;
        Ok(vm.none())
    });
    vm.define(dict, "exc_info", |vm, _| {
        let parts = match vm.thread.handled {
            Some(exception) => {
                let class = vm.type_of(exception);
                let traceback = match vm.body(exception) {
                    Body::Exception(state) => state.traceback.unwrap_or(vm.one.none),
                    _ => vm.one.none,
                };
                [class, exception, traceback]
            }
            None => [vm.one.none; 3],
        };
        let parts = vm.increfs(&parts);
        Ok(vm.tuple(parts))
    });
    vm.define(dict, "exit", |vm, args| {
        arity(vm, args, "exit", 0, 1, 0)?;
        let class = vm.exceptions["SystemExit"];
        // `None`, or no argument, makes an exception without any.
        let given: &[Ref] = match args.pos {
            [code] if *code == vm.one.none => &[],
            given => given,
        };
        let exception = vm.call_args(class, &Args::pos(given))?;
        Err(Exc::Raised(exception))
    });
    vm.define(dict, "getallocatedblocks", |vm, _| {
        let count = vm.heap.len();
        Ok(vm.int_usize(count))
    });
    super::hooks::boot(vm, dict);
    for (name, stream) in [("stdout", Stream::Out), ("stderr", Stream::Err)] {
        let file = vm.alloc(Body::File(stream));
        vm.dict_set_str(dict, name, file);
        vm.dict_set_str(dict, &format!("__{name}__"), file);
        vm.decref(file);
    }
    let parts = [vm.version.major(), vm.version.minor(), vm.version.patch()].map(i64::from);
    let mut items: Vec<Ref> = parts.iter().map(|&part| vm.int_i64(part)).collect();
    let last = vm.str("final");
    items.push(last);
    let serial = vm.int_i64(0);
    items.push(serial);
    let info = vm.tuple(items);
    vm.dict_set_str(dict, "version_info", info);
    vm.decref(info);
    let modules = vm.modules;
    vm.dict_set_str(dict, "modules", modules);
    let size = vm.int_i64(i64::MAX);
    vm.dict_set_str(dict, "maxsize", size);
    vm.decref(size);
    let _ = (Attrs::default(), Object::new(Body::Plain), Args::pos(&[]));
    let _: Option<R> = None;
    vm.dict_set_str(vm.modules, "sys", module);
    vm.decref(module);
}
