//! Which contender a process is, where one program holds several.

use crate::meter::Run;

/// The argument that makes a process a contender's. The contender's name follows.
pub const CHILD: &str = "--child";

/// The contender whose process this is, if it is one's.
///
/// # Panics
///
/// When there is none of that name.
pub fn run(args: &[String], contenders: &[(&str, Run)]) -> Option<Run> {
    let name = args.get(args.iter().position(|arg| arg == CHILD)? + 1);
    let found = contenders
        .iter()
        .find(|(known, _)| name.is_some_and(|name| name == known));
    Some(found.expect("the parent names a contender").1)
}
