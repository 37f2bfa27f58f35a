//! What happened when.

use std::fmt;

use crate::convoy::task::Task;

/// What a thread does over a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Computes, with the lock if there is one.
    Computes,
    /// Wants to compute and may not.
    Waits,
    /// Is in a blocking call.
    Blocks,
}

/// A stretch of one thread's time, in microseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The thread's place in the list of tasks.
    pub task: usize,
    /// What it does.
    pub doing: Doing,
    /// From when.
    pub from: u64,
    /// Until when; later than `from`.
    pub to: u64,
}

/// A step of the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    /// A thread takes the lock.
    Takes {
        /// Which.
        task: usize,
        /// When.
        at: u64,
    },
    /// A waiter sets `gil_drop_request`.
    DropRequest {
        /// Which.
        by: usize,
        /// When.
        at: u64,
    },
    /// A thread lets go, because it was asked, because it blocks, or because it is done.
    Drops {
        /// Which.
        task: usize,
        /// When.
        at: u64,
    },
    /// A waiter was woken, finds the lock taken, and goes back to sleep.
    WokenForNothing {
        /// Which.
        task: usize,
        /// When.
        at: u64,
    },
}

/// A run of the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    pub(crate) names: Vec<String>,
    pub(crate) spans: Vec<Span>,
    pub(crate) happenings: Vec<Happening>,
}

impl Timeline {
    pub(crate) fn new(tasks: &[Task]) -> Self {
        Timeline {
            names: tasks.iter().map(|task| task.name.clone()).collect(),
            spans: Vec::new(),
            happenings: Vec::new(),
        }
    }

    /// Every stretch of every thread, in the order of their ends.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Every step of the lock, in order.
    pub fn happenings(&self) -> &[Happening] {
        &self.happenings
    }

    /// When the last thread was done, in microseconds.
    pub fn end(&self) -> u64 {
        self.spans.iter().map(|span| span.to).max().unwrap_or(0)
    }

    /// When this thread was done.
    pub fn done(&self, task: usize) -> u64 {
        let ends = self.of(task).map(|span| span.to);
        ends.max().unwrap_or(0)
    }

    /// Each wait of this thread for the lock, in microseconds.
    pub fn waits(&self, task: usize) -> Vec<u64> {
        self.of(task)
            .filter(|span| span.doing == Doing::Waits)
            .map(|span| span.to - span.from)
            .collect()
    }

    /// The longest wait of this thread; 0 if it never waited.
    pub fn longest_wait(&self, task: usize) -> u64 {
        self.waits(task).into_iter().max().unwrap_or(0)
    }

    /// How often another thread took the lock than the one before.
    pub fn switches(&self) -> usize {
        let holders: Vec<usize> = self
            .happenings
            .iter()
            .filter_map(|happening| match happening {
                Happening::Takes { task, .. } => Some(*task),
                _ => None,
            })
            .collect();
        holders.windows(2).filter(|pair| pair[0] != pair[1]).count()
    }

    /// One line per thread: `#` computes, `.` waits, `~` blocks; each column is `step` microseconds,
    /// and shows what the thread does at its beginning.
    ///
    /// # Panics
    ///
    /// When `step` is 0.
    pub fn draw(&self, step: usize) -> String {
        let width = self.names.iter().map(String::len).max().unwrap_or(0);
        let mut text = String::new();
        for (task, name) in self.names.iter().enumerate() {
            let columns = (0..self.done(task)).step_by(step).map(|at| {
                let now = self.of(task).find(|span| span.from <= at && at < span.to);
                now.map_or(' ', |span| span.doing.sign())
            });
            text += &format!("{name:width$} {}\n", columns.collect::<String>());
        }
        text
    }

    fn of(&self, task: usize) -> impl Iterator<Item = &Span> {
        self.spans.iter().filter(move |span| span.task == task)
    }
}

impl Doing {
    fn sign(self) -> char {
        match self {
            Doing::Computes => '#',
            Doing::Waits => '.',
            Doing::Blocks => '~',
        }
    }
}

impl fmt::Display for Happening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Happening::Takes { task, at } => write!(f, "{at:>8} µs  thread {task} takes the lock"),
            Happening::DropRequest { by, at } => write!(f, "{at:>8} µs  thread {by} asks for it"),
            Happening::Drops { task, at } => write!(f, "{at:>8} µs  thread {task} drops it"),
            Happening::WokenForNothing { task, at } => {
                write!(f, "{at:>8} µs  thread {task} wakes up for nothing")
            }
        }
    }
}
