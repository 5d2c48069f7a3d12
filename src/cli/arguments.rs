//! Formats and numbers among the arguments, with plain words for those that do not fit.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::ensemble::Settings;
use crate::export::readable::whole;
use crate::sampling::Layers;

/// More trials would run for weeks and change no figure that is shown.
const MOST_TRIALS: u32 = 10_000_000;

/// No machine has more cores.
const MOST_THREADS: u32 = 1_024;

/// How trials are run, and where the results go.
#[derive(Args, Debug)]
pub(super) struct RunOptions {
    /// How many possible futures to run, 1 to 10,000,000
    #[arg(long, value_name = "NUMBER", default_value = "2000", value_parser = trials)]
    pub(super) trials: u32,
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
    pub(super) fn settings(&self) -> Settings {
        Settings {
            trials: self.trials,
            seed: self.seed,
            threads: self.threads,
            layers: self.only.unwrap_or(Layers::ALL),
        }
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

pub(super) fn threads(text: &str) -> Result<usize, String> {
    between(text, MOST_THREADS).map(|threads| threads as usize)
}

pub(super) fn seed(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("write a whole number from 0 to {}, without commas", whole(u64::MAX)))
}

fn between(text: &str, most: u32) -> Result<u32, String> {
    match text.parse() {
        Ok(number) if (1..=most).contains(&number) => Ok(number),
        _ => Err(format!("write a whole number from 1 to {}, without commas", whole(most.into()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_out_of_bounds_are_refused_in_plain_words() {
        assert_eq!(trials("10000000"), Ok(10_000_000));
        for wrong in ["0", "-1", "10000001", "2,000", "1e3", "many", ""] {
            let message = "write a whole number from 1 to 10,000,000, without commas";
            assert_eq!(trials(wrong), Err(message.to_owned()));
        }
        assert_eq!(threads("1"), Ok(1));
        assert!(threads("0").is_err());
        assert_eq!(seed("18446744073709551615"), Ok(u64::MAX));
        assert!(seed("-1").is_err());
    }
}
