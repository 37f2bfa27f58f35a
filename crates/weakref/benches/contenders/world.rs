//! The objects of the benches, and the world around them.

use objects::{Heap, Ref, Silent, Trace, World};
use version::Version;
use weakref::{Error, WeakList, WeakReference, WeakWorld, Weakly};

/// Something that can be referred to weakly, or a reference.
pub enum Object {
    /// It has a list of the references to it.
    Instance(WeakList),
    /// A weak reference.
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

/// A heap that nobody watches, without addresses.
pub struct Bench {
    /// The heap.
    pub heap: Heap<Object, Silent>,
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
pub fn objects(count: usize) -> (Bench, Vec<Ref>) {
    let mut bench = Bench { heap: Heap::new() };
    let objects = (0..count)
        .map(|_| bench.heap.insert(Object::Instance(WeakList::new())))
        .collect();
    (bench, objects)
}
