//! Absence and what changes from year to year, as they stand in a scenario.

use super::Estimator;
use super::environment::Swing;
use super::evidence::Evidence;
use super::gaps::Gaps;
use super::shrinkage::end_of_year;
use super::text::{Sourced, by_year, comment, interval, share_interval};
use super::workforce::Staff;
use crate::figures::{short, whole};
use crate::measure::agency_rate;
use crate::published::{AreaId, Year};

impl Estimator {
    /// One year's absence says little of the next: the usual rate is drawn
    /// towards region and England, and the run begins with what was published.
    pub(super) fn write_absence(&self, gaps: &mut Gaps, evidence: &Evidence<'_>, staff: &Staff) {
        let own = evidence.own_years(|data, area, year| {
            data.workforce.get(area, year).absence_percent.filter(|percent| *percent > 0.0)
        });
        let logs: Vec<(Year, f64)> = own.iter().map(|(year, percent)| (*year, percent.ln())).collect();
        let region = self.known.area(evidence.council).region;
        let published = staff.absence.value;
        let (rate, sd, source, quality) = match &self.environment.absence_levels {
            Some(levels) => {
                let level = levels.level(region, &logs);
                let source = self.workforce_calculation();
                (level.mean.exp() * self.environment.absence_factor / 100.0, level.sd, source, "medium")
            }
            None => (published, 0.2, staff.absence.source("DfE CSWW"), "low"),
        };
        let years = by_year(&own, |percent| format!("{}%", short(percent, 1)));
        gaps.set(
            "absence.comment",
            comment(&format!(
                "The council's rate: {years}. The usual rate is drawn towards its region and England; the run begins with what \
                 was published last, and the difference fades."
            )),
        );
        let range = Sourced {
            value: share_interval(rate, sd, 4),
            source: &source,
            quality,
            note: "Empirical Bayes: council within region within England".into(),
        };
        gaps.set("absence", range.toml());
        // The published rate is that of a year, the start is its end.
        let swing = self.environment.absence_at(&self.known, evidence.council);
        let (weight, unexplained) = end_of_year(swing.persistence);
        let at_end = rate * (published / rate).powf(weight);
        let at_start = Sourced {
            value: share_interval(at_end, swing.sd * unexplained, 4),
            source: &staff.absence.source("DfE CSWW"),
            quality: staff.absence.quality(),
            note: "At the end of the year for which it is published".into(),
        };
        gaps.set("absence.at_start", at_start.toml());
    }

    pub(super) fn write_environment(&self, gaps: &mut Gaps, council: AreaId, staff: &Staff) {
        let environment = &self.environment;
        let years = self.workforce_calculation();
        let mut swing = |sd: &'static str, persistence: &'static str, swing: &Swing, what: &str| {
            let (source, quality, note) = if swing.changes > 0 {
                let note = format!("{what}; {} yearly changes of councils", whole(swing.changes as f64));
                (years.as_str(), "medium", note)
            } else {
                ("judgement", "low", format!("{what}; too few years are published to tell"))
            };
            let range = |low: f64, high: f64| Sourced {
                value: interval(low, high, 3),
                source,
                quality,
                note: note.clone(),
            };
            gaps.set(sd, range(0.7 * swing.sd, 1.35 * swing.sd).toml());
            let kept = swing.persistence;
            gaps.set(persistence, range((0.4 * kept).max(0.01), (kept + 0.2).min(0.95)).toml());
        };
        swing(
            "leaving.swing",
            "leaving.persistence",
            &environment.leaving,
            "Yearly turnover of councils, less chance",
        );
        swing(
            "hiring.swing",
            "hiring.persistence",
            &environment.hiring,
            "Yearly starters over staff of councils, less chance",
        );
        swing(
            "agency.swing",
            "agency.persistence",
            &environment.agency_swing(agency_rate(staff.agency.value, staff.in_post.value)),
            "Agency staff beyond what vacancies explain",
        );
        swing(
            "absence.swing",
            "absence.persistence",
            &environment.absence_at(&self.known, council),
            "Yearly absence rates of councils",
        );
        gaps.set("onward", onward());
        let demand = environment.demand_at(&self.known, council);
        let (source, quality) = if demand.changes > 0 {
            (format!("Own calculation from DfE CIN census 2010-{}", self.year), "medium")
        } else {
            ("judgement".to_owned(), "low")
        };
        for (gap, sd, what) in [
            ("demand.drift", demand.drift_sd, "Growth of the variance of changes over one to five years"),
            ("demand.swing", demand.swing_sd, "What yearly changes hold beyond drift, noise and chance"),
        ] {
            let range = Sourced {
                value: interval(0.78 * sd, 1.28 * sd, 3),
                source: &source,
                quality,
                note: format!("{what}; {} yearly changes of councils", whole(demand.changes as f64)),
            };
            gaps.set(gap, range.toml());
        }
    }
}

/// How far work moves with referrals: elasticities over three to five years within councils.
fn onward() -> String {
    let range = Sourced {
        value: interval(0.0, 0.35, 2),
        source: "Own analysis of DfE CSWW 2017-2023 and CIN census 2013-2023 by council",
        quality: "medium",
        note: "For each per cent of referrals over 3 to 5 years: cases held 0.17-0.21%, children in need 0.30%, protection plans 0.35%"
            .into(),
    };
    range.toml()
}
