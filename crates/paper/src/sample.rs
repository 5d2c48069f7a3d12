//! A report with one of everything, for the tests of all formats.

use super::{Block, Column, Figure, Paper, Report, Section, Table};

/// Three sections, two tables, two figures, and words that mean something to
/// most formats.
pub(crate) fn report() -> Report {
    Report {
        paper: Paper {
            title: "Children's social care: workforce options 2026 to 2029".to_owned(),
            council: "Borsetshire <County> & City".to_owned(),
            subtitle: "What three options would change, 2026 to 2029".to_owned(),
            author: "A. Analyst".to_owned(),
            committee: "Children's Services Committee".to_owned(),
            date: "22 November 2026".to_owned(),
            classification: "OFFICIAL".to_owned(),
        },
        sections: vec![summary(), options()],
        annex: vec![certainty()],
    }
}

fn summary() -> Section {
    section(
        "summary",
        "What the options do",
        vec![
            Block::Lead(
                "Average caseload passes 20 by summer 2028 unless more workers are hired.".to_owned(),
            ),
            Block::Paragraph("Figures come from 2,000 trials & the \"usual\" ranges; 5 < 6.".to_owned()),
            Block::Bullets(vec!["Do nothing.".to_owned(), "Hire <twelve> workers.".to_owned()]),
            Block::Code("staffcast run scenarios/kent.toml \\\n    --trials 2000".to_owned()),
        ],
    )
}

fn options() -> Section {
    let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
    let short = Table {
        caption: "Caseload per worker in April 2029".to_owned(),
        columns: vec![
            Column::words("Option"),
            Column::numbers("Median"),
            Column::numbers("8 in 10 trials"),
            Column::numbers("Net cost a year"),
        ],
        rows: vec![
            row(["Do nothing", "23.1", "19.4 to 27.0", "£0"]),
            row(["A | B: 12 agency workers", "19.8", "16.9 to 23.2", "£1,140,000"]),
        ],
        notes: vec!["Cases for each full-time-equivalent worker.".to_owned(), "Before inflation.".to_owned()],
        is_long: false,
    };
    let teams = (1..=40).map(|team| vec![format!("Team {team}"), format!("{}.5", team * 3)]).collect();
    let long = Table {
        caption: "Teams".to_owned(),
        columns: vec![Column::words("Team"), Column::numbers("Open cases")],
        rows: teams,
        notes: Vec::new(),
        is_long: true,
    };
    section(
        "options",
        "The options one by one",
        vec![
            Block::Heading("Side by side".to_owned()),
            Block::Table(short),
            Block::Heading("By team".to_owned()),
            Block::Table(long),
            Block::Paragraph("Teams differ.".to_owned()),
        ],
    )
}

fn certainty() -> Section {
    section(
        "certainty",
        "How sure we are",
        vec![
            Block::Figure(Box::new(figure("caseload", "Average caseload", 12))),
            Block::Paragraph("The band widens.".to_owned()),
            Block::Figure(Box::new(figure("vacancy_rate", "Vacancy rate", 61))),
        ],
    )
}

fn section(id: &str, heading: &str, blocks: Vec<Block>) -> Section {
    Section { id: id.to_owned(), heading: heading.to_owned(), blocks }
}

/// A figure with so many months of data from January 2026.
fn figure(name: &str, caption: &str, months: i32) -> Figure {
    let start = model::calendar::Month::new(2026, 1);
    let rows = (0..months).map(|n| vec![start.plus(n).short_name(), format!("{}.25", 16 + n)]).collect();
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 464\" width=\"760\" height=\"464\">\
         <rect width=\"760\" height=\"464\" fill=\"white\"/>\
         <text x=\"20\" y=\"40\" dy=\"0em\" text-anchor=\"start\" font-size=\"20\" fill=\"#000000\" opacity=\"1\">{caption}</text></svg>"
    );
    Figure {
        name: name.to_owned(),
        caption: caption.to_owned(),
        description: format!("{caption} rises from 16.25 \"now\" to {}.25.", 15 + months),
        svg,
        data: Table {
            caption: format!("{caption} by month"),
            columns: vec![Column::words("Month"), Column::numbers("Median")],
            rows,
            notes: Vec::new(),
            is_long: true,
        },
        is_further: false,
    }
}
