"""Sentences about how old the figures of a scenario are."""

from __future__ import annotations

import re
from datetime import date, timedelta

from figures import Ledger
from grammar import Reader, form
from results import MONTHS

_DAY = r"\d{1,2} [A-Z][a-z]+ \d{4}"


def day_of(text: str) -> date:
    """`30 September 2025`."""
    day, month, year = text.split()
    return date(int(year), MONTHS.index(month) + 1, int(day))


def months_from(then: date, now: date) -> int:
    """Whole months; the last day of a month is one before the last day of the next."""
    is_last = (now + timedelta(days=1)).month != now.month
    return (now.year - then.year) * 12 + now.month - then.month - (now.day < then.day and not is_last)


def days(c: Reader) -> dict[str, date]:
    """The days that the scenario gives."""
    return {name: date.fromisoformat(day) for name, day in c.run.scenario["figures"].items()}


@form(rf"The run begins on (?P<first>{_DAY}) with figures on (?P<list>.+)")
def begins(f: re.Match[str], c: Reader, out: Ledger) -> None:
    start = date.fromisoformat(c.run.scenario["start"])
    out.that(day_of(f["first"]) == start + timedelta(days=1), f"the scenario starts on {start}")
    told = re.findall(rf"(?:, | and |^)([a-z, ]+?) of ({_DAY})(?: \((\d+) months? before the start\))?", f["list"])
    out.figures += 1 + len(told)
    ages = {name: (day_of(day), int(months or 0)) for name, day, months in told}
    wanted = {name: (day, months_from(day, start)) for name, day in days(c).items()}
    # A name may have an `and` of its own.
    ages = {next((name for name in wanted if name.endswith(key)), key): age for key, age in ages.items()}
    out.that(ages == wanted, f"the scenario has {wanted}")


@form(rf"This paper is of (?P<day>{_DAY})")
def of_the_paper(f: re.Match[str], c: Reader, out: Ledger) -> None:
    out.figures += 1
    out.that(day_of(f["day"]) == date.fromisoformat(c.date), f"it is of {c.date}")


@form(rf"The newest figures are of (?P<day>{_DAY}), (?P<n>\d+) months before (?P<on>{_DAY})")
def newest(f: re.Match[str], c: Reader, out: Ledger) -> None:
    newest_day = max(days(c).values())
    out.figures += 3
    out.that(day_of(f["on"]) == date.fromisoformat(c.date), f"it is of {c.date}")
    out.that(day_of(f["day"]) == newest_day, f"the newest are of {newest_day}")
    out.that(int(f["n"]) == months_from(newest_day, date.fromisoformat(c.date)), "another number of months")
