//! Weak references, and collections.

use super::{Kind, Writer};
use crate::fuzz::program::Statement;

impl Writer {
    pub(super) fn weakly(&mut self) -> Vec<Statement> {
        if !self.weak {
            return vec![self.assign()];
        }
        let target = self.target();
        if self.random.one_in(5) {
            let (kind, name) = match self.random.below(3) {
                0 => (Kind::Values, "WeakValueDictionary"),
                1 => (Kind::Keys, "WeakKeyDictionary"),
                _ => (Kind::WeakSet, "WeakSet"),
            };
            self.bind(&target, kind);
            return vec![Statement::line(format!("{target} = weakref.{name}()"))];
        }
        let Some(object) = self.looked_at() else {
            return vec![self.assign()];
        };
        self.made += 1;
        let number = self.made;
        let line = match self.random.below(8) {
            6 => {
                self.bind(&target, Kind::Proxy);
                return vec![Statement::line(format!(
                    "{target} = weakref.proxy({object}, lambda r: print('proxy {number}'))"
                ))];
            }
            7 => {
                self.bind(&target, Kind::Finalizer);
                return vec![Statement::line(format!(
                    "{target} = weakref.finalize({object}, print, 'finalize {number}')"
                ))];
            }
            0 => {
                return vec![Statement::line(format!(
                    "weakref.finalize({object}, print, 'finalize {number}')"
                ))];
            }
            1 | 2 => format!(
                "{target} = weakref.ref({object}, lambda r: print('gone {number}', r() is None))"
            ),
            3 => format!("{target} = weakref.ref({object}, print_gone)"),
            _ => format!("{target} = weakref.ref({object})"),
        };
        let line = line.replace(
            "print_gone",
            &format!("lambda r, n={number}: print('gone', n)"),
        );
        self.bind(&target, Kind::Weak);
        vec![Statement::line(line)]
    }

    pub(super) fn collect(&mut self) -> Statement {
        Statement::line(match self.random.below(6) {
            0 => "print('collected', gc.collect(0))".to_owned(),
            1 => "print('collected', gc.collect(1))".to_owned(),
            2 => {
                "gc.freeze(); print('freeze', gc.get_freeze_count() > 0); gc.unfreeze()".to_owned()
            }
            _ => "print('collected', gc.collect())".to_owned(),
        })
    }

    /// Collections that start by themselves: a loop that makes many more objects than the threshold.
    pub(super) fn burst(&mut self) -> Vec<Statement> {
        let (middle, old) = (self.random.below(3), self.random.below(3));
        let (many, few) = (90 + self.random.below(60), 60 + self.random.below(20));
        [
            format!("gc.collect(0); gc.enable(); gc.set_threshold({few}, {middle}, {old})"),
            format!("i = [[] for _ in range({many})]"),
            "gc.set_threshold(100_000, 10, 10); i = None".to_owned(),
        ]
        .into_iter()
        .map(Statement::line)
        .collect()
    }
}
