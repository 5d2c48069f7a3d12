//! What each kind of lever of an option does, with its number, however small.

use super::Run;
use super::told::{FEWER, LESS, MORE, Told, Ways, mean, pounds};
use model::calendar::{FinancialYear, Month};
use model::english::{list, quoted, title_or_name};
use model::measure::{MeasureId, Unit, id_of_entries};
use model::service::Alternative;
use model::summary::{Comparison, Difference};
use model::uncertain::Uncertain;

/// What one kind of lever does.
pub(super) struct Effect<'a> {
    /// What it is, as a row of the table says it.
    pub(super) what: String,
    /// In the year in which it does most, and over the run or at its end, as cells of the table.
    pub(super) year: Option<String>,
    pub(super) total: Option<String>,
    /// What is counted for the cost of each, and what one of it is called: "for each referral avoided".
    counted: Option<(&'a Difference, &'static str)>,
    /// The cost for each, as a cell.
    pub(super) each: Option<String>,
    pub(super) sentences: Vec<String>,
}

/// How a flow is told: "7.1 fewer FTE leave", "as many FTE leave as without it".
struct Flow {
    id: MeasureId,
    ways: Ways,
    /// What stands behind the number.
    behind: &'static str,
    /// What stands in front of that where the median is nil.
    same: &'static str,
    what: &'static str,
    each: Option<&'static str>,
}

/// Referrals that are avoided count upwards.
const AVOIDED: Ways = ("avoided", "more");
const LOWER: Ways = ("lower", "higher");

const LEAVERS: Flow = Flow {
    id: MeasureId::Leavers,
    ways: FEWER,
    behind: " FTE leave",
    same: "as many",
    what: "Leavers, fewer (FTE)",
    each: Some("for each FTE fewer who leave"),
};
const AGENCY: Flow = Flow {
    id: MeasureId::CostAgency,
    ways: LESS,
    behind: " is spent on agency staff",
    same: "as much",
    what: "Spent on agency staff, less",
    each: None,
};
const STARTERS: Flow = Flow {
    id: MeasureId::Starters,
    ways: FEWER,
    behind: " FTE start",
    same: "as many",
    what: "Starters, fewer (FTE)",
    each: None,
};

/// The levers of an option, without those of what it is compared with.
pub(super) struct Levers<'a> {
    comparison: &'a Comparison,
    pub(super) options: Vec<&'a Alternative<Uncertain>>,
    /// The stages, by name and title, that a referral does not enter at once.
    later_stages: Vec<(&'a str, String)>,
}

impl<'a> Levers<'a> {
    pub(super) fn of(run: &Run<'a>, comparison: &'a Comparison) -> Option<Self> {
        let service = &run.scenario.service;
        let mut theirs = service.decided_options();
        theirs.extend(service.with_included([comparison.against.as_str()]));
        let own = service.with_included([comparison.option.as_str()]).into_iter();
        let own = own.filter(|name| !theirs.contains(name)).filter_map(|name| service.option.get(name));
        let options: Vec<_> = own.filter(|option| !option.levers().is_empty()).collect();
        // Where scenarios are compared, the name is that of a scenario.
        if options.is_empty() || !run.others.is_empty() {
            return None;
        }
        let is_first = |name: &str| {
            let mut sources = service.demand.source.values().filter(|source| source.referral);
            sources.any(|source| source.enters.get(name).is_some())
        };
        let stages = service.stage.iter().filter(|(name, _)| !is_first(&name.text));
        let titled =
            stages.map(|(name, stage)| (name.text.as_str(), title_or_name(&stage.title, &name.text)));
        Some(Self { comparison, options, later_stages: titled.collect() })
    }

    /// What each kind of lever does.
    pub(super) fn effects(&self) -> Vec<Effect<'a>> {
        macro_rules! has {
            ($($kind:ident),+) => { self.options.iter().any(|option| $(!option.$kind.is_empty())||+) };
        }
        let kinds = [
            has!(early_help, front_door, inspection, demand_shock).then(|| self.referrals()),
            has!(campaign).then(|| self.campaigns()),
            has!(supplement).then(|| self.flow(&LEAVERS)),
            has!(agency).then(|| self.flow(&AGENCY)),
            has!(temporary_workers).then(|| self.temporary_workers()),
            has!(posts).then(|| self.posts()),
            has!(freeze).then(|| self.flow(&STARTERS)),
            has!(case_review).then(|| self.reviewed()),
            has!(change, recording_system).then(|| self.caseload()),
        ];
        let mut effects: Vec<Effect<'a>> = kinds.into_iter().flatten().flatten().collect();
        self.add_cost(&mut effects);
        effects
    }

    /// What the levers cost together. If they are of one kind, and the trials can tell, also for each of what they do.
    fn add_cost(&self, effects: &mut [Effect<'_>]) {
        let of_levers = self.comparison.net_cost.of_levers;
        let is_alone = effects.len() == 1;
        let Some(effect) = effects.last_mut().filter(|_| of_levers > 0.0) else { return };
        let each = effect.counted.filter(|_| is_alone).and_then(|(counted, what)| {
            let (count, error) = (counted.band.mean.abs(), counted.band.standard_error);
            // Nor where the middle of the trials shows none.
            (count > 2.0 * error && counted.band.p50 != 0.0).then(|| (pounds(of_levers / count), what))
        });
        let cost = pounds(of_levers);
        let for_each = each.as_ref().map(|(each, what)| format!(", {each} {what}")).unwrap_or_default();
        // In a year whose median is nil it costs nothing to speak of.
        let of_year = self.year_of_most(MeasureId::CostLevers).and_then(|(year, change)| {
            let told = told(Unit::Pounds, change, MORE);
            (change.band.p50 > 0.0).then(|| format!("most in {year}, {}{}, and ", told.size, told.range))
        });
        let of_year = of_year.unwrap_or_default();
        effect.sentences.push(format!("Its levers cost {of_year}{cost} over the run on average{for_each}."));
        effect.each = each.map(|(each, _)| each);
    }

    /// The year in which a flow changes most.
    fn year_of_most(&self, id: impl AsRef<str>) -> Option<&'a (FinancialYear, Difference)> {
        let years = &self.comparison.service_by_year(id)?.bands;
        years.iter().max_by(|one, other| one.1.band.mean.abs().total_cmp(&other.1.band.mean.abs()))
    }

    /// A flow: in the year in which it changes most, and over the run.
    fn flow(&self, flow: &Flow) -> Option<Effect<'a>> {
        let total = self.comparison.total(flow.id)?;
        let unit = flow.id.measure().unit;
        let whole = told(unit, total, flow.ways);
        let words = |told: &Told| {
            if told.is_none() {
                format!("{}{} as without it{}", flow.same, flow.behind, told.range_with_way(flow.ways))
            } else {
                format!("{}{}{}", told.words(flow.ways), flow.behind, told.range)
            }
        };
        let run = words(&whole);
        let year = self.year_of_most(flow.id).map(|(year, change)| (year, told(unit, change, flow.ways)));
        let sentence = match &year {
            Some((year, told)) if !told.is_none() => {
                format!("In {year}, when it does most, {}; over the run {run}.", words(told))
            }
            _ => format!("Over the run {run}."),
        };
        Some(Effect {
            what: flow.what.to_owned(),
            year: year.map(|(year, told)| format!("{year}: {}", told.cell())),
            total: Some(whole.cell()),
            counted: flow.each.map(|each| (total, each)),
            each: None,
            sentences: vec![sentence],
        })
    }

    /// Early help, the front door and shocks: referrals, and what they would have led to.
    fn referrals(&self) -> Option<Effect<'a>> {
        let id = MeasureId::ReferralsAvoided.name();
        let total = self.comparison.total(id)?;
        let whole = told(Unit::Count, total, AVOIDED);
        if whole.is_nil && !self.later_stages.is_empty() {
            return self.entries();
        }
        let avoids = |told: &Told| {
            let (verb, more) = if told.is_other { ("brings", "more ") } else { ("avoids", "") };
            format!("{verb} {} {more}referrals{}", told.size, told.range)
        };
        let (cell, mut sentences) =
            self.in_year(id, Unit::Count, AVOIDED, &|told| format!("it {}", avoids(told)));
        sentences.push(format!("Over the run it {}.", avoids(&whole)));
        Some(Effect {
            what: "Referrals avoided".to_owned(),
            year: cell,
            total: Some(whole.cell()),
            counted: (total.band.mean > 0.0).then_some((total, "for each referral avoided")),
            each: None,
            sentences,
        })
    }

    /// Where it acts on no referral: the later stage in which most changes.
    fn entries(&self) -> Option<Effect<'a>> {
        let stages = self.later_stages.iter();
        let changes = stages.filter_map(|(name, title)| {
            let id = id_of_entries(name);
            Some((quoted(title), self.comparison.total(&id)?, id))
        });
        let (stage, total, id) =
            changes.max_by(|one, other| one.1.band.mean.abs().total_cmp(&other.1.band.mean.abs()))?;
        let enter = |told: &Told| format!("{} cases enter {stage}{}", told.words(FEWER), told.range);
        let (cell, mut sentences) = self.in_year(&id, Unit::Count, FEWER, &enter);
        let whole = told(Unit::Count, total, FEWER);
        sentences.push(format!("It avoids no referrals; over the run {}.", enter(&whole)));
        Some(Effect {
            what: format!("Entries to {stage}, fewer"),
            year: cell,
            total: Some(whole.cell()),
            counted: (total.band.mean < 0.0).then_some((total, "for each entry avoided")),
            each: None,
            sentences,
        })
    }

    /// The year in which a flow changes most: its cell, and sentences on it, on families helped, and on later stages.
    fn in_year(
        &self,
        id: &str,
        unit: Unit,
        ways: Ways,
        words: &dyn Fn(&Told) -> String,
    ) -> (Option<String>, Vec<String>) {
        let Some((year, change)) = self.year_of_most(id) else { return (None, Vec::new()) };
        let of_year = told(unit, change, ways);
        let helped = |id: MeasureId, of: &str| {
            let told = told(Unit::Count, self.comparison.service_by_year(id)?.at(year)?, MORE);
            (!told.is_nil).then(|| format!("{} {of}{}", told.size, told.range))
        };
        let helps =
            helped(MeasureId::FamiliesHelped, "families").zip(helped(MeasureId::ChildrenHelped, "children"));
        let helps = helps
            .map(|(families, children)| format!("early help begins with {families}, with {children}, and "));
        let first =
            format!("In {year}, when it does most, {}{}.", helps.unwrap_or_default(), words(&of_year));
        (Some(format!("{year}: {}", of_year.cell())), [first].into_iter().chain(self.later(*year)).collect())
    }

    /// How many fewer enter each later stage in a year: means, since a year often has none or one.
    fn later(&self, year: FinancialYear) -> Option<String> {
        let told = self.later_stages.iter().filter_map(|(name, title)| {
            let band = &self.comparison.service_by_year(id_of_entries(name))?.at(&year)?.band;
            let way = if band.mean > 0.0 { "more" } else { "fewer" };
            // Less than twice the Monte Carlo error.
            let chance =
                if band.mean.abs() < 2.0 * band.standard_error { " (no more than chance)" } else { "" };
            Some(format!("{} {way} to {}{chance}", mean(Unit::Count, band), quoted(title)))
        });
        let told: Vec<String> = told.collect();
        (!told.is_empty())
            .then(|| format!("Entries to later stages in that year, on average: {}.", list(&told)))
    }

    /// Whom campaigns were to bring, and what became of them.
    fn campaigns(&self) -> Option<Effect<'a>> {
        let total = |id: MeasureId| self.comparison.total(id);
        let [offered, started, without] =
            [MeasureId::CampaignOffered, MeasureId::CampaignStarted, MeasureId::CampaignNoVacancy].map(total);
        let started = started?;
        let (_, in_post) = self.comparison.service(MeasureId::CampaignInPost)?.last()?;
        let told = |change: &Difference| {
            let told = told(Unit::Count, change, MORE);
            (if told.is_none() { "none".to_owned() } else { told.size.clone() }, told)
        };
        let [(offered, offers), (starts, start), (without, vacancy), (stay, stays)] =
            [offered?, started, without?, in_post].map(told);
        let vacancies = if vacancy.is_nil {
            "All who would come find a vacancy.".to_owned()
        } else if vacancy.is_none() {
            format!("One time in ten, {} or more who would come find no vacancy.", vacancy.far)
        } else {
            format!("Of those who would come, {without} find no vacancy{}.", vacancy.range)
        };
        let year = self.year_of_most("campaign_started");
        Some(Effect {
            what: "People who start by a campaign".to_owned(),
            year: year.map(|(year, change)| format!("{year}: {}", told(change).1.cell())),
            total: Some(start.cell()),
            counted: Some((started, "for each who starts")),
            each: None,
            sentences: vec![
                format!(
                    "Over the run {offered} people are offered a post{}: {starts} start{}, and {stay} of them are in post at \
                     the end{}.",
                    offers.range, start.range, stays.range
                ),
                vacancies,
            ],
        })
    }

    /// Posts that are created or deleted, and whether people are in them at the end.
    fn posts(&self) -> Option<Effect<'a>> {
        let (_, posts) = self.comparison.service(MeasureId::Establishment)?.last()?;
        let (month, in_post) = self.comparison.service(MeasureId::InPost)?.last()?;
        let [posts, people] = [posts, in_post].map(|change| told(Unit::Fte, change, MORE));
        Some(Self::at(
            *month,
            &people,
            "Permanent staff in post, more (FTE)",
            &format!(
                "there are {} posts{} and {} FTE in post{}",
                posts.words(MORE),
                posts.range,
                people.words(MORE),
                people.range
            ),
        ))
    }

    /// Temporary workers, in the month in which there are most.
    fn temporary_workers(&self) -> Option<Effect<'a>> {
        let months = &self.comparison.service(MeasureId::Agency)?.bands;
        let (month, change) =
            months.iter().max_by(|one, other| one.1.band.mean.total_cmp(&other.1.band.mean))?;
        let told = told(Unit::Fte, change, MORE);
        let words = format!("there are {} FTE of agency staff{}, the most", told.words(MORE), told.range);
        Some(Self::at(*month, &told, "Agency staff at the most, more (FTE)", &words))
    }

    /// Cases open when the last review ends.
    fn reviewed(&self) -> Option<Effect<'a>> {
        let reviews = self.options.iter().flat_map(|option| option.case_review.values());
        let month = reviews.filter_map(|review| review.terms.until).map(|last| last.0).max()?;
        let told = told(Unit::Cases, self.comparison.service(MeasureId::OpenCases)?.at(&month)?, FEWER);
        let words = format!("{} cases are open{}", told.words(FEWER), told.range);
        Some(Self::at(month, &told, "Open cases when the review ends, fewer", &words))
    }

    /// Levers that have no unit of their own: caseload, to two decimals since it may be little, and open cases.
    fn caseload(&self) -> Option<Effect<'a>> {
        let (month, caseload) = self.comparison.service(MeasureId::Caseload)?.last()?;
        let (_, open) = self.comparison.service(MeasureId::OpenCases)?.last()?;
        let (caseload, open) = (told(Unit::PerYear, caseload, LOWER), told(Unit::Cases, open, FEWER));
        let words = format!(
            "the average caseload is {}{}, and {} cases are open{}",
            caseload.words(LOWER),
            caseload.range,
            open.words(FEWER),
            open.range
        );
        Some(Self::at(*month, &caseload, "Average caseload, lower", &words))
    }

    /// A stock at the end of a month.
    fn at(month: Month, told: &Told, what: &str, words: &str) -> Effect<'a> {
        Effect {
            what: what.to_owned(),
            year: None,
            total: Some(format!("{}: {}", month.short_name(), told.cell())),
            counted: None,
            each: None,
            sentences: vec![format!("At the end of {} {words}.", month.long_name())],
        }
    }
}

fn told(unit: Unit, change: &Difference, ways: Ways) -> Told {
    // The words say whether a fall is what is meant.
    Told::of(unit, change, ways != MORE && ways != AVOIDED, ways)
}
