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

/// How a flow is told: "7.1 fewer FTE leave".
struct Flow {
    id: &'static str,
    ways: Ways,
    /// What stands behind the number.
    behind: &'static str,
    what: &'static str,
    each: Option<&'static str>,
}

/// Referrals that are avoided count upwards.
const AVOIDED: Ways = ("avoided", "more");
const LOWER: Ways = ("lower", "higher");

const LEAVERS: Flow = Flow {
    id: "leavers_fte",
    ways: FEWER,
    behind: " FTE leave",
    what: "Leavers, fewer (FTE)",
    each: Some("for each FTE fewer who leave"),
};
const AGENCY: Flow = Flow {
    id: "cost.agency",
    ways: LESS,
    behind: " is spent on agency staff",
    what: "Spent on agency staff, less",
    each: None,
};
const STARTERS: Flow =
    Flow { id: "starters_fte", ways: FEWER, behind: " FTE start", what: "Starters, fewer (FTE)", each: None };

/// The levers of an option, without those of what it is compared with.
pub(super) struct Levers<'a> {
    comparison: &'a Comparison,
    pub(super) options: Vec<&'a Alternative<Uncertain>>,
    /// The stages, by name and title, that a referral does not enter at once.
    later_stages: Vec<(&'a str, String)>,
    trials: u32,
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
        Some(Self { comparison, options, later_stages: titled.collect(), trials: run.settings.trials })
    }

    /// What each kind of lever does.
    pub(super) fn effects(&self) -> Vec<Effect<'a>> {
        macro_rules! has {
            ($($kind:ident),+) => { self.options.iter().any(|option| $(!option.$kind.is_empty())||+) };
        }
        let kinds = [
            has!(early_help, front_door, inspection, demand_shock).then(|| self.referrals(has!(early_help))),
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
        // The cost is that of all levers together.
        if let [effect] = effects.as_mut_slice() {
            self.add_cost(effect);
        }
        effects
    }

    /// What the levers cost, and what that is for each of what they do, if the trials can tell.
    fn add_cost(&self, effect: &mut Effect<'_>) {
        let of_levers = self.comparison.net_cost.of_levers;
        if of_levers <= 0.0 {
            return;
        }
        let each = effect.counted.and_then(|(counted, what)| {
            let (count, error) = (counted.band.mean.abs(), counted.band.standard_error);
            (count > 2.0 * error).then(|| (of_levers / count, of_levers / count * error / count, what))
        });
        let each = each.map(|(cost, error, what)| (pounds(cost, error), what));
        let cost = pounds(of_levers, 0.0);
        effect.sentences.push(match &each {
            Some((each, what)) => format!("Over the run its levers cost {cost} on average, {each} {what}."),
            None => format!("Over the run its levers cost {cost} on average."),
        });
        effect.each = each.map(|(each, _)| each);
    }

    /// The year in which a flow changes most.
    fn year_of_most(&self, id: &str) -> Option<&'a (FinancialYear, Difference)> {
        let years = &self.comparison.service_by_year(id)?.bands;
        years.iter().max_by(|one, other| one.1.band.mean.abs().total_cmp(&other.1.band.mean.abs()))
    }

    fn told(&self, unit: Unit, change: &Difference, ways: Ways) -> Told {
        // The words say whether a fall is what is meant.
        Told::of(unit, change, self.trials, ways != MORE && ways != AVOIDED, ways)
    }

    /// A flow: in the year in which it changes most, and over the run.
    fn flow(&self, flow: &Flow) -> Option<Effect<'a>> {
        let total = self.comparison.total(flow.id)?;
        let unit = self.comparison.service(flow.id)?.measure.unit;
        let whole = self.told(unit, total, flow.ways);
        let run = format!("{}{}{}", whole.words(flow.ways), flow.behind, whole.range);
        let year =
            self.year_of_most(flow.id).map(|(year, change)| (year, self.told(unit, change, flow.ways)));
        let sentence = match &year {
            Some((year, told)) => {
                let words = told.words(flow.ways);
                format!("In {year} {words}{}{}; over the run {run}.", flow.behind, told.range)
            }
            None => format!("Over the run {run}."),
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
    fn referrals(&self, helps: bool) -> Option<Effect<'a>> {
        let id = MeasureId::ReferralsAvoided;
        let total = self.comparison.total(id)?;
        let mut sentences = Vec::new();
        if let Some((year, families)) = self.year_of_most("families_helped").filter(|_| helps) {
            let (_, children) = self
                .comparison
                .service_by_year(MeasureId::ChildrenHelped)?
                .bands
                .iter()
                .find(|(other, _)| other == year)?;
            let [families, children] = [families, children].map(|one| self.told(Unit::Count, one, MORE));
            sentences.push(format!(
                "In {year} early help begins with {} families{}, with {} children{}.",
                families.size, families.range, children.size, children.range
            ));
        }
        let whole = self.told(Unit::Count, total, AVOIDED);
        if whole.is_nil && !self.later_stages.is_empty() {
            return self.entries(sentences);
        }
        let verb = |told: &Told| match told.is_other {
            false => format!("avoids {} referrals{}", told.size, told.range),
            true => format!("brings {} more referrals{}", told.size, told.range),
        };
        let year = self
            .year_of_most(id.name())
            .map(|(year, change)| (*year, self.told(Unit::Count, change, AVOIDED)));
        if let Some((year, told)) = &year {
            sentences.push(format!("In {year} it {}.", verb(told)));
            sentences.extend(self.later(*year));
        }
        sentences.push(format!("Over the run it {}.", verb(&whole)));
        let (what, each) = match total.band.mean > 0.0 {
            true => ("Referrals avoided", Some((total, "for each referral avoided"))),
            false => ("Referrals avoided (a minus: more)", None),
        };
        Some(Effect {
            what: what.to_owned(),
            year: year.map(|(year, told)| format!("{year}: {}", told.cell())),
            total: Some(whole.cell()),
            counted: each,
            each: None,
            sentences,
        })
    }

    /// How many fewer enter each later stage in a year: means, since a year often has none or one.
    fn later(&self, year: FinancialYear) -> Option<String> {
        let told = self.later_stages.iter().filter_map(|(name, title)| {
            let series = self.comparison.service_by_year(id_of_entries(name))?;
            let band = &series.at(&year)?.band;
            let way = if band.mean > 0.0 { "more" } else { "fewer" };
            Some(format!("{} {way} enter {}", mean(series.measure.unit, band), quoted(title)))
        });
        let told: Vec<String> = told.collect();
        (!told.is_empty()).then(|| format!("On average {} in that year.", list(&told)))
    }

    /// Where it acts on no referral: the later stage in which most changes.
    fn entries(&self, mut sentences: Vec<String>) -> Option<Effect<'a>> {
        let changes = self.later_stages.iter().filter_map(|(name, title)| {
            let id = id_of_entries(name);
            Some((title, self.comparison.total(&id)?, self.year_of_most(&id)))
        });
        let (title, total, year) =
            changes.max_by(|one, other| one.1.band.mean.abs().total_cmp(&other.1.band.mean.abs()))?;
        let of_year = year.map(|(year, change)| (*year, self.told(Unit::Count, change, FEWER)));
        if let Some((year, told)) = &of_year {
            let words = told.words(FEWER);
            sentences.push(format!(
                "It avoids no referrals; in {year} {words} enter {}{}.",
                quoted(title),
                told.range
            ));
            sentences.extend(self.later(*year));
        }
        let whole = self.told(Unit::Count, total, FEWER);
        sentences.push(format!(
            "Over the run {} enter {}{}.",
            whole.words(FEWER),
            quoted(title),
            whole.range
        ));
        Some(Effect {
            what: format!("Entries to {}, fewer", quoted(title)),
            year: of_year.map(|(year, told)| format!("{year}: {}", told.cell())),
            total: Some(whole.cell()),
            counted: (total.band.mean < 0.0).then_some((total, "for each entry avoided")),
            each: None,
            sentences,
        })
    }

    /// Whom campaigns were to bring, and what became of them.
    fn campaigns(&self) -> Option<Effect<'a>> {
        let total = |id: MeasureId| self.comparison.total(id);
        let [offered, started, without] =
            [MeasureId::CampaignOffered, MeasureId::CampaignStarted, MeasureId::CampaignNoVacancy].map(total);
        let started = started?;
        let (_, in_post) = self.comparison.service(MeasureId::CampaignInPost)?.last()?;
        let told = |change: &Difference| {
            let told = self.told(Unit::Count, change, MORE);
            (if told.size == "no" { "none".to_owned() } else { told.size.clone() }, told)
        };
        let [(offered, offers), (starts, start), (without, vacancy), (stay, stays)] =
            [offered?, started, without?, in_post].map(told);
        let without = match vacancy.is_nil {
            true => "all who would come find a vacancy".to_owned(),
            false => format!("{without} would come but find no vacancy{}", vacancy.range),
        };
        let year = self.year_of_most("campaign_started");
        Some(Effect {
            what: "People who start by a campaign".to_owned(),
            year: year.map(|(year, change)| format!("{year}: {}", told(change).1.cell())),
            total: Some(start.cell()),
            counted: Some((started, "for each who starts")),
            each: None,
            sentences: vec![format!(
                "Over the run {offered} people are offered a post{}: {starts} start{}, {without}; {stay} of them are in post \
                 at the end{}.",
                offers.range, start.range, stays.range
            )],
        })
    }

    /// Posts that are created or deleted, and whether people are in them at the end.
    fn posts(&self) -> Option<Effect<'a>> {
        let (_, posts) = self.comparison.service(MeasureId::Establishment)?.last()?;
        let (month, in_post) = self.comparison.service(MeasureId::InPost)?.last()?;
        let [posts, people] = [posts, in_post].map(|change| self.told(Unit::Fte, change, MORE));
        Some(self.at(
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
        let told = self.told(Unit::Fte, change, MORE);
        let words = format!("there are {} FTE of agency staff{}, the most", told.words(MORE), told.range);
        Some(self.at(*month, &told, "Agency staff at the most, more (FTE)", &words))
    }

    /// Cases open when the last review ends.
    fn reviewed(&self) -> Option<Effect<'a>> {
        let reviews = self.options.iter().flat_map(|option| option.case_review.values());
        let month = reviews.filter_map(|review| review.terms.until).map(|last| last.0).max()?;
        let told = self.told(Unit::Cases, self.comparison.service(MeasureId::OpenCases)?.at(&month)?, FEWER);
        let words = format!("{} cases are open{}", told.words(FEWER), told.range);
        Some(self.at(month, &told, "Open cases when the review ends, fewer", &words))
    }

    /// Levers that have no unit of their own: what they do to the caseload, to two decimals, since it may be little.
    fn caseload(&self) -> Option<Effect<'a>> {
        let (month, change) = self.comparison.service(MeasureId::Caseload)?.last()?;
        let told = self.told(Unit::PerYear, change, LOWER);
        let words = format!("the average caseload is {}{}", told.words(LOWER), told.range);
        Some(self.at(*month, &told, "Average caseload, lower", &words))
    }

    /// A stock at the end of a month.
    fn at(&self, month: Month, told: &Told, what: &str, words: &str) -> Effect<'a> {
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
