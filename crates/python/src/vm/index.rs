//! Numbers as native code wants them: places, sizes, machine words.

use objects::Ref;
use objects::types::Int;

use super::{Exc, R, Stop, Vm};
use crate::objects::Body;

impl Vm {
    /// Whether the object can be an index: `_PyIndex_Check`.
    pub(crate) fn has_index(&mut self, object: Ref) -> bool {
        self.is_int(object) || self.overridden(object, "__index__").is_some()
    }

    /// `operator.index(object)`: the number, however large.
    pub(crate) fn index_value(&mut self, object: Ref) -> R<Int> {
        if let Some(value) = self.int_value(object) {
            return Ok(value);
        }
        let Some(method) = self.overridden(object, "__index__") else {
            let text = format!(
                "'{}' object cannot be interpreted as an integer",
                self.tp_name(object)
            );
            return Err(self.type_error(text));
        };
        let result = self.call_unbound(method, object, &[])?;
        let value = match self.int_value(result) {
            Some(value) => Ok(value),
            None => Err(self.wrong_result(object, "__index__", result)),
        };
        self.decref(result);
        value
    }

    /// An index, clipped to a machine word: `PyNumber_AsSsize_t(object, NULL)`.
    pub(crate) fn index(&mut self, object: Ref) -> R<i64> {
        let value = self.index_value(object)?;
        Ok(value.to_i64().unwrap_or(if value.is_negative() {
            i64::MIN
        } else {
            i64::MAX
        }))
    }

    /// An argument that must fit a machine word.
    pub(crate) fn ssize(&mut self, object: Ref) -> R<i64> {
        match self.index_value(object)?.to_i64() {
            Some(value) => Ok(value),
            None => Err(self.error(
                "OverflowError",
                "Python int too large to convert to C ssize_t",
            )),
        }
    }

    /// An argument that must fit a C `int`.
    pub(crate) fn c_int(&mut self, object: Ref) -> R<i32> {
        if !self.since(10) && !self.has_index(object) {
            let text = if matches!(self.body(object), Body::Float(_)) {
                "integer argument expected, got float".to_owned()
            } else {
                format!("an integer is required (got type {})", self.tp_name(object))
            };
            return Err(self.type_error(text));
        }
        let value = self.index_value(object)?;
        let Some(word) = value.to_i64() else {
            let text = "Python int too large to convert to C int";
            return Err(self.error("OverflowError", text));
        };
        i32::try_from(word)
            .map_err(|_| self.error("OverflowError", "Python int too large to convert to C int"))
    }

    /// The end of a run that wants more memory than it may have.
    pub(crate) fn too_much_memory(&self) -> Exc {
        Exc::Stop(Stop::Memory(self.limits.memory))
    }

    /// `NotImplemented`, as a new reference.
    pub(crate) fn not_implemented(&mut self) -> Ref {
        self.incref(self.one.not_implemented)
    }

    /// The bytes of a bytes-like object.
    pub(crate) fn buffer(&self, object: Ref) -> Option<Vec<u8>> {
        match self.body(object) {
            Body::Bytes(bytes) => Some(bytes.as_slice().to_vec()),
            Body::ByteArray(bytes) => Some(bytes.bytes().to_vec()),
            _ => crate::modules::array::array(self, object).map(|array| array.bytes.clone()),
        }
    }

    /// `str(object)` as an object: one that is a text already is itself.
    pub(crate) fn str_object(&mut self, object: Ref) -> R {
        if matches!(self.body(object), Body::Str(_)) && !self.get(object).counts_class {
            return Ok(self.incref(object));
        }
        if let Some(method) = self.overridden(object, "__str__") {
            return self.text_of_method(method, object, "__str__");
        }
        if let Some(method) = self.overridden(object, "__repr__")
            && !matches!(self.body(object), Body::Str(_) | Body::Exception(_))
        {
            // `object.__str__` is what calls it.
            return self.text_of_method(method, object, "__str__");
        }
        let text = self.str_of(object)?;
        Ok(self.str(text))
    }

    /// What `__str__` or `__repr__` returned, which must be a text.
    pub(crate) fn text_of_method(&mut self, method: Ref, object: Ref, name: &str) -> R {
        let result = self.guard_native(|vm| vm.call_unbound(method, object, &[]))?;
        if matches!(self.body(result), Body::Str(_)) {
            return Ok(result);
        }
        let error = self.wrong_result(object, name, result);
        self.decref(result);
        Err(error)
    }
}
