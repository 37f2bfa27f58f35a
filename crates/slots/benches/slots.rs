//! What an attribute costs in time: by slot, by value beside shared keys, and by dictionary.

fn main() {
    divan::main();
}
