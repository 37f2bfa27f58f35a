//! How a command fails, and what the shell is told.

use std::fmt;
use std::path::Path;

use blocks::Problem;

/// Why a command did not succeed.
#[derive(Debug)]
pub enum Failure {
    /// The command line asks for something that can't be; exit status 2.
    Usage(String),
    /// The book is wrong, at these places; exit status 1.
    Problems(Vec<Problem>),
    /// What went wrong was said already, and this sentence sums it up; exit status 1.
    Summary(String),
    /// Anything else, such as a disk that is full; exit status 1.
    Other(anyhow::Error),
}

impl Failure {
    /// The status that the process ends with.
    pub fn status(&self) -> u8 {
        match self {
            Failure::Usage(_) => 2,
            Failure::Problems(_) | Failure::Summary(_) | Failure::Other(_) => 1,
        }
    }

    /// A file that can't be read or written.
    pub fn file(path: &Path, error: &std::io::Error) -> Self {
        Failure::Other(anyhow::anyhow!("{}: {error}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Usage(message) | Failure::Summary(message) => write!(f, "error: {message}"),
            Failure::Problems(problems) => write!(f, "{}", Problems::new(problems.clone())),
            Failure::Other(error) => write!(f, "error: {error:#}"),
        }
    }
}

impl From<anyhow::Error> for Failure {
    /// Problems that came back through mdBook are problems again.
    fn from(error: anyhow::Error) -> Self {
        match error.downcast::<Problems>() {
            Ok(problems) => Failure::Problems(problems.0),
            Err(error) => Failure::Other(error),
        }
    }
}

impl From<Vec<Problem>> for Failure {
    fn from(problems: Vec<Problem>) -> Self {
        Failure::Problems(problems)
    }
}

/// Problems as one error, for mdBook, which passes errors through.
///
/// Displayed, it is one line per problem, sorted, and a count when there are several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Sorts the problems by place, each once.
    pub fn new(mut problems: Vec<Problem>) -> Self {
        problems.sort();
        problems.dedup();
        Problems(problems)
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        if self.0.len() > 1 {
            write!(f, "\n{} problems", self.0.len())?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_survive_the_way_through_mdbook() {
        let problems = vec![Problem::new("b.md", 2, "y"), Problem::new("a.md", 1, "x")];
        let error = anyhow::Error::new(Problems::new(problems)).context("Rendering failed");
        let failure = Failure::from(error);
        assert_eq!(failure.to_string(), "a.md:1: x\nb.md:2: y\n2 problems");
        assert_eq!(failure.status(), 1);
    }

    #[test]
    fn wrong_usage_ends_with_two() {
        assert_eq!(Failure::Usage("no".into()).status(), 2);
        assert_eq!(Failure::from(anyhow::anyhow!("no")).status(), 1);
    }
}
