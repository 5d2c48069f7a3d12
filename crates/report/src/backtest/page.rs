//! `verification.md`: what the back-test shows, what to keep in mind, and every
//! figure and definition for those who want to check it.

use super::charts::{Charts, Drawn};
use super::found::Scores;
use super::phrases::{up_to, years};
use super::{BacktestPage, CHARTS, PROJECTIONS, SCORES, command, tables, verdict};
use crate::ExportError;
use evidence::profile::{LICENCE, Section};
use evidence::published::{Published, Year};
use model::english::{counted, list};
use model::readable::whole;
use model::text;
use study::backtest::table::ScoreRow;
use study::backtest::{BacktestPlan, Projection};

/// Kinds of councils: id, heading, first column, what one is called.
const KINDS: [(&str, &str, &str, &str); 3] = [
    ("size", "Size", "size", "size of council"),
    ("region", "Region", "region", "region"),
    ("ofsted", "Judgement of Ofsted that was known at the origin", "judgement", "judgement"),
];

/// The page of a back-test with its charts: from the projections and the
/// scores that [`table`](study::backtest::table::table) makes of them.
///
/// # Errors
///
/// If a chart cannot be drawn, above all because there are no scores.
pub fn verification(
    published: &Published,
    plan: &BacktestPlan,
    projections: &[Projection],
    rows: &[ScoreRow],
) -> Result<BacktestPage, ExportError> {
    let scores = Scores(rows);
    let charts = Charts::new(scores, plan)?;
    let sections = [
        summary(plan, scores),
        text!("backtest", "before you read on").to_owned(),
        repeat(published, plan),
        coverage(scores, &charts),
        against_rules(scores, &charts),
        by_year(scores),
        by_kind(scores),
        worst(published, projections),
        text!("backtest", "definitions").to_owned(),
        rules(),
        sources(),
    ];
    let sections: Vec<String> = sections.into_iter().filter(|section| !section.is_empty()).collect();
    let Charts { coverage, reliability, quantiles, rules } = charts;
    let drawn = [Some(coverage), Some(reliability), Some(quantiles), rules];
    Ok(BacktestPage {
        markdown: sections.join("\n\n") + "\n",
        charts: drawn.into_iter().flatten().map(|drawn| drawn.picture).collect(),
    })
}

/// Paragraphs, tables and charts of a section, without those that there are not.
fn section(parts: impl IntoIterator<Item = Option<String>>) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

/// Sentences as a paragraph.
fn sentences(said: [Option<String>; 2]) -> Option<String> {
    let said: Vec<String> = said.into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// What a back-test is, and what this one shows.
fn summary(plan: &BacktestPlan, scores: Scores) -> String {
    let measures = scores.measures().len();
    let councils = scores.own(None, None).map_or(0, |score| score.councils);
    let about = format!(
        "A back-test asks of the past what can be checked. For {} and {} ({}) a scenario was made from what was \
         published up to that year, and run. Its ranges for {}, {}, were then set beside what was published later. \
         An 80% range should hold eight of ten outturns, and leave out two.",
        match councils {
            1 => "one council".to_owned(),
            _ => format!("each of {}", counted(councils, "council")),
        },
        match plan.origins.len() {
            1 => "one year".to_owned(),
            origins => format!("each of {}", counted(origins, "year")),
        },
        years(&plan.origins),
        counted(measures, "measure"),
        up_to(plan.horizon),
    );
    let ranges = verdict::ranges(scores).map(|ranges| format!("**{ranges}**"));
    section([
        Some("# What Staffcast would have projected, and what happened".to_owned()),
        Some(about),
        sentences([ranges, verdict::measures(scores)]),
        sentences([verdict::horizons(scores), verdict::target_years(scores)]),
        verdict::unseen(scores),
        verdict::rules(scores),
    ])
}

fn repeat(published: &Published, plan: &BacktestPlan) -> String {
    format!(
        "## How to repeat it\n\n```sh\n{}\n```\n\nThe figures below are of version {}, {} trials for each \
         council and origin, seed {}, origins {}, {}. The same version, figures, trials and seed give the \
         same page. {} The command writes all projections to `{PROJECTIONS}` and all scores to `{SCORES}`.",
        command::again(published, plan),
        env!("CARGO_PKG_VERSION"),
        whole(plan.trials.into()),
        plan.seed,
        list(&plan.origins.iter().map(Year::to_string).collect::<Vec<_>>()),
        up_to(plan.horizon),
        if published.is_embedded() {
            "The figures are those in the program.".to_owned()
        } else {
            format!(
                "The figures are those of a folder, not those in the program: FOLDER is the one whose tables have the \
                 fingerprint {}.",
                &published.fingerprint()[..16]
            )
        },
    )
}

/// A chart with its words for those who cannot see it, and where its figures are.
fn shown(drawn: &Drawn) -> String {
    format!(
        "![{}]({CHARTS}/{}.svg)\n\n*Figures: `{SCORES}`.*",
        drawn.description.replace(['[', ']'], ""),
        drawn.picture.name
    )
}

fn coverage(scores: Scores, charts: &Charts) -> String {
    let has_several = scores.horizons().len() > 1;
    section([
        Some("## Do the ranges hold what they should?".to_owned()),
        Some("How many outturns lay within, all years ahead together:".to_owned()),
        Some(tables::coverage(scores)),
        Some(shown(&charts.coverage)),
        has_several.then(|| format!("By years ahead:\n\n{}", tables::by_horizon(scores))),
        Some(shown(&charts.reliability)),
        Some(shown(&charts.quantiles)),
    ])
}

fn against_rules(scores: Scores, charts: &Charts) -> String {
    section([
        Some("## Does it beat simple rules?".to_owned()),
        Some(text!("backtest", "mean scores").to_owned()),
        Some(tables::scores(scores)),
        Some(text!("backtest", "errors and widths").to_owned()),
        Some(tables::errors(scores)),
        charts.rules.as_ref().map(shown),
    ])
}

fn by_year(scores: Scores) -> String {
    section([
        Some("## Which years were hard?".to_owned()),
        sentences([verdict::target_years(scores), verdict::unseen(scores)]),
        Some("Outturns in the 80% range by the year of the outturn:".to_owned()),
        Some(tables::by_year(scores)),
    ])
}

fn by_kind(scores: Scores) -> String {
    let of_kind = |(kind, heading, column, thing): (&str, &str, &str, &str)| {
        let said = verdict::groups(scores, kind, thing)?;
        Some(format!("### {heading}\n\n{said}\n\n{}", tables::by_group(scores, kind, column)))
    };
    let kinds: Vec<String> = KINDS.into_iter().filter_map(of_kind).collect();
    if kinds.is_empty() {
        return String::new();
    }
    format!("## Is any kind of council served badly?\n\n{}", kinds.join("\n\n"))
}

fn worst(published: &Published, projections: &[Projection]) -> String {
    format!("{}\n\n{}", text!("backtest", "served worst"), tables::worst(published, projections))
}

fn rules() -> String {
    format!("{}\n\n{}", text!("backtest", "the rules"), tables::rules())
}

fn sources() -> String {
    let tested = [Section::Workforce, Section::Demand, Section::LookedAfter];
    let sources = tested.map(|section| format!("- {}.", section.source())).join("\n");
    format!(
        "## The figures\n\n{sources}\n- Ofsted, judgements on local authority children's services.\n\n{LICENCE} \
         Staff and cases held are of 30 September, children of 31 March. Releases, years, gaps and councils that are \
         counted together: `data/README.md`. Rates are worked out from the counts by Staffcast {}.",
        env!("CARGO_PKG_VERSION")
    )
}
