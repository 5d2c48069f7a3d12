//! What a report is made of.

use serde::{Deserialize, Serialize};

/// A report: who it is for, and its sections.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Title and the like.
    pub paper: Paper,
    /// In reading order; they are numbered from 1 in print.
    pub sections: Vec<Section>,
    /// What is looked up rather than read: full tables, further charts, sources. Numbered on after the sections.
    pub annex: Vec<Section>,
}

/// What stands on the head of a paper. What is empty is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// What it is called.
    pub title: String,
    /// The council.
    pub council: String,
    /// What it is about, below the title; the council stands there if this is empty.
    pub subtitle: String,
    /// Who wrote it.
    pub author: String,
    /// The committee that it goes to.
    pub committee: String,
    /// Its day, in words: "22 November 2026".
    pub date: String,
    /// Such as "OFFICIAL"; stands on every page.
    pub classification: String,
}

/// A part of a report with a heading of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Its address within the document: letters and hyphens, never the same twice.
    pub id: String,
    /// Its heading, without number.
    pub heading: String,
    /// What is in it.
    pub blocks: Vec<Block>,
}

/// A piece of a section. Texts are plain: no markup of any kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Block {
    /// A heading below that of the section.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A paragraph that stands out: the one to read if no other is read.
    Lead(String),
    /// A list.
    Bullets(Vec<String>),
    /// A table.
    Table(Table),
    /// A chart.
    Figure(Box<Figure>),
    /// A command or text to be copied as it is.
    Code(String),
}

/// A table. Tables are numbered in the order of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What it shows, without number.
    pub caption: String,
    /// The heads of its columns; the first column names the rows.
    pub columns: Vec<Column>,
    /// As many cells in each row as there are columns. A line end within a cell is a line break.
    pub rows: Vec<Vec<String>>,
    /// How to read it, below it.
    pub notes: Vec<String>,
    /// Whether it is long and looked up rather than read: folded away where a
    /// format can do that, and in smaller type on paper.
    pub is_long: bool,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its words.
    pub title: String,
    /// On which side its cells stand.
    pub align: Align,
}

/// On which side the cells of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A chart. Figures are numbered in the order of the report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Name of its files without folder and extension, and its address within the document.
    pub name: String,
    /// What it shows, without number.
    pub caption: String,
    /// Says the same as the chart in words, for people who cannot see it.
    pub description: String,
    /// The chart as SVG. It is a file of its own, and in no other form of the blocks.
    #[serde(skip)]
    pub svg: String,
    /// The data of the chart.
    pub data: Table,
    /// Whether it stands behind the others: folded away where a format can do that.
    pub is_further: bool,
}

impl Paper {
    /// This head, with what it leaves empty taken from another.
    #[must_use]
    pub fn or(self, other: &Self) -> Self {
        let or = |own: String, other: &str| if own.is_empty() { other.to_owned() } else { own };
        // A new field will not compile until it is filled.
        let Self { title, council, subtitle, author, committee, date, classification } = self;
        Self {
            title: or(title, &other.title),
            council: or(council, &other.council),
            subtitle: or(subtitle, &other.subtitle),
            author: or(author, &other.author),
            committee: or(committee, &other.committee),
            date: or(date, &other.date),
            classification: or(classification, &other.classification),
        }
    }

    /// What stands below the title.
    pub(crate) fn below_title(&self) -> &str {
        if self.subtitle.is_empty() { &self.council } else { &self.subtitle }
    }
}

impl Section {
    /// A section.
    pub fn new(id: &str, heading: &str, blocks: Vec<Block>) -> Self {
        Self { id: id.to_owned(), heading: heading.to_owned(), blocks }
    }
}

impl Column {
    /// A column of words.
    pub fn words(title: &str) -> Self {
        Self { title: title.to_owned(), align: Align::Left }
    }

    /// A column of numbers.
    pub fn numbers(title: &str) -> Self {
        Self { title: title.to_owned(), align: Align::Right }
    }
}

impl Report {
    /// All sections in reading order, those of the annex last.
    pub fn all_sections(&self) -> impl Iterator<Item = &Section> {
        self.sections.iter().chain(&self.annex)
    }

    /// All figures in reading order, to be completed.
    pub fn figures_mut(&mut self) -> impl Iterator<Item = &mut Figure> {
        let sections = self.sections.iter_mut().chain(&mut self.annex);
        sections
            .flat_map(|section| &mut section.blocks)
            .filter_map(|block| if let Block::Figure(figure) = block { Some(figure.as_mut()) } else { None })
    }

    /// All figures in reading order.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.all_sections()
            .flat_map(|section| &section.blocks)
            .filter_map(|block| if let Block::Figure(figure) = block { Some(figure.as_ref()) } else { None })
    }
}
