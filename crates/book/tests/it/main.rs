//! The tool as a reader and an author meet it: started as a program, on small books.

mod build;
mod conformance;
mod figures;
mod fixture;
mod fork;
mod fuzz;
mod new;
mod plain_mdbook;
mod record;
mod run;
mod serve;
mod slides;
mod this_book;
mod usage;
