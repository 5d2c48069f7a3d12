//! `staffcast template`.

use std::path::PathBuf;

use clap::Args;

use super::console;
use super::failure::Failure;
use super::published::DataArguments;
use crate::disk::write_file;
use crate::question::find;
use evidence::own::{Template, month_of};
use model::calendar::Month;
use report::workbook::template_to_xlsx;

#[derive(Args, Debug)]
pub(super) struct TemplateArguments {
    /// The file to write: a workbook (.xlsx), or a text (.toml)
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The council, whose name is filled in
    #[arg(long, value_name = "NAME")]
    council: Option<String>,
    /// The last month of your figures, such as 2026-10; it and the 35 before are filled in
    #[arg(long, value_name = "MONTH", value_parser = month)]
    to: Option<Month>,
    /// Replace the file if it is there
    #[arg(long)]
    overwrite: bool,
    #[command(flatten)]
    data: DataArguments,
}

pub(super) fn template(arguments: &TemplateArguments) -> Result<(), Failure> {
    let published = arguments.data.read()?;
    let council = match &arguments.council {
        Some(name) => published.area(find(&published, name)?).name.clone(),
        None => String::new(),
    };
    let template = Template { council, to: arguments.to };
    let ending = arguments.out.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let bytes = match ending.as_deref() {
        Some("xlsx") => template_to_xlsx(&template).map_err(|error| Failure::World(error.to_string()))?,
        Some("toml") => template.toml().into_bytes(),
        Some(_) | None => {
            let file = arguments.out.display();
            return Err(Failure::Input(format!(
                "`{file}` is neither a workbook nor a text: name it own.xlsx or own.toml"
            )));
        }
    };
    write_file(&arguments.out, &bytes, arguments.overwrite)
        .map_err(|error| Failure::World(error.to_string()))?;
    let path = console::in_quotes(&arguments.out);
    console::print(&format!("{path}: fill it in, then: staffcast init --council NAME --from {path}\n"))
}

/// A month of the arguments.
pub(super) fn month(text: &str) -> Result<Month, String> {
    month_of(text).ok_or_else(|| "write a month, such as 2026-10 or October 2026".to_owned())
}
