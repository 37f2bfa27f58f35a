//! [`Body`]: what a function of a small world does.

use std::fmt;
use std::sync::Arc;

use objects::Ref;

use super::SmallWorld;
use crate::error::Error;

/// Rust code in the place of a function's body.
type Code = dyn Fn(&mut SmallWorld, &[Ref]) -> Result<Option<Ref>, Error> + Send + Sync;

/// What a function does when it is called.
///
/// A text stands for a function that prints it.
#[derive(Clone)]
pub struct Body(pub(super) Does);

#[derive(Clone)]
pub(super) enum Does {
    Says(String),
    Raises(&'static str),
    Runs(Arc<Code>),
}

impl Body {
    /// `print(text)`.
    pub fn says(text: impl Into<String>) -> Body {
        Body(Does::Says(text.into()))
    }

    /// `raise RuntimeError(text)`.
    pub fn raises(text: &'static str) -> Body {
        Body(Does::Raises(text))
    }

    /// Any code. It gets the world and the arguments, which are borrowed, and returns a new reference or `None`.
    pub fn runs(
        code: impl Fn(&mut SmallWorld, &[Ref]) -> Result<Option<Ref>, Error> + Send + Sync + 'static,
    ) -> Body {
        Body(Does::Runs(Arc::new(code)))
    }

    /// Calls it.
    ///
    /// # Errors
    ///
    /// What the code raises.
    pub(super) fn call(&self, world: &mut SmallWorld, args: &[Ref]) -> Result<Option<Ref>, Error> {
        match &self.0 {
            Does::Says(text) => {
                world.print(text.as_str());
                Ok(None)
            }
            Does::Raises(text) => Err(Error::Changed(text)),
            Does::Runs(code) => code(world, args),
        }
    }
}

impl From<&str> for Body {
    fn from(text: &str) -> Body {
        Body::says(text)
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Does::Says(text) => write!(f, "print({text:?})"),
            Does::Raises(text) => write!(f, "raise RuntimeError({text:?})"),
            Does::Runs(_) => f.write_str("…"),
        }
    }
}
