//! What a back-test is asked for, among the arguments.

use clap::Args;

use super::arguments;
use crate::question::{BacktestQuestion, Job, Question, Trials};
use evidence::published::Year;
use model::document::InMemory;

#[derive(Args, Debug)]
pub(super) struct BacktestPlanArguments {
    /// The years to project from, with commas [default: each from 2019 that has a later one]
    #[arg(long, value_name = "YEARS", value_delimiter = ',')]
    origins: Option<Vec<String>>,
    /// How many years ahead [default: 3, or as many as are published]
    #[arg(long, value_name = "YEARS", value_parser = arguments::years)]
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

impl BacktestPlanArguments {
    /// The job with these figures; those in the program if there are none.
    pub(super) fn job(&self, figures: InMemory) -> Job {
        let question = BacktestQuestion {
            figures,
            origins: self.origins.clone(),
            horizon: self.horizon,
            councils: self.councils.clone(),
            measures: self.measures.clone(),
        };
        let job = Job::new(InMemory::default(), Question::Backtest(question));
        Job { trials: Trials::Exactly(self.trials), seed: self.seed, ..job }
    }
}
