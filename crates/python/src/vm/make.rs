//! Making objects.

use std::cell::Cell;
use std::rc::Rc;

use gc::{Container, Tracking};
use objects::types::{Bytes, Dict, Int, Iterable, Key, List, Set, Str, Tuple};
use objects::{Ref, immortal};

use super::{Stop, Vm};
use crate::code::{Const, Draft};
use crate::objects::{
    Body, Code, CodeBody, Hints, Object, SourceFile, Text, View, hash_text, instance_size, size,
};

/// A name, and where the text lies that it was asked for by.
pub(super) type KnownName = Cell<Option<(usize, Ref)>>;

/// So many names that native code asks for by their texts are remembered.
pub(super) const KNOWN_NAMES: usize = 256;

impl Vm {
    /// Puts a body of a built-in type on the heap, as a new reference. It takes over what the body holds.
    pub(crate) fn alloc(&mut self, body: Body) -> Ref {
        self.alloc_object(Object::new(body))
    }

    /// Puts an object on the heap.
    pub(crate) fn alloc_object(&mut self, object: Object) -> Ref {
        self.alloc_with_room(object, (0, 0))
    }

    /// The same with room for the values of its attributes: so many bytes behind it, and so many elsewhere.
    pub(crate) fn alloc_with_room(&mut self, object: Object, room: (usize, usize)) -> Ref {
        let (mut bytes, mut buffer) = self.object_size(&object);
        bytes.object += room.0;
        buffer += room.1;
        let tracked = object.tracking() != Tracking::Never;
        let generic = std::mem::take(&mut self.generic);
        if self.counts() && tracked {
            if generic {
                gc::alloc_generic(self, &object);
            } else {
                gc::alloc(self, &object);
            }
        }
        let made = self.heap.insert(object);
        self.generic = generic;
        self.place(made, bytes, buffer);
        if self.counts() && tracked {
            gc::track_newborn(self, made);
            if !self.gc.is_tracked(made) && self.holds_static_type(made) {
                gc::track(self, made);
            }
        }
        if let (Some(auditor), true) = (&mut self.auditor, self.loading > 0) {
            // The library stays.
            auditor.before.insert(made);
        }
        made
    }

    /// Whether this is a tuple with a built-in type in it: a new one asks whether its items are of a kind that is
    /// collected (`maybe_tracked`, from 3.14), which types are; a collection asks the type itself.
    fn holds_static_type(&self, object: Ref) -> bool {
        let Body::Tuple(items) = self.body(object) else {
            return false;
        };
        let mut items = items.items().iter();
        items.any(|&item| matches!(self.body(item), Body::Type(class) if !class.is_heap))
    }

    /// Bytes of an object, and of what it has elsewhere.
    pub(crate) fn object_size(&self, object: &Object) -> (objects::Size, usize) {
        match object.class {
            Some(class) if object.counts_class || matches!(object.body, Body::Dict(_)) => {
                let layout = match self.body(class) {
                    Body::Type(class) => class.layout,
                    _ => slots::Builtin::Object.id(),
                };
                instance_size(object, self.layouts.class(layout), self.version)
            }
            _ => size(object, self.version),
        }
    }

    /// Whether the collector is told of what is made now.
    pub(crate) fn counts(&self) -> bool {
        self.booted && self.loading == 0
    }

    /// The memory is used up: the run ends at the next instruction.
    pub(crate) fn out_of_memory(&mut self) {
        self.end_run(Stop::Memory(self.limits.memory));
    }

    pub(crate) fn none(&mut self) -> Ref {
        self.incref(self.one.none)
    }

    pub(crate) fn bool(&mut self, value: bool) -> Ref {
        self.incref(if value { self.one.yes } else { self.one.no })
    }

    /// An integer; the small ones are shared.
    pub(crate) fn int(&mut self, value: Int) -> Ref {
        if let Some(small) = value.to_i64()
            && let Ok(place) = usize::try_from(small.saturating_add(5))
            && let Some(&shared) = self.small_ints.get(place)
        {
            return self.incref(shared);
        }
        self.alloc(Body::Int(value))
    }

    #[inline]
    pub(crate) fn int_i64(&mut self, value: i64) -> Ref {
        if let Ok(place) = usize::try_from(value.saturating_add(5))
            && let Some(&shared) = self.small_ints.get(place)
        {
            self.heap.incref(shared);
            return shared;
        }
        self.new_word(value)
    }

    pub(crate) fn int_usize(&mut self, value: usize) -> Ref {
        self.int(Int::from(value as i128))
    }

    /// A text; the empty one, and those of one Latin-1 character, are shared.
    pub(crate) fn str(&mut self, text: impl Into<Box<str>>) -> Ref {
        let text: Box<str> = text.into();
        if text.is_empty() && self.booted {
            return self.incref(self.one.empty_str);
        }
        let mut chars = text.chars();
        if let (Some(first), None) = (chars.next(), chars.next()) {
            let place = first as usize;
            if place < 256 {
                if let Some(shared) = self.latin1[place] {
                    return self.incref(shared);
                }
                let made = self.new_str(text);
                self.permanent.push(made);
                self.incref(made);
                if immortal::singletons_are_immortal(self.version) {
                    let _ = self.heap.make_immortal(made);
                }
                self.latin1[place] = Some(made);
                return made;
            }
        }
        self.new_str(text)
    }

    fn new_str(&mut self, text: Box<str>) -> Ref {
        self.alloc(Body::Str(Box::new(Text::new(Str::new(text)))))
    }

    /// The one text of this content that everybody shares, as a new reference.
    pub(crate) fn intern(&mut self, text: &str) -> Ref {
        if let Some(shared) = self.interned_name(text) {
            return self.incref(shared);
        }
        let made = self.str(text);
        self.intern_object(made);
        made
    }

    /// Makes a text the shared one of its content, if there is none yet.
    pub(crate) fn intern_object(&mut self, object: Ref) {
        let Body::Str(text) = self.body(object) else {
            return;
        };
        if text.interned || self.interned.contains_key(text.value.as_str()) {
            return;
        }
        let Body::Str(text) = self.body_mut(object) else {
            return;
        };
        text.interned = true;
        let content: Rc<str> = text.value.as_str().into();
        self.interned.insert(content, object);
        if immortal::interned_strings_are_immortal(self.version)
            && self.booted
            && !self.heap.is_immortal(object)
        {
            let _ = self.heap.make_immortal(object);
        }
    }

    /// The shared text of an object's content, which becomes it if there is none yet: `PyUnicode_InternInPlace`.
    pub(crate) fn interned_object(&mut self, object: Ref) -> Ref {
        self.intern_object(object);
        let shared = match self.body(object) {
            Body::Str(text) => self.interned.get(text.value.as_str()).copied(),
            _ => None,
        };
        self.incref(shared.unwrap_or(object))
    }

    /// The shared text of this content, borrowed, if anybody has it.
    pub(crate) fn interned_name(&self, text: &str) -> Option<Ref> {
        // Most are asked for by the same words of ours again and again: where they stand says which they are.
        let (at, length) = (text.as_ptr() as usize, text.len());
        let memo = &self.known_names[(at ^ length) % KNOWN_NAMES];
        if let Some((known, name)) = memo.get()
            && known == at
            && self.same_text(name, text)
        {
            return Some(name);
        }
        let name = self.interned.get(text).copied()?;
        memo.set(Some((at, name)));
        Some(name)
    }

    pub(crate) fn bytes(&mut self, bytes: Vec<u8>) -> Ref {
        if bytes.is_empty() && self.booted {
            return self.incref(self.one.empty_bytes);
        }
        if let ([byte], true) = (&bytes[..], self.booted) {
            return self.one_byte(*byte);
        }
        self.alloc(Body::Bytes(Bytes::new(bytes)))
    }

    /// Bytes of one byte are made once and kept: static objects from 3.12 on.
    fn one_byte(&mut self, byte: u8) -> Ref {
        let place = usize::from(byte);
        if let Some(shared) = self.single_bytes.get(place).copied().flatten() {
            return self.incref(shared);
        }
        let made = self.alloc(Body::Bytes(Bytes::new(vec![byte])));
        if immortal::singletons_are_immortal(self.version) {
            let _ = self.heap.make_immortal(made);
        }
        self.permanent.push(made);
        self.incref(made);
        if let Some(slot) = self.single_bytes.get_mut(place) {
            *slot = Some(made);
        }
        made
    }

    /// A tuple, which takes over the references.
    pub(crate) fn tuple(&mut self, items: Vec<Ref>) -> Ref {
        if items.is_empty() && self.booted {
            return self.incref(self.one.empty_tuple);
        }
        self.alloc(Body::Tuple(Tuple::new(items)))
    }

    /// A list with exactly this room, which takes over the references.
    pub(crate) fn list(&mut self, items: Vec<Ref>) -> Ref {
        self.alloc(Body::List(Box::new(List::exact(items))))
    }

    pub(crate) fn list_from(&mut self, items: Vec<Ref>, known: Iterable) -> Ref {
        let list = List::from_iterable(self.version, items, known);
        self.alloc(Body::List(Box::new(list)))
    }

    pub(crate) fn dict(&mut self) -> Ref {
        self.alloc(Body::Dict(Box::new(Dict::new())))
    }

    pub(crate) fn set(&mut self) -> Ref {
        self.alloc(Body::Set(Box::new(Set::new())))
    }

    /// The one empty frozenset of releases to 3.9.
    pub(crate) fn empty_frozenset(&mut self) -> Ref {
        if let Some(shared) = self.empty_frozen {
            return self.incref(shared);
        }
        let made = self.alloc(Body::FrozenSet(Box::default()));
        self.empty_frozen = Some(made);
        self.permanent.push(made);
        self.incref(made)
    }

    pub(crate) fn view(&mut self, dict: Ref, view: View) -> Ref {
        self.incref(dict);
        self.alloc(Body::DictView { dict, view })
    }

    /// Increfs all, and returns them.
    pub(crate) fn increfs(&mut self, items: &[Ref]) -> Vec<Ref> {
        for &item in items {
            self.heap.incref(item);
        }
        items.to_vec()
    }

    /// Sets a text key of a dict. Key and value are borrowed; the key should be interned.
    pub(crate) fn dict_set_name(&mut self, dict: Ref, name: Ref, value: Ref) {
        let hash = self.str_hash(name);
        self.incref(name);
        self.incref(value);
        self.dict_insert(
            dict,
            Key {
                key: name,
                hash,
                is_str: true,
            },
            value,
            Some(name),
        );
    }

    /// The same with the key as text.
    pub(crate) fn dict_set_str(&mut self, dict: Ref, name: &str, value: Ref) {
        let name = self.intern(name);
        self.dict_set_name(dict, name, value);
        self.decref(name);
    }

    /// Sets a key that is known to be equal to `found`, if anything is. It takes over both references.
    pub(crate) fn dict_insert(&mut self, dict: Ref, key: Key<Ref>, value: Ref, found: Option<Ref>) {
        let version = self.version;
        let (key_ref, wanted) = (key.key, found);
        let Vm { heap, .. } = self;
        // Texts are equal by content, whatever object they are.
        let matched = match wanted {
            Some(name) => self_lookup(heap, dict, name, key.hash),
            None => None,
        };
        if matched.is_none() {
            self.split_new_key(dict, key_ref);
        }
        let Some(Object {
            body: Body::Dict(table),
            ..
        }) = self.heap.get_mut(dict)
        else {
            return;
        };
        let replaced = table.insert(version, key, value, |held| Some(*held) == matched);
        let changed = replaced.is_none();
        if changed {
            self.resized(dict);
        }
        if self.counts() {
            gc::maintain_tracking(self, dict, &[key_ref, value]);
        }
        if let Some((spare, old)) = replaced {
            self.decref(spare);
            self.decref(old);
        }
    }

    /// The value under a text, borrowed.
    pub(crate) fn dict_get_name(&self, dict: Ref, name: Ref) -> Option<Ref> {
        let Body::Dict(table) = self.body(dict) else {
            return None;
        };
        self.table_get_name(table, name)
    }

    /// The same in a bare table.
    pub(crate) fn table_get_name(&self, table: &Dict<Ref, Ref>, name: Ref) -> Option<Ref> {
        let Body::Str(text) = self.body(name) else {
            return None;
        };
        table
            .get(text.hash(), |&held| {
                held == name || self.same_text(held, text.value.as_str())
            })
            .copied()
    }

    pub(crate) fn same_text(&self, object: Ref, text: &str) -> bool {
        matches!(self.heap.get(object).map(|value| &value.body), Some(Body::Str(held)) if held.value.as_str() == text)
    }

    /// The value under a text, borrowed.
    pub(crate) fn dict_get_str(&self, dict: Ref, name: &str) -> Option<Ref> {
        let Body::Dict(table) = self.body(dict) else {
            return None;
        };
        table
            .get(hash_text(name.as_bytes()), |&held| {
                self.same_text(held, name)
            })
            .copied()
    }

    /// Takes a text key out; whether it was there.
    pub(crate) fn dict_delete_name(&mut self, dict: Ref, name: Ref) -> bool {
        let hash = self.str_hash(name);
        let matched = self_lookup(&self.heap, dict, name, hash);
        if matched.is_some() {
            self.split_delete(dict);
        }
        let Body::Dict(table) = self.body_mut(dict) else {
            return false;
        };
        let removed = table.remove(hash, |held| Some(*held) == matched);
        match removed {
            Some((key, value)) => {
                self.decref(key);
                self.decref(value);
                true
            }
            None => false,
        }
    }

    pub(crate) fn str_hash(&self, text: Ref) -> i64 {
        match self.body(text) {
            Body::Str(text) => text.hash(),
            _ => 0,
        }
    }

    /// The text of a `str`.
    pub(crate) fn text(&self, object: Ref) -> &str {
        match self.body(object) {
            Body::Str(text) => text.value.as_str(),
            _ => "",
        }
    }

    /// The items of a tuple or list, borrowed.
    pub(crate) fn items(&self, object: Ref) -> &[Ref] {
        match self.body(object) {
            Body::Tuple(tuple) => tuple.items(),
            Body::List(list) => list.items(),
            _ => &[],
        }
    }

    /// Makes a code object of a draft.
    pub(crate) fn code(
        &mut self,
        draft: &Draft,
        file: &Rc<SourceFile>,
        cache: &mut Vec<(Const, Ref)>,
    ) -> Ref {
        self.trace_is_inexact("code that is compiled");
        let name = self.intern(&draft.name);
        let qualname = self.intern(&draft.qualname);
        let co_consts = self.co_consts(&draft.consts, file, cache);
        let consts = self.items(co_consts).to_vec();
        let names = draft.names.iter().map(|name| self.intern(name)).collect();
        let variables = draft
            .variables
            .iter()
            .map(|name| self.intern(name))
            .collect();
        let doc = draft
            .doc
            .as_ref()
            .map(|doc| self.constant(&Const::Str(doc.clone()), file, cache));
        let body = CodeBody {
            name,
            qualname,
            flags: draft.flags,
            argcount: draft.argcount,
            posonly: draft.posonly,
            kwonly: draft.kwonly,
            variables,
            nlocals: draft.nlocals,
            cells: draft.cells.clone(),
            nfree: draft.nfree,
            consts,
            co_consts,
            names,
            hints: Hints::new(draft.ops.len()),
            is_simple: draft.kwonly == 0
                && draft.cells.is_empty()
                && draft.flags.optimized
                && !draft.flags.varargs
                && !draft.flags.varkeywords
                && !draft.flags.suspends(),
            ops: draft.ops.clone(),
            positions: draft.positions.clone(),
            lines: draft.lines.clone(),
            first_line: draft.first_line,
            last_first: self.since(14),
            kept_frame: std::cell::Cell::new(false),
            doc,
            file: file.clone(),
        };
        self.alloc(Body::Code(Box::new(Code {
            shared: Rc::new(body),
        })))
    }

    /// The tuple of a code object's constants (`merge_const_one` in `Python/compile.c`).
    fn co_consts(
        &mut self,
        consts: &[Const],
        file: &Rc<SourceFile>,
        cache: &mut Vec<(Const, Ref)>,
    ) -> Ref {
        let holds_code = consts.iter().any(|one| matches!(one, Const::Code(_)));
        let known = cache
            .iter()
            .find(|(held, _)| matches!(held, Const::Tuple(items) if items == consts));
        if let (Some((_, shared)), false) = (known, holds_code) {
            let shared = *shared;
            return self.incref(shared);
        }
        let items = consts
            .iter()
            .map(|value| self.constant(value, file, cache))
            .collect();
        // The collector's counts are those of the program alone, and it lets go of such a tuple soon.
        self.loading += 1;
        let made = self.tuple(items);
        self.loading -= 1;
        if !holds_code && !consts.is_empty() {
            cache.push((Const::Tuple(consts.to_vec()), made));
        }
        made
    }

    /// Makes a code object of a text that runs at once, and counts the references that its syntax tree holds meanwhile:
    /// the constants in it, which are to be let go of when the code has run.
    pub(crate) fn code_in_tree(
        &mut self,
        draft: &Draft,
        written: &[Const],
        file: &Rc<SourceFile>,
    ) -> (Ref, Vec<Ref>) {
        let mut cache = Vec::new();
        let code = self.code(draft, file, &mut cache);
        let held: Vec<Ref> = written
            .iter()
            .filter_map(|value| cache.iter().find(|(known, _)| known.is_same(value)))
            .map(|&(_, object)| object)
            .collect();
        (code, self.increfs(&held))
    }

    /// A constant, as a new reference; equal ones of a module are one object.
    fn constant(
        &mut self,
        value: &Const,
        file: &Rc<SourceFile>,
        cache: &mut Vec<(Const, Ref)>,
    ) -> Ref {
        match value {
            Const::None => return self.none(),
            Const::Ellipsis => return self.incref(self.one.ellipsis),
            Const::Bool(value) => return self.bool(*value),
            Const::Code(draft) => return self.code(draft, file, cache),
            _ => {}
        }
        if let Some((_, shared)) = cache.iter().find(|(held, _)| held.is_same(value)) {
            let shared = *shared;
            return self.incref(shared);
        }
        let made = match value {
            Const::Int(value) => self.int(value.clone()),
            Const::Float(bits) => self.float(f64::from_bits(*bits)),
            Const::Complex(real, imag) => {
                self.alloc(Body::Complex(f64::from_bits(*real), f64::from_bits(*imag)))
            }
            Const::Str(text) => {
                // All name characters: `intern_string_constants` in Objects/codeobject.c.
                if text
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
                {
                    self.intern(text)
                } else {
                    self.str(&**text)
                }
            }
            Const::Bytes(bytes) => self.bytes(bytes.to_vec()),
            Const::Tuple(items) => {
                let items = items
                    .iter()
                    .map(|item| self.constant(item, file, cache))
                    .collect();
                self.tuple(items)
            }
            Const::FrozenSet(items) => {
                let items: Vec<Ref> = items
                    .iter()
                    .map(|item| self.constant(item, file, cache))
                    .collect();
                let mut set = Set::new();
                for item in items {
                    let Ok(hash) = self.hash_of(item) else {
                        continue;
                    };
                    let matched = set
                        .iter()
                        .copied()
                        .find(|&held| self.equal(held, item).unwrap_or(false));
                    let spare = set.add(
                        self.version,
                        objects::types::Entry { key: item, hash },
                        |held| Some(*held) == matched,
                    );
                    // An equal one was there before: nobody may find this one again.
                    if let Some(spare) = spare {
                        cache.retain(|(_, held)| *held != spare);
                        self.decref(spare);
                    }
                }
                self.alloc(Body::FrozenSet(Box::new(set)))
            }
            Const::None | Const::Ellipsis | Const::Bool(_) | Const::Code(_) => {
                unreachable!("handled above")
            }
        };
        cache.push((value.clone(), made));
        made
    }
}

/// The key in the dict that has this text.
fn self_lookup(
    heap: &objects::Heap<Object, crate::event::Recorder>,
    dict: Ref,
    name: Ref,
    hash: i64,
) -> Option<Ref> {
    let Some(Object {
        body: Body::Dict(table),
        ..
    }) = heap.get(dict)
    else {
        return None;
    };
    let Some(Object {
        body: Body::Str(text),
        ..
    }) = heap.get(name)
    else {
        return None;
    };
    let mut found = None;
    table.get(hash, |&held| {
        let same = held == name
            || matches!(heap.get(held), Some(Object { body: Body::Str(other), .. }) if other.value == text.value);
        if same {
            found = Some(held);
        }
        same
    });
    found
}
