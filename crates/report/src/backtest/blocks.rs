//! The page of a back-test as the blocks of a paper, read from its Markdown: Word and browsers show the same words.
//!
//! Only what this page has is known: headings, paragraphs, lists, tables, commands and charts. Emphasis and links are
//! left out, since blocks are plain.

use super::{BacktestPage, CHARTS, SCORES};
use paper::{Block, Column, Figure, Paper, Report, Section, Table};

/// The page with its charts.
pub(super) fn blocks(page: &BacktestPage) -> Report {
    let mut report = Report {
        paper: Paper::default(),
        sections: vec![Section::new("answer", "In short", Vec::new())],
        annex: Vec::new(),
    };
    for part in parts(&page.markdown) {
        let first = part[0];
        if let Some(title) = first.strip_prefix("# ") {
            report.paper.title = plain(title);
            continue;
        }
        if let Some(heading) = first.strip_prefix("## ") {
            report.sections.push(Section::new(&id(heading), &plain(heading), Vec::new()));
            continue;
        }
        // The data of a chart say so too.
        if first.starts_with("*Figures:") {
            continue;
        }
        let block = if let Some(heading) = first.strip_prefix("### ") {
            Block::Heading(plain(heading))
        } else if first.starts_with("```") {
            Block::Code(part[1..part.len().saturating_sub(1)].join("\n"))
        } else if first.starts_with('|') {
            Block::Table(table(&part, caption(&mut report)))
        } else if first.starts_with("- ") {
            Block::Bullets(bullets(&part))
        } else if let Some(figure) = figure(first, page) {
            Block::Figure(Box::new(figure))
        } else {
            Block::Paragraph(plain(&part.join(" ")))
        };
        if let Some(section) = report.sections.last_mut() {
            section.blocks.push(block);
        }
    }
    report
}

/// Runs of lines between blank ones; a command is one, whatever is in it.
fn parts(markdown: &str) -> Vec<Vec<&str>> {
    let mut parts: Vec<Vec<&str>> = vec![Vec::new()];
    for line in markdown.lines() {
        let is_open = parts.last().is_some_and(|part| {
            part.first().is_some_and(|first| first.starts_with("```"))
                && (part.len() == 1 || part[part.len() - 1] != "```")
        });
        match parts.last_mut() {
            Some(part) if is_open || !line.is_empty() => part.push(line),
            _ => parts.push(Vec::new()),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// A text without emphasis, and links without where they lead. What stands as code is left as it is.
fn plain(text: &str) -> String {
    let pieces = text.split('`').enumerate().map(|(at, piece)| {
        if at % 2 == 1 { piece.to_owned() } else { without_links(piece).replace('*', "") }
    });
    pieces.collect()
}

fn without_links(text: &str) -> String {
    let Some((before, (words, rest))) =
        text.split_once('[').and_then(|(before, rest)| Some((before, rest.split_once("](")?)))
    else {
        return text.to_owned();
    };
    let rest = rest.split_once(')').map_or("", |(_, rest)| rest);
    format!("{before}{words}{}", without_links(rest))
}

/// An address of a heading: letters and hyphens.
fn id(heading: &str) -> String {
    let letters = heading.to_lowercase().replace(' ', "-");
    letters.chars().filter(|letter| letter.is_ascii_lowercase() || *letter == '-').collect()
}

/// The points of a list, each of which may go over several lines.
fn bullets(lines: &[&str]) -> Vec<String> {
    let mut points: Vec<String> = Vec::new();
    for line in lines {
        match (line.strip_prefix("- "), points.last_mut()) {
            (None, Some(point)) => point.extend([" ", line.trim()]),
            (Some(text), _) => points.push(text.to_owned()),
            (None, None) => {}
        }
    }
    points.iter().map(|point| plain(point)).collect()
}

/// What a table is called that comes next: what is said right before it, if that ends in a colon, or else its heading.
fn caption(report: &mut Report) -> String {
    let Some(section) = report.sections.last_mut() else { return String::new() };
    if let Some(Block::Paragraph(before)) = section.blocks.pop_if(
        |block| matches!(block, Block::Paragraph(text) if text.ends_with(':') && text.len() <= LONGEST_CAPTION),
    ) {
        return before.trim_end_matches(':').to_owned();
    }
    let heading = section
        .blocks
        .iter()
        .rev()
        .find_map(|block| if let Block::Heading(heading) = block { Some(heading.clone()) } else { None });
    heading.unwrap_or_else(|| section.heading.clone())
}

/// A caption is not as long as a paragraph (bytes).
const LONGEST_CAPTION: usize = 80;

/// A table; what is the best of a row is bold there, and so called here.
fn table(lines: &[&str], caption: String) -> Table {
    let cells = |line: &str| -> Vec<String> {
        let inner = line.trim().trim_start_matches('|').trim_end_matches('|').replace("\\|", "\u{0}");
        inner.split('|').map(|cell| cell.trim().replace('\u{0}', "|")).collect()
    };
    let cell =
        |(at, text): (usize, &String)| match text.strip_prefix("**").and_then(|rest| rest.strip_suffix("**"))
        {
            Some(best) if at > 0 => format!("{best} (best)"),
            Some(_) | None => plain(text),
        };
    let (head, rule) = (cells(lines[0]), cells(lines.get(1).copied().unwrap_or_default()));
    let column = |(title, rule): (&String, &String)| {
        if rule.ends_with(':') { Column::numbers(title) } else { Column::words(title) }
    };
    let rows: Vec<Vec<String>> =
        lines.iter().skip(2).map(|line| cells(line).iter().enumerate().map(cell).collect()).collect();
    Table {
        caption,
        columns: head.iter().zip(&rule).map(column).collect(),
        is_long: rows.len() > LONG,
        rows,
        notes: Vec::new(),
    }
}

/// More rows than these are looked up rather than read.
const LONG: usize = 20;

/// The chart that a line shows, if it shows one.
fn figure(line: &str, page: &BacktestPage) -> Option<Figure> {
    let (description, file) = line.strip_prefix("![")?.split_once("](")?;
    let name = file.strip_prefix(&format!("{CHARTS}/"))?.strip_suffix(".svg)")?;
    let chart = page.charts.iter().find(|chart| chart.name == name)?;
    let data = Table {
        caption: format!("where the figures of the chart \u{201c}{}\u{201d} stand", chart.title),
        columns: vec![Column::words("File"), Column::words("What is in it")],
        rows: vec![vec![SCORES.to_owned(), "All scores of the back-test.".to_owned()]],
        ..Table::default()
    };
    Some(Figure {
        name: name.to_owned(),
        caption: chart.title.clone(),
        description: description.to_owned(),
        svg: chart.svg.clone(),
        data,
        is_further: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backtest::BacktestPicture;

    #[test]
    fn the_markdown_of_the_page_becomes_blocks_word_for_word() {
        let markdown = "# What was found\n\nIn **short**: see [there](model.md#x),\nand `a * b`.\n\n## The 2 ranges\n\n\
                        ```sh\nstaffcast backtest\n\nmore\n```\n\n- One\n  goes on.\n- *Two*\n\nBy year:\n\n| a | b |\n|---|---:|\n\
                        | **x\\|y** | **1** |\n\n![Words: 1.](verification/coverage.svg)\n\n### Below\n";
        let chart = BacktestPicture { name: "coverage", title: "A title".into(), svg: "<svg/>".into() };
        let report = blocks(&BacktestPage { markdown: markdown.into(), charts: vec![chart] });
        assert_eq!(report.paper.title, "What was found");
        let [short, ranges] = report.sections.as_slice() else { panic!("two sections") };
        assert_eq!(short.blocks, [Block::Paragraph("In short: see there, and a * b.".into())]);
        assert_eq!((ranges.id.as_str(), ranges.heading.as_str()), ("the--ranges", "The 2 ranges"));
        let [code, list, Block::Table(table), Block::Figure(figure), below] = ranges.blocks.as_slice() else {
            panic!("{:?}", ranges.blocks)
        };
        assert_eq!(*code, Block::Code("staffcast backtest\n\nmore".into()));
        assert_eq!(*list, Block::Bullets(vec!["One goes on.".into(), "Two".into()]));
        assert_eq!(table.columns, [Column::words("a"), Column::numbers("b")]);
        assert_eq!(
            (table.caption.as_str(), table.rows.as_slice()),
            ("By year", [["x|y", "1 (best)"].map(String::from).to_vec()].as_slice())
        );
        assert_eq!((figure.caption.as_str(), figure.description.as_str()), ("A title", "Words: 1."));
        assert_eq!(*below, Block::Heading("Below".into()));
    }
}
