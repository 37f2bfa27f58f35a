//! `_regex`: what the library's `re` asks of the engine.

use std::rc::Rc;

use objects::Ref;

use crate::builtins::arity;
use crate::objects::Body;
use crate::regex::{Anchor, Flags, Found, Program, Wrong, compile, find};
use crate::vm::{Args, Exc, R, Stop, Vm};

pub(super) fn make(vm: &mut Vm) -> Ref {
    let (module, dict) = vm.new_module("_regex");
    vm.define(dict, "compile", compile_pattern);
    vm.define(dict, "find", find_one);
    vm.define(dict, "find_all", find_all);
    module
}

/// The characters of a text, or the bytes.
fn characters(vm: &mut Vm, object: Ref) -> R<(Vec<char>, bool)> {
    match vm.body(object) {
        Body::Str(_) => Ok((vm.text(object).chars().collect(), false)),
        Body::Bytes(bytes) => Ok((
            bytes.as_slice().iter().map(|&b| char::from(b)).collect(),
            true,
        )),
        Body::ByteArray(bytes) => {
            Ok((bytes.bytes().iter().map(|&b| char::from(b)).collect(), true))
        }
        _ => {
            let text = format!(
                "expected string or bytes-like object, got '{}'",
                vm.tp_name(object)
            );
            let old = "expected string or bytes-like object";
            Err(if vm.since(11) {
                vm.type_error(text)
            } else {
                vm.type_error(old)
            })
        }
    }
}

/// `compile(pattern, flags)`: (number, flags, groups, ((name, group), …)), or (None, text, place) for a wrong one.
fn compile_pattern(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "compile", 2, 2, 0)?;
    let (pattern, is_bytes) = characters(vm, args.pos[0])?;
    let flags = Flags(vm.index(args.pos[1])? as u32);
    let program = match compile(&pattern, flags, is_bytes, vm.version.minor()) {
        Ok(program) => program,
        Err(Wrong::Unsupported(what)) => return Err(vm.unsupported(what)),
        Err(Wrong::Error(text, place)) => {
            let none = vm.none();
            let text = vm.str(text);
            let place = if place == usize::MAX {
                vm.none()
            } else {
                vm.int_usize(place)
            };
            return Ok(vm.tuple(vec![none, text, place]));
        }
    };
    let mut names = Vec::new();
    for (name, group) in &program.names {
        let name = vm.str(name.as_str());
        let group = vm.int_usize(*group);
        names.push(vm.tuple(vec![name, group]));
    }
    let names = vm.tuple(names);
    let flags = vm.int_i64(i64::from(program.flags.0));
    let groups = vm.int_usize(program.groups);
    let number = vm.int_usize(vm.patterns.len());
    vm.patterns.push(Rc::new(program));
    Ok(vm.tuple(vec![number, flags, groups, names]))
}

fn program(vm: &mut Vm, number: Ref) -> R<Rc<Program>> {
    let number = vm.index(number)?;
    let found = usize::try_from(number)
        .ok()
        .and_then(|number| vm.patterns.get(number).cloned());
    match found {
        Some(program) => Ok(program),
        None => Err(vm.value_error("no such pattern")),
    }
}

/// A search whose steps are the program's steps.
fn search(
    vm: &mut Vm,
    program: &Program,
    text: &[char],
    range: (usize, usize),
    anchor: Anchor,
    not_empty_at: Option<usize>,
) -> R<Option<Found>> {
    let allowed = vm.limits.steps.saturating_sub(vm.clock.steps());
    let mut left = allowed;
    let found = find(program, text, range, anchor, not_empty_at, &mut left);
    vm.clock.pass(allowed - left);
    found.map_err(|_| Exc::Stop(Stop::Steps(vm.limits.steps)))
}

/// (start, end, start, end, …, last group): -1 where a group has nothing.
fn spans(vm: &mut Vm, found: &Found) -> Ref {
    let mut numbers = Vec::new();
    for group in &found.groups {
        let (start, end) = group.map_or((-1, -1), |(start, end)| (start as i64, end as i64));
        numbers.push(vm.int_i64(start));
        numbers.push(vm.int_i64(end));
    }
    numbers.push(match found.last {
        Some(last) => vm.int_usize(last),
        None => vm.none(),
    });
    vm.tuple(numbers)
}

fn range(vm: &mut Vm, args: &Args<'_>, len: usize) -> R<(usize, usize)> {
    let from = vm.index(args.pos[2])?.max(0) as usize;
    let to = vm.index(args.pos[3])?.max(0) as usize;
    Ok((from.min(len), to.min(len)))
}

/// `find(number, text, pos, endpos, how)`: a match or `None`.
fn find_one(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "find", 5, 5, 0)?;
    let program = program(vm, args.pos[0])?;
    let (text, _) = characters(vm, args.pos[1])?;
    let range = range(vm, args, text.len())?;
    let anchor = match vm.index(args.pos[4])? {
        0 => Anchor::Search,
        1 => Anchor::Match,
        _ => Anchor::Full,
    };
    if range.0 > range.1 {
        return Ok(vm.none());
    }
    match search(vm, &program, &text, range, anchor, None)? {
        Some(found) => Ok(spans(vm, &found)),
        None => Ok(vm.none()),
    }
}

/// `find_all(number, text, pos, endpos, most)`: all matches that don't overlap, as a list; `most` 0 is no limit.
fn find_all(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "find_all", 5, 5, 0)?;
    let program = program(vm, args.pos[0])?;
    let (text, _) = characters(vm, args.pos[1])?;
    let (mut from, to) = range(vm, args, text.len())?;
    let most = vm.index(args.pos[4])?.max(0) as usize;
    let mut matches = Vec::new();
    let mut not_empty_at = None;
    while from <= to && (most == 0 || matches.len() < most) {
        let found = search(
            vm,
            &program,
            &text,
            (from, to),
            Anchor::Search,
            not_empty_at,
        );
        let found = match found {
            Ok(found) => found,
            Err(exc) => {
                for one in matches {
                    vm.decref(one);
                }
                return Err(exc);
            }
        };
        let Some(found) = found else { break };
        let Some(&Some((start, end))) = found.groups.first() else {
            break;
        };
        matches.push(spans(vm, &found));
        from = end;
        not_empty_at = (start == end).then_some(end);
    }
    Ok(vm.list(matches))
}
