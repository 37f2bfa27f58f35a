//! Every order in which threads can run, tried by loom on the very source of the crate.
//!
//! The modules below are the files of `src/`, compiled a second time. They take their mutexes, condition variables
//! and atomics from `crate::sync`, and in this binary that is the module of this folder, made of loom's parts.

#![expect(
    dead_code,
    unused_imports,
    reason = "the model needs a part of what the crate offers"
)]

#[path = "../../src/attached.rs"]
mod attached;
#[path = "../../src/condvar.rs"]
mod condvar;
#[path = "../../src/count/mod.rs"]
mod count;
#[path = "../../src/event.rs"]
mod event;
#[path = "../../src/gil.rs"]
mod gil;
#[path = "../../src/interpreter.rs"]
mod interpreter;
#[path = "../../src/interval.rs"]
mod interval;
#[path = "../../src/lock.rs"]
mod lock;
#[path = "../../src/runtime.rs"]
mod runtime;
#[path = "../../src/statistics.rs"]
mod statistics;
mod sync;
#[path = "../../src/ticks.rs"]
mod ticks;
#[path = "../../src/world.rs"]
mod world;

mod counts;
mod interpreters;
mod locks;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Runs `model` in every order of its threads, and says how many orders that were.
/// For two threads that is possible, if they don't do much.
fn explore(model: impl Fn() + Sync + Send + 'static) -> usize {
    run(None, model)
}

/// The same for three threads, or for two that do more, leaving out orders with more than `preemptions` switches that no thread asked for.
fn explore_up_to(preemptions: usize, model: impl Fn() + Sync + Send + 'static) -> usize {
    run(Some(preemptions), model)
}

fn run(preemptions: Option<usize>, model: impl Fn() + Sync + Send + 'static) -> usize {
    let orders = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&orders);
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = preemptions;
    builder.check(move || {
        counted.fetch_add(1, Relaxed);
        model();
    });
    let orders = orders.load(Relaxed);
    println!("{orders} orders");
    orders
}
