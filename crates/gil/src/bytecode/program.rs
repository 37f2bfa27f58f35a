//! The programs: three ways to add one to a global, in a loop, as each version compiles them.

use version::Version;

use crate::bytecode::op::{Action, Op, Value};

/// What stands in the loop `for _ in range(times):`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statement {
    /// `c += 1`
    AddOne,
    /// `c = one(c) + 1`, where `one` returns its argument.
    AddOneThroughCall,
    /// `lock.acquire()`, `c += 1`, `lock.release()`.
    AddOneLocked,
}

/// A function that each thread runs once; `c` is 0 before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    version: Version,
    times: i64,
    pub(crate) ops: Vec<Op>,
    /// `def one(n): return n`
    pub(crate) one: Vec<Op>,
}

impl Program {
    /// `statement`, repeated `times` times by each thread, as `version` compiles it.
    pub fn new(version: Version, statement: Statement, times: u32) -> Self {
        let compiler = Compiler {
            version,
            ops: Vec::new(),
        };
        Program {
            version,
            times: times.into(),
            ops: compiler.function(statement, times.into()),
            one: Compiler {
                version,
                ops: Vec::new(),
            }
            .one(),
        }
    }

    /// Which version compiled it.
    pub fn version(&self) -> Version {
        self.version
    }

    /// What `c` is when `threads` threads have run it and nothing was lost.
    pub fn expected(&self, threads: usize) -> i64 {
        self.times * threads as i64
    }

    /// The instructions of the function that each thread runs, as `dis` lists them.
    pub fn ops(&self) -> &[Op] {
        &self.ops
    }

    /// The instructions of `one`.
    pub fn ops_of_one(&self) -> &[Op] {
        &self.one
    }
}

struct Compiler {
    version: Version,
    ops: Vec<Op>,
}

impl Compiler {
    fn since(&self, minor: u8) -> bool {
        self.version >= Version::new(3, minor, 0)
    }

    fn emit(&mut self, name: &'static str, argument: &'static str, action: Action) {
        self.ops.push(Op {
            name,
            argument,
            action,
        });
    }

    fn function(mut self, statement: Statement, times: i64) -> Vec<Op> {
        self.resume();
        self.emit("LOAD_GLOBAL", "range", Action::Push(Value::Range));
        self.int("", times);
        self.call();
        self.emit("GET_ITER", "", Action::Nothing);
        let head = self.ops.len();
        self.emit("FOR_ITER", "", Action::Nothing); // the exit is known below
        self.emit("STORE_FAST", "_", Action::Pop);
        match statement {
            Statement::AddOne => self.add_one(),
            Statement::AddOneThroughCall => {
                self.emit("LOAD_GLOBAL", "one", Action::Push(Value::One));
                self.emit("LOAD_GLOBAL", "c", Action::LoadC);
                self.call();
                self.int("1", 1);
                let add = if self.since(11) {
                    "BINARY_OP"
                } else {
                    "BINARY_ADD"
                };
                self.emit(add, "+", Action::Add);
                self.emit("STORE_GLOBAL", "c", Action::StoreC);
            }
            Statement::AddOneLocked => {
                self.method("acquire", Value::Acquire);
                self.add_one();
                self.method("release", Value::Release);
            }
        }
        let back = if self.since(11) {
            "JUMP_BACKWARD"
        } else {
            "JUMP_ABSOLUTE"
        };
        self.emit(back, "", Action::Jump(head));
        self.ops[head].action = Action::ForIter {
            exit: self.ops.len(),
        };
        self.end_of_loop();
        self.ops
    }

    /// After the loop: what an exhausted iterator leaves, and `return None`.
    fn end_of_loop(&mut self) {
        if self.since(12) {
            self.emit("END_FOR", "", Action::Nothing);
        }
        match self.version.minor() {
            13 => self.emit("POP_TOP", "", Action::Nothing),
            14.. => self.emit("POP_ITER", "", Action::Nothing),
            _ => {}
        }
        let none = Action::Push(Value::None);
        match self.version.minor() {
            12 | 13 => {
                // One instruction that loads and returns.
                self.emit("RETURN_CONST", "None", Action::Return);
                return;
            }
            15.. => self.emit("LOAD_COMMON_CONSTANT", "None", none),
            _ => self.emit("LOAD_CONST", "None", none),
        }
        self.emit("RETURN_VALUE", "", Action::Return);
    }

    fn one(mut self) -> Vec<Op> {
        self.resume();
        let load = if self.since(14) {
            "LOAD_FAST_BORROW"
        } else {
            "LOAD_FAST"
        };
        self.emit(load, "n", Action::LoadArgument);
        self.emit("RETURN_VALUE", "", Action::Return);
        self.ops
    }

    fn resume(&mut self) {
        if self.since(11) {
            self.emit("RESUME", "", Action::Nothing);
        }
    }

    fn int(&mut self, text: &'static str, value: i64) {
        // Numbers below 256 have an instruction of their own from 3.14 on.
        let name = if self.since(14) && value < 256 {
            "LOAD_SMALL_INT"
        } else {
            "LOAD_CONST"
        };
        self.emit(name, text, Action::Push(Value::Int(value)));
    }

    fn add_one(&mut self) {
        self.emit("LOAD_GLOBAL", "c", Action::LoadC);
        self.int("1", 1);
        let add = if self.since(11) {
            "BINARY_OP"
        } else {
            "INPLACE_ADD"
        };
        self.emit(add, "+=", Action::Add);
        self.emit("STORE_GLOBAL", "c", Action::StoreC);
    }

    fn call(&mut self) {
        if self.version.minor() == 11 {
            self.emit("PRECALL", "", Action::Nothing);
        }
        let call = if self.since(11) {
            "CALL"
        } else {
            "CALL_FUNCTION"
        };
        self.emit(call, "", Action::Call);
    }

    /// `lock.name()`
    fn method(&mut self, name: &'static str, value: Value) {
        self.emit("LOAD_GLOBAL", "lock", Action::Nothing);
        let load = if self.since(12) {
            "LOAD_ATTR"
        } else {
            "LOAD_METHOD"
        };
        self.emit(load, name, Action::Push(value));
        if self.since(11) {
            self.call();
        } else {
            self.emit("CALL_METHOD", "", Action::Call);
        }
        self.emit("POP_TOP", "", Action::Pop);
    }
}
