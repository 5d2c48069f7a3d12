//! The small run made by hand with options, for tests.

use super::sample::{Sample, band};
use model::calendar::{FinancialYear, Month};
use model::measure::MeasureId;
use model::service::Target;
use model::summary::{Band, Chance, Comparison, Difference, NetCost, Results, Series, Summary, TargetChance};

/// Median change and half the width of its range, for the first option. The agency rate does not change, and
/// unallocated cases only in the trials in which they are few.
const CHANGES: [(MeasureId, f64, f64); 9] = [
    (MeasureId::Caseload, -0.6, 0.4),
    (MeasureId::VacancyRate, -0.021, 0.01),
    (MeasureId::AgencyRate, 0.0, 0.0),
    (MeasureId::Unallocated, 0.0, 0.0),
    (MeasureId::CostTotal, 21_000.0, 30_000.0),
    (MeasureId::CostPermanent, 90_000.0, 20_000.0),
    (MeasureId::CostAgency, -80_000.0, 20_000.0),
    (MeasureId::CostRecruitment, 11_000.0, 1_000.0),
    (MeasureId::CostPlacements, 0.0, 0.0),
];

impl Sample {
    /// The same run with two targets and an option for each of these titles. Each changes
    /// more than the one before; the second is compared with the first, all others with the baseline.
    pub fn with_options(titles: &[&str]) -> Self {
        let mut sample = Self::new();
        let targets = ["vacancy_rate below 15% by 2023-10", "unallocated_cases at most 0"];
        let targets = targets.map(|text| text.parse::<Target>().expect("a target"));
        sample.scenario.service.targets.0 = targets.to_vec();
        let Results { summaries, comparisons } = &mut *sample.results;
        summaries[0].targets = chances(&targets, 0.2);
        for (at, title) in titles.iter().enumerate() {
            let size = at as f64 + 1.0;
            let mut option = Summary {
                option: format!("option_{}", at + 1),
                title: (*title).to_owned(),
                targets: chances(&targets, (0.2 + 0.15 * size).min(1.0)),
                ..summaries[0].clone()
            };
            for series in &mut option.monthly {
                for (_, band) in &mut series.bands {
                    *band = times(*band, 1.0 - 0.05 * size);
                }
            }
            let other = &summaries[usize::from(at == 1)];
            comparisons.push(comparison(&option, other, size));
            summaries.push(option);
        }
        sample
    }
}

/// The chance of each target in two months.
fn chances(targets: &[Target], chance: f64) -> Vec<TargetChance> {
    let in_month = |number: i8| Chance {
        month: Month::new(2023, number),
        met: chance * f64::from(number) / 11.0,
        met_by_then: chance,
        standard_error: 0.011,
    };
    let of =
        |target: &Target| TargetChance { target: target.clone(), months: vec![in_month(10), in_month(11)] };
    targets.iter().map(of).collect()
}

fn comparison(option: &Summary, other: &Summary, size: f64) -> Comparison {
    let monthly = CHANGES.map(|(id, middle, spread)| {
        let mut change = difference(middle * size, spread);
        if id == MeasureId::Unallocated {
            change.band.p10 = -12.0 * size;
        }
        let bands = vec![(Month::new(2023, 10), difference(0.0, 0.0)), (Month::new(2023, 11), change)];
        Series { team: None, measure: id.measure().clone(), bands }
    });
    let of_year = difference(21_000.0 * size, 30_000.0);
    let yearly = vec![Series {
        team: None,
        measure: MeasureId::CostTotal.measure().clone(),
        bands: vec![(FinancialYear { first: 2023 }, of_year)],
    }];
    let totals = vec![Series {
        team: None,
        measure: MeasureId::CostTotal.measure().clone(),
        bands: vec![(Month::new(2023, 11), of_year)],
    }];
    let net_cost = NetCost {
        cumulative: vec![(Month::new(2023, 10), difference(0.0, 0.0)), (Month::new(2023, 11), of_year)],
        discounted: Some(of_year),
        paid_back: vec![(Month::new(2023, 10), 0.1), (Month::new(2023, 11), 0.9 - 0.3 * size)],
        ..NetCost::default()
    };
    Comparison {
        option: option.option.clone(),
        title: option.title.clone(),
        against: other.option.clone(),
        against_title: other.title.clone(),
        monthly: monthly.to_vec(),
        yearly,
        totals,
        net_cost,
    }
}

fn difference(middle: f64, spread: f64) -> Difference {
    let lower = f64::from(u8::from(middle < 0.0));
    Difference { band: band(middle, spread), probability_lower: lower, probability_higher: 1.0 - lower }
}

fn times(band: Band, factor: f64) -> Band {
    let Band { mean, p05, p10, p25, p50, p75, p90, p95, standard_error } = band;
    let [mean, p05, p10, p25, p50, p75, p90, p95, standard_error] =
        [mean, p05, p10, p25, p50, p75, p90, p95, standard_error].map(|value| value * factor);
    Band { mean, p05, p10, p25, p50, p75, p90, p95, standard_error }
}
