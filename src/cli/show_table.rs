//! The profile of an area for people: tables for the terminal.

use std::fmt::Write as _;
use std::path::Path;

use super::columns::{TextColumn, put_groups, wrapped};
use evidence::profile::{
    Direction, Indicator, LICENCE, LatestFigure, Peers, Profile, SOURCE, Section, Standing,
};
use evidence::published::Year;
use model::readable::Style;
use report::history::HISTORY;

/// Between columns.
const GAP: &str = "  ";

/// Years that are shown.
const YEARS: Year = 6;

/// At least so many, where there is room for them.
const FEWEST_YEARS: usize = 4;

/// Headings take so many lines.
const HEADING: usize = 3;

/// What stands for a figure that was suppressed, not collected, or a rate of nothing.
const MISSING: &str = "-";

/// One row of a table.
struct Row<'a> {
    indicator: &'a Indicator,
    style: Style,
    latest: Option<LatestFigure>,
}

/// The tables, at most `width` columns wide if there is room for one year.
pub(super) fn to_text(profile: &Profile<'_>, files: Option<(&Path, &[String])>, width: usize) -> String {
    let mut text = String::new();
    let area = profile.area();
    let region = profile.region.map_or_else(String::new, |region| format!(", {}", profile.name(region)));
    put(&mut text, &format!("{} ({}{region})", area.name, area.code), width);
    for section in Section::ALL {
        put(&mut text, "", width);
        put(&mut text, section.title(), width);
        put(&mut text, "", width);
        if section.indicators().all(|indicator| profile.latest(indicator).is_none()) {
            put(&mut text, &format!("No figure is published for {}.", area.name), width);
            continue;
        }
        put_section(&mut text, profile, section, width);
        if let Some(warning) = profile.small_numbers(section) {
            put(&mut text, warning, width);
        }
        while text.ends_with("\n\n") {
            text.pop();
        }
    }
    put_inspections(&mut text, profile, width);
    put_notes(&mut text, profile, width);
    if let Some((folder, names)) = files {
        let charts = names.iter().filter(|name| name.starts_with("charts/")).count() / 2;
        put(&mut text, "", width);
        // Each as SVG and as PNG.
        let charts = format!("{charts} charts as SVG and PNG");
        put(&mut text, &format!("Files in {}: {HISTORY}, {charts}", folder.display()), width);
    }
    text
}

fn put(text: &mut String, line: &str, width: usize) {
    writeln!(text, "{}", wrapped(line, width)).expect("a string takes any text");
}

fn put_section(text: &mut String, profile: &Profile<'_>, section: Section, width: usize) {
    let years = profile.years(section, YEARS);
    let rows: Vec<Row<'_>> = section
        .indicators()
        .map(|indicator| {
            let latest = profile.latest(indicator);
            let figures = years.iter().filter_map(|year| profile.value(indicator, *year));
            let beside = latest.iter().flat_map(|latest| {
                let peers = latest.peers.map(|(median, _)| median);
                [Some(latest.value), latest.region, peers, latest.england].into_iter().flatten()
            });
            let style = Style::of(indicator.unit, &figures.chain(beside).collect::<Vec<_>>());
            Row { indicator, style, latest }
        })
        .collect();
    let labels = column(&[""], rows.iter().map(|row| row.indicator.title.to_owned()), TextColumn::left);
    let mut by_year: Vec<TextColumn> = years
        .iter()
        .map(|year| {
            let cells = rows.iter().map(|row| written(row, profile.value(row.indicator, *year)));
            column(&[&year.to_string()], cells, TextColumn::right)
        })
        .collect();
    let directions = directions(&rows, &years);
    // Rather a year less than the directions in a block of their own.
    let used =
        |columns: &[TextColumn]| columns.iter().map(|column| GAP.len() + column.width()).sum::<usize>();
    let fewer = by_year.len().saturating_sub(FEWEST_YEARS);
    let room = width.saturating_sub(labels.width() + used(&directions));
    let dropped = (0..=fewer).find(|count| used(&by_year[*count..]) <= room).unwrap_or(0);
    by_year.drain(..dropped);
    let groups = [by_year, directions, beside(profile, &rows, years.last())];
    put_groups(text, &labels, &groups, GAP, width);
}

/// Whether figures went up or down since years of which there are any.
fn directions(rows: &[Row<'_>], known: &[Year]) -> Vec<TextColumn> {
    let Some(&last) = known.last() else { return Vec::new() };
    let since = |years: Year, of: fn(&LatestFigure) -> Option<(f64, Direction)>| {
        let cells = rows.iter().map(move |row| {
            // Against the year that the heading names, or not at all.
            let latest = row.latest.as_ref().filter(|latest| latest.year == last);
            latest.and_then(of).map_or(MISSING, |(_, direction)| direction.name()).to_owned()
        });
        known
            .contains(&(last - years))
            .then(|| column(&["Since", &(last - years).to_string()], cells, TextColumn::left))
    };
    let columns = [since(1, |latest| latest.year_before), since(3, |latest| latest.three_years_before)];
    columns.into_iter().flatten().collect()
}

/// The latest figures beside those of others.
fn beside(profile: &Profile<'_>, rows: &[Row<'_>], last: Option<&Year>) -> Vec<TextColumn> {
    let cells = |of: &dyn Fn(&Row<'_>, &LatestFigure) -> Option<String>| -> Vec<String> {
        // Counts follow the size of an area, and are not compared.
        let cell = |row: &Row<'_>| match &row.latest {
            _ if !row.indicator.is_rate() => String::new(),
            Some(latest) => of(row, latest).unwrap_or_else(|| MISSING.into()),
            None => MISSING.into(),
        };
        rows.iter().map(cell).collect()
    };
    let of_year = |latest: &LatestFigure| {
        let is_last = last == Some(&latest.year);
        if is_last { String::new() } else { format!(" ({})", latest.year) }
    };
    let latest = rows.iter().map(|row| {
        let cell = |latest: &LatestFigure| row.style.write(latest.value) + &of_year(latest);
        row.latest.as_ref().map_or_else(|| MISSING.to_owned(), cell)
    });
    let mut columns = vec![column(&["Latest"], latest, TextColumn::right)];
    if let Some(region) = profile.region {
        let heading = wrapped(profile.name(region), 10);
        let cells = cells(&|row, latest| Some(written(row, latest.region)));
        columns.push(column(&heading.lines().collect::<Vec<_>>(), cells, TextColumn::right));
    }
    let heading = match profile.peers {
        Peers::Neighbours => ["Median of", "neighbours"],
        Peers::OfRegion | Peers::OfEngland => ["Median of", "councils"],
    };
    let peers = cells(&|row, latest| Some(written(row, latest.peers.map(|(median, _)| median))));
    columns.push(column(&heading, peers, TextColumn::right));
    if profile.england.is_some() {
        let cells = cells(&|row, latest| Some(written(row, latest.england)));
        columns.push(column(&["England"], cells, TextColumn::right));
    }
    if profile.peers == Peers::Neighbours {
        let quarters = cells(&|_, latest| latest.standing.map(|found| found.quarter.name().to_owned()));
        columns.push(column(&["Quarter of", "all councils"], quarters, TextColumn::left));
        let rank = |found: Standing| format!("{} of {}", found.rank, found.councils);
        let ranks = cells(&|_, latest| latest.standing.map(rank));
        columns.push(column(&["Rank from", "the lowest"], ranks, TextColumn::right));
    }
    columns
}

fn written(row: &Row<'_>, value: Option<f64>) -> String {
    row.style.write(value.unwrap_or(f64::NAN))
}

/// A column under a heading that ends on the last of its lines.
fn column(
    heading: &[&str],
    cells: impl IntoIterator<Item = String>,
    make: fn(Vec<String>) -> TextColumn,
) -> TextColumn {
    let above = HEADING.saturating_sub(heading.len());
    let mut all = vec![String::new(); above];
    all.extend(heading.iter().map(|line| (*line).to_owned()));
    all.extend(cells);
    make(all)
}

fn put_inspections(text: &mut String, profile: &Profile<'_>, width: usize) {
    let inspections: Vec<_> = profile.inspections().collect();
    if inspections.is_empty() {
        return;
    }
    put(text, "", width);
    put(text, "Judgements of Ofsted, overall effectiveness, by day of publication", width);
    put(text, "", width);
    let widest = inspections.iter().map(|one| one.framework.chars().count()).max().unwrap_or(0);
    for inspection in inspections {
        let framework = &inspection.framework;
        let line = format!("{}  {framework:widest$}  {}", inspection.published, inspection.judgement);
        put(text, &line, width);
    }
    if profile.area().code.contains('+') {
        put(text, "The judgements are those of the councils that are counted together here.", width);
    }
}

fn put_notes(text: &mut String, profile: &Profile<'_>, width: usize) {
    put(text, "", width);
    put(
        text,
        &format!("{MISSING} is a figure that was suppressed, not collected or cannot be worked out."),
        width,
    );
    put(
        text,
        "Up and down: by more than a twentieth (5%) of the earlier figure; about the same: by no more than that.",
        width,
    );
    if profile.peers == Peers::Neighbours {
        put(
            text,
            "Quarter: all councils in the order of the figure; \"lowest\" is the quarter (quartile 1) with the \
             lowest figures, \"highest\" (quartile 4) that with the highest. Low is not good in itself, nor high bad.",
            width,
        );
        let names: Vec<&str> = profile.peer_names().collect();
        if !names.is_empty() {
            put(text, &format!("Statistical neighbours, the closest first: {}.", names.join("; ")), width);
        }
    }
    put(text, &format!("{SOURCE} {LICENCE}"), width);
}

#[cfg(test)]
mod tests {
    use super::*;
    use evidence::published::Published;

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let published = Published::embedded();
        for name in ["Kent", "Isles of Scilly", "Dorset", "Yorkshire and The Humber", "England"] {
            let profile = Profile::new(published, published.find(name).unwrap());
            for width in [50, 60, 72, 80, 90, 100] {
                let text = to_text(&profile, None, width);
                let widest = text.lines().map(|line| line.chars().count()).max().unwrap();
                assert!(widest <= width, "{name}, {width} columns:\n{text}");
                assert!(!text.contains("\n\n\n"), "{text}");
            }
        }
    }

    #[test]
    fn years_give_way_to_directions_only_where_that_saves_a_block() {
        let published = Published::embedded();
        let profile = Profile::new(published, published.find("Kent").unwrap());
        let years = |width: usize| {
            let text = to_text(&profile, None, width);
            let heading = text.lines().find(|line| line.trim_end().contains("2023")).unwrap().to_owned();
            heading.split_whitespace().filter(|word| word.starts_with("20")).count()
        };
        // Six years and two directions; four and two; six, and the directions below.
        assert_eq!([years(100), years(72), years(64)], [8, 6, 6]);
    }
}
