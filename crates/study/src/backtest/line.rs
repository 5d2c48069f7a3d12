//! The regression of what came of a figure on what it had been.

use super::predictors::Predictors;

/// Below this share of the least room that two quantities can have to differ,
/// they are one and the same.
const SAME: f64 = 1e-9;

/// A line through figures, on the scale of [`Predictors`]:
///
/// ```text
/// figure = level + last x (last figure) + gap x (mean so far - last figure)
/// ```
///
/// It is the regression on the last figure and on the mean so far, written so
/// that it still stands where the two are the same, as they are in the first
/// year of figures: `gap` is then nil.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line {
    level: f64,
    last: f64,
    gap: f64,
}

impl Line {
    /// The line of least squares through what was known and what came of it.
    /// `None` if there is nothing to go by.
    pub(super) fn through(pairs: &[(Predictors, f64)]) -> Option<Self> {
        if pairs.is_empty() {
            return None;
        }
        let mean = |of: fn(&(Predictors, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / pairs.len() as f64;
        let middle =
            [mean(|(known, _)| known.last), mean(|(known, _)| gap(known)), mean(|(_, later)| *later)];
        let (mut ll, mut lg, mut gg, mut ly, mut gy) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (known, later) in pairs {
            let (l, g, y) = (known.last - middle[0], gap(known) - middle[1], later - middle[2]);
            ll += l * l;
            lg += l * g;
            gg += g * g;
            ly += l * y;
            gy += g * y;
        }
        let determinant = ll * gg - lg * lg;
        let (last, gap) = if determinant > SAME * ll * gg {
            ((gg * ly - lg * gy) / determinant, (ll * gy - lg * ly) / determinant)
        } else if ll > 0.0 {
            (ly / ll, 0.0)
        } else {
            (0.0, 0.0)
        };
        Some(Self { level: middle[2] - last * middle[0] - gap * middle[1], last, gap })
    }

    /// The figure that the line gives a council.
    pub(super) fn at(&self, known: &Predictors) -> f64 {
        self.level + self.last * known.last + self.gap * gap(known)
    }
}

fn gap(known: &Predictors) -> f64 {
    known.mean - known.last
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(last: f64, mean: f64) -> Predictors {
        Predictors { last, mean, england: None, trend: 0.0 }
    }

    #[test]
    fn a_line_goes_through_points_that_lie_on_one() {
        let known = [known(1.0, 2.0), known(3.0, 2.0), known(4.0, 7.0), known(9.0, 5.0)];
        let truth = |known: &Predictors| 0.5 + 0.6 * known.last + 0.3 * known.mean;
        let pairs = known.map(|known| (known, truth(&known)));
        let line = Line::through(&pairs).unwrap();
        for (known, later) in &pairs {
            assert!((line.at(known) - later).abs() < 1e-12);
        }
    }

    /// Last figures 1, 2, 3 and 0, 0, 3 after them: slope 3/2, level -2.
    #[test]
    fn where_the_mean_is_the_last_figure_it_is_left_out() {
        let pairs = [(known(1.0, 1.0), 0.0), (known(2.0, 2.0), 0.0), (known(3.0, 3.0), 3.0)];
        let line = Line::through(&pairs).unwrap();
        assert_eq!(line, Line { level: -2.0, last: 1.5, gap: 0.0 });
        assert!((line.at(&known(4.0, 100.0)) - 4.0).abs() < 1e-12);
        // All the same: their mean. Nothing: nothing.
        let line = Line::through(&[(known(1.0, 1.0), 4.0), (known(1.0, 1.0), 6.0)]).unwrap();
        assert!((line.at(&known(9.0, 9.0)) - 5.0).abs() < 1e-12);
        assert_eq!(Line::through(&[]), None);
    }
}
