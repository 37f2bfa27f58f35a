//! [`Grant`]: what a caller lends a program beyond its limits.

/// Modules that a program may import though neither it nor the library has them.
///
/// A runner of tests lends the files that it found; nothing is read from a disk by the program itself.
#[derive(Clone, Debug, Default)]
pub struct Grant {
    modules: Vec<Lent>,
    stand_ins: Vec<Lent>,
    arguments: Vec<String>,
}

/// A module as text.
#[derive(Clone, Debug)]
pub struct Lent {
    /// Its whole name: `test.support`.
    pub name: String,
    /// What `__file__` and tracebacks say; a package's ends in `__init__.py`.
    pub file: String,
    /// The text.
    pub text: String,
}

impl Grant {
    /// Lends a module, which goes before one of the library.
    #[must_use]
    pub fn module(mut self, name: &str, file: &str, text: &str) -> Grant {
        self.modules.push(Lent::new(name, file, text));
        self
    }

    /// Lends a module that is used where the library lacks it.
    #[must_use]
    pub fn stand_in(mut self, name: &str, file: &str, text: &str) -> Grant {
        self.stand_ins.push(Lent::new(name, file, text));
        self
    }

    /// What `sys.argv` has behind the program's name.
    #[must_use]
    pub fn arguments(mut self, arguments: &[String]) -> Grant {
        self.arguments = arguments.to_vec();
        self
    }

    pub(crate) fn given(&self) -> &[String] {
        &self.arguments
    }

    pub(crate) fn find(&self, name: &str) -> Option<&Lent> {
        self.modules.iter().find(|lent| lent.name == name)
    }

    /// A line of a lent file, counted from 1.
    pub(crate) fn line(&self, file: &str, number: usize) -> Option<String> {
        let lent = self
            .modules
            .iter()
            .chain(&self.stand_ins)
            .find(|lent| lent.file == file)?;
        let line = lent.text.lines().nth(number.checked_sub(1)?)?;
        Some(line.to_owned())
    }

    pub(crate) fn find_stand_in(&self, name: &str) -> Option<&Lent> {
        self.stand_ins.iter().find(|lent| lent.name == name)
    }
}

impl Lent {
    fn new(name: &str, file: &str, text: &str) -> Lent {
        Lent {
            name: name.to_owned(),
            file: file.to_owned(),
            text: text.to_owned(),
        }
    }
}
