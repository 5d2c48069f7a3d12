//! The template as text, and the rows with which a template begins.

use std::fmt::Write as _;

use super::tables::{Column, Kind, ONE_TEAM, ROLES, SERVICE, STAGES, TABLES, Table};
use model::calendar::Month;
use model::document::toml_text;
use model::prose::points;
use model::text;

/// How to fill in a template: a list, in Markdown.
pub const HOW_TO_FILL: &str = text!("own", "how to fill it in");
/// What becomes of what was filled in.
pub const WHAT_BECOMES: &str = text!("own", "what becomes of it");

/// Months for which a template has rows.
pub const MONTHS: i32 = 36;

/// What a template is to have filled in.
#[derive(Clone, Debug, Default)]
pub struct Template {
    /// The council; empty if it is not known.
    pub council: String,
    /// The last month; without one the months are for whoever fills it in.
    pub to: Option<Month>,
}

/// What a cell of a template has already.
#[derive(Clone, Debug, PartialEq)]
pub enum Filled {
    /// Nothing: it is to be filled in.
    Empty,
    /// A name.
    Text(String),
    /// A month.
    Month(Month),
}

impl Template {
    /// The rows of a table, each with a cell for each column.
    pub fn rows(&self, table: &Table) -> Vec<Vec<Filled>> {
        let about: Vec<Vec<Filled>> = if table.key == SERVICE {
            vec![Vec::new()]
        } else if table.is_by_month() {
            let month = |back: i32| self.to.map_or(Filled::Empty, |to| Filled::Month(to.plus(-back)));
            (0..MONTHS).rev().map(|back| vec![month(back)]).collect()
        } else {
            let choices = if table.columns[..table.keys()].iter().any(|column| column.kind == Kind::Role) {
                ROLES.as_slice()
            } else {
                STAGES.as_slice()
            };
            let key = |kind: Kind, title: &str| match kind {
                Kind::Name => Filled::Text(ONE_TEAM.1.to_owned()),
                Kind::Role | Kind::Stage => Filled::Text(title.to_owned()),
                Kind::Month | Kind::Fte | Kind::Children | Kind::Events | Kind::Pounds | Kind::Share => {
                    Filled::Empty
                }
            };
            let row =
                |title| table.columns[..table.keys()].iter().map(|column| key(column.kind, title)).collect();
            choices.iter().map(|(_, title)| row(title)).collect()
        };
        let whole = |mut row: Vec<Filled>| {
            row.resize(table.columns.len(), Filled::Empty);
            if table.key == SERVICE {
                for (cell, column) in row.iter_mut().zip(table.columns) {
                    *cell = self.of_service(column);
                }
            }
            row
        };
        about.into_iter().map(whole).collect()
    }

    fn of_service(&self, column: &Column) -> Filled {
        match column.kind {
            Kind::Name if !self.council.is_empty() => Filled::Text(self.council.clone()),
            Kind::Month => self.to.map_or(Filled::Empty, Filled::Month),
            Kind::Name
            | Kind::Role
            | Kind::Stage
            | Kind::Fte
            | Kind::Children
            | Kind::Events
            | Kind::Pounds
            | Kind::Share => Filled::Empty,
        }
    }

    /// The template as TOML.
    pub fn toml(&self) -> String {
        let mut text = String::from("# The council's own figures, for Staffcast.\n#\n");
        for point in points(HOW_TO_FILL) {
            comment(
                &mut text,
                "- ",
                &point.replace("sheets and columns", "tables and columns").replace("a cell empty", "\"\""),
            );
        }
        text.push_str("#\n");
        comment(&mut text, "", WHAT_BECOMES);
        for table in &TABLES {
            self.write(&mut text, table);
        }
        text
    }

    fn write(&self, text: &mut String, table: &Table) {
        let rows = self.rows(table);
        let cell = |filled: &Filled| match filled {
            Filled::Empty => toml_text(""),
            Filled::Text(own) => toml_text(own),
            Filled::Month(month) => toml_text(&month.to_string()),
        };
        let line = |text: &mut String, key: &str, value: &str, column: Option<&Column>| {
            let meaning = column
                .map_or_else(String::new, |column| format!("# {}: {}", column.kind.unit(), column.meaning));
            writeln!(text, "{}", format!("{key:12} = {value:6} {meaning}").trim_end())
                .expect("a string takes any text");
        };
        write!(text, "\n\n# {}\n", table.title).expect("a string takes any text");
        comment(text, "", table.meaning);
        if table.is_by_month() {
            for (at, column) in table.columns.iter().enumerate().skip(1) {
                write!(
                    text,
                    "\n# {}: {}\n[{}.{}]\n",
                    column.kind.unit(),
                    column.meaning,
                    table.key,
                    column.key
                )
                .expect("a string takes any text");
                if self.to.is_none() {
                    text.push_str("# A line for each month, such as 2026-10 = 12.5\n");
                }
                for row in &rows {
                    if let Filled::Month(month) = row[0] {
                        line(text, &month.to_string(), &cell(&row[at]), None);
                    }
                }
            }
            return;
        }
        for (number, row) in rows.iter().enumerate() {
            let mut header = table.key.to_owned();
            for (filled, column) in row.iter().zip(table.columns).take(table.keys()) {
                let Filled::Text(name) = filled else { continue };
                let key = column.kind.choices().iter().find(|(_, title)| title == name);
                let part = key.map_or_else(|| toml_text(name), |(key, _)| (*key).to_owned());
                write!(header, ".{part}").expect("a string takes any text");
            }
            write!(text, "\n[{header}]\n").expect("a string takes any text");
            for (filled, column) in row.iter().zip(table.columns).skip(table.keys()) {
                line(text, column.key, &cell(filled), Some(column).filter(|_| number == 0));
            }
        }
    }
}

/// Letters of a line of a comment.
const WIDTH: usize = 110;

/// Adds a paragraph as a comment.
fn comment(text: &mut String, mark: &str, paragraph: &str) {
    let mut line = format!("# {mark}");
    for word in paragraph.split_whitespace() {
        if line.chars().count() + word.chars().count() > WIDTH {
            writeln!(text, "{}", line.trim_end()).expect("a string takes any text");
            line = format!("# {}", " ".repeat(mark.len()));
        }
        line.push_str(word);
        line.push(' ');
    }
    writeln!(text, "{}", line.trim_end()).expect("a string takes any text");
}
