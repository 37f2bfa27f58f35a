//! Facts of real interpreters, real threads, and laws.

mod bytecode;
mod convoy;
mod counts;
mod facts;
mod interpreters;
mod laws;
mod locks;
mod turns;
