//! stub
pub mod chart;
