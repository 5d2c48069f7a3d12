//! What a run costs. `cargo bench` prints trials a second on one thread and on
//! two, and how time grows with posts and months; `cargo bench -- --memory`
//! runs 100,000 trials and prints the memory that they took.
//!
//! Figures of one run are compared with each other; only the trials a second
//! depend on the machine.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::time::Instant;

use staffcast::ensemble::{Settings, Unwatched, on_threads};
use staffcast::sampling::Layers;
use staffcast::service::Service;
use staffcast::summary::simulate;
use staffcast::uncertain::Uncertain;

/// One team of 300 posts, 500 referrals a month, 60 months.
const COUNCIL: &str = include_str!("council.toml");

fn main() {
    if std::env::args().any(|argument| argument == "--memory") {
        memory();
        return;
    }
    let one = trials_a_second(COUNCIL, 2_000, 1);
    let two = trials_a_second(COUNCIL, 4_000, 2);
    println!("300 posts, 500 referrals a month, 60 months, all measures:");
    println!("  one thread    {one:8.0} trials a second");
    println!("  two threads   {two:8.0} trials a second, {:.2} times one", two / one);
    println!("time for a trial against the council of 300 posts and 60 months:");
    for (size, factor) in [("half the posts and referrals", 0.5), ("twice", 2.0), ("four times", 4.0)] {
        let ratio = one / trials_a_second(&scaled(factor), (1_000.0 / factor) as u32, 1);
        println!("  {size:30} {ratio:5.2}");
    }
    // Demand that drifts leads to longer and longer waiting lists, which is more work a month.
    let steady = COUNCIL.replace("drift_sd_per_year = 0.14", "drift_sd_per_year = 0");
    let one = trials_a_second(&steady, 1_000, 1);
    for months in [30, 120, 240] {
        let text = steady.replace("months = 60", &format!("months = {months}"));
        let ratio = one / trials_a_second(&text, 60_000 / months, 1);
        println!("  {:30} {ratio:5.2}", format!("{months} months, no drift of demand"));
    }
}

/// The council with its people, posts and cases multiplied.
fn scaled(factor: f64) -> String {
    let counts = ["per_year", "open", "establishment", "in_post", "agency", "joins_each_september"];
    let scale = |text: &str| {
        let number: f64 = text.replace('_', "").parse().expect("the council's counts are plain numbers");
        (number * factor).to_string()
    };
    let mut text = String::new();
    for line in COUNCIL.lines() {
        let mut line = line.to_owned();
        for count in counts {
            let key = format!("{count} = ");
            // A whole key, not the end of a longer one.
            let whole = |at: &usize| !line[..*at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
            if let Some(at) = line.find(&key).filter(whole).map(|at| at + key.len()) {
                let end = line[at..].find([',', ' ', '}']).map_or(line.len(), |length| at + length);
                let number = scale(&line[at..end]);
                line.replace_range(at..end, &number);
            }
        }
        text.push_str(&line);
        text.push('\n');
    }
    text
}

fn service(text: &str) -> Service<Uncertain> {
    Service::from_text(text).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The best of three, since other work on the machine only slows a run.
fn trials_a_second(text: &str, trials: u32, threads: usize) -> f64 {
    let service = service(text);
    let settings = Settings { trials, seed: 1, layers: Layers::ALL };
    let run = || {
        let begin = Instant::now();
        let run = || simulate(&service, &settings, &Unwatched);
        on_threads(Some(threads), run).expect("nobody stops it");
        f64::from(trials) / begin.elapsed().as_secs_f64()
    };
    (0..3).map(|_| run()).fold(0.0, f64::max)
}

fn memory() {
    let settings = Settings { trials: 100_000, seed: 1, layers: Layers::ALL };
    let begin = Instant::now();
    simulate(&service(COUNCIL), &settings, &Unwatched).expect("nobody stops it");
    println!("100,000 trials in {:.0} seconds", begin.elapsed().as_secs_f64());
    match std::fs::read_to_string("/proc/self/status") {
        Ok(status) => {
            let peak = status.lines().find(|line| line.starts_with("VmHWM"));
            println!("most memory at once: {}", peak.map_or("unknown", |line| line["VmHWM:".len()..].trim()));
        }
        Err(_) => println!("most memory at once: not known on this system"),
    }
}
