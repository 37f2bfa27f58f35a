//! Output.

use objects::Ref;

use super::{R, Stop, Vm};
use crate::objects::{Body, Stream};

impl Vm {
    /// Writes to standard output or standard error.
    pub(crate) fn write(&mut self, stream: Stream, text: &str) {
        self.printed += text.len();
        if self.printed > self.limits.output {
            self.end_run(Stop::Output(self.limits.output));
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
        self.dict_get_str(self.sys_namespace, name)
    }
}
