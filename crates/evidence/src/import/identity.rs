//! Which area a row is about: codes that changed, councils that were merged, and those that file jointly.

use std::collections::BTreeMap;

use crate::published::{Area, AreaId, Level, Published};

/// Codes of the halves of London, which are no areas of ours.
const HALVES_OF_LONDON: &str = "E13";

/// The areas by their codes and names.
pub(super) struct Identities<'a> {
    published: &'a Published,
    codes: BTreeMap<String, AreaId>,
}

/// Whom a code and a name stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// An area that has, had or unites with others the code.
    Area(AreaId),
    /// The code is new, and the name is that of an area.
    ByName(AreaId),
    /// Inner or outer London.
    HalfOfLondon,
    /// Nobody.
    Nobody,
}

impl<'a> Identities<'a> {
    pub(super) fn new(published: &'a Published) -> Self {
        let mut codes = BTreeMap::new();
        for (id, area) in published.areas() {
            for code in sets(area).into_iter().flatten() {
                codes.insert(code, id);
            }
        }
        Self { published, codes }
    }

    /// The area of a code, which is in the form of [`joined`], and of a name.
    pub(super) fn find(&self, code: &str, name: &str) -> Found {
        if let Some(id) = self.codes.get(code) {
            return Found::Area(*id);
        }
        if code.starts_with(HALVES_OF_LONDON) {
            return Found::HalfOfLondon;
        }
        // A name of a member says nothing of the area of all members, and the name of a region nothing of a council.
        let may_be = |area: &Area| area.level == Level::Council && !area.code.contains('+');
        match self.named(name) {
            Some(id) if may_be(self.published.area(id)) => Found::ByName(id),
            _ => Found::Nobody,
        }
    }

    /// The area that has, or had, this name: `St Helens` is `St. Helens`, and part of a name is none.
    pub(super) fn named(&self, name: &str) -> Option<AreaId> {
        let plain = |name: &str| name.to_lowercase().replace('&', "and").replace(['.', ',', '\'', '’'], "");
        let wanted = plain(name.trim());
        let is_it = |own: &str| plain(own) == wanted;
        let mut areas = self.published.areas();
        let found = areas.find(|(_, area)| is_it(&area.name) || area.also.iter().any(|own| is_it(own)));
        found.filter(|_| !name.trim().is_empty()).map(|(id, _)| id)
    }
}

/// A code as in `areas.csv`: those of a joint line (`E06000061 / E06000062`) are in order and joined by `+`.
pub(super) fn joined(code: &str) -> String {
    let parts = code.split(|letter: char| letter.is_whitespace() || "/+&,".contains(letter));
    let mut parts: Vec<String> = parts.filter(|part| !part.is_empty()).map(str::to_ascii_uppercase).collect();
    parts.sort();
    parts.join("+")
}

/// The sets of codes each of which makes up an area, the one that counts first: a joint line, the members today, those
/// before they were reorganised. An area of one council has its code today and then each that it had.
pub(super) fn sets(area: &Area) -> Vec<Vec<String>> {
    let members: Vec<String> = area.code.split('+').map(str::to_owned).collect();
    let is_code = |name: &&String| {
        name.len() == 9 && name.starts_with('E') && name[1..].bytes().all(|byte| byte.is_ascii_digit())
    };
    let former: Vec<String> =
        area.also.iter().filter(is_code).filter(|code| !members.contains(code)).cloned().collect();
    if members.len() == 1 {
        return members.into_iter().chain(former).map(|code| vec![code]).collect();
    }
    let sets = [vec![area.code.clone()], members, former];
    sets.into_iter().filter(|set| !set.is_empty()).collect()
}

/// What the lines of an area make together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Together {
    /// A figure.
    Figure(f64),
    /// No line has one.
    Nothing,
    /// Some members have one and others have not, so that there is no sum; or rates, which have none.
    NoSum,
}

/// The figure of an area of those of its lines, by code. Those of members are summed; if that of one is missing, so is
/// the sum. The first set that has a figure counts.
pub(super) fn together(area: &Area, lines: &BTreeMap<String, Option<f64>>, is_rate: bool) -> Together {
    let sets = sets(area);
    for set in &sets {
        let figures: Vec<Option<f64>> = set.iter().map(|code| lines.get(code).copied().flatten()).collect();
        if figures.iter().all(Option::is_none) {
            continue;
        }
        if set.len() > 1 && is_rate {
            return Together::NoSum;
        }
        let sum: Option<f64> = figures.iter().copied().sum();
        // Without the dust of binary fractions.
        return sum.map_or(Together::NoSum, |sum| Together::Figure((sum * 1e4).round() / 1e4));
    }
    // A code that is new, taken by the name.
    let is_new = |code: &String| !sets.iter().flatten().any(|own| own == code);
    let new = lines.iter().find_map(|(code, figure)| figure.filter(|_| is_new(code)));
    new.map_or(Together::Nothing, Together::Figure)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(name: &str) -> &'static Area {
        let published = Published::embedded();
        published.area(published.find(name).unwrap())
    }

    fn together_of(name: &str, lines: &[(&str, Option<f64>)], is_rate: bool) -> Together {
        let lines = lines.iter().map(|(code, figure)| (joined(code), *figure)).collect();
        together(area(name), &lines, is_rate)
    }

    #[test]
    fn a_code_that_changed_is_the_same_council_and_the_new_code_comes_first() {
        let both = [("E08000037", None), ("E08000020", Some(7.0))];
        assert_eq!(together_of("Gateshead", &both, false), Together::Figure(7.0));
        let both = [("E06000065", Some(463.0)), ("E10000023", Some(464.0))];
        assert_eq!(together_of("North Yorkshire", &both, false), Together::Figure(463.0));
    }

    #[test]
    fn members_are_summed_and_a_missing_member_empties_the_cell() {
        let cumbria = "Cumberland";
        let both = [("E06000063", Some(1.1)), ("E06000064", Some(2.2))];
        assert_eq!(together_of(cumbria, &both, false), Together::Figure(3.3));
        assert_eq!(together_of(cumbria, &both, true), Together::NoSum);
        assert_eq!(together_of(cumbria, &both[..1], false), Together::NoSum);
        assert_eq!(together_of(cumbria, &[both[0], ("E06000064", None)], false), Together::NoSum);
        assert_eq!(
            together_of(cumbria, &[("E06000063", None), ("E06000064", None)], false),
            Together::Nothing
        );
    }

    #[test]
    fn a_council_that_was_divided_is_the_area_of_its_parts_and_keeps_its_rates() {
        let lines = [("E06000063", None), ("E06000064", None), ("E10000006", Some(6.6))];
        assert_eq!(together_of("Cumbria", &lines, true), Together::Figure(6.6));
        let three = [("E06000028", Some(1.0)), ("E10000009", Some(2.0)), ("E06000029", Some(4.0))];
        assert_eq!(together_of("Dorset", &three, false), Together::Figure(7.0));
        assert_eq!(together_of("Dorset", &three[..2], false), Together::NoSum);
    }

    #[test]
    fn a_joint_line_is_taken_with_its_rates_however_its_codes_are_joined() {
        for code in
            ["E06000061 / E06000062", "E06000062/E06000061", "e06000061+e06000062", "E06000061, E06000062"]
        {
            assert_eq!(joined(code), "E06000061+E06000062");
            assert_eq!(
                together_of("West Northamptonshire", &[(code, Some(3.0))], true),
                Together::Figure(3.0)
            );
        }
    }

    #[test]
    fn a_new_code_is_known_by_the_name_of_a_council_that_stands_alone() {
        let identities = Identities::new(Published::embedded());
        let kent = Published::embedded().find("Kent").unwrap();
        assert_eq!(identities.find("E10000016", "anything"), Found::Area(kent));
        assert_eq!(identities.find("E10000099", "kent"), Found::ByName(kent));
        assert_eq!(identities.find("E13000001", "Inner London"), Found::HalfOfLondon);
        assert_eq!(identities.named("St Helens"), identities.named("st. helens"));
        assert!(identities.named("St Helens").is_some());
        for name in ["Dorset", "London", "England", "", "Ken"] {
            assert_eq!(identities.find("E10000099", name), Found::Nobody, "{name}");
        }
    }
}
