//! The modules that programs import.

pub(crate) mod array;
mod atexit;
mod builtin;
mod clinic;
mod codecs;
mod context;
mod directory;
mod extension;
mod frame_locals;
mod frame_trace;
mod frames;
mod garbage;
pub(crate) mod generic;
mod hooks;
mod interpreters;
pub(crate) mod itertools;
mod math;
mod patterns;
pub(crate) mod pickle;
mod private;
mod structseq;
mod system;
mod template;
mod thread;
mod time;
mod tracemalloc;
pub(crate) mod typing;
mod weak;
mod weak_proxy;
mod zlib;

use crate::vm::{R, Vm};

pub(crate) use atexit::ExitFunction;
pub(crate) use context::{attributes as context_attributes, methods as context_methods};
pub(crate) use directory::dir;
pub(crate) use extension::{attributes, constructors, methods, types};
pub(crate) use frame_locals::{is_frame_locals, is_there as is_frame_locals_method};
pub(crate) use frame_trace::{
    frame_set_line, frame_set_trace, frame_set_trace_lines, frame_set_trace_opcodes, frame_trace,
    frame_trace_lines,
};
pub(crate) use frames::{
    frame_back, frame_clear, frame_line, frame_locals, frame_names, frame_repr, locals_of_top,
};
pub(crate) use garbage::show_garbage;
use interpreters::make as make_interpreters;
pub(crate) use private::make as make_private;
pub(crate) use system::{preheader, sizeof};
pub(crate) use template::match_args as template_match_args;
pub(crate) use thread::localize;
pub(crate) use tracemalloc::{Trace, Tracer};
pub(crate) use weak::{ATTRIBUTES as WEAKREF_ATTRIBUTES, METHODS as WEAKREF, repr as weak_repr};

/// `typing.NoDefault`
pub(crate) fn no_default() -> crate::objects::Body {
    typing::body(crate::objects::Typing::NoDefault)
}

/// What there is before the first import.
pub(crate) fn boot(vm: &mut Vm) {
    builtin::boot(vm);
    system::boot(vm);
}

/// Makes a module by name; `None` if there is none of that name here.
pub(crate) fn make(vm: &mut Vm, name: &str) -> R<Option<objects::Ref>> {
    Ok(Some(match name {
        "_collections" => extension::collections(vm),
        "_functools" => extension::functools(vm),
        "_contextvars" => context::make(vm),
        "_thread" => thread::make(vm),
        "gc" => garbage::make(vm),
        "itertools" => itertools::module(vm),
        "math" => math::make(vm),
        "time" => time::make(vm),
        "zlib" => zlib::make(vm),
        "_codecs" => codecs::make(vm),
        "_pickle" => pickle::make(vm)?,
        "array" => array::make(vm),
        "atexit" => atexit::make(vm),
        "_typing" if vm.since(12) => typing::make(vm),
        "_weakref" => weak::make(vm),
        "_tracemalloc" => tracemalloc::make(vm),
        _ => return Ok(None),
    }))
}
