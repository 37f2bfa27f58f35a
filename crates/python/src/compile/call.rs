//! Calls.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

use super::{Compiled, Compiler};
use crate::code::{Const, Op};
use crate::source::Problem;

impl Compiler<'_> {
    pub(super) fn call(&mut self, call: &ast::ExprCall) -> Compiled {
        let arguments = &call.arguments;
        let is_plain = !arguments.args.iter().any(Expr::is_starred_expr)
            && arguments
                .keywords
                .iter()
                .all(|keyword| keyword.arg.is_some());
        match &*call.func {
            // To 3.10 a method is bound first when there are keywords.
            Expr::Attribute(attribute)
                if is_plain && (self.since(11) || arguments.keywords.is_empty()) =>
            {
                self.expression(&attribute.value)?;
                self.at(attribute.range);
                let name = self.scope().mangle(&attribute.attr);
                let index = self.name_index(&name);
                self.emit(Op::LoadMethod(index));
            }
            func => {
                self.expression(func)?;
                self.emit(Op::PushNull);
            }
        }
        self.arguments(arguments, 0, call.range())
    }

    /// Pushes the arguments, behind `given` others, and calls.
    pub(super) fn arguments(
        &mut self,
        arguments: &ast::Arguments,
        given: u32,
        range: ruff_text_size::TextRange,
    ) -> Compiled {
        for (place, keyword) in arguments.keywords.iter().enumerate() {
            let Some(name) = &keyword.arg else { continue };
            let before = &arguments.keywords[..place];
            if before.iter().any(|other| other.arg.as_ref() == Some(name)) {
                let text = if self.since(9) {
                    format!("keyword argument repeated: {name}")
                } else {
                    "keyword argument repeated".to_owned()
                };
                return Err(Problem::syntax(text, keyword.range));
            }
        }
        let has_star = arguments.args.iter().any(Expr::is_starred_expr);
        let has_double = arguments
            .keywords
            .iter()
            .any(|keyword| keyword.arg.is_none());
        if has_star || has_double {
            return self.call_with_stars(arguments, given, range);
        }
        for argument in &arguments.args {
            self.expression(argument)?;
        }
        let mut count = given + arguments.args.len() as u32;
        if arguments.keywords.is_empty() {
            self.at(range);
            self.emit(Op::Call(count));
            return Ok(());
        }
        let mut names = Vec::new();
        for keyword in &arguments.keywords {
            self.expression(&keyword.value)?;
            if let Some(name) = &keyword.arg {
                names.push(Const::Str(self.scope().mangle(name)));
            }
            count += 1;
        }
        let names = self.constant(Const::Tuple(names));
        self.at(range);
        let Ok(count) = u16::try_from(count) else {
            return Err(Problem::unsupported(
                "a call with more than 65,535 arguments",
                range,
            ));
        };
        self.emit(Op::CallKw(count, names));
        Ok(())
    }

    fn call_with_stars(
        &mut self,
        arguments: &ast::Arguments,
        given: u32,
        range: ruff_text_size::TextRange,
    ) -> Compiled {
        let only_star = given == 0 && arguments.args.len() == 1;
        match &arguments.args[..] {
            // The tuple is made of it when it is called.
            [Expr::Starred(starred)] if only_star => self.expression(&starred.value)?,
            args => {
                let mut pending = given;
                let mut is_list = false;
                for argument in args {
                    match argument {
                        Expr::Starred(starred) => {
                            if !is_list {
                                self.emit(Op::BuildList(pending));
                                is_list = true;
                            }
                            self.expression(&starred.value)?;
                            self.emit(Op::ListExtend);
                        }
                        argument => {
                            self.expression(argument)?;
                            if is_list {
                                self.emit(Op::ListAppend(1));
                            } else {
                                pending += 1;
                            }
                        }
                    }
                }
                self.emit(if is_list {
                    Op::ListToTuple
                } else {
                    Op::BuildTuple(pending)
                });
            }
        }
        let has_keywords = !arguments.keywords.is_empty();
        if has_keywords {
            let mut started = false;
            let mut open = 0;
            for keyword in &arguments.keywords {
                match &keyword.arg {
                    Some(name) => {
                        let name = self.scope().mangle(name);
                        self.load_const(Const::Str(name));
                        self.expression(&keyword.value)?;
                        if started {
                            self.emit(Op::BuildMap(1));
                            self.emit(Op::DictMerge);
                        } else {
                            open += 1;
                        }
                    }
                    None => {
                        if !started {
                            self.emit(Op::BuildMap(open));
                            started = true;
                        }
                        self.expression(&keyword.value)?;
                        self.emit(Op::DictMerge);
                    }
                }
            }
            if !started {
                self.emit(Op::BuildMap(open));
            }
        }
        self.at(range);
        self.emit(Op::CallEx(has_keywords));
        Ok(())
    }
}
