//! The built-in types that can be a base, and some that can't: how large their instances are.

use std::sync::Arc;

use objects::types::header::{WORD, object_head};
use version::Version;

use crate::flags::Flags;
use crate::name::Name;
use crate::types::{ClassAttribute, Type, TypeId};

macro_rules! builtins {
    ($($variant:ident $name:literal),* $(,)?) => {
        /// A type written in C.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "each variant is the type of that name")]
        pub enum Builtin { $($variant),* }

        impl Builtin {
            /// All of them, in the order of their [`TypeId`]s.
            pub const ALL: &[Builtin] = &[$(Builtin::$variant),*];

            /// `__name__` (from 3.10, where it changed).
            pub const fn name(self) -> &'static str {
                match self { $(Builtin::$variant => $name),* }
            }
        }
    };
}

builtins! {
    Object "object", Int "int", Bool "bool", Float "float", Complex "complex", Str "str", Bytes "bytes",
    ByteArray "bytearray", Tuple "tuple", List "list", Dict "dict", Set "set", FrozenSet "frozenset",
    Type "type", Function "function", Generator "generator", Module "module",
    BuiltinFunction "builtin_function_or_method", Method "method", Slice "slice", Range "range",
    Property "property", BaseException "BaseException", Exception "Exception", WeakRef "ReferenceType",
    Proxy "ProxyType", CallableProxy "CallableProxyType", Cell "cell", Code "code", Frame "frame",
    SimpleNamespace "SimpleNamespace", Super "super", MemoryView "memoryview",
    Partial "partial", Deque "deque", DefaultDict "defaultdict", OrderedDict "OrderedDict",
}

impl Builtin {
    /// The number of this type in every [`Runtime`](crate::Runtime).
    pub const fn id(self) -> TypeId {
        TypeId(self as u32)
    }

    /// `__base__`; `object` has none.
    pub const fn base(self) -> Option<Builtin> {
        match self {
            Builtin::Object => None,
            Builtin::Bool => Some(Builtin::Int),
            Builtin::Exception => Some(Builtin::BaseException),
            Builtin::DefaultDict | Builtin::OrderedDict => Some(Builtin::Dict),
            _ => Some(Builtin::Object),
        }
    }

    /// How many words stand behind `PyObject`, the length of a `PyVarObject` among them.
    ///
    /// Where a version is asked for, a field came or went: `str` lost its `wchar_t` copy in 3.12 (PEP 623),
    /// `bool` no longer has room for a digit it never used (3.12), a `tuple` keeps its hash from 3.14,
    /// a `bytearray` has a `bytes` inside it from 3.15. Frames shrank when 3.11 moved their stack away.
    ///
    /// Source: the structures in `Include/` and `Objects/` (3.8.18 to 3.15.0rc1).
    fn words(self, version: Version) -> usize {
        let since = |minor| usize::from(version >= Version::new(3, minor, 0));
        let bare = usize::from(version.is_free_threaded());
        let bare_since = |minor| bare * since(minor);
        match self {
            Builtin::Object => 0,
            Builtin::Int | Builtin::Float | Builtin::Cell | Builtin::SimpleNamespace => 1,
            Builtin::Bool => 2 - since(12),
            Builtin::Complex => 2,
            Builtin::List | Builtin::Slice | Builtin::Super => 3,
            Builtin::Dict | Builtin::Range | Builtin::Method => 4,
            Builtin::Str => 8 - 2 * since(12),
            Builtin::Tuple => 1 + since(14),
            Builtin::ByteArray => 5 + since(15),
            Builtin::BuiltinFunction => 5,
            Builtin::Property => 5 + since(10),
            Builtin::BaseException | Builtin::Exception => 6 + since(11),
            Builtin::WeakRef | Builtin::Proxy | Builtin::CallableProxy => 5 + since(11) + bare,
            Builtin::Module if since(15) == 1 => 11,
            Builtin::Module => 5 + bare,
            Builtin::Set | Builtin::FrozenSet => 23,
            Builtin::Function => 13 + since(10) + since(11) + since(12) + since(14),
            Builtin::Generator => 10 - since(10) + 8 * since(11) - since(12) + since(14),
            Builtin::Code => 20 + since(11) + since(12) + since(13) + since(14) + bare_since(14),
            Builtin::Frame => 44 - since(10) - 30 * since(11) + 2 * since(13) + 2 * since(14),
            Builtin::MemoryView => 16,
            Builtin::Type => {
                let grown = since(10) + 2 * since(11) + 2 * since(12) + since(13) + since(14);
                108 + grown + since(15) + bare_since(14)
            }
            Builtin::Partial => 6 + 2 * since(14),
            Builtin::Deque => 8 + 17 * since(11),
            Builtin::DefaultDict => 5,
            Builtin::OrderedDict => 12,
            // The hash; the terminating zero byte comes on top.
            Builtin::Bytes => 2,
        }
    }

    /// `__basicsize__`: bytes of an instance without items.
    pub fn basicsize(self, version: Version) -> usize {
        let zero_byte = usize::from(self == Builtin::Bytes);
        object_head(version) + WORD * self.words(version) + zero_byte
    }

    /// `__itemsize__`: bytes of one item, 0 for types whose instances all have one size.
    pub fn itemsize(self, version: Version) -> usize {
        let since_11 = usize::from(version >= Version::new(3, 11, 0));
        match self {
            Builtin::Bytes => 1,
            Builtin::Int | Builtin::Bool => 4,
            Builtin::Tuple | Builtin::Frame | Builtin::MemoryView => WORD,
            Builtin::Generator => WORD * since_11,
            Builtin::Code => 2 * since_11,
            Builtin::Type => 40,
            _ => 0,
        }
    }

    /// `__dictoffset__`, in bytes; 0 without a dictionary.
    pub fn dictoffset(self, version: Version) -> isize {
        let words = match self {
            Builtin::Module
            | Builtin::SimpleNamespace
            | Builtin::BaseException
            | Builtin::Exception => 0,
            Builtin::Function if version >= Version::new(3, 10, 0) => 9,
            Builtin::Function => 7,
            Builtin::Type => 31,
            Builtin::Partial => 3,
            Builtin::OrderedDict => 10,
            _ => return 0,
        };
        (object_head(version) + WORD * words) as isize
    }

    /// `__weakrefoffset__`, in bytes; 0 for a type without weak references.
    pub fn weaklistoffset(self, version: Version) -> isize {
        let since = |minor| usize::from(version >= Version::new(3, minor, 0));
        let words = match self {
            Builtin::Set | Builtin::FrozenSet => 22,
            Builtin::Type => 44,
            Builtin::Function => 8 + 2 * since(10),
            Builtin::Generator => 3 - since(10) - since(11) - since(12),
            Builtin::Module => 3 - since(15),
            Builtin::BuiltinFunction => 3,
            Builtin::Method => 2,
            Builtin::Code => 15 + since(11),
            Builtin::MemoryView => 15,
            Builtin::Partial => 4,
            Builtin::Deque => 7 + 17 * since(11),
            Builtin::OrderedDict => 11,
            _ => return 0,
        };
        (object_head(version) + WORD * words) as isize
    }

    /// Whether a class may derive from it (`Py_TPFLAGS_BASETYPE`).
    pub const fn is_base_type(self) -> bool {
        !matches!(
            self,
            Builtin::Bool
                | Builtin::Function
                | Builtin::Generator
                | Builtin::BuiltinFunction
                | Builtin::Method
                | Builtin::Slice
                | Builtin::Range
                | Builtin::Proxy
                | Builtin::CallableProxy
                | Builtin::Cell
                | Builtin::Code
                | Builtin::Frame
                | Builtin::MemoryView
        )
    }

    /// Whether the cycle collector tracks its instances (`Py_TPFLAGS_HAVE_GC`).
    pub const fn is_collected(self) -> bool {
        !matches!(
            self,
            Builtin::Object
                | Builtin::Int
                | Builtin::Bool
                | Builtin::Float
                | Builtin::Complex
                | Builtin::Str
                | Builtin::Bytes
                | Builtin::ByteArray
                | Builtin::Range
                | Builtin::Code
        )
    }

    /// The bits of `tp_flags` that have to do with the layout.
    pub fn flags(self, version: Version) -> Flags {
        let since = |minor| version >= Version::new(3, minor, 0);
        Flags::when(since(10), Flags::IMMUTABLETYPE)
            | Flags::when(self.is_base_type(), Flags::BASETYPE)
            | Flags::when(self.is_collected(), Flags::HAVE_GC)
            | Flags::when(self == Builtin::Tuple, Flags::TUPLE_SUBCLASS)
            | Flags::when(self == Builtin::Type && since(12), Flags::ITEMS_AT_END)
    }
}

/// The type objects of all built-in types, in the order of their numbers.
pub(crate) fn builtin_types(version: Version, dict: Name) -> Vec<Type> {
    let mut types: Vec<Type> = Vec::new();
    for &builtin in Builtin::ALL {
        let bases: Vec<TypeId> = builtin.base().map(Builtin::id).into_iter().collect();
        let mut mro = vec![builtin.id()];
        mro.extend(
            bases
                .iter()
                .flat_map(|base| types[base.index()].mro.clone()),
        );
        let has_dict = builtin.dictoffset(version) != 0;
        let getset = has_dict.then_some((dict, ClassAttribute::DictGetSet));
        types.push(Type {
            name: builtin.name().into(),
            base: bases.first().copied(),
            bases,
            mro,
            basicsize: builtin.basicsize(version),
            itemsize: builtin.itemsize(version),
            dictoffset: builtin.dictoffset(version),
            weaklistoffset: builtin.weaklistoffset(version),
            flags: builtin.flags(version),
            slots: None,
            members: Vec::new(),
            attributes: getset.into_iter().collect(),
            cached_keys: None,
            release: Arc::new([]),
        });
    }
    types
}
