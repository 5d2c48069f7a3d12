//! Hands every reader of the program inputs that nobody would write, and looks whether it falls over.
//!
//! ```sh
//! cargo run --release --package staffcast-fuzz -- [--inputs NUMBER] [--seed NUMBER] [--reader NAME]
//! cargo run --release --package staffcast-fuzz -- --show READER NUMBER [--seed NUMBER]
//! ```
//!
//! Each input follows from seed, reader and number alone, so that a fault can be shown again. Workers are processes of
//! their own: one that ends, hangs for ten seconds or takes more than a gigabyte is told with the number of its input,
//! and the next one goes on behind it. The exit code is 1 if there was any.
#![expect(clippy::print_stdout, reason = "a program for the terminal")]

mod mutate;
mod readers;
mod worker;

use std::process::ExitCode;

use readers::READERS;

/// Inputs of a quick pass over all readers.
const QUICK: u64 = 20_000;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let after = |name: &str, at: usize| {
        let found = arguments.iter().position(|argument| argument == name)?;
        arguments.get(found + at).cloned()
    };
    let number = |name: &str, at| after(name, at).and_then(|text| text.parse::<u64>().ok());
    let seed = number("--seed", 1).unwrap_or(1);
    if let Some(name) = after("--work", 1) {
        let [from, to] = [2, 3].map(|at| number("--work", at).unwrap_or(0));
        worker::work(readers::named(&name), seed, from, to);
        return ExitCode::SUCCESS;
    }
    if let Some(name) = after("--show", 1) {
        let input = readers::named(&name).input(seed, number("--show", 2).unwrap_or(0));
        println!("{}", String::from_utf8_lossy(&input));
        return ExitCode::SUCCESS;
    }
    let inputs = number("--inputs", 1).unwrap_or(QUICK);
    let asked = after("--reader", 1);
    let parts = READERS.iter().map(|reader| reader.part).sum::<f64>();
    let mut faults = 0;
    for reader in READERS.iter().filter(|reader| asked.as_ref().is_none_or(|name| name == reader.name)) {
        let count =
            if asked.is_some() { inputs } else { (inputs as f64 * reader.part / parts).ceil() as u64 };
        let seen = worker::run(reader, seed, count);
        println!(
            "{:<10} {count:>9} inputs, {:>8} were usable: {} faults",
            reader.name,
            seen.usable,
            seen.faults.len()
        );
        for fault in &seen.faults {
            println!("  {fault}");
        }
        faults += seen.faults.len();
    }
    ExitCode::from(u8::from(faults > 0))
}
