//! The house rules that a machine can hold.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Lines of a file that can be read in one sitting.
const ONE_SITTING: usize = 400;

/// Bytes of the README, so that it stays a page.
const MOST_OF_README: usize = 10_240;

/// What reads from or writes to the disk, outside of tests.
const OF_THE_DISK: [&str; 3] = ["fs::", "File::", "OpenOptions"];

/// Folders whose files use nothing that stands in the `mod.rs` or `lib.rs` itself either.
const FOLDERS_OF_MODULES_ALONE: [&str; 5] = [
    "crates/model/src",
    "crates/model/src/engine",
    "crates/model/src/engine/pathway",
    "crates/model/src/engine/levers",
    "crates/evidence/src",
];

/// In every folder the files stand in layer order: each uses only those of earlier `mod` lines.
#[test]
fn modules_use_only_modules_above_them() {
    let sources = sources();
    let heads = sources.iter().filter_map(|(name, text)| {
        let folder = name.strip_suffix("/mod.rs").or_else(|| name.strip_suffix("/lib.rs"))?;
        Some((folder, text.as_str()))
    });
    let broken: Vec<String> =
        heads.flat_map(|(folder, head)| uses_of_later_modules(folder, head, &sources)).collect();
    assert_eq!(broken, [""; 0]);
}

#[test]
fn every_source_file_is_read_in_one_sitting() {
    let long: Vec<String> = ["src", "crates", "tests", "benches"]
        .iter()
        .flat_map(|folder| files(folder))
        .filter(|name| is_rust(name))
        .map(|name| (read(&name).lines().count(), name))
        .filter(|(lines, _)| *lines > ONE_SITTING)
        .map(|(lines, name)| format!("{name} has {lines} lines"))
        .collect();
    assert_eq!(long, [""; 0]);
}

#[test]
fn the_disk_is_one_folder() {
    let others: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| OF_THE_DISK.iter().any(|word| program(text).contains(word)))
        .map(|(name, _)| name)
        .filter(|name| !name.starts_with("src/disk/"))
        .collect();
    assert_eq!(others, [""; 0]);
}

#[test]
fn the_architecture_names_every_folder_and_is_short() {
    let page = read("ARCHITECTURE.md");
    assert!(page.lines().count() <= 150, "{} lines", page.lines().count());
    // The part of the page that is about a crate.
    let parts: Vec<(&str, &str)> =
        page.split("\n### ").skip(1).filter_map(|part| part.split_once('\n')).collect();
    let about = |of: &str| parts.iter().find(|(heading, _)| heading.contains(&format!("`{of}`")));
    let is_missing = |folder: &String| {
        let (of, within) = folder.split_once("src/").expect("all code is below a `src`");
        let of = if of.is_empty() { "src/" } else { of.trim_end_matches('/') };
        !within.is_empty() && about(of).is_none_or(|(_, part)| !part.contains(&format!("`{within}`")))
    };
    let folder = |name: &String| Some(format!("{}/", Path::new(name).parent()?.display()));
    let folders: BTreeSet<String> = sources().iter().filter_map(|(name, _)| folder(name)).collect();
    let missing: Vec<&String> = folders.iter().filter(|folder| is_missing(folder)).collect();
    assert_eq!(missing, [""; 0]);
}

/// A text that nothing shows would be edited in vain.
#[test]
fn every_text_for_writers_is_shown() {
    let program: String = sources().into_iter().map(|(_, text)| text).collect();
    let names = files("text").into_iter().chain(files("crates"));
    let mut unused = Vec::new();
    for name in names.filter(|name| is_kind(name, "md") && name.contains("text/")) {
        let (text, file) = (read(&name), Path::new(&name).file_stem().expect("a file has a name"));
        let headings = text.lines().filter_map(|line| line.strip_prefix("# "));
        let is_unused = |heading: &&str| !program.contains(&format!("text!({file:?}, {heading:?})"));
        unused.extend(headings.filter(is_unused).map(|heading| format!("{name}: {heading}")));
    }
    assert_eq!(unused, [""; 0]);
}

/// A reader who runs the tests as the README says has run what the checks run.
#[test]
fn the_test_command_of_the_readme_is_the_one_of_the_checks() {
    let commands = commands(&read("README.md"), "cargo test");
    assert_eq!(commands.len(), 1, "{commands:?}");
    let checks = read(".ci/run");
    let wanted = format!("run {} --locked", commands[0]);
    assert!(checks.lines().any(|line| line.trim() == wanted), "no line `{wanted}` in .ci/run");
}

/// Links lead to files and headings that exist, and commands name scenarios that do.
#[test]
fn what_the_pages_name_is_there() {
    let roots = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(str::to_owned);
    let folders = ["docs", "data", "output"].into_iter().flat_map(files);
    let mut missing = Vec::new();
    for page in roots.into_iter().chain(folders).filter(|name| is_kind(name, "md")) {
        let text = read(&page);
        let folder = Path::new(&page).parent().expect("a page is in a folder");
        let prose = without_code(&text);
        let links = prose.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.contains(':')) {
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { PathBuf::from(&page) } else { folder.join(file) };
            if !root().join(&target).exists()
                || !heading.is_empty() && !headings(&read(&target.to_string_lossy())).contains(heading)
            {
                missing.push(format!("{page}: {link}"));
            }
        }
        let scenarios = commands(&text, "cargo run ");
        let scenarios = scenarios.iter().flat_map(|command| command.split_whitespace());
        let scenarios = scenarios.filter(|word| word.starts_with("scenarios/"));
        missing.extend(
            scenarios.filter(|path| !root().join(path).exists()).map(|path| format!("{page}: {path}")),
        );
    }
    assert_eq!(missing, [""; 0]);
}

/// Who looks at the project for the first time reads all of it.
#[test]
fn the_readme_is_short() {
    let bytes = read("README.md").len();
    assert!(bytes <= MOST_OF_README, "{bytes} bytes: move what not every reader needs to docs/guide");
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The files below a folder by their path from the root, parted by `/`.
fn files(folder: &str) -> Vec<String> {
    let mut names = Vec::new();
    let Ok(entries) = fs::read_dir(root().join(folder)) else {
        return names;
    };
    for entry in entries {
        let entry = entry.expect("the folder can be read");
        let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            names.extend(files(&name));
        } else {
            names.push(name);
        }
    }
    names.sort();
    names
}

/// The files of the program with their text, without those of tests alone.
fn sources() -> Vec<(String, String)> {
    let is_of_program =
        |name: &String| is_rust(name) && !name.contains("/tests/") && !name.ends_with("tests.rs");
    let names = files("src").into_iter().chain(files("crates")).filter(is_of_program);
    names.map(|name| (name.clone(), read(&name))).collect()
}

/// Where a file of a folder uses a later module of it, by its name or by what the head of the folder, its `mod.rs` or
/// `lib.rs`, has from it.
fn uses_of_later_modules(folder: &str, head: &str, sources: &[(String, String)]) -> Vec<String> {
    let (modules, of_tests) = modules(head);
    let height = |module: &str| modules.iter().position(|own| *own == module);
    let imports = imports(head, &modules);
    let is_of_modules_alone = FOLDERS_OF_MODULES_ALONE.contains(&folder);
    let within: Vec<&str> = in_crate(folder).split('/').filter(|part| !part.is_empty()).collect();
    let mut broken = Vec::new();
    for (name, text) in sources {
        let Some(path) = name.strip_prefix(&format!("{folder}/")) else { continue };
        let own = path.split(['/', '.']).next().unwrap_or(path);
        if ["lib.rs", "main.rs", "mod.rs"].contains(&path) || of_tests.contains(&own) {
            continue;
        }
        let Some(own_height) = height(own) else {
            broken.push(format!("{name}: {own} has no `mod` line"));
            continue;
        };
        for used in paths_used(name, text) {
            let Some(&first) = used.strip_prefix(within.as_slice()).and_then(<[_]>::first) else { continue };
            let module = if is_of_modules_alone { first } else { imports.get(first).unwrap_or(&first) };
            // Without a name it is `super::*` or such, which would hide what is used.
            let is_forbidden = || is_of_modules_alone || module.is_empty();
            if height(module).map_or_else(is_forbidden, |height| height > own_height) {
                broken.push(format!("{name} uses {}", used.join("::")));
            }
        }
    }
    broken
}

/// The modules of a folder in the order of their `mod` lines, and those that only tests have.
fn modules(head: &str) -> (Vec<&str>, Vec<&str>) {
    let (mut all, mut of_tests) = (Vec::new(), Vec::new());
    let mut line_before = "";
    for line in head.lines() {
        let is_of_tests = line_before.starts_with("#[cfg(") && line_before.contains("test");
        if let Some(name) = line.split_once("mod ").and_then(|(_, rest)| rest.strip_suffix(';')) {
            if is_of_tests { &mut of_tests } else { &mut all }.push(name);
        }
        line_before = line;
    }
    (all, of_tests)
}

/// The names that the head of a folder has from its modules, and from which.
fn imports<'t>(head: &'t str, modules: &[&str]) -> BTreeMap<&'t str, &'t str> {
    let imported = program(head).split("use ").skip(1).flat_map(paths);
    let imported = imported.filter_map(|path| Some((*path.last()?, *path.first()?)));
    imported.filter(|(_, module)| modules.contains(module)).collect()
}

/// The path of a file or folder from the `src` of its crate.
fn in_crate(path: &str) -> &str {
    let (_, within) = path.split_once("src").expect("all code is below a `src`");
    within.trim_start_matches('/')
}

/// The paths that a file uses, from the root of the crate, in code and in comments.
fn paths_used<'t>(name: &'t str, text: &'t str) -> BTreeSet<Vec<&'t str>> {
    let own: Vec<&str> = in_crate(name).trim_end_matches(".rs").trim_end_matches("/mod").split('/').collect();
    let from_root = text.split("crate::").skip(1).flat_map(paths);
    // To tests within the file, `super` is the file itself.
    let program = program(text);
    let parents = program.match_indices("super::").map(|(at, _)| program.split_at(at));
    let parents = parents.filter(|(before, _)| !before.ends_with("super::"));
    let from_parents = parents.flat_map(|(_, path)| paths(path)).map(|path| {
        let up = path.iter().take_while(|part| **part == "super").count();
        [&own[..own.len().saturating_sub(up)], &path[up..]].concat()
    });
    from_root.chain(from_parents).collect()
}

/// The paths of a tree with which a text begins: of `a::{b, c::d}` they are `a::b` and `a::c::d`.
fn paths(text: &str) -> Vec<Vec<&str>> {
    let is_of_a_path = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    let end = text.find(|letter| !is_of_a_path(letter)).unwrap_or(text.len());
    let (stem, rest) = text.split_at(end);
    let mut stem: Vec<&str> = stem.split("::").collect();
    let Some(rest) = rest.strip_prefix('{') else { return vec![stem] };
    stem.pop();
    branches(rest).into_iter().flat_map(paths).map(|branch| [stem.as_slice(), &branch].concat()).collect()
}

/// What stands between the commas of a tree, up to the brace that closes it.
fn branches(tree: &str) -> Vec<&str> {
    let (mut all, mut begin, mut depth) = (Vec::new(), 0, 0);
    for (at, letter) in tree.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                all.push(tree[begin..at].trim_start());
                begin = at + 1;
                if letter == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    all.retain(|branch| !branch.is_empty());
    all
}

/// A file without its tests.
fn program(text: &str) -> &str {
    text.split("mod tests {").next().unwrap_or_default()
}

/// The lines of the code blocks of a page that begin with these words.
fn commands(page: &str, words: &str) -> Vec<String> {
    let blocks = page.split("```").skip(1).step_by(2);
    let lines = blocks.flat_map(str::lines).filter(|line| line.starts_with(words));
    lines.map(str::to_owned).collect()
}

/// A page without indented lines and code within sentences, in which formulas look like links.
fn without_code(page: &str) -> String {
    let lines = page.lines().filter(|line| !line.starts_with("    "));
    lines.flat_map(|line| line.split('`').step_by(2).chain(["\n"])).collect()
}

/// The headings of a page as links name them: `## What it is` is `what-it-is`.
fn headings(page: &str) -> BTreeSet<String> {
    // What stands in code blocks after a `#` is no heading.
    let prose = page.split("\n```").step_by(2);
    let lines = prose.flat_map(str::lines).filter(|line| line.starts_with('#'));
    let slug = |line: &str| {
        let words = line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
        words.chars().filter(|sign| sign.is_alphanumeric() || ['-', '_'].contains(sign)).collect()
    };
    lines.map(slug).collect()
}

fn is_rust(name: &str) -> bool {
    is_kind(name, "rs")
}

fn is_kind(name: &str, wanted: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == wanted)
}
