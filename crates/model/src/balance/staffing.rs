//! How staff come and go at the start.
//!
//! ```text
//! (B1)  V = sum over teams and roles of max(0, posts - in post)   vacancies
//! (B2)  L = l P                                                   leavers
//! (B3)  H = L - C - K - M                                         starters wanted
//! (B4)  w = V (1 - f) / H                                         years to fill, if not given
//! (B5)  S = (1 - f) min(V / w, market ceiling)                    starters to be expected
//! (B6)  V* = w H / (1 - f)                                        vacancies that balance leaving
//! (B7)  D = (V - V*) (1 - exp(-(1 - f) / w))                      change of staff in the first year
//! ```
//!
//! (B7) solves dV/dt = H - (1 - f) V / w. Where the market ceiling binds, the
//! change is S - H.
//!
//! with `P` permanent staff in post, `l` the yearly rate of leaving, `C` the
//! September cohort, `K` agency workers who take a permanent post, `M` the net
//! of other movement and `f` the share of offers that fall through.

use crate::calendar::WEEKS_PER_YEAR;
use crate::service::{Service, Team};

/// Staff of the whole service, in FTE or FTE a year.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Staffing {
    /// Permanent staff at the start: `P`.
    pub in_post: f64,
    /// Posts without permanent staff at the start: `V` of (B1).
    pub vacancies: f64,
    /// Leavers a year: `L` of (B2).
    pub leavers: f64,
    /// Newly qualified starters a year: `C`.
    pub cohort: f64,
    /// Agency workers who take a permanent post, a year: `K`.
    pub conversions: f64,
    /// Net of other movement a year: `M`.
    pub movement: f64,
    /// Starters a year that would balance the rest: `H` of (B3). Negative if
    /// staff would rise without any.
    pub wanted: f64,
    /// Mean weeks to fill a vacancy, given or from (B4). Nil if there is no
    /// vacancy; infinite if no starter is wanted.
    pub weeks_to_fill: f64,
    /// Starters a year to be expected: `S` of (B5).
    pub starters: f64,
    /// Share of offers that lead to a start: `1 - f`.
    pub joining: f64,
    /// Whether the market ceiling binds at the start.
    pub at_ceiling: bool,
}

impl Staffing {
    /// Change of staff in post in the first year: (B7).
    pub fn change(&self) -> f64 {
        let years = self.weeks_to_fill / WEEKS_PER_YEAR;
        // With no starter there is no vacancy that balances leaving.
        if self.at_ceiling || !years.is_finite() || years <= 0.0 || self.joining <= 0.0 {
            return self.starters - self.wanted;
        }
        let balanced = years * self.wanted / self.joining;
        (self.vacancies - balanced) * (1.0 - (-self.joining / years).exp())
    }
}

/// The staffing of a service; `value` gives the value of each number.
pub fn staffing<N>(service: &Service<N>, value: &dyn Fn(&N) -> f64) -> Staffing {
    let workforce = &service.workforce;
    let mut sum = Staffing::default();
    let mut agency = 0.0;
    for team in service.team.values() {
        for group in team.staff.values() {
            sum.in_post += value(&group.in_post);
            agency += value(&group.agency);
        }
        for role in service.role.names() {
            let (posts, in_post) = posts_and_people(service, team, role, value);
            sum.vacancies += (posts - in_post).max(0.0);
        }
    }
    sum.leavers = value(&workforce.leaving.rate_per_year) * sum.in_post;
    sum.cohort = value(&workforce.cohort.joins_each_september);
    sum.conversions = value(&workforce.agency.conversion_per_year) * agency;
    sum.movement = value(&workforce.movement.share_per_year) * sum.in_post;
    sum.wanted = sum.leavers - sum.cohort - sum.conversions - sum.movement;

    let recruitment = &workforce.recruitment;
    let joining = 1.0 - value(&recruitment.falls_through);
    sum.weeks_to_fill = match &recruitment.weeks_to_fill {
        Some(weeks) => value(weeks),
        None if sum.wanted > 0.0 && joining > 0.0 => sum.vacancies * joining / sum.wanted * WEEKS_PER_YEAR,
        None => f64::INFINITY,
    };
    let mut offers =
        if sum.vacancies > 0.0 { sum.vacancies / sum.weeks_to_fill * WEEKS_PER_YEAR } else { 0.0 };
    if let Some(ceiling) = &recruitment.market_ceiling_per_year {
        sum.at_ceiling = value(ceiling) < offers;
        offers = offers.min(value(ceiling));
    }
    sum.joining = joining;
    sum.starters = joining * offers;
    sum
}

/// The posts of a role in a team, and the permanent staff in them: those of
/// the role itself and of roles that fill its posts. Nil for a role that fills
/// the posts of another.
pub fn posts_and_people<N>(
    service: &Service<N>,
    team: &Team<N>,
    role: &str,
    value: &dyn Fn(&N) -> f64,
) -> (f64, f64) {
    let has_no_posts = |name: &str| {
        let role = service.role.get(name);
        role.is_some_and(|role| !role.fills_posts_of.text.is_empty())
    };
    if has_no_posts(role) {
        return (0.0, 0.0);
    }
    let posts = team.staff.get(role);
    let posts = posts.map_or(0.0, |group| value(&group.establishment));
    let fills = |name: &str| {
        name == role || service.role.get(name).is_some_and(|own| own.fills_posts_of.text == role)
    };
    let in_post = team.staff.iter().filter(|(name, _)| fills(&name.text));
    (posts, in_post.map(|(_, group)| value(&group.in_post)).sum())
}
