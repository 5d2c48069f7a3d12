//! `staffcast schema`.

use clap::Args;

use super::failure::Failure;
use super::out::OutArguments;
use model::scenario;

#[derive(Args, Debug)]
pub(super) struct SchemaArguments {
    #[command(flatten)]
    out: OutArguments,
}

pub(super) fn schema(arguments: &SchemaArguments) -> Result<(), Failure> {
    arguments.out.give(&format!("{:#}\n", scenario::schema()))
}
