//! Traps of official files: each is a small file, imported onto the figures in the program.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::{ChangeKind, Import, Imported};
use crate::published::{FILES, Published};
use model::document::{InMemory, ReadFiles as _};

const HEAD: &str = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,\
                    old_la_code,new_la_code,la_name";

fn import(files: &[(&str, &[u8])]) -> Imported {
    let files: Vec<(PathBuf, Vec<u8>)> =
        files.iter().map(|(name, bytes)| (PathBuf::from(name), bytes.to_vec())).collect();
    let texts: InMemory = FILES.iter().copied().collect();
    Import { files: &files, published: Published::embedded(), texts: &texts }.import()
}

/// Imports a file of population with these rows: the period, the level, the code, the name and the figure.
fn of_population(rows: &[[&str; 5]]) -> Imported {
    import(&[("population.csv", population(rows).as_bytes())])
}

fn population(rows: &[[&str; 5]]) -> String {
    let mut text = format!("{HEAD},age_group,population_estimate\n");
    for [period, level, code, name, figure] in rows {
        let (country, region, council) = match *level {
            "National" => (*code, "", ""),
            "Regional" => ("E92000001", *code, ""),
            _ => ("E92000001", "E12000008", *code),
        };
        writeln!(
            text,
            "{period},Reporting year,{level},{country},England,{region},,,{council},{name},\
             Children aged 0 to 17 years,{figure}"
        )
        .unwrap();
    }
    text
}

const LA: &str = "Local authority";

/// The line of a table in the new folder that begins so, or `-`.
fn line(imported: &Imported, table: &str, begin: &str) -> String {
    let folder = imported.folder.as_ref().expect("no errors");
    let text = String::from_utf8(folder.bytes(Path::new(table), u64::MAX).unwrap()).unwrap();
    text.lines().find(|line| line.starts_with(begin)).unwrap_or("-").to_owned()
}

fn told(imported: &Imported) -> String {
    imported.problems.render(&imported.sources, false)
}

#[test]
fn a_figure_with_commas_a_mark_before_the_text_and_a_financial_year_is_taken() {
    let text = format!("\u{feff}{}", population(&[["203132", LA, "E10000016", "Kent", "\"340,123\""]]));
    let imported = import(&[("anything.txt", text.as_bytes())]);
    assert_eq!(line(&imported, "population.csv", "E10000016,2032"), "E10000016,2032,340123");
    assert_eq!(told(&imported), "");
}

#[test]
fn what_the_files_do_not_hold_is_kept_to_the_letter() {
    let imported = of_population(&[["2031", LA, "E10000016", "Kent", "340123"]]);
    let folder = imported.folder.as_ref().unwrap();
    for (name, text) in FILES.iter().filter(|(name, _)| *name != "population.csv") {
        assert_eq!(folder.bytes(Path::new(name), u64::MAX).unwrap(), text.as_bytes(), "{name}");
    }
    let (_, before) = FILES.iter().find(|(name, _)| *name == "population.csv").unwrap();
    let now = folder.bytes(Path::new("population.csv"), u64::MAX).unwrap();
    assert_eq!(String::from_utf8(now).unwrap().replace("E10000016,2031,340123\n", ""), *before);
}

#[test]
fn revised_and_withdrawn_figures_are_told_and_listed_in_the_folder() {
    let imported = of_population(&[
        ["2012", LA, "E10000016", "Kent", "1"],
        ["2013", LA, "E10000016", "Kent", "c"],
        ["2031", LA, "E10000016", "Kent", "5"],
    ]);
    let kinds: Vec<ChangeKind> = imported.changes.iter().map(super::Change::kind).collect();
    assert_eq!(kinds, [ChangeKind::Revised, ChangeKind::Withdrawn, ChangeKind::New]);
    assert_eq!(line(&imported, "population.csv", "E10000016,2013"), "E10000016,2013,");
    let listed = line(&imported, "revisions.csv", "population.csv,children,E10000016,2012");
    assert!(listed.ends_with(",1"), "{listed}");
    assert_eq!(line(&imported, "revisions.csv", "population.csv,children,E10000016,2031"), "-");
}

#[test]
fn the_folder_says_from_which_files_its_figures_come() {
    // The fingerprint of another program (sha256sum).
    let text = "code,year,section_47_enquiries,initial_conferences\nE10000016,2031,7,8\n";
    let imported = import(&[("downloads/conferences.csv", text.as_bytes())]);
    assert_eq!(
        line(&imported, "sources.csv", "demand.csv"),
        "demand.csv,initial_conferences section_47_enquiries,2031,2031,conferences.csv,\
         d5e004a3b3f1cc9932930d20011f39c0b4bce44d72810138a1eddc98adb29eb9,Staffcast's own table of enquiries and conferences"
    );
}

#[test]
fn the_halves_of_london_and_other_levels_are_passed_over() {
    let imported = of_population(&[
        ["2031", "Regional", "E13000001", "", "7"],
        ["2031", "Local authority district", "E07000105", "Ashford", "7"],
        ["2031", "Regional", "E12000007", "", "8"],
    ]);
    assert_eq!(imported.taken[0].passed_over.len(), 2);
    assert_eq!(line(&imported, "population.csv", "E12000007,2031"), "E12000007,2031,8");
    assert_eq!(imported.changes.len(), 1);
}

#[test]
fn an_old_code_a_new_code_and_members_come_to_the_area_that_they_are() {
    let imported = of_population(&[
        ["2031", LA, "E08000016", "Barnsley", "1"],
        ["2031", LA, "E08000099", "Gateshead", "2"],
        ["2031", LA, "E06000063", "Cumberland", "3"],
        ["2031", LA, "E06000064", "Westmorland and Furness", "4"],
        ["2031", LA, "E06000058", "Bournemouth Christchurch and Poole", "5"],
        ["2031", LA, "E06000059", "Dorset", "x"],
        ["2031", LA, "E06000061 / E06000062", "North Northamptonshire / West Northamptonshire", "6"],
    ]);
    assert_eq!(told(&imported), "");
    for (code, figure) in [
        ("E08000038,2031", "1"),
        ("E08000037,2031", "2"),
        ("E06000063+E06000064,2031", "7"),
        ("E06000061+E06000062,2031", "6"),
    ] {
        assert_eq!(line(&imported, "population.csv", code), format!("{code},{figure}"));
    }
    assert_eq!(line(&imported, "population.csv", "E06000058+E06000059,2031"), "-");
    assert_eq!(imported.taken[0].no_sums.len(), 1);
    assert_eq!(
        imported.taken[0].notes,
        ["Without any figure of 2031: Bournemouth, Christchurch and Poole with Dorset"]
    );
    assert_eq!(imported.taken[0].by_name.len(), 1);
}

#[test]
fn every_fault_of_every_file_is_told_at_once_with_its_place() {
    let bad = of_bad_rows();
    let imported = import(&[
        ("population.csv", bad.as_bytes()),
        (
            "renamed.csv",
            format!("{HEAD},category,CPP_beginning,CPP_subsequent,CPP_subsequent_percent\n").as_bytes(),
        ),
        ("strange.csv", b"month,budget\n2025-03,17\n"),
        ("semicolons.csv", b"time_period;inpost_fte\n2025;17\n"),
        ("page.csv", b"<!DOCTYPE html><html></html>"),
        ("empty.csv", b" \n"),
        ("latin.csv", b"caf\xe9\n"),
        ("download.ods", b"PK\x03\x04nothing"),
    ]);
    assert!(imported.folder.is_none());
    insta::assert_snapshot!(told(&imported));
}

fn of_bad_rows() -> String {
    let mut text = population(&[
        ["2024Q1", LA, "E10000016", "Kent", "5"],
        ["2031", LA, "E10000099", "Nowhere", "5"],
        ["2031", LA, "E10000016", "Kent", "12.5%"],
        ["2031", LA, "E10000016", "Kent", "n/a"],
        ["2032", LA, "E10000016", "Kent", "5"],
        ["2032", LA, "E10000016", "Kent", "6"],
    ]);
    text.push_str("2033,Reporting year,Local authority,1,234\n");
    text
}

#[test]
fn a_figure_that_a_release_has_given_up_is_kept_as_it_was() {
    let head =
        format!("{HEAD},category,Started_episodes,Started_child,Ended_episodes,Ended_child,At31_episodes\n");
    let row = "2031,,Local authority,E92000001,,E12000008,,886,E10000016,Kent,Children in Need,1,2,3,4,5\n";
    let imported = import(&[("episodes.csv", format!("{head}{row}").as_bytes())]);
    assert_eq!(line(&imported, "demand.csv", "E10000016,2031"), "E10000016,2031,,,,,1,3,5,,,,,");
    insta::assert_snapshot!(told(&imported));
}

#[test]
fn what_no_official_file_gives_is_taken_over_from_tables_in_our_form() {
    let roles = "code,year,case_holder,senior_practitioner,without_cases,first_line_manager,middle_manager,\
                 senior_manager\nE10000016,2031,1,2,3,4,5,6\nE08000016,2031,1,,3,4,5,6\n";
    let demand = "code,year,section_47_enquiries,initial_conferences\nE10000016,2031,7,8\n";
    let imported = import(&[("roles-2031.csv", roles.as_bytes()), ("conferences.csv", demand.as_bytes())]);
    assert_eq!(told(&imported), "");
    assert_eq!(line(&imported, "roles.csv", "E10000016,2031"), "E10000016,2031,1,2,3,4,5,6");
    // Barnsley by its former code.
    assert_eq!(line(&imported, "roles.csv", "E08000038,2031"), "E08000038,2031,1,,3,4,5,6");
    assert_eq!(line(&imported, "demand.csv", "E10000016,2031"), "E10000016,2031,,,,,,,,,7,8,,");
}

#[test]
fn a_lookup_of_districts_is_known_and_not_needed() {
    let text = "\u{feff}LTLA23CD,LTLA23NM,UTLA23CD,UTLA23NM\nE06000001,Hartlepool,E06000001,Hartlepool\n";
    let imported = import(&[("lookup.csv", text.as_bytes())]);
    assert_eq!(imported.unused.len(), 1);
    assert_eq!((told(&imported).as_str(), imported.changes.len()), ("", 0));
}

#[test]
fn a_column_that_nobody_knows_is_passed_over_with_the_nearest_name() {
    let text = population(&[["2031", LA, "E10000016", "Kent", "5"]]);
    let text = text.replacen("population_estimate\n", "population_estimate,population_estimates\n", 1);
    let text = text.replace("17 years,5\n", "17 years,5,6\n");
    let imported = import(&[("population.csv", text.as_bytes())]);
    assert_eq!(line(&imported, "population.csv", "E10000016,2031"), "E10000016,2031,5");
    insta::assert_snapshot!(told(&imported));
}

#[test]
fn a_file_about_something_else_is_told_what_it_would_have_to_hold() {
    let text = population(&[["2031", LA, "E10000016", "Kent", "5"]]).replace("0 to 17", "0 to 4");
    let imported = import(&[("population.csv", text.as_bytes())]);
    insta::assert_snapshot!(told(&imported));
}

#[test]
fn of_two_files_that_hold_the_same_cell_the_later_counts_and_it_is_told() {
    let file = |figure: &str| population(&[["2031", LA, "E10000016", "Kent", figure]]);
    let imported = import(&[("one.csv", file("5").as_bytes()), ("two.csv", file("6").as_bytes())]);
    assert_eq!(line(&imported, "population.csv", "E10000016,2031"), "E10000016,2031,6");
    assert_eq!(imported.taken[1].notes.len(), 1);
}

#[test]
fn england_that_is_not_the_sum_of_its_councils_is_told() {
    let published = Published::embedded();
    let mut rows: Vec<[&str; 5]> = vec![["2031", "National", "E92000001", "", "5000"]];
    rows.extend(published.councils().map(|(_, area)| ["2031", LA, area.code.as_str(), "", "10"]));
    let imported = of_population(&rows);
    assert_eq!(imported.sums.checked, 1);
    assert_eq!(
        imported.sums.broken,
        ["population.csv, children 2031: the councils have 1,490, England 5,000"]
    );
    rows[0][4] = "1490";
    assert_eq!(of_population(&rows).sums.broken, [""; 0]);
    rows.pop();
    assert_eq!(of_population(&rows).sums.unchecked, 1);
}

#[test]
fn neighbours_are_found_by_the_names_beside_their_numbers() {
    let ranks = (1..=10).map(|rank| format!("SN_{rank},SN_{rank}P")).collect::<Vec<_>>().join(",");
    let row = |number: &str, name: &str, neighbours: [&str; 2]| {
        format!("{number},{name},1,x,{},Close,{},Close{}\n", neighbours[0], neighbours[1], ",,".repeat(8))
    };
    let text = format!("\u{feff}old_la_code,la_name,region_ind,region_name,{ranks}\n")
        + &row("886", "Kent", ["342", "942"])
        + &row("342", "St Helens", ["886", "942"])
        + &row("942", "Cumberland", ["943", "886"])
        + &row("943", "Westmorland and Furness", ["342", "886"]);
    let imported = import(&[("neighbours.csv", text.as_bytes())]);
    assert_eq!(told(&imported), "");
    assert!(line(&imported, "areas.csv", "E10000016").ends_with(",,E08000013 E06000063+E06000064"));
    // Of both members, without themselves, each once.
    assert!(line(&imported, "areas.csv", "E06000063+").ends_with(",E10000016 E08000013"));
    let unknown = text.replace("943,West", "999,West");
    let imported = import(&[("neighbours.csv", unknown.as_bytes())]);
    insta::assert_snapshot!(told(&imported));
}
