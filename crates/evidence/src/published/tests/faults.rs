//! What a council may get wrong in a folder of figures: each is found, with its file and line.

use super::*;

const KENT_2023: &str = "E10000016,2023,";

/// All that is said of the figures in the program with one file changed, and whether they can be used.
fn said(file: &str, change: impl Fn(&str) -> String) -> (String, bool) {
    let changed = |(name, text): &(&'static str, &str)| {
        (*name, if *name == file { change(text) } else { (*text).to_owned() })
    };
    let read = Published::read(
        Path::new("mine"),
        &FILES.iter().map(changed).map(|(n, t)| (format!("mine/{n}"), t)).collect::<InMemory>(),
    );
    (read.problems.render(&read.sources, false), read.published.is_some())
}

/// A cell of a line, by the beginning of the line and the column.
fn cell(line: &'static str, column: &'static str, value: &'static str) -> impl Fn(&str) -> String {
    move |text| {
        let at = text.lines().next().unwrap().split(',').position(|name| name == column).unwrap();
        let changed = text.lines().map(|own| {
            let mut cells: Vec<&str> = own.split(',').collect();
            if own.starts_with(line) {
                cells[at] = value;
            }
            cells.join(",")
        });
        changed.collect::<Vec<_>>().join("\n")
    }
}

fn line(of: &'static str, change: impl Fn(&str) -> String) -> impl Fn(&str) -> String {
    move |text| {
        let changed = text.lines().map(|own| if own.starts_with(of) { change(own) } else { own.to_owned() });
        changed.collect::<Vec<_>>().join("\n")
    }
}

#[track_caller]
fn assert_said(what: &str, (said, usable): (String, bool), wanted: &[&str], is_usable: bool) {
    for words in wanted {
        assert!(said.contains(words), "{what}: no `{words}` in\n{said}");
    }
    assert_eq!(usable, is_usable, "{what}:\n{said}");
}

#[test]
fn the_figures_in_the_program_break_no_rule() {
    let (said, usable) = said("", str::to_owned);
    assert_eq!(said, "");
    assert!(usable);
}

#[test]
fn a_line_with_more_or_fewer_cells_than_the_head_is_refused() {
    let thousands = line(KENT_2023, |line| line.replacen("22589", "22,589", 1));
    let wanted =
        ["15 cells where 14 are wanted", "mine/demand.csv:2186", "take the commas out of numbers (22589"];
    assert_said("thousands", said("demand.csv", thousands), &wanted, false);
    for (what, change, wanted) in [
        ("more", ",9,9", "18 cells where 16 are wanted"),
        ("trailing comma", ",", "17 cells where 16 are wanted"),
        ("open quote", "\"", "cells where 16 are wanted"),
    ] {
        let change = line(KENT_2023, |line| format!("{line}{change}"));
        let open = if what == "open quote" {
            cell(KENT_2023, "agency", "\"121")(FILES[1].1)
        } else {
            change(FILES[1].1)
        };
        assert_said(
            what,
            said("workforce.csv", |_| open.clone()),
            &[wanted, "mine/workforce.csv:1230"],
            false,
        );
    }
    let short = line(KENT_2023, |line| line.split(',').take(3).collect::<Vec<_>>().join(","));
    assert_said(
        "short",
        said("workforce.csv", short),
        &["3 cells where 16 are wanted", "workforce.csv:1230"],
        false,
    );
}

#[test]
fn a_head_with_a_column_twice_or_without_a_name_is_refused() {
    let twice = |text: &str| {
        let all = text
            .lines()
            .enumerate()
            .map(|(at, line)| line.to_owned() + if at == 0 { ",agency" } else { ",5" });
        all.collect::<Vec<_>>().join("\n")
    };
    let wanted =
        ["the column `agency` stands twice in the head", "workforce.csv:1:", "take one of the two out"];
    assert_said("twice", said("workforce.csv", twice), &wanted, false);
    let unnamed = |text: &str| text.lines().map(|line| format!("{line},")).collect::<Vec<_>>().join("\n");
    assert_said(
        "unnamed",
        said("workforce.csv", unnamed),
        &["column 17 has no name", "workforce.csv:1:"],
        false,
    );
}

/// Of a fault in every line a few are shown, with the number of the others; and faults of all files at once.
#[test]
fn many_faults_of_one_kind_are_counted() {
    let all = |text: &str| {
        text.lines()
            .map(|line| format!("{line},"))
            .collect::<Vec<_>>()
            .join("\n")
            .replacen("ed,\n", "ed\n", 1)
    };
    let (said, _) = said("looked_after.csv", |text| all(text).replacen("ceased,", "ceased", 1));
    assert_eq!(said.matches("6 cells where 5 are wanted").count(), 5, "{said}");
    assert!(said.contains("there are 2,445 more lines of this kind"), "{said}");
}

/// A file, the beginning of a line, a column and what is put there, and words of what is said.
type Case = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// Each is refused.
const CANNOT_BE: &[Case] = &[
    (
        "demand.csv",
        KENT_2023,
        "no_further_action",
        "22590",
        "`no_further_action` is 22,590, but `referrals` is 22,589 (demand.csv:2186)",
    ),
    ("demand.csv", KENT_2023, "not_in_need", "22500", "but `referrals` is 22,589"),
    ("demand.csv", KENT_2023, "rereferrals", "99999", "`rereferrals` is 99,999, but `referrals` is 22,589"),
    (
        "demand.csv",
        KENT_2023,
        "awaiting_assessment",
        "99999",
        "`awaiting_assessment` is 99,999, but `children_in_need`",
    ),
    (
        "demand.csv",
        KENT_2023,
        "protection_plans",
        "99999",
        "`protection_plans` is 99,999, but `children_in_need`",
    ),
    ("demand.csv", KENT_2023, "referrals", "22.589", "did you mean 22589?"),
    ("demand.csv", KENT_2023, "referrals", "0", "`rereferrals`"),
    (
        "demand.csv",
        KENT_2023,
        "referrals",
        "22589000000",
        "`22589000000` in the column `referrals` is no figure",
    ),
    ("plans.csv", "E10000016,2022,", "need_plans", "99999", "`need_plans` is 99,999, but `children_in_need`"),
    (
        "workforce.csv",
        KENT_2023,
        "case_holders",
        "5337",
        "`case_holders` is 5,337, but `in_post` and `agency` are 849.2",
    ),
    (
        "workforce.csv",
        KENT_2023,
        "leavers",
        "9999",
        "`leavers` is 9,999, but `in_post` and `starters` are 850.8",
    ),
    (
        "workforce.csv",
        KENT_2023,
        "absence_percent",
        "150",
        "`absence_percent` is 150, but a share is at most 100%",
    ),
    ("workforce.csv", KENT_2023, "published_vacancy_percent", "160", "a share is at most 100%"),
    ("workforce.csv", KENT_2023, "in_post", "728 ,2", "cells where 16"),
    ("workforce.csv", KENT_2023, "in_post", "728.2%", "write it as 728.2"),
    ("workforce.csv", "E92000001,2023,", "absence_percent", "0.033", "did you mean 3.3?"),
    (
        "workforce.csv",
        "E92000001,2023,",
        "in_post",
        "3",
        "England: `in_post` is 3 in 2023, but 31,634.1 in 2022",
    ),
    (
        "roles.csv",
        KENT_2023,
        "senior_manager",
        "900",
        "`senior_manager` is 900, but `in_post` is 728.2 (workforce.csv:1230)",
    ),
    (
        "assessments.csv",
        "E10000016,2022,",
        "days_1_to_10",
        "99999",
        "`days_1_to_10` is 99,999, but `completed`",
    ),
    ("referral_sources.csv", "E10000016,2022,", "police", "99999", "`police` is 99,999, but `referrals`"),
    ("referrals_by_month.csv", "E10000016,2022,", "august", "200000", "`august` is 200,000, but `referrals`"),
    ("referrals_by_month.csv", "E10000016,2022,", "august", "3999", "`april` to `march` add up to"),
    ("areas.csv", "E10000016,", "neighbours", "E99999999 E06000001", "the neighbour `E99999999` is no area"),
];

#[test]
fn what_cannot_be_is_refused_with_file_and_line() {
    for (file, year, column, value, wanted) in CANNOT_BE {
        assert_said(
            column,
            said(file, cell(year, column, value)),
            &["error: ", wanted, &format!("--> mine/{file}:")],
            false,
        );
    }
}

/// Of each there is a warning.
const HARDLY: &[Case] = &[
    ("workforce.csv", KENT_2023, "absence_percent", "0.05", "did you mean 5?"),
    ("workforce.csv", KENT_2023, "absence_percent", "33", "did you mean 3.3?"),
    ("workforce.csv", KENT_2023, "published_agency_percent", "0.142", "did you mean 14.2?"),
    ("workforce.csv", KENT_2023, "agency", "12.1", "`agency` over `agency` and `in_post` is 1.6"),
    (
        "workforce.csv",
        KENT_2023,
        "agency",
        "1121",
        "`agency` is 1,121 in 2023, but 106 in 2022 (workforce.csv:1229)",
    ),
    ("workforce.csv", KENT_2023, "cases", "99880", "did you mean 9,988?"),
    ("workforce.csv", KENT_2023, "leavers", "800", "`leavers` is 800, but `in_post` is 728.2"),
    (
        "workforce.csv",
        "E92000001,2023,",
        "agency",
        "5178.5",
        "the councils of England add up to 7,173.6 `agency` in 2023, but England has 5,178.5",
    ),
    ("demand.csv", KENT_2023, "protection_plans_started", "0", "`protection_plans_started` is 0"),
    ("demand.csv", KENT_2023, "initial_conferences", "17830", "the councils of South East add up to"),
    ("demand.csv", "E10000016,2023,", "year", "2033", "Kent, 2033: demand.csv has no line of England"),
    ("looked_after.csv", KENT_2023, "started", "0", "leave the cell empty if the figure was suppressed"),
    ("population.csv", KENT_2023, "children", "34", "`children` is 34"),
    ("referrals_by_month.csv", "E10000016,2022,", "august", "20", "`april` to `march` add up to"),
];

/// What is hard to believe is told, and stops nothing: councils do have odd figures, and the figures in the program show
/// which.
#[test]
fn what_is_hard_to_believe_is_a_warning() {
    for (file, year, column, value, wanted) in HARDLY {
        assert_said(
            column,
            said(file, cell(year, column, value)),
            &["warning: ", wanted, &format!("--> mine/{file}:")],
            true,
        );
    }
}

/// All absences as fractions: no figure of any council would be right.
#[test]
fn a_column_of_fractions_is_refused() {
    let fractions = |text: &str| {
        let lines = text.lines().map(|line| {
            let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
            if let Ok(percent) = cells[11].parse::<f64>() {
                cells[11] = format!("{:.4}", percent / 100.0);
            }
            cells.join(",")
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    let wanted = [
        "England, 2017: `absence_percent` is 0.031 per cent",
        "write per cents in this column, not fractions",
    ];
    assert_said("fractions", said("workforce.csv", fractions), &wanted, false);
}

#[test]
fn a_folder_without_areas_with_two_countries_or_with_other_separators_is_refused() {
    let head_only = |text: &str| text.lines().next().unwrap().to_owned();
    assert_said("no areas", said("areas.csv", head_only), &["no line for England"], false);
    let two = cell("E12000004,", "level", "country");
    assert_said("two", said("areas.csv", two), &["more than one country"], false);
    let semicolons = |text: &str| text.replace(',', ";");
    assert_said("semicolons", said("demand.csv", semicolons), &["save it with commas between"], false);
    assert_said("empty", said("demand.csv", |_| String::new()), &["the columns `code`, `year`"], false);
}
