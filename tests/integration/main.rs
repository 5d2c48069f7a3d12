//! Tests of the program as its users meet it.

mod command_line;
mod results;
mod staffcast;
mod trouble;
