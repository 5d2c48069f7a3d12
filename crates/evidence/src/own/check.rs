//! What figures of several cells say together: sums that do not add up, parts greater than the whole, months twice, out of
//! order, missing or after the end.

use super::content::plain;
use super::figures::OwnPosts;
use super::records::Record;
use model::calendar::Month;
use model::document::{Problems, nearest};
use model::english::quoted;
use model::figures::{short, with_commas};

/// Sums may be so far off: figures are rounded to tenths.
const ROUNDING: f64 = 0.15;

/// Posts, in post and vacancies of a row: any two of them give the third.
pub(super) fn posts(record: &Record, problems: &mut Problems) -> (Option<f64>, Option<f64>) {
    let (posts, in_post, vacancies) =
        (record.value("posts"), record.value("in_post"), record.value("vacancies"));
    match (posts, in_post, vacancies) {
        (Some(posts), Some(in_post), Some(vacancies)) if (posts - in_post - vacancies).abs() > ROUNDING => {
            let what = format!(
                "{} posts are not the {} in post and {} vacancies together, {}",
                number(posts),
                number(in_post),
                number(vacancies),
                number(in_post + vacancies)
            );
            problems.add(
                record
                    .cell("posts")
                    .error(what, "correct one of the three, or leave it empty: two give the third"),
            );
        }
        (Some(posts), Some(in_post), None) if in_post > posts + ROUNDING => {
            let what = format!("{} in post are more than the {} posts", number(in_post), number(posts));
            let help = "write staff above the establishment into the posts, or correct one of the two";
            problems.add(record.cell("in_post").error(what, help));
        }
        (Some(posts), None, Some(vacancies)) if vacancies > posts + ROUNDING => {
            let what = format!("{} vacancies are more than the {} posts", number(vacancies), number(posts));
            problems.add(record.cell("vacancies").error(what, "correct one of the two"));
        }
        _ => {}
    }
    let less = |all: Option<f64>, part: Option<f64>| Some((all? - part?).max(0.0));
    (in_post.or_else(|| less(posts, vacancies)), vacancies.or_else(|| less(posts, in_post)))
}

/// A part that is greater than its whole in the same row.
pub(super) fn part(
    record: &Record,
    (part, whole): (&str, &str),
    words: (&str, &str),
    problems: &mut Problems,
) {
    if let (Some(of), Some(all)) = (record.value(part), record.value(whole))
        && of > all + ROUNDING
    {
        let what = format!("{} {} are more than the {} {}", number(of), words.0, number(all), words.1);
        problems.add(record.cell(part).error(what, "correct one of the two"));
    }
}

/// Two rows about the same.
pub(super) fn twice(records: &[Record], problems: &mut Problems) {
    for (at, record) in records.iter().enumerate() {
        let about = |other: &&Record| {
            (plain(&other.name), other.choice, other.month)
                == (plain(&record.name), record.choice, record.month)
        };
        if let Some(first) = records[..at].iter().find(about) {
            let cell = &record.cells[record.table.keys() - 1];
            let what = match record.month {
                Some(month) => format!("{} comes twice", month.long_name()),
                None => format!("{} comes twice", cell.shown()),
            };
            let help = format!(
                "take one of the two rows out, or join them: the first is at {}",
                first.cells[0].place
            );
            problems.add(cell.error(what, help));
        }
    }
}

/// Months in their order, without gaps, up to the end of the figures.
pub(super) fn months(records: &[Record], as_of: Option<Month>, problems: &mut Problems) {
    let all: Vec<(Month, &Record)> =
        records.iter().filter_map(|record| Some((record.month?, record))).collect();
    for (month, record) in all.iter().filter(|(month, _)| as_of.is_some_and(|end| *month > end)) {
        let end = as_of.map_or_else(String::new, Month::long_name);
        let what = format!("{} is after {end}, the end of the figures", month.long_name());
        let help = "take the row out, or move the month on the sheet of the service";
        problems.add(record.cells[0].error(what, help));
    }
    if let Some(pair) = all.windows(2).find(|pair| pair[1].0 < pair[0].0) {
        let what = format!("{} stands after {}", pair[1].0.long_name(), pair[0].0.long_name());
        let help =
            "nothing is lost: months are read in the order of time; look whether one of them is a slip";
        problems.add(pair[1].1.cells[0].warning(what, help));
    }
    let mut sorted: Vec<&(Month, &Record)> = all.iter().collect();
    sorted.sort_by_key(|(month, _)| *month);
    for pair in sorted.windows(2).filter(|pair| pair[1].0.since(pair[0].0) > 1) {
        let missing = pair[1].0.since(pair[0].0) - 1;
        let first = pair[0].0.plus(1).long_name();
        let what = if missing == 1 {
            format!("{first} is missing before {}", pair[1].0.long_name())
        } else {
            format!("{missing} months are missing before {}, from {first} on", pair[1].0.long_name())
        };
        let help = "it counts as not known; add the figures if there are any";
        problems.add(pair[1].1.cells[0].warning(what, help));
    }
}

/// Teams that hold cases, but have no posts.
pub(super) fn teams(posts: &[Record], cases: &[Record], problems: &mut Problems) {
    let known: Vec<String> = posts.iter().map(|record| plain(&record.name)).collect();
    if known.is_empty() {
        return;
    }
    let mut told: Vec<String> = Vec::new();
    for record in cases {
        let name = plain(&record.name);
        if known.contains(&name) || told.contains(&name) {
            continue;
        }
        let near = nearest(&name, known.iter().map(String::as_str));
        let near = near.and_then(|near| posts.iter().find(|record| plain(&record.name) == near));
        let help = match near {
            Some(near) => format!("did you mean {}?", quoted(&near.name)),
            None => "write its posts on the sheet of posts, or the team that holds the cases".to_owned(),
        };
        problems.add(record.cells[0].error(format!("the team {} has no posts", quoted(&record.name)), help));
        told.push(name);
    }
}

/// Posts by team and role that are not, together, what the month has for all.
pub(super) fn sums(posts: &[OwnPosts], staff: &[Record], as_of: Month, problems: &mut Problems) {
    let Some(month) = staff.iter().find(|record| record.month == Some(as_of)) else { return };
    let columns: [(&str, &str, OfPosts); 3] = [
        ("in_post", "in post", |own| own.in_post),
        ("vacancies", "vacancies", |own| own.vacancies),
        ("agency", "agency workers", |own| own.agency),
    ];
    for (key, words, of) in columns {
        let own: Vec<f64> = posts.iter().filter_map(of).collect();
        let sum: f64 = own.iter().sum();
        let Some(all) = month.value(key).filter(|_| !own.is_empty()) else { continue };
        if (sum - all).abs() > (APART * all).max(1.0) {
            let what =
                format!("{} {words}, but by team and role they are {} together", number(all), number(sum));
            let help = "posts by team and role are used; look which of the two is right, and whether all roles are there";
            problems.add(month.cell(key).warning(what, help));
        }
    }
}

/// A number of a row of posts.
type OfPosts = fn(&OwnPosts) -> Option<f64>;

/// Sums of two sheets may be so far apart, as a share.
const APART: f64 = 0.03;

fn number(value: f64) -> String {
    with_commas(&short(value, 2))
}
