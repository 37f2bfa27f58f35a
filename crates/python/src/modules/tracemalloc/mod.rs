//! The module `_tracemalloc`, on which the library's `tracemalloc` stands.

mod tracer;

use objects::Ref;

pub(crate) use tracer::{Place, Trace, Tracer};

use super::clinic;
use crate::builtins::arity;
use crate::vm::{R, Vm};

impl Vm {
    /// Tells the tracer where the program is, if there is one.
    pub(crate) fn mark_place(&mut self) {
        let Some(tracer) = &self.heap.observer().tracer else {
            return;
        };
        let total = self.thread.frames.len();
        let places = || {
            let frames = self.thread.frames.iter().rev().take(tracer.nframe);
            frames.map(|frame| (&frame.body.file, self.line_of(frame)))
        };
        // Most instructions stand in the line of the one before.
        if tracer.is_at(places(), total) {
            return;
        }
        let places: Vec<Place> = places()
            .map(|(file, line)| Place {
                file: file.clone(),
                line,
            })
            .collect();
        if let Some(tracer) = &mut self.heap.observer_mut().tracer {
            tracer.go_to(places, total);
        }
    }

    /// A block of the interpreter's own that isn't modelled to the byte.
    pub(crate) fn trace_is_inexact(&mut self, what: &'static str) {
        if let Some(tracer) = &mut self.heap.observer_mut().tracer {
            tracer.inexact.get_or_insert(what);
        }
    }

    /// Numbers of bytes would be wrong now.
    fn refuse_inexact(&mut self) -> R<()> {
        self.settle_spares();
        let inexact = self
            .heap
            .observer()
            .tracer
            .as_ref()
            .and_then(|tracer| tracer.inexact);
        match inexact {
            Some(what) => Err(self.unsupported(format!("tracing the memory of {what}"))),
            None => Ok(()),
        }
    }

    /// A traceback as a tuple of pairs, the innermost place first.
    fn traceback_tuple(&mut self, at: usize) -> (Ref, usize) {
        let traceback = match &self.heap.observer().tracer {
            Some(tracer) => tracer.traceback(at),
            None => return (self.incref(self.one.empty_tuple), 0),
        };
        let total = traceback.total.max(1);
        let mut pairs = Vec::new();
        for place in &traceback.places {
            let name = self.intern(&place.file.name);
            let line = self.int_i64(i64::from(place.line));
            pairs.push(self.tuple(vec![name, line]));
        }
        if pairs.is_empty() {
            let name = self.intern("<unknown>");
            let line = self.int_i64(0);
            pairs.push(self.tuple(vec![name, line]));
        }
        (self.tuple(pairs), total)
    }
}

/// The most places in a traceback: a 16-bit number from 3.9, and what fits an `int` of bytes before.
fn most_frames(vm: &Vm) -> i64 {
    if vm.since(9) { 65_535 } else { 178_956_969 }
}

fn start(vm: &mut Vm, args: &crate::vm::Args<'_>) -> R {
    arity(vm, args, "start", 0, 1, 0)?;
    let nframe = match args.pos.first() {
        Some(&value) => i64::from(clinic::c_int(vm, value)?),
        None => 1,
    };
    let most = most_frames(vm);
    if !(1..=most).contains(&nframe) {
        let text = format!("the number of frames must be in range [1; {most}]");
        return Err(vm.value_error(text));
    }
    let recorder = vm.heap.observer_mut();
    if recorder.tracer.is_none() {
        recorder.trace_with(Some(Box::new(Tracer::new(nframe as usize))));
        recorder.traceback_limit = nframe as usize;
        vm.pause = 0;
        vm.mark_place();
    }
    Ok(vm.none())
}

fn no_arguments(vm: &mut Vm, args: &crate::vm::Args<'_>, name: &str) -> R<()> {
    clinic::no_arguments(vm, args, "_tracemalloc", name)
}

pub(super) fn make(vm: &mut Vm) -> Ref {
    let (module, dict) = vm.new_module("_tracemalloc");
    vm.define(dict, "start", start);
    vm.define(dict, "stop", |vm, args| {
        no_arguments(vm, args, "stop")?;
        vm.heap.observer_mut().trace_with(None);
        vm.spares.forget();
        Ok(vm.none())
    });
    vm.define(dict, "is_tracing", |vm, args| {
        no_arguments(vm, args, "is_tracing")?;
        let is_tracing = vm.heap.observer().tracer.is_some();
        Ok(vm.bool(is_tracing))
    });
    vm.define(dict, "clear_traces", |vm, args| {
        no_arguments(vm, args, "clear_traces")?;
        if let Some(tracer) = &mut vm.heap.observer_mut().tracer {
            tracer.clear();
            vm.spares.forget();
        }
        Ok(vm.none())
    });
    vm.define(dict, "get_traced_memory", |vm, args| {
        no_arguments(vm, args, "get_traced_memory")?;
        vm.refuse_inexact()?;
        let tracer = &vm.heap.observer().tracer;
        let (current, peak) = tracer.as_ref().map_or((0, 0), |tracer| tracer.memory());
        let current = vm.int(i128::from(current).into());
        let peak = vm.int(i128::from(peak).into());
        Ok(vm.tuple(vec![current, peak]))
    });
    if vm.since(9) {
        vm.define(dict, "reset_peak", |vm, args| {
            no_arguments(vm, args, "reset_peak")?;
            vm.settle_spares();
            if let Some(tracer) = &mut vm.heap.observer_mut().tracer {
                tracer.reset_peak();
            }
            Ok(vm.none())
        });
    }
    vm.define(dict, "get_traceback_limit", |vm, args| {
        no_arguments(vm, args, "get_traceback_limit")?;
        let limit = vm.heap.observer().traceback_limit.max(1);
        Ok(vm.int_usize(limit))
    });
    vm.define(dict, "get_tracemalloc_memory", |vm, _| {
        Err(vm.unsupported("tracemalloc.get_tracemalloc_memory: what tracing itself takes"))
    });
    vm.define(dict, "_get_traces", |vm, args| {
        no_arguments(vm, args, "_get_traces")?;
        vm.refuse_inexact()?;
        let Some(tracer) = &vm.heap.observer().tracer else {
            return Ok(vm.list(Vec::new()));
        };
        let traces = tracer.all(&vm.spares);
        let mut made: Vec<(usize, Ref, usize)> = Vec::new();
        let mut items = Vec::with_capacity(traces.len());
        for Trace { nbytes, at } in traces {
            let (traceback, total) = match made.iter().find(|(held, _, _)| *held == at) {
                Some(&(_, traceback, total)) => (traceback, total),
                None => {
                    let (traceback, total) = vm.traceback_tuple(at);
                    made.push((at, traceback, total));
                    (traceback, total)
                }
            };
            let domain = vm.int_i64(0);
            let size = vm.int(i128::from(nbytes).into());
            vm.incref(traceback);
            let mut item = vec![domain, size, traceback];
            if vm.since(9) {
                item.push(vm.int_usize(total));
            }
            items.push(vm.tuple(item));
        }
        for (_, traceback, _) in made {
            vm.decref(traceback);
        }
        Ok(vm.list(items))
    });
    vm.define(dict, "_get_object_traceback", |vm, args| {
        arity(vm, args, "_get_object_traceback", 1, 1, 0)?;
        let object = args.pos[0];
        // A static object has no block; any other begins with what lies in front of it.
        let head = super::preheader(vm, object) as u64;
        let at = match (&vm.heap.observer().tracer, vm.heap.address(object)) {
            (Some(tracer), Some(address)) => tracer.trace(address.saturating_sub(head)),
            _ => None,
        };
        match at {
            Some(trace) => Ok(vm.traceback_tuple(trace.at).0),
            None => Ok(vm.none()),
        }
    });
    module
}
