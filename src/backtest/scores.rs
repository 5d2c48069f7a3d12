//! How well forecasts did.
