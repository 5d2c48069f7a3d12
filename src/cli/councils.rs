//! `staffcast councils`.

use clap::Args;
use serde_json::{Value as Json, json};

use super::arguments::Format;
use super::columns::{TextColumn, put_block, wrapped};
use super::console;
use super::failure::Failure;
use super::published::DataArguments;
use crate::question::advice;
use evidence::profile::Section;
use evidence::published::{AreaId, Published, Year};
use model::english::counted;

#[derive(Args, Debug)]
pub(super) struct CouncilsArguments {
    /// Part of a name, a former name, a code or a region
    filter: Vec<String>,
    /// How to print the list
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    data: DataArguments,
}

pub(super) fn councils(arguments: &CouncilsArguments) -> Result<(), Failure> {
    let published = arguments.data.read()?;
    let filter = arguments.filter.join(" ");
    let found = published.councils_with(&filter);
    if found.is_empty() {
        return Err(nothing_found(&published, &filter));
    }
    console::print(&match arguments.format {
        Format::Table => table(&published, &found, console::width()),
        Format::Json => format!("{:#}\n", list(&published, &found)),
    })
}

fn nothing_found(published: &Published, filter: &str) -> Failure {
    let help = match published.find(filter) {
        Ok(id) => {
            format!("{} is no council, but `staffcast show \"{0}\"` has its figures", published.area(id).name)
        }
        Err(unknown) => advice(&unknown),
    };
    Failure::Input(format!("no council has `{filter}` in its name, code or region\n  help: {help}"))
}

/// Between columns.
const GAP: &str = "  ";

/// Names and regions may be wrapped down to this width.
const NARROWEST: usize = 14;

fn table(published: &Published, councils: &[AreaId], width: usize) -> String {
    let span = |section: Section, id: AreaId| {
        section
            .years(published, id)
            .map_or_else(|| "-".to_owned(), |(first, last)| format!("{first}\u{2013}{last}"))
    };
    let region = |id: AreaId| {
        let region = published.area(id).region;
        region.map_or("", |region| published.area(region).name.as_str())
    };
    let longest = |text: &dyn Fn(AreaId) -> usize| councils.iter().map(|id| text(*id)).max().unwrap_or(0);
    let region_width = longest(&|id| region(id).chars().count()).max("Region".len());
    // What codes (nine and a `+`), years and gaps leave.
    let room = width.saturating_sub(10 + 2 * 9 + 4 * GAP.len());
    let region_width = region_width.min(room.saturating_sub(20)).max(NARROWEST);
    let name_width = room.saturating_sub(region_width).max(NARROWEST);

    let mut rows = vec![["", "", "", "Workforce", "Demand"].map(str::to_owned)];
    rows.push(["Council", "Code", "Region", "figures", "figures"].map(str::to_owned));
    for &id in councils {
        let area = published.area(id);
        let name = wrapped(&area.name, name_width);
        let code = area.code.replace('+', "+\n");
        let region = wrapped(region(id), region_width);
        let (workforce, demand) = (span(Section::Workforce, id), span(Section::Demand, id));
        let cells = [name.as_str(), &code, &region, &workforce, &demand];
        let lines = cells.iter().map(|cell| cell.lines().count()).max().unwrap_or(1);
        for line in 0..lines {
            rows.push(cells.map(|cell| cell.lines().nth(line).unwrap_or_default().to_owned()));
        }
    }
    let columns: Vec<TextColumn> =
        (0..5).map(|at| TextColumn::left(rows.iter().map(|row| row[at].as_str()))).collect();
    let mut text = String::new();
    put_block(&mut text, &columns.iter().collect::<Vec<_>>(), GAP);
    let count = counted(councils.len(), "council");
    let note = "Workforce figures are at 30 September of each year, demand figures for the year to 31 March.";
    text + &wrapped(&format!("{count}. {note}"), width) + "\n"
}

/// The keys are stable: they may be added to, but none is taken away.
fn list(published: &Published, councils: &[AreaId]) -> Json {
    let span = |years: Option<(Year, Year)>| years.map(|(first, last)| [first, last]);
    let council = |id: &AreaId| {
        let area = published.area(*id);
        json!({
            "name": area.name,
            "code": area.code,
            "region": area.region.map(|region| &published.area(region).name),
            "also": area.also,
            "workforce_years": span(Section::Workforce.years(published, *id)),
            "demand_years": span(Section::Demand.years(published, *id)),
            "looked_after_years": span(Section::LookedAfter.years(published, *id)),
            "spending_years": span(Section::Spending.years(published, *id)),
        })
    };
    councils.iter().map(council).collect()
}
