//! What a process can do with its lock, by version: one for all interpreters to 3.11, one each from 3.12,
//! and none in a free-threaded build.

use std::fmt;

use version::Version;

use crate::event::{Observe, Silent};
use crate::interpreter::Interpreter;

/// What a process of this version can do with its lock.
///
/// ```
/// use gil::{GilConfig, Runtime};
///
/// let main = Runtime::new("3.12".parse()?).main_interpreter("main");
/// let own = main.new_interpreter(GilConfig::Own, "own")?;
/// let shared = main.new_interpreter(GilConfig::Shared, "shared")?;
/// assert!(shared.shares_gil_with(&main));
///
/// let here = main.attach();   // this thread holds the lock of `main` ...
/// let there = own.attach();   // ... and that of `own`, which is another one
/// assert_eq!((*here, *there), ("main", "own"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Runtime {
    version: Version,
    enable_gil: EnableGil,
}

/// `config->enable_gil`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EnableGil {
    /// `_PyConfig_GIL_DEFAULT`: off in a free-threaded build until an extension needs it.
    Default,
    /// `_PyConfig_GIL_DISABLE`: off whatever is imported.
    Disable,
    /// `_PyConfig_GIL_ENABLE`: on.
    Enable,
}

/// `PyInterpreterConfig.gil` (3.12 and later).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GilConfig {
    /// `PyInterpreterConfig_DEFAULT_GIL`: as [`GilConfig::Shared`].
    Default,
    /// `PyInterpreterConfig_SHARED_GIL`: the lock of the main interpreter.
    Shared,
    /// `PyInterpreterConfig_OWN_GIL`: a lock of its own.
    Own,
}

impl GilConfig {
    /// What Python code gets from the module that makes interpreters:
    /// `_xxsubinterpreters.create()` to 3.12, `concurrent.interpreters.create()` from 3.14.
    pub fn of_created(version: Version) -> Self {
        if version >= Version::new(3, 12, 0) {
            GilConfig::Own
        } else {
            GilConfig::Shared
        }
    }
}

impl Runtime {
    /// A process with neither `PYTHON_GIL` nor `-X gil`.
    pub fn new(version: Version) -> Self {
        Runtime {
            version,
            enable_gil: EnableGil::Default,
        }
    }

    /// A process with `PYTHON_GIL=0` or `PYTHON_GIL=1`. To 3.12 nobody reads the variable.
    ///
    /// # Errors
    ///
    /// A build with the lock can't do without it.
    pub fn with_python_gil(version: Version, enabled: bool) -> Result<Self, ConfigError> {
        let enable_gil = match (version >= Version::new(3, 13, 0), enabled) {
            (false, _) => EnableGil::Default,
            (true, true) => EnableGil::Enable,
            (true, false) if version.is_free_threaded() => EnableGil::Disable,
            (true, false) => return Err(ConfigError::DisablingUnsupported),
        };
        Ok(Runtime {
            version,
            enable_gil,
        })
    }

    /// Whether `sys` has `getcheckinterval` and `setcheckinterval`: to 3.8.
    /// They have had no effect since 3.2, when the lock stopped counting instructions.
    pub fn has_checkinterval(self) -> bool {
        self.version < Version::new(3, 9, 0)
    }

    /// The first interpreter of the process, which always has a lock of its own.
    pub fn main_interpreter<T>(self, state: T) -> Interpreter<T> {
        self.observed(state, Silent)
    }

    /// The same, with somebody who watches its lock.
    pub fn observed<T, O: Observe>(self, state: T, observer: O) -> Interpreter<T, O> {
        Interpreter::main(self, state, observer)
    }

    /// Which release this is, and which build.
    pub fn version(self) -> Version {
        self.version
    }

    /// Whether a fresh lock is switched on.
    pub(crate) fn starts_with_gil(self) -> bool {
        !self.version.is_free_threaded() || self.enable_gil == EnableGil::Enable
    }

    /// Whether importing may switch the lock on: in a free-threaded build, unless `PYTHON_GIL` decided.
    pub(crate) fn may_enable_gil(self) -> bool {
        self.version.is_free_threaded() && self.enable_gil == EnableGil::Default
    }
}

/// A configuration that this version refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigError {
    /// `PYTHON_GIL=0` in a build with the lock: a fatal error at start.
    DisablingUnsupported,
    /// A lock of its own for a sub-interpreter before 3.12, where `PyInterpreterConfig` doesn't exist.
    OwnGilUnsupported(Version),
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ConfigError::DisablingUnsupported => f.write_str(
                "Fatal Python error: config_read_gil: Disabling the GIL is not supported by this build",
            ),
            ConfigError::OwnGilUnsupported(version) => write!(
                f,
                "{version} has one lock for all interpreters; ask for GilConfig::Shared, or take 3.12 or later"
            ),
        }
    }
}

impl std::error::Error for ConfigError {}
