//! What a difference is made of: a bar for each driver, each from where the
//! last one ended, and the total with its range.

use super::canvas::Rect;
use super::check::check_values;
use super::frame::Frame;
use super::sheet::Sheet;
use super::value_axis::ValueAxis;
use super::waterfall_shapes::{AXIS_HEIGHT, Bar, Bars, Range};
use super::zero_line::ZeroLine;
use super::{AxisBase, ChartError, NumberFormat, Size, Texts};
use model::text;

/// The drivers of a difference, such as that of an option's cost from the
/// baseline's.
#[derive(Clone, Debug, PartialEq)]
pub struct WaterfallChart {
    /// What is written around it.
    pub texts: Texts,
    /// How values are written on the axis and the labels.
    pub number_format: NumberFormat,
    /// Words for both sides of zero: `more than baseline` (to the right) and
    /// `less than baseline` (to the left).
    pub zero_line: ZeroLine,
    /// At least one, from the top.
    pub steps: Vec<Step>,
    /// What they come to.
    pub total: Total,
}

/// What the steps of a [`WaterfallChart`] come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Total {
    /// What it is called.
    pub name: String,
    /// Its mean over the trials: the sum of the steps, and of parts that are too small to be one.
    pub mean: f64,
    /// Its 10th and 90th percentile over the trials.
    pub range: (f64, f64),
    /// What the last digit of these counts for, if it is not that of the steps.
    pub step: Option<f64>,
}

/// One driver of a [`WaterfallChart`].
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What it is.
    pub name: String,
    /// Its mean over the trials: above zero if it adds, below if it takes away.
    /// Means add up, which medians do not.
    pub value: f64,
}

/// Says below the chart what the shapes mean.
const SHAPES_NOTE: &str = text!("notes", "waterfall");

/// Draws drivers and their total as SVG.
///
/// # Errors
///
/// If there is no step, or a value or the total is not finite or above
/// [`LARGEST_VALUE`](super::LARGEST_VALUE).
pub fn waterfall_to_svg(chart: &WaterfallChart, size: Size) -> Result<String, ChartError> {
    size.drawn(|sheet| draw(chart, sheet))
}

fn draw(chart: &WaterfallChart, sheet: Sheet) -> Result<Option<String>, ChartError> {
    let ends = ends(chart)?;
    let (low, high) = chart.total.range;
    let values = ends.iter().copied().chain([chart.total.mean, low, high]);
    let values = ValueAxis::new(values.chain([0.0]), AxisBase::Zero, chart.number_format);
    let bars = Bars::new(&values, bars(chart, &ends), &chart.zero_line, sheet);

    let texts = chart.texts.with_notes([SHAPES_NOTE]);
    let inner = bars.words_height() + bars.height() + AXIS_HEIGHT;
    let frame = Frame::around(sheet, &texts, inner);
    let bars = bars.filling(frame.inner.height() - inner);
    let area = Rect { top: frame.inner.top + bars.words_height(), ..frame.inner };

    frame.picture(&texts, |canvas| bars.draw(canvas, &area))
}

/// Where each step ends, if the chart can be drawn.
fn ends(chart: &WaterfallChart) -> Result<Vec<f64>, ChartError> {
    if chart.steps.is_empty() {
        return Err(ChartError::NoPoints);
    }
    let (low, high) = chart.total.range;
    check_values("steps", chart.steps.iter().map(|step| step.value))?;
    let mut end = 0.0;
    let ends: Vec<f64> = chart
        .steps
        .iter()
        .map(|step| {
            end += step.value;
            end
        })
        .collect();
    check_values("sum of the steps", ends.iter().copied())?;
    check_values("total", [chart.total.mean, low, high].into_iter())?;
    Ok(ends)
}

/// The bars from the top, the total last.
fn bars<'a>(chart: &'a WaterfallChart, ends: &[f64]) -> Vec<Bar<'a>> {
    let starts = [0.0].into_iter().chain(ends.iter().copied());
    let steps = chart.steps.iter().zip(starts.zip(ends));
    let steps = steps.map(|(step, (from, to))| Bar { name: &step.name, from, to: *to, range: None });
    let Total { name, mean, range: (low, high), step } = &chart.total;
    let range = Some(Range { low: *low, high: *high, step: *step });
    let total = Bar { name, from: 0.0, to: *mean, range };
    steps.chain([total]).collect()
}
