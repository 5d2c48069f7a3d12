//! A council's own figures as they were read: nothing is estimated here.

use std::collections::BTreeMap;

use model::calendar::Month;

/// A council's own figures.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnFigures {
    /// The council, as it calls itself.
    pub council: String,
    /// The month at whose end they stand.
    pub as_of: Month,
    /// Employer's on-costs against pay.
    pub on_costs: Option<f64>,
    /// Posts and people by team and role.
    pub posts: Vec<OwnPosts>,
    /// Pay by role.
    pub pay: Vec<OwnPay>,
    /// Open cases by team and stage.
    pub cases: Vec<OwnCases>,
    months: BTreeMap<&'static str, BTreeMap<Month, f64>>,
}

/// Posts and people of a role in a team, in FTE.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnPosts {
    /// The team, as the council calls it.
    pub team: String,
    /// The role's key.
    pub role: &'static str,
    /// Permanent staff in post.
    pub in_post: Option<f64>,
    /// Vacant posts.
    pub vacancies: Option<f64>,
    /// Agency workers.
    pub agency: Option<f64>,
    /// Where it stands.
    pub(crate) place: String,
}

/// Pay of a role, in pounds a year for one FTE.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OwnPay {
    /// The role's key.
    pub role: &'static str,
    /// Mean pay before on-costs.
    pub salary: Option<f64>,
    /// Cost of an agency worker.
    pub agency_cost: Option<f64>,
}

/// Open cases of a stage in a team.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnCases {
    /// The team, as the council calls it.
    pub team: String,
    /// The stage's key.
    pub stage: &'static str,
    /// Open cases, those that wait included.
    pub open: Option<f64>,
    /// Those that wait for a worker.
    pub waiting: Option<f64>,
}

impl OwnFigures {
    /// Figures of which nothing is known yet.
    pub fn new(council: impl Into<String>, as_of: Month) -> Self {
        Self {
            council: council.into(),
            as_of,
            on_costs: None,
            posts: Vec::new(),
            pay: Vec::new(),
            cases: Vec::new(),
            months: BTreeMap::new(),
        }
    }

    /// Adds the figure of a month; the column is known by its key, such as `referrals`.
    pub fn put(&mut self, column: &'static str, month: Month, value: f64) {
        self.months.entry(column).or_default().insert(month, value);
    }

    /// The months of a column, such as `referrals`, up to the end of the figures.
    pub fn months(&self, column: &str) -> Vec<(Month, f64)> {
        let months = self.months.get(column).into_iter().flatten();
        months.map(|(month, value)| (*month, *value)).filter(|(month, _)| *month <= self.as_of).collect()
    }

    /// The figure of a column in a month.
    pub fn at(&self, column: &str, month: Month) -> Option<f64> {
        self.months.get(column)?.get(&month).copied()
    }

    /// The sum of a column over the twelve months to the end of the figures; nothing if one is missing.
    pub fn year(&self, column: &str) -> Option<f64> {
        (0..12).map(|back| self.at(column, self.as_of.plus(-back))).sum()
    }

    /// All months by column.
    pub fn columns(&self) -> impl Iterator<Item = (&'static str, &BTreeMap<Month, f64>)> {
        self.months.iter().map(|(column, months)| (*column, months))
    }
}
