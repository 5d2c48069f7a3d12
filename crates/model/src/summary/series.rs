//! One series of the ensembles: its bands, its differences, the chances of its targets.

use std::ops::Range;

use super::band::Band;
use super::chance::TargetChance;
use super::difference::{Difference, difference};
use super::until::{Precision, Shown};
use super::{Series, enough, sums_of};
use crate::calendar::{FinancialYear, Month};
use crate::engine::Model;
use crate::ensemble::Ensemble;
use crate::measure::usual::JUDGED;
use crate::measure::{Measure, Yearly};
use crate::service::Target;

/// A series of a model, and where an ensemble that holds the series from
/// `first` on has it.
#[derive(Clone, Copy)]
pub(super) struct SeriesOf<'m> {
    pub(super) model: &'m Model,
    pub(super) targets: &'m [Target],
    pub(super) series: usize,
    pub(super) first: usize,
    /// What the case is called.
    pub(super) title: &'m str,
    /// What is shown, where that decides on the number of trials.
    pub(super) shown: Option<&'m Shown>,
}

/// What one series of one case amounts to.
pub(super) struct Summed {
    pub(super) monthly: Option<Series<Month>>,
    pub(super) yearly: Option<Series<FinancialYear>>,
    /// The chances of the targets for the series.
    pub(super) targets: Vec<TargetChance>,
    pub(super) excess: f64,
    /// How well the trials know what is shown.
    pub(super) precisions: Vec<Precision>,
}

/// What an option changes in one series.
pub(super) struct Compared {
    pub(super) monthly: Option<Series<Month, Difference>>,
    pub(super) yearly: Option<Series<FinancialYear, Difference>>,
    pub(super) total: Option<Series<Month, Difference>>,
    pub(super) precisions: Vec<Precision>,
}

impl<'m> SeriesOf<'m> {
    pub(super) fn measure(&self) -> &'m Measure {
        let (measure, _) = self.model.layout.series[self.series];
        &self.model.layout.measures[measure]
    }

    pub(super) fn team(&self) -> Option<&'m str> {
        let (_, team) = self.model.layout.series[self.series];
        team.map(|team| self.model.service.team.names().nth(team).expect("a team of the service"))
    }

    /// The months with values, from the opening (0) or from the first after it.
    fn months(&self) -> Range<usize> {
        usize::from(!self.measure().at_opening)..self.model.layout.months
    }

    pub(super) fn month(&self, month: usize) -> Month {
        self.model.start.plus(i32::try_from(month).expect("at most 1,200 months"))
    }

    /// The values of a month, in the order of the trials.
    pub(super) fn cell<'e>(&self, ensemble: &'e Ensemble, month: usize) -> impl Iterator<Item = f32> + 'e {
        ensemble.cell((self.series - self.first) * self.model.layout.months + month)
    }

    fn named<T, B>(&self, bands: Vec<(T, B)>) -> Option<Series<T, B>> {
        (!bands.is_empty()).then(|| Series {
            team: self.team().map(str::to_owned),
            measure: self.measure().clone(),
            bands,
        })
    }

    pub(super) fn sum_up(&self, ensemble: &Ensemble) -> Summed {
        let is_judged = self.team().is_none() && JUDGED.iter().any(|id| self.measure().is(*id));
        let mut sample = Vec::with_capacity(ensemble.trials());
        let (mut bands, mut precisions, mut excess) = (Vec::new(), Vec::new(), 0.0);
        for month in self.months() {
            sample.clear();
            sample.extend(self.cell(ensemble, month));
            if let Some(band) = Band::of(&mut sample) {
                bands.push((self.month(month), band));
                precisions.extend(self.precision("", month, &sample));
                if is_judged && month + 1 == self.model.layout.months {
                    excess = enough::excess(&sample);
                }
            }
        }
        Precision::on_one_chart(&mut precisions);
        let years = self.by_year(ensemble.trials(), |month| self.cell(ensemble, month), Band::of);
        Summed {
            monthly: self.named(bands),
            yearly: self.named(years),
            targets: self.chances(ensemble),
            excess,
            precisions,
        }
    }

    /// What an option changes.
    pub(super) fn compare(&self, option: &Ensemble, baseline: &Ensemble) -> Compared {
        let mut sample = Vec::with_capacity(option.trials());
        let (mut bands, mut precisions) = (Vec::new(), Vec::new());
        for month in 1..self.model.layout.months {
            sample.clear();
            sample.extend(self.differences(option, baseline, month));
            if let Some(difference) = Difference::of(&mut sample) {
                bands.push((self.month(month), difference));
                precisions.extend(self.precision("Change: ", month, &sample));
            }
        }
        Precision::on_one_chart(&mut precisions);
        let of_month = |month| self.differences(option, baseline, month);
        let years = self.by_year(option.trials(), of_month, Difference::of);
        let total = self.total(option, baseline);
        Compared { monthly: self.named(bands), yearly: self.named(years), total, precisions }
    }

    /// What an option changes over the whole run, if the measure is a flow of the service.
    fn total(&self, option: &Ensemble, baseline: &Ensemble) -> Option<Series<Month, Difference>> {
        if self.measure().yearly == Yearly::No || self.team().is_some() {
            return None;
        }
        let last = self.model.layout.months - 1;
        let of_month = |month| self.differences(option, baseline, month);
        let difference = Difference::of(&mut sums_of(option.trials(), (1..=last).map(of_month)))?;
        self.named(vec![(self.month(last), difference)])
    }

    /// How well a band of the whole service is known, if it is shown.
    fn precision(&self, kind: &str, month: usize, ascending: &[f32]) -> Option<Precision> {
        let shown = self.shown.filter(|_| self.team().is_none())?;
        let Measure { id, title, unit, .. } = self.measure();
        let what = format!("{kind}{title}");
        shown.band((self.title, &what, *unit), Some((id.as_ref(), self.month(month))), ascending)
    }

    /// Option minus baseline in a month, in the order of the trials.
    pub(super) fn differences<'e>(
        &self,
        option: &'e Ensemble,
        baseline: &'e Ensemble,
        month: usize,
    ) -> impl Iterator<Item = f32> + 'e {
        let pairs = self.cell(option, month).zip(self.cell(baseline, month));
        pairs.map(|(option, baseline)| difference(option, baseline))
    }

    /// The sums of financial years, if the measure is a flow.
    fn by_year<B, V: Iterator<Item = f32>>(
        &self,
        trials: usize,
        of_month: impl Fn(usize) -> V,
        band_of: fn(&mut Vec<f32>) -> Option<B>,
    ) -> Vec<(FinancialYear, B)> {
        if self.measure().yearly == Yearly::No {
            return Vec::new();
        }
        let years = self
            .whole_years()
            .into_iter()
            .filter_map(|(year, months)| Some((year, band_of(&mut sums_of(trials, months.map(&of_month)))?)));
        years.collect()
    }

    /// The financial years of which the run covers all twelve months.
    fn whole_years(&self) -> Vec<(FinancialYear, Range<usize>)> {
        let april = (1..=12).find(|month| self.month(*month).number() == 4).unwrap_or(1);
        (april..)
            .step_by(12)
            .take_while(|first| first + 12 <= self.model.layout.months)
            .map(|first| (self.month(first).financial_year(), first..first + 12))
            .collect()
    }

    /// The chances of the targets for this series.
    fn chances(&self, ensemble: &Ensemble) -> Vec<TargetChance> {
        let service = &self.model.service;
        let is_own =
            |target: &&Target| target.measure == self.measure().id && service.team_of(target) == self.team();
        let months =
            || (1..self.model.layout.months).map(|month| (self.month(month), self.cell(ensemble, month)));
        self.targets.iter().filter(is_own).map(|target| TargetChance::of(target, months())).collect()
    }
}
