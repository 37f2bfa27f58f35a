//! `super`.

use crate::objects::{Body, NativeFn, Super};
use crate::vm::{Args, R, Vm};

/// Its methods.
pub(super) const SUPER: &[(&str, NativeFn)] =
    &[("__new__", new_super), ("__init__", |vm, _| Ok(vm.none()))];

fn new_super(vm: &mut Vm, args: &Args<'_>) -> R {
    let (class, this) = match args.pos {
        [_, class, this] => (*class, *this),
        [_] => {
            let frame = vm.top();
            let cell = frame
                .body
                .variables
                .iter()
                .rposition(|&name| name == name)
                .map(|_| ());
            let _ = cell;
            let (variables, locals) = (frame.body.variables.clone(), frame.locals.clone());
            let place = variables
                .iter()
                .rposition(|&name| vm.text(name) == "__class__");
            let cell = place.and_then(|place| locals[place].get());
            let class = match cell.map(|cell| vm.body(cell)) {
                Some(Body::Cell(Some(class))) => *class,
                Some(Body::Cell(None)) => {
                    return Err(vm.error("RuntimeError", "super(): empty __class__ cell"));
                }
                _ => return Err(vm.error("RuntimeError", "super(): __class__ cell not found")),
            };
            let Some(mut this) = locals.first().and_then(|value| value.get()) else {
                return Err(vm.error("RuntimeError", "super(): no arguments"));
            };
            if let Body::Cell(Some(held)) = vm.body(this) {
                this = *held;
            }
            (class, this)
        }
        _ => return Err(vm.unsupported("super with one argument")),
    };
    let this_class = if matches!(vm.body(this), Body::Type(_)) && vm.is_subclass(this, class) {
        this
    } else if vm.is_subclass(vm.type_of(this), class) {
        vm.type_of(this)
    } else {
        return Err(vm.type_error("super(type, obj): obj must be an instance or subtype of type"));
    };
    vm.incref(class);
    vm.incref(this);
    vm.incref(this_class);
    Ok(vm.alloc(Body::Super(Box::new(Super {
        class,
        this: Some(this),
        this_class: Some(this_class),
    }))))
}
