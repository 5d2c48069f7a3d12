//! The house rules that a machine can hold.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Lines of a file that can be read in one sitting.
const ONE_SITTING: usize = 400;

/// What reads from or writes to the disk, outside of tests.
const OF_THE_DISK: [&str; 3] = ["fs::", "File::", "OpenOptions"];

/// Folders whose files, too, stand in layer order: each uses only those of earlier `mod` lines, and nothing that
/// stands in the `mod.rs` itself.
const FOLDERS_IN_LAYERS: [&str; 5] = [
    "crates/model/src",
    "crates/model/src/engine",
    "crates/model/src/engine/pathway",
    "crates/model/src/engine/levers",
    "crates/evidence/src",
];

#[test]
fn modules_use_only_modules_above_them() {
    let broken: Vec<String> =
        FOLDERS_IN_LAYERS.iter().flat_map(|folder| uses_of_later_modules(folder)).collect();
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
        .filter(|(_, text)| {
            let program = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            OF_THE_DISK.iter().any(|word| program.contains(word))
        })
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
    for name in names.filter(|name| name.contains("text/") && !is_rust(name)) {
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

#[test]
fn the_files_that_the_pages_name_are_there() {
    let mut missing = Vec::new();
    for page in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "data/README.md",
        "output/README.md",
    ] {
        let text = read(page);
        let folder = Path::new(page).parent().expect("a page is in a folder");
        let links = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
        let links = links.filter(|link| !link.is_empty() && !link.contains(':'));
        let links = links.map(|link| folder.join(link));
        let scenarios = commands(&text, "cargo run ");
        let scenarios = scenarios.iter().flat_map(|command| command.split_whitespace());
        let scenarios = scenarios.filter(|word| word.starts_with("scenarios/")).map(PathBuf::from);
        let named = links.chain(scenarios);
        missing.extend(named.filter(|path| !root().join(path).exists()).map(|path| (page, path)));
    }
    assert_eq!(missing, []);
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

/// Where a file of a folder uses a later module of the folder, or what stands in no module of it.
fn uses_of_later_modules(folder: &str) -> Vec<String> {
    let modules = modules(folder);
    let height = |module: &str| modules.iter().position(|own| own == module);
    let mut broken = Vec::new();
    for (name, text) in sources() {
        let Some(path) = name.strip_prefix(&format!("{folder}/")) else { continue };
        if ["lib.rs", "main.rs", "mod.rs"].contains(&path) {
            continue;
        }
        let own = path.split(['/', '.']).next().unwrap_or(path);
        let Some(own_height) = height(own) else {
            broken.push(format!("{name}: {own} has no `mod` line"));
            continue;
        };
        let within: Vec<&str> = in_crate(folder).split('/').filter(|part| !part.is_empty()).collect();
        for used in paths_used(&name, &text) {
            // Anything else, such as `crate::{...}`, would hide what is used.
            if let Some(module) = used.strip_prefix(within.as_slice()).and_then(<[_]>::first)
                && height(module).is_none_or(|height| height > own_height)
            {
                broken.push(format!("{name} uses {}", used.join("::")));
            }
        }
    }
    broken
}

/// The modules of a folder in the order of their `mod` lines, those of tests left out.
fn modules(folder: &str) -> Vec<String> {
    let file = format!("{folder}/{}", if folder.ends_with("/src") { "lib.rs" } else { "mod.rs" });
    let text = read(&file).replace("#[cfg(test)]\nmod ", "");
    let lines = text.lines().filter_map(|line| line.split_once("mod ")?.1.strip_suffix(';'));
    lines.map(str::to_owned).collect()
}

/// The path of a file or folder from the `src` of its crate.
fn in_crate(path: &str) -> &str {
    let (_, within) = path.split_once("src").expect("all code is below a `src`");
    within.trim_start_matches('/')
}

/// The paths that a file uses, from the root of the crate, in code and in comments.
fn paths_used<'t>(name: &'t str, text: &'t str) -> BTreeSet<Vec<&'t str>> {
    let path = in_crate(name).trim_end_matches(".rs").trim_end_matches("/mod");
    let parent: Vec<&str> =
        path.rsplit_once('/').map_or_else(Vec::new, |(parent, _)| parent.split('/').collect());
    // To tests within the file, `super` is the file itself.
    let program = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let is_of_a_path = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    let within =
        |rest: &'t str| rest.split(|letter| !is_of_a_path(letter)).next().unwrap_or_default().split("::");
    let from_root = text.split("crate::").skip(1).map(|rest| within(rest).collect());
    let from_parent = program.split("super::").skip(1);
    let from_parent = from_parent.map(|rest| parent.iter().copied().chain(within(rest)).collect());
    from_root.chain(from_parent).collect()
}

/// The lines of the code blocks of a page that begin with these words.
fn commands(page: &str, words: &str) -> Vec<String> {
    let blocks = page.split("```").skip(1).step_by(2);
    let lines = blocks.flat_map(str::lines).filter(|line| line.starts_with(words));
    lines.map(str::to_owned).collect()
}

fn is_rust(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "rs")
}
