//! `compile`, `eval` and `exec`: text that becomes code while a program runs.

use std::rc::Rc;

use objects::Ref;

use super::{Args, Exc, R, Vm};
use crate::compile::Mode;
use crate::objects::{Body, Frame, Return, SourceFile, Val};
use crate::source::Problem;

impl Vm {
    /// A code object of a text. The frames of it quote the program's lines only if they have the program's name.
    pub(crate) fn compile_text(
        &mut self,
        text: &str,
        name: &str,
        mode: Mode,
        postpones: bool,
    ) -> R {
        let (code, tree) = self.compile_in_tree(text, name, mode, postpones)?;
        for constant in tree {
            self.decref(constant);
        }
        Ok(code)
    }

    /// The same for a text that runs at once, with the references that its syntax tree holds meanwhile.
    pub(crate) fn compile_in_tree(
        &mut self,
        text: &str,
        name: &str,
        mode: Mode,
        postpones: bool,
    ) -> R<(Ref, Vec<Ref>)> {
        let lines = if name == self.main_file.name {
            self.main_file.lines.clone()
        } else {
            Vec::new()
        };
        let file = Rc::new(SourceFile {
            name: name.to_owned(),
            lines,
            is_program: true,
        });
        match crate::compile::compile_text(text, self.version, mode, postpones) {
            Ok(compiled) => {
                self.warn_of_text(&compiled.warnings, &file)?;
                Ok(self.code_in_tree(&compiled.draft, &compiled.written, &file))
            }
            Err(problem) => Err(self.syntax_error(problem.locate(text), text, name)),
        }
    }

    /// Whether the code that runs keeps annotations as texts, and so hands that on to what it compiles.
    pub(crate) fn postpones(&self) -> bool {
        let frame = self.thread.frames.last();
        frame.is_some_and(|frame| frame.body.flags.postponed)
    }

    /// A problem with a text as the exception that it is.
    pub(crate) fn syntax_error(&mut self, problem: Problem, text: &str, name: &str) -> Exc {
        if problem.kind == "Unsupported" {
            let place = match problem.position {
                Some(position) => format!(" (line {})", position.line),
                None => String::new(),
            };
            return self.unsupported(format!("{}{place}", problem.text));
        }
        self.scope(|vm| {
            let class = vm.exceptions[problem.kind];
            let message = vm.str(problem.text.as_str());
            let message = vm.own(message);
            let none = vm.one.none;
            let file = vm.str(name);
            let file = vm.own(file);
            let shown = vm.shown_line(&problem, text, name);
            let shown = match shown {
                Some(line) => {
                    let line = vm.str(line);
                    vm.own(line)
                }
                None => none,
            };
            let mut parts = vec![file];
            match problem.position {
                Some(position) => {
                    let number = |vm: &mut Vm, value: u32| {
                        let value = vm.int_i64(i64::from(value));
                        vm.own(value)
                    };
                    parts.push(number(vm, position.line));
                    parts.push(number(vm, position.column + 1));
                    parts.push(shown);
                    if vm.since(10) {
                        parts.push(number(vm, position.end_line));
                        let end = problem
                            .end_offset
                            .unwrap_or(i64::from(position.end_column) + 1);
                        let end = vm.int_i64(end);
                        parts.push(vm.own(end));
                    }
                }
                None => parts.extend([none, none, shown]),
            }
            let parts = vm.increfs(&parts);
            let info = vm.tuple(parts);
            let info = vm.own(info);
            match vm.call_args(class, &Args::pos(&[message, info])) {
                Ok(exception) => Exc::Raised(exception),
                Err(exc) => exc,
            }
        })
    }

    /// The line that the exception quotes. What isn't the parser's own error quotes a file's line, and a text has no file.
    fn shown_line(&self, problem: &Problem, text: &str, name: &str) -> Option<String> {
        let line = problem.position?.line as usize;
        if !problem.is_parsers && name != self.main_file.name {
            return None;
        }
        let found = text.split('\n').nth(line.checked_sub(1)?)?;
        let is_last = text.split('\n').count() == line;
        let newline = if is_last && !self.since(10) { "" } else { "\n" };
        Some(format!("{}{newline}", found.trim_end_matches('\r')))
    }

    /// Runs code, borrowed, in namespaces, borrowed.
    pub(crate) fn run_code(&mut self, code: Ref, globals: Ref, names: Ref) -> R {
        let Body::Code(value) = self.body(code) else {
            unreachable!("only code is run")
        };
        let body = value.shared.clone();
        for held in [code, globals, names] {
            self.incref(held);
        }
        self.frame_made(&body);
        let frame = Box::new(Frame {
            code,
            globals,
            counted: true,
            func: None,
            names: Some(names),
            locals: vec![Val::Null; body.variables.len()],
            stack: Vec::new(),
            blocks: Vec::new(),
            ip: 0,
            returns: Return::Native,
            object: None,
            generator: None,
            traced: 0,
            body,
        });
        self.guard_native(|vm| vm.run(frame))
    }

    /// `PRINT_EXPR`: `sys.displayhook(value)`.
    pub(super) fn print_expression(&mut self) -> R<()> {
        let value = self.pop();
        let Some(object) = value.get() else {
            return Ok(());
        };
        let result = match self.sys_attribute("displayhook") {
            Some(hook) => {
                self.incref(hook);
                let result = self.call_args(hook, &Args::pos(&[object]));
                self.decref(hook);
                result.map(|result| self.decref(result))
            }
            None => Err(self.error("RuntimeError", "lost sys.displayhook")),
        };
        self.close(value);
        result
    }
}
