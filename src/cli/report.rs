//! `staffcast report`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::{console, progress};
use crate::export::NewFolder;
use crate::export::finished::Finished;
use crate::export::report::{Format, Paper, write};

pub(super) const EXAMPLES: &str = "Examples:
  staffcast report output/kent
  staffcast report output/kent --format docx,xlsx --committee \"Children's Services Committee\" --date 2026-11-22
  staffcast report output/kent --format docx --template council.docx --classification OFFICIAL

Nothing is simulated again: every figure comes from the files of the run, which must be as the run left them. The \
reports go into a folder beside that of the run, so that you can change them without losing track of what the run said.";

#[derive(Args, Debug)]
pub(super) struct ReportArguments {
    /// The folder of a finished run
    #[arg(value_name = "RUN_FOLDER")]
    folder: PathBuf,
    /// What to write: docx (Word), xlsx (Excel), html, md (Markdown), or several with commas
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = [Written::Docx, Written::Xlsx, Written::Html, Written::Md])]
    format: Vec<Written>,
    /// The folder for the reports [default: that of the run, followed by -report]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Replace the reports that are in the folder
    ///
    /// Files that were changed since they were written are never replaced.
    #[arg(long)]
    overwrite: bool,
    /// What the paper is called [default: the title of the scenario]
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    title: String,
    /// Who wrote it
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    author: String,
    /// The committee that it goes to
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    committee: String,
    /// Its day, such as 2026-11-22 [default: none]
    #[arg(long, value_name = "DATE", value_parser = day, default_value = "", hide_default_value = true)]
    date: String,
    /// Such as OFFICIAL; stands on every page
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    classification: String,
    /// A Word document of the council whose styles the paper takes over
    #[arg(long, value_name = "FILE.docx")]
    template: Option<PathBuf>,
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
