//! Pictures of names, references and objects, from a run.
//!
//! A world is looked at once, as a [`State`]: which objects there are, what each holds, and which names lead to them.
//! From then on only the log speaks: [`State::apply`] takes what the heap and the collector wrote down, one
//! [`Entry`](gc::Entry) after the other, and a [`Picture`] shows what came of it since the last one.
//!
//! Names stand on the left, objects on the right, each in the same place in all pictures of one run ([`Layout`]).
//! What has changed says so in words and with a thick border. The text of a picture is made from its state as well.

mod draw;
mod layout;
mod replay;
mod text;

pub(crate) use draw::{Counting, Picture};
pub(crate) use layout::Layout;
pub(crate) use replay::{Node, State, at};
