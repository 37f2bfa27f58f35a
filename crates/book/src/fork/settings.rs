//! `book.toml` and `SUMMARY.md` of a fork.

use std::fs;

use super::Source;
use super::manifest::quoted;
use crate::failure::Failure;

/// The book's `book.toml` with the chapter's title, and without what only the book has.
///
/// # Errors
///
/// When the book's can't be read.
pub fn book_toml(source: &Source) -> Result<String, Failure> {
    let file = source.book.root.join("book.toml");
    let text = fs::read_to_string(&file).map_err(|error| Failure::file(&file, &error))?;
    let description = format!(
        "A chapter of {}, to rewrite and to speak from",
        source.book_title
    );
    Ok(adapted(&text, &source.title, &description))
}

/// Goes by lines, so that the comments stay.
fn adapted(text: &str, title: &str, description: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut section = "";
    for line in text.lines() {
        let key = line.split_once('=').map_or("", |(key, _)| key.trim());
        if line.starts_with('[') {
            section = line.trim_end();
        }
        match (section, key) {
            ("[book]", "title") => lines.push(format!("title = {}", quoted(title))),
            ("[book]", "description") => {
                lines.push(format!("description = {}", quoted(description)));
            }
            // The crates lie elsewhere. What was said of them goes as well.
            ("[build]", "extra-watch-dirs") => {
                while lines.last().is_some_and(|last| last.starts_with('#')) {
                    lines.pop();
                }
            }
            // The fork has one package, which is the tool.
            (_, "command") => lines.push(line.replace(" --package book ", " ")),
            _ => lines.push(line.to_owned()),
        }
    }
    lines.join("\n") + "\n"
}

/// The chapter's lines of the book's `SUMMARY.md`, and the glossary.
///
/// # Errors
///
/// When the book's can't be read.
pub fn summary(source: &Source) -> Result<String, Failure> {
    let file = source.book.root.join(source.book.summary_file());
    let text = fs::read_to_string(&file).map_err(|error| Failure::file(&file, &error))?;
    let lines: Vec<&str> = text.lines().collect();
    let own: Vec<&str> = source
        .entries
        .iter()
        .filter_map(|entry| lines.get(entry.line - 1).copied())
        .collect();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let common = own.iter().map(|line| indent(line)).min().unwrap_or(0);
    let mut summary = "# Summary\n\n".to_owned();
    for line in own {
        let line = &line[common..];
        // A page before or behind the chapters has no dash; here it is the chapter.
        let dash = if line.starts_with('[') { "- " } else { "" };
        summary.push_str(&format!("{dash}{line}\n"));
    }
    if let Some(glossary) = &source.glossary {
        summary.push_str(&format!(
            "- [{}]({})\n",
            glossary.title,
            source.book.page_name(&glossary.file)
        ));
    }
    Ok(summary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_changes_only_where_it_must() {
        let text = "\
[book]
title = \"Old\"
description = \"Old too\"
# A comment.
src = \"src\"

[build]
create-missing = false
# Because of the crates.
extra-watch-dirs = [\"crates\"]

[preprocessor.blocks]
command = \"cargo run --quiet --package book -- plugin blocks\"
title = \"not the book's\"
";
        assert_eq!(
            adapted(text, "\"New\"", "D"),
            "\
[book]
title = \"\\\"New\\\"\"
description = \"D\"
# A comment.
src = \"src\"

[build]
create-missing = false

[preprocessor.blocks]
command = \"cargo run --quiet -- plugin blocks\"
title = \"not the book's\"
"
        );
    }
}
