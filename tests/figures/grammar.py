"""The table of sentence forms: patterns with named parts, each with what it claims."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from figures import FIGURE, RANGE, Figure, Ledger, finest
from results import MONTHS, Row, Run, Target, month_key

_MONTH = "(?:" + "|".join(f"{m}|{m[:3]}" for m in MONTHS) + r") \d{4}"
_TIMES = r"in no trial|in every trial|never|always|(?:(?:less|fewer|more) than )?(?:\d+|[Oo]nce|[Tt]wice)(?: times?)? in \d+(?: times)?"
_MONEY = rf"(?:a (?:cost|saving) of |neither a cost nor a saving of as much as )?{FIGURE}"
_KINDS = {
    "figure": FIGURE,
    "range": RANGE,
    "month": _MONTH,
    "year": r"\d{4}-\d\d",
    "chance": r"(?:under |over )?\d+%",
    "times": _TIMES,
    "money": _MONEY,
    "target": rf"the .+? is (?:below|above|at most|at least) {FIGURE}(?: in {_MONTH})?",
    "words": r".+?",
    "option": r"“.+?”",
    "rest": r".*",
}


def is_small(row: Row, beside: Row) -> bool:
    """Whether a change is small beside another: its 80% range within a fifth of the other's median."""
    return max(abs(row["p10"]), abs(row["p90"])) <= 0.2 * abs(beside["p50"])


@dataclass
class Pending:
    """What a title says of the other options, until the description has named the options of the chart."""

    rest: str
    option: str
    way: str
    row: Callable[[str], Row]
    run: Run

    def settle(self, shown: list[str], out: Ledger) -> None:
        """Holds it against the options that are shown."""
        rows = {option: self.row(option) for option in shown}
        likely = sum(1 for row in rows.values() if likelihood(row)[1] == self.way)
        counted = re.fullmatch(r"; (?:(\d+) of these (\d+)|all (\d+)|(both)) options are at least likely to do so", self.rest)
        if counted:
            out.figures += 1
            named = (int(counted[1]), int(counted[2])) if counted[1] else (int(counted[3] or 2),) * 2
            out.that(named == (likely, len(shown)), f"{self.rest[2:]}: {likely} of {len(shown)} in this chart")
        elif re.fullmatch(r"; (?:the|each) others?(?: options?)? may do either", self.rest):
            for option, row in rows.items():
                if option != self.option:
                    out.that(not likelihood(row)[0], f"{self.rest[2:]}: {option} is {' '.join(likelihood(row))}")
                    idle = row["probability_lower"] + row["probability_higher"] == 0
                    out.that(not idle, f"{self.rest[2:]}: {option} changes nothing in any trial")
        elif re.fullmatch(r"; the other options? hardly changes? it|; the other options may do either, or hardly change it", self.rest):
            may = "may do either" in self.rest
            for option, row in rows.items():
                if option != self.option:
                    out.that(not likelihood(row)[0] or not may, f"{self.rest[2:]}: {option} is {' '.join(likelihood(row))}")
                    out.that(may or is_small(row, rows[self.option]), f"{self.rest[2:]}: {option} changes it")
        elif other := re.fullmatch(r"; (“.+?”) is (.+) to (lower|raise) it|; (“.+?”) is (.+) to (save|cost) more than it (?:costs|saves)", self.rest):
            title, word, verb = (part for part in other.groups() if part)
            says = likelihood(self.row(self.run.option(title)))
            out.that(says == (word, "higher" if verb in ("raise", "cost") else "lower"), f"{title} is {' '.join(says)}")
        elif self.rest:
            out.that(False, f"cannot be read: {self.rest[2:]}")


@dataclass
class Reader:
    """What a reader keeps in mind from one sentence to the next."""

    run: Run
    option: str = "baseline"
    measure: str = ""
    month: str = ""
    year: str = ""
    kind: str = "level"
    shown: list[str] = field(default_factory=list)
    pending: Pending | None = None
    numbered: int = 0
    figures_here: int = 0
    weak_here: int = 0
    granted_here: int = 0
    held: float = 0.0
    date: str = ""
    best: tuple[str, float, Callable[[str], float]] | None = None

    def target(self, words: str) -> tuple[Target | None, str]:
        """The target of `the vacancy rate is below 12% in September 2025`, and the month that is meant."""
        found = re.match(rf"(the .+?) is (below|above|at most|at least) ({FIGURE})(?: in ({_MONTH}))?$", words)
        measure = self.run.measure(found[1])
        for target in self.run.targets:
            limit = target.limit * (self.run.points(measure) if measure else 1)
            if target.measure == measure and target.direction == found[2] and Figure.read(found[3]).fits(limit):
                month = month_key(found[4]) if found[4] else target.month
                return target, month
        return None, ""

    def chance(self, option: str, words: str, month: str = "") -> float | None:
        """The chance of a target."""
        target, own = self.target(words)
        row = self.run.chances.get((option, target.text, month or own)) if target else None
        return row["chance"] if row else None


class Unread(Exception):
    """No rule says what a cell means."""


class CannotRead(Exception):
    """The sentence is of another form."""


Claim = Callable[[re.Match[str], Reader, Ledger], None]


@dataclass
class Form:
    """A form of sentence; `claim` says what the files have of it. What is in braces is a part: `{low:figure}`."""

    pattern: re.Pattern[str]
    claim: Claim


FORMS: list[Form] = []


def form(*patterns: str) -> Callable[[Claim], Claim]:
    """Enters a form in the table."""

    def enter(claim: Claim) -> Claim:
        for text in patterns:
            regex = re.sub(r"\{(\w+):(\w+)\}", lambda m: f"(?P<{m[1]}>{_KINDS[m[2]]})", text)
            FORMS.append(Form(re.compile(regex), claim))
        return claim

    return enter


def read_sentence(text: str, reader: Reader) -> Ledger | None:
    """What a sentence claims; nothing where no form fits it."""
    bare = text.rstrip(".")
    for entry in FORMS:
        found = entry.pattern.fullmatch(bare)
        if found is None:
            continue
        ledger = Ledger(nil_step=finest([bare]))
        try:
            entry.claim(found, reader, ledger)
        except CannotRead:
            continue
        except (KeyError, TypeError, ValueError, StopIteration) as problem:
            ledger.wrong.append(f"what it says is in no file ({type(problem).__name__}: {problem})")
        return ledger
    return None


def likelihood(row: Row, above: float = 0.0) -> tuple[str, str]:
    """How sure it is, by docs/model.md (U13), that a value is `higher` or `lower` than another."""
    for word, low, high in (("almost certain", "p05", "p95"), ("very likely", "p10", "p90"), ("likely", "p25", "p75")):
        if row[low] > above:
            return word, "higher"
        if row[high] < above:
            return word, "lower"
    return "", ""
