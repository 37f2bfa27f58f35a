//! The object that a method of a built-in type is for.

use objects::Ref;

use super::{Args, R, Vm};
use crate::objects::{Body, Kind};

impl Vm {
    /// Refuses a method that is called without an object of its type: `descr_check`.
    pub(crate) fn check_receiver(&mut self, method: Ref, args: &Args<'_>) -> R<()> {
        let Body::Native(native) = self.body(method) else {
            return Ok(());
        };
        let (name, is_slot) = (native.name, native.kind == Kind::WrapperDescriptor);
        let (Some(owner), None) = (native.owner, native.this) else {
            return Ok(());
        };
        let Some(&this) = args.pos.first() else {
            let text = if is_slot || !self.since(9) {
                format!(
                    "descriptor '{name}' of '{}' object needs an argument",
                    owner.name()
                )
            } else {
                format!("unbound method {}.{name}() needs an argument", owner.name())
            };
            return Err(self.type_error(text));
        };
        if owner == Kind::Object || self.is_kind(this, owner) || self.get(this).kind() == owner {
            return Ok(());
        }
        let given = self.tp_name(this);
        let text = if is_slot || !self.since(9) {
            format!(
                "descriptor '{name}' requires a '{}' object but received a '{given}'",
                owner.name()
            )
        } else {
            format!(
                "descriptor '{name}' for '{}' objects doesn't apply to a '{given}' object",
                owner.name()
            )
        };
        Err(self.type_error(text))
    }
}
