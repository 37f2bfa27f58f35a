//! `string.templatelib`: `Template` and `Interpolation` (PEP 750).

use objects::Ref;

use crate::builtins::{
    Attribute, Signature, arity, bad_argument, operands, readonly, rest, unpack,
};
use crate::objects::{Body, Extension, Kind, NativeFn, TemplateObject};
use crate::vm::{Args, R, Vm};

fn template(vm: &Vm, object: Ref) -> Option<&TemplateObject> {
    match vm.body(object) {
        Body::Extension(extension) => match &**extension {
            Extension::Template(held) => Some(held),
            _ => None,
        },
        _ => None,
    }
}

/// The texts of a template, and what stands between them.
fn parts(vm: &Vm, object: Ref) -> Option<(Ref, Ref)> {
    match template(vm, object) {
        Some(&TemplateObject::Template {
            strings,
            interpolations,
        }) => Some((strings, interpolations)),
        _ => None,
    }
}

fn body(held: TemplateObject) -> Body {
    Body::Extension(Box::new(Extension::Template(held)))
}

impl Vm {
    /// `BUILD_TEMPLATE`: of two tuples.
    pub(crate) fn build_template(&mut self) {
        let interpolations = self.pop();
        let interpolations = self.owned(interpolations);
        let strings = self.pop();
        let strings = self.owned(strings);
        let made = self.alloc(body(TemplateObject::Template {
            strings,
            interpolations,
        }));
        self.push(made);
    }

    /// `BUILD_INTERPOLATION`: of a value, its text, and perhaps a format.
    pub(crate) fn build_interpolation(&mut self, conversion: u32, has_format: bool) {
        let format_spec = match has_format {
            true => {
                let value = self.pop();
                self.owned(value)
            }
            false => self.incref(self.one.empty_str),
        };
        let expression = self.pop();
        let expression = self.owned(expression);
        let value = self.pop();
        let value = self.owned(value);
        let conversion = match conversion {
            1 => self.str("s"),
            2 => self.str("r"),
            3 => self.str("a"),
            _ => self.none(),
        };
        let made = self.alloc(body(TemplateObject::Interpolation {
            value,
            expression,
            conversion,
            format_spec,
        }));
        self.push(made);
    }
}

/// Neighbouring texts become one, and an empty one stands where there is none.
fn new_template(vm: &mut Vm, args: &Args<'_>) -> R {
    if !args.kw.is_empty() {
        return Err(vm.type_error("Template.__new__ only accepts *args arguments"));
    }
    let mut strings: Vec<Ref> = Vec::new();
    let mut interpolations = Vec::new();
    for &item in args.pos.get(1..).unwrap_or_default() {
        if matches!(vm.body(item), Body::Str(_)) {
            let follows_text = strings.len() > interpolations.len();
            match strings.last_mut() {
                Some(last) if follows_text => {
                    let joined = format!("{}{}", vm.text(*last), vm.text(item));
                    let joined = vm.str(joined);
                    *last = vm.own(joined);
                }
                _ => strings.push(item),
            }
        } else if vm.type_of(item) == vm.kind(Kind::Interpolation) {
            if strings.len() == interpolations.len() {
                strings.push(vm.one.empty_str);
            }
            interpolations.push(item);
        } else {
            let text = format!(
                "Template.__new__ *args need to be of type 'str' or 'Interpolation', got {}",
                vm.tp_name(item)
            );
            return Err(vm.type_error(text));
        }
    }
    if strings.len() == interpolations.len() {
        strings.push(vm.one.empty_str);
    }
    Ok(make(vm, &strings, &interpolations))
}

fn make(vm: &mut Vm, strings: &[Ref], interpolations: &[Ref]) -> Ref {
    let strings = vm.increfs(strings);
    let strings = vm.tuple(strings);
    let interpolations = vm.increfs(interpolations);
    let interpolations = vm.tuple(interpolations);
    vm.alloc(body(TemplateObject::Template {
        strings,
        interpolations,
    }))
}

/// `_PyTemplate_Concat`
fn add(vm: &mut Vm, args: &Args<'_>) -> R {
    operands(vm, args, 1, 1)?;
    let other = args.pos[1];
    let (Some((strings, values)), Some((more, rest))) = (parts(vm, args.pos[0]), parts(vm, other))
    else {
        let text = format!(
            "can only concatenate string.templatelib.Template (not \"{}\") to string.templatelib.Template",
            vm.tp_name(other)
        );
        return Err(vm.type_error(text));
    };
    let mut all = vm.items(strings).to_vec();
    let more = vm.items(more).to_vec();
    if let (Some(last), Some(&first)) = (all.last_mut(), more.first()) {
        let joined = format!("{}{}", vm.text(*last), vm.text(first));
        let joined = vm.str(joined);
        *last = vm.own(joined);
    }
    all.extend(more.into_iter().skip(1));
    let mut values = vm.items(values).to_vec();
    values.extend_from_slice(vm.items(rest));
    Ok(make(vm, &all, &values))
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> R {
    let text = match template(vm, args.pos[0]).cloned() {
        Some(TemplateObject::Template {
            strings,
            interpolations,
        }) => vm.guard_native(|vm| {
            let strings = vm.repr_of(strings)?;
            let interpolations = vm.repr_of(interpolations)?;
            Ok(format!(
                "Template(strings={strings}, interpolations={interpolations})"
            ))
        })?,
        Some(TemplateObject::Interpolation {
            value,
            expression,
            conversion,
            format_spec,
        }) => vm.guard_native(|vm| {
            let mut shown = Vec::with_capacity(4);
            for part in [value, expression, conversion, format_spec] {
                shown.push(vm.repr_of(part)?);
            }
            Ok(format!("Interpolation({})", shown.join(", ")))
        })?,
        _ => String::new(),
    };
    Ok(vm.str(text))
}

fn iterate(vm: &mut Vm, args: &Args<'_>) -> R {
    let Some((strings, interpolations)) = parts(vm, args.pos[0]) else {
        return Ok(vm.none());
    };
    let strings = vm.iter(strings)?;
    let interpolations = vm.iter(interpolations)?;
    Ok(vm.alloc(body(TemplateObject::Iterator {
        strings,
        interpolations,
        from_strings: true,
    })))
}

/// An empty text is passed by.
fn next(vm: &mut Vm, args: &Args<'_>) -> R {
    let this = args.pos[0];
    let Some(&TemplateObject::Iterator {
        strings,
        interpolations,
        from_strings,
    }) = template(vm, this)
    else {
        return Ok(vm.none());
    };
    let mut from_text = !from_strings;
    let mut item = match from_strings {
        true => vm.next(strings)?,
        false => vm.next(interpolations)?,
    };
    if let (true, Some(text)) = (from_strings, item)
        && vm.text(text).is_empty()
    {
        vm.decref(text);
        item = vm.next(interpolations)?;
        from_text = true;
    }
    if let Body::Extension(extension) = vm.body_mut(this)
        && let Extension::Template(TemplateObject::Iterator { from_strings, .. }) = &mut **extension
    {
        *from_strings = from_text;
    }
    match item {
        Some(item) => Ok(item),
        None => Err(vm.stop_iteration(None)),
    }
}

fn new_interpolation(vm: &mut Vm, args: &Args<'_>) -> R {
    let signature = Signature {
        name: "Interpolation",
        params: &["value", "expression", "conversion", "format_spec"],
        unnamed: 0,
        required: 1,
        by_place: 4,
    };
    let [value, expression, conversion, format_spec] = unpack::<4>(vm, &rest(args), &signature)?;
    let (empty, none) = (vm.one.empty_str, vm.one.none);
    let text = |vm: &mut Vm, given: Option<Ref>, which: &str| {
        let given = given.unwrap_or(empty);
        match vm.body(given) {
            Body::Str(_) => Ok(given),
            _ => Err(bad_argument(vm, "Interpolation", which, "str", given)),
        }
    };
    let expression = text(vm, expression, "argument 'expression'")?;
    let conversion = conversion.unwrap_or(none);
    if conversion != none {
        if !matches!(vm.body(conversion), Body::Str(_)) {
            let text = format!(
                "Interpolation() argument 'conversion' must be str, not {}",
                vm.tp_name(conversion)
            );
            return Err(vm.type_error(text));
        }
        if !matches!(vm.text(conversion), "a" | "r" | "s") {
            let text = "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'";
            return Err(vm.value_error(text));
        }
    }
    let format_spec = text(vm, format_spec, "argument 'format_spec'")?;
    let value = value.unwrap_or(none);
    vm.increfs(&[value, expression, conversion, format_spec]);
    Ok(vm.alloc(body(TemplateObject::Interpolation {
        value,
        expression,
        conversion,
        format_spec,
    })))
}

/// One of the four parts of an interpolation.
fn part(vm: &mut Vm, object: Ref, place: usize) -> R {
    let found = match template(vm, object) {
        Some(&TemplateObject::Interpolation {
            value,
            expression,
            conversion,
            format_spec,
        }) => [value, expression, conversion, format_spec]
            .get(place)
            .copied(),
        _ => None,
    };
    let found = found.unwrap_or(vm.one.none);
    Ok(vm.incref(found))
}

fn reduce_template(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "Template.__reduce__", 0, 0, 1)?;
    let Some((strings, interpolations)) = parts(vm, args.pos[0]) else {
        return Ok(vm.none());
    };
    let module = vm.module("string.templatelib")?;
    let function = vm.getattr_str(module, "_template_unpickle")?;
    vm.increfs(&[strings, interpolations]);
    let held = vm.tuple(vec![strings, interpolations]);
    Ok(vm.tuple(vec![function, held]))
}

fn reduce_interpolation(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "Interpolation.__reduce__", 0, 0, 1)?;
    let mut held = Vec::with_capacity(4);
    for place in 0..4 {
        held.push(part(vm, args.pos[0], place)?);
    }
    let held = vm.tuple(held);
    let class = vm.type_of(args.pos[0]);
    vm.incref(class);
    Ok(vm.tuple(vec![class, held]))
}

const INIT: NativeFn = |vm, _| Ok(vm.none());
const CLASS_GETITEM: NativeFn = |vm, args| {
    arity(vm, args, "__class_getitem__", 1, 1, 1)?;
    Ok(super::generic::generic_alias(vm, args.pos[0], args.pos[1]))
};

/// The methods of the types of this module.
pub(super) fn methods(kind: Kind) -> &'static [(&'static str, NativeFn)] {
    match kind {
        Kind::Template => &[
            ("__new__", new_template),
            ("__init__", INIT),
            ("__repr__", repr),
            ("__iter__", iterate),
            ("__add__", add),
            ("__reduce__", reduce_template),
            ("__class_getitem__", CLASS_GETITEM),
        ],
        Kind::Interpolation => &[
            ("__new__", new_interpolation),
            ("__init__", INIT),
            ("__repr__", repr),
            ("__reduce__", reduce_interpolation),
            ("__class_getitem__", CLASS_GETITEM),
        ],
        _ => &[
            ("__iter__", |vm, args| Ok(vm.incref(args.pos[0]))),
            ("__next__", next),
        ],
    }
}

/// Their computed attributes.
pub(super) fn attributes(kind: Kind) -> &'static [Attribute] {
    match kind {
        Kind::Template => &[
            (
                "strings",
                |vm, object| {
                    let held = parts(vm, object).map_or(vm.one.none, |(strings, _)| strings);
                    Ok(vm.incref(held))
                },
                Some(readonly),
            ),
            (
                "interpolations",
                |vm, object| {
                    let held = parts(vm, object).map_or(vm.one.none, |(_, values)| values);
                    Ok(vm.incref(held))
                },
                Some(readonly),
            ),
            (
                "values",
                |vm, object| {
                    let held = parts(vm, object).map_or(vm.one.empty_tuple, |(_, values)| values);
                    let mut values = Vec::new();
                    for item in vm.items(held).to_vec() {
                        values.push(part(vm, item, 0)?);
                    }
                    Ok(vm.tuple(values))
                },
                None,
            ),
        ],
        Kind::Interpolation => &[
            ("value", |vm, object| part(vm, object, 0), Some(readonly)),
            (
                "expression",
                |vm, object| part(vm, object, 1),
                Some(readonly),
            ),
            (
                "conversion",
                |vm, object| part(vm, object, 2),
                Some(readonly),
            ),
            (
                "format_spec",
                |vm, object| part(vm, object, 3),
                Some(readonly),
            ),
        ],
        _ => &[],
    }
}

/// Puts the two types into a module, and tells what a pattern matches by place.
pub(super) fn name_types(vm: &mut Vm, dict: Ref) {
    for kind in [Kind::Template, Kind::Interpolation] {
        let class = vm.kind(kind);
        vm.dict_set_str(dict, kind.name(), class);
    }
}

/// What a pattern `Interpolation(…)` matches by place; a new reference.
pub(crate) fn match_args(vm: &mut Vm) -> Ref {
    let names = ["value", "expression", "conversion", "format_spec"];
    let names = names.iter().map(|name| vm.intern(name)).collect();
    vm.tuple(names)
}
