//! How much of the spread of a result comes from which input.
