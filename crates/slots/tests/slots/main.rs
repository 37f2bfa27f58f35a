//! The crate against what real interpreters did, against a naive model, and against golden logs.

mod corners;
mod costs;
mod events;
mod facts;
mod laws;
mod programs;
mod recorded;
mod texts;
