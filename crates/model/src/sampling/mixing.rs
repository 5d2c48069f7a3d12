//! Mixing of bits, and numbers from them: what all randomness is made of.

/// A good 64-bit mixing of its input: the finaliser of `SplitMix64` (Steele, Lea
/// and Flood 2014, "Fast Splittable Pseudorandom Number Generators", OOPSLA).
pub fn mix(input: u64) -> u64 {
    let mut z = input.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A 64-bit mixing of inputs that differ in random or well-spread bits, at half
/// the cost of [`mix`]: the two halves of a long product, folded (the output
/// function of wyrand: Wang Yi 2019, `wyhash`).
pub fn mix_fast(input: u64) -> u64 {
    let product = u128::from(input) * u128::from(input ^ 0xe703_7ed1_a0b4_28db);
    (product >> 64) as u64 ^ product as u64
}

/// A number in [0, 1) from 32 bits.
pub fn uniform_u32(bits: u32) -> f64 {
    f64::from(bits) * (1.0 / 4_294_967_296.0)
}

/// A number in [0, 1) from the upper 53 bits.
pub fn uniform_f64(bits: u64) -> f64 {
    (bits >> 11) as f64 * (1.0 / (1_u64 << 53) as f64)
}
