//! Attributes: descriptors, the instance, the class.

mod cache;
mod descriptor;
mod get;
mod instance;
mod lookup;
mod parent;
mod set;
mod split;

pub(crate) use cache::{Hooks, MethodCache};
