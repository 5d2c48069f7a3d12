//! Native charts, which can be edited and copied into other documents.

use rust_xlsxwriter::{
    Chart, ChartAxis, ChartAxisDateUnitType, ChartAxisLabelPosition, ChartDataLabel, ChartEmptyCells,
    ChartErrorBars, ChartErrorBarsType, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartLineDashType, ChartMarker, ChartMarkerType, ChartPatternFill, ChartPatternFillType, ChartRange,
    ChartSeries, ChartSolidFill, ChartType, ColNum, RowNum,
};

use super::cells::{MONTH_FORMAT, plain};
use super::plan::{ChartPlan, LegendName, Native, PlannedSeries, SeriesShape};
use chart::rgb;
use model::measure::Unit;

/// The sheet with the data of all charts.
pub(super) const DATA_SHEET: &str = "Chart data";

const FONT: &str = "Arial";
const FONT_SIZE: f64 = 9.0;
/// Alternative texts are no longer, in the units in which Excel counts.
const LONGEST_ALTERNATIVE: usize = 255;

/// Where the data of a chart stand.
#[derive(Clone, Copy)]
pub(super) struct DataPlace {
    /// The row of its title.
    pub(super) title: RowNum,
    /// The row of the heads; groups are in the row above.
    pub(super) heads: RowNum,
    /// The last row.
    pub(super) last: RowNum,
}

impl DataPlace {
    fn column(self, column: usize) -> ChartRange {
        let column = column as ColNum;
        ChartRange::new_from_range(DATA_SHEET, self.heads + 1, column, self.last, column)
    }

    fn cell(row: RowNum, column: usize) -> ChartRange {
        let column = column as ColNum;
        ChartRange::new_from_range(DATA_SHEET, row, column, row, column)
    }

    fn head(self, column: usize) -> ChartRange {
        Self::cell(self.heads, column)
    }

    fn group(self, column: usize) -> ChartRange {
        Self::cell(self.heads - 1, column)
    }
}

/// A chart of a plan whose data stand at a place, so many pixels large.
pub(super) fn chart(
    plan: &ChartPlan,
    native: &Native,
    place: DataPlace,
    (width, height): (u32, u32),
) -> Chart {
    let kind = |shape: SeriesShape| match shape {
        SeriesShape::Base | SeriesShape::Band { .. } => ChartType::AreaStacked,
        SeriesShape::Median
        | SeriesShape::Edge
        | SeriesShape::Option(_)
        | SeriesShape::Published
        | SeriesShape::Target => ChartType::Line,
        SeriesShape::Column { .. } => ChartType::Column,
        SeriesShape::Bar => ChartType::Bar,
    };
    let first = native.series.first().map_or(ChartType::Line, |series| kind(series.shape));
    let (own, above): (Vec<&PlannedSeries>, Vec<&PlannedSeries>) =
        native.series.iter().partition(|series| kind(series.shape) == first);
    let mut chart = Chart::new(first);
    for series in own {
        draw(chart.add_series(), series, place);
    }
    if let Some(series) = above.first() {
        let mut lines = Chart::new(kind(series.shape));
        for series in above {
            draw(lines.add_series(), series, place);
        }
        chart.combine(&lines);
    }
    let title = native.title.map_or(DataPlace::cell(place.title, 0), |column| place.group(column));
    let is_small = native.title.is_some();
    chart.title().set_name(&title).set_font(&font(if is_small { 10.0 } else { 12.0 }, true));
    set_axes(&mut chart, plan, first, is_small);
    if native.series.len() > 1 {
        chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(FONT_SIZE, false));
    } else {
        chart.legend().set_hidden();
    }
    chart.show_empty_cells_as(ChartEmptyCells::Gaps);
    let own = native.title.and_then(|column| plan.block.groups.iter().find(|(own, _)| *own == column));
    let words = own.map_or_else(|| plan.words.clone(), |(_, name)| format!("{name}. {}", plan.words));
    chart.set_alt_text(alternative(&words));
    chart.set_width(width).set_height(height);
    chart
}

fn set_axes(chart: &mut Chart, plan: &ChartPlan, kind: ChartType, is_small: bool) {
    let (labels, strong) = (font(FONT_SIZE, false), font(FONT_SIZE, true));
    let grid = line(rgb::GRID, 0.75, ChartLineDashType::Solid);
    // It crosses at nil, and is the line there.
    let nil = line(rgb::INK, if plan.is_change { 1.5 } else { 0.75 }, ChartLineDashType::Solid);
    // What lies is the first axis, and in a chart of lying bars those are the values.
    let is_lying = kind == ChartType::Bar;
    let categories = if is_lying { chart.y_axis() } else { chart.x_axis() };
    categories.set_font(&labels).set_format(ChartFormat::new().set_line(&nil));
    categories.set_label_position(ChartAxisLabelPosition::Low).set_major_gridlines(false);
    if is_lying {
        categories.set_reverse();
    }
    if plan.block.is_by_month() {
        set_months(categories, plan, is_small);
    } else if kind == ChartType::Column {
        categories.set_name("Financial year, April to March").set_name_font(&strong);
    }
    let values = if is_lying { chart.x_axis() } else { chart.y_axis() };
    values.set_font(&labels).set_num_format(axis_format(plan));
    values.set_format(ChartFormat::new().set_no_line());
    values.set_major_gridlines(true).set_major_gridlines_line(&grid);
    if !is_small || plan.natives.len() == 1 {
        values.set_name(&plain(&plan.axis)).set_name_font(&strong);
    }
    match plan.ends {
        Some((low, high)) => {
            values.set_min(low).set_max(high);
        }
        None if plan.from_nil && !plan.is_change => {
            values.set_min(0);
        }
        None => {}
    }
}

fn set_months(axis: &mut ChartAxis, plan: &ChartPlan, is_small: bool) {
    use super::cells::Cell;
    let month = |row: Option<&Vec<Cell>>| match row.and_then(|row| row.first()) {
        Some(Cell::Month(month)) => Some(*month),
        _ => None,
    };
    let (first, last) = (month(plan.block.rows.first()), month(plan.block.rows.last()));
    let span = first.zip(last).map_or(0, |(first, last)| last.since(first));
    // As far apart as leaves room for some twelve labels, or six.
    let most = if is_small { 6 } else { 12 };
    let step = [1, 2, 3, 6, 12, 24, 36, 60, 120].into_iter().find(|step| span / step < most).unwrap_or(240);
    axis.set_date_axis(true).set_num_format(MONTH_FORMAT);
    axis.set_major_unit(step).set_major_unit_date_type(ChartAxisDateUnitType::Months);
    axis.set_position_between_ticks(false);
}

/// How the numbers of an axis are shown: no longer than needed.
fn axis_format(plan: &ChartPlan) -> String {
    let values = plan.block.rows.iter().flatten().filter_map(super::cells::number);
    let largest = values.fold(0.0, |largest: f64, value| largest.max(value.abs()));
    let range = plan.ends.map_or(largest, |(low, high)| high - low);
    let plain = match plan.unit {
        Unit::Share if range < 0.05 => "0.0%",
        Unit::Share => "0%",
        Unit::Pounds if largest >= 1e7 => "£#,##0,,\"m\"",
        Unit::Pounds if largest >= 1e6 => "£#,##0.0,,\"m\"",
        Unit::Pounds if largest >= 1e4 => "£#,##0,\"k\"",
        Unit::Pounds => "£#,##0",
        _ if range < 0.5 => "#,##0.00",
        _ if range < 6.0 => "#,##0.0",
        _ => "#,##0",
    };
    // Narrow ranges of large sums differ in the decimals only.
    let plain =
        if plan.unit == Unit::Pounds && largest >= 1e7 && range < 6e6 { "£#,##0.0,,\"m\"" } else { plain };
    if plan.is_change { format!("+{plain};-{plain};0") } else { plain.to_owned() }
}

/// Says how a series is drawn that the chart already has: one that is pushed to it loses its marks.
fn draw(drawn: &mut ChartSeries, series: &PlannedSeries, place: DataPlace) {
    drawn.set_categories(&place.column(0)).set_values(&place.column(series.column));
    match series.name {
        LegendName::Head => drawn.set_name(&place.head(series.column)),
        LegendName::Group => drawn.set_name(&place.group(series.column)),
        LegendName::Fixed(name) => drawn.set_name(name),
    };
    match series.shape {
        SeriesShape::Base => {
            drawn.set_format(ChartFormat::new().set_no_fill().set_no_line()).delete_from_legend(true);
        }
        SeriesShape::Band { is_inner } => {
            let fill = if is_inner { rgb::INNER_BAND } else { rgb::OUTER_BAND };
            // An edge would be drawn back to the first row too.
            drawn.set_format(ChartFormat::new().set_solid_fill(&solid(fill)).set_no_border());
        }
        SeriesShape::Median => set_line(drawn, &line(rgb::MEDIAN, 2.25, ChartLineDashType::Solid)),
        SeriesShape::Edge => set_line(drawn, &line(rgb::BAND_EDGE, 1.25, ChartLineDashType::Dash)),
        SeriesShape::Option(option) => {
            let (colour, dash, _) = line_and_pattern(option);
            set_line(drawn, &line(colour, 2.25, dash));
        }
        SeriesShape::Published => {
            drawn.set_format(ChartFormat::new().set_line(&line(rgb::INK, 1.5, ChartLineDashType::Solid)));
            let mut fill = ChartFormat::new();
            fill.set_solid_fill(&solid(rgb::INK));
            drawn.set_marker(
                ChartMarker::new().set_type(ChartMarkerType::Circle).set_size(6).set_format(&mut fill),
            );
        }
        SeriesShape::Target => set_line(drawn, &line(rgb::TARGET, 1.5, ChartLineDashType::SquareDot)),
        SeriesShape::Column { option, below, above } => {
            let mut bars = ChartErrorBars::new();
            bars.set_type(ChartErrorBarsType::Custom(place.column(above), place.column(below)));
            bars.set_format(ChartFormat::new().set_line(&line(rgb::TITLE, 1.25, ChartLineDashType::Solid)));
            let (colour, _, pattern) = line_and_pattern(option);
            let border = line(colour, 1.0, ChartLineDashType::Solid);
            let mut format = ChartFormat::new();
            match pattern {
                Some(pattern) => format.set_pattern_fill(
                    ChartPatternFill::new()
                        .set_pattern(pattern)
                        .set_foreground_color(colour)
                        .set_background_color(0xFF_FFFF),
                ),
                None => format.set_solid_fill(&solid(colour)),
            };
            drawn.set_format(format.set_border(&border)).set_y_error_bars(&bars).set_gap(80);
        }
        SeriesShape::Bar => {
            let mut label = ChartDataLabel::new();
            label.show_value().set_font(&font(FONT_SIZE, false));
            drawn.set_format(ChartFormat::new().set_solid_fill(&solid(rgb::MEDIAN)));
            drawn.set_data_label(&label).set_gap(60);
        }
    }
}

/// Colour, dashes and filling of an option: told apart without colour too.
fn line_and_pattern(option: usize) -> (u32, ChartLineDashType, Option<ChartPatternFillType>) {
    let styles = [
        (ChartLineDashType::Solid, None),
        (ChartLineDashType::Dash, Some(ChartPatternFillType::DiagonalStripesWideUpwards)),
        (ChartLineDashType::RoundDot, Some(ChartPatternFillType::SmallGrid)),
        (ChartLineDashType::DashDot, Some(ChartPatternFillType::DiagonalStripesWideDownwards)),
        (ChartLineDashType::LongDashDotDot, Some(ChartPatternFillType::HorizontalStripesDark)),
    ];
    let at = option % styles.len();
    let (dash, pattern) = styles[at];
    (rgb::OPTIONS[at], dash, pattern)
}

fn set_line(series: &mut ChartSeries, line: &ChartLine) {
    series.set_format(ChartFormat::new().set_line(line));
    series.set_marker(ChartMarker::new().set_none());
}

fn line(colour: u32, width: f64, dash: ChartLineDashType) -> ChartLine {
    let mut line = ChartLine::new();
    line.set_color(colour).set_width(width).set_dash_type(dash);
    line
}

fn solid(colour: u32) -> ChartSolidFill {
    let mut fill = ChartSolidFill::new();
    fill.set_color(colour);
    fill
}

fn font(size: f64, is_bold: bool) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(FONT).set_size(size).set_color(rgb::TITLE);
    if is_bold {
        font.set_bold();
    } else {
        font.unset_bold();
    }
    font
}

/// A description as long as Excel takes it. The whole stands below the chart.
fn alternative(words: &str) -> String {
    let words = plain(words).replace('\n', " ");
    if words.encode_utf16().count() <= LONGEST_ALTERNATIVE {
        return words;
    }
    let mut cut = String::new();
    let mut length = 0;
    for letter in words.chars() {
        length += letter.len_utf16();
        if length >= LONGEST_ALTERNATIVE {
            break;
        }
        cut.push(letter);
    }
    let between_words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{between_words}\u{2026}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_descriptions_are_cut_between_words() {
        assert_eq!(alternative("Fan chart."), "Fan chart.");
        let cut = alternative(&"word ".repeat(100));
        assert!(cut.ends_with("word\u{2026}") && cut.encode_utf16().count() <= LONGEST_ALTERNATIVE);
        assert!(alternative(&"\u{1F600}".repeat(300)).encode_utf16().count() <= LONGEST_ALTERNATIVE);
    }
}
