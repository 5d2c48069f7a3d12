//! Published figures for the commands that use them, and the area that the user means.

use std::borrow::Cow;
use std::path::PathBuf;

use clap::Args;

use super::console;
use super::failure::Failure;
use crate::published::{AreaId, Published, UnknownArea};

#[derive(Args, Debug)]
pub(super) struct DataArguments {
    /// Take the published figures from a folder, not from the program
    ///
    /// The folder has the same files as `data/` of Staffcast. So newer releases need no new program.
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
}

impl DataArguments {
    /// The figures; what is wrong with a folder is shown.
    pub(super) fn read(&self) -> Result<Cow<'static, Published>, Failure> {
        let Some(folder) = &self.data else { return Ok(Cow::Borrowed(Published::embedded())) };
        Published::read_folder(folder).map(Cow::Owned).map_err(|(problems, sources)| {
            console::tell_problems(&problems, &sources);
            Failure::Input(format!(
                "the figures in {} cannot be used: {}",
                folder.display(),
                console::count(&problems)
            ))
        })
    }
}

/// The area that the user means.
pub(super) fn find(published: &Published, asked: &str) -> Result<AreaId, Failure> {
    published.find(asked).map_err(|unknown| {
        Failure::Input(format!("there is no council `{}`\n  help: {}", unknown.asked, advice(&unknown)))
    })
}

/// What else the user may have meant.
pub(super) fn advice(unknown: &UnknownArea) -> String {
    match unknown.suggestions.as_slice() {
        [] => "`staffcast councils` lists them all".to_owned(),
        [one] => format!("did you mean {one}?"),
        several => format!("did you mean one of these: {}?", several.join("; ")),
    }
}
