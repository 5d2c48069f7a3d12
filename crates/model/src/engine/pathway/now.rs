//! What holds this week, packed for the many events of the week.

use super::week::{TeamWeek, Week};
use crate::engine::ids::{By, SourceId, StageId, TeamId};
use crate::engine::links::StageLinks;

/// Chances are compared with random bits as integers; this is a chance of 1.
const CERTAIN: f64 = 4_294_967_296.0;

/// At most this share of the cases goes on from a first stage, however few are referred.
const MOST_ONWARDS: f64 = 0.95;

/// Work runs at this pace at the least, and at this at most: the calendar of
/// cases is so many times as long as the run.
const SLOWEST: f64 = 0.1;
pub(super) const FASTEST: f64 = 4.0;

/// What holds this week.
#[derive(Default)]
pub(super) struct Now {
    pub(super) stages: By<StageId, StageNow>,
    pub(super) sources: By<SourceId, SourceNow>,
    /// Ways on from all stages and sources.
    exits: Vec<Exit>,
}

/// A stage.
#[derive(Clone, Default)]
pub(super) struct StageNow {
    /// Cases that a worker holds, or that need none.
    pub(super) active: u32,
    pub(super) events: StageEvents,
    pub(super) needs_case_holder: bool,
    pub(super) team: TeamId,
    pub(super) weight: f64,
    /// Mean duration in weeks of the run.
    mean: f32,
    pace: f32,
    pace_inverse: f32,
    /// The stage's clock at the start and at the end of the week (equation P12).
    pub(super) clock: f32,
    pub(super) until: f32,
    /// The end in double precision, so that rounding does not add up over the weeks.
    exactly_until: f64,
    /// The statutory limit in weeks of the run (equation P13); infinite if there is none.
    pub(super) limit: f32,
    pub(super) exits: Exits,
}

/// Events of a stage in one week.
#[derive(Clone, Copy, Default)]
pub(super) struct StageEvents {
    /// Cases given a worker of another team than before, and those of them
    /// that had one before.
    pub(super) allocated: u32,
    pub(super) handed_over: u32,
    pub(super) entered: u32,
    pub(super) ended: u32,
    pub(super) ended_in_time: u32,
}

impl StageNow {
    /// The instant of the week at which the clock shows `due`.
    pub(super) fn instant_of(&self, due: f32) -> f32 {
        (due - self.clock) * self.pace_inverse
    }

    /// When the work on a case that begins at `instant` will be done, on the
    /// clock of the stage, and its fate; both come from its random bits in the stage.
    #[inline]
    pub(super) fn draw_stay(&self, links: &StageLinks, bits: u64, instant: f32) -> (f32, u32) {
        let (stay, fate) = ((bits >> 32) as u32, bits as u32);
        let work = self.mean * links.durations.fresh.at(stay);
        (self.clock + self.pace * instant + work, fate)
    }
}

/// A source.
#[derive(Clone, Default)]
pub(super) struct SourceNow {
    pub(super) referral: bool,
    pub(super) exits: Exits,
}

/// Where a case goes, as a partition of the draws from 0 to 2^32: to the
/// stages that follow, then closed for good, then closed to come back.
#[derive(Clone, Copy, Default)]
pub(super) struct Exits {
    first: usize,
    end: usize,
}

/// Draws below `below`, and not below that of the exit before, go on to `next`.
struct Exit {
    below: u64,
    next: Next,
}

/// Where a case goes.
#[derive(Clone, Copy)]
pub(super) enum Next {
    Stage(StageId),
    Closed,
    /// Closed, and the child comes back within twelve months.
    Returning,
}

impl Now {
    /// Begins a trial: the active cases of each stage.
    pub(super) fn open(&mut self, stages: usize) {
        self.stages.clear();
        self.stages.resize(stages, StageNow::default());
    }

    /// Sets what holds in a week. The clocks of the stages go on.
    pub(super) fn set(&mut self, week: &Week<'_>) {
        let Self { stages, sources, exits } = self;
        exits.clear();
        sources.clear();
        let model = week.model.stages.iter().zip(&week.rates.stages);
        for ((now, (links, rates)), stay) in stages.iter_mut().zip(model).zip(week.stays) {
            let TeamWeek { pace, early_closing, .. } = week.teams;
            let early = early_closing[links.team];
            let pace = (pace[links.team] * rates.pace / stay).clamp(SLOWEST, FASTEST);
            now.needs_case_holder = links.needs_case_holder;
            now.team = links.team;
            now.weight = rates.weight;
            now.mean = rates.mean.0 as f32;
            now.pace = pace as f32;
            now.pace_inverse = 1.0 / now.pace;
            now.clock = now.until;
            now.exactly_until += pace;
            now.until = now.exactly_until as f32;
            now.limit = rates.limit.map_or(f32::INFINITY, |limit| limit.0 as f32);
            now.events = StageEvents::default();
            let onward = if links.is_first { week.onward } else { 1.0 };
            let returning = rates.return_share * early * week.returning;
            now.exits = add_exits(exits, &rates.exits, |to| week.kept_from[to], (onward, early), returning);
        }
        for (rates, source) in week.rates.sources.iter().zip(week.model.service.demand.source.values()) {
            let returning = week.rates.no_action_return_share * week.returning;
            // Who comes by no referral was not to be helped before.
            let kept_from = |to: StageId| if source.referral { week.kept_from[to] } else { 0.0 };
            let own = add_exits(exits, &rates.enters, kept_from, (1.0, 1.0), returning);
            sources.push(SourceNow { referral: source.referral, exits: own });
        }
    }

    /// By which exit a case with this draw goes, as a number from 0. Every
    /// exit is compared, since a jump on a random draw costs more than that.
    #[inline]
    pub(super) fn exit(&self, exits: Exits, draw: u32) -> usize {
        let passed = |exit: &Exit| usize::from(u64::from(draw) >= exit.below);
        self.exits[exits.first..exits.end].iter().map(passed).sum()
    }

    /// How many exits there are.
    pub(super) fn count(exits: Exits) -> usize {
        exits.end - exits.first
    }

    /// Where an exit leads.
    pub(super) fn leads_to(&self, exits: Exits, exit: usize) -> Next {
        self.exits[exits.first + exit].next
    }

    /// Where a case with this draw goes.
    pub(super) fn next(&self, exits: Exits, draw: u32) -> Next {
        self.leads_to(exits, self.exit(exits, draw))
    }
}

/// Going on is `onward` times as likely as usual (equation D7); under pressure
/// more cases are closed, and fewer go on (equation W5): closing is `early`
/// times as likely. The share `kept_from` of those who would go on to a stage is
/// closed too. Of those closed, `returning` come back.
fn add_exits(
    exits: &mut Vec<Exit>,
    shares: &[(StageId, f64)],
    kept_from: impl Fn(StageId) -> f64,
    (onward, early): (f64, f64),
    returning: f64,
) -> Exits {
    let first = exits.len();
    let usual = shares.last().map_or(0.0, |(_, up_to)| *up_to);
    let onwards = if onward > 1.0 { (usual * onward).min(usual.max(MOST_ONWARDS)) } else { usual * onward };
    let closing = ((1.0 - onwards) * early).min(1.0);
    let scale = if usual > 0.0 { (1.0 - closing) / usual } else { 1.0 };
    let threshold = |share: f64| (share * CERTAIN) as u64;
    let (mut before, mut kept) = (0.0, 0.0);
    exits.extend(shares.iter().map(|(stage, up_to)| {
        kept += (up_to - before) * kept_from(*stage);
        before = *up_to;
        Exit { below: threshold((up_to - kept) * scale), next: Next::Stage(*stage) }
    }));
    let returns_from = threshold(1.0 - (1.0 - (usual - kept) * scale) * returning.min(1.0));
    exits.push(Exit { below: returns_from, next: Next::Closed });
    exits.push(Exit { below: u64::MAX, next: Next::Returning });
    Exits { first, end: exits.len() }
}
