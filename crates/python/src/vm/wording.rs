//! What is said of a special method that gives something it may not give.

use objects::Ref;

use super::{Exc, Vm};

impl Vm {
    /// The name of the object's class with its module, as `%T` in the texts of errors shows it (3.13).
    pub(crate) fn full_name(&self, object: Ref) -> String {
        let (module, qualname) = self.type_names(self.type_of(object));
        match &*module {
            "builtins" | "__main__" => qualname.to_string(),
            module => format!("{module}.{qualname}"),
        }
    }

    /// `object.METHOD()` returned `result`, which isn't of the type that it has to be of.
    pub(crate) fn wrong_result(&mut self, object: Ref, method: &str, result: Ref) -> Exc {
        let text = if self.since(15) {
            let must = match method {
                "__repr__" | "__str__" | "__format__" => "a str",
                "__bytes__" => "a bytes",
                "__bool__" => "a bool",
                "__float__" => "a float",
                "__complex__" => "a complex",
                "__iter__" | "__await__" => "an iterator",
                _ => "an int",
            };
            format!(
                "{}.{method}() must return {must}, not {}",
                self.full_name(object),
                self.full_name(result)
            )
        } else {
            let given = self.tp_name(result);
            match method {
                "__repr__" | "__str__" => {
                    format!("{method} returned non-string (type {given})")
                }
                "__format__" => format!("__format__ must return a str, not {given}"),
                "__bytes__" => format!("__bytes__ returned non-bytes (type {given})"),
                "__bool__" => format!("__bool__ should return bool, returned {given}"),
                "__float__" => format!(
                    "{}.__float__ returned non-float (type {given})",
                    self.tp_name(object)
                ),
                "__complex__" => format!("__complex__ returned non-complex (type {given})"),
                "__iter__" => format!("iter() returned non-iterator of type '{given}'"),
                "__await__" => format!("__await__() returned non-iterator of type '{given}'"),
                "__length_hint__" => format!("__length_hint__ must be an integer, not {given}"),
                _ => format!("{method} returned non-int (type {given})"),
            }
        };
        self.type_error(text)
    }
}
