//! The search.

use super::class::{Category, fold};
use super::{Inst, Place, Program};

/// Where a match may begin and must end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// Anywhere.
    Search,
    /// At the start.
    Match,
    /// From the start to the end.
    Full,
}

/// A match.
#[derive(Debug)]
pub(crate) struct Found {
    /// The groups' starts and ends, in characters; the first is the whole.
    pub(crate) groups: Vec<Option<(usize, usize)>>,
    /// The group that ended last.
    pub(crate) last: Option<usize>,
}

/// The steps that were allowed are used up.
#[derive(Debug)]
pub(crate) struct TooLong;

/// Finds the first match in `text[from..to]`; what stands before `from` can be looked at.
/// An empty match at `not_empty_at` isn't one.
pub(crate) fn find(
    program: &Program,
    text: &[char],
    (from, to): (usize, usize),
    anchor: Anchor,
    not_empty_at: Option<usize>,
    steps: &mut u64,
) -> Result<Option<Found>, TooLong> {
    let text = &text[..to.min(text.len())];
    let mut runner = Runner {
        program,
        text,
        saves: Vec::new(),
        loops: Vec::new(),
        full: anchor == Anchor::Full,
        not_empty_at,
        steps,
    };
    let last = if anchor == Anchor::Search {
        text.len()
    } else {
        from
    };
    let first = match program.code.get(1) {
        Some(Inst::Char(first)) => Some(*first),
        _ => None,
    };
    for start in from..=last {
        if start > text.len() {
            break;
        }
        if first.is_some_and(|first| text.get(start) != Some(&first)) {
            *runner.steps = runner.steps.checked_sub(1).ok_or(TooLong)?;
            continue;
        }
        // The last one says which group ended last.
        runner.saves = vec![None; 2 * (program.groups + 1) + 1];
        runner.loops = vec![None; program.loops];
        if runner.run(0, start, true)?.is_some() {
            let last = runner.saves.pop().flatten();
            let groups = runner
                .saves
                .chunks_exact(2)
                .map(|pair| pair[0].zip(pair[1]))
                .collect();
            return Ok(Some(Found { groups, last }));
        }
    }
    Ok(None)
}

struct Runner<'a> {
    program: &'a Program,
    text: &'a [char],
    saves: Vec<Option<usize>>,
    loops: Vec<Option<usize>>,
    full: bool,
    not_empty_at: Option<usize>,
    steps: &'a mut u64,
}

/// What to do when the way that was taken fails.
enum Undo {
    Try { at: usize, place: usize },
    Save { slot: usize, value: Option<usize> },
    Saves(Vec<Option<usize>>),
    Loop { slot: usize, value: Option<usize> },
}

impl Runner<'_> {
    /// Runs from an instruction and a place to an `Accept`: where that is.
    fn run(&mut self, from: usize, start: usize, whole: bool) -> Result<Option<usize>, TooLong> {
        let mut undo: Vec<Undo> = Vec::new();
        let (mut at, mut place) = (from, start);
        loop {
            *self.steps = self.steps.checked_sub(1).ok_or(TooLong)?;
            let next = self.step(&mut at, &mut place, &mut undo, whole)?;
            match next {
                Next::On => {}
                Next::Accepted => return Ok(Some(place)),
                Next::Failed => loop {
                    match undo.pop() {
                        None => return Ok(None),
                        Some(Undo::Try {
                            at: other,
                            place: there,
                        }) => {
                            (at, place) = (other, there);
                            break;
                        }
                        Some(Undo::Save { slot, value }) => self.saves[slot] = value,
                        Some(Undo::Saves(saves)) => self.saves = saves,
                        Some(Undo::Loop { slot, value }) => self.loops[slot] = value,
                    }
                },
            }
        }
    }

    fn step(
        &mut self,
        at: &mut usize,
        place: &mut usize,
        undo: &mut Vec<Undo>,
        whole: bool,
    ) -> Result<Next, TooLong> {
        let one = self.text.get(*place).copied();
        let fits = match &self.program.code[*at] {
            Inst::Char(wanted) => one == Some(*wanted),
            Inst::CharFolded(wanted) => one.is_some_and(|one| fold(one) == *wanted),
            Inst::Any => one.is_some(),
            Inst::AnyButNewline => one.is_some_and(|one| one != '\n'),
            Inst::Class(class) => one.is_some_and(|one| class.has(one)),
            _ => return self.no_character(at, place, undo, whole),
        };
        if !fits {
            return Ok(Next::Failed);
        }
        *at += 1;
        *place += 1;
        Ok(Next::On)
    }

    fn no_character(
        &mut self,
        at: &mut usize,
        place: &mut usize,
        undo: &mut Vec<Undo>,
        whole: bool,
    ) -> Result<Next, TooLong> {
        match self.program.code[*at] {
            Inst::Split(first, second) => {
                undo.push(Undo::Try {
                    at: second,
                    place: *place,
                });
                *at = first;
            }
            Inst::Jump(to) => *at = to,
            Inst::Save(slot) => {
                self.save(slot, *place, undo);
                if slot > 1 && slot % 2 == 1 {
                    self.save(self.saves.len() - 1, slot / 2, undo);
                }
                *at += 1;
            }
            Inst::At(wanted) => {
                if !self.is_at(wanted, *place) {
                    return Ok(Next::Failed);
                }
                *at += 1;
            }
            Inst::GroupRef { group, folded } => {
                let Some((from, to)) = self.group(group) else {
                    return Ok(Next::Failed);
                };
                let end = *place + (to - from);
                let Some(here) = self.text.get(*place..end) else {
                    return Ok(Next::Failed);
                };
                let same = here
                    .iter()
                    .zip(&self.text[from..to])
                    .all(|(&a, &b)| a == b || (folded && fold(a) == fold(b)));
                if !same {
                    return Ok(Next::Failed);
                }
                *place = end;
                *at += 1;
            }
            Inst::Look {
                behind,
                negated,
                after,
            } => {
                let before = self.saves.clone();
                let found = match place.checked_sub(behind.unwrap_or(0)) {
                    Some(start) => self.run(*at + 1, start, false)?.is_some(),
                    None => false,
                };
                if found == negated {
                    self.saves = before;
                    return Ok(Next::Failed);
                }
                if negated {
                    self.saves = before;
                } else {
                    undo.push(Undo::Saves(before));
                }
                *at = after;
            }
            Inst::Atomic { after } => {
                let before = self.saves.clone();
                let Some(end) = self.run(*at + 1, *place, false)? else {
                    self.saves = before;
                    return Ok(Next::Failed);
                };
                undo.push(Undo::Saves(before));
                *place = end;
                *at = after;
            }
            Inst::IfGroup { group, otherwise } => {
                *at = if self.group(group).is_some() {
                    *at + 1
                } else {
                    otherwise
                };
            }
            Inst::LoopBegin(slot) => {
                undo.push(Undo::Loop {
                    slot,
                    value: self.loops[slot],
                });
                self.loops[slot] = Some(*place);
                *at += 1;
            }
            Inst::LoopEnd { slot, out } => {
                *at = if self.loops[slot] == Some(*place) {
                    out
                } else {
                    *at + 1
                };
            }
            Inst::Accept => {
                let refused = whole
                    && ((self.full && *place != self.text.len())
                        || (self.not_empty_at == Some(*place) && self.saves[0] == Some(*place)));
                return Ok(if refused {
                    Next::Failed
                } else {
                    Next::Accepted
                });
            }
            Inst::Char(_)
            | Inst::CharFolded(_)
            | Inst::Any
            | Inst::AnyButNewline
            | Inst::Class(_) => return Ok(Next::Failed),
        }
        Ok(Next::On)
    }

    fn save(&mut self, slot: usize, value: usize, undo: &mut Vec<Undo>) {
        undo.push(Undo::Save {
            slot,
            value: self.saves[slot],
        });
        self.saves[slot] = Some(value);
    }

    fn group(&self, group: usize) -> Option<(usize, usize)> {
        let start = self.saves.get(2 * group).copied().flatten()?;
        let end = self.saves.get(2 * group + 1).copied().flatten()?;
        (start <= end).then_some((start, end))
    }

    fn is_at(&self, wanted: Place, place: usize) -> bool {
        let text = self.text;
        let before = place.checked_sub(1).and_then(|place| text.get(place));
        let here = text.get(place);
        let boundary = |ascii: bool| {
            let is_word =
                |one: Option<&char>| one.is_some_and(|&one| Category::Word.has(one, ascii));
            is_word(before) != is_word(here)
        };
        match wanted {
            Place::Begin => place == 0,
            Place::BeginOfLine => before.is_none_or(|&one| one == '\n'),
            Place::End => here.is_none() || (here == Some(&'\n') && place + 1 == text.len()),
            Place::EndOfLine => here.is_none_or(|&one| one == '\n'),
            Place::EndOfText => here.is_none(),
            Place::WordBoundary { ascii } => boundary(ascii),
            Place::NoWordBoundary { ascii, of_nothing } => {
                (of_nothing || !text.is_empty()) && !boundary(ascii)
            }
        }
    }
}

enum Next {
    On,
    Failed,
    Accepted,
}
