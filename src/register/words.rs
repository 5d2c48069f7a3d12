//! What a number is, for readers who do not know the scenario file: what it
//! belongs to by its title, then what it says of it.

use std::collections::BTreeMap;

use super::words_of_levers::{lever, phrase_of_lever};
use crate::service::{Named, Service};
use crate::uncertain::{Kind, Uncertain, kinds};

/// First, second and so on.
const ORDER: Kind = Kind { unit: "order", ..kinds::SOME_FACTOR };

/// The titles of a scenario, and what its levers change.
pub(super) struct Words {
    /// Title of what stands at a path, such as `stage.assessment`.
    titles: BTreeMap<String, String>,
    /// How many levers of one kind an option has, by their common path.
    levers: BTreeMap<String, usize>,
    /// What each `change` changes, by its path: words, and the kind of the first.
    changes: BTreeMap<String, (String, &'static Kind)>,
}

impl Words {
    pub(super) fn new(service: &Service<Uncertain>) -> Self {
        let mut words = Self { titles: titles(service), levers: levers(service), changes: BTreeMap::new() };
        let mut changed: BTreeMap<&str, Vec<(String, usize)>> = BTreeMap::new();
        for option in service.option.values() {
            for (number, change) in option.change.iter() {
                if let Some(first) = change.parameter.each().next() {
                    let more = change.parameter.each().count() - 1;
                    changed.entry(&first.text).or_default().push((option.path_of("change", number), more));
                }
            }
        }
        let mut changes = BTreeMap::new();
        service.map("", &mut |path, meaning, kind, _: &Uncertain| {
            for (change, more) in changed.get(path).into_iter().flatten() {
                let first = format!("\"{}\"", words.parameter(path, meaning));
                let what = if *more > 0 { format!("{first} and {more} more") } else { first };
                changes.insert(change.clone(), (what, kind));
            }
        });
        words.changes = changes;
        words
    }

    /// The kind in whose unit a number is shown.
    pub(super) fn kind_of(&self, path: &str, kind: &'static Kind) -> &'static Kind {
        if ["_exponent", ".follows_cases", ".follows_staff"].iter().any(|end| path.ends_with(end)) {
            return &kinds::EXPONENT;
        }
        if path == "money.on_costs" {
            return &kinds::SHARE;
        }
        if path.ends_with(".priority") {
            return &ORDER;
        }
        // What a lever changes has the unit of what it changes.
        if *kind != kinds::AMOUNT {
            return kind;
        }
        let changed = path.rsplit_once('.').and_then(|(lever, _)| self.changes.get(lever));
        match changed {
            Some((_, changed)) => changed,
            None if path.rsplit('.').next() == Some("fte") => &kinds::FTE,
            None => kind,
        }
    }

    /// What a number is, in words.
    pub(super) fn parameter(&self, path: &str, meaning: &str) -> String {
        let parts: Vec<&str> = path.split('.').collect();
        let (Some(leaf), false) = (parts.last(), parts.len() < 2) else {
            return sentence(&first_clause(meaning));
        };
        let subject = self.subject(&parts);
        let phrase = self.phrase(&parts).unwrap_or_else(|| first_clause(meaning));
        let phrase = phrase_of(&parts, leaf).map_or(phrase, str::to_owned);
        sentence(&format!("{subject}: {phrase}"))
    }

    /// What the number belongs to.
    fn subject(&self, parts: &[&str]) -> String {
        let title = |parts: &[&str]| self.title(&parts.join("."), parts.last().unwrap_or(&""));
        match *parts {
            ["demand", "source", _, ..] => title(&parts[..3]),
            ["demand", "rereferral", ..] => "children who come back".into(),
            ["demand", "children_in_need", "changes", ..] => "all children in need, from year to year".into(),
            ["demand", "children_in_need", ..] => "all children in need".into(),
            ["demand", ..] => "all referrals".into(),
            ["stage", _, "stay_changes", ..] => format!("{}, stays from year to year", title(&parts[..2])),
            ["stage" | "role", ..] | ["team", _, _] => title(&parts[..2]),
            ["team", _, "staff", role, ..] => {
                let people = self.title(&format!("role.{role}"), role);
                if self.titles.keys().filter(|path| is_team(path)).count() > 1 {
                    format!("{}, {people}", title(&parts[..2]))
                } else {
                    people
                }
            }
            ["workforce", "posts", ..] => "funded posts".into(),
            ["workforce", "leaving", "tenure", band, ..] => {
                format!("leaving, staff {} in post", spoken(band))
            }
            ["workforce", "leaving", ..] => "leaving".into(),
            ["workforce", "recruitment", ..] => "recruitment".into(),
            ["workforce", "cohort", ..] => "newly qualified staff of each September".into(),
            ["workforce", "movement", ..] => "changes of staff beside starters and leavers".into(),
            ["workforce", "agency", ..] => "agency workers".into(),
            ["workforce", "absence", ..] => "absence".into(),
            ["workforce", ..] => "staff".into(),
            ["workload", "pressure", ..] => "effect of pressure of work".into(),
            ["workload", "case_holding", ..] => "how many staff hold cases".into(),
            ["workload", ..] => "workload".into(),
            ["environment", of, ..] => format!("{}, from year to year", environment(of)),
            ["money", ..] => "pay and prices".into(),
            ["past_year", ..] => "in the twelve months before the start".into(),
            ["option", _, kind, number, ..] => {
                let option = title(&parts[..2]);
                let words = lever(kind);
                let is_one_of_many = self.levers.get(&parts[..3].join(".")).is_some_and(|count| *count > 1);
                match is_one_of_many {
                    true => format!("{option}, {words} {number}"),
                    // An option is often called after its one lever.
                    false if option.to_lowercase().contains(words) => option,
                    false => format!("{option}, {words}"),
                }
            }
            _ => spoken(parts.first().unwrap_or(&"")),
        }
    }

    /// What the number says, where that needs a title or what a change changes.
    fn phrase(&self, parts: &[&str]) -> Option<String> {
        let stage = |name: &str| self.title(&format!("stage.{name}"), name);
        match *parts {
            ["demand", "source", _, "enters", to] => Some(format!("share that begins in {}", stage(to))),
            ["stage", _, "exits", to] => Some(format!("share that goes on to {}", stage(to))),
            ["demand", .., "season", month] => Some(format!("{} against the average month", sentence(month))),
            ["option", _, "change", _, leaf @ ("multiply" | "add" | "set")] => {
                let (what, _) = self.changes.get(&parts[..4].join("."))?;
                Some(match leaf {
                    "multiply" => format!("what it multiplies {what} by"),
                    "add" => format!("what it adds to {what}"),
                    _ => format!("what it sets {what} to"),
                })
            }
            ["option", _, lever, _, leaf] => phrase_of_lever(lever, leaf).map(str::to_owned),
            _ => None,
        }
    }

    fn title(&self, path: &str, name: &str) -> String {
        self.titles.get(path).cloned().unwrap_or_else(|| spoken(name))
    }
}

fn is_team(path: &str) -> bool {
    path.starts_with("team.")
}

/// Words for a number whose doc comment, cut short, does not stand alone.
fn phrase_of(parts: &[&str], leaf: &str) -> Option<&'static str> {
    Some(match (*parts.first()?, leaf) {
        ("demand" | "stage" | "environment", "trend_per_year") => "growth",
        ("demand", "noise_cv") => "monthly noise, as a share of the level",
        ("demand", "noise_persistence") => "how much of the noise of a month is left in the next",
        ("demand", "level") => "level at the start against the numbers given",
        ("demand", "onward_exponent") => "how far later stages move with referrals as they drift",
        ("demand", "after_no_further_action") => "share that comes back after no further action",
        ("demand", "share_within_12_months") => "share of closed cases that come back within twelve months",
        ("demand", "follows_cases") => "how far their number follows the open cases",
        ("demand" | "stage" | "environment", "drift_sd_per_year") => "drift, standard deviation over a year",
        ("demand" | "stage" | "environment", "swing_sd") => "swing, standard deviation",
        ("demand" | "stage" | "environment", "swing_persistence_per_year") => {
            "how much of a swing is left a year later"
        }
        ("demand" | "stage" | "environment", "swing_at_start") => "how far the start stands above the usual",
        ("stage", "return_share") => "share of cases closed here that come back within twelve months",
        ("stage", "mean_weeks") => "mean stay of a case",
        ("role", "agency_case_holding") => "share of agency workers who hold cases",
        ("role", "case_holding") => "share of permanent staff who hold cases",
        ("role", "starting_share") => "share of a full caseload that a starter carries",
        ("role", "leaving_multiplier") => "leaving, against the average of all staff",
        ("role", "hiring_multiplier") => "offers, against the average of all roles",
        ("role", "becomes_after_months") => "months until they have the next role",
        ("workforce", "until_years") => "years in post at which the band ends",
        ("workforce", "share") => "share of staff at the start",
        ("workforce", "leaving_multiplier") => "leaving, against the average",
        ("workforce", "rate_per_year") => "leavers a year for each FTE in post",
        ("workforce", "vacancy_exponent") => "how offers grow with vacancies (1 in proportion)",
        ("workforce", "at_start") => "share of working days lost at the start",
        ("workforce", "level") => "cover wanted, against the usual",
        ("workforce", "with_people") => "share of a change of posts whose people come or go with them",
        ("workforce", "joins_each_september") => "how many join",
        ("workforce", "market_ceiling_per_year") => "the most accepted offers a year",
        ("workforce", "leavers_who_stay") => "share of leavers to agency work who stay on here",
        ("workload", "leaving") => "on leaving, as an exponent",
        ("workload", "absence") => "on absence, as an exponent",
        ("workload", "pace") => "on how slowly cases move on, as an exponent",
        ("workload", "early_closing") => "on closing early and coming back, as an exponent",
        ("workload", "management") => "of unfilled manager posts on capacity, as an exponent",
        ("workload", "ceiling_ratio") => "load over capacity above which new cases wait",
        ("workload", "follows_cases") => "how they follow the cases held (1 in proportion)",
        ("workload", "follows_staff") => "how they follow the number of staff (1 in proportion)",
        ("money", "discount_rate") => "discount a year on costs",
        ("money", "on_costs") => "employer's on-costs, against pay",
        ("money", "cost_per_starter") => "cost of each starter",
        _ => return None,
    })
}

fn environment(of: &str) -> &str {
    match of {
        "demand" => "level of referrals",
        "hiring" => "filling vacancies",
        "agency" => "agency cover wanted",
        "establishment" => "funded posts",
        "case_holding" => "how many staff hold cases",
        "rereferral" => "children who come back",
        other => other,
    }
}

/// The beginning of a doc comment, up to what explains it.
fn first_clause(meaning: &str) -> String {
    let text = meaning.split_whitespace().collect::<Vec<_>>().join(" ");
    let ends = [". ", "; ", ": ", " ("].iter().filter_map(|end| text.find(end));
    let clause = &text[..ends.min().unwrap_or(text.len())];
    let clause = clause.trim_end_matches('.');
    let mut letters = clause.chars();
    let Some(first) = letters.next() else { return String::new() };
    // Abbreviations keep their capitals.
    if letters.clone().next().is_some_and(char::is_uppercase) {
        return clause.to_owned();
    }
    first.to_lowercase().chain(letters).collect()
}

/// With a capital at the beginning.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A name as it is spoken.
fn spoken(name: &str) -> String {
    name.replace('_', " ")
}

fn titles(service: &Service<Uncertain>) -> BTreeMap<String, String> {
    fn put<T>(
        titles: &mut BTreeMap<String, String>,
        path: &str,
        named: &Named<T>,
        title: impl Fn(&T) -> &str,
    ) {
        for (name, of) in named.iter() {
            let own = title(of);
            let own = if own.is_empty() { spoken(&name.text) } else { own.to_owned() };
            titles.insert(format!("{path}.{}", name.text), own);
        }
    }
    let mut titles = BTreeMap::new();
    put(&mut titles, "demand.source", &service.demand.source, |source| &source.title);
    put(&mut titles, "stage", &service.stage, |stage| &stage.title);
    put(&mut titles, "role", &service.role, |role| &role.title);
    put(&mut titles, "team", &service.team, |team| &team.title);
    put(&mut titles, "option", &service.option, |option| &option.title);
    titles
}

fn levers(service: &Service<Uncertain>) -> BTreeMap<String, usize> {
    let mut count = BTreeMap::new();
    for option in service.option.values() {
        for lever in option.levers() {
            if let Some((list, _)) = lever.path.rsplit_once('.') {
                *count.entry(list.to_owned()).or_default() += 1;
            }
        }
    }
    count
}
