//! Labels beside points within a plot, where nothing else is.

use super::ChartError;
use super::canvas::{Canvas, Point, Rect, Stroke};
use super::text::{CAP_HEIGHT, Font, TextBlock};
use super::theme::{BACKGROUND, Colour, QUIET};

/// A point that is to have a label.
#[derive(Clone, Copy)]
pub(super) struct LabelledPoint<'a> {
    /// Where it lies.
    pub place: Point,
    /// What its label says.
    pub text: &'a str,
    /// In which font.
    pub font: Font,
    /// In which colour.
    pub colour: Colour,
}

/// A label in its place.
pub(super) struct BesideLabel {
    block: TextBlock,
    colour: Colour,
    /// What it covers, with the space that it keeps around it.
    room: Rect,
    /// A line that leads to a label further away.
    leader: Option<[Point; 2]>,
}

/// Anything that a label must not lie on: a piece of a line, or a point as one
/// without length.
pub(super) type Obstacle = [Point; 2];

/// Widths to which labels are wrapped, the first that does best.
const WIDTHS: [f64; 3] = [230.0, 160.0, 115.0];

/// Pixels from the middle of a mark to its label: beside it, or at the end of a line.
const DISTANCES: [f64; 2] = [14.0, 34.0];

/// Where a label may stand from its point, the best first.
const SIDES: [(f64, f64); 8] =
    [(1.0, 0.0), (-1.0, 0.0), (1.0, 1.0), (-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (0.0, -1.0), (0.0, 1.0)];

/// How near a diagonal brings a label to its point.
const DIAGONAL: f64 = 0.72;

/// Space around a label.
const PADDING: f64 = 4.5;

/// From the baseline to the foot of letters such as g, in font sizes.
const DESCENDER: f64 = 0.212;

/// Half of the room that a mark takes.
const MARK_ROOM: f64 = 7.5;

/// What a mark takes of the room for labels.
pub(super) fn mark_obstacles((x, y): Point) -> [Obstacle; 2] {
    [[(x - MARK_ROOM, y), (x + MARK_ROOM, y)], [(x, y - MARK_ROOM), (x, y + MARK_ROOM)]]
}

/// Places for all labels within an area, on none of the obstacles; nothing if
/// one of them finds no place, or if two points lie so near to each other that it
/// could not be seen which label belongs to which.
pub(super) fn place_beside(
    points: &[LabelledPoint],
    area: &Rect,
    obstacles: &[Obstacle],
) -> Option<Vec<BesideLabel>> {
    let is_near = |one: &LabelledPoint, other: &LabelledPoint| {
        (one.place.0 - other.place.0).hypot(one.place.1 - other.place.1) < 2.0 * MARK_ROOM
    };
    if (1..points.len()).any(|index| points[..index].iter().any(|other| is_near(&points[index], other))) {
        return None;
    }
    let marks = points.iter().flat_map(|point| mark_obstacles(point.place));
    let obstacles: Vec<Obstacle> = obstacles.iter().copied().chain(marks).collect();
    let mut placed: Vec<BesideLabel> = Vec::new();
    for point in points {
        let label = candidates(point).find(|label| label.is_free(area, &obstacles, &placed))?;
        placed.push(label);
    }
    Some(placed)
}

/// All places of a label, the best first.
fn candidates<'a>(point: &'a LabelledPoint) -> impl Iterator<Item = BesideLabel> + 'a {
    let ways = DISTANCES.into_iter().flat_map(|distance| WIDTHS.map(|width| (distance, width)));
    ways.flat_map(move |(distance, width)| {
        let block = TextBlock::wrapped(point.text, point.font, width);
        SIDES.into_iter().map(move |side| BesideLabel::new(point, block.clone(), side, distance))
    })
}

impl BesideLabel {
    fn new(point: &LabelledPoint, block: TextBlock, (right, down): (f64, f64), distance: f64) -> Self {
        let (x, y) = point.place;
        let half = (block.width() / 2.0, ink_height(&block) / 2.0);
        let away = if right == 0.0 || down == 0.0 { distance } else { DIAGONAL * distance };
        let middle = (x + right * (half.0 + away), y + down * (half.1 + away));
        let room = Rect {
            left: middle.0 - half.0 - PADDING,
            top: middle.1 - half.1 - PADDING,
            right: middle.0 + half.0 + PADDING,
            bottom: middle.1 + half.1 + PADDING,
        };
        let end = (x + right * (away - PADDING), y + down * (away - PADDING));
        let leader = (distance > DISTANCES[0]).then_some([point.place, end]);
        Self { block, colour: point.colour, room, leader }
    }

    /// Whether it lies within the area and on nothing else.
    fn is_free(&self, area: &Rect, obstacles: &[Obstacle], others: &[Self]) -> bool {
        let Rect { left, top, right, bottom } = self.room;
        let is_inside = left >= area.left && top >= area.top && right <= area.right && bottom <= area.bottom;
        let is_apart = |other: &Self| {
            let leads = other.leader.is_some_and(|leader| meets(&self.room, leader));
            let led = self.leader.is_some_and(|leader| meets(&other.room, leader));
            let Rect { left: other_left, top: other_top, right: other_right, bottom: other_bottom } =
                other.room;
            let is_clear =
                right <= other_left || other_right <= left || bottom <= other_top || other_bottom <= top;
            is_clear && !leads && !led
        };
        is_inside
            && others.iter().all(is_apart)
            && !obstacles.iter().any(|obstacle| meets(&self.room, *obstacle))
    }

    /// Draws the line that leads to it, if any; drawn before the marks.
    pub(super) fn draw_leader(&self, canvas: &mut Canvas) -> Result<(), ChartError> {
        let Some(leader) = self.leader else { return Ok(()) };
        canvas.line(&leader, Stroke { colour: QUIET, width: 1.0 })
    }

    /// Draws the label itself.
    pub(super) fn draw(&self, canvas: &mut Canvas) -> Result<(), ChartError> {
        // Gridlines would run through the words.
        let Rect { left, top, right, bottom } = self.room;
        let inset = 1.5;
        let (left, top, right, bottom) = (left + inset, top + inset, right - inset, bottom - inset);
        canvas.area(&[(left, top), (right, top), (right, bottom), (left, bottom)], BACKGROUND)?;
        canvas.block(&self.block, (self.room.left + PADDING, self.room.top + PADDING), self.colour)
    }
}

/// From the top of the first line's capitals to the foot of the last line.
fn ink_height(block: &TextBlock) -> f64 {
    let size = block.font.size;
    (block.height() - block.font.line_height() + (CAP_HEIGHT + DESCENDER) * size).max(0.0)
}

/// Whether a piece of a line touches a rectangle.
///
/// It does if some share of its length lies within both pairs of sides: Liang and
/// Barsky (1984), "A New Concept and Method for Line Clipping", *ACM Transactions
/// on Graphics* 3(1).
fn meets(rect: &Rect, [from, to]: Obstacle) -> bool {
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    for (start, length, low, high) in
        [(from.0, to.0 - from.0, rect.left, rect.right), (from.1, to.1 - from.1, rect.top, rect.bottom)]
    {
        if length == 0.0 {
            if start < low || start > high {
                return false;
            }
            continue;
        }
        let (one, other) = ((low - start) / length, (high - start) / length);
        enters = enters.max(one.min(other));
        leaves = leaves.min(one.max(other));
    }
    enters <= leaves
}

#[cfg(test)]
mod tests {
    use super::super::theme::{INK, LABEL};
    use super::*;

    const AREA: Rect = Rect { left: 0.0, top: 0.0, right: 400.0, bottom: 300.0 };

    fn point(place: Point, text: &str) -> LabelledPoint<'_> {
        LabelledPoint { place, text, font: LABEL, colour: INK }
    }

    #[test]
    fn a_line_meets_a_rectangle_only_if_they_share_a_point() {
        let rect = Rect { left: 10.0, top: 10.0, right: 20.0, bottom: 20.0 };
        for (line, is_met) in [
            ([(15.0, 15.0), (15.0, 15.0)], true),
            ([(0.0, 15.0), (30.0, 15.0)], true),
            ([(0.0, 0.0), (30.0, 30.0)], true),
            ([(12.0, 0.0), (12.0, 9.0)], false),
            ([(0.0, 25.0), (30.0, 25.0)], false),
            ([(0.0, 18.0), (12.0, 30.0)], false),
            ([(25.0, 25.0), (25.0, 25.0)], false),
        ] {
            assert_eq!(meets(&rect, line), is_met, "{line:?}");
        }
    }

    #[test]
    fn a_label_stands_at_the_right_unless_something_is_there() {
        let free = place_beside(&[point((100.0, 100.0), "Chosen")], &AREA, &[]).unwrap();
        assert!(free[0].room.left > 100.0 && free[0].leader.is_none());
        let rising = [[(0.0, 200.0), (100.0, 100.0)], [(100.0, 100.0), (200.0, 0.0)]];
        let aside = place_beside(&[point((100.0, 100.0), "Chosen")], &AREA, &rising).unwrap();
        assert!(aside[0].room.left > 100.0 && aside[0].room.top > 100.0);
        let at_the_edge = place_beside(&[point((395.0, 100.0), "Chosen")], &AREA, &[]).unwrap();
        assert!(at_the_edge[0].room.right < 395.0);
    }

    #[test]
    fn labels_without_a_free_place_or_of_points_that_coincide_get_none() {
        let fence: Vec<Obstacle> =
            (0..60).map(|line| f64::from(line) * 5.0).map(|y| [(0.0, y), (400.0, y)]).collect();
        assert!(place_beside(&[point((100.0, 100.0), "Chosen")], &AREA, &fence).is_none());
        let points = [point((100.0, 100.0), "Chosen"), point((101.0, 100.0), "Second")];
        assert!(place_beside(&points, &AREA, &[]).is_none());
    }
}
