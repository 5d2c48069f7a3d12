//! Processes that read inputs, and the one that watches them.

use std::io::{BufRead, BufReader, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crate::readers::Reader;

/// Nothing takes longer.
const LONGEST: Duration = Duration::from_secs(10);
/// Nothing takes more memory (kilobytes).
const MOST_MEMORY: u64 = 1_000_000;
/// Inputs of one process, so that memory which is never given back is that of few.
const OF_ONE_PROCESS: u64 = 5_000;
/// Progress is told every so many inputs where nothing happens, and before each input.
const USABLE: &str = "usable";

/// What came of the inputs of a reader.
#[derive(Default)]
pub(crate) struct Seen {
    /// Inputs that the reader could use.
    pub(crate) usable: u64,
    /// What went wrong, each with the number of its input.
    pub(crate) faults: Vec<String>,
}

/// Reads inputs `from..to` in this process, and says on standard output what happens.
pub(crate) fn work(reader: &Reader, seed: u64, from: u64, to: u64) {
    let mut out = std::io::stdout().lock();
    // Nobody is left to tell if that fails.
    let mut tell = |text: String| {
        let _ = writeln!(out, "{text}").and_then(|()| out.flush());
    };
    for number in from..to {
        tell(format!("at {number}"));
        let input = reader.input(seed, number);
        match catch_unwind(AssertUnwindSafe(|| (reader.read)(&input))) {
            Ok(true) => tell(USABLE.to_owned()),
            Ok(false) => {}
            Err(_) => tell(format!("fault {number} panicked")),
        }
        if most_memory().is_some_and(|memory| memory > MOST_MEMORY) {
            tell(format!("fault {number} took more than a gigabyte"));
            return;
        }
    }
}

/// Runs processes on all cores, and gathers what they say.
pub(crate) fn run(reader: &Reader, seed: u64, count: u64) -> Seen {
    let cores = thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    let share = count.div_ceil(cores);
    let parts = (0..cores).map(|core| (core * share, ((core + 1) * share).min(count)));
    let mut all = Seen::default();
    thread::scope(|scope| {
        let working: Vec<_> =
            parts.map(|(from, to)| scope.spawn(move || part(reader, seed, from, to))).collect();
        for seen in working {
            let seen = seen.join().expect("a watcher does not panic");
            all.usable += seen.usable;
            all.faults.extend(seen.faults);
        }
    });
    all
}

fn part(reader: &Reader, seed: u64, mut from: u64, to: u64) -> Seen {
    let mut seen = Seen::default();
    while from < to {
        let end = (from + OF_ONE_PROCESS).min(to);
        match watch(reader, seed, from, end, &mut seen) {
            None => from = end,
            Some(stopped_at) => from = stopped_at + 1,
        }
    }
    seen
}

/// Watches one process; gives the input at which it ended too early.
fn watch(reader: &Reader, seed: u64, from: u64, to: u64, seen: &mut Seen) -> Option<u64> {
    let program = std::env::current_exe().expect("this very program");
    let seed = seed.to_string();
    let mut child = Command::new(program)
        .args(["--work", reader.name, &from.to_string(), &to.to_string(), "--seed", &seed])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("this program can be started again");
    let lines = lines_of(&mut child);
    let mut at = from;
    loop {
        match lines.recv_timeout(LONGEST) {
            Ok(line) if line == USABLE => seen.usable += 1,
            Ok(line) => match line.strip_prefix("at ").map(str::parse) {
                Some(Ok(number)) => at = number,
                _ => seen.faults.push(format!("{} {}", reader.name, line.trim_start_matches("fault "))),
            },
            Err(RecvTimeoutError::Timeout) => {
                seen.faults.push(format!("{} {at} took longer than {} s", reader.name, LONGEST.as_secs()));
                let _ = child.kill();
                let _ = child.wait();
                return Some(at);
            }
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    let status = child.wait().expect("a process that was started");
    if status.success() {
        return (at + 1 < to).then_some(at);
    }
    seen.faults.push(format!("{} {at} ended the process: {status}", reader.name));
    Some(at)
}

fn lines_of(child: &mut Child) -> Receiver<String> {
    let (send, receive) = channel();
    let output = child.stdout.take().expect("its output is piped");
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                return;
            }
        }
    });
    receive
}

/// The most memory that this process has taken, in kilobytes, where the system tells.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
