//! Options, levers and targets.

use super::{MINIMAL, edited, messages, messages_after, messages_with};

const OPTION: &str = "[[option]]\nname = \"plan\"\n";

fn with_lever(lever: &str) -> String {
    messages_with(&format!("{OPTION}{lever}"))
}

/// The smallest scenario with this at its top.
fn messages_beginning_with(top: &str) -> String {
    messages(&format!("{top}\n{MINIMAL}"))
}

#[test]
fn one_of_every_lever_is_without_fault() {
    let levers = "[[option.change]]\nparameter = \"demand.level\"\nset = 1.1\n[[option.supplement]]\n[[option.campaign]]\n\
        role = \"social_worker\"\npeople = 3\n[[option.temporary_workers]]\nteam = \"east\"\nrole = \"social_worker\"\nfte = 2\n\
        [[option.agency]]\n[[option.posts]]\nteam = \"east\"\nrole = \"social_worker\"\nfte = -1\n[[option.freeze]]\n\
        [[option.early_help]]\nfamilies_per_month = 5\nwould_be_referred = 0.2\neffect = 0.1\n[[option.front_door]]\n\
        [[option.case_review]]\ncases = 10\nweeks_of_work_per_case = 0.1\nuntil = 2024-03-31\n[[option.recording_system]]\n\
        time_gained = 0.05\n[[option.inspection]]\n[[option.demand_shock]]\nreferrals = 1.1\n";
    assert_eq!(with_lever(levers), "");
    assert_eq!(
        messages_with("[[option]]\nname = \"rules\"\nincludes = \"national_agency_rules_2024\"\n"),
        ""
    );
}

#[test]
fn names_of_options() {
    insta::assert_snapshot!(messages_with(
        "[[option]]\nname = \"baseline\"\n[[option.freeze]]\n[[option]]\nname = \"plan\"\n[[option.freeze]]\n\
         [[option]]\nname = \"plan\"\n[[option.freeze]]\n[[option]]\nname = \"more staff\"\n[[option]]\ntitle = \"No name\"\n"
    ));
}

#[test]
fn options_that_include_each_other() {
    insta::assert_snapshot!(messages_with(
        "[[option]]\nname = \"a\"\nincludes = [\"b\", \"d\"]\nagainst = \"a\"\n[[option]]\nname = \"b\"\nincludes = \"c\"\n\
         against = \"plan\"\n[[option]]\nname = \"c\"\nincludes = [\"a\"]\noffered = false\n[[option]]\nname = \"e\"\n\
         against = \"c\"\nincludes = 3\n"
    ));
}

#[test]
fn an_option_that_is_no_list() {
    insta::assert_snapshot!(messages_with("[option]\nname = \"plan\"\n"));
}

#[test]
fn numbers_that_levers_change() {
    insta::assert_snapshot!(with_lever(
        "[[option.change]]\nparameter = \"workforce.leaving.rate_per_yaer\"\nmultiply = 0.9\n\
         [[option.change]]\nparameter = \"workforce.recruitment.weeks_to_fill_posts\"\nset = 20\n\
         [[option.change]]\nparameter = \"team.east.staff.social_worker.in_post\"\nadd = 2\n\
         [[option.change]]\nparameter = \"demand.trend_per_year\"\nadd = 0.02\n\
         [[option.change]]\nparameter = \"stage.assessment.duration.mean_weeks\"\nmultiply = 0.9\n\
         [[option.change]]\nparameter = \"workforce.absence.rate\"\nset = 3\n\
         [[option.change]]\nparameter = \"demand.noise_cv\"\nmultiply = 2\nadd = 1\n\
         [[option.change]]\nparameter = \"workforce.leaving.notice_weeks\"\n"
    ));
}

#[test]
fn a_multiple_of_nil_is_nil() {
    insta::assert_snapshot!(with_lever(
        "[[option.change]]\nparameter = \"workforce.leaving.to_agency\"\nmultiply = 2\n"
    ));
}

#[test]
fn dates_of_levers() {
    insta::assert_snapshot!(with_lever(
        "[[option.freeze]]\nfrom = 2020-01-01\n[[option.freeze]]\nfrom = 2024-04-15\n[[option.freeze]]\nuntil = 2024-04-01\n\
         [[option.freeze]]\nfrom = 2024-06-01\nuntil = 2024-04-30\n[[option.freeze]]\nfrom = 2090-01-01\n\
         [[option.case_review]]\ncases = 10\nweeks_of_work_per_case = 0.1\n"
    ));
}

#[test]
fn names_in_levers() {
    insta::assert_snapshot!(with_lever(
        "[[option.supplement]]\nrole = [\"social_worker\", \"manager\"]\n[[option.campaign]]\nrole = \"social_workr\"\n\
         people = 4\nteam = \"north\"\n[[option.posts]]\nteam = \"eest\"\nrole = \"social_worker\"\nfte = 2\n\
         [[option.demand_shock]]\nsource = \"police\"\nreferrals = 1.2\n[[option.posts]]\nteam = \"east\"\n\
         role = \"social_worker\"\nfte = 2\nto_team = \"east\"\n[[option.early_help]]\nfamilies_per_month = 5\n\
         would_be_referred = 0.2\neffect = 0.1\nacts_on = \"cases\"\n"
    ));
}

/// A stage by its name, and one that is nearly one.
#[test]
fn what_early_help_acts_on() {
    let help = |acts_on: &str| {
        with_lever(&format!(
            "[[option.early_help]]\nfamilies_per_month = 5\nwould_be_referred = 0.2\neffect = 0.1\nacts_on = {acts_on}\n"
        ))
    };
    for right in ["\"referrals\"", "\"escalation\"", "\"support\""] {
        assert_eq!(help(right), "", "{right}");
    }
    insta::assert_snapshot!(help("\"suport\""));
    insta::assert_snapshot!("what_early_help_acts_on_is_text", help("3"));
}

#[test]
fn a_supplement_has_one_effect_on_leaving() {
    insta::assert_snapshot!(with_lever(
        "[[option.supplement]]\namount_per_year = 3_000\nleaving = 0.9\nleaving_elasticity = -2\n\
         [[option.supplement]]\namount_per_year = 3_000\nleaving_elasticity = 2\n"
    ));
    insta::assert_snapshot!(
        "an_elasticity_needs_a_salary",
        messages(&format!(
            "{}\n{OPTION}[[option.supplement]]\namount_per_year = 3_000\nleaving_elasticity = -2\n",
            edited(&[("salary = 41_000\n", "")])
        ))
    );
}

#[test]
fn numbers_that_are_there_for_levers() {
    insta::assert_snapshot!(messages_after(&[(
        "salary = 41_000",
        "salary = 41_000\nhiring_multiplier = 1.2"
    )]));
}

#[test]
fn what_is_decided_is_an_option() {
    insta::assert_snapshot!(messages_beginning_with("decided = [\"review\"]"));
}

#[test]
fn targets_of_what_there_is() {
    insta::assert_snapshot!(messages_beginning_with(
        "targets = [\"vacancy below 10%\", \"vacancy_rate under 10%\"]"
    ));
    insta::assert_snapshot!(
        "targets_of_known_things",
        messages_beginning_with(
            "targets = [\"vacancy_rates below 10%\", \"caseload at most 16 in eest\", \"caseload at most 16 by 2019-03\"]"
        )
    );
}
