//! All tests that use Staffcast from outside, in one program.

mod command_line;
mod project;
mod results;
mod staffcast;
mod support;
mod theory;
mod trouble;
