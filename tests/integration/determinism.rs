//! The same scenario and seed give the same bytes, however they are run. No
//! test here is random: a correct program never fails.

use std::fs;

use rayon::ThreadPoolBuilder;
use staffcast::disk::Disk;
use staffcast::ensemble::{Settings, Unwatched, on_threads};
use staffcast::sampling::Layers;
use staffcast::scenario;
use staffcast::service::Service;
use staffcast::summary::simulate;
use staffcast::uncertain::Uncertain;

use crate::support::{Trials, council, service};

/// A council of a year and a half: all effects, hundreds of cases a month.
fn text() -> String {
    council().replace("months = 60", "months = 18")
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let service = service(&text());
    let on = |threads: usize| {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| Trials::of(&service, 0..200, 3, Layers::ALL).bits())
    };
    let one = on(1);
    for threads in [2, 3, 8] {
        assert!(on(threads) == one, "{threads} threads");
    }
}

#[test]
fn any_number_of_threads_gives_the_same_summary() {
    let service = service(&text());
    let on = |threads| {
        let settings = Settings { trials: 130, seed: 3, layers: Layers::ALL };
        on_threads(Some(threads), || simulate(&service, &settings, &Unwatched).unwrap())
    };
    let one = on(1);
    for threads in [2, 3, 8] {
        assert!(on(threads) == one, "{threads} threads");
    }
}

#[test]
fn trials_run_in_two_halves_are_those_of_one_run() {
    let service = service(&text());
    let whole = Trials::of(&service, 0..200, 4, Layers::ALL).bits();
    let mut halves = Trials::of(&service, 0..100, 4, Layers::ALL).bits();
    for (first, second) in halves.iter_mut().zip(Trials::of(&service, 100..200, 4, Layers::ALL).bits()) {
        first.extend(second);
    }
    assert!(halves == whole);
}

/// The service of a file in a folder.
fn read(folder: &tempfile::TempDir, name: &str, text: &str) -> Service<Uncertain> {
    let path = folder.path().join(name);
    fs::write(&path, text).expect("temporary files can be written");
    let reading = scenario::read(&path, &Disk);
    assert_eq!(reading.problems.errors(), 0, "{}", reading.problems.render(&reading.sources, false));
    reading.scenario.expect("a scenario without errors").service
}

#[test]
fn a_scenario_that_extends_another_and_changes_nothing_or_its_title_runs_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let bits = |service: &Service<Uncertain>| Trials::of(service, 0..70, 5, Layers::ALL).bits();
    let base = bits(&read(&folder, "base.toml", &text()));
    for (name, text) in [
        ("same.toml", "extends = 'base.toml'"),
        ("titled.toml", "extends = 'base.toml'\ntitle = 'Another title'\nnote = 'And a note'"),
        // Numbers that say again what is so anyway.
        ("again.toml", "extends = 'base.toml'\nstage.assessment.open = 800\nworkload.caseload_limit = 20"),
    ] {
        assert!(bits(&read(&folder, name, text)) == base, "{name}");
    }
}

/// Parameters are addressed by path: another range leaves the draws of all others as they were.
#[test]
fn a_range_without_effect_leaves_every_bit_and_a_range_on_pay_every_bit_but_of_cost() {
    let base = Trials::run(&text(), 70, 6);
    let range = "{ interval80 = [0.1, 0.5] }";
    let without_effect =
        text().replace("notice_weeks = 8", &format!("notice_weeks = 8\nto_other_council = {range}"));
    assert!(Trials::run(&without_effect, 70, 6).bits() == base.bits());

    let on_pay = text().replace("on_costs = 0.3", &format!("on_costs = {range}"));
    let changed = Trials::run(&on_pay, 70, 6);
    let layout = &base.model.layout;
    let mut costs = 0;
    for (cell, (own, other)) in base.bits().into_iter().zip(changed.bits()).enumerate() {
        let measure = &layout.measures[layout.series[cell / layout.months].0].id;
        if measure.starts_with("cost.") {
            costs += usize::from(own != other);
        } else {
            assert!(own == other, "{measure}");
        }
    }
    assert!(costs > 0);
}
