//! The tables of a council's own figures: what they are called, what their columns mean and in which unit they are. The
//! template is made of this, and so is what reads it.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name that the council chooses.
    Name,
    /// One of the roles.
    Role,
    /// One of the stages.
    Stage,
    /// A month.
    Month,
    /// Staff in full-time equivalents.
    Fte,
    /// A number of children or cases on one day.
    Children,
    /// A number of events in a month.
    Events,
    /// Pounds a year.
    Pounds,
    /// A share, such as 28%.
    Share,
}

impl Kind {
    /// The unit in words.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Role | Self::Stage => "from the list",
            Self::Month => "month",
            Self::Fte => "FTE",
            Self::Children => "children",
            Self::Events => "in the month",
            Self::Pounds => "£ a year",
            Self::Share => "per cent",
        }
    }

    /// Whether it says what a row is about, and not how much.
    pub fn is_key(self) -> bool {
        matches!(self, Self::Name | Self::Role | Self::Stage | Self::Month)
    }

    /// The names that may be chosen, as key and title.
    pub fn choices(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Role => &ROLES,
            Self::Stage => &STAGES,
            Self::Name
            | Self::Month
            | Self::Fte
            | Self::Children
            | Self::Events
            | Self::Pounds
            | Self::Share => &[],
        }
    }
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name in a TOML file.
    pub key: &'static str,
    /// Its name in a workbook.
    pub title: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What it means.
    pub meaning: &'static str,
    /// The measure whose months these are; empty if there is none.
    pub measure: &'static str,
}

/// A table.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name in a TOML file.
    pub key: &'static str,
    /// The name of its sheet.
    pub title: &'static str,
    /// What it is for.
    pub meaning: &'static str,
    /// Its columns; those that say what a row is about come first.
    pub columns: &'static [Column],
}

impl Table {
    /// How many columns say what a row is about; nil for a table of one row.
    pub fn keys(&self) -> usize {
        if self.key == SERVICE {
            0
        } else {
            self.columns.iter().filter(|column| column.kind.is_key()).count()
        }
    }

    /// Whether it has a row for each month.
    pub fn is_by_month(&self) -> bool {
        self.keys() == 1 && self.columns[0].kind == Kind::Month
    }
}

/// The roles of the published scenario.
pub const ROLES: [(&str, &str); 6] = [
    ("newly_qualified", "Newly qualified"),
    ("social_worker", "Social worker"),
    ("senior_practitioner", "Senior practitioner"),
    ("without_cases", "Qualified, without cases"),
    ("team_manager", "Team manager"),
    ("senior_manager", "Middle and senior manager"),
];

/// The stages of the published scenario.
pub const STAGES: [(&str, &str); 4] = [
    ("assessment", "Assessment"),
    ("child_in_need", "Child-in-need plan"),
    ("child_protection", "Child protection plan"),
    ("looked_after", "Looked after"),
];

/// The team of the published scenario, which holds all cases.
pub const ONE_TEAM: (&str, &str) = ("social_care", "Children's social care");

/// The table of one row.
pub const SERVICE: &str = "service";

const fn column(
    key: &'static str,
    title: &'static str,
    kind: Kind,
    measure: &'static str,
    meaning: &'static str,
) -> Column {
    Column { key, title, kind, meaning, measure }
}

const TEAM: Column =
    column("team", "Team", Kind::Name, "", "What you call the team. Write it alike on every sheet.");
const ROLE: Column = column("role", "Role", Kind::Role, "", "The nearest of the six roles in the list.");
const MONTH: Column = column(
    "month",
    "Month",
    Kind::Month,
    "",
    "The month: October 2026, 31/10/2026 or 2026-10 are all understood.",
);

/// All of them, in the order of the sheets.
pub const TABLES: [Table; 6] = [
    Table {
        key: SERVICE,
        title: "Service",
        meaning: "Whose figures these are, and of when.",
        columns: &[
            column(
                "council",
                "Council",
                Kind::Name,
                "",
                "The name of the council, as published figures have it.",
            ),
            column(
                "month",
                "Figures at the end of",
                Kind::Month,
                "",
                "The month at whose end the projection begins. Posts and open cases are those of its last day.",
            ),
            column(
                "on_costs",
                "On-costs",
                Kind::Share,
                "",
                "Employer's national insurance and pension, as a percentage of pay.",
            ),
        ],
    },
    Table {
        key: "posts",
        title: "Posts",
        meaning: "Funded posts and who is in them, by team and role, on the last day of the month.",
        columns: &[
            TEAM,
            ROLE,
            column(
                "posts",
                "Posts",
                Kind::Fte,
                "",
                "Funded posts. They are those in post and vacancies together.",
            ),
            column(
                "in_post",
                "In post",
                Kind::Fte,
                "",
                "Permanent staff in post, those on notice or leave included.",
            ),
            column(
                "vacancies",
                "Vacancies",
                Kind::Fte,
                "",
                "Funded posts without permanent staff, covered or not.",
            ),
            column("agency", "Agency", Kind::Fte, "", "Agency workers, whether or not they cover a vacancy."),
        ],
    },
    Table {
        key: "pay",
        title: "Pay",
        meaning: "What a year of one full-time equivalent costs, by role.",
        columns: &[
            ROLE,
            column("salary", "Salary", Kind::Pounds, "", "Mean yearly pay of one FTE, before on-costs."),
            column(
                "agency_cost",
                "Agency cost",
                Kind::Pounds,
                "",
                "What one FTE from an agency costs in a year, fees included.",
            ),
        ],
    },
    Table {
        key: "staff",
        title: "Staff by month",
        meaning: "All social workers together, month by month.",
        columns: &[
            MONTH,
            column(
                "in_post",
                "In post",
                Kind::Fte,
                "in_post_fte",
                "Permanent staff in post at the end of the month.",
            ),
            column(
                "vacancies",
                "Vacancies",
                Kind::Fte,
                "vacancy_fte",
                "Vacant posts at the end of the month.",
            ),
            column("agency", "Agency", Kind::Fte, "agency_fte", "Agency workers at the end of the month."),
            column(
                "starters",
                "Starters",
                Kind::Fte,
                "starters_fte",
                "Permanent staff who started in the month.",
            ),
            column(
                "leavers",
                "Leavers",
                Kind::Fte,
                "leavers_fte",
                "Permanent staff who left the council in the month.",
            ),
        ],
    },
    Table {
        key: "demand",
        title: "Demand by month",
        meaning: "Children who come and go, month by month.",
        columns: &[
            MONTH,
            column(
                "referrals",
                "Referrals",
                Kind::Events,
                "referrals",
                "Referrals to children's social care.",
            ),
            column(
                "rereferrals",
                "Re-referrals",
                Kind::Events,
                "",
                "Those referrals that came within twelve months of an earlier one.",
            ),
            column("assessments", "Assessments completed", Kind::Events, "", "Assessments completed."),
            column(
                "protection_begun",
                "Protection plans begun",
                Kind::Events,
                "entries.child_protection",
                "Child protection plans that began.",
            ),
            column(
                "protection",
                "Protection plans",
                Kind::Children,
                "open_cases.child_protection",
                "Child protection plans at the end of the month.",
            ),
            column(
                "care_begun",
                "Began to be looked after",
                Kind::Events,
                "entries.looked_after",
                "Children who began to be looked after.",
            ),
            column(
                "care_ceased",
                "Ceased to be looked after",
                Kind::Events,
                "",
                "Children who ceased to be looked after.",
            ),
            column(
                "care",
                "Looked after",
                Kind::Children,
                "open_cases.looked_after",
                "Looked-after children at the end of the month.",
            ),
            column(
                "in_need",
                "Children in need",
                Kind::Children,
                "children_in_need",
                "All children in need at the end of the month, where known.",
            ),
        ],
    },
    Table {
        key: "cases",
        title: "Open cases",
        meaning: "Cases that are open on the last day of the month, by the team that holds them and the stage they are in.",
        columns: &[
            TEAM,
            column("stage", "Stage", Kind::Stage, "", "The nearest of the four stages in the list."),
            column("open", "Open", Kind::Children, "", "Open cases, those that wait for a worker included."),
            column("waiting", "Waiting", Kind::Children, "", "Those of them that have no worker yet."),
        ],
    },
];

/// The table with this key.
///
/// # Panics
///
/// If there is none: keys are those of the program.
pub fn table(key: &str) -> &'static Table {
    TABLES.iter().find(|table| table.key == key).unwrap_or_else(|| panic!("there is a table {key}"))
}
