//! Counts of months whose rates are uncertain beforehand, and what they say of the rates: Poisson counts with Gaussian
//! logarithms of rates, by Laplace's approximation.

/// Counts of months: `y[i] ~ Poisson(expected[i] exp(eta[i]))`, with `eta` Gaussian of mean nil beforehand.
pub(super) struct Counts {
    pub(super) events: Vec<f64>,
    pub(super) expected: Vec<f64>,
    pub(super) covariance: Vec<Vec<f64>>,
}

/// What counts say.
pub(super) struct Posterior {
    /// Logarithm of how likely the counts are, but for what depends on the counts alone.
    pub(super) evidence: f64,
    /// Slopes of the logarithm of the likelihood at the most likely rates.
    slopes: Vec<f64>,
    /// Square roots of the curvatures there, and the Cholesky factor of what they make of the covariance.
    roots: Vec<f64>,
    factor: Vec<Vec<f64>>,
}

/// Newton's steps are few; more are never needed.
const MOST_STEPS: usize = 60;

impl Counts {
    /// Laplace's approximation (equation F37): algorithms 3.1 and 3.2 of Rasmussen and Williams (2006), *Gaussian Processes
    /// for Machine Learning*, with the likelihood of Poisson counts.
    pub(super) fn posterior(&self) -> Posterior {
        let count = self.events.len();
        let each = || self.events.iter().zip(&self.expected);
        let mut eta: Vec<f64> = each().map(|(count, expected)| ((count + 0.5) / expected).ln()).collect();
        let mut last = f64::INFINITY;
        let mut posterior = Posterior {
            evidence: 0.0,
            slopes: vec![0.0; count],
            roots: vec![0.0; count],
            factor: Vec::new(),
        };
        for _ in 0..MOST_STEPS {
            let rates: Vec<f64> =
                eta.iter().zip(&self.expected).map(|(eta, expected)| expected * eta.exp()).collect();
            posterior.roots = rates.iter().map(|rate| rate.sqrt()).collect();
            let inner = |row: usize, column: usize| {
                posterior.roots[row] * self.covariance[row][column] * posterior.roots[column]
                    + if row == column { 1.0 } else { 0.0 }
            };
            posterior.factor = cholesky(count, inner);
            let wanted: Vec<f64> = rates
                .iter()
                .zip(&eta)
                .zip(&self.events)
                .map(|((rate, eta), count)| rate * eta + count - rate)
                .collect();
            let spread: Vec<f64> =
                self.times(&wanted).iter().zip(&posterior.roots).map(|(value, root)| value * root).collect();
            let solved = backward(&posterior.factor, &forward(&posterior.factor, &spread));
            posterior.slopes = wanted
                .iter()
                .zip(&solved)
                .zip(&posterior.roots)
                .map(|((wanted, solved), root)| wanted - root * solved)
                .collect();
            eta = self.times(&posterior.slopes);
            let quadratic: f64 = posterior.slopes.iter().zip(&eta).map(|(slope, eta)| slope * eta).sum();
            let fit: f64 = each()
                .zip(&eta)
                .map(|((count, expected), eta)| count * (eta + expected.ln()) - expected * eta.exp())
                .sum();
            let width: f64 = posterior.factor.iter().enumerate().map(|(at, row)| row[at].ln()).sum();
            posterior.evidence = fit - quadratic / 2.0 - width;
            if (posterior.evidence - last).abs() < 1e-9 {
                break;
            }
            last = posterior.evidence;
        }
        posterior
    }

    fn times(&self, vector: &[f64]) -> Vec<f64> {
        self.covariance.iter().map(|row| row.iter().zip(vector).map(|(a, b)| a * b).sum()).collect()
    }
}

impl Posterior {
    /// What the counts say of a quantity that has this covariance with the logarithms of the rates, and this variance
    /// beforehand: by how much its mean moves, and the variance that is left.
    pub(super) fn of(&self, with: &[f64], variance: f64) -> (f64, f64) {
        let moved = with.iter().zip(&self.slopes).map(|(with, slope)| with * slope).sum();
        let scaled: Vec<f64> = with.iter().zip(&self.roots).map(|(with, root)| with * root).collect();
        let told: f64 = forward(&self.factor, &scaled).iter().map(|part| part * part).sum();
        (moved, (variance - told).max(0.0))
    }
}

/// The lower triangle whose product with itself is a symmetric positive matrix.
fn cholesky(count: usize, matrix: impl Fn(usize, usize) -> f64) -> Vec<Vec<f64>> {
    let mut lower: Vec<Vec<f64>> = Vec::with_capacity(count);
    for row in 0..count {
        let mut own = vec![0.0; count];
        for column in 0..row {
            let sum: f64 = (0..column).map(|at| own[at] * lower[column][at]).sum();
            own[column] = (matrix(row, column) - sum) / lower[column][column];
        }
        let sum: f64 = own[..row].iter().map(|value| value * value).sum();
        own[row] = (matrix(row, row) - sum).max(1e-12).sqrt();
        lower.push(own);
    }
    lower
}

fn forward(lower: &[Vec<f64>], right: &[f64]) -> Vec<f64> {
    let mut solution = right.to_vec();
    for row in 0..lower.len() {
        let sum: f64 = (0..row).map(|at| lower[row][at] * solution[at]).sum();
        solution[row] = (solution[row] - sum) / lower[row][row];
    }
    solution
}

fn backward(lower: &[Vec<f64>], right: &[f64]) -> Vec<f64> {
    let mut solution = right.to_vec();
    for row in (0..lower.len()).rev() {
        let sum: f64 = (row + 1..lower.len()).map(|at| lower[at][row] * solution[at]).sum();
        solution[row] = (solution[row] - sum) / lower[row][row];
    }
    solution
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One count of n of a rate with standard deviation s beforehand: the most likely logarithm solves
    /// `n - e exp(x) = x / s^2`, and what is left of the variance is `1 / (1 / s^2 + e exp(x))`.
    #[test]
    fn one_count_moves_its_rate_as_far_as_arithmetic_says() {
        for (count, expected, sd) in
            [(0.0, 3.0, 0.5), (12.0, 4.0, 0.3), (400.0, 100.0, 1.0), (3000.0, 1.0, 2.0)]
        {
            let counts =
                Counts { events: vec![count], expected: vec![expected], covariance: vec![vec![sd * sd]] };
            let (mean, variance) = counts.posterior().of(&[sd * sd], sd * sd);
            let rate: f64 = expected * mean.exp();
            assert!((count - rate - mean / (sd * sd)).abs() < 1e-6 * (1.0 + count), "{count}: {mean}");
            assert!((variance * (1.0 / (sd * sd) + rate) - 1.0).abs() < 1e-6, "{count}: {variance}");
        }
    }

    #[test]
    fn counts_of_other_things_say_nothing() {
        let counts = Counts {
            events: vec![5.0, 90.0],
            expected: vec![4.0, 60.0],
            covariance: vec![vec![0.1, 0.0], vec![0.0, 0.1]],
        };
        assert_eq!(counts.posterior().of(&[0.0, 0.0], 0.2), (0.0, 0.2));
    }
}
