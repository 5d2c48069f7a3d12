//! What a number is, for readers who do not know the scenario file: what it
//! belongs to by its title, then what its declaration says of it.

use std::collections::BTreeMap;

use crate::english::{title_or_name, upper_first};
use crate::service::{About, Alternative, Service};
use crate::uncertain::{Kind, Uncertain, kinds};

/// The titles of a scenario, and what its levers change.
pub(super) struct Descriptions {
    /// Title of what stands at a path, such as `stage.assessment`.
    titles: BTreeMap<String, String>,
    /// How many levers of one kind an option has, by their common path.
    levers: BTreeMap<String, usize>,
    /// What each `change` changes, by its path: words, and the kind of the first.
    changes: BTreeMap<String, (String, &'static Kind)>,
}

impl Descriptions {
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
        service.map(&mut |path, about, _: &Uncertain| {
            for (change, more) in changed.get(path).into_iter().flatten() {
                let first = format!("\"{}\"", words.parameter(path, about));
                let what = if *more > 0 { format!("{first} and {more} more") } else { first };
                changes.insert(change.clone(), (what, about.kind));
            }
        });
        words.changes = changes;
        words
    }

    /// The kind in whose unit a number is shown.
    pub(super) fn kind_of(&self, path: &str, about: &About) -> &'static Kind {
        let changed = path.rsplit_once('.').and_then(|(lever, _)| self.changes.get(lever));
        match changed {
            // What a lever changes has the unit of what it changes.
            Some((_, changed)) if *about.shown_as == kinds::AMOUNT => changed,
            _ => about.shown_as,
        }
    }

    /// What a number is, in words.
    pub(super) fn parameter(&self, path: &str, about: &About) -> String {
        upper_first(&format!("{}: {}", self.subject(path, about), self.phrase(path, about)))
    }

    /// What the number belongs to.
    fn subject(&self, path: &str, about: &About) -> String {
        let mut around = path.match_indices('.').rev().map(|(end, _)| &path[..end]);
        let title = around.find_map(|around| self.titles.get(around)).map_or("", String::as_str);
        let parts: Vec<&str> = path.split('.').collect();
        let ["option", _, _, number, ..] = *parts else { return about.of.replace("{}", title) };
        let is_one_of_many = self.levers.get(&parts[..3].join(".")).is_some_and(|count| *count > 1);
        match is_one_of_many {
            true => format!("{title}, {} {number}", about.of),
            // An option is often called after its one lever.
            false if title.to_lowercase().contains(about.of) => title.to_owned(),
            false => format!("{title}, {}", about.of),
        }
    }

    /// What the number says.
    fn phrase(&self, path: &str, about: &About) -> String {
        let (around, name) = path.rsplit_once('.').unwrap_or(("", path));
        let changed = self.changes.get(around).map_or("another number", |(what, _)| what);
        let phrase = about.phrase.replace("{stage}", &title_of(&self.titles, "stage", name));
        phrase.replace("{parameter}", changed)
    }
}

/// The title of what stands under a name at a path; the name as it is spoken if it has none.
fn title_of(titles: &BTreeMap<String, String>, path: &str, name: &str) -> String {
    titles.get(&format!("{path}.{name}")).cloned().unwrap_or_else(|| title_or_name("", name))
}

fn titles(service: &Service<Uncertain>) -> BTreeMap<String, String> {
    let mut titles = BTreeMap::new();
    let mut put = |path: &str, name: &str, title: &str| {
        titles.insert(format!("{path}.{name}"), title_or_name(title, name));
    };
    service.demand.source.iter().for_each(|(name, source)| put("demand.source", &name.text, &source.title));
    service.stage.iter().for_each(|(name, stage)| put("stage", &name.text, &stage.title));
    service.role.iter().for_each(|(name, role)| put("role", &name.text, &role.title));
    service.team.iter().for_each(|(name, team)| put("team", &name.text, &team.title));
    service.workforce.leaving.tenure.names().for_each(|name| put("workforce.leaving.tenure", name, ""));
    service.option.iter().for_each(|(name, option)| put("option", &name.text, &option.title));
    for (name, team) in service.team.iter() {
        for role in team.staff.names() {
            let mut title = title_of(&titles, "role", role);
            if service.team.len() > 1 {
                title = format!("{}, {title}", title_of(&titles, "team", &name.text));
            }
            titles.insert(format!("team.{}.staff.{role}", name.text), title);
        }
    }
    titles
}

fn levers(service: &Service<Uncertain>) -> BTreeMap<String, usize> {
    let mut count = BTreeMap::new();
    for lever in service.option.values().flat_map(Alternative::levers) {
        if let Some((list, _)) = lever.path.rsplit_once('.') {
            *count.entry(list.to_owned()).or_default() += 1;
        }
    }
    count
}
