//! How well ranges like those of a run have held for its council: the back-test that is in the program.

use std::cmp::Ordering;

use crate::Run;
use crate::backtest::coverage::{CoverageRow, built_in};
use crate::backtest::phrases::{in_sentence, up_to};
use evidence::published::{Area, Level, Published};
use model::english::{counted, list};
use model::readable::{percent, whole};
use model::text;
use study::backtest::{MEASURES, Measure};

/// With fewer later figures nothing is said of a council, and with fewer than this of a measure it is not named.
const FEWEST: (u32, u32) = (20, 5);

/// So many measures are named as held best, and as held worst.
const MOST_NAMED: usize = 3;

/// A council's share is called too small or too great if it is further off than this: the shares of councils, each of some
/// hundred figures of the same people in years that overlap, have a standard deviation of as much.
const FAR: f64 = 0.1;

/// What 80% ranges should hold.
const WANTED: f64 = 0.8;

/// How many later figures ranges like those of a run held: for its council, by the best and the worst measure, and for
/// all councils. Says that it tests scenarios from published figures, without options and with posts that drift.
pub(crate) fn held(run: &Run<'_>) -> String {
    told(&run.scenario.service.council, built_in())
}

fn told(council: &str, rows: &[CoverageRow]) -> String {
    let published = Published::embedded();
    let area = published.find(council).ok().map(|id| published.area(id));
    let area = area.filter(|area| area.level == Level::Council);
    let own: Vec<&CoverageRow> =
        rows.iter().filter(|row| area.is_some_and(|area| area.code == row.code)).collect();
    let of_council = match area {
        None if council.is_empty() => {
            "The scenario names no council, so nothing can be said of how well ranges like these have held for it.".to_owned()
        }
        None => format!(
            "{council} is not a council in the published figures, so nothing can be said of how well ranges like these have held for it."
        ),
        Some(area) if sum(&own).0 < FEWEST.0 => format!(
            "For {} too few figures are published ({} of later years) to say how well ranges like these have held.",
            place(council, area),
            whole(sum(&own).0.into())
        ),
        Some(area) => of_council(&place(council, area), &own),
    };
    format!("{of_council} {} {}", of_all(rows), text!("report", "what held ranges test"))
}

/// A council as the published figures have it: one that is counted with others is named with them.
fn place(council: &str, area: &Area) -> String {
    if area.code.contains('+') && !area.name.eq_ignore_ascii_case(council.trim()) {
        format!("{} (published together, {council} among them)", area.name)
    } else {
        area.name.clone()
    }
}

fn of_council(place: &str, own: &[&CoverageRow]) -> String {
    let (outturns, in_80) = sum(own);
    let share = f64::from(in_80) / f64::from(outturns);
    let verdict = if share < WANTED - FAR {
        " That is fewer than should be: for this council the ranges may be too narrow."
    } else if share > WANTED + FAR {
        " That is more than should be: for this council the ranges may be wider than they need be."
    } else {
        ""
    };
    format!(
        "For {place}, ranges like these{} held {} of {} figures that were published later ({}), where eight in ten should be held.{verdict}{}",
        made(own),
        whole(in_80.into()),
        whole(outturns.into()),
        percent(share),
        by_measure(own)
    )
}

/// From which years, and how far ahead.
fn made(rows: &[&CoverageRow]) -> String {
    let Some(row) = rows.first() else { return String::new() };
    let CoverageRow { first_origin, last_origin, horizon, .. } = row;
    format!(
        ", made from what was published up to each of the years {first_origin} to {last_origin} and looking {},",
        up_to(*horizon)
    )
}

/// The measures that were held best and worst; nothing if all were held alike.
fn by_measure(own: &[&CoverageRow]) -> String {
    let share = |row: &CoverageRow| f64::from(row.in_80) / f64::from(row.outturns);
    let mut named: Vec<&CoverageRow> = own.iter().copied().filter(|row| row.outturns >= FEWEST.1).collect();
    // The sort is stable: what is held alike stays in the order of the measures.
    named.sort_by(|one, other| share(other).total_cmp(&share(one)));
    let (Some(best), Some(worst)) = (named.first(), named.last()) else { return String::new() };
    if share(best).total_cmp(&share(worst)) == Ordering::Equal {
        return String::new();
    }
    let like = |as_held: &CoverageRow| {
        let alike: Vec<String> = named
            .iter()
            .filter(|row| share(row).total_cmp(&share(as_held)) == Ordering::Equal)
            .map(|row| format!("{} ({} of {})", title(&row.measure), row.in_80, row.outturns))
            .collect();
        let more = alike.len().saturating_sub(MOST_NAMED);
        let shown = alike.into_iter().take(MOST_NAMED);
        list(&shown.chain((more > 0).then(|| counted(more, "other measure"))).collect::<Vec<_>>())
    };
    let most = named.iter().map(|row| row.outturns).max().unwrap_or_default();
    format!(
        " Best held were {}; worst {}. These are small numbers: of {most} figures, one or two more or fewer are chance.",
        like(best),
        like(worst)
    )
}

/// A measure of the back-test within a sentence.
fn title(id: &str) -> String {
    Measure::find(id).map_or_else(|| id.to_owned(), |at| in_sentence(MEASURES[at].title))
}

fn of_all(rows: &[CoverageRow]) -> String {
    let all: Vec<&CoverageRow> = rows.iter().collect();
    let (outturns, in_80) = sum(&all);
    let mut codes: Vec<&str> = rows.iter().map(|row| row.code.as_str()).collect();
    codes.dedup();
    format!(
        "For all {} together they held {} of {} ({}).",
        counted(codes.len(), "council"),
        whole(in_80.into()),
        whole(outturns.into()),
        percent(f64::from(in_80) / f64::from(outturns))
    )
}

/// Figures that were published later, and those within the 80% range.
fn sum(rows: &[&CoverageRow]) -> (u32, u32) {
    rows.iter().fold((0, 0), |(outturns, held), row| (outturns + row.outturns, held + row.in_80))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    /// A council's rows: measure, later figures, how many in the 80% range.
    fn rows(code: &str, measures: &[(&str, u32, u32)]) -> Vec<CoverageRow> {
        let row = |(measure, outturns, in_80): &(&str, u32, u32)| CoverageRow {
            code: code.into(),
            measure: (*measure).into(),
            outturns: *outturns,
            in_80: *in_80,
            first_origin: 2019,
            last_origin: 2022,
            horizon: 3,
            ..CoverageRow::default()
        };
        measures.iter().map(row).collect()
    }

    const KENT: &str = "E10000016";

    /// What is said before all councils are.
    fn of(council: &str, rows: &[CoverageRow]) -> String {
        let told = told(council, rows);
        let (own, all) = told.split_once(" For all ").unwrap();
        assert!(all.ends_with(text!("report", "what held ranges test")), "{told}");
        own.to_owned()
    }

    #[test]
    fn a_council_is_told_with_its_best_and_its_worst_measure() {
        let mut all = rows(
            KENT,
            &[("vacancy_rate", 9, 5), ("in_post_fte", 9, 8), ("looked_after", 8, 8), ("caseload", 4, 1)],
        );
        all.extend(rows("E09000012", &[("caseload", 10, 10)]));
        let begins = "For Kent, ranges like these, made from what was published up to each of the years 2019 to 2022 and \
             looking up to 3 years ahead, held 22 of 30 figures that were published later (73%), where eight in ten should be \
             held.";
        let ends = " Best held were looked-after children (8 of 8); worst vacancy rate (5 of 9). These are small numbers: \
             of 9 figures, one or two more or fewer are chance.";
        // By name as `init` writes it, by code, and kindly.
        for council in ["Kent", KENT, "kent county council"] {
            assert_eq!(of(council, &all), format!("{begins}{ends}"));
        }
        assert!(told("Kent", &all).contains(" For all 2 councils together they held 32 of 40 (80%). "));
    }

    #[test]
    fn a_share_far_from_eight_in_ten_is_called_so_and_a_near_one_is_not() {
        for (in_80, words) in [
            (69, " That is fewer than should be: for this council the ranges may be too narrow."),
            (71, ""),
            (89, ""),
            (91, " That is more than should be: for this council the ranges may be wider than they need be."),
        ] {
            let own = of("Kent", &rows(KENT, &[("caseload", 100, in_80)]));
            assert!(
                own.ends_with(&format!("({in_80}%), where eight in ten should be held.{words}")),
                "{own}"
            );
        }
    }

    #[test]
    fn measures_that_were_held_alike_are_named_together_up_to_three() {
        let all = ["in_post_fte", "vacancy_rate", "agency_rate", "turnover_rate", "absence_rate"];
        let mut own = rows(KENT, &all.map(|id| (id, 9, 9)));
        assert!(!of("Kent", &own).contains("Best held"));
        own.extend(rows(KENT, &[("caseload", 5, 2)]));
        assert!(of("Kent", &own).contains(
            "Best held were staff in post (9 of 9), vacancy rate (9 of 9), agency rate (9 of 9) and 2 other measures; worst \
             average caseload (2 of 5)."
        ));
    }

    #[test]
    fn who_is_no_published_council_or_has_too_few_figures_is_told_so() {
        let all = rows("E06000053", &[("caseload", 19, 19)]);
        for (council, words) in [
            (
                "",
                "The scenario names no council, so nothing can be said of how well ranges like these have held for it.",
            ),
            (
                "Smallshire",
                "Smallshire is not a council in the published figures, so nothing can be said of how well ranges like these have \
                 held for it.",
            ),
            (
                "London",
                "London is not a council in the published figures, so nothing can be said of how well ranges like these have held \
                 for it.",
            ),
            (
                "Isles of Scilly",
                "For Isles of Scilly too few figures are published (19 of later years) to say how well ranges like these have held.",
            ),
        ] {
            assert_eq!(of(council, &all), words);
        }
    }

    /// North and West Northamptonshire are counted together, and Buckinghamshire has had two codes.
    #[test]
    fn joint_and_renamed_councils_are_found_as_in_the_published_figures() {
        let joint = told("West Northamptonshire", built_in());
        assert!(joint.contains("(published together, West Northamptonshire among them)"), "{joint}");
        let published = Published::embedded();
        let area = |name: &str| published.area(published.find(name).unwrap());
        let buckinghamshire = area("Buckinghamshire");
        for also in &buckinghamshire.also {
            assert_eq!(told(also, built_in()), told(&buckinghamshire.name, built_in()));
        }
        assert!(!buckinghamshire.also.is_empty());
    }

    /// Worked out anew from the table that is in the program.
    #[test]
    fn a_run_is_told_of_the_table_in_the_program() {
        let mut sample = Sample::new();
        assert!(held(&sample.run()).starts_with("Smallshire is not a council in the published figures"));
        sample.scenario.service.council = "Kent".into();
        let kent = || built_in().iter().filter(|row| row.council == "Kent");
        let counts = [kent().map(|row| row.in_80).sum::<u32>(), kent().map(|row| row.outturns).sum()];
        let told = held(&sample.run());
        assert!(
            counts[1] >= 100 && told.contains(&format!("held {} of {} figures", counts[0], counts[1])),
            "{told}"
        );
    }
}
