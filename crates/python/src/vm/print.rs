//! Output, and exceptions that nobody caught.

use objects::Ref;

use super::{Args, Exc, R, Stop, Vm};
use crate::objects::{Body, Stream};

impl Vm {
    /// Writes to standard output or standard error.
    pub(crate) fn write(&mut self, stream: Stream, text: &str) {
        self.printed += text.len();
        if self.printed > self.limits.output {
            self.stop.get_or_insert(Stop::Output(self.limits.output));
            return;
        }
        let is_err = stream == Stream::Err;
        match self.output.last_mut() {
            Some((last, held)) if *last == is_err => held.push_str(text),
            _ => self.output.push((is_err, text.to_owned())),
        }
    }

    /// Writes to `sys.stdout` or `sys.stderr`, whatever the program put there.
    pub(crate) fn write_to(&mut self, stream: &str, text: &str) -> R<()> {
        let file = self.sys_attribute(stream);
        match file {
            Some(file) => self.write_file(file, text),
            None => Ok(()),
        }
    }

    /// `file.write(text)`
    pub(crate) fn write_file(&mut self, file: Ref, text: &str) -> R<()> {
        if let Body::File(stream) = self.body(file) {
            let stream = *stream;
            self.write(stream, text);
            return Ok(());
        }
        if file == self.one.none {
            return Ok(());
        }
        let text = self.str(text);
        let result = self.call_method(file, "write", &[text]);
        self.decref(text);
        let result = result?;
        self.decref(result);
        Ok(())
    }

    pub(crate) fn sys_attribute(&self, name: &str) -> Option<Ref> {
        let sys = self.dict_get_str(self.modules, "sys")?;
        match self.body(sys) {
            Body::Module { dict } => self.dict_get_str(*dict, name),
            _ => None,
        }
    }

    /// Reports an exception that nobody can catch: `sys.unraisablehook`.
    pub(crate) fn unraisable(&mut self, first_line: &str, exc: Exc) {
        if self.sys_attribute("unraisablehook").is_some() {
            let what = "sys.unraisablehook".to_owned();
            self.stop.get_or_insert(Stop::Unsupported(what));
        }
        let exception = match self.settle(exc) {
            Ok(exception) => exception,
            Err(stop) => {
                self.stop.get_or_insert(stop);
                return;
            }
        };
        let text = self.traceback_text(exception, false).unwrap_or_default();
        self.write(Stream::Err, &format!("{first_line}\n{text}"));
        self.decref(exception);
    }

    /// Prints a traceback to standard error. The exception is borrowed.
    pub(crate) fn print_exception(&mut self, exception: Ref) {
        if self.sys_attribute("excepthook").is_some() {
            let what = "sys.excepthook".to_owned();
            self.stop.get_or_insert(Stop::Unsupported(what));
        }
        let text = self.traceback_text(exception, true).unwrap_or_default();
        self.write(Stream::Err, &text);
    }

    /// `callable(*args)` whose result nobody wants.
    pub(crate) fn call_quietly(&mut self, callable: Ref, args: &[Ref]) -> R<()> {
        let result = self.call_args(callable, &Args::pos(args))?;
        self.decref(result);
        Ok(())
    }
}
