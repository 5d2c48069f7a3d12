//! The engine seen from inside: what must hold after every week of any trial.

mod conservation;
mod pathway;
mod scenarios;
mod staffing;

use super::{Model, Trial};
use crate::calendar::WEEKS_PER_MONTH;
use crate::sampling::{Address, Layers};
use crate::service::Service;

/// The model that a text describes.
#[track_caller]
fn model(text: &str) -> Model {
    let service = Service::from_text(text).unwrap_or_else(|problems| panic!("{problems}"));
    Model::new(&service)
}

/// When a trial is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moment {
    Opening,
    /// Before the events of a month, from 1.
    MonthBegins,
    /// After a week, from 0.
    Week(usize),
}

/// Goes through a trial as [`Trial::run`] does, and shows it at every moment.
fn step_through(trial: &mut Trial<'_>, seed: u64, number: u32, mut look: impl FnMut(&Trial<'_>, Moment)) {
    trial.open(&Address::of(seed, number, Layers::ALL));
    look(trial, Moment::Opening);
    for month in 1..=trial.model.months {
        look(trial, Moment::MonthBegins);
        trial.begin_month(month);
        for week in (month - 1) * WEEKS_PER_MONTH..month * WEEKS_PER_MONTH {
            trial.run_week(week);
            look(trial, Moment::Week(week));
        }
        trial.end_month(month);
    }
}
