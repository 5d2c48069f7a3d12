//! How a council's figures move, as it stands in a scenario.

use super::Estimator;
use super::changes_text::{Changes, LEAST_SPREAD, MOST_DEVIATION, at_start};
use super::evidence::Figure;
use super::gaps::Gaps;
use super::pathway::{Pathway, Stage};
use super::text::{Sourced, interval, log_interval, share_interval};
use super::variance_components::{Deviation, VarianceComponents};
use super::yearly_changes::{Quantity, YEARS_OF_CHILDREN, YearlyChanges};
use crate::figures::{percent, whole};
use crate::published::{AreaId, Published, Year};

/// The figures on children are those of 31 March: years before the start.
const SINCE_MARCH: f64 = 0.5;
/// Those of a year are of its middle, on average: years before the start for those on children.
const SINCE_YEAR: f64 = 1.0;
/// At least these parts of the variance of cases, of caseloads and of children
/// in need are their own, and not what others explain.
const LEAST_OWN: Own = Own { cases: 0.2, caseload: 0.1, in_need: 0.3 };
/// The least share of cases that is child in need when their changes are laid on it.
const LEAST_NEED: f64 = 0.2;
/// How far an elasticity may be off, to each side.
const ELASTICITY_REACH: f64 = 0.15;

struct Own {
    cases: f64,
    caseload: f64,
    in_need: f64,
}

/// The council of a scenario, and what the figures of all councils say of it.
struct Council<'a> {
    learned: &'a YearlyChanges,
    data: &'a Published,
    id: AreaId,
    pathway: &'a Pathway,
    /// Sources of what is learned on children and on staff.
    on_children: String,
    on_staff: String,
    /// The year of the scenario.
    year: Year,
    /// How referrals move.
    referrals: VarianceComponents,
    /// The published share of re-referrals.
    rereferred: Figure,
}

impl Estimator {
    /// Leaves to child in need what the cases held leave at the start: plans and
    /// care have changed since they were published.
    pub(super) fn settle_need(&self, id: AreaId, pathway: &mut Pathway, rereferred: &Figure) {
        let council = self.council(id, pathway, rereferred);
        let more = |quantity, stage: &Stage, figure| {
            stage.open * (council.since(quantity, quantity.trend, figure, SINCE_MARCH, |_| 0.0).factor - 1.0)
        };
        let plans = more(&self.yearly_changes.protection, &pathway.protection, &pathway.published_protection);
        let care = more(&self.yearly_changes.care, &pathway.care, &pathway.published_care);
        pathway.need.open = (pathway.need.open - plans - care).round().max(1.0);
    }

    fn council<'a>(&'a self, id: AreaId, pathway: &'a Pathway, rereferred: &Figure) -> Council<'a> {
        let first = self.year + 1 - YEARS_OF_CHILDREN;
        Council {
            learned: &self.yearly_changes,
            data: &self.known,
            id,
            pathway,
            on_children: format!("Own calculation from DfE CIN census and CLA {first}-{}", self.year),
            on_staff: self.workforce_calculation(),
            year: self.year,
            referrals: self.environment.demand_at(&self.known, id).components(),
            rereferred: rereferred.clone(),
        }
    }

    /// Writes how stays, re-referrals, children in need, posts and case-holders
    /// change from year to year, and the stocks that have changed since they were published.
    pub(super) fn write_moves(
        &self,
        gaps: &mut Gaps,
        id: AreaId,
        pathway: &Pathway,
        in_need: &Figure,
        rereferred: &Figure,
    ) {
        let council = self.council(id, pathway, rereferred);
        council.write_stays(gaps);
        council.write_rereferral(gaps);
        council.write_in_need(gaps, in_need);
        council.write_case_holding(gaps);
        council.write_posts(gaps);
        gaps.set("agency.at_start", council.agency_at_start());
    }
}

impl Council<'_> {
    fn deviation(&self, quantity: &Quantity) -> Deviation {
        let Deviation { mean, sd } = quantity.deviation(self.data, self.id);
        Deviation { mean: mean.clamp(-MOST_DEVIATION, MOST_DEVIATION), sd }
    }

    fn components(&self, quantity: &Quantity) -> VarianceComponents {
        quantity.components(self.data, self.id)
    }

    /// The part of the cases held that is in a stage.
    fn part(&self, stage: &Stage) -> f64 {
        stage.open / self.pathway.cases.value.max(1.0)
    }

    /// What may have become of a figure that was published some years before the
    /// start (equation F28): a deviation has faded in part, grows by `growth` a year, and `chance` is
    /// what the model would have made of it. What stands in for a figure says
    /// nothing of the council's own deviation.
    fn since(
        &self,
        quantity: &Quantity,
        growth: f64,
        figure: &Figure,
        years: f64,
        chance: impl Fn(f64) -> f64,
    ) -> Since {
        let years = years + f64::from(self.year.saturating_sub(figure.year));
        let components = self.components(quantity);
        let published = if figure.is_own() { self.deviation(quantity) } else { Deviation::default() };
        let left = components.persistence.powf(years);
        Since {
            factor: (growth * years - (1.0 - left) * published.mean).exp(),
            sd: (components.news(years) + chance(years)).sqrt(),
            deviation: Deviation { mean: left * published.mean, sd: left * published.sd },
        }
    }

    /// Plans and care: their stocks at the start, and how stays change (equation F29).
    fn write_published_stage(&self, gaps: &mut Gaps, of: &PublishedStage<'_>) {
        let PublishedStage { open, changes, quantity, stage, figure, release, stay } = *of;
        let chance = |years: f64| (1.0 - (-2.0 * years / stay).exp()) / stage.open.max(1.0);
        let since = self.since(quantity, quantity.trend, figure, SINCE_MARCH, chance);
        let scaled = self.pathway.is_scaled();
        let times =
            if scaled { format!(", times {}", percent(self.pathway.scaled_by)) } else { String::new() };
        let at_start = Sourced {
            value: children(stage.open * since.factor, since.sd),
            source: &format!("{}, at 31 March{times}", figure.source(release)),
            quality: if scaled { "low" } else { figure.quality() },
            note: what_since(stage.open),
        };
        gaps.set(open, at_start.toml());
        let news = |years: f64| self.components(quantity).news(years);
        let factor = Changes {
            components: self.components(quantity).behind(&news, stay, SINCE_MARCH),
            deviation: since.deviation,
            trend: Some(quantity.trend),
            source: &self.on_children,
        };
        gaps.set(changes, factor.toml());
    }

    /// How stays change (equations F29 and F30). Of child in need little is
    /// published: what cases held move beyond plans, care and referrals is left to it.
    fn write_stays(&self, gaps: &mut Gaps) {
        let Self { learned, pathway, .. } = self;
        let (plans, care) = (&learned.protection, &learned.care);
        self.write_published_stage(
            gaps,
            &PublishedStage {
                open: "protection.open",
                changes: "protection.changes",
                quantity: plans,
                stage: &pathway.protection,
                figure: &pathway.published_protection,
                release: "DfE CIN census",
                stay: learned.stays.0,
            },
        );
        self.write_published_stage(
            gaps,
            &PublishedStage {
                open: "care.open",
                changes: "care.changes",
                quantity: care,
                stage: &pathway.care,
                figure: &pathway.published_care,
                release: "DfE CLA",
                stay: learned.stays.1,
            },
        );
        let cases = self.components(&learned.cases);
        let share = self.part(&pathway.need).clamp(LEAST_NEED, 1.0);
        let others = [
            (self.part(&pathway.protection), self.components(plans), self.deviation(plans)),
            (self.part(&pathway.care), self.components(care), self.deviation(care)),
            (self.part(&pathway.assessment), self.referrals, Deviation::default()),
        ];
        let of_need = |years: f64| {
            let all = cases.news(years);
            let explained: f64 =
                others.iter().map(|(part, components, _)| part * part * components.news(years)).sum();
            (all - explained).max(LEAST_OWN.cases * all) / (share * share)
        };
        let Deviation { mean, sd } = self.deviation(&learned.cases);
        let explained: f64 = others.iter().map(|(part, _, deviation)| part * deviation.mean).sum();
        let stay = (pathway.need.months() / 12.0).clamp(0.2, 2.5);
        let need = Changes {
            components: cases.behind(&of_need, stay, 0.0),
            deviation: Deviation { mean: (mean - explained) / share, sd: sd / share },
            trend: None,
            source: &self.on_staff,
        };
        gaps.set("need.changes", need.toml());
    }

    /// How many come back: the level of the start is that of a year whose middle
    /// is a year ago (equation F31).
    fn write_rereferral(&self, gaps: &mut Gaps) {
        let quantity = &self.learned.rereferral;
        let components = self.components(quantity);
        let since = self.since(quantity, 0.0, &self.rereferred, SINCE_YEAR, |_| 0.0);
        let changes = Changes {
            components: components.behind(&|years| components.news(years), 0.0, SINCE_YEAR),
            deviation: since.deviation,
            trend: None,
            source: &self.on_children,
        };
        gaps.set("rereferral.changes", changes.toml());
        let range = Sourced {
            value: share_interval(self.pathway.returning * since.factor, since.sd, 4),
            source: &format!("{}, over the closings of the balance", self.on_children),
            quality: "medium",
            note: "As published, drawn towards the council's level, and what may have changed since".into(),
        };
        gaps.set("returning", range.toml());
    }

    /// All children in need follow cases in part, and move beside that (equation F32).
    fn write_in_need(&self, gaps: &mut Gaps, in_need: &Figure) {
        let Self { learned, on_children, .. } = self;
        let (quantity, follows) = (&learned.in_need, learned.need_follows);
        let beside = |years: f64| {
            let own = self.components(quantity).news(years);
            (own - follows * follows * self.components(&learned.cases).news(years))
                .max(LEAST_OWN.in_need * own)
        };
        let since = self.since(quantity, quantity.trend, in_need, SINCE_MARCH, |_| 0.0);
        let changes = Changes {
            components: self.components(quantity).behind(&beside, 0.0, SINCE_MARCH),
            deviation: since.deviation,
            trend: Some(quantity.trend),
            source: on_children,
        };
        gaps.set("in_need.changes", changes.toml());
        let at_start = Sourced {
            value: children(in_need.value * since.factor, since.sd),
            source: &format!("{}, at 31 March", in_need.source("DfE CIN census")),
            quality: in_need.quality(),
            note: what_since(in_need.value),
        };
        gaps.set("in_need.at_start", at_start.toml());
        let note = "Changes of councils over up to three years, on those of cases held";
        gaps.set("in_need.follows", elasticity(follows, on_children, note));
    }

    /// Case-holders follow staff and cases in part; what caseloads move beyond
    /// that is laid on who holds cases (equation F33).
    fn write_case_holding(&self, gaps: &mut Gaps) {
        let Self { learned, on_staff, .. } = self;
        let (of_staff, of_cases) = learned.holding_follows;
        let beside = |years: f64| {
            let caseload = self.components(&learned.caseload).news(years);
            // About half of what staff move is posts and agency cover, which count in part.
            let staff =
                f64::midpoint(1.0, of_staff * of_staff) * self.components(&learned.workers).news(years);
            let cases = (1.0 - of_cases).powi(2) * self.components(&learned.cases).news(years);
            (caseload - cases - staff).max(LEAST_OWN.caseload * caseload)
        };
        let (cases, caseload) = (self.deviation(&learned.cases), self.deviation(&learned.caseload));
        let changes = Changes {
            components: self.components(&learned.caseload).behind(&beside, 0.0, 0.0),
            deviation: Deviation { mean: (1.0 - of_cases) * cases.mean - caseload.mean, sd: caseload.sd },
            // Caseloads grow as England's do; what new posts bring of that, they bring.
            trend: Some(-learned.caseload.trend - of_staff * learned.posts.trend),
            source: on_staff,
        };
        gaps.set("holding.changes", changes.toml());
        let note = "Yearly changes of case-holders on those of staff and of cases";
        gaps.set("holding.follows_cases", elasticity(of_cases, on_staff, note));
        gaps.set("holding.follows_staff", elasticity(of_staff, on_staff, note));
    }

    /// Where more or fewer come from an agency than is usual there, that fades.
    fn agency_at_start(&self) -> String {
        let deviation = self.deviation(&self.learned.agency);
        let quality = if deviation.sd < LEAST_SPREAD { "low" } else { "medium" };
        let note = "How far the share of agency workers stands above the council's level, from all its years";
        Sourced { value: at_start(deviation), source: &self.on_staff, quality, note: note.to_owned() }.toml()
    }

    fn write_posts(&self, gaps: &mut Gaps) {
        let Self { learned, on_staff, .. } = self;
        let changes = Changes {
            components: self.components(&learned.posts),
            deviation: self.deviation(&learned.posts),
            trend: Some(learned.posts.trend),
            source: on_staff,
        };
        gaps.set("posts.changes", changes.toml());
        let note = "Changes of staff in post on those of posts, over up to three years";
        gaps.set("posts.with_people", elasticity(learned.with_people, on_staff, note));
    }
}

/// A stage of which the stock is published.
struct PublishedStage<'a> {
    /// Gaps of the template.
    open: &'static str,
    changes: &'static str,
    quantity: &'a Quantity,
    stage: &'a Stage,
    figure: &'a Figure,
    release: &'static str,
    /// Mean stay in years.
    stay: f64,
}

/// What may have become of a published figure at the start.
struct Since {
    /// The middle over the published figure.
    factor: f64,
    /// On the log scale.
    sd: f64,
    /// What is left of the deviation.
    deviation: Deviation,
}

/// The published number, and why the range is another.
fn what_since(published: f64) -> String {
    format!("Published: {}; the range is what may have become of it since", whole(published))
}

/// The range of a number of children, as exact as that is worth.
fn children(middle: f64, sd: f64) -> String {
    const MANY: f64 = 50.0;
    log_interval(middle, sd, if middle >= MANY { 0 } else { 2 })
}

/// How one thing follows another, within 0 and 1.
fn elasticity(middle: f64, source: &str, note: &str) -> String {
    let (low, high) = ((middle - ELASTICITY_REACH).max(0.0), (middle + ELASTICITY_REACH).min(1.0));
    Sourced { value: interval(low, high, 2), source, quality: "medium", note: note.to_owned() }.toml()
}
