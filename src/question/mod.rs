//! The door of the library: a [`Job`] in, an [`Answer`] out.
//!
//! A job is plain data that holds all texts it rests on, so that it can be
//! answered anywhere: by the command line, in a browser, by a worker of a
//! cluster. Nothing here knows a disk, a clock or a terminal.

mod error;
mod council;
mod own;
mod import;
mod answer;
mod vary;
mod study;
mod goal;
mod plan;
mod sensitivity;
mod track;
mod backtest;
mod job;
mod auto;
mod compare;
mod run;

pub use answer::{Answer, BacktestAnswer, RunAnswer, StudyAnswer};
pub use backtest::{BacktestAsked, BacktestQuestion};
pub use council::{WithCouncils, advice, find, for_council};
pub use error::{Error, Fault, count};
pub use goal::GoalQuestion;
pub use import::{ImportAnswer, import};
pub use job::{Job, Question, Trials};
pub use own::{over_published, own_figures};
pub use plan::{PlanQuestion, Sizes};
pub use sensitivity::SensitivityQuestion;
pub use study::{chance, check_charts, target};
pub use track::track;
pub use vary::{Vary, number, pounds};

use model::document::InMemory;
use model::english::plural;
use model::ensemble::{Progress, Work};
use model::figures::{short, whole};
use model::scenario::{Reading, Scenario, read};
use report::folder_name;
use run::RunAsked;
use study::Study;

/// Answers a job. On how many threads is the caller's choice
/// ([`on_threads`](model::ensemble::on_threads)); it changes no figure.
///
/// # Errors
///
/// What is wrong with the scenario or the question, all at once; or that the user stopped it.
pub fn answer(job: &Job, progress: &dyn Progress) -> Result<Answer, Error> {
    Asked::of(job)?.answer(progress)
}

/// The most memory that the values of one measure may take.
const MOST_BYTES: f64 = 2e9;
/// Hours of one core of which the user is told beforehand.
const MANY_HOURS: f64 = 1.0;

/// A job that can be answered: its scenario is read, and the question fits it.
pub enum Asked {
    /// A run, or a comparison of scenarios.
    Run(Box<RunAsked>),
    /// A goal, a plan or a sensitivity.
    Study(Box<dyn Study>),
    /// A back-test.
    Backtest(Box<BacktestAsked>),
}

impl Asked {
    /// Reads and checks a job, and simulates nothing yet.
    ///
    /// # Errors
    ///
    /// What is wrong with the scenario or the question, all at once.
    pub fn of(job: &Job) -> Result<Self, Error> {
        let (scenario, settings) = (|| scenario_of(&job.scenario), || job.settings_of_study());
        Ok(match &job.question {
            Question::Run { charts } => {
                Self::Run(Box::new(RunAsked::new(job, scenario()?, Vec::new(), charts)?))
            }
            Question::Compare { others, charts } => {
                let others = others.iter().map(scenario_of).collect::<Result<_, _>>()?;
                Self::Run(Box::new(RunAsked::new(job, scenario()?, others, charts)?))
            }
            Question::Goal(question) => Self::Study(Box::new(question.ask(settings()?, scenario()?)?)),
            Question::Plan(question) => Self::Study(Box::new(question.ask(settings()?, scenario()?)?)),
            Question::Sensitivity(question) => Self::Study(Box::new(question.ask(settings()?, scenario()?)?)),
            Question::Backtest(question) => {
                Self::Backtest(Box::new(BacktestAsked::new(&settings()?, question)?))
            }
        })
    }

    /// What the folder of the answer is called unless the user names another.
    pub fn usual_folder(&self) -> String {
        match self {
            Self::Run(run) if run.others.is_empty() => folder_name(&run.scenario.name),
            Self::Run(run) => format!("{}-compared", folder_name(&run.scenario.name)),
            Self::Study(study) => format!("{}-{}", folder_name(&study.given().0.name), study.command()),
            Self::Backtest(_) => "backtest".to_owned(),
        }
    }

    /// What the user should know before it is begun: that it takes hours.
    ///
    /// # Errors
    ///
    /// If it takes more memory than a usual machine has.
    pub fn what_it_takes(&self) -> Result<Option<String>, Error> {
        let (service, trials, cases) = match self {
            Self::Run(run) => {
                let service = &run.scenario.service;
                (service, run.settings.trials, 1 + run.others.len().max(service.option.len()))
            }
            Self::Study(study) => {
                let (scenario, settings, _) = study.given();
                (&scenario.service, settings.trials, 1)
            }
            Self::Backtest(_) => return Ok(None),
        };
        let Work { seconds, bytes } = Work::of(service, trials, cases);
        if bytes > MOST_BYTES {
            let most = f64::from(trials) * MOST_BYTES / bytes;
            return Err(Error::input(format!(
                "{} trials of {} months need about {} GB of memory\n  help: run at most {} trials",
                whole(trials.into()),
                service.months.0,
                short(bytes / 1e9, 1),
                whole((most / 1e4).floor() * 1e4)
            )));
        }
        let hours = seconds / 3_600.0;
        Ok((hours > MANY_HOURS).then(|| {
            format!(
                "This will take about {} {} of one processor core: {} trials of {} months. Ctrl-C stops it; fewer trials, \
                 months or cases take less.",
                whole(hours.ceil()),
                plural(hours.ceil() as usize, "hour"),
                whole(trials.into()),
                service.months.0
            )
        }))
    }

    /// Does the work.
    ///
    /// # Errors
    ///
    /// If the user stops it, or a chart cannot be drawn.
    pub fn answer(self, progress: &dyn Progress) -> Result<Answer, Error> {
        match self {
            Self::Run(run) => Ok(Answer::Run(Box::new(run.answer(progress)?))),
            Self::Study(study) => Ok(Answer::Study(Box::new(study::answer(&*study, progress)?))),
            Self::Backtest(backtest) => Ok(Answer::Backtest(Box::new(backtest.answer(progress)?))),
        }
    }
}

/// The scenario that some texts hold, the first of which is its own.
fn scenario_of(texts: &InMemory) -> Result<Scenario, Error> {
    let Some((path, _)) = texts.files().next() else {
        return Err(Error::input("the job holds no scenario"));
    };
    let Reading { scenario, problems, sources } = read(path, texts);
    match scenario {
        Some(scenario) if problems.errors() == 0 => Ok(scenario),
        _ => {
            let message = format!("{} cannot be run: {}", path.display(), count(&problems));
            Err(Error::Input(Fault { message, problems, sources }))
        }
    }
}
