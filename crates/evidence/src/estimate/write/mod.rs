//! Where what is estimated stands in a scenario, a file for each subject, with its sources and the words beside it.

mod changes;
mod demand;
mod environment;
mod head;
mod history;
mod staff;
mod stages;
mod turnover;

use super::council::Council;
use super::entries::Entries;

/// All that is estimated of a council, by where it stands in a scenario.
pub(super) fn entries(council: &Council<'_>) -> Entries {
    let mut entries = Entries::default();
    for write in [
        head::write,
        demand::write,
        stages::write,
        changes::write,
        staff::write,
        turnover::write,
        environment::write,
        history::write,
    ] {
        write(&mut entries, council);
    }
    entries
}
