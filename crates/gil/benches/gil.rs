//! bench
fn main() {
    divan::main()
}
