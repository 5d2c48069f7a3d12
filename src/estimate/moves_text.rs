//! How a council's figures move, as it stands in a scenario.

use super::Estimator;
use super::gaps::Gaps;
use super::motion::{Deviation, Motion};
use super::moves::YEARS_OF_CHILDREN;
use super::pathway::{Pathway, Stage};
use super::text::{Sourced, interval, log_interval, normal, value};
use crate::figures::{short, whole};
use crate::published::AreaId;

/// The figures on children are those of 31 March.
const SINCE_MARCH: f64 = 0.5;
/// The figures of a year are of its middle, on average: a year before the start for those on children.
const YEAR_CENTRE: f64 = 1.0;
/// How unsure England's growth is.
const TREND_SD: f64 = 0.015;
/// What stands further from the usual is a slip or another way to count, most likely.
const MOST_DEVIATION: f64 = 1.0;
/// Spreads are known no better than this, on the log scale.
const LEAST_TAILS: f64 = 0.15;
/// However a stage swings, the spread of what it tends to is no larger.
const MOST_SPREAD: f64 = 0.8;

impl Estimator {
    pub(super) fn write_moves(&self, gaps: &mut Gaps, council: AreaId, pathway: &Pathway, in_need: f64) {
        let moves = &self.moves;
        let children = format!("Own calculation from DfE CIN census and CLA {}-{}", self.year + 1 - YEARS_OF_CHILDREN, self.year);
        let staff = self.workforce_calculation();
        let region = self.known.area(council).region;
        let stays = self.stays_of(pathway);
        let all = pathway.cases.value.max(1.0);
        let part = |stage: &Stage| stage.open / all;
        // What cases move beyond plans and care is left to child in need, of which little is published.
        let share = part(&pathway.need).clamp(0.2, 1.0);
        let (of_plans, of_care) = (part(&pathway.protection), part(&pathway.care));
        let need = |years: f64| {
            let cases = moves.cases.motion.news(years);
            let others = of_plans.powi(2) * moves.protection.motion.news(years)
                + of_care.powi(2) * moves.care.motion.news(years);
            (cases - others).max(0.2 * cases) / (share * share)
        };
        let (follows_staff, follows) = moves.holding_follows;
        let holding = |years: f64| {
            let caseload = moves.caseload.motion.news(years);
            let others =
                (1.0 - follows).powi(2) * moves.cases.motion.news(years) + f64::midpoint(1.0, follows_staff.powi(2)) * moves.workers.motion.news(years);
            (caseload - others).max(0.1 * caseload)
        };
        let in_need_beside = |years: f64| {
            let own = moves.in_need.motion.news(years);
            (own - moves.need_follows.powi(2) * moves.cases.motion.news(years)).max(0.3 * own)
        };
        let cases = moves.cases.deviation(council, region);
        let caseload = moves.caseload.deviation(council, region);
        let of_need = Deviation { mean: cases.mean / share, sd: cases.sd / share };
        let of_holding = Deviation { mean: (1.0 - follows) * cases.mean - caseload.mean, sd: caseload.sd };
        let plans = moves.protection.motion;
        let care = moves.care.motion;
        let rereferral = moves.rereferral.motion;
        let returns = moves.rereferral.deviation(council, region);
        let left = rereferral.persistence.powf(YEAR_CENTRE);
        let since_then = Deviation { mean: returns.mean * left, sd: returns.sd * left };
        for (gap, motion, deviation, trend, source) in [
            (
                "need.changes",
                moves.cases.motion.behind(&need, stays.0, 0.0),
                of_need,
                0.0,
                &staff,
            ),
            (
                "protection.changes",
                plans.behind(&|years| plans.news(years), stays.1, SINCE_MARCH),
                moves.protection.deviation(council, region),
                moves.protection_trend,
                &children,
            ),
            (
                "care.changes",
                care.behind(&|years| care.news(years), stays.2, SINCE_MARCH),
                moves.care.deviation(council, region),
                moves.care_trend,
                &children,
            ),
            (
                "rereferral.changes",
                rereferral.behind(&|years| rereferral.news(years), 0.01, YEAR_CENTRE - 0.01),
                since_then,
                0.0,
                &children,
            ),
            (
                "in_need.changes",
                moves.in_need.motion.behind(&in_need_beside, 0.01, SINCE_MARCH),
                moves.in_need.deviation(council, region),
                moves.in_need_trend,
                &children,
            ),
            (
                "holding.changes",
                moves.caseload.motion.behind(&holding, 0.01, 0.0),
                of_holding,
                0.0,
                &staff,
            ),
            ("posts.changes", moves.posts.motion, moves.posts.deviation(council, region), moves.posts_trend, &staff),
        ] {
            gaps.set(gap, changes(&motion, deviation, trend, source));
        }
        let opening = pathway.returning * (-(1.0 - left) * returns.mean).exp();
        gaps.set(
            "returning",
            Sourced {
                value: log_interval(opening, rereferral.news(YEAR_CENTRE).sqrt(), 4),
                source: &children,
                quality: "medium",
                note: String::new(),
            }
            .toml(),
        );
        let calculated = |value: String, source: &str, note: &str| {
            Sourced { value, source, quality: "medium", note: note.to_owned() }.toml()
        };
        let about = |middle: f64| interval((middle - 0.15).max(0.0), (middle + 0.15).min(1.0), 2);
        gaps.set("holding.follows_cases", calculated(about(follows), &staff, "Yearly changes of case-holders on those of staff and cases"));
        gaps.set("holding.follows_staff", calculated(about(follows_staff), &staff, "Yearly changes of case-holders on those of staff and cases"));
        gaps.set(
            "in_need.follows",
            calculated(about(moves.need_follows), &children, "Changes of councils over up to three years"),
        );
        gaps.set(
            "posts.with_people",
            calculated(about(moves.with_people), &staff, "Yearly changes of staff on those of posts"),
        );
        let since = |motion: &Motion| motion.news(SINCE_MARCH).sqrt();
        gaps.set(
            "in_need.at_start",
            calculated(
                log_interval(in_need, since(&moves.in_need.motion), 0),
                &children,
                "What may have changed since 31 March is not known",
            ),
        );
        gaps.set(
            "protection.open",
            calculated(
                log_interval(pathway.protection.open, since(&moves.protection.motion), 0),
                &children,
                "x",
            ),
        );
        gaps.set(
            "care.open",
            calculated(log_interval(pathway.care.open, since(&moves.care.motion), 0), &children, "x"),
        );
    }

    /// Mean stays in years: child in need, protection plans, care.
    fn stays_of(&self, pathway: &Pathway) -> (f64, f64, f64) {
        let (protection, care) = self.moves.stays;
        ((pathway.need.months() / 12.0).clamp(0.2, 2.5), protection, care)
    }
}

/// A factor with its four numbers.
fn changes(motion: &Motion, deviation: Deviation, trend: f64, source: &str) -> String {
    let quality = if motion.changes > 0 { "medium" } else { "low" };
    let source = if motion.changes > 0 { source } else { "judgement" };
    let note = format!("{} yearly changes of councils", whole(motion.changes as f64));
    let range = |value: String, note: &str| Sourced { value, source, quality, note: note.to_owned() }.toml();
    let spread = |variance: f64| {
        let sd = variance.sqrt().min(MOST_SPREAD);
        if sd < 0.001 { value(0.0, 0) } else { log_interval(sd, motion.tails.max(LEAST_TAILS), 3) }
    };
    let trend = (trend != 0.0).then(|| {
        let note = "Half of England's growth a year over the last years: it may not last";
        format!("trend_per_year             = {}", range(normal(trend, TREND_SD, 4), note))
    });
    let lines = [
        format!("drift_sd_per_year          = {}", range(spread(motion.drift), &note)),
        format!("swing_sd                   = {}", range(spread(motion.swing), &note)),
        format!(
            "swing_persistence_per_year = {}",
            range(format!("value = {}", short(motion.persistence, 2)), &note)
        ),
        format!(
            "swing_at_start             = {}",
            range(
                if deviation.sd < 0.001 { value(0.0, 0) } else { normal(deviation.mean.clamp(-MOST_DEVIATION, MOST_DEVIATION), deviation.sd.min(MOST_SPREAD), 3) },
                "How far the last figure stands above the council's level, from all its years"
            )
        ),
    ];
    trend.into_iter().chain(lines).collect::<Vec<String>>().join("\n")
}
