//! Random small scenarios.

use std::fmt::Write as _;

/// Uniform numbers that decide what a scenario is like, one after another.
pub(super) struct Dice<'a>(std::slice::Iter<'a, f64>);

/// How many numbers a scenario takes.
pub(super) const DICE: usize = 240;

impl Dice<'_> {
    fn uniform(&mut self) -> f64 {
        *self.0.next().expect("DICE is as many as a scenario takes")
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.uniform()
    }

    fn whole(&mut self, low: u32, high: u32) -> u32 {
        (f64::from(low) + self.uniform() * f64::from(high + 1 - low)) as u32
    }

    /// Nil half of the time, so that effects are also met alone.
    fn sometimes(&mut self, high: f64) -> f64 {
        let value = self.between(-high, high);
        value.max(0.0)
    }

    fn pick<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[(self.uniform() * texts.len() as f64) as usize]
    }
}

/// A scenario of one or two teams, three stages that may lead back to each
/// other, five roles, and every effect at any strength or absent; and an option
/// that pulls one of every lever.
pub(super) fn scenario(numbers: &[f64]) -> String {
    let mut dice = Dice(numbers.iter());
    let mut text = String::new();
    demand(&mut text, &mut dice);
    let teams: &[&str] = if dice.uniform() < 0.5 { &["one", "one", "one"] } else { &["one", "two", "two"] };
    stages(&mut text, &mut dice, teams);
    roles(&mut text, &mut dice);
    staff(&mut text, &mut dice, teams);
    workforce(&mut text, &mut dice);
    circumstances(&mut text, &mut dice);
    levers(&mut text, &mut dice, teams[0], teams[2]);
    changes(&mut text, &mut dice);
    text
}

macro_rules! add {
    ($text:ident, $($of:tt)+) => { writeln!($text, $($of)+).expect("a string takes any text") };
}

fn demand(text: &mut String, dice: &mut Dice<'_>) {
    add!(text, "title = 'Random'\nmonths = {}", dice.whole(13, 20));
    add!(text, "start = {}", dice.pick(&["2023-09-30", "2024-03-31", "2023-06-30"]));
    add!(text, "[demand]\nnoise_cv = {}", dice.sometimes(0.6));
    add!(text, "noise_persistence = {}\ntrend_per_year = {}", dice.sometimes(0.9), dice.between(-0.2, 0.3));
    add!(text, "rereferral.share_within_12_months = {}", dice.sometimes(0.5));
    add!(text, "season.august = {}\nseason.october = {}", dice.between(0.6, 1.0), dice.between(1.0, 1.4));
    let (first, second) = (dice.between(0.0, 0.9), dice.uniform());
    add!(text, "[demand.source.all]\nper_year = {}", dice.between(30.0, 900.0));
    add!(text, "enters = {{ assessment = {first}, plan = {} }}", second * (1.0 - first));
    add!(text, "[demand.source.other]\nper_year = {}", dice.sometimes(60.0));
    add!(text, "enters = {{ looked_after = 1 }}\nreferral = {}", dice.pick(&["true", "false"]));
}

fn stages(text: &mut String, dice: &mut Dice<'_>, teams: &[&str]) {
    let onwards = [["plan", "looked_after"], ["looked_after", "assessment"], ["plan", "assessment"]];
    // Equal weights half of the time: then who is let in can be told from outside.
    let same = dice.sometimes(2.0);
    for (at, name) in ["assessment", "plan", "looked_after"].into_iter().enumerate() {
        let first = dice.between(0.0, 0.7);
        add!(text, "[stage.{name}]\nteam = '{}'", teams[at]);
        add!(
            text,
            "exits = {{ {} = {first}, {} = {} }}",
            onwards[at][0],
            onwards[at][1],
            dice.between(0.0, 0.25)
        );
        add!(text, "open = {}\nwaiting = {}", dice.whole(0, 90), dice.sometimes(20.0).round());
        let weight = dice.between(0.5, 2.0);
        add!(text, "weight = {}\npriority = {}", if same > 0.0 { same } else { weight }, dice.whole(1, 3));
        add!(text, "needs_case_holder = {}", dice.uniform() < 0.8);
        add!(text, "limit_working_days = {}", dice.between(1.0, 90.0));
        add!(text, "placement_cost_per_week = {}", dice.sometimes(900.0));
        let weeks = dice.between(0.1, 30.0);
        if dice.uniform() < 0.7 {
            add!(text, "duration.mean_weeks = {weeks}");
        }
        let shapes =
            ["'exponential'", "'fixed'", "{ gamma = 3 }", "{ lognormal = 1.2 }", "{ weibull = 0.6 }"];
        add!(text, "duration.shape = {}", dice.pick(&shapes));
    }
}

fn roles(text: &mut String, dice: &mut Dice<'_>) {
    add!(text, "[role.novice]\nfills_posts_of = 'worker'\nbecomes = 'worker'\nnewly_qualified = true");
    add!(
        text,
        "case_holding = 1\nfull_caseload = 10\nstarting_share = {}\nmonths_to_full = 9",
        dice.uniform()
    );
    add!(text, "salary = 30_000\nbecomes_after_months = {}", dice.between(1.0, 14.0));
    add!(
        text,
        "[role.worker]\ncase_holding = {}\nfull_caseload = {}",
        dice.uniform(),
        dice.between(2.0, 20.0)
    );
    add!(text, "salary = 40_000\nleaving_multiplier = {}", dice.between(0.3, 2.0));
    add!(text, "agency_case_holding = {}", dice.uniform());
    add!(text, "[role.senior]\ncase_holding = 0.5\nfull_caseload = 10\npromoted_from = 'worker'");
    add!(text, "promotion_share = {}", dice.uniform());
    add!(text, "[role.manager]\nmanages = true\nsalary = 60_000");
}

fn staff(text: &mut String, dice: &mut Dice<'_>, teams: &[&str]) {
    let mut names = teams.to_vec();
    names.dedup();
    for team in names {
        add!(text, "[team.{team}.staff]\nnovice = {{ in_post = {} }}", dice.sometimes(4.0));
        for role in ["worker", "senior", "manager"] {
            let posts = dice.between(0.5, 12.0);
            let (in_post, agency) = (posts * dice.uniform(), dice.sometimes(4.0));
            // The novices have posts of their own beside these.
            let posts = if role == "worker" { posts + 4.0 } else { posts };
            add!(text, "{role} = {{ establishment = {posts}, in_post = {in_post}, agency = {agency} }}");
        }
    }
}

fn workforce(text: &mut String, dice: &mut Dice<'_>) {
    add!(text, "[workforce]\nfte_per_person = {}", dice.between(0.5, 1.0));
    add!(
        text,
        "absence.rate = {}\ncohort.joins_each_september = {}",
        dice.sometimes(0.3),
        dice.sometimes(5.0)
    );
    add!(text, "movement.share_per_year = {}", dice.pick(&["0", "0", "-0.1", "0.1"]));
    add!(text, "movement.sd_per_year = {}", dice.pick(&["0", "0", "0.1"]));
    add!(text, "[workforce.leaving]\nrate_per_year = {}", dice.sometimes(0.8));
    add!(text, "notice_weeks = {}\nto_agency = {}", dice.sometimes(26.0), dice.uniform());
    if dice.uniform() < 0.5 {
        add!(text, "tenure.new = {{ until_years = 1, share = 0.4, leaving_multiplier = 2 }}");
        add!(text, "tenure.old = {{ share = 0.6 }}");
    }
    add!(text, "[workforce.recruitment]\nvacancy_exponent = {}", dice.uniform());
    add!(text, "falls_through = {}\nweeks_to_start = {}", dice.sometimes(0.5), dice.sometimes(20.0));
    let (weeks, ceiling) = (dice.between(1.0, 60.0), dice.between(0.0, 20.0));
    if dice.uniform() < 0.5 {
        add!(text, "weeks_to_fill = {weeks}");
    }
    if dice.uniform() < 0.5 {
        add!(text, "market_ceiling_per_year = {ceiling}");
    }
    add!(text, "[workforce.agency]\ncover_per_vacancy = {}", dice.sometimes(1.2));
    add!(text, "lag_weeks = {}\nturnover_per_year = {}", dice.between(0.5, 20.0), dice.sometimes(3.0));
    add!(text, "conversion_per_year = {}\nleavers_who_stay = {}", dice.sometimes(1.0), dice.uniform());
    let ceiling = dice.between(0.0, 10.0);
    if dice.uniform() < 0.5 {
        add!(text, "ceiling_fte = {ceiling}");
    }
}

fn circumstances(text: &mut String, dice: &mut Dice<'_>) {
    add!(text, "[workload]\nceiling_ratio = {}", dice.between(0.5, 2.0));
    add!(text, "[workload.pressure]\nleaving = {}\nabsence = {}", dice.sometimes(1.0), dice.sometimes(1.0));
    add!(text, "pace = {}\nearly_closing = {}", dice.sometimes(1.5), dice.sometimes(1.0));
    add!(text, "management = {}\n[environment]", dice.sometimes(1.0));
    for factor in ["demand", "leaving", "hiring", "agency", "absence"] {
        add!(text, "{factor}.drift_sd_per_year = {}", dice.sometimes(0.3));
        add!(text, "{factor}.swing_sd = {}", dice.sometimes(0.3));
    }
    add!(
        text,
        "[money]\non_costs = 0.3\nagency_multiple = 1.45\naward_per_year = 0.03\ncost_per_starter = 5_000"
    );
}

fn levers(text: &mut String, dice: &mut Dice<'_>, team: &str, other: &str) {
    add!(text, "[[option]]\nname = 'all'");
    let terms = |text: &mut String, dice: &mut Dice<'_>| {
        add!(text, "phase_in_months = {}\nphase_out_months = {}", dice.sometimes(6.0), dice.sometimes(4.0));
        add!(text, "cost_once = {}\ncost_per_year = {}", dice.sometimes(9_000.0), dice.sometimes(9_000.0));
    };
    add!(text, "[[option.supplement]]\namount_per_year = {}", dice.sometimes(3_000.0));
    add!(text, "leaving = {}\nhiring = {}", dice.between(0.0, 2.0), dice.between(0.0, 2.0));
    terms(text, dice);
    add!(
        text,
        "[[option.campaign]]\nrole = '{}'\npeople = {}",
        dice.pick(&["novice", "worker"]),
        dice.whole(0, 15)
    );
    add!(text, "from_agency = {}\nearly_leaving = {}", dice.pick(&["true", "false"]), dice.sometimes(0.6));
    add!(text, "starting_share = {}\nmonths_to_full = {}", dice.uniform(), dice.between(0.0, 15.0));
    add!(text, "every_year = {}\nover_months = {}", dice.pick(&["true", "false"]), dice.between(0.0, 7.0));
    add!(
        text,
        "[[option.temporary_workers]]\nteam = '{team}'\nrole = 'worker'\nfte = {}",
        dice.sometimes(6.0)
    );
    terms(text, dice);
    add!(
        text,
        "[[option.agency]]\ncover = {}\nceiling_fte = {}",
        dice.between(0.0, 2.0),
        dice.between(0.0, 9.0)
    );
    add!(text, "price_cap = {}\nconversion = {}", dice.between(1.0, 2.0), dice.between(0.0, 3.0));
    terms(text, dice);
    add!(text, "[[option.posts]]\nteam = '{team}'\nrole = 'worker'\nfte = {}", dice.between(-6.0, 6.0));
    terms(text, dice);
    if team != other {
        add!(text, "[[option.posts]]\nteam = '{team}'\nrole = 'senior'\nto_team = '{other}'");
        add!(text, "fte = {}\nuntil = 2024-07-31", dice.between(0.0, 6.0));
    }
    add!(text, "[[option.freeze]]\nshare = {}\nfrom = 2024-07-01\nuntil = 2024-08-31", dice.uniform());
    add!(text, "[[option.early_help]]\nfamilies_per_month = {}", dice.sometimes(40.0));
    add!(text, "would_be_referred = {}\neffect = {}", dice.uniform(), dice.between(-0.5, 1.0));
    add!(
        text,
        "acts_on = {}\ngoes_on = {}",
        dice.pick(&["'referrals'", "'escalation'", "'plan'"]),
        dice.between(0.0, 2.0)
    );
    add!(text, "lag_months = {}\nlasts_months = {}", dice.sometimes(6.0), dice.between(0.5, 12.0));
    add!(text, "first_rise = {}\ncost_per_family = 900", dice.sometimes(0.2));
    add!(text, "[[option.front_door]]\nsource = 'all'\nreferrals = {}", dice.between(0.3, 1.5));
    add!(text, "goes_on = {}\nentering = {}", dice.between(0.0, 2.0), dice.between(0.5, 1.2));
    add!(text, "[[option.case_review]]\ncases = {}\nweeks_of_work_per_case = 0.3", dice.between(0.0, 200.0));
    add!(text, "moves_on = {}\nfrom = 2024-07-01\nuntil = 2024-09-30", dice.uniform());
    add!(text, "[[option.recording_system]]\ntime_gained = {}", dice.between(-0.5, 0.5));
    add!(text, "time_lost_at_first = {}", dice.sometimes(0.5));
    add!(
        text,
        "[[option.inspection]]\nagency = {}\nreferrals = {}",
        dice.between(0.5, 2.0),
        dice.between(0.5, 2.0)
    );
    add!(text, "rereferral = {}\nfrom = 2024-08-01", dice.between(0.5, 2.0));
    terms(text, dice);
}

fn changes(text: &mut String, dice: &mut Dice<'_>) {
    let stages = ["assessment", "plan", "looked_after"].map(|stage| format!("stage.{stage}.stay_changes"));
    let others =
        ["establishment", "case_holding", "rereferral"].map(|factor| format!("environment.{factor}"));
    for factor in stages.into_iter().chain(others).chain(["demand.children_in_need.changes".to_owned()]) {
        add!(text, "[{factor}]\ntrend_per_year = {}", dice.between(-0.3, 0.3));
        add!(text, "drift_sd_per_year = {}\nswing_sd = {}", dice.sometimes(0.3), dice.sometimes(1.0));
        add!(text, "swing_persistence_per_year = {}", dice.sometimes(0.9));
        add!(text, "swing_at_start = {}", dice.between(-0.5, 0.5));
    }
    add!(text, "[demand.children_in_need]\nat_start = {}", dice.between(50.0, 900.0));
    add!(text, "follows_cases = {}", dice.uniform());
    add!(text, "[workforce.posts]\nwith_people = {}", dice.uniform());
    add!(text, "[workload.case_holding]\nfollows_cases = {}", dice.sometimes(1.0));
    add!(text, "follows_staff = {}", dice.uniform());
}
