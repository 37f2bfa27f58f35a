//! `__build_class__`: what a class statement calls.

use objects::Ref;

use crate::objects::{Body, Kind};
use crate::vm::{Args, R, Vm};

impl Vm {
    /// `class name(bases): body`: the function that `LOAD_BUILD_CLASS` loads (`builtin___build_class__`).
    pub(crate) fn build_class(&mut self, args: &Args<'_>) -> R {
        let [func, name, given @ ..] = args.pos else {
            return Err(self.type_error("__build_class__: not enough arguments"));
        };
        let (func, name) = (*func, *name);
        if !matches!(self.body(func), Body::Function(_)) {
            return Err(self.type_error("__build_class__: func must be a function"));
        }
        if !matches!(self.body(name), Body::Str(_)) {
            return Err(self.type_error("__build_class__: name is not a string"));
        }
        let original = self.increfs(given);
        let original = self.tuple(original);
        let original = self.own(original);
        let bases = self.update_bases(original)?;
        let is_meta = |vm: &Vm, key: Ref| vm.text(key) == "metaclass";
        let metaclass = args.kw.iter().find(|(key, _)| is_meta(self, *key));
        let metaclass = metaclass.map(|&(_, value)| value);
        let keywords: Vec<(Ref, Ref)> = args
            .kw
            .iter()
            .copied()
            .filter(|(key, _)| !is_meta(self, *key))
            .collect();
        let mut meta = metaclass.unwrap_or_else(|| {
            let first = self.items(bases).first().copied();
            first.map_or(self.kind(Kind::Type), |base| self.type_of(base))
        });
        if matches!(self.body(meta), Body::Type(_)) {
            meta = self.calculate_metaclass(meta, bases)?;
        }
        let namespace = self.prepare(meta, name, bases, &keywords)?;
        let namespace = self.own(namespace);
        let mut frame = self.new_frame(func, Vec::new(), Vec::new())?;
        self.incref(namespace);
        frame.names = Some(namespace);
        let cell = self.guard_native(|vm| vm.run(frame))?;
        let cell = self.own(cell);
        if bases != original {
            let key = self.intern("__orig_bases__");
            let key = self.own(key);
            self.setitem(namespace, key, original)?;
        }
        let class = self.call_args(
            meta,
            &Args {
                pos: &[name, bases, namespace],
                kw: &keywords,
            },
        )?;
        self.check_class_cell(class, cell, name, meta)?;
        Ok(class)
    }

    /// `__prepare__` of the metaclass: the namespace in which the body runs, as a new reference.
    fn prepare(&mut self, meta: Ref, name: Ref, bases: Ref, keywords: &[(Ref, Ref)]) -> R {
        let plain = self.kind(Kind::Type);
        if meta == plain {
            return Ok(self.dict());
        }
        let Some(prepare) = self.getattr_opt(meta, "__prepare__")? else {
            return Ok(self.dict());
        };
        let prepare = self.own(prepare);
        let namespace = self.call_args(
            prepare,
            &Args {
                pos: &[name, bases],
                kw: keywords,
            },
        )?;
        if !self.is_mapping(namespace) {
            let of = match self.body(meta) {
                Body::Type(_) => self.class_tp_name(meta),
                _ => String::from("<metaclass>"),
            };
            let text = format!(
                "{of}.__prepare__() must return a mapping, not {}",
                self.tp_name(namespace)
            );
            self.decref(namespace);
            return Err(self.type_error(text));
        }
        Ok(namespace)
    }

    /// `PyMapping_Check`: whether it has `__getitem__`.
    fn is_mapping(&mut self, object: Ref) -> bool {
        matches!(
            self.body(object),
            Body::Dict(_) | Body::List(_) | Body::Tuple(_) | Body::Str(_) | Body::MappingProxy(_)
        ) || self.special(object, "__getitem__").is_some()
    }

    /// Bases that are no classes may name others: `__mro_entries__` (`update_bases`). Borrowed.
    fn update_bases(&mut self, original: Ref) -> R {
        let mut new: Option<Vec<Ref>> = None;
        for (place, base) in self.items(original).to_vec().into_iter().enumerate() {
            let entries = match self.body(base) {
                Body::Type(_) => None,
                _ => self.getattr_opt(base, "__mro_entries__")?,
            };
            let Some(entries) = entries else {
                if let Some(new) = &mut new {
                    new.push(base);
                }
                continue;
            };
            let entries = self.own(entries);
            let named = self.call_args(entries, &Args::pos(&[original]))?;
            let named = self.own(named);
            if !matches!(self.body(named), Body::Tuple(_)) {
                return Err(self.type_error("__mro_entries__ must return a tuple"));
            }
            let named = self.items(named).to_vec();
            let before = self.items(original)[..place].to_vec();
            new.get_or_insert(before).extend(named);
        }
        let Some(new) = new else {
            return Ok(original);
        };
        let new = self.increfs(&new);
        let new = self.tuple(new);
        Ok(self.own(new))
    }

    /// The cell `__class__` must know the class that came of it.
    fn check_class_cell(&mut self, class: Ref, cell: Ref, name: Ref, meta: Ref) -> R<()> {
        let Body::Cell(held) = self.body(cell) else {
            return Ok(());
        };
        if !matches!(self.body(class), Body::Type(_)) {
            return Ok(());
        }
        let (held, meta) = (*held, self.plain_repr(meta));
        if held == Some(class) {
            return Ok(());
        }
        let name = self.repr_of(name)?;
        let exc = match held {
            None => {
                let text = format!(
                    "__class__ not set defining {name} as {}. Was __classcell__ propagated to type.__new__?",
                    self.plain_repr(class)
                );
                self.error("RuntimeError", text)
            }
            Some(other) => {
                let text = format!(
                    "__class__ set to {} defining {name} as {}",
                    self.plain_repr(other),
                    self.plain_repr(class)
                );
                self.type_error(text)
            }
        };
        let _ = meta;
        self.decref(class);
        Err(exc)
    }

    /// The most derived of the metaclasses (`_PyType_CalculateMetaclass`).
    pub(super) fn calculate_metaclass(&mut self, meta: Ref, bases: Ref) -> R {
        let mut winner = meta;
        for base in self.items(bases).to_vec() {
            let other = self.type_of(base);
            if self.is_subclass(winner, other) {
                continue;
            }
            if self.is_subclass(other, winner) {
                winner = other;
                continue;
            }
            return Err(self.type_error(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
            ));
        }
        Ok(winner)
    }
}
