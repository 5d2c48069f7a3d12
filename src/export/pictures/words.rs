//! What the words of all charts have in common.

use crate::export::Run;
use crate::export::readable::whole;

/// Where a chart comes from.
pub(super) fn source(run: &Run<'_>, has_history: bool) -> String {
    let layers = if run.varies_in_all_layers() {
        String::new()
    } else {
        format!(" Only {} varied between trials.", run.layers().join(" and "))
    };
    let published = if has_history { " Published values as given in the scenario." } else { "" };
    format!(
        "Source: Staffcast {}, scenario \u{201c}{}\u{201d}, {} trials, seed {}.{layers}{published}",
        env!("CARGO_PKG_VERSION"),
        run.scenario.service.title,
        whole(run.settings.trials.into()),
        run.settings.seed,
    )
}
