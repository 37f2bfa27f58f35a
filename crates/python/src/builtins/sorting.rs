//! `sorted` and `list.sort`.

use objects::Ref;

use crate::code::Compare;
use crate::objects::Body;
use crate::vm::{Args, R, Vm};

/// Sorts a list in place: stable, and `<` alone decides.
pub(super) fn sort(vm: &mut Vm, list: Ref, args: &Args<'_>) -> R<()> {
    let option = |vm: &Vm, name: &str| {
        args.kw
            .iter()
            .find(|(key, _)| vm.text(*key) == name)
            .map(|&(_, value)| value)
    };
    let key = option(vm, "key").filter(|&key| key != vm.one.none);
    let reverse = match option(vm, "reverse") {
        Some(value) => vm.truth(value)?,
        None => false,
    };
    vm.scope(|vm| {
        // The list is empty while it is sorted, as in CPython.
        let taken = match vm.body_mut(list) {
            Body::List(held) => std::mem::take(&mut **held),
            _ => return Ok(()),
        };
        let items = taken.items().to_vec();
        let result = sorted(vm, &items, key, reverse);
        let mut order = items;
        let outcome = match result {
            Ok(sorted) => {
                order = sorted;
                Ok(())
            }
            Err(exc) => Err(exc),
        };
        let mut taken = taken;
        for (place, &item) in order.iter().enumerate() {
            let _ = taken.set_item(place, item);
        }
        if let Body::List(held) = vm.body_mut(list) {
            **held = taken;
        }
        vm.resized(list);
        outcome
    })
}

fn sorted(vm: &mut Vm, items: &[Ref], key: Option<Ref>, reverse: bool) -> R<Vec<Ref>> {
    let mut pairs: Vec<(Ref, Ref)> = Vec::with_capacity(items.len());
    for &item in items {
        let value = match key {
            Some(key) => {
                let value = vm.call_args(key, &Args::pos(&[item]))?;
                vm.own(value)
            }
            None => item,
        };
        pairs.push((value, item));
    }
    if reverse {
        pairs.reverse();
    }
    // A merge sort, so that a comparison may fail at any point.
    let mut width = 1;
    let mut from = pairs;
    while width < from.len() {
        let mut to = Vec::with_capacity(from.len());
        for start in (0..from.len()).step_by(2 * width) {
            let (middle, end) = (
                (start + width).min(from.len()),
                (start + 2 * width).min(from.len()),
            );
            let (mut left, mut right) = (start, middle);
            while left < middle && right < end {
                if vm.compare_bool(Compare::Lt, from[right].0, from[left].0)? {
                    to.push(from[right]);
                    right += 1;
                } else {
                    to.push(from[left]);
                    left += 1;
                }
            }
            to.extend_from_slice(&from[left..middle]);
            to.extend_from_slice(&from[right..end]);
        }
        from = to;
        width *= 2;
    }
    if reverse {
        from.reverse();
    }
    Ok(from.into_iter().map(|(_, item)| item).collect())
}
