//! Class statements.

use ruff_python_ast as ast;
use ruff_text_size::Ranged;

use super::scope::{CLASSDICT, Kind, TYPE_PARAMS};
use super::unit::Context;
use super::{Compiled, Compiler};
use crate::code::{Const, Op};

impl Compiler<'_> {
    pub(super) fn class(&mut self, def: &ast::StmtClassDef) -> Compiled {
        for decorator in &def.decorator_list {
            self.expression(&decorator.expression)?;
            self.at(decorator.expression.range());
            self.emit(Op::PushNull);
        }
        self.at(def.name.range);
        let statement_line = self.unit().position.line;
        self.unit().statement_line = statement_line;
        let start = def
            .decorator_list
            .first()
            .map_or(def.range, |decorator| decorator.range);
        let line = self.lines.position(start).line;
        if let Some(params) = &def.type_params {
            self.enter_type_params(params, &def.name, line)?;
            self.type_params(params)?;
            self.at(def.name.range);
            self.name_op(TYPE_PARAMS, Context::Store);
        }
        self.class_itself(def, line)?;
        if def.type_params.is_some() {
            self.leave_type_params(def.name.range, 0)?;
        }
        self.decorate(&def.decorator_list, def.name.range);
        self.name_op(&def.name, Context::Store);
        Ok(())
    }

    /// Pushes the class.
    fn class_itself(&mut self, def: &ast::StmtClassDef, line: u32) -> Compiled {
        self.at(def.name.range);
        self.emit(Op::LoadBuildClass);
        self.emit(Op::PushNull);
        let scope = self.scopes.at(def.range, Kind::Class);
        let qualname = self.qualname_of(&def.name);
        self.enter(scope, &def.name, qualname.clone(), line);
        let module = self.name_index("__name__");
        self.emit(Op::LoadName(module));
        let store = self.name_index("__module__");
        self.emit(Op::StoreName(store));
        self.load_const(Const::Str(qualname));
        let store = self.name_index("__qualname__");
        self.emit(Op::StoreName(store));
        if self.since(13) {
            self.load_const(Const::Int(objects::types::Int::from(i64::from(line))));
            let store = self.name_index("__firstlineno__");
            self.emit(Op::StoreName(store));
        }
        if def.type_params.is_some() {
            self.name_op(TYPE_PARAMS, Context::Load);
            self.name_op("__type_params__", Context::Store);
        }
        self.hand_out_names();
        if self.annotates_lazily() && self.scope().conditional_annotations {
            self.number_annotations(&def.body);
            self.begin_conditional();
        }
        let doc = self.docstring(&def.body);
        let skipped = usize::from(doc.is_some());
        if let (Some(doc), Some(first)) = (doc, def.body.first()) {
            self.at(first.range());
            self.load_const(Const::Str(doc));
            let store = self.name_index("__doc__");
            self.emit(Op::StoreName(store));
        }
        if self.has_annotations(&def.body) && !self.annotates_lazily() {
            self.emit(Op::SetupAnnotations);
        }
        self.body(&def.body[skipped..])?;
        self.at(def.name.range);
        self.artificial();
        if self.annotates_lazily() {
            self.annotate_body(&def.body, def.range, "__annotate_func__")?;
        }
        if self.since(13) {
            // A set's order; sorted here.
            let mut assigned = Vec::new();
            for stmt in &def.body {
                if let ast::Stmt::FunctionDef(method) = stmt {
                    static_attributes(method, &mut assigned);
                }
            }
            assigned.sort();
            assigned.dedup();
            let names = assigned
                .iter()
                .map(|name| Const::Str(name.as_str().into()))
                .collect();
            self.load_const(Const::Tuple(names));
            let store = self.name_index("__static_attributes__");
            self.emit(Op::StoreName(store));
        }
        if self.scope().needs_classdict
            && let Some(place) = self.variable(CLASSDICT)
        {
            self.emit(Op::LoadClosure(place));
            let store = self.name_index("__classdictcell__");
            self.emit(Op::StoreName(store));
        }
        if self.scope().needs_class_cell {
            let place = self.variable("__class__").unwrap_or(0);
            self.emit(Op::LoadClosure(place));
            self.emit(Op::Copy(1));
            let store = self.name_index("__classcell__");
            self.emit(Op::StoreName(store));
        } else {
            self.load_const(Const::None);
        }
        self.emit(Op::Return);
        let draft = self.leave()?;
        self.at(def.name.range);
        self.make_function(draft, 0);
        self.load_const(Const::Str(def.name.as_str().into()));
        match (&def.arguments, &def.type_params) {
            (arguments, Some(_)) => {
                let arguments = self.with_generic_base(arguments.as_deref(), def.name.range);
                self.arguments(&arguments, 2, def.name.range)?;
            }
            (Some(arguments), None) => self.arguments(arguments, 2, def.name.range)?,
            (None, None) => self.emit(Op::Call(2)),
        }
        Ok(())
    }
}

impl Compiler<'_> {
    /// What is evaluated later may name what the class body holds.
    fn hand_out_names(&mut self) {
        if self.scope().needs_classdict
            && let Some(place) = self.variable(CLASSDICT)
        {
            self.emit(Op::LoadLocals);
            self.emit(Op::StoreDeref(place));
        }
    }
}

/// The names that a method assigns to as attributes of its first parameter.
fn static_attributes(method: &ast::StmtFunctionDef, names: &mut Vec<String>) {
    use ruff_python_ast::visitor::{self, Visitor};
    struct Finder<'n>(&'n mut Vec<String>);
    impl<'a> Visitor<'a> for Finder<'_> {
        fn visit_expr(&mut self, expr: &'a ast::Expr) {
            if let ast::Expr::Attribute(attribute) = expr
                && attribute.ctx == ast::ExprContext::Store
                && matches!(&*attribute.value, ast::Expr::Name(name) if &*name.id == "self")
            {
                self.0.push(attribute.attr.to_string());
            }
            visitor::walk_expr(self, expr);
        }
    }
    let mut finder = Finder(names);
    finder.visit_body(&method.body);
}
