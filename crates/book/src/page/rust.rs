//! A Rust block: the code, and in words what becomes of it.

use blocks::{Expect, RustBlock};

use super::fence::fence;

/// The block's Markdown.
pub fn render(block: &RustBlock) -> String {
    let (class, fate) = fate(block);
    let code = fence("rust", &block.code);
    format!(
        "\n<div class=\"lm-rust lm-{class}\">\n\
         <p class=\"lm-bar\"><span class=\"lm-lang\">Rust</span> <span class=\"lm-fate\">{fate}</span></p>\n\n\
         {code}\n</div>\n"
    )
}

/// What becomes of the block: the name that the style sheets know it by, and words as HTML.
pub fn fate(block: &RustBlock) -> (&'static str, String) {
    match &block.expect {
        Expect::Run => ("runs", "compiled and run".to_owned()),
        Expect::Panic => ("panics", "compiled and run, and it panics".to_owned()),
        Expect::CompileFail(code) => (
            "refused",
            format!("does not compile: error <code>{code}</code>"),
        ),
    }
}
