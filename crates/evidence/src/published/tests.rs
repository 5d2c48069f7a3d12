//! Known totals, rates and sums of what is in the program; faults in a folder.

use std::path::Path;

mod faults;

use super::*;
use model::document::{InMemory, Problems, Sources};

fn embedded() -> &'static Published {
    Published::embedded()
}

#[test]
fn england_has_its_published_totals() {
    let data = embedded();
    let england = data.england();
    assert_eq!(data.workforce.get(england, 2023).in_post, Some(33_119.1));
    assert_eq!(data.demand.get(england, 2023).referrals, Some(640_430.0));
    assert_eq!(data.looked_after.get(england, 2022).looked_after, Some(82_090.0));
    assert_eq!(data.councils().count(), 149);
}

/// Councils are suppressed or rounded here and there, and Hackney has no census
/// figures for 2021 and 2022: their sum is England's to one per cent.
#[test]
fn councils_add_up_to_england() {
    let data = embedded();
    let sum = |figure: &dyn Fn(AreaId) -> Option<f64>| -> f64 {
        data.councils().filter_map(|(council, _)| figure(council)).sum()
    };
    let england = data.england();
    for year in 2018..=2023 {
        for (what, all, of) in [
            (
                "in post",
                sum(&|id| data.workforce.get(id, year).in_post),
                data.workforce.get(england, year).in_post,
            ),
            ("cases", sum(&|id| data.workforce.get(id, year).cases), data.workforce.get(england, year).cases),
            (
                "leavers",
                sum(&|id| data.workforce.get(id, year).leavers),
                data.workforce.get(england, year).leavers,
            ),
            (
                "referrals",
                sum(&|id| data.demand.get(id, year).referrals),
                data.demand.get(england, year).referrals,
            ),
            (
                "plans",
                sum(&|id| data.demand.get(id, year).protection_plans),
                data.demand.get(england, year).protection_plans,
            ),
            (
                "looked after",
                sum(&|id| data.looked_after.get(id, year).looked_after),
                data.looked_after.get(england, year).looked_after,
            ),
        ] {
            let of = of.unwrap_or(f64::NAN);
            assert!((all / of - 1.0).abs() < 0.01, "{what} {year}: {all} beside {of}");
        }
    }
}

#[test]
fn published_rates_are_those_of_the_counts() {
    let data = embedded();
    let mut compared = 0;
    // Some published rates of regions leave councils out that the counts have.
    for (id, area) in data.councils() {
        for (year, row) in data.workforce.years(id) {
            // Counts are rounded, which tells in the smallest council.
            if row.in_post.is_none_or(|in_post| in_post < 20.0) {
                continue;
            }
            let share = |part: Option<f64>, rest: Option<f64>| Some(100.0 * part? / (part? + rest?));
            let ratio = |top: Option<f64>, bottom: Option<f64>| Some(top? / bottom?);
            for (what, published, counted) in [
                ("agency", row.published_agency_percent, share(row.agency, row.in_post)),
                ("vacancy", row.published_vacancy_percent, share(row.vacancies, row.in_post)),
                (
                    "turnover",
                    row.published_turnover_percent,
                    ratio(row.leavers, row.in_post).map(|x| 100.0 * x),
                ),
                ("caseload", row.published_caseload, ratio(row.cases, row.case_holders)),
            ] {
                if let (Some(published), Some(counted)) = (published, counted) {
                    compared += 1;
                    let name = &area.name;
                    assert!(
                        (published - counted).abs() < 0.15,
                        "{name} {year} {what}: {published}, {counted}"
                    );
                }
            }
        }
    }
    assert!(compared > 3_900, "{compared}");
}

#[test]
fn months_add_up_to_years() {
    let data = embedded();
    let (mut years, mut off) = (0, Vec::new());
    for (id, area) in data.areas() {
        for (year, row) in data.referrals_by_month.years(id) {
            let (Some(months), Some(all)) = (row.complete(), data.demand.get(id, year).referrals) else {
                continue;
            };
            years += 1;
            let sum: f64 = months.iter().sum();
            // England and regions are rounded to ten.
            if (sum - all).abs() > 60.0_f64.max(0.01 * all) {
                off.push(format!("{} {year}: {sum} beside {all}", area.name));
            }
        }
    }
    assert!(years > 1_300, "{years}");
    assert_eq!(off, [""; 0]);
}

#[test]
fn figures_until_a_year_hold_nothing_later() {
    let known = embedded().until(2019);
    assert_eq!(known.workforce.last_year(), Some(2019));
    assert_eq!(known.demand.last_year(), Some(2019));
    assert_eq!(known.referrals_by_month.last_year(), Some(2019));
    assert!(known.inspections.iter().all(|inspection| inspection.published.year() <= 2019));
    assert!(known.plans.latest(known.england(), |row| row.need_plans).is_none());
}

#[test]
fn names_are_taken_kindly() {
    let data = embedded();
    for (asked, name) in [
        ("kent", "Kent"),
        ("Kent County Council", "Kent"),
        ("Bath & North East Somerset", "Bath and North East Somerset"),
        ("Bristol", "Bristol, City of"),
        ("city of bristol", "Bristol, City of"),
        ("Hull", "Kingston upon Hull, City of"),
        ("E10000002", "Buckinghamshire"),
        ("Richmond upon Thames", "Kingston upon Thames with Richmond upon Thames"),
        ("st helens", "St. Helens"),
        ("England", "England"),
        ("Herefordshire", "Herefordshire, County of"),
        ("City of London", "City of London"),
        ("Bath", "Bath and North East Somerset"),
        ("scilly", "Isles of Scilly"),
        ("Newcastle", "Newcastle upon Tyne"),
    ] {
        match data.find(asked) {
            Ok(id) => assert_eq!(data.area(id).name, name, "{asked}"),
            Err(unknown) => panic!("{asked}: {unknown:?}"),
        }
    }
}

#[test]
fn an_unknown_name_is_met_with_suggestions() {
    let suggestions = |asked: &str| embedded().find(asked).unwrap_err().suggestions;
    assert_eq!(suggestions("Buckingamshire")[0], "Buckinghamshire");
    assert!(suggestions("bukingham").contains(&"Buckinghamshire".to_owned()));
    assert!(suggestions("Northampton").contains(&"North with West Northamptonshire".to_owned()));
    assert_eq!(suggestions("Atlantis"), [""; 0]);
    assert_eq!(suggestions(""), [""; 0]);
}

fn read(files: &InMemory) -> Result<Published, (Problems, Sources)> {
    Published::read_folder(Path::new(""), files)
}

/// The messages about a folder.
fn messages(files: &InMemory) -> String {
    let (problems, sources) = read(files).unwrap_err();
    problems.render(&sources, false)
}

#[test]
fn a_folder_of_the_same_form_gives_the_same_figures() {
    let read = read(&FILES.iter().copied().collect()).unwrap();
    let kent = read.find("Kent").unwrap();
    assert_eq!(read.workforce.get(kent, 2023), embedded().workforce.get(kent, 2023));
}

#[test]
fn faults_of_a_folder_are_told_all_at_once() {
    let files = FILES.iter().filter(|(name, _)| *name != "plans.csv");
    let changed = files.map(|(name, text)| match *name {
        "workforce.csv" => {
            let text = text.replace("E10000016,2023,728.2", "E10000016,2023,7x8.2");
            (*name, text.replace("E10000016,2022,", "E99999999,2022,"))
        }
        "demand.csv" => (*name, text.replacen("rereferrals", "repeat", 1)),
        _ => (*name, (*text).to_owned()),
    });
    insta::assert_snapshot!(messages(&changed.collect()));
}
