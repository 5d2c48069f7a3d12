//! `staffcast init`.

use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::Failure;
use super::published::{DataArguments, own_file};
use super::{arguments, console};
use crate::disk::write_file;
use crate::question::{find, over_published};
use evidence::estimate::{Draft, Estimator, Figure, Origin};
use evidence::published::{Published, Year};
use model::document::Sources;
use model::signs::harmless;
use report::folder_name;

#[derive(Args, Debug)]
pub(super) struct InitArguments {
    /// The council, by its name, a former name or its code
    #[arg(long, value_name = "NAME")]
    council: String,
    /// The year to begin in; figures of later years are not used [default: the newest]
    #[arg(long, value_name = "YEAR", value_parser = arguments::year)]
    as_of: Option<Year>,
    /// Your own figures, in a workbook or a text made by `staffcast template`
    ///
    /// The scenario rests on the published one and begins at the end of the month of your figures.
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// The file to write [default: NAME-YEAR.toml in this folder]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write out all numbers, not only those that a council would change first
    #[arg(long, conflicts_with = "from")]
    full: bool,
    /// Replace the file if it is there
    #[arg(long)]
    overwrite: bool,
    #[command(flatten)]
    data: DataArguments,
}

pub(super) fn init(arguments: &InitArguments) -> Result<(), Failure> {
    let published = arguments.data.read()?;
    if let Some(from) = &arguments.from {
        return from_own(arguments, &published, from);
    }
    let area = find(&published, &arguments.council)?;
    let fault = |error: evidence::estimate::CannotEstimate| Failure::Input(error.to_string());
    let estimator = Estimator::new(&published, arguments.as_of).map_err(fault)?;
    let draft = estimator.scenario(area).map_err(fault)?;
    let name = &published.area(area).name;
    let path = arguments.out.clone().unwrap_or_else(|| file_for(name, &estimator.year().to_string()));
    let short = (!arguments.full).then(|| estimator.short_text(area, &draft));
    write_file(&path, harmless(short.as_ref().unwrap_or(&draft.text)).as_bytes(), arguments.overwrite)
        .map_err(|error| Failure::World(error.to_string()))?;
    let path = console::in_quotes(&path);
    // A short file is read with the same figures.
    let data = short.as_ref().map(|_| arguments.data.again()).unwrap_or_default();
    let rest = format!(
        "It has the numbers that a council would change first. The rest is inherited from the published figures: \
         `staffcast assumptions {path}{data}` lists it, `staffcast init --full` writes it out.\n"
    );
    console::print(&format!(
        "{name} at 30 September {}: {path}\n{}\n{}Next: staffcast run {path}{data}\n",
        estimator.year(),
        what_it_rests_on(&draft),
        if short.is_some() { &rest } else { "" }
    ))
}

/// The same with the council's own figures over the published ones.
fn from_own(arguments: &InitArguments, published: &Published, from: &Path) -> Result<(), Failure> {
    let bytes = own_file(from)?;
    let own = over_published(published, &arguments.council, arguments.as_of, (from, &bytes))?;
    console::tell_problems(&own.problems, &own.sources);
    console::tell_problems(&own.draft.problems, &Sources::default());
    let path = arguments.out.clone().unwrap_or_else(|| file_for(&own.council, &own.as_of.to_string()));
    write_file(&path, harmless(&own.draft.text).as_bytes(), arguments.overwrite)
        .map_err(|error| Failure::World(error.to_string()))?;
    let path = console::in_quotes(&path);
    let told = own.draft.told.iter().map(|told| format!("  {}: {}.\n", told.what, told.how));
    let (council, end) = (&own.council, own.as_of.long_name());
    let told: String = told.collect();
    let data = arguments.data.again();
    console::print(&format!(
        "{council} at the end of {end}: {path}\n{told}Next: staffcast check {path}{data}\n"
    ))
}

/// `kent-2023.toml`
fn file_for(name: &str, when: &str) -> PathBuf {
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    PathBuf::from(format!("{}-{when}.toml", folder_name(&words.join("-"))))
}

/// How much of it is the council's own, and what does not add up.
fn what_it_rests_on(draft: &Draft) -> String {
    let own = draft.figures.iter().filter(|figure| figure.is_own()).count();
    let of = draft.figures.len();
    let earlier = draft.figures.iter().filter(|figure| figure.origin == Origin::Earlier).count();
    let mut text = format!("{own} of {of} published figures are the council's own");
    if earlier > 0 {
        text = format!("{text}, {earlier} of them of an earlier year");
    }
    let others: Vec<&str> =
        draft.figures.iter().filter(|figure| !figure.is_own()).map(Figure::name).collect();
    if others.is_empty() {
        text.push('.');
    } else {
        text = format!("{text}; neighbours, region or England stand in for: {}.", others.join(", "));
    }
    if draft.scaled_by < 1.0 {
        text.push_str(
            "\nThe published numbers of cases do not add up; the head of the file says what was made of it.",
        );
    }
    text
}
