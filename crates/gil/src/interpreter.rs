//! An interpreter and its lock.

use std::fmt;
use std::sync::Arc;

use version::Version;

use crate::attached::Attached;
use crate::event::{Observe, Silent};
use crate::interval::SwitchInterval;
use crate::runtime::{ConfigError, GilConfig, Runtime};
use crate::statistics::Statistics;
use crate::world::World;

/// An interpreter: some state, and the lock under which threads touch it.
///
/// In a free-threaded build there may be no lock, so the state is lent as `&T`, never as `&mut T`:
/// what changes in it needs protection of its own, as CPython's objects do there.
pub struct Interpreter<T, O = Silent> {
    main: Arc<World<O>>,
    pub(crate) world: Arc<World<O>>,
    pub(crate) runtime: Runtime,
    pub(crate) state: T,
}

impl<T, O: Observe> Interpreter<T, O> {
    /// The first interpreter of a process.
    pub(crate) fn main(runtime: Runtime, state: T, observer: O) -> Self {
        let world = Arc::new(World::new(runtime.starts_with_gil(), observer));
        Interpreter {
            main: Arc::clone(&world),
            world,
            runtime,
            state,
        }
    }

    /// `Py_NewInterpreterFromConfig`: one more interpreter in this process.
    ///
    /// # Errors
    ///
    /// [`GilConfig::Own`] before 3.12.
    pub fn new_interpreter<U>(
        &self,
        gil: GilConfig,
        state: U,
    ) -> Result<Interpreter<U, O>, ConfigError>
    where
        O: Clone,
    {
        let version = self.runtime.version();
        let world = match gil {
            GilConfig::Default | GilConfig::Shared => Arc::clone(&self.main),
            GilConfig::Own if version < Version::new(3, 12, 0) => {
                return Err(ConfigError::OwnGilUnsupported(version));
            }
            GilConfig::Own => {
                let observer = self.main.lock.observer().clone();
                Arc::new(World::new(self.runtime.starts_with_gil(), observer))
            }
        };
        Ok(Interpreter {
            main: Arc::clone(&self.main),
            world,
            runtime: self.runtime,
            state,
        })
    }

    /// Attaches this thread: waits for the lock, if there is one.
    ///
    /// # Panics
    ///
    /// If this thread holds the same lock already.
    pub fn attach(&self) -> Attached<'_, T, O> {
        Attached::new(self)
    }

    /// Whether both interpreters have one lock: then only one thread of both together runs at a time.
    pub fn shares_gil_with<U>(&self, other: &Interpreter<U, O>) -> bool {
        Arc::ptr_eq(&self.world, &other.world)
    }

    /// `sys._is_gil_enabled()`, or `None` where that function doesn't exist (to 3.12).
    pub fn is_gil_enabled(&self) -> Option<bool> {
        (self.runtime.version() >= Version::new(3, 13, 0)).then(|| self.world.is_gil_enabled())
    }

    /// `sys.getswitchinterval()`: one for all interpreters that share the lock.
    pub fn switch_interval(&self) -> SwitchInterval {
        self.world.lock.interval()
    }

    /// `sys.setswitchinterval()`.
    pub fn set_switch_interval(&self, interval: SwitchInterval) {
        self.world.lock.set_interval(interval);
    }

    /// What the lock has counted.
    pub fn statistics(&self) -> Statistics {
        self.world.lock.statistics()
    }
}

impl<T, O> fmt::Debug for Interpreter<T, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Interpreter")
            .field("runtime", &self.runtime)
            .field("own_gil", &!Arc::ptr_eq(&self.main, &self.world))
            .finish_non_exhaustive()
    }
}
