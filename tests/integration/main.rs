//! All tests that use Staffcast from outside, in one program.

mod support;
mod theory;
