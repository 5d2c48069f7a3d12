//! A run, or a comparison of scenarios: what is to be expected.

use std::sync::Arc;

use super::compare::{comparable, titles};
use super::study::check_charts;
use super::{Error, Job, RunAnswer, Trials, auto};
use model::engine::Model;
use model::ensemble::{Progress, Settings};
use model::scenario::Scenario;
use model::service::BASELINE;
use model::summary::{Case, cases, simulate_cases, simulate_until};
use report::finished::Finished;
use report::{ChartOptions, Rounded};

/// A run that can begin.
pub struct RunAsked {
    pub(super) scenario: Scenario,
    pub(super) others: Vec<Scenario>,
    charts: ChartOptions,
    trials: Trials,
    pub(super) settings: Settings,
}

impl RunAsked {
    pub(super) fn new(
        job: &Job,
        scenario: Scenario,
        others: Vec<Scenario>,
        charts: &ChartOptions,
    ) -> Result<Self, Error> {
        comparable(&scenario, &others)?;
        check_charts("--chart", charts, &scenario.service)?;
        Ok(Self { scenario, others, charts: charts.clone(), trials: job.trials, settings: job.settings() })
    }

    pub(super) fn answer(self, progress: &dyn Progress) -> Result<RunAnswer, Error> {
        let scenarios: Vec<&Scenario> = [&self.scenario].into_iter().chain(&self.others).collect();
        let first = Arc::new(Model::new(&self.scenario.service));
        let beside = self.others.iter().map(|other| Arc::new(Model::beside(&first, &other.service)));
        let models: Vec<Arc<Model>> = [Arc::clone(&first)].into_iter().chain(beside).collect();
        let titles = titles(&scenarios);
        let targets = &self.scenario.service.targets.0;
        let compared = |(at, model): (usize, _)| {
            let name = if at == 0 { BASELINE } else { scenarios[at].name.as_str() };
            Case { name, title: titles[at].as_str(), model, option: None, against: 0, targets }
        };
        let cases: Vec<Case<'_>> = match models.as_slice() {
            [model] => cases(model),
            several => several.iter().map(Arc::as_ref).enumerate().map(compared).collect(),
        };

        let all = |trials: u32| u64::from(trials) * cases.len() as u64;
        let (results, trials, told) = match self.trials {
            Trials::Exactly(trials) => {
                progress.begin(all(trials), None);
                (simulate_cases(&cases, &self.settings, progress)?, trials, None)
            }
            Trials::AtMost(most) => {
                let shown = auto::shown(&self.scenario, &self.charts);
                let mut round = 0;
                let begin = |trials| {
                    round += 1;
                    progress.begin(all(trials), Some(round));
                };
                let enough = simulate_until(&cases, &self.settings, (&shown, most), begin, progress)?;
                let told = auto::told(&enough);
                (enough.results, enough.trials, Some(told))
            }
        };
        let Self { scenario, others, charts, settings, .. } = self;
        let settings = Settings { trials, ..settings };
        Ok(RunAnswer {
            run: Finished { scenario, others, settings, results: Rounded::of(results) },
            charts,
            told,
        })
    }
}
