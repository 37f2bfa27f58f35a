//! Random programs, run here and by real interpreters: `measure.py` made them, and wrote down what happened.

use std::collections::{BTreeMap, BTreeSet};

use objects::{Event as Beat, Ref};
use serde_json::{Value, json};
use slots::{AnyEvent, Builtin, Class, DictKey, Error, Flags, Log, Runtime, TypeId};
use version::Version;

use crate::facts::{self, list, recorded, text, texts};

/// What was measured here, and how many recordings there are.
const MEASURED: (&str, usize) = ("measured-", 9);

fn builtin(name: &str) -> Option<TypeId> {
    let found = Builtin::ALL.iter().find(|builtin| builtin.name() == name);
    found.map(|builtin| builtin.id())
}

/// Runs the class statements of one program, and tries to assign each class to an instance of each.
fn run_hierarchy(version: Version, classes: &Value) -> Value {
    let mut python = Runtime::new(version);
    let mut made: Vec<(String, TypeId)> = Vec::new();
    let mut out = Vec::new();
    for statement in list(classes) {
        let bases: Option<Vec<TypeId>> = texts(&statement["bases"])
            .into_iter()
            .map(|base| {
                let own = made.iter().find(|(name, _)| name == base);
                builtin(base).or(own.map(|&(_, id)| id))
            })
            .collect();
        let Some(bases) = bases else {
            out.push(Value::Null);
            continue;
        };
        let name = text(&statement["name"]);
        let mut class = Class::new(name).bases(bases);
        if !statement["slots"].is_null() {
            class = class.slots(&texts(&statement["slots"])[..]);
        }
        match class.build(&mut python) {
            Err(error) => out.push(json!(error.to_string())),
            Ok(id) => {
                made.push((name.to_owned(), id));
                out.push(describe(&mut python, id));
            }
        }
    }
    let mut assigned = Vec::new();
    for &(_, old) in &made {
        if python.is_subtype(old, Builtin::Type.id()) {
            continue;
        }
        let row: Value = made
            .iter()
            .map(|&(_, new)| assign(&mut python, old, new))
            .collect();
        assigned.push(row);
    }
    python
        .audit([])
        .unwrap_or_else(|error| panic!("{version}: {error}"));
    json!([out, assigned])
}

fn describe(python: &mut Runtime, id: TypeId) -> Value {
    let mro: Vec<String> = python
        .class(id)
        .mro()
        .iter()
        .map(|&class| python.class(class).name().to_owned())
        .collect();
    let size = (!python.is_subtype(id, Builtin::Type.id())).then(|| {
        let object = python.instantiate(id);
        let size = python.getsizeof(object);
        python.decref(object);
        size
    });
    let class = python.class(id);
    json!([
        class.basicsize(),
        class.itemsize(),
        class.dictoffset(),
        class.weaklistoffset(),
        class.flags().bits(),
        mro,
        size,
    ])
}

fn assign(python: &mut Runtime, old: TypeId, new: TypeId) -> Value {
    let object = python.instantiate(old);
    let done = python.set_class(object, new);
    python.decref(object);
    match done {
        Ok(()) => json!(1),
        Err(error) if error.text.contains("object layout differs") => json!(0),
        Err(error) => json!(error.to_string()),
    }
}

#[test]
fn classes_are_laid_out_as_on_real_interpreters() {
    let programs = facts::json("programs.json");
    for facts in recorded(MEASURED.0, MEASURED.1) {
        let expected = list(&facts.data["hierarchies"]);
        let programs = list(&programs["hierarchies"]);
        assert_eq!(programs.len(), expected.len());
        for (number, (program, expected)) in programs.iter().zip(expected).enumerate() {
            let version = facts.version;
            let got = run_hierarchy(version, program);
            assert_eq!(got, *expected, "{version}: hierarchy {number}, {program}");
        }
    }
}

/// The bits that `measure.py` looks at are the ones that this crate has.
#[test]
fn the_flags_are_those_that_were_asked_for() {
    let all = Flags::INLINE_VALUES
        | Flags::MANAGED_WEAKREF
        | Flags::MANAGED_DICT
        | Flags::IMMUTABLETYPE
        | Flags::HEAPTYPE
        | Flags::BASETYPE
        | Flags::HAVE_GC
        | Flags::ITEMS_AT_END
        | Flags::TUPLE_SUBCLASS;
    let asked = [2, 3, 4, 8, 9, 10, 14, 23, 26].map(|bit| 1 << bit);
    assert_eq!(all.bits(), asked.iter().sum::<u32>());
}

/// One program in the middle of its run.
struct Life {
    python: Runtime<Log>,
    class: TypeId,
    things: BTreeMap<u64, Ref>,
    touched: BTreeSet<u64>,
    values: BTreeMap<Ref, u64>,
    count: u64,
}

impl Life {
    fn new(version: Version, program: &Value) -> Life {
        let mut python = Runtime::with_observer(version, Log::new());
        let base = builtin(text(&program["base"])).expect("a built-in type");
        let mut class = Class::new("C")
            .base(base)
            .assigns(texts(&program["assigns"]));
        if !program["slots"].is_null() {
            class = class.slots(&texts(&program["slots"])[..]);
        }
        let class = class.build(&mut python).expect("a class that can be made");
        Life {
            python,
            class,
            things: BTreeMap::new(),
            touched: BTreeSet::new(),
            values: BTreeMap::new(),
            count: 0,
        }
    }

    /// A new object with a number of its own.
    fn value(&mut self) -> Ref {
        let value = self.python.instantiate(Builtin::Object);
        self.count += 1;
        self.values.insert(value, self.count);
        value
    }

    fn step(&mut self, step: &[Value]) -> Result<Value, Error> {
        let one = step[1].as_u64().expect("a number");
        let name = step.get(2).map(text);
        let thing = self.things.get(&one).copied();
        match (text(&step[0]), thing, name) {
            ("new", None, None) => {
                let thing = self.python.instantiate(self.class);
                self.things.insert(one, thing);
            }
            ("set", Some(thing), Some(name)) => {
                let value = self.value();
                self.python.set_new(thing, name, value)?;
            }
            ("get", Some(thing), Some(name)) => {
                let value = self.python.get(thing, name)?;
                return Ok(json!(self.values[&value]));
            }
            ("del", Some(thing), Some(name)) => self.python.delete(thing, name)?,
            ("drop", Some(thing), None) => {
                self.things.remove(&one);
                self.python.decref(thing);
            }
            ("undict", Some(thing), None) => self.python.delete(thing, "__dict__")?,
            (kind, Some(thing), name) => return self.with_dict(kind, one, thing, name),
            _ => panic!("{step:?} is no step"),
        }
        Ok(Value::Null)
    }

    fn with_dict(
        &mut self,
        kind: &str,
        one: u64,
        thing: Ref,
        name: Option<&str>,
    ) -> Result<Value, Error> {
        let dict = self.python.dict_of(thing)?;
        self.touched.insert(one);
        match (kind, name) {
            ("touch", None) => {}
            ("dictset", Some(name)) => {
                let value = self.value();
                let key = DictKey::Str(self.python.intern(name));
                self.python.dict_setitem(dict, key, value);
            }
            ("dictdel", Some(name)) => {
                let key = DictKey::Str(self.python.intern(name));
                self.python.dict_delitem(dict, key)?;
            }
            ("clear", None) => self.python.dict_clear(dict),
            ("intkey", None) => {
                let value = self.value();
                self.python.dict_setitem(dict, DictKey::Int(1), value);
            }
            ("copy", None) => {
                let copy = self.python.dict_copy(dict);
                let size = self.python.getsizeof(copy);
                self.python.decref(copy);
                return Ok(json!(size));
            }
            ("replace", None) => {
                let value = self.value();
                let new = self.python.dict([("a", value)]);
                self.python.set_dict(thing, new)?;
                self.python.decref(new);
            }
            other => panic!("{other:?} is no step"),
        }
        Ok(Value::Null)
    }

    /// What the step said, who died, and how large everything is now.
    fn after(&mut self, step: &[Value]) -> Value {
        self.python.observer_mut().clear();
        let said = match self.step(step) {
            Ok(said) => said,
            Err(error) => json!(error.to_string()),
        };
        let events = self.python.observer_mut().take();
        let deaths: Vec<u64> = events
            .iter()
            .filter_map(|event| match event {
                AnyEvent::Object(Beat::Dies { object }) => self.values.get(object).copied(),
                _ => None,
            })
            .collect();
        let one = step[1].as_u64().expect("a number");
        let Some(&thing) = self.things.get(&one) else {
            return json!([said, deaths, null, null, null]);
        };
        let size = self.python.getsizeof(thing);
        if !self.touched.contains(&one) {
            return json!([said, deaths, size, null, null]);
        }
        let dict = self.python.dict_of(thing).expect("a dictionary");
        let keys: String = self
            .python
            .dict_items(dict)
            .iter()
            .map(|&(key, _)| match key {
                DictKey::Str(name) => format!("{} ", self.python.text(name)),
                DictKey::Int(number) => format!("{number} "),
            })
            .collect();
        json!([said, deaths, size, self.python.getsizeof(dict), keys])
    }
}

#[test]
fn instances_live_and_die_as_on_real_interpreters() {
    let programs = facts::json("programs.json");
    for facts in recorded(MEASURED.0, MEASURED.1) {
        let expected = list(&facts.data["lives"]);
        let programs = list(&programs["lives"]);
        assert_eq!(programs.len(), expected.len());
        for (number, (program, expected)) in programs.iter().zip(expected).enumerate() {
            let version = facts.version;
            let mut life = Life::new(version, program);
            for (place, step) in list(&program["steps"]).iter().enumerate() {
                let got = life.after(list(step));
                let steps = &list(&program["steps"])[..=place];
                assert_eq!(
                    got, expected[0][place],
                    "{version}: life {number}, base {}, slots {}, assigns {}, {steps:?}",
                    program["base"], program["slots"], program["assigns"]
                );
                let roots = life.things.values().copied();
                life.python
                    .audit(roots)
                    .unwrap_or_else(|error| panic!("{version}: life {number}, {steps:?}: {error}"));
            }
            let size = life.python.class_getsizeof(life.class);
            assert_eq!(size, expected[1], "{version}: life {number}, the class");
            assert!(life.python.heap().is_empty(), "{version}: life {number}");
        }
    }
}
