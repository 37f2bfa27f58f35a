//! [`Op`], the instructions, and [`Draft`], a code object before it is one.

use std::rc::Rc;

use objects::types::Int;

use crate::source::Position;

/// An operator of two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binary {
    Add,
    Sub,
    Mul,
    MatMul,
    Div,
    Mod,
    Pow,
    LShift,
    RShift,
    Or,
    Xor,
    And,
    FloorDiv,
}

impl Binary {
    /// How it is written.
    pub fn symbol(self) -> &'static str {
        match self {
            Binary::Add => "+",
            Binary::Sub => "-",
            Binary::Mul => "*",
            Binary::MatMul => "@",
            Binary::Div => "/",
            Binary::Mod => "%",
            Binary::Pow => "**",
            Binary::LShift => "<<",
            Binary::RShift => ">>",
            Binary::Or => "|",
            Binary::Xor => "^",
            Binary::And => "&",
            Binary::FloorDiv => "//",
        }
    }

    /// The middle of its method's name: `add` of `__add__`.
    pub fn stem(self) -> &'static str {
        match self {
            Binary::Add => "add",
            Binary::Sub => "sub",
            Binary::Mul => "mul",
            Binary::MatMul => "matmul",
            Binary::Div => "truediv",
            Binary::Mod => "mod",
            Binary::Pow => "pow",
            Binary::LShift => "lshift",
            Binary::RShift => "rshift",
            Binary::Or => "or",
            Binary::Xor => "xor",
            Binary::And => "and",
            Binary::FloorDiv => "floordiv",
        }
    }
}

/// A rich comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

impl Compare {
    /// How it is written.
    pub fn symbol(self) -> &'static str {
        match self {
            Compare::Eq => "==",
            Compare::Ne => "!=",
            Compare::Lt => "<",
            Compare::Le => "<=",
            Compare::Gt => ">",
            Compare::Ge => ">=",
        }
    }

    /// Its method.
    pub fn method(self) -> &'static str {
        match self {
            Compare::Eq => "__eq__",
            Compare::Ne => "__ne__",
            Compare::Lt => "__lt__",
            Compare::Le => "__le__",
            Compare::Gt => "__gt__",
            Compare::Ge => "__ge__",
        }
    }

    /// The same with the sides exchanged.
    pub fn swapped(self) -> Compare {
        match self {
            Compare::Lt => Compare::Gt,
            Compare::Le => Compare::Ge,
            Compare::Gt => Compare::Lt,
            Compare::Ge => Compare::Le,
            same => same,
        }
    }

    /// What the order of two values says.
    pub fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Compare::Eq => order.is_eq(),
            Compare::Ne => order.is_ne(),
            Compare::Lt => order.is_lt(),
            Compare::Le => order.is_le(),
            Compare::Gt => order.is_gt(),
            Compare::Ge => order.is_ge(),
        }
    }
}

/// An operator of one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unary {
    Neg,
    Pos,
    Invert,
    Not,
}

/// What the compiler asks the interpreter for without a name: `CALL_INTRINSIC_1` and `CALL_INTRINSIC_2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intrinsic {
    TypeVar,
    TypeVarWithBound,
    TypeVarWithConstraints,
    ParamSpec,
    TypeVarTuple,
    SetTypeParamDefault,
    /// `Generic[…]` of a tuple of type parameters.
    SubscriptGeneric,
    TypeAlias,
    SetFunctionTypeParams,
}

impl Intrinsic {
    /// How many values it takes from the stack.
    pub fn takes(self) -> usize {
        match self {
            Intrinsic::TypeVarWithBound
            | Intrinsic::TypeVarWithConstraints
            | Intrinsic::SetTypeParamDefault
            | Intrinsic::SetFunctionTypeParams => 2,
            _ => 1,
        }
    }
}

/// One instruction. Names are CPython's where it has the same one; `u32` operands are indices.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(
    clippy::enum_variant_names,
    reason = "BINARY_OP and its kin are CPython's names"
)]
pub enum Op {
    Nop,
    LoadConst(u32),
    /// Without a count: from 3.15, because the code object has it.
    LoadConstBorrow(u32),
    LoadFast(u32),
    /// Without a count: from 3.14, where the local certainly outlives the use.
    LoadFastBorrow(u32),
    LoadFastAndClear(u32),
    /// Puts back what `LoadFastAndClear` took, which may be nothing.
    RestoreFast(u32),
    StoreFast(u32),
    DeleteFast(u32),
    LoadDeref(u32),
    LoadClassDeref(u32),
    StoreDeref(u32),
    DeleteDeref(u32),
    LoadClosure(u32),
    LoadName(u32),
    StoreName(u32),
    DeleteName(u32),
    LoadGlobal(u32),
    StoreGlobal(u32),
    DeleteGlobal(u32),
    LoadAttr(u32),
    StoreAttr(u32),
    DeleteAttr(u32),
    LoadMethod(u32),
    PushNull,
    Subscr,
    StoreSubscr,
    DeleteSubscr,
    BinarySlice,
    StoreSlice,
    BinaryOp(Binary),
    InplaceOp(Binary),
    UnaryOp(Unary),
    CompareOp(Compare),
    IsOp(bool),
    ContainsOp(bool),
    Pop,
    /// Pushes the value `n` from the top again; 1 is the top.
    Copy(u32),
    /// Exchanges the top with the value `n` from the top.
    Swap(u32),
    Jump(u32),
    PopJumpIfFalse(u32),
    PopJumpIfTrue(u32),
    JumpIfFalseOrPop(u32),
    JumpIfTrueOrPop(u32),
    PopJumpIfNone(u32),
    GetIter,
    ForIter(u32),
    BuildList(u32),
    BuildTuple(u32),
    BuildSet(u32),
    BuildMap(u32),
    /// A list of the constants in a tuple: a copy of it.
    BuildConstList(u32),
    BuildConstSet(u32),
    ListAppend(u32),
    SetAdd(u32),
    MapAdd(u32),
    ListExtend,
    SetUpdate,
    ListToTuple,
    DictUpdate,
    DictMerge,
    UnpackSequence(u32),
    UnpackEx(u8, u32),
    BuildSlice(u32),
    /// `str` 1, `repr` 2, `ascii` 3; and whether a format spec is on the stack.
    FormatValue(u32, bool),
    BuildString(u32),
    /// A template string of its texts and what stands between them.
    BuildTemplate,
    /// The conversion as in `FormatValue`; and whether a format spec is on the stack.
    BuildInterpolation(u32, bool),
    /// 1 defaults, 2 keyword defaults, 4 annotations, 8 closure, 16 what makes annotations.
    MakeFunction(u32),
    Call(u32),
    /// Number of all arguments, and the constant with the names of the last ones.
    CallKw(u16, u32),
    CallEx(bool),
    Return,
    Yield,
    /// Delegates: `[iterator, value]`; goes to the target when the iterator is done.
    Send(u32),
    GetYieldFromIter,
    /// What is awaited: 0 by `await`, 1 an `__aenter__`, 2 an `__aexit__`.
    GetAwaitable(u32),
    GetAiter,
    /// Pushes what `__anext__` gives, made ready to be awaited.
    GetAnext,
    /// `[iterator, previous, exception]`: ends an `async for` at `StopAsyncIteration`.
    EndAsyncFor,
    BeforeAsyncWith,
    /// Marks a value that an asynchronous generator yields.
    AsyncGenWrap,
    SetupBlock(u32),
    /// The same, below the result of `__enter__`: an error in its assignment is seen by `__exit__`.
    SetupWith(u32),
    PopBlock,
    PopExcept,
    /// Raises the exception on top again, and forgets the saved one below it.
    Reraise,
    CheckExcMatch,
    Raise(u32),
    LoadAssertionError,
    LoadNotImplementedError,
    /// The namespace of a class body.
    LoadLocals,
    /// A name of the namespace on top, or else of an outer function.
    LoadFromDictOrDeref(u32),
    /// A name of the namespace on top, or else a global one.
    LoadFromDictOrGlobals(u32),
    Intrinsic(Intrinsic),
    ImportName(u32),
    ImportFrom(u32),
    ImportStar,
    LoadBuildClass,
    MatchSequence,
    MatchMapping,
    GetLen,
    MatchKeys,
    /// `[copy, subject, keys]`: fills the copy with the subject's items but those.
    MapRest(u32),
    /// How many patterns are positional.
    MatchClass(u32),
    CheckEgMatch,
    PrepReraiseStar,
    /// Shows a value, as the interactive prompt does.
    PrintExpr,
    SetupAnnotations,
    BeforeWith,
    /// Calls `__exit__` below the saved exception with the one on top, and pushes the result.
    WithExceptStart,
    /// Jumps back, where a waiting collection may run from 3.12.
    JumpBackward(u32),
}

/// A constant in a program's text.
#[derive(Clone, Debug, PartialEq)]
pub enum Const {
    None,
    Ellipsis,
    Bool(bool),
    Int(Int),
    /// By its bits, so that 0.0 and -0.0 are two constants.
    Float(u64),
    Complex(u64, u64),
    Str(Rc<str>),
    Bytes(Rc<[u8]>),
    Tuple(Vec<Const>),
    FrozenSet(Vec<Const>),
    Code(Box<Draft>),
}

impl Const {
    /// Whether both are one constant: sets are by what is in them (`_PyCode_ConstantKey`).
    pub fn is_same(&self, other: &Const) -> bool {
        match (self, other) {
            (Const::FrozenSet(a), Const::FrozenSet(b)) => {
                a.len() == b.len() && a.iter().all(|one| b.iter().any(|held| held.is_same(one)))
            }
            _ => self == other,
        }
    }

    /// `bool(constant)`.
    pub fn truth(&self) -> bool {
        match self {
            Const::None => false,
            Const::Ellipsis | Const::Code(_) => true,
            Const::Bool(value) => *value,
            Const::Int(value) => *value != Int::from(0),
            Const::Float(bits) => f64::from_bits(*bits) != 0.0,
            Const::Complex(real, imag) => {
                f64::from_bits(*real) != 0.0 || f64::from_bits(*imag) != 0.0
            }
            Const::Str(text) => !text.is_empty(),
            Const::Bytes(bytes) => !bytes.is_empty(),
            Const::Tuple(items) | Const::FrozenSet(items) => !items.is_empty(),
        }
    }
}

/// What a call of a function needs to know: the flags of `co_flags` that matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    pub varargs: bool,
    pub varkeywords: bool,
    pub generator: bool,
    pub coroutine: bool,
    pub async_generator: bool,
    /// Whether it has fast locals.
    pub optimized: bool,
    /// `CO_FUTURE_ANNOTATIONS`: texts that it compiles keep their annotations as texts, too.
    pub postponed: bool,
}

impl Flags {
    /// Whether a call makes a generator of one kind or another.
    pub fn suspends(self) -> bool {
        self.generator || self.coroutine || self.async_generator
    }
}

/// A code object's contents, without any object.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    pub name: Rc<str>,
    pub qualname: Rc<str>,
    pub flags: Flags,
    pub argcount: usize,
    pub posonly: usize,
    pub kwonly: usize,
    /// Fast locals, then cells that are no locals, then free variables.
    pub variables: Vec<Rc<str>>,
    /// How many of them are locals.
    pub nlocals: usize,
    /// Which places are made cells when a frame begins.
    pub cells: Vec<u32>,
    /// The last so many variables come from the closure.
    pub nfree: usize,
    pub consts: Vec<Const>,
    pub names: Vec<Rc<str>>,
    pub ops: Vec<Op>,
    pub positions: Vec<Position>,
    /// The line that each instruction counts for when lines are traced; 0 for what the compiler adds by itself.
    pub lines: Vec<u32>,
    pub first_line: u32,
    pub doc: Option<Rc<str>>,
}
