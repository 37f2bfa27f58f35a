//! What goes from page to page: choices that are remembered, the search, and the
//! book without scripts.

use super::tab::Tab;

type Outcome = Result<Vec<String>, String>;

/// A test of the book as a whole, and its name. It begins at a page with a strip.
type Test = (&'static str, fn(&mut Tab, &str) -> Outcome);

/// All of them.
pub const ALL: &[Test] = &[
    (
        "a version that is chosen stays chosen on the next page",
        version,
    ),
    (
        "a theme that is chosen by keyboard stays on the next page",
        theme,
    ),
    (
        "the search finds a word and leads to it by keyboard",
        search,
    ),
    ("the book can be read without scripts", without_scripts),
];

const CHOSEN: &str = "document.querySelector('.lm-strip input:checked').value";

fn version(tab: &mut Tab, page: &str) -> Outcome {
    tab.size(1280, 800)?;
    tab.open(page)?;
    let newest = tab.evaluate(CHOSEN)?;
    tab.evaluate("document.querySelector('.lm-strip input:checked').focus()")?;
    tab.press("ArrowLeft")?;
    let chosen = tab.evaluate(CHOSEN)?;
    tab.reopen(page)?;
    let kept = tab.evaluate(CHOSEN)?;
    let mut found = tab.troubles();
    if chosen == newest || kept != chosen {
        found.push(format!(
            "from {newest} the key leads to {chosen}, and the page comes back with {kept}"
        ));
    }
    Ok(found)
}

fn theme(tab: &mut Tab, page: &str) -> Outcome {
    tab.size(1280, 800)?;
    tab.open(page)?;
    tab.evaluate("document.getElementById('mdbook-theme-toggle').focus()")?;
    tab.press("Enter")?;
    // The menu begins at the theme of the page.
    let mut names = Vec::new();
    for _ in 0..8 {
        let name = tab.evaluate("document.activeElement.id")?;
        if name == "mdbook-theme-navy" {
            break;
        }
        names.push(name);
        tab.press("ArrowDown")?;
    }
    tab.press("Enter")?;
    tab.reopen(page)?;
    let mut found = tab.troubles();
    if tab.evaluate("document.documentElement.classList.contains('navy')")? != true {
        found.push(format!(
            "the keys lead through {names:?}, and the page isn't navy"
        ));
    }
    Ok(found)
}

fn search(tab: &mut Tab, page: &str) -> Outcome {
    const FIRST: &str = "document.querySelector('#mdbook-searchresults a')";
    tab.size(1280, 800)?;
    tab.open(page)?;
    tab.press("s")?;
    tab.until(
        "the search field taking the focus",
        "document.activeElement.id === 'mdbook-searchbar'",
    )?;
    tab.write("finalizer")?;
    tab.until("finding a word", &format!("{FIRST} !== null"))?;
    let goal = tab.evaluate(&format!("{FIRST}.href"))?;
    tab.press("ArrowDown")?;
    tab.press("Enter")?;
    tab.until(
        "going to what was found",
        "document.body !== null && document.body.innerText.toLowerCase().includes('finalizer') && location.search !== ''",
    )?;
    tab.settle()?;
    let here = tab.evaluate("location.href")?;
    let mut found = tab.troubles();
    if here != goal {
        found.push(format!("the key leads to {here} instead of {goal}"));
    }
    Ok(found)
}

/// Every output is still to be had, by the strips or all at once, and nothing is lost.
fn without_scripts(tab: &mut Tab, page: &str) -> Outcome {
    tab.scripts(false)?;
    let outcome = read_without_scripts(tab, page);
    tab.scripts(true)?;
    outcome
}

fn read_without_scripts(tab: &mut Tab, page: &str) -> Outcome {
    let mut found = Vec::new();
    for width in [1280, 390] {
        tab.size(width, 800)?;
        tab.open(page)?;
        found.extend(tab.troubles());
        let wide = tab.evaluate("document.documentElement.scrollWidth")?;
        if wide.as_u64() > Some(width.into()) {
            found.push(format!("overflow at {width}: {wide} px"));
        }
        // The frame loads after the page that it is in.
        let listed = tab.until(
            "a link in the frame of the contents",
            "Array.from(document.querySelectorAll('iframe')).some(frame =>
                frame.contentDocument?.querySelector('a') != null)",
        );
        found.extend(listed.err());
    }
    let button = "document.querySelector('.lm-strip input:not(:checked)')";
    let seen = "Array.from(document.querySelector('.lm-differs').querySelectorAll(':scope > .lm-output'))
        .filter(output => output.getClientRects().length > 0).map(output => output.dataset.out).join()";
    let chosen = tab.evaluate(&format!(
        "{button}.checked = true; document.querySelector('.lm-strip input:checked').dataset.out"
    ))?;
    let shown = tab.evaluate(seen)?;
    if shown != chosen {
        found.push(format!("with {chosen} chosen {shown} is shown"));
    }
    Ok(found)
}
