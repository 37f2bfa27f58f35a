//! The collector and weak references in one world, against what real interpreters did.

mod laws;
mod measured;
mod recorded;
mod together;
mod value;
mod world;
