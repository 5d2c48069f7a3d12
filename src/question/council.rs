//! Councils by what people call them, and their scenarios.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io;
use std::path::{Path, PathBuf};

use super::Error;
use evidence::estimate::{CannotEstimate, Estimator};
use evidence::published::{AreaId, Published, UnknownArea, Year};
use model::document::{Estimated, Fault, NoEstimate, OfCouncil, ReadFiles};
use model::scenario::Reading;
use model::signs::harmless;

/// Files, and the scenarios that `staffcast init` would write of councils: for what extends `council:NAME`.
pub struct WithCouncils<'a> {
    files: &'a dyn ReadFiles,
    /// Those in the program if there are no others; they are read when a council is first asked for.
    published: Option<&'a Published>,
    /// What was learned from all councils as of a year.
    learned: RefCell<BTreeMap<Option<Year>, Estimator>>,
}

impl<'a> WithCouncils<'a> {
    /// Councils as these figures have them; without any, as those in the program.
    pub fn new(files: &'a dyn ReadFiles, published: Option<&'a Published>) -> Self {
        Self { files, published, learned: RefCell::default() }
    }
}

impl ReadFiles for WithCouncils<'_> {
    fn bytes(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        self.files.bytes(path, most)
    }

    fn is_there(&self, path: &Path) -> bool {
        self.files.is_there(path)
    }

    fn names(&self, folder: &Path) -> Vec<String> {
        self.files.names(folder)
    }

    fn identity(&self, path: &Path) -> PathBuf {
        self.files.identity(path)
    }

    fn of_council(&self, asked: &OfCouncil) -> Result<Estimated, Vec<NoEstimate>> {
        let published = self.published.unwrap_or_else(|| Published::embedded());
        let area = published.find(&asked.name).map_err(|unknown| {
            let what = match unknown.asked.as_str() {
                "" => "names no council".to_owned(),
                name => format!("names `{name}`, but there is no such council"),
            };
            NoEstimate::Council(Fault::new(what, advice(&unknown)))
        });
        let mut learned = self.learned.borrow_mut();
        let estimator = match learned.entry(asked.as_of) {
            Entry::Occupied(known) => Ok(&*known.into_mut()),
            Entry::Vacant(new) => match Estimator::new(published, asked.as_of) {
                Ok(estimator) => Ok(&*new.insert(estimator)),
                Err(why) => Err(no_estimate(why)),
            },
        };
        match (area, estimator) {
            (Ok(area), Ok(estimator)) => {
                let draft = estimator.scenario(area).map_err(|why| vec![no_estimate(why)])?;
                Ok(Estimated { as_of: estimator.year(), text: harmless(&draft.text).into_owned() })
            }
            (area, estimator) => Err([area.err(), estimator.err()].into_iter().flatten().collect()),
        }
    }
}

/// Why a scenario cannot rest on a council, in the words of its file.
fn no_estimate(why: CannotEstimate) -> NoEstimate {
    match why {
        CannotEstimate::NoSuchYear { asked, known: (first, last) } => NoEstimate::Year(Fault::new(
            format!("is {asked}, but there are no figures of the workforce for that year"),
            format!("choose a year from {first} to {last}, or leave it out for the newest"),
        )),
        CannotEstimate::Missing(what) => NoEstimate::Council(Fault::new(
            format!("rests on published figures, which hold nothing on {what}"),
            "complete the folder of figures, or leave out --data for those in the program",
        )),
        CannotEstimate::Contradictory { council, faults, .. } => NoEstimate::Council(Fault::new(
            format!("rests on the figures of {council}, which contradict each other: {}", faults.join("; ")),
            "correct the figures that are wrong, or leave their cells empty: then neighbours stand in",
        )),
    }
}

/// The scenario of a council (or the average one of a region or of England), read, as `staffcast init` writes it. The
/// council goes by its name, a former name or its code; without a year it begins in the newest.
///
/// # Errors
///
/// If there is no such council, if nothing is published of it up to that year, or if its figures contradict each other.
pub fn for_council(published: &Published, council: &str, as_of: Option<Year>) -> Result<Reading, Error> {
    let fault = |error: CannotEstimate| Error::input(error.to_string());
    let area = find(published, council)?;
    let draft = Estimator::new(published, as_of).map_err(fault)?.scenario(area).map_err(fault)?;
    Ok(Reading::of_text(&published.area(area).name, &draft.text))
}

/// The area that is meant by a name, a former name or a code.
///
/// # Errors
///
/// If there is none: what else may be meant.
pub fn find(published: &Published, asked: &str) -> Result<AreaId, Error> {
    published.find(asked).map_err(|unknown| {
        Error::input(format!("there is no council `{}`\n  help: {}", unknown.asked, advice(&unknown)))
    })
}

/// What else the user may have meant.
pub fn advice(unknown: &UnknownArea) -> String {
    match unknown.suggestions.as_slice() {
        [] => "`staffcast councils` lists them all".to_owned(),
        [one] => format!("did you mean {one}?"),
        several => format!("did you mean one of these: {}?", several.join("; ")),
    }
}
