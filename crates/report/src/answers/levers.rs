//! What the levers of an option do, in the unit that matters for each: sentences and a table.

use super::Run;
use super::effects::{Effect, Levers};
use model::measure::Unit;
use model::readable::{Style, percent};
use model::register::granted;
use model::service::{HelpActsOn, Service};
use model::summary::Comparison;
use model::text;
use model::uncertain::{Uncertain, kinds};
use paper::{Column, Table};

/// What is said of the levers of an option.
pub(crate) fn of_levers(run: &Run<'_>, comparison: &Comparison) -> Vec<String> {
    let Some(levers) = Levers::of(run, comparison) else { return Vec::new() };
    let sentences = levers.effects().into_iter().flat_map(|effect| effect.sentences);
    let assumed = assumes(&run.scenario.service, &comparison.option);
    let assumed = assumed.map(|assumes| format!("It {assumes}."));
    sentences.chain(break_even(&levers, comparison)).chain(assumed).collect()
}

/// What the options do, a row for each kind of lever; `None` without levers.
pub fn table(run: &Run<'_>) -> Option<Table> {
    let mut rows = Vec::new();
    for comparison in &run.results.comparisons {
        let Some(levers) = Levers::of(run, comparison) else { continue };
        for Effect { what, year, total, each, .. } in levers.effects() {
            let cells = [year, total, each].map(|cell| cell.unwrap_or_else(|| "\u{2013}".to_owned()));
            rows.push([comparison.title.clone(), what].into_iter().chain(cells).collect());
        }
    }
    (!rows.is_empty()).then(|| Table {
        caption: "What the options do".to_owned(),
        columns: vec![
            Column::words("Option"),
            Column::words("What it changes"),
            Column::numbers("In the year in which it does most"),
            Column::numbers("Over the run, or at its end"),
            Column::numbers("Cost for each"),
        ],
        rows,
        notes: vec![text!("report", "what the options do").to_owned()],
        is_long: false,
    })
}

/// What an option takes for granted, behind its name: "assumes that ..."; `None` if nothing.
pub fn assumes(service: &Service<Uncertain>, option: &str) -> Option<String> {
    let all: Vec<&str> = granted(service, option).into_iter().map(|one| one.that).collect();
    (!all.is_empty()).then(|| format!("assumes that {}", all.join("; and that ")))
}

/// The effect that early help would have to have to cost nothing.
fn break_even(levers: &Levers<'_>, comparison: &Comparison) -> Option<String> {
    let [low, middle, high] = comparison.net_cost.break_even?;
    let programme = levers.options.iter().flat_map(|option| option.early_help.values()).next()?;
    if comparison.net_cost.of_levers <= 0.0 {
        return None;
    }
    let assumed = programme.effect.central(&kinds::EFFECT);
    let assumed = Style::new(Unit::Share, assumed).write_exactly(assumed);
    let of = if programme.acts_on == HelpActsOn::Referrals {
        "of the referrals in question"
    } else {
        "of what it acts on"
    };
    let end = |effect: f64| if effect >= 1.0 { "more than all".to_owned() } else { percent(effect) };
    let range = match (end(low), end(high)) {
        (low, high) if low == high => String::new(),
        (low, high) => format!(" (80% range {low} to {high})"),
    };
    Some(if middle < 1.0 {
        format!(
            "It would break even over the run if it prevented {} {of}{range}; {assumed} is assumed.",
            percent(middle)
        )
    } else {
        format!(
            "It would not pay for itself within the run even if it prevented all {of}{range}; {assumed} is assumed. Less \
             work frees time, but money only where posts, agency cover or placements fall with it."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;
    use model::calendar::{FinancialYear, Month};
    use model::measure::{Measure, Yearly, all};
    use model::scenario::Reading;
    use model::summary::{Band, Difference, Series};

    /// What changes in a measure: the 10th percentile, the median and the 90th.
    type Change = (&'static str, f64, f64, f64);

    /// A run with one option, which has these levers and changes these flows (in the second year, and twice as much over
    /// the run) and stocks (at the end).
    fn sample(levers: &str, changes: &[Change], of_levers: f64, break_even: Option<[f64; 3]>) -> Sample {
        let mut sample = Sample::with_options(&["A"]);
        let small =
            include_str!("../../../../tests/integration/small.toml").replace("months = 18", "months = 36");
        let reading = Reading::of_text("small", &format!("{small}\n[[option]]\nname = 'option_1'\n{levers}"));
        sample.scenario = reading.scenario.unwrap_or_else(|| {
            panic!("{}", reading.problems.render(&reading.sources, false));
        });
        let measures = all(&sample.scenario.service);
        let comparison = &mut sample.results.comparisons[0];
        comparison.net_cost.of_levers = of_levers;
        comparison.net_cost.break_even = break_even;
        for (id, low, middle, high) in changes {
            let measure: Measure = measures.iter().find(|measure| measure.id == *id).expect(id).clone();
            let series = |factor| difference(factor * low, factor * middle, factor * high);
            let (first, year) = (FinancialYear { first: 2024 }, FinancialYear { first: 2025 });
            let of = |bands| Series { team: None, measure: measure.clone(), bands };
            if measure.yearly == Yearly::Sum {
                let bands = vec![(first, series(0.5)), (year, series(1.0))];
                comparison.yearly.push(Series { team: None, measure: measure.clone(), bands });
                comparison.totals.push(of(vec![(Month::new(2026, 9), series(2.0))]));
            } else {
                comparison.monthly.retain(|own| own.measure.id != *id);
                comparison.monthly.push(of(vec![(Month::new(2026, 9), series(1.0))]));
            }
        }
        sample
    }

    fn difference(p10: f64, p50: f64, p90: f64) -> Difference {
        let band =
            Band { mean: p50, p05: p10, p10, p25: p10, p50, p75: p90, p90, p95: p90, standard_error: 0.06 };
        Difference { band, probability_lower: 0.5, probability_higher: 0.5 }
    }

    const HELP: &str = "[[option.early_help]]\nfamilies_per_month = 20\nwould_be_referred = 0.3\neffect = 0.125\n\
        cost_per_family = 2_000\n";

    /// Sentences, then the rows of the table, of levers of every kind.
    #[test]
    fn every_lever_is_told_in_its_unit() {
        let helped = [("families_helped", 240.0, 240.0, 240.0), ("children_helped", 390.0, 432.0, 470.0)];
        let mut avoids = helped.to_vec();
        avoids.extend([("referrals_avoided", 25.0, 40.0, 60.0), ("entries.assessment", -60.0, -40.0, -20.0)]);
        avoids.extend([("entries.child_in_need", -6.0, -3.1, 0.0)]);
        let mut brings = helped.to_vec();
        brings.extend([("referrals_avoided", -9.0, -4.0, 3.0), ("entries.child_in_need", -0.1, -0.04, 0.1)]);
        let mut keeps = helped.to_vec();
        keeps.extend([("referrals_avoided", 0.0, 0.0, 0.0), ("entries.child_in_need", -6.0, -3.0, 1.0)]);
        let recruits: &[Change] = &[
            ("campaign_offered", 20.0, 20.0, 20.0),
            ("campaign_started", 13.5, 15.5, 17.5),
            ("campaign_no_vacancy", 0.0, 2.0, 4.0),
            ("campaign_in_post", 20.0, 25.0, 30.0),
        ];
        let posts = "[[option.posts]]\nteam = 'duty'\nrole = 'social_worker'\nfte = ";
        let review =
            "[[option.case_review]]\ncases = 100\nweeks_of_work_per_case = 0.1\nuntil = 2026-09-30\n";
        let told = |name: &str, levers: String, changes: &[Change], of_levers: f64, break_even| {
            let sample = sample(&levers, changes, of_levers, break_even);
            let run = sample.run();
            let sentences = of_levers_of(&run).join("\n    ");
            let rows = table(&run).map(|table| table.rows).unwrap_or_default();
            let rows: Vec<String> = rows.iter().map(|row| row.join(" | ").replace('\n', " ")).collect();
            format!("{name}: {sentences}\n  {}\n", rows.join("\n  "))
        };
        let all = [
            told("help", HELP.into(), &avoids, 1e6, Some([0.19, 0.31, 1.0])),
            told("help that harms", HELP.into(), &brings, 1e6, Some([0.6, 1.0, 1.0])),
            told("help later", format!("{HELP}acts_on = 'escalation'\n"), &keeps, 1e6, Some([1.0, 1.0, 1.0])),
            told(
                "campaign",
                "[[option.campaign]]\nrole = 'social_worker'\npeople = 40\ncost_once = 1".into(),
                recruits,
                279e3,
                None,
            ),
            told(
                "supplement",
                "[[option.supplement]]\namount_per_year = 3_000\nleaving = 0.9\n".into(),
                &[("leavers_fte", -9.0, -7.1, -5.0), ("cost.levers", 6.2e5, 6.6e5, 7e5)],
                1.32e6,
                None,
            ),
            told(
                "cap",
                "[[option.agency]]\nprice_cap = 1.0\n".into(),
                &[("cost.agency", -8e5, -6e5, -4e5)],
                0.0,
                None,
            ),
            told(
                "posts",
                format!("{posts}5"),
                &[("establishment_fte", 5.0, 5.0, 5.0), ("in_post_fte", 1.2, 3.4, 4.9)],
                0.0,
                None,
            ),
            told(
                "cut",
                format!("{posts}-5"),
                &[("establishment_fte", -5.0, -5.0, -5.0), ("in_post_fte", -4.0, -2.5, -1.0)],
                0.0,
                None,
            ),
            told("freeze", "[[option.freeze]]\n".into(), &[("starters_fte", -8.0, -6.0, 1.0)], 0.0, None),
            told(
                "temporary",
                "[[option.temporary_workers]]\nteam = 'duty'\nrole = 'social_worker'\nfte = 4\n".into(),
                &[("agency_fte", 4.0, 4.0, 4.0)],
                0.0,
                None,
            ),
            told("review", review.into(), &[("open_cases", -50.0, -45.0, -30.0)], 0.0, None),
            told(
                "change",
                "[[option.change]]\nparameter = 'demand.level'\nset = 0.999\n".into(),
                &[("caseload", -0.05, -0.02, 0.01), ("open_cases", -3.0, -1.0, 2.0)],
                0.0,
                None,
            ),
            told("two levers", format!("{HELP}[[option.freeze]]\n"), &avoids, 1e6, None),
        ];
        insta::assert_snapshot!(all.concat());
    }

    fn of_levers_of(run: &Run<'_>) -> Vec<String> {
        of_levers(run, &run.results.comparisons[0])
    }

    #[test]
    fn levers_of_what_it_is_compared_with_and_of_compared_scenarios_are_not_told() {
        let mut sample = sample(HELP, &[("referrals_avoided", 25.0, 40.0, 60.0)], 1e6, None);
        let others = vec![sample.scenario.clone()];
        let run = Run { others: &others, ..sample.run() };
        assert_eq!((of_levers_of(&run).len(), table(&run)), (0, None));
        assert!(!of_levers_of(&sample.run()).is_empty());
        sample.scenario.service.decided.0 = vec![model::document::Name::default_of("option_1")];
        assert!(!of_levers_of(&sample.run()).iter().any(|told| told.contains("avoids")));
    }
}
