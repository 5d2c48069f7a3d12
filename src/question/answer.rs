//! What came of a job, and its files.

use std::borrow::Cow;

use chart::Size;
use evidence::published::Published;
use model::document::{InMemory, WriteFiles};
use model::ensemble::Settings;
use model::scenario::Scenario;
use report::backtest::Tested;
use report::finished::Finished;
use report::study::{Study, StudyPage};
use report::{ChartOptions, ExportError, Run};
use study::backtest::table::ScoreRow;
use study::backtest::{BacktestPlan, Projection};

/// What came of a job.
pub enum Answer {
    /// Of a run or a comparison.
    Run(Box<RunAnswer>),
    /// Of a goal, a plan or a sensitivity.
    Study(Box<StudyAnswer>),
    /// Of a back-test.
    Backtest(Box<BacktestAnswer>),
}

/// What came of a run or a comparison.
pub struct RunAnswer {
    /// The run, rounded as its files hold it.
    pub run: Finished,
    /// How charts are wanted.
    pub charts: ChartOptions,
    /// What is to be said of the number of trials, if it was chosen.
    pub told: Option<String>,
}

impl RunAnswer {
    /// The run, to be told.
    pub fn as_run(&self) -> Run<'_> {
        self.run.run(&self.charts)
    }
}

/// What came of a study.
pub struct StudyAnswer {
    /// The name of its command.
    pub command: &'static str,
    /// What was asked, as arguments of the command after the scenario.
    pub arguments: String,
    /// The scenario.
    pub scenario: Scenario,
    /// The scenario with the answer as an option, if there is one.
    pub answer: Option<Scenario>,
    /// Trials and seed.
    pub settings: Settings,
    /// For what charts are made.
    pub size: Size,
    /// What the study has to say.
    pub page: StudyPage,
}

impl StudyAnswer {
    fn as_study(&self) -> Study<'_> {
        Study {
            command: self.command,
            arguments: &self.arguments,
            scenario: &self.scenario,
            answer: self.answer.as_ref(),
            settings: &self.settings,
            size: self.size,
        }
    }
}

/// What came of a back-test.
pub struct BacktestAnswer {
    /// What was projected from, and what it was compared with.
    pub published: Cow<'static, Published>,
    /// What was to be projected.
    pub plan: BacktestPlan,
    /// What was projected, and what it came to.
    pub projections: Vec<Projection>,
    /// Its scores.
    pub rows: Vec<ScoreRow>,
}

impl BacktestAnswer {
    /// The back-test, to be told.
    pub fn as_tested(&self) -> Tested<'_> {
        let Self { published, plan, projections, rows } = self;
        Tested { published, plan, projections, rows }
    }
}

impl Answer {
    /// Writes all files of the answer. `stopped` is asked between files.
    ///
    /// # Errors
    ///
    /// If a file cannot be written, a chart not be drawn, or the user stops it.
    pub fn write(&self, folder: &mut dyn WriteFiles, stopped: &dyn Fn() -> bool) -> Result<(), ExportError> {
        match self {
            Self::Run(answer) => report::write(&answer.as_run(), folder, stopped),
            Self::Study(answer) => report::study::write(&answer.as_study(), &answer.page, folder, stopped),
            Self::Backtest(answer) => report::backtest::write(&answer.as_tested(), folder, stopped),
        }
    }

    /// All files of the answer, in memory.
    ///
    /// # Errors
    ///
    /// If a chart cannot be drawn.
    pub fn files(&self) -> Result<InMemory, ExportError> {
        let mut files = InMemory::default();
        self.write(&mut files, &|| false)?;
        Ok(files)
    }
}
