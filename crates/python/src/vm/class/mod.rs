//! Classes: how they are made, called, changed, and asked.

mod abstracts;
mod announce;
mod assign;
mod bases;
mod build;
mod call;
mod change;
mod check;
mod instance;
mod mro;
mod new;
mod shape;
mod subclasses;
