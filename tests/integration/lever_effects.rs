//! Levers do what they say: closed forms for small services.

#![expect(clippy::print_stdout, reason = "the figures are for the reader of a test run")]

use crate::support::{Trials, assert_mean, mean, scenario_text, two_years};

fn with(text: &str, lever: &str) -> (Trials, Trials) {
    let text = format!("{text}\n[[option]]\nname = 'one'\n{lever}");
    (Trials::of_option(&text, None, 400, 10), Trials::of_option(&text, Some(0), 400, 10))
}

fn differences(option: &Trials, baseline: &Trials, measure: &str, month: usize) -> Vec<f64> {
    let pairs = option.month(measure, month).into_iter().zip(baseline.month(measure, month));
    pairs.map(|(option, baseline)| option - baseline).collect()
}

/// Once a programme has run for its lag and the time over which its effect is
/// spread, it prevents families x children x would-be-referred x effect a month.
#[test]
fn early_help_prevents_what_it_says() {
    let lever = "[[option.early_help]]\nfamilies_per_month = 20\nchildren_per_family = 2\n\
        would_be_referred = 0.5\neffect = 0.25\nlag_months = 3\nlasts_months = 6\ncost_per_family = 1_000\n";
    let (baseline, option) = with(&scenario_text("infinite-server.toml").replace("365.25", "3600"), lever);
    // 20 x 2 x 0.5 x 0.25 = 5 a month from the tenth month on; nothing in the first three.
    for month in [10, 18, 24] {
        assert_mean("referrals fewer", &differences(&option, &baseline, "referrals", month), -5.0);
        assert!(option.month("referrals_avoided", month).iter().all(|avoided| (avoided - 5.0).abs() < 1e-4));
    }
    // In the sixth month, by its middle, families of 2.5 months have been felt for a sixth of theirs.
    assert_mean("half way", &differences(&option, &baseline, "referrals", 6), -5.0 * 2.5 / 6.0);
    assert!(differences(&option, &baseline, "referrals", 3).iter().all(|more| *more == 0.0));
    for month in [1, 24] {
        assert!(option.month("cost.levers", month).iter().all(|cost| (cost - 20_000.0).abs() < 0.1));
    }
}

/// Referrals that would hardly have gone on take few cases with them.
#[test]
fn lighter_referrals_take_fewer_cases_with_them() {
    let text = two_years().replace("ceiling_ratio = 1.4", "ceiling_ratio = 100");
    let lever = |goes_on| format!("[[option.front_door]]\nreferrals = 0.8\ngoes_on = {goes_on}\n");
    let in_need = |goes_on| {
        let (baseline, option) = with(&text, &lever(goes_on));
        let of = |trials: &Trials| mean(&trials.mean_from("open_cases.child_in_need", 18));
        1.0 - of(&option) / of(&baseline)
    };
    let (none, all) = (in_need(0.0), in_need(1.0));
    println!(
        "a fifth fewer referrals: {none:.4} fewer children in need if none would have gone on, {all:.4} if all as usual"
    );
    // With none of them only those who come back after no further action are fewer.
    assert!(none.abs() < 0.02, "{none}");
    assert!((0.10..0.20).contains(&all), "{all}");
}

/// Of 40 offers 80% start while there is room, and a fifth of those leave in
/// the first year beyond the others.
#[test]
fn campaigns_bring_as_many_as_they_say() {
    let text = scenario_text("survival.toml").replace("rate_per_year = 0.3", "rate_per_year = 0");
    let text = text.replace("in_post = 400", "in_post = 300");
    assert!(text.contains("in_post = 300"), "the scenario has changed");
    let campaign = |early: f64| {
        format!(
            "[[option.campaign]]\nrole = 'worker'\npeople = 40\nshare_who_start = 0.8\nover_months = 2\nearly_leaving = {early}\ncost_per_head = 1_000\n"
        )
    };
    let (baseline, option) = with(&text, &campaign(0.0));
    assert_mean("recruits", &differences(&option, &baseline, "in_post_fte", 12), 32.0);
    let cost: f64 = (1..=3).map(|month| mean(&option.month("cost.levers", month))).sum();
    assert!((cost / 32_000.0 - 1.0).abs() < 0.02, "{cost}");
    let (baseline, option) = with(&text, &campaign(0.2));
    assert_mean("recruits who stay", &differences(&option, &baseline, "in_post_fte", 24), 32.0 * 0.8);
}

/// Posts that are created, deleted and moved; nobody is lost on the way.
#[test]
fn posts_move_with_their_people() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/kent.toml"))
        .expect("a scenario of the project");
    let teams = crate::support::service(&text);
    let names: Vec<&str> = teams.team.names().collect();
    let (from, to) = (names[0], names[1]);
    let lever = format!(
        "[[option.posts]]\nteam = '{from}'\nrole = 'social_worker'\nfte = 20\nto_team = '{to}'\nfrom = 2024-01-01\n"
    );
    let text = text.replace("months = 60", "months = 6");
    let (baseline, option) = with(&text, &lever);
    assert!(differences(&option, &baseline, "establishment_fte", 6).iter().all(|more| more.abs() < 1e-3));
    // On the very day of the move nobody has left because of it: January 2024 is month 4.
    let changes = |option: &Trials, month| option.month("in_post_fte", month);
    let lost =
        changes(&baseline, 4).into_iter().zip(changes(&option, 4)).map(|(one, other)| (one - other).abs());
    assert!(lost.fold(0.0, f64::max) < 25.0);
    assert!((mean(&changes(&option, 4)) - mean(&changes(&baseline, 4))).abs() < 1.0);
}

/// A freeze of all recruitment: nobody starts. Half of a freeze: about half do.
#[test]
fn a_freeze_stops_recruitment() {
    let starters = |share: f64| {
        let (baseline, option) = with(&two_years(), &format!("[[option.freeze]]\nshare = {share}\n"));
        let of = |trials: &Trials| mean(&trials.mean_from("starters_fte", 7));
        (of(&baseline), of(&option))
    };
    let (usual, none) = starters(1.0);
    // Agency workers still take permanent posts.
    assert!(none < 0.25 * usual, "{none} of {usual}");
    let (usual, half) = starters(0.5);
    assert!((0.4..0.85).contains(&(half / usual)), "{half} of {usual}");
}

/// Agency staff go down to the ceiling; temporary workers come beside it.
#[test]
fn agency_ceilings_hold_and_temporary_workers_come_beside_them() {
    let ceiling = "[[option.agency]]\nceiling_fte = 15\nphase_in_months = 6\n";
    let (baseline, option) = with(&two_years(), ceiling);
    assert!(mean(&baseline.month("agency_fte", 24)) > 30.0);
    let capped = mean(&option.month("agency_fte", 24));
    assert!((13.0..16.5).contains(&capped), "{capped}");
    let beside =
        "[[option.temporary_workers]]\nteam = 'all'\nrole = 'social_worker'\nfte = 8\nuntil = 2024-12-31\n";
    let (_, option) = with(&two_years(), &format!("{ceiling}{beside}"));
    // Eight while they are there, and none after.
    let (_, capped_alone) = with(&two_years(), ceiling);
    let more = |month| -> Vec<f64> {
        let pairs =
            option.month("agency_fte", month).into_iter().zip(capped_alone.month("agency_fte", month));
        pairs.map(|(with, without)| with - without).collect()
    };
    assert!((mean(&more(3)) - 8.0).abs() < 0.5, "{}", mean(&more(3)));
    assert!((mean(&more(14)) - 8.0).abs() < 0.5, "{}", mean(&more(14)));
    assert!((mean(&option.month("agency_fte", 24)) - capped).abs() < 1.0);
}
