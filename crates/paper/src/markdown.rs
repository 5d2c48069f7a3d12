//! A report as Markdown, for those who put papers together elsewhere.
//!
//! Tables are those of GitHub, which most programs know. A figure has its
//! caption above it and its description as a paragraph below it: people who
//! see the chart can check the words, and a screen reader says them once, where
//! a long text in the picture's place could neither be paused nor repeated.

use std::fmt::Write as _;

use super::{Align, Block, Figure, Paper, Report, Table};

/// What stands in the place of a picture that is not seen.
const ALTERNATIVE: &str = "Chart, described in words below";

/// The heading of the annex.
const ANNEX: &str = "Annex: data of the figures";

/// Characters that may mean something to Markdown anywhere in a line.
const SPECIAL: [char; 9] = ['\\', '`', '*', '[', ']', '<', '>', '~', '|'];

/// Writes a report. Its charts are looked for in `charts/`.
pub fn to_markdown(report: &Report) -> String {
    let mut text = String::new();
    head(&mut text, &report.paper);
    let mut tables = 0;
    let mut figures = 0;
    for (section, number) in report.all_sections().zip(1..) {
        line(&mut text, &format!("## {number}. {}", plain(&section.heading)));
        for block in &section.blocks {
            match block {
                Block::Heading(words) => line(&mut text, &format!("### {}", plain(words))),
                Block::Paragraph(words) => line(&mut text, &paragraph(words)),
                Block::Lead(words) => line(&mut text, &format!("**{}**", plain(words))),
                Block::Bullets(items) => bullets(&mut text, items),
                Block::Table(shown) => {
                    tables += 1;
                    table(&mut text, tables, &shown.caption, shown);
                }
                Block::Figure(shown) => {
                    figures += 1;
                    figure(&mut text, figures, shown);
                }
                Block::Code(words) => code(&mut text, words),
            }
        }
    }
    let with_data: Vec<(&Figure, u32)> =
        report.figures().zip(1..).filter(|(figure, _)| !figure.data.rows.is_empty()).collect();
    if !with_data.is_empty() {
        line(&mut text, &format!("## {ANNEX}"));
    }
    for (figure, number) in with_data {
        tables += 1;
        let Figure { data, caption, .. } = figure;
        let caption = if data.caption.is_empty() { caption } else { &data.caption };
        table(&mut text, tables, &format!("Data of figure {number}: {caption}"), data);
    }
    text.truncate(text.trim_end().len());
    text + "\n"
}

fn head(text: &mut String, paper: &Paper) {
    let Paper { title, council, subtitle, author, committee, date, classification } = paper;
    if !classification.is_empty() {
        line(text, &format!("**{}**", plain(classification)));
    }
    if !title.is_empty() {
        line(text, &format!("# {}", plain(title)));
    }
    if !subtitle.is_empty() {
        line(text, &plain(subtitle));
    }
    let named = [("Council", council), ("Committee", committee), ("Date", date), ("Author", author)];
    let named = named.iter().filter(|(_, words)| !words.is_empty());
    let lines: Vec<String> = named.map(|(name, words)| format!("{name}: {words}")).collect();
    bullets(text, &lines);
}

/// Something with an empty line below it.
fn line(text: &mut String, words: &str) {
    writeln!(text, "{words}\n").expect("a string takes any text");
}

fn bullets(text: &mut String, items: &[String]) {
    for item in items {
        writeln!(text, "- {}", paragraph(item)).expect("a string takes any text");
    }
    if !items.is_empty() {
        text.push('\n');
    }
}

fn table(text: &mut String, number: u32, caption: &str, table: &Table) {
    line(text, &format!("**Table {number}: {}**", plain(caption)));
    if !table.columns.is_empty() {
        let titles: Vec<String> = table.columns.iter().map(|column| plain(&column.title)).collect();
        let sides = table.columns.iter().map(|column| match column.align {
            Align::Left => "---".to_owned(),
            Align::Right => "---:".to_owned(),
        });
        row(text, &titles);
        row(text, &sides.collect::<Vec<_>>());
        for cells in &table.rows {
            row(text, &cells.iter().map(|cell| plain(cell)).collect::<Vec<_>>());
        }
        text.push('\n');
    }
    for note in &table.notes {
        line(text, &paragraph(note));
    }
}

fn row(text: &mut String, cells: &[String]) {
    writeln!(text, "| {} |", cells.join(" | ")).expect("a string takes any text");
}

fn figure(text: &mut String, number: u32, figure: &Figure) {
    line(text, &format!("**Figure {number}: {}**", plain(&figure.caption)));
    line(text, &format!("![{ALTERNATIVE}](charts/{}.png)", figure.name));
    line(text, &format!("Figure {number} in words: {}", plain(&figure.description)));
}

fn code(text: &mut String, words: &str) {
    // A fence is longer than any within it.
    let mut fence = "```".to_owned();
    while words.contains(&fence) {
        fence.push('`');
    }
    line(text, &format!("{fence}text\n{}\n{fence}", words.trim_end()));
}

/// Words at the beginning of a line, where some would begin a heading or list.
fn paragraph(words: &str) -> String {
    let words = plain(words);
    let digits = words.chars().take_while(char::is_ascii_digit).count();
    let is_number = digits > 0 && words[digits..].starts_with(['.', ')']);
    if is_number {
        return format!("{}\\{}", &words[..digits], &words[digits..]);
    }
    if words.starts_with(['#', '+', '-', '=']) { format!("\\{words}") } else { words }
}

/// Words on one line, without meaning for Markdown.
fn plain(words: &str) -> String {
    let characters: Vec<char> = words.chars().collect();
    let is_letter = |place: Option<usize>| {
        place.and_then(|place| characters.get(place)).is_some_and(|c| c.is_alphanumeric())
    };
    let mut text = String::with_capacity(words.len());
    for (place, c) in characters.iter().enumerate() {
        // Within a word, as in the names of measures, an underscore is one.
        let is_in_word = is_letter(place.checked_sub(1)) && is_letter(Some(place + 1));
        let is_entity = *c == '&' && (is_letter(Some(place + 1)) || characters.get(place + 1) == Some(&'#'));
        if SPECIAL.contains(c) || (*c == '_' && !is_in_word) || is_entity {
            text.push('\\');
        }
        text.push(if matches!(c, '\n' | '\r') { ' ' } else { *c });
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::report;

    #[test]
    fn a_report_as_markdown() {
        insta::assert_snapshot!(to_markdown(&report()));
    }

    #[test]
    fn words_mean_nothing_to_markdown() {
        for (words, written) in [
            ("a | b", "a \\| b"),
            ("two\nlines", "two lines"),
            ("open_cases of _all_", "open_cases of \\_all\\_"),
            ("*a* [b](c) <d> `e` \\f", "\\*a\\* \\[b\\](c) \\<d\\> \\`e\\` \\\\f"),
            ("R&D, A & B, &amp;", "R\\&D, A & B, \\&amp;"),
            ("£1,140,000 (12%) - 5", "£1,140,000 (12%) - 5"),
        ] {
            assert_eq!(plain(words), written);
        }
        for (words, written) in [
            ("# one", "\\# one"),
            ("- one", "\\- one"),
            ("2026. It", "2026\\. It"),
            ("2026 was", "2026 was"),
            ("-5 points", "\\-5 points"),
        ] {
            assert_eq!(paragraph(words), written);
        }
    }

    #[test]
    fn a_fence_is_longer_than_any_within_it() {
        let mut text = String::new();
        code(&mut text, "````\nmine\n````");
        assert_eq!(text, "`````text\n````\nmine\n````\n`````\n\n");
    }
}
