//! `staffcast report`.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::chart_arguments::ChartArguments;
use super::failure::Failure;
use super::{console, progress};
use crate::disk::{Disk, NewFolder, put_back};
use crate::question::check_charts;
use model::calendar::{Date, long_date};
use model::document::ReadFiles as _;
use paper::Paper;
use paper::word::{HouseStyle, WordError};
use report::finished::{Finished, FinishedError, FinishedPage, is_page, is_run};
use report::formats::{Format, write_page_report, write_report};
use report::{ChartOptions, Run};

/// No template is as large (bytes).
const LARGEST_TEMPLATE: u64 = 50_000_000;

#[derive(Args, Debug)]
pub(super) struct ReportArguments {
    /// The folder of a finished run, study or back-test
    #[arg(value_name = "RESULTS_FOLDER")]
    folder: PathBuf,
    /// What to write: docx (Word), xlsx (Excel), html, md (Markdown), or several with commas
    #[arg(
        long,
        value_name = "FORMAT,...",
        value_enum,
        value_delimiter = ',',
        default_value = "docx,xlsx,html,md"
    )]
    format: Vec<Written>,
    /// The folder for the reports [default: that of the results, followed by -report]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Replace the reports that are in the folder
    ///
    /// Files that were changed since they were written are never replaced.
    #[arg(long)]
    overwrite: bool,
    /// What the paper is called [default: as the results are called]
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    title: String,
    /// Who wrote it
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    author: String,
    /// The committee that it goes to
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    committee: String,
    /// Its day, such as 2026-11-22 [default: none]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::arguments::day)]
    date: Option<Date>,
    /// Such as OFFICIAL; stands on every page
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    classification: String,
    /// A Word document of the council whose styles the paper takes over
    #[arg(long, value_name = "FILE.docx")]
    template: Option<PathBuf>,
    /// Add full tables, all charts and the register of assumptions to the paper in Word and Markdown
    ///
    /// Without it the paper has two to four pages; the page and the workbook hold the rest in any case.
    #[arg(long)]
    annex: bool,
    #[command(flatten)]
    charts: ChartArguments,
    /// Print nothing
    #[arg(long, short)]
    quiet: bool,
}

/// A format as users name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Written {
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
    /// One page for browsers.
    Html,
    /// Markdown, with the charts.
    Md,
}

pub(super) fn report(arguments: &ReportArguments) -> Result<(), Failure> {
    put_back(&arguments.folder);
    let page = FinishedPage::read(&arguments.folder, &Disk).map_err(|error| failure(&error))?;
    let charts = arguments.charts.options();
    let run = match &page {
        Some(_) if charts != ChartOptions::default() => {
            return Err(Failure::Input(format!(
                "{} holds a study or a back-test, whose charts are as it drew them: leave out --chart, --chart-size and \
                 --neutral-titles, which are for runs",
                arguments.folder.display()
            )));
        }
        Some(_) => None,
        None => Some(Finished::read(&arguments.folder, &Disk).map_err(|error| failure(&error))?),
    };
    if let Some(run) = &run {
        check_charts("--chart", &charts, &run.scenario.service)?;
    }
    let house = arguments.template.as_deref().map(house_style).transpose()?;
    let target = arguments.target()?;
    progress::listen_for_ctrl_c(Failure::Stopped.to_string());
    let mut folder = NewFolder::begin(&target, arguments.overwrite)?;
    let (paper, formats) = (arguments.paper(), arguments.formats());
    let files = match (&run, &page) {
        (Some(run), _) => {
            let run = Run { on: arguments.date, ..run.run(&charts) };
            let paper = (paper, arguments.annex);
            write_report(&run, paper, &formats, house.as_ref(), &mut folder, &progress::is_stopped)?
        }
        (None, Some(page)) => write_page_report(
            page,
            (paper, arguments.date),
            &formats,
            house.as_ref(),
            &mut folder,
            &progress::is_stopped,
        )?,
        (None, None) => unreachable!("one of the two was read"),
    };
    folder.complete()?;
    if arguments.quiet {
        return Ok(());
    }
    console::print(&format!("Reports in {}: {}\n", target.display(), files.join(", ")))
}

impl ReportArguments {
    /// The folder for the reports, which takes the place of no results.
    fn target(&self) -> Result<PathBuf, Failure> {
        let target = self.out.clone().unwrap_or_else(|| beside(&self.folder));
        if is_within(&target, &self.folder) {
            return Err(Failure::Input(format!(
                "{} is within the folder of the results, which holds what their command left and nothing else: choose another \
                 with --out",
                target.display()
            )));
        }
        if is_run(&target, &Disk) || is_page(&target, &Disk) {
            return Err(Failure::Input(format!(
                "{} holds results, which a report does not replace: choose another folder with --out",
                target.display()
            )));
        }
        Ok(target)
    }

    fn paper(&self) -> Paper {
        Paper {
            title: self.title.clone(),
            council: String::new(),
            subtitle: String::new(),
            author: self.author.clone(),
            committee: self.committee.clone(),
            date: self.date.map(long_date).unwrap_or_default(),
            classification: self.classification.clone(),
        }
    }

    /// Each format once, in a fixed order.
    fn formats(&self) -> Vec<Format> {
        let all = [
            (Written::Docx, Format::Word),
            (Written::Xlsx, Format::Workbook),
            (Written::Html, Format::Page),
            (Written::Md, Format::Markdown),
        ];
        let wanted = all.into_iter().filter(|(written, _)| self.format.contains(written));
        wanted.map(|(_, format)| format).collect()
    }
}

/// The folder of reports beside that of their results.
fn beside(folder: &Path) -> PathBuf {
    // `.` and the like have no name; what they stand for has.
    let named = folder.file_name().map(|_| folder.to_owned());
    let folder = named.or_else(|| folder.canonicalize().ok()).unwrap_or_else(|| folder.to_owned());
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push("-report");
    folder.with_file_name(name)
}

/// Whether a folder, which need not be there yet, is another or lies within it.
fn is_within(target: &Path, folder: &Path) -> bool {
    let Ok(folder) = folder.canonicalize() else { return false };
    // The last of them, of a path that does not begin with `/`, is empty and stands for this folder.
    let there = target.ancestors().find_map(|part| Path::new(".").join(part).canonicalize().ok());
    there.is_some_and(|whole| whole.starts_with(folder))
}

fn house_style(template: &Path) -> Result<HouseStyle, Failure> {
    let at_fault = |what: String| Failure::Input(format!("{}: {what}", template.display()));
    let bytes = Disk.bytes(template, LARGEST_TEMPLATE).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Failure::Input(format!("there is no file {}", template.display())),
        ErrorKind::InvalidInput => at_fault(format!("{error}: name a Word document")),
        _ => at_fault(format!("could not be read: {error}")),
    })?;
    if bytes.len() as u64 > LARGEST_TEMPLATE {
        return Err(at_fault(format!(
            "it is larger than {} MB: delete its text and pictures, of which nothing is taken over, and use that",
            LARGEST_TEMPLATE / 1_000_000
        )));
    }
    HouseStyle::from_docx(&bytes).map_err(|error: WordError| at_fault(error.to_string()))
}

/// A folder without results, or a changed one, is a fault of the arguments; the disk is the world.
pub(super) fn failure(error: &FinishedError) -> Failure {
    match error {
        FinishedError::Unreadable { .. } => Failure::World(error.to_string()),
        FinishedError::NoFolder(_)
        | FinishedError::NoRun(_)
        | FinishedError::OtherVersion { .. }
        | FinishedError::Changed(_) => Failure::Input(error.to_string()),
    }
}
