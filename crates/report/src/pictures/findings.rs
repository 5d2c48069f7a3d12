//! Titles that state what is found, as far as the trials carry it.

use super::phrases::{NamedChange, quoted};
use crate::likelihood::{Direction, Sureness, Verdict, verdict};
use model::english::lower_first;
use model::measure::Measure;
use model::readable::{ChangeStyle, Style};
use model::summary::Band;

/// A title, and the words of the scale that it uses.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Title {
    pub(super) text: String,
    pub(super) sureness: Vec<Sureness>,
}

impl Title {
    /// A title without a word of the scale.
    pub(super) fn plain(text: String) -> Self {
        Self { text, sureness: Vec::new() }
    }

    /// What the words mean, for the foot of the chart.
    pub(super) fn notes(&self) -> impl Iterator<Item = String> + use<> {
        let notes: Vec<String> = self.sureness.iter().map(|sureness| sureness.note()).collect();
        (!notes.is_empty()).then(|| notes.join(" ")).into_iter()
    }
}

/// Where a projection begins and ends: at like months, since some measures swing with the season.
pub(super) struct Trend<'a> {
    pub(super) measure: &'a Measure,
    pub(super) place: &'a str,
    /// The first month and its median.
    pub(super) opening: (String, f64),
    /// The last month and its band.
    pub(super) end: (String, Band),
    pub(super) style: Style,
    /// Whether all percentiles of all months read the same.
    pub(super) is_constant: bool,
}

/// Whether a projection rises or falls from its opening.
pub(super) fn trend_title(trend: &Trend<'_>) -> Title {
    let Trend { measure, place, opening: (start, opening), end: (month, band), style, is_constant } = trend;
    let write = |value: f64| style.write(value);
    let what = format!("{} in {place}", measure.subject);
    let is = if measure.is_plural { "are" } else { "is" };
    let [begin, low, middle, high] = [*opening, band.p10, band.p50, band.p90].map(write);
    if *is_constant {
        let stay = if measure.is_plural { "stay" } else { "stays" };
        return Title::plain(format!("{what} {stay} at {begin} at least eight times in ten, to {month}"));
    }
    // Never a number alone after a word of certainty: it is the direction that is certain, not the size.
    let range = match style.write_range(band.p10, band.p90) {
        range if range.is_empty() => String::new(),
        range => format!(", {range} eight times in ten"),
    };
    if let Some(Verdict { direction, sureness }) = verdict(band, *opening, &write) {
        let goes = match direction {
            Direction::Up => "rise",
            Direction::Down => "fall",
        };
        let text = format!(
            "{what} {is} {} to {goes}: {begin} in {start}, median {middle} in {month}{range}",
            sureness.words()
        );
        return Title { text, sureness: vec![sureness] };
    }
    let rises = band.p90 > *opening && high != begin;
    let falls = band.p10 < *opening && low != begin;
    let may = match (rises, falls) {
        (true, true) => "may rise or fall",
        (true, false) => "may rise",
        (false, true) => "may fall",
        (false, false) => {
            return Title::plain(format!(
                "{what} {is} {begin} again in {month}, at least eight times in ten"
            ));
        }
    };
    Title::plain(format!("{what} {may}: {begin} in {start}, median {middle} in {month}{range}"))
}

/// An option, or the baseline, at one time.
pub(super) struct OptionAtDate<'a> {
    pub(super) name: &'a str,
    pub(super) median: f64,
    /// Its 80% range.
    pub(super) range: (f64, f64),
    /// What it is compared with, by its place in the list, and the difference;
    /// nothing for the baseline.
    pub(super) change: Option<(usize, Band)>,
}

/// Which option has the lowest or the highest median. It must be the only one, as values are written, and its trials
/// at least "likely" to differ from what it is compared with.
pub(super) fn extreme(
    what: &str,
    options: &[OptionAtDate<'_>],
    (style, changes): (Style, ChangeStyle),
) -> Option<Title> {
    let write = |value: f64| style.write(value);
    let best = |direction: Direction| {
        let beyond = |one: f64, other: f64| match direction {
            Direction::Up => one > other,
            Direction::Down => one < other,
        };
        let is_alone = |at: usize| {
            let own = options[at].median;
            let mut others = options.iter().enumerate().filter(|(other, _)| *other != at);
            others.all(|(_, other)| beyond(own, other.median) && write(own) != write(other.median))
        };
        let at = (0..options.len()).find(|at| is_alone(*at))?;
        let (against, band) = options[at].change?;
        let found = verdict(&band, 0.0, &|value| changes.signed(value))
            .filter(|found| found.direction == direction)?;
        Some((at, against, found, band.p50.abs()))
    };
    let found = [best(Direction::Down), best(Direction::Up)].into_iter().flatten();
    let (at, against, Verdict { direction, sureness }, _) =
        found.max_by(|one, other| one.3.total_cmp(&other.3))?;
    let (own, other) = (&options[at], options.get(against)?);
    let (end, side) = match direction {
        Direction::Up => ("highest", "above"),
        Direction::Down => ("lowest", "below"),
    };
    let range = match style.write_range(own.range.0, own.range.1) {
        range if range.is_empty() => String::new(),
        range => format!(" ({range} eight times in ten)"),
    };
    let (name, median) = (quoted(own.name), write(own.median));
    let which = if options.len() > 2 {
        format!("{what}: {name} has the {end} median of those shown, {median}{range}")
    } else {
        format!("{what}: median {median} with {name}{range}")
    };
    // The medians of two ranges that overlap are not far apart; what is sure is the difference in the same future.
    Some(Title {
        text: format!(
            "{which}; future by future, it is {} to be {side} {}",
            sureness.words(),
            in_full(other.name)
        ),
        sureness: vec![sureness],
    })
}

/// The baseline as it is called within a sentence, or another option in quotes.
fn in_full(name: &str) -> String {
    if name == model::service::BASELINE_TITLE { "the baseline".to_owned() } else { quoted(name) }
}

/// Phrases for the title of a chart that shows what options change.
pub(super) struct EffectPhrases<'a> {
    /// After "is likely to": "raise the average caseload in Kent".
    pub(super) up: &'a str,
    pub(super) down: &'a str,
    /// The same of another option: "raise it", "lower it".
    pub(super) others: (&'a str, &'a str),
    /// When, at the end: "in September 2028".
    pub(super) when: &'a str,
    /// How its range is told, by which, eight times in ten, it does so.
    pub(super) range: fn(ChangeStyle, &Band) -> String,
}

/// The title says what the option with the largest change does, of all options whose trials are at least "likely" to
/// go one way.
pub(super) fn effect_title(phrases: &EffectPhrases<'_>, changes: &[NamedChange]) -> Option<Title> {
    let found = |change: &NamedChange| {
        let verdict = verdict(&change.band, 0.0, &|value| change.style.signed(value))?;
        Some((change.clone(), verdict))
    };
    let found: Vec<(NamedChange, Verdict)> = changes.iter().filter_map(found).collect();
    let size = |(change, _): &(NamedChange, Verdict)| change.band.p50.abs();
    let largest = found.iter().max_by(|one, other| size(one).total_cmp(&size(other)))?;
    let (NamedChange { name, band, style }, Verdict { direction, sureness }) = largest;
    let does = match direction {
        Direction::Up => phrases.up,
        Direction::Down => phrases.down,
    };
    let comma = if name.contains(", against ") { "," } else { "" };
    let range = (phrases.range)(*style, band);
    let text = format!(
        "{name}{comma} is {} to {does} {}: eight times in ten {range}",
        sureness.words(),
        phrases.when
    );
    let is_idle = |change: &&NamedChange| {
        let NamedChange { band, style, .. } = change;
        [band.p10, band.p50, band.p90].into_iter().all(|value| style.is_nil(value))
    };
    let idle = changes.iter().filter(is_idle).count();
    let (of_all, also) = others(phrases, &found, *direction, (changes.len(), idle));
    // Each word once, in the order of the title.
    let mut words = vec![*sureness];
    words.extend(also.filter(|also| also != sureness));
    Some(Title { text: text + &of_all, sureness: words })
}

/// What is said of the other options, of which some may be idle, changing nothing that is written: those that go the
/// other way first.
fn others(
    phrases: &EffectPhrases<'_>,
    found: &[(NamedChange, Verdict)],
    direction: Direction,
    (all, idle): (usize, usize),
) -> (String, Option<Sureness>) {
    let against = found.iter().filter(|(_, verdict)| verdict.direction != direction);
    let size = |(change, _): &&(NamedChange, Verdict)| change.band.p50.abs();
    let against = against.max_by(|one, other| size(one).total_cmp(&size(other)));
    if let Some((NamedChange { name, .. }, Verdict { direction, sureness })) = against {
        let (up, down) = phrases.others;
        let does = match direction {
            Direction::Up => up,
            Direction::Down => down,
        };
        return (format!("; {name} is {} to {does}", sureness.words()), Some(*sureness));
    }
    let at_least = (found.len() > 1).then_some(Sureness::Likely);
    let text = match (found.len(), all) {
        (_, 1) => String::new(),
        (1, 2) if idle > 0 => "; the other option hardly changes it".to_owned(),
        (1, all) if idle + 1 == all => "; the other options hardly change it".to_owned(),
        (1, _) if idle > 0 => "; the other options may do either, or hardly change it".to_owned(),
        (1, 2) => "; the other option may do either".to_owned(),
        (1, _) => "; each other option may do either".to_owned(),
        (2, 2) => "; both options are at least likely to do so".to_owned(),
        (alike, all) if alike == all => format!("; all {all} options are at least likely to do so"),
        (alike, all) => format!("; {alike} of these {all} options are at least likely to do so"),
    };
    (text, at_least)
}

/// A measure within a sentence: "the average caseload in Kent".
pub(super) fn object(measure: &Measure, place: &str) -> String {
    let article = if measure.is_plural { "" } else { "the " };
    format!("{article}{} in {place}", lower_first(&measure.subject))
}
