//! `Pickler` and `Unpickler`.

use objects::Ref;

use super::input::Input;
use super::load::Loader;
use super::save::Saver;
use super::write::Output;
use super::{pickling_error, unpickling_error};
use crate::builtins::arguments::{Signature, rest, unpack};
use crate::builtins::{Attribute, arity};
use crate::objects::{Body, Extension, Kind, NativeFn, NativeObject, Pickler, Unpickler};
use crate::vm::{Args, R, Vm};

fn pickler(vm: &mut Vm, object: Ref) -> R<&mut Pickler> {
    let fits =
        matches!(vm.body(object), Body::Extension(held) if matches!(**held, Extension::Pickler(_)));
    if !fits {
        return Err(vm.type_error("a '_pickle.Pickler' object is required"));
    }
    match vm.body_mut(object) {
        Body::Extension(held) => match &mut **held {
            Extension::Pickler(pickler) => Ok(pickler),
            _ => unreachable!("it was a pickler just now"),
        },
        _ => unreachable!("it was a pickler just now"),
    }
}

fn unpickler(vm: &mut Vm, object: Ref) -> R<&mut Unpickler> {
    let fits = matches!(vm.body(object), Body::Extension(held) if matches!(**held, Extension::Unpickler(_)));
    if !fits {
        return Err(vm.type_error("a '_pickle.Unpickler' object is required"));
    }
    match vm.body_mut(object) {
        Body::Extension(held) => match &mut **held {
            Extension::Unpickler(unpickler) => Ok(unpickler),
            _ => unreachable!("it was an unpickler just now"),
        },
        _ => unreachable!("it was an unpickler just now"),
    }
}

fn drop_all(vm: &mut Vm, gone: Vec<Ref>) {
    for object in gone {
        vm.decref(object);
    }
}

fn init_pickler(vm: &mut Vm, args: &Args<'_>) -> R {
    let signature = Signature {
        name: "Pickler",
        params: &["file", "protocol", "fix_imports", "buffer_callback"],
        unnamed: 0,
        required: 1,
        by_place: 4,
    };
    let this = args.pos[0];
    let [file, proto, fix, callback] = unpack(vm, &rest(args), &signature)?;
    if pickler(vm, this)?.busy {
        return Err(vm.error("RuntimeError", "Pickler object is already used"));
    }
    let gone = pickler(vm, this)?.clear();
    drop_all(vm, gone);
    let fix_imports = super::truth(vm, fix)?;
    let proto = super::protocol(vm, proto)?;
    let file = file.unwrap_or(vm.one.none);
    let write = super::write_method(vm, file)?;
    vm.own(write);
    let callback = super::buffer_callback(vm, callback, proto)?;
    let table = vm.getattr_opt(this, "dispatch_table")?;
    vm.incref(write);
    if let Some(callback) = callback {
        vm.incref(callback);
    }
    let state = pickler(vm, this)?;
    state.write = Some(write);
    state.proto = proto;
    state.bin = proto > 0;
    state.fast = false;
    state.fix_imports = fix_imports;
    state.buffer_callback = callback;
    let old = std::mem::replace(&mut state.dispatch_table, table);
    vm.xdecref(old);
    Ok(vm.none())
}

/// What a program set or its class has under that name; `None` if it is what the type itself has. A new reference.
fn hook(vm: &mut Vm, this: Ref, kind: Kind, name: &str, was_set: bool) -> R<Option<Ref>> {
    let class = vm.type_of(this);
    let native = vm.kind(kind);
    let own = vm.type_lookup_str(class, name);
    if !was_set && own.is_some() && own == vm.type_lookup_str(native, name) {
        return Ok(None);
    }
    vm.getattr_opt(this, name)
}

fn dump(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "Pickler.dump", 1, 1, 1)?;
    let (this, object) = (args.pos[0], args.pos[1]);
    let state = pickler(vm, this)?;
    let (write, busy, was_set) = (state.write, state.busy, state.persistent_id.is_some());
    let Some(write) = write else {
        let text = format!(
            "Pickler.__init__() was not called by {}.__init__()",
            vm.tp_name(this)
        );
        return Err(pickling_error(vm, text));
    };
    if busy {
        return Err(vm.error("RuntimeError", "Pickler object is already used"));
    }
    let persistent = hook(vm, this, Kind::Pickler, "persistent_id", was_set)?;
    if let Some(persistent) = persistent {
        vm.own(persistent);
    }
    let reducer = vm.getattr_opt(this, "reducer_override")?;
    if let Some(reducer) = reducer {
        vm.own(reducer);
    }
    vm.incref(write);
    vm.own(write);
    let state = pickler(vm, this)?;
    state.busy = true;
    let memo = std::mem::take(&mut state.memo);
    let mut saver = Saver::new(
        Output::new(Some(write)),
        memo,
        state.proto,
        state.fix_imports,
    );
    saver.bin = state.bin;
    saver.fast = state.fast;
    let table = state.dispatch_table;
    saver.persistent_id = persistent;
    saver.reducer_override = reducer;
    saver.dispatch_table = table;
    if let Some(table) = table {
        vm.incref(table);
        vm.own(table);
    }
    let result = saver.dump(vm, object).and_then(|()| saver.out.flush(vm));
    let state = pickler(vm, this)?;
    state.busy = false;
    let was = std::mem::replace(&mut state.memo, saver.memo).take();
    drop_all(vm, was);
    result?;
    Ok(vm.none())
}

fn init_unpickler(vm: &mut Vm, args: &Args<'_>) -> R {
    let signature = Signature {
        name: "Unpickler",
        params: &["file", "fix_imports", "encoding", "errors", "buffers"],
        unnamed: 0,
        required: 1,
        by_place: 1,
    };
    let this = args.pos[0];
    let [file, fix, encoding, errors, buffers] = unpack(vm, &rest(args), &signature)?;
    if unpickler(vm, this)?.busy {
        return Err(vm.error("RuntimeError", "Unpickler object is already used"));
    }
    let gone = unpickler(vm, this)?.clear();
    drop_all(vm, gone);
    let fix_imports = super::truth(vm, fix)?;
    let encoding = super::text_option(vm, encoding, "encoding", "Unpickler", "ASCII")?;
    let errors = super::text_option(vm, errors, "errors", "Unpickler", "strict")?;
    let file = file.unwrap_or(vm.one.none);
    let (read, readline) = super::read_methods(vm, file)?;
    let buffers = match super::buffers_iter(vm, buffers) {
        Ok(buffers) => buffers,
        Err(exc) => {
            vm.decref(read);
            vm.decref(readline);
            return Err(exc);
        }
    };
    let state = unpickler(vm, this)?;
    let gone = state.clear();
    state.read = Some(read);
    state.readline = Some(readline);
    state.buffers = buffers;
    state.fix_imports = fix_imports;
    state.encoding = encoding;
    state.errors = errors;
    state.proto = 0;
    drop_all(vm, gone);
    Ok(vm.none())
}

fn load(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "Unpickler.load", 0, 0, 1)?;
    let this = args.pos[0];
    let state = unpickler(vm, this)?;
    let (read, readline, buffers) = (state.read, state.readline, state.buffers);
    let (busy, was_set) = (state.busy, state.persistent_load.is_some());
    if read.is_none() {
        let text = format!(
            "Unpickler.__init__() was not called by {}.__init__()",
            vm.tp_name(this)
        );
        return Err(unpickling_error(vm, text));
    }
    if busy {
        return Err(vm.error("RuntimeError", "Unpickler object is already used"));
    }
    for held in [read, readline, buffers].into_iter().flatten() {
        vm.incref(held);
        vm.own(held);
    }
    let persistent = hook(vm, this, Kind::Unpickler, "persistent_load", was_set)?;
    let find = hook(vm, this, Kind::Unpickler, "find_class", false)?;
    for held in [persistent, find].into_iter().flatten() {
        vm.own(held);
    }
    let state = unpickler(vm, this)?;
    state.busy = true;
    let memo = std::mem::take(&mut state.memo);
    let mut loader = Loader::new(Input::of_file(read, readline), memo);
    loader.fix_imports = state.fix_imports;
    loader.encoding = state.encoding.clone();
    loader.errors = state.errors.clone();
    loader.buffers = buffers;
    loader.persistent_load = persistent;
    loader.find_class = find;
    let result = loader.load(vm);
    loader.clear(vm);
    let state = unpickler(vm, this)?;
    state.busy = false;
    state.proto = loader.proto;
    let was = std::mem::replace(&mut state.memo, loader.memo);
    drop_all(vm, was.into_values().collect());
    result
}

fn make(vm: &mut Vm, class: Ref, extension: Extension) -> R {
    Ok(vm.instance(class, Body::Extension(Box::new(extension))))
}

pub(crate) const PICKLER: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        make(vm, args.pos[0], Extension::Pickler(Box::default()))
    }),
    ("__init__", init_pickler),
    ("dump", dump),
    ("clear_memo", |vm, args| {
        arity(vm, args, "Pickler.clear_memo", 0, 0, 1)?;
        let gone = pickler(vm, args.pos[0])?.memo.take();
        drop_all(vm, gone);
        Ok(vm.none())
    }),
    ("__sizeof__", |vm, _| {
        Err(vm.unsupported("the size of a pickler"))
    }),
];

pub(crate) const UNPICKLER: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        make(vm, args.pos[0], Extension::Unpickler(Box::default()))
    }),
    ("__init__", init_unpickler),
    ("load", load),
    ("find_class", |vm, args| {
        arity(vm, args, "find_class", 2, 2, 1)?;
        let state = unpickler(vm, args.pos[0])?;
        let (proto, fix) = (state.proto, state.fix_imports);
        super::build::find_class(vm, proto, fix, args.pos[1], args.pos[2])
    }),
    ("__sizeof__", |vm, _| {
        Err(vm.unsupported("the size of an unpickler"))
    }),
];

/// A hook that a program set; from 3.13 on there is one that does nothing, and before there was none.
fn get_hook(
    vm: &mut Vm,
    this: Ref,
    name: &'static str,
    held: Option<Ref>,
    default: Option<NativeFn>,
) -> R {
    if let Some(value) = held {
        return Ok(vm.incref(value));
    }
    if let Some(func) = default.filter(|_| vm.since(13)) {
        vm.incref(this);
        return Ok(vm.alloc(Body::Native(Box::new(NativeObject {
            kind: Kind::BuiltinFunction,
            name,
            func,
            this: Some(this),
            owner: None,
            module: None,
            descriptor: None,
        }))));
    }
    let class = vm.type_of(this);
    let (module, shown) = vm.type_names(class);
    let shown = if vm.get(this).counts_class {
        shown.to_string()
    } else {
        format!("{module}.{shown}")
    };
    let key = vm.intern(name);
    let text = format!("'{shown}' object has no attribute '{name}'");
    let exc = vm.attribute_error(text, this, key);
    vm.decref(key);
    Err(exc)
}

/// Puts a value, borrowed, into a field.
fn set_field(
    vm: &mut Vm,
    value: Option<Ref>,
    field: fn(&mut Vm, Ref) -> R<&mut Option<Ref>>,
    this: Ref,
) -> R<()> {
    if let Some(value) = value {
        vm.incref(value);
    }
    let old = std::mem::replace(field(vm, this)?, value);
    vm.xdecref(old);
    Ok(())
}

fn set_flag(vm: &mut Vm, value: Option<Ref>) -> R<bool> {
    match value {
        Some(value) => Ok(vm.index(value)? != 0),
        None => Err(vm.type_error("can't delete numeric/char attribute")),
    }
}

pub(crate) const PICKLER_ATTRIBUTES: &[Attribute] = &[
    (
        "persistent_id",
        |vm, this| {
            let held = pickler(vm, this)?.persistent_id;
            get_hook(vm, this, "persistent_id", held, Some(|vm, _| Ok(vm.none())))
        },
        Some(|vm, this, value| {
            set_field(
                vm,
                value,
                |vm, this| Ok(&mut pickler(vm, this)?.persistent_id),
                this,
            )
        }),
    ),
    (
        "dispatch_table",
        |vm, this| {
            let held = pickler(vm, this)?.dispatch_table;
            get_hook(vm, this, "dispatch_table", held, None)
        },
        Some(|vm, this, value| {
            set_field(
                vm,
                value,
                |vm, this| Ok(&mut pickler(vm, this)?.dispatch_table),
                this,
            )
        }),
    ),
    (
        "bin",
        |vm, this| {
            let bin = pickler(vm, this)?.bin;
            Ok(vm.int_i64(i64::from(bin)))
        },
        Some(|vm, this, value| {
            let value = set_flag(vm, value)?;
            pickler(vm, this)?.bin = value;
            Ok(())
        }),
    ),
    (
        "fast",
        |vm, this| {
            let fast = pickler(vm, this)?.fast;
            Ok(vm.int_i64(i64::from(fast)))
        },
        Some(|vm, this, value| {
            let value = set_flag(vm, value)?;
            pickler(vm, this)?.fast = value;
            Ok(())
        }),
    ),
    (
        "memo",
        |vm, _| Err(vm.unsupported("the attribute 'memo' of a pickler")),
        Some(|vm, _, _| Err(vm.unsupported("the attribute 'memo' of a pickler"))),
    ),
];

pub(crate) const UNPICKLER_ATTRIBUTES: &[Attribute] = &[
    (
        "persistent_load",
        |vm, this| {
            let held = unpickler(vm, this)?.persistent_load;
            let default: NativeFn = |vm, _| Err(super::no_persistent_load(vm));
            get_hook(vm, this, "persistent_load", held, Some(default))
        },
        Some(|vm, this, value| {
            set_field(
                vm,
                value,
                |vm, this| Ok(&mut unpickler(vm, this)?.persistent_load),
                this,
            )
        }),
    ),
    (
        "memo",
        |vm, _| Err(vm.unsupported("the attribute 'memo' of an unpickler")),
        Some(|vm, _, _| Err(vm.unsupported("the attribute 'memo' of an unpickler"))),
    ),
];
