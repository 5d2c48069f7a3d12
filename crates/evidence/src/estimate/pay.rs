//! Pay in the year of a scenario.

use super::evidence::Evidence;
use crate::published::Year;
use model::english::list;

/// Rise of the pay scale a year before the year of the pay points, and after the last award that is known. Judgement.
const PAY_RISE: f64 = 1.035;
/// The year of the pay points of the template.
const PAY_YEAR: Year = 2023;
/// What was agreed since: the year, pounds on every point of the national scale, and the rise of what is above it, or of
/// all where no pounds were agreed. National Joint Council for Local Government Services, pay agreements of
/// 22 October 2024 (£1,290; 2.5% above point 43) and 23 July 2025 (3.2%).
const AWARDS: [(Year, f64, f64); 2] = [(2024, 1_290.0, 1.025), (2025, 0.0, 1.032)];
/// Pay in London against elsewhere.
const LONDON: f64 = 1.15;

/// Pay against the points of the template.
pub(super) struct Pay {
    year: Year,
    in_london: bool,
}

impl Pay {
    /// Pay at a council.
    pub(super) fn of(evidence: &Evidence<'_>) -> Self {
        let region = evidence.region().map(|region| evidence.data.area(region).name.as_str());
        Self { year: evidence.year, in_london: region == Some("London") }
    }

    /// A range of the template as pay of this year and place, to ten pounds.
    pub(super) fn scaled(&self, points: [f64; 3]) -> [f64; 3] {
        let london = if self.in_london { LONDON } else { 1.0 };
        let known = AWARDS.iter().filter(|(year, ..)| *year <= self.year);
        let awarded =
            |pay: f64| known.clone().fold(pay, |pay, (_, pounds, rise)| (pay + pounds).max(pay * rise));
        let beyond = PAY_RISE.powi(self.years_beyond());
        points.map(|point| (awarded(point) * beyond * london / 10.0).round() * 10.0)
    }

    /// Years before the pay points, or after the last award that is known; 0 between them.
    fn years_beyond(&self) -> i32 {
        let last = AWARDS[AWARDS.len() - 1].0;
        i32::from(self.year) - i32::from(self.year.clamp(PAY_YEAR, last))
    }

    /// What was done to the points, in words that follow a statement, each on a comment line of its own.
    pub(super) fn words(&self) -> String {
        let awards: Vec<String> = AWARDS
            .iter()
            .filter(|(year, ..)| *year <= self.year)
            .map(|(year, ..)| year.to_string())
            .collect();
        let awarded = format!(",\n# raised by the national pay awards of {}", list(&awards));
        let beyond = self.years_beyond();
        let way = if beyond < 0 { "taken back" } else { "raised" };
        let moved = format!(",\n# {way} by 3.5% a year to {}", self.year);
        let london = ",\n# and 15% more in London (judgement)";
        let parts =
            [(!awards.is_empty(), awarded.as_str()), (beyond != 0, moved.as_str()), (self.in_london, london)];
        parts.iter().filter(|(is_so, _)| *is_so).map(|(_, words)| *words).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Points 23, 30 and 43 of the scales of 2023-24 and, as agreed, of 2024-25 and 2025-26; and pay above the scale.
    #[test]
    fn pay_is_that_of_the_agreed_scales() {
        let pay = |year, point: f64| Pay { year, in_london: false }.scaled([point; 3])[1];
        for (of_2023, of_2024, of_2025) in
            [(32_076.0, 33_366.0, 34_434.0), (38_223.0, 39_513.0, 40_777.0), (51_515.0, 52_805.0, 54_495.0)]
        {
            for (year, wanted) in [(2023, of_2023), (2024, of_2024), (2025, of_2025)] {
                assert!(
                    (pay(year, of_2023) - wanted).abs() <= 5.0,
                    "{year}: {} not {wanted}",
                    pay(year, of_2023)
                );
            }
        }
        for (year, of_2023, wanted) in
            [(2024, 80_000.0, 82_000.0), (2022, 35_000.0, 33_820.0), (2026, 35_000.0, 38_760.0)]
        {
            assert!((pay(year, of_2023) - wanted).abs() < 1e-9, "{year}: {}", pay(year, of_2023));
        }
        assert_eq!(Pay { year: 2025, in_london: true }.words().matches("2024 and 2025").count(), 1);
    }
}
