//! A text with what is no TOML put right, so that all faults are told at once, each as what it is.
//!
//! Nothing is run that had to be put right: every repair is an error with its remedy. But what follows is read as
//! it was meant, and is checked as well.

use std::ops::Range;

use super::scan::{Repair, repairs};

/// A text with its repairs.
pub(super) struct Repaired {
    pub(super) text: String,
    /// In the order of the text; none overlaps another.
    pub(super) repairs: Vec<Repair>,
    /// Where what was written for each repair begins in the repaired text.
    begins: Vec<usize>,
}

impl Repaired {
    /// Where a part of the repaired text stands in the text as typed.
    pub(super) fn as_typed(&self, span: Range<usize>) -> Range<usize> {
        self.typed_at(span.start)..self.typed_at(span.end)
    }

    fn typed_at(&self, at: usize) -> usize {
        let before = self.begins.partition_point(|begins| *begins < at);
        let Some(last) = before.checked_sub(1) else { return at };
        let (begins, Repair { typed, written, .. }) = (self.begins[last], &self.repairs[last]);
        match at.checked_sub(begins + written.len()) {
            Some(behind) => typed.end + behind,
            None => (typed.start + at - begins).min(typed.end),
        }
    }
}

/// Puts right what can be read in one way only. `is_list` says whether what stands under a header is a list of tables.
pub(super) fn repair(text: &str, is_list: fn(&str) -> bool) -> Repaired {
    let repairs = repairs(text, is_list);
    let mut repaired = String::with_capacity(text.len());
    let mut begins = Vec::with_capacity(repairs.len());
    let mut from = 0;
    for repair in &repairs {
        repaired.push_str(&text[from..repair.typed.start]);
        begins.push(repaired.len());
        repaired.push_str(&repair.written);
        from = repair.typed.end;
    }
    repaired.push_str(&text[from..]);
    Repaired { text: repaired, repairs, begins }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str) -> String {
        repair(text, |path| path == "option").text
    }

    #[test]
    fn what_people_type_becomes_what_they_meant() {
        for (typed, written) in [
            ("a = 3,000 # pounds", "a = 3000 # pounds"),
            ("a = { value = 1,089.1, source = \"x\" }", "a = { value = 1089.1, source = \"x\" }"),
            ("a = [1,000, 2,000]", "a = [1000, 2000]"),
            ("a = [85%, £3]", "a = [0.85, 3]"),
            ("a = 85%\nb = 01/04/2024", "a = 0.85\nb = 2024-04-01"),
            ("a = “Kent’s children” # x", "a = \"Kent’s children\" # x"),
            ("a = \"Kent”", "a = \"Kent\""),
            ("a =\u{a0}41_000", "a = 41_000"),
            ("[money]\u{200b}\na = 1", "[money] \na = 1"),
            ("[option]\nname = \"a\"", "[[option]]\nname = \"a\""),
            ("salary: 3,000", "salary = 3000"),
            ("a = Kent children", "a = \"Kent children\""),
            ("a = 2023-09-31", "a = 2023-09-30"),
            ("a = [\n  1, # one\n  2%,\n]", "a = [\n  1, # one\n  0.02,\n]"),
        ] {
            assert_eq!(repaired(typed), written, "{typed}");
        }
    }

    #[test]
    fn what_is_toml_stays_as_it_is() {
        for text in [
            "a = 1_000\nb = [1,200, 3]\nc = \"85%, £3,000\"\nd = '“x”' # 3,000\n[option.a]\n[[option]]",
            "a = \"\"\"\n3,000 “x” \\\"\"\"\" # \nb = '''\n85%''' \nc = { d = [1, 2], e = true }\n",
            "2021-09 = 0.15\n\"a:b\" = 1e-3\nd = 2023-09-30\nt = inf\nh = 0xff",
        ] {
            assert_eq!(repaired(text), text);
            assert!(repair(text, |_| false).repairs.is_empty());
        }
    }

    #[test]
    fn blanks_and_texts_of_every_kind_have_an_end() {
        for text in [
            "a = {!i\nb = 18\u{b}\n",
            "a = [1\u{c}\u{85}",
            "a = {\u{2028}",
            "a = \"b\\\nc = 1",
            "a = \"\\é",
            "\u{b}",
            "a =\u{b}",
            "[\u{c}",
        ] {
            repaired(text);
        }
    }

    #[test]
    fn places_are_those_of_the_text_as_typed() {
        let typed = "a = 85%\nb = £3,000\nc = 1";
        let repaired = repair(typed, |_| false);
        assert_eq!(repaired.text, "a = 0.85\nb = 3000\nc = 1");
        let at = repaired.text.find("c = 1").unwrap();
        let place = repaired.as_typed(at..at + 5);
        assert_eq!(&typed[place], "c = 1");
        let at = repaired.text.find("3000").unwrap();
        assert_eq!(&typed[repaired.as_typed(at..at + 4)], "£3,000");
    }
}
