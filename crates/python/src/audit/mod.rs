//! The audit: every reference counted again, after each line and at the end, and what is left when the modules are gone.

mod path;

use std::collections::HashSet;

use objects::{AuditError, Ref, Trace};

use crate::objects::Body;
use crate::vm::Vm;

/// What an audit of a whole run found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many lines were reached, and all counts counted again before each.
    pub lines: usize,
    /// Counts that were wrong, in words: at the first line where one was, and at the end.
    pub wrong: Vec<String>,
    /// What the program made and nobody let go of, though the modules are gone.
    pub leaks: Vec<Leak>,
}

impl Report {
    /// Whether every count was right, and nothing is left that nobody holds.
    pub fn is_right(&self) -> bool {
        self.wrong.is_empty() && self.leaks.iter().all(|leak| leak.holder.is_some())
    }
}

/// An object that outlives the interpreter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// What it is, as its `repr` would begin.
    pub what: String,
    /// How many references to it are counted.
    pub references: u32,
    /// Who holds it: a path from what the interpreter keeps for ever. Without one it is a mistake of this runtime,
    /// or a cycle that the collector may not break.
    pub holder: Option<String>,
}

/// What an audited run remembers.
#[derive(Debug)]
pub(crate) struct Auditor {
    /// The objects that were there before the program.
    pub(crate) before: HashSet<Ref>,
    /// The line that was reached last.
    line: u32,
    report: Report,
}

impl Vm {
    /// From now on each line is audited.
    pub(crate) fn start_audit(&mut self) {
        self.auditor = Some(Box::new(Auditor {
            before: self.heap.iter().map(|(object, _)| object).collect(),
            line: 0,
            report: Report::default(),
        }));
    }

    /// Everything that is held from outside the heap, each as often as it is.
    pub(crate) fn audit_roots(&self) -> Vec<Ref> {
        self.roots()
    }

    /// Counts everything again if the program is at another line.
    pub(crate) fn audit_line(&mut self, line: u32) {
        match &mut self.auditor {
            Some(auditor) if auditor.line != line => {
                auditor.line = line;
                auditor.report.lines += 1;
                if !auditor.report.wrong.is_empty() {
                    return;
                }
            }
            _ => return,
        }
        let Err(mut error) = self.heap.audit(self.audit_roots()) else {
            return;
        };
        if self.native_depth > 0 {
            // Native code under way holds references that are in no list: too many are no mistake then.
            error.miscounts.retain(|wrong| wrong.stored < wrong.counted);
        }
        if error == AuditError::default() {
            return;
        }
        let found = self.audit_words(&error);
        if let Some(auditor) = &mut self.auditor {
            for text in found {
                auditor
                    .report
                    .wrong
                    .push(format!("before line {line}: {text}"));
            }
        }
    }

    /// What an audit found, in words: the object, its counts, and who holds it.
    pub(crate) fn audit_words(&self, error: &AuditError) -> Vec<String> {
        let paths = path::paths(self);
        let mut words = Vec::new();
        for wrong in &error.miscounts {
            let held = match paths.get(&wrong.object) {
                Some(path) => format!("held by {path}"),
                None => "held by nobody".to_owned(),
            };
            words.push(format!(
                "{} says {}, and {} were found, {held}",
                self.audit_repr(wrong.object),
                wrong.stored,
                wrong.counted
            ));
        }
        for dangling in &error.dangling {
            let holder = match dangling.holder {
                Some(holder) => self.audit_repr(holder),
                None => "the interpreter".to_owned(),
            };
            words.push(format!(
                "{holder} holds a dead reference: {}",
                dangling.dead
            ));
        }
        if error.vacant_list_broken {
            words.push("the list of vacant slots is broken".to_owned());
        }
        words
    }

    /// What an object is, without running anything.
    fn audit_repr(&self, object: Ref) -> String {
        match self.heap.get(object).map(|value| &value.body) {
            Some(Body::Str(text)) => {
                let start: String = text.value.as_str().chars().take(40).collect();
                format!("the str {start:?}")
            }
            Some(Body::Function(function)) => {
                format!("the function {}", self.text(function.qualname))
            }
            Some(Body::Type(class)) => format!("the class {}", class.qualname),
            Some(Body::Int(_)) => format!("the int at {:#x}", self.id_of(object)),
            Some(_) => {
                let class = self.type_of(object);
                let (module, name) = self.type_names(class);
                if &*module == "builtins" {
                    format!("a {name} at {:#x}", self.id_of(object))
                } else {
                    format!("a {module}.{name} at {:#x}", self.id_of(object))
                }
            }
            None => format!("{object}"),
        }
    }

    /// The report of an audited run, once the modules are gone; `last` is what was wrong before that.
    pub(crate) fn end_audit(&mut self, last: &Result<(), AuditError>) -> Option<Report> {
        let auditor = self.auditor.take()?;
        let mut report = auditor.report;
        if let (Err(error), true) = (last, report.wrong.is_empty()) {
            report.wrong = self
                .audit_words(error)
                .into_iter()
                .map(|text| format!("after the last line: {text}"))
                .collect();
        }
        crate::end::clear_interpreter(self);
        if let (Err(error), true) = (self.heap.audit(self.audit_roots()), report.wrong.is_empty()) {
            report.wrong = self
                .audit_words(&error)
                .into_iter()
                .map(|text| format!("after the end: {text}"))
                .collect();
        }
        let paths = path::paths(self);
        for object in self.left_over(&auditor.before) {
            report.leaks.push(Leak {
                what: self.audit_repr(object),
                references: self.heap.refcnt(object),
                holder: paths.get(&object).cloned(),
            });
        }
        Some(report)
    }

    /// What was made after `before` and is still there. What another one of them holds isn't named, unless they all hold each other.
    fn left_over(&self, before: &HashSet<Ref>) -> Vec<Ref> {
        let is_shared = |object: Ref, body: &Body| {
            // The table of interned texts, and those of one character, are the interpreter's.
            matches!(body, Body::Str(_)) || self.heap.is_immortal(object)
        };
        let left: HashSet<Ref> = self
            .heap
            .iter()
            .filter(|(object, value)| !is_shared(*object, &value.body) && !before.contains(object))
            .map(|(object, _)| object)
            .collect();
        let mut held = HashSet::new();
        // What was there before may hold something new: a module of the library its caches.
        for (object, value) in self.heap.iter() {
            value.trace(&mut |child| {
                if child != object {
                    held.insert(child);
                }
            });
        }
        let mut named: Vec<Ref> = left.difference(&held).copied().collect();
        if named.is_empty() {
            named = left.into_iter().collect();
        }
        named.sort_unstable_by_key(|object| object.index());
        named
    }
}
