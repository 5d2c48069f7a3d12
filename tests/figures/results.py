"""The results of a run as an independent reader has them: its csv files, its manifest and its scenario."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")
FORMULA = re.compile(r"'+([\t\r\n]|\s*[-=+@＝＋－＠])")
# What sentences call a measure where it is not the title that the manifest gives it.
OTHER_NAMES = {
    "annual turnover": "turnover_rate",
    "turnover (year)": "turnover_rate",
    "caseload per fte": "caseload",
    "in post, fte": "in_post_fte",
    "referrals (year)": "referrals_12_months",
    "vacancies (fte)": "vacancy_fte",
}
Row = dict[str, float]


def month_key(text: str) -> str:
    """`September 2025` and `Sep 2025` are `2025-09`."""
    name, year = text.split()
    number = next(i for i, month in enumerate(MONTHS, 1) if month[:3] == name[:3])
    return f"{year}-{number:02}"


def month_after(key: str, months: int) -> str:
    """The month that is so many after this one."""
    year, month = map(int, key.split("-"))
    count = year * 12 + month - 1 + months
    return f"{count // 12}-{count % 12 + 1:02}"


def financial_year(month: str) -> str:
    """April to March: `2025-03` lies in `2024-25`."""
    year, number = map(int, month.split("-"))
    first = year if number >= 4 else year - 1
    return f"{first}-{(first + 1) % 100:02}"


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a csv file as they were before it was made safe for spreadsheets; none where the run has no such file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{name: was_text(cell) for name, cell in row.items()} for row in csv.DictReader(file)]


def was_text(cell: str) -> str:
    """A text that a spreadsheet would run as a formula has one apostrophe in front."""
    is_marked = FORMULA.match(cell) and not NUMBER.fullmatch(cell.lstrip("'+"))
    return cell[1:] if is_marked else cell


def numbers(row: dict[str, str]) -> Row:
    """The columns of a row that are numbers."""
    return {name: float(value) for name, value in row.items() if value and NUMBER.fullmatch(value)}


@dataclass
class Target:
    """A target in the words of targets.csv, such as `vacancy_rate below 0.12 by 2025-09`."""

    text: str
    measure: str
    limit: float
    direction: str
    month: str
    dated: bool


class Run:
    """All numbers of a finished run."""

    def __init__(self, folder: Path, coverage: Path) -> None:
        self.folder = folder
        self.manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        self.scenario = tomllib.loads((folder / "scenario.toml").read_text(encoding="utf-8"))
        self.titles = {option["id"]: option["title"] for option in self.manifest["options"]}
        self.options = [option for option in self.titles if option != "baseline"]
        self.measures = {m["id"]: m["title"] for m in self.manifest["measures"]}
        self.units = {m["id"]: m["unit"] for m in self.manifest["measures"]}
        self.first = self.manifest["start"][:7]
        self.last = month_after(self.first, self.manifest["months"])
        self.monthly = self._keyed("monthly.csv", "month")
        self.yearly = self._keyed("yearly.csv", "financial_year")
        self.changes = self._keyed("differences.csv", "month")
        self.changes_yearly = self._keyed("differences_yearly.csv", "financial_year")
        self.changes_total = {key[:2]: row for key, row in self._keyed("differences_total.csv", "month").items()}
        self.net_cost = {(r["option"], r["month"]): numbers(r) for r in rows_of(folder / "net_cost.csv")}
        self.present_cost = {r["option"]: numbers(r) for r in rows_of(folder / "present_cost.csv")}
        self.assumptions = rows_of(folder / "assumptions.csv")
        against = rows_of(folder / "differences_total.csv")
        self.against = {r["option"]: r.get("against") or "baseline" for r in against}
        self.chances: dict[tuple[str, str, str], Row] = {}
        self.targets: list[Target] = []
        self._read_targets()
        self.coverage = rows_of(coverage)

    def _keyed(self, name: str, time: str) -> dict[tuple[str, str, str], Row]:
        """The rows of the whole service by option, measure and time."""
        return {(r["option"], r["measure"], r[time]): numbers(r) for r in rows_of(self.folder / name) if not r["team"]}

    def _read_targets(self) -> None:
        for row in rows_of(self.folder / "targets.csv"):
            self.chances[row["option"], row["target"], row["month"]] = numbers(row)
            if all(target.text != row["target"] for target in self.targets):
                _, direction, limit = re.fullmatch(r"(\S+) (.+?) (-?[\d.]+)(?: by .*)?", row["target"]).groups()
                month = row["by"] or self.last
                self.targets.append(Target(row["target"], row["measure"], float(limit), direction, month, bool(row["by"])))

    def measure(self, words: str) -> str | None:
        """The measure that is meant by `the average caseload`, `number of open cases`, `Vacancy rate`."""
        name = re.sub(r"^(the )?(number of )?", "", words.strip().lower())
        for measure, title in self.measures.items():
            if title.lower() == name:
                return measure
        return OTHER_NAMES.get(name)

    def option(self, title: str) -> str | None:
        """The option of this title; quotation marks do not matter."""
        bare = title.strip().strip("“”")
        return next((option for option, name in self.titles.items() if name == bare), None)

    def points(self, measure: str) -> float:
        """What a number of the csv files is multiplied by where people read it: a share is written in per cent."""
        return 100.0 if self.units[measure] == "share" else 1.0

    def level(self, option: str, measure: str, month: str) -> Row | None:
        """A measure of an option at a month, or in a financial year."""
        return self.monthly.get((option, measure, month)) or self.yearly.get((option, measure, month))

    def change(self, option: str, measure: str, month: str) -> Row | None:
        """What an option changes in a measure at a month, in a financial year, or (`run`) over the whole run."""
        if month == "run":
            return self.changes_total.get((option, measure))
        return self.changes.get((option, measure, month)) or self.changes_yearly.get((option, measure, month))

    def months_between(self, first: str, last: str) -> list[str]:
        """All months from the first to the last, both included."""
        months = [first]
        while months[-1] < last:
            months.append(month_after(months[-1], 1))
        return months

    def mean_cost(self, option: str, measure: str, year: str) -> float:
        """The mean cost of the months of a financial year (`run`: of all) that the run covers."""
        months = self.months_between(month_after(self.first, 1), self.last)
        rows = [self.monthly.get((option, measure, m)) for m in months if year in ("run", financial_year(m))]
        return sum(row["mean"] for row in rows if row)
