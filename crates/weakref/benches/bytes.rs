//! How much memory each contender takes: the bench `compare` starts a process of this.

#[path = "../../gc/benches/harness/child.rs"]
mod child;
mod contenders;
#[path = "../../gc/benches/harness/held.rs"]
mod held;
#[path = "../../gc/benches/harness/leaks.rs"]
mod leaks;
#[path = "../../gc/benches/harness/meter.rs"]
mod meter;
#[path = "../../gc/benches/harness/named.rs"]
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
    leaks::check(&CONTENDERS, &["weakrefs"]);
    println!("Nobody leaks. The bytes are in the tables of the bench `compare`.");
    Ok(())
}
