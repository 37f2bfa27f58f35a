//! Which programs there are: about names, containers, instances, counts, weak references,
//! cycles, collections, generators, exceptions and classes.
//!
//! A program is written with an idea of what each name holds, so that most statements do
//! something and few raise. Nothing it prints depends on an address, on the order of a hash
//! table of addresses, or on time.
//!
//! | module | what it writes |
//! |---|---|
//! | `class` | the classes at the top |
//! | `value` | expressions and assignments |
//! | `change` | what goes into a container or an instance, and out of it |
//! | `release` | containers that hold the last references to instances, and let them go |
//! | `flow` | loops, `try`, functions, generators, closures |
//! | `weak` | weak references and collections |
//! | `observe` | what is printed |
//!
//! # What is left out
//!
//! Each rule has a name and a cause; none hides a difference that could be mended.
//!
//! | rule | what no program does | why |
//! |---|---|---|
//! | native temporaries | print the exact `gc.get_count()`, or run under a small threshold; `Writer::burst` sets one for a loop that makes many more objects than natives do | which tuples and bound methods a native function makes on its way is modelled for few of them |
//! | the end after an import | leave its names to the interpreter's end if it imports `weakref` | the import starts a collection (to 3.12), at a moment that depends on the library's own code, and the collector's lists are in another order then |
//! | addresses on free lists | ask whether a new list or dict lies where a dead one lay that held others | the runtime keeps the numbers of its free lists; the blocks go back to their pools, which aren't always asked in the same order |
//! | pools of the start | ask whether a new instance lies where another one lay that was older than what died meanwhile | a pool that was full goes to the front when one of its blocks is freed, and which pools are full depends on what the start has left in them: one more variable in the environment, and a real CPython answers otherwise |
//! | lines of the library | hash a list weakly, or else fail in code of `weakref` | the traceback names files of the installation |
//! | before the first collection | ask what is tracked before `gc.collect()` has run once | whether the start has collected depends on how much was read, and from where |
//! | what the start froze | ask what is frozen before it freezes something itself | 3.12 freezes some objects before a program begins |
//! | shared values | print the count of a small number, a short text or the empty tuple | the interpreter itself uses them |
//! | tables of addresses | put instances into a set | their order, and so the order of their deaths, depends on addresses |
//! | the tree's list | count the referrers of a constant | the list in which a syntax tree keeps its constants isn't an object here |

mod change;
mod class;
mod flow;
mod observe;
mod release;
mod rules;
mod value;
mod weak;

use super::program::{Program, Statement};
use super::random::Random;

pub use rules::keeps;

/// What a name holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    List,
    Dict,
    Set,
    Tuple,
    Bytes,
    /// Of the class of that number.
    Instance(usize),
    /// A bound method of an instance.
    Method,
    /// A class made on the way.
    Class,
    Number,
    Text,
    Weak,
    Proxy,
    Finalizer,
    Values,
    Keys,
    WeakSet,
    Generator,
    Function,
    Iterator,
    Error,
}

/// A class that the program makes.
#[derive(Clone, Debug)]
struct Class {
    name: String,
    /// The names that its instances can have as attributes.
    fields: Vec<&'static str>,
    /// Whether its instances can be referred to weakly.
    weakly: bool,
    /// Whether it is a list as well.
    list: bool,
    /// Whether it has the method `get`.
    method: bool,
    /// Whether its instances have a number each, which `__del__` prints: the order of deaths shows.
    numbered: bool,
}

const NAMES: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];
const FIELDS: [&str; 4] = ["p", "q", "r", "s"];

struct Writer {
    random: Random,
    classes: Vec<Class>,
    /// What the names hold, the last one of a name counts.
    names: Vec<(String, Kind)>,
    /// How many things have got a name of their own.
    made: usize,
    /// Whether statements are inside a function, whose names are locals.
    nested: bool,
    /// Whether the program imports `weakref`.
    weak: bool,
    /// What has been bound in the statements that may run more than once, or not at all.
    bound: Vec<(String, Kind)>,
}

/// The program of a seed, with about so many statements.
pub fn program(seed: u64, statements: usize) -> Program {
    let mut writer = Writer {
        random: Random::new(seed),
        classes: Vec::new(),
        names: Vec::new(),
        made: 0,
        nested: false,
        weak: true,
        bound: Vec::new(),
    };
    writer.weak = !writer.random.one_in(4);
    let mut body = vec![Statement::line(match writer.weak {
        true => "import gc, sys, weakref",
        false => "import gc, sys",
    })];
    body.extend(writer.prelude());
    for _ in 0..statements {
        body.extend(writer.statement(0));
    }
    body.extend(writer.end());
    Program { body }
}

impl Writer {
    /// The classes, and how the collector is set.
    fn prelude(&mut self) -> Vec<Statement> {
        let mut body = vec![Statement::line("numbers = iter(range(100_000))")];
        for number in 0..1 + self.random.below(3) {
            body.push(self.class(number));
        }
        body.push(Statement::line(match self.random.below(4) {
            0 => "gc.collect(); gc.disable()",
            1 => "gc.collect(); gc.freeze()",
            _ => "gc.collect()",
        }));
        body
    }

    /// A name for something new.
    fn target(&mut self) -> String {
        NAMES[self.random.below(NAMES.len())].to_owned()
    }

    fn bind(&mut self, name: &str, kind: Kind) {
        self.names.retain(|(known, _)| known != name);
        self.names.push((name.to_owned(), kind));
        self.bound.push((name.to_owned(), kind));
    }

    fn unbind(&mut self, name: &str) {
        self.names.retain(|(known, _)| known != name);
    }

    fn any(&mut self) -> Option<(String, Kind)> {
        self.random.pick(&self.names).cloned()
    }

    fn of(&mut self, wanted: impl Fn(Kind) -> bool) -> Option<(String, Kind)> {
        let fit: Vec<(String, Kind)> = self
            .names
            .iter()
            .filter(|(_, kind)| wanted(*kind))
            .cloned()
            .collect();
        self.random.pick(&fit).cloned()
    }

    /// Something that can be referred to weakly.
    fn looked_at(&mut self) -> Option<String> {
        let weakly: Vec<bool> = self.classes.iter().map(|class| class.weakly).collect();
        self.of(|kind| match kind {
            Kind::Instance(class) => weakly[class],
            Kind::Function | Kind::Generator | Kind::Set | Kind::Class => true,
            _ => false,
        })
        .map(|(name, _)| name)
    }

    /// Something that can be referred to weakly, and hashed.
    fn weak_key(&mut self) -> Option<String> {
        let fit: Vec<bool> = self
            .classes
            .iter()
            .map(|class| class.weakly && !class.list)
            .collect();
        self.of(|kind| match kind {
            Kind::Instance(class) => fit[class],
            Kind::Function | Kind::Generator | Kind::Class => true,
            _ => false,
        })
        .map(|(name, _)| name)
    }

    /// One statement, or a few that belong together.
    fn statement(&mut self, depth: usize) -> Vec<Statement> {
        match self.random.below(37) {
            0..=4 => vec![self.assign()],
            5..=7 => self.put(),
            8 => self.put_back(),
            9 | 10 => self.forget(),
            11..=13 => self.weakly(),
            14 => vec![self.collect()],
            15 if depth < 2 => vec![self.repeat(depth)],
            16 if depth < 2 => vec![self.attempt(depth)],
            17 if !self.nested => self.function(),
            18 if !self.nested => self.generator(),
            19 => self.iterate(),
            20 => self.cycle(),
            21 if !self.nested => self.closure(),
            22 => self.exchange(),
            23 if !self.nested => self.failing(),
            24 => self.drive(),
            25 if !self.nested => self.local_class(),
            26 if depth == 0 && !self.nested => self.burst(),
            27..=29 => self.release(),
            _ => self.observe(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_one_program_and_another_gives_another() {
        assert_eq!(program(7, 20), program(7, 20));
        assert_ne!(program(7, 20), program(8, 20));
    }

    #[test]
    fn the_programs_use_all_that_the_grammar_has() {
        let all: String = (0..300).map(|seed| program(seed, 25).to_string()).collect();
        for piece in [
            "__slots__",
            "__del__",
            "(list):",
            "weakref.ref(",
            "lambda r",
            "finalize(",
            "WeakValueDictionary",
            "WeakKeyDictionary",
            "gc.collect(0)",
            "set_threshold",
            "freeze",
            "proxy(",
            "WeakSet",
            ".detach()",
            ".send(",
            ".throw(",
            ".close()",
            "__traceback__",
            "from None",
            "lambda v=",
            "nonlocal",
            "{3, ",
            "bytearray",
            "*args",
            " = type(",
            "yield",
            "def inner",
            "except Exception",
            "del ",
            ", self.n)",
            " *= 0",
            "getrefcount",
            "getsizeof",
            "is_tracked",
            "get_referents",
            "id(",
            "for i in",
            "iter(",
        ] {
            assert!(all.contains(piece), "no program has `{piece}`");
        }
    }
}
