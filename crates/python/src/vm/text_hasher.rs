//! [`TextHasher`]: a quick hash for tables whose keys are short texts.

use std::hash::Hasher;

/// Multiplies and rotates, a word at a time. Nobody can make a program slow with it: such tables hold what the program's own text says.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TextHasher(u64);

impl TextHasher {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for TextHasher {
    fn finish(&self) -> u64 {
        // The upper bits of a product are the good ones.
        self.0.rotate_left(26)
    }

    fn write(&mut self, bytes: &[u8]) {
        let mut words = bytes.chunks_exact(8);
        for word in &mut words {
            let mut buffer = [0; 8];
            buffer.copy_from_slice(word);
            self.add(u64::from_le_bytes(buffer));
        }
        let rest = words.remainder();
        let mut buffer = [0; 8];
        buffer[..rest.len()].copy_from_slice(rest);
        self.add(u64::from_le_bytes(buffer));
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }
}
