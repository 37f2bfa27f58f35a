//! Who runs and who waits, in a time that no clock measures.
//!
//! A thread computes and makes blocking calls; a scheme decides who may compute.
//! Time is counted in microseconds by the model itself, so each run is the same.
//!
//! ```
//! use gil::convoy::{Scheme, Task, simulate};
//!
//! // One thread computes for 50 ms. The other one asks a disk ten times, which takes 100 µs, and uses the answer.
//! let tasks = [
//!     Task::new("compute").compute(50_000),
//!     Task::new("disk").compute(10).then(10, |task| task.block(100).compute(10)),
//! ];
//! let waited = |scheme| simulate(scheme, &tasks).longest_wait(1);
//! assert_eq!(waited(Scheme::Free), 0);
//! assert_eq!(waited(Scheme::gil()), 5_050); // the switch interval, and the time to wake up
//! assert!(waited(Scheme::ticks()) > 49_000); // until the other one is done
//! ```

mod run;
mod scheme;
mod task;
mod timeline;

pub use run::simulate;
pub use scheme::{Scheme, WAKE_UP};
pub use task::{Task, Work};
pub use timeline::{Doing, Happening, Span, Timeline};
