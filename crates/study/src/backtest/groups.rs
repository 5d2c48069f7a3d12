//! Kinds of councils and years, by which scores are told apart.

use std::collections::BTreeMap;

use super::Projection;
use super::predictors::children;
use evidence::published::{AreaId, Published, Year};

/// A group of projections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// All.
    All,
    /// Those of councils of a size.
    Size(CouncilSize),
    /// Those of the councils of a region.
    Region(AreaId),
    /// Those of councils with a judgement of Ofsted.
    Grade(Grade),
    /// Those of outturns of a year.
    TargetYear(Year),
    /// Those from an origin.
    Origin(Year),
}

/// Size of a council: thirds of all councils by children aged 0 to 17, by what
/// was known at the origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CouncilSize {
    /// The third with the fewest children.
    Small,
    /// The third in the middle.
    Middle,
    /// The third with the most children.
    Large,
}

/// The latest judgement of Ofsted that was known at the origin, under any
/// framework: overall effectiveness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Outstanding.
    Outstanding,
    /// Good.
    Good,
    /// Requires improvement to be good; adequate or satisfactory, as it was called.
    RequiresImprovement,
    /// Inadequate.
    Inadequate,
    /// No judgement was known.
    NotInspected,
}

impl Group {
    /// What kind of group: a stable id, such as `region`.
    pub fn kind(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Size(_) => "size",
            Self::Region(_) => "region",
            Self::Grade(_) => "ofsted",
            Self::TargetYear(_) => "target_year",
            Self::Origin(_) => "origin",
        }
    }

    /// Which of its kind, in words.
    pub fn label(self, published: &Published) -> String {
        match self {
            Self::All => "All councils".to_owned(),
            Self::Size(size) => size.title().to_owned(),
            Self::Region(region) => published.area(region).name.clone(),
            Self::Grade(grade) => grade.title().to_owned(),
            Self::TargetYear(year) | Self::Origin(year) => year.to_string(),
        }
    }
}

impl CouncilSize {
    /// In words.
    pub fn title(self) -> &'static str {
        match self {
            Self::Small => "Third with the fewest children",
            Self::Middle => "Middle third by children",
            Self::Large => "Third with the most children",
        }
    }
}

impl Grade {
    /// In words.
    pub fn title(self) -> &'static str {
        match self {
            Self::Outstanding => "Outstanding",
            Self::Good => "Good",
            Self::RequiresImprovement => "Requires improvement",
            Self::Inadequate => "Inadequate",
            Self::NotInspected => "Not inspected",
        }
    }

    /// The grade that the words of a judgement stand for; none if they stand for no grade.
    fn of(judgement: &str) -> Option<Self> {
        let judgement = judgement.to_lowercase();
        let named = [
            ("outstanding", Self::Outstanding),
            ("good", Self::Good),
            ("requires improvement", Self::RequiresImprovement),
            ("adequate", Self::RequiresImprovement),
            ("satisfactory", Self::RequiresImprovement),
            ("inadequate", Self::Inadequate),
        ];
        named.into_iter().find(|(name, _)| judgement.starts_with(name)).map(|(_, grade)| grade)
    }
}

/// All projections by the groups that they belong to; all but [`Group::All`].
pub(super) fn by_group<'a>(
    published: &Published,
    projections: &[&'a Projection],
) -> BTreeMap<Group, Vec<&'a Projection>> {
    let mut seen: BTreeMap<Year, Seen> = BTreeMap::new();
    let mut groups: BTreeMap<Group, Vec<&Projection>> = BTreeMap::new();
    for projection in projections {
        let Projection { council, origin, .. } = **projection;
        let seen = seen.entry(origin).or_insert_with(|| Seen::at(published, origin));
        let of_council = [
            seen.sizes.get(&council).copied().map(Group::Size),
            published.area(council).region.map(Group::Region),
            Some(Group::Grade(seen.grades.get(&council).copied().unwrap_or(Grade::NotInspected))),
        ];
        let of_year = [Group::TargetYear(projection.target()), Group::Origin(origin)];
        for group in of_council.into_iter().flatten().chain(of_year) {
            groups.entry(group).or_default().push(projection);
        }
    }
    groups
}

/// What councils looked like at an origin.
struct Seen {
    sizes: BTreeMap<AreaId, CouncilSize>,
    grades: BTreeMap<AreaId, Grade>,
}

impl Seen {
    fn at(published: &Published, origin: Year) -> Self {
        let known = published.until(origin);
        let mut by_size: Vec<(f64, AreaId)> = known
            .councils()
            .filter_map(|(council, _)| Some((children(&known, council, origin)?, council)))
            .collect();
        by_size.sort_by(|a, b| a.0.total_cmp(&b.0));
        let third = |rank: usize| match 3 * rank / by_size.len() {
            0 => CouncilSize::Small,
            1 => CouncilSize::Middle,
            _ => CouncilSize::Large,
        };
        let judged = known.inspections.iter();
        Self {
            sizes: by_size.iter().enumerate().map(|(rank, (_, council))| (*council, third(rank))).collect(),
            // In the order of publication: the latest stays.
            grades: judged.filter_map(|found| Some((found.area, Grade::of(&found.judgement)?))).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backtest::sample::{council_of, forecast, projection};

    #[test]
    fn judgements_are_of_five_kinds() {
        for (judgement, grade) in [
            ("Outstanding", Some(Grade::Outstanding)),
            ("Good", Some(Grade::Good)),
            ("Requires improvement to be good", Some(Grade::RequiresImprovement)),
            ("Requires Improvement", Some(Grade::RequiresImprovement)),
            ("Adequate", Some(Grade::RequiresImprovement)),
            ("satisfactory", Some(Grade::RequiresImprovement)),
            ("Inadequate", Some(Grade::Inadequate)),
            ("Not judged", None),
        ] {
            assert_eq!(Grade::of(judgement), grade, "{judgement}");
        }
        let inspections = &Published::embedded().inspections;
        assert!(inspections.iter().all(|inspection| Grade::of(&inspection.judgement).is_some()));
    }

    #[test]
    fn sizes_are_thirds_of_all_councils() {
        let seen = Seen::at(Published::embedded(), 2020);
        let count = |size| seen.sizes.values().filter(|own| **own == size).count();
        assert_eq!([CouncilSize::Small, CouncilSize::Middle, CouncilSize::Large].map(count), [50, 50, 49]);
        assert_eq!(seen.sizes[&council_of("Kent")], CouncilSize::Large);
        assert_eq!(seen.sizes[&council_of("Rutland")], CouncilSize::Small);
    }

    /// Hartlepool was judged good in August 2018 and outstanding in May 2024;
    /// Kent good in 2017 and outstanding in July 2022.
    #[test]
    fn a_judgement_counts_from_its_publication() {
        let published = Published::embedded();
        let grade = |name, origin| Seen::at(published, origin).grades.get(&council_of(name)).copied();
        assert_eq!(grade("Hartlepool", 2023), Some(Grade::Good));
        assert_eq!(grade("Kent", 2021), Some(Grade::Good));
        assert_eq!(grade("Kent", 2022), Some(Grade::Outstanding));
    }

    #[test]
    fn a_projection_is_in_one_group_of_every_kind() {
        let published = Published::embedded();
        let projections: Vec<Projection> = published
            .councils()
            .map(|(_, council)| projection(&council.name, 2, 1.0, forecast([0.0; 7], 1.0)))
            .collect();
        let groups = by_group(published, &projections.iter().collect::<Vec<_>>());
        for kind in ["size", "region", "ofsted", "target_year", "origin"] {
            let members = groups.iter().filter(|(group, _)| group.kind() == kind);
            assert_eq!(members.map(|(_, members)| members.len()).sum::<usize>(), 149, "{kind}");
        }
        let labels: Vec<String> = groups.keys().map(|group| group.label(published)).collect();
        assert!(["London", "Good", "2022", "2020"].iter().all(|label| labels.iter().any(|own| own == label)));
        assert!(groups.contains_key(&Group::TargetYear(2022)));
    }
}
