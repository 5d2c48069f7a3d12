//! `staffcast schema`.

use super::console;
use super::failure::Failure;
use model::scenario;

pub(super) fn schema() -> Result<(), Failure> {
    console::print(&format!("{:#}\n", scenario::schema()))
}
