//! How much of the spread of a result comes from which input, which way each
//! input moves it, and what it would be worth to know an input before deciding.
//!
//! Mathematics alone: arrays of one value for each trial in, paired by
//! position, and shares out. A trial without a value (NaN) is left out. The
//! equations are V1 to V13 of the model.
//!
//! | question | function | trials it needs |
//! |---|---|---|
//! | what does the input do alone (first-order index)? | [`first_order()`] | those of any run |
//! | what does a set of inputs do, with all it does together with others (total index)? | [`total_index()`] | the same with the set redrawn |
//! | what does a set of inputs do without the others (closed index)? | [`closed_index()`] | the same with all others redrawn |
//! | which way, and how evenly? | [`response()`] | those of any run |
//! | what is it worth to know the inputs first? | [`information()`] | those of a run of each decision |

mod polynomials;
mod share;
mod total_index;
mod regression;
mod first_order;
mod information;
mod response;

#[cfg(test)]
mod known;
#[cfg(test)]
mod known_decisions;
#[cfg(test)]
mod known_shares;

pub use first_order::first_order;
pub use information::{Information, information, perfect_information};
pub use response::{Direction, Response, Shape, Tenth, response};
pub use share::Share;
pub use total_index::{closed_index, total_index};
