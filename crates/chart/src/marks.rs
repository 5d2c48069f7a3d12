//! What options are told apart by, with and without colour.

use super::ChartError;
use super::canvas::{Canvas, Point};
use super::theme::{BACKGROUND, Colour, OPTIONS};

/// Most options that one chart tells apart, the baseline included.
pub const MOST_OPTIONS: usize = 5;

/// Half the size of a mark in pixels where there is room for it.
pub(super) const MARK_RADIUS: f64 = 4.5;

/// The shape of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Circle,
    Square,
    Triangle,
    Diamond,
    Ring,
}

/// How one option is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct OptionStyle {
    pub colour: Colour,
    pub mark: Mark,
    /// Ink and gap of its line in pixels; nothing for a line without gaps.
    pub dash: Option<(f64, f64)>,
}

const MARKS: [Mark; MOST_OPTIONS] = [Mark::Circle, Mark::Square, Mark::Triangle, Mark::Diamond, Mark::Ring];

const DASHES: [Option<(f64, f64)>; MOST_OPTIONS] =
    [None, Some((12.0, 3.0)), Some((5.0, 3.0)), Some((2.0, 2.5)), Some((20.0, 6.0))];

/// The styles of options in their order, of which the baseline is the first.
/// Among differences from it there is none of its own, and an option has the
/// style that it has beside the baseline.
pub(super) fn option_styles(has_baseline: bool) -> impl Iterator<Item = OptionStyle> {
    let styles = OPTIONS.into_iter().zip(MARKS).zip(DASHES);
    let styles = styles.map(|((colour, mark), dash)| OptionStyle { colour, mark, dash });
    styles.skip(usize::from(!has_baseline))
}

/// Whether so many options can be told apart.
pub(super) fn check_count(options: usize) -> Result<(), ChartError> {
    match options {
        0 => Err(ChartError::NoPoints),
        1..=MOST_OPTIONS => Ok(()),
        _ => Err(ChartError::TooManyOptions(options)),
    }
}

impl Canvas<'_> {
    /// A mark with a thin white edge, which keeps it apart from what lies below.
    pub(super) fn mark(
        &mut self,
        mark: Mark,
        middle: Point,
        radius: f64,
        colour: Colour,
    ) -> Result<(), ChartError> {
        self.shape(mark, middle, radius + 1.4, BACKGROUND)?;
        self.shape(mark, middle, radius, colour)?;
        match mark {
            Mark::Ring => self.dot(middle, 0.5 * radius, BACKGROUND),
            Mark::Circle | Mark::Square | Mark::Triangle | Mark::Diamond => Ok(()),
        }
    }

    /// A shape whose area is about that of a circle.
    fn shape(&mut self, mark: Mark, (x, y): Point, radius: f64, colour: Colour) -> Result<(), ChartError> {
        match mark {
            Mark::Circle | Mark::Ring => self.dot((x, y), radius, colour),
            Mark::Square => {
                let half = 0.9 * radius;
                let corners =
                    [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)];
                self.area(&corners, colour)
            }
            Mark::Triangle => {
                let half = 1.15 * radius;
                self.area(
                    &[(x, y - 1.25 * radius), (x + half, y + 0.9 * radius), (x - half, y + 0.9 * radius)],
                    colour,
                )
            }
            Mark::Diamond => {
                let half = 1.25 * radius;
                self.area(&[(x, y - half), (x + half, y), (x, y + half), (x - half, y)], colour)
            }
        }
    }
}
