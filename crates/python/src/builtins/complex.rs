//! `complex`.

use super::Attribute;
use crate::objects::Body;

pub(super) const ATTRIBUTES: &[Attribute] = &[(
    "real",
    |vm, object| {
        let Body::Complex(real, _) = vm.body(object) else {
            return Ok(vm.none());
        };
        let real = *real;
        Ok(vm.float(real))
    },
    None,
)];
