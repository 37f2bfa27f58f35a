//! What a text is warned of before it runs: `SyntaxWarning`.
//!
//! First come escapes that mean nothing (`Parser/string_parser.c`, 3.12), then jumps out of `finally`
//! (`Python/ast_preprocess.c`, 3.14), and then what the compiler finds on its way through the tree.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, CmpOp, Expr, FStringPart, InterpolatedStringElement, Stmt};
use ruff_text_size::{Ranged, TextRange};
use version::Version;

use super::Mode;
use super::literal::{is_named_constant, literal_type};
use crate::source::Lines;

/// A warning and its line.
pub(crate) struct Warning {
    pub(crate) line: u32,
    pub(crate) text: String,
}

/// All warnings about a text that can be compiled.
pub(crate) fn warnings(text: &str, body: &[Stmt], version: Version, mode: Mode) -> Vec<Warning> {
    let lines = Lines::of(text);
    let minor = version.minor();
    let mut found = Vec::new();
    if minor >= 12 {
        let mut escapes = Escapes {
            lines: &lines,
            minor,
            found: &mut found,
        };
        escapes.visit_body(body);
    }
    if minor >= 14 && mode == Mode::Exec {
        let mut jumps = Jumps {
            lines: &lines,
            found: &mut found,
            in_finally: false,
            in_loop: false,
        };
        jumps.visit_body(body);
    }
    let mut doubts = Doubts {
        lines: &lines,
        minor,
        found: &mut found,
    };
    doubts.visit_body(body);
    found
}

/// Escapes in string literals.
struct Escapes<'a> {
    lines: &'a Lines<'a>,
    minor: u8,
    found: &'a mut Vec<Warning>,
}

impl Escapes<'_> {
    /// Looks for the first escape in a literal's text that means nothing.
    fn check(&mut self, range: TextRange, is_bytes: bool) {
        let source = self.lines.source(range);
        let mut rest = source.char_indices();
        while let Some((at, char)) = rest.next() {
            if char != '\\' {
                continue;
            }
            let Some((_, escaped)) = rest.next() else {
                return;
            };
            let means =
                match escaped {
                    '\n' | '\r' | '\\' | '\'' | '"' | 'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v'
                    | 'x' => true,
                    'N' | 'u' | 'U' => !is_bytes,
                    '0'..='3' => true,
                    // More than a byte has room for.
                    '4'..='7' => !source.as_bytes().get(at + 1..at + 4).is_some_and(|digits| {
                        digits.iter().all(|digit| (b'0'..=b'7').contains(digit))
                    }),
                    _ => false,
                };
            if means {
                continue;
            }
            let is_octal = escaped.is_ascii_digit() && escaped < '8';
            let len = if is_octal { 3 } else { escaped.len_utf8() };
            let shown = &source[at + 1..at + 1 + len];
            let kind = if is_octal { "octal escape" } else { "escape" };
            let text = if self.minor >= 14 {
                let article = if is_octal {
                    "an invalid octal"
                } else {
                    "an invalid"
                };
                format!(
                    "\"\\{shown}\" is {article} escape sequence. Such sequences will not work in the future. \
                     Did you mean \"\\\\{shown}\"? A raw string is also an option."
                )
            } else {
                format!("invalid {kind} sequence '\\{shown}'")
            };
            let mut line = self.lines.position(range).line;
            if self.minor >= 13 {
                line += source[..at].matches('\n').count() as u32;
            }
            self.found.push(Warning { line, text });
            return;
        }
    }

    fn elements(&mut self, elements: &ast::InterpolatedStringElements, is_raw: bool) {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(literal) if !is_raw => {
                    self.check(literal.range, false);
                }
                InterpolatedStringElement::Literal(_) => {}
                InterpolatedStringElement::Interpolation(value) => {
                    self.visit_expr(&value.expression);
                    if let Some(spec) = &value.format_spec {
                        self.elements(&spec.elements, is_raw);
                    }
                }
            }
        }
    }
}

impl<'a> Visitor<'a> for Escapes<'_> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::StringLiteral(literal) => {
                for part in literal.value.iter() {
                    if !part.flags.prefix().is_raw() {
                        self.check(part.range, false);
                    }
                }
            }
            Expr::BytesLiteral(literal) => {
                for part in literal.value.iter() {
                    if !part.flags.prefix().is_raw() {
                        self.check(part.range, true);
                    }
                }
            }
            Expr::FString(string) => {
                for part in string.value.iter() {
                    match part {
                        FStringPart::Literal(part) if !part.flags.prefix().is_raw() => {
                            self.check(part.range, false);
                        }
                        FStringPart::Literal(_) => {}
                        FStringPart::FString(part) => {
                            self.elements(&part.elements, part.flags.prefix().is_raw());
                        }
                    }
                }
            }
            Expr::TString(string) => {
                for part in string.value.iter() {
                    self.elements(&part.elements, part.flags.prefix().is_raw());
                }
            }
            _ => visitor::walk_expr(self, expr),
        }
    }
}

/// `return`, `break` and `continue` that leave a `finally`, and so forget an exception.
struct Jumps<'a> {
    lines: &'a Lines<'a>,
    found: &'a mut Vec<Warning>,
    in_finally: bool,
    in_loop: bool,
}

impl Jumps<'_> {
    fn warn(&mut self, word: &str, range: TextRange) {
        self.found.push(Warning {
            line: self.lines.position(range).line,
            text: format!("'{word}' in a 'finally' block"),
        });
    }

    /// Visits statements that stand in a `finally` or a loop, or in neither.
    fn within<'a>(&mut self, body: &'a [Stmt], in_finally: bool, in_loop: bool) {
        let outer = (self.in_finally, self.in_loop);
        (self.in_finally, self.in_loop) = (in_finally, in_loop);
        Visitor::<'a>::visit_body(self, body);
        (self.in_finally, self.in_loop) = outer;
    }
}

impl<'a> Visitor<'a> for Jumps<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => self.within(&def.body, false, false),
            Stmt::ClassDef(class) => self.within(&class.body, false, false),
            Stmt::For(repeat) => {
                self.within(&repeat.body, self.in_finally, true);
                self.visit_body(&repeat.orelse);
            }
            Stmt::While(repeat) => {
                self.within(&repeat.body, self.in_finally, true);
                self.visit_body(&repeat.orelse);
            }
            Stmt::Try(attempt) => {
                self.visit_body(&attempt.body);
                for ast::ExceptHandler::ExceptHandler(handler) in &attempt.handlers {
                    self.visit_body(&handler.body);
                }
                self.visit_body(&attempt.orelse);
                self.within(&attempt.finalbody, true, false);
            }
            Stmt::Return(leaves) if self.in_finally => self.warn("return", leaves.range),
            Stmt::Break(leaves) if self.in_finally && !self.in_loop => {
                self.warn("break", leaves.range);
            }
            Stmt::Continue(leaves) if self.in_finally && !self.in_loop => {
                self.warn("continue", leaves.range);
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    // No statement stands in an expression.
    fn visit_expr(&mut self, _: &'a Expr) {}
}

/// What is allowed, and hardly meant.
struct Doubts<'a> {
    lines: &'a Lines<'a>,
    minor: u8,
    found: &'a mut Vec<Warning>,
}

impl Doubts<'_> {
    fn warn(&mut self, text: String, range: TextRange) {
        let line = self.lines.position(range).line;
        self.found.push(Warning { line, text });
    }

    /// The type of a literal that nothing can be known to be identical with.
    fn of_literal(&self, expr: &Expr) -> Option<&'static str> {
        literal_type(expr, self.minor).filter(|_| {
            !is_named_constant(expr)
                && !matches!(
                    expr,
                    Expr::List(_)
                        | Expr::ListComp(_)
                        | Expr::Dict(_)
                        | Expr::DictComp(_)
                        | Expr::Set(_)
                        | Expr::SetComp(_)
                        | Expr::Generator(_)
                        | Expr::Lambda(_)
                        | Expr::FString(_)
                        | Expr::TString(_)
                )
        })
    }

    /// `check_compare`
    fn compare(&mut self, compare: &ast::ExprCompare) {
        let mut left = &*compare.left;
        for (op, right) in compare.ops.iter().zip(&compare.comparators) {
            if let CmpOp::Is | CmpOp::IsNot = op {
                let literal = self.of_literal(left).or_else(|| self.of_literal(right));
                if let Some(name) = literal {
                    let what = if self.minor >= 12 {
                        format!("'{name}'")
                    } else {
                        "a".to_owned()
                    };
                    let (word, better) = match op {
                        CmpOp::Is => ("is", "=="),
                        _ => ("is not", "!="),
                    };
                    let text =
                        format!("\"{word}\" with {what} literal. Did you mean \"{better}\"?");
                    self.warn(text, compare.range);
                    return;
                }
            }
            left = right;
        }
    }

    /// `check_caller`
    fn call(&mut self, callee: &Expr) {
        if let Some(name) = literal_type(callee, self.minor)
            && !matches!(callee, Expr::Lambda(_))
        {
            let text = format!("'{name}' object is not callable; perhaps you missed a comma?");
            self.warn(text, callee.range());
        }
    }

    /// `check_subscripter` and `check_index`
    fn subscript(&mut self, subscript: &ast::ExprSubscript) {
        let container = &*subscript.value;
        let Some(name) = literal_type(container, self.minor) else {
            return;
        };
        match name {
            "string.templatelib.Template"
            | "NoneType"
            | "ellipsis"
            | "int"
            | "float"
            | "complex"
            | "bool"
            | "set"
            | "generator"
            | "function" => {
                let text =
                    format!("'{name}' object is not subscriptable; perhaps you missed a comma?");
                self.warn(text, container.range());
            }
            "str" | "bytes" | "tuple" | "list" => {
                match literal_type(&subscript.slice, self.minor) {
                    None | Some("int" | "bool") => {}
                    Some(index) => {
                        let text = format!(
                            "{name} indices must be integers or slices, not {index}; perhaps you missed a comma?"
                        );
                        self.warn(text, container.range());
                    }
                }
            }
            _ => {}
        }
    }
}

impl<'a> Visitor<'a> for Doubts<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if let Stmt::Assert(assertion) = stmt
            && let Expr::Tuple(tuple) = &*assertion.test
            && !tuple.elts.is_empty()
        {
            let text = "assertion is always true, perhaps remove parentheses?".to_owned();
            self.warn(text, assertion.range);
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Compare(compare) => self.compare(compare),
            Expr::Call(call) => self.call(&call.func),
            Expr::Subscript(subscript) if subscript.ctx == ast::ExprContext::Load => {
                self.subscript(subscript);
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}
