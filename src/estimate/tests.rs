//! Every gap of the template, and what goes into it.

use std::collections::BTreeSet;

use super::*;

#[test]
fn every_gap_of_the_template_is_filled_and_every_text_has_its_gap() {
    let data = Published::embedded();
    let estimator = Estimator::new(data, Some(2023)).unwrap();
    let draft = estimator.scenario(data.find("Kent").unwrap()).unwrap();
    assert!(!draft.text.contains("{{") && !draft.text.contains("}}"));
    println!("{}", draft.text);
}
