//! How an instance is laid out, with and without __slots__.
