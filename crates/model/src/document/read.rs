//! Reading tables: each key is asked for once, and what nobody asked for is a problem.

use super::{Name, Node, Place, Problem, Problems, Table, Value};

/// A value that is neither a number with a range nor a table of such:
/// a text, a flag, a date, the shape of a distribution.
pub trait Plain: Sized {
    /// Reads the value, or says what is wrong.
    ///
    /// # Errors
    ///
    /// What is wrong and the remedy.
    fn read(node: &Node) -> Result<Self, Fault>;

    /// The JSON Schema of the value.
    fn schema() -> serde_json::Value;

    /// The value as JSON, to show it as a default; `null` if there is nothing to show.
    fn to_json(&self) -> serde_json::Value;
}

/// Why a value cannot be read. It becomes a [`Problem`] when the path of the value is known.
#[derive(Clone, Debug)]
pub struct Fault {
    /// What is wrong, to follow the path: "is a list, but ...".
    pub what: String,
    /// What to do about it.
    pub remedy: String,
    /// The part of the value that is wrong; all of it if absent.
    pub place: Option<Place>,
    /// What else is wrong with the value.
    pub others: Vec<Fault>,
}

impl Fault {
    /// A fault of the whole value.
    pub fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: remedy.into(), place: None, others: Vec::new() }
    }

    /// Says which part of the value is wrong. A place that is already known stays.
    #[must_use]
    pub fn at(mut self, place: &Place) -> Self {
        self.place.get_or_insert_with(|| place.clone());
        self
    }

    /// The items of a list, or all that is wrong with them.
    ///
    /// # Errors
    ///
    /// The first fault, with the others.
    pub fn all<T>(items: impl Iterator<Item = Result<T, Self>>) -> Result<Vec<T>, Self> {
        let mut good = Vec::new();
        let mut faults = Vec::new();
        for item in items {
            match item {
                Ok(item) => good.push(item),
                Err(fault) => faults.push(fault),
            }
        }
        let mut faults = faults.into_iter();
        match faults.next() {
            None => Ok(good),
            Some(mut first) => {
                first.others.extend(faults);
                Err(first)
            }
        }
    }

    /// The problems for a value with this path, which stands at `place` as a whole.
    pub fn into_problems(self, path: &str, place: &Place) -> Vec<Problem> {
        let Self { what, remedy, place: own, others } = self;
        let problem = Problem::error(format!("`{path}` {what}"));
        let problem = problem.at(own.as_ref().unwrap_or(place), "not usable here").help(remedy);
        let others = others.into_iter().flat_map(|other| other.into_problems(path, place));
        [problem].into_iter().chain(others).collect()
    }
}

/// The path of a key in the table with this path, which is empty for the root.
pub(crate) fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// Reads one table and keeps account of the keys asked for.
pub struct TableReader<'a> {
    table: Option<&'a Table>,
    place: Option<Place>,
    path: String,
    asked: Vec<&'static str>,
    misspelled: Vec<&'static str>,
    complained: bool,
}

impl<'a> TableReader<'a> {
    /// Opens a table; `node` is absent if the user wrote none. A value that is
    /// no table is a problem, told once.
    pub fn open(node: Option<&'a Node>, path: &str, problems: &mut Problems) -> Self {
        let place = node.map(|node| node.place.clone());
        let mut reader = Self {
            table: None,
            place,
            path: path.to_owned(),
            asked: Vec::new(),
            misspelled: Vec::new(),
            complained: false,
        };
        if let Some(node) = node {
            if let Value::Table(table) = &node.value {
                reader.table = Some(table);
            } else {
                reader.complained = true;
                problems.add(
                    Problem::error(format!("`{path}` is {}, but a table is wanted", node.value.what()))
                        .at(&node.place, "not a table")
                        .help(format!("write [{path}] on a line of its own and its keys below")),
                );
            }
        }
        reader
    }

    /// Says which keys the table may have. One that is there under a wrong
    /// spelling is then told once, not again as missing.
    #[must_use]
    pub fn expecting(mut self, keys: &[&'static str]) -> Self {
        let unknown = self.entries().iter().map(|(name, _)| name.text.as_str());
        self.misspelled = unknown
            .filter(|name| !keys.contains(name))
            .filter_map(|name| nearest(name, keys.iter().copied()))
            .filter_map(|near| keys.iter().copied().find(|key| *key == near))
            .collect();
        self
    }

    /// Whether a key is there under a wrong spelling.
    pub fn is_misspelled(&self, key: &str) -> bool {
        self.misspelled.contains(&key) && !self.has(key)
    }

    /// The table's own path, such as `workforce.leaving`; empty for the root.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The path of a key in this table.
    pub fn path_of(&self, key: &str) -> String {
        join(&self.path, key)
    }

    /// The value under a key, if the user wrote one.
    pub fn get(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        self.table.and_then(|table| table.get(key))
    }

    /// Every entry, for tables whose keys are names that the user chose.
    pub fn entries(&self) -> &'a [(Name, Node)] {
        self.table.map_or(&[], |table| table.entries.as_slice())
    }

    /// Tells that a required key is not there. If the whole table is missing
    /// that is told once, in place of every key in it.
    pub fn missing(&mut self, key: &'static str, example: &str, problems: &mut Problems) {
        if self.complained || self.is_misspelled(key) {
            return;
        }
        if self.table.is_none() && !self.path.is_empty() {
            self.complained = true;
            problems.add(
                Problem::error(format!("the table [{}] is missing", self.path))
                    .help(format!("add [{}] with at least `{key} = {example}`", self.path)),
            );
            return;
        }
        let path = self.path_of(key);
        let problem = Problem::error(format!("`{path}` is missing"));
        let problem = match (&self.place, self.path.is_empty()) {
            (Some(place), false) => problem.at(place, "in this table"),
            _ => problem,
        };
        problems.add(problem.help(format!("add `{key} = {example}`")));
    }

    /// Reads a plain value; `None` if it is absent or wrong (then told).
    pub fn plain<T: Plain>(&mut self, key: &'static str, problems: &mut Problems) -> Option<T> {
        let path = self.path_of(key);
        let node = self.get(key)?;
        match T::read(node) {
            Ok(value) => Some(value),
            Err(fault) => {
                problems.extend(fault.into_problems(&path, &node.place));
                None
            }
        }
    }

    /// Whether the user wrote the key (right or wrong).
    pub fn has(&self, key: &str) -> bool {
        self.table.is_some_and(|table| table.get(key).is_some())
    }

    /// Ends the reading: keys that nobody asked for are problems.
    pub fn finish(self, problems: &mut Problems) {
        for (name, node) in self.entries() {
            if self.asked.contains(&name.text.as_str()) {
                continue;
            }
            let place = name.place.as_ref().unwrap_or(&node.place);
            let within =
                if self.path.is_empty() { "a scenario".to_owned() } else { format!("[{}]", self.path) };
            let help = match nearest(&name.text, self.asked.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the keys of {within} are: {}", self.asked.join(", ")),
            };
            problems.add(
                Problem::error(format!("`{}` is not a key of {within}", name.text))
                    .at(place, "unknown key")
                    .help(help),
            );
        }
    }
}

/// The candidate that was probably meant: the most similar, if similar enough.
pub fn nearest<'a>(wrong: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .map(|candidate| (strsim::damerau_levenshtein(&wrong.to_lowercase(), candidate), candidate))
        .filter(|(edits, candidate)| *edits <= (candidate.len() / 3).max(1))
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}
