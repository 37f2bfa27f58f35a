//! The preprocessor `blocks`: our Markdown as mdBook's Markdown.

use std::collections::HashMap;
use std::path::PathBuf;

use anyhow::{Result, bail};
use blocks::companions::Companions;
use blocks::parallel::in_parallel;
use blocks::{Book, Chapter, Problem, RustBlock};
use mdbook_driver::config::RustEdition;
use mdbook_preprocessor::book::{Book as Pages, BookItem, Chapter as Page};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

use crate::doctest;
use crate::failure::Problems;
use crate::page;
use crate::page::html::escape;
use crate::slides;

/// The preprocessor.
///
/// For mdBook's `html` renderer it checks the grammar of each page and renders
/// its blocks. For `test`, which is mdBook's name for running the Rust blocks, it
/// sees to it that they are really run; see [`Tester`]. Other renderers get the
/// pages as they are written, once the grammar is checked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Blocks {
    /// Whether decks of slides will stand beside the pages, so that pages link to them.
    pub decks: bool,
}

/// Who runs the Rust blocks that use a companion crate: `tester` under
/// `[preprocessor.blocks]`, or in the environment as
/// `MDBOOK_PREPROCESSOR__BLOCKS__TESTER`.
///
/// A preprocessor can't tell mdBook where libraries are; only the command line can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tester {
    /// The preprocessor runs them with rustdoc, and fails if one does. mdBook
    /// runs the blocks that need the standard library only. So a bare
    /// `mdbook test` checks every block.
    Blocks,
    /// mdBook runs every block itself. It was started with
    /// `-L target/book/debug/deps`, the folder that the preprocessor fills.
    Mdbook,
}

/// Where [`Tester`] stands in mdBook's settings.
pub const TESTER: &str = "preprocessor.blocks.tester";

impl Tester {
    fn of(context: &PreprocessorContext) -> Result<Self> {
        match context.config.get::<String>(TESTER)?.as_deref() {
            None | Some("blocks") => Ok(Tester::Blocks),
            Some("mdbook") => Ok(Tester::Mdbook),
            Some(other) => bail!("{TESTER} is `{other}`; it can be `blocks` or `mdbook`"),
        }
    }
}

impl Preprocessor for Blocks {
    fn name(&self) -> &str {
        "blocks"
    }

    fn run(&self, context: &PreprocessorContext, mut pages: Pages) -> Result<Pages> {
        let book = Book::open(&context.root).map_err(Problems::new)?;
        let chapters = read(&book, &pages)?;
        match context.renderer.as_str() {
            "html" => render(&book, &chapters, &mut pages, self.decks)?,
            "test" => hand_over(context, &chapters, &mut pages)?,
            _ => {}
        }
        Ok(pages)
    }
}

/// The chapters of a book by their file in the source folder.
type Chapters = HashMap<PathBuf, Chapter>;

/// Reads every page as mdBook has it.
fn read(book: &Book, pages: &Pages) -> Result<Chapters> {
    let mut chapters = Chapters::new();
    let mut problems = Vec::new();
    for page in pages.chapters() {
        // A page without a file of its own comes from another preprocessor.
        let Some(path) = &page.source_path else {
            continue;
        };
        let (mut chapter, wrong) = Chapter::parse(book, &book.src.join(path), &page.content);
        chapter.title.clone_from(&page.name);
        problems.extend(wrong);
        chapters.insert(path.clone(), chapter);
    }
    succeed(problems)?;
    Ok(chapters)
}

fn succeed(problems: Vec<Problem>) -> Result<()> {
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Problems::new(problems).into())
    }
}

/// Puts `text` of its chapter in each page.
fn replace(pages: &mut Pages, chapters: &Chapters, mut text: impl FnMut(&Chapter) -> String) {
    pages.for_each_chapter_mut(|page| {
        if let Some(chapter) = page
            .source_path
            .as_ref()
            .and_then(|path| chapters.get(path))
        {
            page.content = text(chapter);
        }
    });
}

/// The pages for reading, and behind them the source files that they show.
fn render(book: &Book, chapters: &Chapters, pages: &mut Pages, link: bool) -> Result<()> {
    // In the order of reading, not of the map.
    let in_order: Vec<Chapter> = pages
        .chapters()
        .filter_map(|page| chapters.get(page.source_path.as_ref()?).cloned())
        .collect();
    let mut problems = Vec::new();
    let decks = if link {
        let (decks, wrong) = slides::decks(book, &in_order);
        problems.extend(wrong);
        decks
    } else {
        Vec::new()
    };
    replace(pages, chapters, |chapter| {
        let text = page::render(book, chapter).unwrap_or_else(|wrong| {
            problems.extend(wrong);
            String::new()
        });
        match slides::link(&decks, &chapter.name) {
            Some(address) => with_link(&text, &address),
            None => text,
        }
    });
    succeed(problems)?;

    let mut sources = page::source_pages(book, &in_order)
        .map_err(Problems::new)?
        .into_iter();
    if let Some(first) = sources.next() {
        let mut parent = generated(&first, Vec::new());
        let names = vec![first.title];
        parent.sub_items = sources
            .map(|source| generated(&source, names.clone()).into())
            .collect();
        pages.push_item(BookItem::Separator);
        pages.push_item(parent);
    }
    Ok(())
}

/// The page with a link to its slides below its first heading.
fn with_link(text: &str, address: &str) -> String {
    let link = format!(
        "<p class=\"lm-deck\"><a href=\"{}\">Slides</a></p>\n",
        escape(address)
    );
    let heading = text.lines().find(|line| line.starts_with("# "));
    match heading.and_then(|heading| text.split_once(heading)) {
        Some((before, after)) => {
            let heading = heading.unwrap_or_default();
            format!("{before}{heading}\n\n{link}{after}")
        }
        None => format!("{link}\n{text}"),
    }
}

/// A page that stands in no file.
fn generated(source: &page::SourcePage, parents: Vec<String>) -> Page {
    let mut page = Page::new(
        &source.title,
        source.markdown.clone(),
        source.path.clone(),
        parents,
    );
    page.source_path = None;
    page
}

/// Leaves the Rust blocks that mdBook runs in the pages, and runs the others.
fn hand_over(context: &PreprocessorContext, chapters: &Chapters, pages: &mut Pages) -> Result<()> {
    let tester = Tester::of(context)?;
    let companions = Companions::build(&context.root)?;
    let here =
        |block: &RustBlock| tester == Tester::Blocks && !companions.used_by(&block.code).is_empty();
    let count = |take: &dyn Fn(&RustBlock) -> bool| -> usize {
        chapters
            .values()
            .map(|chapter| chapter.rust().filter(|block| take(block)).count())
            .sum()
    };
    let (ours, theirs) = (count(&here), count(&|block| !here(block)));
    if ours > 0 {
        run(context, chapters, &companions, &here)?;
        eprintln!(
            "blocks: Rust blocks that use the book's crates: {ours} run here, all right; left for mdBook to run: {theirs}"
        );
    }
    replace(pages, chapters, |chapter| {
        doctest::markdown(chapter, &companions, |block| !here(block))
    });
    Ok(())
}

/// Runs the blocks that `take` chooses, a page per core at a time.
fn run(
    context: &PreprocessorContext,
    chapters: &Chapters,
    companions: &Companions,
    take: &(dyn Fn(&RustBlock) -> bool + Sync),
) -> Result<()> {
    let edition = edition(context.config.rust.edition);
    let mut chapters: Vec<&Chapter> = chapters
        .values()
        .filter(|chapter| chapter.rust().any(take))
        .collect();
    chapters.sort_by(|a, b| a.file.cmp(&b.file));
    let reports = in_parallel(&chapters, |chapter| {
        let markdown = doctest::markdown(chapter, companions, take);
        doctest::run(&chapter.file, &markdown, companions, edition)
    });
    let mut failed = Vec::new();
    for (chapter, report) in chapters.iter().zip(reports) {
        if let Some(report) = report? {
            eprintln!("{report}");
            failed.push(chapter.file.display().to_string());
        }
    }
    if failed.is_empty() {
        Ok(())
    } else {
        bail!("a Rust block fails, see above, in {}", failed.join(", "))
    }
}

/// The name that rustdoc knows an edition by; without one, what the workspace has.
fn edition(edition: Option<RustEdition>) -> &'static str {
    match edition {
        Some(RustEdition::E2015) => "2015",
        Some(RustEdition::E2018) => "2018",
        Some(RustEdition::E2021) => "2021",
        _ => "2024",
    }
}
