//! The checks of one deck of slides.

use serde_json::Value;

use super::Depth;
use super::axe::{self, Rules};
use super::chromium::text;
use super::tab::Tab;

const LOOK: &str = include_str!("js/deck.js");

/// The sizes of two projectors.
const SMALL: (u32, u32) = (1280, 720);
const LARGE: (u32, u32) = (1920, 1080);

/// More keys than a deck takes.
const MOST_KEYS: usize = 2000;

/// Everything that is wrong with the deck at a path; one problem to an entry.
///
/// The deck is gone through twice: on in light on the small projector, and back in
/// the dark on the large one.
///
/// # Errors
///
/// When the deck can't be looked at.
pub fn check(tab: &mut Tab, path: &str, depth: Depth) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    tab.size(SMALL.0, SMALL.1)?;
    tab.open(path)?;
    tab.until(
        "the start of reveal.js",
        "globalThis.Reveal?.isReady() === true",
    )?;
    tab.evaluate(LOOK)?;
    let axe = |tab: &Tab, selector: &str, rules: Rules| match depth {
        Depth::Whole => axe::violations(tab, selector, rules),
        Depth::Quick => Ok(Vec::new()),
    };
    found.extend(axe(tab, "html", Rules::All)?);

    let slides = tab.evaluate("look.slides()")?.as_u64().unwrap_or(0);
    let walked = walk(tab, "PageDown", &mut found, |tab| {
        let mut found = lines("overflow at 1280×720", tab.evaluate("look.overflow()")?);
        found.extend(lines("small", tab.evaluate("look.small()")?));
        found.extend(lines("", versions(tab)?));
        found.extend(axe(tab, ".reveal", Rules::Colours)?);
        Ok(found)
    })?;
    if walked != slides {
        found.push(format!(
            "keys: PageDown goes through {walked} of {slides} slides"
        ));
    }
    found.extend(notes(tab)?);

    tab.press("d")?;
    if tab.evaluate("look.isDark()")? != true {
        found.push("theme: the key D doesn't make it dark".to_owned());
        tab.evaluate("document.documentElement.classList.replace('light', 'navy')")?;
    }
    tab.size(LARGE.0, LARGE.1)?;
    // Opening the speaker's window begins the slide anew: reveal.js reads the address, which names no fragment.
    for _ in 0..MOST_KEYS {
        let state = tab.evaluate("look.state()")?;
        if state["revealed"] == state["fragments"] {
            break;
        }
        tab.press("PageDown")?;
    }
    let walked = walk(tab, "PageUp", &mut found, |tab| {
        let mut found = lines("overflow at 1920×1080", tab.evaluate("look.overflow()")?);
        let faint = axe(tab, ".reveal", Rules::Colours)?;
        found.extend(
            faint
                .iter()
                .map(|line| line.replacen("axe:", "axe, navy:", 1)),
        );
        Ok(found)
    })?;
    if walked != slides {
        found.push(format!(
            "keys: PageUp goes through {walked} of {slides} slides"
        ));
    }
    found.extend(tab.troubles());
    Ok(found)
}

/// Presses a key until nothing changes any more, and looks at each slide when all of
/// it is there. Gives the number of slides met.
fn walk(
    tab: &Tab,
    key: &str,
    found: &mut Vec<String>,
    look: impl Fn(&Tab) -> Result<Vec<String>, String>,
) -> Result<u64, String> {
    let mut looked: Vec<Value> = Vec::new();
    for _ in 0..MOST_KEYS {
        tab.until("drawing the slide", "look.rest()")?;
        let state = tab.evaluate("look.state()")?;
        if state["revealed"] != state["seen"] {
            let place = tab.evaluate("look.where()")?;
            found.push(format!(
                "fragments: {}: {} are shown, and {} should be",
                text(&place),
                state["seen"],
                state["revealed"]
            ));
        }
        if state["revealed"] == state["fragments"] && !looked.contains(&state["place"]) {
            looked.push(state["place"].clone());
            found.extend(look(tab)?);
        }
        tab.press(key)?;
        let next = tab.evaluate("look.state()")?;
        let (place, revealed) = (&next["place"], next["revealed"].as_i64());
        if *place == state["place"] {
            let step = revealed.unwrap_or(0) - state["revealed"].as_i64().unwrap_or(0);
            if step == 0 {
                return Ok(looked.len().try_into().unwrap_or(u64::MAX));
            }
        } else if key == "PageDown" && state["revealed"] != state["fragments"] {
            found.push(format!(
                "fragments: {key} leaves {state} before all is shown"
            ));
        } else if key == "PageDown" && revealed != Some(0) {
            found.push(format!("fragments: {next} tells before it asks"));
        }
    }
    Err(format!("{MOST_KEYS} presses of {key} don't lead to an end"))
}

/// Each other output that the slide's strip can show fits as well.
fn versions(tab: &Tab) -> Result<Value, String> {
    let outputs = tab.evaluate("look.state().outputs")?.as_u64().unwrap_or(0);
    let mut found = Vec::new();
    for _ in 1..outputs {
        let before = tab.evaluate("look.output()")?;
        tab.press("v")?;
        if tab.evaluate("look.output()")? == before {
            let place = tab.evaluate("look.where()")?;
            found.push(
                format!(
                    "versions: {}: the key V shows no other output",
                    text(&place)
                )
                .into(),
            );
            break;
        }
        if let Value::Array(problems) = tab.evaluate("look.overflow()")? {
            found.extend(
                problems
                    .iter()
                    .map(|problem| Value::from(format!("overflow at 1280×720: {}", text(problem)))),
            );
        }
    }
    Ok(found.into())
}

/// The speaker's window opens by key, and has the notes of the slide.
fn notes(tab: &mut Tab) -> Result<Vec<String>, String> {
    tab.press("s")?;
    let window = match tab.popup() {
        Ok(window) => window,
        Err(problem) => return Ok(vec![format!("notes: the key S: {problem}")]),
    };
    let words = tab.evaluate("look.state().words")?;
    let shown = window.until(
        "showing the notes of the slide",
        &format!(
            "(document.querySelector('.speaker-controls-notes .value')?.textContent ?? '')
                .trim().replace(/\\s+/g, ' ') === {words}"
        ),
    );
    window.close()?;
    Ok(shown
        .err()
        .map(|problem| format!("notes: {problem}"))
        .into_iter()
        .collect())
}

/// The lines of a list, each behind the name of its check.
fn lines(name: &str, list: Value) -> Vec<String> {
    let Value::Array(list) = list else {
        return Vec::new();
    };
    list.iter()
        .map(|line| match name {
            "" => text(line).to_owned(),
            name => format!("{name}: {}", text(line)),
        })
        .collect()
}
