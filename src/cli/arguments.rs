//! Formats and numbers among the arguments, with plain words for those that do not fit.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::answer::Output;
use crate::question::{Job, Question, Trials};
use evidence::published::Year;
use model::calendar::Date;
use model::document::InMemory;
use model::readable::whole;
use model::sampling::Layers;
use model::summary::FIRST_ROUND;

/// More trials would run for weeks and change no figure that is shown.
const MOST_TRIALS: u32 = 1_000_000;

/// The most trials that `auto` takes unless it is given another number: four
/// times what chances need, and a minute or two for a county.
const MOST_AUTO: u32 = 10_000;

/// No machine has more cores.
const MOST_THREADS: u32 = 1_024;

/// How trials are run, and where the results go.
#[derive(Args, Debug)]
pub(super) struct RunOptions {
    /// How many possible futures to run, 1 to 10,000,000, or auto
    ///
    /// auto: as many as it takes until the standard error of what is shown is below a fortieth of the widest range of
    /// its measure, and that of chances below a percentage point; at most 10,000; with auto:50000 at most 50,000. It says how many it took.
    #[arg(long, value_name = "NUMBER|auto", default_value = "2000", value_parser = trials_or_auto)]
    pub(super) trials: Trials,
    /// Where chance begins: the same seed gives the same results
    #[arg(long, value_name = "NUMBER", default_value = "1", value_parser = seed)]
    pub(super) seed: u64,
    /// How many processor cores to use [default: all]
    ///
    /// The results are the same on any number.
    #[arg(long, value_name = "NUMBER", value_parser = threads)]
    pub(super) threads: Option<usize>,
    /// The folder for the results [default: below output, by the name of the scenario]
    #[arg(long, value_name = "FOLDER")]
    pub(super) out: Option<PathBuf>,
    /// Replace the run that is in the folder
    ///
    /// It stays as it is until the new one is complete. A folder with anything in it that Staffcast did not write is
    /// never replaced.
    #[arg(long)]
    pub(super) overwrite: bool,
    /// Which layers of uncertainty vary: parameters, environment, chance, or several with commas [default: all]
    ///
    /// parameters: what we do not know, drawn from the ranges in the scenario.
    /// environment: what changes from year to year.
    /// chance: who leaves, when cases arrive, which way they go.
    /// Shows what each contributes; the ranges are too narrow to plan with.
    #[arg(long, value_name = "LAYERS", verbatim_doc_comment)]
    pub(super) only: Option<Layers>,
    /// How to print the main results
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(super) format: Format,
    /// Show no progress and no warnings
    #[arg(long, short)]
    pub(super) quiet: bool,
}

impl RunOptions {
    /// A question about a scenario, to be answered as the arguments say.
    pub(super) fn job(&self, scenario: InMemory, question: Question) -> Job {
        let layers = self.only.unwrap_or(Layers::ALL);
        Job { scenario, question, trials: self.trials, seed: self.seed, layers }
    }

    pub(super) fn output(&self) -> Output<'_> {
        let (out, threads) = (self.out.as_deref(), self.threads);
        Output { out, overwrite: self.overwrite, quiet: self.quiet, threads }
    }
}

/// How results are printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Table,
    /// For programs.
    Json,
}

pub(super) fn trials(text: &str) -> Result<u32, String> {
    between(text, MOST_TRIALS)
}

fn trials_or_auto(text: &str) -> Result<Trials, String> {
    let Some(most) = text.strip_prefix("auto") else {
        let or_auto = |message| format!("{message}; or auto, for as many as it takes");
        return trials(text).map(Trials::Exactly).map_err(or_auto);
    };
    let most = match most.strip_prefix(':') {
        None if most.is_empty() => Some(MOST_AUTO),
        None => None,
        Some(number) => number.parse().ok(),
    };
    most.filter(|most| (FIRST_ROUND..=MOST_TRIALS).contains(most)).map(Trials::AtMost).ok_or_else(|| {
        format!(
            "write auto, or auto:50000 for at most 50,000 trials: a whole number from {} to {}, without commas",
            whole(FIRST_ROUND.into()),
            whole(MOST_TRIALS.into())
        )
    })
}

pub(super) fn threads(text: &str) -> Result<usize, String> {
    between(text, MOST_THREADS).map(|threads| threads as usize)
}

pub(super) fn seed(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("write a whole number from 0 to {}, without commas", whole(u64::MAX)))
}

pub(super) fn year(text: &str) -> Result<Year, String> {
    let year = text.parse().ok().filter(|year| (1_000..10_000).contains(year));
    year.ok_or_else(|| "write a year, such as 2023: that of the 30 September to begin at".to_owned())
}

pub(super) fn years(text: &str) -> Result<Year, String> {
    text.parse().map_err(|_| "write a whole number of years, such as 3".to_owned())
}

fn between(text: &str, most: u32) -> Result<u32, String> {
    match text.parse() {
        Ok(number) if (1..=most).contains(&number) => Ok(number),
        _ => Err(format!("write a whole number from 1 to {}, without commas", whole(most.into()))),
    }
}

/// A day.
pub(super) fn day(text: &str) -> Result<Date, String> {
    let has_form = text.len() == 10
        && text.chars().enumerate().all(|(at, letter)| match at {
            4 | 7 => letter == '-',
            _ => letter.is_ascii_digit(),
        });
    let fault = if has_form { "there is no such day" } else { "write a day as 2026-11-22" };
    text.parse().ok().filter(|_| has_form).ok_or_else(|| fault.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_one_form_and_is_one_that_there_is() {
        assert_eq!(day("2026-11-02"), Ok(Date::constant(2026, 11, 2)));
        for wrong in ["2026-11-31", "22/11/2026", "2026-11", "20261102", ""] {
            assert!(day(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn numbers_out_of_bounds_are_refused_in_plain_words() {
        assert_eq!(trials("1000000"), Ok(1_000_000));
        for wrong in ["0", "-1", "10000001", "2,000", "1e3", "many", ""] {
            let message = "write a whole number from 1 to 1,000,000, without commas";
            assert_eq!(trials(wrong), Err(message.to_owned()));
        }
        for (text, wanted) in [
            ("500", Trials::Exactly(500)),
            ("auto", Trials::AtMost(10_000)),
            ("auto:50000", Trials::AtMost(50_000)),
        ] {
            assert_eq!(trials_or_auto(text), Ok(wanted));
        }
        for wrong in ["auto:", "auto:0", "auto:x", "auto:999", "auto:10000001", "auto5000", "auto:2,000"] {
            let message = "write auto, or auto:50000 for at most 50,000 trials: a whole number from 1,000 to \
                           1,000,000, without commas";
            assert_eq!(trials_or_auto(wrong), Err(message.to_owned()), "{wrong}");
        }
        let message =
            "write a whole number from 1 to 1,000,000, without commas; or auto, for as many as it takes";
        assert_eq!(trials_or_auto("many"), Err(message.to_owned()));
        assert_eq!(threads("1"), Ok(1));
        assert!(threads("0").is_err());
        assert_eq!(seed("18446744073709551615"), Ok(u64::MAX));
        assert!(seed("-1").is_err());
        assert_eq!((year("2023"), years("3")), (Ok(2023), Ok(3)));
        for wrong in ["2023-24", "2023/24", "23", "99999", "September 2023", ""] {
            let message = "write a year, such as 2023: that of the 30 September to begin at";
            assert_eq!(year(wrong), Err(message.to_owned()), "{wrong}");
        }
        assert_eq!(years("three"), Err("write a whole number of years, such as 3".to_owned()));
    }
}
