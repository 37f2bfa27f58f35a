//! `repr` and `str`.

use std::rc::Rc;

use objects::Ref;

use super::{Args, R, Vm};
use crate::objects::{Body, Flavour, Kind, View};
use crate::unicode::Unicode;

/// A float's `repr`: the shortest digits that read back, with CPython's exponents.
pub(crate) fn float_repr(value: f64) -> String {
    if value.is_nan() {
        return "nan".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 {
            "inf".to_owned()
        } else {
            "-inf".to_owned()
        };
    }
    let text = format!("{value:e}");
    let Some((mantissa, exponent)) = text.split_once('e') else {
        return text;
    };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        let plain = format!("{value}");
        return if plain.contains('.') {
            plain
        } else {
            format!("{plain}.0")
        };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exponent.abs())
}

/// A text with escapes for everything beyond ASCII: `PyObject_ASCII`.
pub(crate) fn ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for one in text.chars() {
        if one.is_ascii() {
            out.push(one);
        } else {
            out.push_str(&escaped(one));
        }
    }
    out
}

fn escaped(one: char) -> String {
    match one as u32 {
        code @ 0..=0xff => format!("\\x{code:02x}"),
        code @ 0x100..=0xffff => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    }
}

/// A text's `repr`.
pub(crate) fn str_repr(text: &str, unicode: Unicode) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for one in text.chars() {
        match one {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\\' => out.push_str("\\\\"),
            one if one == quote => {
                out.push('\\');
                out.push(one);
            }
            one if !unicode.is_printable(one) => out.push_str(&escaped(one)),
            one => out.push(one),
        }
    }
    out.push(quote);
    out
}

pub(crate) fn bytes_repr(bytes: &[u8]) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') {
        '"'
    } else {
        '\''
    };
    let mut out = format!("b{quote}");
    for &byte in bytes {
        match byte {
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            b'\\' => out.push_str("\\\\"),
            byte if byte as char == quote => {
                out.push('\\');
                out.push(quote);
            }
            32..=126 => out.push(byte as char),
            byte => out.push_str(&format!("\\x{byte:02x}")),
        }
    }
    out.push(quote);
    out
}

impl Vm {
    /// The characters of this release.
    pub(crate) fn unicode(&self) -> Unicode {
        Unicode {
            minor: self.version.minor(),
        }
    }

    /// `id(object)`
    pub(crate) fn id_of(&self, object: Ref) -> u64 {
        self.heap
            .address(object)
            .unwrap_or(object.index() as u64 * 16)
    }

    /// The module and qualified name of a class.
    pub(crate) fn type_names(&self, class: Ref) -> (Rc<str>, Rc<str>) {
        let Body::Type(value) = self.body(class) else {
            return ("builtins".into(), "?".into());
        };
        let module = self
            .dict_get_str(value.dict, "__module__")
            .filter(|&module| matches!(self.body(module), Body::Str(_)))
            .map_or_else(
                // A type whose instances have a `__module__` of their own.
                || value.native.module_in(self.version).into(),
                |module| Rc::from(self.text(module)),
            );
        (module, value.qualname.clone())
    }

    /// `<module.Class object at 0x…>`
    pub(crate) fn default_repr(&self, object: Ref) -> String {
        let (module, qualname) = self.type_names(self.type_of(object));
        let name = if &*module == "builtins" {
            qualname.to_string()
        } else {
            format!("{module}.{qualname}")
        };
        format!("<{name} object at {:#x}>", self.id_of(object))
    }

    /// The `repr` of anything that needs no call of Python code.
    pub(crate) fn plain_repr(&self, object: Ref) -> String {
        match self.body(object) {
            Body::None => "None".to_owned(),
            Body::Ellipsis => "Ellipsis".to_owned(),
            Body::NotImplemented => "NotImplemented".to_owned(),
            Body::Bool(value) => if *value { "True" } else { "False" }.to_owned(),
            Body::Int(value) => value.to_string(),
            Body::Float(value) => float_repr(*value),
            Body::Complex(real, imag) => {
                let part = |value: f64| {
                    let text = float_repr(value);
                    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
                };
                if *real == 0.0 && real.is_sign_positive() {
                    format!("{}j", part(*imag))
                } else {
                    format!(
                        "({}{}{}j)",
                        part(*real),
                        if imag.is_sign_negative() { "" } else { "+" },
                        part(*imag)
                    )
                }
            }
            Body::Str(text) => str_repr(text.value.as_str(), self.unicode()),
            Body::Bytes(bytes) => bytes_repr(bytes.as_slice()),
            Body::ByteArray(bytes) => {
                format!("{}({})", self.tp_name(object), bytes_repr(bytes.bytes()))
            }
            Body::Range(range) => {
                let (start, stop) = (self.plain_repr(range.start), self.plain_repr(range.stop));
                if range.by == 1 {
                    format!("range({start}, {stop})")
                } else {
                    format!("range({start}, {stop}, {})", self.plain_repr(range.step))
                }
            }
            Body::Function(function) => format!(
                "<function {} at {:#x}>",
                self.text(function.qualname),
                self.id_of(object)
            ),
            Body::Native(native) => match (native.kind, native.this) {
                (Kind::MethodDescriptor, _) => {
                    format!(
                        "<method '{}' of '{}' objects>",
                        native.name,
                        native.owner.map_or("", Kind::name)
                    )
                }
                (Kind::WrapperDescriptor, _) => {
                    format!(
                        "<slot wrapper '{}' of '{}' objects>",
                        native.name,
                        native.owner.map_or("", Kind::name)
                    )
                }
                (Kind::MethodWrapper, Some(this)) => format!(
                    "<method-wrapper '{}' of {} object at {:#x}>",
                    native.name,
                    self.tp_name(this),
                    self.id_of(this)
                ),
                (_, Some(this)) if !matches!(self.body(this), Body::Module { .. }) => format!(
                    "<built-in method {} of {} object at {:#x}>",
                    native.name,
                    self.tp_name(this),
                    self.id_of(this)
                ),
                _ => format!("<built-in function {}>", native.name),
            },
            Body::Type(_) => {
                let (module, qualname) = self.type_names(object);
                if &*module == "builtins" {
                    format!("<class '{qualname}'>")
                } else {
                    format!("<class '{module}.{qualname}'>")
                }
            }
            Body::Module { dict } => {
                let name = self
                    .dict_get_str(*dict, "__name__")
                    .map_or("?", |name| self.text(name));
                format!("<module '{name}' (built-in)>")
            }
            Body::Code(code) => format!(
                "<code object {} at {:#x}, file \"{}\", line {}>",
                self.text(code.shared.name),
                self.id_of(object),
                code.shared.file.name,
                code.shared.first_line
            ),
            Body::Generator(generator) => format!(
                "<{} object {} at {:#x}>",
                if generator.flavour == Flavour::AsyncGenerator {
                    "async_generator"
                } else {
                    generator.flavour.word()
                },
                self.text(generator.qualname),
                self.id_of(object)
            ),
            Body::Cell(None) => format!("<cell at {:#x}: empty>", self.id_of(object)),
            Body::Cell(Some(value)) => format!(
                "<cell at {:#x}: {} object at {:#x}>",
                self.id_of(object),
                self.tp_name(*value),
                self.id_of(*value)
            ),
            Body::Member { name, class, .. } => {
                format!(
                    "<member '{}' of '{}' objects>",
                    self.text(*name),
                    self.class_tp_name(*class)
                )
            }
            // From 3.15 what belongs to `object` may be shared by all classes, and names none (`descr_repr`).
            Body::GetSet(getset)
                if self.since(15)
                    && getset.class.unwrap_or(self.kind(getset.owner))
                        == self.kind(Kind::Object) =>
            {
                format!("<attribute '{}'>", getset.name)
            }
            Body::GetSet(getset) => {
                let owner = getset
                    .class
                    .map_or(getset.owner.name().to_owned(), |class| {
                        self.class_tp_name(class)
                    });
                format!("<attribute '{}' of '{owner}' objects>", getset.name)
            }
            Body::Iter(_) | Body::Property(_) | Body::Plain | Body::Traceback(_) => {
                self.default_repr(object)
            }
            _ => self.default_repr(object),
        }
    }

    /// `repr(object)`
    pub(crate) fn repr_of(&mut self, object: Ref) -> R<String> {
        if let Some(method) = self.overridden(object, "__repr__") {
            let result = self.call_unbound(method, object, &[])?;
            let text = match self.body(result) {
                Body::Str(text) => Ok(text.value.as_str().to_owned()),
                _ => Err(self.wrong_result(object, "__repr__", result)),
            };
            self.decref(result);
            return text;
        }
        self.native_repr(object)
    }

    /// What the built-in type says.
    pub(crate) fn native_repr(&mut self, object: Ref) -> R<String> {
        if let Body::Type(_) = self.body(object) {
            let meta = self.type_of(object);
            if let Some(method) = self
                .type_lookup_str(meta, "__repr__")
                .filter(|&method| matches!(self.body(method), Body::Function(_)))
            {
                let result = self.call_unbound(method, object, &[])?;
                let text = self.text(result).to_owned();
                self.decref(result);
                return Ok(text);
            }
        }
        if let Body::Tuple(_) = self.body(object)
            && let Some(text) = self.structseq_repr(object)?
        {
            return Ok(text);
        }
        match self.body(object) {
            Body::Int(value) => {
                let value = value.clone();
                return self.decimal(&value);
            }
            Body::Tuple(_)
            | Body::List(_)
            | Body::Dict(_)
            | Body::Set(_)
            | Body::FrozenSet(_)
            | Body::DictView { .. }
            | Body::MappingProxy(_)
            | Body::Slice(_) => {}
            Body::Method { func, this } => {
                let (func, this) = (*func, *this);
                let name = match self.body(func) {
                    Body::Function(function) => self.text(function.qualname).to_owned(),
                    Body::Native(native) => native.name.to_owned(),
                    _ => "?".to_owned(),
                };
                let shown = self.repr_of(this)?;
                return Ok(format!("<bound method {name} of {shown}>"));
            }
            Body::Exception(state) => {
                let args = state.args;
                let name = self.tp_name(object);
                let items = self.items(args).to_vec();
                return Ok(match items[..] {
                    [one] => format!("{name}({})", self.repr_of(one)?),
                    _ => format!("{name}{}", self.repr_of(args)?),
                });
            }
            Body::Weak(_) => return crate::modules::weak_repr(self, object),
            Body::Frame(_) => return crate::modules::frame_repr(self, object),
            Body::Iter(iter) => {
                let _ = iter;
                return Ok(self.plain_repr(object));
            }
            Body::Plain if self.kind(Kind::SimpleNamespace) == self.type_of(object) => {
                let dict = self.instance_dict(object);
                let mut parts = Vec::new();
                for (key, value) in self.dict_pairs(dict) {
                    parts.push(format!(
                        "{}={}",
                        self.text(key).to_owned(),
                        self.repr_of(value)?
                    ));
                }
                return Ok(format!("namespace({})", parts.join(", ")));
            }
            _ => return Ok(self.plain_repr(object)),
        }
        if self.thread.repr_running.contains(&object) {
            return Ok(match self.body(object) {
                Body::Tuple(_) => "(...)",
                Body::List(_) => "[...]",
                Body::Dict(_) => "{...}",
                _ => "...",
            }
            .to_owned());
        }
        if self.thread.repr_running.len() > 900 {
            return Err(self.error(
                "RecursionError",
                "maximum recursion depth exceeded while getting the repr of an object",
            ));
        }
        self.thread.repr_running.push(object);
        let result = self.container_repr(object);
        self.thread.repr_running.pop();
        result
    }

    fn container_repr(&mut self, object: Ref) -> R<String> {
        let class = self.tp_name(object);
        let exact = !self.get(object).counts_class;
        let join = |vm: &mut Vm, items: Vec<Ref>| -> R<Vec<String>> {
            let items = vm.increfs(&items);
            let mut parts = Vec::new();
            let mut failure = None;
            for item in items {
                if failure.is_none() {
                    match vm.repr_of(item) {
                        Ok(text) => parts.push(text),
                        Err(exc) => failure = Some(exc),
                    }
                }
                vm.decref(item);
            }
            match failure {
                Some(exc) => Err(exc),
                None => Ok(parts),
            }
        };
        Ok(match self.body(object) {
            Body::Tuple(items) => {
                let items = items.items().to_vec();
                let parts = join(self, items)?;
                if let [one] = &parts[..] {
                    format!("({one},)")
                } else {
                    format!("({})", parts.join(", "))
                }
            }
            Body::List(items) => {
                let items = items.items().to_vec();
                format!("[{}]", join(self, items)?.join(", "))
            }
            Body::Dict(_) => {
                let flat = self
                    .dict_pairs(object)
                    .into_iter()
                    .flat_map(|(key, value)| [key, value])
                    .collect();
                let parts: Vec<String> = join(self, flat)?
                    .chunks(2)
                    .map(|pair| pair.join(": "))
                    .collect();
                format!("{{{}}}", parts.join(", "))
            }
            Body::Set(_) | Body::FrozenSet(_) => {
                let items = self.set_items(object);
                if items.is_empty() {
                    return Ok(format!("{class}()"));
                }
                let inner = join(self, items)?.join(", ");
                if exact && matches!(self.body(object), Body::Set(_)) {
                    format!("{{{inner}}}")
                } else {
                    format!("{class}({{{inner}}})")
                }
            }
            Body::Slice(parts) => {
                let parts = parts.to_vec();
                format!("slice({})", join(self, parts)?.join(", "))
            }
            Body::MappingProxy(dict) => {
                let dict = *dict;
                format!("mappingproxy({})", self.repr_of(dict)?)
            }
            Body::DictView { dict, view } => {
                let (dict, view) = (*dict, *view);
                let pairs = self.dict_pairs(dict);
                let inner = match view {
                    View::Keys => join(self, pairs.into_iter().map(|(key, _)| key).collect())?,
                    View::Values => {
                        join(self, pairs.into_iter().map(|(_, value)| value).collect())?
                    }
                    View::Items => {
                        let flat = pairs
                            .into_iter()
                            .flat_map(|(key, value)| [key, value])
                            .collect();
                        join(self, flat)?
                            .chunks(2)
                            .map(|pair| format!("({})", pair.join(", ")))
                            .collect()
                    }
                };
                format!("{class}([{}])", inner.join(", "))
            }
            _ => self.plain_repr(object),
        })
    }

    /// `str(object)`
    pub(crate) fn str_of(&mut self, object: Ref) -> R<String> {
        let mut method = self.overridden(object, "__str__");
        if method.is_none() && matches!(self.body(object), Body::Plain) {
            method = self.overridden(object, "__repr__");
        }
        self.text_by(method, object)
    }

    /// `object.__str__` is the repr, of which `str` thinks that it is its own.
    pub(crate) fn object_str(&mut self, object: Ref) -> R<String> {
        match self.overridden(object, "__repr__") {
            Some(method) => self.text_by(Some(method), object),
            None => self.repr_of(object),
        }
    }

    /// What this method says, or the built-in type.
    fn text_by(&mut self, method: Option<Ref>, object: Ref) -> R<String> {
        if let Some(method) = method {
            let result = self.call_unbound(method, object, &[])?;
            let text = match self.body(result) {
                Body::Str(text) => Ok(text.value.as_str().to_owned()),
                _ => Err(self.wrong_result(object, "__str__", result)),
            };
            self.decref(result);
            return text;
        }
        match self.body(object) {
            Body::Str(text) => Ok(text.value.as_str().to_owned()),
            Body::MappingProxy(held) => {
                let held = *held;
                self.guard_native(|vm| vm.str_of(held))
            }
            Body::Exception(_) => {
                self.guard_native(|vm| crate::builtins::exceptions::text(vm, object))
            }
            Body::Weak(reference) if reference.kind().is_proxy() => self.scope(|vm| {
                let target = weakref::proxy::unwrap(vm, object)?;
                let target = vm.own(target);
                vm.str_of(target)
            }),
            _ => self.repr_of(object),
        }
    }

    /// `format(value, spec)`, or what an f-string does.
    pub(crate) fn format_value(&mut self, value: Ref, conversion: u32, spec: Option<Ref>) -> R {
        let spec_text = spec.map_or(String::new(), |spec| self.text(spec).to_owned());
        let converted = match conversion {
            1 => Some(self.str_of(value)?),
            2 => Some(self.repr_of(value)?),
            3 => Some(ascii(&self.repr_of(value)?)),
            _ => None,
        };
        if let Some(text) = converted {
            let text = if spec_text.is_empty() {
                text
            } else {
                super::format::text(self, &text, &spec_text)?
            };
            return Ok(self.str(text));
        }
        if spec_text.is_empty()
            && let (Body::Str(_), false) = (self.body(value), self.get(value).counts_class)
        {
            return Ok(self.incref(value));
        }
        if let Some(method) = self.overridden(value, "__format__") {
            let spec = self.str(spec_text);
            let spec = self.own(spec);
            return self.call_unbound(method, value, &[spec]);
        }
        let text = super::format::value(self, value, &spec_text)?;
        Ok(self.str(text))
    }

    /// Calls a method by name.
    pub(crate) fn call_method(&mut self, object: Ref, name: &str, args: &[Ref]) -> R {
        let method = self.getattr_str(object, name)?;
        let result = self.call_args(method, &Args::pos(args));
        self.decref(method);
        result
    }
}
