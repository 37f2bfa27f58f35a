//! What an attribute costs in time: by slot, by value beside shared keys, and by dictionary.
//!
//! `read` and `write` go over all instances once; `make` makes them with two attributes each and drops them again.

use divan::{Bencher, black_box, counter::ItemsCount};
use objects::Ref;
use slots::{Builtin, Class, Name, Runtime};
use version::Version;

const COUNTS: [usize; 3] = [100, 10_000, 1_000_000];

/// Where an instance keeps its attributes.
#[derive(Clone, Copy)]
enum Kind {
    Slot,
    InlineValue,
    Dict,
}

struct Bench {
    python: Runtime,
    class: slots::TypeId,
    names: [Name; 2],
    value: Ref,
    kind: Kind,
}

impl Bench {
    fn new(kind: Kind) -> Bench {
        let mut python = Runtime::new(Version::new(3, 14, 10));
        let class = match kind {
            Kind::Slot => Class::new("Point").slots(["x", "y"]),
            Kind::InlineValue | Kind::Dict => Class::new("Point").assigns(["x", "y"]),
        };
        let Ok(class) = class.build(&mut python) else {
            unreachable!("two slots are always allowed")
        };
        let names = [python.intern("x"), python.intern("y")];
        let value = python.instantiate(Builtin::Object);
        Bench {
            python,
            class,
            names,
            value,
            kind,
        }
    }

    fn set(&mut self, object: Ref, name: Name) {
        self.python.incref(self.value);
        let done = self.python.setattr_new(object, name, self.value);
        debug_assert!(done.is_ok());
    }

    fn make(&mut self) -> Ref {
        let object = self.python.instantiate(self.class);
        if matches!(self.kind, Kind::Dict) {
            // A new dictionary, with keys of its own.
            let dict = self.python.dict([]);
            let done = self.python.set_dict(object, dict);
            debug_assert!(done.is_ok());
            self.python.decref(dict);
        }
        for name in self.names {
            self.set(object, name);
        }
        object
    }

    fn many(&mut self, count: usize) -> Vec<Ref> {
        (0..count).map(|_| self.make()).collect()
    }
}

fn read(bencher: Bencher<'_, '_>, count: usize, kind: Kind) {
    let mut bench = Bench::new(kind);
    let objects = bench.many(count);
    let name = bench.names[1];
    bencher.counter(ItemsCount::new(count)).bench_local(|| {
        for &object in &objects {
            black_box(bench.python.getattr(object, name).is_ok());
        }
    });
}

fn write(bencher: Bencher<'_, '_>, count: usize, kind: Kind) {
    let mut bench = Bench::new(kind);
    let objects = bench.many(count);
    let name = bench.names[1];
    bencher.counter(ItemsCount::new(count)).bench_local(|| {
        for &object in &objects {
            bench.set(object, name);
        }
    });
}

fn make(bencher: Bencher<'_, '_>, count: usize, kind: Kind) {
    let mut bench = Bench::new(kind);
    bencher.counter(ItemsCount::new(count)).bench_local(|| {
        for object in bench.many(count) {
            bench.python.decref(object);
        }
    });
}

macro_rules! benches {
    ($($group:ident $kind:ident),*) => {$(
        mod $group {
            use super::{Bencher, COUNTS, Kind};

            #[divan::bench(args = COUNTS)]
            fn read(bencher: Bencher<'_, '_>, count: usize) {
                super::read(bencher, count, Kind::$kind);
            }

            #[divan::bench(args = COUNTS)]
            fn write(bencher: Bencher<'_, '_>, count: usize) {
                super::write(bencher, count, Kind::$kind);
            }

            #[divan::bench(args = COUNTS, sample_count = 20)]
            fn make(bencher: Bencher<'_, '_>, count: usize) {
                super::make(bencher, count, Kind::$kind);
            }
        }
    )*};
}

benches!(slot Slot, inline_value InlineValue, dict Dict);

fn main() {
    divan::main();
}
