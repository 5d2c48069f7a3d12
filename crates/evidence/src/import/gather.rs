//! The figures of an official csv file, by area and year.

use std::collections::BTreeMap;

use super::cells::{Cell, read, year};
use super::identity::{Found, Identities, Together, joined, together};
use super::official::{Official, OfficialRow};
use super::release::{Form, RATES, Release};
use super::told::{PassedOver, Taken};
use crate::published::{AreaId, Findings, Published, Year};
use model::document::{FileId, Problem};
use model::english::list;

/// Which cell of our tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) table: &'static str,
    pub(super) area: AreaId,
    pub(super) year: Year,
    pub(super) column: &'static str,
}

/// What the files hold: a figure, or that there is none.
pub(super) type Cells = BTreeMap<Key, Option<f64>>;

/// Levels of areas that are ours, by how their rows begin.
const LEVELS: [(&str, &str); 3] =
    [("National", "country_code"), ("Regional", "region_code"), ("Local authority", "new_la_code")];

/// Reads one file.
pub(super) struct Gatherer<'a> {
    pub(super) published: &'a Published,
    pub(super) identities: &'a Identities<'a>,
    pub(super) findings: &'a mut Findings,
    /// The DfE's older numbers of councils, as the files give them beside the codes.
    pub(super) numbers: &'a mut BTreeMap<String, AreaId>,
}

/// The lines that make up each cell, by code.
pub(super) type Lines = BTreeMap<Key, BTreeMap<String, Option<f64>>>;

impl Gatherer<'_> {
    /// The cells of a file, and what was taken and passed over.
    pub(super) fn gather(
        &mut self,
        file: &Official,
        release: &'static Release,
        name: &str,
    ) -> (Cells, Taken) {
        let mut taken = Taken::new(name, release.name, release.table);
        let mut lines = Lines::new();
        let mut is_about_something = false;
        for row in &file.rows {
            let about = release.about.map(|column| row.text(file.column(column)));
            let wanted: Vec<_> = release.columns.iter().filter(|own| own.about == about).collect();
            if let (true, Some(about)) = (wanted.is_empty(), about) {
                taken.pass(PassedOver::About(about.to_owned()));
                continue;
            }
            is_about_something = true;
            let place = self.place(file, release.form, row, &mut taken);
            let year = self.year(file, release.form, row);
            let (Some((area, code)), Some(year)) = (place, year) else { continue };
            for column in wanted {
                let key = Key { table: release.table, area, year, column: column.ours };
                let Some(cell) = self.cell(file, row, column.theirs) else { continue };
                taken.miss(cell);
                let of_key = lines.entry(key).or_default();
                let before = of_key.insert(code.clone(), cell.figure());
                if before.is_some_and(|before| before != cell.figure()) {
                    self.tell_twice(file, row, &code, year, column.theirs);
                }
            }
        }
        if !is_about_something {
            self.tell_about_nothing(file, release);
        }
        for name in release.not_kept.iter().filter(|name| file.column(name).is_some()) {
            taken.pass(PassedOver::Column((*name).to_owned()));
        }
        let cells = cells_of(self.published, lines, &mut taken);
        (cells, taken)
    }

    /// The area of a row and its code in the file; `None` if it is none of ours, or nobody's.
    fn place(
        &mut self,
        file: &Official,
        form: Form,
        row: &OfficialRow,
        taken: &mut Taken,
    ) -> Option<(AreaId, String)> {
        let column = match form {
            Form::Ours => "code",
            Form::Dfe => {
                let level = row.text(file.column("geographic_level"));
                let Some((_, column)) = LEVELS.iter().find(|(own, _)| own.eq_ignore_ascii_case(level)) else {
                    taken.pass(PassedOver::Level(level.to_owned()));
                    return None;
                };
                *column
            }
        };
        let at = file.column(column)?;
        let (code, name) = (joined(row.text(Some(at))), row.text(file.column("la_name")));
        let area = match self.identities.find(&code, name) {
            Found::Area(area) => area,
            Found::ByName(area) => {
                taken.by_name(&code, &self.published.area(area).name);
                area
            }
            Found::HalfOfLondon => {
                taken.pass(PassedOver::HalfOfLondon);
                return None;
            }
            Found::Nobody => {
                let label = "unknown code";
                let named = if name.is_empty() { String::new() } else { format!(" ({name})") };
                let problem = Problem::error(format!("`{code}`{named} is no area of areas.csv"))
                    .at(&file.place(row, at), label)
                    .help(
                        "if a council has a new code or was reorganised, write the code under `also` of its line in \
                         areas.csv of a folder of figures (joined codes for councils counted together), and import \
                         with --data FOLDER",
                    );
                self.findings.add(file.file, label, problem);
                return None;
            }
        };
        let number = row.text(file.column("old_la_code"));
        if !number.is_empty() {
            self.numbers.insert(number.to_owned(), area);
        }
        Some((area, code))
    }

    fn year(&mut self, file: &Official, form: Form, row: &OfficialRow) -> Option<Year> {
        let at = file.column(form.time())?;
        let text = row.text(Some(at));
        let year = year(text);
        if year.is_none() {
            let help = "write a year as 2025, a financial year as 202425";
            self.fault(file, row, at, format!("`{text}` is no year"), "no year", help.to_owned());
        }
        year
    }

    fn cell(&mut self, file: &Official, row: &OfficialRow, column: &str) -> Option<Cell> {
        let at = file.column(column)?;
        let text = row.text(Some(at));
        read(text)
            .map_err(|help| {
                let message = format!("`{text}` in the column `{column}` is neither a figure nor a sign");
                self.fault(file, row, at, message, "no figure", help);
            })
            .ok()
    }

    fn tell_twice(&mut self, file: &Official, row: &OfficialRow, code: &str, year: Year, column: &str) {
        let Some(at) = file.column(column) else { return };
        let message = format!("{code} has two figures for {year} in the column `{column}`");
        let help = "leave one of the rows out: the file may hold a breakdown beside the totals";
        self.fault(file, row, at, message, "again", help.to_owned());
    }

    fn fault(
        &mut self,
        file: &Official,
        row: &OfficialRow,
        column: usize,
        message: String,
        label: &str,
        help: String,
    ) {
        let problem = Problem::error(message).at(&file.place(row, column), label).help(help);
        self.findings.add(file.file, label, problem);
    }

    /// The file has rows of this kind, and none of what is wanted of it.
    fn tell_about_nothing(&mut self, file: &Official, release: &Release) {
        let id: FileId = file.file;
        let label = "no row of what is wanted";
        let wanted: Vec<String> = release
            .columns
            .iter()
            .filter_map(|column| column.about.map(|about| format!("`{about}`")))
            .collect();
        let help = match release.about {
            Some(column) => format!("the column `{column}` is to hold {}", wanted.join(" or ")),
            None => "take another download: this one is empty".to_owned(),
        };
        let problem = Problem::error(format!("the file holds nothing that {} takes", release.table));
        self.findings.add(id, label, problem.at(&file.place_of_head(), label).help(help));
    }
}

/// The figures of the lines that each area has; notes who has none.
pub(super) fn cells_of(published: &Published, lines: Lines, taken: &mut Taken) -> Cells {
    let mut cells = Cells::new();
    for (key, lines) in lines {
        let area = published.area(key.area);
        let is_rate = RATES.contains(&key.column);
        let figure = match together(area, &lines, is_rate) {
            Together::Figure(figure) => Some(figure),
            Together::Nothing => None,
            Together::NoSum => {
                if !is_rate {
                    taken.no_sum(&area.name, key.year, key.column);
                }
                None
            }
        };
        taken.take(key.column, key.year, figure.is_some());
        cells.insert(key, figure);
    }
    note_who_has_nothing(published, &cells, taken);
    cells
}

/// Notes the areas of which the file has rows of its newest year, and no figure in them.
fn note_who_has_nothing(published: &Published, cells: &Cells, taken: &mut Taken) {
    let Some(newest) = taken.years.last() else { return };
    let mut areas: BTreeMap<AreaId, bool> = BTreeMap::new();
    for (key, figure) in cells.iter().filter(|(key, _)| key.year == *newest) {
        *areas.entry(key.area).or_default() |= figure.is_some();
    }
    let without = areas.iter().filter(|(_, has_any)| !**has_any);
    let names: Vec<&str> = without.map(|(id, _)| published.area(*id).name.as_str()).collect();
    if !names.is_empty() {
        taken.notes.push(format!("Without any figure of {newest}: {}", list(&names)));
    }
}
