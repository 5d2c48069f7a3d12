//! What is done to good inputs.

use rand::{Rng, RngExt as _, SeedableRng as _};
use rand_xoshiro::Xoshiro256PlusPlus;

/// Where the changes of one input come from.
pub(crate) struct Dice(Xoshiro256PlusPlus);

impl Dice {
    /// Those of the input of this number, for a reader.
    pub(crate) fn of(seed: u64, reader: &str, number: u64) -> Self {
        let name = reader.bytes().fold(0_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
        Self(Xoshiro256PlusPlus::seed_from_u64(seed.wrapping_mul(1_000_003) ^ name ^ number.rotate_left(32)))
    }

    /// A number below `count`.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        if count == 0 { 0 } else { self.0.random_range(0..count) }
    }

    /// True one time in so many.
    pub(crate) fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    /// One of a list.
    pub(crate) fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }

    fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }
}

/// Numbers at and beyond every limit.
const NUMBERS: [&str; 44] = [
    "0",
    "-0.0",
    "1",
    "-1",
    "2",
    "0.5",
    "1e308",
    "-1e308",
    "1e-308",
    "5e-324",
    "1e15",
    "1e12",
    "1e9",
    "1_000_000",
    "9223372036854775807",
    "99999999999999999999999",
    "nan",
    "inf",
    "-inf",
    "1e400",
    "0x7f",
    "1e-9",
    "0.999999999",
    "100",
    "1200",
    "1201",
    "0.999",
    "5200",
    "50",
    "-0.9",
    "3",
    "1e4",
    "1e6",
    "20",
    "3,000",
    "85%",
    "£5",
    "0,5",
    "−2",
    "1e5",
    "14",
    "0.01",
    "0.05",
    "12 weeks",
];
/// Values of every other kind.
const VALUES: [&str; 46] = [
    "{}",
    "[]",
    "true",
    "{ value = 0.5 }",
    "{ interval80 = [0.1, 0.2] }",
    "{ interval80 = [0.2, 0.1] }",
    "{ interval80 = [0.0, 5e-324] }",
    "{ interval80 = [1e-300, 1e9] }",
    "{ interval80 = [0, 1] }",
    "{ uniform = [0, 1] }",
    "{ triangular = [0, 0, 1] }",
    "{ pert = [0, 1, 1] }",
    "{ normal = { mean = 0.1, sd = 1e300 } }",
    "{ normal = { mean = 100, sd = 7e14 } }",
    "{ lognormal = { median = 26, sd_log = 0.4 } }",
    "{ lognormal = { median = 1, sd_log = 700 } }",
    "{ beta = { mean = 0.16, sd = 0.02 } }",
    "{ beta = { mean = 0.5, sd = 0.5 } }",
    "{ draws = [] }",
    "{ draws = [0.13, 0.19] }",
    "\"exponential\"",
    "\"fixed\"",
    "{ gamma = 2 }",
    "{ gamma = 1e-9 }",
    "{ weibull = 0.001 }",
    "{ lognormal = 50 }",
    "{ bands = [[13, 0.4], [26, 0.6]] }",
    "{ bands = [[1e300, 1]] }",
    "2023-09-30",
    "2024-02-30",
    "9999-12-31",
    "01/04/2024",
    "\"\"",
    "\" \"",
    "\"\\u202Eabc\"",
    "\"<script>alert(1)</script>\"",
    "\"=cmd|' /C calc'!A0\"",
    "\"\\u0000\"",
    "\"\\u001b[31m\"",
    "\"../../etc\"",
    "\"CON\"",
    "“x”",
    "\"England\"",
    "\"baseline\"",
    "[\"x\", \"x\"]",
    "\"2024-04-01\"",
];
/// Lines that make a scenario another.
const LINES: [&str; 30] = [
    "[[option]]\nname = \"x\"",
    "[option]",
    "includes = [\"x\"]",
    "decided = [\"x\"]",
    "extends = \"england\"",
    "extends = \"scenario.toml\"",
    "months = 1",
    "months = 1200",
    "targets = [\"vacancy_rate below 10% by 2025-03\"]",
    "targets = [\"vacancy_rate at most 1e400%\"]",
    "[history.vacancy_rate]\n2021-09 = 0.1",
    "[[option.change]]\nparameter = \"workforce.leaving.rate_per_year\"\nmultiply = 0.5",
    "[[option.campaign]]\nrole = \"social_worker\"\npeople = 10",
    "[[option.posts]]\nteam = \"east\"\nrole = \
     \"social_worker\"\nfte = -1e9",
    "[[option.freeze]]",
    "[[option.agency]]\nceiling_fte = 0",
    "[[option.demand_shock]]\nreferrals = 100",
    "[[option.case_review]]\ncases = 100\nweeks_of_work_per_case = 1\nuntil = \
     2024-03-31",
    "[workload]\nceiling_ratio = 0.5",
    "[workload.pressure]\nleaving = 5\npace = 5\nmanagement = -5",
    "[environment.demand]\ndrift_sd_per_year = 3\ntrend_per_year = 9",
    "[environment.leaving]\nswing_sd = 3",
    "[past_year]\nreferrals = 0",
    "[demand.children_in_need]\nat_start = 100",
    "[money]\naward_per_year = 9",
    "posts = \"as_drifted\"",
    "[[option.early_help]]\nfamilies_per_month = 1e5\nwould_be_referred = 1\neffect = 1",
    "\u{202e}",
    "\0",
    "[[option.temporary_workers]]\nteam = \"east\"\nrole = \"social_worker\"\nfte = 1e5",
];

/// A text with some of its lines, numbers and values changed.
pub(crate) fn text(dice: &mut Dice, good: &[String]) -> Vec<u8> {
    let mut text = good[dice.below(good.len())].clone();
    if dice.one_in(8) {
        return bytes(dice, text.into_bytes());
    }
    for _ in 0..=dice.below(3) {
        text = match dice.below(5) {
            0 | 1 => replaced(dice, &text, &numbers(&text), &NUMBERS),
            2 => replaced(dice, &text, &right_hand_sides(&text), &VALUES),
            3 => lines(dice, &text, good),
            _ => {
                let more = dice.pick(&LINES);
                format!("{text}\n{more}\n")
            }
        };
    }
    text.into_bytes()
}

/// Bytes with some of them changed.
pub(crate) fn bytes(dice: &mut Dice, mut bytes: Vec<u8>) -> Vec<u8> {
    for _ in 0..=dice.below(8) {
        if bytes.is_empty() {
            break;
        }
        let at = dice.below(bytes.len());
        let end = (at + 1 + dice.below(200)).min(bytes.len());
        match dice.below(6) {
            0 => bytes[at] ^= 1 << dice.below(8),
            1 => bytes[at] = dice.bits() as u8,
            2 => bytes.insert(at, dice.bits() as u8),
            3 => drop(bytes.drain(at..end)),
            4 => {
                let piece = bytes[at..end].to_vec();
                let to = dice.below(bytes.len());
                bytes.splice(to..to, piece);
            }
            _ => bytes.truncate(at),
        }
    }
    bytes
}

/// A table of figures with some of its cells and lines changed.
pub(crate) fn table(dice: &mut Dice, good: &str) -> String {
    let mut lines: Vec<String> = good.lines().map(str::to_owned).collect();
    for _ in 0..=dice.below(3) {
        let at = dice.below(lines.len());
        if dice.one_in(6) {
            let other = lines[dice.below(lines.len())].clone();
            match dice.below(3) {
                0 => lines.insert(at, other),
                1 => lines[at] = other,
                _ => drop(lines.remove(at)),
            }
        } else {
            let mut cells: Vec<&str> = lines[at].split(',').collect();
            let cell = dice.below(cells.len());
            match dice.below(8) {
                0 => drop(cells.remove(cell)),
                1 => cells.insert(cell, "1"),
                2 => cells[cell] = "",
                3 => {
                    cells[cell] = dice.pick(&[
                        "c",
                        "z",
                        "[c]",
                        "-",
                        "..",
                        "\"1,140.5\"",
                        "E10000016",
                        "Kent",
                        "2023",
                        "\"",
                    ]);
                }
                _ => cells[cell] = dice.pick(&NUMBERS),
            }
            lines[at] = cells.join(",");
        }
        if lines.is_empty() {
            break;
        }
    }
    lines.join("\n")
}

fn replaced(dice: &mut Dice, text: &str, places: &[(usize, usize)], by: &[&str]) -> String {
    if places.is_empty() {
        return text.to_owned();
    }
    let (from, to) = places[dice.below(places.len())];
    let scaled = text[from..to].replace('_', "").parse::<f64>().ok().filter(|_| dice.one_in(3));
    let new = match scaled {
        Some(number) => (number * [0.01, 0.1, 0.5, 2.0, 10.0, 100.0, 1e3, -1.0][dice.below(8)]).to_string(),
        None => dice.pick(by).to_owned(),
    };
    format!("{}{new}{}", &text[..from], &text[to..])
}

/// Where numbers stand that are not within words.
fn numbers(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.';
    let mut all = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let from = at;
        while at < bytes.len() && is_part(bytes[at]) {
            at += 1;
        }
        if at > from && bytes[from].is_ascii_digit() {
            all.push((from, at));
        }
        at += usize::from(at == from);
    }
    all
}

/// Where values stand behind `=`.
fn right_hand_sides(text: &str) -> Vec<(usize, usize)> {
    let mut begins = 0;
    let mut all = Vec::new();
    for line in text.split_inclusive('\n') {
        if let Some((key, _)) = line.split_once("= ").filter(|(key, _)| !key.contains('#')) {
            all.push((begins + key.len() + 2, begins + line.trim_end().len()));
        }
        begins += line.len();
    }
    all.into_iter().filter(|(from, to)| from <= to).collect()
}

fn lines(dice: &mut Dice, text: &str, good: &[String]) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.is_empty() {
        return text.to_owned();
    }
    let other = &good[dice.below(good.len())];
    let others: Vec<&str> = other.split_inclusive('\n').collect();
    let at = dice.below(lines.len());
    let to = dice.below(lines.len());
    let end = (at + 1 + dice.below(12)).min(lines.len());
    match dice.below(4) {
        0 => drop(lines.drain(at..end)),
        1 => lines.swap(at, to),
        2 => {
            let piece = lines[at..end].to_vec();
            lines.splice(to..to, piece);
        }
        _ => {
            let from = dice.below(others.len());
            let end = (from + 1 + dice.below(12)).min(others.len());
            lines.splice(at..at, others[from..end].iter().copied());
        }
    }
    lines.concat()
}
