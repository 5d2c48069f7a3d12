//! Published figures before the start.

use super::{Check, unknown};
use crate::document::{Problem, Problems};
use crate::measure::{KNOWN_IDS, OPEN_CASES_OF};

pub(super) fn check(check: &Check<'_>, problems: &mut Problems) {
    let service = check.service;
    let start = service.start.0;
    for history in &service.history.0 {
        let id = &history.measure;
        let path = format!("history.{}", id.text);
        let known = match id.text.strip_prefix(OPEN_CASES_OF) {
            Some(stage) => service.stage.get(stage).is_some(),
            None => KNOWN_IDS.contains(&id.text.as_str()),
        };
        if !known {
            let by_stage: Vec<String> =
                service.stage.names().map(|stage| format!("{OPEN_CASES_OF}{stage}")).collect();
            let ids = KNOWN_IDS.into_iter().chain(by_stage.iter().map(String::as_str));
            let message = format!("`{path}` is not the history of a measure");
            problems.extend(unknown(message, id, "measure", ids));
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
