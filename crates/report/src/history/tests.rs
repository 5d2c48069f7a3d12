//! The words of the charts, and the rows of the file.

use std::fmt::Write as _;

use super::*;
use evidence::published::Published;

fn profile(name: &str) -> Profile<'static> {
    let published = Published::embedded();
    Profile::new(published, published.find(name).unwrap())
}

#[test]
fn the_words_of_the_charts_say_what_is_shown() {
    let mut text = String::new();
    for name in ["Kent", "Isles of Scilly", "Hackney", "Dorset", "South East", "England"] {
        for picture in pictures(&profile(name)) {
            let chart = picture.chart;
            writeln!(text, "{}: {}\n  {}", picture.name, chart.texts.title, chart.texts.subtitle).unwrap();
            writeln!(text, "  {}\n  {}\n", chart.texts.description, chart.texts.notes.join("\n  ")).unwrap();
        }
    }
    insta::assert_snapshot!(text.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
}

#[test]
fn every_chart_of_every_area_can_be_drawn() {
    let published = Published::embedded();
    let mut drawn = 0;
    for (id, area) in published.areas() {
        for picture in pictures(&Profile::new(published, id)) {
            let svg = history_to_svg(&picture.chart).unwrap_or_else(|error| panic!("{}: {error}", area.name));
            assert!(svg.contains("<title id=") && svg.contains("<desc id="));
            drawn += 1;
        }
    }
    assert!(drawn > 1_000, "{drawn}");
}

#[test]
fn a_missing_figure_is_an_empty_cell() {
    let text = history_csv(&profile("Hackney"));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "series,area,code,indicator,unit,period,date,value");
    for line in [
        "own,Hackney,E09000012,referrals,count,year,2021-03-31,",
        "own,Hackney,E09000012,referrals,count,year,2023-03-31,4148.00",
        "own,Hackney,E09000012,in_post_fte,FTE,day,2023-09-30,177.50",
        "england,England,E92000001,cases_held,cases,day,2023-09-30,337055.00",
    ] {
        assert!(lines.contains(&line), "{line}");
    }
    assert!(text.contains("\npeers_median,statistical neighbours,,caseload,cases per FTE,day,2023-09-30,"));
}
