//! How long `gc` of crates.io takes.

#[path = "../../harness/child.rs"]
mod child;
#[path = "../../harness/clock.rs"]
mod clock;
#[path = "../../contenders/contender.rs"]
mod contender;
#[path = "../../harness/meter.rs"]
mod meter;
mod rust_gc;

fn main() -> std::io::Result<()> {
    child::serve(
        contender::run::<rust_gc::RustGc>,
        &mut clock::Clock::default(),
    )
}
