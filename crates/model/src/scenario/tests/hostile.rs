//! Nothing that a file holds makes the reader panic.

use proptest::prelude::*;

use super::{MINIMAL, read_first};

fn survives(bytes: &[u8]) {
    let reading = read_first(&[("a.toml", bytes)]);
    // Showing the problems must not fail either.
    let text = reading.problems.render(&reading.sources, true);
    assert_eq!(reading.scenario.is_none(), reading.problems.errors() > 0, "{text}");
}

#[test]
fn the_smallest_scenario_cut_off_anywhere() {
    for length in (0..MINIMAL.len()).step_by(7) {
        survives(&MINIMAL.as_bytes()[..length]);
    }
}

#[test]
fn each_line_left_out_or_twice() {
    let lines: Vec<&str> = MINIMAL.lines().collect();
    for at in 0..lines.len() {
        let mut without = lines.clone();
        let line = without.remove(at);
        survives(without.join("\n").as_bytes());
        without.insert(at, line);
        without.insert(at, line);
        survives(without.join("\n").as_bytes());
    }
}

#[test]
fn odd_numbers_in_every_place() {
    let odd = [
        "0",
        "-0.0",
        "1",
        "1e-320",
        "1e308",
        "inf",
        "nan",
        "-5",
        "true",
        "[]",
        "{}",
        "''",
        "2020-01-01",
        "99999999999999999999",
        "0xff",
        "{ beta = { mean = 1e-300, sd = 1e-200 } }",
        "{ beta = { mean = 0.5, sd = 0.4999999 } }",
        "{ beta = { mean = 0.5, sd = 1e-12 } }",
        "{ lognormal = { median = 1e-300, sd_log = 1e300 } }",
        "{ normal = { mean = 0.5, sd = 1e308 } }",
        "{ pert = [0, 0, 1e-320] }",
        "{ triangular = [0, 1, 1] }",
        "{ interval80 = [0, 0] }",
        "{ interval80 = [1e-320, 1] }",
        "{ draws = [1] }",
    ];
    for line in MINIMAL.lines().filter(|line| line.contains(" = ")) {
        let key = line.split(" = ").next().expect("a key");
        for value in odd {
            survives(MINIMAL.replace(line, &format!("{key} = {value}")).as_bytes());
        }
    }
}

#[test]
fn texts_that_are_very_deep_or_long() {
    for text in [
        "[".repeat(100_000),
        format!("a = {}", "[".repeat(100_000)),
        format!("a = {}", "{a=".repeat(100_000)),
        format!("{} = 1", vec!["a"; 20_000].join(".")),
        format!("[{}]", vec!["a"; 20_000].join(".")),
        "a = \"".to_owned() + &"x".repeat(1_000_000),
        "= \n".repeat(5_000),
        "a".repeat(5_000_000),
        (0..20_000).fold(MINIMAL.to_owned(), |text, at| text + &format!("[stage.s{at}]\nteam = 'east'\n")),
    ] {
        survives(text.as_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_changed_at_random(changes in prop::collection::vec((0..MINIMAL.len(), any::<u8>()), 1..8)) {
        let mut bytes = MINIMAL.as_bytes().to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        survives(&bytes);
    }

    #[test]
    fn stretches_moved_at_random(from in 0..MINIMAL.len(), length in 1..200_usize, to in 0..MINIMAL.len()) {
        let mut bytes = MINIMAL.as_bytes().to_vec();
        let end = (from + length).min(bytes.len());
        let taken: Vec<u8> = bytes.drain(from..end).collect();
        let to = to.min(bytes.len());
        bytes.splice(to..to, taken);
        survives(&bytes);
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        survives(&bytes);
    }
}
