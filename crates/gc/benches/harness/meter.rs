//! [`Meter`]: what a contender hands its steps to, so that one program of it serves for time and for bytes.

/// What is read off before and after a step.
pub trait Gauge {
    /// An operation begins.
    fn begin(&mut self) {}

    /// A step begins.
    fn start(&mut self);

    /// It is over: what it took.
    fn stop(&mut self) -> u64;
}

/// Measures the steps of one operation.
pub struct Meter<'a> {
    gauge: &'a mut dyn Gauge,
    readings: Vec<u64>,
}

impl<'a> Meter<'a> {
    /// One that reads `gauge`.
    pub fn new(gauge: &'a mut dyn Gauge) -> Meter<'a> {
        // With room for every step, so that the meter itself allocates nothing between them.
        let readings = Vec::with_capacity(8);
        let mut meter = Meter { gauge, readings };
        meter.begin();
        meter
    }

    /// What a contender has made so far is no part of the operation.
    pub fn begin(&mut self) {
        self.gauge.begin();
    }

    /// Measures one step. What stands between two steps is not measured.
    pub fn step<R>(&mut self, run: impl FnOnce() -> R) -> R {
        self.gauge.start();
        let result = run();
        let reading = self.gauge.stop();
        self.readings.push(reading);
        result
    }

    /// What the steps took, in their order.
    pub fn into_readings(self) -> Vec<u64> {
        self.readings
    }
}

/// That an operation was run; or why a contender can't run it.
pub type Answer = Result<(), &'static str>;

/// Runs an operation by its name on so many objects.
pub type Run = fn(operation: &str, count: usize, meter: &mut Meter) -> Answer;
