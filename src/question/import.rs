//! Official files as they were downloaded, made into a folder of figures that commands take with `--data`.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Error, Fault, count};
use evidence::import::{Import, Imported};
use evidence::published::{FILES, FiguresRead, Published};
use model::document::{InMemory, Problems, Sources};

/// What came of an import: a folder of figures that can be used.
pub struct ImportAnswer {
    /// The files of the folder.
    pub folder: InMemory,
    /// What was taken, what changed and what was checked; its problems are warnings.
    pub imported: Imported,
    /// What is hard to believe in the new folder, and was not in the figures before.
    pub warnings: Problems,
    /// The texts of the new folder, which the warnings point into.
    pub sources: Sources,
}

/// Imports official files onto the figures in the program or, if there are any, onto `data`: texts by the names of
/// [`FILES`]. The new folder is read as any folder of figures is; messages call it `folder`.
///
/// # Errors
///
/// All that is wrong with the files or, if nothing is, with the figures that would come of them.
pub fn import(files: &[(PathBuf, Vec<u8>)], data: &InMemory, folder: &Path) -> Result<ImportAnswer, Error> {
    let is_own = data.files().next().is_some();
    let mut told_before = BTreeSet::new();
    let (before, texts) = if is_own {
        let FiguresRead { published, problems, sources } = Published::read(Path::new(""), data);
        told_before.extend(problems.list().iter().map(|problem| problem.message.clone()));
        let Some(published) = published else {
            return Err(fault("the figures before cannot be used", problems, sources));
        };
        (Cow::Owned(published), data.clone())
    } else {
        (Cow::Borrowed(Published::embedded()), FILES.iter().copied().collect())
    };
    let mut imported = Import { files, published: &before, texts: &texts }.import();
    let Some(made) = imported.folder.take() else {
        return Err(fault("nothing was imported", imported.problems, imported.sources));
    };
    let placed: InMemory = made.files().map(|(path, bytes)| (folder.join(path), bytes.to_vec())).collect();
    let FiguresRead { published, problems, sources } = Published::read(folder, &placed);
    if published.is_none() {
        let what = "nothing was imported, since the figures that came of it cannot be";
        return Err(fault(what, problems, sources));
    }
    let new = problems.list().iter().filter(|problem| !told_before.contains(&problem.message));
    let mut warnings = Problems::default();
    warnings.extend(new.cloned());
    Ok(ImportAnswer { folder: made, imported, warnings, sources })
}

fn fault(what: &str, problems: Problems, sources: Sources) -> Error {
    let message = format!("{what}: {}", count(&problems));
    Error::Input(Fault { message, problems, sources })
}
