//! [`Clock`]: how long a step takes.

use cpu_time::ProcessTime;

use crate::meter::Gauge;

/// Nanoseconds of the processor's time. Nobody here has a second thread or waits for anything,
/// so it is what a clock on the wall would show, if the machine had nothing else to do.
#[derive(Default)]
pub struct Clock(Option<ProcessTime>);

impl Gauge for Clock {
    fn start(&mut self) {
        self.0 = Some(ProcessTime::now());
    }

    fn stop(&mut self) -> u64 {
        let begun = self.0.take().expect("a step stops after it started");
        begun.elapsed().as_nanos() as u64
    }
}
