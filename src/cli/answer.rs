//! From a job to its folder: progress on the terminal, files on the disk.

use std::path::{Path, PathBuf};

use super::console;
use super::failure::Failure;
use super::progress::{self, Bar};
use crate::disk::NewFolder;
use crate::question::{Answer, Asked, Error, Job};
use model::ensemble::on_threads;

/// Where the files of an answer go, and on how many threads it is worked out.
#[derive(Clone, Copy)]
pub(super) struct Output<'a> {
    /// The folder, if the user names one.
    pub(super) out: Option<&'a Path>,
    pub(super) overwrite: bool,
    pub(super) quiet: bool,
    pub(super) threads: Option<usize>,
}

/// Answers a job and writes its files: the answer, and its folder.
pub(super) fn work(job: &Job, output: Output<'_>) -> Result<(Answer, PathBuf), Failure> {
    let asked = Asked::of(job)?;
    if let Some(told) = asked.what_it_takes()?.filter(|_| !output.quiet) {
        console::tell(&told);
    }
    let usual = asked.usual_folder();
    written(&usual, output, |bar| asked.answer(bar))
}

/// Does the work, and writes its files into a folder of the usual name unless the user names another: the answer, and
/// its folder.
pub(super) fn written(
    usual: &str,
    output: Output<'_>,
    work: impl FnOnce(&Bar) -> Result<Answer, Error> + Send,
) -> Result<(Answer, PathBuf), Failure> {
    let target = output.out.map_or_else(|| Path::new("output").join(usual), Path::to_owned);
    progress::listen_for_ctrl_c(Failure::Stopped.to_string());
    // Before the work, so that nobody waits for results that have no place.
    let mut folder = NewFolder::begin(&target, output.overwrite)?;
    let bar = Bar::new(output.quiet);
    let outcome = on_threads(output.threads, || work(&bar));
    bar.clear();
    let answer = outcome?;
    answer.write(&mut folder, &progress::is_stopped)?;
    folder.complete()?;
    Ok((answer, target))
}
