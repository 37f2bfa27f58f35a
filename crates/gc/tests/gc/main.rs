//! The collector against what real interpreters were measured to do.

mod api;
mod api_facts;
mod cadence;
mod common;
mod counts;
mod deep;
mod dying;
mod events;
mod facts;
mod graphs;
mod laws;
mod semantics;
mod tracked;
mod tracked_facts;
