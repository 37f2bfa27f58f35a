//! What the page and the files in `theme/` must agree on.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::python::CHOICES;

fn theme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../theme")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files of a folder of the theme, by name.
fn files(folder: &str) -> BTreeSet<String> {
    let folder = theme().join(folder);
    fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| {
            let name = entry.expect("an entry").file_name();
            name.to_string_lossy().into_owned()
        })
        .collect()
}

/// Each style sheet and script of ours, with its name.
fn ours() -> Vec<(String, String)> {
    ["css", "js"]
        .into_iter()
        .flat_map(|folder| {
            files(folder).into_iter().map(move |name| {
                let text = read(&theme().join(folder).join(&name));
                (name, text)
            })
        })
        .chain(
            [
                "fonts/fonts.css",
                "slides/deck.css",
                "slides/deck.js",
                "slides/colours.js",
                // Borrowed, and the only sheet of reveal.js that a deck loads.
                "slides/reveal.css",
            ]
            .map(|path| (path.to_owned(), read(&theme().join(path)))),
        )
        .collect()
}

#[test]
fn every_borrowed_file_is_named_with_its_licence_and_none_is_missing() {
    let vendored = read(&theme().join("VENDORED.md"));
    // What this book made itself.
    let ours = ["fonts.css", "deck.css", "deck.js", "colours.js"];
    let (fonts, slides) = vendored
        .split_once("theme/slides/")
        .expect("a table for each folder");
    for (folder, text) in [("fonts", fonts), ("slides", slides)] {
        let named: BTreeSet<String> = text
            .lines()
            .filter(|line| line.starts_with("| `"))
            .flat_map(|line| line.split('`').skip(1).step_by(2).skip(1))
            .filter(|name| !name.contains('/') && name.contains('.'))
            .map(str::to_owned)
            .collect();
        let mut there = files(folder);
        there.retain(|name| !ours.contains(&name.as_str()));
        assert_eq!(named, there, "{folder}");
    }
}

#[test]
fn nothing_is_loaded_from_another_host() {
    for (name, text) in ours() {
        // The one address that names a language and is never fetched.
        let text = text.replace("http://www.w3.org/2000/svg", "");
        assert!(!text.contains("//fonts."), "{name}");
        for scheme in ["http:", "https:", "url(//", "url('//", "url(\"//"] {
            assert!(!text.contains(scheme), "{name} has {scheme}");
        }
    }
}

#[test]
fn every_file_that_a_style_or_script_asks_mdbook_for_is_there() {
    let mut asked = 0;
    for (name, text) in ours() {
        for wanted in text.split("{{ resource \"").skip(1) {
            let wanted = wanted.split('"').next().unwrap_or_default();
            assert!(theme().join(wanted).is_file(), "{name} asks for {wanted}");
            asked += 1;
        }
    }
    assert!(asked > 1);
}

#[test]
fn no_style_sheet_of_ours_has_a_name_that_makes_mdbook_drop_its_own() {
    for name in files("css") {
        let taken = ["chrome.css", "general.css", "print.css", "variables.css"];
        assert!(!taken.contains(&name.as_str()), "{name}");
    }
}

#[test]
fn the_style_sheet_can_choose_each_output_that_a_strip_offers() {
    let css = read(&theme().join("css/blocks.css"));
    for text in 0..=CHOICES {
        let rule = format!(
            ".lm-differs:has(input[data-out=\"{text}\"]:checked) > .lm-output[data-out=\"{text}\"]"
        );
        assert_eq!(css.contains(&rule), text < CHOICES, "{rule}");
        let colour = format!("[data-out=\"{text}\"] {{ --lm-out:");
        let colours = css.contains(&colour) || css.contains(&format!("[data-out=\"{text}\"], "));
        assert_eq!(colours, text < CHOICES, "{colour}");
    }
}
