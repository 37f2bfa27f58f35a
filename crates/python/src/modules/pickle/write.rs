//! The bytes of a pickle, in frames from protocol 4 on.

use objects::Ref;

use super::opcode;
use crate::vm::{Args, R, Vm};

/// From this size on a frame has a head.
const FRAME_SIZE_MIN: usize = 4;
/// From this size on a frame ends at the next instruction.
const FRAME_SIZE_TARGET: usize = 64 * 1024;
/// The instruction and eight bytes of length.
const FRAME_HEADER_SIZE: usize = 9;

/// What was written and isn't handed over yet.
pub(super) struct Output {
    bytes: Vec<u8>,
    framing: bool,
    frame_start: Option<usize>,
    /// The file's method, borrowed; `dumps` has none.
    write: Option<Ref>,
}

impl Output {
    pub(super) fn new(write: Option<Ref>) -> Output {
        Output {
            bytes: Vec::new(),
            framing: false,
            frame_start: None,
            write,
        }
    }

    pub(super) fn start_framing(&mut self) {
        self.framing = true;
    }

    /// `_Pickler_Write`
    pub(super) fn put(&mut self, bytes: &[u8]) {
        if self.framing && self.frame_start.is_none() {
            self.frame_start = Some(self.bytes.len());
            self.bytes.extend([0; FRAME_HEADER_SIZE]);
        }
        self.bytes.extend_from_slice(bytes);
    }

    /// `_Pickler_CommitFrame`
    pub(super) fn commit_frame(&mut self) {
        let Some(start) = self.frame_start.take() else {
            return;
        };
        let body = start + FRAME_HEADER_SIZE;
        let len = self.bytes.len() - body;
        if len >= FRAME_SIZE_MIN {
            self.bytes[start] = opcode::FRAME;
            self.bytes[start + 1..body].copy_from_slice(&(len as u64).to_le_bytes());
        } else {
            self.bytes.drain(start..body);
        }
    }

    /// Between two objects: a frame that is large enough ends, and goes to the file.
    pub(super) fn opcode_boundary(&mut self, vm: &mut Vm) -> R<()> {
        let Some(start) = self.frame_start else {
            return Ok(());
        };
        if self.bytes.len() - start - FRAME_HEADER_SIZE >= FRAME_SIZE_TARGET {
            self.commit_frame();
            if self.write.is_some() {
                self.flush(vm)?;
            }
        }
        Ok(())
    }

    /// A head and its data; large data stands outside of frames, and goes to the file as it is.
    ///
    /// `payload` is the object with just this data, if there is one: the file gets it itself.
    pub(super) fn put_data(
        &mut self,
        vm: &mut Vm,
        head: &[u8],
        data: &[u8],
        payload: Option<Ref>,
    ) -> R<()> {
        vm.check_items((self.bytes.len() + data.len()) / 8 + 1, 1)?;
        if data.len() < FRAME_SIZE_TARGET {
            self.put(head);
            self.put(data);
            return Ok(());
        }
        self.commit_frame();
        let framing = std::mem::replace(&mut self.framing, false);
        self.put(head);
        match self.write {
            Some(write) => {
                self.flush(vm)?;
                let payload = match payload {
                    Some(payload) => vm.incref(payload),
                    None => vm.bytes(data.to_vec()),
                };
                let done = vm.call_args(write, &Args::pos(&[payload]));
                vm.decref(payload);
                let done = done?;
                vm.decref(done);
            }
            None => self.put(data),
        }
        self.framing = framing;
        Ok(())
    }

    /// Hands what there is to the file.
    pub(super) fn flush(&mut self, vm: &mut Vm) -> R<()> {
        let Some(write) = self.write else {
            return Ok(());
        };
        let bytes = vm.bytes(self.take());
        let done = vm.call_args(write, &Args::pos(&[bytes]));
        vm.decref(bytes);
        let done = done?;
        vm.decref(done);
        Ok(())
    }

    /// What there is.
    pub(super) fn take(&mut self) -> Vec<u8> {
        self.commit_frame();
        std::mem::take(&mut self.bytes)
    }
}
