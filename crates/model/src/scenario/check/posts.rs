//! What funded posts do while no option changes them.

use super::Check;
use crate::document::{Problem, Problems};
use crate::figures::whole;
use crate::service::FundedPosts;
use crate::uncertain::kinds;

/// So many standard deviations from the middle lie the 10th and the 90th percentile of what is normal.
const TENTH: f64 = 1.2816;

pub(super) fn check(check: &Check<'_>, problems: &mut Problems) {
    let service = check.service;
    let moves = service.posts_move();
    let block = check.place(&["environment", "establishment"]);
    match service.posts {
        None if moves => problems.add(
            Problem::warning(format!(
                "`posts` is left out, and [environment.establishment] moves funded posts: {}",
                where_to(check)
            ))
            .maybe_at(block, "moves funded posts")
            .help(
                "write posts = \"as_funded\" at the top of the file, and they stay unless an option changes them; or \
                 posts = \"as_drifted\", and they move like this, which is no decision of the council",
            ),
        ),
        Some(FundedPosts::AsDrifted) if !moves => problems.add(
            Problem::warning("`posts` is \"as_drifted\", but nothing says how funded posts move: they stay")
                .maybe_at(block.or(check.place(&["posts"])), "no trend, drift or swing")
                .help("write posts = \"as_funded\", or give [environment.establishment] a trend, a drift or a swing"),
        ),
        Some(FundedPosts::AsFunded) => changes_at_rest(check, problems),
        None | Some(FundedPosts::AsDrifted) => {}
    }
}

/// From how many posts to how many, without a run: a number of each range at its middle, all chances as if normal on
/// the log scale (equations E1 to E3).
fn where_to(check: &Check<'_>) -> String {
    let (service, central) = (check.service, check.central);
    let moved = &central.environment.establishment;
    let groups = central.team.values().flat_map(|team| team.staff.values());
    let posts: f64 = groups.map(|group| group.establishment).sum();
    let years = f64::from(service.months.0) / 12.0;
    let left = moved.swing_persistence_per_year.powf(years);
    let middle = years * (1.0 + moved.trend_per_year).ln() + moved.swing_at_start * (left - 1.0);
    let [low, high] = [0.1, 0.9]
        .map(|p| (1.0 + service.environment.establishment.trend_per_year.quantile(p, &kinds::CHANGE)).ln());
    let variance = (years * (high - low) / 2.0 / TENTH).powi(2)
        + moved.drift_sd_per_year.powi(2) * years
        + moved.swing_sd.powi(2) * (1.0 - left * left);
    let [low, middle, high] =
        [-TENTH, 0.0, TENTH].map(|times| whole(posts * (middle + times * variance.sqrt()).exp()));
    let range = if low == high { String::new() } else { format!(" (80% range about {low} to {high})") };
    format!(
        "from {} FTE at the start to about {middle} in {}{range}",
        whole(posts),
        service.last_month().long_name()
    )
}

/// Options that change what posts as funded have put to rest.
fn changes_at_rest(check: &Check<'_>, problems: &mut Problems) {
    for option in check.service.option.values() {
        for (number, lever) in option.change.iter() {
            for name in lever.parameter.each().filter(|name| FundedPosts::are_moved_by(&name.text)) {
                let path = option.path_of("change", number);
                problems.add(
                    Problem::warning(format!(
                        "`{path}` changes `{}`, which has no effect: with posts = \"as_funded\" nothing but options \
                         moves funded posts",
                        name.text
                    ))
                    .maybe_at(name.place.as_ref(), "changes nothing")
                    .help("write posts = \"as_drifted\", or change posts by [[option.posts]]"),
                );
            }
        }
    }
}
