//! The csv files of a run, back to results.

use std::fmt;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Files, FinishedError};
use crate::calendar::{FinancialYear, Month};
use crate::engine::Model;
use crate::measure::Measure;
use crate::service::Target;
use crate::summary::{Band, Chance, Comparison, Difference, NetCost, Results, Series, Summary, TargetChance};

/// A row of any file with percentiles: bands, differences, or costs since the start. Each file has
/// some of the columns.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Row {
    option: String,
    against: String,
    team: String,
    #[serde(alias = "month", alias = "financial_year")]
    time: String,
    measure: String,
    mean: Option<f64>,
    p05: Option<f64>,
    p10: Option<f64>,
    p25: Option<f64>,
    p50: Option<f64>,
    p75: Option<f64>,
    p90: Option<f64>,
    p95: Option<f64>,
    standard_error: Option<f64>,
    probability_lower: Option<f64>,
    probability_higher: Option<f64>,
    paid_back_share: Option<f64>,
    mean_cost_of_levers: Option<f64>,
}

/// A row of `targets.csv`.
#[derive(Deserialize)]
struct TargetRow {
    option: String,
    target: String,
    month: String,
    chance: Option<f64>,
    chance_by_then: Option<f64>,
    standard_error: Option<f64>,
}

/// A time as the files write it.
trait Time: Sized + Copy + PartialEq {
    fn read(text: &str) -> Option<Self>;
}

impl Time for Month {
    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Time for FinancialYear {
    fn read(text: &str) -> Option<Self> {
        let first = text.split_once('-')?.0.parse().ok()?;
        let year = Self { first };
        (year.to_string() == text).then_some(year)
    }
}

impl Row {
    fn band(&self) -> Band {
        let Self { mean, p05, p10, p25, p50, p75, p90, p95, standard_error, .. } = self;
        let [mean, p05, p10, p25, p50, p75, p90, p95, standard_error] =
            [mean, p05, p10, p25, p50, p75, p90, p95, standard_error].map(|cell| number(*cell));
        Band { mean, p05, p10, p25, p50, p75, p90, p95, standard_error }
    }

    fn difference(&self) -> Difference {
        Difference {
            band: self.band(),
            probability_lower: number(self.probability_lower),
            probability_higher: number(self.probability_higher),
        }
    }
}

/// An empty cell is no number.
fn number(cell: Option<f64>) -> f64 {
    cell.unwrap_or(f64::NAN)
}

/// A csv file that says something that no run has written.
struct Fault;

/// The results of a run of a model.
pub(super) fn results(files: &Files<'_>, model: &Model) -> Result<Results, FinishedError> {
    let monthly: Vec<Row> = rows(files, "monthly.csv")?;
    let yearly: Vec<Row> = rows(files, "yearly.csv")?;
    let targets: Vec<TargetRow> = rows(files, "targets.csv")?;
    let monthly_changes: Vec<Row> = rows(files, "differences.csv")?;
    let yearly_changes: Vec<Row> = rows(files, "differences_yearly.csv")?;
    let net: Vec<Row> = rows(files, "net_cost.csv")?;
    let present: Vec<Row> = rows(files, "present_cost.csv")?;

    let measures = &model.layout.measures;
    let changed = |name: &str| FinishedError::Changed(files.folder.join(name));
    let mut results = Results { summaries: Vec::new(), comparisons: Vec::new() };
    for (option, title) in &files.contents.options {
        results.summaries.push(Summary {
            option: option.clone(),
            title: title.clone(),
            monthly: series(&monthly, option, measures, Row::band).map_err(|_| changed("monthly.csv"))?,
            yearly: series(&yearly, option, measures, Row::band).map_err(|_| changed("yearly.csv"))?,
            targets: chances(&targets, option, &model.service.targets.0)
                .map_err(|_| changed("targets.csv"))?,
            trials: files.contents.trials,
            too_few_trials: files.contents.too_few_trials.clone(),
        });
    }
    for (option, title) in files.contents.options.iter().skip(1) {
        let monthly = series(&monthly_changes, option, measures, Row::difference)
            .map_err(|_| changed("differences.csv"))?;
        let yearly = series(&yearly_changes, option, measures, Row::difference)
            .map_err(|_| changed("differences_yearly.csv"))?;
        let net_cost = net_cost(&net, &present, option).map_err(|_| changed("net_cost.csv"))?;
        let of_option = net.iter().find(|row| row.option == *option);
        let against = of_option.map(|row| row.against.clone()).ok_or_else(|| changed("net_cost.csv"))?;
        let other = files.contents.options.iter().find(|(name, _)| *name == against);
        let against_title = other.map(|(_, title)| title.clone()).ok_or_else(|| changed("net_cost.csv"))?;
        results.comparisons.push(Comparison {
            option: option.clone(),
            title: title.clone(),
            against,
            against_title,
            monthly,
            yearly,
            net_cost,
        });
    }
    Ok(results)
}

/// The rows of a file; none if the run has no such file.
fn rows<R: DeserializeOwned>(files: &Files<'_>, name: &str) -> Result<Vec<R>, FinishedError> {
    if !files.has(name) {
        return Ok(Vec::new());
    }
    let text = files.text(name)?;
    let rows: Result<Vec<R>, csv::Error> = csv::Reader::from_reader(text.as_bytes()).deserialize().collect();
    rows.map_err(|_| FinishedError::Changed(files.folder.join(name)))
}

/// The series of an option: rows of one team and measure follow each other.
fn series<T: Time + fmt::Debug, B>(
    rows: &[Row],
    option: &str,
    measures: &[Measure],
    value: fn(&Row) -> B,
) -> Result<Vec<Series<T, B>>, Fault> {
    let own: Vec<&Row> = rows.iter().filter(|row| row.option == option).collect();
    let of_one = own.chunk_by(|one, next| one.team == next.team && one.measure == next.measure);
    let read = |rows: &[&Row]| {
        let first = rows.first()?;
        let measure = measures.iter().find(|measure| measure.id == first.measure)?.clone();
        let bands = rows.iter().map(|row| Some((T::read(&row.time)?, value(row))));
        let team = (!first.team.is_empty()).then(|| first.team.clone());
        Some(Series { team, measure, bands: bands.collect::<Option<_>>()? })
    };
    of_one.map(|rows| read(rows).ok_or(Fault)).collect()
}

/// The chances of an option, in the order of the targets.
fn chances(rows: &[TargetRow], option: &str, targets: &[Target]) -> Result<Vec<TargetChance>, Fault> {
    let of_target = |target: &Target| {
        let text = target.to_string();
        let own = rows.iter().filter(|row| row.option == option && row.target == text);
        let months = own.map(|row| {
            Ok(Chance {
                month: Month::read(&row.month).ok_or(Fault)?,
                met: number(row.chance),
                met_by_then: number(row.chance_by_then),
                standard_error: number(row.standard_error),
            })
        });
        Ok(TargetChance { target: target.clone(), months: months.collect::<Result<_, Fault>>()? })
    };
    let all: Vec<TargetChance> = targets.iter().map(of_target).collect::<Result<_, Fault>>()?;
    Ok(all.into_iter().filter(|chance| !chance.months.is_empty()).collect())
}

fn net_cost(net: &[Row], present: &[Row], option: &str) -> Result<NetCost, Fault> {
    let mut cost = NetCost::default();
    for row in net.iter().filter(|row| row.option == option) {
        let month = Month::read(&row.time).ok_or(Fault)?;
        cost.cumulative.push((month, row.difference()));
        cost.paid_back.push((month, number(row.paid_back_share)));
    }
    if let Some(row) = present.iter().find(|row| row.option == option) {
        cost.discounted = Some(row.difference());
        cost.of_levers = number(row.mean_cost_of_levers);
    }
    Ok(cost)
}
