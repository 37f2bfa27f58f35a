//! A Python block: the program, what it prints, and who prints it.
//!
//! Where all versions print the same, a quiet line says so. Where they differ,
//! a strip of radio buttons chooses among the outputs; the style sheet does the
//! choosing, and a browser that can't, or paper, shows every output under its
//! caption.

use std::fmt::Write as _;

use blocks::{PythonBlock, divergence};

use super::fence::fence;
use super::html::escape;
use super::versions::{Versions, end, letter, short, start};

/// The question of a block that asks before it tells.
const QUESTION: &str = "What will it print? Decide first, then open.";

/// How many outputs the style sheet can tell apart. More than these are shown
/// all at once, each under its caption.
pub const CHOICES: usize = 12;

/// The block's Markdown. Where an answer follows, the fold is left open for it,
/// and [`ANSWER_END`] closes it. `group` names its radio buttons and is unique in the book;
/// `up` leads from the page to the folder of all pages.
pub fn render(block: &PythonBlock, versions: &Versions<'_>, group: &str, up: &str) -> String {
    let run = printed(block, versions, group, &parting(versions, up));
    let id = block
        .id
        .as_ref()
        .map(|id| format!(" id=\"{}\"", escape(id)))
        .unwrap_or_default();
    let code = program(block);
    let open = format!(
        "\n<div class=\"lm-python\"{id}>\n\
         <p class=\"lm-bar\"><span class=\"lm-lang\">Python</span></p>\n\n{code}\n"
    );
    let fold =
        format!("<details class=\"lm-predict\"><summary><span>{QUESTION}</span></summary>{run}");
    match (block.predict, &block.end_of_answer) {
        (false, _) => format!("{open}{run}\n</div>\n"),
        (true, None) => format!("{open}{fold}</details>\n</div>\n"),
        (true, Some(_)) => format!("{open}{fold}\n<div class=\"lm-answer\">\n"),
    }
}

/// What the block prints and who prints it, as HTML, with `below` under it. A slide shows the same.
pub fn printed(block: &PythonBlock, versions: &Versions<'_>, group: &str, below: &str) -> String {
    if versions.differ() {
        differing(block, versions, group, below)
    } else {
        agreeing(block, versions, below)
    }
}

/// What closes a block that was rendered with its answer left open.
pub const ANSWER_END: &str = "\n</div>\n</details>\n</div>\n";

/// The program as a fence, its hidden lines marked.
///
/// The prefix goes with the fence, since a line of the program may begin with
/// the book's own `~` behind some spaces, and be no hidden line.
fn program(block: &PythonBlock) -> String {
    let mut prefix = "~".to_owned();
    while block
        .lines
        .iter()
        .any(|line| line.text.trim_start().starts_with(&prefix))
    {
        prefix.push('~');
    }
    let mut code = String::new();
    for line in &block.lines {
        if line.hidden {
            code.push_str(&prefix);
        }
        code.push_str(&line.text);
        code.push('\n');
    }
    fence(&format!("python,hidelines={prefix}"), &code)
}

/// What every version prints.
fn agreeing(block: &PythonBlock, versions: &Versions<'_>, below: &str) -> String {
    let who = match versions.ends() {
        Some((first, last)) if first == last => format!("on {first}"),
        Some((first, last)) => format!("same on {} … {}", start(first), end(last)),
        None => String::new(),
    };
    let ours = match &versions.ours {
        Some(rows) if rows.is_empty() => ", and on our runtime",
        _ => "",
    };
    let text = versions.texts.first().copied().unwrap_or_default();
    format!(
        "<div class=\"lm-run\"><p class=\"lm-bar\"><span class=\"lm-lang\">{}</span> \
         <span class=\"lm-same\">{who}{ours}</span></p>{}{}{below}</div>",
        verb(block),
        output(block, text),
        reason(block, versions)
    )
}

/// What each version prints, with the strip that chooses among them.
fn differing(block: &PythonBlock, versions: &Versions<'_>, group: &str, below: &str) -> String {
    let group = escape(group);
    let newest = versions.cells.iter().rposition(|cell| cell.text.is_some());
    let mut cells = String::new();
    for (index, cell) in versions.cells.iter().enumerate() {
        let label = escape(&short(cell.piece));
        let minor = cell.piece.minor;
        // Writing to a `String` can't fail.
        let _ = match cell.text {
            None => write!(
                cells,
                "<span class=\"lm-cell lm-absent\"><span class=\"lm-version\">{label}</span>\
                 <span class=\"lm-letter\" aria-hidden=\"true\">–</span>\
                 <span class=\"lm-unseen\"> is not run</span></span>"
            ),
            Some(text) => write!(
                cells,
                "<label class=\"lm-cell\" data-out=\"{text}\">\
                 <input type=\"radio\" name=\"{group}\" value=\"{label}\" data-minor=\"{minor}\" data-out=\"{text}\"{}>\
                 <span class=\"lm-version\">{label}</span><span class=\"lm-unseen\"> prints </span>\
                 <span class=\"lm-letter\">{}</span>{}</label>",
                if Some(index) == newest {
                    " checked"
                } else {
                    ""
                },
                letter(text),
                witness(versions.parts(cell))
            ),
        };
    }
    let mut outputs = String::new();
    for (text, printed) in versions.texts.iter().enumerate() {
        let _ = write!(
            outputs,
            "<figure class=\"lm-output\" data-out=\"{text}\"><figcaption>\
             <span class=\"lm-letter\">{}</span> <span class=\"lm-who\">{}</span></figcaption>{}</figure>",
            letter(text),
            versions.printing(text),
            output(block, printed)
        );
    }
    let many = if versions.texts.len() > CHOICES {
        " lm-all"
    } else {
        ""
    };
    format!(
        "<div class=\"lm-run lm-differs{many}\"><fieldset class=\"lm-strip\">\
         <legend><span class=\"lm-lang\">{}</span><span class=\"lm-unseen\">, by version of Python</span></legend>\
         <div class=\"lm-cells\">{cells}</div></fieldset>{outputs}{}{below}</div>",
        verb(block),
        reason(block, versions)
    )
}

/// The mark of our own runtime in a cell of the strip.
fn witness(parts: Option<bool>) -> &'static str {
    match parts {
        None => "",
        Some(false) => {
            "<span class=\"lm-ours\" aria-hidden=\"true\" title=\"our own runtime prints the same\">✓</span>\
             <span class=\"lm-unseen\">, and so does our own runtime</span>"
        }
        Some(true) => {
            "<span class=\"lm-ours lm-parts\" aria-hidden=\"true\" title=\"our own runtime differs\">≠</span>\
             <span class=\"lm-unseen\">, and our own runtime differs</span>"
        }
    }
}

/// Where our own runtime does something else, and why, or nothing.
fn parting(versions: &Versions<'_>, up: &str) -> String {
    let mut text = String::new();
    for row in versions.ours.iter().flatten() {
        let list = "reference/divergences.html#programs-of-the-book";
        // Writing to a `String` can't fail.
        let _ = write!(
            text,
            "<p class=\"lm-reason\">Our own runtime differs on {}: <a href=\"{up}{list}\">see why</a>.</p>",
            divergence::words(&[row])
        );
    }
    text
}

/// What the program does, as the heading of what it prints.
fn verb(block: &PythonBlock) -> String {
    match &block.raises {
        None => "prints".to_owned(),
        Some(exception) => format!("prints, and ends in <code>{}</code>", escape(exception)),
    }
}

/// One text as the terminal would show it.
fn output(block: &PythonBlock, text: &str) -> String {
    if text.is_empty() {
        return "<p class=\"lm-nothing\">nothing</p>".to_owned();
    }
    let text = text.strip_suffix('\n').unwrap_or(text);
    let (before, error) = match &block.raises {
        Some(exception) => text.split_at(error_start(text, exception)),
        None => (text, ""),
    };
    let error = if error.is_empty() {
        String::new()
    } else {
        format!("<span class=\"lm-error\">{}</span>", escape(error))
    };
    format!(
        "<pre class=\"lm-printed\"><samp>{}{error}</samp></pre>",
        escape(before)
    )
}

/// Where the report of the uncaught exception begins: the last line that names
/// its type, or else the last line. A message may go on below that line.
fn error_start(text: &str, exception: &str) -> usize {
    let mut at = 0;
    let mut found = None;
    let mut last = 0;
    for line in text.split_inclusive('\n') {
        // The type may stand behind its module: `weakref.ReferenceError: …`.
        let name = line.split(':').next().unwrap_or(line).trim_end();
        if name == exception
            || name
                .strip_suffix(exception)
                .is_some_and(|m| m.ends_with('.'))
        {
            found = Some(at);
        }
        last = at;
        at += line.len();
    }
    found.unwrap_or(last)
}

/// Why some versions of the book are not there, or nothing.
pub fn reason(block: &PythonBlock, versions: &Versions<'_>) -> String {
    let absent = versions.absent();
    let claim = match (block.since, block.until) {
        (Some(since), None) => format!("{since} and later"),
        (None, Some(until)) => format!("{until} and earlier"),
        (Some(since), Some(until)) if since == until => format!("{since}"),
        (Some(since), Some(until)) => format!("{since} to {until}"),
        (None, None) => return String::new(),
    };
    if absent.is_empty() {
        return String::new();
    }
    format!("<p class=\"lm-reason\">Not run on {absent}: this program is for {claim}.</p>")
}
