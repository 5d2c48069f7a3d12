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

/// Help that acts on a stage keeps children from it: families x children x share x effect a month, 5 of the 10
/// that would enter from the stage before and the 10 that would by referral; what enters by no referral enters as ever. Where there are
/// fewer than it would prevent, nine in ten are kept. Cases of care stay for a century, so that they count entries.
#[test]
fn early_help_keeps_children_from_the_stage_that_it_acts_on() {
    let text = "title = 'Edge of care'\nstart = 2023-09-30\nmonths = 24
        demand.source.police = { per_year = 1_200, enters = { need = 0.5, care = 0.1 } }
        demand.source.others = { per_year = 240, enters = { care = 1 }, referral = false, takes_returns = false }
        stage.need = { team = 't', needs_case_holder = false, open = 50, exits = { plan = 0.3, care = 0.2 } }
        stage.plan = { team = 't', needs_case_holder = false, open = 50 }
        stage.care = { team = 't', needs_case_holder = false, open = 0, duration = { mean_weeks = 5_200, shape = 'fixed' } }
        role.w = { case_holding = 1, full_caseload = 10 }
        team.t.staff.w = { establishment = 10, in_post = 10 }";
    for (families, prevented) in [(20.0, 5.0), (2_000.0, 0.9 * 20.0)] {
        let lever = format!(
            "[[option.early_help]]\nfamilies_per_month = {families}\nchildren_per_family = 2\nwould_be_referred = 0.5\n\
             effect = 0.25\nlag_months = 0\nlasts_months = 1\nacts_on = 'care'\nfrom = 2024-01-01\n"
        );
        let (baseline, option) = with(text, &lever);
        let fewer = |measure: &str, month| differences(&option, &baseline, measure, month);
        // The first month has half of its effect, by (L7); of the fourth, half.
        for (month, felt) in [(4, 0.5), (12, 8.5), (24, 20.5)] {
            let felt = if families > 1_000.0 { f64::floor(felt) + 1.0 } else { felt };
            assert_mean("children in care fewer", &fewer("open_cases.care", month), -prevented * felt);
        }
        assert!(fewer("open_cases.care", 3).iter().all(|more| *more == 0.0));
        assert!(fewer("referrals", 24).iter().all(|more| *more == 0.0));
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

/// Posts that move in phases, or by several levers, take their people with them.
#[test]
fn posts_that_move_in_phases_lose_nobody() {
    let text = "title = 'Two'\nstart = 2023-09-30\nmonths = 24\n\
        [demand.source.all]\nper_year = 100\nenters = { stage = 1 }\n[stage.stage]\nteam = 'one'\nopen = 20\n\
        [role.worker]\ncase_holding = 1\nfull_caseload = 10\n\
        [team.one.staff]\nworker = { establishment = 10, in_post = 10 }\n\
        [team.two.staff]\nworker = { establishment = 5, in_post = 5 }\n";
    let lever = |fte: f64, phase: u32| {
        format!(
            "[[option.posts]]\nteam = 'one'\nrole = 'worker'\nto_team = 'two'\nfte = {fte}\nphase_in_months = {phase}\n"
        )
    };
    // Ten posts can move at most, whatever levers say.
    for levers in
        [lever(4.0, 0), lever(4.0, 6), lever(4.0, 12), lever(0.8, 0).repeat(5), lever(8.0, 0).repeat(2)]
    {
        let (baseline, option) = with(text, &levers);
        for measure in ["establishment_fte", "in_post_fte"] {
            assert!(
                differences(&option, &baseline, measure, 24).iter().all(|more| more.abs() < 1e-6),
                "{levers}"
            );
        }
        assert!(option.month("vacancy_fte", 24).iter().all(|vacant| *vacant < 0.51), "{levers}");
    }
}

/// Halved and doubled, referrals are as before, and so are those who go on,
/// whatever they are like; and when none of those gone would have gone on, the
/// cases after the first stage hardly move, neither at first nor later.
#[test]
fn levers_on_referrals_multiply_and_come_with_their_lag() {
    let text = two_years().replace("ceiling_ratio = 1.4", "ceiling_ratio = 100");
    let lever = |factor: f64| format!("[[option.front_door]]\nreferrals = {factor}\ngoes_on = 0\n");
    let (baseline, option) = with(&text, &(lever(0.5) + &lever(2.0)));
    for measure in ["referrals", "open_cases.child_in_need", "referrals_avoided"] {
        let most = differences(&option, &baseline, measure, 24)
            .iter()
            .fold(0.0_f64, |most, one| most.max(one.abs()));
        assert!(most < 1e-3, "{measure}: {most}");
    }
    let (baseline, option) = with(&text, &lever(0.8));
    for month in [1, 2, 3, 6, 12] {
        let of = |trials: &Trials| mean(&trials.month("open_cases.child_in_need", month));
        let more = of(&option) / of(&baseline) - 1.0;
        println!("month {month}: child in need {:+.2}%", 100.0 * more);
        // Stays in assessment are not exponential, so that the lag is not exact.
        assert!(more.abs() < 0.03, "month {month}: {more}");
    }
}

/// A freeze of one role leaves the offers for others as they are.
#[test]
fn a_freeze_of_one_role_does_not_touch_another() {
    let (baseline, option) = with(&two_years(), "[[option.freeze]]\nrole = 'team_manager'\n");
    let starters = |trials: &Trials| mean(&trials.mean_from("starters_fte", 1));
    let (usual, frozen) = (starters(&baseline), starters(&option));
    println!("starters a month: {usual:.2}, with managers frozen {frozen:.2}");
    // Managers are a fifth of the leavers, and so of the starters; with fewer posts in a thin market the others gain a little.
    assert!((0.79..0.95).contains(&(frozen / usual)), "{}", frozen / usual);
}

/// Help that prevents escalation still brings referrals at first.
#[test]
fn a_first_rise_is_one_of_referrals() {
    let lever = "[[option.early_help]]\nfamilies_per_month = 20\nchildren_per_family = 2\nwould_be_referred = 0.5\n\
        effect = 0\nacts_on = 'escalation'\nfirst_rise = 0.1\n";
    let (baseline, option) = with(&scenario_text("infinite-server.toml").replace("365.25", "3600"), lever);
    assert_mean("referrals more", &differences(&option, &baseline, "referrals", 12), 4.0);
}
