//! That nobody is fast because nothing is collected.

use crate::held::{ALLOCATOR, Held};
use crate::meter::{Meter, Run};

/// Runs each operation of each contender twice, on few objects.
///
/// # Panics
///
/// When something is left behind by the second run that the first didn't leave behind:
/// what ought to be collected isn't, and its time is no time of a collection.
pub fn check(contenders: &[(&str, Run)], operations: &[&str]) {
    for (name, run) in contenders {
        for operation in operations {
            let mut left = [0; 2];
            for left in &mut left {
                // One that can't do it leaves nothing behind.
                let _ = run(operation, 1000, &mut Meter::new(&mut Held::default()));
                *left = ALLOCATOR.allocated();
            }
            assert_eq!(left[0], left[1], "{name} leaks in `{operation}`");
        }
    }
}
