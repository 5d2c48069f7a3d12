//! Counts drawn by inversion: a higher mean never gives a lower count.

use rand::RngExt;

use super::Stream;

/// The largest mean that is drawn with one uniform number.
const CHUNK: f64 = 24.0;

/// A Poisson count. The mean is taken in chunks with a uniform number each, so
/// that with the same stream a higher mean gives at least the same count.
///
/// A count of more than 100 million is not drawn: the scenario's limits keep
/// means far below.
pub fn poisson(stream: &mut Stream, mean: f64) -> u32 {
    debug_assert!(!mean.is_nan(), "a mean is a number");
    let mut left = mean.min(1e8);
    let mut count = 0;
    while left >= CHUNK {
        let uniform = stream.random::<f64>();
        count += FULL_CHUNK.partition_point(|up_to| *up_to < uniform) as u32;
        left -= CHUNK;
    }
    if left > 0.0 { count + part_of_chunk(stream.random::<f64>(), left) } else { count }
}

/// More than this is beyond one in 10^50 for a mean of 24.
const MOST: usize = 200;

/// For a mean of 24, the chance of at most 0, 1, 2 and so on.
static FULL_CHUNK: [f64; MOST] = {
    let mut probability = EXP_MINUS_CHUNK;
    let mut up_to = [probability; MOST];
    let mut count = 1;
    while count < MOST {
        probability *= CHUNK / count as f64;
        up_to[count] = up_to[count - 1] + probability;
        count += 1;
    }
    up_to
};

/// e to the power of -24, which cannot be worked out at compile time.
const EXP_MINUS_CHUNK: f64 = 3.775_134_544_279_098e-11;

fn part_of_chunk(uniform: f64, mean: f64) -> u32 {
    let mut probability = (-mean).exp();
    let mut below = probability;
    let mut count = 0;
    while uniform > below && count < MOST as u32 {
        count += 1;
        probability *= mean / f64::from(count);
        below += probability;
    }
    count
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn counts_have_the_mean_and_variance_of_poisson() {
        // Mean within 4 standard errors, variance within 5: a correct program
        // fails once in some 15,000 seeds; the seed is fixed.
        for mean in [0.03, 2.0, 24.0, 130.0] {
            let mut stream = Stream::seed_from_u64(7);
            let counts: Vec<f64> = (0..100_000).map(|_| f64::from(poisson(&mut stream, mean))).collect();
            let n = counts.len() as f64;
            let got = counts.iter().sum::<f64>() / n;
            let variance = counts.iter().map(|x| (x - got).powi(2)).sum::<f64>() / (n - 1.0);
            assert!((got - mean).abs() < 4.0 * (mean / n).sqrt(), "{got}, expected {mean}");
            let error = mean * ((2.0 + 1.0 / mean) / n).sqrt();
            assert!((variance - mean).abs() < 5.0 * error, "{variance}, expected {mean}");
        }
    }

    #[test]
    fn the_table_of_a_full_chunk_is_the_rule_of_any_other() {
        assert!((EXP_MINUS_CHUNK / (-CHUNK).exp() - 1.0).abs() < 1e-15);
        for i in 0..1000 {
            let uniform = f64::from(i) / 1000.0;
            let tabulated = FULL_CHUNK.partition_point(|up_to| *up_to < uniform) as u32;
            assert_eq!(tabulated, part_of_chunk(uniform, CHUNK));
        }
    }

    #[test]
    fn a_higher_mean_never_gives_a_lower_count() {
        for seed in 0..200 {
            let count = |mean| poisson(&mut Stream::seed_from_u64(seed), mean);
            let counts: Vec<u32> = (0..300).map(|i| count(f64::from(i) * 0.4)).collect();
            assert!(counts.is_sorted());
        }
    }
}
