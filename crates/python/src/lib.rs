//! The Python front end: source text, run as one release of CPython runs it.
//!
//! # What it models
//!
//! Text becomes a syntax tree (by ruff's parser), instructions, and frames on the heap of the crate [`objects`](::objects),
//! with the addresses of [`obmalloc`], the layouts of [`slots`], the collector of [`gc`] and the references of [`weakref`].
//! What a program prints is what the CPython of that version prints, to the count of each reference.
//!
//! # The smallest example
//!
//! ```
//! use python::{Limits, run};
//! use version::Version;
//!
//! let text = "a = []\nb = a\nimport sys\nprint(sys.getrefcount(a))\n";
//! let outcome = run(text, "block.py", Version::new(3, 13, 18), Limits::default())?;
//! assert_eq!(outcome.output, "3\n");
//! assert_eq!(outcome.status, 0);
//! # Ok::<(), python::Refused>(())
//! ```
//!
//! # Three regimes
//!
//! Arguments stay on the caller's stack to 3.10, move into the callee's frame from 3.11,
//! and locals lend their object where nothing can take it away from 3.14 ([`Op`](crate) `LoadFastBorrow`).
//!
//! # What it leaves out
//!
//! Everything that isn't supported is an error that says so: [`Refused`] before the program starts where it can be seen in
//! the text, a line `unsupported: …` otherwise. Files, network, environment and clock are not there.
//!
//! # Costs in bytes
//!
//! A code object's instruction takes 12 bytes and its place in the text 16; a frame about 200, and 16 for each local.

#![forbid(unsafe_code)]

mod audit;
mod builtins;
mod code;
mod compile;
mod end;
mod event;
mod grant;
mod library;
mod modules;
mod objects;
mod outcome;
mod regex;
mod source;
mod unicode;
mod vm;

pub use audit::{Leak, Report};
pub use event::Step;
pub use grant::{Grant, Lent};
pub use outcome::{Limits, Outcome, Refused, audit, audit_granted, run, run_granted, trace};
pub use source::Position;
pub use vm::Stop;
