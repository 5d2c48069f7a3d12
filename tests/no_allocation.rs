//! A trial allocates nothing once its room has been made.

#![expect(clippy::print_stdout, reason = "the figures are for the reader of a test run")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicU64, Ordering};

use staffcast::engine::{Model, Trial};
use staffcast::sampling::Layers;
use staffcast::service::Service;

static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);

struct Counting;

#[expect(unsafe_code, reason = "an allocator cannot be written without; it only counts and passes on")]
// SAFETY: every call goes to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller keeps to the contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps to the contract.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller keeps to the contract.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// All that changes from year to year beside what the council of the benches has.
const CHANGES: &str = "
[environment.establishment]
trend_per_year = 0.02
drift_sd_per_year = 0.05
[environment.case_holding]
swing_sd = 0.1
swing_persistence_per_year = 0.5
[environment.rereferral]
swing_sd = 0.1
swing_at_start = 0.2
[stage.child_in_need.stay_changes]
drift_sd_per_year = 0.1
swing_sd = 0.3
swing_persistence_per_year = 0.3
[workforce.posts]
with_people = 0.5
[workload.case_holding]
follows_cases = 0.5
follows_staff = 0.5
[demand.children_in_need]
at_start = 4_000
changes = { drift_sd_per_year = 0.1 }
";

/// Levers of every sort that does something of its own in a trial.
const LEVERS: &str = "
[[option]]
name = 'all'
[[option.supplement]]
amount_per_year = 2_000
leaving = 0.9
phase_in_months = 6
[[option.campaign]]
role = 'social_worker'
people = 20
every_year = true
[[option.temporary_workers]]
team = 'all'
role = 'social_worker'
fte = 4.5
until = 2025-03-31
[[option.agency]]
ceiling_fte = 30
price_cap = 1.3
[[option.early_help]]
families_per_month = 20
would_be_referred = 0.3
effect = 0.2
[[option.front_door]]
referrals = 0.9
[[option.case_review]]
cases = 500
weeks_of_work_per_case = 0.1
until = 2024-06-30
";

fn allocations(run: impl FnOnce()) -> u64 {
    let before = ALLOCATIONS.load(Ordering::Relaxed);
    run();
    ALLOCATIONS.load(Ordering::Relaxed) - before
}

/// The only test of this program, so that nothing else allocates meanwhile.
/// Trials are the same on every run: a correct program never fails.
///
/// The room that a trial has made is kept: run again, it allocates nothing.
/// After ten trials hardly any needs more room than all before it: more offers
/// at once, say, or the first week in which someone may wait.
#[test]
fn a_trial_allocates_nothing_but_room_that_none_before_it_needed() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/council.toml");
    let council = std::fs::read_to_string(path).expect("the scenario of the benches is there");
    let service =
        Service::from_text(&(council + CHANGES + LEVERS)).expect("the scenario of the benches is right");
    let model = Model::new(&service);
    for option in [None, Some(0)] {
        runs_without_allocation(&model, option);
    }
}

fn runs_without_allocation(model: &Model, option: Option<usize>) {
    let mut trial = Trial::new(model, option);
    let mut record = vec![0.0; model.layout.len()];
    let mut run = |number| allocations(|| trial.run(1, number, Layers::ALL, &mut record));
    let mut made_room = Vec::new();
    for number in 0..300 {
        let first = run(number);
        if number >= 10 && first > 0 {
            made_room.push((number, first));
        }
        assert_eq!(run(number), 0, "trial {number} again");
    }
    println!("trials that made room, and their allocations: {made_room:?}");
    let most = 20;
    assert!(made_room.iter().map(|(_, count)| count).sum::<u64>() <= most, "{made_room:?}");
}
