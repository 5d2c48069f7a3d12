//! A factor that changes over time, as it stands in a scenario.

use super::text::{Sourced, log_interval, normal, value};
use super::variance_components::{Deviation, VarianceComponents};
use crate::figures::{short, whole};

/// How unsure England's growth is.
const TREND_SD: f64 = 0.015;
/// What stands further from the usual is a slip or another way to count, most likely.
pub(super) const MOST_DEVIATION: f64 = 1.0;
/// Spreads are known no better than this, on the log scale.
const LEAST_TAILS: f64 = 0.15;
/// However a quantity swings, its spread is no larger.
const MOST_SPREAD: f64 = 0.8;
/// A smaller spread or uncertainty is none.
pub(super) const LEAST_SPREAD: f64 = 0.001;

/// A factor that changes over time.
pub(super) struct Changes<'a> {
    pub(super) components: VarianceComponents,
    pub(super) deviation: Deviation,
    /// Growth a year, if there is any.
    pub(super) trend: Option<f64>,
    pub(super) source: &'a str,
}

impl Changes<'_> {
    /// Its numbers, a line each.
    pub(super) fn toml(&self) -> String {
        let Self { components, deviation, trend, source } = self;
        let judged = components.changes == 0;
        let (source, quality) = if judged { ("judgement", "low") } else { (*source, "medium") };
        let of_changes = if judged {
            "Too few years are published to tell".to_owned()
        } else {
            format!("{} yearly changes of councils", whole(components.changes as f64))
        };
        let line = |name: &str, value: String, note: &str| {
            let number = Sourced { value, source, quality, note: note.to_owned() };
            format!("{name:26} = {}", number.toml())
        };
        let spread = |variance: f64| match variance.sqrt().min(MOST_SPREAD) {
            sd if sd < LEAST_SPREAD => value(0.0, 0),
            sd => log_interval(sd, components.tails.max(LEAST_TAILS), 3),
        };
        let trend = trend.map(|trend| {
            let note = "Half of England's growth of the last years: it may not last";
            line("trend_per_year", normal(trend, TREND_SD, 4), note)
        });
        let above = if deviation.sd < LEAST_SPREAD {
            "It drifts, and has no usual level to come back to"
        } else {
            "How far the start stands above the council's level, from all its years"
        };
        let lines = [
            line("drift_sd_per_year", spread(components.drift), &of_changes),
            line("swing_sd", spread(components.swing), &of_changes),
            line(
                "swing_persistence_per_year",
                format!("value = {}", short(components.persistence, 2)),
                &of_changes,
            ),
            line("swing_at_start", at_start(*deviation), above),
        ];
        trend.into_iter().chain(lines).collect::<Vec<String>>().join("\n")
    }
}

/// How far the start stands above the usual level; nil where there is no such level.
pub(super) fn at_start(deviation: Deviation) -> String {
    if deviation.sd < LEAST_SPREAD {
        return value(0.0, 0);
    }
    let mean = deviation.mean.clamp(-MOST_DEVIATION, MOST_DEVIATION);
    normal(mean, deviation.sd.min(MOST_SPREAD), 3)
}
