//! The order in which classes are asked: C3.

use objects::Ref;

use crate::objects::{Body, Kind};
use crate::vm::{R, Vm};

impl Vm {
    /// The MRO of a class as a tuple, a new reference; a metaclass may say its own (`mro_invoke`).
    pub(super) fn find_mro(&mut self, class: Ref) -> R {
        let meta = self.type_of(class);
        let plain = self.kind(Kind::Type);
        let own = match meta == plain {
            true => None,
            false => self.type_lookup_str(meta, "mro"),
        };
        let own = own.filter(|&own| !matches!(self.body(own), Body::Native(_)));
        let Some(own) = own else {
            let mro = self.compute_mro(class)?;
            let mro = self.increfs(&mro);
            return Ok(self.tuple(mro));
        };
        let said = self.call_unbound(own, class, &[])?;
        let items = self.collect(said);
        self.decref(said);
        let items = items?;
        let mro = self.tuple(items);
        for base in self.items(mro).to_vec() {
            if !matches!(self.body(base), Body::Type(_)) {
                let text = format!("mro() returned a non-class ('{}')", self.tp_name(base));
                self.decref(mro);
                return Err(self.type_error(text));
            }
        }
        Ok(mro)
    }

    /// `mro_implementation` in `Objects/typeobject.c`.
    pub(crate) fn compute_mro(&mut self, class: Ref) -> R<Vec<Ref>> {
        let bases = match self.body(class) {
            Body::Type(value) => self.items(value.bases).to_vec(),
            _ => Vec::new(),
        };
        for (place, base) in bases.iter().enumerate() {
            if bases[..place].contains(base) {
                let text = format!("duplicate base class {}", self.class_tp_name(*base));
                return Err(self.type_error(text));
            }
        }
        let mut lists: Vec<Vec<Ref>> = bases
            .iter()
            .map(|&base| match self.body(base) {
                Body::Type(value) => self.items(value.mro).to_vec(),
                _ => vec![base],
            })
            .collect();
        lists.push(bases);
        let mut mro = vec![class];
        let mut heads = vec![0; lists.len()];
        loop {
            let open = |at: usize| &lists[at][heads[at].min(lists[at].len())..];
            let firsts: Vec<Ref> = (0..lists.len())
                .filter_map(|at| open(at).first().copied())
                .collect();
            if firsts.is_empty() {
                return Ok(mro);
            }
            let fits = |head: &&Ref| {
                (0..lists.len()).all(|at| !open(at).iter().skip(1).any(|held| held == *head))
            };
            let Some(&next) = firsts.iter().find(fits) else {
                return Err(self.mro_error(&firsts));
            };
            mro.push(next);
            for at in 0..lists.len() {
                if lists[at].get(heads[at]) == Some(&next) {
                    heads[at] += 1;
                }
            }
        }
    }

    /// `set_mro_error`
    fn mro_error(&mut self, firsts: &[Ref]) -> crate::vm::Exc {
        let mut names: Vec<String> = Vec::new();
        let mut seen: Vec<Ref> = Vec::new();
        for &first in firsts {
            if !seen.contains(&first) {
                seen.push(first);
                names.push(self.class_tp_name(first));
            }
        }
        let space = if self.since(13) { ' ' } else { '\n' };
        self.type_error(format!(
            "Cannot create a consistent method resolution{space}order (MRO) for bases {}",
            names.join(", ")
        ))
    }
}
