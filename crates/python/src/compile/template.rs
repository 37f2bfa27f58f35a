//! Template strings (PEP 750).

use std::rc::Rc;

use ruff_python_ast::{ExprTString, InterpolatedElement, InterpolatedStringElement};
use ruff_text_size::{Ranged, TextRange};

use super::text::conversion;
use super::{Compiled, Compiler};
use crate::code::{Const, Op};

impl Compiler<'_> {
    /// `t"…"`: a tuple of the texts, and then one of what stands between them (`codegen_template_str`).
    pub(super) fn t_string(&mut self, string: &ExprTString) -> Compiled {
        let mut texts = vec![String::new()];
        let mut values = Vec::new();
        let elements = string.value.iter().flat_map(|part| part.elements.iter());
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(literal) => {
                    push(&mut texts, &literal.value);
                }
                InterpolatedStringElement::Interpolation(value) => {
                    if let Some(debug) = &value.debug_text {
                        push(&mut texts, debug.leading());
                        push(&mut texts, debug.expression());
                        push(&mut texts, debug.trailing());
                    }
                    values.push(value);
                    texts.push(String::new());
                }
            }
        }
        let (text_count, value_count) = (texts.len(), values.len());
        for text in texts {
            self.load_const(Const::Str(text.into()));
        }
        self.emit(Op::BuildTuple(text_count as u32));
        for value in values {
            self.interpolation(value)?;
        }
        self.at(string.range);
        self.emit(Op::BuildTuple(value_count as u32));
        self.emit(Op::BuildTemplate);
        Ok(())
    }

    fn interpolation(&mut self, element: &InterpolatedElement) -> Compiled {
        self.expression(&element.expression)?;
        self.at(element.range);
        let text = self.written_text(element);
        self.load_const(Const::Str(text));
        let conversion = conversion(element);
        if let Some(spec) = &element.format_spec {
            self.format_spec(spec)?;
        }
        self.at(element.range);
        self.emit(Op::BuildInterpolation(
            conversion,
            element.format_spec.is_some(),
        ));
        Ok(())
    }

    /// The text between the brace and what ends the expression, with all spaces.
    fn written_text(&self, element: &InterpolatedElement) -> Rc<str> {
        if let Some(debug) = &element.debug_text {
            let trailing = debug.trailing();
            let before = trailing.split('=').next().unwrap_or_default();
            return format!("{}{}{before}", debug.leading(), debug.expression()).into();
        }
        let end = element.expression.range().end();
        let behind = self.lines.source(TextRange::new(end, element.range.end()));
        let stop = behind.find(['!', ':', '}']).unwrap_or(behind.len());
        let inner = self.lines.source(element.range);
        let len = inner.len() - behind.len() + stop;
        inner.get(1..len).unwrap_or_default().into()
    }
}

fn push(texts: &mut [String], text: &str) {
    if let Some(last) = texts.last_mut() {
        last.push_str(text);
    }
}
