//! What `__reduce__` gave, being saved: `save_reduce`.

use objects::Ref;

use super::opcode::*;
use super::save::Saver;
use super::work::{Next, Work};
use super::{full_name, pickling_error};
use crate::objects::Body;
use crate::vm::{Args, Exc, R, Vm};

/// How the object is made again.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    Call,
    NewObj,
    NewObjEx,
    /// `NewObjEx` before protocol 4: a call of a `partial`.
    Partial,
}

/// What is being saved of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Check,
    Callable,
    Args,
    Kwargs,
    Made,
    ListItems,
    DictItems,
    State,
    SetterObject,
    SetterState,
    Build,
    SetterBuild,
}

pub(super) struct Reduce {
    /// The tuple, owned.
    value: Ref,
    /// What it was taken from; `None` if that isn't to be in the memo.
    object: Option<Ref>,
    /// Whether errors say which object it was.
    noted: bool,
    manner: Manner,
    part: Part,
    /// What of the tuple's items there is.
    items: [Option<Ref>; 6],
    /// What was made of them, owned.
    made: Vec<Ref>,
}

/// From 3.14: of which object an error says that it can't be pickled.
pub(super) fn note_object(vm: &mut Vm, object: Ref, exc: Exc) -> Exc {
    if !vm.since(14) {
        return exc;
    }
    if let Exc::Raised(exception) = exc {
        let note = format!("when serializing {} object", full_name(vm, object));
        if let Err(other) = vm.add_note(exception, note) {
            vm.decref(exception);
            return other;
        }
    }
    exc
}

impl Reduce {
    pub(super) fn new(value: Ref, object: Option<Ref>, noted: bool) -> Reduce {
        Reduce {
            value,
            object,
            noted,
            manner: Manner::Call,
            part: Part::Check,
            items: [None; 6],
            made: Vec::new(),
        }
    }

    pub(super) fn release(self, vm: &mut Vm) {
        for object in self.made {
            vm.decref(object);
        }
        vm.decref(self.value);
    }

    /// What exceptions are told, the inner one first.
    pub(super) fn notes(&self, vm: &mut Vm, in_child: bool) -> Vec<R<String>> {
        let Some(object) = self.object else {
            return Vec::new();
        };
        let name = full_name(vm, object);
        let what = match (self.part, self.manner) {
            _ if !in_child => None,
            (Part::Callable | Part::Args | Part::Made, Manner::Partial) => Some("reconstructor"),
            (Part::Args, Manner::Call) => Some("reconstructor"),
            (Part::Made, Manner::Call) => Some("reconstructor arguments"),
            (Part::Args, _) => Some("class"),
            (Part::Kwargs | Part::Made, _) => Some("__new__ arguments"),
            (Part::Build | Part::SetterBuild, _) => Some("state"),
            (Part::SetterObject, _) => Some("state setter"),
            _ => None,
        };
        let what = what.map(|what| Ok(format!("when serializing {name} {what}")));
        let whole = self
            .noted
            .then(|| Ok(format!("when serializing {name} object")));
        what.into_iter().chain(whole).collect()
    }

    /// `part` is the one that comes next: what was saved last is the one before it.
    pub(super) fn step(&mut self, vm: &mut Vm, saver: &mut Saver) -> R<Next> {
        loop {
            match self.part {
                Part::Check => {
                    self.check(vm, saver)?;
                    self.part = Part::Callable;
                }
                Part::Callable => {
                    self.part = Part::Args;
                    let first = match self.manner {
                        Manner::Call => self.items[0],
                        Manner::Partial => self.made.first().copied(),
                        _ => self.argument(vm, 0),
                    };
                    if let Some(first) = first {
                        return Ok(Next::Lend(first));
                    }
                }
                Part::Args => {
                    let args = match self.manner {
                        Manner::Call => self.items[1],
                        Manner::NewObj | Manner::Partial => self.made.last().copied(),
                        Manner::NewObjEx => self.argument(vm, 1),
                    };
                    self.part = match self.manner {
                        Manner::NewObjEx => Part::Kwargs,
                        _ => Part::Made,
                    };
                    if let Some(args) = args {
                        return Ok(Next::Lend(args));
                    }
                }
                Part::Kwargs => {
                    self.part = Part::Made;
                    if let Some(kwargs) = self.argument(vm, 2) {
                        return Ok(Next::Lend(kwargs));
                    }
                }
                Part::Made => {
                    self.part = Part::ListItems;
                    saver.out.put(match self.manner {
                        Manner::Call | Manner::Partial => &[REDUCE],
                        Manner::NewObj => &[NEWOBJ],
                        Manner::NewObjEx => &[NEWOBJ_EX],
                    });
                    if let Some(object) = self.object {
                        if saver.memo.get(object).is_some() {
                            // It holds itself, and was made further in.
                            saver.out.put(&[POP]);
                            saver.memo_get(object);
                            return Ok(Next::Done);
                        }
                        saver.memo_put(vm, object);
                    }
                }
                Part::ListItems => {
                    self.part = Part::DictItems;
                    if let Some(items) = self.items[3] {
                        vm.incref(items);
                        return Ok(Next::Begin(Work::items(items, self.object, false), 0));
                    }
                }
                Part::DictItems => {
                    self.part = Part::State;
                    if let Some(items) = self.items[4] {
                        vm.incref(items);
                        return Ok(Next::Begin(Work::pairs(items, self.object, false), 0));
                    }
                }
                Part::State => match (self.items[2], self.items[5]) {
                    (None, _) => return Ok(Next::Done),
                    (Some(state), None) => {
                        self.part = Part::Build;
                        return Ok(Next::Lend(state));
                    }
                    (Some(_), Some(setter)) => {
                        self.part = Part::SetterObject;
                        return Ok(Next::Lend(setter));
                    }
                },
                Part::SetterObject => {
                    self.part = Part::SetterState;
                    if let Some(object) = self.object {
                        return Ok(Next::Lend(object));
                    }
                }
                Part::SetterState => {
                    self.part = Part::SetterBuild;
                    if let Some(state) = self.items[2] {
                        return Ok(Next::Lend(state));
                    }
                }
                Part::Build => {
                    saver.out.put(&[BUILD]);
                    return Ok(Next::Done);
                }
                Part::SetterBuild => {
                    saver.out.put(&[TUPLE2, REDUCE, POP]);
                    return Ok(Next::Done);
                }
            }
        }
    }

    /// An item of the arguments.
    fn argument(&self, vm: &Vm, place: usize) -> Option<Ref> {
        let args = self.items[1]?;
        vm.items(args).get(place).copied()
    }

    /// Looks at what the tuple has, and says how the object is made.
    fn check(&mut self, vm: &mut Vm, saver: &Saver) -> R<()> {
        let items = vm.items(self.value).to_vec();
        if !(2..=6).contains(&items.len()) {
            let text = "tuple returned by __reduce__ must contain 2 through 6 elements";
            return Err(pickling_error(vm, text));
        }
        for (place, &item) in items.iter().enumerate() {
            if place < 2 || item != vm.one.none {
                self.items[place] = Some(item);
            }
        }
        let since_14 = vm.since(14);
        let (callable, args) = (items[0], items[1]);
        if !vm.callable(callable) {
            return Err(self.wrong(vm, "first item", "be callable", callable, since_14));
        }
        if !matches!(vm.body(args), Body::Tuple(_)) {
            return Err(self.wrong(vm, "second item", "be a tuple", args, since_14));
        }
        for (place, name) in [(3, "fourth"), (4, "fifth")] {
            let Some(iter) = self.items[place] else {
                continue;
            };
            if !vm.is_iterator(iter) {
                let which = format!("{name} {}", if since_14 { "item" } else { "element" });
                return Err(self.wrong(vm, &which, "be an iterator", iter, true));
            }
        }
        if let Some(setter) = self.items[5]
            && !vm.callable(setter)
        {
            let (which, what) = if since_14 {
                ("sixth item", "be callable")
            } else {
                ("sixth element", "be a function")
            };
            return Err(self.wrong(vm, which, what, setter, true));
        }
        if saver.proto < 2 {
            return Ok(());
        }
        let Some(name) = vm.getattr_opt(callable, "__name__")? else {
            return Ok(());
        };
        let text = match vm.body(name) {
            Body::Str(_) => vm.text(name).to_owned(),
            _ => String::new(),
        };
        vm.decref(name);
        match text.as_str() {
            "__newobj_ex__" => self.check_newobj_ex(vm, saver),
            "__newobj__" => self.check_newobj(vm),
            _ => Ok(()),
        }
    }

    fn wrong(&self, vm: &mut Vm, which: &str, what: &str, item: Ref, shown: bool) -> Exc {
        let mut text = format!("{which} of the tuple returned by __reduce__ must {what}");
        if shown {
            text.push_str(", not ");
            text.push_str(&type_text(vm, item));
        }
        pickling_error(vm, text)
    }

    fn check_newobj_ex(&mut self, vm: &mut Vm, saver: &Saver) -> R<()> {
        let args = self.items[1].map_or(Vec::new(), |args| vm.items(args).to_vec());
        let &[class, new_args, kwargs] = &args[..] else {
            let given = args.len();
            return Err(pickling_error(
                vm,
                if vm.since(14) {
                    format!("__newobj_ex__ expected 3 arguments, got {given}")
                } else {
                    format!("length of the NEWOBJ_EX argument tuple must be exactly 3, not {given}")
                },
            ));
        };
        let checks = [
            (
                "first",
                "class",
                class,
                matches!(vm.body(class), Body::Type(_)),
            ),
            (
                "second",
                "tuple",
                new_args,
                matches!(vm.body(new_args), Body::Tuple(_)),
            ),
            (
                "third",
                "dict",
                kwargs,
                matches!(vm.body(kwargs), Body::Dict(_)),
            ),
        ];
        for (which, what, item, fits) in checks {
            if fits {
                continue;
            }
            let given = type_text(vm, item);
            return Err(pickling_error(
                vm,
                if vm.since(14) {
                    format!("{which} argument to __newobj_ex__() must be a {what}, not {given}")
                } else {
                    format!(
                        "{which} item from NEWOBJ_EX argument tuple must be a {what}, not {given}"
                    )
                },
            ));
        }
        if saver.proto >= 4 {
            self.manner = Manner::NewObjEx;
            return Ok(());
        }
        self.manner = Manner::Partial;
        let module = vm.module("functools")?;
        let partial = vm.getattr_str(module, "partial")?;
        self.made.push(partial);
        let new = vm.getattr_str(class, "__new__")?;
        self.made.push(new);
        let mut given = vec![new, class];
        given.extend(vm.items(new_args));
        let kw = vm.dict_pairs(kwargs);
        let made = vm.call_args(
            partial,
            &Args {
                pos: &given,
                kw: &kw,
            },
        )?;
        let empty = vm.tuple(Vec::new());
        let used = std::mem::replace(&mut self.made, vec![made, empty]);
        for object in used {
            vm.decref(object);
        }
        Ok(())
    }

    fn check_newobj(&mut self, vm: &mut Vm) -> R<()> {
        let args = self.items[1].map_or(Vec::new(), |args| vm.items(args).to_vec());
        let since_14 = vm.since(14);
        let Some((&class, rest)) = args.split_first() else {
            return Err(pickling_error(
                vm,
                if since_14 {
                    "__newobj__ expected at least 1 argument, got 0"
                } else {
                    "__newobj__ arglist is empty"
                },
            ));
        };
        if !matches!(vm.body(class), Body::Type(_)) {
            let text = if since_14 {
                let given = type_text(vm, class);
                format!("first argument to __newobj__() must be a class, not {given}")
            } else {
                "args[0] from __newobj__ args is not a type".to_owned()
            };
            return Err(pickling_error(vm, text));
        }
        if let Some(object) = self.object {
            let own = match vm.getattr_opt(object, "__class__")? {
                Some(own) => own,
                None => {
                    let own = vm.type_of(object);
                    vm.incref(own)
                }
            };
            let same = own == class;
            let text = match (same, since_14) {
                (true, _) => Ok(String::new()),
                (false, true) => vm.repr_of(own).and_then(|own| {
                    let given = vm.repr_of(class)?;
                    Ok(format!(
                        "first argument to __newobj__() must be {own}, not {given}"
                    ))
                }),
                (false, false) => Ok("args[0] from __newobj__ args has the wrong class".to_owned()),
            };
            vm.decref(own);
            let text = text?;
            if !same {
                return Err(pickling_error(vm, text));
            }
        }
        self.manner = Manner::NewObj;
        let rest = vm.increfs(rest);
        let rest = vm.tuple(rest);
        self.made.push(rest);
        Ok(())
    }
}

/// A type in an error text: from 3.14 with its module.
fn type_text(vm: &Vm, object: Ref) -> String {
    if vm.since(14) {
        full_name(vm, object)
    } else {
        vm.tp_name(object)
    }
}
