//! The built-in types against what real interpreters measured, every number of every version.
//!
//! `facts/sizes/README.md` says where the numbers come from.

mod atoms;
mod bytearrays;
mod corners;
mod dicts;
mod facts;
mod laws;
mod lists;
mod random;
mod sets;
