//! What a person meant who typed a value as spreadsheets, letters and web pages have it.

use jiff::civil::Date;

use crate::calendar::MONTH_NAMES;

/// A value as it is written in a scenario, and what was odd about the one that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// What to write.
    pub written: String,
    /// What was odd, in a few words.
    pub odd: &'static str,
}

/// Units that people write behind a number; which unit it is in, the key says.
const UNITS: [&str; 17] = [
    "week", "weeks", "month", "months", "year", "years", "day", "days", "fte", "wte", "case", "cases",
    "people", "families", "posts", "a year", "per year",
];

/// What was meant by a value that stands without quotes, or as a text where a number is wanted.
pub fn meant(typed: &str) -> Option<Meant> {
    let typed = tidy(typed);
    let is = |odd, written: String| Some(Meant { written, odd });
    if let Some(flag) = flag(&typed) {
        return is("not as true and false are written", flag.to_owned());
    }
    if let Some(date) = date(&typed) {
        return is("a date the other way round", date.to_string());
    }
    if let Some(digits) = typed.strip_suffix('%').or_else(|| typed.strip_suffix("per cent")) {
        return is("a percentage", shortest(number(digits)? / 100.0));
    }
    if let Some(amount) = typed.strip_prefix('£').or_else(|| typed.strip_prefix("GBP")) {
        return is("a pound sign", shortest(pounds(amount)?));
    }
    if let Some(number) = number(&typed) {
        let odd = if typed.contains(',') {
            "a comma in a number"
        } else if typed.starts_with(DASHES) {
            "a dash that is no hyphen"
        } else {
            "not as numbers are written"
        };
        return is(odd, shortest(number));
    }
    let at = typed.find(|c: char| c.is_ascii_alphabetic())?;
    let (digits, unit) = typed.split_at(at);
    UNITS.contains(&unit.to_lowercase().as_str()).then_some(())?;
    is("a number with its unit", shortest(number(digits)?))
}

/// An amount of pounds, as people type it: `£1,000,000`, `1.5m`, `250k`.
pub fn pounds(typed: &str) -> Option<f64> {
    let typed = tidy(typed);
    let amount = typed.strip_prefix('£').unwrap_or(&typed).to_lowercase();
    let endings = [("million", 1e6), ("bn", 1e9), ("m", 1e6), ("k", 1e3)];
    let ending = endings.into_iter().find_map(|(ending, times)| Some((amount.strip_suffix(ending)?, times)));
    let (digits, times) = ending.unwrap_or((&amount, 1.0));
    Some(number(digits)? * times)
}

/// Dashes that look like a minus: the hyphens of typesetters, the en dash, the em dash and the minus sign.
const DASHES: [char; 5] = ['\u{2010}', '\u{2011}', '\u{2013}', '\u{2014}', '\u{2212}'];

/// Blanks that are none to a computer, or that nobody sees.
pub(super) fn is_odd_blank(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{ad}' | '\u{1680}' | '\u{2000}'
            ..='\u{200d}'
                | '\u{2028}'
                | '\u{2029}'
                | '\u{202f}'
                | '\u{205f}'
                | '\u{2060}'
                | '\u{3000}'
                | '\u{feff}'
    )
}

/// The text with plain blanks, and none at its ends.
fn tidy(typed: &str) -> String {
    let plain = typed.replace(is_odd_blank, " ");
    plain.trim().to_owned()
}

/// A number with thousands parted by commas or blanks, a comma for the point, or any dash before it.
fn number(typed: &str) -> Option<f64> {
    let typed = typed.trim();
    let (sign, digits) = match typed.strip_prefix(DASHES).or_else(|| typed.strip_prefix('-')) {
        Some(digits) => (-1.0, digits.trim_start()),
        None => (1.0, typed.strip_prefix('+').unwrap_or(typed)),
    };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, part) = match digits.split_once('.') {
        Some((whole, part)) if is_digits(part) => (whole, Some(part)),
        Some(_) => return None,
        None => (digits, None),
    };
    let groups: Vec<&str> = whole.split([',', ' ', '_']).collect();
    let are_thousands = groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    let plain = match groups.as_slice() {
        groups if !groups.iter().all(|group| is_digits(group)) => {
            // .5
            (whole.is_empty() && part.is_some()).then(|| "0".to_owned())?
        }
        [whole] => (*whole).to_owned(),
        groups if are_thousands => groups.concat(),
        [whole, decimals] if part.is_none() && digits.contains(',') => format!("{whole}.{decimals}"),
        _ => return None,
    };
    let text = part.map_or(plain.clone(), |part| format!("{plain}.{part}"));
    text.parse::<f64>().ok().filter(|value| value.is_finite()).map(|value| sign * value)
}

/// The shortest digits, without what the arithmetic of per cents leaves behind.
fn shortest(value: f64) -> String {
    let twelve = format!("{value:.12}");
    let text = twelve.trim_end_matches('0').trim_end_matches('.');
    if text.is_empty() || text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn flag(typed: &str) -> Option<&'static str> {
    match typed.to_lowercase().as_str() {
        "yes" | "true" => Some("true"),
        "no" | "false" => Some("false"),
        _ => None,
    }
}

/// 30/09/2023, 30.9.2023, 30-09-2023, 2023/09/30, 30 September 2023: the day first, as in the United Kingdom.
fn date(typed: &str) -> Option<Date> {
    let parts: Vec<&str> = typed.split(['/', '.', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let (day, year) = if first.len() == 4 { (last, first) } else { (first, last) };
    let is_month = |name: &&str| {
        let month = month.to_lowercase();
        month.len() >= 3 && name.to_lowercase().starts_with(&month)
    };
    let named = MONTH_NAMES.iter().position(is_month).map(|at| at as i8 + 1);
    let month = named.or_else(|| month.parse().ok())?;
    let year = (year.len() == 4).then(|| year.parse().ok())??;
    Date::new(year, month, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_understood() {
        for (typed, written) in [
            ("3,000", "3000"),
            ("1,089.1", "1089.1"),
            ("£43,960", "43960"),
            ("£1.5m", "1500000"),
            ("£250k", "250000"),
            ("85%", "0.85"),
            ("14.7 %", "0.147"),
            ("3 per cent", "0.03"),
            ("−0.03", "-0.03"),
            ("–3%", "-0.03"),
            ("0,85", "0.85"),
            ("41 000", "41000"),
            ("41\u{a0}000", "41000"),
            (".5", "0.5"),
            ("+007", "7"),
            ("12 weeks", "12"),
            ("13 FTE", "13"),
            ("01/04/2024", "2024-04-01"),
            ("1.4.2024", "2024-04-01"),
            ("2024/04/01", "2024-04-01"),
            ("30 Sept 2023", "2023-09-30"),
            ("Yes", "true"),
            ("FALSE", "false"),
        ] {
            assert_eq!(meant(typed).map(|meant| meant.written).as_deref(), Some(written), "{typed}");
        }
    }

    #[test]
    fn what_has_no_one_meaning_is_left_alone() {
        for typed in
            ["", "Kent", "1,2,3", "12 parrots", "3m", "31/02/2024", "1/2", "%", "£", "ten%", "1.2.3", "-"]
        {
            assert_eq!(meant(typed), None, "{typed}");
        }
    }

    #[test]
    fn amounts_may_have_sign_commas_and_endings() {
        for (typed, amount) in
            [("1,000,000", 1e6), ("£1000000", 1e6), ("1m", 1e6), ("£2.5 million", 2.5e6), ("-5k", -5e3)]
        {
            assert_eq!(pounds(typed), Some(amount), "{typed}");
        }
    }
}
