//! Reading a page: which parts of the Markdown are blocks.

use std::ops;
use std::path::Path;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::python::{self, Draft};
use super::{Block, Chapter, Diagram, Drawing, Output, RustBlock};
use crate::book::Book;
use crate::fence::{self, Label};
use crate::figure::{self, Figure};
use crate::include::{self, Directive, Folders, unexpandable};
use crate::listing::{self, Listing};
use crate::mermaid;
use crate::problem::Problem;
use crate::text::Lines;

/// The line that ends the answer to a `predict` block.
const END_OF_ANSWER: &str = "<!-- end of answer -->";

/// The Markdown that mdBook 0.5 reads (`mdbook-markdown`, `new_cmark_parser`).
/// `smart_punctuation` is [`Book::smart_punctuation`].
pub fn options(smart_punctuation: bool) -> Options {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    options.set(Options::ENABLE_SMART_PUNCTUATION, smart_punctuation);
    options
}

/// See [`Chapter::parse`].
pub(super) fn parse(book: &Book, file: &Path, text: &str) -> (Chapter, Vec<Problem>) {
    let mut reader = Reader {
        book,
        lines: Lines::of(text),
        chapter: Chapter {
            file: file.to_path_buf(),
            name: book.page_name(file),
            title: String::new(),
            text: text.to_owned(),
            blocks: Vec::new(),
            sources: Vec::new(),
        },
        problems: Vec::new(),
        draft: None,
        open_answer: None,
        depth: 0,
        in_title: false,
    };
    reader.read();
    reader.finish()
}

struct Reader<'a> {
    book: &'a Book,
    lines: Lines,
    chapter: Chapter,
    problems: Vec<Problem>,
    /// The Python block whose outputs are being collected.
    draft: Option<Draft>,
    /// The line of the `predict` block whose answer may end here.
    open_answer: Option<usize>,
    /// How many lists, quotations and the like are open.
    depth: usize,
    /// Whether the first heading of the first level is open.
    in_title: bool,
}

/// A fence's place and parts.
struct Fence {
    line: usize,
    /// From the first character of the fence to the last, without the newline.
    span: ops::Range<usize>,
    /// The lines between the two fences.
    body: String,
}

impl Reader<'_> {
    fn read(&mut self) {
        let text = self.chapter.text.clone();
        let options = options(self.book.smart_punctuation);
        let mut in_paragraph = false;
        let mut in_block = false;
        for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
            match event {
                Event::Start(
                    Tag::BlockQuote(_)
                    | Tag::List(_)
                    | Tag::FootnoteDefinition(_)
                    | Tag::DefinitionList,
                ) => self.depth += 1,
                Event::End(
                    TagEnd::BlockQuote(_)
                    | TagEnd::List(_)
                    | TagEnd::FootnoteDefinition
                    | TagEnd::DefinitionList,
                ) => self.depth -= 1,
                Event::Start(Tag::CodeBlock(kind)) => {
                    in_block = true;
                    self.code_block(&text, kind, range);
                }
                Event::End(TagEnd::CodeBlock) => in_block = false,
                Event::Start(Tag::Paragraph) => {
                    in_paragraph = true;
                    self.paragraph(&text, range);
                }
                Event::End(TagEnd::Paragraph) => in_paragraph = false,
                Event::Start(Tag::Heading { level, .. }) => {
                    self.close_draft();
                    self.open_answer = None;
                    self.in_title = level == HeadingLevel::H1 && self.chapter.title.is_empty();
                }
                Event::End(TagEnd::Heading(_)) => self.in_title = false,
                Event::Html(part) if part.trim() == END_OF_ANSWER => self.end_of_answer(range),
                Event::Text(part) | Event::Code(part) if !in_paragraph && !in_block => {
                    if self.in_title {
                        self.chapter.title.push_str(&part);
                    }
                    // A backslash before the text belongs to no event.
                    let escaped = text[..range.start].ends_with('\\');
                    self.stray_directive(&text, range.start - usize::from(escaped)..range.end);
                }
                _ => {}
            }
        }
    }

    fn finish(mut self) -> (Chapter, Vec<Problem>) {
        self.close_draft();
        self.name_figures_blocks();
        self.problems.sort();
        self.problems.dedup();
        (self.chapter, self.problems)
    }

    /// Reports figures that are drawn from a block that isn't there. The block may stand below its figure.
    fn name_figures_blocks(&mut self) {
        let ids: Vec<&str> = self
            .chapter
            .python()
            .filter_map(|block| block.id.as_deref())
            .collect();
        let missing: Vec<(usize, String)> = self
            .chapter
            .figures()
            .filter_map(|figure| {
                let from = figure.from.as_deref().filter(|from| !ids.contains(from))?;
                let message = format!(
                    "no Python block of this page has the id `{from}` that this figure is drawn from"
                );
                Some((figure.line, message))
            })
            .collect();
        for (line, message) in missing {
            self.problem(line, message);
        }
    }

    fn problem(&mut self, line: usize, message: impl Into<String>) {
        self.problems
            .push(Problem::new(&self.chapter.file, line, message));
    }

    fn code_block(&mut self, text: &str, kind: CodeBlockKind<'_>, range: ops::Range<usize>) {
        let line = self.lines.line(range.start);
        let CodeBlockKind::Fenced(info) = kind else {
            self.close_draft();
            self.problem(
                line,
                "an indented block of code; put it between fences with a label, or move it to the left",
            );
            return;
        };
        let label = match fence::parse(&info) {
            Ok(label) => Some(label),
            Err(errors) => {
                for error in errors {
                    self.problem(line, error);
                }
                None
            }
        };
        let Some(fence) = self.fence(text, range, line) else {
            self.close_draft();
            return;
        };
        match label {
            Some(Label::Output(range)) => self.output(text, fence, range),
            // An output whose label is wrong is still in its place.
            None if info.trim_start().starts_with("output") && self.follows_draft(text, &fence) => {
                if let Some(draft) = &mut self.draft {
                    draft.end = fence.span.end;
                    draft.misread = true;
                }
            }
            label => {
                self.close_draft();
                self.other(label, fence);
            }
        }
    }

    /// The parts of a fenced block, if it stands where a block may stand.
    fn fence(&mut self, text: &str, range: ops::Range<usize>, line: usize) -> Option<Fence> {
        let at_margin = range.start == 0 || text.as_bytes()[range.start - 1] == b'\n';
        if self.depth > 0 || !at_margin {
            self.problem(
                line,
                "a block stands at the left margin, outside lists and quotations; move it there",
            );
            return None;
        }
        let source = text[range.clone()].trim_end_matches(['\n', '\r']);
        let ticks = source.len() - source.trim_start_matches('`').len();
        if ticks < 3 {
            self.problem(line, "write the fence with backticks: ```");
            return None;
        }
        let last = source.lines().next_back().unwrap_or_default().trim_end();
        let closed =
            source.contains('\n') && last.len() >= ticks && last.bytes().all(|byte| byte == b'`');
        if !closed {
            self.problem(
                line,
                "this fence is never closed; the closing one is as long and stands at the left margin",
            );
            return None;
        }
        let mut body: Vec<&str> = source.lines().skip(1).collect();
        body.pop();
        Some(Fence {
            line,
            span: range.start..range.start + source.len(),
            body: body.iter().flat_map(|line| [line, "\n"]).collect(),
        })
    }

    /// Whether only blank lines stand between the open Python block and `fence`.
    fn follows_draft(&self, text: &str, fence: &Fence) -> bool {
        self.draft
            .as_ref()
            .is_some_and(|draft| text[draft.end..fence.span.start].trim().is_empty())
    }

    fn output(&mut self, text: &str, fence: Fence, range: crate::range::Range) {
        if !self.follows_draft(text, &fence) {
            self.close_draft();
            self.problem(
                fence.line,
                "an output without its block; it stands directly under the python block that prints it",
            );
            return;
        }
        if let Some(draft) = &mut self.draft {
            draft.end = fence.span.end;
            draft.outputs.push(Output {
                line: fence.line,
                span: fence.span,
                range,
                text: fence.body,
            });
        }
    }

    fn other(&mut self, label: Option<Label>, fence: Fence) {
        let Fence { line, span, body } = fence;
        match label {
            None | Some(Label::Output(_)) => {}
            Some(Label::Rust {
                expect,
                edition2024,
            }) => {
                let code = self.expand(&body, line, true);
                self.refuse_empty(&body, line, "rust");
                self.chapter.blocks.push(Block::Rust(RustBlock {
                    line,
                    span,
                    code,
                    expect,
                    edition2024,
                }));
            }
            Some(Label::Python(label)) => {
                let code = self.expand(&body, line, false);
                self.refuse_empty(&body, line, "python");
                self.draft = Some(Draft {
                    line,
                    end: span.end,
                    code_span: span,
                    code,
                    label,
                    outputs: Vec::new(),
                    misread: false,
                });
            }
            Some(Label::Listing { file, anchor }) => {
                let directive = Directive {
                    name: "listing",
                    file: &file,
                    anchor: Some(&anchor),
                };
                let listing = self.listing(directive, line, span);
                if let Some((index, message)) =
                    listing.and_then(|listing| listing.differs_from(&body))
                {
                    self.problem(line + 1 + index, message);
                }
            }
            Some(Label::Mermaid) => {
                for (offset, message) in mermaid::missing(&body) {
                    self.problem(line + offset, message);
                }
                self.chapter.blocks.push(Block::Mermaid(Diagram {
                    line,
                    span,
                    source: body,
                }));
            }
            Some(Label::Text) => {
                if let Some((index, program)) = body
                    .lines()
                    .enumerate()
                    .find(|(_, line)| is_program_line(line))
                {
                    self.problem(
                        line + 1 + index,
                        format!(
                            "a text block holds a drawing, and `{}` looks like a program; make it a python or rust block, so that it runs",
                            program.trim()
                        ),
                    );
                }
                self.chapter.blocks.push(Block::Text(Drawing {
                    line,
                    span,
                    text: body,
                }));
            }
        }
    }

    /// Reads a listing, and gives its place among the blocks.
    fn listing(
        &mut self,
        directive: Directive<'_>,
        line: usize,
        span: ops::Range<usize>,
    ) -> Option<&Listing> {
        match listing::find(self.book.sources(), directive, line, span) {
            Ok(listing) => {
                self.chapter.sources.push(listing.file.clone());
                self.chapter.blocks.push(Block::Listing(listing));
            }
            Err(message) => {
                self.problem(line, message);
                return None;
            }
        }
        self.chapter.listings().last()
    }

    fn refuse_empty(&mut self, body: &str, line: usize, kind: &str) {
        if body.trim().is_empty() {
            let message = format!("an empty {kind} block; write a program, or remove it");
            self.problem(line, message);
        }
    }

    fn expand(&mut self, body: &str, line: usize, rust: bool) -> String {
        let page = self.chapter.file.parent().unwrap_or(Path::new(""));
        let folders = Folders {
            root: &self.book.root,
            page,
        };
        let expanded = include::expand(body, folders, rust);
        for (index, message) in expanded.errors {
            self.problem(line + 1 + index, message);
        }
        self.chapter.sources.extend(expanded.files);
        expanded.text
    }

    fn close_draft(&mut self) {
        if let Some(draft) = self.draft.take() {
            let (block, problems) = python::close(draft, self.book, &self.chapter.file);
            self.problems.extend(problems);
            if block.predict {
                self.open_answer = Some(block.line);
            }
            self.chapter.blocks.push(Block::Python(block));
        }
    }

    /// Gives the `predict` block above everything up to here as its answer.
    fn end_of_answer(&mut self, range: ops::Range<usize>) {
        self.close_draft();
        let Some(line) = self.open_answer.take() else {
            self.problem(
                self.lines.line(range.start),
                format!(
                    "`{END_OF_ANSWER}` ends the answer to a predict block above it, and there is none since the last heading or answer"
                ),
            );
            return;
        };
        for block in self.chapter.blocks.iter_mut().rev() {
            if let Block::Python(block) = block
                && block.line == line
            {
                let end = self.chapter.text[range.clone()].trim_end().len();
                block.end_of_answer = Some(range.start..range.start + end);
                return;
            }
        }
    }

    /// Whether a directive stands where a block may stand; says so if it doesn't.
    fn stands_at_margin(&mut self, what: &str, text: &str, range: &ops::Range<usize>) -> bool {
        let at_margin = range.start == 0 || text.as_bytes()[range.start - 1] == b'\n';
        let good = self.depth == 0 && at_margin;
        if !good {
            self.problem(
                self.lines.line(range.start),
                format!(
                    "a {what} stands at the left margin, outside lists and quotations; move it there"
                ),
            );
        }
        good
    }

    /// A paragraph is a listing, a figure, or prose in which no directive may stand.
    fn paragraph(&mut self, text: &str, range: ops::Range<usize>) {
        let source = text[range.clone()].trim_end();
        let span = range.start..range.start + source.len();
        let line = self.lines.line(range.start);
        if let Some(read) = figure::read(source) {
            self.close_draft();
            match read {
                Ok(read) if self.stands_at_margin("figure", text, &range) => {
                    self.chapter.blocks.push(Block::Figure(Figure {
                        line,
                        span,
                        name: read.name,
                        from: read.from,
                        kept: read.kept,
                    }));
                }
                Ok(_) => {}
                Err(message) => self.problem(line, message),
            }
            return;
        }
        match Directive::alone(source) {
            Some(
                directive @ Directive {
                    name: "listing", ..
                },
            ) => {
                self.close_draft();
                if !self.stands_at_margin("listing", text, &range) {
                    return;
                }
                self.listing(directive, line, span);
            }
            _ => self.stray_directive(text, span),
        }
    }

    /// Reports directives in prose, line by line.
    fn stray_directive(&mut self, text: &str, range: ops::Range<usize>) {
        let first = self.lines.line(range.start);
        // A listing or figure in a code span is prose about listings or figures.
        let in_code = text[range.clone()].starts_with('`');
        for (index, line) in text[range].lines().enumerate() {
            match unexpandable(line) {
                Some("listing") if in_code || quoted(line, "{{#listing") => {}
                Some("listing") => self.problem(
                    first + index,
                    "a listing stands alone in its paragraph: {{#listing FILE:ANCHOR}} between blank lines",
                ),
                Some("figure") if in_code || quoted(line, "{{#figure") => {}
                Some("figure") => self.problem(
                    first + index,
                    "a figure stands alone in its paragraph: {{#figure CHAPTER/NAME}} between blank lines",
                ),
                Some(name) => self.problem(
                    first + index,
                    format!(
                        "`{{{{#{name}` works inside a rust or python block only; to write about it, put a backslash before it"
                    ),
                ),
                None => {}
            }
        }
    }
}

/// Whether `part` stands inside a code span of `line`.
fn quoted(line: &str, part: &str) -> bool {
    line.find(part)
        .is_some_and(|at| line[..at].matches('`').count() % 2 == 1)
}

/// Whether a line of a drawing reads like a statement of a program.
fn is_program_line(line: &str) -> bool {
    let line = line.trim();
    let opens = |words: &[&str]| words.iter().any(|word| line.starts_with(word));
    opens(&[
        ">>> ",
        "print(",
        "println!(",
        "#include ",
        "use std::",
        "let mut ",
        "pub fn ",
    ]) || (opens(&["def ", "class ", "for ", "while ", "if ", "with "]) && line.ends_with(':'))
        || (opens(&["fn "]) && line.ends_with('{'))
        || (opens(&["let "]) && line.ends_with(';'))
        || (opens(&["import "]) && line.split_whitespace().count() == 2)
        || (opens(&["from "]) && line.contains(" import "))
}
