//! The report as one page of HTML: no script, no network, prints well.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Align, Block, Figure, Paper, Report, Section, Table};

/// Colours, type and what paper needs. Colours are those of the charts.
const STYLE: &str = include_str!("style.css");

/// Nothing may be fetched, whatever a scenario brings into the page.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'";

/// The page.
pub fn to_html(report: &Report) -> String {
    let Report { paper, sections, annex } = report;
    // The answer is on the first page; what else there is follows it.
    let (first, others) = sections.split_at(sections.len().min(1));
    let mut numbers = Numbers::default();
    let page = html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="generator" content={ "Staffcast " (env!("CARGO_PKG_VERSION")) };
                title { (paper.title) }
                style { (PreEscaped(STYLE)) (PreEscaped(on_every_page(&paper.classification))) }
            }
            body {
                a class="skip" href="#main" { "Skip to the report" }
                (header(paper))
                main id="main" {
                    @for section in first { (self::section(1, section, &mut numbers)) }
                    nav aria-labelledby="contents" {
                        h2 id="contents" { "Contents" }
                        ol {
                            @for section in report.all_sections() {
                                li { a href={ "#" (section.id) } { (section.heading) } }
                            }
                        }
                    }
                    @for (at, section) in others.iter().chain(annex).enumerate() {
                        (self::section(at + 2, section, &mut numbers))
                    }
                }
                @if !paper.classification.is_empty() {
                    footer { p class="classification" { (paper.classification) } }
                }
            }
        }
    };
    let mut text = page.into_string();
    text.push('\n');
    text
}

/// The classification at the head of each printed page.
fn on_every_page(classification: &str) -> String {
    // Nothing that could end the text or the style.
    let is_plain = |letter: &char| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '.' | ',' | ':');
    let text: String = classification.chars().filter(is_plain).collect();
    if text.is_empty() {
        return String::new();
    }
    format!("@page {{ @top-center {{ content: \"{text}\"; font: bold 9pt sans-serif; }} }}\n")
}

/// How many tables and figures there have been.
#[derive(Default)]
struct Numbers {
    tables: usize,
    figures: usize,
}

fn header(paper: &Paper) -> Markup {
    // A new field will not compile until it is shown.
    let Paper { title, council: _, subtitle: _, author, committee, date, classification } = paper;
    let below = paper.below_title();
    let facts = [("Committee", committee), ("Date", date), ("Author", author)];
    let facts: Vec<_> = facts.into_iter().filter(|(_, fact)| !fact.is_empty()).collect();
    html! {
        header {
            @if !classification.is_empty() { p class="classification" { (classification) } }
            h1 { (title) }
            @if !below.is_empty() { p class="subtitle" { (below) } }
            @if !facts.is_empty() {
                dl {
                    @for (name, fact) in facts { div { dt { (name) } dd { (fact) } } }
                }
            }
        }
    }
}

fn section(number: usize, section: &Section, numbers: &mut Numbers) -> Markup {
    let Section { id, heading, blocks } = section;
    let is_further = |block: &Block| matches!(block, Block::Figure(figure) if figure.is_further);
    html! {
        section id=(id) aria-labelledby={ (id) "-heading" } {
            h2 id={ (id) "-heading" } { (number) ". " (heading) }
            // Charts that stand behind the others are folded away together.
            @for group in blocks.chunk_by(|one, next| is_further(one) && is_further(next)) {
                @if is_further(&group[0]) {
                    details class="further" {
                        summary { "Further charts (" (group.len()) ")" }
                        @for block in group { (self::block(block, numbers)) }
                    }
                } @else {
                    @for block in group { (self::block(block, numbers)) }
                }
            }
        }
    }
}

fn block(block: &Block, numbers: &mut Numbers) -> Markup {
    match block {
        Block::Heading(text) => html! { h3 { (text) } },
        Block::Paragraph(text) => html! { p { (text) } },
        Block::Lead(text) => html! { p class="lead" { (text) } },
        Block::Bullets(items) => html! { ul { @for item in items { li { (item) } } } },
        Block::Code(text) => html! { pre { code { (text) } } },
        Block::Table(table) => {
            numbers.tables += 1;
            let caption = format!("Table {}: {}", numbers.tables, table.caption);
            let id = format!("table-{}", numbers.tables);
            let markup = self::table(table, &caption, &id);
            if table.is_long {
                html! {
                    details { summary { (caption) } (markup) }
                    p class="on-paper" { (caption) " is not printed: it unfolds on the screen." }
                }
            } else {
                markup
            }
        }
        Block::Figure(figure) => {
            numbers.figures += 1;
            self::figure(figure, numbers.figures)
        }
    }
}

fn figure(figure: &Figure, number: usize) -> Markup {
    let Figure { name, caption, description, svg, data, is_further: _ } = figure;
    html! {
        figure id={ "figure-" (name) } {
            figcaption { "Figure " (number) ": " (caption) }
            // Made by ourselves, with all texts escaped.
            (PreEscaped(svg))
            details {
                summary { "Figure " (number) " in words, and its data as a table" }
                p { (description) }
                (table(data, &format!("Data of figure {number}: {}", data.caption), &format!("data-{name}")))
            }
        }
    }
}

/// A table that can be scrolled sideways on a narrow screen, also by keyboard.
fn table(table: &Table, caption: &str, id: &str) -> Markup {
    let Table { caption: _, columns, rows, notes, is_long } = table;
    let side = |at: usize| match columns.get(at).map(|column| column.align) {
        Some(Align::Right) => "number",
        Some(Align::Left) | None => "words",
    };
    html! {
        div class=(if *is_long { "table long" } else { "table" }) role="region" aria-labelledby=(id) tabindex="0" {
            table {
                caption id=(id) { (caption) }
                thead {
                    tr { @for (at, column) in columns.iter().enumerate() {
                        th scope="col" class=(side(at)) { (column.title) }
                    } }
                }
                tbody {
                    @for row in rows {
                        tr { @for (at, cell) in row.iter().enumerate() {
                            @if at == 0 {
                                th scope="row" class=(side(at)) { (lines(cell)) }
                            } @else {
                                td class=(side(at)) { (lines(cell)) }
                            }
                        } }
                    }
                }
            }
        }
        @for note in notes { p class="note" { (note) } }
    }
}

/// A cell, each of its lines on a line of its own.
fn lines(cell: &str) -> Markup {
    html! {
        @for (at, line) in cell.lines().enumerate() {
            @if at > 0 { br; }
            (line)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn a_page() {
        insta::assert_snapshot!(to_html(&sample::report()).replace(env!("CARGO_PKG_VERSION"), "VERSION"));
    }

    #[test]
    fn what_a_scenario_says_is_never_markup() {
        let mut report = sample::report();
        let text = "<script>alert(1)</script> & \"quotes\"";
        report.paper.title = text.to_owned();
        report.sections[0].heading = text.to_owned();
        report.sections[0].blocks.push(Block::Bullets(vec![text.to_owned()]));
        let page = to_html(&report);
        assert!(!page.contains("<script"), "{page}");
        // Title twice, heading in the contents and above its section, and the list.
        assert_eq!(page.matches("&lt;script&gt;alert(1)&lt;/script&gt; &amp;").count(), 5);
    }

    #[test]
    fn further_charts_are_folded_away_together_and_cells_have_lines() {
        let mut report = sample::report();
        let last = report.annex.last_mut().unwrap();
        for block in &mut last.blocks {
            if let Block::Figure(figure) = block {
                figure.is_further = true;
                figure.data.rows[0][1] = "15%\n(9\u{2013}23%)".to_owned();
            }
        }
        last.blocks.retain(|block| matches!(block, Block::Figure(_)));
        let page = to_html(&report);
        assert_eq!(page.matches("<summary>Further charts (2)</summary>").count(), 1);
        assert_eq!(page.matches("15%<br>(9\u{2013}23%)").count(), 2);
    }

    #[test]
    fn nothing_is_fetched() {
        let page = to_html(&sample::report());
        for address in ["src=", "url(", "@import", "<link", "<script", "<iframe"] {
            assert!(!page.contains(address), "{address}");
        }
        let addresses = page.match_indices("http").map(|(at, _)| &page[at..page.len().min(at + 40)]);
        for address in addresses.filter(|address| !address.starts_with("http-equiv")) {
            assert!(address.starts_with("http://www.w3.org/2000/svg"), "{address}");
        }
    }
}
