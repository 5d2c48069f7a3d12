//! The files of a report: made from a finished run, study or back-test, in a folder of their own,
//! so that people can change them and the run stays as it was.

use super::files::Files;
use super::finished::FinishedPage;
use super::manifest;
use super::pictures::pictures;
use super::sections::{Medium, report};
use super::workbook::{WorkbookError, page_to_xlsx, to_xlsx};
use super::{ExportError, REPORT, Run};
use chart::Size;
use model::calendar::Date;
use model::document::WriteFiles;
use paper::markdown::to_markdown;
use paper::word::{HouseStyle, to_docx};
use paper::{Block, Paper, Report, to_html};

/// What a report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A Word document, `report.docx`.
    Word,
    /// A workbook for Excel, `report.xlsx`.
    Workbook,
    /// One page for browsers, `report.html`.
    Page,
    /// Markdown, `report.md`, with the folder `charts`.
    Markdown,
}

/// Writes the report of a run in each of these formats, on paper with or without its annex; gives back the names of
/// the files, without the charts. `stopped` is asked between files.
///
/// # Errors
///
/// If a chart cannot be drawn, a file not be made or written, or the user stops it.
pub fn write_report(
    run: &Run<'_>,
    (paper, annex): (Paper, bool),
    formats: &[Format],
    house: Option<&HouseStyle>,
    folder: &mut dyn WriteFiles,
    stopped: &dyn Fn() -> bool,
) -> Result<Vec<String>, ExportError> {
    let mut files = Files::new(folder, stopped);
    let pictures = pictures(run);
    let on_screen = report(run, &pictures, paper.clone(), Medium::Screen)?;
    let on_paper = report(run, &pictures, paper, Medium::Paper { annex })?;
    let names =
        put_all(&mut files, formats, (&on_paper, &on_screen, house), || to_xlsx(run, &on_paper.paper))?;
    if formats.contains(&Format::Markdown) {
        for picture in &pictures {
            files.put_chart(&picture.name, run.charts.size, picture.to_svg(run.charts.size))?;
        }
    }
    files.finish(|fingerprints| manifest::report_to_json(run, &on_paper.paper, fingerprints))?;
    Ok(names)
}

/// Writes the papers of a finished study or back-test in each of these formats, as [`write_report`] does those of a run;
/// what `paper` leaves empty is as the page has it. Of a study the paper says how old its figures are on its day.
///
/// # Errors
///
/// If a file cannot be made or written, or the user stops it.
pub fn write_page_report(
    page: &FinishedPage,
    (paper, on): (Paper, Option<Date>),
    formats: &[Format],
    house: Option<&HouseStyle>,
    folder: &mut dyn WriteFiles,
    stopped: &dyn Fn() -> bool,
) -> Result<Vec<String>, ExportError> {
    let mut files = Files::new(folder, stopped);
    let mut report = Report { paper: paper.or(&page.report.paper), ..page.report.clone() };
    if let Some(age) = on.and_then(|day| page.age_on(day))
        && let Some(answer) = report.sections.first_mut()
    {
        answer.blocks.push(Block::Bullets(vec![age]));
    }
    let workbook = || page_to_xlsx(page, &report.paper);
    let names = put_all(&mut files, formats, (&report, &report, house), workbook)?;
    if formats.contains(&Format::Markdown) {
        for figure in report.figures() {
            files.put_chart(&figure.name, Size::default(), Ok(figure.svg.clone()))?;
        }
    }
    files
        .finish(|fingerprints| manifest::page_report_to_json(&page.contents, &report.paper, fingerprints))?;
    Ok(names)
}

/// Puts the report in each of these formats, as it is on paper and on a screen; gives back the names of the files.
fn put_all(
    files: &mut Files<'_>,
    formats: &[Format],
    (on_paper, on_screen, house): (&Report, &Report, Option<&HouseStyle>),
    workbook: impl Fn() -> Result<Vec<u8>, WorkbookError>,
) -> Result<Vec<String>, ExportError> {
    let failed = |file: &str, cause: String| ExportError::Report { file: file.to_owned(), cause };
    let mut names = Vec::new();
    for format in formats {
        let name = format.file();
        let bytes = match format {
            Format::Word => to_docx(on_paper, house).map_err(|error| failed(name, error.to_string()))?,
            Format::Workbook => workbook().map_err(|error| failed(name, error.to_string()))?,
            Format::Page => to_html(on_screen).into_bytes(),
            Format::Markdown => to_markdown(on_paper).into_bytes(),
        };
        files.put(name, bytes)?;
        names.push(name.to_owned());
    }
    Ok(names)
}

impl Format {
    /// The name of its file.
    fn file(self) -> &'static str {
        match self {
            Self::Word => "report.docx",
            Self::Workbook => "report.xlsx",
            Self::Page => REPORT,
            Self::Markdown => "report.md",
        }
    }
}
