//! The built book in a real browser, page by page.
//!
//! The book is built and served as `book serve` does it, on a free port of the
//! loopback interface, and each page is opened in a headless Chromium, loaded, read
//! by axe-core in a light and a dark theme, typed into and clicked. One test for each
//! page; to run one: `cargo test -p checks --test browser -- objects/death`.
//!
//! Without a browser it says so and passes; `REQUIRE_BROWSER=1` makes that an error.

mod axe;
mod broken;
mod chromium;
mod deck;
mod page;
mod site;
mod tab;

use std::env;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use book::build;
use book::serve;
use checks::workspace;
use libtest_mimic::{Arguments, Failed, Trial};

use broken::Fault;
use chromium::Chromium;
use tab::Tab;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let required = env::var("REQUIRE_BROWSER").is_ok_and(|value| !matches!(&*value, "" | "0"));
    let program = match chromium::find() {
        Ok(Some(program)) => program,
        Ok(None) => {
            let notice = "NO BROWSER: the pages were not looked at in a browser.\n\
                          Install chromium, or name one: CHROMIUM=/where/it/is";
            eprintln!("\n{notice}\n");
            if required {
                eprintln!("REQUIRE_BROWSER is set, so this is an error.");
                return ExitCode::FAILURE;
            }
            return libtest_mimic::run(&arguments, Vec::new()).exit_code();
        }
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::FAILURE;
        }
    };
    match trials(&program) {
        Ok(trials) => libtest_mimic::run(&arguments, trials).exit_code(),
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// Builds and serves the book, starts the browser, and makes the tests.
fn trials(program: &Path) -> Result<Vec<Trial>, String> {
    let options = build::Options {
        dest_dir: Some(workspace::scratch("browser")),
        for_serving: true,
    };
    let folder = build::build(&workspace::root(), &options).map_err(|error| error.to_string())?;
    let pages = Pages::of(&folder)?;
    let mut trials = Vec::new();
    // What is looked for: where, by which check, and what it must find.
    let mut looks: Vec<(String, String, Check, Option<Fault>)> = Vec::new();
    for page in &pages.all {
        let check = match page {
            deck if pages.decks.contains(deck) => deck::check,
            page if page == "toc.html" || page.starts_with("slides/") => page::check_other,
            page if page == "print.html" => page::check_print,
            _ => page::check,
        };
        looks.push((page.clone(), format!("/{page}"), check, None));
    }
    let faults = [
        (&pages.example, page::check as Check, broken::OF_PAGES),
        (&pages.deck, deck::check, broken::OF_DECKS),
    ];
    for (page, check, faults) in faults {
        for fault in page
            .iter()
            .flat_map(|page| faults.iter().map(move |fault| (page, fault)))
        {
            let (page, fault) = fault;
            let path = fault.copy(&folder, page)?;
            looks.push((
                format!("broken: {} in {page}", fault.name),
                path,
                check,
                Some(*fault),
            ));
        }
    }

    fs::write(folder.join(tab::NOWHERE), tab::NOTHING).map_err(|error| error.to_string())?;
    let host = serve::folder(&folder)
        .map_err(|error| error.to_string())?
        .to_string();
    let browser = Arc::new(Chromium::start(program)?);
    eprintln!("{} at {}", browser.version()?, program.display());
    let tabs = Arc::new(Tabs {
        browser,
        host,
        free: Mutex::new(Vec::new()),
    });
    for (name, path, check, fault) in looks {
        let tabs = Arc::clone(&tabs);
        trials.push(Trial::test(name, move || match fault {
            None => tabs.pass(|tab| check(tab, &path, Depth::Whole)),
            Some(fault) => tabs.pass(|tab| {
                // A fault may also keep the page from being looked at to the end.
                let found =
                    check(tab, &path, fault.depth()).unwrap_or_else(|problem| vec![problem]);
                Ok(fault.missed(&found))
            }),
        }));
    }
    if let Some(example) = pages.example {
        for (name, check) in site::ALL {
            let (tabs, path) = (Arc::clone(&tabs), format!("/{example}"));
            trials.push(Trial::test(*name, move || {
                tabs.pass(|tab| check(tab, &path))
            }));
        }
    }
    Ok(trials)
}

/// A check of what stands at a path.
type Check = fn(&mut Tab, &str, Depth) -> Result<Vec<String>, String>;

/// How much of a check is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Depth {
    /// All of it.
    Whole,
    /// All but axe, which takes half of the time.
    Quick,
}

/// The pages of the built book, by their path in its folder.
struct Pages {
    all: Vec<String>,
    /// Those of them that are decks of slides.
    decks: Vec<String>,
    /// The shortest page that has something for every check.
    example: Option<String>,
    /// The shortest deck that asks before it tells.
    deck: Option<String>,
}

impl Pages {
    fn of(folder: &Path) -> Result<Self, String> {
        let mut all = Vec::new();
        list(folder, "", &mut all)?;
        all.sort();
        let mut decks = Vec::new();
        let mut example: Option<(usize, String)> = None;
        let mut deck: Option<(usize, String)> = None;
        for page in &all {
            let file = folder.join(page);
            let text = fs::read_to_string(&file)
                .map_err(|error| format!("{}: {error}", file.display()))?;
            let has = |parts: &[&str]| parts.iter().all(|part| text.contains(part));
            let shortest = |kept: &mut Option<(usize, String)>| {
                if kept.as_ref().is_none_or(|(length, _)| text.len() < *length) {
                    *kept = Some((text.len(), page.clone()));
                }
            };
            if has(&["class=\"reveal\""]) {
                decks.push(page.clone());
                if has(&["fragment"]) {
                    shortest(&mut deck);
                }
            } else if has(&["lm-strip", "lm-predict", "lm-listing", "nav-chapters next"]) {
                shortest(&mut example);
            }
        }
        Ok(Pages {
            all,
            decks,
            example: example.map(|(_, page)| page),
            deck: deck.map(|(_, page)| page),
        })
    }
}

/// The pages in a folder and below, by their path.
fn list(folder: &Path, prefix: &str, pages: &mut Vec<String>) -> Result<(), String> {
    let complain = |error: std::io::Error| format!("{}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(complain)? {
        let entry = entry.map_err(complain)?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{name}/"), pages)?;
        } else if name.ends_with(".html") {
            pages.push(name);
        }
    }
    Ok(())
}

/// The tabs that nobody uses, each in a window of its own.
struct Tabs {
    browser: Arc<Chromium>,
    host: String,
    free: Mutex<Vec<Tab>>,
}

impl Tabs {
    /// Lends a tab out, and fails if problems are found with it.
    fn pass(
        &self,
        look: impl FnOnce(&mut Tab) -> Result<Vec<String>, String>,
    ) -> Result<(), Failed> {
        let problems = self.lend(look)?;
        if problems.is_empty() {
            Ok(())
        } else {
            Err(problems.join("\n").into())
        }
    }

    fn lend<T>(&self, look: impl FnOnce(&mut Tab) -> Result<T, String>) -> Result<T, String> {
        let free = || self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = free().pop();
        let mut tab = match kept {
            Some(tab) => tab,
            None => Tab::new(&self.browser, &self.host)?,
        };
        match look(&mut tab) {
            Ok(result) => {
                free().push(tab);
                Ok(result)
            }
            // A tab that is in an unknown state isn't given back. What it heard may be the cause.
            Err(problem) => {
                let mut problems = vec![problem];
                problems.extend(tab.troubles());
                Err(problems.join("\n"))
            }
        }
    }
}
