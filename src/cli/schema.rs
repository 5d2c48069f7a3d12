//! `staffcast schema`.

use super::console;
use super::failure::Failure;
use model::scenario;

pub(super) const EXAMPLES: &str = "Example: staffcast schema > staffcast.schema.json

An editor that knows the schema completes keys and marks mistakes as you type. Put this line at the top of a scenario:
#:schema ./staffcast.schema.json";

pub(super) fn schema() -> Result<(), Failure> {
    console::print(&format!("{:#}\n", scenario::schema()))
}
