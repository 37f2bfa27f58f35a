//! What axe-core finds wrong: text that is too faint, pictures without text,
//! controls without a name, and a hundred things more.

use serde_json::Value;

use super::tab::{NOWHERE, Tab};

const AXE: &str = include_str!("../../vendor/axe.min.js");

/// How many elements are named for each rule that is broken.
const NAMED: usize = 4;

/// Which rules are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    /// All of them.
    All,
    /// Those whose answer a theme can change.
    Colours,
}

/// A script for each page before its own scripts: axe, ready to be asked.
pub fn on_new_pages() -> String {
    format!("if (window === top && location.pathname !== '/{NOWHERE}') {{\n{AXE}\n}}")
}

/// The serious and critical violations in the element that a selector finds,
/// one to an entry.
///
/// # Errors
///
/// When axe can't be run, or checked nothing.
pub fn violations(tab: &Tab, selector: &str, rules: Rules) -> Result<Vec<String>, String> {
    let only = match rules {
        Rules::All => "{}",
        Rules::Colours => "{ runOnly: ['color-contrast', 'link-in-text-block'] }",
    };
    let found = tab.evaluate(&format!(
        "window.axe.run({selector:?}, {{ resultTypes: ['violations'], ...{only} }}).then(found => ({{
            checked: found.passes.length + found.violations.length + found.incomplete.length,
            violations: found.violations
                .filter(violation => ['serious', 'critical'].includes(violation.impact))
                .map(violation => `axe: ${{violation.id}} (${{violation.impact}}): ${{violation.help}}: `
                    + `${{violation.nodes.length}} elements`
                    + violation.nodes.slice(0, {NAMED}).map(node => '\\n    ' + node.target.join(' ')
                        + '\\n      ' + node.html.slice(0, 160).replaceAll('\\n', ' ')
                        + '\\n      ' + node.failureSummary.split('\\n').slice(1).join(' ').trim()).join('')),
        }}))"
    ))?;
    if found["checked"].as_u64().unwrap_or(0) == 0 {
        return Err(format!("axe found nothing to check in {selector}"));
    }
    Ok(found["violations"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect())
}
