//! What a back-test is asked for: the plan, or all that is wrong with it at once.

use clap::Args;

use super::failure::Failure;
use super::published::advice;
use super::{arguments, console};
use crate::backtest::{MEASURES, Measure, Plan};
use crate::document::{Problem, Problems, Sources, nearest};
use crate::published::{AreaId, Level, Published, Year};

/// How far a projection goes if the user does not say.
const USUAL_HORIZON: Year = 3;

#[derive(Args, Debug)]
pub(super) struct PlanArguments {
    /// The years to project from, with commas
    #[arg(long, value_name = "YEARS", value_delimiter = ',', default_value = "2019,2020,2021,2022")]
    origins: Vec<String>,
    /// How many years ahead [default: 3, or as many as are published]
    #[arg(long, value_name = "YEARS")]
    horizon: Option<Year>,
    /// The councils by name or code, with commas; may be given several times [default: all]
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    councils: Option<Vec<String>>,
    /// The measures by id, with commas [default: all]
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    measures: Option<Vec<String>>,
    /// How many possible futures of each council and origin, 1 to 10,000,000
    #[arg(long, value_name = "NUMBER", default_value = "500", value_parser = arguments::trials)]
    trials: u32,
    /// Where chance begins: the same seed gives the same results
    #[arg(long, value_name = "NUMBER", default_value = "1", value_parser = arguments::seed)]
    seed: u64,
}

impl PlanArguments {
    /// The plan, in the order of the figures: what is named twice is done once.
    pub(super) fn plan(&self, published: &Published) -> Result<Plan, Failure> {
        let mut problems = Problems::default();
        let origins = self.origins(published, &mut problems);
        let first = origins.first().copied().unwrap_or(Plan::possible_origins(published).start);
        let plan = Plan {
            horizon: self.horizon(Plan::last_outturn(published), first, &mut problems),
            origins,
            councils: self.councils(published, &mut problems),
            measures: self.measures(&mut problems),
            trials: self.trials,
            seed: self.seed,
        };
        if problems.list().is_empty() {
            return Ok(plan);
        }
        console::tell_problems(&problems, &Sources::default());
        Err(Failure::Input(format!("the back-test cannot be run: {}", console::count(&problems))))
    }

    fn origins(&self, published: &Published, problems: &mut Problems) -> Vec<Year> {
        let possible = Plan::possible_origins(published);
        let remedy = if possible.is_empty() {
            format!("a back-test needs figures of the workforce of {} and of a later year", possible.start)
        } else {
            format!("choose years from {} to {}", possible.start, possible.end - 1)
        };
        let origin = |text: &str| match text.parse::<Year>() {
            Ok(year) if possible.contains(&year) => Ok(year),
            Ok(year) if year == possible.end => Err(format!(
                "no figures are published after {year}, so that nothing can be compared with projections from {year}"
            )),
            Ok(year) => Err(format!("there are no figures of the workforce for {year}")),
            Err(_) => Err(format!("`{text}` in `--origins` is no year")),
        };
        each(&self.origins, "--origins", &remedy, problems, |text| {
            origin(text).map_err(|message| Problem::error(message).help(&remedy))
        })
    }

    fn horizon(&self, last: Year, first_origin: Year, problems: &mut Problems) -> Year {
        let most = last.saturating_sub(first_origin).max(1);
        let horizon = self.horizon.unwrap_or_else(|| USUAL_HORIZON.min(most));
        let message = match horizon {
            0 => "`--horizon` is 0, but the figures of the origin itself are not projected".to_owned(),
            _ if horizon > most => format!(
                "`--horizon` is {horizon}, but figures are published to {last}, and the first origin is {first_origin}"
            ),
            _ => return horizon,
        };
        let remedy = if most == 1 { "write 1".to_owned() } else { format!("write 1 to {most}") };
        problems.add(Problem::error(message).help(remedy));
        horizon
    }

    fn councils(&self, published: &Published, problems: &mut Problems) -> Vec<AreaId> {
        let Some(names) = &self.councils else {
            return published.councils().map(|(council, _)| council).collect();
        };
        let remedy = "leave it out for all councils; `staffcast councils` lists them";
        each(&names_of(published, names), "--councils", remedy, problems, |name| council(published, name))
    }

    fn measures(&self, problems: &mut Problems) -> Vec<usize> {
        let all = || MEASURES.iter().map(|measure| measure.id);
        let Some(ids) = &self.measures else { return (0..MEASURES.len()).collect() };
        let list = format!("the measures are {}", all().collect::<Vec<_>>().join(", "));
        each(ids, "--measures", &list, problems, |id| {
            Measure::find(id).ok_or_else(|| {
                let help = match nearest(id, all()) {
                    Some(near) => format!("did you mean `{near}`? {list}"),
                    None => list.clone(),
                };
                Problem::error(format!("there is no measure `{id}` in a back-test")).help(help)
            })
        })
    }
}

/// What each entry of a list stands for, ascending and once; adds what is wrong with the others.
fn each<T: Ord>(
    entries: &[String],
    argument: &str,
    remedy: &str,
    problems: &mut Problems,
    read: impl Fn(&str) -> Result<T, Problem>,
) -> Vec<T> {
    let entries = || entries.iter().map(|entry| entry.trim()).filter(|entry| !entry.is_empty());
    if entries().next().is_none() {
        problems.add(Problem::error(format!("`{argument}` is empty")).help(remedy));
    }
    let mut found = Vec::new();
    for entry in entries() {
        match read(entry) {
            Ok(value) => found.push(value),
            Err(problem) => problems.add(problem),
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Names that were parted at a comma of their own are put together again: what follows the comma in
/// the name of a council, as in `Bristol, City of`, belongs to the name before it.
fn names_of(published: &Published, parts: &[String]) -> Vec<String> {
    let tails: Vec<&str> =
        published.councils().filter_map(|(_, council)| Some(council.name.split_once(", ")?.1)).collect();
    let is_tail = |part: &str| tails.iter().any(|tail| tail.eq_ignore_ascii_case(part.trim()));
    let mut names: Vec<String> = Vec::new();
    for part in parts {
        match names.last_mut() {
            Some(before) if is_tail(part) => *before = format!("{before},{part}"),
            _ => names.push(part.clone()),
        }
    }
    names
}

fn council(published: &Published, name: &str) -> Result<AreaId, Problem> {
    let found = published.find(name).map_err(|unknown| {
        Problem::error(format!("there is no council `{}`", unknown.asked)).help(advice(&unknown))
    })?;
    let kind = match published.area(found).level {
        Level::Council => return Ok(found),
        Level::Region => "a region",
        Level::Country => "a country",
    };
    let message = format!("{} is {kind}, and a back-test is of councils", published.area(found).name);
    Err(Problem::error(message).help("name councils, or leave out `--councils` for all"))
}
