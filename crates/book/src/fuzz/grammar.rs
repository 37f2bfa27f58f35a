//! Which programs there are: about names, containers, instances, counts, weak references,
//! cycles and collections.
//!
//! A program is written with an idea of what each name holds, so that most statements do
//! something and few raise. Nothing it prints depends on an address, on the order of a hash
//! table of addresses, or on time.

use super::program::{Program, Statement};
use super::random::Random;

/// What a name holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    List,
    Dict,
    Tuple,
    /// Of the class of that number.
    Instance(usize),
    Number,
    Text,
    Weak,
    Values,
    Keys,
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
}

/// The program of a seed, with about so many statements.
pub fn program(seed: u64, statements: usize) -> Program {
    let mut writer = Writer {
        random: Random::new(seed),
        classes: Vec::new(),
        names: Vec::new(),
        made: 0,
        nested: false,
    };
    let mut body = vec![Statement::line("import gc, sys, weakref")];
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
        let mut body = Vec::new();
        for number in 0..1 + self.random.below(3) {
            body.push(self.class(number));
        }
        body.push(match self.random.below(4) {
            0 => Statement::line("gc.disable()"),
            1 => {
                let young = 3 + self.random.below(40);
                let (middle, old) = (1 + self.random.below(4), 1 + self.random.below(4));
                Statement::line(format!(
                    "gc.collect(); gc.set_threshold({young}, {middle}, {old})"
                ))
            }
            _ => Statement::line("gc.collect()"),
        });
        body
    }

    fn class(&mut self, number: usize) -> Statement {
        let name = ["A", "B", "C"][number].to_owned();
        let mut body = Vec::new();
        let mut head = format!("class {name}:");
        let mut fields = FIELDS.to_vec();
        let mut weakly = true;
        let mut list = false;
        let base = self.classes.last().cloned();
        match (self.random.below(8), base) {
            (0 | 1, _) => {
                fields.truncate(1 + self.random.below(3));
                weakly = self.random.one_in(2);
                let mut slots: Vec<String> = fields.iter().map(|f| format!("'{f}'")).collect();
                if weakly {
                    slots.push("'__weakref__'".to_owned());
                }
                body.push(Statement::line(format!(
                    "__slots__ = ({},)",
                    slots.join(", ")
                )));
            }
            (2, Some(base)) => {
                head = format!("class {name}({}):", base.name);
                (fields, weakly, list) = (FIELDS.to_vec(), true, base.list);
            }
            (3, _) => {
                head = format!("class {name}(list):");
                list = true;
            }
            _ => {}
        }
        let inherits = head.contains('(') && !list;
        if !list && !inherits && self.random.one_in(2) {
            let first = fields[0];
            body.push(Statement::block(
                format!("def __init__(self, {first}=None):"),
                vec![Statement::line(format!("self.{first} = {first}"))],
            ));
        }
        if self.random.one_in(3) {
            let mut what = vec![Statement::line(format!("print('del {name}')"))];
            if self.random.one_in(4) {
                what.push(Statement::line(
                    "globals().setdefault('back', []).append(self)",
                ));
            }
            body.push(Statement::block("def __del__(self):", what));
        }
        if self.random.one_in(4) {
            let field = self.random.pick(&fields).copied().unwrap_or("p");
            body.push(Statement::block(
                "def get(self, *args):",
                vec![Statement::line(format!(
                    "return getattr(self, '{field}', args)"
                ))],
            ));
        }
        self.classes.push(Class {
            name,
            fields,
            weakly,
            list,
        });
        Statement::block(head, body)
    }

    /// A name for something new.
    fn target(&mut self) -> String {
        NAMES[self.random.below(NAMES.len())].to_owned()
    }

    fn bind(&mut self, name: &str, kind: Kind) {
        self.names.retain(|(known, _)| known != name);
        self.names.push((name.to_owned(), kind));
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
            Kind::Function | Kind::Generator => true,
            _ => false,
        })
        .map(|(name, _)| name)
    }

    /// Something to put into something else: mostly a name.
    fn item(&mut self) -> String {
        match (self.random.below(6), self.any()) {
            (0, _) | (_, None) => self.value().0,
            (_, Some((name, _))) => name,
        }
    }

    /// An expression that makes something.
    fn value(&mut self) -> (String, Kind) {
        match self.random.below(14) {
            0 => ("[]".to_owned(), Kind::List),
            1 | 2 => {
                let items: Vec<String> =
                    (0..1 + self.random.below(3)).map(|_| self.held()).collect();
                (format!("[{}]", items.join(", ")), Kind::List)
            }
            3 => ("{}".to_owned(), Kind::Dict),
            4 => {
                let (key, item) = (self.random.below(4), self.held());
                (
                    format!("{{{key}: {item}, 'k': {}}}", self.held()),
                    Kind::Dict,
                )
            }
            5 => (format!("({}, {})", self.held(), self.held()), Kind::Tuple),
            6 => (format!("({},)", self.held()), Kind::Tuple),
            7 => {
                let number = [0, 5, 256, 257, 1_000_003][self.random.below(5)];
                (number.to_string(), Kind::Number)
            }
            8 => {
                self.made += 1;
                (format!("'t' * {}", 1 + self.made % 9), Kind::Text)
            }
            _ => {
                let number = self.random.below(self.classes.len());
                let class = self.classes[number].name.clone();
                (format!("{class}()"), Kind::Instance(number))
            }
        }
    }

    /// A name or a constant, for the inside of a display.
    fn held(&mut self) -> String {
        match self.any() {
            Some((name, _)) if !self.random.one_in(5) => name,
            _ => self.random.below(300).to_string(),
        }
    }

    /// One statement, or a few that belong together.
    fn statement(&mut self, depth: usize) -> Vec<Statement> {
        match self.random.below(26) {
            0..=4 => vec![self.assign()],
            5..=7 => self.put(),
            8 => self.put_back(),
            9 | 10 => self.forget(),
            11 | 12 => self.weakly(),
            13 => vec![self.collect()],
            14 if depth < 2 => vec![self.repeat(depth)],
            15 if depth < 2 => vec![self.attempt(depth)],
            16 if !self.nested => self.function(),
            17 if !self.nested => self.generator(),
            18 => self.iterate(),
            19 => self.cycle(),
            20 if !self.nested => self.closure(),
            _ => self.observe(),
        }
    }

    fn assign(&mut self) -> Statement {
        let target = self.target();
        let (text, kind) = match (self.random.below(4), self.any()) {
            (0, Some((name, kind))) => (name, kind),
            _ => self.value(),
        };
        self.bind(&target, kind);
        Statement::line(format!("{target} = {text}"))
    }

    /// Puts something into a container or an instance.
    fn put(&mut self) -> Vec<Statement> {
        let Some((name, kind)) = self.of(|kind| {
            matches!(
                kind,
                Kind::List | Kind::Dict | Kind::Instance(_) | Kind::Values | Kind::Keys
            )
        }) else {
            return vec![self.assign()];
        };
        let item = self.item();
        let line = match kind {
            Kind::List => match self.random.below(5) {
                0 => format!("{name}.insert(0, {item})"),
                1 => format!("{name} += [{item}, 1]"),
                2 => format!("{name}.extend(({item}, {item}))"),
                3 => format!("{name}[:1] = [{item}]"),
                _ => format!("{name}.append({item})"),
            },
            Kind::Dict => match self.random.below(3) {
                0 => format!("{name}.update(k={item})"),
                1 => format!("{name}.setdefault(7, {item})"),
                _ => format!("{name}[{}] = {item}", self.random.below(6)),
            },
            Kind::Instance(class) => {
                let fields = self.classes[class].fields.clone();
                let field = self.random.pick(&fields).copied().unwrap_or("p");
                if self.classes[class].list && self.random.one_in(2) {
                    format!("{name}.append({item})")
                } else {
                    format!("{name}.{field} = {item}")
                }
            }
            Kind::Values => match self.looked_at() {
                Some(held) => format!("{name}[{}] = {held}", self.random.below(3)),
                None => return vec![self.assign()],
            },
            _ => match self.looked_at() {
                Some(held) => format!("{name}[{held}] = {item}"),
                None => return vec![self.assign()],
            },
        };
        vec![Statement::line(line)]
    }

    /// Takes something out of a container or an instance.
    fn put_back(&mut self) -> Vec<Statement> {
        let Some((name, kind)) =
            self.of(|kind| matches!(kind, Kind::List | Kind::Dict | Kind::Instance(_)))
        else {
            return vec![self.assign()];
        };
        let line = match kind {
            Kind::List => match self.random.below(3) {
                0 => format!("{name}.clear()"),
                1 => format!("del {name}[:2]"),
                _ => format!("if {name}: {name}.pop()"),
            },
            Kind::Dict => match self.random.below(3) {
                0 => format!("{name}.clear()"),
                1 => format!("if {name}: {name}.popitem()"),
                _ => format!("{name}.pop({}, None)", self.random.below(6)),
            },
            Kind::Instance(class) => {
                let fields = self.classes[class].fields.clone();
                let field = self.random.pick(&fields).copied().unwrap_or("p");
                format!("if hasattr({name}, '{field}'): del {name}.{field}")
            }
            _ => return Vec::new(),
        };
        vec![Statement::line(line)]
    }

    fn forget(&mut self) -> Vec<Statement> {
        let Some((name, _)) = self.any() else {
            return vec![self.assign()];
        };
        if self.random.one_in(3) {
            self.bind(&name, Kind::Number);
            return vec![Statement::line(format!("{name} = 0"))];
        }
        self.names.retain(|(known, _)| *known != name);
        vec![Statement::line(format!("del {name}"))]
    }

    fn weakly(&mut self) -> Vec<Statement> {
        let target = self.target();
        if self.random.one_in(5) {
            let (kind, name) = match self.random.one_in(2) {
                true => (Kind::Values, "WeakValueDictionary"),
                false => (Kind::Keys, "WeakKeyDictionary"),
            };
            self.bind(&target, kind);
            return vec![Statement::line(format!("{target} = weakref.{name}()"))];
        }
        let Some(object) = self.looked_at() else {
            return vec![self.assign()];
        };
        self.made += 1;
        let number = self.made;
        let line = match self.random.below(6) {
            0 => {
                return vec![Statement::line(format!(
                    "weakref.finalize({object}, print, 'finalize {number}')"
                ))];
            }
            1 | 2 => format!(
                "{target} = weakref.ref({object}, lambda r: print('gone {number}', r() is None))"
            ),
            3 => format!("{target} = weakref.ref({object}, print_gone)"),
            _ => format!("{target} = weakref.ref({object})"),
        };
        let line = line.replace(
            "print_gone",
            &format!("lambda r, n={number}: print('gone', n)"),
        );
        self.bind(&target, Kind::Weak);
        vec![Statement::line(line)]
    }

    fn collect(&mut self) -> Statement {
        Statement::line(match self.random.below(6) {
            0 => "print('collected', gc.collect(0))".to_owned(),
            1 => "print('collected', gc.collect(1))".to_owned(),
            2 => "print('count', gc.get_count()[0] < 2000)".to_owned(),
            _ => "print('collected', gc.collect())".to_owned(),
        })
    }

    /// Statements that may run more than once or not at all; what they bind or unbind isn't
    /// relied on afterwards.
    fn apart(&mut self, depth: usize, most: usize) -> Vec<Statement> {
        let before = self.names.clone();
        let mut body = Vec::new();
        for _ in 0..1 + self.random.below(most) {
            body.extend(self.statement(depth + 1));
        }
        let after = std::mem::replace(&mut self.names, before);
        // A name that may hold something else now, or nothing, is not used again.
        self.names
            .retain(|known| after.iter().any(|other| other == known));
        body
    }

    fn repeat(&mut self, depth: usize) -> Statement {
        let count = 1 + self.random.below(3);
        // What a first round takes away isn't there for a second one, so each round is tried.
        let body = self.apart(depth, 3);
        Statement::block(
            format!("for _ in range({count}):"),
            vec![Statement::Block(vec![
                ("try:".to_owned(), body),
                (
                    "except (NameError, AttributeError) as error:".to_owned(),
                    vec![Statement::line("print(type(error).__name__)")],
                ),
            ])],
        )
    }

    fn attempt(&mut self, depth: usize) -> Statement {
        let mut body = self.apart(depth, 3);
        let raised = ["1 / 0", "raise ValueError(1)", "[][1]", "None.x"][self.random.below(4)];
        body.push(Statement::line(raised));
        let mut handler = vec![Statement::line("print(type(error).__name__)")];
        if self.random.one_in(2) {
            let target = self.target();
            self.bind(&target, Kind::Error);
            handler.push(Statement::line(format!("{target} = error")));
        }
        let mut parts = vec![
            ("try:".to_owned(), body),
            ("except Exception as error:".to_owned(), handler),
        ];
        if self.random.one_in(3) {
            parts.push((
                "finally:".to_owned(),
                vec![Statement::line("print('finally')")],
            ));
        }
        Statement::Block(parts)
    }

    /// A function whose locals hold things, and a call of it.
    fn function(&mut self) -> Vec<Statement> {
        self.made += 1;
        let name = format!("f{}", self.made);
        let outside = std::mem::take(&mut self.names);
        self.nested = true;
        self.names = vec![("x".to_owned(), Kind::List), ("y".to_owned(), Kind::Number)];
        let mut body = Vec::new();
        for _ in 0..2 + self.random.below(4) {
            body.extend(self.statement(1));
        }
        if self.random.one_in(2) {
            body.push(Statement::line("print('inside', sys.getrefcount(x))"));
        }
        let result = match self.any() {
            Some((result, _)) if self.random.one_in(2) => result,
            _ => "x".to_owned(),
        };
        body.push(Statement::line(format!("return {result}")));
        self.nested = false;
        self.names = outside;
        let argument = match self.of(|kind| kind == Kind::List) {
            Some((list, _)) => list,
            None => "[1, 2]".to_owned(),
        };
        let def = Statement::block(format!("def {name}(x, y=3):"), body);
        let call = Statement::Block(vec![
            (
                "try:".to_owned(),
                vec![Statement::line(format!("z = {name}({argument})"))],
            ),
            (
                "except (NameError, AttributeError) as error:".to_owned(),
                vec![Statement::line("print(error)")],
            ),
        ]);
        vec![def, call, Statement::line("z = None")]
    }

    fn generator(&mut self) -> Vec<Statement> {
        self.made += 1;
        let name = format!("g{}", self.made);
        let target = self.target();
        let (held, _) = self.value();
        let held = if self.nested { "[]".to_owned() } else { held };
        let def = Statement::block(
            format!("def {name}(x):"),
            vec![Statement::Block(vec![
                (
                    "try:".to_owned(),
                    vec![
                        Statement::line(format!("own = {held}")),
                        Statement::line("yield len([own])"),
                        Statement::line("yield x"),
                    ],
                ),
                (
                    "finally:".to_owned(),
                    vec![Statement::line("print('left')")],
                ),
            ])],
        );
        let argument = self.held();
        let mut body = vec![
            def,
            Statement::line(format!("{target} = {name}({argument})")),
        ];
        if !self.random.one_in(3) {
            body.push(Statement::line(format!("next({target})")));
        }
        self.bind(&target, Kind::Generator);
        body
    }

    fn closure(&mut self) -> Vec<Statement> {
        self.made += 1;
        let name = format!("c{}", self.made);
        let target = self.target();
        let item = self.held();
        let def = Statement::block(
            format!("def {name}(x):"),
            vec![
                Statement::block("def inner():", vec![Statement::line("return x")]),
                Statement::line("return inner"),
            ],
        );
        self.bind(&target, Kind::Function);
        vec![def, Statement::line(format!("{target} = {name}({item})"))]
    }

    fn iterate(&mut self) -> Vec<Statement> {
        let Some((name, _)) = self.of(|kind| matches!(kind, Kind::List | Kind::Tuple)) else {
            return vec![self.assign()];
        };
        let target = self.target();
        if self.random.one_in(2) {
            self.bind(&target, Kind::List);
            return vec![Statement::line(format!("{target} = [[i] for i in {name}]"))];
        }
        self.bind(&target, Kind::Iterator);
        vec![Statement::line(format!(
            "{target} = iter({name}); next({target}, None)"
        ))]
    }

    fn cycle(&mut self) -> Vec<Statement> {
        let Some((name, kind)) =
            self.of(|kind| matches!(kind, Kind::List | Kind::Dict | Kind::Instance(_)))
        else {
            return vec![self.assign()];
        };
        let line = match kind {
            Kind::List => format!("{name}.append({name})"),
            Kind::Dict => format!("{name}['self'] = {name}"),
            Kind::Instance(class) => {
                let fields = self.classes[class].fields.clone();
                let field = self.random.pick(&fields).copied().unwrap_or("p");
                format!("{name}.{field} = {name}")
            }
            _ => return Vec::new(),
        };
        vec![Statement::line(line)]
    }

    /// Prints something about a name.
    fn observe(&mut self) -> Vec<Statement> {
        let Some((name, kind)) = self.any() else {
            return vec![self.assign()];
        };
        let line = match (self.random.below(12), kind) {
            (_, Kind::Weak) => format!("print({name}() is None)"),
            (_, Kind::Values | Kind::Keys) => format!("print(len({name}))"),
            (0, _) => format!("print(gc.is_tracked({name}))"),
            (1, Kind::List | Kind::Dict | Kind::Tuple | Kind::Instance(_) | Kind::Text) => {
                format!("print(sys.getsizeof({name}))")
            }
            (2, Kind::List | Kind::Dict | Kind::Tuple) => format!("print(len({name}))"),
            (3, Kind::List | Kind::Tuple | Kind::Instance(_)) => {
                format!("print(sorted(type(o).__name__ for o in gc.get_referents({name})))")
            }
            (4, Kind::Instance(_) | Kind::Function) => {
                format!(
                    "print(weakref.getweakrefcount({name}) if hasattr({name}, '__weakref__') else '-')"
                )
            }
            (5, _) => match self.any() {
                Some((other, _)) => format!("print({name} is {other})"),
                None => format!("print({name} is {name})"),
            },
            (6, Kind::Instance(_)) => format!("print(len(getattr({name}, '__dict__', ())))"),
            (7, Kind::Function) => format!("print(type({name}()).__name__)"),
            (8, _) => {
                format!("print(gc.is_finalized({name}) if sys.version_info >= (3, 9) else '-')")
            }
            (9, Kind::Instance(number)) => {
                let class = self.classes[number].name.clone();
                format!("i = id({name}); {name} = None; {name} = {class}(); print(id({name}) == i)")
            }
            // Small numbers and short texts are shared with who knows whom.
            (_, Kind::Number | Kind::Text) => format!("print(type({name}).__name__)"),
            _ => format!("print(sys.getrefcount({name}))"),
        };
        vec![Statement::line(line)]
    }

    /// Lets go of everything.
    fn end(&mut self) -> Vec<Statement> {
        let mut body = Vec::new();
        if self.random.one_in(2) {
            let names = std::mem::take(&mut self.names);
            let list: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
            if !list.is_empty() {
                body.push(Statement::line(format!("del {}", list.join(", "))));
            }
            body.push(Statement::line("print('at last', gc.collect())"));
        }
        body.push(Statement::line("print('end')"));
        body
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
            "yield",
            "def inner",
            "except Exception",
            "del ",
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
