//! Funded posts: they stay as funded, or move as they have moved at councils, as the scenario says.

use staffcast::document::to_toml;
use staffcast::register::register;
use staffcast::sampling::Layers;
use staffcast::scenario::{Reading, Scenario};
use staffcast::service::FundedPosts;
use staffcast::uncertain::is_range;

use crate::support::{Trials, rutland as council};

const TRIALS: u32 = 20;
const SEED: u64 = 301;

fn read(text: &str) -> Scenario {
    let Reading { scenario, problems, sources } = Reading::of_text("council", text);
    scenario.unwrap_or_else(|| panic!("{}", problems.render(&sources, false)))
}

fn trials(text: &str, option: Option<usize>) -> Trials {
    Trials::of_case(&read(text).service, option, 0..TRIALS, SEED, Layers::ALL)
}

/// A line is taken out of a text.
fn without(text: &str, begins: &str) -> String {
    let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with(begins)).collect();
    assert!(kept.len() < text.lines().count(), "{begins}");
    kept.join("\n")
}

/// Posts that move as drifted are those of a scenario that says nothing, bit for bit; and those that stay as funded are
/// those of one in which nothing moves them, all else alike.
#[test]
fn what_is_stated_is_all_that_changes() {
    let drifted = council(FundedPosts::AsDrifted);
    assert_eq!(trials(&drifted, None).bits(), trials(&without(&drifted, "posts "), None).bits());
    let funded = council(FundedPosts::AsFunded);
    let still = without(&without(&funded, "posts "), "with_people ");
    let (before, rest) = still.split_once("\n[environment.establishment]\n").unwrap();
    let (_, after) = rest.split_once("\n[").unwrap();
    assert_eq!(trials(&funded, None).bits(), trials(&format!("{before}\n[{after}"), None).bits());
}

/// Three posts more are three posts more in both, and in each trial; beside that posts stay, or do not.
#[test]
fn an_option_changes_posts_whether_they_stay_or_move() {
    let option = "\n[[option]]\nname = \"more\"\n[[option.posts]]\nteam = \"social_care\"\nrole = \"social_worker\"\nfte = 3\n\
                  from = 2024-04-01\n";
    for posts in [FundedPosts::AsFunded, FundedPosts::AsDrifted] {
        let text = council(posts) + option;
        let [without, with] = [None, Some(0)].map(|option| trials(&text, option));
        let [start, before, after] = [0, 6, 24].map(|month| without.month("establishment_fte", month));
        let stays = before == start && after == start;
        assert_eq!(stays, posts == FundedPosts::AsFunded, "{start:?} {after:?}");
        assert_eq!(before, with.month("establishment_fte", 6));
        for (with, without) in with.month("establishment_fte", 24).iter().zip(&after) {
            assert!((with - without - 3.0).abs() < 1e-4, "{with} beside {without}");
        }
    }
}

/// Numbers that posts as funded put to rest are told as not used, in a scenario that is read again too; in none are they drawn.
#[test]
fn what_has_no_effect_is_not_told_as_if_it_had() {
    let funded = read(&council(FundedPosts::AsFunded));
    let again = read(&to_toml(&funded.resolved, &is_range));
    assert_eq!(register(&funded), register(&again));
    let drifted = read(&council(FundedPosts::AsDrifted));
    let of_posts = |scenario: &Scenario| {
        let all = register(scenario).into_iter();
        all.filter(|number| FundedPosts::are_moved_by(&number.path)).collect::<Vec<_>>()
    };
    assert_eq!(of_posts(&funded).len(), of_posts(&drifted).len());
    assert!(of_posts(&drifted).iter().any(|number| !number.is_fixed() && number.reach.is_some()));
    for number in of_posts(&funded) {
        assert!(number.is_fixed() && number.reach.is_none(), "{number:?}");
        assert!(number.note.starts_with("Not used"), "{number:?}");
    }
}
