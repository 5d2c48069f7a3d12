//! What a council's own figures change in its published scenario.

mod walk;
mod counts;
mod cohorts;
mod demand;
mod rates;
mod months;
#[cfg(test)]
mod coverage;
