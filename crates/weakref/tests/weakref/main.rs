//! The crate against what real interpreters did, against golden logs, and against a naive model.

mod containers;
mod events;
mod finalizers;
mod layout;
mod properties;
mod python;
mod recorded;
mod references;
mod small;
