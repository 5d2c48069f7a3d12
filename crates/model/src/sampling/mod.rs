//! What holds in one trial: keyed streams of random numbers, and the drawn
//! value of every parameter.

mod mixing;
mod address;
mod stream;
mod quantile_table;
mod duration;
mod count;
mod parameters;

pub use address::{Address, Resample, Which, seed_of_round};
pub use count::poisson;
pub use duration::DurationTables;
pub use mixing::{mix, mix_fast, uniform_f64, uniform_u32};
pub use parameters::{Parameter, ParameterSet, Values, path_hash};
pub use quantile_table::QuantileTable;
pub use stream::{Purpose, Stream, Streams};

use serde::{Deserialize, Serialize};

/// Which layers of uncertainty are at work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layers {
    /// What we do not know: off, each range stands at its median.
    pub parameters: bool,
    /// What changes from year to year: off, nothing changes.
    pub environment: bool,
    /// Chance: off, every trial has the streams of the first.
    pub chance: bool,
}

impl Layers {
    /// All three.
    pub const ALL: Self = Self { parameters: true, environment: true, chance: true };
}

impl std::str::FromStr for Layers {
    type Err = String;

    /// Reads a list such as `parameters,chance`.
    fn from_str(text: &str) -> Result<Self, String> {
        let mut layers = Self { parameters: false, environment: false, chance: false };
        for name in text.split(',') {
            match name.trim() {
                "parameters" => layers.parameters = true,
                "environment" => layers.environment = true,
                "chance" => layers.chance = true,
                other => {
                    return Err(format!(
                        "`{other}` is no layer of uncertainty: write one or more of parameters, environment, chance"
                    ));
                }
            }
        }
        Ok(layers)
    }
}

impl std::fmt::Display for Layers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names =
            [(self.parameters, "parameters"), (self.environment, "environment"), (self.chance, "chance")];
        let on: Vec<_> = names.into_iter().filter(|(on, _)| *on).map(|(_, name)| name).collect();
        f.write_str(&on.join(","))
    }
}
