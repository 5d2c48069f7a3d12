//! Which charts are made of a run, for what, and what their titles say.

use serde::{Deserialize, Serialize};

use chart::Size;
use model::document::nearest;
use model::measure;
use model::service::Service;
use model::uncertain::Uncertain;

/// What the titles of charts say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Titles {
    /// What is found, made from the numbers: "... is likely to rise, from 18.7 to 21.2".
    #[default]
    Finding,
    /// What is shown, and no more.
    Neutral,
}

/// How the charts of a run are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChartOptions {
    /// What their titles say.
    pub titles: Titles,
    /// For what they are made.
    pub size: Size,
    /// The ids of the measures that have charts; the usual ones unless given.
    pub measures: Option<Vec<String>>,
}

/// A measure was asked for that no run of the scenario has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownMeasure {
    /// What was asked for.
    pub asked: String,
    /// The one that was probably meant.
    pub nearest: Option<String>,
    /// All that there are.
    pub known: Vec<String>,
}

impl ChartOptions {
    /// Whether runs of a service have every measure that is asked for.
    ///
    /// # Errors
    ///
    /// If one is unknown: the first of them.
    pub fn check(&self, service: &Service<Uncertain>) -> Result<(), UnknownMeasure> {
        let known = measure::ids(service);
        let asked = self.measures.iter().flatten().find(|asked| !known.contains(asked));
        let Some(asked) = asked.cloned() else { return Ok(()) };
        let nearest = nearest(&asked, known.iter().map(String::as_str)).map(str::to_owned);
        Err(UnknownMeasure { asked, nearest, known })
    }

    /// The arguments of the command line that ask for them; nothing for the usual charts.
    pub(super) fn arguments(&self) -> String {
        // A new field will not compile until it is written.
        let Self { titles, size, measures } = self;
        let mut text = String::new();
        if let Some(measures) = measures {
            text.push_str(" --chart ");
            text.push_str(&measures.join(","));
        }
        if *titles == Titles::Neutral {
            text.push_str(" --neutral-titles");
        }
        if *size != Size::default() {
            text.push_str(" --chart-size ");
            text.push_str(size.name());
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    fn charts(measures: &[&str]) -> ChartOptions {
        let measures = measures.iter().map(|measure| (*measure).to_owned()).collect();
        ChartOptions { measures: Some(measures), ..ChartOptions::default() }
    }

    #[test]
    fn a_measure_that_no_run_has_is_told_with_the_nearest() {
        let sample = Sample::new();
        let service = &sample.scenario.service;
        let stage = service.stage.names().next().unwrap();
        assert_eq!(charts(&["caseload", &format!("open_cases.{stage}")]).check(service), Ok(()));
        assert_eq!(ChartOptions::default().check(service), Ok(()));
        let unknown = charts(&["caseload", "vacancy_rat"]).check(service).unwrap_err();
        assert_eq!(
            (unknown.asked.as_str(), unknown.nearest.as_deref()),
            ("vacancy_rat", Some("vacancy_rate"))
        );
        assert!(unknown.known.contains(&format!("open_cases.{stage}")));
        assert_eq!(charts(&["weather"]).check(service).unwrap_err().nearest, None);
    }

    #[test]
    fn only_what_is_unusual_is_an_argument() {
        assert_eq!(ChartOptions::default().arguments(), "");
        let all =
            ChartOptions { titles: Titles::Neutral, size: Size::Web, ..charts(&["caseload", "cost.total"]) };
        let text = " --chart caseload,cost.total --neutral-titles --chart-size web";
        assert_eq!(all.arguments(), text);
    }
}
