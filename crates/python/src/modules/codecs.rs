//! `_codecs`: between texts and bytes, by the name of the encoding.

use objects::Ref;

use crate::builtins::arguments::{Signature, unpack};
use crate::objects::Body;
use crate::vm::{Args, R, Vm};

pub(super) fn make(vm: &mut Vm) -> Ref {
    let (module, dict) = vm.new_module("_codecs");
    vm.define(dict, "encode", |vm, args| {
        let (object, encoding, errors) = given(vm, args, "encode")?;
        if !matches!(vm.body(object), Body::Str(_)) {
            return Err(vm.unsupported("_codecs.encode of what is no text"));
        }
        let bytes = crate::builtins::encode(vm, object, &encoding, &errors)?;
        Ok(vm.bytes(bytes))
    });
    vm.define(dict, "decode", |vm, args| {
        let (object, encoding, errors) = given(vm, args, "decode")?;
        let Some(bytes) = vm.buffer(object) else {
            return Err(vm.unsupported("_codecs.decode of what are no bytes"));
        };
        let text = crate::builtins::decode(vm, &bytes, &encoding, &errors, object)?;
        Ok(vm.str(text))
    });
    module
}

/// `(obj, encoding="utf-8", errors="strict")`
fn given(vm: &mut Vm, args: &Args<'_>, name: &'static str) -> R<(Ref, String, String)> {
    let signature = Signature {
        name,
        params: &["obj", "encoding", "errors"],
        unnamed: 0,
        required: 1,
        by_place: 3,
    };
    let [object, encoding, errors] = unpack(vm, args, &signature)?;
    let text = |vm: &Vm, given: Option<Ref>, default: &str| match given {
        Some(given) if matches!(vm.body(given), Body::Str(_)) => vm.text(given).to_owned(),
        _ => default.to_owned(),
    };
    let object = object.unwrap_or(vm.one.none);
    let (encoding, errors) = (text(vm, encoding, "utf-8"), text(vm, errors, "strict"));
    Ok((object, encoding, errors))
}
