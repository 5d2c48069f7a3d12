//! By what a file is known again.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// The SHA-256 of a file, as other programs write it.
pub fn fingerprint(bytes: &[u8]) -> String {
    hexadecimal(Sha256::new_with_prefix(bytes))
}

/// That of several texts one after another, a line end between two.
pub(super) fn of_texts<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut hasher = Sha256::new();
    for (number, text) in texts.enumerate() {
        if number > 0 {
            hasher.update("\n");
        }
        hasher.update(text);
    }
    hexadecimal(hasher)
}

fn hexadecimal(hasher: Sha256) -> String {
    hasher.finalize().iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes any text");
        text
    })
}
