//! Staff as they stand in a scenario.

use std::fmt::Write as _;

use super::Estimator;
use super::environment::{movement, relative_turnover};
use super::evidence::{Evidence, Figure};
use super::gaps::Gaps;
use super::round::tenth;
use super::text::{Sourced, by_year, comment, figure, interval, log_interval, normal, value};
use super::workforce::{CONVERSION, NEWLY_QUALIFIED_STARTERS, Post, Staff};
use crate::figures::{percent, short};
use crate::published::{AreaId, Year};

/// No council's staff move so for good, as a share a year, by other ways than joining and leaving.
const MOST_MOVEMENT: f64 = 0.015;
/// Years over which England's level is taken.
const RECENT: Year = 3;
/// Spread of turnover between councils, and the weight of a council's own
/// years, as long as too few years are published to tell.
const USUAL_TURNOVER: (f64, f64) = (0.25, 0.3);

/// A council's rate of leaving.
pub(super) struct Leaving {
    /// Share of staff who leave in a year.
    pub(super) rate: f64,
    /// Uncertainty of its logarithm.
    sd: f64,
    /// How much its own years weigh.
    weight: f64,
    england: f64,
    own: Vec<(Year, f64)>,
}

impl Estimator {
    /// Turnover drawn towards region and England: a year's says little about the next.
    pub(super) fn turnover(&self, area: AreaId, region: Option<AreaId>) -> Leaving {
        let data = &self.known;
        let rate = |area, year| {
            let row = data.workforce.get(area, year);
            Some(row.leavers? / row.in_post?).filter(|rate| rate.is_finite())
        };
        let years = |area| {
            let all = (super::FIRST_YEAR..=self.year).filter_map(move |year| Some((year, rate(area, year)?)));
            all.collect::<Vec<(Year, f64)>>()
        };
        let england = years(data.england());
        let recent: Vec<f64> = england.iter().rev().take(RECENT.into()).map(|(_, rate)| *rate).collect();
        let england = recent.iter().sum::<f64>() / recent.len() as f64;
        let relative: Vec<(Year, f64)> = (super::FIRST_YEAR..=self.year)
            .filter_map(|year| Some((year, relative_turnover(data, area, year)?)))
            .collect();
        let (mean, sd, weight) = if let Some(levels) = &self.environment.turnover_levels {
            let level = levels.level(region, &relative);
            (level.mean + self.environment.turnover_factor.ln(), level.sd, level.weight)
        } else {
            let (spread, weight) = USUAL_TURNOVER;
            let own = relative.last().map_or(0.0, |(_, value)| *value);
            (weight * own, spread * (1.0 - weight).sqrt(), weight)
        };
        // England's level itself has moved by some 5% from one three years to the next.
        let sd = (sd * sd + 0.05_f64.powi(2)).sqrt();
        Leaving { rate: england * mean.exp(), sd, weight, england, own: years(area) }
    }

    pub(super) fn write_staff(
        &self,
        gaps: &mut Gaps,
        evidence: &Evidence<'_>,
        staff: &Staff,
        leaving: &Leaving,
    ) {
        gaps.set("opening", opening(staff));
        gaps.set("roles.comment", roles_comment(staff));
        gaps.set("staff", staff_tables(staff));
        gaps.set("fte_per_person", figure(&staff.fte_per_person, "DfE CSWW", 3, "FTE over people"));
        self.write_absence(gaps, evidence, staff);
        self.write_leaving(gaps, leaving);
        self.write_movement(gaps, evidence, staff, leaving);
        let (fill, start) = recruitment(staff, leaving);
        gaps.set("weeks_to_fill", fill);
        gaps.set("weeks_to_start", start);
        let range = interval(tenth(0.72 * staff.cohort), tenth(1.39 * staff.cohort).max(0.1), 1);
        gaps.set(
            "cohort",
            Sourced {
                value: if staff.cohort > 0.0 { range } else { value(0.0, 0) },
                source: "judgement from DfE CSWW, starters by age",
                quality: "low",
                note: format!(
                    "{} of starters in England are aged 20 to 29; of {} who start a year here, {}",
                    percent(NEWLY_QUALIFIED_STARTERS),
                    short(leaving.rate * staff.in_post.value, 1),
                    short(staff.cohort, 1)
                ),
            }
            .toml(),
        );
        let leavers = leaving.own.last().filter(|(year, _)| *year == self.year).map(|(_, rate)| *rate);
        let (rate, source, quality) = match leavers {
            Some(rate) => (rate, format!("DfE CSWW {} (year to 30 September)", self.year), "high"),
            None => (leaving.rate, format!("not published; the rate of leaving as of {}", self.year), "low"),
        };
        let past = Sourced {
            value: value(rate * staff.in_post.value, 1),
            source: &source,
            quality,
            note: String::new(),
        };
        gaps.set("past.leavers", past.toml());
    }

    fn write_leaving(&self, gaps: &mut Gaps, leaving: &Leaving) {
        let own = by_year(&leaving.own, percent);
        gaps.set(
            "leaving.comment",
            comment(&format!(
                "The council's turnover: {own}. England over the last three years: {}. A year's turnover says little about the \
                 next, so the council's own years, against England's, weigh {} and its region (drawn to England) the rest: \
                 {}. The range is what remains unknown of its level; swings from year to year are in [environment.leaving]. \
                 Turnover over twelve months begins as published and comes to this level within the first year.",
                percent(leaving.england),
                percent(leaving.weight),
                percent(leaving.rate)
            )),
        );
        gaps.set(
            "leaving",
            Sourced {
                value: log_interval(leaving.rate, leaving.sd, 4),
                source: &self.workforce_calculation(),
                quality: "medium",
                note: "Empirical Bayes: council within region within England".into(),
            }
            .toml(),
        );
    }

    fn write_tenure(gaps: &mut Gaps, leaving: &Leaving, movement: f64) {
        let shares = super::round::split(&tenure_mix(leaving.rate, movement), 1000);
        for (gap, share) in ["tenure.one", "tenure.two", "tenure.three"].into_iter().zip(shares) {
            gaps.set(gap, short(share as f64 / 1000.0, 3));
        }
    }

    fn write_movement(&self, gaps: &mut Gaps, evidence: &Evidence<'_>, staff: &Staff, leaving: &Leaving) {
        let environment = &self.environment;
        let own = evidence.own_years(movement);
        let region = self.known.area(evidence.council).region;
        let level = environment.movement_levels.as_ref().map(|levels| levels.level(region, &own));
        let (mean, sd, weight) =
            level.map_or((0.005, 0.01, 0.0), |level| (level.mean, level.sd.max(0.005), level.weight));
        // The rest of recruitment must have something left to do, whatever is drawn.
        let agency = CONVERSION * staff.agency.value / staff.in_post.value;
        let most = (0.45 * leaving.rate - agency).max(0.0);
        let share = mean.clamp(-MOST_MOVEMENT, most.min(MOST_MOVEMENT));
        Self::write_tenure(gaps, leaving, share);
        let years = by_year(&own, percent);
        gaps.set(
            "movement.comment",
            comment(&format!(
                "Change of stock that starters and leavers do not explain, as a share of stock. The council's own: {years}. \
                 Its own years weigh {}, its region and England the rest.",
                percent(weight)
            )),
        );
        let judged = environment.movement_levels.is_none();
        let calculated = self.workforce_calculation();
        let (source, quality) = if judged { ("judgement".to_owned(), "low") } else { (calculated, "medium") };
        gaps.set(
            "movement.share",
            Sourced { value: normal(share, sd.min(0.02), 4), source: &source, quality, note: String::new() }
                .toml(),
        );
        let (low, high) = (
            self.beside_posts(evidence.council, environment.movement.robust_sd),
            self.beside_posts(evidence.council, environment.movement.sd),
        );
        gaps.set(
            "movement.sd",
            Sourced {
                value: interval(low.min(0.9 * high), high, 3),
                source: &source,
                quality,
                note: if judged {
                    "Too few years are published to tell".into()
                } else {
                    "From the robust to the plain standard deviation over council-years, less what comes with posts".into()
                },
            }
            .toml(),
        );
    }
}

impl Estimator {
    /// The spread of other net movement beside the people who come and go with their posts.
    fn beside_posts(&self, council: AreaId, sd: f64) -> f64 {
        let with_posts = self.yearly_changes.with_people.powi(2)
            * self.yearly_changes.posts.components(&self.known, council).news(1.0);
        (sd * sd - with_posts).max((LEAST_BESIDE_POSTS * sd).powi(2)).sqrt()
    }
}

/// At least this part of the spread of other net movement has nothing to do with posts.
const LEAST_BESIDE_POSTS: f64 = 0.3;

/// Middle of the leaving multipliers of the template, and the years at which its first two bands end.
const TENURE: ([f64; 3], [f64; 2]) = ([1.62, 1.42, 0.55], [2.0, 5.0]);

/// Time spent in each band of tenure by those who join, where `rate` of staff
/// leave in a year: the mix of staff that leaving itself leads to. With hazards
/// `b m` in the bands, who joins stays in them for
/// `(1 - e^(-2bm1)) / bm1`, `e^(-2bm1) (1 - e^(-3bm2)) / bm2` and `e^(-2bm1 - 3bm2) / bm3`
/// years, and `b` is such that the sum is one over the rate. Other net movement
/// brings people who are as long in post as those there already, which acts like
/// a lower hazard: the exponents have `bm` less the share that so joins, and the
/// sum is one over the rate less that share.
fn tenure_mix(rate: f64, movement: f64) -> [f64; 3] {
    let ([first, second, third], [one, two]) = TENURE;
    let stays = |base: f64| {
        // Never nil, so that nothing lasts for ever.
        let [short, middle, long] = [first, second, third].map(|band| (base * band - movement).max(1e-3));
        let (after_one, after_two) = ((-one * short).exp(), (-(two - one) * middle).exp());
        [(1.0 - after_one) / short, after_one * (1.0 - after_two) / middle, after_one * after_two / long]
    };
    let (mut low, mut high) = (1e-4, 10.0);
    for _ in 0..60 {
        let base = f64::midpoint(low, high);
        if stays(base).iter().sum::<f64>() > 1.0 / (rate - movement) { low = base } else { high = base }
    }
    stays(low).map(|stay| stay * (rate - movement))
}

/// Fewer staff than this are too few for shares and ranges to say much.
const FEW: f64 = 30.0;

/// The opening state as a comment.
fn opening(staff: &Staff) -> String {
    let line = |what: &str, figure: &Figure, more: &str| {
        format!("#   {what:14} {:>8} FTE   {}{more}", short(figure.value, 1), figure.source("DfE CSWW"))
    };
    let (in_post, vacancies, agency) = (staff.in_post.value, staff.vacancies.value, staff.agency.value);
    let mut lines = vec![
        line("in post", &staff.in_post, ""),
        line(
            "vacancies",
            &staff.vacancies,
            &format!("; {} of posts", percent(vacancies / (vacancies + in_post))),
        ),
        line("agency", &staff.agency, &format!("; {} of staff", percent(agency / (agency + in_post)))),
        line("case-holders", &staff.case_holders, "; agency workers included"),
    ];
    if in_post < FEW {
        lines.push(comment(
            "So few that one person more or less is a large change: read the ranges as orders of magnitude.",
        ));
    }
    lines.join("\n")
}

fn roles_comment(staff: &Staff) -> String {
    let shares = match &staff.roles_from {
        Some(roles) => roles.source("DfE CSWW"),
        None => "England's shares of 2019, since no earlier ones are published".to_owned(),
    };
    comment(&format!(
        "Staff by role: {shares}. Case-holders are {} FTE in all. Agency workers ({} FTE) and case-holders \
         by role are taken to hold cases alike, then senior practitioners, then others as far as needed. {} newly qualified workers are a \
         judgement: as many as have just joined in September. Vacancies by role are not published either: they are in proportion to staff, \
         fewer among social workers since the September cohort has just joined.",
        short(staff.case_holders.value, 1),
        short(staff.agency.value, 1),
        short(staff.newly_qualified, 1)
    ))
}

fn staff_tables(staff: &Staff) -> String {
    let mut text = String::new();
    let source = staff.in_post.source("DfE CSWW");
    let judged = format!("{source}; split by role a judgement");
    let mut add = |line: String| writeln!(text, "{line}").expect("a string takes any text");
    let sourced = |number: f64, source: &str, quality: &str, note: String| {
        Sourced { value: value(number, 1), source, quality, note }.toml()
    };
    let role_quality = if staff.roles_from.as_ref().is_some_and(Figure::is_own) { "high" } else { "low" };
    if staff.newly_qualified > 0.0 {
        add("[team.social_care.staff.newly_qualified]".into());
        let note = "Number newly qualified a judgement".to_owned();
        add(format!("in_post = {}\n", sourced(staff.newly_qualified, &judged, "low", note)));
    }
    for (role, post, others) in posts(staff) {
        if post.people + post.vacancies + post.agency + others <= 0.0 {
            continue;
        }
        add(format!("[team.social_care.staff.{role}]"));
        let establishment = tenth(post.people + others + post.vacancies);
        let note = format!("{} vacant", short(post.vacancies, 1));
        add(format!("establishment = {}", sourced(establishment, &judged, "low", note)));
        let quality = if others > 0.0 { "medium" } else { role_quality };
        add(format!("in_post       = {}", sourced(post.people, &source, quality, String::new())));
        if post.agency > 0.0 {
            let source = format!("{}; split by role a judgement", staff.agency.source("DfE CSWW"));
            add(format!("agency        = {}", sourced(post.agency, &source, "low", String::new())));
        }
        add(String::new());
    }
    text.trim_end().to_owned()
}

/// Roles that have posts: name, posts, and staff of other roles who fill them.
pub(super) fn posts(staff: &Staff) -> [(&'static str, &Post, f64); 5] {
    [
        ("social_worker", &staff.social_worker, staff.newly_qualified),
        ("senior_practitioner", &staff.senior_practitioner, 0.0),
        ("without_cases", &staff.without_cases, 0.0),
        ("team_manager", &staff.team_manager, 0.0),
        ("senior_manager", &staff.senior_manager, 0.0),
    ]
}

/// Vacancies that last for more months than this are doubtful.
const LONG_EMPTY: f64 = 36.0;

/// Weeks to fill a post, left out, so that starters balance leavers, unless there
/// are too few vacancies for that; and weeks until a starter's first day.
fn recruitment(staff: &Staff, leaving: &Leaving) -> (String, String) {
    let leavers = leaving.rate * staff.in_post.value;
    let range = |value: &str, note: &str| {
        Sourced { value: value.to_owned(), source: "judgement", quality: "low", note: note.to_owned() }.toml()
    };
    // Posts stay empty for some six weeks at the least.
    if staff.vacancies.value <= leavers * 6.0 / 52.0 {
        let note = "Hardly a vacancy is published: starters are found before posts fall vacant";
        return (
            format!("weeks_to_fill    = {}", range("pert = [1, 2, 4]", note)),
            range("pert = [0, 2, 6]", note),
        );
    }
    let months = 12.0 * staff.vacancies.value / leavers;
    let long = if months > LONG_EMPTY {
        " That is so long that many of these posts may not be recruited to: check the establishment."
    } else {
        ""
    };
    let left_out = comment(&format!(
        "weeks_to_fill is left out, so that starters balance leavers at the start. Vacancies over leavers are {} months.{long}",
        short(months, 1)
    ));
    (left_out, range("pert = [6, 10, 16]", "Notice at the last employer and checks"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked example of the template: 16% leave, and 25%, 21% and 54% of staff are in the bands.
    #[test]
    fn the_mix_of_tenure_is_the_one_that_leaving_leads_to() {
        let mix = tenure_mix(0.16, 0.0);
        for (share, wanted) in mix.iter().zip([0.25, 0.21, 0.54]) {
            assert!((share - wanted).abs() < 0.01, "{mix:?}");
        }
        assert!((mix.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(tenure_mix(0.1, 0.0)[2] > mix[2] && tenure_mix(0.16, 0.01)[2] > mix[2]);
    }
}
