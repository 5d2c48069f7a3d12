//! The charts of a run as figures.

use super::{Block, Column, Figure, Section, Table};
use crate::export::pictures::{DataTable, Kind, Picture};
use crate::export::{ExportError, Run};

/// The section with the charts of a run, already chosen.
///
/// # Errors
///
/// If a chart cannot be drawn.
pub(super) fn section(run: &Run<'_>, pictures: &[Picture]) -> Result<Option<Section>, ExportError> {
    if pictures.is_empty() {
        return Ok(None);
    }
    let has_options = !run.results.comparisons.is_empty();
    let mut blocks = vec![Block::Paragraph(
        "Each chart has its message as its title, a description in words, and its data as a table. Lines and ranges are \
         those of single months: no single trial need follow the edge of a range all the way."
            .to_owned(),
    )];
    let figures = pictures.iter().map(|picture| figure(run, picture, has_options));
    let mut figures = figures.collect::<Result<Vec<Figure>, _>>()?;
    figures.sort_by_key(|figure| figure.is_further);
    blocks.extend(figures.into_iter().map(|figure| Block::Figure(Box::new(figure))));
    Ok(Some(Section::new("charts", "Charts", blocks)))
}

/// Whether a chart stands behind the others: where there are options, the
/// baseline alone is one panel of the chart with all of them.
fn is_further(kind: Kind, has_options: bool) -> bool {
    match kind {
        Kind::Projection => has_options,
        Kind::CostDrivers | Kind::CostDifferenceByYear | Kind::Teams => true,
        Kind::Options | Kind::Differences | Kind::Targets | Kind::CostByYear | Kind::NetCost => false,
    }
}

fn figure(run: &Run<'_>, picture: &Picture, has_options: bool) -> Result<Figure, ExportError> {
    let words = picture.words();
    let svg = picture.to_svg(run.look.size);
    let failed = |cause| ExportError::Chart { file: format!("{}.svg", picture.name), cause };
    Ok(Figure {
        name: picture.name.clone(),
        caption: words.title.clone(),
        description: words.description.clone(),
        svg: svg.map_err(failed)?,
        data: data(&words.title, picture.data()),
        is_further: is_further(picture.kind, has_options),
    })
}

fn data(caption: &str, data: DataTable) -> Table {
    let DataTable { columns, rows } = data;
    let column = |(at, title): (usize, &String)| {
        // Months, years and names of options stand left, numbers right.
        let is_words = at == 0 || title == "Option";
        if is_words { Column::words(title) } else { Column::numbers(title) }
    };
    Table {
        caption: format!("Data of the chart \u{201c}{caption}\u{201d}"),
        columns: columns.iter().enumerate().map(column).collect(),
        rows,
        notes: Vec::new(),
        is_long: true,
    }
}
