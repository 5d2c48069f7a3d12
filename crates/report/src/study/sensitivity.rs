//! The page of a sensitivity analysis: which numbers matter.

use super::phrases::{between, more_trials};
use super::sensitivity_asked::SensitivityAsked;
use super::{StudyPage, VariedNumber, information, sensitivity_tables};
use crate::pictures::number_format;
use crate::{ExportError, precision};
use chart::{Size, Texts, TornadoChart, TornadoRow, tornado_to_svg};
use model::english::{list, lower_first, quoted};
use model::prose::points;
use model::readable::{Style, percent, whole};
use model::text;
use paper::{Block, Column, Figure, Section, Table};
use study::sensitivity::{Input, RANKED, ResultAtEnds, SensitivityFound};
use study::variance::{Direction, Shape, Share};

/// The page.
///
/// # Errors
///
/// If the chart cannot be drawn.
pub fn sensitivity_page(
    asked: &SensitivityAsked,
    found: &SensitivityFound,
    size: Size,
) -> Result<StudyPage, ExportError> {
    let numbers = match nothing_moves_it(asked, found) {
        Some(why) => vec![Block::Paragraph(why.to_owned())],
        None => vec![
            // The table first: it goes on over the page, where so high a chart would leave the first page half empty.
            Block::Table(ranked(asked, found)),
            Block::Figure(Box::new(figure(asked, found, size)?)),
            Block::Paragraph(how(found)),
        ],
    };
    let mut sections = vec![Section::new("numbers", "Which numbers move it", numbers)];
    if !found.layers.is_empty() {
        let made_of = vec![Block::Table(layers(found))];
        sections.push(Section::new("layers", "What the spread is made of", made_of));
    }
    sections.extend(information::section(asked, found));
    let mut caveats: Vec<String> =
        points(text!("study", "caveats of what matters")).map(str::to_owned).collect();
    if found.counted < found.trials.0 as usize {
        caveats.push(format!(
            "In {} of {} trials the result has no value; they are left out.",
            whole(u64::from(found.trials.0) - found.counted as u64),
            whole(found.trials.0.into())
        ));
    }
    Ok(StudyPage {
        title: "Which numbers matter",
        question: format!("Which of the numbers that are not known drive the {}?", asked.result),
        answer: answer(asked, found),
        caveats,
        sections,
        tables: sensitivity_tables::all(asked, found),
    })
}

/// Why no number moves the result.
fn nothing_moves_it(asked: &SensitivityAsked, found: &SensitivityFound) -> Option<&'static str> {
    if found.counted < FEWEST_COUNTED {
        Some(text!("study", "too few values for a spread"))
    } else if found.layers.is_empty() {
        Some(text!("study", "no spread"))
    } else if asked.numbers.is_empty() {
        Some(text!("study", "no ranges"))
    } else {
        None
    }
}

/// Trials with a value without which no share is known.
const FEWEST_COUNTED: usize = 20;

pub(super) fn answer(asked: &SensitivityAsked, found: &SensitivityFound) -> Vec<String> {
    let why = nothing_moves_it(asked, found).map(str::to_owned);
    if found.layers.is_empty() {
        return why.into_iter().collect();
    }
    let style = asked.style(found);
    let band = &found.spread;
    let range = format!(
        "The {} has an 80% range of {} to {}. {}",
        asked.result,
        style.write(band.p10),
        style.write(band.p90),
        of_layers(found)
    );
    if let Some(why) = why {
        return vec![range, why];
    }
    let mut told = vec![range, most(asked, found)];
    told.extend(rough(asked, found));
    told.extend(furthest(asked, found, style));
    told.extend(information::sentences(asked, found));
    told
}

/// The number that moves the average furthest, if its way can be told.
fn furthest(asked: &SensitivityAsked, found: &SensitivityFound, style: Style) -> Option<String> {
    let told = found.inputs.iter().zip(&asked.numbers).filter_map(|(input, number)| {
        Some((number, input.ends.filter(|ends| (ends.high - ends.low).abs() > TOLD * ends.error)?))
    });
    let size = |ends: &ResultAtEnds| (ends.high - ends.low).abs();
    let (number, ends) = told.max_by(|(_, one), (_, other)| size(one).total_cmp(&size(other)))?;
    let [low, high] = number.write_ends();
    Some(format!(
        "What moves its average furthest is {}: with {low} the {} is {} on average, with {high} it is {}.",
        quoted(&lower_first(&number.words)),
        asked.result,
        style.write(ends.low),
        style.write(ends.high)
    ))
}

/// The numbers that matter most, by what would go away of the spread if each were known. These shares do not overlap:
/// they can be added up, which shares of what numbers do together cannot.
fn most(asked: &SensitivityAsked, found: &SensitivityFound) -> String {
    let named = by_share(asked, found);
    let words = |number: &VariedNumber| quoted(&lower_first(&number.words));
    let told: Vec<(String, String)> = named
        .iter()
        .filter(|(_, share)| is_told(share))
        .take(MOST_NAMED)
        .map(|(number, share)| (words(number), share_cell(Some(*share))))
        .collect();
    match told.as_slice() {
        [] => of_together(asked, found),
        [(words, share)] => format!(
            "Of the numbers that are not known, the one that matters most is {words}: {share} of the spread would go away if it were known."
        ),
        several => format!(
            "Of the numbers that are not known, those that matter most are {}: so much of the spread would go away if that number alone \
             were known.",
            several.iter().map(|(words, share)| format!("{words}, {share}")).collect::<Vec<_>>().join("; ")
        ),
    }
}

/// So many numbers are named in a sentence.
const MOST_NAMED: usize = 3;

/// Numbers with what each makes of the spread alone, the greatest share first.
fn by_share<'a>(asked: &'a SensitivityAsked, found: &SensitivityFound) -> Vec<(&'a VariedNumber, Share)> {
    let alone = |(input, number): (&Input, &'a VariedNumber)| Some((number, input.alone?));
    let mut shares: Vec<(&VariedNumber, Share)> =
        found.inputs.iter().zip(&asked.numbers).filter_map(alone).collect();
    shares.sort_by(|(_, one), (_, other)| other.value.total_cmp(&one.value));
    shares
}

/// Where no number can be told alone: the one that does most together with others, if any can be told.
fn of_together(asked: &SensitivityAsked, found: &SensitivityFound) -> String {
    let total = |(input, number): (&Input, &VariedNumber)| {
        let share = input.total.filter(is_told)?;
        Some(format!(
            "{} has a part in {} of it",
            quoted(&lower_first(&number.words)),
            share_cell(Some(share))
        ))
    };
    let told = found.inputs.iter().zip(&asked.numbers).find_map(total);
    let together = told.map(|told| format!("; together with others, {told}")).unwrap_or_default();
    format!(
        "No single number drives the {}: none has a part in its spread that could be told from chance alone{together}.",
        asked.result
    )
}

/// Whether a share can be told from nil.
fn is_told(share: &Share) -> bool {
    share.low > 0.005
}

/// A share is rough if it may be further off than this.
const ROUGH: f64 = 0.1;

/// What is to be said where the trials are too few for the shares of numbers and layers.
fn rough(asked: &SensitivityAsked, found: &SensitivityFound) -> Option<String> {
    let of_layers = found.layers.iter().map(|layer| layer.alone);
    let of_numbers = by_share(asked, found).into_iter().take(MOST_NAMED).map(|(_, share)| share);
    let widest = of_layers
        .chain(of_numbers)
        .map(Share::shown)
        .max_by(|one, other| (one.high - one.low).total_cmp(&(other.high - other.low)))?;
    (widest.high - widest.low > 2.0 * ROUGH).then(|| {
        format!(
            "These shares are rough: one of them may be anything from {} to {}. {} trials are too few to tell more; {}.",
            percent(widest.low),
            percent(widest.high),
            whole(found.trials.0.into()),
            more_trials(found.trials.0)
        )
    })
}

fn of_layers(found: &SensitivityFound) -> String {
    let words = |name: &str| match name {
        "parameters" => "all numbers with a range in the scenario",
        "environment" => "what changes from year to year",
        _ => "chance",
    };
    let told: Vec<String> = found
        .layers
        .iter()
        // Not what does nothing, as where the scenario has nothing of the kind.
        .filter(|layer| layer.total != Share::NIL)
        .map(|layer| format!("{} if {} were known", share_cell(Some(layer.alone)), words(layer.name)))
        .collect();
    if told.is_empty() {
        return String::new();
    }
    format!(
        "Of that spread {}; what is left they make together. In brackets: where each share may lie.",
        list(&told).replacen(" if ", " would go away if ", 1)
    )
}

/// A change of the average between the ends of a number is told from none at this many standard errors (1 in 100).
const TOLD: f64 = 2.576;

/// Which way the result goes as a number rises. The ends tell it better than the curve, since
/// their trials are alike in all else; the curve knows of turns.
fn way(input: &Input) -> &'static str {
    let response = input.response.as_ref();
    let shape = response.and_then(|response| response.shape);
    let change = input.ends.filter(|ends| (ends.high - ends.low).abs() > TOLD * ends.error);
    match (change.map(|ends| ends.high > ends.low), response.map(|response| response.direction)) {
        (_, Some(Direction::RisesThenFalls)) => "rises, then falls",
        (_, Some(Direction::FallsThenRises)) => "falls, then rises",
        (_, Some(Direction::Turns)) => "turns more than once",
        (Some(true), _) => match shape {
            Some(Shape::LevellingOff) => "rises, and levels off",
            Some(Shape::GrowingStronger) => "rises, ever more strongly",
            Some(Shape::Even) | None => "rises",
        },
        (Some(false), _) => match shape {
            Some(Shape::LevellingOff) => "falls, and levels off",
            Some(Shape::GrowingStronger) => "falls, ever more strongly",
            Some(Shape::Even) | None => "falls",
        },
        (None, _) => "stays on average, as far as can be told",
    }
}

/// A share with its interval: "38% (35–41)".
pub(super) fn share_cell(share: Option<Share>) -> String {
    let Some(share) = share.map(Share::shown) else { return String::new() };
    let whole = |value: f64| format!("{:.0}", value * 100.0);
    format!("{}% ({}\u{2013}{})", whole(share.value), whole(share.low), whole(share.high))
}

fn how(found: &SensitivityFound) -> String {
    let (trials, again) = found.trials;
    format!(
        "What each number does alone comes from {} trials of the scenario as it is: a curve through the results against the number. What \
         it does with all that it does together with others comes from {} of these trials, run again with another draw of that \
         number and everything else as it was. The results at its ends are from half of these, with the number at its 10th and at its 90th \
         percentile. Where another draw also deals the luck of single cases anew, that counts as \
         done together with chance. In brackets: where the share may lie, since the number of trials is limited (95%). Shares are of \
         the variance. What a number makes alone is what would go away of the spread if it were known; these shares can be added up. \
         Shares with what numbers do together overlap, since each of them counts it: they can add up to more than 100%.",
        whole(trials.into()),
        whole(again.into())
    )
}

fn ranked(asked: &SensitivityAsked, found: &SensitivityFound) -> Table {
    let style = asked.style(found);
    let row = |(input, number): (&Input, &VariedNumber)| {
        let result = |pick: fn(&ResultAtEnds) -> f64| {
            input.ends.map(|ends| style.write(pick(&ends))).unwrap_or_default()
        };
        let [low, high] = number.write_ends();
        vec![
            number.words.clone(),
            between(&low, "to", &high),
            result(|ends| ends.low),
            result(|ends| ends.high),
            way(input).to_owned(),
            share_cell(input.alone),
            share_cell(input.total),
            asked.register.get(&number.path).map_or("", |known| known.quality).to_owned(),
        ]
    };
    let mut rows: Vec<Vec<String>> = found.inputs.iter().zip(&asked.numbers).map(row).collect();
    if let Some(others) = found.others {
        let count = found.inputs.len().saturating_sub(RANKED);
        let mut cells = vec![match count {
            1 => "The one other number".to_owned(),
            _ => format!("All {count} other numbers together"),
        }];
        cells.extend((0..5).map(|_| String::new()));
        cells.push(share_cell(Some(others)));
        cells.push(String::new());
        rows.push(cells);
    }
    Table {
        caption: format!("Numbers that move the {}", asked.result),
        columns: vec![
            Column::words("Number"),
            Column::words("80% range"),
            Column::numbers("Result where it is low"),
            Column::numbers("Result where it is high"),
            Column::words("As it rises, the result"),
            Column::numbers("Share of the spread, alone"),
            Column::numbers("With what it does together with others (overlaps)"),
            Column::words("Evidence"),
        ],
        rows,
        notes: points(text!("study", "numbers that matter")).map(str::to_owned).collect(),
        is_long: false,
    }
}

fn layers(found: &SensitivityFound) -> Table {
    let words = |name: &str| match name {
        "parameters" => "What we do not know: the ranges of the scenario",
        "environment" => "What changes from year to year",
        _ => "Chance",
    };
    Table {
        caption: "Shares of the spread by layer of uncertainty".to_owned(),
        columns: vec![
            Column::words("Layer"),
            Column::numbers("Alone"),
            Column::numbers("With what it does together with others (overlaps)"),
        ],
        rows: found
            .layers
            .iter()
            .map(|layer| {
                vec![
                    words(layer.name).to_owned(),
                    share_cell(Some(layer.alone)),
                    share_cell(Some(layer.total)),
                ]
            })
            .collect(),
        notes: vec!["More knowledge of the numbers can reduce the first only.".to_owned()],
        is_long: false,
    }
}

fn figure(asked: &SensitivityAsked, found: &SensitivityFound, size: Size) -> Result<Figure, ExportError> {
    let row = |(input, number): (&Input, &VariedNumber)| {
        let ResultAtEnds { low, high, .. } = input.ends?;
        let [low_name, high_name] = number.write_ends();
        let (name, share) = (number.words.clone(), share_cell(input.alone));
        Some(TornadoRow { name, low, high, low_name, high_name, share })
    };
    let mut inputs: Vec<(&Input, &VariedNumber)> = found.inputs.iter().zip(&asked.numbers).collect();
    // By the share that stands beside the bar.
    let alone = |input: &Input| input.alone.map_or(f64::NEG_INFINITY, |share| share.value);
    inputs.sort_by(|(one, _), (other, _)| alone(other).total_cmp(&alone(one)));
    let rows: Vec<TornadoRow> = inputs.into_iter().filter_map(row).collect();
    let format = number_format(asked.unit).to(precision::of_bands(asked.unit, [&found.spread]).step());
    let title = format!("What moves the {}", asked.result);
    let middle = found.spread.mean;
    let chart = TornadoChart {
        texts: Texts {
            title,
            subtitle:
                "Average result where a number is low and where it is high, and what of the spread would go away if it were known"
                    .to_owned(),
            description: answer(asked, found).join(" "),
            notes: super::foot(format!("{} trials.", whole(found.trials.0.into())), asked.figures.as_ref()),
        },
        number_format: format,
        middle: (middle, format!("Average: {}", asked.style(found).write(middle))),
        rows,
        share_name: "Share of the spread".to_owned(),
    };
    super::figure("tornado", &chart.texts, tornado_to_svg(&chart, size), ranked(asked, found))
}
