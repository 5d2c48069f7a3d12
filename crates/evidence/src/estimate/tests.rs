//! What is put in the template, and the template itself.

use super::turnover::Leaving;
use super::*;
use crate::published::{FILES, Row};
use model::document::{InMemory, to_toml};
use model::scenario::{Reading, read};
use model::uncertain::is_range;

/// The scenario of a council as of a year.
fn draft(data: &Published, council: &str, year: Year) -> Draft {
    let estimator = Estimator::new(data, Some(year)).unwrap();
    estimator.scenario(data.find(council).unwrap()).unwrap()
}

#[test]
fn the_template_is_a_scenario_without_problems() {
    let reading = Reading::of_text("template", include_str!("template.toml"));
    assert_eq!(reading.problems.render(&reading.sources, false), "");
    assert!(reading.scenario.is_some());
}

/// What stands in the template without a source is an example: a forgotten one would be a figure of
/// another council.
#[test]
fn no_example_of_the_template_stays() {
    let draft = draft(Published::embedded(), "Hackney", 2022);
    let is_example =
        |line: &&str| !line.starts_with('#') && !line.contains("source") && line.contains(char::is_numeric);
    let examples = include_str!("template.toml").lines().filter(is_example);
    let stayed: Vec<&str> = examples.filter(|line| draft.text.lines().any(|own| own == *line)).collect();
    let fixed = [
        "months  = 60",
        "weibull_shape = 0.45",
        "shape = { lognormal = 1.0 }",
        "shape = { bands = [[2, 0.11], [4, 0.05], [13, 0.10], [52, 0.20], [156, 0.33], [416, 0.165], [832, 0.045]] }",
    ];
    assert_eq!(stayed, fixed);
}

/// The whole document that a scenario is, apart from what was taken from where.
fn document(reading: Reading) -> String {
    assert_eq!(reading.problems.errors(), 0, "{}", reading.problems.render(&reading.sources, false));
    let mut resolved = reading.scenario.expect("it has no errors").resolved;
    resolved.remove("taken_from");
    to_toml(&resolved, &is_range)
}

/// What a short file is over the full one.
fn over(full: String, short: String, council: &str, year: Year) -> Reading {
    let council = OfCouncil { name: council.to_owned(), as_of: Some(year) };
    read("short.toml".as_ref(), &InMemory::default().with("short.toml", short).with(council.path(), full))
}

#[test]
fn the_short_file_is_the_scenario_of_the_full_one_at_every_council() {
    let data = Published::embedded();
    for year in [2018, 2023] {
        let estimator = Estimator::new(data, Some(year)).unwrap();
        for (area, of) in data.areas() {
            let draft = estimator.scenario(area).unwrap();
            let text = estimator.short_text(area, &draft);
            let full = Reading::of_text("short", &draft.text);
            let short = over(draft.text, text.clone(), &of.name, year);
            assert_eq!(document(short), document(full), "{} {year}", of.name);
            let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with(['#', '['])).count();
            assert!((15..=60).contains(&lines) && !text.contains("{{"), "{}: {lines} lines", of.name);
        }
    }
}

/// What stands in comments as an example is right when the signs are taken away.
#[test]
fn the_examples_of_the_short_file_can_be_used() {
    let data = Published::embedded();
    let estimator = Estimator::new(data, None).unwrap();
    let hackney = data.find("Hackney").unwrap();
    let draft = estimator.scenario(hackney).unwrap();
    let text = estimator.short_text(hackney, &draft);
    let is_example = |line: &&str| {
        ["targets = ", "decided = ", "[workforce.recruitment]", "weeks_to_hire = "]
            .iter()
            .any(|own| line.starts_with(own))
    };
    let uncommented = text.lines().map(|line| line.strip_prefix("# ").filter(is_example).unwrap_or(line));
    let (_, option) = text.split_once("docs/scenario-file.md.\n#\n").expect("an option stands at the end");
    let option = option.lines().map(|line| line.strip_prefix("# ").unwrap_or("")).collect::<Vec<_>>();
    let text = uncommented.chain(option).collect::<Vec<_>>().join("\n");
    let reading = over(draft.text, text, "Hackney", estimator.year());
    assert_eq!(reading.problems.render(&reading.sources, false), "");
    let service = reading.scenario.unwrap().service;
    assert_eq!(service.option.names().collect::<Vec<_>>(), ["retention", "national_agency_rules_2024"]);
    assert_eq!((service.targets.0.len(), service.decided_options()), (2, vec!["national_agency_rules_2024"]));
}

/// A value of the short template that stands nowhere in the long one would never be seen.
#[test]
fn the_short_template_has_nothing_of_its_own() {
    let keys = |text: &str| -> Vec<String> {
        let table: toml_edit::DocumentMut = text.parse().unwrap();
        let mut all = Vec::new();
        paths(table.as_item(), "", &mut all);
        all
    };
    let full = keys(include_str!("template.toml"));
    let short = keys(include_str!("short.toml"));
    let own: Vec<&String> = short.iter().filter(|path| !full.contains(path)).collect();
    assert_eq!(own, ["extends", "as_of"]);
}

/// The paths of all values that stand in a document by themselves.
fn paths(item: &toml_edit::Item, path: &str, all: &mut Vec<String>) {
    match item.as_table() {
        Some(table) => table.iter().for_each(|(name, below)| {
            let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            paths(below, &path, all);
        }),
        None => all.push(path.to_owned()),
    }
}

/// Who is left out takes along nothing of what stands before the roles.
#[test]
fn the_heading_of_several_tables_stays_when_the_first_is_left_out() {
    let draft = draft(Published::embedded(), "Isles of Scilly", 2019);
    assert!(!draft.text.contains("[role.newly_qualified]"), "{}", draft.text);
    let heading = "put your own payroll means here.\n\n[role.social_worker]";
    assert!(draft.text.to_lowercase().contains(heading), "{}", draft.text);
}

#[test]
fn every_gap_of_the_template_is_filled() {
    let draft = draft(Published::embedded(), "Kent", 2023);
    assert!(!draft.text.contains("{{") && !draft.text.contains("}}"));
    assert!(draft.figures.iter().all(Figure::is_own), "{:?}", draft.figures);
}

#[test]
fn a_year_without_figures_is_refused() {
    let refusal =
        |year| Estimator::new(Published::embedded(), Some(year)).err().map(|error| error.to_string());
    let words = "there are no figures of the workforce for 2030: choose a year from 2017 to 2025";
    assert_eq!(refusal(2030).as_deref(), Some(words));
    assert!(refusal(2016).is_some());
    assert_eq!(Estimator::new(Published::embedded(), None).unwrap().year(), 2025);
}

/// A council without any figure of its own in a year gets those of others, and
/// the file says whose.
#[test]
fn what_is_missing_falls_back_and_is_told() {
    let hackney = draft(Published::embedded(), "Hackney", 2022);
    let fallen: Vec<&Figure> = hackney.figures.iter().filter(|figure| figure.origin != Origin::Own).collect();
    assert!(fallen.iter().any(|figure| figure.name == "referrals"), "{fallen:?}");
    assert!(hackney.text.contains("an earlier year of its own for"), "{}", &hackney.text[..1500]);
}

#[test]
fn england_is_an_average_council() {
    let england = draft(Published::embedded(), "England", 2023);
    assert!(england.text.contains("Average council of England"));
    // 33,119.1 FTE over 149 councils.
    assert!(england.text.contains("in post           222.3 FTE"), "{}", &england.text[..2500]);
}

/// Rates of turnover are drawn towards the middle, and the more so the fewer years there are.
#[test]
fn turnover_is_drawn_towards_region_and_england() {
    let data = Published::embedded();
    let estimator = Estimator::new(data, Some(2023)).unwrap();
    for (council, area) in data.councils() {
        let leaving = Leaving::of(&estimator.evidence(council), &estimator.learned.environment);
        assert!((0.05..0.35).contains(&leaving.rate), "{}: {}", area.name, leaving.rate);
    }
}

/// Posts are the council's to decide, unless it is asked how they have moved; nothing else differs.
#[test]
fn funded_posts_stay_unless_they_are_to_move() {
    let data = Published::embedded();
    let text = |posts: Option<FundedPosts>| {
        let mut estimator = Estimator::new(data, Some(2022)).unwrap();
        if let Some(posts) = posts {
            estimator = estimator.with_posts(posts);
        }
        estimator.scenario(data.find("Kent").unwrap()).unwrap().text
    };
    let usual = text(None);
    assert!(usual.contains("\nposts   = \"as_funded\"\n"), "{}", &usual[..6_000]);
    let drifted = text(Some(FundedPosts::AsDrifted));
    assert_eq!(usual.replace("posts   = \"as_funded\"", "posts   = \"as_drifted\""), drifted);
    assert_eq!(text(Some(FundedPosts::AsFunded)), usual);
}

/// The figures in the program with one cell of Kent's newest line of a file replaced. No rule has looked at them.
fn with_cell(file: &str, column: usize, value: Option<f64>) -> Published {
    let text = FILES.iter().find(|(name, _)| *name == file).unwrap().1;
    let line = text.lines().rfind(|line| line.starts_with("E10000016,")).unwrap();
    let mut cells = line.split(',').skip(1);
    let year: Year = cells.next().unwrap().parse().unwrap();
    let mut figures: Vec<Option<f64>> = cells.map(|cell| cell.parse().ok()).collect();
    figures[column] = value;
    let mut data = Published::embedded().clone();
    let kent = data.find("Kent").unwrap();
    let was_new = match file {
        "workforce.csv" => data.workforce.add(kent, year, Row::from_figures(&figures)),
        "roles.csv" => data.roles.add(kent, year, Row::from_figures(&figures)),
        "demand.csv" => data.demand.add(kent, year, Row::from_figures(&figures)),
        "assessments.csv" => data.assessments.add(kent, year, Row::from_figures(&figures)),
        "plans.csv" => data.plans.add(kent, year, Row::from_figures(&figures)),
        "looked_after.csv" => data.looked_after.add(kent, year, Row::from_figures(&figures)),
        "population.csv" => data.population.add(kent, year, Row::from_figures(&figures)),
        "spending.csv" => data.spending.add(kent, year, Row::from_figures(&figures)),
        "referral_sources.csv" => data.referral_sources.add(kent, year, Row::from_figures(&figures)),
        _ => data.referrals_by_month.add(kent, year, Row::from_figures(&figures)),
    };
    assert!(!was_new, "{file} has a line of Kent");
    data
}

/// Whatever a cell holds, `init` writes what `check` accepts or says that the figures contradict each other: no panic,
/// even for what the rules of figures would refuse. What is learned from all councils is learned once.
#[test]
fn no_value_of_a_single_cell_makes_a_scenario_that_check_refuses() {
    let mut estimator = Estimator::new(Published::embedded(), Some(2025)).unwrap();
    let kent = estimator.known.find("Kent").unwrap();
    let (mut made, mut refused) = (0, Vec::new());
    for (file, text) in FILES.iter().filter(|(name, _)| !["areas.csv", "inspections.csv"].contains(name)) {
        for (column, name) in text.lines().next().unwrap().split(',').skip(2).enumerate() {
            for value in [None, Some(0.0), Some(1.0), Some(9_999_999.0)] {
                estimator.known = with_cell(file, column, value);
                match estimator.scenario(kent) {
                    Ok(draft) => {
                        let reading = Reading::of_text("kent", &draft.text);
                        assert_eq!(reading.problems.errors(), 0, "{name} {value:?}");
                        made += 1;
                    }
                    Err(fault) => refused.push(format!("{name} {value:?}: {fault}")),
                }
            }
        }
    }
    assert_eq!(made + refused.len(), 4 * 79);
    assert!(refused.len() < 30, "{}\n{}", refused.len(), refused.join("\n"));
}
