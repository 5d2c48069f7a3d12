//! Names that every file system takes.

/// Names that Windows keeps for devices.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Longer names are cut: most file systems take 255 bytes.
const LONGEST: usize = 100;

/// The name of the folder for the results of a scenario: its own name, as far
/// as every file system takes it.
pub fn folder_name(scenario: &str) -> String {
    let mut name: String = scenario
        .chars()
        .map(|letter| match letter {
            '-' | '_' | '.' | ' ' => letter,
            _ if letter.is_alphanumeric() => letter,
            _ => '_',
        })
        .collect();
    while name.len() > LONGEST {
        name.pop();
    }
    // A point in front hides a folder; points and blanks at the end get lost on Windows.
    let name = name.trim_start_matches(['.', ' ']).trim_end_matches(['.', ' ']);
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    if name.is_empty() {
        "scenario".into()
    } else if DEVICES.contains(&stem.to_lowercase().as_str()) {
        format!("_{name}")
    } else {
        name.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kept_as_far_as_every_file_system_takes_them() {
        for (scenario, folder) in [
            ("kent", "kent"),
            ("Bath and North East Somerset 2014", "Bath and North East Somerset 2014"),
            ("what if? a/b: \"c\"", "what if_ a_b_ _c_"),
            ("Ynys Môn", "Ynys Môn"),
            ("..", "scenario"),
            ("", "scenario"),
            (".hidden", "hidden"),
            ("v1.2. ", "v1.2"),
            ("CON", "_CON"),
            ("aux.old", "_aux.old"),
            ("console", "console"),
        ] {
            assert_eq!(folder_name(scenario), folder);
        }
    }

    #[test]
    fn long_names_are_cut_between_letters() {
        let name = folder_name(&"ô".repeat(80));
        assert_eq!(name, "ô".repeat(50));
    }
}
