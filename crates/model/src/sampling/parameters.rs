//! The parameters of a scenario and their values in one trial.

use std::ops::Index;

use super::{Address, QuantileTable, mix};
use crate::service::{ParameterId, Service};
use crate::uncertain::{Kind, Quantity, Uncertain};

/// One parameter of a scenario.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its path in the scenario file, such as `workforce.leaving.rate_per_year`.
    pub path: String,
    /// Its unit and limits.
    pub kind: &'static Kind,
    /// The number or range, with its source.
    pub uncertain: Uncertain,
    /// The median.
    central: f64,
    /// For a range: its quantiles, and the seed of its sequence.
    range: Option<(QuantileTable, u32)>,
}

/// All the parameters of a scenario, in the order of the file format.
#[derive(Clone, Debug)]
pub struct ParameterSet {
    list: Vec<Parameter>,
}

/// The value of every parameter in one trial.
#[derive(Clone, Debug, Default)]
pub struct Values(Vec<f64>);

impl Index<ParameterId> for Values {
    type Output = f64;

    fn index(&self, id: ParameterId) -> &f64 {
        &self.0[id.0 as usize]
    }
}

impl Values {
    /// Gives a parameter another value.
    pub fn set(&mut self, id: ParameterId, value: f64) {
        self.0[id.0 as usize] = value;
    }

    /// Takes over the values of others.
    pub fn copy_from(&mut self, others: &Self) {
        self.0.clone_from(&others.0);
    }
}

impl ParameterSet {
    /// Takes the numbers out of a service, and leaves their addresses.
    pub fn of(service: &Service<Uncertain>) -> (Service<ParameterId>, Self) {
        let mut list = Vec::new();
        let addressed = service.map(&mut |path, about, uncertain: &Uncertain| {
            let kind = about.kind;
            let range = match &uncertain.quantity {
                Quantity::Known(_) => None,
                Quantity::Drawn(_) => {
                    Some((QuantileTable::new(|p| uncertain.quantile(p, kind)), path_hash(path) as u32))
                }
            };
            let id = ParameterId(u32::try_from(list.len()).expect("fewer than 4 billion numbers"));
            list.push(Parameter {
                path: path.to_owned(),
                kind,
                central: uncertain.central(kind),
                uncertain: uncertain.clone(),
                range,
            });
            id
        });
        (addressed, Self { list })
    }

    /// The parameter at an address.
    pub fn get(&self, id: ParameterId) -> &Parameter {
        &self.list[id.0 as usize]
    }

    /// The parameters.
    pub fn list(&self) -> &[Parameter] {
        &self.list
    }

    /// The address of the number with this path.
    pub fn find(&self, path: &str) -> Option<ParameterId> {
        let at = self.list.iter().position(|parameter| parameter.path == path)?;
        u32::try_from(at).ok().map(ParameterId)
    }

    /// The unit and limits of a number.
    pub fn kind(&self, id: ParameterId) -> &'static Kind {
        self.list[id.0 as usize].kind
    }

    /// Gives a number one value in all trials.
    pub fn fix(&mut self, id: ParameterId, value: f64) {
        let parameter = &mut self.list[id.0 as usize];
        (parameter.central, parameter.range) = (value, None);
    }

    /// The value of every parameter in one trial, into `values` (equations U1 and U4).
    ///
    /// A range is drawn by a Sobol sequence of one dimension with Owen
    /// scrambling and shuffling, seeded by the parameter's path: trial 17 has
    /// the same value wherever it runs and whatever else the scenario holds,
    /// and any 2^k trials that begin at a multiple of 2^k fill the range evenly. Source: Burley
    /// (2020), "Practical Hash-based Owen Scrambling", *Journal of Computer
    /// Graphics Techniques* 9(4).
    pub fn draw(&self, address: &Address<'_>, values: &mut Values) {
        let Address { seed, trial, layers, .. } = *address;
        let run = run_key(seed);
        values.0.clear();
        values.0.extend(self.list.iter().map(|parameter| match &parameter.range {
            Some((table, own)) if layers.parameters => f64::from(table.at(as_bits(point(run, trial, *own)))),
            _ => parameter.central,
        }));
        let resample = address.resampled_parameters().filter(|_| layers.parameters);
        let Some((which, seed, at)) = resample else { return };
        let run = run_key(seed);
        for (place, parameter) in self.list.iter().enumerate() {
            let id = ParameterId(place as u32);
            if let Some((table, own)) = parameter.range.as_ref().filter(|_| which.has(id)) {
                let point = at.map_or_else(|| point(run, trial, *own), |at| at as f32);
                values.0[place] = f64::from(table.at(as_bits(point)));
            }
        }
    }

    /// The numbers that have a range.
    pub fn ranges(&self) -> impl Iterator<Item = ParameterId> {
        let ranges = self.list.iter().enumerate().filter(|(_, parameter)| parameter.range.is_some());
        ranges.map(|(at, _)| ParameterId(at as u32))
    }

    /// The probabilities (0 to 1) at which a range is drawn in the first so many trials: a tenth of them are
    /// less than 0.1. Not numbers (NaN) for a plain number.
    pub fn probabilities(&self, id: ParameterId, seed: u64, trials: u32) -> Vec<f64> {
        let run = run_key(seed);
        let own = self.list[id.0 as usize].range.as_ref().map(|(_, own)| *own);
        (0..trials).map(|trial| own.map_or(f64::NAN, |own| f64::from(point(run, trial, own)))).collect()
    }
}

/// A number from 0 to 1 as one of 32 bits.
fn as_bits(point: f32) -> u32 {
    (f64::from(point) * 4_294_967_296.0) as u32
}

/// What the sequences of all parameters are scrambled with.
fn run_key(seed: u64) -> u32 {
    mix(seed) as u32
}

/// The point of a parameter's sequence in a trial, 0 to 1.
fn point(run: u32, trial: u32, own: u32) -> f32 {
    // The sequence is 2^16 points long: longer runs take another scrambling.
    let turn = (trial >> 16).wrapping_mul(0x9e37_79b9);
    sobol_burley::sample(trial & 0xffff, 0, run ^ own ^ turn)
}

/// A seed from a path (FNV-1a, then mixed).
pub fn path_hash(path: &str) -> u64 {
    let hash = path.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    mix(hash)
}
