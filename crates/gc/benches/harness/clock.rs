//! [`Clock`]: how long a step takes.

use std::time::Instant;

use crate::meter::Gauge;

/// Nanoseconds.
#[derive(Default)]
pub struct Clock(Option<Instant>);

impl Gauge for Clock {
    fn start(&mut self) {
        self.0 = Some(Instant::now());
    }

    fn stop(&mut self) -> u64 {
        let begun = self.0.take().expect("a step stops after it started");
        begun.elapsed().as_nanos() as u64
    }
}
