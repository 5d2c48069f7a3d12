//! A report with one of everything, for tests.

use super::{Block, Column, Figure, Paper, Report, Section, Table};

/// Two sections.
pub(crate) fn report() -> Report {
    let table = |caption: &str, is_long| Table {
        caption: caption.to_owned(),
        columns: vec![Column::words("Option"), Column::numbers("March 2025")],
        rows: vec![
            vec!["Baseline".to_owned(), "15% (9\u{2013}23%)".to_owned()],
            vec!["Forty & more".to_owned(), "13%".to_owned()],
        ],
        notes: vec!["How to read it.".to_owned()],
        is_long,
    };
    let figure = |name: &str, is_further| {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"20\" height=\"10\"><title>A</title></svg>";
        Block::Figure(Box::new(Figure {
            name: name.to_owned(),
            caption: "Vacancies fall".to_owned(),
            description: "Fan chart of vacancies.".to_owned(),
            svg: svg.to_owned(),
            data: Table { notes: Vec::new(), ..table("Data of a chart", true) },
            is_further,
        }))
    };
    let texts = vec![
        Block::Bullets(vec!["First this.".to_owned(), "Then that.".to_owned()]),
        Block::Heading("A heading".to_owned()),
        Block::Lead("The one to read.".to_owned()),
        Block::Paragraph("A paragraph.".to_owned()),
        Block::Table(table("A table", false)),
        Block::Table(table("A long table", true)),
        Block::Code("staffcast run scenario.toml".to_owned()),
    ];
    let charts = vec![figure("one", false), figure("two", true), figure("three", true)];
    Report {
        paper: Paper {
            title: "Smallshire to 2028".to_owned(),
            council: "Smallshire".to_owned(),
            author: "A. N. Analyst".to_owned(),
            committee: "Children and families".to_owned(),
            date: "22 November 2026".to_owned(),
            classification: "OFFICIAL".to_owned(),
        },
        sections: vec![Section::new("first", "First", texts), Section::new("charts", "Charts", charts)],
    }
}
