//! What is written around a chart, and said of it to those who do not see it.

use super::value_axis::ValueAxis;

/// The texts of a chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Texts {
    /// What is shown, in bold above the chart.
    pub title: String,
    /// The measure in words, and its unit.
    pub subtitle: String,
    /// Says the same as the chart in words, for screen readers.
    pub description: String,
    /// Source and the like, below the chart, one paragraph each. What shapes
    /// mean is said by the chart without being asked for.
    pub notes: Vec<String>,
}

impl Texts {
    /// The texts with what the chart itself has to say before the notes.
    pub(super) fn with_notes<'n>(&self, own: impl IntoIterator<Item = &'n str>) -> Self {
        let own = own.into_iter().map(str::to_owned);
        Self { notes: own.chain(self.notes.iter().cloned()).collect(), ..self.clone() }
    }

    /// The texts with a warning below the title if the axis leaves out zero.
    pub(super) fn with_warning(self, values: &ValueAxis) -> Self {
        let Some(warning) = values.warning() else { return self };
        let measure = self.subtitle.trim_end().trim_end_matches('.');
        Self { subtitle: format!("{measure} ({warning})"), ..self }
    }
}
