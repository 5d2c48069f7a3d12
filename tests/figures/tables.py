"""What the cells of tables say, by the heads of their rows and columns."""

from __future__ import annotations

import re

from charts import COSTS, WAITS, chance_of, net_note
from documents import Table
from figures import FIGURE, RANGE, Figure, Ledger, finest, read_money, times_share
from grammar import _KINDS, Reader, Unread
from money import net, paid_back
from options import change, span_of_change
from results import month_after, month_key
from service import band, level, year_of_medians
from workbook import PERCENTILES, SHEETS, register

BAND = re.compile(rf"({FIGURE})(?: ?\(({RANGE})\)| ({RANGE}))?")
DATE = re.compile(r"(?:[A-Z][a-z]+) \d{4}")
YEAR = re.compile(r"\d{4}-\d\d")
PARTS = {
    "Permanent staff": "cost.permanent", "Agency staff": "cost.agency", "Recruitment": "cost.recruitment",
    "Options themselves": "cost.levers", "Placements": "cost.placements", "Total": "cost.total",
}
DOES = {
    "Referrals avoided": ("referrals_avoided", 1), "People who start by a campaign": ("campaign_started", 1),
    "Leavers, fewer (FTE)": ("leavers_fte", -1), "Spent on agency staff, less": ("cost.agency", -1),
    "Permanent staff in post, more (FTE)": ("in_post_fte", 1), "Posts, more (FTE)": ("establishment_fte", 1),
}


def read_table(table: Table, c: Reader) -> list[tuple[str, Ledger | None]]:
    """Each cell with what it claims; nothing where no rule says what it means."""
    kinds = SHEETS if "xlsx" in table.place else KINDS
    reader = next((r for pattern, r in kinds if re.fullmatch(pattern, table.caption)), None)
    told: list[tuple[str, Ledger | None]] = []
    state: dict[str, str] = {}
    steps: dict[str, float] = {}
    for row in table.rows:
        for number, cell in enumerate(row[1:], 1):
            if cell in ("–", ""):
                continue
            where = f"{table.caption} | {row[0]} | {table.head[min(number, len(table.head) - 1)]}: {cell}"
            out = Ledger(nil_step=nil_step(table, row, number))
            if table.caption.startswith("Data of"):
                out.whole_step = steps[row[1]] if row[1] in steps else steps.setdefault(row[1], finest_of(table, row[1]))
            try:
                if reader is None:
                    raise Unread
                reader(table, row, number, cell, c, out, state)
            except Unread:
                told.append((where, None if re.search(r"\d", cell) else out))
                continue
            except (KeyError, TypeError, ValueError, StopIteration, IndexError) as problem:
                out.wrong.append(f"what it says is in no file ({type(problem).__name__}: {problem})")
            told.append((where, out))
    return told


def nil_step(table: Table, row: list[str], number: int) -> float:
    """The last digit of a nil is that of its row where all columns are of one kind, and of its column where rows are."""
    if "0" not in re.split(r"[^\d.,]+", row[number]):
        return 1.0
    if len(re.findall(FIGURE, row[number])) > 1:
        return finest([row[number]])
    step = finest(row[1:]) if "Data of" in table.caption or "Change" in table.head[min(number, len(table.head) - 1)] else 1.0
    return step if step != 1.0 else finest([other[number] for other in table.rows if len(other) > number])


def finest_of(table: Table, option: str) -> float:
    """The unit of the last digit in the rows of an option; of all rows where they are of no option."""
    rows = [row for row in table.rows if table.head[1] != "Option" or row[1] == option]
    figures = [Figure.read(cell) for row in rows for cell in row[1:] if re.fullmatch(FIGURE, cell)]
    return min((figure.step for figure in figures if figure.value), default=1.0)


def option_of(row: list[str], c: Reader) -> str:
    option = c.run.option(row[0])
    if option is None:
        raise Unread
    c.option = option
    return option


def say_band(c: Reader, out: Ledger, cell: str, measure: str, time: str) -> None:
    """`19.9% (12.6–26.5%)`: the median and the 80% range of the option that is read."""
    found = BAND.fullmatch(cell)
    if found is None:
        raise Unread
    level(c, out, found[1], c.option, measure, time)
    if found[2] or found[3]:
        band(c, out, found[2] or found[3], c.option, measure, time)
    else:
        row = c.run.level(c.option, measure, time)
        width, figure = (row["p90"] - row["p10"]) * c.run.points(measure), Figure.read(found[1])
        out.that(width <= figure.step * 2, f"it has a range {width:.3g} wide, and is written without")


def say_change(c: Reader, out: Ledger, cell: str, measure: str, time: str, sign: float = 1) -> None:
    """`−1.67 (−2.01 to −1.23)`."""
    found = re.fullmatch(rf"({FIGURE})(?: ?\((.+)\))?", cell)
    if found is None:
        raise Unread
    change(c, out, found[1], measure, time, "p50", sign)
    if found[2]:
        span_of_change(c, out, found[2], measure, time, sign)


def money_cell(out: Ledger, cell: str, row: dict[str, float], what: tuple[str, ...]) -> None:
    """`+£1.4m (+£0.8m to +£2.2m)`."""
    found = re.fullmatch(rf"({FIGURE}) ?\(({FIGURE}) to ({FIGURE})\)", cell)
    if found is None:
        raise Unread
    out.figure(found[1], row["p50"], (*what, "p50"), row["p90"] - row["p10"])
    out.span((Figure.read(found[2]), Figure.read(found[3])), row["p10"], row["p90"], what)


def back(c: Reader, out: Ledger, cell: str) -> None:
    """`Feb 2026`, or `not within the run`."""
    month = paid_back(c, c.option)
    said = None if cell == "not within the run" else month_key(cell)
    out.figures += 1
    out.that(said == month, f"half have paid back by {month}")


def glance(t: Table, row: list[str], n: int, cell: str, c: Reader, out: Ledger, state: dict[str, str]) -> None:
    """The options at a glance, chances, cost and payback: the head of the column says all."""
    option_of(row, c)
    head = t.head[n]
    target = re.fullmatch(f"Chance that ({_KINDS['target']})", head)
    at = re.fullmatch(rf"(.+), ({DATE.pattern})", head)
    if target:
        out.chance(cell, c.chance(c.option, target[1]), ("chance", c.option, target[1]))
    elif head.startswith("Net cost"):
        money_cell(out, cell, *net(c, c.option))
    elif head == "The same, discounted":
        money_cell(out, cell, c.run.present_cost[c.option], ("present cost", c.option))
    elif "aid for itself" in head:
        back(c, out, cell)
    elif head == "Saves money":
        least, most = times_share(cell)
        share = net(c, c.option)[0]["probability_lower"]
        out.figures += 1
        out.that(least - 1e-9 <= share <= most + 1e-9, f"the files say {share}")
    elif at and c.run.measure(at[1]):
        say_band(c, out, cell, c.run.measure(at[1]), month_key(at[2]))
    else:
        raise Unread


def does(t: Table, row: list[str], n: int, cell: str, c: Reader, out: Ledger, state: dict[str, str]) -> None:
    """What the options do, each in its own unit."""
    option_of(row, c)
    if n == 1:
        raise Unread
    measure, sign = DOES[row[1]]
    head = t.head[n]
    timed = re.fullmatch(rf"({YEAR.pattern}|{DATE.pattern}): (.+)", cell)
    if head.startswith("Cost for each"):
        each = c.run.change(c.option, measure, "run")["mean"] * sign
        out.figure(cell, c.run.present_cost[c.option]["mean_cost_of_levers"] / each, ("cost for each", c.option))
    elif timed:
        time = timed[1] if YEAR.fullmatch(timed[1]) else month_key(timed[1])
        say_change(c, out, timed[2], measure, time, sign)
    else:
        say_change(c, out, cell, measure, "run", sign)


def alone(t: Table, row: list[str], n: int, cell: str, c: Reader, out: Ledger, state: dict[str, str]) -> None:
    """Where the service goes if nothing changes: a row for each measure, and for the year up to the date."""
    c.option, month = "baseline", month_key(t.head[n])
    name, _, rest = row[0].partition(", ")
    measure = c.run.measure(row[0]) or c.run.measure(name)
    if measure is None:
        raise Unread
    if c.run.measure(row[0]):
        say_band(c, out, cell, measure, month)
        return
    medians = year_of_medians(c, "baseline", measure, month)
    scale = c.run.points(measure)
    if rest.startswith("average"):
        out.figure(cell, sum(medians.values()) / 12 * scale, ("season", measure, month, "average"))
    else:
        found = re.fullmatch(rf"({FIGURE}) \((.+)\)", cell)
        out.figure(found[1], max(medians.values()) * scale, ("season", measure, month, "highest"))
        out.that(medians[month_key(found[2])] == max(medians.values()), "the highest is in another month")


def by_measure(t: Table, row: list[str], n: int, cell: str, c: Reader, out: Ledger, state: dict[str, str]) -> None:
    """A measure: the baseline and the options, at dates, each with its change."""
    option_of(row, c)
    measure = c.run.measure(t.caption.split(":")[0])
    if t.head[n].startswith("Change"):
        say_change(c, out, cell, measure, month_key(t.head[n - 1]))
    else:
        say_band(c, out, cell, measure, month_key(t.head[n]))


def by_year(t: Table, row: list[str], n: int, cell: str, c: Reader, out: Ledger, state: dict[str, str]) -> None:
    option_of(row, c)
    say_band(c, out, cell, "cost.total", t.head[n])


def thousands(t: Table, row: list[str], n: int, cell: str, c: Reader, out: Ledger, state: dict[str, str]) -> None:
    """Cost by financial year in £000: means, which add up."""
    option = c.run.option(row[0])
    if option:
        state["option"], state["rows"] = option, "level"
    option = state["option"]
    other = c.run.against.get(option, "baseline")
    year = "run" if t.head[n] == "In all" else t.head[n][:7]

    def mean(measure: str, less: str = "") -> float:
        return c.run.mean_cost(option, measure, year) - (c.run.mean_cost(less, measure, year) if less else 0)

    own = mean("cost.levers", other)
    once = mean("cost.levers_once", other)
    numbers = {
        "Difference": mean("cost.total", other), "of which its own, recurring": own - once, "of which its own, one-off": once,
        "of which pay, agency and the like": mean("cost.total", other) - own,
    }
    number = mean("cost.total") if c.run.option(row[0]) else numbers[row[0]]
    figure = Figure.read(cell)
    out.nil_step = 1000
    out.figure(Figure(cell, figure.value * 1000, 1000), rounded_sum(number), ("mean cost", option, row[0], year))


def rounded_sum(number: float) -> float:
    """A sum of means of months, each rounded to a pound in its file: a pound or two does not tell a half from less."""
    return round(number / 1000) * 1000 if abs(number % 1000 - 500) > 30 else number


def made_of(t: Table, row: list[str], n: int, cell: str, c: Reader, out: Ledger, state: dict[str, str]) -> None:
    """What the cost of a year is made of, £000, and what each option changes in it."""
    year = YEAR.search(t.caption)[0]
    head = re.sub(r"^Change with ", "", t.head[n])
    option = c.run.option(head)
    measure = PARTS[row[0]]
    number = c.run.level(option, measure, year)["mean"] if option == "baseline" else c.run.change(option, measure, year)["mean"]
    out.nil_step = 1000
    out.figure(Figure(cell, Figure.read(cell).value * 1000, 1000), number, ("mean", option, measure, year))


def saved(t: Table, row: list[str], n: int, cell: str, c: Reader, out: Ledger, state: dict[str, str]) -> None:
    """The chance of having saved money by the end of each financial year."""
    option = c.run.option(t.head[n])
    march = f"20{row[0][-2:]}-03"
    out.chance(cell, c.run.net_cost[option, march]["probability_lower"], ("chance of saving", option, march))


def errors(t: Table, row: list[str], n: int, cell: str, c: Reader, out: Ledger, state: dict[str, str]) -> None:
    """Errors of simulation, by docs/model.md (U9a) as far as the percentiles of the files tell."""
    c.option, month = "baseline", month_key(re.search(DATE, t.caption)[0])
    measure = c.run.measure(row[0])
    if n == 1:
        say_band(c, out, cell, measure, month)
        return
    p = c.run.level("baseline", measure, month)
    trials = c.run.manifest["trials"]
    greatest = 0.0
    for share, low, high in ((0.1, 0.05, 0.25), (0.5, 0.25, 0.75), (0.9, 0.75, 0.95)):
        spread = p[f"p{round(high * 100):02}"] - p[f"p{round(low * 100):02}"]
        greatest = max(greatest, (share * (1 - share) / trials) ** 0.5 * spread / (high - low))
    figure = Figure.read(cell.split()[0])
    out.figure(figure, greatest * c.run.points(measure), ("error", measure, month))


def data(t: Table, row: list[str], n: int, cell: str, c: Reader, out: Ledger, state: dict[str, str]) -> None:
    """The data of a figure: a percentile, a published value or a chance at a time of an option."""
    name = re.sub(r"^Data of figure \d+: (.+?)(?: \(\d+ of \d+\))?$", r"\1", t.caption)
    cells, head = dict(zip(t.head, row)), t.head[n]
    if head == "Option":
        option, note = option_and_note(cell, c)
        out.that(cell == "All" or option is not None, "no such option")
        if note:
            c.option = option
            net_note(c, out, note)
        return
    if name == "What the cost of an option is made of":
        parts(t, row, head, cell, c, out)
        return
    time = cells.get("Year") or month_key(cells["Month"])
    option = c.run.option(head) or option_and_note(cells.get("Option", "Baseline"), c)[0]
    c.option = option or "baseline"
    part = PERCENTILES.get(head.split(",")[0])
    changes = re.fullmatch(r"What the options change(?:: (.+)| in the cost of each financial year)", name)
    measure = c.run.measure((changes[1] or "total cost") if changes else name.split(":")[0].split(",")[0].split(" by ")[0])
    if head == "Published":
        out.figure(cell, c.run.scenario["history"][measure][time] * c.run.points(measure), ("published", measure, time))
    elif name.startswith("Chance that any case waits"):
        out.chance(cell, chance_of(c, c.option, WAITS, time), ("chance", c.option, WAITS, time))
    elif name.startswith("Chance that"):
        words = name.removeprefix("Chance that ")
        out.chance(cell, c.chance(c.option, words, time), ("chance", c.option, words, time))
    elif name == "What the options have cost since the start":
        row_ = c.run.net_cost[c.option, time]
        out.figure(cell, row_[part], ("net cost", c.option, time, part), row_["p90"] - row_["p10"])
    elif part and measure:
        (change if changes else percentile)(c, out, cell, measure, time, part)
    else:
        raise Unread


def option_and_note(cell: str, c: Reader) -> tuple[str | None, str]:
    """`Recruits: has paid back by March 2027 half of the time`."""
    title, _, note = cell.partition(": has paid")
    return c.run.option(title), f"has paid{note}" if note else ""


def percentile(c: Reader, out: Ledger, cell: str, measure: str, time: str, part: str) -> None:
    """A percentile of the option that is read."""
    level(c, out, cell, c.option, measure, time, part)


def parts(t: Table, row: list[str], head: str, cell: str, c: Reader, out: Ledger) -> None:
    """What the cost of the next option is made of: one figure for each, in their order."""
    first = int(re.search(r"\((\d+) of", t.caption)[1]) if "(" in t.caption else 1
    option = c.run.options[first - 1]
    total = row[0] in ("Net cost", "In all")
    measure = "cost.total" if total else COSTS[row[0].lower()]
    if head == "Mean":
        out.figure(cell, c.run.changes_total[option, measure]["mean"], ("mean", option, measure))
    elif total:
        out.figure(cell, net(c, option)[0][PERCENTILES[head]], ("net cost", option, c.run.last, PERCENTILES[head]))
    else:
        raise Unread


def terminal(t: Table, row: list[str], n: int, cell: str, c: Reader, out: Ledger, state: dict[str, str]) -> None:
    """The table of `run`: a row for each measure, at the dates of the head."""
    c.option = c.run.option(t.heading) or "baseline"
    measure = c.run.measure(row[0])
    cells = re.findall(rf"({FIGURE})(?: ({RANGE}))?(?=\s|$)", cell)
    out.that(len(cells) == len(t.head), f"{len(cells)} figures under {len(t.head)} dates")
    for (figure, span), date in zip(cells, t.head):
        say_band(c, out, f"{figure} ({span})" if span else figure, measure, month_key(date))


KINDS = [
    (r"terminal", terminal),
    (r"Data of figure \d+: .+", data),
    (r"The options at a glance|Chances of the targets|Cost and payback of the options", glance),
    (r"What the options do", does),
    (r"Where the service goes if nothing else changes", alone),
    (r".+: the baseline and the options", by_measure),
    (r"Total cost by financial year", by_year),
    (r"Cost by financial year, £000", thousands),
    (r"What the cost of .+ is made of, £000", made_of),
    (r"Chance of having saved money by the end of each financial year", saved),
    (r"Error of simulation of the baseline in .+", errors),
    (r"Numbers of low quality or without a source that matter|Register of assumptions", register),
]
