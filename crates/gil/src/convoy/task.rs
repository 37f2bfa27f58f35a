//! What a thread has to do.

/// One piece of work, in microseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Runs Python code: needs the lock.
    Compute(u64),
    /// `Py_BEGIN_ALLOW_THREADS`: a read, a `time.sleep`, anything that waits without the lock.
    Block(u64),
}

/// A thread of the model: a name and its work, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// For pictures.
    pub name: String,
    pub(crate) work: Vec<Work>,
}

impl Task {
    /// A thread with nothing to do yet.
    pub fn new(name: &str) -> Self {
        Task {
            name: name.to_owned(),
            work: Vec::new(),
        }
    }

    /// Then computes.
    #[must_use]
    pub fn compute(mut self, microseconds: u64) -> Self {
        // Two computations in a row are one: nothing releases the lock between them.
        if let Some(Work::Compute(before)) = self.work.last_mut() {
            *before += microseconds;
        } else {
            self.work.push(Work::Compute(microseconds));
        }
        self
    }

    /// Then makes a blocking call.
    #[must_use]
    pub fn block(mut self, microseconds: u64) -> Self {
        self.work.push(Work::Block(microseconds));
        self
    }

    /// Then does something several times.
    #[must_use]
    pub fn then(self, times: usize, work: impl Fn(Self) -> Self) -> Self {
        (0..times).fold(self, |task, _| work(task))
    }

    /// The work, in order.
    pub fn work(&self) -> &[Work] {
        &self.work
    }
}
