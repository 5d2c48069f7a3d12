//! The formats of cells, and how sheets are set up for print.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatUnderline, RowNum,
    Workbook, Worksheet, XlsxError,
};

use super::cells::{Cell, number, plain};
use chart::rgb;
use paper::Paper;

/// The font of all cells.
const FONT: &str = "Arial";
const FONT_SIZE: f64 = 10.0;
/// A row of that font in pixels.
pub(super) const ROW: u32 = 17;
/// A column of that font as wide as Excel makes it, in pixels.
const COLUMN: u32 = 64;
/// The row of the title in pixels.
const TITLE_ROW: u32 = 30;

/// A4, by Excel's list of papers.
const A4: u8 = 9;
/// Header and footer take 255 characters each, for two texts and some commands.
const LONGEST_MARGIN_TEXT: usize = 110;

/// The formats of cells.
pub(super) struct Formats {
    /// What a sheet is called, in its first cell.
    pub(super) title: Format,
    /// The heading of a part.
    pub(super) heading: Format,
    /// The head of a column.
    pub(super) head: Format,
    /// The same above numbers.
    pub(super) number_head: Format,
    /// A cell of a table.
    pub(super) body: Format,
    /// A text of several lines.
    pub(super) prose: Format,
    /// A text that stands out.
    pub(super) label: Format,
    /// The name of what stands beside it, in several lines if need be.
    pub(super) name: Format,
    /// A way to another sheet.
    pub(super) link: Format,
    /// What the sheets are headed with on paper.
    header: String,
    footer: String,
}

impl Formats {
    /// The formats for a paper.
    pub(super) fn new(paper: &Paper) -> Self {
        let ink = Color::RGB(rgb::TITLE);
        let base = Format::new().set_font_name(FONT).set_font_size(FONT_SIZE).set_align(FormatAlign::Top);
        let strong = base.clone().set_bold().set_font_color(ink);
        let classification = margin_text(&paper.classification);
        let head = strong
            .clone()
            .set_text_wrap()
            .set_background_color(Color::RGB(rgb::OUTER_BAND))
            .set_border_bottom(FormatBorder::Medium)
            .set_border_bottom_color(Color::RGB(rgb::MEDIAN));
        Self {
            title: strong.clone().set_font_size(16),
            heading: strong.clone().set_font_size(12),
            number_head: head.clone().set_align(FormatAlign::Right),
            head,
            prose: base.clone().set_text_wrap(),
            name: strong.clone().set_text_wrap(),
            label: strong,
            link: base.clone().set_font_color(Color::RGB(rgb::MEDIAN)).set_underline(FormatUnderline::Single),
            body: base,
            header: format!("&L{}&C&B{classification}&R&A", margin_text(&paper.title)),
            footer: format!("&L{}&C&B{classification}&RPage &P of &N", margin_text(&paper.council)),
        }
    }

    /// The style of the head of a column.
    pub(super) fn head_of<'c>(&self, mut cells: impl Iterator<Item = &'c Cell>) -> &Format {
        if cells.any(|cell| number(cell).is_some()) { &self.number_head } else { &self.head }
    }

    /// Makes the font of all cells that of cells that are empty too, by which Excel measures columns and rows.
    pub(super) fn set_default(workbook: &mut Workbook) -> Result<(), XlsxError> {
        let format = Format::new().set_font_name(FONT).set_font_size(FONT_SIZE);
        workbook.set_default_format(&format, ROW, COLUMN)?;
        Ok(())
    }

    /// Landscape A4 with title, classification and page number, as wide as one page.
    pub(super) fn set_up_print(&self, sheet: &mut Worksheet) {
        self.set_up_paper(sheet);
        sheet.set_print_fit_to_pages(1, 0);
    }

    /// Greys the tab of a sheet that is too long to be printed; the sheet "Read me" says so in words.
    pub(super) fn mark_as_not_for_print(sheet: &mut Worksheet) {
        sheet.set_tab_color(Color::RGB(rgb::GRID));
    }

    /// The same, but as large as it is: for sheets whose pages are parted by hand, which Excel
    /// would not do where it fits them.
    pub(super) fn set_up_paper(&self, sheet: &mut Worksheet) {
        sheet.set_landscape().set_paper_size(A4);
        sheet.set_margins(0.4, 0.4, 0.75, 0.75, 0.3, 0.3);
        sheet.set_header(&self.header).set_footer(&self.footer);
    }
}

/// A sheet with the title in its first cell.
pub(super) fn begin(sheet: &mut Worksheet, formats: &Formats, title: &str) -> Result<(), XlsxError> {
    sheet.set_screen_gridlines(false).set_row_height_pixels(0, TITLE_ROW)?;
    sheet.write_string_with_format(0, 0, super::cells::fitting(title), &formats.title)?;
    Ok(())
}

/// Makes a row high enough for a text in a column so many characters wide. Excel would do so by itself, but not every
/// program does.
pub(super) fn fit_row(sheet: &mut Worksheet, row: RowNum, text: &str, width: f64) -> Result<(), XlsxError> {
    let lines = text.lines().map(|line| (line.chars().count() as f64 / width).ceil().max(1.0)).sum::<f64>();
    sheet.set_row_height_pixels(row, ROW * lines.clamp(1.0, 20.0) as u32)?;
    Ok(())
}

/// A text as headers and footers take it: & begins a command there, unless it is doubled.
fn margin_text(text: &str) -> String {
    let mut own = String::new();
    let mut length = 0;
    for letter in plain(text).chars() {
        length += if letter == '&' { 2 } else { letter.len_utf16() };
        if length > LONGEST_MARGIN_TEXT {
            break;
        }
        match letter {
            '&' => own.push_str("&&"),
            '\n' => own.push(' '),
            _ => own.push(letter),
        }
    }
    own
}

/// What the workbook of a paper says of itself, under this title and for this council.
pub(super) fn properties(paper: &Paper, title: &str, council: &str) -> Result<DocProperties, XlsxError> {
    // Not the day on which it was made, which would make two files of the same run differ.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new()
        .set_title(one_line(title))
        .set_author(one_line(&paper.author))
        .set_company(one_line(council))
        .set_category(one_line(&paper.classification))
        .set_comment(format!("Made by Staffcast {}.", env!("CARGO_PKG_VERSION")))
        .set_creation_datetime(&created))
}

/// A text that takes no line ends.
pub(super) fn one_line(text: &str) -> String {
    plain(text).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_as_long_as_they_may_be() {
        let title = "Families & children ".repeat(20);
        let paper =
            Paper { title: title.clone(), council: title.clone(), classification: title, ..Paper::default() };
        let formats = Formats::new(&paper);
        for text in [&formats.header, &formats.footer] {
            assert!(text.encode_utf16().count() <= 255, "{text}");
            assert!(!text.replace("&&", "").contains("& "), "{text}");
        }
    }
}
