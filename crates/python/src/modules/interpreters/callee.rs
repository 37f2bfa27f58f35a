//! Which functions another interpreter can call: those of `builtins`, and those that need nothing but their code.

use objects::Ref;

use crate::code::Op;
use crate::compile::Mode;
use crate::objects::{Body, CodeBody, Function};
use crate::vm::{R, Vm};

/// A function as both interpreters understand it.
#[derive(Clone, Debug)]
pub(super) enum Callee {
    /// A name of `builtins`.
    Builtin(String),
    /// A function in the program's text: its qualified name, and its first line.
    Code { qualname: String, first_line: u32 },
}

impl Callee {
    pub(super) fn of(vm: &Vm, callable: Ref) -> R<Callee> {
        match vm.body(callable) {
            Body::Native(native) if native.this.is_none() => {
                Callee::builtin(vm, callable, native.name)
            }
            Body::Type(class) if !class.is_heap => Callee::builtin(vm, callable, &class.name),
            Body::Function(function) => Callee::code(vm, function),
            _ => Err(refused(vm, &vm.tp_name(callable))),
        }
    }

    fn builtin(vm: &Vm, callable: Ref, name: &str) -> R<Callee> {
        if vm.dict_get_str(vm.builtins, name) == Some(callable) {
            Ok(Callee::Builtin(name.to_owned()))
        } else {
            Err(refused(vm, name))
        }
    }

    /// `_PyFunction_VerifyStateless`
    fn code(vm: &Vm, function: &Function) -> R<Callee> {
        let Body::Code(code) = vm.body(function.code) else {
            return Err(refused(vm, "a function"));
        };
        let body = &code.shared;
        let qualname = vm.text(body.qualname).to_owned();
        let has_state = function.defaults.is_some()
            || function.kwdefaults.is_some()
            || function.closure.is_some()
            || !uses_builtins_only(vm, body, function.globals);
        let is_here = body.file.name == vm.main_file.name && !body.file.lines.is_empty();
        if has_state || !is_here || body.flags.suspends() {
            return Err(refused(vm, &qualname));
        }
        Ok(Callee::Code {
            qualname,
            first_line: body.first_line,
        })
    }

    /// The function over there, owned; its globals are those of `__main__`.
    pub(super) fn make(&self, vm: &mut Vm, globals: Ref) -> R {
        let (qualname, first_line) = match self {
            Callee::Builtin(name) => {
                return match vm.dict_get_str(vm.builtins, name) {
                    Some(found) => Ok(vm.incref(found)),
                    None => Err(refused(vm, name)),
                };
            }
            Callee::Code {
                qualname,
                first_line,
            } => (qualname, *first_line),
        };
        let file = vm.main_file.clone();
        let text = file.lines.join("\n") + "\n";
        let module = vm.compile_text(&text, &file.name, Mode::Exec, false)?;
        let found = find(vm, module, qualname, first_line);
        let made = match found[..] {
            [code] => {
                vm.increfs(&[code, globals]);
                let function = vm.bare_function(code, globals);
                Ok(vm.alloc(Body::Function(Box::new(function))))
            }
            _ => Err(refused(vm, qualname)),
        };
        vm.decref(module);
        made
    }
}

fn refused(vm: &Vm, name: &str) -> crate::vm::Exc {
    vm.unsupported(format!(
        "a call of {name} in another interpreter, which needs more than its code"
    ))
}

/// Whether code, and the code in it, asks for no global name but those of `builtins`.
fn uses_builtins_only(vm: &Vm, body: &CodeBody, globals: Ref) -> bool {
    let mut left = vec![body];
    while let Some(body) = left.pop() {
        for &op in &body.ops {
            let index = match op {
                Op::LoadGlobal(index) | Op::LoadName(index) => index,
                Op::StoreGlobal(_) | Op::DeleteGlobal(_) => return false,
                _ => continue,
            };
            let Some(&name) = body.names.get(index as usize) else {
                return false;
            };
            let name = vm.text(name);
            if vm.dict_get_str(globals, name).is_some()
                || vm.dict_get_str(vm.builtins, name).is_none()
            {
                return false;
            }
        }
        for &constant in &body.consts {
            if let Body::Code(code) = vm.body(constant) {
                left.push(&code.shared);
            }
        }
    }
    true
}

/// The code objects of that name and line, borrowed.
fn find(vm: &Vm, module: Ref, qualname: &str, first_line: u32) -> Vec<Ref> {
    let mut found = Vec::new();
    let mut left = vec![module];
    while let Some(object) = left.pop() {
        let Body::Code(code) = vm.body(object) else {
            continue;
        };
        let body = &code.shared;
        if body.first_line == first_line && vm.text(body.qualname) == qualname {
            found.push(object);
        }
        left.extend(&body.consts);
    }
    found
}
