//! Problems: what is wrong, where, and what to do about it.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::{Place, Sources};
use crate::signs::{commands, harmless};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The scenario cannot be run.
    Error,
    /// It can be run, but the user should know.
    Warning,
}

/// One problem.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Error or warning.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where, with a few words that stand under the marked text.
    pub place: Option<(Place, String)>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Problem {
    /// A fault that stops the run.
    pub fn error(message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, message: message.into(), place: None, help: None }
    }

    /// Something that the user should know.
    pub fn warning(message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(message) }
    }

    /// Says where, and what to write under the marked text.
    #[must_use]
    pub fn at(mut self, place: &Place, label: impl Into<String>) -> Self {
        self.place = Some((place.clone(), label.into()));
        self
    }

    /// Says where, if the value stands in a file at all (a default does not).
    #[must_use]
    pub fn maybe_at(self, place: Option<&Place>, label: impl Into<String>) -> Self {
        match place {
            Some(place) => self.at(place, label),
            None => self,
        }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// All the problems of one scenario.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    list: Vec<Problem>,
}

impl Problems {
    /// Adds one.
    pub fn add(&mut self, problem: Problem) {
        self.list.push(problem);
    }

    /// Adds those that there are.
    pub fn extend(&mut self, problems: impl IntoIterator<Item = Problem>) {
        self.list.extend(problems);
    }

    /// Says what to do about whatever is wrong at a place, by one who knows more.
    pub fn explain(&mut self, place: &Place, help: &str) {
        let is_there = |problem: &&mut Problem| problem.place.as_ref().is_some_and(|(own, _)| own == place);
        self.list.iter_mut().filter(is_there).for_each(|problem| problem.help = Some(help.to_owned()));
    }

    /// The problems, in the order in which they were found.
    pub fn list(&self) -> &[Problem] {
        &self.list
    }

    /// How many are errors.
    pub fn errors(&self) -> usize {
        self.list.iter().filter(|problem| problem.severity == Severity::Error).count()
    }

    /// How many are warnings.
    pub fn warnings(&self) -> usize {
        self.list.len() - self.errors()
    }

    /// All problems as text for a terminal, errors and warnings in the order
    /// of the file, each with the marked line. Colour only if asked for; no other sign of it commands the terminal.
    pub fn render(&self, sources: &Sources, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.decor_style(DecorStyle::Ascii);
        let mut sorted: Vec<&Problem> = self.list.iter().collect();
        sorted.sort_by_key(|problem| problem.place.as_ref().map(|(place, _)| (place.file, place.span.start)));
        let mut text = String::new();
        for problem in sorted {
            let level = match problem.severity {
                Severity::Error => Level::ERROR,
                Severity::Warning => Level::WARNING,
            };
            let message = harmless(&problem.message);
            let title = level.primary_title(&*message);
            let mut paths = String::new();
            let mut group = match &problem.place {
                Some((place, label)) => {
                    let file = sources.file(place.file);
                    paths.push_str(&harmless(&file.path.display().to_string()));
                    let span = within_line(&file.text, &place.span);
                    let snippet = Snippet::source(&file.text)
                        .path(&paths)
                        .annotation(AnnotationKind::Primary.span(span).label(harmless(label)));
                    title.element(snippet)
                }
                None => annotate_snippets::Group::with_title(title),
            };
            if let Some(help) = &problem.help {
                group = group.element(Level::HELP.message(harmless(help)));
            }
            let drawn = renderer.render(&[group]);
            // The renderer marks escapes of the file, so that those which are left are its own colours.
            let others = |sign| sign != '\u{1b}' && commands(sign);
            text.push_str(&drawn.replace(others, "\u{fffd}"));
            text.push_str("\n\n");
        }
        text
    }
}

/// The part of a span that lies in its first line: a mark over many lines says
/// less. Both ends are on whole characters.
fn within_line(text: &str, span: &Range<usize>) -> Range<usize> {
    let whole = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (whole(span.start), whole(span.end.max(span.start)));
    let length = text[start..end].find(['\r', '\n']);
    start..length.map_or(end, |length| start + length)
}
