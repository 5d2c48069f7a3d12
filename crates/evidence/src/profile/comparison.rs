//! Where a figure stands: among other councils, and against its own past.

/// Fewer figures say nothing of where their middle lies.
const LEAST_PEERS: usize = 5;

/// Fewer councils are not parted into quarters.
const LEAST_COUNCILS: usize = 20;

/// A figure that differs from an earlier one by no more than this share of it is about the same.
pub const ABOUT_THE_SAME: f64 = 0.05;

/// The middle of the figures of several councils.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// A quarter of the councils lie below.
    pub p25: f64,
    /// Half of them lie below.
    pub median: f64,
    /// A quarter lie above.
    pub p75: f64,
    /// How many have a figure.
    pub councils: usize,
}

/// A quarter of all councils by one figure. Low is not good and high not bad in itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quarter {
    /// The quarter with the lowest figures.
    Lowest,
    /// Below the median of councils, but not in the lowest quarter.
    SecondLowest,
    /// Above the median of councils, but not in the highest quarter.
    SecondHighest,
    /// The quarter with the highest figures.
    Highest,
}

/// Where a figure stands among those of all councils.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The quarter of the councils in which it lies.
    pub quarter: Quarter,
    /// 1 for the lowest figure; councils with the same figure have the same rank, the lowest of theirs.
    pub rank: usize,
    /// How many councils have a figure.
    pub councils: usize,
}

/// How a figure differs from an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// By more than [`ABOUT_THE_SAME`] above the earlier.
    Up,
    /// By more than that below it.
    Down,
    /// Neither.
    Same,
}

impl Spread {
    /// The spread of figures; none if there are fewer than five.
    ///
    /// ```text
    /// q(p) = x[floor h] + (h - floor h) (x[floor h + 1] - x[floor h]),  h = p (n - 1)
    /// ```
    ///
    /// Definition 7 of Hyndman and Fan (1996), "Sample Quantiles in Statistical
    /// Packages", *The American Statistician* 50(4); the default of R and Excel.
    pub fn of(mut figures: Vec<f64>) -> Option<Self> {
        if figures.len() < LEAST_PEERS {
            return None;
        }
        figures.sort_by(f64::total_cmp);
        let at = |p: f64| {
            let h = p * (figures.len() - 1) as f64;
            let (below, above) = (figures[h.floor() as usize], figures[h.ceil() as usize]);
            below + (h - h.floor()) * (above - below)
        };
        Some(Self { p25: at(0.25), median: at(0.5), p75: at(0.75), councils: figures.len() })
    }
}

impl Standing {
    /// Where a figure stands, its own among all; none if there are fewer than twenty.
    pub fn of(figure: f64, all: &[f64]) -> Option<Self> {
        let rank = 1 + all.iter().filter(|other| **other < figure).count();
        Some(Self { quarter: Quarter::of(figure, all)?, rank, councils: all.len() })
    }
}

impl Quarter {
    /// The quarter in which a figure lies among those of all councils, its own
    /// included; none if there are fewer than twenty. Councils with the same
    /// figure share the middle of their places.
    pub fn of(figure: f64, all: &[f64]) -> Option<Self> {
        if all.len() < LEAST_COUNCILS {
            return None;
        }
        let below = all.iter().filter(|other| **other < figure).count() as f64;
        let equal = all.iter().filter(|other| **other <= figure).count() as f64 - below;
        let place = (below + equal / 2.0) / all.len() as f64;
        Some(match place {
            ..0.25 => Self::Lowest,
            ..0.5 => Self::SecondLowest,
            ..0.75 => Self::SecondHighest,
            _ => Self::Highest,
        })
    }

    /// 1 for the lowest quarter to 4 for the highest.
    pub fn number(self) -> u8 {
        match self {
            Self::Lowest => 1,
            Self::SecondLowest => 2,
            Self::SecondHighest => 3,
            Self::Highest => 4,
        }
    }

    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lowest => "lowest",
            Self::SecondLowest => "second lowest",
            Self::SecondHighest => "second highest",
            Self::Highest => "highest",
        }
    }
}

impl Direction {
    /// The direction from an earlier figure to a later one, neither below zero.
    pub fn between(earlier: f64, later: f64) -> Self {
        if later > earlier * (1.0 + ABOUT_THE_SAME) {
            Self::Up
        } else if later < earlier * (1.0 - ABOUT_THE_SAME) {
            Self::Down
        } else {
            Self::Same
        }
    }

    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Same => "about the same",
        }
    }
}
