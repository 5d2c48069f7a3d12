//! A trial allocates nothing once its room has been made.

use std::alloc::{GlobalAlloc, Layout, System};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use staffcast::engine::{Model, Trial};
use staffcast::sampling::Layers;
use staffcast::scenario;

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

/// The only test of this program, so that nothing else allocates meanwhile.
/// Trials are the same on every run: a correct program never fails.
#[test]
fn after_ten_trials_no_trial_allocates() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/council.toml");
    let scenario = scenario::read(Path::new(path)).scenario.expect("the scenario of the benches is right");
    let model = Model::new(&scenario.service);
    let mut trial = Trial::new(&model);
    let mut record = vec![0.0; model.layout.len()];
    for number in 0..10 {
        trial.run(1, number, Layers::ALL, &mut record);
    }
    let before = ALLOCATIONS.load(Ordering::Relaxed);
    let mut which = [0_u64; 300];
    for (number, allocations) in (10..).zip(&mut which) {
        let before = ALLOCATIONS.load(Ordering::Relaxed);
        trial.run(1, number, Layers::ALL, &mut record);
        *allocations = ALLOCATIONS.load(Ordering::Relaxed) - before;
    }
    assert_eq!(ALLOCATIONS.load(Ordering::Relaxed) - before, 0, "allocations of each trial: {which:?}");
}
