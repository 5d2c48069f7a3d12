//! The charts of a run as figures.

use super::Medium;
use crate::answers::target_in_words;
use crate::pictures::{DataTable, Picture, PictureKind};
use crate::{ExportError, Run};
use chart::Size;
use model::english::lower_first;
use model::measure::MeasureId;
use model::summary::Summary;
use model::text;
use paper::{Block, Column, Figure, Section, Table};

/// A measure that has charts of the options side by side, but on paper none by month: its years say more.
const BY_YEAR: MeasureId = MeasureId::CostTotal;

/// With more charts than this their data would fill a paper.
const MOST_WITH_DATA: usize = 6;

/// The section with the charts of a run, already chosen.
///
/// # Errors
///
/// If a chart cannot be drawn.
pub(crate) fn section(
    run: &Run<'_>,
    pictures: &[Picture],
    in_front: Option<&Picture>,
    medium: Medium,
) -> Result<Option<Section>, ExportError> {
    let others = pictures.iter().filter(|picture| Some(*picture) != in_front);
    let (further, main): (Vec<&Picture>, Vec<&Picture>) =
        others.partition(|picture| is_further(run, picture));
    if main.is_empty() && further.is_empty() {
        return Ok(None);
    }
    let shown: Vec<&Picture> = match medium {
        Medium::Screen => main.iter().chain(&further).copied().collect(),
        Medium::Paper { .. } => main.clone(),
    };
    let figures = shown.iter().map(|picture| figure(run, picture, run.charts.size));
    let figures = told_apart(figures.collect::<Result<Vec<Figure>, _>>()?);
    let mut blocks = vec![Block::Paragraph(introduction(main.len(), further.len(), medium))];
    blocks.extend(figures.into_iter().map(|mut figure| {
        if medium != Medium::Screen && main.len() > MOST_WITH_DATA {
            figure.data.rows.clear();
        }
        Block::Figure(Box::new(figure))
    }));
    Ok(Some(Section::new("charts", "Charts", blocks)))
}

/// The chart of the first page.
///
/// # Errors
///
/// If it cannot be drawn.
pub(crate) fn in_front(
    run: &Run<'_>,
    picture: Option<&Picture>,
    medium: Medium,
) -> Result<Option<Figure>, ExportError> {
    // On paper it shares its page with the answer and a table, so it is drawn low.
    let size = if medium == Medium::Screen { run.charts.size } else { Size::Web };
    let figure = picture.map(|picture| figure(run, picture, size)).transpose()?;
    Ok(figure.map(|mut figure| {
        figure.is_further = false;
        // Its data are in the annex, or in the workbook.
        if medium == (Medium::Paper { annex: false }) {
            figure.data.rows.clear();
        }
        figure
    }))
}

/// Where several figures have the same caption, they are counted.
fn told_apart(mut figures: Vec<Figure>) -> Vec<Figure> {
    let captions: Vec<String> = figures.iter().map(|figure| figure.caption.clone()).collect();
    for (at, figure) in figures.iter_mut().enumerate() {
        let same = |caption: &&String| **caption == captions[at];
        let of = captions.iter().filter(same).count();
        if of > 1 {
            let number = captions[..=at].iter().filter(same).count();
            figure.caption = format!("{} ({number} of {of})", captions[at]);
            figure.data.caption.clone_from(&figure.caption);
        }
    }
    figures
}

fn introduction(main: usize, further: usize, medium: Medium) -> String {
    let ranges = text!("report", "charts");
    let data = match medium {
        Medium::Screen => {
            text!("report", "charts on a screen")
        }
        Medium::Paper { .. } if main > MOST_WITH_DATA => {
            text!("report", "many charts on paper")
        }
        Medium::Paper { .. } => text!("report", "few charts on paper"),
    };
    let more = match (medium, further) {
        (Medium::Screen, _) | (Medium::Paper { .. }, 0) => String::new(),
        (Medium::Paper { .. }, 1) => " One further chart is in report.html.".to_owned(),
        (Medium::Paper { .. }, count) => format!(" {count} further charts are in report.html."),
    };
    format!("{ranges} {data}{more}")
}

/// Whether a chart stands behind the others: where there are options, the
/// baseline alone is one panel of the chart with all of them, and what options
/// change is charted first for what the targets are about.
fn is_further(run: &Run<'_>, picture: &Picture) -> bool {
    let has_options = !run.results.comparisons.is_empty();
    let measure = picture.measure.as_deref().unwrap_or_default();
    let is_nil = |summary: &Summary| {
        summary.service(measure).is_some_and(|series| series.bands.iter().all(|(_, band)| band.p90 == 0.0))
    };
    match picture.kind {
        // What never is anything needs no chart in front.
        PictureKind::Projection | PictureKind::Options if run.results.summaries.iter().all(is_nil) => true,
        PictureKind::Projection => has_options,
        PictureKind::Options => measure == BY_YEAR.name(),
        PictureKind::Differences => {
            let targets = &run.scenario.service.targets.0;
            !targets.is_empty() && targets.iter().all(|target| target.measure != measure)
        }
        PictureKind::CostDrivers | PictureKind::CostDifferenceByYear | PictureKind::Teams => true,
        PictureKind::Targets | PictureKind::CostByYear | PictureKind::NetCost => false,
    }
}

fn figure(run: &Run<'_>, picture: &Picture, size: Size) -> Result<Figure, ExportError> {
    let words = picture.texts();
    let svg = picture.to_svg(size);
    let failed = |cause| ExportError::Chart { file: format!("{}.svg", picture.name), cause };
    let caption = caption(run, picture);
    Ok(Figure {
        name: picture.name.clone(),
        // The message first: it stands within the picture, where not everybody can read it.
        description: format!("{}. {}", words.title.trim_end_matches('.'), words.description),
        svg: svg.map_err(failed)?,
        data: data(&caption, picture.data()),
        caption,
        is_further: is_further(run, picture),
    })
}

/// What the chart shows; what is found stands within it, as its title.
fn caption(run: &Run<'_>, picture: &Picture) -> String {
    let all = run.results.summaries.iter().flat_map(|summary| &summary.monthly);
    let mut own = all.filter(|series| picture.measure.as_deref() == Some(series.measure.id.as_ref()));
    let title = own.next().map(|series| series.measure.title.clone()).unwrap_or_default();
    match picture.kind {
        PictureKind::Projection => format!("{title}, if nothing else changes"),
        PictureKind::Options => format!("{title}: the baseline and the options"),
        PictureKind::Differences => format!("What the options change: {}", lower_first(&title)),
        PictureKind::Targets => target(run, picture).unwrap_or_else(|| "Chance of a target".to_owned()),
        PictureKind::CostByYear => "Total cost by financial year".to_owned(),
        PictureKind::CostDifferenceByYear => {
            "What the options change in the cost of each financial year".to_owned()
        }
        PictureKind::NetCost => "What the options have cost since the start".to_owned(),
        PictureKind::CostDrivers => "What the cost of an option is made of".to_owned(),
        PictureKind::Teams => format!("{title} by team"),
    }
}

/// The target of a chart; its files are numbered in the order of the results.
fn target(run: &Run<'_>, picture: &Picture) -> Option<String> {
    let number = picture.name.strip_prefix("target_")?.split('-').next()?.parse::<usize>().ok()?;
    let target = &run.results.summaries.first()?.targets.get(number.checked_sub(1)?)?.target;
    let by = target.by.map(|by| format!(" in {}", by.long_name())).unwrap_or_default();
    Some(format!("Chance that {}{by}", target_in_words(run, target)))
}

fn data(caption: &str, data: DataTable) -> Table {
    let DataTable { columns, rows } = data;
    let column = |(at, title): (usize, &String)| {
        // Months, years and names of options stand left, numbers right.
        let is_words = at == 0 || title == "Option";
        if is_words { Column::words(title) } else { Column::numbers(title) }
    };
    Table {
        caption: caption.to_owned(),
        columns: columns.iter().enumerate().map(column).collect(),
        rows,
        notes: Vec::new(),
        is_long: true,
    }
}
