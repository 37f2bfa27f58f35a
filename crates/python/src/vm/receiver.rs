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
        if name == "__new__" {
            return self.check_new(owner, args.pos.first().copied());
        }
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
        let text = if is_slot {
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

    /// `tp_new_wrapper`: what is made must be of the type, or of one derived from it.
    fn check_new(&mut self, owner: Kind, class: Option<Ref>) -> R<()> {
        let name = owner.name();
        let Some(class) = class else {
            return Err(self.type_error(format!("{name}.__new__(): not enough arguments")));
        };
        if !matches!(self.body(class), Body::Type(_)) {
            let text = format!(
                "{name}.__new__(X): X is not a type object ({})",
                self.tp_name(class)
            );
            return Err(self.type_error(text));
        }
        if owner == Kind::Object || self.is_subclass(class, self.kind(owner)) {
            return Ok(());
        }
        let given = self.class_tp_name(class);
        Err(self.type_error(format!(
            "{name}.__new__({given}): {given} is not a subtype of {name}"
        )))
    }
}
