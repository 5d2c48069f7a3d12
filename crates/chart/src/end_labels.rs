//! Labels at the right end of a plot, each beside its value.

use super::ChartError;
use super::canvas::{Canvas, Rect, Stroke};
use super::frame::PlotScale;
use super::labels::{LabelRequest, place};
use super::marks::{MARK_RADIUS, Mark};
use super::text::{CAP_HEIGHT, Font, TextBlock};
use super::theme::{Colour, INK, LABEL, QUIET};

/// A label beside the end of a series.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SeriesLabel {
    /// The value it belongs to.
    pub value: f64,
    /// Longer texts are wrapped.
    width: f64,
    /// Text in its font, and its colour, from the top.
    parts: Vec<(TextBlock, Colour)>,
    /// The mark and colour of the series, drawn before the text.
    mark: Option<(Mark, Colour)>,
}

/// Labels with the places they got.
pub(super) struct PlacedLabels<'a> {
    labels: &'a [SeriesLabel],
    /// Pixels from the top to the middle of each label, in their order.
    middles: Vec<f64>,
    /// Whether lines lead from values to labels: from all or from none, since a
    /// label without one looks lost beside others with one.
    pub has_leaders: bool,
}

/// How far labels may reach above and below the plot.
pub(super) const LABEL_OVERHANG: f64 = 7.0;

/// No label is wider than this; longer ones are wrapped.
const WIDEST_LABEL: f64 = 166.0;

/// Room for a mark before a label.
const MARK_WIDTH: f64 = 17.0;

/// Space between labels.
const LABEL_GAP: f64 = 2.5;

/// A label moved by fewer pixels still stands beside its value.
const UNNOTICED_MOVE: f64 = 3.0;

/// Room for the lines from labels to values.
pub(super) const LEADER_WIDTH: f64 = 22.0;

const LEADER: Stroke = Stroke { colour: QUIET, width: 0.8 };

/// The height of labels if they lie without a gap.
pub(super) fn least_height(labels: &[SeriesLabel]) -> f64 {
    labels.iter().map(SeriesLabel::height).sum()
}

impl SeriesLabel {
    /// One text, wrapped if need be.
    pub(super) fn new(value: f64, text: &str, font: Font, colour: Colour) -> Self {
        Self::within(WIDEST_LABEL, value, text, font, colour)
    }

    /// One text, wrapped to a width.
    pub(super) fn within(width: f64, value: f64, text: &str, font: Font, colour: Colour) -> Self {
        Self { value, width, parts: vec![(TextBlock::wrapped(text, font, width), colour)], mark: None }
    }

    /// The label with the mark of its series before it.
    pub(super) fn marked(self, mark: Mark, colour: Colour) -> Self {
        Self { mark: Some((mark, colour)), ..self }
    }

    /// Adds something less important below.
    pub(super) fn also(&mut self, text: &str) {
        self.parts.push((TextBlock::wrapped(text, LABEL, self.width), INK));
    }

    /// Width of its text, with its mark.
    pub(super) fn width(&self) -> f64 {
        self.indent() + self.parts.iter().map(|(part, _)| part.width()).fold(0.0, f64::max)
    }

    /// Room for the mark.
    fn indent(&self) -> f64 {
        if self.mark.is_some() { MARK_WIDTH } else { 0.0 }
    }

    fn height(&self) -> f64 {
        self.lines_height() + LABEL_GAP
    }

    fn lines_height(&self) -> f64 {
        self.parts.iter().map(|(part, _)| part.height()).sum()
    }

    /// From the top of the first line's capitals to the last baseline.
    fn ink_height(&self) -> f64 {
        let last = self.parts.last().map_or(LABEL, |(part, _)| part.font);
        self.lines_height() - last.line_height() + CAP_HEIGHT * last.size
    }
}

impl<'a> PlacedLabels<'a> {
    /// Places labels between `top` and `bottom`, as near as can be to the
    /// heights at which `y` says that their values lie.
    pub(super) fn new(labels: &'a [SeriesLabel], y: impl Fn(f64) -> f64, (top, bottom): (f64, f64)) -> Self {
        let requests: Vec<LabelRequest> = requests(labels, y).collect();
        let middles = place(&requests, top, bottom);
        let is_moved =
            |(request, middle): (&LabelRequest, &f64)| (request.middle - middle).abs() > UNNOTICED_MOVE;
        let has_leaders = requests.iter().zip(&middles).any(is_moved);
        Self { labels, middles, has_leaders }
    }

    /// The same labels without lines from their values: the first, if any, stands at
    /// its value, and the others, which are known by their marks, above and below it.
    /// If there is no room for that, everything stays as it is.
    pub(super) fn around_first(mut self, y: impl Fn(f64) -> f64, (top, bottom): (f64, f64)) -> Self {
        let mut requests: Vec<(usize, LabelRequest)> = (0..).zip(requests(self.labels, y)).collect();
        if requests.is_empty() {
            return self;
        }
        let (_, first) = requests.remove(0);
        let ends = (first.middle - first.height / 2.0, first.middle + first.height / 2.0);
        requests.sort_by(|(_, one), (_, other)| one.middle.total_cmp(&other.middle));
        let wanted = requests.iter().filter(|(_, request)| request.middle < first.middle).count();
        let height =
            |part: &[(usize, LabelRequest)]| part.iter().map(|(_, request)| request.height).sum::<f64>();
        let has_room = |above: &usize| {
            let (above, below) = requests.split_at(*above);
            height(above) <= ends.0 - top && height(below) <= bottom - ends.1
        };
        let best = (0..=requests.len()).filter(has_room).min_by_key(|above| above.abs_diff(wanted));
        let Some(above) = best else { return self };
        let (above, below) = requests.split_at(above);
        self.middles[0] = first.middle;
        for (part, top, bottom) in [(above, top, ends.0), (below, ends.1, bottom)] {
            let part_requests: Vec<LabelRequest> = part.iter().map(|(_, request)| *request).collect();
            for ((index, _), middle) in part.iter().zip(place(&part_requests, top, bottom)) {
                self.middles[*index] = middle;
            }
        }
        self.has_leaders = false;
        self
    }

    /// Room that labels need to the right of a plot.
    pub(super) fn width(&self) -> f64 {
        self.gap() + self.labels.iter().map(SeriesLabel::width).fold(0.0, f64::max)
    }

    /// Whether a label stands more than this many pixels from its value.
    pub(super) fn is_moved_by(&self, pixels: f64, y: impl Fn(f64) -> f64) -> bool {
        let places = self.labels.iter().zip(&self.middles);
        places.into_iter().any(|(label, middle)| (y(label.value) - middle).abs() > pixels)
    }

    /// The top of the highest label, in pixels from the top of the picture.
    pub(super) fn top(&self) -> f64 {
        let places = self.labels.iter().zip(&self.middles);
        places.map(|(label, middle)| middle - label.height() / 2.0).fold(f64::INFINITY, f64::min)
    }

    /// Draws the labels, with lines from their values if any was moved.
    pub(super) fn draw(&self, canvas: &mut Canvas, scale: PlotScale) -> Result<(), ChartError> {
        let Rect { right, .. } = scale.area;
        let left = right + self.gap();
        for (label, &middle) in self.labels.iter().zip(&self.middles) {
            if self.has_leaders {
                let (start, end) = (right + 2.0, left - 3.0);
                let wanted = scale.y(label.value);
                let bend = [(start + 3.0, wanted), (end - 3.0, middle)];
                canvas.line(&[(start, wanted), bend[0], bend[1], (end, middle)], LEADER)?;
            }
            let mut top = middle - label.ink_height() / 2.0;
            if let Some((mark, colour)) = label.mark {
                let height = CAP_HEIGHT * label.parts.first().map_or(LABEL, |(part, _)| part.font).size;
                canvas.mark(mark, (left + 6.0, top + height / 2.0), MARK_RADIUS, colour)?;
            }
            for (part, colour) in &label.parts {
                canvas.block(part, (left + label.indent(), top), *colour)?;
                top += part.height();
            }
        }
        Ok(())
    }

    /// Pixels between the plot and the labels.
    fn gap(&self) -> f64 {
        if self.has_leaders { LEADER_WIDTH } else { 8.0 }
    }
}

/// Between which heights the labels beside a plot stand.
pub(super) fn reach(area: &Rect) -> (f64, f64) {
    (area.top - LABEL_OVERHANG, area.bottom + LABEL_OVERHANG)
}

/// What labels ask for, each at the height of its value.
fn requests(labels: &[SeriesLabel], y: impl Fn(f64) -> f64) -> impl Iterator<Item = LabelRequest> {
    labels.iter().map(move |label| LabelRequest { middle: y(label.value), height: label.height() })
}
