//! `collections.deque`.

use objects::Ref;

use crate::builtins::{Attribute, argument, arity};
use crate::code::Compare;
use crate::objects::{Body, Deque, DequeIter, Extension, NativeFn};
use crate::vm::{Args, Exc, R, Vm};

fn get(vm: &Vm, object: Ref) -> Option<&Deque> {
    match vm.body(object) {
        Body::Extension(extension) => match &**extension {
            Extension::Deque(deque) => Some(deque),
            _ => None,
        },
        _ => None,
    }
}

/// Changes a deque, and tells the allocator of its blocks.
fn change<T>(vm: &mut Vm, object: Ref, run: impl FnOnce(&mut Deque) -> T) -> R<T> {
    let result = match vm.body_mut(object) {
        Body::Extension(extension) => match &mut **extension {
            Extension::Deque(deque) => {
                let before = deque.blocks();
                let result = run(deque);
                Some((result, before != deque.blocks()))
            }
            _ => None,
        },
        _ => None,
    };
    match result {
        Some((result, resized)) => {
            if resized {
                vm.resized(object);
            }
            Ok(result)
        }
        None => Err(vm.type_error("a 'collections.deque' object is required")),
    }
}

fn items(vm: &Vm, object: Ref) -> Vec<Ref> {
    get(vm, object).map_or(Vec::new(), |deque| deque.items.iter().copied().collect())
}

/// Appends at one end; a full deque lets go at the other one. The item is taken over.
fn push(vm: &mut Vm, object: Ref, item: Ref, front: bool) -> R<()> {
    let gone = change(vm, object, |deque| {
        if front {
            deque.push_front(item);
        } else {
            deque.push_back(item);
        }
        let full = deque.maxlen.is_some_and(|most| deque.items.len() > most);
        match (full, front) {
            (false, _) => None,
            (true, true) => deque.pop_back(),
            (true, false) => deque.pop_front(),
        }
    })?;
    vm.xdecref(gone);
    Ok(())
}

fn extend(vm: &mut Vm, object: Ref, source: Ref, front: bool) -> R<()> {
    // Of itself a deque takes what it has now.
    if source == object {
        for item in items(vm, object) {
            vm.incref(item);
            push(vm, object, item, front)?;
        }
        return Ok(());
    }
    let iter = vm.iter(source)?;
    let iter = vm.own(iter);
    // An empty one is filled from the end of its block.
    change(vm, object, |deque| {
        if deque.items.is_empty() {
            deque.left = if front { Deque::BLOCK - 1 } else { 1 };
        }
    })?;
    while let Some(item) = vm.next(iter)? {
        push(vm, object, item, front)?;
    }
    Ok(())
}

fn init(vm: &mut Vm, args: &Args<'_>) -> R {
    if args.pos.len() > 3 {
        let text = format!(
            "deque() takes at most 2 arguments ({} given)",
            args.pos.len() - 1
        );
        return Err(vm.type_error(text));
    }
    let this = args.pos[0];
    let source = argument(vm, args, 1, "iterable");
    let maxlen = argument(vm, args, 2, "maxlen").filter(|&maxlen| maxlen != vm.one.none);
    let maxlen = match maxlen {
        Some(maxlen) if !vm.is_int(maxlen) => return Err(vm.type_error("an integer is required")),
        Some(maxlen) => match usize::try_from(vm.index(maxlen)?) {
            Ok(maxlen) => Some(maxlen),
            Err(_) => return Err(vm.value_error("maxlen must be non-negative")),
        },
        None => None,
    };
    let gone = change(vm, this, |deque| {
        deque.maxlen = maxlen;
        if deque.items.is_empty() {
            Default::default()
        } else {
            deque.clear()
        }
    })?;
    for item in gone {
        vm.decref(item);
    }
    if let Some(source) = source {
        extend(vm, this, source, false)?;
    }
    Ok(vm.none())
}

/// To 3.8 the texts name the method alone.
fn count(vm: &mut Vm, args: &Args<'_>, name: &str, count: usize) -> R<()> {
    let short = name.rsplit('.').next().unwrap_or(name);
    let name = if vm.since(9) { name } else { short };
    arity(vm, args, name, count, count, 1)
}

fn empty(vm: &mut Vm, what: &str) -> Exc {
    vm.error("IndexError", what)
}

fn place(vm: &mut Vm, this: Ref, key: Ref, text: &str) -> R<usize> {
    if !vm.is_int(key) && vm.overridden(key, "__index__").is_none() {
        let text = format!("sequence index must be integer, not '{}'", vm.tp_name(key));
        return Err(vm.type_error(text));
    }
    let at = vm.index(key)?;
    let len = get(vm, this).map_or(0, |deque| deque.items.len()) as i64;
    let at = if at < 0 { at.saturating_add(len) } else { at };
    if at < 0 || at >= len {
        return Err(vm.error("IndexError", text));
    }
    Ok(at as usize)
}

/// Where an equal item is; a change during the comparison is an error.
fn find(
    vm: &mut Vm,
    this: Ref,
    item: Ref,
    from: usize,
    to: usize,
    error: &'static str,
) -> R<Option<usize>> {
    let state = get(vm, this).map_or(0, |deque| deque.state);
    for at in from..to {
        let Some(held) = get(vm, this).and_then(|deque| deque.items.get(at).copied()) else {
            break;
        };
        vm.incref(held);
        let same = vm.equal(held, item);
        vm.decref(held);
        let same = same?;
        if get(vm, this).map_or(0, |deque| deque.state) != state {
            return Err(vm.error(error, "deque mutated during iteration"));
        }
        if same {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

/// A deque of the same class and length limit with these items, which it takes over.
fn like(vm: &mut Vm, this: Ref, items: Vec<Ref>) -> R {
    let maxlen = get(vm, this).and_then(|deque| deque.maxlen);
    let class = vm.type_of(this);
    let made = if vm.get(this).counts_class {
        let mut args = vec![];
        let limit = match maxlen {
            Some(maxlen) => {
                let empty = vm.tuple(Vec::new());
                args.push(vm.own(empty));
                let limit = vm.int_usize(maxlen);
                Some(vm.own(limit))
            }
            None => None,
        };
        args.extend(limit);
        vm.call_args(class, &Args::pos(&args))?
    } else {
        let body = Body::Extension(Box::new(Extension::Deque(Deque::new(maxlen))));
        vm.instance(class, body)
    };
    let made = vm.own(made);
    for item in items {
        push(vm, made, item, false)?;
    }
    Ok(vm.incref(made))
}

fn copy(vm: &mut Vm, args: &Args<'_>) -> R {
    let held = items(vm, args.pos[0]);
    let held = vm.increfs(&held);
    like(vm, args.pos[0], held)
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> R {
    let this = args.pos[0];
    let class = vm.type_of(this);
    let (_, name) = vm.type_names(class);
    if vm.thread.repr_running.contains(&this) {
        return Ok(vm.str("[...]"));
    }
    vm.thread.repr_running.push(this);
    let held = items(vm, this);
    let held = vm.increfs(&held);
    let list = vm.list(held);
    let text = vm.repr_of(list);
    vm.decref(list);
    vm.thread.repr_running.pop();
    let text = text?;
    let text = match get(vm, this).and_then(|deque| deque.maxlen) {
        Some(maxlen) => format!("{name}({text}, maxlen={maxlen})"),
        None => format!("{name}({text})"),
    };
    Ok(vm.str(text))
}

fn compare(vm: &mut Vm, args: &Args<'_>, op: Compare) -> R {
    let (left, right) = (args.pos[0], args.pos[1]);
    if get(vm, left).is_none() || get(vm, right).is_none() {
        return Ok(vm.incref(vm.one.not_implemented));
    }
    let (a, b) = (items(vm, left), items(vm, right));
    if a.len() != b.len() && matches!(op, Compare::Eq | Compare::Ne) {
        return Ok(vm.bool(op == Compare::Ne));
    }
    let (a, b) = (vm.increfs(&a), vm.increfs(&b));
    for &held in a.iter().chain(&b) {
        vm.own(held);
    }
    for (&x, &y) in a.iter().zip(&b) {
        if !vm.equal(x, y)? {
            return match op {
                Compare::Eq => Ok(vm.bool(false)),
                Compare::Ne => Ok(vm.bool(true)),
                _ => vm.compare(op, x, y),
            };
        }
    }
    let answer = op.holds(a.len().cmp(&b.len()));
    Ok(vm.bool(answer))
}

fn repeated(vm: &mut Vm, this: Ref, times: Ref) -> R<Vec<Ref>> {
    let times = vm.index(times)?.max(0) as usize;
    let held = items(vm, this);
    vm.check_items(held.len(), times)?;
    let mut all = Vec::with_capacity(held.len() * times);
    for _ in 0..times {
        all.extend(vm.increfs(&held));
    }
    Ok(all)
}

fn iterate(vm: &mut Vm, this: Ref, reversed: bool) -> R {
    let Some(deque) = get(vm, this) else {
        return Err(vm.type_error("a 'collections.deque' object is required"));
    };
    let iter = DequeIter {
        deque: this,
        at: 0,
        left: deque.items.len(),
        state: deque.state,
        reversed,
    };
    vm.incref(this);
    Ok(vm.alloc(Body::Extension(Box::new(Extension::DequeIter(iter)))))
}

fn next(vm: &mut Vm, args: &Args<'_>) -> R {
    let this = args.pos[0];
    let iter = match vm.body(this) {
        Body::Extension(extension) => match &**extension {
            Extension::DequeIter(iter) => Some(iter.clone()),
            _ => None,
        },
        _ => None,
    };
    let Some(iter) = iter else {
        return Err(vm.stop_iteration(None));
    };
    let Some(deque) = get(vm, iter.deque) else {
        return Err(vm.stop_iteration(None));
    };
    let changed = deque.state != iter.state;
    let len = deque.items.len();
    let at = if iter.reversed {
        len.checked_sub(iter.at + 1)
    } else {
        Some(iter.at)
    };
    let item = at.and_then(|at| deque.items.get(at).copied());
    let set = |vm: &mut Vm, at: usize, left: usize| {
        if let Body::Extension(extension) = vm.body_mut(this)
            && let Extension::DequeIter(iter) = &mut **extension
        {
            iter.at = at;
            iter.left = left;
        }
    };
    if changed {
        set(vm, iter.at, 0);
        return Err(vm.error("RuntimeError", "deque mutated during iteration"));
    }
    match item.filter(|_| iter.left > 0) {
        Some(item) => {
            set(vm, iter.at + 1, iter.left - 1);
            Ok(vm.incref(item))
        }
        None => Err(vm.stop_iteration(None)),
    }
}

pub(super) const ITERATOR: &[(&str, NativeFn)] = &[
    ("__iter__", |vm, args| Ok(vm.incref(args.pos[0]))),
    ("__next__", next),
    ("__length_hint__", |vm, args| {
        let left = match vm.body(args.pos[0]) {
            Body::Extension(extension) => match &**extension {
                Extension::DequeIter(iter) => iter.left,
                _ => 0,
            },
            _ => 0,
        };
        Ok(vm.int_usize(left))
    }),
];

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let body = Body::Extension(Box::new(Extension::Deque(Deque::new(None))));
        Ok(vm.instance(args.pos[0], body))
    }),
    ("__init__", init),
    ("append", |vm, args| {
        count(vm, args, "deque.append", 1)?;
        let item = vm.incref(args.pos[1]);
        push(vm, args.pos[0], item, false)?;
        Ok(vm.none())
    }),
    ("appendleft", |vm, args| {
        count(vm, args, "deque.appendleft", 1)?;
        let item = vm.incref(args.pos[1]);
        push(vm, args.pos[0], item, true)?;
        Ok(vm.none())
    }),
    ("pop", |vm, args| {
        count(vm, args, "deque.pop", 0)?;
        match change(vm, args.pos[0], Deque::pop_back)? {
            Some(item) => Ok(item),
            None => Err(empty(vm, "pop from an empty deque")),
        }
    }),
    ("popleft", |vm, args| {
        count(vm, args, "deque.popleft", 0)?;
        match change(vm, args.pos[0], Deque::pop_front)? {
            Some(item) => Ok(item),
            None => Err(empty(vm, "pop from an empty deque")),
        }
    }),
    ("extend", |vm, args| {
        count(vm, args, "deque.extend", 1)?;
        extend(vm, args.pos[0], args.pos[1], false)?;
        Ok(vm.none())
    }),
    ("extendleft", |vm, args| {
        count(vm, args, "deque.extendleft", 1)?;
        extend(vm, args.pos[0], args.pos[1], true)?;
        Ok(vm.none())
    }),
    ("rotate", |vm, args| {
        arity(vm, args, "rotate", 0, 1, 1)?;
        let steps = match args.pos.get(1) {
            Some(&steps) => vm.index(steps)?,
            None => 1,
        };
        change(vm, args.pos[0], |deque| deque.rotate(steps))?;
        Ok(vm.none())
    }),
    ("reverse", |vm, args| {
        change(vm, args.pos[0], |deque| {
            deque.items.make_contiguous().reverse()
        })?;
        Ok(vm.none())
    }),
    ("clear", |vm, args| {
        let gone = change(vm, args.pos[0], |deque| {
            if deque.items.is_empty() {
                Default::default()
            } else {
                deque.clear()
            }
        })?;
        for item in gone {
            vm.decref(item);
        }
        Ok(vm.none())
    }),
    ("copy", copy),
    ("__copy__", copy),
    ("count", |vm, args| {
        count(vm, args, "deque.count", 1)?;
        let mut count = 0;
        let mut from = 0;
        let len = items(vm, args.pos[0]).len();
        while let Some(at) = find(vm, args.pos[0], args.pos[1], from, len, "RuntimeError")? {
            count += 1;
            from = at + 1;
        }
        Ok(vm.int_usize(count))
    }),
    ("index", |vm, args| {
        arity(vm, args, "index", 1, 3, 1)?;
        let len = items(vm, args.pos[0]).len() as i64;
        let mut bounds = [0, len];
        for (bound, &given) in bounds.iter_mut().zip(&args.pos[2..]) {
            let at = vm.index(given)?;
            *bound = if at < 0 {
                (at + len).max(0)
            } else {
                at.min(len)
            };
        }
        let [from, to] = bounds.map(|bound| bound as usize);
        match find(vm, args.pos[0], args.pos[1], from, to, "RuntimeError")? {
            Some(at) => Ok(vm.int_usize(at)),
            None if vm.since(14) => Err(vm.value_error("deque.index(x): x not in deque")),
            None => {
                let text = vm.repr_of(args.pos[1])?;
                Err(vm.value_error(format!("{text} is not in deque")))
            }
        }
    }),
    ("insert", |vm, args| {
        arity(vm, args, "insert", 2, 2, 1)?;
        let at = vm.index(args.pos[1])?;
        let (len, full) = match get(vm, args.pos[0]) {
            Some(deque) => (deque.items.len(), deque.maxlen == Some(deque.items.len())),
            None => (0, false),
        };
        if full {
            return Err(empty(vm, "deque already at its maximum size"));
        }
        let len = len as i64;
        let at = if at < 0 {
            (at + len).max(0)
        } else {
            at.min(len)
        };
        let item = vm.incref(args.pos[2]);
        change(vm, args.pos[0], |deque| {
            // As CPython: turn, append, turn back.
            deque.rotate(-at);
            if at == len {
                deque.push_back(item);
            } else {
                deque.push_front(item);
                deque.rotate(at);
            }
        })?;
        Ok(vm.none())
    }),
    ("remove", |vm, args| {
        count(vm, args, "deque.remove", 1)?;
        let this = args.pos[0];
        let len = items(vm, this).len();
        match find(vm, this, args.pos[1], 0, len, "IndexError")? {
            Some(at) => {
                let gone = change(vm, this, |deque| {
                    deque.rotate(-(at as i64));
                    let gone = deque.pop_front();
                    deque.rotate(at as i64);
                    gone
                })?;
                vm.xdecref(gone);
                Ok(vm.none())
            }
            None if vm.since(10) && !vm.since(14) => {
                let text = vm.repr_of(args.pos[1])?;
                Err(vm.value_error(format!("{text} is not in deque")))
            }
            None => Err(vm.value_error("deque.remove(x): x not in deque")),
        }
    }),
    ("__len__", |vm, args| {
        let len = get(vm, args.pos[0]).map_or(0, |deque| deque.items.len());
        Ok(vm.int_usize(len))
    }),
    ("__getitem__", |vm, args| {
        let at = place(vm, args.pos[0], args.pos[1], "deque index out of range")?;
        let item = items(vm, args.pos[0])[at];
        Ok(vm.incref(item))
    }),
    ("__setitem__", |vm, args| {
        let at = place(vm, args.pos[0], args.pos[1], "deque index out of range")?;
        let item = vm.incref(args.pos[2]);
        let old = change(vm, args.pos[0], |deque| {
            std::mem::replace(&mut deque.items[at], item)
        })?;
        vm.decref(old);
        Ok(vm.none())
    }),
    ("__delitem__", |vm, args| {
        let at = place(vm, args.pos[0], args.pos[1], "deque index out of range")?;
        let gone = change(vm, args.pos[0], |deque| {
            deque.rotate(-(at as i64));
            let gone = deque.pop_front();
            deque.rotate(at as i64);
            gone
        })?;
        vm.xdecref(gone);
        Ok(vm.none())
    }),
    ("__contains__", |vm, args| {
        let len = items(vm, args.pos[0]).len();
        let found = find(vm, args.pos[0], args.pos[1], 0, len, "RuntimeError")?;
        Ok(vm.bool(found.is_some()))
    }),
    ("__iter__", |vm, args| iterate(vm, args.pos[0], false)),
    ("__reversed__", |vm, args| iterate(vm, args.pos[0], true)),
    ("__repr__", repr),
    ("__eq__", |vm, args| compare(vm, args, Compare::Eq)),
    ("__ne__", |vm, args| compare(vm, args, Compare::Ne)),
    ("__lt__", |vm, args| compare(vm, args, Compare::Lt)),
    ("__le__", |vm, args| compare(vm, args, Compare::Le)),
    ("__gt__", |vm, args| compare(vm, args, Compare::Gt)),
    ("__ge__", |vm, args| compare(vm, args, Compare::Ge)),
    ("__add__", |vm, args| {
        if get(vm, args.pos[1]).is_none() {
            let text = format!(
                "can only concatenate deque (not \"{}\") to deque",
                vm.tp_name(args.pos[1])
            );
            return Err(vm.type_error(text));
        }
        let made = copy(vm, args)?;
        let made = vm.own(made);
        extend(vm, made, args.pos[1], false)?;
        Ok(vm.incref(made))
    }),
    ("__iadd__", |vm, args| {
        extend(vm, args.pos[0], args.pos[1], false)?;
        Ok(vm.incref(args.pos[0]))
    }),
    ("__mul__", |vm, args| {
        let all = repeated(vm, args.pos[0], args.pos[1])?;
        like(vm, args.pos[0], all)
    }),
    ("__rmul__", |vm, args| {
        let all = repeated(vm, args.pos[0], args.pos[1])?;
        like(vm, args.pos[0], all)
    }),
    ("__imul__", |vm, args| {
        let all = repeated(vm, args.pos[0], args.pos[1])?;
        let gone = change(vm, args.pos[0], Deque::clear)?;
        for item in all {
            push(vm, args.pos[0], item, false)?;
        }
        for item in gone {
            vm.decref(item);
        }
        Ok(vm.incref(args.pos[0]))
    }),
    ("__reduce__", |vm, args| {
        let this = args.pos[0];
        let class = vm.type_of(this);
        let state = if vm.has_dict(this) {
            let dict = vm.instance_dict(this);
            if vm.len(dict)? == 0 {
                vm.one.none
            } else {
                dict
            }
        } else {
            vm.one.none
        };
        let empty = vm.tuple(Vec::new());
        let maxlen = get(vm, this).and_then(|deque| deque.maxlen);
        let first = match maxlen {
            Some(maxlen) => {
                let maxlen = vm.int_usize(maxlen);
                vm.tuple(vec![empty, maxlen])
            }
            None => empty,
        };
        let iter = vm.iter(this)?;
        vm.increfs(&[class, state]);
        Ok(vm.tuple(vec![class, first, state, iter]))
    }),
];

pub(super) const ATTRIBUTES: &[Attribute] = &[(
    "maxlen",
    |vm, object| match get(vm, object).and_then(|deque| deque.maxlen) {
        Some(maxlen) => Ok(vm.int_usize(maxlen)),
        None => Ok(vm.none()),
    },
    None,
)];
