//! Cost by financial year, and what options change in it.

use super::charted::number_format;
use super::differences::is_nothing;
use super::findings::{EffectPhrases, Title, effect_title};
use super::groups::{OptionGroup, groups};
use super::phrases::{
    NamedChange, compared_name, differences_note, in_words, medians, quoted, quoted_compared, source,
};
use super::{Drawing, Picture, PictureKind};
use crate::likelihood::is_telling;
use crate::wording::{cost as money, cost_range};
use crate::{Run, Titles, precision};
use chart::{AxisBase, Texts, YearRange, YearsChart, YearsOption, ZeroLine};
use model::calendar::FinancialYear;
use model::measure::{MeasureId, Unit};
use model::readable::ChangeStyle;
use model::summary::{Band, Comparison};

/// What is shown by year.
const MEASURE: MeasureId = MeasureId::CostTotal;

/// The bands of an option by year, with its name and what it is called in titles.
struct Named {
    name: String,
    quoted: String,
    bands: Vec<(FinancialYear, Band)>,
}

/// For each group of options a chart of cost and one of its differences, if
/// the run covers a whole financial year.
pub(super) fn pictures(run: &Run<'_>) -> Vec<Picture> {
    let groups = groups(run);
    let picture = |name: String, kind: PictureKind, chart: YearsChart| Picture {
        name,
        kind,
        measure: Some(MEASURE.name().to_owned()),
        unit: Unit::Pounds,
        drawing: Drawing::Years(chart),
    };
    let costs = groups.iter().filter_map(|group| {
        Some(picture(group.file("cost_by_year"), PictureKind::CostByYear, cost(run, group)?))
    });
    let changes = groups.iter().filter_map(|group| {
        let name = group.file("cost_difference_by_year");
        Some(picture(name, PictureKind::CostDifferenceByYear, change(run, group)?))
    });
    costs.chain(changes).collect()
}

fn cost(run: &Run<'_>, group: &OptionGroup<'_>) -> Option<YearsChart> {
    let named = group.summaries().filter_map(|summary| {
        let bands = summary.service_by_year(MEASURE)?.bands.clone();
        Some(Named { name: summary.title.clone(), quoted: quoted(&summary.title), bands })
    });
    let named: Vec<Named> = named.collect();
    let shown = YearsShown::of(&named)?;
    let style = precision::costs_of_years(run);
    let write = |value: f64| style.write(value);
    let (baseline, options) = shown.bands.split_first()?;
    let title = if run.charts.titles == Titles::Neutral {
        shown.neutral("Total cost by financial year", run.place())
    } else {
        let of_whom = if options.is_empty() { "" } else { " in the baseline" };
        let median = write(baseline.1.p50);
        let changes = changes_in_words(run, group, shown.year).unwrap_or_default();
        Title::plain(format!(
            "Total cost, {}, {}: median {median}{of_whom}{changes}",
            run.place(),
            shown.year
        ))
    };
    Some(YearsChart {
        texts: Texts {
            title: title.text.clone(),
            subtitle: "Pounds in each financial year, April to March, at the prices of the time".to_owned(),
            description: shown.description("the total cost by financial year", run.place(), &write),
            notes: title.notes().chain([source(run, false)]).collect(),
        },
        number_format: number_format(Unit::Pounds).to(style.step()),
        base: AxisBase::Fitted,
        zero_line: None,
        targets: Vec::new(),
        years: shown.years(),
        options: shown.options(&named),
    })
}

/// Within which limits each option changes the cost of a year eight times in ten. Options are compared by their
/// differences: levels would round what is alike to different figures, and their ranges overlap.
fn changes_in_words(run: &Run<'_>, group: &OptionGroup<'_>, year: FinancialYear) -> Option<String> {
    if !group.comparisons().all(Comparison::is_against_baseline) {
        return None;
    }
    let of_year = |comparison: &Comparison| Some(comparison.service_by_year(MEASURE)?.at(&year)?.band);
    let changes = group.comparisons().filter_map(of_year);
    let widest = changes.reduce(|one, other| Band {
        p10: one.p10.min(other.p10),
        p90: one.p90.max(other.p90),
        ..one
    })?;
    let style = precision::cost_changes_of_years(run);
    if style.is_nil(widest.p10) && style.is_nil(widest.p90) {
        return None;
    }
    let which = if group.options.len() > 1 { "each option" } else { "the option" };
    Some(format!("; the change by {which} is {} eight times in ten", cost_range(style, &widest)))
}

fn change(run: &Run<'_>, group: &OptionGroup<'_>) -> Option<YearsChart> {
    let all = || group.comparisons().filter_map(|comparison| comparison.service_by_year(MEASURE));
    if is_nothing(Unit::Pounds, all().flat_map(|series| &series.bands).map(|(_, difference)| difference)) {
        return None;
    }
    let named = group.comparisons().filter_map(|comparison| {
        let bands = &comparison.service_by_year(MEASURE)?.bands;
        let bands = bands.iter().map(|(year, difference)| (*year, difference.band)).collect();
        Some(Named { name: compared_name(comparison), quoted: quoted_compared(comparison), bands })
    });
    let named: Vec<Named> = named.collect();
    let shown = YearsShown::of(&named)?;
    let style = precision::cost_changes_of_years(run);
    let write = |value: f64| money(style, value);
    let title = change_title(run, &shown, style);
    Some(YearsChart {
        texts: Texts {
            title: title.text.clone(),
            subtitle:
                "Pounds in each financial year, April to March, at the prices of the time: with the option \
                       minus without it"
                    .to_owned(),
            description: shown.description(
                "what each option changes in the total cost by financial year",
                run.place(),
                &write,
            ),
            notes: title.notes().chain([differences_note(group.comparisons()), source(run, false)]).collect(),
        },
        number_format: number_format(Unit::Pounds).to(style.step()),
        base: AxisBase::Zero,
        zero_line: Some(ZeroLine { above: "costs more with the option".into(), below: "costs less".into() }),
        targets: Vec::new(),
        years: shown.years(),
        options: shown.options(&named),
    })
}

/// Whether options cost or save in the last year, if trials agree; the medians of all if they do not.
fn change_title(run: &Run<'_>, shown: &YearsShown<'_>, style: ChangeStyle) -> Title {
    let place = run.place();
    if run.charts.titles == Titles::Neutral {
        return shown.neutral("Change in total cost by financial year", place);
    }
    let (up, down) = (format!("raise the total cost in {place}"), format!("lower the total cost in {place}"));
    let when = format!("in {}", shown.year);
    let changes = shown.changes(style);
    let found = is_telling(run).then(|| {
        effect_title(
            &EffectPhrases {
                up: &up,
                down: &down,
                others: ("raise it", "lower it"),
                when: &when,
                range: cost_range,
            },
            &changes,
        )
    });
    let write = |value: f64| money(style, value);
    let medians = || format!("Change in total cost, {place}, {}: {}", shown.year, medians(&changes, &write));
    found.flatten().unwrap_or_else(|| Title::plain(medians()))
}

/// The years shown, and the last of them, which is told.
struct YearsShown<'n> {
    all_years: Vec<FinancialYear>,
    year: FinancialYear,
    bands: Vec<(&'n Named, Band)>,
}

impl<'n> YearsShown<'n> {
    /// The years of the first, which are those of all.
    fn of(named: &'n [Named]) -> Option<Self> {
        let all_years: Vec<FinancialYear> = named.first()?.bands.iter().map(|(year, _)| *year).collect();
        let year = *all_years.last()?;
        let bands: Vec<(&Named, Band)> = named
            .iter()
            .filter_map(|named| Some((named, named.bands.iter().find(|(own, _)| *own == year)?.1)))
            .collect();
        Some(Self { all_years, year, bands })
    }

    /// What is shown, and no more.
    fn neutral(&self, what: &str, place: &str) -> Title {
        Title::plain(format!("{what}, {place}, {}", self.span()))
    }

    fn span(&self) -> String {
        match self.all_years.first() {
            Some(first) if *first != self.year => format!("{first} to {}", self.year),
            _ => self.year.to_string(),
        }
    }

    fn changes(&self, style: ChangeStyle) -> Vec<NamedChange> {
        let change =
            |(named, band): &(&Named, Band)| NamedChange { name: named.quoted.clone(), band: *band, style };
        self.bands.iter().map(change).collect()
    }

    fn years(&self) -> Vec<String> {
        self.all_years.iter().map(FinancialYear::to_string).collect()
    }

    fn options(&self, named: &[Named]) -> Vec<YearsOption> {
        let range = |bands: &[(FinancialYear, Band)], year: &FinancialYear| {
            let (_, Band { p10, p25, p50, p75, p90, .. }) = *bands.iter().find(|(own, _)| own == year)?;
            Some(YearRange { p10, p25, p50, p75, p90 })
        };
        let option = |named: &Named| YearsOption {
            name: named.name.clone(),
            ranges: self.all_years.iter().map(|year| range(&named.bands, year)).collect(),
        };
        named.iter().map(option).collect()
    }

    fn description(&self, what: &str, place: &str, write: &dyn Fn(f64) -> String) -> String {
        let each: Vec<String> =
            self.bands.iter().map(|(named, band)| in_words(&named.name, band, write)).collect();
        let span = self.span();
        format!("Ranges of {what}, {place}, {span}. In {}: {}.", self.year, each.join("; "))
    }
}
