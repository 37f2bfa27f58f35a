//! [`Kind`]: the built-in types, by number.

use super::{AsyncAction, Body, Flavour, Iter, Object, View};

macro_rules! kinds {
    ($($kind:ident $name:literal),* $(,)?) => {
        /// A built-in type.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(crate) enum Kind { $($kind),* }

        impl Kind {
            /// All of them, in their order.
            pub(crate) const ALL: &[Kind] = &[$(Kind::$kind),*];

            /// `__name__`
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Kind::$kind => $name),* }
            }
        }
    };
}

kinds! {
    Object "object", Type "type", NoneType "NoneType", Ellipsis "ellipsis", NotImplementedType "NotImplementedType",
    Int "int", Bool "bool", Float "float", Complex "complex", Str "str", Bytes "bytes", ByteArray "bytearray",
    Tuple "tuple", List "list", Dict "dict", Set "set", FrozenSet "frozenset", Range "range", Slice "slice",
    Function "function", BuiltinFunction "builtin_function_or_method", MethodDescriptor "method_descriptor",
    WrapperDescriptor "wrapper_descriptor", MethodWrapper "method-wrapper", Method "method", Cell "cell",
    Code "code", Module "module", Generator "generator", Coroutine "coroutine", CoroutineWrapper "coroutine_wrapper", AsyncGenerator "async_generator",
    AsyncSend "async_generator_asend", AsyncThrow "async_generator_athrow",
    AsyncWrapped "async_generator_wrapped_value", Frame "frame", Traceback "traceback",
    Property "property", StaticMethod "staticmethod", ClassMethod "classmethod", Super "super",
    Member "member_descriptor", GetSet "getset_descriptor", MappingProxy "mappingproxy",
    ListIterator "list_iterator", TupleIterator "tuple_iterator", StrIterator "str_iterator",
    RangeIterator "range_iterator", DictKeyIterator "dict_keyiterator", DictValueIterator "dict_valueiterator",
    DictItemIterator "dict_itemiterator", SetIterator "set_iterator", Iterator "iterator",
    CallableIterator "callable_iterator", Reversed "reversed", ListReverseIterator "list_reverseiterator",
    Enumerate "enumerate", Zip "zip", Map "map", Filter "filter", BytesIterator "bytes_iterator",
    DictReverseKeyIterator "dict_reversekeyiterator", DictReverseValueIterator "dict_reversevalueiterator",
    DictReverseItemIterator "dict_reverseitemiterator", ByteArrayIterator "bytearray_iterator",
    AsciiIterator "str_ascii_iterator",
    DictKeys "dict_keys", DictValues "dict_values", DictItems "dict_items",
    WeakRef "ReferenceType", WeakProxy "ProxyType", WeakCallableProxy "CallableProxyType",
    SimpleNamespace "SimpleNamespace", TextIO "TextIOWrapper", BaseException "BaseException",
    Partial "partial", Placeholder "_PlaceholderType", LruCacheWrapper "_lru_cache_wrapper",
    CacheLink "_lru_list_elem", Deque "deque", DequeIterator "_deque_iterator",
    DequeReverseIterator "_deque_reverse_iterator", DefaultDict "defaultdict", OrderedDict "OrderedDict",
    Accumulate "accumulate", Batched "batched", Chain "chain", Combinations "combinations", CombinationsWithReplacement "combinations_with_replacement", Compress "compress", Count "count", Cycle "cycle", DropWhile "dropwhile", FilterFalse "filterfalse", GroupBy "groupby", Grouper "_grouper", ISlice "islice", Pairwise "pairwise", Permutations "permutations", Product "product", Repeat "repeat", StarMap "starmap", TakeWhile "takewhile", Tee "_tee", TeeData "_tee_dataobject", ZipLongest "zip_longest",
    TupleGetter "_tuplegetter",
    GenericAlias "GenericAlias", GenericAliasIterator "generic_alias_iterator",
    UnionType "UnionType", TypingUnion "Union",
    Lock "lock", RLock "RLock", ThreadHandle "_ThreadHandle", Local "_local",
    Context "Context", ContextVar "ContextVar", ContextToken "Token", TokenMissing "Token.MISSING", Hamt "hamt", HamtNode "hamt_bitmap_node",
    FrameLocals "FrameLocalsProxy",
    Pickler "Pickler", Unpickler "Unpickler",
    TypeVar "TypeVar", ParamSpec "ParamSpec", TypeVarTuple "TypeVarTuple", ParamSpecArgs "ParamSpecArgs",
    Array "array", ArrayIterator "arrayiterator",
    Template "Template", Interpolation "Interpolation", TemplateIter "TemplateIter",
    ParamSpecKwargs "ParamSpecKwargs", TypeAliasType "TypeAliasType", NoDefaultType "NoDefaultType",
}

impl Kind {
    /// Whether a module of the library defines it, so that its methods are what its instances can do.
    pub(crate) const fn is_extension(self) -> bool {
        matches!(
            self,
            Kind::Partial
                | Kind::Placeholder
                | Kind::LruCacheWrapper
                | Kind::CacheLink
                | Kind::Deque
                | Kind::DequeIterator
                | Kind::DequeReverseIterator
                | Kind::DefaultDict
                | Kind::OrderedDict
                | Kind::TupleGetter
                | Kind::GenericAlias
                | Kind::GenericAliasIterator
                | Kind::UnionType
                | Kind::TypingUnion
                | Kind::Lock
                | Kind::RLock
                | Kind::ThreadHandle
                | Kind::Local
                | Kind::Context
                | Kind::ContextVar
                | Kind::ContextToken
                | Kind::TokenMissing
                | Kind::Hamt
                | Kind::HamtNode
                | Kind::FrameLocals
                | Kind::WeakProxy
                | Kind::WeakCallableProxy
                | Kind::Pickler
                | Kind::Unpickler
                | Kind::Template
                | Kind::Interpolation
                | Kind::TemplateIter
                | Kind::Array
                | Kind::ArrayIterator
        ) || self.is_itertool()
            || self.is_typing()
    }

    /// Whether `_typing` defines it.
    pub(crate) const fn is_typing(self) -> bool {
        matches!(
            self,
            Kind::TypeVar
                | Kind::ParamSpec
                | Kind::TypeVarTuple
                | Kind::ParamSpecArgs
                | Kind::ParamSpecKwargs
                | Kind::TypeAliasType
                | Kind::NoDefaultType
        )
    }

    /// Whether `itertools` defines it.
    pub(crate) const fn is_itertool(self) -> bool {
        matches!(
            self,
            Kind::Accumulate
                | Kind::Batched
                | Kind::Chain
                | Kind::Combinations
                | Kind::CombinationsWithReplacement
                | Kind::Compress
                | Kind::Count
                | Kind::Cycle
                | Kind::DropWhile
                | Kind::FilterFalse
                | Kind::GroupBy
                | Kind::Grouper
                | Kind::ISlice
                | Kind::Pairwise
                | Kind::Permutations
                | Kind::Product
                | Kind::Repeat
                | Kind::StarMap
                | Kind::TakeWhile
                | Kind::Tee
                | Kind::TeeData
                | Kind::ZipLongest
        )
    }

    /// The module that its instances' class names.
    pub(crate) const fn module(self) -> &'static str {
        match self {
            Kind::WeakRef | Kind::WeakProxy | Kind::WeakCallableProxy => "weakref",
            kind if kind.is_itertool() => "itertools",
            Kind::SimpleNamespace | Kind::GenericAlias | Kind::UnionType => "types",
            Kind::NoDefaultType => "builtins",
            kind if kind.is_typing() => "typing",
            Kind::Array | Kind::ArrayIterator => "array",
            Kind::Template | Kind::Interpolation | Kind::TemplateIter => "string.templatelib",
            Kind::TypingUnion => "typing",
            Kind::TextIO => "_io",
            Kind::Partial | Kind::Placeholder | Kind::LruCacheWrapper | Kind::CacheLink => {
                "functools"
            }
            Kind::Deque | Kind::DefaultDict | Kind::OrderedDict | Kind::TupleGetter => {
                "collections"
            }
            Kind::DequeIterator | Kind::DequeReverseIterator => "_collections",
            Kind::Pickler | Kind::Unpickler => "_pickle",
            Kind::Lock | Kind::RLock | Kind::ThreadHandle | Kind::Local => "_thread",
            Kind::Context | Kind::ContextVar | Kind::ContextToken => "_contextvars",
            _ => "builtins",
        }
    }

    /// The same, in a version: to 3.9 `tp_name` of the types of `_contextvars`, and of weak references, named no module.
    pub(crate) fn module_in(self, version: version::Version) -> &'static str {
        match self.module() {
            "array" if self == Kind::ArrayIterator && version < version::Version::new(3, 10, 0) => {
                "builtins"
            }
            "_contextvars" | "weakref" if version < version::Version::new(3, 10, 0) => "builtins",
            module => module,
        }
    }

    /// The built-in type that it derives from, other than `object`.
    pub(crate) const fn base(self) -> Option<Kind> {
        match self {
            Kind::Bool => Some(Kind::Int),
            Kind::DefaultDict | Kind::OrderedDict => Some(Kind::Dict),
            _ => None,
        }
    }
}

impl Object {
    /// The built-in type of its body.
    pub(crate) fn kind(&self) -> Kind {
        match &self.body {
            Body::None => Kind::NoneType,
            Body::Ellipsis => Kind::Ellipsis,
            Body::NotImplemented => Kind::NotImplementedType,
            Body::Plain => Kind::Object,
            Body::Bool(_) => Kind::Bool,
            Body::Int(_) => Kind::Int,
            Body::Float(_) => Kind::Float,
            Body::Complex(..) => Kind::Complex,
            Body::Str(_) => Kind::Str,
            Body::Bytes(_) => Kind::Bytes,
            Body::ByteArray(_) => Kind::ByteArray,
            Body::Tuple(_) => Kind::Tuple,
            Body::List(_) => Kind::List,
            Body::Dict(_) => Kind::Dict,
            Body::Set(_) => Kind::Set,
            Body::FrozenSet(_) => Kind::FrozenSet,
            Body::Range(_) => Kind::Range,
            Body::Slice(_) => Kind::Slice,
            Body::Function(_) => Kind::Function,
            Body::Native(native) => native.kind,
            Body::Method { .. } => Kind::Method,
            Body::Cell(_) => Kind::Cell,
            Body::Code(_) => Kind::Code,
            Body::Type(_) => Kind::Type,
            Body::Module { .. } => Kind::Module,
            Body::Generator(generator) => match generator.flavour {
                Flavour::Generator => Kind::Generator,
                Flavour::Coroutine => Kind::Coroutine,
                Flavour::AsyncGenerator => Kind::AsyncGenerator,
            },
            Body::CoroutineWrapper(_) => Kind::CoroutineWrapper,
            Body::AsyncWrapped(_) => Kind::AsyncWrapped,
            Body::AsyncStep(step) => match step.action {
                AsyncAction::Send(_) => Kind::AsyncSend,
                _ => Kind::AsyncThrow,
            },
            Body::Frame(_) => Kind::Frame,
            Body::Traceback(_) => Kind::Traceback,
            Body::Exception(_) => Kind::BaseException,
            Body::Property(_) => Kind::Property,
            Body::StaticMethod(_) => Kind::StaticMethod,
            Body::ClassMethod(_) => Kind::ClassMethod,
            Body::Super(_) => Kind::Super,
            Body::Member { .. } => Kind::Member,
            Body::GetSet(_) => Kind::GetSet,
            Body::Iter(iter) => iter.kind(),
            Body::DictView {
                view: View::Keys, ..
            } => Kind::DictKeys,
            Body::DictView {
                view: View::Values, ..
            } => Kind::DictValues,
            Body::DictView {
                view: View::Items, ..
            } => Kind::DictItems,
            Body::MappingProxy(_) => Kind::MappingProxy,
            Body::Weak(reference) => match reference.kind() {
                weakref::Kind::Proxy => Kind::WeakProxy,
                weakref::Kind::CallableProxy => Kind::WeakCallableProxy,
                _ => Kind::WeakRef,
            },
            Body::File(_) => Kind::TextIO,
            Body::Extension(extension) => extension.kind(),
        }
    }
}

impl Iter {
    fn kind(&self) -> Kind {
        match self {
            Iter::List { .. } => Kind::ListIterator,
            Iter::Tuple { .. } => Kind::TupleIterator,
            Iter::Str { ascii: true, .. } => Kind::AsciiIterator,
            Iter::Str { .. } => Kind::StrIterator,
            Iter::Bytes { array: true, .. } => Kind::ByteArrayIterator,
            Iter::Bytes { .. } => Kind::BytesIterator,
            Iter::Sequence { .. } => Kind::Iterator,
            Iter::Range { .. } => Kind::RangeIterator,
            Iter::Dict {
                view,
                backwards: true,
                ..
            } => match view {
                View::Keys => Kind::DictReverseKeyIterator,
                View::Values => Kind::DictReverseValueIterator,
                View::Items => Kind::DictReverseItemIterator,
            },
            Iter::Dict {
                view: View::Keys, ..
            } => Kind::DictKeyIterator,
            Iter::Dict {
                view: View::Values, ..
            } => Kind::DictValueIterator,
            Iter::Dict {
                view: View::Items, ..
            } => Kind::DictItemIterator,
            Iter::Set { .. } => Kind::SetIterator,
            Iter::Call { .. } => Kind::CallableIterator,
            Iter::Reversed { is_list: true, .. } => Kind::ListReverseIterator,
            Iter::Reversed { .. } => Kind::Reversed,
            Iter::Enumerate { .. } => Kind::Enumerate,
            Iter::Zip { .. } => Kind::Zip,
            Iter::Map { .. } => Kind::Map,
            Iter::Filter { .. } => Kind::Filter,
        }
    }
}
