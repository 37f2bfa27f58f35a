//! `match`: patterns, as `Python/compile.c` compiles them.
//!
//! A pattern consumes its subject. Captured values wait on the stack, below what the pattern works on,
//! until the whole pattern has matched; where it fails, as many values are dropped as lie there.

use std::rc::Rc;

use ruff_python_ast::{self as ast, Expr, Pattern, Singleton};
use ruff_text_size::{Ranged, TextRange};

use super::fold;
use super::unit::{Context, Label};
use super::{Compiled, Compiler};
use crate::code::{Binary, Compare, Const, Op};
use crate::source::Problem;

/// What a pattern has done so far.
#[derive(Debug, Default)]
struct Matching {
    /// The captured names, in the order of their values on the stack.
    stores: Vec<Rc<str>>,
    /// Whether a pattern that matches everything may stand here.
    allows_irrefutable: bool,
    /// Where a failure goes to, by how many values it drops.
    fail: Vec<Label>,
    /// Values on top of the captured ones.
    on_top: usize,
}

fn is_wildcard(pattern: &Pattern) -> bool {
    matches!(pattern, Pattern::MatchAs(all) if all.name.is_none() && all.pattern.is_none())
}

fn is_star_wildcard(pattern: &Pattern) -> bool {
    matches!(pattern, Pattern::MatchStar(star) if star.name.is_none())
}

impl Compiler<'_> {
    pub(super) fn match_statement(&mut self, stmt: &ast::StmtMatch) -> Compiled {
        self.expression(&stmt.subject)?;
        let end = self.label();
        let count = stmt.cases.len();
        let has_default = count > 1
            && stmt
                .cases
                .last()
                .is_some_and(|case| is_wildcard(&case.pattern));
        let tried = count - usize::from(has_default);
        for (place, case) in stmt.cases.iter().take(tried).enumerate() {
            let is_last = place + 1 == tried;
            self.at(case.pattern.range());
            // The last one may have the subject itself.
            if !is_last {
                self.emit(Op::Copy(1));
            }
            let mut matching = Matching {
                allows_irrefutable: case.guard.is_some() || place + 1 == count,
                ..Matching::default()
            };
            self.pattern(&case.pattern, &mut matching)?;
            for name in std::mem::take(&mut matching.stores) {
                self.name_op(&name, Context::Store);
            }
            if let Some(guard) = &case.guard {
                let fail = self.fail_label(&mut matching, 0);
                self.jump_unless(guard, fail)?;
            }
            if !is_last {
                self.emit(Op::Pop);
            }
            self.body(&case.body)?;
            self.emit(Op::Jump(end.0));
            self.reset_fail(&mut matching);
        }
        if let (true, Some(case)) = (has_default, stmt.cases.last()) {
            self.at(case.pattern.range());
            self.emit(Op::Nop);
            if let Some(guard) = &case.guard {
                self.jump_unless(guard, end)?;
            }
            self.body(&case.body)?;
        }
        self.place(end);
        Ok(())
    }

    /// Where a failure goes to that drops so many values.
    fn fail_label(&mut self, matching: &mut Matching, pops: usize) -> Label {
        while matching.fail.len() <= pops {
            let label = self.label();
            matching.fail.push(label);
        }
        matching.fail[pops]
    }

    fn fail_unless(&mut self, matching: &mut Matching) {
        let pops = matching.on_top + matching.stores.len();
        let label = self.fail_label(matching, pops);
        self.emit(Op::PopJumpIfFalse(label.0));
    }

    /// Places the failures: each drops one value and goes on with the next.
    fn reset_fail(&mut self, matching: &mut Matching) {
        let labels = std::mem::take(&mut matching.fail);
        for (pops, label) in labels.into_iter().enumerate().rev() {
            self.place(label);
            if pops > 0 {
                self.emit(Op::Pop);
            }
        }
    }

    /// Moves the top below so many values, itself counted.
    fn rotate(&mut self, count: usize) {
        for depth in (2..=count).rev() {
            self.emit(Op::Swap(depth as u32));
        }
    }

    fn capture_name(
        &mut self,
        name: Option<&ast::Identifier>,
        matching: &mut Matching,
        range: TextRange,
    ) -> Compiled {
        let Some(name) = name else {
            self.emit(Op::Pop);
            return Ok(());
        };
        self.capture_text(name.as_str().into(), matching, range)
    }

    fn capture_text(
        &mut self,
        name: Rc<str>,
        matching: &mut Matching,
        range: TextRange,
    ) -> Compiled {
        if matching.stores.contains(&name) {
            return Err(Problem::syntax(
                format!("multiple assignments to name '{name}' in pattern"),
                range,
            ));
        }
        self.rotate(matching.on_top + matching.stores.len() + 1);
        matching.stores.push(name);
        Ok(())
    }

    fn pattern(&mut self, pattern: &Pattern, matching: &mut Matching) -> Compiled {
        self.at(pattern.range());
        match pattern {
            Pattern::MatchValue(value) if value.value.is_t_string_expr() => {
                let text = "patterns may only match literals and attribute lookups";
                Err(crate::source::Problem::syntax(text, value.range))
            }
            Pattern::MatchValue(value) => {
                self.expression(&value.value)?;
                self.at(value.range);
                self.emit(Op::CompareOp(Compare::Eq));
                self.fail_unless(matching);
                Ok(())
            }
            Pattern::MatchSingleton(single) => {
                self.load_const(match single.value {
                    Singleton::None => Const::None,
                    Singleton::True => Const::Bool(true),
                    Singleton::False => Const::Bool(false),
                });
                self.emit(Op::IsOp(false));
                self.fail_unless(matching);
                Ok(())
            }
            Pattern::MatchSequence(sequence) => self.sequence_pattern(sequence, matching),
            Pattern::MatchMapping(mapping) => self.mapping_pattern(mapping, matching),
            Pattern::MatchClass(class) => self.class_pattern(class, matching),
            Pattern::MatchStar(star) => self.capture_name(star.name.as_ref(), matching, star.range),
            Pattern::MatchAs(named) => self.as_pattern(named, matching),
            Pattern::MatchOr(either) => self.or_pattern(either, matching),
        }
    }

    /// A pattern inside another one, where one that matches everything is fine.
    fn inner_pattern(&mut self, pattern: &Pattern, matching: &mut Matching) -> Compiled {
        let allowed = std::mem::replace(&mut matching.allows_irrefutable, true);
        let result = self.pattern(pattern, matching);
        matching.allows_irrefutable = allowed;
        result
    }

    fn as_pattern(&mut self, named: &ast::PatternMatchAs, matching: &mut Matching) -> Compiled {
        let Some(inner) = &named.pattern else {
            if !matching.allows_irrefutable {
                let text = match &named.name {
                    Some(name) => {
                        format!("name capture '{name}' makes remaining patterns unreachable")
                    }
                    None => "wildcard makes remaining patterns unreachable".to_owned(),
                };
                return Err(Problem::syntax(text, named.range));
            }
            return self.capture_name(named.name.as_ref(), matching, named.range);
        };
        matching.on_top += 1;
        self.emit(Op::Copy(1));
        self.pattern(inner, matching)?;
        matching.on_top -= 1;
        self.at(named.range);
        self.capture_name(named.name.as_ref(), matching, named.range)
    }

    fn sequence_pattern(
        &mut self,
        sequence: &ast::PatternMatchSequence,
        matching: &mut Matching,
    ) -> Compiled {
        let patterns = &sequence.patterns;
        let size = patterns.len();
        let star = patterns.iter().position(Pattern::is_match_star);
        if patterns.iter().filter(|one| one.is_match_star()).count() > 1 {
            return Err(Problem::syntax(
                "multiple starred expressions in sequence pattern",
                sequence.range,
            ));
        }
        let only_wildcards = patterns
            .iter()
            .all(|one| is_wildcard(one) || is_star_wildcard(one));
        matching.on_top += 1;
        self.emit(Op::MatchSequence);
        self.fail_unless(matching);
        let wanted = match star {
            None => Some((size, Compare::Eq)),
            Some(_) if size > 1 => Some((size - 1, Compare::Ge)),
            Some(_) => None,
        };
        if let Some((count, compare)) = wanted {
            self.emit(Op::GetLen);
            self.load_number(count);
            self.emit(Op::CompareOp(compare));
            self.fail_unless(matching);
        }
        matching.on_top -= 1;
        if only_wildcards {
            self.emit(Op::Pop);
            return Ok(());
        }
        if star.is_some_and(|star| is_star_wildcard(&patterns[star])) {
            return self.sequence_by_index(patterns, star.unwrap_or(0), matching);
        }
        match star {
            None => self.emit(Op::UnpackSequence(size as u32)),
            Some(star) => {
                let text = "too many expressions in star-unpacking sequence pattern";
                let before = u8::try_from(star)
                    .map_err(|_| Problem::syntax(text, patterns[star].range()))?;
                self.emit(Op::UnpackEx(before, (size - star - 1) as u32));
            }
        }
        matching.on_top += size;
        for one in patterns {
            matching.on_top -= 1;
            self.inner_pattern(one, matching)?;
        }
        Ok(())
    }

    /// With `*_` only the items that are looked at are fetched.
    fn sequence_by_index(
        &mut self,
        patterns: &[Pattern],
        star: usize,
        matching: &mut Matching,
    ) -> Compiled {
        matching.on_top += 1;
        let size = patterns.len();
        for (place, one) in patterns.iter().enumerate() {
            if is_wildcard(one) || place == star {
                continue;
            }
            self.emit(Op::Copy(1));
            if place < star {
                self.load_number(place);
            } else {
                self.emit(Op::GetLen);
                self.load_number(size - place);
                self.emit(Op::BinaryOp(Binary::Sub));
            }
            self.emit(Op::Subscr);
            self.inner_pattern(one, matching)?;
        }
        matching.on_top -= 1;
        self.emit(Op::Pop);
        Ok(())
    }

    fn load_number(&mut self, count: usize) {
        self.load_const(Const::Int(objects::types::Int::from(count as i64)));
    }

    fn mapping_pattern(
        &mut self,
        mapping: &ast::PatternMatchMapping,
        matching: &mut Matching,
    ) -> Compiled {
        let size = mapping.keys.len();
        matching.on_top += 1;
        self.emit(Op::MatchMapping);
        self.fail_unless(matching);
        if size == 0 && mapping.rest.is_none() {
            matching.on_top -= 1;
            self.emit(Op::Pop);
            return Ok(());
        }
        if size > 0 {
            self.emit(Op::GetLen);
            self.load_number(size);
            self.emit(Op::CompareOp(Compare::Ge));
            self.fail_unless(matching);
        }
        let mut seen = Vec::new();
        for key in &mapping.keys {
            match fold::fold(key) {
                Some(value) => {
                    if seen.contains(&value) {
                        let shown = self.lines.source(key.range());
                        return Err(Problem::syntax(
                            format!("mapping pattern checks duplicate key ({shown})"),
                            mapping.range,
                        ));
                    }
                    seen.push(value);
                }
                None if !matches!(key, Expr::Attribute(_)) => {
                    return Err(Problem::syntax(
                        "mapping pattern keys may only match literals and attribute lookups",
                        mapping.range,
                    ));
                }
                None => {}
            }
            self.expression(key)?;
        }
        self.at(mapping.range);
        self.emit(Op::BuildTuple(size as u32));
        self.emit(Op::MatchKeys);
        matching.on_top += 2;
        self.emit(Op::Copy(1));
        self.load_const(Const::None);
        self.emit(Op::IsOp(true));
        self.fail_unless(matching);
        self.emit(Op::UnpackSequence(size as u32));
        matching.on_top = (matching.on_top + size) - 1;
        for one in &mapping.patterns {
            matching.on_top -= 1;
            self.inner_pattern(one, matching)?;
        }
        matching.on_top -= 2;
        self.at(mapping.range);
        let Some(rest) = &mapping.rest else {
            self.emit(Op::Pop);
            self.emit(Op::Pop);
            return Ok(());
        };
        // [subject, keys] to a copy of the subject without the keys.
        self.emit(Op::BuildMap(0));
        self.emit(Op::Swap(3));
        self.emit(Op::Swap(2));
        self.emit(Op::MapRest(size as u32));
        self.capture_name(Some(rest), matching, mapping.range)
    }

    fn class_pattern(
        &mut self,
        class: &ast::PatternMatchClass,
        matching: &mut Matching,
    ) -> Compiled {
        let arguments = &class.arguments;
        let mut names: Vec<Const> = Vec::new();
        for keyword in &arguments.keywords {
            let name = Const::Str(keyword.attr.as_str().into());
            if names.contains(&name) {
                return Err(Problem::syntax(
                    format!("attribute name repeated in class pattern: {}", keyword.attr),
                    keyword.range,
                ));
            }
            names.push(name);
        }
        let positional = arguments.patterns.len();
        let total = positional + names.len();
        self.expression(&class.cls)?;
        self.at(class.range);
        self.load_const(Const::Tuple(names));
        self.emit(Op::MatchClass(positional as u32));
        self.emit(Op::Copy(1));
        self.load_const(Const::None);
        self.emit(Op::IsOp(true));
        matching.on_top += 1;
        self.fail_unless(matching);
        self.emit(Op::UnpackSequence(total as u32));
        matching.on_top = (matching.on_top + total) - 1;
        let inner = arguments
            .patterns
            .iter()
            .chain(arguments.keywords.iter().map(|keyword| &keyword.pattern));
        for one in inner {
            matching.on_top -= 1;
            if is_wildcard(one) {
                self.emit(Op::Pop);
            } else {
                self.inner_pattern(one, matching)?;
            }
        }
        Ok(())
    }

    fn or_pattern(&mut self, either: &ast::PatternMatchOr, matching: &mut Matching) -> Compiled {
        let end = self.label();
        let mut control: Vec<Rc<str>> = Vec::new();
        let last = either.patterns.len() - 1;
        for (place, one) in either.patterns.iter().enumerate() {
            let mut inner = Matching {
                allows_irrefutable: place == last && matching.allows_irrefutable,
                ..Matching::default()
            };
            self.at(one.range());
            self.emit(Op::Copy(1));
            self.pattern(one, &mut inner)?;
            if place == 0 {
                control.clone_from(&inner.stores);
            } else {
                self.reorder(&control, &mut inner, either.range)?;
            }
            self.emit(Op::Jump(end.0));
            self.reset_fail(&mut inner);
        }
        self.emit(Op::Pop);
        let pops = matching.on_top + matching.stores.len();
        let fail = self.fail_label(matching, pops);
        self.emit(Op::Jump(fail.0));
        self.place(end);
        let depth = control.len() + 1 + matching.on_top + matching.stores.len();
        for name in control {
            self.rotate(depth);
            if matching.stores.contains(&name) {
                return Err(Problem::syntax(
                    format!("multiple assignments to name '{name}' in pattern"),
                    either.range,
                ));
            }
            matching.stores.push(name);
        }
        self.emit(Op::Pop);
        Ok(())
    }

    /// Brings the captured values into the order that they have after the first alternative.
    fn reorder(&mut self, control: &[Rc<str>], inner: &mut Matching, range: TextRange) -> Compiled {
        let different = || Problem::syntax("alternative patterns bind different names", range);
        if control.len() != inner.stores.len() {
            return Err(different());
        }
        for (place, name) in control.iter().enumerate().rev() {
            let Some(found) = inner.stores.iter().position(|held| held == name) else {
                return Err(different());
            };
            if found != place {
                let rotations = found + 1;
                let moved: Vec<Rc<str>> = inner.stores.drain(..rotations).collect();
                let at = place - found;
                for (offset, name) in moved.into_iter().enumerate() {
                    inner.stores.insert(at + offset, name);
                }
                for _ in 0..rotations {
                    self.rotate(place + 1);
                }
            }
        }
        Ok(())
    }
}
