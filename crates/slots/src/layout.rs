//! The layout of a class's instances as a table.

use std::fmt;

use objects::types::header::{WORD, gc_head, object_head};
use version::Version;

use crate::event::Watch;
use crate::flags::Flags;
use crate::runtime::Runtime;
use crate::types::{Type, TypeId};

/// What a part of an instance is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// What the interpreter manages in front of the object: dictionary, values, weak references.
    Managed,
    /// The head of the cycle collector.
    Collector,
    /// Reference count and type.
    Head,
    /// Fields of the built-in type.
    Native,
    /// A slot.
    Slot,
    /// A pointer to the dictionary, inside the object.
    Dict,
    /// The list of weak references, inside the object.
    Weakref,
    /// Items, as many as the object has. The row has the size of one.
    Items,
    /// The values of the attributes, behind the object.
    InlineValues,
}

/// One line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Bytes from the object's address, which is what `id()` shows.
    pub offset: isize,
    /// How many bytes.
    pub size: usize,
    /// What it is for.
    pub part: Part,
    /// Its name: a slot's own, or CPython's word for the field.
    pub name: String,
}

/// Where everything in an instance lies.
///
/// ```
/// use slots::{Class, Runtime};
/// use version::Version;
///
/// let mut python = Runtime::new(Version::new(3, 13, 18));
/// let point = Class::new("Point").slots(["y", "x"]).build(&mut python)?;
/// assert_eq!(
///     python.layout(point).to_string(),
///     "\
/// Point in 3.13.18: 48 bytes, of which 16 in front
/// offset  bytes
///    -16     16  PyGC_Head
///      0      8  ob_refcnt
///      8      8  ob_type
///     16      8  x
///     24      8  y
/// "
/// );
/// # Ok::<(), slots::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The class's name.
    pub class: String,
    /// Which CPython it is.
    pub version: Version,
    /// Bytes in front of the object.
    pub preheader: usize,
    /// `__basicsize__`.
    pub basicsize: usize,
    /// Everything, by offset. Places behind items are given as if there were none.
    pub rows: Vec<Row>,
}

impl Layout {
    pub(crate) fn of<O: Watch>(runtime: &Runtime<O>, class: TypeId) -> Layout {
        let version = runtime.version();
        let made = runtime.class(class);
        let mut rows = preheader(version, made.flags());
        rows.reverse();
        let preheader = rows.iter().map(|row| row.size).sum();
        rows.extend(head(version));
        rows.extend(inside(runtime, class));
        let end = made.basicsize as isize;
        if made.flags.has(Flags::INLINE_VALUES)
            && let Some(keys) = made.cached_keys
        {
            let capacity = runtime.keys(keys).usable_size();
            rows.push(Row {
                offset: end,
                size: inline_values_size(capacity),
                part: Part::InlineValues,
                name: format!("values of {capacity} attributes"),
            });
        }
        Layout {
            class: made.name.to_string(),
            version,
            preheader,
            basicsize: made.basicsize,
            rows,
        }
    }

    /// The row with this name.
    pub fn row(&self, name: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.name == name)
    }
}

/// Bytes that values behind the object take: a head, the values, and a byte each for their order.
///
/// Source: `_PyInlineValuesSize` in `Include/internal/pycore_dict.h` (3.13.12).
pub(crate) fn inline_values_size(capacity: usize) -> usize {
    capacity.next_multiple_of(WORD) + (capacity + 1) * WORD
}

// ANCHOR: preheader
/// What lies in front of an instance, the nearest first.
///
/// Source: `Include/internal/pycore_object.h` (3.11.7, 3.12.12, 3.14.7).
fn preheader(version: Version, flags: Flags) -> Vec<Row> {
    let mut parts = Vec::new();
    if flags.has(Flags::HAVE_GC) && gc_head(version) > 0 {
        parts.push((gc_head(version), Part::Collector, "PyGC_Head"));
    }
    if flags.only(Flags::PREHEADER) != Flags::default() {
        parts.push((WORD, Part::Managed, "__dict__"));
        let other = if version < Version::new(3, 12, 0) {
            "values"
        } else {
            "__weakref__"
        };
        parts.push((WORD, Part::Managed, other));
    }
    let mut offset = 0;
    let row = |(size, part, name): (usize, Part, &str)| {
        offset -= size as isize;
        Row {
            offset,
            size,
            part,
            name: name.to_owned(),
        }
    };
    parts.into_iter().map(row).collect()
}
// ANCHOR_END: preheader

/// `PyObject` itself.
fn head(version: Version) -> Vec<Row> {
    let fields: &[&str] = if version.is_free_threaded() {
        &[
            "ob_tid",
            "ob_mutex, ob_gc_bits, ob_ref_local",
            "ob_ref_shared",
            "ob_type",
        ]
    } else {
        &["ob_refcnt", "ob_type"]
    };
    let row = |(word, name): (usize, &&str)| Row {
        offset: (word * WORD) as isize,
        size: WORD,
        part: Part::Head,
        name: (*name).to_owned(),
    };
    fields.iter().enumerate().map(row).collect()
}

/// What lies between the head and `tp_basicsize`: fields of the built-in type, slots, and to 3.11 the two pointers.
fn inside<O: Watch>(runtime: &Runtime<O>, class: TypeId) -> Vec<Row> {
    let version = runtime.version();
    let made = runtime.class(class);
    let native = runtime.class(runtime.native(class));
    let mut rows = Vec::new();
    let mut line = Some(class);
    while let Some(id) = line {
        let class = runtime.class(id);
        for member in &class.members {
            rows.push(Row {
                offset: member.offset as isize,
                size: WORD,
                part: Part::Slot,
                name: runtime.text(member.name).to_owned(),
            });
        }
        line = class.base;
    }
    for (offset, part, name) in [
        (dict_offset(made), Part::Dict, "__dict__"),
        (made.weaklistoffset, Part::Weakref, "__weakref__"),
    ] {
        if offset > 0 {
            rows.push(Row {
                offset,
                size: WORD,
                part,
                name: name.to_owned(),
            });
        }
    }
    rows.sort_by_key(|row| row.offset);
    rows = fill_native(rows, object_head(version), native);
    if made.itemsize != 0 {
        let at = rows.partition_point(|row| row.part == Part::Native);
        let offset = native.basicsize as isize;
        let row = Row {
            offset,
            size: made.itemsize,
            part: Part::Items,
            name: "each item".to_owned(),
        };
        rows.insert(at, row);
    }
    rows
}

/// Where the dictionary's pointer lies inside an object without items, or 0.
fn dict_offset(made: &Type) -> isize {
    if made.flags.has(Flags::MANAGED_DICT) {
        return 0;
    }
    if made.dictoffset < 0 {
        return made.basicsize as isize + made.dictoffset;
    }
    made.dictoffset
}

/// Puts the built-in type's own fields into the gaps.
fn fill_native(rows: Vec<Row>, head: usize, native: &Type) -> Vec<Row> {
    let mut filled = Vec::new();
    let mut at = head as isize;
    let end = native.basicsize as isize;
    let own = |from: isize, to: isize| Row {
        offset: from,
        size: (to - from) as usize,
        part: Part::Native,
        name: format!("{}'s own", native.name),
    };
    for row in rows {
        let gap_end = row.offset.min(end);
        if gap_end > at {
            filled.push(own(at, gap_end));
        }
        at = at.max(row.offset + row.size as isize);
        filled.push(row);
    }
    if end > at {
        filled.push(own(at, end));
    }
    filled
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.preheader + self.basicsize;
        write!(f, "{} in {}: {bytes} bytes", self.class, self.version)?;
        match self.preheader {
            0 => writeln!(f)?,
            preheader => writeln!(f, ", of which {preheader} in front")?,
        }
        writeln!(f, "offset  bytes")?;
        for row in &self.rows {
            writeln!(f, "{:>6}  {:>5}  {}", row.offset, row.size, row.name)?;
        }
        Ok(())
    }
}
