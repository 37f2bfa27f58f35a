//! Objects whose size depends on nothing but the version: a head, and so many words behind it.

use version::Version;

use super::header::{WORD, gc_head, object_head};

/// A kind of object of which every one has the same size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fixed {
    /// `object()`: a head and nothing else.
    Object,
    /// `None`.
    None,
    /// `...`.
    Ellipsis,
    /// `NotImplemented`.
    NotImplemented,
    /// `range(10)`: start, stop, step, length.
    Range,
    /// `slice(1, 2, 3)`: start, stop, step.
    Slice,
    /// A function made by `def` or `lambda`. Its code, defaults and closure are objects of their own.
    Function,
    /// `len`, `[].append`.
    BuiltinFunction,
    /// A method bound to its instance.
    BoundMethod,
    /// A variable that a closure shares.
    Cell,
    /// `iter([])`.
    ListIterator,
    /// `{}.keys()`.
    DictKeys,
    /// `enumerate([])`.
    Enumerate,
    /// `zip()`.
    Zip,
    /// `map(f, [])`.
    Map,
    /// `types.MappingProxyType({})`, such as a class's `__dict__`.
    MappingProxy,
    /// `types.SimpleNamespace()`.
    SimpleNamespace,
    /// `staticmethod(f)`.
    StaticMethod,
    /// `classmethod(f)`.
    ClassMethod,
    /// `property(f)`.
    Property,
    /// An exception that adds nothing to `BaseException`, such as a `ValueError`.
    Exception,
    /// One entry of a traceback.
    Traceback,
    /// A module, without its namespace.
    Module,
    /// `weakref.ref(x)`, and a proxy.
    WeakRef,
}

impl Fixed {
    /// Whether the cycle collector may track such an object (`Py_TPFLAGS_HAVE_GC`).
    pub fn is_collected(self) -> bool {
        !matches!(
            self,
            Fixed::Object | Fixed::None | Fixed::Ellipsis | Fixed::NotImplemented | Fixed::Range
        )
    }

    /// How many words stand behind the head, each a pointer or a number.
    ///
    /// Where a version is asked for, a field was added:
    /// a function's `func_builtins` (3.10), `func_version` (3.11), `func_typeparams` (3.12) and
    /// `func_annotate` (3.14); `zip`'s and `map`'s `strict` (3.10, 3.14);
    /// a property's `prop_name` (3.10); `enumerate`'s `one`, an exception's `notes` and a weak reference's
    /// `vectorcall` (3.11); a module's copy of its definition's slots (3.15).
    ///
    /// Source: the structures in `Include/` and `Objects/` (3.8.18 to 3.15.0rc1).
    pub fn words(self, version: Version) -> usize {
        let since = |minor| usize::from(version >= Version::new(3, minor, 0));
        let bare = usize::from(version.is_free_threaded());
        match self {
            Fixed::Object | Fixed::None | Fixed::Ellipsis | Fixed::NotImplemented => 0,
            Fixed::Cell | Fixed::DictKeys | Fixed::MappingProxy | Fixed::SimpleNamespace => 1,
            Fixed::ListIterator | Fixed::StaticMethod | Fixed::ClassMethod => 2,
            Fixed::Slice | Fixed::Traceback => 3,
            Fixed::Range | Fixed::BoundMethod => 4,
            Fixed::BuiltinFunction => 5,
            Fixed::Map => 2 + since(14),
            Fixed::Zip => 3 + since(10),
            Fixed::Enumerate => 4 + since(11),
            Fixed::Property => 5 + since(10),
            Fixed::Exception => 6 + since(11),
            Fixed::Function => 13 + since(10) + since(11) + since(12) + since(14),
            // Without the lock a weak reference names the one of its object's list.
            Fixed::WeakRef => 5 + since(11) + bare,
            Fixed::Module if since(15) == 1 => 11,
            // Without the lock a module says whether it asks for it (`md_gil`).
            Fixed::Module => 5 + bare,
        }
    }

    /// What `sys.getsizeof` gives, in bytes.
    pub fn sizeof(self, version: Version) -> usize {
        let head = if self.is_collected() {
            gc_head(version)
        } else {
            0
        };
        head + object_head(version) + WORD * self.words(version)
    }
}
