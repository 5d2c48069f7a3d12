//! The page of what has come since a run: each figure beside the range that the run had for it.

use serde::Serialize;

use super::{StudyPage, figure};
use crate::csv::csv_text;
use crate::pictures::fan_of;
use crate::{ExportError, Run, precision};
use chart::{Texts, fan_to_svg};
use model::calendar::Month;
use model::english::{counted, list, lower_first, plural};
use model::measure::Measure;
use model::prose::points;
use model::readable::{Style, percent, whole};
use model::text;
use paper::{Block, Column, Figure, Section, Table};
use study::track::{Came, Place, Tracked};

/// Months that are shown of the range after the last figure.
const SHOWN_BEYOND: i32 = 12;

/// What came, and whose it is.
pub struct TrackAsked<'a> {
    /// The council, as the file of figures calls it.
    pub council: &'a str,
    /// The month of the last figures.
    pub until: Month,
    /// Figures that were passed over, each in a sentence.
    pub passed_over: Vec<String>,
}

/// The page of what came.
///
/// # Errors
///
/// If a chart cannot be drawn.
pub fn track_page(run: &Run<'_>, asked: TrackAsked<'_>, tracked: &Tracked) -> Result<StudyPage, ExportError> {
    let all: Vec<OfMeasure> = measures(run, tracked);
    let figures: Vec<Block> = all
        .iter()
        .map(|of| Ok(Block::Figure(Box::new(of.figure(run)?))))
        .collect::<Result<_, ExportError>>()?;
    let sections = vec![
        Section::new("came", "What has come, measure by measure", vec![Block::Table(overview(&all))]),
        Section::new("charts", "Month by month", figures),
    ];
    let own = points(text!("study", "caveats of what came")).map(str::to_owned);
    Ok(StudyPage {
        title: "What has come since",
        question: format!(
            "Does the run still hold? The figures of {} to {} stand beside the ranges that it had for them.",
            asked.council,
            asked.until.long_name()
        ),
        answer: answer(run, &all, tracked),
        caveats: own.chain(asked.passed_over).collect(),
        sections,
        tables: vec![("track.csv", csv_text(tracked.came.iter().map(Line::of)))],
    })
}

/// What came of one measure.
struct OfMeasure<'a> {
    measure: &'a Measure,
    style: Style,
    came: Vec<&'a Came>,
}

fn measures<'a>(run: &Run<'a>, tracked: &'a Tracked) -> Vec<OfMeasure<'a>> {
    let mut all: Vec<OfMeasure> = Vec::new();
    let Some(baseline) = run.results.summaries.first() else { return all };
    for came in &tracked.came {
        match all.iter_mut().find(|of| of.measure.id == came.measure) {
            Some(of) => of.came.push(came),
            None => all.extend(baseline.service(&came.measure).map(|series| OfMeasure {
                measure: &series.measure,
                style: precision::levels(run, &came.measure),
                came: vec![came],
            })),
        }
    }
    all
}

impl OfMeasure<'_> {
    fn outside(&self) -> Vec<&Came> {
        self.came.iter().copied().filter(|came| came.is_outside()).collect()
    }

    /// Which way it lies outside: above, below, or both.
    fn way(&self) -> &'static str {
        let outside = self.outside();
        let is = |place: Place| outside.iter().any(|came| came.place() == place);
        match (is(Place::Below), is(Place::Above)) {
            (true, true) => "below and above",
            (true, false) => "below",
            (false, _) => "above",
        }
    }

    fn range(&self, (low, high): (f64, f64)) -> String {
        format!("{} to {}", self.style.write(low), self.style.write(high))
    }

    fn figure(&self, run: &Run<'_>) -> Result<Figure, ExportError> {
        let Self { measure, style, came } = self;
        let last = came.last().expect("a measure is here since a figure of it came");
        let name = format!("{}_since", measure.id.replace('.', "_"));
        let mut chart = fan_of(run, &measure.id).ok_or_else(|| ExportError::Report {
            file: name.clone(),
            cause: format!("the run has no range of {}", measure.noun),
        })?;
        chart.since = came.iter().map(|came| (came.month, came.value)).collect();
        chart.targets.clear();
        // A year beyond is enough to see where it goes.
        let end = last.month.plus(SHOWN_BEYOND);
        chart.points.retain(|point| point.month <= end);
        let found = format!(
            "{}, {}: {} in {}, {} ({})",
            measure.title,
            run.place(),
            style.write(last.value),
            last.month.long_name(),
            place(last.place()),
            self.range(last.eighty)
        );
        let outside = self.outside();
        chart.texts = Texts {
            title: found,
            description: format!(
                "Fan chart of {} by month, {}, to {}, with a dot for each figure that has come since: {} of {} lie outside of \
                 the 80% range.",
                lower_first(&measure.title),
                run.place(),
                chart.points.last().map_or(last.month, |point| point.month).long_name(),
                outside.len(),
                counted(came.len(), "figure")
            ),
            notes: [text!("study", "dots of what came").to_owned()]
                .into_iter()
                .chain(chart.texts.notes)
                .collect(),
            ..chart.texts
        };
        figure(&name, &chart.texts, fan_to_svg(&chart, run.charts.size), self.table())
    }

    fn table(&self) -> Table {
        let row = |came: &&Came| {
            vec![
                came.month.long_name(),
                self.style.write(came.value),
                self.range(came.half),
                self.range(came.eighty),
                place(came.place()).to_owned(),
            ]
        };
        Table {
            caption: format!("{}: what came, and what the run had", self.measure.title),
            columns: vec![
                Column::words("Month"),
                Column::numbers("Came"),
                Column::numbers("50% range"),
                Column::numbers("80% range"),
                Column::words("Where it lies"),
            ],
            rows: self.came.iter().map(row).collect(),
            ..Table::default()
        }
    }
}

/// Each measure in a row.
fn overview(all: &[OfMeasure]) -> Table {
    let row = |of: &OfMeasure| {
        let last = of.came.last().expect("a measure is here since a figure of it came");
        vec![
            of.measure.title.to_string(),
            of.came.len().to_string(),
            of.outside().len().to_string(),
            format!("{} in {}", of.style.write(last.value), last.month.long_name()),
            of.range(last.eighty),
            place(last.place()).to_owned(),
        ]
    };
    Table {
        caption: "What came of each measure".to_owned(),
        columns: vec![
            Column::words("Measure"),
            Column::numbers("Figures"),
            Column::numbers("Outside the 80% range"),
            Column::numbers("The last"),
            Column::numbers("Its 80% range"),
            Column::words("Where it lies"),
        ],
        rows: all.iter().map(row).collect(),
        ..Table::default()
    }
}

fn answer(run: &Run<'_>, all: &[OfMeasure], tracked: &Tracked) -> Vec<String> {
    let (count, outside) = (tracked.came.len(), tracked.outside());
    let mut told = vec![format!(
        "Of {} that have come since {}, {} {} within the run\u{2019}s 80% range and {} outside; eight in ten should lie \
         within.",
        counted(count, "figure"),
        run.scenario.service.start.0.long_name(),
        count - outside,
        if count - outside == 1 { "lies" } else { "lie" },
        outside
    )];
    let chance = if outside == 0 {
        "None lies outside: nothing speaks against the run.".to_owned()
    } else {
        let unusual = tracked.most_unusual().and_then(|(measure, share)| {
            let of = all.iter().find(|of| of.measure.id == *measure)?;
            let (outside, count) = (of.outside().len(), of.came.len());
            let what = lower_first(&of.measure.title);
            Some(format!(
                "Most unusual is {what}: {outside} of {count} lie outside, as in {} of the run\u{2019}s own {} trials. ",
                percent(*share),
                whole(run.settings.trials.into())
            ))
        });
        format!(
            "{}That any of these measures is as unusual as that happens in {} of the trials.",
            unusual.unwrap_or_default(),
            percent(tracked.chance)
        )
    };
    told.push(chance);
    told.push(
        if tracked.is_out_of_step() { text!("study", "out of step") } else { text!("study", "in step") }
            .to_owned(),
    );
    let names: Vec<String> = all
        .iter()
        .filter(|of| !of.outside().is_empty())
        .map(|of| {
            let (outside, count) = (of.outside().len(), of.came.len());
            let months = plural(count, "month");
            format!("{} ({outside} of {count} {months}, {})", lower_first(&of.measure.title), of.way())
        })
        .collect();
    if !names.is_empty() {
        told.push(format!("Outside at times: {}.", list(&names)));
    }
    told
}

/// Where a figure lies, in words.
fn place(place: Place) -> &'static str {
    match place {
        Place::Below => "below the 80% range",
        Place::Half => "within the 50% range",
        Place::Eighty => "within the 80% range",
        Place::Above => "above the 80% range",
    }
}

/// A line of `track.csv`.
#[derive(Default, Serialize)]
struct Line<'a> {
    measure: &'a str,
    month: String,
    value: f64,
    p10: f64,
    p25: f64,
    p75: f64,
    p90: f64,
    place: &'static str,
}

impl<'a> Line<'a> {
    fn of(came: &'a Came) -> Self {
        Self {
            measure: &came.measure,
            month: came.month.to_string(),
            value: came.value,
            p10: came.eighty.0,
            p25: came.half.0,
            p75: came.half.1,
            p90: came.eighty.1,
            place: place(came.place()),
        }
    }
}
