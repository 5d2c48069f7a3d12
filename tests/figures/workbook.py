"""What the cells of the register of assumptions say, and those of the sheets `Summary` and `Costs and targets` of a workbook."""

from __future__ import annotations

import re
from datetime import date, timedelta

from documents import Table
from figures import FIGURE, Figure, Ledger
from grammar import Reader, Unread
from money import net, paid_back

PERCENTILES = {"10th percentile": "p10", "25th percentile": "p25", "Median": "p50", "75th percentile": "p75", "90th percentile": "p90"}


def register(t: Table, row: list[str], n: int, cell: str, c: Reader, out: Ledger, state: dict[str, str]) -> None:
    """Numbers of the scenario: as assumptions.csv has them in words, and the words as it has them in numbers."""
    head = t.head[n]
    own = [a for a in c.run.assumptions if a["parameter"] == row[0] and (head != "Value" or a["value"] == cell)]
    if not own:
        raise KeyError(row[0])
    number = own[0]
    if head == "Value" and number["unit"] != "text":
        figures = [Figure.read(text) for text in re.findall(FIGURE, cell.replace("-", "−"))]
        columns = ("low", "high", "middle") if len(figures) == 3 else ("middle",)
        for figure, column in zip(figures, columns):
            scale = 100 if figure.text.endswith("%") else 1
            out.figure(figure, float(number[column]) * scale, (number["path"], column), 0.0)
    elif head in ("Source", "Source and note"):
        whole = ". ".join(text for text in (number["source"].rstrip("."), number["note"]) if text)
        out.that(any(cell in (a["source"], whole) or cell.startswith(a["source"]) for a in own), f"the file has {whole}")
    elif re.search(r"\d", cell) and cell.split(": ")[-1] not in {a["set_by"] for a in own}:
        raise Unread


def sheet(t: Table, row: list[str], n: int, cell: str, c: Reader, out: Ledger, state: dict[str, str]) -> None:
    """The sheet `Costs and targets`, whose numbers are those of the files in full."""
    cells = dict(zip(t.head, row))
    option = c.run.option(cells["Option"])
    head = t.head[n]
    if head in ("Option", "Unit", "Compared with", "Target"):
        other = "" if option == "baseline" else c.run.titles[c.run.against[option]]
        right = {"Option": option, "Compared with": cell == other, "Unit": cell == "£000", "Target": True}[head]
        out.that(bool(right), "it is another one")
        return
    value = float(cell)
    out.figures += 1
    if head in ("Month", "Half have paid back by"):
        month = (date(1899, 12, 30) + timedelta(days=int(value))).isoformat()[:7]
        times = {key[2] for key in c.run.monthly} if head == "Month" else {paid_back(c, option)}
        out.that(month in times, f"it is {month}; {sorted(times, key=str)[:3]}")
        return
    number = sheet_number(cells, head, option, c)
    is_nil = value == 0 and head.startswith("Net cost") and abs(number or 0) < 500
    out.that(is_nil or number is not None and abs(value - number) <= 1e-9 + 1e-6 * abs(number), f"the files say {number}")


def sheet_number(cells: dict[str, str], head: str, option: str, c: Reader) -> float | None:
    """The number that a cell of the sheet `Costs and targets` should hold."""
    what, _, name = head.partition(", ")
    part = PERCENTILES.get(name.capitalize() if name == "median" else name) or PERCENTILES.get(head)
    if head == "Total cost, mean":
        return round(c.run.mean_cost(option, "cost.total", "run"))
    if head == "Net cost, discounted, median":
        return c.run.present_cost[option]["p50"]
    if what == "Net cost":
        return net(c, option)[0][part]
    if head == "Chance of saving":
        return net(c, option)[0]["probability_lower"]
    month = (date(1899, 12, 30) + timedelta(days=int(cells["Month"]))).isoformat()[:7]
    if head.startswith("Chance"):
        words = re.sub(r"^(.)", lambda m: "the " + m[1].lower(), cells["Target"])
        target, _ = c.target(words)
        return c.run.chances[option, target.text, month]["chance_by_then" if head.endswith("before") else "chance"]
    return None


def summary(t: Table, row: list[str], n: int, cell: str, c: Reader, out: Ledger, state: dict[str, str]) -> None:
    """The sheet `Summary`: the numbers of the files, but for changes that would be shown as nil, which are nil."""
    month = (date(1899, 12, 30) + timedelta(days=int(row[1]))).isoformat()[:7]
    measure = c.run.measure(row[0].removesuffix(", £000"))
    group, _, figure = t.head[n].rpartition(" | ")
    out.figures += 1
    if not group:
        out.that(any(key[1:] == (measure, month) for key in c.run.monthly), "it is no month of the run")
        return
    title = re.sub(r"^Change: ", "", group)
    option = c.run.option(title) or c.run.option(title.rpartition(" against ")[0])
    is_change = title != group
    number = (c.run.change if is_change else c.run.level)(option, measure, month)[PERCENTILES[figure]]
    least = {"share": 0.001, "GBP": 1000, "per year": 0.01}.get(c.run.units[measure], 0.1)
    is_nil = is_change and float(cell) == 0 and abs(number) < least / 2
    out.that(is_nil or abs(float(cell) - number) <= 1e-9 + 1e-6 * abs(number), f"the files say {number}")


SHEETS = [(r"Cost over the whole run|Chances of the targets", sheet), (r"At the dates that matter", summary)]
