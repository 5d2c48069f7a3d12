//! What is laid over a published scenario, and what is told of it.

use std::fmt::Write as _;

use crate::estimate::entries::Entry;
use crate::estimate::sourced::Sourced;
use crate::estimate::template::written;
use crate::own::OwnFigures;
use model::document::toml_text;

/// What came from where, in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What it is about.
    pub what: &'static str,
    /// What was made of it, and of what.
    pub how: String,
}

/// What is laid over a published scenario.
#[derive(Clone, Debug)]
pub(super) struct Laid {
    entries: Vec<(String, Entry)>,
    pub(super) told: Vec<Told>,
    /// Whose figures these are.
    pub(super) source: String,
}

impl Laid {
    pub(super) fn new(figures: &OwnFigures) -> Self {
        let source = format!("{}'s own figures, {}", figures.council, figures.as_of.long_name());
        Self { entries: Vec::new(), told: Vec::new(), source }
    }

    /// Sets what stands at a place; what was set there before is replaced.
    pub(super) fn set(&mut self, path: impl Into<String>, entry: impl Into<Entry>) {
        let (path, entry) = (path.into(), entry.into());
        match self.entries.iter_mut().find(|(own, _)| *own == path) {
            Some((_, own)) => *own = entry,
            None => self.entries.push((path, entry)),
        }
    }

    /// Sets a number of the council's own.
    pub(super) fn own(
        &mut self,
        path: impl Into<String>,
        number: crate::estimate::sourced::Number,
        note: impl Into<String>,
    ) {
        let sourced: Sourced = number.from(&self.source, "high");
        self.set(path, sourced.note(note));
    }

    /// Sets a range that own months and published figures tell together.
    pub(super) fn weighed(
        &mut self,
        path: impl Into<String>,
        number: crate::estimate::sourced::Number,
        note: impl Into<String>,
    ) {
        let source = format!("{}, weighed against published figures", self.source);
        self.set(path, number.from(source, "medium").note(note));
    }

    /// Tells what came from where.
    pub(super) fn tell(&mut self, what: &'static str, how: impl Into<String>) {
        self.told.push(Told { what, how: how.into() });
    }

    /// The entries as TOML, a table for each of those they stand in.
    pub(super) fn toml(&self) -> String {
        let mut text = String::new();
        let mut tables: Vec<&str> = Vec::new();
        for (path, _) in &self.entries {
            let (table, _) = split(path);
            if !tables.contains(&table) {
                tables.push(table);
            }
        }
        for table in tables {
            write!(text, "\n[{table}]\n").expect("a string takes any text");
            for (path, entry) in &self.entries {
                let (own, key) = split(path);
                if own == table {
                    line(&mut text, key, entry);
                }
            }
        }
        text
    }
}

/// The table and the key of a path. A part in quotes may hold points.
fn split(path: &str) -> (&str, &str) {
    let mut quoted = false;
    let point = path.char_indices().filter(|(_, letter)| {
        quoted ^= *letter == '"';
        *letter == '.' && !quoted
    });
    let at = point.last().map_or(0, |(at, _)| at);
    (&path[..at], path[at..].trim_start_matches('.'))
}

fn line(text: &mut String, key: &str, entry: &Entry) {
    let value = match entry {
        Entry::Number(number) => written(number),
        Entry::Sourced(sourced) => crate::estimate::template::with_source(sourced).to_string(),
        Entry::Text(own) => toml_text(own),
        Entry::Words(own) => toml_text(own),
        Entry::Day(day) => day.clone(),
        Entry::Bands(_) | Entry::Nothing => return,
        // The months of a table are its keys; theirs in the path is but a place.
        Entry::Months(months, places) => {
            for (month, value) in months {
                writeln!(text, "{month} = {}", model::figures::short(*value, *places))
                    .expect("a string takes any text");
            }
            return;
        }
    };
    writeln!(text, "{key} = {}", value.trim()).expect("a string takes any text");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_in_quotes_parts_nothing() {
        assert_eq!(split("demand.level"), ("demand", "level"));
        assert_eq!(
            split("history.\"open_cases.looked_after\".months"),
            ("history.\"open_cases.looked_after\"", "months")
        );
    }
}
