//! [`Tracer`]: which blocks are in use, how large they are, and where the program asked for them.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasherDefault;
use std::rc::Rc;

use crate::objects::{SourceFile, Spares};
use crate::vm::TextHasher;

/// One place of a program: a file and a line.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) file: Rc<SourceFile>,
    pub(crate) line: u32,
}

/// The places of the calls under way, the innermost first, as many as were asked for, and how many there were.
#[derive(Clone, Debug, Default)]
pub(crate) struct Traceback {
    pub(crate) places: Vec<Place>,
    pub(crate) total: usize,
}

/// What tells one traceback from another: files and lines, and how many places there were.
type Key = (Vec<(usize, u32)>, usize);

/// A block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Trace {
    pub(crate) nbytes: u64,
    /// Which traceback.
    pub(crate) at: usize,
}

/// What `tracemalloc` knows while it traces.
#[derive(Debug)]
pub(crate) struct Tracer {
    /// The most places in a traceback.
    pub(crate) nframe: usize,
    by_address: BTreeMap<u64, Trace>,
    tracebacks: Vec<Traceback>,
    known: HashMap<Key, usize, BuildHasherDefault<TextHasher>>,
    /// The traceback of what is allocated now.
    here: usize,
    current: u64,
    peak: u64,
    /// The traced blocks that were returned since somebody last looked, the latest last.
    returned: Vec<Option<Trace>>,
    /// What was allocated that isn't modelled to the byte.
    pub(crate) inexact: Option<&'static str>,
}

impl Tracer {
    pub(crate) fn new(nframe: usize) -> Tracer {
        Tracer {
            nframe,
            by_address: BTreeMap::new(),
            tracebacks: vec![Traceback::default()],
            known: HashMap::default(),
            here: 0,
            current: 0,
            peak: 0,
            returned: Vec::new(),
            inexact: None,
        }
    }

    /// Whether what is allocated now is asked for at these places already.
    pub(crate) fn is_at<'a>(
        &self,
        places: impl Iterator<Item = (&'a Rc<SourceFile>, u32)>,
        total: usize,
    ) -> bool {
        let here = &self.tracebacks[self.here];
        let known = here.places.iter();
        here.total == total
            && known
                .map(|place| (Rc::as_ptr(&place.file), place.line))
                .eq(places.map(|(file, line)| (Rc::as_ptr(file), line)))
    }

    /// What is allocated from now on is asked for here.
    pub(crate) fn go_to(&mut self, places: Vec<Place>, total: usize) {
        let key = places
            .iter()
            .map(|place| (Rc::as_ptr(&place.file) as usize, place.line))
            .collect();
        self.here = match self.known.entry((key, total)) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(unknown) => {
                let at = self.tracebacks.len();
                self.tracebacks.push(Traceback { places, total });
                *unknown.insert(at)
            }
        };
    }

    /// A block was given out, or grew or shrank in its place.
    pub(crate) fn given(&mut self, address: u64, nbytes: u64) {
        let trace = Trace {
            nbytes,
            at: self.here,
        };
        if let Some(old) = self.by_address.insert(address, trace) {
            self.current -= old.nbytes;
        }
        self.current += nbytes;
        self.peak = self.peak.max(self.current);
    }

    /// A block moved: the old one is gone before the new one is there.
    pub(crate) fn moved(&mut self, from: u64) {
        if let Some(old) = self.by_address.remove(&from) {
            self.current -= old.nbytes;
        }
    }

    /// A block that waited on a free list is in use again: `_PyTraceMalloc_NewReference`.
    pub(crate) fn given_again(&mut self, address: u64, waited: Option<Trace>) {
        if let Some(Trace { nbytes, .. }) = waited {
            let at = self.here;
            self.by_address.insert(address, Trace { nbytes, at });
        }
    }

    /// A block was returned.
    pub(crate) fn returned(&mut self, address: u64) {
        let trace = self.by_address.remove(&address);
        if let Some(trace) = trace {
            self.current -= trace.nbytes;
        }
        self.returned.push(trace);
    }

    /// What was returned since somebody last looked.
    pub(crate) fn take_returned(&mut self) -> Vec<Option<Trace>> {
        std::mem::take(&mut self.returned)
    }

    /// A block that was returned waits on a free list, and so is in use.
    pub(crate) fn waits(&mut self, trace: Trace) {
        self.current += trace.nbytes;
    }

    /// A block that waited is returned after all.
    pub(crate) fn waits_no_more(&mut self, trace: Trace) {
        self.current -= trace.nbytes;
    }

    pub(crate) fn clear(&mut self) {
        self.by_address.clear();
        self.current = 0;
        self.peak = 0;
    }

    pub(crate) fn reset_peak(&mut self) {
        self.peak = self.current;
    }

    /// Bytes in use, and the most that were at once.
    pub(crate) fn memory(&self) -> (u64, u64) {
        (self.current, self.peak)
    }

    pub(crate) fn trace(&self, address: u64) -> Option<Trace> {
        self.by_address.get(&address).copied()
    }

    pub(crate) fn traceback(&self, at: usize) -> Traceback {
        self.tracebacks.get(at).cloned().unwrap_or_default()
    }

    /// All traced blocks, those that wait on free lists last.
    pub(crate) fn all(&self, spares: &Spares<Trace>) -> Vec<Trace> {
        self.by_address
            .values()
            .chain(spares.traced())
            .copied()
            .collect()
    }
}
