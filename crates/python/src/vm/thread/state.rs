//! [`ThreadState`]: what each thread has for itself.

use objects::Ref;

use crate::objects::Frame;

/// `PyThreadState`: the calls under way in one thread, and what belongs to them.
#[derive(Debug, Default)]
pub(crate) struct ThreadState {
    /// The calls under way; the last one runs.
    pub(crate) frames: Vec<Box<Frame>>,
    /// References that native code under way owns: let go of when it returns.
    pub(crate) scratch: Vec<Ref>,
    /// The exception being handled.
    pub(crate) handled: Option<Ref>,
    /// How many calls are under way, in Python and in native code.
    pub(crate) depth: usize,
    /// Whose repr is being made (`Py_ReprEnter`).
    pub(crate) repr_running: Vec<Ref>,
}

impl ThreadState {
    /// Visits what it holds.
    pub(crate) fn references(&self, visit: &mut impl FnMut(Ref)) {
        for frame in &self.frames {
            frame.references(false, visit);
        }
        self.scratch.iter().copied().for_each(&mut *visit);
        self.handled.into_iter().for_each(visit);
    }
}
