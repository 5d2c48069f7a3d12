//! Whether figures can be, and whether they can be believed.

use std::collections::BTreeSet;

use super::area::{Area, Level};
use super::rules::{
    ABSENCE, BOUNDS, Bound, JUMP, LEAST_ABSENCE_OF_ENGLAND, MISSING, MISSING_OWN, MOST_ABSENCE, PERCENTS,
    RATES, RATES_DIFFER, STEADY, SUMS, TELLING, is_rate, is_whole,
};
use super::sheet::{Findings, Sheet, SheetRow, figure};
use super::{AreaId, Year};
use model::document::{FileId, Place, Problem, Severity, Sources};

/// What the rules look at.
pub(super) struct Check<'a> {
    pub(super) areas: &'a [Area],
    pub(super) sheets: &'a [Sheet],
    pub(super) sources: &'a Sources,
    pub(super) findings: &'a mut Findings,
    /// Columns and years of which something was told.
    pub(super) told: BTreeSet<(FileId, usize, Year)>,
}

/// A figure in its row.
struct Found<'a> {
    sheet: &'a Sheet,
    row: &'a SheetRow,
    column: usize,
    key: (AreaId, Year),
    value: f64,
}

impl Check<'_> {
    /// Adds all that is found.
    pub(super) fn all(mut self) {
        for bound in BOUNDS {
            self.bound(bound);
        }
        for sheet in self.sheets {
            self.cells(sheet);
            self.beside_england(sheet);
            for column in (0..sheet.columns.len()).filter(|column| !is_rate(sheet.columns[*column])) {
                self.jumps(sheet, column);
                self.sums(sheet, column);
            }
        }
        self.rates();
    }

    fn whose(&self, (area, year): (AreaId, Year)) -> String {
        format!("{}, {year}", self.areas[area.0].name)
    }

    /// `workforce.csv:960`
    fn line(&self, place: &Place) -> String {
        let path = &self.sources.file(place.file).path;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        format!("{name}:{}", self.sources.line(place))
    }

    /// What rounding may do to a figure: tenths are published, and of regions and England tens of children.
    fn rounding(&self, area: AreaId) -> f64 {
        if self.areas[area.0].level == Level::Council { 0.051 } else { 10.0 }
    }

    fn tell(&mut self, found: &Found<'_>, severity: Severity, kind: &str, told: [String; 3]) {
        let [message, label, help] = told;
        let problem = match severity {
            Severity::Error => Problem::error(message),
            Severity::Warning => Problem::warning(message),
        };
        self.told.insert((found.sheet.file, found.column, found.key.1));
        let place = found.sheet.place(found.row, found.column);
        let kind = format!("{kind} {}", found.sheet.columns[found.column]);
        self.findings.add(found.sheet.file, kind, problem.at(&place, label).help(help));
    }

    fn bound(&mut self, bound: &Bound) {
        let Bound { parts, most, least, if_more, why, .. } = *bound;
        let sheets = self.sheets;
        let of = |name: &str| sheets.iter().find(|sheet| sheet.name == name);
        let (Some(sheet), Some(whole_sheet)) = (of(bound.file), of(bound.whole_in)) else { return };
        let columns: Vec<usize> = parts.iter().map(|part| sheet.column(part)).collect();
        let of_whole: Vec<usize> = bound.whole.iter().map(|name| whole_sheet.column(name)).collect();
        for (key, row) in &sheet.rows {
            let Some(whole_row) = whole_sheet.rows.get(key) else { continue };
            let Some(whole) = of_whole.iter().map(|at| whole_row.figures[*at]).sum::<Option<f64>>() else {
                continue;
            };
            let there: Vec<(usize, f64)> =
                columns.iter().filter_map(|at| Some((*at, row.figures[*at]?))).collect();
            let sum: f64 = there.iter().map(|(_, value)| value).sum();
            let rounding = self.rounding(key.0) * (parts.len() + of_whole.len()) as f64;
            let is_more = sum > most * whole + rounding + bound.slack;
            let is_less = there.len() == parts.len() && sum < least * whole - rounding;
            let largest = there.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1));
            let (Some((column, value)), true) = (largest, is_more || is_less) else { continue };
            // One part that is too much by itself needs no others.
            let alone = value > most * whole + rounding || parts.len() == 1;
            let what = if alone {
                format!("`{}` is {}", sheet.columns[column], figure(value))
            } else {
                format!("{} add up to {}", names(parts), figure(sum))
            };
            let verb = if bound.whole.len() == 1 { "is" } else { "are" };
            let place = whole_sheet.place(whole_row, of_whole[0]);
            let message = format!(
                "{}: {what}, but {} {verb} {} ({})",
                self.whose(*key),
                names(bound.whole),
                figure(whole),
                self.line(&place)
            );
            let found = Found { sheet, row, column, key: *key, value };
            let severity = if is_more { if_more } else { Severity::Warning };
            let nil = value == 0.0 || (whole == 0.0 && is_more);
            let help = remedy(severity, nil, scaled(value, most * whole).filter(|_| alone && is_more));
            self.tell(&found, severity, why, [message, why.to_owned(), help]);
        }
    }

    /// Single figures.
    fn cells(&mut self, sheet: &Sheet) {
        for (key, row) in &sheet.rows {
            for (column, value) in row.figures.iter().enumerate() {
                let Some(value) = *value else { continue };
                let name = sheet.columns[column];
                let found = Found { sheet, row, column, key: *key, value };
                let areas = self.areas;
                let is = || format!("{}, {}: `{name}` is {}", areas[key.0.0].name, key.1, figure(value));
                if is_whole(sheet.name, name) && value.fract() != 0.0 {
                    // A point of thousands, as other countries write it.
                    let meant = (value * 1_000.0).round();
                    let help = if (value * 1_000.0 - meant).abs() < 1e-6 {
                        format!("did you mean {meant}?")
                    } else {
                        "write a whole number".to_owned()
                    };
                    let message = format!("{}, but it is a number of people or events", is());
                    self.tell(&found, Severity::Error, "whole", [message, "not whole".into(), help]);
                }
                if PERCENTS.contains(&(sheet.name, name)) && value > 100.0 {
                    let help = "write per cents: 3.2 is 3.2%".to_owned();
                    let message = format!("{}, but a share is at most 100%", is());
                    self.tell(&found, Severity::Error, "share", [message, "more than all".into(), help]);
                } else if name == ABSENCE {
                    let is = is();
                    self.absence(&found, &is);
                }
            }
        }
    }

    /// A column of fractions makes every rate of absence a hundredth: that of England cannot be so small, and nothing that
    /// is made of it would be right. Of a council it can, though published figures have one decimal.
    fn absence(&mut self, found: &Found<'_>, is: &str) {
        let value = found.value;
        let percent = figure(100.0 * value);
        let is_fraction = value < 1.0 && (10.0 * value - (10.0 * value).round()).abs() > 1e-9;
        if self.areas[found.key.0.0].level == Level::Country && value < LEAST_ABSENCE_OF_ENGLAND {
            let help = format!("write per cents in this column, not fractions: did you mean {percent}?");
            let message = format!("{is} per cent, but of all days some 3% are lost");
            self.tell(found, Severity::Error, "England", [message, "too little for England".into(), help]);
        } else if is_fraction {
            let help = format!("did you mean {percent}? if it is right, leave it");
            let message = format!("{is} per cent, which looks like a fraction");
            self.tell(found, Severity::Warning, "fraction", [message, "hardly any".into(), help]);
        } else if value > MOST_ABSENCE {
            let help = format!("did you mean {}? if it is right, leave it", figure(value / 10.0));
            let message = format!("{is} per cent");
            self.tell(found, Severity::Warning, "much", [message, "no council has so much".into(), help]);
        }
    }

    /// Years after England's last: comparisons, and all that stands in for a missing figure, need its line.
    fn beside_england(&mut self, sheet: &Sheet) {
        let is_country = |(area, _): &&(AreaId, Year)| self.areas[area.0].level == Level::Country;
        let Some(last) = sheet.rows.keys().filter(is_country).map(|(_, year)| *year).max() else { return };
        for (key, row) in sheet.rows.iter().filter(|((_, year), _)| *year > last) {
            let Some((column, value)) =
                row.figures.iter().enumerate().find_map(|(at, value)| Some((at, (*value)?)))
            else {
                continue;
            };
            let message =
                format!("{}: {} has no line of England for that year", self.whose(*key), sheet.name);
            let help = "correct the year, or add England's line: without it no scenario takes these figures";
            let found = Found { sheet, row, column, key: *key, value };
            self.tell(&found, Severity::Warning, "year", [message, "a year by itself".into(), help.into()]);
        }
    }

    /// Figures that are many times, or a small part of, those of the year before.
    fn jumps(&mut self, sheet: &Sheet, column: usize) {
        let name = sheet.columns[column];
        if !STEADY.iter().any(|(file, but)| *file == sheet.name && !but.contains(&name)) {
            return;
        }
        let mut before: Option<(AreaId, Year, f64, Place)> = None;
        for (key, row) in &sheet.rows {
            let (area, year) = *key;
            let Some(value) = row.figures[column] else { continue };
            let place = sheet.place(row, column);
            let last = before.take().filter(|(of, ..)| *of == area);
            let Some((_, earlier, old, old_place)) = last.filter(|(_, earlier, ..)| earlier + 3 >= year)
            else {
                before = Some((area, year, value, place));
                continue;
            };
            let (small, large) = (old.min(value), old.max(value));
            let is_jump = large >= TELLING && small * JUMP < large && (old > 0.0);
            if is_jump {
                let message = format!(
                    "{}: `{name}` is {} in {year}, but {} in {earlier} ({})",
                    self.areas[area.0].name,
                    figure(value),
                    figure(old),
                    self.line(&old_place)
                );
                let found = Found { sheet, row, column, key: *key, value };
                let help = remedy(Severity::Warning, value == 0.0, scaled(value, old));
                self.tell(
                    &found,
                    Severity::Warning,
                    "jump",
                    [message, "no such change is known".into(), help],
                );
                // The next is compared with what was there before.
                before = Some((area, earlier, old, old_place));
            } else {
                before = Some((area, year, value, place));
            }
        }
    }

    /// Whether councils add up to England and its regions. What is told of a year already is not told again.
    fn sums(&mut self, sheet: &Sheet, column: usize) {
        // England stands before its regions, and a region says more.
        for (key, row) in sheet.rows.iter().rev() {
            let (area, year) = *key;
            let level = self.areas[area.0].level;
            let is_told = self.told.contains(&(sheet.file, column, year));
            let (Some(value), false) = (row.figures[column], is_told || level == Level::Council) else {
                continue;
            };
            let is_member = |council: &Area| {
                council.level == Level::Council && (level == Level::Country || council.region == Some(area))
            };
            let members: Vec<AreaId> =
                (0..self.areas.len()).filter(|at| is_member(&self.areas[*at])).map(AreaId).collect();
            if members.is_empty() {
                continue;
            }
            let figures: Vec<f64> =
                members.iter().filter_map(|id| sheet.rows.get(&(*id, year))?.figures[column]).collect();
            let sum: f64 = figures.iter().sum();
            let has_none =
                |id: &&AreaId| sheet.rows.get(&(**id, year)).is_none_or(|row| row.figures[column].is_none());
            let usual = MISSING * value / members.len() as f64;
            let could_have = |id: &AreaId| usual.max(MISSING_OWN * nearest(sheet, *id, year, column));
            let missing: f64 = members.iter().filter(has_none).map(could_have).sum();
            let (part, rounded) = SUMS;
            let is_more = sum > (1.0 + part) * value + rounded;
            let is_less = sum + missing < (1.0 - part) * value - rounded;
            if !is_more && !is_less {
                continue;
            }
            let name = &self.areas[area.0].name;
            let whose = format!(
                "the councils of {name} add up to {} `{}` in {year}",
                figure(sum),
                sheet.columns[column]
            );
            let message = format!("{whose}, but {name} has {}", figure(value));
            let found = Found { sheet, row, column, key: *key, value };
            let help = "correct this line or that of a council".to_owned();
            self.tell(&found, Severity::Warning, "sum", [message, "not their sum".into(), help]);
        }
    }

    /// Whether published rates are those of their counts.
    fn rates(&mut self) {
        let sheets = self.sheets;
        let Some(sheet) = sheets.iter().find(|sheet| sheet.name == "workforce.csv") else { return };
        for rate in RATES {
            let (published, over) = (sheet.column(rate.published), sheet.column(rate.over));
            for (key, row) in &sheet.rows {
                let below =
                    rate.below.iter().map(|name| row.figures[sheet.column(name)]).sum::<Option<f64>>();
                let (Some(value), Some(over), Some(below)) =
                    (row.figures[published], row.figures[over], below)
                else {
                    continue;
                };
                let counted = rate.times * over / below;
                // Of nobody there is no rate.
                if (value - counted).abs() <= RATES_DIFFER || !counted.is_finite() {
                    continue;
                }
                let message = format!(
                    "{}: `{}` is {}, but {} over {} is {}",
                    self.whose(*key),
                    rate.published,
                    figure(value),
                    names(&[rate.over]),
                    names(rate.below),
                    figure((10.0 * counted).round() / 10.0)
                );
                let found = Found { sheet, row, column: published, key: *key, value };
                let meant = scaled(value, counted)
                    .filter(|meant| *meant <= 100.0)
                    .map(|meant| format!("did you mean {}? ", figure(meant)));
                let help = format!(
                    "{}correct the rate or the counts: Staffcast works with the counts",
                    meant.unwrap_or_default()
                );
                self.tell(
                    &found,
                    Severity::Warning,
                    "rate",
                    [message, "not the rate of its counts".into(), help],
                );
            }
        }
    }
}

/// The figure of an area in the year that is nearest; 0 if it has none.
fn nearest(sheet: &Sheet, area: AreaId, year: Year, column: usize) -> f64 {
    let rows = sheet.rows.range((area, 0)..=(area, Year::MAX));
    let figures = rows.filter_map(|((_, of), row)| Some((of.abs_diff(year), row.figures[column]?)));
    figures.min_by_key(|(years, _)| *years).map_or(0.0, |(_, figure)| figure)
}

/// `a`, `a and b`, `a to c`: of many the first and the last.
fn names(columns: &[&str]) -> String {
    match columns {
        [one] => format!("`{one}`"),
        [one, other] => format!("`{one}` and `{other}`"),
        [first, .., last] => format!("`{first}` to `{last}`"),
        [] => String::new(),
    }
}

/// A figure over 10, 100 or 1,000, or times it, if that is near what is usual and could stand in the same table: to a tenth.
fn scaled(value: f64, usual: f64) -> Option<f64> {
    let steps = (usual / value).log10().round();
    let meant = value * 10_f64.powf(steps);
    let could_be =
        (0.4..2.5).contains(&(meant / usual)) && (10.0 * meant - (10.0 * meant).round()).abs() < 1e-6;
    (could_be && (1.0..=4.0).contains(&steps.abs())).then_some(meant)
}

fn remedy(severity: Severity, is_nil: bool, meant: Option<f64>) -> String {
    let meant = meant.map(|meant| format!("did you mean {}? ", figure(meant))).unwrap_or_default();
    match severity {
        Severity::Error => format!("{meant}correct the one or the other"),
        Severity::Warning if is_nil => {
            format!("{meant}leave the cell empty if the figure was suppressed or not collected")
        }
        Severity::Warning => format!("{meant}if it is right, leave it"),
    }
}
