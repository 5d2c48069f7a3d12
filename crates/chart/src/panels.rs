//! Options side by side: a fan for each, all on one scale.

use super::canvas::{Canvas, Rect};
use super::end_labels::{LABEL_OVERHANG, LEADER_WIDTH, PlacedLabels, SeriesLabel, least_height};
use super::fan_labels::panel_labels;
use super::fan_shapes::{BANDS_NOTE, Fan, NO_BANDS_NOTE, START_LABEL_HEIGHT};
use super::frame::{Frame, MONTH_LABELS_HEIGHT, Plot, value_labels_width};
use super::marks::check_count;
use super::month_axis::MonthAxis;
use super::panel_key::draw_key;
use super::sheet::Sheet;
use super::text::TextBlock;
use super::theme::{MARGIN, STRONG_LABEL, TITLE_INK};
use super::value_axis::ValueAxis;
use super::zero_line::{ZeroLine, ZeroWords};
use super::{AxisBase, BandPoint, ChartError, NumberFormat, Size, TargetLine, Texts};
use model::calendar::Month;
use model::text;

/// The fans of up to five options side by side, on one scale.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelChart {
    /// What is written around it.
    pub texts: Texts,
    /// What its panels are of.
    pub panels_of: PanelsOf,
    /// How values are written on the axis and the labels.
    pub number_format: NumberFormat,
    /// Where the value axis begins, unless there is a zero line.
    pub base: AxisBase,
    /// Published values in month order, in every panel; perhaps none.
    pub history: Vec<(Month, f64)>,
    /// Values to compare with, each a dashed line with its name.
    pub targets: Vec<TargetLine>,
    /// For differences: zero is on the axis and a strong line, and labels have signs.
    pub zero_line: Option<ZeroLine>,
    /// From one to five options, row by row, the baseline first; or up to twelve teams.
    pub panels: Vec<Panel>,
}

/// What the panels of a chart are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelsOf {
    /// Options, at most [`MOST_OPTIONS`](super::MOST_OPTIONS).
    Options,
    /// Teams, at most [`MOST_TEAMS`].
    Teams,
}

/// As many teams can be told apart, and compared, on one page.
pub const MOST_TEAMS: usize = 12;

/// One option, or one team, of a [`PanelChart`].
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// What it is of, in bold above it.
    pub name: String,
    /// The projection in month order, one a month, at least one.
    pub points: Vec<BandPoint>,
    /// What the last digit of its labels counts for, if it differs from that of the chart.
    pub step: Option<f64>,
}

/// Free space between two panels side by side, and between two rows.
const GAP: (f64, f64) = (20.0, 16.0);

/// Labels moved further from their values than this are too many.
const CROWDED: f64 = 11.0;

/// The least width of a plot, if there is more than one side by side.
const LEAST_PLOT_WIDTH: f64 = 126.0;

/// Half of a month label lies beside the plot, and half of the next panel's.
const LEAST_LABELS_WIDTH: f64 = 46.0;

/// Pixels from the top of a panel's name to the top of its plot, for one line.
const BELOW_NAME: f64 = 3.0;

/// Says below the chart what the labels of the outermost percentiles mean.
const OUTER_NOTE: &str = text!("notes", "outer labels");

/// What all panels have in common.
struct Common<'a> {
    chart: &'a PanelChart,
    fans: Vec<Fan<'a>>,
    values: ValueAxis,
    months: MonthAxis,
}

/// Draws the fans of several options or teams as SVG.
///
/// # Errors
///
/// If there is no panel, more than [`MOST_OPTIONS`](super::MOST_OPTIONS), or one
/// without a month, a value is not finite or above
/// [`LARGEST_VALUE`](super::LARGEST_VALUE), or months are not in order.
pub fn panels_to_svg(chart: &PanelChart, size: Size) -> Result<String, ChartError> {
    size.drawn(|sheet| draw(chart, sheet))
}

fn draw(chart: &PanelChart, sheet: Sheet) -> Result<Option<String>, ChartError> {
    let common = Common::new(chart)?;
    let grid = Grid::new(&common, sheet);
    let notes = common.notes(&grid);
    let texts = chart.texts.with_notes(notes.as_deref()).with_warning(&common.values);
    let frame = Frame::new(sheet, &texts, grid.least_height());
    let panels = grid.placed(&frame.inner);
    let key = panels.last().filter(|_| grid.has_key()).map(|panel| Rect {
        left: panel.right + GAP.0,
        right: panel.right + GAP.0 + grid.column_width,
        ..panel.area
    });

    frame.picture(&texts, |canvas| {
        panels.iter().try_for_each(|panel| panel.draw(canvas, &common))?;
        key.map_or(Ok(()), |place| draw_key(canvas, &place))
    })
}

impl<'a> Common<'a> {
    /// The axes of all panels, if they can be drawn.
    fn new(chart: &'a PanelChart) -> Result<Self, ChartError> {
        match chart.panels_of {
            PanelsOf::Options => check_count(chart.panels.len())?,
            PanelsOf::Teams if chart.panels.len() > MOST_TEAMS => {
                return Err(ChartError::TooManyTeams(chart.panels.len()));
            }
            PanelsOf::Teams if chart.panels.is_empty() => return Err(ChartError::NoPoints),
            PanelsOf::Teams => {}
        }
        let fan = |panel: &'a Panel| Fan {
            history: &chart.history,
            points: &panel.points,
            since: &[],
            targets: &chart.targets,
        };
        let fans: Vec<Fan> = chart.panels.iter().map(fan).collect();
        let ends = fans.iter().map(Fan::check).collect::<Result<Vec<_>, _>>()?;
        let all = || fans.iter().flat_map(Fan::values);
        let values = if chart.zero_line.is_some() {
            ValueAxis::around_zero(all(), chart.number_format)
        } else {
            ValueAxis::new(all(), chart.base, chart.number_format)
        };
        let start = ends[0].0.month;
        let months = || fans.iter().flat_map(Fan::months);
        let months =
            MonthAxis::new(months().fold(start, Month::min), start, months().fold(start, Month::max));
        Ok(Self { chart, fans, values, months })
    }

    /// A value as it stands on a label of a panel.
    fn write(&self, panel: &Panel, value: f64) -> String {
        let writer = self.values.writer();
        let writer = panel.step.map_or(writer, |step| writer.to(step));
        if self.chart.zero_line.is_some() { writer.signed(value) } else { writer.label(value) }
    }

    /// What the shapes and labels mean, if that is not said beside them.
    fn notes(&self, grid: &Grid) -> Option<String> {
        let bands = if grid.has_key() {
            ""
        } else if self.has_bands() {
            BANDS_NOTE
        } else {
            NO_BANDS_NOTE
        };
        let outer = if grid.names_outer() { OUTER_NOTE } else { "" };
        // Narrow panels have no room for the month at the join.
        let join = self.fans.iter().find(|fan| fan.is_joined()).and_then(|fan| fan.points.first());
        let join = join.map(|point| format!("Projections begin in {}.", point.month.long_name()));
        let meaning = [bands, outer, join.as_deref().unwrap_or("")].join(" ");
        (!meaning.trim().is_empty()).then_some(meaning)
    }

    /// Whether any panel has a band to see.
    fn has_bands(&self) -> bool {
        self.fans.iter().any(Fan::has_bands)
    }

    /// Room above a plot and below the name.
    fn above(&self) -> f64 {
        let is_joined = self.fans.iter().any(Fan::is_joined);
        if is_joined { START_LABEL_HEIGHT } else { LABEL_OVERHANG }
    }
}

/// Panels side by side.
fn columns(panels: usize, sheet: Sheet) -> usize {
    match panels {
        0 | 1 => 1,
        // A slide has more room beside than below.
        4 | 7.. if sheet.is_fixed => 4,
        2 | 4 => 2,
        _ => 3,
    }
}

/// Names and labels of all panels, and the room that they need.
struct Grid<'a> {
    common: &'a Common<'a>,
    columns: usize,
    column_width: f64,
    names: Vec<TextBlock>,
    labels: Vec<Vec<SeriesLabel>>,
    /// Words on both sides of zero, if there is a line.
    zero: Option<ZeroWords>,
    /// Width of a plot if there are lines from its labels.
    plot_width: f64,
    least_plot: f64,
}

/// A panel in its place.
struct Placed<'a> {
    fan: Fan<'a>,
    name: &'a TextBlock,
    /// Pixels from the top of the picture to the name.
    top: f64,
    /// Where words and labels of the panel end.
    right: f64,
    area: Rect,
    values: ValueAxis,
    labels: PlacedLabels<'a>,
    zero: Option<&'a ZeroWords>,
    is_first_of_row: bool,
}

impl<'a> Grid<'a> {
    /// As many panels side by side as suit their number and leave each plot
    /// wide enough, however wide the labels are.
    fn new(common: &'a Common<'a>, sheet: Sheet) -> Self {
        let mut columns = columns(common.fans.len(), sheet);
        loop {
            let grid = Self::with_columns(common, sheet, columns);
            if grid.plot_width >= LEAST_PLOT_WIDTH || columns == 1 {
                return grid;
            }
            columns -= 1;
        }
    }

    fn with_columns(common: &'a Common<'a>, sheet: Sheet, columns: usize) -> Self {
        let count = common.fans.len();
        let free = sheet.width - 2.0 * MARGIN - value_labels_width(&common.values);
        let column_width = (free - (columns as f64 - 1.0) * GAP.0) / columns as f64;
        let name = |panel: &Panel| TextBlock::wrapped(&panel.name, STRONG_LABEL, column_width);
        let names = common.chart.panels.iter().map(name).collect();

        let usual = sheet.least_plot_of(count.div_ceil(columns));
        let labels: Vec<_> = {
            let panels = common.fans.iter().zip(&common.chart.panels);
            panels.map(|(fan, panel)| labels(common, (fan, panel), columns, usual)).collect()
        };
        let of_labels = labels.iter().map(|labels| least_height(labels) - 2.0 * LABEL_OVERHANG);
        let least_plot = of_labels.fold(usual, f64::max);
        let labels_width = labels.iter().flatten().map(SeriesLabel::width).fold(0.0, f64::max);
        let plot_width = column_width - LEADER_WIDTH - labels_width.max(LEAST_LABELS_WIDTH);
        let zero = common.chart.zero_line.as_ref().map(|zero| ZeroWords::new(zero, plot_width - GAP.0));
        let least_plot = least_plot + 2.0 * zero.as_ref().map_or(0.0, ZeroWords::height);
        Self { common, columns, column_width, names, labels, zero, plot_width, least_plot }
    }

    fn rows(&self) -> usize {
        self.names.len().div_ceil(self.columns)
    }

    /// Whether there is a free place at the end of the last row, and bands to
    /// be explained there.
    fn has_key(&self) -> bool {
        !self.names.len().is_multiple_of(self.columns) && self.common.has_bands()
    }

    /// Whether any panel has labels for the 10th and 90th percentile.
    fn names_outer(&self) -> bool {
        self.labels.iter().any(|labels| labels.len() > 1 + self.common.chart.targets.len())
    }

    /// Room for the names of a row.
    fn names_height(&self, row: usize) -> f64 {
        let names = self.names.chunks(self.columns).nth(row).unwrap_or(&[]);
        names.iter().map(TextBlock::height).fold(0.0, f64::max) + BELOW_NAME
    }

    /// Room around the plots of all rows.
    fn around(&self) -> f64 {
        let rows = self.rows() as f64;
        let names: f64 = (0..self.rows()).map(|row| self.names_height(row)).sum();
        names + rows * (self.common.above() + MONTH_LABELS_HEIGHT) + (rows - 1.0) * GAP.1
    }

    fn least_height(&self) -> f64 {
        self.around() + self.rows() as f64 * self.least_plot
    }

    /// The panels in their places, row by row.
    fn placed(&'a self, inner: &Rect) -> Vec<Placed<'a>> {
        let height = (inner.height() - self.around()) / self.rows() as f64;
        let words = self.zero.as_ref().map_or(0.0, ZeroWords::height);
        let values = self.common.values.clone().with_room(words / height);
        let first_left = inner.left + value_labels_width(&values);
        let mut panels = Vec::new();
        let mut top = inner.top;
        for row in 0..self.rows() {
            let plot_top = top + self.names_height(row) + self.common.above();
            for column in 0..self.columns.min(self.names.len() - row * self.columns) {
                let left = first_left + column as f64 * (self.column_width + GAP.0);
                let right = left + self.column_width;
                let area = Rect { left, top: plot_top, right, bottom: plot_top + height };
                let index = row * self.columns + column;
                let name = &self.names[index];
                panels.push(Placed {
                    fan: self.common.fans[index],
                    name,
                    // A short name stands by its plot, beside longer ones too.
                    top: top + self.names_height(row) - BELOW_NAME - name.height(),
                    right,
                    area,
                    values: values.clone(),
                    labels: place(&self.labels[index], &values, &area),
                    zero: self.zero.as_ref(),
                    is_first_of_row: column == 0,
                });
            }
            top = plot_top + height + MONTH_LABELS_HEIGHT + GAP.1;
        }
        // Labels stand in columns of the same kind, with lines or without.
        if panels.iter().any(|panel| panel.labels.has_leaders) {
            for panel in &mut panels {
                panel.labels.has_leaders = true;
            }
        }
        // All plots are of the same width, so that slopes can be compared.
        let labels_width = panels.iter().map(|panel| panel.labels.width()).fold(LEAST_LABELS_WIDTH, f64::max);
        for panel in &mut panels {
            panel.area.right -= labels_width;
        }
        panels
    }
}

/// The labels of a panel: median, targets and, where they do not crowd a plot
/// of this height, the 10th and 90th percentile.
fn labels(common: &Common, (fan, panel): (&Fan, &Panel), columns: usize, height: f64) -> Vec<SeriesLabel> {
    let Some(last) = fan.points.last() else { return Vec::new() };
    let write = |value: f64| common.write(panel, value);
    let all = panel_labels(last, fan.targets, &common.values, columns, true, &write);
    let area = Rect { left: 0.0, top: 0.0, right: 0.0, bottom: height };
    let y = |value: f64| height * (1.0 - common.values.share(value));
    if place(&all, &common.values, &area).is_moved_by(CROWDED, y) {
        panel_labels(last, fan.targets, &common.values, columns, false, &write)
    } else {
        all
    }
}

fn place<'a>(labels: &'a [SeriesLabel], values: &ValueAxis, area: &Rect) -> PlacedLabels<'a> {
    let y = |value| area.bottom - values.share(value) * area.height();
    PlacedLabels::new(labels, y, (area.top - LABEL_OVERHANG, area.bottom + LABEL_OVERHANG))
}

impl Placed<'_> {
    fn draw(&self, canvas: &mut Canvas, common: &Common) -> Result<(), ChartError> {
        let plot = Plot { area: self.area, values: &self.values, months: &common.months };
        canvas.block(self.name, (self.area.left, self.top), TITLE_INK)?;
        if self.is_first_of_row {
            plot.draw_grid(canvas)?;
        } else {
            plot.scale().draw_gridlines(canvas)?;
        }
        self.fan.draw_bands(canvas, &plot)?;
        if let Some(zero) = self.zero {
            zero.draw(canvas, plot.scale())?;
        }
        let is_free = self.labels.top() > self.area.top - 3.0;
        self.fan.draw_lines(canvas, &plot, if is_free { self.right } else { self.area.right })?;
        plot.draw_axes(canvas)?;
        self.labels.draw(canvas, plot.scale())
    }
}
