//! Where a thread may be switched, and what that does to `c += 1`.
//!
//! The lock changes hands only where the holder looks at `eval_breaker`, and where that is has changed with the versions.
//! This module runs a small program in several threads, in every order that a version allows, and says what came out.
//!
//! ```
//! use gil::bytecode::{Program, Statement, explore};
//!
//! let lost = |version: &str, statement| {
//!     let version = version.parse().unwrap();
//!     let program = Program::new(version, statement, 1); // once per thread
//!     explore(&program, 2).can_lose()
//! };
//! assert!(lost("3.9", Statement::AddOne)); // `c += 1` can lose an update ...
//! assert!(!lost("3.10", Statement::AddOne)); // ... can't any more ...
//! assert!(lost("3.13t", Statement::AddOne)); // ... and can again without the lock
//! assert!(lost("3.10", Statement::AddOneThroughCall)); // `c = one(c) + 1`
//! assert!(!lost("3.9", Statement::AddOneLocked)); // with a lock of the program's own
//! ```

mod explore;
mod machine;
mod op;
mod program;
mod rule;

pub use explore::{Schedules, Slice, explore};
pub use op::Op;
pub use program::{Program, Statement};
pub use rule::{Done, EvalBreaker};
