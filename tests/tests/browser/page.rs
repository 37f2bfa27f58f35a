//! The checks of one page of the book.

use serde_json::Value;

use super::Depth;
use super::axe::{self, Rules};
use super::chromium::text;
use super::tab::Tab;

const LOOK: &str = include_str!("js/page.js");

/// The window that the page is read in.
const WINDOW: (u32, u32) = (1280, 800);
/// A telephone.
const PHONE: (u32, u32) = (390, 844);

/// Everything that is wrong with the page at a path; one problem to an entry.
///
/// # Errors
///
/// When the page can't be looked at.
pub fn check(tab: &mut Tab, path: &str, depth: Depth) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    tab.size(WINDOW.0, WINDOW.1)?;
    tab.open(path)?;
    tab.evaluate(LOOK)?;
    let axe = |tab: &Tab, selector: &str, rules: Rules| match depth {
        Depth::Whole => axe::violations(tab, selector, rules),
        Depth::Quick => Ok(Vec::new()),
    };
    let has_folds = tab.evaluate("look.folds()")?.as_u64() > Some(0);

    if has_folds {
        found.extend(axe(tab, "details", Rules::Colours)?);
    }
    found.extend(sidebar(tab)?);
    found.extend(folds(tab)?);
    found.extend(strips(tab, path)?);
    tab.settle()?;
    found.extend(overflow(tab, WINDOW)?);
    found.extend(axe(tab, "html", Rules::All)?);

    found.extend(theme(tab)?);
    tab.settle()?;
    found.extend(in_the_dark(axe(tab, "html", Rules::Colours)?));
    if has_folds {
        tab.evaluate("look.setFolds(false)")?;
        found.extend(in_the_dark(axe(tab, "details", Rules::Colours)?));
        tab.evaluate("look.setFolds(true)")?;
    }

    tab.size(PHONE.0, PHONE.1)?;
    tab.settle()?;
    found.extend(overflow(tab, PHONE)?);
    found.extend(scrolling(tab, path)?);
    tab.size(WINDOW.0, WINDOW.1)?;
    found.extend(tab.troubles());
    found.extend(turning(tab)?);
    Ok(found)
}

/// The checks of the book on one page, which is there to be printed: it loads, with
/// all its diagrams, and fits. Everything on it is looked at on its own page.
///
/// # Errors
///
/// When it can't be looked at.
pub fn check_print(tab: &mut Tab, path: &str, _: Depth) -> Result<Vec<String>, String> {
    tab.size(WINDOW.0, WINDOW.1)?;
    tab.open(path)?;
    tab.evaluate(LOOK)?;
    let mut found = overflow(tab, WINDOW)?;
    found.extend(tab.troubles());
    Ok(found)
}

/// The checks of a page that isn't one of mdBook's: the list of the decks, and the
/// contents that stand in a frame where a browser runs no scripts.
///
/// # Errors
///
/// When it can't be looked at.
pub fn check_other(tab: &mut Tab, path: &str, _: Depth) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    tab.size(WINDOW.0, WINDOW.1)?;
    tab.open(path)?;
    tab.evaluate(LOOK)?;
    found.extend(overflow(tab, WINDOW)?);
    let is_frame = path == "/toc.html";
    if !is_frame {
        found.extend(axe::violations(tab, "html", Rules::All)?);
        tab.evaluate("document.documentElement.classList.replace('light', 'navy')")?;
        found.extend(in_the_dark(axe::violations(tab, "html", Rules::Colours)?));
    }
    tab.size(PHONE.0, PHONE.1)?;
    found.extend(overflow(tab, PHONE)?);
    // A frame has no icon, and nobody opens it by itself.
    let icon = format!("failed request: 404 for http://{}/favicon.ico", tab.host());
    found.extend(
        tab.troubles()
            .into_iter()
            .filter(|trouble| !is_frame || *trouble != icon),
    );
    Ok(found)
}

/// The switch of the sidebar works by keyboard.
fn sidebar(tab: &Tab) -> Result<Vec<String>, String> {
    const IS_OPEN: &str = "document.documentElement.classList.contains('sidebar-visible')";
    let mut found = Vec::new();
    let button = "document.getElementById('mdbook-sidebar-toggle')";
    for key in ["Enter", " "] {
        let before = tab.evaluate(IS_OPEN)?;
        tab.evaluate(&format!("{button}.focus()"))?;
        tab.press(key)?;
        if tab.evaluate(IS_OPEN)? == before {
            found.push(format!("sidebar: the key {key:?} does nothing"));
        }
    }
    Ok(found)
}

/// The arrow keys scroll a wide box that has the focus, and leave the page alone.
fn scrolling(tab: &Tab, path: &str) -> Result<Vec<String>, String> {
    if tab.evaluate("look.focusWide()")? != true {
        return Ok(Vec::new());
    }
    tab.press("ArrowRight")?;
    let scrolled = tab.until(
        "scrolling by the arrow key",
        &format!("location.pathname !== {path:?} || look.scrolled()"),
    );
    let here = tab.evaluate("location.pathname")?;
    if text(&here) != path {
        return Err(format!(
            "scrolling: the arrow key leads from a wide box to {here}"
        ));
    }
    Ok(scrolled
        .err()
        .map(|problem| format!("scrolling: {problem}"))
        .into_iter()
        .collect())
}

/// Each answer opens and closes by both keys.
fn folds(tab: &Tab) -> Result<Vec<String>, String> {
    let count = tab.evaluate("look.folds()")?.as_u64().unwrap_or(0);
    let mut found = Vec::new();
    for fold in 0..count {
        let is_open = || tab.evaluate(&format!("look.isOpen({fold})"));
        if tab.evaluate(&format!("look.focusFold({fold})"))? != true {
            found.push(format!(
                "fold {fold}: the keyboard doesn't reach its question"
            ));
            continue;
        }
        let mut state = is_open()?;
        for key in ["Enter", " ", "Enter", " "] {
            // What is open already is closed first, so that it ends open too.
            tab.press(key)?;
            let next = is_open()?;
            if next == state {
                found.push(format!("fold {fold}: the key {key:?} does nothing"));
                break;
            }
            state = next;
            if state == true && key == "Enter" {
                break;
            }
        }
        if state != true {
            tab.press("Enter")?;
        }
    }
    // What didn't open by keyboard is opened for the other checks.
    tab.evaluate("look.setFolds(true)")?;
    Ok(found)
}

/// Each strip switches by keyboard through all its versions, and by click.
fn strips(tab: &mut Tab, path: &str) -> Result<Vec<String>, String> {
    let count = tab.evaluate("look.strips()")?.as_u64().unwrap_or(0);
    let mut found = Vec::new();
    for strip in 0..count {
        if let Err(problem) = switch(tab, strip) {
            found.push(format!("strip {strip}: {problem}"));
        }
    }
    let here = tab.evaluate("location.pathname")?;
    if text(&here) != path {
        return Err(format!("the keys of a strip lead away to {here}"));
    }
    Ok(found)
}

fn switch(tab: &Tab, strip: u64) -> Result<(), String> {
    let state = || tab.evaluate(&format!("look.strip({strip})"));
    if tab.evaluate(&format!("look.focusStrip({strip})"))? != true {
        return Err("the keyboard doesn't reach it".to_owned());
    }
    let first = state()?;
    let cells = first["cells"].as_u64().unwrap_or(0);
    let mut seen: Vec<Value> = Vec::new();
    for _ in 0..cells {
        let before = state()?;
        tab.press("ArrowRight")?;
        let now = state()?;
        if cells > 1 && now["version"] == before["version"] {
            return Err("the arrow key chooses no other version".to_owned());
        }
        agrees(&now)?;
        seen.push(now["chosen"].clone());
    }
    let outputs = first["outputs"].as_array().cloned().unwrap_or_default();
    if let Some(never) = outputs.iter().find(|output| !seen.contains(output)) {
        return Err(format!("no key leads to output {never}"));
    }
    let wanted = tab.evaluate(&format!("look.markCell({strip})"))?;
    if !wanted.is_null() {
        tab.click("[data-look]")?;
        let now = state()?;
        if now["chosen"] != wanted {
            return Err(format!(
                "a click chooses {} instead of {wanted}",
                now["chosen"]
            ));
        }
        agrees(&now)?;
    }
    Ok(())
}

/// The output that can be seen is the one of the version that is chosen.
fn agrees(state: &Value) -> Result<(), String> {
    let expected = if state["together"] == true {
        state["outputs"].clone()
    } else {
        vec![state["chosen"].clone()].into()
    };
    if state["seen"] == expected {
        Ok(())
    } else {
        Err(format!(
            "with {} chosen the outputs {} are shown instead of {expected}",
            state["version"], state["seen"]
        ))
    }
}

fn overflow(tab: &Tab, (width, _): (u32, u32)) -> Result<Vec<String>, String> {
    let found = tab.evaluate("look.overflow()")?;
    Ok(found
        .as_array()
        .into_iter()
        .flatten()
        .map(|problem| format!("overflow at {width}: {}", text(problem)))
        .collect())
}

/// The menu changes the theme from light to navy.
fn theme(tab: &Tab) -> Result<Vec<String>, String> {
    let is = |state: &Value, class: &str| {
        text(&state["classes"])
            .split_whitespace()
            .any(|word| word == class)
    };
    let light = tab.evaluate("look.theme()")?;
    let mut found = Vec::new();
    if !is(&light, "light") {
        found.push(format!("theme: it begins as {}", light["classes"]));
    }
    for button in ["#mdbook-theme-toggle", "#mdbook-theme-navy"] {
        if let Err(problem) = tab.click(button) {
            found.push(format!("theme: {problem}"));
        }
    }
    let dark = tab.evaluate("look.theme()")?;
    if !is(&dark, "navy") || dark["paper"] == light["paper"] {
        found.push(format!("theme: a click on navy makes it {dark}"));
        // The other checks of the dark theme are made all the same.
        tab.evaluate("document.documentElement.classList.replace('light', 'navy')")?;
    }
    tab.press("Escape")?;
    Ok(found)
}

fn in_the_dark(problems: Vec<String>) -> Vec<String> {
    problems
        .into_iter()
        .map(|problem| problem.replacen("axe:", "axe, navy:", 1))
        .collect()
}

/// The arrow keys turn the page. This leaves it.
fn turning(tab: &mut Tab) -> Result<Vec<String>, String> {
    let back = tab.evaluate("look.way('previous')")?;
    let on = tab.evaluate("look.way('next')")?;
    let (key, goal) = match (on.as_str(), back.as_str()) {
        (Some(goal), _) => ("ArrowRight", goal),
        (None, Some(goal)) => ("ArrowLeft", goal),
        (None, None) => return Ok(Vec::new()),
    };
    tab.evaluate("document.activeElement.blur()")?;
    tab.press(key)?;
    Ok(tab
        .arrive(goal)
        .err()
        .map(|problem| format!("turning: {key}: {problem}"))
        .into_iter()
        .collect())
}
