//! What holds this week, packed for the many events of the week.

use super::Week;

/// Chances are compared as integers: a chance of 1 is this.
const CERTAIN: f64 = 4_294_967_296.0;

/// What holds this week.
#[derive(Default)]
pub(super) struct Now {
    pub(super) stages: Vec<StageNow>,
    pub(super) sources: Vec<SourceNow>,
    /// Ways on from all stages and sources.
    ways: Vec<Way>,
    /// Draws below this bring a child without further action back.
    pub(super) no_action_returns_below: u64,
}

/// A stage.
#[derive(Clone, Default)]
pub(super) struct StageNow {
    pub(super) team: usize,
    pub(super) needs_case_holder: bool,
    pub(super) weight: f64,
    /// Mean duration in weeks of the run.
    pub(super) mean: f64,
    pub(super) pace: f64,
    pace_inverse: f64,
    /// The stage's clock at the start and at the end of the week.
    pub(super) clock: f64,
    pub(super) until: f64,
    /// The statutory limit in weeks of the run.
    pub(super) limit: Option<f32>,
    /// Draws below this bring a closed child back.
    pub(super) returns_below: u64,
    ways: std::ops::Range<usize>,
}

impl StageNow {
    /// The instant of the week at which the clock shows `due`.
    pub(super) fn instant_of(&self, due: f32) -> f32 {
        ((f64::from(due) - self.clock) * self.pace_inverse) as f32
    }
}

/// A source.
#[derive(Clone, Default)]
pub(super) struct SourceNow {
    pub(super) referral: bool,
    ways: std::ops::Range<usize>,
}

/// Draws below `below`, and not below that of the way before, go to `stage`.
struct Way {
    below: u64,
    stage: usize,
}

impl Now {
    /// Sets what holds in a week.
    pub(super) fn set(&mut self, week: &Week<'_>, clocks: &[f64]) {
        self.ways.clear();
        self.stages.clear();
        self.sources.clear();
        for (at, (links, rates)) in week.model.stages.iter().zip(&week.rates.stages).enumerate() {
            let early = week.teams.early_closing[links.team];
            // Under pressure more cases are closed, and fewer go on (equation W5).
            let onwards = rates.exits.last().map_or(0.0, |(_, up_to)| *up_to);
            let closing = ((1.0 - onwards) * early).min(1.0);
            let scale = if onwards > 0.0 { (1.0 - closing) / onwards } else { 1.0 };
            let pace = week.teams.pace[links.team];
            let ways = self.add_ways(&rates.exits, scale);
            self.stages.push(StageNow {
                team: links.team,
                needs_case_holder: links.needs_case_holder,
                weight: rates.weight,
                mean: rates.mean,
                pace,
                pace_inverse: 1.0 / pace,
                clock: clocks[at],
                until: clocks[at] + pace,
                limit: rates.limit.map(|limit| limit as f32),
                returns_below: threshold(rates.return_share * early),
                ways,
            });
        }
        for (rates, source) in week.rates.sources.iter().zip(week.model.service.demand.source.values()) {
            let ways = self.add_ways(&rates.enters, 1.0);
            self.sources.push(SourceNow { referral: source.referral, ways });
        }
        self.no_action_returns_below = threshold(week.rates.no_action_return_share);
    }

    fn add_ways(&mut self, shares: &[(usize, f64)], scale: f64) -> std::ops::Range<usize> {
        let first = self.ways.len();
        self.ways.extend(
            shares.iter().map(|(stage, up_to)| Way { below: threshold(up_to * scale), stage: *stage }),
        );
        first..self.ways.len()
    }

    /// The stage that a draw leads to from a stage; `None` is closing.
    pub(super) fn way_on(&self, stage: usize, draw: u32) -> Option<usize> {
        self.choose(&self.stages[stage].ways, draw)
    }

    /// The first stage of an arrival; `None` is no further action.
    pub(super) fn way_in(&self, source: usize, draw: u32) -> Option<usize> {
        self.choose(&self.sources[source].ways, draw)
    }

    fn choose(&self, ways: &std::ops::Range<usize>, draw: u32) -> Option<usize> {
        self.ways[ways.clone()].iter().find(|way| u64::from(draw) < way.below).map(|way| way.stage)
    }
}

fn threshold(share: f64) -> u64 {
    (share * CERTAIN) as u64
}
