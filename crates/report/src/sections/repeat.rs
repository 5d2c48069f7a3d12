//! How anyone can repeat the run and trace its figures.

use crate::manifest::{MANIFEST, repeat_with};
use crate::{Run, SCENARIO};
use model::readable::whole;
use paper::{Block, Section};

/// The section.
pub(crate) fn section(run: &Run<'_>) -> Section {
    let service = &run.scenario.service;
    Section::new(
        "repeat",
        "How to repeat this",
        vec![
            Block::Paragraph(format!(
                "Made by Staffcast {} from the scenario \u{201c}{}\u{201d}: {} months from {}, {} trials, seed {}. The same \
                 scenario, seed, number of trials and version give the same files, byte for byte. In the folder of the run:",
                env!("CARGO_PKG_VERSION"),
                service.title,
                service.months.0,
                service.start.0.long_name(),
                whole(run.settings.trials.into()),
                run.settings.seed
            )),
            Block::Code(repeat_with(run)),
            Block::Paragraph(format!(
                "Every figure of this report is made from the csv files and {SCENARIO} of that folder; {MANIFEST} has a fingerprint \
                 of each file. The equations and their sources stand in docs/model.md of the program.",
            )),
        ],
    )
}
