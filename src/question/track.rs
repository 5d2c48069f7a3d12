//! What has come since a run.

use super::study::{Study, shell_quoted};
use super::{Error, StudyAnswer};
use chart::Size;
use evidence::own::{OwnFigures, TABLES};
use model::calendar::Month;
use model::engine::Model;
use model::ensemble::{Progress, Settings};
use model::measure::{MeasureId, agency_rate, vacancy_rate};
use model::scenario::Scenario;
use report::ChartOptions;
use report::finished::Finished;
use report::study::{StudyPage, TRACK, TrackAsked, track_page};
use study::track::{Came, track as tracked};

/// Figures that have come since a run.
struct Track {
    run: Finished,
    own: OwnFigures,
    charts: ChartOptions,
    /// The folder and the file, as the user wrote them.
    from: [String; 2],
    came: Vec<Came>,
    earlier: usize,
}

/// Lays what has come since over the ranges of a finished run; `from` is what the user called the run and the file.
///
/// # Errors
///
/// If none of the figures is of a month of the run, the user stops it, or a chart cannot be drawn.
pub fn track(
    run: Finished,
    own: OwnFigures,
    from: [String; 2],
    progress: &dyn Progress,
) -> Result<StudyAnswer, Error> {
    let all = figures(&own);
    let start = run.scenario.service.start.0;
    let came: Vec<Came> =
        all.iter().filter_map(|(measure, month, value)| beside(&run, measure, *month, *value)).collect();
    let earlier = all.iter().filter(|(_, month, _)| *month <= start).count();
    if came.is_empty() {
        let service = &run.scenario.service;
        return Err(Error::input(format!(
            "{} holds no figure of a month of the run, which goes from {} to {}\n  help: put in months after the start, or name a \
             run that begins earlier",
            from[1],
            service.first_month().long_name(),
            service.last_month().long_name()
        )));
    }
    let study = Track { run, own, charts: ChartOptions::default(), from, came, earlier };
    super::study::answer(&study, progress)
}

/// All figures that are of a measure, in the order of the tables; shares of vacancies and agency staff behind them.
fn figures(own: &OwnFigures) -> Vec<(&'static str, Month, f64)> {
    let columns = TABLES.iter().filter(|table| table.is_by_month()).flat_map(|table| table.columns);
    let measured = columns.filter(|column| !column.measure.is_empty());
    let mut all: Vec<(&'static str, Month, f64)> = measured
        .flat_map(|column| {
            own.months(column.key).into_iter().map(|(month, value)| (column.measure, month, value))
        })
        .collect();
    for (month, in_post) in own.months("in_post") {
        let vacancies = own.at("vacancies", month);
        let agency = own.at("agency", month);
        all.extend(vacancies.map(|fte| (MeasureId::VacancyRate.name(), month, vacancy_rate(fte, in_post))));
        all.extend(agency.map(|fte| (MeasureId::AgencyRate.name(), month, agency_rate(fte, in_post))));
    }
    let sum = |of: fn(&evidence::own::OwnCases) -> Option<f64>| -> Option<f64> {
        let known: Vec<f64> = own.cases.iter().map(of).collect::<Option<_>>()?;
        (!known.is_empty()).then(|| known.iter().sum())
    };
    all.extend(sum(|cases| cases.open).map(|open| (MeasureId::OpenCases.name(), own.as_of, open)));
    all.extend(sum(|cases| cases.waiting).map(|waiting| (MeasureId::Unallocated.name(), own.as_of, waiting)));
    all.retain(|(_, _, value)| value.is_finite());
    all
}

/// A figure with the ranges that the run had for it; nothing if it had none, as for months up to its start.
fn beside(run: &Finished, measure: &str, month: Month, value: f64) -> Option<Came> {
    let band =
        run.results.summaries.first()?.service(measure)?.at(&month).filter(|band| band.p50.is_finite())?;
    (month > run.scenario.service.start.0).then(|| Came {
        measure: measure.to_owned(),
        month,
        value,
        half: (band.p25, band.p75),
        eighty: (band.p10, band.p90),
    })
}

impl Study for Track {
    fn command(&self) -> &'static str {
        TRACK
    }

    fn arguments(&self) -> String {
        self.from.each_ref().map(|name| shell_quoted(name)).join(" ")
    }

    fn given(&self) -> (&Scenario, &Settings, Size) {
        (&self.run.scenario, &self.run.settings, self.charts.size)
    }

    fn work(&self, progress: &dyn Progress) -> Result<(StudyPage, Option<Scenario>), Error> {
        let model = Model::new(&self.run.scenario.service);
        let tracked = tracked(&model, &self.run.settings, self.came.clone(), progress)?;
        let service = &self.run.scenario.service;
        let mut passed_over = Vec::new();
        if self.earlier > 0 {
            passed_over.push(format!(
                "{} of months up to the start, {}, {} left out: the run begins after them.",
                model::english::counted(self.earlier, "figure"),
                service.start.0.long_name(),
                if self.earlier == 1 { "is" } else { "are" }
            ));
        }
        if !service.council.is_empty() && service.council != self.own.council {
            passed_over.push(format!(
                "The figures are those of {}, the run is of {}: make sure that this is the same service.",
                self.own.council, service.council
            ));
        }
        let until = self.came.iter().map(|came| came.month).max().unwrap_or(self.own.as_of);
        let asked = TrackAsked { council: &self.own.council, until, passed_over };
        Ok((track_page(&self.run.run(&self.charts), asked, &tracked)?, None))
    }
}
