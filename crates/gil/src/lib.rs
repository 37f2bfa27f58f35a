//! One thread at a time: the lock of the interpreter.
