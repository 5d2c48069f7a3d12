//! The measures of which there is one for each stage.

use super::{AxisBase, Measure, MeasureId, Unit, Yearly};

/// The id of the cases open in a stage.
pub fn id_of_stage(stage: &str) -> String {
    format!("{}.{stage}", MeasureId::OpenCases.name())
}

/// The id of the cases that enter a stage.
pub fn id_of_entries(stage: &str) -> String {
    format!("entries.{stage}")
}

/// The stage of a measure of which there is one for each, by its id.
pub fn stage_of(id: &str) -> Option<&str> {
    let (_, stage) = id.split_once('.')?;
    [id_of_stage(stage), id_of_entries(stage)].contains(&id.to_owned()).then_some(stage)
}

impl Measure {
    /// The cases open in one stage.
    pub fn open_cases_of(stage: &str, title: &str) -> Self {
        Self {
            id: id_of_stage(stage).into(),
            title: format!("Open cases: {title}").into(),
            short: "Open in the stage",
            subject: format!("Open cases ({title})").into(),
            noun: format!("number of cases in \u{201c}{title}\u{201d}").into(),
            is_plural: true,
            meaning: "Cases open in this stage at the end of each month, those that wait included",
            definition: "Cases open in this stage at the end of the month, those that wait for a worker included.",
            unit: Unit::Cases,
            axis: AxisBase::Fitted,
            yearly: Yearly::No,
            by_team: false,
            at_opening: true,
        }
    }

    /// The cases that enter one stage, such as children who become looked after.
    pub fn entries_to(stage: &str, title: &str) -> Self {
        Self {
            id: id_of_entries(stage).into(),
            title: format!("Entries: {title}").into(),
            short: "Entries to it",
            subject: format!("Entries ({title})").into(),
            noun: format!("number of entries to \u{201c}{title}\u{201d}").into(),
            is_plural: true,
            meaning: "Cases that enter this stage in each month, those that then wait for a worker included",
            definition: "Cases that enter this stage in the month, whether or not they wait for a worker then.",
            unit: Unit::Count,
            axis: AxisBase::Zero,
            yearly: Yearly::Sum,
            by_team: false,
            at_opening: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn every() -> Vec<Measure> {
        let of_service = MeasureId::ALL.iter().map(|id| id.measure().clone());
        let stage = ("assessment", "Assessment");
        let of_stage = [Measure::open_cases_of, Measure::entries_to].map(|of| of(stage.0, stage.1));
        of_service.chain(of_stage).collect()
    }

    #[test]
    fn every_measure_has_its_own_words() {
        let all = every();
        let words = |measure: &Measure| {
            let Measure { id, title, short, noun, meaning, definition, .. } = measure.clone();
            [&id, &title, short, &noun, meaning, definition].map(str::to_owned)
        };
        for at in 0..6 {
            let texts: BTreeSet<String> = all.iter().map(|measure| words(measure)[at].clone()).collect();
            assert_eq!(texts.len(), all.len(), "{texts:?}");
        }
        for measure in all {
            assert!(measure.definition.ends_with('.') && !measure.meaning.ends_with('.'), "{}", measure.id);
            assert!(measure.short.len() < 20, "{}", measure.short);
        }
    }

    #[test]
    fn flows_have_no_value_at_the_opening() {
        assert!(every().iter().all(|measure| measure.yearly == Yearly::No || !measure.at_opening));
    }
}
