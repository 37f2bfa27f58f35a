//! `import`.

use crate::vm::{R, Vm};

impl Vm {
    pub(super) fn op_import_name(&mut self, index: u32) -> R<()> {
        let name = self.top().body.names[index as usize];
        let (names, level) = (self.pop(), self.pop());
        let list = names.get().unwrap_or(self.one.none);
        let depth = level.get().and_then(|level| self.i64_value(level));
        let result = self.import_name(name, list, depth.unwrap_or(0));
        self.close(names);
        self.close(level);
        let module = result?;
        self.push(module);
        Ok(())
    }

    pub(super) fn op_import_from(&mut self, index: u32) -> R<()> {
        let name = self.top().body.names[index as usize];
        let module = self.peek(1);
        let value = self.import_from(module, name)?;
        self.push(value);
        Ok(())
    }

    pub(super) fn op_import_star(&mut self) -> R<()> {
        let module = self.pop();
        let result = module
            .get()
            .map_or(Ok(()), |module| self.import_star(module));
        self.close(module);
        result?;
        Ok(())
    }
}
