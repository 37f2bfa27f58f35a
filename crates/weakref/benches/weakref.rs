//! What a weak reference costs: made, read and cleared, beside `std::rc::Weak`.
//!
//! `make` makes the first weak reference to each object, `share` asks for one that is there already,
//! `read` takes a strong reference through it and lets go of that again, `clear` drops the objects with their references alive.

use std::rc::{Rc, Weak};

use divan::{Bencher, black_box, counter::ItemsCount};
use objects::{Heap, Ref, Silent, Trace, World, decref};
use version::Version;
use weakref::{Error, WeakList, WeakReference, WeakWorld, Weakly, get_ref, new_ref};

const COUNTS: [usize; 3] = [100, 10_000, 1_000_000];

enum Object {
    Instance(WeakList),
    Reference(WeakReference),
}

impl Trace for Object {
    #[inline]
    fn trace(&self, visit: &mut impl FnMut(Ref)) {
        if let Object::Reference(reference) = self {
            reference.trace(visit);
        }
    }
}

impl Weakly for Object {
    #[inline]
    fn weaklist(&self) -> Option<&WeakList> {
        if let Object::Instance(list) = self {
            Some(list)
        } else {
            None
        }
    }

    #[inline]
    fn weaklist_mut(&mut self) -> Option<&mut WeakList> {
        if let Object::Instance(list) = self {
            Some(list)
        } else {
            None
        }
    }

    #[inline]
    fn reference(&self) -> Option<&WeakReference> {
        if let Object::Reference(reference) = self {
            Some(reference)
        } else {
            None
        }
    }

    #[inline]
    fn reference_mut(&mut self) -> Option<&mut WeakReference> {
        if let Object::Reference(reference) = self {
            Some(reference)
        } else {
            None
        }
    }

    #[inline]
    fn from_reference(reference: WeakReference) -> Object {
        Object::Reference(reference)
    }
}

struct Bench {
    heap: Heap<Object, Silent>,
}

impl World for Bench {
    type Object = Object;
    type Observer = Silent;

    #[inline]
    fn heap(&mut self) -> &mut Heap<Object, Silent> {
        &mut self.heap
    }

    #[inline]
    fn has_weakrefs(&self, object: Ref) -> bool {
        weakref::has_weakrefs(&self.heap, object)
    }

    #[inline]
    fn clear_weakrefs(&mut self, object: Ref) {
        weakref::clear_weakrefs(self, object);
    }

    #[inline]
    fn dealloc(&mut self, object: Ref) {
        weakref::weakref_dealloc(&mut self.heap, object);
    }
}

impl WeakWorld for Bench {
    type Exception = Error;

    fn version(&self) -> Version {
        Version::default()
    }

    fn call(
        &mut self,
        _callable: Ref,
        _args: &[Ref],
        _kwargs: Option<Ref>,
    ) -> Result<Option<Ref>, Error> {
        Ok(None)
    }

    fn write_unraisable(&mut self, _first_line: String, _exception: Error) {}

    fn type_name(&self, _object: Ref) -> String {
        "object".to_owned()
    }

    fn hash(&mut self, object: Ref) -> Result<i64, Error> {
        Ok(object.index() as i64)
    }

    fn eq(&mut self, left: Ref, right: Ref) -> Result<bool, Error> {
        Ok(left == right)
    }
}

/// A world with so many objects.
fn objects(count: usize) -> (Bench, Vec<Ref>) {
    let mut bench = Bench { heap: Heap::new() };
    let objects = (0..count)
        .map(|_| bench.heap.insert(Object::Instance(WeakList::new())))
        .collect();
    (bench, objects)
}

/// One weak reference to each.
fn make_all(bench: &mut Bench, objects: &[Ref]) -> Vec<Ref> {
    objects
        .iter()
        .map(|&object| new_ref(bench, object, None).expect("it has a weak list"))
        .collect()
}

#[divan::bench(args = COUNTS)]
fn make(bencher: Bencher, count: usize) {
    bencher
        .counter(ItemsCount::new(count))
        .with_inputs(|| objects(count))
        .bench_local_refs(|(bench, objects)| {
            for &object in objects.iter() {
                black_box(new_ref(bench, object, None).expect("it has a weak list"));
            }
        });
}

/// What the heap alone takes for as many more objects: the part of `make` that isn't this crate's.
#[divan::bench(args = COUNTS)]
fn insert(bencher: Bencher, count: usize) {
    bencher
        .counter(ItemsCount::new(count))
        .with_inputs(|| objects(count))
        .bench_local_refs(|(bench, objects)| {
            for _ in objects.iter() {
                black_box(bench.heap.insert(Object::Instance(WeakList::new())));
            }
        });
}

/// Made in a heap that has room, because as many objects died in it before.
#[divan::bench(args = COUNTS)]
fn make_again(bencher: Bencher, count: usize) {
    let input = || {
        let (mut bench, objects) = objects(count);
        for weakref in make_all(&mut bench, &objects) {
            decref(&mut bench, weakref);
        }
        (bench, objects)
    };
    bencher
        .counter(ItemsCount::new(count))
        .with_inputs(input)
        .bench_local_refs(|(bench, objects)| {
            for &object in objects.iter() {
                black_box(new_ref(bench, object, None).expect("it has a weak list"));
            }
        });
}

#[divan::bench(args = COUNTS)]
fn share(bencher: Bencher, count: usize) {
    let (mut bench, objects) = objects(count);
    let _shared = make_all(&mut bench, &objects);
    bencher.counter(ItemsCount::new(count)).bench_local(|| {
        for &object in &objects {
            black_box(new_ref(&mut bench, object, None).expect("it has a weak list"));
        }
    });
}

#[divan::bench(args = COUNTS)]
fn read(bencher: Bencher, count: usize) {
    let (mut bench, objects) = objects(count);
    let refs = make_all(&mut bench, &objects);
    bencher.counter(ItemsCount::new(count)).bench_local(|| {
        for &weakref in &refs {
            if let Some(object) = get_ref(&mut bench.heap, black_box(weakref)) {
                decref(&mut bench, object);
            }
        }
    });
}

#[divan::bench(args = COUNTS)]
fn clear(bencher: Bencher, count: usize) {
    let input = || {
        let (mut bench, objects) = objects(count);
        let refs = make_all(&mut bench, &objects);
        (bench, objects, refs)
    };
    bencher
        .counter(ItemsCount::new(count))
        .with_inputs(input)
        .bench_local_refs(|(bench, objects, _)| {
            for &object in objects.iter() {
                decref(bench, object);
            }
        });
}

#[divan::bench(args = COUNTS)]
fn rc_make(bencher: Bencher, count: usize) {
    let input = || (0..count).map(|_| Rc::new(0u64)).collect::<Vec<_>>();
    bencher
        .counter(ItemsCount::new(count))
        .with_inputs(input)
        .bench_local_refs(|objects| {
            for object in objects.iter() {
                std::mem::forget(black_box(Rc::downgrade(object)));
            }
        });
}

#[divan::bench(args = COUNTS)]
fn rc_make_into_vec(bencher: Bencher, count: usize) {
    let input = || (0..count).map(|_| Rc::new(0u64)).collect::<Vec<_>>();
    bencher
        .counter(ItemsCount::new(count))
        .with_inputs(input)
        .bench_local_refs(|objects| {
            objects
                .iter()
                .map(Rc::downgrade)
                .collect::<Vec<Weak<u64>>>()
        });
}

#[divan::bench(args = COUNTS)]
fn rc_read(bencher: Bencher, count: usize) {
    let objects: Vec<Rc<u64>> = (0..count).map(|_| Rc::new(0u64)).collect();
    let refs: Vec<Weak<u64>> = objects.iter().map(Rc::downgrade).collect();
    bencher.counter(ItemsCount::new(count)).bench_local(|| {
        for weakref in &refs {
            drop(black_box(black_box(weakref).upgrade()));
        }
    });
}

#[divan::bench(args = COUNTS)]
fn rc_clear(bencher: Bencher, count: usize) {
    let input = || {
        let objects: Vec<Rc<u64>> = (0..count).map(|_| Rc::new(0u64)).collect();
        let refs: Vec<Weak<u64>> = objects.iter().map(Rc::downgrade).collect();
        (objects, refs)
    };
    bencher
        .counter(ItemsCount::new(count))
        .with_inputs(input)
        .bench_local_refs(|(objects, _)| objects.clear());
}

fn main() {
    divan::main();
}
