//! The collector against what real interpreters were measured to do.

mod api;
mod cadence;
mod common;
mod deep;
mod dying;
mod events;
mod graphs;
mod laws;
mod semantics;
mod tracked;
