//! How much memory each contender takes: the bench `compare` starts a process of this for each operation.

#[path = "harness/child.rs"]
mod child;
mod contenders;
#[path = "harness/held.rs"]
mod held;
#[path = "harness/leaks.rs"]
mod leaks;
#[path = "harness/meter.rs"]
mod meter;
#[path = "harness/named.rs"]
mod named;

use std::env;
use std::io;

use contenders::CONTENDERS;
use held::Held;

fn main() -> io::Result<()> {
    let args: Vec<String> = env::args().collect();
    if let Some(run) = named::run(&args, &CONTENDERS) {
        return child::serve(run, &mut Held::default());
    }
    let operations = ["cycles", "live", "chain", "made_and_dropped"];
    leaks::check(&CONTENDERS, &operations);
    println!("Nobody leaks. The bytes are in the tables of the bench `compare`.");
    Ok(())
}
