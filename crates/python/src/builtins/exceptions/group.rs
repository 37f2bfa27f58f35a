//! Exception groups (3.11): `split`, `subgroup`, `derive`, and what `except*` raises again.

use std::collections::HashSet;

use objects::Ref;

use super::arity;
use crate::objects::{Body, NativeFn, Shape};
use crate::vm::{Args, R, Vm};

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", new),
    ("derive", |vm, args| {
        arity(vm, args, "derive", 1, 1, 1)?;
        derive(vm, args.pos[0], args.pos[1])
    }),
    ("split", |vm, args| {
        arity(vm, args, "split", 1, 1, 1)?;
        let matcher = matcher(vm, args.pos[1])?;
        let (found, rest) = split(vm, args.pos[0], &matcher, true)?;
        let parts = [found, rest].map(|part| match part {
            Some(part) => part,
            None => vm.none(),
        });
        Ok(vm.tuple(parts.to_vec()))
    }),
    ("subgroup", |vm, args| {
        arity(vm, args, "subgroup", 1, 1, 1)?;
        let matcher = matcher(vm, args.pos[1])?;
        match split(vm, args.pos[0], &matcher, false)? {
            (Some(found), _) => Ok(found),
            (None, _) => Ok(vm.none()),
        }
    }),
    ("__class_getitem__", |vm, args| {
        arity(vm, args, "__class_getitem__", 1, 1, 1)?;
        Ok(crate::modules::generic::generic_alias(
            vm,
            args.pos[0],
            args.pos[1],
        ))
    }),
];

/// What decides which exceptions are meant.
pub(crate) enum Matcher {
    Type(Ref),
    Predicate(Ref),
    Leaves(HashSet<Ref>),
}

fn new(vm: &mut Vm, args: &Args<'_>) -> R {
    let class = args.pos[0];
    let [message, given] = args.pos[1..] else {
        let count = args.pos.len() - 1;
        let text =
            format!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({count} given)");
        return Err(vm.type_error(text));
    };
    if !matches!(vm.body(message), Body::Str(_)) {
        let text = format!("argument 1 must be str, not {}", vm.tp_name(message));
        return Err(vm.type_error(text));
    }
    if !matches!(vm.body(given), Body::List(_) | Body::Tuple(_)) {
        let is_sequence =
            vm.special(given, "__getitem__").is_some() && !matches!(vm.body(given), Body::Dict(_));
        if !is_sequence {
            return Err(vm.type_error("second argument (exceptions) must be a sequence"));
        }
    }
    let items = vm.collect(given)?;
    let tuple = vm.tuple(items.clone());
    let tuple = vm.own(tuple);
    if items.is_empty() {
        let text = "second argument (exceptions) must be a non-empty sequence";
        return Err(vm.value_error(text));
    }
    let mut has_base = false;
    for (place, &item) in items.iter().enumerate() {
        if !matches!(vm.body(item), Body::Exception(_)) {
            let text = format!("Item {place} of second argument (exceptions) is not an exception");
            return Err(vm.value_error(text));
        }
        has_base |= !vm.is_exception(item, "Exception");
    }
    let (plain, base) = (
        vm.exceptions["ExceptionGroup"],
        vm.exceptions["BaseExceptionGroup"],
    );
    let mut made = class;
    if class == plain {
        if has_base {
            return Err(vm.type_error("Cannot nest BaseExceptions in an ExceptionGroup"));
        }
    } else if class == base {
        if !has_base {
            made = plain;
        }
    } else if has_base && vm.is_subclass(class, vm.exceptions["Exception"]) {
        let text = format!(
            "Cannot nest BaseExceptions in '{}'",
            vm.class_tp_name(class)
        );
        return Err(vm.type_error(text));
    }
    let body = vm.exception_body(made, &args.pos[1..]);
    let group = vm.instance(made, body);
    vm.incref(message);
    vm.set_exception_field(group, "message", Some(message));
    vm.incref(tuple);
    vm.set_exception_field(group, "exceptions", Some(tuple));
    Ok(group)
}

/// `BaseExceptionGroup(self.message, excs)`
fn derive(vm: &mut Vm, this: Ref, items: Ref) -> R {
    let message = vm
        .exception_field(this, "message")
        .unwrap_or(vm.one.empty_str);
    let class = vm.exceptions["BaseExceptionGroup"];
    vm.call_args(class, &Args::pos(&[message, items]))
}

fn matcher(vm: &mut Vm, value: Ref) -> R<Matcher> {
    let base = vm.exceptions["BaseException"];
    let is_class = |vm: &Vm, value: Ref| {
        matches!(vm.body(value), Body::Type(_)) && vm.is_subclass(value, base)
    };
    if vm.callable(value) && !matches!(vm.body(value), Body::Type(_)) {
        return Ok(Matcher::Predicate(value));
    }
    if is_class(vm, value) {
        return Ok(Matcher::Type(value));
    }
    if let Body::Tuple(items) = vm.body(value)
        && items.items().iter().all(|&item| is_class(vm, item))
    {
        return Ok(Matcher::Type(value));
    }
    let text = if vm.since(13) {
        "expected an exception type, a tuple of exception types, or a callable (other than a class)"
    } else {
        "expected a function, exception type or tuple of exception types"
    };
    Err(vm.type_error(text))
}

pub(crate) fn is_group(vm: &Vm, exception: Ref) -> bool {
    matches!(vm.body(exception), Body::Exception(state) if state.shape == Shape::Group)
}

fn members(vm: &Vm, group: Ref) -> Vec<Ref> {
    vm.exception_field(group, "exceptions")
        .map_or(Vec::new(), |held| vm.items(held).to_vec())
}

/// The part that matches and the part that doesn't, both owned. Groups within it nest natively, within the limit on that.
pub(crate) fn split(
    vm: &mut Vm,
    exception: Ref,
    matcher: &Matcher,
    wants_rest: bool,
) -> R<(Option<Ref>, Option<Ref>)> {
    let group = is_group(vm, exception);
    let matches = match matcher {
        Matcher::Type(class) => {
            let class = *class;
            let kinds = match vm.body(class) {
                Body::Tuple(items) => items.items().to_vec(),
                _ => vec![class],
            };
            let of = vm.type_of(exception);
            kinds.iter().any(|&kind| vm.is_subclass(of, kind))
        }
        Matcher::Predicate(function) => {
            let answer = vm.call_args(*function, &Args::pos(&[exception]))?;
            let truth = vm.truth(answer);
            vm.decref(answer);
            truth?
        }
        Matcher::Leaves(leaves) => !group && leaves.contains(&exception),
    };
    if matches {
        return Ok((Some(vm.incref(exception)), None));
    }
    if !group {
        return Ok((None, wants_rest.then(|| vm.incref(exception))));
    }
    vm.guard_native(|vm| {
        vm.scope(|vm| {
            let (mut found, mut rest) = (Vec::new(), Vec::new());
            for member in members(vm, exception) {
                let (yes, no) = split(vm, member, matcher, wants_rest)?;
                for (part, parts) in [(yes, &mut found), (no, &mut rest)] {
                    if let Some(part) = part {
                        parts.push(vm.own(part));
                    }
                }
            }
            let found = subset(vm, exception, &found)?;
            let rest = match subset(vm, exception, &rest) {
                Ok(rest) => rest,
                Err(exc) => {
                    vm.xdecref(found);
                    return Err(exc);
                }
            };
            Ok((found, rest))
        })
    })
}

/// A group of some of a group's exceptions, with its traceback, cause, context and notes.
fn subset(vm: &mut Vm, group: Ref, items: &[Ref]) -> R<Option<Ref>> {
    if items.is_empty() {
        return Ok(None);
    }
    let items = vm.increfs(items);
    let list = vm.list(items);
    let list = vm.own(list);
    let made = vm.call_method(group, "derive", &[list])?;
    if !is_group(vm, made) {
        vm.decref(made);
        return Err(vm.type_error("derive must return an instance of BaseExceptionGroup"));
    }
    let Body::Exception(state) = vm.body(group) else {
        return Ok(Some(made));
    };
    let (traceback, cause, context) = (state.traceback, state.cause, state.context);
    for held in [traceback, cause, context].into_iter().flatten() {
        vm.incref(held);
    }
    let old = match vm.body_mut(made) {
        Body::Exception(state) => {
            // `PyException_SetCause` says that the context isn't shown.
            state.suppress_context = true;
            [
                std::mem::replace(&mut state.traceback, traceback),
                std::mem::replace(&mut state.cause, cause),
                std::mem::replace(&mut state.context, context),
            ]
        }
        _ => [None; 3],
    };
    for held in old {
        vm.xdecref(held);
    }
    if let Some(notes) = vm.getattr_opt(group, "__notes__")? {
        let notes = vm.own(notes);
        if matches!(vm.body(notes), Body::List(_) | Body::Tuple(_)) {
            let copy = vm.items(notes).to_vec();
            let copy = vm.increfs(&copy);
            let copy = vm.list(copy);
            let copy = vm.own(copy);
            let name = vm.intern("__notes__");
            let name = vm.own(name);
            if let Err(exc) = vm.setattr(made, name, Some(copy)) {
                vm.decref(made);
                return Err(exc);
            }
        }
    }
    Ok(Some(made))
}

/// What `except* kind` takes of an exception, and what is left (`exception_group_match`): both owned.
pub(crate) fn star_match(vm: &mut Vm, exception: Ref, kind: Ref) -> R<(Option<Ref>, Option<Ref>)> {
    let kinds = match vm.body(kind) {
        Body::Tuple(items) => items.items().to_vec(),
        _ => vec![kind],
    };
    let base = vm.exceptions["BaseException"];
    let groups = vm.exceptions["BaseExceptionGroup"];
    for &kind in &kinds {
        if !matches!(vm.body(kind), Body::Type(_)) || !vm.is_subclass(kind, base) {
            let text = "catching classes that do not inherit from BaseException is not allowed";
            return Err(vm.type_error(text));
        }
        if vm.is_subclass(kind, groups) {
            let text = "catching ExceptionGroup with except* is not allowed. Use except instead.";
            return Err(vm.type_error(text));
        }
    }
    let class = vm.type_of(exception);
    if kinds.iter().any(|&kind| vm.is_subclass(class, kind)) {
        if is_group(vm, exception) {
            return Ok((Some(vm.incref(exception)), None));
        }
        // An exception alone is caught as a group of one.
        let found = vm.scope(|vm| {
            vm.incref(exception);
            let items = vm.tuple(vec![exception]);
            let items = vm.own(items);
            let class = vm.exceptions["ExceptionGroup"];
            let class = if vm.is_exception(exception, "Exception") {
                class
            } else {
                vm.exceptions["BaseExceptionGroup"]
            };
            vm.call_args(class, &Args::pos(&[vm.one.empty_str, items]))
        })?;
        return Ok((Some(found), None));
    }
    if is_group(vm, exception) {
        return split(vm, exception, &Matcher::Type(kind), true);
    }
    Ok((None, Some(vm.incref(exception))))
}

fn collect_leaves(vm: &Vm, exception: Ref, leaves: &mut HashSet<Ref>) {
    let mut waiting = vec![exception];
    while let Some(one) = waiting.pop() {
        if is_group(vm, one) {
            waiting.extend(members(vm, one));
        } else {
            leaves.insert(one);
        }
    }
}

/// `_PyExc_PrepReraiseStar`: what a `try` with `except*` raises at its end; nothing if all was handled. Owned.
pub(crate) fn prepare_reraise(vm: &mut Vm, original: Ref, raised: &[Ref]) -> R<Option<Ref>> {
    if raised.is_empty() {
        return Ok(None);
    }
    if !is_group(vm, original) {
        return Ok(Some(vm.incref(raised[0])));
    }
    let same = |vm: &Vm, one: Ref| match (vm.body(one), vm.body(original)) {
        (Body::Exception(one), Body::Exception(other)) => {
            one.traceback == other.traceback
                && one.cause == other.cause
                && one.context == other.context
        }
        _ => false,
    };
    let (again, fresh): (Vec<Ref>, Vec<Ref>) = raised.iter().partition(|&&one| same(vm, one));
    let mut leaves = HashSet::new();
    for one in again {
        collect_leaves(vm, one, &mut leaves);
    }
    let (kept, _) = split(vm, original, &Matcher::Leaves(leaves), false)?;
    if fresh.is_empty() {
        return Ok(kept);
    }
    let mut all = vm.increfs(&fresh);
    all.extend(kept);
    if let [one] = all[..] {
        return Ok(Some(one));
    }
    vm.scope(|vm| {
        let list = vm.list(all);
        let list = vm.own(list);
        let class = vm.exceptions["BaseExceptionGroup"];
        let empty = vm.one.empty_str;
        vm.call_args(class, &Args::pos(&[empty, list])).map(Some)
    })
}
