"""The checker can fail: what is right passes, and every altered figure, word or sign is reported."""

from __future__ import annotations

import re
import tempfile
import unittest
from pathlib import Path

import charts  # noqa: F401
import fixed  # noqa: F401
import small_run
from documents import Table
from grammar import Reader, read_sentence
from results import Run, was_text
from tables import read_table

# Each sentence with what is put in the place of a part of it. All but the first of each row must be reported.
SENTENCES: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("baseline", "The vacancy rate goes from 16.0% in September 2023 to 20.0% in December 2023 (80% range 18.0–24.0%).",
     [("16.0%", "16.1%"), ("20.0%", "19.9%"), ("18.0–", "18.1–"), ("24.0%", "23.9%"), ("December", "November")]),
    ("baseline", "The vacancy rate, 16.0% in September 2023, is about the same in October 2023: median 16.1% (80% range 14.0–20.0%).",
     [("16.1%", "16.2%"), ("October", "December")]),
    ("baseline", "Vacancy rate in Kent is very likely to rise: 16.0% in September 2023, median 20.0% in December 2023, 18.0–24.0% eight times in ten",
     [("very likely", "likely"), ("very likely", "almost certain"), ("rise", "fall"), ("20.0%", "21.0%"), ("Kent", "Surrey")]),
    ("baseline", "The chance that the vacancy rate is below 12% in December 2023 is 8%.", [("8%", "9%"), ("8%", "under 1%"), ("below 12%", "below 13%")]),
    ("more", "Compared with the baseline, it is almost certain to lower the vacancy rate in December 2023: eight times in ten by 1.0 to 3.0"
     " percentage points.",
     [("almost certain", "very likely"), ("lower", "raise"), ("1.0 to", "1.1 to"), ("3.0 per", "3.1 per"), ("baseline", "plan"),
      (" percentage points", "")]),
    ("more", "The chance that the vacancy rate is below 12% in December 2023 rises from 8% to 15%.",
     [("rises", "falls"), ("15%", "16%"), ("from 8%", "from 7%")]),
    ("more", "It is likely to cost money against the baseline from October 2023 to December 2023: the median is a cost of £0.9m, the 80% range"
     " runs from a saving of £0.4m to a cost of £2.1m; it saves money 22 times in 100.",
     [("likely", "very likely"), ("cost money", "save money"), ("£0.9m", "£0.8m"), ("a saving of £0.4m", "a cost of £0.4m"), ("£2.1m", "£2.2m"),
      ("22 times", "23 times"), ("22 times in 100", "in no trial"), ("to December", "to November")]),
    ("more", "Discounted, at the prices of the start, the median is a cost of £0.8m (80% range from a saving of £0.3m to a cost of £1.9m).",
     [("a cost of £0.8m", "a saving of £0.8m"), ("£1.9m", "£2.0m")]),
    ("more", "Half of the time it has paid for itself by November 2023; 40 times in 100 it does not within the run.",
     [("November", "December"), ("40 times", "60 times")]),
    ("baseline", "Of 2 options, “More” does most: it raises the chance that the vacancy rate is below 12% in December 2023 from 8% to 15%.",
     [("Of 2", "Of 3"), ("“More”", "“Idle”"), ("raises", "lowers"), ("15%", "14%")]),
    ("baseline", "200 trials are too few: chance alone moves the ends of the ranges by more than a twentieth of their width.", [("200", "300")]),
    ("baseline", "“More” is almost certain to lower the vacancy rate in Kent in December 2023: eight times in ten by 1.0 to 3.0 percentage points",
     [("almost certain", "likely"), ("“More”", "“Idle”"), ("1.0", "1.2"), ("lower", "raise")]),
    ("baseline", "Chance that the vacancy rate is below 12% in December 2023, Kent: 8%, with these options up to 15% (“More”)",
     [("8%", "9%"), ("15%", "14%"), ("up to", "down to"), ("“More”", "“Idle”")]),
]
CELLS: list[tuple[str, list[str], list[str], list[tuple[str, str]]]] = [
    ("The options at a glance", ["Option", "Vacancy rate, Dec 2023", "Net cost to Dec 2023", "Paid for itself by"],
     ["More", "18.0% (16.0–22.0%)", "+£0.9m (−£0.4m to +£2.1m)", "Nov 2023"],
     [("18.0%", "18.1%"), ("–22.0", "–22.1"), ("−£0.4m", "+£0.4m"), ("Nov", "Dec"), ("+£0.9m", "−£0.9m")]),
    ("Vacancy rate: the baseline and the options", ["Option", "Dec 2023", "Change, percentage points"],
     ["More", "18.0% (16.0–22.0%)", "−2.0 (−3.0 to −1.0)"], [("−2.0", "+2.0"), ("−1.0", "−1.1"), ("16.0", "15.9")]),
]


class Checks(unittest.TestCase):
    """What is true passes, what is not is found."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.place = tempfile.TemporaryDirectory()
        folder = Path(cls.place.name)
        small_run.write(folder)
        cls.run_ = Run(folder, folder / "no.csv")

    @classmethod
    def tearDownClass(cls) -> None:
        cls.place.cleanup()

    def problems(self, option: str, text: str) -> list[str]:
        ledger = read_sentence(text, Reader(self.run_, option=option))
        return ["unread"] if ledger is None else ledger.wrong

    def test_true_sentences_pass(self) -> None:
        for option, text, _ in SENTENCES:
            with self.subTest(text=text):
                self.assertEqual(self.problems(option, text), [])

    def test_every_altered_sentence_is_reported(self) -> None:
        for option, text, changes in SENTENCES:
            for old, new in changes:
                altered = text.replace(old, new, 1)
                with self.subTest(altered=altered):
                    self.assertNotEqual(altered, text)
                    self.assertNotEqual(self.problems(option, altered), [])

    def test_every_altered_cell_is_reported(self) -> None:
        for caption, head, row, changes in CELLS:
            self.assertEqual(self.cell_problems(caption, head, row), [])
            for old, new in changes:
                altered = [re.sub(re.escape(old), new, cell, count=1) for cell in row]
                with self.subTest(altered=altered):
                    self.assertNotEqual(altered, row)
                    self.assertNotEqual(self.cell_problems(caption, head, altered), [])

    def cell_problems(self, caption: str, head: list[str], row: list[str]) -> list[str]:
        told = read_table(Table("", "", caption, head, [row]), Reader(self.run_))
        return [problem for _, ledger in told for problem in (["unread"] if ledger is None else ledger.wrong)]

    def test_a_title_that_promises_an_effect_of_an_idle_option_is_reported(self) -> None:
        reader = Reader(self.run_)
        title = (
            "“More” is almost certain to lower the vacancy rate in Kent in December 2023: eight times in ten by 1.0 to 3.0 percentage points;"
            " the other option may do either"
        )
        self.assertEqual(read_sentence(title, reader).wrong, [])
        read_sentence("Fan charts side by side of what each option changes in vacancy rate by month, Kent.", reader)
        told = "In December 2023, in percentage points: More: median −2.0, eight times in ten −3.0 to −1.0; Idle: 0 at least eight times in ten."
        self.assertTrue(any("changes nothing in any trial" in problem for problem in read_sentence(told, reader).wrong))

    def test_a_sentence_of_no_form_is_unread(self) -> None:
        self.assertIsNone(read_sentence("There are 17 reasons for it.", Reader(self.run_)))

    def test_a_text_that_no_spreadsheet_runs_is_read_as_it_was(self) -> None:
        for cell, text in [("'=1+1", "=1+1"), ("''=1", "'=1"), ("' -a", " -a"), ("-0.5", "-0.5"), ("'-0.5", "'-0.5"), ("'tis", "'tis")]:
            self.assertEqual(was_text(cell), text)


if __name__ == "__main__":
    unittest.main()
