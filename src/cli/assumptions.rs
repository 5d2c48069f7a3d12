//! `staffcast assumptions`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::{Value as Json, json};

use super::assumptions_table::{self, Shown};
use super::console;
use super::failure::Failure;
use super::published::DataArguments;
use model::register::{Assumption, concerns, register};
use model::uncertain::Quality;
use report::assumptions::{assumptions_csv, words_of};

#[derive(Args, Debug)]
pub(super) struct AssumptionsArguments {
    /// The scenario file (TOML)
    scenario: PathBuf,
    /// Only numbers of this quality
    #[arg(long, value_enum)]
    quality: Option<QualityWanted>,
    /// Also numbers that the scenario leaves to the program, and every weak number that matters
    #[arg(long)]
    all: bool,
    /// How to print them; csv and json always hold all numbers of the quality
    #[arg(long, value_enum, default_value_t = RegisterFormat::Table)]
    format: RegisterFormat,
    #[command(flatten)]
    data: DataArguments,
}

/// How the register is printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum RegisterFormat {
    /// For people.
    Table,
    /// For spreadsheets: as `assumptions.csv` of a run.
    Csv,
    /// For programs.
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum QualityWanted {
    /// A judgement, or a single weak study.
    Low,
    /// Indirect, or old.
    Medium,
    /// A published count, or several studies that agree.
    High,
    /// The scenario does not say.
    None,
}

pub(super) fn assumptions(arguments: &AssumptionsArguments) -> Result<(), Failure> {
    let scenario = arguments.data.scenario(&arguments.scenario, false)?;
    let all = register(&scenario);
    let is_wanted = |assumption: &Assumption| match arguments.quality {
        None => true,
        Some(QualityWanted::Low) => assumption.quality == Some(Quality::Low),
        Some(QualityWanted::Medium) => assumption.quality == Some(Quality::Medium),
        Some(QualityWanted::High) => assumption.quality == Some(Quality::High),
        Some(QualityWanted::None) => assumption.quality.is_none(),
    };
    let wanted: Vec<Assumption> = all.iter().filter(|assumption| is_wanted(assumption)).cloned().collect();
    let shown = Shown {
        title: &scenario.service.title,
        of: &all,
        assumptions: &wanted,
        with_all: arguments.all,
        is_filtered: arguments.quality.is_some(),
    };
    let weak = concerns(&wanted).len();
    if weak > 0 && !matches!(arguments.format, RegisterFormat::Table) {
        let number = if weak == 1 {
            "1 weak number matters".to_owned()
        } else {
            format!("{weak} weak numbers matter")
        };
        console::tell(&format!("warning: {number}; --format table says which"));
    }
    console::print(&match arguments.format {
        RegisterFormat::Table => assumptions_table::to_text(&shown, console::width()),
        RegisterFormat::Csv => assumptions_csv(&wanted),
        RegisterFormat::Json => to_json(&wanted),
    })
}

/// A list of the numbers, and of the paths of weak ones that matter. The keys
/// are the columns of the csv.
fn to_json(assumptions: &[Assumption]) -> String {
    let weak: Vec<Json> = concerns(assumptions)
        .iter()
        .map(|concern| json!({ "path": concern.assumption.path, "weakness": concern.why() }))
        .collect();
    let list: Vec<Json> = assumptions
        .iter()
        .map(|own| {
            let (set_in, set_by) = words_of(&own.set_in);
            json!({
                "path": own.path, "parameter": own.parameter, "value": own.value, "unit": own.unit,
                "low": own.low, "middle": own.middle, "high": own.high, "distribution": own.distribution,
                "quality": own.quality.map(Quality::name), "source": own.source, "note": own.note,
                "set_in": set_in, "set_by": set_by, "owner": own.owner, "review": own.review,
                "reach": own.reach.map(|reach| reach.size), "reach_on": own.reach.map(|reach| reach.moves.name()),
            })
        })
        .collect();
    format!("{:#}\n", json!({ "assumptions": list, "weak_and_matter": weak }))
}
