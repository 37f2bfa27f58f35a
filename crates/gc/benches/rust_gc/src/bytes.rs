//! How much memory `gc` of crates.io takes.

#[path = "../../harness/child.rs"]
mod child;
#[path = "../../contenders/contender.rs"]
mod contender;
#[path = "../../harness/held.rs"]
mod held;
#[path = "../../harness/meter.rs"]
mod meter;
mod rust_gc;

fn main() -> std::io::Result<()> {
    child::serve(
        contender::run::<rust_gc::RustGc>,
        &mut held::Held::default(),
    )
}
