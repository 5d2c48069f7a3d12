//! What a chart shows as a table, for people who cannot see it.

use super::Drawing;
use chart::{
    BandPoint, ChanceChart, FanChart, NumberFormat, PanelChart, PanelsOf, Total, WaterfallChart, YearRange,
    YearsChart,
};
use model::calendar::Month;
use model::measure::Unit;
use model::readable::{ChangeStyle, Style, percent};

/// The data of a chart in words and numbers as people read them.
#[derive(Clone, Debug, PartialEq)]
pub struct DataTable {
    /// What each column holds.
    pub columns: Vec<String>,
    /// A row for each point drawn, as many cells as columns; a cell is empty
    /// where there is no value.
    pub rows: Vec<Vec<String>>,
}

/// The percentiles of every table of projections.
const PERCENTILES: [&str; 5] =
    ["10th percentile", "25th percentile", "Median", "75th percentile", "90th percentile"];

/// Published values belong to no option.
const ALL: &str = "All";

/// How the numbers of one table are written.
#[derive(Clone, Copy)]
enum Writer {
    Value(Style),
    /// Differences, with the factor by which they are drawn.
    Change(ChangeStyle, f64),
}

impl Writer {
    /// The same for every number of a table, so that its columns can be compared.
    /// Labels of the chart write them in this format.
    fn new(unit: Unit, is_change: bool, format: NumberFormat, values: impl Iterator<Item = f64>) -> Self {
        if !is_change {
            let style = Style::of(unit, &values.collect::<Vec<_>>());
            return Self::Value(format.step.map_or(style, |step| style.to(step)));
        }
        let one = drawn_as(unit);
        let style = ChangeStyle::of(unit, &values.map(|value| value / one).collect::<Vec<_>>());
        Self::Change(format.step.map_or(style, |step| style.to(step / one)), one)
    }

    fn write(self, value: f64) -> String {
        match self {
            Self::Value(style) => style.write(value),
            Self::Change(style, one) => style.signed(value / one),
        }
    }

    /// What is to be said of the numbers above their columns.
    fn unit_words(self) -> &'static str {
        match self {
            Self::Value(_) => "",
            Self::Change(style, _) => style.unit_words(),
        }
    }

    /// The heads of the percentiles, with the unit that is not beside the numbers.
    fn percentiles(self) -> impl Iterator<Item = String> {
        let unit = match self.unit_words() {
            "" => String::new(),
            unit => format!(",{unit}"),
        };
        PERCENTILES.into_iter().map(move |name| format!("{name}{unit}"))
    }

    fn cells(self, percentiles: [f64; 5]) -> impl Iterator<Item = String> {
        percentiles.into_iter().map(move |value| self.write(value))
    }
}

/// The factor by which differences are drawn: 100 for shares, which are drawn as percentage points, else 1.
pub(super) fn drawn_as(unit: Unit) -> f64 {
    if unit == Unit::Share { 100.0 } else { 1.0 }
}

/// The table of a chart whose values are of this unit.
pub(super) fn table(drawing: &Drawing, unit: Unit) -> DataTable {
    match drawing {
        Drawing::Fan(chart) => of_fan(chart, unit),
        Drawing::Panels(chart) => of_panels(chart, unit),
        Drawing::Chances(chart) => of_chances(chart),
        Drawing::Years(chart) => of_years(chart, unit),
        Drawing::Waterfall(chart) => of_waterfall(chart, unit),
    }
}

fn of_fan(chart: &FanChart, unit: Unit) -> DataTable {
    let published = chart.history.iter().map(|(_, value)| *value);
    let writer = Writer::new(
        unit,
        false,
        chart.number_format,
        published.chain(chart.points.iter().flat_map(percentiles)),
    );
    let has_history = !chart.history.is_empty();
    let columns = ["Month"].into_iter().chain(has_history.then_some("Published")).map(str::to_owned);
    let months = chart.history.iter().map(|(month, _)| *month);
    let rows =
        in_order(months.chain(chart.points.iter().map(|point| point.month))).into_iter().map(|month| {
            let own = chart.history.iter().find(|(own, _)| *own == month);
            let published = own.map_or(String::new(), |(_, value)| writer.write(*value));
            let point = chart.points.iter().find(|point| point.month == month);
            let head = [month.long_name()].into_iter().chain(has_history.then_some(published));
            head.chain(projected(point, writer)).collect()
        });
    DataTable { columns: columns.chain(writer.percentiles()).collect(), rows: rows.collect() }
}

fn of_panels(chart: &PanelChart, unit: Unit) -> DataTable {
    let published = chart.history.iter().map(|(_, value)| *value);
    let all = chart.panels.iter().flat_map(|panel| panel.points.iter().flat_map(percentiles));
    let writer = Writer::new(unit, chart.zero_line.is_some(), chart.number_format, published.chain(all));
    let has_history = !chart.history.is_empty();
    let one_of = match chart.panels_of {
        PanelsOf::Options => "Option",
        PanelsOf::Teams => "Team",
    };
    let columns = ["Month", one_of].into_iter().chain(has_history.then_some("Published"));
    let cells = |month: Month, name: &str, published: String, point: Option<&BandPoint>| {
        let head = [month.long_name(), name.to_owned()].into_iter();
        head.chain(has_history.then_some(published)).chain(projected(point, writer)).collect()
    };
    let history = chart.history.iter().map(|(month, value)| cells(*month, ALL, writer.write(*value), None));
    let panels = chart.panels.iter().flat_map(|panel| {
        let points = panel.points.iter();
        points.map(|point| cells(point.month, &panel.name, String::new(), Some(point)))
    });
    DataTable {
        columns: columns.map(str::to_owned).chain(writer.percentiles()).collect(),
        rows: history.chain(panels).collect(),
    }
}

fn of_chances(chart: &ChanceChart) -> DataTable {
    let names = chart.lines.iter().map(|line| line.name.clone());
    let months = chart.lines.iter().flat_map(|line| line.points.iter().map(|(month, _)| *month));
    let rows = in_order(months).into_iter().map(|month| {
        let chances = chart.lines.iter().map(|line| {
            let own = line.points.iter().find(|(own, _)| *own == month);
            own.map_or(String::new(), |(_, chance)| percent(*chance))
        });
        [month.long_name()].into_iter().chain(chances).collect()
    });
    DataTable { columns: ["Month".to_owned()].into_iter().chain(names).collect(), rows: rows.collect() }
}

fn of_years(chart: &YearsChart, unit: Unit) -> DataTable {
    let of_range = |range: &YearRange| {
        let YearRange { p10, p25, p50, p75, p90 } = *range;
        [p10, p25, p50, p75, p90]
    };
    let all = chart.options.iter().flat_map(|option| option.ranges.iter().flatten().flat_map(of_range));
    let writer = Writer::new(unit, chart.zero_line.is_some(), chart.number_format, all);
    let row = |(year, name, range): (&String, &String, &YearRange)| {
        [year.clone(), name.clone()].into_iter().chain(writer.cells(of_range(range))).collect()
    };
    let rows = chart.years.iter().enumerate().flat_map(|(at, year)| {
        let options = chart.options.iter();
        options.filter_map(move |option| Some((year, &option.name, option.ranges.get(at)?.as_ref()?)))
    });
    let columns = ["Year", "Option"].map(str::to_owned).into_iter();
    DataTable { columns: columns.chain(writer.percentiles()).collect(), rows: rows.map(row).collect() }
}

fn of_waterfall(chart: &WaterfallChart, unit: Unit) -> DataTable {
    let Total { name, mean, range: (low, high), step } = &chart.total;
    let in_all = [*mean, *low, *high];
    let values = chart.steps.iter().map(|step| step.value);
    let writer = Writer::new(unit, true, chart.number_format, values.chain(in_all));
    let format = step.map_or(chart.number_format, |step| chart.number_format.to(step));
    // With a step of ten thousand pounds it is told in millions: £0.05m, since £50k would say more.
    let coarse = step.map(|step| step * 100.0);
    let of_total = Writer::new(unit, true, format, in_all.into_iter().chain(coarse));
    let rows = chart
        .steps
        .iter()
        .map(|step| vec![step.name.clone(), writer.write(step.value), String::new(), String::new()]);
    let total = [name.clone()].into_iter().chain(in_all.map(|value| of_total.write(value))).collect();
    DataTable {
        columns: ["Part", "Mean", PERCENTILES[0], PERCENTILES[4]].map(str::to_owned).to_vec(),
        rows: rows.chain([total]).collect(),
    }
}

/// The cells of a month, empty if it is not projected.
fn projected(point: Option<&BandPoint>, writer: Writer) -> Vec<String> {
    match point {
        Some(point) => writer.cells(percentiles(point)).collect(),
        None => vec![String::new(); PERCENTILES.len()],
    }
}

fn percentiles(point: &BandPoint) -> [f64; 5] {
    let BandPoint { month: _, p10, p25, p50, p75, p90 } = *point;
    [p10, p25, p50, p75, p90]
}

/// Each month once.
fn in_order(months: impl Iterator<Item = Month>) -> Vec<Month> {
    let mut months: Vec<Month> = months.collect();
    months.sort();
    months.dedup();
    months
}
