//! The switch interval: `sys.getswitchinterval` and `sys.setswitchinterval`.

use std::fmt;
use std::time::Duration;

/// How long a waiter sleeps before it asks the holder to let go. Whole microseconds, as `gil->interval` has them.
///
/// ```
/// use gil::SwitchInterval;
///
/// assert_eq!(SwitchInterval::default().seconds(), 0.005);
/// assert_eq!(SwitchInterval::from_seconds(0.001)?.microseconds(), 1000);
/// assert_eq!(SwitchInterval::from_seconds(1e-9)?.seconds(), 0.0); // less than a microsecond
/// assert!(SwitchInterval::from_seconds(0.0).is_err());
/// # Ok::<(), gil::IntervalError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SwitchInterval {
    microseconds: u64,
}

impl SwitchInterval {
    /// `DEFAULT_INTERVAL` in `Python/ceval_gil.c`: 5000 microseconds, since 3.2.
    pub const DEFAULT: SwitchInterval = SwitchInterval { microseconds: 5000 };

    /// So long that no waiter ever asks. CPython has no name for it.
    pub const NEVER: SwitchInterval = SwitchInterval {
        microseconds: u64::MAX,
    };

    /// An interval of whole microseconds; 0 is kept, and waits like 1, as in `take_gil`.
    pub const fn from_microseconds(microseconds: u64) -> Self {
        SwitchInterval { microseconds }
    }

    /// `sys.setswitchinterval(seconds)`: cuts off what is smaller than a microsecond.
    ///
    /// # Errors
    ///
    /// Zero and negative numbers, with CPython's text. A number that isn't one (NaN) is refused too;
    /// CPython's cast from it to an integer has no defined result.
    pub fn from_seconds(seconds: f64) -> Result<Self, IntervalError> {
        if seconds <= 0.0 || seconds.is_nan() {
            return Err(IntervalError);
        }
        // `as` stops at the largest integer where C's cast would be undefined.
        Ok(SwitchInterval::from_microseconds((1e6 * seconds) as u64))
    }

    /// `sys.getswitchinterval()`.
    pub fn seconds(self) -> f64 {
        1e-6 * self.microseconds as f64
    }

    /// The interval in microseconds.
    pub const fn microseconds(self) -> u64 {
        self.microseconds
    }

    /// What a waiter sleeps: at least one microsecond, as in `take_gil`.
    pub fn wait(self) -> Duration {
        Duration::from_micros(self.microseconds.max(1))
    }
}

impl Default for SwitchInterval {
    fn default() -> Self {
        SwitchInterval::DEFAULT
    }
}

/// `ValueError`: the interval isn't larger than zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IntervalError;

impl fmt::Display for IntervalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("switch interval must be strictly positive")
    }
}

impl std::error::Error for IntervalError {}
