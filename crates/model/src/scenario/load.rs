//! Files: from their texts to one document.

use std::io;
use std::path::{Path, PathBuf};

use super::base::{Base, Extends};
use super::taken_from::{Layers, TakenFrom};
use crate::document::{
    Estimated, NoEstimate, Node, OfCouncil, Parsed, Problem, Problems, ReadFiles, Sources, Value, overlay,
    parse,
};
use crate::service::{Shape, is_list};
use crate::uncertain::is_range;

/// A scenario is written by hand; a file of this size (in bytes) is something else.
const LARGEST: u64 = 4_000_000;

/// Reads a file and those that it extends, and lays each over the one it
/// extends. `None` if that fails; then the problems say why.
pub(super) fn load(
    path: &Path,
    on: &dyn ReadFiles,
    sources: &mut Sources,
    problems: &mut Problems,
) -> Option<(Node, Layers)> {
    let mut layers = Vec::new();
    let mut files = Vec::new();
    let mut seen: Vec<PathBuf> = Vec::new();
    let mut next = Some((Base::File(path.to_owned()), None));
    while let Some((base, extends)) = next {
        let identity = base.identity(on);
        if seen.contains(&identity) {
            problems.add(circle(&base.path(), extends.as_ref(), sources, layers.len()));
            return None;
        }
        seen.push(identity);
        let (path, text) = match text_of(&base, extends.as_ref(), on) {
            Ok(found) => found,
            Err(reasons) => {
                problems.extend(reasons);
                return None;
            }
        };
        let file = sources.add(path.clone(), text);
        let Parsed { mut root, is_broken } = parse(sources, file, is_list, problems);
        if is_broken {
            return None;
        }
        next = Base::take(&mut root, &path, problems)?;
        // What a base file asks is not what the files that extend it ask.
        if let (Value::Table(table), false) = (&mut root.value, layers.is_empty()) {
            table.remove("note");
        }
        files.push((file, TakenFrom::take(&mut root, problems)));
        layers.push(root);
    }
    let root = layers.into_iter().rev().reduce(|base, layer| overlay(base, layer, &is_one_value))?;
    Some((root, Layers { files, ready: None }))
}

/// Whether a table is one value, which replaces another whole.
fn is_one_value(node: &Node) -> bool {
    is_range(node) || Shape::is_written_as(node)
}

fn circle(path: &Path, extends: Option<&Extends>, sources: &Sources, layers: usize) -> Problem {
    let message = if layers == 1 {
        format!("{} extends itself", path.display())
    } else {
        let files = sources.files().iter();
        let names: Vec<String> = files.map(|file| file.path.display().to_string()).collect();
        format!("the files extend each other in a circle: {} -> {}", names.join(" -> "), path.display())
    };
    Problem::error(message)
        .maybe_at(extends.map(|extends| &extends.name), "closes the circle")
        .help("the last file of a chain must stand alone: take `extends` out of it")
}

/// The text of a scenario, and what stands for its path; or all reasons why there is none.
fn text_of(
    base: &Base,
    extends: Option<&Extends>,
    on: &dyn ReadFiles,
) -> Result<(PathBuf, String), Vec<Problem>> {
    let named = extends.map(|extends| &extends.name);
    match base {
        Base::File(path) => match text_of_file(path, on) {
            Ok(text) => Ok((path.clone(), text)),
            Err((what, remedy)) => Err(vec![Problem::error(what).maybe_at(named, "named here").help(remedy)]),
        },
        Base::BuiltIn(name, text) => Ok((PathBuf::from(name), (*text).to_owned())),
        Base::Council(council) => {
            let problem = |why: NoEstimate| {
                let (key, place, fault) = match why {
                    NoEstimate::Council(fault) => ("extends", named, fault),
                    NoEstimate::Year(fault) => {
                        let year = extends.and_then(|extends| extends.as_of.as_ref());
                        ("as_of", year.or(named), fault)
                    }
                };
                let problem = Problem::error(format!("`{key}` {}", fault.what));
                problem.maybe_at(place, "asked for here").help(fault.remedy)
            };
            let Estimated { as_of, text } = on
                .of_council(council)
                .map_err(|reasons| reasons.into_iter().map(problem).collect::<Vec<_>>())?;
            Ok((OfCouncil { as_of: Some(as_of), ..council.clone() }.path(), text))
        }
    }
}

/// The text of a file, or what is wrong and the remedy.
fn text_of_file(path: &Path, on: &dyn ReadFiles) -> Result<String, (String, String)> {
    let shown = path.display();
    let bytes = bytes_of(path, on).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => (
            format!("there is no file {shown}"),
            near_file(path, on).map_or_else(
                || match path.extension() {
                    Some(_) => "check the name and the folder".to_owned(),
                    None => "check the name and the folder; what rests on the published figures of a council begins \
                             with extends = \"council:NAME\""
                        .to_owned(),
                },
                |near| format!("did you mean {}?", near.display()),
            ),
        ),
        io::ErrorKind::IsADirectory => {
            (format!("{shown} is a folder, but a scenario is a file"), "name a file in it".to_owned())
        }
        io::ErrorKind::FileTooLarge => (
            format!("{shown} is larger than {} MB", LARGEST / 1_000_000),
            "a scenario is a short text: check that this is the right file".to_owned(),
        ),
        io::ErrorKind::PermissionDenied => (
            format!("{shown} may not be read"),
            "ask for the right to read it, or copy it to a folder of your own".to_owned(),
        ),
        io::ErrorKind::InvalidInput => (
            format!("{shown} cannot be read: {error}"),
            "save what it gives as a file, and name that".to_owned(),
        ),
        _ => (format!("{shown} cannot be read: {error}"), "check the disk or the connection".to_owned()),
    })?;
    let is_wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let text = match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => text,
        _ if is_wide => {
            return Err((
                format!("{shown} is written in UTF-16, but UTF-8 is wanted"),
                "open it in your editor and choose the encoding UTF-8 under \"Save as\"".to_owned(),
            ));
        }
        Ok(_) => {
            return Err((
                format!("{shown} is no text file"),
                "a scenario is plain text in TOML; begin with a copy of scenarios/minimal.toml".to_owned(),
            ));
        }
        Err(error) => {
            let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = good.split(|byte| *byte == b'\n').count();
            return Err((
                format!("{shown} is no text in UTF-8: line {line} holds a byte that has no meaning in it"),
                "if it is a text, open it in your editor and choose the encoding UTF-8 under \"Save as\""
                    .to_owned(),
            ));
        }
    };
    // Windows editors put a mark before the text.
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    if text.trim().is_empty() {
        return Err((format!("{shown} is empty"), "begin with a copy of scenarios/minimal.toml".to_owned()));
    }
    Ok(text)
}

fn bytes_of(path: &Path, on: &dyn ReadFiles) -> io::Result<Vec<u8>> {
    let bytes = on.bytes(path, LARGEST)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// A file in the same folder whose name is much like the one that is not there.
fn near_file(path: &Path, on: &dyn ReadFiles) -> Option<PathBuf> {
    let wanted = path.file_name()?.to_str()?;
    let mut names = on.names(path.parent()?);
    names.retain(|name| Path::new(name).extension().is_some_and(|ending| ending == "toml"));
    let near = crate::document::nearest(wanted, names.iter().map(String::as_str))?;
    Some(path.with_file_name(near))
}
