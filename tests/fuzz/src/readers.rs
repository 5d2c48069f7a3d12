//! Everything that reads what others wrote.

use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::sync::LazyLock;

use sha2::{Digest as _, Sha256};
use staffcast::calendar::Month;
use staffcast::document::{InMemory, OfCouncil, ReadFiles, WriteFiles as _};
use staffcast::ensemble::Unwatched;
use staffcast::estimate::{Estimator, lay_over};
use staffcast::own::{Template, read as read_own};
use staffcast::paper::word::HouseStyle;
use staffcast::published::{FILES, Published, Year};
use staffcast::question::{
    Asked, Error, Job, Question, Sizes, Trials, Vary, WithCouncils, answer, chance, import, number, pounds,
    target,
};
use staffcast::register::register;
use staffcast::report::finished::{Finished, FinishedPage};
use staffcast::report::workbook::template_to_xlsx;
use staffcast::scenario::{Reading, Scenario, read};

use crate::mutate::{self, Dice};

/// One of them.
pub(crate) struct Reader {
    pub(crate) name: &'static str,
    /// Its part of all inputs.
    pub(crate) part: f64,
    /// Makes an input.
    make: fn(&mut Dice) -> Vec<u8>,
    /// Reads it as the program would, as far as the program would go; whether it was usable.
    pub(crate) read: fn(&[u8]) -> bool,
}

/// All of them.
pub(crate) static READERS: [Reader; 8] = [
    Reader { name: "own", part: 0.01, make: own_made, read: own },
    Reader { name: "scenario", part: 0.69, make: |dice| mutate::text(dice, &GOOD.scenarios), read: scenario },
    Reader { name: "figures", part: 0.1, make: figures_made, read: figures },
    Reader { name: "release", part: 0.02, make: release_made, read: release },
    Reader {
        name: "template",
        part: 0.05,
        make: |dice| mutate::bytes(dice, TEMPLATE.clone()),
        read: template,
    },
    Reader { name: "run", part: 0.05, make: run_made, read: run },
    Reader { name: "job", part: 0.05, make: |dice| mutate::text(dice, &GOOD.jobs), read: job },
    Reader {
        name: "arguments",
        part: 0.05,
        make: |dice| mutate::text(dice, &GOOD.arguments),
        read: arguments,
    },
];

/// The reader of this name.
pub(crate) fn named(name: &str) -> &'static Reader {
    let all: Vec<&str> = READERS.iter().map(|reader| reader.name).collect();
    READERS.iter().find(|reader| reader.name == name).unwrap_or_else(|| panic!("one of {all:?}"))
}

impl Reader {
    /// The input of a number.
    pub(crate) fn input(&self, seed: u64, number: u64) -> Vec<u8> {
        (self.make)(&mut Dice::of(seed, self.name, number))
    }
}

/// Inputs without fault.
struct Good {
    scenarios: Vec<String>,
    jobs: Vec<String>,
    arguments: Vec<String>,
}

const MINIMAL: &str = include_str!("../../../scenarios/minimal.toml");

/// What the good scenarios extend, beside [`COUNCIL`].
const BASES: [(&str, &str); 2] = [
    ("kent-2023.toml", include_str!("../../../scenarios/kent-2023.toml")),
    ("kent.toml", include_str!("../../../scenarios/kent.toml")),
];

/// What is published of a council, as a job takes it along.
static COUNCIL: LazyLock<(PathBuf, String)> = LazyLock::new(|| {
    let council = OfCouncil { name: "Rutland".to_owned(), as_of: Some(2022) };
    let estimated = WithCouncils::new(&InMemory::default(), None).of_council(&council).expect("a council");
    (council.path(), estimated.text)
});

/// Over that, with something taken away and something renamed.
const OF_COUNCIL: &str = r#"
extends = "council:Rutland"
as_of   = 2022
months  = 12
without = ["history", "team.social_care.title"]
rename  = { "team.social_care" = "north", "role.social_worker" = "practitioner" }
targets = ["caseload at most 16 in north"]
[team.north.staff.practitioner]
in_post = 12
[workforce.recruitment]
weeks_to_hire = 14
"#;

static GOOD: LazyLock<Good> = LazyLock::new(|| {
    // The short ones more often: what they hold is read as the long ones are, and sooner.
    let small = [
        MINIMAL,
        include_str!("../../integration/small.toml"),
        include_str!("../../integration/options.toml"),
    ];
    let large =
        [include_str!("../../../scenarios/kent-choices.toml"), include_str!("../../../scenarios/kent.toml")];
    let scenarios = [small.as_slice(), &small, &small, &small, &small, &[OF_COUNCIL], &large].concat();
    let jobs = [Question::Run { charts: staffcast::report::ChartOptions::default() }];
    let jobs = jobs.into_iter().map(|question| {
        let texts = InMemory::default().with("scenario.toml", MINIMAL);
        serde_json::to_string_pretty(&Job::new(texts, question)).expect("plain data")
    });
    let arguments = "0.1\n10%\n1_000\n£1,000,000\n80%\nvacancy_rate below 10% by 2025-03 in east\nname=0.1..0.5\n\
                     overseas.people=20,40,80\n2023\n2023-24\n1.5m\n";
    Good {
        scenarios: scenarios.into_iter().map(str::to_owned).collect(),
        jobs: jobs.collect(),
        arguments: vec![arguments.to_owned()],
    }
});

/// A run takes so many months and trials at most, however many the scenario asks for: what is looked for is a fault of
/// what was read.
const FEW_MONTHS: u32 = 4;

fn scenario(input: &[u8]) -> bool {
    let text = InMemory::default().with("scenario.toml", input);
    let text = BASES.iter().fold(text, |files, (name, base)| files.with(name, *base));
    let text = text.with(&COUNCIL.0, COUNCIL.1.as_str());
    // The whole run of one input in fifty, the first months of the others; and whatever council that one asks for.
    let is_whole = input.len().is_multiple_of(50);
    let councils = WithCouncils::new(&text, None);
    let on: &dyn ReadFiles = if is_whole { &councils } else { &text };
    let reading = read(Path::new("scenario.toml"), on);
    let told = reading.problems.render(&reading.sources, false);
    assert!(!told.contains("NaN") || input.windows(3).any(|typed| typed == b"NaN"), "a message holds NaN");
    let Some(scenario) = reading.scenario else { return false };
    let rows = register(&scenario);
    assert!(!rows.is_empty());
    let short = scenario.with(&format!("months = {FEW_MONTHS}\n")).scenario;
    let Some(scenario) = (if is_whole { Some(scenario) } else { short }) else { return true };
    let months = scenario.service.months.0;
    if months > 24 {
        return true;
    }
    let job =
        Job::new(scenario.texts(), Question::Run { charts: staffcast::report::ChartOptions::default() });
    let job = Job { trials: Trials::Exactly(2), ..job };
    if is_whole {
        let Ok(answered) = answer(&job, &Unwatched) else { return true };
        let files = answered.files().expect("a chart can be drawn of every run");
        let none = files.files().find(|(path, bytes)| {
            path.extension().is_some_and(|ending| ending == "csv" || ending == "html" || ending == "md")
                && bytes.windows(3).any(|three| three == b"NaN")
        });
        assert!(none.is_none(), "{:?} holds NaN", none.map(|(path, _)| path));
    } else {
        let model = staffcast::engine::Model::new(&scenario.service);
        let settings = staffcast::ensemble::Settings { trials: 2, seed: 1, layers: job.layers };
        staffcast::summary::simulate_model(&model, &settings, &Unwatched).expect("nobody stops it");
    }
    true
}

/// The tables in the program, of a few areas.
static TABLES: LazyLock<Vec<(&'static str, String)>> = LazyLock::new(|| {
    let of_few = |line: &&str| {
        let code = line.split(',').next().unwrap_or_default();
        code.starts_with("E92")
            || code.starts_with("E12")
            || code.starts_with("E100000") && code.ends_with('6')
    };
    let few = |text: &str| {
        let mut lines = text.lines();
        let head = lines.next().unwrap_or_default();
        [head].into_iter().chain(lines.filter(of_few)).collect::<Vec<_>>().join("\n")
    };
    // Neighbours are named from all over the country.
    let kept = |name: &str, text: &str| if name == "areas.csv" { text.to_owned() } else { few(text) };
    FILES.iter().map(|(name, text)| (*name, kept(name, text))).collect()
});

/// The number of the table that is changed, and its text.
fn figures_made(dice: &mut Dice) -> Vec<u8> {
    let at = dice.below(TABLES.len());
    let mut input = vec![at as u8];
    input.extend(mutate::table(dice, &TABLES[at].1).into_bytes());
    input
}

fn figures(input: &[u8]) -> bool {
    let Some((changed, text)) = input.split_first() else { return false };
    let files = TABLES.iter().enumerate().fold(InMemory::default(), |files, (at, (name, good))| {
        let content = if at == usize::from(*changed) { text } else { good.as_bytes() };
        files.with(Path::new("data").join(name), content)
    });
    let published = match Published::read_folder(Path::new("data"), &files) {
        Ok(published) => published,
        Err((problems, sources)) => {
            let told = problems.render(&sources, false);
            assert!(!told.contains("NaN"), "a message holds NaN");
            return false;
        }
    };
    let Ok(area) = published.find("Kent") else { return true };
    let Ok(estimator) = Estimator::new(&published, None) else { return true };
    if let Ok(draft) = estimator.scenario(area) {
        assert!(!draft.text.contains("NaN"), "a draft holds NaN");
        let _ = Reading::of_text("draft", &draft.text);
    }
    true
}

macro_rules! excerpt {
    ($name:literal) => {
        include_bytes!(concat!("../../data/releases/", $name))
    };
}

/// Official files.
static RELEASES: [&[u8]; 4] = [
    excerpt!("csww_indicators_2017_to_2025.csv"),
    excerpt!("cla_number_and_rate_per_10k_children.csv"),
    excerpt!("sn_model_2025_wide.csv"),
    excerpt!("LA_Inspection_Outcomes_as_at_31_March_2025.ods"),
];

fn release_made(dice: &mut Dice) -> Vec<u8> {
    let good = RELEASES[dice.below(RELEASES.len())];
    match std::str::from_utf8(good) {
        Ok(text) => mutate::table(dice, text).into_bytes(),
        Err(_) => mutate::bytes(dice, good.to_vec()),
    }
}

fn release(input: &[u8]) -> bool {
    let files = [(PathBuf::from("release"), input.to_vec())];
    match import(&files, &InMemory::default(), Path::new("new")) {
        Ok(_) => true,
        Err(Error::Input(fault)) => {
            let told = fault.problems.render(&fault.sources, false);
            assert!(!told.contains("NaN"), "a message holds NaN");
            false
        }
        Err(_) => false,
    }
}

/// A council's own figures as a workbook, as the program writes it, and as a text that is filled in.
static OWN: LazyLock<(Vec<u8>, String)> = LazyLock::new(|| {
    let template = Template { council: "Kent".to_owned(), to: Some(Month::new(2026, 10)) };
    let workbook = template_to_xlsx(&template).expect("a workbook of nothing");
    // A number for everything, so that all of it is read and weighed.
    let filled = template.toml().replace("= \"\"", "= 12.5");
    (workbook, filled)
});

fn own_made(dice: &mut Dice) -> Vec<u8> {
    if dice.one_in(4) {
        mutate::bytes(dice, OWN.0.clone())
    } else {
        mutate::text(dice, std::slice::from_ref(&OWN.1))
    }
}

/// The published scenario over which own figures are laid.
static KENT: LazyLock<(String, Scenario)> = LazyLock::new(|| {
    let text = include_str!("../../../scenarios/kent-2023.toml");
    let scenario = Reading::of_text("kent", text).scenario.expect("it is checked");
    (text.to_owned(), scenario)
});

fn own(input: &[u8]) -> bool {
    let reading = read_own(Path::new("own.toml"), input);
    let told = reading.problems.render(&reading.sources, false);
    assert!(!told.contains("NaN") || input.windows(3).any(|typed| typed == b"NaN"), "a message holds NaN");
    let Some(figures) = reading.figures else { return false };
    let draft = lay_over(&KENT.1, &KENT.0, &figures, "extends = \"kent-2023.toml\"\n");
    assert!(!draft.text.contains("NaN") && !draft.text.contains("inf,"), "a draft holds NaN");
    let files = InMemory::default().with(BASES[0].0, BASES[0].1).with("own.toml", draft.text.as_str());
    let _ = read(Path::new("own.toml"), &files);
    true
}

/// A document of Word, as the program writes it.
static TEMPLATE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let report = staffcast::paper::Report {
        paper: staffcast::paper::Paper { title: "A paper".to_owned(), ..Default::default() },
        sections: Vec::new(),
        annex: Vec::new(),
    };
    staffcast::paper::word::to_docx(&report, None).expect("a paper of nothing")
});

fn template(input: &[u8]) -> bool {
    HouseStyle::from_docx(input).is_ok()
}

/// A finished run.
static RUN: LazyLock<InMemory> = LazyLock::new(|| {
    let texts = InMemory::default().with("scenario.toml", include_str!("../../integration/small.toml"));
    let job = Job::new(texts, Question::Run { charts: staffcast::report::ChartOptions::default() });
    let job = Job { trials: Trials::Exactly(4), ..job };
    answer(&job, &Unwatched).and_then(|answer| Ok(answer.files()?)).expect("a small run")
});

/// The number of the file that is changed, and its content.
fn run_made(dice: &mut Dice) -> Vec<u8> {
    let texts = |path: &Path| {
        path.extension().is_some_and(|ending| ["csv", "json", "toml"].iter().any(|own| ending == *own))
    };
    let all: Vec<(usize, &[u8])> = RUN
        .files()
        .enumerate()
        .filter(|(_, (path, _))| texts(path))
        .map(|(at, (_, content))| (at, content))
        .collect();
    let (at, content) = all[dice.below(all.len())];
    let text = String::from_utf8_lossy(content).into_owned();
    let changed =
        if dice.one_in(2) { mutate::table(dice, &text).into_bytes() } else { mutate::text(dice, &[text]) };
    [&[at as u8], changed.as_slice()].concat()
}

fn run(input: &[u8]) -> bool {
    let Some((changed, content)) = input.split_first() else { return false };
    let mut files = InMemory::default();
    let mut name = None;
    for (at, (path, good)) in RUN.files().enumerate() {
        let is_it = at == usize::from(*changed);
        if is_it {
            name = path.to_str();
        }
        files = files.with(Path::new("run").join(path), if is_it { content } else { good });
    }
    // A file that is changed is refused by its fingerprint: it gets the right one, so that it is read.
    let manifest = RUN.files().find(|(path, _)| path.ends_with("manifest.json")).map(|(_, content)| content);
    if let (Some(name), Some(manifest)) = (name.filter(|name| *name != "manifest.json"), manifest) {
        let mut manifest: serde_json::Value = serde_json::from_slice(manifest).expect("it was just written");
        let print =
            Sha256::digest(content).iter().fold(String::new(), |print, byte| format!("{print}{byte:02x}"));
        manifest["files"][name]["sha256"] = print.into();
        manifest["files"][name]["bytes"] = content.len().into();
        files = files.with("run/manifest.json", manifest.to_string());
    }
    let _ = FinishedPage::read(Path::new("run"), &files);
    let Ok(finished) = Finished::read(Path::new("run"), &files) else { return false };
    let charts = staffcast::report::ChartOptions::default();
    let mut written = InMemory::default();
    let run = finished.run(&charts);
    let text = staffcast::report::sections::answers_md(&run);
    written.write("answers.md", text.as_bytes()).expect("memory");
    true
}

fn job(input: &[u8]) -> bool {
    let Ok(job) = serde_json::from_slice::<Job>(input) else { return false };
    Asked::of(&job).is_ok_and(|asked| asked.what_it_takes().is_ok())
}

fn arguments(input: &[u8]) -> bool {
    let text = String::from_utf8_lossy(input);
    let mut usable = false;
    for line in text.lines() {
        usable |= number(line).is_ok() | pounds(line).is_ok() | chance(line).is_ok() | target(line).is_ok();
        usable |= Vary::from_str(line).is_ok() | Sizes::from_str(line).is_ok() | Year::from_str(line).is_ok();
        usable |= staffcast::sampling::Layers::from_str(line).is_ok();
    }
    usable
}
