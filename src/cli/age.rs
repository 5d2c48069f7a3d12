//! The day on which a scenario is used: whether it is still good on it.

use clap::Args;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{arguments, console};
use model::age;
use model::calendar::Date;
use model::service::Service;
use model::uncertain::Uncertain;

/// The day of use. It reaches no file: what a run leaves follows from the scenario alone.
#[derive(Args, Debug)]
pub(super) struct DayOfUse {
    /// The day for which it is to be good, such as 2026-11-22 [default: today, for `review_by` alone]
    ///
    /// Warns if the scenario was to be looked at again before, and if its newest figures are more than a year older.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = arguments::day)]
    today: Option<Date>,
}

impl DayOfUse {
    /// Warns of a scenario that is not good on that day any more.
    pub(super) fn tell_age(&self, service: &Service<Uncertain>) {
        let told = match self.today {
            Some(day) => age::on(service, day),
            None => age::expired(service, today()),
        };
        if let Some(told) = told {
            console::tell(&format!("warning: {told}\n"));
        }
    }
}

/// The day by the clock of the machine, in Greenwich.
#[expect(clippy::disallowed_methods, reason = "for a warning on the terminal; no file holds it")]
fn today() -> Date {
    let now = Timestamp::try_from(std::time::SystemTime::now()).unwrap_or(Timestamp::UNIX_EPOCH);
    now.to_zoned(TimeZone::UTC).date()
}
