//! Attributes: descriptors, the instance, the class.

mod descriptor;
mod get;
mod instance;
mod lookup;
mod parent;
mod set;
