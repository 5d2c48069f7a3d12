//! Folders in the way, disks that are full, runs that are stopped.

use std::fs;

use crate::staffcast::{Home, messages, output};

#[test]
fn an_older_run_is_kept_unless_it_is_to_be_replaced() {
    let home = Home::new();
    home.staffcast("run SMALL --trials 100 --seed 1").success();
    let old = home.files();
    let refusal = home.staffcast("run SMALL --trials 100 --seed 2").code(1);
    assert_eq!(
        messages(&refusal),
        "error: output/small already holds results: add --overwrite to replace them, or choose another folder with \
         --out\n"
    );
    assert_eq!(output(&refusal), "");
    assert_eq!(home.files(), old);
    home.staffcast("run SMALL --trials 100 --seed 2 --overwrite").success();
    let new = home.files();
    assert!(new.keys().eq(old.keys()));
    assert_ne!(new["output/small/monthly.csv"], old["output/small/monthly.csv"]);
}

#[test]
fn a_folder_with_other_things_in_it_is_never_replaced() {
    let home = Home::new();
    fs::create_dir(home.path("mine")).unwrap();
    fs::write(home.path("mine/letter.txt"), "dear").unwrap();
    let refusal = home.staffcast("run SMALL --out mine --overwrite").code(1);
    assert!(messages(&refusal).starts_with("error: mine is not empty and holds no results of Staffcast"));
    assert_eq!(home.files().len(), 1);
}

#[test]
fn a_folder_that_cannot_be_made_is_told_before_the_work_begins() {
    let home = Home::new();
    fs::write(home.path("file"), "").unwrap();
    // Would take a while, if it began.
    let refusal = home.staffcast("run SMALL --trials 200000 --out file/below").code(1);
    let message = messages(&refusal);
    assert!(message.starts_with("error: could not make the folder file: "), "{message}");
    assert_eq!(output(&refusal), "");
    assert_eq!(home.files().len(), 1);
}

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::os::unix::process::ExitStatusExt as _;
    use std::process::{Child, Command, Output, Stdio};

    use crate::staffcast::{Home, SMALL, messages, output};

    /// Runs the program under a limit on the size of files, after some words of the shell.
    fn with_file_limit(home: &Home, before: &str) -> Output {
        let script = format!(
            "{before} ulimit -f 8; exec \"$0\" run \"$1\" --trials 100 --seed 2 --out here --overwrite"
        );
        Command::new("sh")
            .args(["-c", &script, env!("CARGO_BIN_EXE_staffcast"), SMALL])
            .current_dir(home.path(""))
            .output()
            .expect("there is a shell")
    }

    #[test]
    fn a_write_that_fails_keeps_the_older_run_and_leaves_nothing() {
        let home = Home::new();
        home.staffcast("run SMALL --trials 100 --out here").success();
        let old = home.files();
        // A write beyond the limit fails like one on a full disk.
        let result = with_file_limit(&home, "trap '' XFSZ;");
        let message = String::from_utf8(result.stderr).unwrap();
        assert!(message.starts_with("error: could not write here/"), "{message}");
        assert!(message.contains("too large"), "{message}");
        assert_eq!(result.status.code(), Some(1));
        assert_eq!(home.files(), old);
    }

    #[test]
    fn a_crash_keeps_the_older_run_and_leaves_nothing_that_looks_finished() {
        let home = Home::new();
        home.staffcast("run SMALL --trials 100 --out here").success();
        let old = home.files();
        // A write beyond the limit ends the program at once.
        let result = with_file_limit(&home, "");
        assert!(result.status.signal().is_some(), "{result:?}");
        let mut left = home.files();
        for (name, content) in old {
            assert!(left.remove(&name) == Some(content), "{name}");
        }
        for name in left.keys() {
            assert!(name.starts_with(".staffcast-"), "{name}");
            assert!(!name.ends_with("manifest.json"), "{name}");
        }
        // Of whatever the next makes there.
        home.staffcast("init --council Rutland --out there.toml").success();
        let entries = fs::read_dir(home.path("")).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["here", "there.toml"]);
    }

    #[test]
    fn a_run_that_a_killed_process_moved_aside_is_there_again() {
        let home = Home::new();
        home.staffcast("run SMALL --trials 100 --out here").success();
        let old = home.files();
        // The names of a claim, and a process that there is not.
        let mut child = start(&home, "run SMALL --trials 200000 --out other");
        let partial = wait_for(|| names(&home).into_iter().find(|name| name.ends_with(".partial")));
        child.kill().unwrap();
        child.wait().unwrap();
        let aside = home.path(&partial.replace(".partial", ".replaced"));
        fs::create_dir(&aside).unwrap();
        fs::rename(home.path("here"), aside.join("here")).unwrap();
        home.staffcast("report here --format md --out report").success();
        fs::remove_dir_all(home.path("report")).unwrap();
        let refusal = home.staffcast("run SMALL --trials 100 --out here").code(1);
        assert!(
            messages(&refusal).starts_with("error: here already holds results"),
            "{}",
            messages(&refusal)
        );
        assert_eq!(home.files(), old);
        assert_eq!(names(&home), ["here"]);
    }

    #[test]
    fn what_a_living_process_writes_is_left_alone_by_others() {
        let home = Home::new();
        let mut child = start(&home, "run SMALL --trials 30000 --out slow");
        wait_for(|| names(&home).into_iter().find(|name| name.ends_with(".partial")));
        for _ in 0..3 {
            home.staffcast("run SMALL --trials 20 --out here --overwrite").success();
        }
        assert!(child.wait().unwrap().success());
        assert_eq!(names(&home), ["here", "slow"]);
    }

    #[test]
    fn two_at_once_replace_a_run_and_neither_is_told_that_it_was_changed() {
        let home = Home::new();
        home.staffcast("run SMALL --trials 20 --out here").success();
        for seed in 0..10 {
            let both = [2 * seed, 2 * seed + 1].map(|seed| {
                start(&home, &format!("run SMALL --trials 20 --seed {seed} --out here --overwrite --quiet"))
            });
            for mut child in both {
                assert!(child.wait().unwrap().success());
            }
            home.staffcast("report here --format md --overwrite").success();
        }
        assert_eq!(names(&home), ["here", "here-report"]);
    }

    #[test]
    fn ctrl_c_in_the_middle_of_a_trial_ends_it_and_leaves_nothing() {
        let home = Home::new();
        // A single trial takes minutes.
        let text = fs::read_to_string(SMALL).unwrap();
        let long = text.replace("months = 18", "months = 1200").replace("[1000, 1400]", "[900_000, 990_000]");
        assert_ne!(long, text.replace("months = 18", "months = 1200"));
        fs::write(home.path("long.toml"), long).unwrap();
        let mut child = start(&home, "run long.toml --trials 1 --out here");
        wait_for(|| names(&home).into_iter().find(|name| name.ends_with(".partial")));
        let began = std::time::Instant::now();
        let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        assert_eq!(child.wait().unwrap().code(), Some(130));
        // It takes less than a second; a machine with much else to do is given ten.
        assert!(began.elapsed() < std::time::Duration::from_secs(10));
        assert_eq!(names(&home), ["long.toml"]);
    }

    fn start(home: &Home, arguments: &str) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_staffcast"));
        command.args(home.command(arguments).get_args()).current_dir(home.path(""));
        command.stdout(Stdio::null()).spawn().expect("the program runs")
    }

    fn names(home: &Home) -> Vec<String> {
        let entries = fs::read_dir(home.path("")).expect("the home is there");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    fn wait_for<T>(found: impl Fn() -> Option<T>) -> T {
        loop {
            if let Some(found) = found() {
                return found;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
    }

    #[test]
    fn a_folder_without_permission_is_told() {
        use std::os::unix::fs::PermissionsExt as _;

        let home = Home::new();
        let locked = home.path("locked");
        fs::create_dir(&locked).unwrap();
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).unwrap();
        if fs::write(locked.join("probe"), "").is_ok() {
            // The superuser may do anything.
            return;
        }
        let refusal = home.staffcast("run SMALL --out locked/here").code(1);
        let message = String::from_utf8_lossy(&refusal.get_output().stderr).into_owned();
        assert!(
            message.starts_with("error: could not make a folder beside locked/here: Permission denied"),
            "{message}"
        );
        assert_eq!(output(&refusal), "");
    }

    #[test]
    fn ctrl_c_stops_cleanly_and_keeps_the_older_run() {
        let home = Home::new();
        home.staffcast("run SMALL --trials 100 --out here").success();
        let old = home.files();
        // The folder in the making shows that the program listens.
        let is_listening = || fs::read_dir(home.path("")).unwrap().count() >= 2;
        let message =
            home.staffcast_interrupted("run SMALL --trials 200000 --out here --overwrite", is_listening);
        assert_eq!(message, "Stopped: no results were written.\n");
        assert_eq!(home.files(), old);
        assert_eq!(fs::read_dir(home.path("")).unwrap().count(), 1);
    }
}
