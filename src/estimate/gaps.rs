//! Filling the gaps of the template.

use std::collections::BTreeMap;

/// Texts for the gaps, by name.
#[derive(Default)]
pub(super) struct Gaps {
    texts: BTreeMap<&'static str, String>,
}

impl Gaps {
    /// Sets the text for a gap.
    pub(super) fn set(&mut self, name: &'static str, text: impl Into<String>) {
        let before = self.texts.insert(name, text.into());
        debug_assert!(before.is_none(), "{name} is set twice");
    }

    /// The template with its gaps filled. A gap is `{{name}}`; texts are put in as they are.
    pub(super) fn fill(&self, template: &str) -> String {
        let mut filled = String::with_capacity(2 * template.len());
        let mut rest = template;
        while let Some((before, after)) = rest.split_once("{{") {
            let (name, after) = after.split_once("}}").expect("the template closes its gaps");
            let text = self.texts.get(name);
            filled.push_str(before);
            filled.push_str(text.unwrap_or_else(|| panic!("the template's gap {name} has a text")));
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}
