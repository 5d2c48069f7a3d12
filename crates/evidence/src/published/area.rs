//! Areas: councils, regions and England.

use super::Published;

/// Which area, by its place in [`Published::areas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AreaId(pub(super) usize);

/// What kind of area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// England.
    Country,
    /// One of the nine regions.
    Region,
    /// A council, or councils that are counted together.
    Council,
}

/// An area for which figures are published.
#[derive(Clone, Debug)]
pub struct Area {
    /// Nine-character code; those of councils counted together are joined by `+`.
    pub code: String,
    /// As the Department for Education writes it.
    pub name: String,
    /// What kind of area.
    pub level: Level,
    /// Its region; absent for a region and for England.
    pub region: Option<AreaId>,
    /// Former names and codes, and those of councils that are counted together.
    pub also: Vec<String>,
    /// Statistical neighbours, the closest first; empty for a region and for England.
    pub neighbours: Vec<AreaId>,
}

/// No area has such a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownArea {
    /// What was asked for.
    pub asked: String,
    /// Names that may have been meant, the likeliest first.
    pub suggestions: Vec<String>,
}

/// How many names are suggested.
const SUGGESTIONS: usize = 5;
/// Names less alike than this (Jaro and Winkler: 1 is the same) are not suggested.
const LEAST_LIKENESS: f64 = 0.87;

impl Published {
    /// The area of a name or code. Names are taken kindly: capitals, `&`, `City
    /// of`, `Council` and the like make no difference, and former names are known.
    ///
    /// # Errors
    ///
    /// If there is none; with the names that may have been meant.
    pub fn find(&self, asked: &str) -> Result<AreaId, UnknownArea> {
        let wanted = plain(asked);
        let all = || self.areas().map(|(id, area)| (id, names(area)));
        let same = |name: &&str| plain(name) == wanted || name.eq_ignore_ascii_case(asked.trim());
        let found = all().find(|(_, names)| names.iter().any(same));
        if let (Some((id, _)), false) = (found, wanted.is_empty()) {
            return Ok(id);
        }
        // Part of a name will do if it is part of no other: "Bath", "Scilly".
        let has_all_words = |name: &&str| {
            let name = plain(name);
            wanted.split(' ').all(|word| name.split(' ').any(|own| own == word))
        };
        let mut parts = all().filter(|(_, names)| !wanted.is_empty() && names.iter().any(has_all_words));
        if let (Some((id, _)), None) = (parts.next(), parts.next()) {
            return Ok(id);
        }
        let likeness = |names: &[&str]| {
            let like = |name: &&str| {
                let name = plain(name);
                let contains = !wanted.is_empty() && (name.contains(&wanted) || wanted.contains(&name));
                if contains { 1.0 } else { strsim::jaro_winkler(&name, &wanted) }
            };
            names.iter().map(like).fold(0.0, f64::max)
        };
        let mut similar: Vec<(f64, &str)> =
            all().map(|(id, names)| (likeness(&names), self.area(id).name.as_str())).collect();
        similar.retain(|(likeness, _)| *likeness >= LEAST_LIKENESS);
        similar.sort_by(|a, b| b.0.total_cmp(&a.0));
        let suggestions = similar.into_iter().take(SUGGESTIONS).map(|(_, name)| name.to_owned()).collect();
        Err(UnknownArea { asked: asked.to_owned(), suggestions })
    }
}

impl Published {
    /// The councils with this text in a name, a former name, a code or the name
    /// of their region, taken as kindly as in [`Published::find`]; by name.
    pub fn councils_with(&self, text: &str) -> Vec<AreaId> {
        let (wanted, letters) = (plain(text), text.trim().to_lowercase());
        let holds = |name: &&str| {
            let in_plain_words = !wanted.is_empty() && plain(name).contains(&wanted);
            in_plain_words || name.to_lowercase().contains(&letters)
        };
        let region = |area: &Area| area.region.map(|region| self.area(region).name.as_str());
        let councils = self.councils();
        councils
            .filter(|(_, area)| names(area).iter().any(&holds) || region(area).as_ref().is_some_and(&holds))
            .map(|(id, _)| id)
            .collect()
    }
}

/// All names and codes of an area.
fn names(area: &Area) -> Vec<&str> {
    [area.name.as_str(), area.code.as_str()].into_iter().chain(area.also.iter().map(String::as_str)).collect()
}

/// Words that make no difference to which council is meant.
const IDLE_WORDS: [&str; 12] = [
    "city",
    "county",
    "of",
    "the",
    "council",
    "borough",
    "royal",
    "metropolitan",
    "district",
    "unitary",
    "authority",
    "london",
];

/// A name without what people leave out or write differently.
fn plain(name: &str) -> String {
    let name = name.to_lowercase().replace('&', " and ").replace(['.', '\'', '’'], "");
    let words: Vec<&str> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let kept: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !IDLE_WORDS.contains(word))
        .map(|word| match word {
            "saint" => "st",
            "ne" => "north east",
            word => word,
        })
        .collect();
    // "City of London" is nothing but such words.
    if kept.is_empty() { words.join(" ") } else { kept.join(" ") }
}
