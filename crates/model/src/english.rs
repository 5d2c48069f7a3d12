//! English as it is written in many places: lists, numbers of things, capitals and quotes.

use crate::figures::whole;

/// With a capital at the beginning.
pub fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A title for use within a sentence; an abbreviation in front stays as it is.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if !letters.clone().next().is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

/// Names one after the other: `a, b and c`.
pub fn list(names: &[impl AsRef<str>]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.as_slice() {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        names => names.concat(),
    }
}

/// What a number of things are called: `council`, and of any other number than one `councils`.
pub fn plural(count: usize, thing: &str) -> String {
    let end = if count == 1 { "" } else { "s" };
    format!("{thing}{end}")
}

/// A number of things: `1 council`, `1,490 councils`.
pub fn counted(count: usize, thing: &str) -> String {
    format!("{} {}", whole(count as f64), plural(count, thing))
}

/// A title; if there is none, the name as it is spoken: `early_help` is "early help".
pub fn title_or_name(title: &str, name: &str) -> String {
    if title.is_empty() { name.replace('_', " ") } else { title.to_owned() }
}

/// In quotes: “Retention payment”.
pub fn quoted(text: &str) -> String {
    format!("\u{201c}{text}\u{201d}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_come_and_go_and_abbreviations_keep_theirs() {
        assert_eq!(["", "élan", "FTE"].map(upper_first), ["", "Élan", "FTE"]);
        assert_eq!(["", "Net cost", "FTE in post"].map(lower_first), ["", "net cost", "FTE in post"]);
    }

    #[test]
    fn lists_and_numbers_of_things_read_as_sentences_do() {
        let names = ["a", "b", "c"];
        assert_eq!([0, 1, 2, 3].map(|n| list(&names[..n])), ["", "a", "a and b", "a, b and c"]);
        assert_eq!([counted(1, "council"), counted(1_490, "council")], ["1 council", "1,490 councils"]);
        assert_eq!([0, 1, 2].map(|count| plural(count, "row")), ["rows", "row", "rows"]);
    }
}
