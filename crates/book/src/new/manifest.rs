//! A new crate's place in the manifests that name every companion crate.

/// The workspace's manifest with the crate among its dependencies, or `None`
/// where there is no such table, or the crate is there.
pub fn add_workspace_crate(text: &str, name: &str) -> Option<String> {
    add(
        text,
        "[workspace.dependencies]",
        name,
        &format!("{name} = {{ path = \"crates/{name}\" }}"),
    )
}

/// A package's manifest with the crate among its dependencies, likewise.
pub fn add_dependency(text: &str, name: &str) -> Option<String> {
    add(
        text,
        "[dependencies]",
        name,
        &format!("{name}.workspace = true"),
    )
}

/// Puts a line at the end of the table's first run of lines: where the crates
/// of this workspace stand.
fn add(text: &str, table: &str, name: &str, entry: &str) -> Option<String> {
    let mut lines: Vec<&str> = text.lines().collect();
    let start = lines.iter().position(|line| line.trim() == table)? + 1;
    let end = lines[start..]
        .iter()
        .position(|line| line.trim_start().starts_with('['))
        .map_or(lines.len(), |at| start + at);
    let same = |line: &&str| {
        line.strip_prefix(name)
            .is_some_and(|rest| rest.starts_with(['.', ' ', '=']))
    };
    if lines[start..end].iter().any(same) {
        return None;
    }
    let ours =
        |line: &&str| line.contains(".workspace = true") || line.contains("path = \"crates/");
    let at = lines[start..end]
        .iter()
        .rposition(ours)
        .map_or(start, |last| start + last + 1);
    lines.insert(at, entry);
    Some(lines.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_is_added_behind_its_kin_once() {
        let text = "[workspace]\nmembers = []\n\n[workspace.dependencies]\na = { path = \"crates/a\" }\n\nserde = \"1\"\n\n[lints]\n";
        let with = "[workspace]\nmembers = []\n\n[workspace.dependencies]\na = { path = \"crates/a\" }\nb = { path = \"crates/b\" }\n\nserde = \"1\"\n\n[lints]\n";
        assert_eq!(add_workspace_crate(text, "b").as_deref(), Some(with));
        assert_eq!(add_workspace_crate(with, "b"), None);
        assert_eq!(
            add_dependency("[dependencies]\nab.workspace = true\nsyn = \"2\"\n", "a").as_deref(),
            Some("[dependencies]\nab.workspace = true\na.workspace = true\nsyn = \"2\"\n")
        );
        assert_eq!(add_dependency("[package]\n", "a"), None);
    }
}
