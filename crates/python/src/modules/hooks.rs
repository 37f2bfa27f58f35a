//! `sys.excepthook` and `sys.unraisablehook` as they are before a program changes them.

use objects::Ref;

use crate::builtins::arity;
use crate::objects::Body;
use crate::vm::{Exc, Vm};

/// Puts them into the namespace of `sys`, each under two names.
pub(super) fn boot(vm: &mut Vm, dict: Ref) {
    vm.define(dict, "excepthook", |vm, args| {
        arity(vm, args, "excepthook", 3, 3, 0)?;
        if matches!(vm.body(args.pos[1]), Body::Exception(_)) {
            vm.display(args.pos[1]);
        }
        Ok(vm.none())
    });
    vm.define(dict, "unraisablehook", |vm, args| {
        arity(vm, args, "unraisablehook", 1, 1, 0)?;
        let info = args.pos[0];
        let exception = vm.getattr_str(info, "exc_value")?;
        let object = vm.getattr_str(info, "object")?;
        let object = vm.own(object);
        let message = vm.getattr_str(info, "err_msg")?;
        let message = vm.own(message);
        if !matches!(vm.body(exception), Body::Exception(_)) {
            vm.decref(exception);
            return Ok(vm.none());
        }
        let none = vm.one.none;
        let mut line = if message == none {
            "Exception ignored in".to_owned()
        } else {
            vm.str_of(message)?
        };
        if object != none {
            let shown = vm.repr_of(object)?;
            line = format!("{line}: {shown}");
        } else if message != none {
            line.push(':');
        }
        vm.display_unraisable(&line, Exc::Raised(exception));
        Ok(vm.none())
    });
    vm.define(dict, "displayhook", |vm, args| {
        arity(vm, args, "displayhook", 1, 1, 0)?;
        let (value, none) = (args.pos[0], vm.one.none);
        if value != none {
            let builtins = vm.builtins;
            vm.dict_set_str(builtins, "_", none);
            let text = vm.repr_of(value)?;
            vm.write_to("stdout", &format!("{text}\n"))?;
            vm.dict_set_str(builtins, "_", value);
        }
        Ok(vm.none())
    });
    for name in ["excepthook", "unraisablehook", "displayhook"] {
        if let Some(hook) = vm.dict_get_str(dict, name) {
            vm.dict_set_str(dict, &format!("__{name}__"), hook);
        }
    }
}
