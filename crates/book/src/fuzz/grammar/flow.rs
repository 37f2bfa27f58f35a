//! Loops, `try`, functions, generators, closures.

use super::observe::count_of;
use super::{Kind, Writer};
use crate::fuzz::program::Statement;

impl Writer {
    /// Statements that may run more than once or not at all; what they bind or unbind isn't
    /// relied on afterwards. Also whether they can run again: whether each name that they found
    /// holds something of the same kind still.
    fn apart(&mut self, depth: usize, most: usize) -> (Vec<Statement>, bool) {
        let before = self.names.clone();
        let outer = std::mem::take(&mut self.bound);
        let mut body = Vec::new();
        for _ in 0..1 + self.random.below(most) {
            body.extend(self.statement(depth + 1));
        }
        let after = std::mem::replace(&mut self.names, before);
        let bound = std::mem::replace(&mut self.bound, outer);
        let again = bound.iter().all(|(name, kind)| {
            let known = self.names.iter().find(|(known, _)| known == name);
            known.is_none_or(|(_, before)| before == kind)
        });
        // A name that may hold something else now, or nothing, is not used again.
        self.names.retain(|known| {
            after.contains(known)
                && bound
                    .iter()
                    .all(|other| other.0 != known.0 || other == known)
        });
        self.bound.extend(bound);
        (body, again)
    }

    pub(super) fn repeat(&mut self, depth: usize) -> Statement {
        let count = 1 + self.random.below(3);
        let (body, again) = self.apart(depth, 3);
        let count = if again { count } else { 1 };
        // What a first round takes away isn't there for a second one, so each round is tried.
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

    pub(super) fn attempt(&mut self, depth: usize) -> Statement {
        let (mut body, _) = self.apart(depth, 3);
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
    pub(super) fn function(&mut self) -> Vec<Statement> {
        self.made += 1;
        let name = format!("f{}", self.made);
        let outside = std::mem::take(&mut self.names);
        let bound = std::mem::take(&mut self.bound);
        self.nested = true;
        self.names = vec![("x".to_owned(), Kind::List), ("y".to_owned(), Kind::Number)];
        let mut body = Vec::new();
        for _ in 0..2 + self.random.below(4) {
            body.extend(self.statement(1));
        }
        let counted = self
            .of(|kind| !matches!(kind, Kind::Number | Kind::Text | Kind::Proxy))
            .filter(|_| self.random.one_in(2));
        if let Some((name, kind)) = counted {
            let count = count_of(&name, kind);
            body.push(Statement::line(format!("print('inside', {count})")));
        }
        let result = match self.any() {
            Some((result, _)) if self.random.one_in(2) => result,
            _ => "x".to_owned(),
        };
        body.push(Statement::line(format!("return {result}")));
        self.nested = false;
        (self.names, self.bound) = (outside, bound);
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

    /// A function that fails and leaves its frame in the traceback of what it raised.
    pub(super) fn failing(&mut self) -> Vec<Statement> {
        self.made += 1;
        let name = format!("x{}", self.made);
        let target = self.target();
        let (value, _) = self.value();
        let argument = self.held();
        let mut body = vec![Statement::line(format!("own = {value}"))];
        let raised = match self.random.below(3) {
            0 => "raise ValueError(own)",
            1 => "raise KeyError(x) from None",
            _ => "return own[x:y:z].missing",
        };
        if self.random.one_in(3) {
            body.push(Statement::Block(vec![
                ("try:".to_owned(), vec![Statement::line("1 / 0")]),
                (
                    "except ZeroDivisionError as first:".to_owned(),
                    vec![Statement::line("raise TypeError(own) from first")],
                ),
            ]));
        } else {
            body.push(Statement::line(raised));
        }
        let mut handler = vec![Statement::line("print(type(error).__name__)")];
        if !self.random.one_in(3) {
            self.bind(&target, Kind::Error);
            handler.push(Statement::line(format!("{target} = error")));
        }
        if self.random.one_in(2) {
            handler.push(Statement::line("print('args', sys.getrefcount(error))"));
        }
        vec![
            Statement::block(format!("def {name}(x, *args):"), body),
            Statement::Block(vec![
                (
                    "try:".to_owned(),
                    vec![Statement::line(format!("{name}({argument}, {argument})"))],
                ),
                ("except Exception as error:".to_owned(), handler),
            ]),
        ]
    }

    pub(super) fn generator(&mut self) -> Vec<Statement> {
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

    /// Goes on with a generator, or ends it.
    pub(super) fn drive(&mut self) -> Vec<Statement> {
        let Some((name, _)) = self.of(|kind| kind == Kind::Generator) else {
            return vec![self.assign()];
        };
        let line = match self.random.below(5) {
            0 => format!("{name}.close()"),
            1 => format!("print(len(list({name})))"),
            2 => format!("print(type({name}.send(None)).__name__)"),
            3 => format!("{name}.throw(ValueError(1))"),
            _ => format!("next({name})"),
        };
        vec![Statement::Block(vec![
            ("try:".to_owned(), vec![Statement::line(line)]),
            (
                "except (StopIteration, ValueError) as error:".to_owned(),
                vec![Statement::line("print(type(error).__name__)")],
            ),
        ])]
    }

    /// A function that keeps something: in a cell that it may bind anew, or as a default.
    pub(super) fn closure(&mut self) -> Vec<Statement> {
        self.made += 1;
        let name = format!("c{}", self.made);
        let target = self.target();
        let item = self.held();
        if self.random.one_in(3) {
            self.bind(&target, Kind::Function);
            return vec![Statement::line(format!("{target} = lambda v={item}: v"))];
        }
        let mut inner = Vec::new();
        if self.random.one_in(3) {
            inner.push(Statement::line("nonlocal x"));
            inner.push(Statement::line("x = [x]"));
        }
        inner.push(Statement::line("return x"));
        let def = Statement::block(
            format!("def {name}(x):"),
            vec![
                Statement::block("def inner():", inner),
                Statement::line("return inner"),
            ],
        );
        self.bind(&target, Kind::Function);
        vec![def, Statement::line(format!("{target} = {name}({item})"))]
    }

    pub(super) fn iterate(&mut self) -> Vec<Statement> {
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
}
