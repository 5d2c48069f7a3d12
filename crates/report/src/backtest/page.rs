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
use study::backtest::table::ScoreRow;
use study::backtest::{BacktestPlan, Projection};

/// What every reader must know, before any table.
const CAVEATS: [&str; 7] = [
    "**The back-test looks ahead a little.** Some constants of the model rest on later years than the origin; [section \
     16 of the model](model.md#limits-and-what-still-looks-ahead) lists them. The figures themselves are of later releases, \
     which revise earlier years, and those of September are published in the February after. A forecaster would have \
     known a little less.",
    "**The model was mended with these years in view.** Its numbers are learned from figures up to each origin alone, but \
     what to put into it was decided by people who had seen how it scored on outturns to 2023; [section 18 of the \
     model](model.md#18-the-back-test-and-what-it-changed) says what was changed and what that did. Outturns that are \
     published later are the first fair test.",
    "**All councils share the same few years, and the pandemic is among them.** What moved all of them at once, such as \
     the fall of referrals in 2020 or the leavers of 2022, counts here for every council, though it happened once. Years to \
     come may be calmer, or not.",
    "**So the intervals are too narrow.** They (in brackets, 95%) allow for the likeness of outturns of one council, \
     but not for years that councils share.",
    "**Few years are known at the first origins**: figures of staff begin in 2017. Later origins, and plans made now, \
     know more.",
    "**A share that is right for all councils together can be wrong for one**, and for a year: see the tables by year \
     and by kind of council.",
    "**Nothing here tests options and levers**: only what is projected if nothing is changed.",
];

/// What each measure, score and rule is.
const DEFINITIONS: &str = include_str!("definitions.md");

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
        caveats(),
        repeat(published, plan),
        coverage(scores, &charts),
        against_rules(scores, &charts),
        by_year(scores),
        by_kind(scores),
        worst(published, projections),
        DEFINITIONS.trim_end().to_owned(),
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
    let sentences = |said: [Option<String>; 2]| {
        let said: Vec<String> = said.into_iter().flatten().collect();
        (!said.is_empty()).then(|| said.join(" "))
    };
    section([
        Some("# What Staffcast would have projected, and what happened".to_owned()),
        Some(about),
        sentences([ranges, verdict::measures(scores)]),
        sentences([verdict::horizons(scores), verdict::target_years(scores)]),
        verdict::rules(scores),
    ])
}

fn caveats() -> String {
    let caveats = CAVEATS.map(|caveat| format!("- {caveat}")).join("\n");
    format!("## Before you read on\n\n{caveats}")
}

fn repeat(published: &Published, plan: &BacktestPlan) -> String {
    format!(
        "## How to repeat it\n\n```sh\n{}\n```\n\nThe figures below are of version {}, {} trials for each \
         council and origin, seed {}, origins {}, {}. The same version, figures, trials and seed give the \
         same page. The command writes all projections to `{PROJECTIONS}` and all scores to `{SCORES}`.",
        command::again(published, plan),
        env!("CARGO_PKG_VERSION"),
        whole(plan.trials.into()),
        plan.seed,
        list(&plan.origins.iter().map(Year::to_string).collect::<Vec<_>>()),
        up_to(plan.horizon),
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
        Some(
            "The mean score (CRPS) of all outturns; less is better, and the best of a row is bold. [Definitions](#the-scores)."
                .to_owned(),
        ),
        Some(tables::scores(scores)),
        Some(
            "How far the median was off and how wide the ranges were, means in the unit of the measure; and the score in \
             that unit over that of two rules for the same outturns, below 1 where Staffcast is better:"
                .to_owned(),
        ),
        Some(tables::errors(scores)),
        charts.rules.as_ref().map(shown),
    ])
}

fn by_year(scores: Scores) -> String {
    section([
        Some("## Which years were hard?".to_owned()),
        verdict::target_years(scores),
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
    format!(
        "## Councils that were served worst\n\nThose of whose outturns most lay outside the 80% range beyond the two in ten that \
         should, in number. Some would stand here by chance alone. Figures of few staff or children, or a way of \
         counting that changed, put a council here as well as a projection that was wrong. The ratio of scores is the mean \
         over measures.\n\n{}",
        tables::worst(published, projections)
    )
}

fn rules() -> String {
    format!(
        "### The rules\n\nEach rule names one value from what was known at the origin. Its range is how far it had been off \
         before, in all councils together, for as many years ahead; where so long ago nothing is known, for fewer years \
         ahead, so that the ranges of rules at the first origins are narrow.\n\n{}",
        tables::rules()
    )
}

fn sources() -> String {
    let sources = Section::ALL.map(|section| format!("- {}.", section.source())).join("\n");
    format!(
        "## The figures\n\n{sources}\n- Ofsted, judgements on local authority children's services.\n\n{LICENCE} \
         Staff and cases held are of 30 September, children of 31 March. Releases, years, gaps and councils that are \
         counted together: `data/README.md`. Rates are worked out from the counts by Staffcast {}.",
        env!("CARGO_PKG_VERSION")
    )
}
