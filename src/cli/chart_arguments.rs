//! Which charts are wanted, among the arguments.

use clap::{Args, ValueEnum};

use chart::Size;
use report::{ChartOptions, Titles};

/// Which charts are made, for what, and what their titles say.
#[derive(Args, Debug)]
#[command(next_help_heading = "Charts")]
pub(super) struct ChartArguments {
    /// The measures that have charts, several with commas [default: the usual five]
    ///
    /// Any id in monthly.csv, such as `in_post_fte` or `open_cases.assessment`. The usual five are `caseload`,
    /// `vacancy_rate`, `agency_rate`, `unallocated_cases` and `cost.total`. Charts of targets, and of what cost is
    /// made of, are left out if their measure is not named.
    #[arg(long = "chart", value_name = "MEASURE,...", value_delimiter = ',')]
    measures: Option<Vec<String>>,
    /// Let the titles of charts say what is shown, not what is found
    #[arg(long)]
    neutral_titles: bool,
    /// For what the charts are made
    #[arg(long, value_name = "SIZE", value_enum, default_value_t = ChartSize::Page)]
    chart_size: ChartSize,
}

/// For what charts are made.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ChartSize {
    /// A portrait page, 16 cm wide.
    Page,
    /// A slide of 16 to 9, with larger type.
    Slide,
    /// A column of a web page.
    Web,
}

impl ChartSize {
    pub(super) fn size(self) -> Size {
        match self {
            Self::Page => Size::Page,
            Self::Slide => Size::Slide,
            Self::Web => Size::Web,
        }
    }
}

impl ChartArguments {
    /// What is asked for.
    pub(super) fn options(&self) -> ChartOptions {
        let titles = if self.neutral_titles { Titles::Neutral } else { Titles::Finding };
        let size = self.chart_size.size();
        let trimmed = |measure: &String| measure.trim().to_owned();
        let measures = self.measures.as_ref().map(|measures| measures.iter().map(trimmed).collect());
        ChartOptions { titles, size, measures }
    }
}
