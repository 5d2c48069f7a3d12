//! By what a file is known again.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// The SHA-256 of a file, as other programs write it.
pub(crate) fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes any text");
        text
    })
}
