//! Scenarios that are compared. What is worked out so that the start is in balance is that of the first of them, trial by
//! trial: were it worked out anew, a scenario with more posts would take longer to fill them, so as to keep its staff
//! (equation B8).

use super::model::{First, Model};
use super::rates::Rates;
use super::staff::Staff;
use crate::sampling::Values;

impl Rates {
    /// Takes over what the balance of the first gave, with its numbers in this trial, as far as this scenario does not
    /// say it itself.
    pub(super) fn take_over(
        &mut self,
        (model, values): (&Model, &Values),
        first: &First,
        (drawn, from): (&Values, &Self),
    ) {
        self.flows.refill(&first.model.service, &|id| drawn[*id]);
        self.opening.means.clone_from(&from.opening.means);
        self.opening.returning = from.opening.returning;
        if first.has_same_bands {
            self.opening.leaving_scale = from.opening.leaving_scale;
        }
        // Where both say how long posts take to fill, each has its own, at the vacancies of the first.
        let [own, of_first] =
            [model, &first.model].map(|of| of.service.workforce.recruitment.weeks_to_fill.is_some());
        if of_first || !own {
            self.time_to_fill = from.time_to_fill;
            self.advertised = from.advertised;
            first.take(&from.fill_weights, &mut self.fill_weights);
        }
        first.take(&from.cohort, &mut self.cohort);
        self.set(model, values);
        self.opening.first_time.clear();
        self.opening.first_time.extend(self.sources.iter().map(|source| source.first_time));
    }
}

impl Staff {
    /// Takes over the posts and vacancies against which posts and agency cover are told.
    pub(super) fn take_over(&mut self, first: &First, from: &Self) {
        first.take(&from.establishment_at_start, &mut self.establishment_at_start);
        first.take(&from.vacancies_at_start, &mut self.vacancies_at_start);
    }
}
