//! The measures that are told, shown or judged where none is asked for, side by side. Each list stands in the
//! order in which it is read; those of targets are added where they matter.

use super::MeasureId::{
    self, AgencyRate, Caseload, CostTotal, InPost, OpenCases, Referrals, ReferralsOfYear, RereferralShare,
    Turnover, Unallocated, VacancyRate,
};

/// Sentences on the baseline, and the tables of key figures and of their error: staff, then their work. Money has
/// sentences and tables of its own.
pub const KEY: [MeasureId; 5] = [VacancyRate, AgencyRate, Caseload, Unallocated, OpenCases];

/// Sentences on an option tell the one or two of these that change most: the key figures, and demand and turnover,
/// on which levers act. A sentence in `report::answers` names them all where none changes.
pub const CHANGED: [MeasureId; 8] =
    [VacancyRate, AgencyRate, Caseload, Unallocated, OpenCases, Referrals, RereferralShare, Turnover];

/// The options at a glance: one of staff and one of their work, since a row has room for two.
pub const AT_A_GLANCE: [MeasureId; 2] = [VacancyRate, Caseload];

/// Charts: work, staff and money.
pub const CHARTED: [MeasureId; 5] = [Caseload, VacancyRate, AgencyRate, Unallocated, CostTotal];

/// The sheet "Summary": those with charts, and the staff and cases behind the rates.
pub const SUMMED_UP: [MeasureId; 7] =
    [Caseload, VacancyRate, AgencyRate, InPost, Unallocated, OpenCases, CostTotal];

/// The table on the terminal: the longest list, since it stands alone there.
pub const OUTLOOK: [MeasureId; 9] =
    [Caseload, VacancyRate, AgencyRate, Turnover, InPost, Unallocated, OpenCases, ReferralsOfYear, CostTotal];

/// Of these the trials are judged to be enough or not: of the charts and of the table on the terminal.
pub const JUDGED: [MeasureId; 6] = [Caseload, VacancyRate, AgencyRate, InPost, OpenCases, CostTotal];

/// What a study of sensitivity explains.
pub const EXPLAINED: MeasureId = Caseload;
