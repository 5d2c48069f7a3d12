//! Formats and numbers among the arguments, with plain words for those that do not fit.

use clap::ValueEnum;

use crate::export::readable::whole;

/// More trials would run for weeks and change no figure that is shown.
const MOST_TRIALS: u32 = 10_000_000;

/// No machine has more cores.
const MOST_THREADS: u32 = 1_024;

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
