//! Code in a fence that nothing inside it can end.

/// A fenced block: `info` after the backticks, then `code`.
pub fn fence(info: &str, code: &str) -> String {
    let ticks = "`".repeat(longest_run(code).max(2) + 1);
    let newline = if code.is_empty() || code.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    format!("{ticks}{info}\n{code}{newline}{ticks}\n")
}

/// The length of the longest run of backticks.
fn longest_run(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// Rust code in which no line is hidden.
///
/// mdBook hides a line that begins with `# `; a doubled `#` stands for one that is shown.
pub fn all_shown(code: &str) -> String {
    code.split_inclusive('\n')
        .map(|line| {
            let rest = line.trim_start_matches([' ', '\t']);
            let (space, text) = line.split_at(line.len() - rest.len());
            let after = text
                .strip_prefix('#')
                .map(|text| text.trim_end_matches(['\r', '\n']));
            match after {
                Some(after) if after.is_empty() || after.starts_with([' ', '#']) => {
                    format!("{space}#{text}")
                }
                _ => line.to_owned(),
            }
        })
        .collect()
}
