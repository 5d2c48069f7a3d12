//! Text for the terminal: columns side by side, and wrapped lines.

use std::fmt::Write as _;

/// A column of text: headings, then cells, each on a line of its own.
#[derive(Clone, Debug)]
pub(super) struct TextColumn {
    pub(super) cells: Vec<String>,
}

impl TextColumn {
    /// Cells that begin at the left.
    pub(super) fn left(cells: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { cells: cells.into_iter().map(Into::into).collect() }
    }

    /// Cells that end at the right, as figures do.
    pub(super) fn right(cells: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let column = Self::left(cells);
        let width = column.width();
        Self { cells: column.cells.into_iter().map(|cell| format!("{cell:>width$}")).collect() }
    }

    pub(super) fn width(&self) -> usize {
        let widths = self.cells.iter().map(|cell| cell.chars().count());
        widths.max().unwrap_or_default()
    }
}

/// Columns side by side with a gap between them, and an empty line below; all have as many cells.
pub(super) fn put_block(text: &mut String, columns: &[&TextColumn], gap: &str) {
    let lines = columns.iter().map(|column| column.cells.len()).max();
    let is_empty = |line: &usize| columns.iter().all(|column| column.cells[*line].trim().is_empty());
    // Headings that end on the same line may all be shorter than there is room for.
    for line in (0..lines.unwrap_or_default()).skip_while(is_empty) {
        let cells: Vec<String> = columns
            .iter()
            .map(|column| format!("{:width$}", column.cells[line], width = column.width()))
            .collect();
        writeln!(text, "{}", cells.join(gap).trim_end()).expect("a string takes any text");
    }
    text.push('\n');
}

/// Groups of columns, as many beside the labels as there is room for, the
/// others below with the labels again. A group that is too wide is parted.
pub(super) fn put_groups(
    text: &mut String,
    labels: &TextColumn,
    groups: &[Vec<TextColumn>],
    gap: &str,
    width: usize,
) {
    let wide = |column: &TextColumn| gap.chars().count() + column.width();
    let mut block = vec![labels];
    let mut used = labels.width();
    for group in groups {
        let whole: usize = group.iter().map(wide).sum();
        let mut is_new = used + whole > width;
        for column in group {
            if (is_new || used + wide(column) > width) && block.len() > 1 {
                put_block(text, &block, gap);
                block.truncate(1);
                used = labels.width();
            }
            is_new = false;
            block.push(column);
            used += wide(column);
        }
    }
    if block.len() > 1 {
        put_block(text, &block, gap);
    }
}

/// Breaks a line at blanks where it is too long; blanks in front stay. Control
/// characters, which a terminal would obey, become blanks.
pub(super) fn wrapped(line: &str, width: usize) -> String {
    let line = line.replace(char::is_control, " ");
    let mut text = String::new();
    let mut used = 0;
    for (place, word) in line.split(' ').enumerate() {
        let length = word.chars().count();
        if place > 0 {
            let breaks = used + 1 + length > width;
            text.push(if breaks { '\n' } else { ' ' });
            used = if breaks { 0 } else { used + 1 };
        }
        text.push_str(word);
        used += length;
    }
    text
}
