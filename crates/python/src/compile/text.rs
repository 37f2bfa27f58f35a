//! Docstrings, cleaned as 3.13 does, and f-strings.

use std::rc::Rc;

use ruff_python_ast::{
    ConversionFlag, ExprFString, FStringPart, InterpolatedElement, InterpolatedStringElement,
    InterpolatedStringFormatSpec,
};

use super::{Compiled, Compiler};
use crate::code::{Const, Op};

/// `_PyCompile_CleanDoc` (3.13): takes the common indentation away.
pub(super) fn cleaned(text: &str) -> String {
    let expanded = text.replace('\t', "        ");
    let margin = expanded
        .split('\n')
        .skip(1)
        .filter(|line| !line.trim_start_matches(' ').is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min()
        .unwrap_or(0);
    let mut lines = expanded.split('\n');
    let mut result = lines
        .next()
        .unwrap_or_default()
        .trim_start_matches(' ')
        .to_owned();
    for line in lines {
        result.push('\n');
        let blank = line.len() - line.trim_start_matches(' ').len();
        result.push_str(&line[margin.min(blank)..]);
    }
    result
}

/// One piece of an f-string.
enum Piece<'a> {
    Text(String),
    Value(&'a InterpolatedElement),
}

impl Compiler<'_> {
    /// `f"…"`
    pub(super) fn f_string(&mut self, string: &ExprFString) -> Compiled {
        let mut pieces = Vec::new();
        for part in string.value.iter() {
            match part {
                FStringPart::Literal(literal) => push_text(&mut pieces, &literal.value),
                FStringPart::FString(inner) => collect(&mut pieces, inner.elements.iter()),
            }
        }
        self.pieces(&pieces)
    }

    fn pieces(&mut self, pieces: &[Piece<'_>]) -> Compiled {
        match pieces {
            [] => self.load_const(Const::Str("".into())),
            [Piece::Text(text)] => self.load_const(Const::Str(Rc::from(text.as_str()))),
            [Piece::Value(value)] => self.piece_value(value)?,
            _ => {
                for piece in pieces {
                    match piece {
                        Piece::Text(text) => self.load_const(Const::Str(Rc::from(text.as_str()))),
                        Piece::Value(value) => self.piece_value(value)?,
                    }
                }
                self.emit(Op::BuildString(pieces.len() as u32));
            }
        }
        Ok(())
    }

    pub(super) fn format_spec(&mut self, spec: &InterpolatedStringFormatSpec) -> Compiled {
        let mut pieces = Vec::new();
        collect(&mut pieces, spec.elements.iter());
        self.pieces(&pieces)
    }

    fn piece_value(&mut self, element: &InterpolatedElement) -> Compiled {
        self.expression(&element.expression)?;
        let conversion = conversion(element);
        if let Some(spec) = &element.format_spec {
            self.format_spec(spec)?;
        }
        self.emit(Op::FormatValue(conversion, element.format_spec.is_some()));
        Ok(())
    }
}

/// What is made of the value before it is formatted; `{x=}` without a format shows its `repr`.
pub(super) fn conversion(element: &InterpolatedElement) -> u32 {
    let is_debug = element.debug_text.is_some() && element.format_spec.is_none();
    match element.conversion {
        ConversionFlag::None if is_debug => 2,
        ConversionFlag::None => 0,
        ConversionFlag::Str => 1,
        ConversionFlag::Repr => 2,
        ConversionFlag::Ascii => 3,
    }
}

fn push_text(pieces: &mut Vec<Piece<'_>>, text: &str) {
    if text.is_empty() {
        return;
    }
    if let Some(Piece::Text(last)) = pieces.last_mut() {
        last.push_str(text);
    } else {
        pieces.push(Piece::Text(text.to_owned()));
    }
}

fn collect<'a>(
    pieces: &mut Vec<Piece<'a>>,
    elements: impl Iterator<Item = &'a InterpolatedStringElement>,
) {
    for element in elements {
        match element {
            InterpolatedStringElement::Literal(literal) => push_text(pieces, &literal.value),
            InterpolatedStringElement::Interpolation(value) => {
                if let Some(debug) = &value.debug_text {
                    push_text(pieces, &debug_text(debug, value));
                }
                pieces.push(Piece::Value(value));
            }
        }
    }
}

/// What `{value=}` shows before the value.
fn debug_text(debug: &ruff_python_ast::DebugText, _value: &InterpolatedElement) -> String {
    format!(
        "{}{}{}",
        debug.leading(),
        debug.expression(),
        debug.trailing()
    )
}
