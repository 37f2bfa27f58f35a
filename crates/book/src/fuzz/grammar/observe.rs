//! What is printed.

use super::{Kind, Writer};
use crate::fuzz::program::Statement;

/// The count of what a name holds; the empty tuple is shared by all, and has none worth telling.
pub(super) fn count_of(name: &str, kind: Kind) -> String {
    match kind {
        Kind::Tuple => format!("sys.getrefcount({name}) if {name} else '-'"),
        _ => format!("sys.getrefcount({name})"),
    }
}

impl Writer {
    /// Prints something about a name.
    pub(super) fn observe(&mut self) -> Vec<Statement> {
        let Some((name, kind)) = self.any() else {
            return vec![self.assign()];
        };
        let line = match (self.random.below(14), kind) {
            (_, Kind::Finalizer) => match self.random.below(4) {
                0 => format!("print({name}.detach() is None)"),
                1 => format!("{name}()"),
                _ => format!("print({name}.alive)"),
            },
            (0..=6, Kind::Error) => {
                format!("print({name}.__traceback__ is None, len({name}.args))")
            }
            (_, Kind::Proxy) => format!("print(type({name}).__name__)"),
            (0..=6, Kind::Method) => format!("print(type({name}.__self__).__name__)"),
            (_, Kind::Weak) => format!("print({name}() is None)"),
            (_, Kind::Values | Kind::Keys | Kind::WeakSet) => format!("print(len({name}))"),
            (0, _) => format!("print(gc.is_tracked({name}))"),
            (
                1,
                Kind::List
                | Kind::Dict
                | Kind::Set
                | Kind::Tuple
                | Kind::Bytes
                | Kind::Instance(_)
                | Kind::Text,
            ) => {
                format!("print(sys.getsizeof({name}))")
            }
            (2, Kind::List | Kind::Dict | Kind::Set | Kind::Tuple | Kind::Bytes) => {
                format!("print(len({name}))")
            }
            (3, Kind::List | Kind::Tuple | Kind::Instance(_)) => {
                format!("print(sorted(type(o).__name__ for o in gc.get_referents({name})))")
            }
            (4, Kind::Instance(_) | Kind::Function) if self.weak => {
                format!(
                    "print(weakref.getweakrefcount({name}) if hasattr({name}, '__weakref__') else '-')"
                )
            }
            (5, _) => match self.any() {
                Some((other, _)) => format!("print({name} is {other})"),
                None => format!("print({name} is {name})"),
            },
            (6, Kind::Instance(_)) => format!("print(len(getattr({name}, '__dict__', ())))"),
            (7, Kind::Function) => format!("print(type({name}()).__name__)"),
            (8, _) => {
                format!("print(gc.is_finalized({name}) if sys.version_info >= (3, 9) else '-')")
            }
            (9, Kind::Instance(number)) => {
                let class = self.classes[number].name.clone();
                // The first one dies before: see the rule "pools of the start".
                format!(
                    "{name} = None; {name} = {class}(); i = id({name}); {name} = None; {name} = {class}(); print(id({name}) == i)"
                )
            }
            (12, Kind::List | Kind::Dict | Kind::Instance(_)) => {
                format!("print(sorted(type(o).__name__ for o in gc.get_referrers({name})))")
            }
            // Small numbers and short texts are shared with who knows whom.
            (_, Kind::Number | Kind::Text) => format!("print(type({name}).__name__)"),
            _ => format!("print({})", count_of(&name, kind)),
        };
        vec![Statement::line(line)]
    }

    /// Lets go of everything.
    pub(super) fn end(&mut self) -> Vec<Statement> {
        let mut body = Vec::new();
        if self.weak || self.random.one_in(2) {
            body.push(Statement::line(
                "for name in 'abcdefghz': globals().pop(name, None)",
            ));
            body.push(Statement::line("print('at last', gc.collect())"));
        }
        body.push(Statement::line("print('end')"));
        body
    }
}
