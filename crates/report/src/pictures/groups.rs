//! Options in groups that one chart can show.

use crate::{Run, folder_name};
use chart::MOST_OPTIONS;
use model::summary::{Comparison, Summary};

/// Options that share their charts, and the baseline beside them.
pub(super) struct OptionGroup<'a> {
    /// What stands at the end of the names of its files: nothing for the first, then `-2`.
    suffix: String,
    pub(super) baseline: &'a Summary,
    /// At most four.
    pub(super) options: Vec<Compared<'a>>,
}

/// An option and what it changes.
#[derive(Clone, Copy)]
pub(super) struct Compared<'a> {
    pub(super) summary: &'a Summary,
    pub(super) comparison: &'a Comparison,
}

impl<'a> OptionGroup<'a> {
    /// The baseline without options.
    pub(super) fn alone(baseline: &'a Summary) -> Self {
        Self { suffix: String::new(), baseline, options: Vec::new() }
    }

    /// The baseline, then the options.
    pub(super) fn summaries(&self) -> impl Iterator<Item = &'a Summary> {
        [self.baseline].into_iter().chain(self.options.iter().map(|option| option.summary))
    }

    /// What the options change.
    pub(super) fn comparisons(&self) -> impl Iterator<Item = &'a Comparison> {
        self.options.iter().map(|option| option.comparison)
    }

    /// The name of a file of this group.
    pub(super) fn file(&self, name: &str) -> String {
        format!("{name}{}", self.suffix)
    }
}

/// The options of a run in their order, as many to a chart as it can tell apart
/// beside the baseline, and about as many to each; no group without options.
pub(super) fn groups<'a>(run: &Run<'a>) -> Vec<OptionGroup<'a>> {
    let results = run.results;
    let Some((baseline, options)) = results.summaries.split_first() else {
        return Vec::new();
    };
    let options: Vec<Compared> = options
        .iter()
        .zip(&results.comparisons)
        .map(|(summary, comparison)| Compared { summary, comparison })
        .collect();
    let charts = options.len().div_ceil(MOST_OPTIONS - 1).max(1);
    let chunks = options.chunks(options.len().div_ceil(charts).max(1)).enumerate();
    let suffix = |at| if at == 0 { String::new() } else { format!("-{}", at + 1) };
    chunks
        .map(|(at, options)| OptionGroup { suffix: suffix(at), baseline, options: options.to_vec() })
        .collect()
}

/// Names of options or measures as names of files, which not every disk tells
/// apart by case. Where files are compared, their names may be any.
pub(super) fn stems(names: &[&str]) -> Vec<String> {
    let mut stems: Vec<String> = Vec::new();
    for name in names {
        let own = folder_name(name);
        let numbered = (2..).map(|number| format!("{own}.{number}"));
        let is_free = |stem: &String| stems.iter().all(|other| !other.eq_ignore_ascii_case(stem));
        let free = [own.clone()].into_iter().chain(numbered).find(is_free);
        stems.extend(free);
    }
    stems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_options_have_the_same_file() {
        let (long, longer) = ("a".repeat(150), "a".repeat(151));
        let names = ["both", "Both", &long, "both.2", &longer, "BOTH", "plan: a/b"];
        let cut = "a".repeat(100);
        let wanted = ["both", "Both.2", &cut, "both.2.2", &format!("{cut}.2"), "BOTH.3", "plan_ a_b"];
        assert_eq!(stems(&names), wanted);
    }
}
