//! What goes into the gaps of the template.

use super::*;

/// The scenario of a council as of a year.
fn draft(data: &Published, council: &str, year: Year) -> Draft {
    let estimator = Estimator::new(data, Some(year)).unwrap();
    estimator.scenario(data.find(council).unwrap()).unwrap()
}

#[test]
fn every_gap_of_the_template_is_filled() {
    let draft = draft(Published::embedded(), "Kent", 2023);
    assert!(!draft.text.contains("{{") && !draft.text.contains("}}"));
    assert!(draft.figures.iter().all(Figure::is_own), "{:?}", draft.figures);
}

#[test]
fn a_year_without_figures_is_refused() {
    let refusal =
        |year| Estimator::new(Published::embedded(), Some(year)).err().map(|error| error.to_string());
    let words = "there are no figures of the workforce for 2030: choose a year from 2017 to 2023";
    assert_eq!(refusal(2030).as_deref(), Some(words));
    assert!(refusal(2016).is_some());
    assert_eq!(Estimator::new(Published::embedded(), None).unwrap().year(), 2023);
}

/// A council without any figure of its own in a year gets those of others, and
/// the file says whose.
#[test]
fn what_is_missing_falls_back_and_is_told() {
    let hackney = draft(Published::embedded(), "Hackney", 2022);
    let fallen: Vec<&Figure> = hackney.figures.iter().filter(|figure| figure.origin != Origin::Own).collect();
    assert!(fallen.iter().any(|figure| figure.name == "referrals"), "{fallen:?}");
    assert!(hackney.text.contains("an earlier year of its own for"), "{}", &hackney.text[..1500]);
}

#[test]
fn england_is_an_average_council() {
    let england = draft(Published::embedded(), "England", 2023);
    assert!(england.text.contains("Average council of England"));
    // 33,119.1 FTE over 149 councils.
    assert!(england.text.contains("in post           222.3 FTE"), "{}", &england.text[..2500]);
}

/// Rates of turnover are drawn towards the middle, and the more so the fewer years there are.
#[test]
fn turnover_is_drawn_towards_region_and_england() {
    let data = Published::embedded();
    let estimator = Estimator::new(data, Some(2023)).unwrap();
    for (council, area) in data.councils() {
        let leaving = estimator.turnover(council, area.region);
        assert!((0.05..0.35).contains(&leaving.rate), "{}: {}", area.name, leaving.rate);
    }
}
