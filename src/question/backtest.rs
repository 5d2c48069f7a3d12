//! What would have been projected in past years, and what happened?

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::council::advice;
use super::{BacktestAnswer, Error, Fault, count};
use evidence::published::{AreaId, Level, Published, Year};
use model::document::{InMemory, Problem, Problems, Sources, nearest};
use model::ensemble::{Progress, Settings, Stopped};
use study::backtest;
use study::backtest::table::table;
use study::backtest::{BacktestPlan, MEASURES, Measure, Projected};

/// The first year that is projected from if the user does not say: before it too few years are known.
const FIRST_USUAL: Year = 2019;
/// How far a projection goes if the user does not say.
const USUAL_HORIZON: Year = 3;

/// What is to be projected, as a user says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BacktestQuestion {
    /// The tables of published figures, by the names of `data/`; if empty, those in the program.
    pub figures: InMemory,
    /// The years to project from; if absent all from 2019 that have a later one.
    pub origins: Option<Vec<String>>,
    /// How many years ahead; if absent 3, or as many as are published.
    pub horizon: Option<Year>,
    /// The councils by name or code; all if absent.
    pub councils: Option<Vec<String>>,
    /// The measures by id; all if absent.
    pub measures: Option<Vec<String>>,
}

/// A back-test that can begin.
pub struct BacktestAsked {
    published: Cow<'static, Published>,
    plan: BacktestPlan,
    tasks: Vec<backtest::Task>,
}

impl BacktestAsked {
    pub(super) fn new(settings: &Settings, question: &BacktestQuestion) -> Result<Self, Error> {
        let published = question.published()?;
        let plan = question.plan(&published, settings.trials, settings.seed)?;
        let tasks = backtest::tasks(&published, &plan).map_err(|error| Error::input(error.to_string()))?;
        if tasks.is_empty() {
            return Err(nothing_to_compare());
        }
        Ok(Self { published, plan, tasks })
    }

    /// What is to be projected, one task for each council and origin.
    pub fn tasks(&self) -> &[backtest::Task] {
        &self.tasks
    }

    /// Trials of each task.
    pub fn trials(&self) -> u32 {
        self.plan.trials
    }

    /// Projects some of the tasks; `done` is told of each as soon as it is done.
    ///
    /// # Errors
    ///
    /// If the user stops it, or what `done` says.
    pub fn project<E: From<Stopped> + Send>(
        &self,
        tasks: &[&backtest::Task],
        progress: &dyn Progress,
        done: &(dyn Fn(&backtest::Task, Projected) -> Result<(), E> + Sync),
    ) -> Result<(), E> {
        backtest::project(&self.plan, tasks, progress, done)
    }

    /// Compares what was projected for the tasks with what happened, and with simple rules.
    ///
    /// # Errors
    ///
    /// If there is nothing to compare.
    pub fn compare(self, projected: &[Projected]) -> Result<BacktestAnswer, Error> {
        let projections = self.plan.with_rules(&self.published, projected);
        if projections.is_empty() {
            return Err(nothing_to_compare());
        }
        let rows = table(&self.published, &projections);
        Ok(BacktestAnswer { published: self.published, plan: self.plan, projections, rows })
    }

    pub(super) fn answer(self, progress: &dyn Progress) -> Result<BacktestAnswer, Error> {
        progress.begin(u64::from(self.plan.trials) * self.tasks.len() as u64, None);
        let all: Vec<&backtest::Task> = self.tasks.iter().collect();
        let done = Mutex::new(BTreeMap::new());
        self.project(&all, progress, &|task, projected| -> Result<(), Stopped> {
            done.lock().unwrap_or_else(PoisonError::into_inner).insert(task.key, projected);
            Ok(())
        })?;
        // In the order of the tasks, not in that in which they were done.
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        let projected: Vec<Projected> = all.iter().filter_map(|task| done.remove(&task.key)).collect();
        self.compare(&projected)
    }
}

impl BacktestQuestion {
    fn published(&self) -> Result<Cow<'static, Published>, Error> {
        if self.figures == InMemory::default() {
            return Ok(Cow::Borrowed(Published::embedded()));
        }
        Published::read_folder(Path::new(""), &self.figures).map(Cow::Owned).map_err(|(problems, sources)| {
            let message = format!("the figures cannot be used: {}", count(&problems));
            Error::Input(Fault { message, problems, sources })
        })
    }

    /// The plan, in the order of the figures: what is named twice is done once.
    fn plan(&self, published: &Published, trials: u32, seed: u64) -> Result<BacktestPlan, Error> {
        let mut problems = Problems::default();
        let origins = self.origins(published, &mut problems);
        let first = origins.first().copied().unwrap_or(BacktestPlan::possible_origins(published).start);
        let plan = BacktestPlan {
            horizon: self.horizon(BacktestPlan::last_outturn(published), first, &mut problems),
            origins,
            councils: self.councils(published, &mut problems),
            measures: self.measures(&mut problems),
            trials,
            seed,
        };
        if problems.list().is_empty() {
            return Ok(plan);
        }
        let message = format!("the back-test cannot be run: {}", count(&problems));
        Err(Error::Input(Fault { message, problems, sources: Sources::default() }))
    }

    fn origins(&self, published: &Published, problems: &mut Problems) -> Vec<Year> {
        let possible = BacktestPlan::possible_origins(published);
        let Some(origins) = &self.origins else {
            let usual: Vec<Year> = possible.clone().filter(|year| *year >= FIRST_USUAL).collect();
            return if usual.is_empty() { possible.collect() } else { usual };
        };
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
        each(origins, "--origins", &remedy, problems, |text| {
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

fn nothing_to_compare() -> Error {
    Error::input(
        "nothing of this is published both in an origin and after it, so that there is nothing to compare\n  \
         help: choose other measures, origins or councils; `staffcast show` has what is published of a council",
    )
}
