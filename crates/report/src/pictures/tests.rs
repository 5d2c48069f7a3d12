//! The words and the names of all charts.

use std::fmt::Write as _;

use super::*;
use crate::Titles;
use crate::sample::Sample;
use chart::TargetLine;
use model::summary::Series;

/// Title, subtitle, description and notes of a chart, and what is named in it.
fn words(picture: &Picture) -> String {
    let targets = |targets: &[TargetLine]| {
        let months =
            |target: &TargetLine| target.months.iter().map(|month| month.short_name()).collect::<Vec<_>>();
        let each =
            targets.iter().map(|target| format!("{} {} {:?}", target.name, target.value, months(target)));
        each.collect::<Vec<_>>().join(", ")
    };
    let names = match &picture.drawing {
        Drawing::Fan(chart) => {
            format!("history {}, targets {}", chart.history.len(), targets(&chart.targets))
        }
        Drawing::Panels(chart) => {
            let panels: Vec<&str> = chart.panels.iter().map(|panel| panel.name.as_str()).collect();
            format!("history {}, targets {}, {panels:?}", chart.history.len(), targets(&chart.targets))
        }
        Drawing::Chances(chart) => {
            let lines: Vec<&str> = chart.lines.iter().map(|line| line.name.as_str()).collect();
            let by = chart.by.map(|by| by.to_string()).unwrap_or_default();
            format!("by {by}, {lines:?}")
        }
        Drawing::Years(chart) => {
            let options: Vec<&str> = chart.options.iter().map(|option| option.name.as_str()).collect();
            format!("{:?}, {options:?}", chart.years)
        }
        Drawing::Waterfall(chart) => {
            let steps: Vec<String> =
                chart.steps.iter().map(|step| format!("{} {:.0}", step.name, step.value)).collect();
            format!("{steps:?}")
        }
    };
    let Texts { title, subtitle, description, notes } = picture.texts();
    format!("{title}\n  {subtitle}\n  {description}\n  {}\n  {names}\n", notes.join("\n  "))
}

fn all_words(sample: &Sample) -> String {
    let mut text = String::new();
    for picture in pictures(&sample.run()) {
        writeln!(text, "{}: {}", picture.name, words(&picture)).unwrap();
    }
    text.replace(env!("CARGO_PKG_VERSION"), "VERSION")
}

fn names(sample: &Sample) -> Vec<String> {
    pictures(&sample.run()).into_iter().map(|picture| picture.name).collect()
}

#[test]
fn the_words_of_the_charts_say_what_is_shown() {
    insta::assert_snapshot!(all_words(&Sample::new()));
}

#[test]
fn the_words_of_the_charts_of_options_say_what_is_shown() {
    insta::assert_snapshot!(all_words(&Sample::with_options(&["Campaign", "Campaign and retention"])));
}

#[test]
fn the_words_of_the_charts_of_one_option_say_what_is_shown() {
    let text = all_words(&Sample::with_options(&["Campaign"]));
    let titles: Vec<&str> = text.lines().filter(|line| !line.starts_with(' ') && !line.is_empty()).collect();
    insta::assert_snapshot!(titles.join("\n"));
}

#[test]
fn five_options_are_shown_in_two_charts_with_the_baseline_in_each() {
    let sample = Sample::with_options(&["A", "B", "C", "D", "E"]);
    let all = pictures(&sample.run());
    for (name, wanted) in [
        ("options_caseload", &["Baseline", "A", "B", "C"][..]),
        ("options_caseload-2", &["Baseline", "D", "E"]),
        ("differences_caseload", &["A", "B, against A", "C"]),
        ("differences_caseload-2", &["D", "E"]),
    ] {
        let picture = all.iter().find(|picture| picture.name == name).unwrap();
        let Drawing::Panels(chart) = &picture.drawing else { panic!("{name} has no panels") };
        let panels: Vec<&str> = chart.panels.iter().map(|panel| panel.name.as_str()).collect();
        assert_eq!(panels, wanted);
    }
    for name in ["target_1-2", "target_2-2", "cost_by_year-2", "cost_difference_by_year-2", "net_cost-2"] {
        assert!(all.iter().any(|picture| picture.name == name), "{name}");
    }
    assert_eq!(all.iter().filter(|picture| picture.name.starts_with("cost_drivers_")).count(), 5);
}

#[test]
fn what_no_option_changes_has_no_chart_of_differences() {
    let mut sample = Sample::with_options(&["Campaign"]);
    assert!(!names(&sample).contains(&"differences_agency_rate".to_owned()));
    for series in &mut sample.results.comparisons[0].monthly {
        let nothing = series.bands[0].1;
        series.bands.iter_mut().for_each(|(_, difference)| *difference = nothing);
    }
    sample.results.comparisons[0].net_cost.cumulative.truncate(1);
    let left = names(&sample);
    let changes = ["differences_", "net_cost", "cost_drivers_"];
    assert!(left.iter().all(|name| changes.iter().all(|change| !name.starts_with(change))), "{left:?}");
    assert!(left.contains(&"options_agency_rate".to_owned()));
}

#[test]
fn a_target_has_a_chart_without_options_too() {
    let mut sample = Sample::with_options(&[]);
    assert!(names(&sample).contains(&"target_2".to_owned()));
    sample.results.summaries[0].targets.clear();
    assert!(!names(&sample).iter().any(|name| name.starts_with("target_")));
}

#[test]
fn every_chart_can_be_drawn_and_no_name_is_given_twice() {
    let long =
        "Retention payment of £3,000 a year to every social worker who has stayed for two years or more";
    for titles in
        [&[][..], &[long], &["A", long, long, long], &["A", "B", long, "D", "E", "F", "G", "H", "I"]]
    {
        let sample = Sample::with_options(titles);
        for picture in pictures(&sample.run()) {
            let svg = picture.to_svg(Size::Page).unwrap_or_else(|error| panic!("{}: {error}", picture.name));
            assert!(svg.contains("<title id=") && svg.contains("<desc id="));
        }
        let mut names = names(&sample);
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}

#[test]
fn the_data_of_every_chart_are_a_table() {
    let sample = Sample::with_options(&["Campaign", "Campaign and retention"]);
    let mut text = String::new();
    for picture in pictures(&sample.run()) {
        let DataTable { columns, rows } = picture.data();
        assert!(!rows.is_empty() && rows.iter().all(|row| row.len() == columns.len()), "{}", picture.name);
        let shown = rows.iter().take(4).chain(rows.iter().skip(4).next_back());
        let shown = [&columns].into_iter().chain(shown).map(|row| row.join(" | "));
        writeln!(text, "{}\n  {}\n", picture.name, shown.collect::<Vec<_>>().join("\n  ")).unwrap();
    }
    insta::assert_snapshot!(text);
}

#[test]
fn neutral_titles_claim_nothing() {
    let mut sample = Sample::with_options(&["Campaign", "Campaign and retention"]);
    sample.charts.titles = Titles::Neutral;
    let titles: Vec<String> = pictures(&sample.run())
        .into_iter()
        .map(|picture| format!("{}: {}", picture.name, picture.texts().title))
        .collect();
    insta::assert_snapshot!(titles.join("\n"));
}

#[test]
fn with_few_trials_or_layers_left_out_nothing_is_called_likely() {
    let mut sample = Sample::with_options(&["Campaign"]);
    sample.settings.trials = 50;
    let told = all_words(&sample);
    assert!(!told.contains("likely") && !told.contains("almost certain"), "{told}");
}

#[test]
fn only_measures_that_are_asked_for_have_charts() {
    let mut sample = Sample::with_options(&["Campaign"]);
    sample.charts.measures = Some(vec!["in_post_fte".into(), "vacancy_rate".into(), "in_post_fte".into()]);
    let of_levels = ["in_post_fte", "vacancy_rate"];
    let of_options = ["differences_vacancy_rate", "options_in_post_fte", "options_vacancy_rate", "target_1"];
    assert_eq!(names(&sample), [&of_levels[..], &of_options].concat());
}

#[test]
fn each_team_has_a_panel_where_there_are_several() {
    let mut sample = Sample::new();
    assert!(!names(&sample).contains(&"teams_caseload".to_owned()), "one team is the service");
    let kent = include_str!("../../../../scenarios/kent.toml");
    sample.scenario = model::scenario::Reading::of_text("kent", kent).scenario.unwrap();
    let monthly = &mut sample.results.summaries[0].monthly;
    let of_service = monthly.iter().find(|series| series.team.is_none()).unwrap().clone();
    for team in sample.scenario.service.team.names() {
        monthly.push(Series { team: Some(team.to_owned()), ..of_service.clone() });
    }
    let pictures = pictures(&sample.run());
    let teams = pictures.iter().find(|picture| picture.name == "teams_caseload").unwrap();
    let Drawing::Panels(chart) = &teams.drawing else { panic!("no panels") };
    assert_eq!(chart.panels.len(), sample.scenario.service.team.len());
    assert_eq!(teams.data().columns[..2], ["Month", "Team"]);
    for size in Size::ALL {
        assert!(teams.to_svg(size).is_ok());
    }
}
