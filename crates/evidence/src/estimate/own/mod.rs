//! What a council's own figures change in its published scenario.
//!
//! Months are weighed against published ranges (`months`), posts, pay and open cases are taken as they are (`staff`), and
//! what balances the start is worked out anew (`flows`, `draft`).

mod walk;
mod counts;
mod cohorts;
mod demand;
mod rates;
mod months;
mod laid;
mod ground;
mod staff;
mod flows;
mod weighed;
mod believable;
mod draft;
#[cfg(test)]
mod coverage;

pub use draft::{OwnDraft, lay_over};
pub use laid::Told;
