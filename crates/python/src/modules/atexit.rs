//! The module `atexit`: what is called when the interpreter ends.

use objects::Ref;

use crate::builtins::arity;
use crate::objects::Stream;
use crate::vm::{Args, Exc, R, Vm};

/// One registered call; each part is counted.
#[derive(Clone, Debug)]
pub(crate) struct ExitFunction {
    func: Ref,
    args: Vec<Ref>,
    kw: Vec<(Ref, Ref)>,
}

impl ExitFunction {
    /// What it holds.
    pub(crate) fn references(&self) -> impl Iterator<Item = Ref> {
        [self.func]
            .into_iter()
            .chain(self.args.iter().copied())
            .chain(self.kw.iter().flat_map(|&(key, value)| [key, value]))
    }
}

pub(super) fn make(vm: &mut Vm) -> Ref {
    let (module, dict) = vm.new_module("atexit");
    vm.define(dict, "register", |vm, args| {
        let Some((&func, rest)) = args.pos.split_first() else {
            return Err(vm.type_error("register() takes at least 1 argument (0 given)"));
        };
        if !vm.callable(func) {
            return Err(vm.type_error("the first argument must be callable"));
        }
        let entry = ExitFunction {
            func,
            args: rest.to_vec(),
            kw: args.kw.to_vec(),
        };
        let held: Vec<Ref> = entry.references().collect();
        vm.increfs(&held);
        vm.exit_functions.push(entry);
        Ok(vm.incref(func))
    });
    vm.define(dict, "unregister", |vm, args| {
        arity(vm, args, "atexit.unregister", 1, 1, 0)?;
        let mut at = 0;
        while let Some(entry) = vm.exit_functions.get(at) {
            let func = entry.func;
            if vm.equal(func, args.pos[0])? && at < vm.exit_functions.len() {
                let entry = vm.exit_functions.remove(at);
                vm.let_go(&entry);
            } else {
                at += 1;
            }
        }
        Ok(vm.none())
    });
    vm.define(dict, "_clear", |vm, _| {
        while let Some(entry) = vm.exit_functions.pop() {
            vm.let_go(&entry);
        }
        Ok(vm.none())
    });
    vm.define(dict, "_ncallbacks", |vm, _| {
        let count = vm.exit_functions.len();
        Ok(vm.int_usize(count))
    });
    vm.define(dict, "_run_exitfuncs", |vm, _| {
        vm.run_exit_functions();
        Ok(vm.none())
    });
    module
}

impl Vm {
    fn let_go(&mut self, entry: &ExitFunction) {
        for held in entry.references() {
            self.decref(held);
        }
    }

    /// Calls what was registered, the last first; what one raises is printed, and the others are called.
    pub(crate) fn run_exit_functions(&mut self) {
        while let Some(entry) = self.exit_functions.pop() {
            let result: R = self.call_args(
                entry.func,
                &Args {
                    pos: &entry.args,
                    kw: &entry.kw,
                },
            );
            match result {
                Ok(value) => self.decref(value),
                Err(Exc::Stop(stop)) => {
                    self.end_run(stop);
                }
                Err(exc) => self.exit_error(entry.func, exc),
            }
            self.let_go(&entry);
        }
    }

    fn exit_error(&mut self, func: Ref, exc: Exc) {
        if self.since(10) {
            let func = self.plain_repr(func);
            let first = if self.since(13) {
                format!("Exception ignored in atexit callback {func}:")
            } else {
                format!("Exception ignored in atexit callback: {func}")
            };
            self.unraisable(&first, exc);
            return;
        }
        self.write(Stream::Err, "Error in atexit._run_exitfuncs:\n");
        if let Ok(exception) = self.settle(exc) {
            self.print_exception(exception);
            self.decref(exception);
        }
    }
}
