//! `_pickle`: objects as bytes, and back.
//!
//! Source: `Modules/_pickle.c` (3.8.18, 3.12.1, 3.13.12, 3.14.7). What CPython's C does by calling itself, a stack of
//! work does here, so that the depth of the data is no depth of ours.

mod atom;
mod build;
mod compat;
mod escape;
mod global;
mod input;
mod load;
mod object;
mod opcode;
mod reduce;
mod save;
mod work;
mod write;

use objects::Ref;

use crate::builtins::arguments::{Signature, unpack};
use crate::objects::{Body, Extension, Kind};
use crate::vm::{Args, Exc, R, Vm};
use input::Input;
use load::Loader;
use save::Saver;
use write::Output;

pub(crate) use object::{PICKLER, PICKLER_ATTRIBUTES, UNPICKLER, UNPICKLER_ATTRIBUTES};

const HIGHEST_PROTOCOL: u8 = 5;

/// The exceptions, as the interpreter knows them.
const PICKLE_ERROR: &str = "_pickle.PickleError";
const PICKLING_ERROR: &str = "_pickle.PicklingError";
const UNPICKLING_ERROR: &str = "_pickle.UnpicklingError";

/// The module.
pub(super) fn make(vm: &mut Vm) -> R {
    let (module, dict) = vm.new_module("_pickle");
    let base = vm.exceptions["Exception"];
    let base = exception(vm, dict, PICKLE_ERROR, base)?;
    exception(vm, dict, PICKLING_ERROR, base)?;
    exception(vm, dict, UNPICKLING_ERROR, base)?;
    for kind in [Kind::Pickler, Kind::Unpickler] {
        let class = vm.kind(kind);
        vm.dict_set_str(dict, kind.name(), class);
    }
    vm.define(dict, "dump", dump);
    vm.define(dict, "dumps", dumps);
    vm.define(dict, "load", load_file);
    vm.define(dict, "loads", loads);
    vm.define(dict, "_opcodes", |vm, _| {
        let mut pairs = Vec::new();
        for &(name, byte) in opcode::ALL {
            let (name, byte) = (vm.intern(name), vm.bytes(vec![byte]));
            pairs.push(vm.tuple(vec![name, byte]));
        }
        Ok(vm.list(pairs))
    });
    Ok(module)
}

/// One of the module's exceptions, made as a class statement would make it.
fn exception(vm: &mut Vm, dict: Ref, name: &'static str, base: Ref) -> R {
    let short = name.rsplit('.').next().unwrap_or(name);
    let class = match vm.exceptions.get(name) {
        Some(&class) => class,
        None => {
            let namespace = vm.dict();
            let module = vm.intern("_pickle");
            vm.dict_set_str(namespace, "__module__", module);
            vm.incref(base);
            let (text, bases) = (vm.intern(short), vm.tuple(vec![base]));
            let kind = vm.kind(Kind::Type);
            let class = vm.call_args(kind, &Args::pos(&[text, bases, namespace]));
            for part in [module, namespace, text, bases] {
                vm.decref(part);
            }
            let class = class?;
            vm.permanent.push(class);
            vm.exceptions.insert(name, class);
            class
        }
    };
    vm.dict_set_str(dict, short, class);
    Ok(class)
}

/// An exception of the module with a text.
fn raise(vm: &mut Vm, name: &str, text: String) -> Exc {
    let Some(&class) = vm.exceptions.get(name) else {
        return vm.value_error(text);
    };
    let text = vm.str(text);
    let made = vm.call_args(class, &Args::pos(&[text]));
    vm.decref(text);
    match made {
        Ok(exception) => Exc::Raised(exception),
        Err(exc) => exc,
    }
}

fn pickling_error(vm: &mut Vm, text: impl Into<String>) -> Exc {
    raise(vm, PICKLING_ERROR, text.into())
}

fn unpickling_error(vm: &mut Vm, text: impl Into<String>) -> Exc {
    raise(vm, UNPICKLING_ERROR, text.into())
}

/// The pickle has an id, and nobody says what it stands for.
fn no_persistent_load(vm: &mut Vm) -> Exc {
    let space = if vm.since(12) { ' ' } else { '\n' };
    let text = format!(
        "A load persistent id instruction was encountered,{space}but no persistent_load function was specified."
    );
    unpickling_error(vm, text)
}

/// The name of an object's type as `%T` writes it: with its module, if that isn't `builtins` or `__main__`.
fn full_name(vm: &Vm, object: Ref) -> String {
    let class = vm.type_of(object);
    let is_heap = matches!(vm.body(class), Body::Type(value) if value.is_heap);
    if !is_heap {
        return vm.class_tp_name(class);
    }
    let (module, name) = vm.type_names(class);
    match &*module {
        "builtins" | "__main__" => name.to_string(),
        module => format!("{module}.{name}"),
    }
}

/// `_codecs.encode`, as a new reference.
fn codecs_encode(vm: &mut Vm) -> R {
    let module = vm.module("_codecs")?;
    vm.getattr_str(module, "encode")
}

/// The protocol that the caller asks for.
fn protocol(vm: &mut Vm, given: Option<Ref>) -> R<u8> {
    let Some(given) = given.filter(|&given| given != vm.one.none) else {
        return Ok(if vm.since(14) { 5 } else { 4 });
    };
    let number = super::clinic::c_int(vm, given)?;
    if number < 0 {
        return Ok(HIGHEST_PROTOCOL);
    }
    match u8::try_from(number) {
        Ok(number) if number <= HIGHEST_PROTOCOL => Ok(number),
        _ => Err(vm.value_error(format!("pickle protocol must be <= {HIGHEST_PROTOCOL}"))),
    }
}

/// Sees whether large buffers are to go elsewhere; there are none here that could.
fn buffer_callback(vm: &mut Vm, given: Option<Ref>, proto: u8) -> R<Option<Ref>> {
    let given = given.filter(|&given| given != vm.one.none);
    if given.is_some() && proto < 5 {
        return Err(vm.value_error("buffer_callback needs protocol >= 5"));
    }
    Ok(given)
}

/// A method of the file that the caller gave, as a new reference.
fn method(vm: &mut Vm, file: Ref, name: &str) -> R<Option<Ref>> {
    vm.getattr_opt(file, name)
}

fn truth(vm: &mut Vm, given: Option<Ref>) -> R<bool> {
    given.map_or(Ok(true), |given| vm.truth(given))
}

fn write_method(vm: &mut Vm, file: Ref) -> R {
    match method(vm, file, "write")? {
        Some(write) => Ok(write),
        None => Err(vm.type_error("file must have a 'write' attribute")),
    }
}

/// `dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None)`
fn dumps(vm: &mut Vm, args: &Args<'_>) -> R {
    let signature = Signature {
        name: "dumps",
        params: &["obj", "protocol", "fix_imports", "buffer_callback"],
        unnamed: 0,
        required: 1,
        by_place: 2,
    };
    let [object, proto, fix, callback] = unpack(vm, args, &signature)?;
    save_all(vm, object, None, proto, fix, callback)
}

/// `dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None)`
fn dump(vm: &mut Vm, args: &Args<'_>) -> R {
    let signature = Signature {
        name: "dump",
        params: &["obj", "file", "protocol", "fix_imports", "buffer_callback"],
        unnamed: 0,
        required: 2,
        by_place: 3,
    };
    let [object, file, proto, fix, callback] = unpack(vm, args, &signature)?;
    save_all(vm, object, file, proto, fix, callback)
}

fn save_all(
    vm: &mut Vm,
    object: Option<Ref>,
    file: Option<Ref>,
    proto: Option<Ref>,
    fix: Option<Ref>,
    callback: Option<Ref>,
) -> R {
    let object = object.unwrap_or(vm.one.none);
    let fix_imports = truth(vm, fix)?;
    // The functions have a pickler, too.
    let pickler = vm.alloc(Body::Extension(Box::new(
        Extension::Pickler(Box::default()),
    )));
    vm.own(pickler);
    let proto = protocol(vm, proto)?;
    let write = match file {
        Some(file) => Some(write_method(vm, file)?),
        None => None,
    };
    if let Some(write) = write {
        vm.own(write);
    }
    buffer_callback(vm, callback, proto)?;
    let mut saver = Saver::new(Output::new(write), Default::default(), proto, fix_imports);
    let result = saver.dump(vm, object).and_then(|()| match write {
        Some(_) => {
            saver.out.flush(vm)?;
            Ok(vm.none())
        }
        None => {
            let bytes = saver.out.take();
            Ok(vm.bytes(bytes))
        }
    });
    for held in saver.memo.take() {
        vm.decref(held);
    }
    result
}

/// `loads(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())`
fn loads(vm: &mut Vm, args: &Args<'_>) -> R {
    let named = !vm.since(9);
    let signature = Signature {
        name: "loads",
        params: if named {
            &["data", "fix_imports", "encoding", "errors", "buffers"]
        } else {
            &["", "fix_imports", "encoding", "errors", "buffers"]
        },
        unnamed: usize::from(!named),
        required: 1,
        by_place: 1,
    };
    let [data, fix, encoding, errors, buffers] = unpack(vm, args, &signature)?;
    let data = data.unwrap_or(vm.one.none);
    let Some(bytes) = vm.buffer(data) else {
        let text = format!(
            "a bytes-like object is required, not '{}'",
            vm.tp_name(data)
        );
        return Err(vm.type_error(text));
    };
    load_all(vm, Input::of_bytes(bytes), [fix, encoding, errors, buffers])
}

/// `load(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())`
fn load_file(vm: &mut Vm, args: &Args<'_>) -> R {
    let signature = Signature {
        name: "load",
        params: &["file", "fix_imports", "encoding", "errors", "buffers"],
        unnamed: 0,
        required: 1,
        by_place: 1,
    };
    let [file, fix, encoding, errors, buffers] = unpack(vm, args, &signature)?;
    let file = file.unwrap_or(vm.one.none);
    let (read, readline) = read_methods(vm, file)?;
    vm.own(read);
    vm.own(readline);
    let input = Input::of_file(Some(read), Some(readline));
    load_all(vm, input, [fix, encoding, errors, buffers])
}

fn read_methods(vm: &mut Vm, file: Ref) -> R<(Ref, Ref)> {
    let read = method(vm, file, "read")?;
    let readline = match method(vm, file, "readline") {
        Ok(readline) => readline,
        Err(exc) => {
            vm.xdecref(read);
            return Err(exc);
        }
    };
    match (read, readline) {
        (Some(read), Some(readline)) => Ok((read, readline)),
        (read, readline) => {
            vm.xdecref(read);
            vm.xdecref(readline);
            Err(vm.type_error("file must have 'read' and 'readline' attributes"))
        }
    }
}

/// A text argument, or what it is by default.
fn text_option(
    vm: &mut Vm,
    given: Option<Ref>,
    name: &str,
    function: &str,
    default: &str,
) -> R<String> {
    let Some(given) = given else {
        return Ok(default.to_owned());
    };
    if matches!(vm.body(given), Body::Str(_)) {
        return Ok(vm.text(given).to_owned());
    }
    let text = format!(
        "{function}() argument '{name}' must be str, not {}",
        vm.tp_name(given)
    );
    Err(vm.type_error(text))
}

fn buffers_iter(vm: &mut Vm, given: Option<Ref>) -> R<Option<Ref>> {
    match given.filter(|&given| given != vm.one.none) {
        Some(given) => Ok(Some(vm.iter(given)?)),
        None => Ok(None),
    }
}

fn load_all(vm: &mut Vm, input: Input, options: [Option<Ref>; 4]) -> R {
    let [fix, encoding, errors, buffers] = options;
    let mut loader = Loader::new(input, Default::default());
    loader.fix_imports = truth(vm, fix)?;
    loader.encoding = text_option(vm, encoding, "encoding", "loads", "ASCII")?;
    loader.errors = text_option(vm, errors, "errors", "loads", "strict")?;
    loader.buffers = buffers_iter(vm, buffers)?.map(|iter| vm.own(iter));
    let result = loader.load(vm);
    loader.clear(vm);
    for held in std::mem::take(&mut loader.memo).into_values() {
        vm.decref(held);
    }
    result
}
