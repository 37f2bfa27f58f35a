//! Pages with one fault each: every check must be able to fail.
//!
//! A fault is put into a page, or a deck, of the book as it was built, and the same
//! check that passes the whole one must name the fault, and nothing else.

use std::fs;
use std::path::Path;

use super::Depth;

/// A fault, and what the check has to say.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    /// Its name: the copy of the page is called after it.
    pub name: &'static str,
    /// What is put into the page before the end of its body.
    insert: &'static str,
    /// How the problems begin that it makes. The first of these must be among them,
    /// and no problem may begin otherwise.
    problems: &'static [&'static str],
}

/// Puts something into the running text of a page.
macro_rules! in_text {
    ($html:expr) => {
        concat!(
            "<script>document.querySelector('main').insertAdjacentHTML('beforeend', `",
            $html,
            "`)</script>"
        )
    };
}

/// Keeps some keys from everybody else.
macro_rules! no_key {
    ($keys:expr) => {
        concat!(
            "<script>addEventListener('keydown', event => { if (",
            $keys,
            ".includes(event.key)) { event.preventDefault(); event.stopImmediatePropagation(); } }, true)</script>"
        )
    };
}

/// The faults of a page.
pub const OF_PAGES: &[Fault] = &[
    Fault {
        name: "console-error",
        insert: "<script>console.error('a fault')</script>",
        problems: &["console: a fault"],
    },
    Fault {
        name: "exception",
        insert: "<script>nowhere()</script>",
        problems: &["console: uncaught ReferenceError"],
    },
    Fault {
        name: "missing-file",
        insert: in_text!("<img src='/missing.png' alt='a picture'>"),
        problems: &["failed request: 404"],
    },
    Fault {
        name: "foreign-picture",
        insert: in_text!("<img src='https://example.org/x.png' alt='a picture'>"),
        problems: &["foreign request: https://example.org/x.png", "failed request"],
    },
    Fault {
        name: "foreign-style",
        insert: "<style>@import url('http://example.org/x.css');</style>",
        problems: &["foreign request: http://example.org/x.css", "failed request", "console: Couldn't load preload"],
    },
    Fault {
        name: "foreign-socket",
        insert: "<script>new WebSocket('wss://example.org/x')</script>",
        problems: &["foreign request: wss://example.org/x", "console: "],
    },
    Fault {
        name: "broken-diagram",
        insert: "<script>{
            const diagram = document.createElement('pre');
            diagram.className = 'mermaid';
            diagram.textContent = 'flowchart LR\\n a --> call\\n b --> c';
            document.querySelector('main').append(diagram);
            const script = document.createElement('script');
            script.src = document.querySelector('script[src*=\"mermaid-loader\"]').src;
            document.body.append(script);
        }</script>",
        problems: &["console: a diagram could not be drawn"],
    },
    Fault {
        name: "too-wide",
        insert: in_text!("<p style='width: 1400px'>wide</p>"),
        problems: &["overflow at 1280", "overflow at 390"],
    },
    Fault {
        name: "too-wide-for-a-phone",
        insert: in_text!("<p style='width: 500px'>wide</p>"),
        problems: &["overflow at 390"],
    },
    Fault {
        name: "cut-off",
        insert: in_text!("<p style='overflow: hidden; width: 200px; white-space: nowrap'>a line of words that is longer than its box</p>"),
        problems: &["overflow at 1280: cut off", "overflow at 390: cut off"],
    },
    Fault {
        name: "faint-in-light",
        insert: "<style>.light main p { color: #b0a898 !important }</style>",
        problems: &["axe: color-contrast"],
    },
    Fault {
        name: "faint-in-dark",
        insert: "<style>.navy main p { color: #3c4650 !important }</style>",
        problems: &["axe, navy: color-contrast"],
    },
    Fault {
        name: "faint-question",
        insert: "<style>.light details:not([open]) > summary { color: #b0a898 !important }</style>",
        problems: &["axe: color-contrast"],
    },
    Fault {
        name: "picture-without-text",
        insert: in_text!("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"),
        problems: &["axe: image-alt"],
    },
    Fault {
        name: "wide-box-without-focus",
        insert: "<script>HTMLElement.prototype.__defineSetter__('tabIndex', () => {})</script>
            <script>document.querySelectorAll('main [tabindex]').forEach(box => box.removeAttribute('tabindex'))</script>",
        problems: &["axe: scrollable-region-focusable", "scrolling: ", "sidebar: "],
    },
    Fault {
        name: "deaf-strip",
        insert: "<script>addEventListener('keydown', event => { if (event.target.closest('.lm-strip')) event.preventDefault(); }, true)</script>",
        problems: &["strip 0: the arrow key", "strip "],
    },
    Fault {
        name: "stuck-strip",
        insert: "<style>main .lm-differs > .lm-output { display: none !important }
            main .lm-differs > .lm-output[data-out='0'] { display: block !important }</style>",
        problems: &["strip 0: with", "strip "],
    },
    Fault {
        name: "covered-strip",
        insert: "<style>.lm-strip { position: relative } .lm-strip::after { content: ''; position: absolute; inset: 0; z-index: 9 }</style>",
        problems: &["strip 0: [data-look] is covered", "strip "],
    },
    Fault {
        name: "deaf-fold",
        insert: "<script>document.querySelectorAll('main summary').forEach(question =>
            question.addEventListener('click', event => event.preventDefault()))</script>",
        problems: &["fold 0: the key", "fold "],
    },
    Fault {
        name: "fold-out-of-reach",
        insert: "<script>document.querySelectorAll('main summary').forEach(question => { question.tabIndex = -1; })</script>",
        problems: &["fold 0: the keyboard doesn't reach", "fold "],
    },
    Fault {
        name: "deaf-sidebar",
        insert: "<script>{
            const button = document.getElementById('mdbook-sidebar-toggle');
            button.replaceWith(button.cloneNode(true));
        }</script>",
        problems: &["sidebar: the key"],
    },
    Fault {
        name: "one-theme",
        insert: "<script>document.getElementById('mdbook-theme-navy').remove()</script>",
        problems: &["theme: "],
    },
    Fault {
        name: "unturned",
        insert: no_key!("['ArrowRight']"),
        problems: &["turning: ArrowRight", "strip ", "scrolling: "],
    },
    Fault {
        name: "turned-by-a-wide-box",
        insert: "<script>document.addEventListener('keydown', event => {
            if (event.key === 'ArrowRight' && event.target.closest('main pre, main figure, main .table-wrapper')) location = '/404.html';
        }, true)</script>",
        problems: &["scrolling: the arrow key leads"],
    },
];

/// The faults of a deck.
pub const OF_DECKS: &[Fault] = &[
    Fault {
        name: "console-error",
        insert: "<script>console.error('a fault')</script>",
        problems: &["console: a fault"],
    },
    Fault {
        name: "foreign-script",
        insert: "<script src='https://example.org/x.js'></script>",
        problems: &[
            "foreign request: https://example.org/x.js",
            "failed request",
        ],
    },
    Fault {
        name: "small",
        insert: "<style>.reveal .slides h2 { font-size: 19px !important }</style>",
        problems: &["small: "],
    },
    Fault {
        name: "too-much",
        insert: "<style>.reveal .slides section > * { margin-top: 420px !important }</style>",
        problems: &[
            "overflow at 1280×720",
            "overflow at 1920×1080",
            // The deck itself says so, in words of its own.
            "console: src/",
        ],
    },
    Fault {
        name: "faint-in-light",
        insert: "<style>.light .reveal h2 { color: #b0a898 !important }</style>",
        problems: &["axe: color-contrast"],
    },
    Fault {
        name: "faint-in-dark",
        insert: "<style>.navy .reveal h2 { color: #3c4650 !important }</style>",
        problems: &["axe, navy: color-contrast"],
    },
    Fault {
        name: "no-notes",
        insert: no_key!("['s']"),
        problems: &["notes: the key S"],
    },
    Fault {
        name: "one-theme",
        insert: no_key!("['d']"),
        problems: &["theme: the key D"],
    },
    Fault {
        name: "unturned",
        insert: no_key!("['PageDown']"),
        problems: &["keys: PageDown", "keys: "],
    },
    Fault {
        name: "told-at-once",
        insert: "<style>.reveal .slides section .fragment { opacity: 1 !important; visibility: visible !important }</style>",
        problems: &["fragments: "],
    },
];

impl Fault {
    /// Writes a copy of the page with the fault beside it; gives the path of the copy.
    ///
    /// # Errors
    ///
    /// When the page has no end, or a file can't be read or written.
    pub fn copy(&self, folder: &Path, page: &str) -> Result<String, String> {
        let complain = |error: std::io::Error| format!("{page}: {error}");
        let text = fs::read_to_string(folder.join(page)).map_err(complain)?;
        let end = text
            .rfind("</body>")
            .ok_or_else(|| format!("{page}: it has no end"))?;
        let copy = format!("{}.{}.html", page.trim_end_matches(".html"), self.name);
        let text = format!("{}{}{}", &text[..end], self.insert, &text[end..]);
        fs::write(folder.join(&copy), text).map_err(complain)?;
        Ok(format!("/{copy}"))
    }

    /// How much of the check the fault needs.
    pub fn depth(&self) -> Depth {
        if self.problems[0].starts_with("axe") {
            Depth::Whole
        } else {
            Depth::Quick
        }
    }

    /// What is wrong with what the check said of the copy, if anything is.
    pub fn missed(&self, found: &[String]) -> Vec<String> {
        let begins = |line: &String, start: &&str| line.starts_with(start);
        let mut missed = Vec::new();
        let first = self.problems[0];
        if !found.iter().any(|line| begins(line, &first)) {
            missed.push(format!("no problem begins with {first:?}"));
        }
        missed.extend(
            found
                .iter()
                .filter(|line| !self.problems.iter().any(|start| begins(line, start)))
                .map(|line| format!("not the fault's: {line}")),
        );
        if !missed.is_empty() {
            missed.extend(found.iter().map(|line| format!("said: {line}")));
        }
        missed
    }
}
