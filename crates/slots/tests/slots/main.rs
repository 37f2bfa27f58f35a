//! The crate against what real interpreters did, against a naive model, and against golden logs.

mod corners;
mod costs;
mod facts;
mod programs;
mod recorded;
mod texts;
