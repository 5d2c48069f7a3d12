//! What the baseline takes for granted: what funded posts do, what moves from year to year, and, where scenarios are
//! compared, what is that of the first in all of them.

use crate::Run;
use model::english::{list, quoted, title_or_name};
use model::figures::{short, with_commas};
use model::measure::{MeasureId, Unit};
use model::readable::Style;
use model::service::{
    Alternative, Demand, Environment, Factor, Money, Movement, Service, StaffGroup, Team, Workforce,
};
use model::summary::Band;
use model::uncertain::{Quantity, Uncertain};

/// Something that may move from year to year.
#[derive(Debug)]
struct Part {
    /// What it is, in full.
    what: String,
    /// The same in a word or two.
    short: &'static str,
    /// Whether it moves.
    moves: bool,
}

impl Part {
    fn new(short: &'static str, what: &str, moves: bool) -> Self {
        Self { what: what.to_owned(), short, moves }
    }
}

/// Figures that differ by less than half of what is shown are the same.
const SAME: f64 = 0.05;

/// What the baseline takes funded posts to do, with figures; nothing if there are no posts.
pub(crate) fn posts(run: &Run<'_>) -> Option<String> {
    let bands = &run.results.summaries.first()?.service(MeasureId::Establishment)?.bands;
    let (((start, first), (end, last)), service) = (bands.first().zip(bands.last())?, &run.scenario.service);
    if last.p50.max(first.p50) <= 0.0 {
        return None;
    }
    let exact = |fte: f64| with_commas(&short(fte, 1));
    let is_exact = |band: &Band| band.p90 - band.p10 < SAME;
    if bands.iter().all(|(_, band)| is_exact(band) && (band.p50 - first.p50).abs() < SAME) {
        let fte = exact(first.p50);
        return Some(format!("Funded posts stay at {fte} FTE unless an option changes them."));
    }
    let style = Style::of(Unit::Fte, &[last.p10, last.p50, last.p90]);
    let (start, end, from) = (start.long_name(), end.long_name(), exact(first.p50));
    let to = if is_exact(last) {
        format!("{} in {end}", exact(last.p50))
    } else {
        let range = format!("{} to {}", style.write(last.p10), style.write(last.p90));
        format!("a median of {} in {end} (80% range {range})", style.write(last.p50))
    };
    Some(if service.posts_move() {
        format!(
            "Funded posts move as they have moved at councils: from {from} FTE in {start} to {to}. They are a decision of the \
             council; posts = \"as_funded\" in the scenario holds them."
        )
    } else {
        format!(
            "Funded posts go from {from} FTE in {start} to {to}, by what is decided already. Else they stay unless an option \
             changes them."
        )
    })
}

/// All that moves from year to year in the baseline, in a line for the first page; [`moves`] tells more.
pub(crate) fn moves_in_short(run: &Run<'_>) -> String {
    let parts = parts(&run.scenario.service, run.settings.layers.environment);
    let names: Vec<&str> = parts.iter().filter(|part| part.moves).map(|part| part.short).collect();
    if names.is_empty() {
        return "Nothing moves from year to year.".to_owned();
    }
    format!("These move from year to year: {}.", list(&names))
}

/// All that moves from year to year in the baseline, and what stays as it is at the start.
pub(crate) fn moves(run: &Run<'_>) -> String {
    let service = &run.scenario.service;
    let parts = parts(service, run.settings.layers.environment);
    let named = |moves: bool| {
        let of = parts.iter().filter(|part| part.moves == moves).map(|part| part.what.clone());
        of.collect::<Vec<String>>()
    };
    let moving = match named(true).as_slice() {
        [] => "Nothing moves from year to year.".to_owned(),
        names => format!("What moves from year to year: {}.", list(names)),
    };
    let mut staying = named(false);
    staying.push("all other numbers of the scenario".to_owned());
    let decided = service.decided_options().into_iter().filter_map(|name| service.option.get(name));
    let decided: Vec<String> = decided.map(|option| quoted(Alternative::heading(option))).collect();
    let unless = if decided.is_empty() {
        "an option changes it".to_owned()
    } else {
        format!("an option, or what is decided already ({}), changes it", list(&decided))
    };
    format!("{moving} What stays as it is at the start unless {unless}: {}.", list(&staying))
}

/// What may move from year to year, and whether it does; `chance` is whether it may do so by chance, or as it is
/// expected alone. A new number of an environment will not compile until it is told.
fn parts(service: &Service<Uncertain>, chance: bool) -> Vec<Part> {
    let moves = |factor: &Factor<Uncertain>| {
        let Factor {
            trend_per_year,
            drift_sd_per_year,
            swing_sd,
            swing_persistence_per_year: _,
            swing_at_start,
        } = factor;
        let by_chance = is_told(drift_sd_per_year) || is_told(swing_sd);
        is_told(trend_per_year) || is_told(swing_at_start) || (chance && by_chance)
    };
    let Environment { demand, leaving, hiring, agency, absence, establishment, case_holding, rereferral } =
        &service.environment;
    let Demand { source, trend_per_year, noise_cv, children_in_need, .. } = &service.demand;
    let Workforce { movement, absence: of_working_days, .. } = &service.workforce;
    let Movement { share_per_year, sd_per_year, persistence_per_year: _ } = movement;
    let Money { award_per_year, .. } = &service.money;
    let holding = &service.workload.case_holding;
    let follows = is_told(&holding.follows_cases) || holding.follows_staff.quantity != Quantity::Known(1.0);
    let grows = is_told(trend_per_year) || source.values().any(|source| is_told(&source.trend_per_year));
    let mut parts = vec![
        Part::new("pay and prices", "pay and prices", is_told(award_per_year)),
        Part::new(
            "referrals",
            "the level of referrals",
            moves(demand) || grows || (chance && is_told(noise_cv)),
        ),
        Part::new("leaving", "leaving", moves(leaving)),
        Part::new("hiring", "how fast vacancies are filled", moves(hiring)),
        Part::new("agency cover", "agency cover", moves(agency)),
        Part::new("absence", "absence", moves(absence) || of_working_days.at_start.is_some()),
        Part::new("funded posts", "funded posts", moves(establishment)),
        Part::new("case-holding", "how many staff hold cases", moves(case_holding) || follows),
        Part::new("re-referrals", "how many children come back", moves(rereferral)),
    ];
    if let Some(need) = children_in_need {
        let what = "children in need beside those with cases";
        parts.push(Part::new("children in need", what, moves(&need.changes)));
    }
    let stages = service
        .stage
        .iter()
        .map(|(name, stage)| (title_or_name(&stage.title, &name.text), moves(&stage.stay_changes)));
    let (changing, same): (Vec<_>, Vec<_>) = stages.partition(|(_, moves)| *moves);
    for (stages, others, moves) in [(&changing, &same, true), (&same, &changing, false)] {
        let names: Vec<&str> = stages.iter().map(|(name, _)| name.as_str()).collect();
        let of = if others.is_empty() { String::new() } else { format!(" ({})", list(&names)) };
        let what = format!("how long cases stay{of}");
        parts.extend((!names.is_empty()).then(|| Part::new("lengths of stay", &what, moves)));
    }
    let others = is_told(share_per_year) || (chance && is_told(sd_per_year));
    parts.push(Part::new("other staff changes", "staff who come and go in other ways", others));
    parts
}

/// Whether a number is anything but nil.
fn is_told(number: &Uncertain) -> bool {
    number.quantity != Quantity::Known(0.0)
}

/// What is that of the first scenario in all that are compared (equation B8); nothing where none are.
pub(crate) fn carried_over(run: &Run<'_>) -> Option<String> {
    let (first, others) = (&run.scenario.service, run.others);
    let titles = || run.results.summaries.iter().map(|summary| quoted(&summary.title));
    let (name, names) = (titles().next()?, titles().skip(1));
    if others.is_empty() {
        return None;
    }
    let mut carried: Vec<Worked> = Vec::new();
    let mut exceptions: Vec<String> = Vec::new();
    let ours = stated(first);
    for (other, title) in others.iter().zip(names) {
        let mut own: Vec<Worked> = Vec::new();
        for ((what, theirs), (_, ours)) in stated(&other.service).into_iter().zip(&ours) {
            if theirs && !ours {
                own.push(what);
            } else if !theirs && !carried.contains(&what) {
                carried.push(what);
            }
        }
        if !own.is_empty() {
            exceptions.push(format!("{title} says itself {}.", list(&in_words(&own, first))));
        }
        let anew = worked_out_anew(first, &other.service);
        if !anew.is_empty() {
            exceptions.push(format!(
                "Worked out anew for {title}, since {name} does not have them: {}.",
                list(&anew)
            ));
        }
    }
    let mut carried = in_words(&carried, first);
    carried.push("how many referrals are of children who come back".to_owned());
    carried.push("how leaving divides over staff".to_owned());
    carried.push("the vacancies beyond which agency cover grows".to_owned());
    let carried = format!(
        "What is worked out so that the start of {name} is in balance is the same in all scenarios: {}. So more posts are more \
         vacancies, and less leaving is fewer.",
        list(&carried)
    );
    Some([&[carried][..], &exceptions].concat().join(" "))
}

/// What a scenario may say itself, or leave to be worked out so that its start is in balance.
#[derive(PartialEq)]
enum Worked {
    TimeToFill,
    /// How long cases stay in the stage of this title.
    Stay(String),
    Pressure,
}

/// What may be worked out, and whether a scenario says it itself.
fn stated(service: &Service<Uncertain>) -> Vec<(Worked, bool)> {
    let stays = service.stage.iter().map(|(name, stage)| {
        let of = title_or_name(&stage.title, &name.text);
        (Worked::Stay(of), stage.duration.mean_weeks.is_some())
    });
    let to_fill = service.workforce.recruitment.weeks_to_fill.is_some();
    let pressure = service.team.values().all(|team| team.reference_pressure.is_some());
    let others = [(Worked::TimeToFill, to_fill), (Worked::Pressure, pressure)];
    others.into_iter().chain(stays).collect()
}

/// The same in words; where it is all stages, they need no names.
fn in_words(worked: &[Worked], service: &Service<Uncertain>) -> Vec<String> {
    let stay = |worked: &Worked| match worked {
        Worked::Stay(stage) => Some(stage.clone()),
        Worked::TimeToFill | Worked::Pressure => None,
    };
    let stays: Vec<String> = worked.iter().filter_map(stay).collect();
    let told = |what: Worked, words: &str| worked.contains(&what).then(|| words.to_owned());
    let of = if stays.len() == service.stage.len() { String::new() } else { format!(" ({})", list(&stays)) };
    let of_stays = (!stays.is_empty()).then(|| format!("how long cases stay{of}"));
    let to_fill = told(Worked::TimeToFill, "how long posts take to fill");
    let pressure = told(Worked::Pressure, "the load at which staff work as usual");
    to_fill.into_iter().chain(of_stays).chain(pressure).collect()
}

/// What a scenario has and the first has not, so that nothing can be carried over to it.
fn worked_out_anew(first: &Service<Uncertain>, other: &Service<Uncertain>) -> Vec<String> {
    let mut anew = Vec::new();
    for (name, team) in other.team.iter() {
        let ours = first.team.get(&name.text).map(|team| &team.staff);
        let new =
            team.staff.iter().filter(|(role, _)| ours.is_none_or(|staff| staff.get(&role.text).is_none()));
        anew.extend(new.map(|(role, _): (_, &StaffGroup<Uncertain>)| {
            let title = other.role.get(&role.text).map_or("", |role| role.title.as_str());
            let team_title = |team: &Team<Uncertain>| title_or_name(&team.title, &name.text);
            format!("posts of {} in {}", title_or_name(title, &role.text), team_title(team))
        }));
    }
    let bands = |service: &Service<Uncertain>| -> Vec<String> {
        service.workforce.leaving.tenure.names().map(str::to_owned).collect()
    };
    if bands(first) != bands(other) {
        anew.push("how leaving divides over time in post".to_owned());
    }
    anew
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;
    use model::calendar::Month;
    use model::scenario::{Reading, Scenario};
    use model::summary::{Series, Summary};
    use model::uncertain::kinds;

    const SMALL: &str = include_str!("../../../../tests/integration/small.toml");
    const MOVES: &str = "\n[environment.establishment]\ntrend_per_year = 0.02\n";

    fn scenario(text: &str) -> Scenario {
        let Reading { scenario, problems, sources } = Reading::of_text("small", text);
        scenario.unwrap_or_else(|| panic!("{}", problems.render(&sources, false)))
    }

    fn band(p10: f64, p50: f64, p90: f64) -> Band {
        Band { mean: p50, p05: p10, p10, p25: p10, p50, p75: p90, p90, p95: p90, standard_error: 0.0 }
    }

    /// A run of a scenario whose posts stand so at the start and at the end.
    fn sample(text: &str, last: Band) -> Sample {
        let mut sample = Sample::new();
        sample.scenario = scenario(text);
        let bands = vec![(Month::new(2023, 9), band(866.5, 866.5, 866.5)), (Month::new(2028, 9), last)];
        let measure = MeasureId::Establishment.measure().clone();
        sample.results.summaries[0].monthly.push(Series { team: None, measure, bands });
        sample
    }

    #[test]
    fn what_posts_do_is_told_with_figures() {
        let told = |text: &str, last| posts(&sample(text, last).run()).unwrap();
        assert_eq!(
            told(SMALL, band(866.5, 866.5, 866.5)),
            "Funded posts stay at 866.5 FTE unless an option changes them."
        );
        assert_eq!(
            told(&format!("{SMALL}{MOVES}"), band(768.1, 941.2, 1_146.0)),
            "Funded posts move as they have moved at councils: from 866.5 FTE in September 2023 to a median of 941 in September \
             2028 (80% range 768 to 1,146). They are a decision of the council; posts = \"as_funded\" in the scenario holds them."
        );
        assert_eq!(
            told(SMALL, band(886.5, 886.5, 886.5)),
            "Funded posts go from 866.5 FTE in September 2023 to 886.5 in September 2028, by what is decided already. Else they \
             stay unless an option changes them."
        );
        assert_eq!(posts(&Sample::new().run()), None);
    }

    #[test]
    fn what_moves_and_what_stays_is_told_once() {
        let told = moves(&sample(&format!("{SMALL}{MOVES}"), band(1.0, 1.0, 1.0)).run());
        assert_eq!(
            told,
            "What moves from year to year: funded posts. What stays as it is at the start unless an option changes it: pay and \
             prices, the level of referrals, leaving, how fast vacancies are filled, agency cover, absence, how many staff \
             hold cases, how many children come back, how long cases stay, staff who come and go in other ways and all other \
             numbers of the scenario."
        );
    }

    #[test]
    fn the_first_page_lists_what_moves_in_a_word_or_two_each() {
        let told = |text: &str| moves_in_short(&sample(text, band(1.0, 1.0, 1.0)).run());
        assert_eq!(told(SMALL), "Nothing moves from year to year.");
        let more = "\n[environment.hiring]\nswing_sd = 0.1\nswing_persistence_per_year = 0.3\n";
        assert_eq!(
            told(&format!("{SMALL}{MOVES}{more}")),
            "These move from year to year: hiring and funded posts."
        );
    }

    /// Of a council with all that a scenario can hold, every number that makes something move is told: one by one.
    #[test]
    fn no_number_that_moves_anything_is_forgotten() {
        let text =
            include_str!("../../../../scenarios/kent-2023.toml").replace("\"as_funded\"", "\"as_drifted\"");
        let mut council = scenario(&text).service;
        council.workforce.absence.at_start = None;
        council.workload.case_holding.follows_cases = Uncertain::known(0.0);
        council.workload.case_holding.follows_staff = Uncertain::known(1.0);
        let never = ["leaving", "hiring", "absence"].map(|of| format!("environment.{of}.swing_at_start"));
        let mut paths = Vec::new();
        let with = |wanted: &str, paths: &mut Vec<String>| {
            council.map(&mut |path, about, number: &Uncertain| {
                let moves = [kinds::CHANGE, kinds::SPREAD, kinds::DEVIATION].contains(about.kind);
                if !moves || never.iter().any(|never| never == path) {
                    return number.clone();
                }
                paths.push(path.to_owned());
                Uncertain::known(if path == wanted { 0.1 } else { 0.0 })
            })
        };
        let still = parts(&with("", &mut paths), true);
        assert!(still.iter().all(|part| !part.moves) && paths.len() > 40, "{still:?}, {paths:?}");
        for path in &paths {
            let moving = parts(&with(path, &mut Vec::new()), true);
            let told = moving.iter().filter(|part| part.moves).count();
            assert_eq!(told, 1, "{path}: {moving:?}");
        }
    }

    #[test]
    fn what_is_carried_over_is_told_with_its_exceptions() {
        let mut sample = Sample::new();
        assert_eq!(carried_over(&sample.run()), None);
        let stays =
            [("duration = { mean_weeks = 6 }", ""), ("open = 124", "open = 124\ntitle = \"Assessment\"")];
        let text = stays.iter().fold(SMALL.to_owned(), |text, (old, new)| text.replacen(old, new, 1));
        sample.scenario = scenario(&text);
        let grown = Summary { title: "Grown".to_owned(), ..sample.results.summaries[0].clone() };
        sample.results.summaries.push(grown);
        let leaves_less = text.replace("rate_per_year = 0.15", "rate_per_year = 0.1");
        let more = "[role.manager]\n[team.duty.staff.manager]\nestablishment = 2\n[workforce.recruitment]\nweeks_to_fill = 20\n";
        let others = vec![scenario(&(leaves_less + more))];
        let run = Run { others: &others, ..sample.run() };
        assert_eq!(
            carried_over(&run).unwrap(),
            "What is worked out so that the start of “Baseline” is in balance is the same in all scenarios: how long cases stay \
             (Assessment), the load at which staff work as usual, how many referrals are of children who come back, how leaving \
             divides over staff and the vacancies beyond which agency cover grows. So more posts are more vacancies, and less \
             leaving is fewer. “Grown” says itself how long posts take to fill. Worked out anew for “Grown”, since “Baseline” \
             does not have them: posts of manager in duty."
        );
    }
}
