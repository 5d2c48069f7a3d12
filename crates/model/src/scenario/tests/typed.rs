//! What people type as spreadsheets, letters and web pages have it.

use super::{edited, messages};

#[test]
fn all_that_is_no_toml_is_told_at_once_and_what_follows_is_checked_too() {
    insta::assert_snapshot!(messages(&edited(&[
        ("title = \"A small service\"", "title = “A small service”"),
        ("start = 2023-09-30", "start = 30/09/2023"),
        ("salary = 41_000", "salary = £41,000"),
        ("case_holding = 0.66", "case_holding = 66%"),
        ("full_caseload = 17", "full_caseload =\u{a0}17"),
        ("notice_weeks = 8", "notice_weeks: 8 weeks"),
        ("rate = 0.03", "rate = –0.03"),
    ])));
}

#[test]
fn text_where_a_number_is_wanted_is_told_with_the_number() {
    for (typed, remedy) in [
        ("\"£41,000\"", "write 41000"),
        ("\"41,000\"", "write 41000"),
        ("\"41000\"", "take the quotes away: 41000"),
        ("{ value = \"41,000\" }", "write 41000"),
        ("{ interval80 = [40,000, 42,000] }", "write 40000"),
        ("{ interval80 = [40,100, 42,100] }", "a comma parts two numbers, so write 1200 for 1,200"),
    ] {
        let messages = messages(&edited(&[("salary = 41_000", &format!("salary = {typed}"))]));
        assert!(messages.contains(remedy), "{typed}: {messages}");
    }
}

#[test]
fn a_header_of_a_list_needs_two_brackets() {
    let messages =
        super::messages_with("[option]\nname = 'a'\n[option.posts]\nteam = 'west'\nrole = 'x'\nfte = 1");
    for told in ["write [[option]], with two brackets", "write [[option.posts]]", "there is no such team"] {
        assert!(messages.contains(told), "{told}: {messages}");
    }
}
