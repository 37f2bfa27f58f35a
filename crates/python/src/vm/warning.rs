//! Warnings that the interpreter itself gives.

use objects::Ref;

use super::{Args, R, Vm};
use crate::objects::{AsyncAction, Body, SourceFile};

impl Vm {
    /// A coroutine dies that nobody awaited (`_PyErr_WarnUnawaitedCoroutine`).
    pub(super) fn warn_unawaited(&mut self, coroutine: Ref) {
        let Body::Generator(state) = self.body(coroutine) else {
            return;
        };
        let text = format!(
            "coroutine '{}' was never awaited",
            self.text(state.qualname)
        );
        self.warn_here(&text);
    }

    /// A step of an asynchronous generator dies that nobody awaited (`_PyErr_WarnUnawaitedAgenMethod`, from 3.13).
    pub(super) fn warn_unawaited_step(&mut self, step: Ref) {
        let Body::AsyncStep(step) = self.body(step) else {
            return;
        };
        let method = match step.action {
            AsyncAction::Send(_) => "asend",
            AsyncAction::Throw(_) => "athrow",
            AsyncAction::Close => "aclose",
        };
        let Body::Generator(state) = self.body(step.generator) else {
            return;
        };
        let text = format!(
            "coroutine method '{method}' of {} was never awaited",
            self.plain_repr(state.qualname)
        );
        self.warn_here(&text);
    }

    fn warn_here(&mut self, text: &str) {
        let Some(frame) = self.thread.frames.last() else {
            return;
        };
        let line = self.line_of(frame);
        let file = frame.body.file.clone();
        let more = "RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n";
        let done = self.warn("RuntimeWarning", text, &file, line, more);
        if let Err(exc) = done {
            match self.settle(exc) {
                Ok(exception) => self.decref(exception),
                Err(stop) => {
                    self.end_run(stop);
                }
            }
        }
    }

    /// What was found in a text that is compiled. Nobody remembers which of these were shown.
    pub(crate) fn warn_of_text(
        &mut self,
        warnings: &[crate::compile::Warning],
        file: &SourceFile,
    ) -> R<()> {
        for warning in warnings {
            self.warned
                .remove(&(file.name.clone(), warning.line, warning.text.clone()));
            self.warn("SyntaxWarning", &warning.text, file, warning.line, "")?;
        }
        Ok(())
    }

    /// Shows a warning once for each place, or hands it to the module `warnings` if the program has imported that.
    pub(crate) fn warn(
        &mut self,
        category: &'static str,
        text: &str,
        file: &SourceFile,
        line: u32,
        more: &str,
    ) -> R<()> {
        if let Some(module) = self.dict_get_str(self.modules, "warnings") {
            return self.scope(|vm| {
                let message = vm.str(text);
                let message = vm.own(message);
                let class = vm.exceptions[category];
                let name = vm.str(file.name.as_str());
                let name = vm.own(name);
                let number = vm.int_i64(i64::from(line));
                let number = vm.own(number);
                let function = vm.getattr_str(module, "warn_explicit")?;
                let function = vm.own(function);
                let result = vm.call_args(function, &Args::pos(&[message, class, name, number]))?;
                vm.decref(result);
                Ok(())
            });
        }
        let place = (file.name.clone(), line, text.to_owned());
        if !self.warned.insert(place) {
            return Ok(());
        }
        let mut out = format!("{}:{line}: {category}: {text}\n", file.name);
        if let Some(source) = file.lines.get((line as usize).saturating_sub(1)) {
            let source = source.trim();
            if !source.is_empty() {
                out.push_str(&format!("  {source}\n"));
            }
        }
        out.push_str(more);
        self.write_to("stderr", &out)
    }
}
