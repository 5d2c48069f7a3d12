//! Smooth functions of a probability.

/// The orthonormal Legendre polynomials of degree 1 to `values.len()` at a
/// probability `p`, shifted to 0 to 1 (equation V1): for a `p` that is spread
/// evenly each has mean 0 and variance 1, and no two are correlated.
///
/// ```text
/// (j + 1) P[j+1](x) = (2j + 1) x P[j](x) - j P[j-1](x),   x = 2p - 1,  P[0] = 1,  P[1] = x
/// phi[j](p) = sqrt(2j + 1) P[j](x)
/// ```
///
/// The recurrence is Bonnet's: Abramowitz and Stegun (1964), *Handbook of
/// Mathematical Functions*, 22.7.10.
pub(super) fn legendre(p: f64, values: &mut [f64]) {
    let x = 2.0 * p - 1.0;
    let (mut before, mut now) = (1.0, x);
    for (i, value) in values.iter_mut().enumerate() {
        let j = i as f64 + 1.0;
        *value = (2.0 * j + 1.0).sqrt() * now;
        (before, now) = (now, ((2.0 * j + 1.0) * x * now - j * before) / (j + 1.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_orthonormal() {
        const DEGREE: usize = 10;
        let n = 20_000;
        let mut products = [[0.0; DEGREE]; DEGREE];
        for i in 0..n {
            let mut row = [0.0; DEGREE];
            legendre((f64::from(i) + 0.5) / f64::from(n), &mut row);
            for (j, k) in (0..DEGREE).flat_map(|j| (0..DEGREE).map(move |k| (j, k))) {
                products[j][k] += row[j] * row[k] / f64::from(n);
            }
        }
        for (j, k) in (0..DEGREE).flat_map(|j| (0..DEGREE).map(move |k| (j, k))) {
            let wanted = if j == k { 1.0 } else { 0.0 };
            assert!((products[j][k] - wanted).abs() < 1e-5, "{j} {k}");
        }
    }
}
