//! The register of assumptions for people.

use std::fmt::Write as _;

use super::columns::wrapped;
use model::figures::{percent, short, whole};
use model::register::{Assumption, Concern, Moves, Reach, SetIn, Weakness, concerns};
use model::uncertain::Quality;

/// So many weak numbers of options, and so many others, unless all are asked for.
const FEW: usize = 6;

/// What is shown.
pub(super) struct Shown<'a> {
    /// Title of the scenario.
    pub(super) title: &'a str,
    /// Every number.
    pub(super) of: &'a [Assumption],
    /// Those asked for.
    pub(super) assumptions: &'a [Assumption],
    /// Whether defaults and all weak numbers are asked for.
    pub(super) with_all: bool,
    /// Whether only some quality is asked for.
    pub(super) is_filtered: bool,
}

/// The weak numbers that matter, then all numbers by section, at most `width` columns wide.
pub(super) fn to_text(shown: &Shown<'_>, width: usize) -> String {
    let usual = usual_file(shown.of);
    let mut page = TextPage { text: String::new(), width, usual };
    page.put("", shown.title);
    page.put("", "");
    page.put("", &counts(shown.of));
    if let SetIn::Base(file) = usual {
        page.put("", &format!("Unless it says otherwise, a number is set in {file}."));
    }
    page.concerns(shown);
    page.sections(shown);
    page.put("", "");
    page.put(
        "",
        "A range leaves out one trial in ten below and one in ten above. Notes and paths of the numbers are in --format \
         csv, and in assumptions.csv of a run.",
    );
    page.text
}

/// How many there are, by quality.
fn counts(all: &[Assumption]) -> String {
    let set: Vec<&Assumption> = all.iter().filter(|own| own.set_in != SetIn::Default).collect();
    let count = |is: &dyn Fn(&Assumption) -> bool| {
        let count = set.iter().filter(|own| is(own)).count();
        (count > 0).then(|| whole(count as f64))
    };
    let of_quality = |quality: Option<Quality>, words: &str| {
        Some(format!("{} {words}", count(&|own: &Assumption| own.quality == quality)?))
    };
    let qualities: Vec<String> = [
        of_quality(Some(Quality::High), "of high quality"),
        of_quality(Some(Quality::Medium), "of medium quality"),
        of_quality(Some(Quality::Low), "of low quality"),
        of_quality(None, "of unstated quality"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let without = count(&|own: &Assumption| own.source.is_empty());
    let without = without.map(|count| format!(" Without a source: {count}.")).unwrap_or_default();
    format!(
        "The scenario gives {} numbers: {}.{without} It leaves {} to the program.",
        whole(set.len() as f64),
        qualities.join(", "),
        whole((all.len() - set.len()) as f64)
    )
}

/// The file that sets most of the numbers beside options.
fn usual_file(all: &[Assumption]) -> &SetIn {
    let mut counts: Vec<(&SetIn, usize)> = Vec::new();
    for assumption in all {
        let set_in = &assumption.set_in;
        match counts.iter_mut().find(|(own, _)| *own == set_in) {
            Some((_, count)) => *count += 1,
            None if matches!(set_in, SetIn::Base(_) | SetIn::Scenario) => counts.push((set_in, 1)),
            None => {}
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(&SetIn::Scenario, |(set_in, _)| set_in)
}

struct TextPage<'a> {
    text: String,
    width: usize,
    /// Where a number is set, unless it says otherwise.
    usual: &'a SetIn,
}

impl TextPage<'_> {
    /// A paragraph behind a margin.
    fn put(&mut self, margin: &str, paragraph: &str) {
        let room = self.width.saturating_sub(margin.len());
        for line in wrapped(paragraph, room).split('\n') {
            writeln!(self.text, "{}", format!("{margin}{line}").trim_end()).expect("a string takes any text");
        }
    }

    fn concerns(&mut self, shown: &Shown<'_>) {
        let concerns = concerns(shown.assumptions);
        let (of_options, others): (Vec<_>, Vec<_>) =
            concerns.iter().partition(|concern| concern.assumption.option().is_some());
        if concerns.is_empty() {
            self.put("", "");
            self.put(
                "",
                if shown.is_filtered {
                    "None of these is weak and matters."
                } else {
                    "No weak number matters."
                },
            );
        }
        self.group("Weak numbers of options, the least certain first", &of_options, shown.with_all);
        let title = "Weak numbers of the service that matter, by how far each alone may move the results";
        self.group(title, &others, shown.with_all);
    }

    fn group(&mut self, title: &str, concerns: &[&Concern<'_>], all: bool) {
        if concerns.is_empty() {
            return;
        }
        self.put("", "");
        self.put("", &title.to_uppercase());
        let few = if all { concerns.len() } else { FEW };
        for concern in concerns.iter().take(few) {
            self.entry(concern.assumption, Some(concern.weakness));
        }
        if let Some(more @ 1..) = concerns.len().checked_sub(few) {
            self.put("", "");
            self.put("  ", &format!("and {more} more: see --all"));
        }
    }

    fn sections(&mut self, shown: &Shown<'_>) {
        let is_shown = |own: &&Assumption| shown.with_all || own.set_in != SetIn::Default;
        let listed: Vec<&Assumption> = shown.assumptions.iter().filter(is_shown).collect();
        let mut last = "";
        for assumption in &listed {
            let section = section(assumption);
            if section != last {
                last = section;
                self.put("", "");
                self.put("", &section.to_uppercase());
            }
            self.entry(assumption, None);
        }
        let left_out = shown.assumptions.len() - listed.len();
        if left_out > 0 {
            self.put("", "");
            self.put(
                "",
                &format!("{} numbers that are left to the program: see --all.", whole(left_out as f64)),
            );
        }
        if listed.is_empty() && left_out == 0 && shown.is_filtered {
            self.put("", "");
            self.put("", "No number is of this quality.");
        }
    }

    /// A number: what it is, then its value and what it rests on.
    fn entry(&mut self, assumption: &Assumption, weakness: Option<Weakness>) {
        self.put("", "");
        self.put("  ", &assumption.parameter);
        let quality = match (weakness, assumption.quality) {
            (Some(weakness), _) => Concern { assumption, weakness }.why().to_owned(),
            (None, Some(quality)) => format!("{} quality", quality.name()),
            (None, None) => String::new(),
        };
        let set_in = match &assumption.set_in {
            own if own == self.usual => String::new(),
            SetIn::Base(file) => format!("set in {file}"),
            SetIn::Scenario => "set in the scenario".to_owned(),
            SetIn::ReadyOption(_) => "option of the program".to_owned(),
            SetIn::Default if weakness.is_none() => "left to the program".to_owned(),
            SetIn::Default | SetIn::Option(_) => String::new(),
        };
        let named = |name: &str, text: &str| {
            if text.is_empty() { String::new() } else { format!("{name} {text}") }
        };
        let facts = [
            assumption.value.clone(),
            assumption.reach.filter(|_| weakness.is_some()).map(reach).unwrap_or_default(),
            quality,
            assumption.source.clone(),
            set_in,
            named("owner:", &assumption.owner),
            named("review:", &assumption.review),
        ];
        let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        self.put("      ", &facts.join("; "));
    }
}

/// `moves the vacancy rate by 5.7 points`
fn reach(reach: Reach) -> String {
    let Reach { size, moves } = reach;
    let by = if moves.is_rate() { format!("{} points", short(size * 100.0, 1)) } else { percent(size) };
    match moves {
        Moves::LaterYears => format!("may move later years by {by}"),
        _ => format!("may move the {} by {by}", moves.name()),
    }
}

/// The heading under which a number stands.
fn section(assumption: &Assumption) -> &str {
    let first = assumption.path.split('.').next().unwrap_or_default();
    match first {
        "demand" => "Who asks for help",
        "stage" => "The stages of a case",
        "role" => "Roles",
        "team" => "Posts and people at the start",
        "workforce" => "How staff come and go",
        "workload" => "How work and staff act on each other",
        "environment" => "What changes from year to year",
        "money" => "Pay and prices",
        "past_year" => "Published figures before the start",
        "option" => "Options",
        other => other,
    }
}
