//! Measures contenders side by side, each in a process of its own, and prints tables.
//!
//! The bench `compare` of this crate uses it, and that of `weakref`.

pub mod child;
pub mod clock;
pub mod contest;
mod cpython;
mod lock;
mod machine;
pub mod meter;
pub mod named;
mod process;
mod report;
