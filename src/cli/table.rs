//! The main results for people: a table for the terminal.

use std::fmt::Write as _;
use std::path::Path;

use super::columns::{TextColumn, put_block, wrapped};
use model::english::plural;
use model::measure::Yearly;
use model::readable::whole;
use model::summary::Band;
use report::answers::answers;
use report::outlook::{Horizon, Outlook, OutlookRow, beside, outlooks};
use report::{MANIFEST, Run, SCENARIO};

/// Blanks between columns.
const GAP: &str = "   ";

/// The results of a run whose files are in `folder`, at most `width` columns
/// wide (if that is enough for one horizon).
pub(super) fn to_text(run: &Run<'_>, folder: &Path, width: usize) -> String {
    let mut text = String::new();
    let mut add = |paragraph: &str| {
        writeln!(text, "{}", wrapped(paragraph, width)).expect("a string takes any text");
    };
    let service = &run.scenario.service;
    add(&format!(
        "{}: {} trials from {}, seed {}",
        service.title,
        whole(run.settings.trials.into()),
        service.start.0.long_name(),
        run.settings.seed
    ));
    add("");
    // The options are told by what they change.
    let has_options = !run.results.comparisons.is_empty();
    for mut outlook in outlooks(run).into_iter().take(1) {
        // A single month of a flow says little: of money there is a sentence by year.
        outlook.rows.retain(|row| row.measure.yearly == Yearly::No);
        if has_options {
            add("Baseline:");
        }
        for line in table(&outlook, width).lines() {
            add(line);
        }
    }
    add("The median, then a range: eight times in ten the value lies between the two figures.");
    for sentence in beside(run) {
        add(&sentence);
    }
    for answer in answers(run) {
        add("");
        add(&format!("{}:", answer.title));
        add(&answer.sentences.join(" "));
    }
    add("");
    let of_options = if has_options {
        "differences.csv, differences_yearly.csv, differences_total.csv, net_cost.csv, present_cost.csv, "
    } else {
        ""
    };
    let of_targets = if run.scenario.service.targets.0.is_empty() { "" } else { "targets.csv, " };
    add(&format!(
        "Files in {}: report.html, answers.md, assumptions.csv, monthly.csv, yearly.csv, {of_options}{of_targets}charts, {SCENARIO}, {MANIFEST}",
        folder.display()
    ));
    text
}

/// As many horizons side by side as there is room for; the others below.
fn table(outlook: &Outlook<'_>, width: usize) -> String {
    let labels = TextColumn {
        cells: ["", ""]
            .into_iter()
            .chain(outlook.rows.iter().map(|row| row.measure.short))
            .map(str::to_owned)
            .collect(),
    };
    let mut text = String::new();
    let mut block = vec![&labels];
    let mut used = labels.width();
    let columns: Vec<TextColumn> = (0..outlook.horizons.len()).map(|at| column(outlook, at)).collect();
    for column in &columns {
        let more = GAP.len() + column.width();
        if used + more > width && block.len() > 1 {
            put_block(&mut text, &block, GAP);
            block.truncate(1);
            used = labels.width();
        }
        block.push(column);
        used += more;
    }
    put_block(&mut text, &block, GAP);
    text
}

/// The values at one horizon: medians under each other, then ranges.
fn column(outlook: &Outlook<'_>, at: usize) -> TextColumn {
    let values: Vec<(String, String)> = outlook.rows.iter().map(|row| median_and_range(row, at)).collect();
    let width_of = |cells: &mut dyn Iterator<Item = &String>| {
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let median_width = width_of(&mut values.iter().map(|(median, _)| median));
    let range_width = width_of(&mut values.iter().map(|(_, range)| range));
    let gap = if range_width == 0 { "" } else { " " };
    let Horizon { month, months_ahead } = outlook.horizons[at];
    let ahead = match months_ahead {
        0 => "now".into(),
        _ => format!("in {months_ahead} {}", plural(months_ahead as usize, "month")),
    };
    let headings = [ahead, month.short_name()];
    // A column without ranges is as wide as its heading, and its medians stand right in it.
    let median_width =
        if range_width == 0 { median_width.max(width_of(&mut headings.iter())) } else { median_width };
    let cells =
        values.iter().map(|(median, range)| format!("{median:>median_width$}{gap}{range:<range_width$}"));
    let headings = headings
        .iter()
        .map(|heading| if range_width == 0 { format!("{heading:>median_width$}") } else { heading.clone() });
    TextColumn { cells: headings.chain(cells).collect() }
}

/// In the style of the whole row, so that its columns can be compared.
fn median_and_range(row: &OutlookRow<'_>, at: usize) -> (String, String) {
    let written = |band: &Band| (row.style.write(band.p50), row.style.write_range(band.p10, band.p90));
    row.bands[at].as_ref().map_or_else(|| ("-".into(), String::new()), written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use report::sample::{Sample, months};

    fn sample(count: u32) -> Sample {
        let mut sample = Sample::new();
        sample.scenario.service.months.0 = count;
        sample.results.summaries = vec![months(i32::try_from(count).unwrap())];
        sample
    }

    fn text(sample: &Sample, width: usize) -> String {
        to_text(&sample.run(), Path::new("output/small"), width)
    }

    #[test]
    fn five_years_on_a_wide_terminal() {
        insta::assert_snapshot!(text(&sample(60), 100));
    }

    #[test]
    fn five_years_on_a_narrow_terminal() {
        insta::assert_snapshot!(text(&sample(60), 80));
    }

    #[test]
    fn one_month_with_too_few_trials_of_one_layer() {
        let mut sample = sample(1);
        sample.settings.trials = 50;
        sample.settings.layers.chance = false;
        sample.results.summaries[0].too_few_trials = Some("Too few trials: take 200 or more.".into());
        insta::assert_snapshot!(text(&sample, 100));
    }

    #[test]
    fn titles_cannot_command_the_terminal() {
        let mut sample = sample(1);
        sample.scenario.service.title = "Kent\u{1b}[2J\nsecond".into();
        let text = text(&sample, 100);
        assert!(text.starts_with("Kent [2J second: 2,000 trials"), "{text}");
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for months in [1, 12, 18, 36, 60, 120] {
            for width in [50, 60, 80, 90, 100] {
                let text = text(&sample(months), width);
                let widest = text.lines().map(|line| line.chars().count()).max().unwrap();
                assert!(widest <= width, "{months} months, {width} columns:\n{text}");
            }
        }
    }
}
