//! The hooks of the companion crates: death, collection, weak references.

use gc::{Collected, Gc, Info, Phase};
use objects::{Heap, Ref, World};
use version::Version;
use weakref::{Caller, WeakReference, WeakWorld};

use super::{Args, Exc, R, Vm};
use crate::event::Recorder;
use crate::objects::{Body, Kind, Object, Text};

impl World for Vm {
    type Object = Object;
    type Observer = Recorder;

    fn heap(&mut self) -> &mut Heap<Object, Recorder> {
        &mut self.heap
    }

    fn untrack(&mut self, object: Ref) {
        self.gc.untrack(object);
    }

    fn track(&mut self, object: Ref) {
        gc::retrack(self, object);
    }

    fn has_finalizer(&self, object: Ref) -> bool {
        let Some(value) = self.heap.get(object) else {
            return false;
        };
        match &value.body {
            Body::Generator(generator) => self.is_worth_closing(generator),
            Body::AsyncStep(step) => self.since(13) && !step.started && !step.closed,
            _ => match value.class {
                Some(class) if value.counts_class => {
                    matches!(self.body(class), Body::Type(class) if class.has_del)
                }
                _ => false,
            },
        }
    }

    fn clears_weakrefs_first(&self, object: Ref) -> bool {
        matches!(
            self.heap.get(object).map(|value| &value.body),
            Some(Body::Generator(_))
        )
    }

    fn finalize(&mut self, object: Ref) {
        self.run_finalizer(object);
    }

    fn has_weakrefs(&self, object: Ref) -> bool {
        weakref::has_weakrefs(&self.heap, object)
            || (matches!(self.body(object), Body::Type(_)) && self.is_known_subclass(object))
    }

    fn clear_weakrefs(&mut self, object: Ref) {
        if matches!(self.body(object), Body::Type(_)) {
            self.forget_subclass(object);
        }
        weakref::clear_weakrefs(self, object);
    }

    fn dealloc(&mut self, object: Ref) {
        match self.heap.get(object).map(|value| &value.body) {
            Some(Body::Dict(_)) => self.order_values(object),
            Some(Body::Weak(_)) => weakref::weakref_dealloc(&mut self.heap, object),
            _ => {}
        }
    }

    #[inline]
    fn dies_quietly(&mut self, object: Ref) -> bool {
        self.number_dies(object)
    }

    fn freed(&mut self, object: Ref, value: Object) {
        self.blocks_freed(&value);
        if !self.since(11) {
            self.frames_freed(&value);
        }
        if let (Body::Dict(_), false, Some(split)) = (
            &value.body,
            value.counts_class,
            value.attrs.as_ref().and_then(|attrs| attrs.split.as_ref()),
        ) {
            self.layouts.release_keys(split.keys);
        }
        if self.loading == 0 {
            self.gc.freed(object, &value);
        }
        if let Body::Str(text) = &value.body {
            self.forget_text(object, text);
        }
    }
}

impl Collected for Vm {
    fn gc(&mut self) -> &mut Gc {
        &mut self.gc
    }

    fn gc_callback(&mut self, phase: Phase, info: &Info) {
        if phase == Phase::Stop {
            crate::modules::show_garbage(self);
        }
        self.run_gc_callbacks(phase, info);
    }

    fn is_weakref(&self, object: Ref) -> bool {
        weakref::reference(&self.heap, object).is_some()
    }

    fn weakrefs(&self, object: Ref) -> Vec<Ref> {
        weakref::getweakrefs(&self.heap, object)
    }

    fn has_callback(&self, weakref: Ref) -> bool {
        weakref::reference(&self.heap, weakref).is_some_and(|this| this.callback().is_some())
    }

    fn clear_weakref(&mut self, weakref: Ref) {
        weakref::clear_ref(&mut self.heap, weakref);
    }

    fn call_callback(&mut self, weakref: Ref) {
        let callback = weakref::reference(&self.heap, weakref).and_then(WeakReference::callback);
        if let Some(callback) = callback {
            weakref::handle_callback(self, weakref, callback, Caller::Collector);
        }
    }

    fn stderr(&mut self, line: &str) {
        // `PySys_WriteStderr`: where `sys.stderr` can't be written to, what the process has.
        let line = format!("{line}\n");
        match self.write_to("stderr", &line) {
            Ok(()) => {}
            Err(Exc::Stop(stop)) => {
                self.end_run(stop);
            }
            Err(exc) => {
                if let Ok(error) = self.settle(exc) {
                    self.decref(error);
                }
                self.write(crate::objects::Stream::Err, &line);
            }
        }
    }

    fn describe(&mut self, object: Ref) -> String {
        self.default_repr(object)
    }
}

impl WeakWorld for Vm {
    type Exception = Exc;

    fn version(&self) -> Version {
        self.version
    }

    fn insert(&mut self, reference: Object) -> Ref {
        self.alloc_object(reference)
    }

    fn call(&mut self, callable: Ref, args: &[Ref], kwargs: Option<Ref>) -> R<Option<Ref>> {
        let mut pairs = Vec::new();
        if let Some(kwargs) = kwargs
            && let Body::Dict(dict) = self.body(kwargs)
        {
            pairs.extend(dict.iter().map(|(&key, &value)| (key, value)));
        }
        let result = self.call_args(
            callable,
            &Args {
                pos: args,
                kw: &pairs,
            },
        )?;
        if result == self.one.none {
            self.decref(result);
            return Ok(None);
        }
        Ok(Some(result))
    }

    fn write_unraisable(&mut self, first_line: String, exception: Exc) {
        self.unraisable(&first_line, exception);
    }

    fn callback_raised(&mut self, caller: Caller, callback: Ref, exception: Exc) {
        if self.since(14) {
            let shown = self.plain_repr(callback);
            self.unraisable(
                &weakref::unraisable_text(self.version, caller, &shown),
                exception,
            );
        } else {
            self.unraisable_in("", callback, exception);
        }
    }

    fn type_name(&self, object: Ref) -> String {
        self.tp_name(object)
    }

    fn is_callable(&self, object: Ref) -> bool {
        self.callable(object)
    }

    fn hash(&mut self, object: Ref) -> R<i64> {
        self.hash_of(object)
    }

    fn eq(&mut self, left: Ref, right: Ref) -> R<bool> {
        // `PyObject_RichCompare`, which asks an object whether it is equal to itself, too.
        let answer = self.compare(crate::code::Compare::Eq, left, right)?;
        let truth = self.truth(answer);
        self.decref(answer);
        truth
    }

    fn repr(&self, object: Ref) -> String {
        self.plain_repr(object)
    }

    fn qualified_type_name(&self, object: Ref) -> String {
        self.full_type_name(object)
    }

    fn dunder_name(&self, object: Ref) -> Option<String> {
        match self.body(object) {
            Body::Type(class) => Some(class.name.to_string()),
            Body::Function(function) => Some(self.text(function.name).to_owned()),
            Body::Native(native) => Some(native.name.to_owned()),
            _ => None,
        }
    }

    fn id(&self, object: Ref) -> u64 {
        self.id_of(object)
    }

    fn none_id(&self) -> u64 {
        self.id_of(self.one.none)
    }

    fn cannot_use(&mut self, place: weakref::Place, type_name: &str, exception: Exc) -> Exc {
        self.cannot_use_key(place, type_name, exception)
    }
}

impl Vm {
    /// A dead text is shared no more.
    fn forget_text(&mut self, object: Ref, text: &Text) {
        let content = text.value.as_str();
        if text.interned && self.interned.get(content) == Some(&object) {
            self.interned.remove(content);
        }
        let mut chars = content.chars();
        if let (Some(only), None) = (chars.next(), chars.next())
            && let Some(shared) = self.latin1.get_mut(only as usize)
            && *shared == Some(object)
        {
            *shared = None;
        }
    }

    /// `tp_name` as error texts show it.
    pub(crate) fn tp_name(&self, object: Ref) -> String {
        let class = self.type_of(object);
        self.class_tp_name(class)
    }

    /// `PyType_GetFullyQualifiedName`: what `%T` shows (from 3.13).
    pub(crate) fn full_type_name(&self, object: Ref) -> String {
        let (module, qualname) = self.type_names(self.type_of(object));
        if matches!(&*module, "builtins" | "__main__") {
            qualname.to_string()
        } else {
            format!("{module}.{qualname}")
        }
    }

    pub(crate) fn class_tp_name(&self, class: Ref) -> String {
        let Body::Type(value) = self.body(class) else {
            return String::new();
        };
        if !value.is_heap {
            if self.is_structseq(class) {
                let (module, name) = self.type_names(class);
                return match &*module {
                    "builtins" => name.to_string(),
                    _ => format!("{module}.{name}"),
                };
            }
            for kind in [Kind::WeakRef, Kind::WeakProxy, Kind::WeakCallableProxy] {
                if self.kind(kind) == class {
                    let kind = match kind {
                        Kind::WeakProxy => weakref::Kind::Proxy,
                        Kind::WeakCallableProxy => weakref::Kind::CallableProxy,
                        _ => weakref::Kind::Ref,
                    };
                    return weakref::type_name(self.version, kind).to_owned();
                }
            }
        }
        if !value.is_heap && value.native.is_extension() {
            return match value.native.module_in(self.version) {
                "builtins" => value.name.to_string(),
                module => format!("{module}.{}", value.name),
            };
        }
        value.name.to_string()
    }
}
