//! All tests that use Staffcast from outside, in one program.

mod agency;
mod assumptions;
mod backtest;
mod backtest_command;
mod changes;
mod command_line;
mod councils;
mod demand;
mod determinism;
mod init;
mod layers;
mod lever_effects;
mod levers;
mod options;
mod pairing;
mod project;
mod published;
mod rereferral;
mod results;
mod show;
mod staff;
mod staffcast;
mod support;
mod theory;
mod trouble;
mod waiting;
