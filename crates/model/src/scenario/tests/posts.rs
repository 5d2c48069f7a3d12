//! What funded posts do.

use super::{edited, messages, messages_after};
use crate::scenario::Reading;
use crate::service::FundedPosts;
use crate::uncertain::Quantity;

const STATED: &str = "posts = \"as_funded\" # They stay unless an option changes them.\n";
const MOVES: &str = "\n[environment.establishment]\ntrend_per_year = 0.02\ndrift_sd_per_year = { interval80 = [0.03, 0.06] }\n";

#[test]
fn posts_that_move_and_a_file_that_does_not_say_so() {
    insta::assert_snapshot!(messages(&(edited(&[(STATED, "")]) + MOVES)));
    for said in ["as_funded", "as_drifted"] {
        let text = edited(&[(STATED, &format!("posts = \"{said}\"\n"))]) + MOVES;
        assert_eq!(messages(&text), "", "{said}");
    }
    assert_eq!(messages_after(&[(STATED, "")]), "", "nothing moves them");
}

#[test]
fn posts_as_something_else_or_as_nothing_moves_them() {
    insta::assert_snapshot!(messages_after(&[(STATED, "posts = \"as_budgeted\"\n")]));
    insta::assert_snapshot!(messages_after(&[(STATED, "posts = \"as_drifted\"\n")]));
}

#[test]
fn an_option_that_changes_what_is_put_to_rest() {
    let option = "[[option]]\nname = \"o\"\n[[option.change]]\nparameter = \"workforce.posts.with_people\"\nset = 0.5\n";
    insta::assert_snapshot!(messages(&(edited(&[]) + MOVES + option)));
}

/// What is put to rest is nil in the service that is run, and stands in the document as it was written.
#[test]
fn posts_as_funded_put_to_rest_what_would_move_them() {
    let text = edited(&[]) + MOVES + "[workforce.posts]\nwith_people = 0.4\n";
    let scenario = Reading::of_text("council", &text).scenario.expect("it is right");
    let mut at_rest = 0;
    scenario.service.map(&mut |path, _, number| {
        if FundedPosts::are_moved_by(path) {
            assert_eq!(number.quantity, Quantity::Known(0.0), "{path}");
            at_rest += 1;
        }
    });
    assert_eq!(at_rest, 6);
    assert!(!scenario.service.posts_move());
    assert!(scenario.resolved.at(&["environment", "establishment", "trend_per_year"]).is_some());
}
