//! How a council's figures move, and what may have become of those that were
//! published some time before the start.

use super::environment::Environment;
use super::evidence::{Evidence, Figure};
use super::pathway::{Pathway, Stage};
use super::variance_components::{Deviation, VarianceComponents};
use super::yearly_changes::{Quantity, YEARS_OF_CHILDREN, YearlyChanges};

/// The figures on children are those of 31 March: years before the start.
const SINCE_MARCH: f64 = 0.5;
/// Those of a year are of its middle, on average: years before the start for those on children.
const SINCE_YEAR: f64 = 1.0;
/// At least these parts of the variance of cases, of caseloads and of children
/// in need are their own, and not what others explain.
const LEAST_OWN_VARIANCE: OwnVariance = OwnVariance { cases: 0.2, caseload: 0.1, in_need: 0.3 };
/// The least share of cases that is child in need when their changes are laid on it.
const LEAST_NEED: f64 = 0.2;
/// What stands further from the usual is a slip or another way to count, most likely.
pub(super) const MOST_DEVIATION: f64 = 1.0;

/// Parts of a variance that are of the figure itself.
struct OwnVariance {
    cases: f64,
    caseload: f64,
    in_need: f64,
}

/// A factor that changes over time.
pub(super) struct Changes {
    pub(super) components: VarianceComponents,
    pub(super) deviation: Deviation,
    /// Growth a year, if there is any.
    pub(super) trend: Option<f64>,
    pub(super) source: String,
}

/// A published figure at the start, and how what makes it changes from there.
pub(super) struct Moved {
    /// The middle of what may have become of it.
    pub(super) at_start: f64,
    /// The standard deviation of its logarithm.
    pub(super) sd: f64,
    pub(super) changes: Changes,
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

/// A council, and what the figures of all councils say of it.
pub(super) struct CouncilChanges<'a> {
    evidence: &'a Evidence<'a>,
    learned: &'a YearlyChanges,
    pathway: &'a Pathway,
    /// How referrals move.
    referrals: VarianceComponents,
}

impl<'a> CouncilChanges<'a> {
    pub(super) fn of(
        evidence: &'a Evidence<'a>,
        environment: &Environment,
        learned: &'a YearlyChanges,
        pathway: &'a Pathway,
    ) -> Self {
        let referrals = environment.demand_at(evidence.data, evidence.council).components();
        Self { evidence, learned, pathway, referrals }
    }

    /// What the cases held leave to child in need at the start: plans and care have
    /// changed since they were published.
    pub(super) fn settled_need(&self) -> f64 {
        let more = |quantity, stage: &Stage, figure| {
            stage.open * (self.since(quantity, quantity.trend, figure, SINCE_MARCH, |_| 0.0).factor - 1.0)
        };
        let Self { learned, pathway, .. } = self;
        let plans = more(&learned.protection, &pathway.protection, &pathway.published_protection);
        let care = more(&learned.care, &pathway.care, &pathway.published_care);
        (pathway.need.open - plans - care).round().max(1.0)
    }

    /// The source of what is learned on children.
    pub(super) fn on_children(&self) -> String {
        let year = self.evidence.year;
        let first = year + 1 - YEARS_OF_CHILDREN;
        format!("Own calculation from DfE CIN census and CLA {first}-{year}")
    }

    fn deviation(&self, quantity: &Quantity) -> Deviation {
        let Deviation { mean, sd } = quantity.deviation(self.evidence.data, self.evidence.council);
        Deviation { mean: mean.clamp(-MOST_DEVIATION, MOST_DEVIATION), sd }
    }

    fn components(&self, quantity: &Quantity) -> VarianceComponents {
        quantity.components(self.evidence.data, self.evidence.council)
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
        let years = years + f64::from(self.evidence.year.saturating_sub(figure.year));
        let components = self.components(quantity);
        let published = if figure.is_own() { self.deviation(quantity) } else { Deviation::default() };
        let left = components.persistence.powf(years);
        Since {
            factor: (growth * years - (1.0 - left) * published.mean).exp(),
            sd: (components.news(years) + chance(years)).sqrt(),
            deviation: Deviation { mean: left * published.mean, sd: left * published.sd },
        }
    }

    /// Protection plans: their stock at the start, and how stays change (equation F29).
    pub(super) fn protection(&self) -> Moved {
        let Self { learned, pathway, .. } = self;
        let stay = learned.stays.0;
        self.published_stage(&learned.protection, &pathway.protection, &pathway.published_protection, stay)
    }

    /// The same for looked-after children.
    pub(super) fn care(&self) -> Moved {
        let Self { learned, pathway, .. } = self;
        self.published_stage(&learned.care, &pathway.care, &pathway.published_care, learned.stays.1)
    }

    /// A stage of which the stock is published, with its mean stay in years.
    fn published_stage(&self, quantity: &Quantity, stage: &Stage, figure: &Figure, stay: f64) -> Moved {
        let chance = |years: f64| (1.0 - (-2.0 * years / stay).exp()) / stage.open.max(1.0);
        let since = self.since(quantity, quantity.trend, figure, SINCE_MARCH, chance);
        let news = |years: f64| self.components(quantity).news(years);
        let changes = Changes {
            components: self.components(quantity).behind(&news, stay, SINCE_MARCH),
            deviation: since.deviation,
            trend: Some(quantity.trend),
            source: self.on_children(),
        };
        Moved { at_start: stage.open * since.factor, sd: since.sd, changes }
    }

    /// How stays of child in need change (equation F30). Little is published of it:
    /// what cases held move beyond plans, care and referrals is left to it.
    pub(super) fn need(&self) -> Changes {
        let Self { learned, pathway, .. } = self;
        let (plans, care) = (&learned.protection, &learned.care);
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
            (all - explained).max(LEAST_OWN_VARIANCE.cases * all) / (share * share)
        };
        let Deviation { mean, sd } = self.deviation(&learned.cases);
        let explained: f64 = others.iter().map(|(part, _, deviation)| part * deviation.mean).sum();
        let stay = (pathway.need.months() / 12.0).clamp(0.2, 2.5);
        Changes {
            components: cases.behind(&of_need, stay, 0.0),
            deviation: Deviation { mean: (mean - explained) / share, sd: sd / share },
            trend: None,
            source: self.evidence.on_workforce(),
        }
    }

    /// The share of closed cases that come back: the level of the start is that of a
    /// year whose middle is a year ago (equation F31).
    pub(super) fn returning(&self, rereferred: &Figure) -> Moved {
        let quantity = &self.learned.rereferral;
        let components = self.components(quantity);
        let since = self.since(quantity, 0.0, rereferred, SINCE_YEAR, |_| 0.0);
        let changes = Changes {
            components: components.behind(&|years| components.news(years), 0.0, SINCE_YEAR),
            deviation: since.deviation,
            trend: None,
            source: self.on_children(),
        };
        Moved { at_start: self.pathway.returning * since.factor, sd: since.sd, changes }
    }

    /// All children in need follow cases in part, and move beside that (equation F32).
    pub(super) fn in_need(&self, published: &Figure) -> Moved {
        let learned = self.learned;
        let (quantity, follows) = (&learned.in_need, learned.need_follows);
        let beside = |years: f64| {
            let own = self.components(quantity).news(years);
            (own - follows * follows * self.components(&learned.cases).news(years))
                .max(LEAST_OWN_VARIANCE.in_need * own)
        };
        let since = self.since(quantity, quantity.trend, published, SINCE_MARCH, |_| 0.0);
        let changes = Changes {
            components: self.components(quantity).behind(&beside, 0.0, SINCE_MARCH),
            deviation: since.deviation,
            trend: Some(quantity.trend),
            source: self.on_children(),
        };
        Moved { at_start: published.value * since.factor, sd: since.sd, changes }
    }

    /// Case-holders follow staff and cases in part; what caseloads move beyond
    /// that is laid on who holds cases (equation F33).
    pub(super) fn case_holding(&self) -> Changes {
        let learned = self.learned;
        let (of_staff, of_cases) = learned.holding_follows;
        let beside = |years: f64| {
            let caseload = self.components(&learned.caseload).news(years);
            // About half of what staff move is posts and agency cover, which count in part.
            let staff =
                f64::midpoint(1.0, of_staff * of_staff) * self.components(&learned.workers).news(years);
            let cases = (1.0 - of_cases).powi(2) * self.components(&learned.cases).news(years);
            (caseload - cases - staff).max(LEAST_OWN_VARIANCE.caseload * caseload)
        };
        let (cases, caseload) = (self.deviation(&learned.cases), self.deviation(&learned.caseload));
        Changes {
            components: self.components(&learned.caseload).behind(&beside, 0.0, 0.0),
            deviation: Deviation { mean: (1.0 - of_cases) * cases.mean - caseload.mean, sd: caseload.sd },
            // Caseloads grow as England's do; what new posts bring of that, they bring.
            trend: Some(-learned.caseload.trend - of_staff * learned.posts.trend),
            source: self.evidence.on_workforce(),
        }
    }

    /// How funded posts change.
    pub(super) fn posts(&self) -> Changes {
        let posts = &self.learned.posts;
        Changes {
            components: self.components(posts),
            deviation: self.deviation(posts),
            trend: Some(posts.trend),
            source: self.evidence.on_workforce(),
        }
    }

    /// Where more or fewer come from an agency than is usual there, that fades.
    pub(super) fn agency(&self) -> Deviation {
        self.deviation(&self.learned.agency)
    }
}
