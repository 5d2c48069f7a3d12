//! A council's own figures: one declaration of the tables ([`TABLES`]), the template that is made of it ([`Template`]), and
//! what reads it ([`read()`](fn@read)). What is made of the figures stands in `estimate`.

mod tables;
mod content;
mod rows;
mod sheets;
mod lines;
mod records;
mod figures;
mod check;
mod read;
mod template;

pub use content::month_of;
pub use figures::{OwnCases, OwnFigures, OwnPay, OwnPosts};
pub use read::{LARGEST_FILE, OwnReading, read};
pub use tables::{Column, Kind, ONE_TEAM, ROLES, SERVICE, STAGES, TABLES, Table, table};
pub use template::{Filled, HOW_TO_FILL, MONTHS, Template, WHAT_BECOMES};
