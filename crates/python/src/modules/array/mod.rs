//! The module `array` (`Modules/arraymodule.c`).

mod change;
mod compare;
mod item;
mod make;
mod read;

use objects::Ref;

use crate::builtins::Attribute;
use crate::objects::{Array, ArrayObject, Body, Extension, Kind, NativeFn};
use crate::vm::{R, Vm};

/// The module.
pub(super) fn make(vm: &mut Vm) -> Ref {
    let (module, dict) = vm.new_module("array");
    let class = vm.kind(Kind::Array);
    vm.dict_set_str(dict, "array", class);
    vm.dict_set_str(dict, "ArrayType", class);
    let codes = match vm.since(13) {
        true => "bBuwhHiIlLqQfd",
        false => "bBuhHiIlLqQfd",
    };
    // From 3.15 there are half floats and complex numbers, too, which this module lacks.
    if !vm.since(15) {
        let codes = vm.str(codes);
        vm.dict_set_str(dict, "typecodes", codes);
        vm.decref(codes);
    }
    module
}

/// The methods of its types.
pub(super) fn methods(kind: Kind) -> &'static [(&'static str, NativeFn)] {
    match kind {
        Kind::Array => METHODS,
        _ => read::ITERATOR,
    }
}

const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", make::new),
    ("__init__", |vm, _| Ok(vm.none())),
    ("__class_getitem__", |vm, args| {
        crate::builtins::arity(vm, args, "__class_getitem__", 1, 1, 1)?;
        Ok(super::generic::generic_alias(vm, args.pos[0], args.pos[1]))
    }),
    ("__len__", read::len),
    ("__getitem__", read::getitem),
    ("__iter__", read::iterate),
    ("__contains__", read::contains),
    ("__repr__", read::repr),
    ("tolist", read::tolist),
    ("tobytes", read::tobytes),
    ("tounicode", read::tounicode),
    ("buffer_info", read::buffer_info),
    ("index", read::index),
    ("count", read::count),
    ("__setitem__", change::setitem),
    ("__delitem__", change::delitem),
    ("append", change::append),
    ("insert", change::insert),
    ("extend", change::extend),
    ("fromlist", change::fromlist),
    ("frombytes", change::frombytes),
    ("fromunicode", change::fromunicode),
    ("pop", change::pop),
    ("remove", change::remove),
    ("reverse", change::reverse),
    ("byteswap", change::byteswap),
    ("clear", change::clear),
    ("__add__", make::add),
    ("__mul__", make::multiply),
    ("__rmul__", make::multiply),
    ("__iadd__", change::add_in_place),
    ("__imul__", change::multiply_in_place),
    ("__copy__", make::copy),
    ("__deepcopy__", make::copy),
    ("__reduce_ex__", |vm, _| {
        Err(vm.unsupported("taking an array apart"))
    }),
    ("fromfile", |vm, _| Err(vm.unsupported("array.fromfile"))),
    ("tofile", |vm, _| Err(vm.unsupported("array.tofile"))),
    ("__eq__", compare::EQ),
    ("__ne__", compare::NE),
    ("__lt__", compare::LT),
    ("__le__", compare::LE),
    ("__gt__", compare::GT),
    ("__ge__", compare::GE),
];

/// Their computed attributes.
pub(super) const ATTRIBUTES: &[Attribute] = &[
    (
        "typecode",
        |vm, object| {
            let letter = array(vm, object).map_or(' ', |array| array.code.letter());
            Ok(vm.str(letter.to_string()))
        },
        None,
    ),
    (
        "itemsize",
        |vm, object| {
            let size = array(vm, object).map_or(0, |array| array.code.size());
            Ok(vm.int_usize(size))
        },
        None,
    ),
];

/// Since when there is a method.
pub(crate) fn since(name: &str) -> u8 {
    match name {
        "clear" => 13,
        "__class_getitem__" => 12,
        _ => 8,
    }
}

/// The array behind an object, if it is one.
pub(crate) fn array(vm: &Vm, object: Ref) -> Option<&Array> {
    match vm.body(object) {
        Body::Extension(extension) => match &**extension {
            Extension::Array(ArrayObject::Array(array)) => Some(array),
            _ => None,
        },
        _ => None,
    }
}

/// Changes an array, and asks for its new room.
fn change<T>(vm: &mut Vm, object: Ref, change: impl FnOnce(&mut Array) -> T) -> R<T> {
    let result = match vm.body_mut(object) {
        Body::Extension(extension) => match &mut **extension {
            Extension::Array(ArrayObject::Array(array)) => Some(change(array)),
            _ => None,
        },
        _ => None,
    };
    vm.resized(object);
    match result {
        Some(result) => Ok(result),
        None => Err(vm.type_error("an array is required")),
    }
}

/// A copy of the array, to look at while the program's own code runs.
fn held(vm: &mut Vm, object: Ref) -> R<Array> {
    match array(vm, object) {
        Some(array) => Ok(array.clone()),
        None => Err(vm.type_error("an array is required")),
    }
}

fn body(array: ArrayObject) -> Body {
    Body::Extension(Box::new(Extension::Array(array)))
}
