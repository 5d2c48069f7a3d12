//! Reading a text as a person wrote it: where keys, values, texts and comments stand, and what in them is no TOML.

use std::ops::Range;

use jiff::civil::Date;
use toml::de::DeTable;

use super::meant::{Meant, is_odd_blank, meant};

/// One thing put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Repair {
    /// Where it stands in the text as typed.
    pub(super) typed: Range<usize>,
    /// What stands in its place.
    pub(super) written: String,
    /// What is wrong, what to write under the marked text, and the remedy.
    pub(super) message: String,
    pub(super) label: &'static str,
    pub(super) help: String,
}

/// All that is to be put right, in the order of the text. `is_list` says whether what stands under a header is one of a
/// list.
pub(super) fn repairs(text: &str, is_list: fn(&str) -> bool) -> Vec<Repair> {
    let mut scan = Scan { text, at: 0, repairs: Vec::new(), is_list };
    while scan.at < text.len() {
        scan.line();
    }
    scan.repairs
}

/// The quotes of word processors. The last is an apostrophe too.
const CURLY: [char; 4] = ['\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}'];

/// Whether a sign ends a text in such quotes.
fn ends_curly(c: char) -> bool {
    c == '"' || CURLY.contains(&c)
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_odd_blank(c)
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    repairs: Vec<Repair>,
    is_list: fn(&str) -> bool,
}

impl<'t> Scan<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The end of the line, the comment at its end left out; quotes are not looked for.
    fn end_of_line(&self) -> usize {
        self.at + self.rest().find(['\n', '#']).unwrap_or(self.rest().len())
    }

    fn skip_line(&mut self) {
        self.at += self.rest().find('\n').map_or(self.rest().len(), |end| end + 1);
    }

    fn repair(
        &mut self,
        typed: Range<usize>,
        written: String,
        message: String,
        label: &'static str,
        help: String,
    ) {
        if typed.start < self.repairs.last().map_or(0, |last| last.typed.end) {
            return;
        }
        self.repairs.push(Repair { typed, written, message, label, help });
    }

    /// Passes over blanks; those that are none to a computer are put right.
    fn blanks(&mut self) {
        loop {
            let rest = self.rest();
            let is_plain = |c: char| c.is_whitespace() && c != '\n' && !is_odd_blank(c);
            self.at += rest.len() - rest.trim_start_matches(is_plain).len();
            let rest = self.rest();
            let odd = rest.len() - rest.trim_start_matches(is_odd_blank).len();
            if odd == 0 {
                return;
            }
            let first = u32::from(rest.chars().next().unwrap_or_default());
            let typed = self.at..self.at + odd;
            self.at += odd;
            self.repair(
                typed,
                " ".to_owned(),
                format!("here stands an invisible sign or a no-break blank, U+{first:04X}, as Word and web pages have them"),
                "not a plain blank",
                "take it out, or type a plain blank in its place".to_owned(),
            );
        }
    }

    /// A line, or a value over several.
    fn line(&mut self) {
        self.blanks();
        match self.next() {
            Some('[') => self.header(),
            Some('#' | '\n') | None => {}
            Some(_) => self.key_and_value(),
        }
        self.skip_line();
    }

    fn header(&mut self) {
        let typed = self.text[self.at..self.end_of_line()].trim_end_matches(is_blank);
        let from = self.at;
        self.at += typed.len();
        let path = typed.strip_prefix('[').and_then(|path| path.strip_suffix(']'));
        let name = path.filter(|path| !path.contains(['[', ']', '"', '\'']));
        let name = name.map(|path| path.split('.').map(str::trim).collect::<Vec<_>>().join("."));
        if let Some(name) = name.filter(|name| (self.is_list)(name)) {
            self.repair(
                from..self.at,
                format!("[[{name}]]"),
                format!("`[{name}]` is one of a list"),
                "one bracket on each side",
                format!("write [[{name}]], with two brackets on each side, for each of them"),
            );
        }
        self.blanks();
    }

    fn key_and_value(&mut self) {
        let end = self.end_of_line();
        while self.at < end {
            match self.next() {
                Some('"' | '\'') => self.string(),
                Some('=') => {
                    self.at += 1;
                    self.value();
                    return;
                }
                Some(':') => {
                    self.repair(
                        self.at..self.at + 1,
                        " =".to_owned(),
                        "a key and its value are joined by `=`".to_owned(),
                        "not by a colon",
                        "write `=` in its place".to_owned(),
                    );
                    self.at += 1;
                    self.value();
                    return;
                }
                Some(c) if is_odd_blank(c) => self.blanks(),
                Some(c) => self.at += c.len_utf8(),
                None => return,
            }
        }
    }

    /// What stands behind a `=`.
    fn value(&mut self) {
        self.blanks();
        match self.next() {
            Some('"' | '\'') => self.string(),
            Some('[' | '{') => self.brackets(),
            Some(c) if CURLY.contains(&c) => self.curly(),
            _ => {
                let end = self.end_of_line();
                self.bare(end);
            }
        }
        self.blanks();
    }

    /// Everything up to the bracket that closes the one that stands here.
    fn brackets(&mut self) {
        let mut depth = 0_usize;
        // Whether what follows is the value of a key in curly brackets.
        let mut after_equals = false;
        loop {
            self.blanks();
            let Some(c) = self.next() else { return };
            match c {
                '[' | '{' => depth += 1,
                ']' | '}' => depth = depth.saturating_sub(1),
                '=' => after_equals = true,
                ',' | '\n' => {}
                '#' => {
                    self.skip_line();
                    continue;
                }
                '"' | '\'' => {
                    self.string();
                    continue;
                }
                c if CURLY.contains(&c) => {
                    self.curly();
                    continue;
                }
                _ => {
                    let word = self.rest().find([',', ']', '}', '#', '\n', '=', '"', '\'']);
                    let end = self.at + word.unwrap_or(self.rest().len());
                    let is_key = self.text[end..].starts_with('=');
                    if is_key {
                        self.at = end;
                    } else {
                        let end = self.end_of_thousands(end, after_equals);
                        self.bare(end);
                    }
                    after_equals = false;
                    continue;
                }
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }

    /// Where a number with commas between its thousands ends: in a list `1,200` may be two numbers, but `1,000` and
    /// the value of a key cannot.
    fn end_of_thousands(&self, end: usize, is_value_of_key: bool) -> usize {
        let mut till = end;
        while let Some(rest) = self.text[till..].strip_prefix(',') {
            let group = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
            let digits = &rest[..group];
            let is_group = digits.split('.').next().is_some_and(|whole| whole.len() == 3);
            let cannot_stand_alone = is_value_of_key || digits.starts_with('0') && !digits.starts_with("0.");
            if !(is_group && cannot_stand_alone) {
                break;
            }
            till += 1 + group;
        }
        till
    }

    /// A value without quotes that ends before `end`.
    fn bare(&mut self, end: usize) {
        let from = self.at;
        let value = self.text[from..end].trim_end_matches(is_blank);
        // Never less than something, so that the scan has an end.
        self.at = if value.is_empty() { end } else { from + value.len() };
        if value.is_empty() || is_toml(value) {
            return;
        }
        let message = format!("`{value}` is neither a number nor a date nor text in quotes");
        if let Some(Meant { written, odd }) = meant(value) {
            let help = format!("write {written}");
            self.repair(from..self.at, written, message, odd, help);
        } else if let Some(last) = last_day_of_month(value) {
            let message = format!("there is no date {value}");
            let help = format!("the last day of that month is {last}");
            self.repair(from..self.at, last.to_string(), message, "not a date", help);
        } else {
            let quoted = quoted(value);
            let help = format!("put text in quotes: {quoted}; a number stands alone, without a unit");
            self.repair(from..self.at, quoted, message, "no value", help);
        }
    }

    /// A text in the quotes of word processors.
    fn curly(&mut self) {
        let from = self.at;
        let line = self.rest().lines().next().unwrap_or_default();
        let opening = line.chars().next().map_or(0, char::len_utf8);
        let closing = line[opening..].find(ends_curly);
        let closing = closing.map_or(line.len(), |at| opening + after_apostrophes(&line[opening..], at));
        let text = line[opening..closing].trim_end();
        let end = line[closing..].chars().next().map_or(closing, |c| closing + c.len_utf8());
        self.at = from + end;
        let written = quoted(text);
        let help = format!("write {written} with straight quotes");
        self.repair(
            from..from + end,
            written,
            "text stands in the curly quotes of a word processor".to_owned(),
            "curly quotes",
            help,
        );
    }

    /// A text in straight quotes, perhaps over several lines.
    fn string(&mut self) {
        let rest = self.rest();
        let (quote, escapes) = if rest.starts_with('"') { ("\"", true) } else { ("'", false) };
        let long = quote.repeat(3);
        if let Some(inner) = rest.strip_prefix(long.as_str()) {
            let end = closing(inner, &long, escapes).map_or(rest.len(), |at| at + 6);
            self.at += end;
            return;
        }
        let line = rest[1..].split('\n').next().unwrap_or_default();
        if let Some(end) = closing(line, quote, escapes) {
            self.at += end + 2;
            return;
        }
        // Begun with a straight quote, and ended with a curly one.
        let curly = line.rfind(CURLY);
        let Some(end) = curly else {
            self.at += 1 + line.len();
            return;
        };
        let width = line[end..].chars().next().map_or(0, char::len_utf8);
        let at = self.at + 1 + end;
        self.at = at + width;
        self.repair(
            at..at + width,
            quote.to_owned(),
            "a text begins with a straight quote and ends with a curly one".to_owned(),
            "a curly quote",
            format!("write {quote} in its place"),
        );
    }
}

/// Where a text ends whose first curly sign stands at `at`: one with a letter behind it is an apostrophe.
fn after_apostrophes(text: &str, mut at: usize) -> usize {
    while let Some(behind) = text[at..]
        .strip_prefix('\u{2019}')
        .filter(|behind| behind.chars().next().is_some_and(char::is_alphanumeric))
    {
        let here = text.len() - behind.len();
        let next = behind.find(ends_curly);
        match next {
            Some(next) => at = here + next,
            None => return text.len(),
        }
    }
    at
}

/// Where the quotes stand that close a text.
fn closing(text: &str, quotes: &str, escapes: bool) -> Option<usize> {
    let mut at = 0;
    loop {
        let next = text[at..].find(['\\', '"', '\''])? + at;
        if text[next..].starts_with(quotes) {
            return Some(next);
        }
        let skipped = if escapes && text[next..].starts_with('\\') { 2 } else { 1 };
        at = next + skipped;
        // Beyond the end there is no boundary either.
        while at < text.len() && !text.is_char_boundary(at) {
            at += 1;
        }
        if at >= text.len() {
            return None;
        }
    }
}

fn is_toml(value: &str) -> bool {
    // Most values are numbers; what is wrong with one is the parser's to say.
    value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'_')
        && !value.starts_with('.')
        && !value.strip_prefix('0').is_some_and(|rest| rest.starts_with(|c: char| c != '.'))
        || DeTable::parse(&format!("value = {value}")).is_ok()
}

/// Of a day that the month has not.
fn last_day_of_month(typed: &str) -> Option<Date> {
    let (year_and_month, _) = typed.rsplit_once('-').filter(|(_, day)| day.len() == 2)?;
    let first: Date = format!("{year_and_month}-01").parse().ok()?;
    Some(first.last_of_month())
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
