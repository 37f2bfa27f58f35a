//! Where an unpickler reads from: bytes, or a file's methods.

use objects::Ref;

use super::unpickling_error;
use crate::objects::Body;
use crate::vm::{Args, Exc, R, Vm};

pub(super) struct Input {
    bytes: Vec<u8>,
    at: usize,
    /// The file's methods, borrowed.
    read: Option<Ref>,
    readline: Option<Ref>,
}

pub(super) fn truncated(vm: &mut Vm) -> Exc {
    unpickling_error(vm, "pickle data was truncated")
}

impl Input {
    pub(super) fn of_bytes(bytes: Vec<u8>) -> Input {
        Input {
            bytes,
            at: 0,
            read: None,
            readline: None,
        }
    }

    pub(super) fn of_file(read: Option<Ref>, readline: Option<Ref>) -> Input {
        Input {
            bytes: Vec::new(),
            at: 0,
            read,
            readline,
        }
    }

    /// So many bytes.
    pub(super) fn take(&mut self, vm: &mut Vm, count: usize) -> R<Vec<u8>> {
        self.need(vm, count)?;
        let taken = self.bytes[self.at..self.at + count].to_vec();
        self.at += count;
        Ok(taken)
    }

    /// The number of an instruction with so many bytes.
    pub(super) fn number(&mut self, vm: &mut Vm, count: usize) -> R<u64> {
        let bytes = self.take(vm, count)?;
        Ok(bytes
            .iter()
            .rev()
            .fold(0, |number, &byte| number << 8 | u64::from(byte)))
    }

    /// Sees that so many bytes can be taken.
    pub(super) fn need(&mut self, vm: &mut Vm, count: usize) -> R<()> {
        let left = self.bytes.len() - self.at;
        if count <= left {
            return Ok(());
        }
        let Some(read) = self.read else {
            return Err(truncated(vm));
        };
        vm.check_items(count / 8 + 1, 1)?;
        let wanted = vm.int_usize(count - left);
        let data = vm.call_args(read, &Args::pos(&[wanted]));
        vm.decref(wanted);
        self.refill(vm, data?)?;
        if self.bytes.len() < count {
            return Err(truncated(vm));
        }
        Ok(())
    }

    /// Puts what a file gave, owned, behind what is left.
    fn refill(&mut self, vm: &mut Vm, data: Ref) -> R<()> {
        let given = match vm.body(data) {
            Body::Bytes(bytes) => Some(bytes.as_slice().to_vec()),
            _ => vm.buffer(data),
        };
        let Some(given) = given else {
            let text = format!(
                "a bytes-like object is required, not '{}'",
                vm.tp_name(data)
            );
            vm.decref(data);
            return Err(vm.type_error(text));
        };
        vm.decref(data);
        self.bytes.drain(..self.at);
        self.at = 0;
        self.bytes.extend(given);
        Ok(())
    }

    /// A line without its end, at least this long.
    pub(super) fn line(&mut self, vm: &mut Vm, least: usize) -> R<Vec<u8>> {
        let end = |input: &Input| {
            let rest = &input.bytes[input.at..];
            rest.iter().position(|&byte| byte == b'\n')
        };
        if end(self).is_none()
            && let Some(readline) = self.readline
        {
            let data = vm.call_args(readline, &Args::pos(&[]))?;
            self.refill(vm, data)?;
        }
        let Some(len) = end(self).filter(|&len| len >= least) else {
            return Err(truncated(vm));
        };
        let line = self.bytes[self.at..self.at + len].to_vec();
        self.at += len + 1;
        Ok(line)
    }
}
