//! The published scenario with what is laid over it so far.

use super::laid::Laid;
use super::months::known;
use super::walk::Known;
use model::calendar::Month;
use model::document::{InMemory, toml_text};
use model::scenario::{Scenario, read};
use model::service::Service;

/// What a draft is laid over.
pub(super) struct Ground<'a> {
    /// The published scenario.
    pub(super) text: &'a str,
    /// The month at whose end the draft begins.
    pub(super) start: Month,
}

/// The name of the published scenario for whoever reads the two together.
const PUBLISHED: &str = "published.toml";
const OVER_IT: &str = "own.toml";

impl Ground<'_> {
    /// The scenario; none if what is laid over it makes it none.
    pub(super) fn with(&self, laid: &Laid) -> Option<Scenario> {
        let head = format!("extends = {}\nstart = {}\n", toml_text(PUBLISHED), self.start.last_day());
        let files = InMemory::default().with(PUBLISHED, self.text).with(OVER_IT, head + &laid.toml());
        read(OVER_IT.as_ref(), &files).scenario
    }

    /// The same by the percentiles of its numbers.
    pub(super) fn known(&self, laid: &Laid) -> Option<Service<Known>> {
        self.with(laid).map(|scenario| known(&scenario.service))
    }
}
