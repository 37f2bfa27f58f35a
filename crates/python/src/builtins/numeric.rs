//! `sum`, `min`, `max`, `round`.

use objects::Ref;
use objects::types::Int;

use super::arguments::{Signature, keyword, unexpected, unpack};
use crate::code::{Binary, Compare};
use crate::objects::Body;
use crate::vm::{Args, R, Vm};

/// A sum of floats that remembers what rounding took away: `cs_add` (Neumaier), from 3.12 (gh-100425).
#[derive(Clone, Copy, Default)]
struct Compensated {
    high: f64,
    low: f64,
}

impl Compensated {
    fn add(&mut self, value: f64) {
        let total = self.high + value;
        if self.high.abs() >= value.abs() {
            self.low += (self.high - total) + value;
        } else {
            self.low += (value - total) + self.high;
        }
        self.high = total;
    }

    fn value(self) -> f64 {
        if self.low != 0.0 && self.low.is_finite() {
            self.high + self.low
        } else {
            self.high
        }
    }
}

/// What has been added up so far.
enum Total {
    Int(Int),
    Float(Compensated),
    /// From 3.14 on complex numbers are compensated as well (gh-121149).
    Complex(Compensated, Compensated),
    Other(Ref),
}

impl Total {
    /// The total as an object, as a new reference.
    fn object(self, vm: &mut Vm) -> Ref {
        match self {
            Total::Int(value) => vm.int(value),
            Total::Float(value) => vm.float(value.value()),
            Total::Complex(real, imag) => vm.alloc(Body::Complex(real.value(), imag.value())),
            Total::Other(object) => object,
        }
    }

    /// `None` where the item isn't for the short way.
    fn add(&mut self, vm: &mut Vm, item: Ref) -> R<bool> {
        let exact = !vm.get(item).counts_class;
        if !exact {
            return Ok(false);
        }
        let compensates = vm.since(12);
        match (&mut *self, vm.body(item)) {
            (Total::Int(total), Body::Int(value)) => *total = &*total + value,
            (Total::Int(total), Body::Bool(value)) => *total = &*total + &Int::from(*value),
            (Total::Float(total), Body::Float(value)) => {
                if compensates {
                    total.add(*value);
                } else {
                    total.high += *value;
                }
            }
            (Total::Float(total), Body::Int(value)) => match value.to_i64() {
                Some(value) if vm.since(14) => total.add(value as f64),
                Some(value) => total.high += value as f64,
                None => return Ok(false),
            },
            (Total::Complex(real, imag), Body::Complex(a, b)) => {
                real.add(*a);
                imag.add(*b);
            }
            (Total::Complex(real, _), Body::Float(value)) => real.add(*value),
            (Total::Complex(real, _), Body::Int(value)) => match value.to_i64() {
                Some(value) => real.add(value as f64),
                None => return Ok(false),
            },
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The short way for an object, if there is one.
    fn of(vm: &Vm, object: Ref) -> Option<Total> {
        if vm.get(object).counts_class {
            return None;
        }
        match vm.body(object) {
            Body::Int(value) => Some(Total::Int(value.clone())),
            Body::Float(value) => Some(Total::Float(Compensated {
                high: *value,
                low: 0.0,
            })),
            Body::Complex(real, imag) if vm.since(14) => Some(Total::Complex(
                Compensated {
                    high: *real,
                    low: 0.0,
                },
                Compensated {
                    high: *imag,
                    low: 0.0,
                },
            )),
            _ => None,
        }
    }
}

pub(super) fn sum(vm: &mut Vm, args: &Args<'_>) -> R {
    const SUM: Signature = Signature {
        name: "sum",
        params: &["iterable", "start"],
        unnamed: 1,
        required: 1,
        by_place: 2,
    };
    let [items, start] = unpack(vm, args, &SUM)?;
    let iter = vm.iter(items.unwrap_or(vm.one.none))?;
    let iter = vm.own(iter);
    let mut total = match start {
        None => Total::Int(Int::from(0)),
        Some(start) => {
            let refused = match vm.body(start) {
                Body::Str(_) => Some("strings [use ''.join(seq) instead]"),
                Body::Bytes(_) => Some("bytes [use b''.join(seq) instead]"),
                Body::ByteArray(_) => Some("bytearray [use b''.join(seq) instead]"),
                _ => None,
            };
            if let Some(refused) = refused {
                return Err(vm.type_error(format!("sum() can't sum {refused}")));
            }
            match Total::of(vm, start) {
                Some(total) => total,
                None => Total::Other(vm.incref(start)),
            }
        }
    };
    loop {
        let item = match vm.next(iter) {
            Ok(Some(item)) => item,
            Ok(None) => return Ok(total.object(vm)),
            Err(exc) => {
                if let Total::Other(object) = total {
                    vm.decref(object);
                }
                return Err(exc);
            }
        };
        vm.clock.step();
        if total.add(vm, item)? {
            vm.decref(item);
            continue;
        }
        let left = total.object(vm);
        let next = vm.binary_op(Binary::Add, left, item);
        vm.decref(left);
        vm.decref(item);
        let next = next?;
        // A total of integers that meets a float goes on as a float, and so on.
        total = match Total::of(vm, next) {
            Some(short) if !matches!(short, Total::Int(_)) => {
                vm.decref(next);
                short
            }
            _ => Total::Other(next),
        };
    }
}

/// `min` and `max`
pub(super) fn extreme(vm: &mut Vm, args: &Args<'_>, op: Compare, name: &str) -> R {
    for &(key, _) in args.kw {
        let key = vm.text(key).to_owned();
        if !matches!(key.as_str(), "key" | "default") {
            return Err(unexpected(vm, name, &key));
        }
    }
    let key = keyword(vm, args, "key").filter(|&key| key != vm.one.none);
    let default = keyword(vm, args, "default");
    let items = match args.pos {
        [] => {
            let bound = if vm.since(9) { "at least " } else { "" };
            return Err(vm.type_error(format!("{name} expected {bound}1 argument, got 0")));
        }
        [one] => *one,
        many => {
            if default.is_some() {
                return Err(vm.type_error(format!(
                    "Cannot specify a default for {name}() with multiple positional arguments"
                )));
            }
            let many = vm.increfs(many);
            let many = vm.tuple(many);
            vm.own(many)
        }
    };
    let iter = vm.iter(items)?;
    let iter = vm.own(iter);
    let mut best: Option<(Ref, Ref)> = None;
    let result = loop {
        let item = match vm.next(iter) {
            Ok(Some(item)) => item,
            Ok(None) => break Ok(()),
            Err(exc) => break Err(exc),
        };
        vm.clock.step();
        let value = match key {
            Some(key) => vm.call_args(key, &Args::pos(&[item])),
            None => Ok(vm.incref(item)),
        };
        let value = match value {
            Ok(value) => value,
            Err(exc) => {
                vm.decref(item);
                break Err(exc);
            }
        };
        let better = match best {
            Some((_, held)) => vm.compare_bool(op, value, held),
            None => Ok(true),
        };
        let spare = match better {
            Ok(true) => best.replace((item, value)),
            _ => Some((item, value)),
        };
        if let Some((item, value)) = spare {
            vm.decref(value);
            vm.decref(item);
        }
        if let Err(exc) = better {
            break Err(exc);
        }
    };
    let best = best.map(|(item, value)| {
        vm.decref(value);
        item
    });
    if let Err(exc) = result {
        vm.xdecref(best);
        return Err(exc);
    }
    match (best, default) {
        (Some(item), _) => Ok(item),
        (None, Some(default)) => Ok(vm.incref(default)),
        (None, None) => {
            let text = if vm.since(12) {
                format!("{name}() iterable argument is empty")
            } else {
                format!("{name}() arg is an empty sequence")
            };
            Err(vm.value_error(text))
        }
    }
}

pub(super) fn round(vm: &mut Vm, args: &Args<'_>) -> R {
    const ROUND: Signature = Signature {
        name: "round",
        params: &["number", "ndigits"],
        unnamed: 0,
        required: 1,
        by_place: 2,
    };
    let [number, digits] = unpack(vm, args, &ROUND)?;
    let number = number.unwrap_or(vm.one.none);
    let Some(method) = vm.special(number, "__round__") else {
        let text = format!(
            "type {} doesn't define __round__ method",
            vm.tp_name(number)
        );
        return Err(vm.type_error(text));
    };
    match digits.filter(|&digits| digits != vm.one.none) {
        Some(digits) => vm.call_unbound(method, number, &[digits]),
        None => vm.call_unbound(method, number, &[]),
    }
}
