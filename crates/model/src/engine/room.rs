//! Room that is made once and used for one trial after another.

/// Empties a list and fills it with so many copies of a value.
pub(super) fn reset<T: Clone>(list: &mut Vec<T>, length: usize, value: T) {
    list.clear();
    list.resize(length, value);
}
