//! Making a text of something.

use crate::builtins::arguments::{Signature, rest, unpack};
use crate::objects::{Body, Kind, NativeFn};
use crate::vm::{Args, R, Vm};

const STR: Signature = Signature {
    name: "str",
    params: &["object", "encoding", "errors"],
    unnamed: 0,
    required: 0,
    by_place: 3,
};

fn new(vm: &mut Vm, args: &Args<'_>) -> R {
    let class = args.pos[0];
    let given = rest(args);
    if vm.since(13) && given.pos.len() > 3 {
        crate::builtins::arguments::check_positional(vm, "str", given.pos.len(), 0, 3)?;
    }
    let [object, encoding, errors] = unpack(vm, &given, &STR)?;
    let exact = class == vm.kind(Kind::Str);
    let made = match (object, encoding, errors) {
        (None, ..) => vm.str(""),
        (Some(object), None, None) => {
            if exact && vm.type_of(object) == class {
                return Ok(vm.incref(object));
            }
            vm.str_object(object)?
        }
        (Some(object), encoding, errors) => {
            let encoding = match encoding {
                Some(name) => {
                    let which = if vm.since(10) {
                        "argument 'encoding'"
                    } else {
                        "argument 2"
                    };
                    crate::builtins::arguments::text_argument(vm, "str", which, name)?
                }
                None => "utf-8".to_owned(),
            };
            let errors = match errors {
                Some(name) => {
                    let which = if vm.since(10) {
                        "argument 'errors'"
                    } else {
                        "argument 3"
                    };
                    crate::builtins::arguments::text_argument(vm, "str", which, name)?
                }
                None => "strict".to_owned(),
            };
            let bytes = match vm.body(object) {
                Body::Bytes(bytes) => bytes.as_slice().to_vec(),
                Body::ByteArray(bytes) => bytes.bytes().to_vec(),
                Body::Str(_) => return Err(vm.type_error("decoding str is not supported")),
                _ => {
                    let text = format!(
                        "decoding to str: need a bytes-like object, {} found",
                        vm.tp_name(object)
                    );
                    return Err(vm.type_error(text));
                }
            };
            let text = super::decode(vm, &bytes, &encoding, &errors, object)?;
            vm.str(text)
        }
    };
    if exact {
        return Ok(made);
    }
    let made = vm.own(made);
    let Body::Str(text) = vm.body(made) else {
        return Ok(vm.incref(made));
    };
    let mut text = text.clone();
    text.interned = false;
    Ok(vm.instance(class, Body::Str(text)))
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", new),
    ("__str__", |vm, args| {
        crate::builtins::arguments::operands(vm, args, 0, 0)?;
        super::unchanged(vm, args.pos[0])
    }),
    ("__getnewargs__", |vm, args| {
        crate::builtins::arity(vm, args, "str.__getnewargs__", 0, 0, 1)?;
        let text = super::this(vm, args);
        let text = vm.str(text);
        Ok(vm.tuple(vec![text]))
    }),
];
