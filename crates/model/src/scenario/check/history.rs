//! Published figures before the start.

use super::{Check, unknown};
use crate::document::{Problem, Problems};
use crate::measure::ids;

pub(super) fn check(check: &Check<'_>, problems: &mut Problems) {
    let service = check.service;
    let start = service.start.0;
    let known = ids(service);
    for history in &service.history.0 {
        let id = &history.measure;
        let path = format!("history.{}", id.text);
        if !known.contains(&id.text) {
            let message = format!("`{path}` is not the history of a measure");
            problems.extend(unknown(message, id, "measure", known.iter().map(String::as_str)));
        }
        for (month, _) in &history.points {
            if *month <= start {
                continue;
            }
            let key = month.to_string();
            problems.add(
                Problem::error(format!(
                    "`{path}` has a value for {}, after the start on {}",
                    month.long_name(),
                    start.last_day()
                ))
                .maybe_at(check.place(&["history", &id.text, &key]), "after the start")
                .help("history ends with the month of the start: take the line out, or move `start`"),
            );
        }
    }
}
