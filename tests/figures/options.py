"""What is said of what an option does, in the measures of the service and in its own unit."""

from __future__ import annotations

import re

from figures import RANGE, Figure, Ledger, read_range, times_share
from grammar import Reader, form, likelihood
from results import Row, month_key


def change(c: Reader, out: Ledger, figure: str | Figure, measure: str, time: str, part: str = "p50", sign: float = 1) -> None:
    """A figure is what the option changes in a measure; `sign` is -1 where fewer is what is counted."""
    row = c.run.change(c.option, measure, time)
    part = mirrored(part, sign)
    figure = Figure.read(figure) if isinstance(figure, str) else figure
    figure = Figure(figure.text, figure.value * sign, figure.step)
    number = row[part] * c.run.points(measure) if row else None
    out.figure(figure, number, ("change", c.option, measure, time, part), wide(c, row, measure))


def wide(c: Reader, row: Row | None, measure: str) -> float | None:
    """How wide the 80% range is, as people read it."""
    return (row["p90"] - row["p10"]) * c.run.points(measure) if row else None


def mirrored(part: str, sign: float) -> str:
    """Of what is counted downwards the 90th percentile is the 10th of the change."""
    return {"p10": "p90", "p90": "p10", "p25": "p75", "p75": "p25"}.get(part, part) if sign < 0 else part


def span_of_change(c: Reader, out: Ledger, text: str, measure: str, time: str, sign: float = 1) -> None:
    """A range is that of what the option changes: `0.4 to 2.3`, `2 more to 10 fewer`, `−0.34 to 0`."""
    worded = re.fullmatch(r"(\S+)(?: (more|less|fewer))? to (\S+)(?: (more|less|fewer))?", text)
    if worded and (worded[2] or worded[4]):
        low, high = (Figure.read(t) for t in (worded[1], worded[3]))
        low = Figure(low.text, -low.value if worded[2] != worded[4] and worded[2] else low.value, low.step)
        ends = (low, high)
    else:
        ends = read_range(text)
    row = c.run.change(c.option, measure, time)
    scale = c.run.points(measure) * sign
    parts = (mirrored("p10", sign), mirrored("p90", sign))
    low, high = (row[part] * scale if row else None for part in parts)
    out.span(ends, low, high, ("change", c.option, measure, time), True, parts)


@form(
    r"(?:Compared with (?P<than>.+?), it|It) (?P<how>is (?:almost certain|very likely|likely) to|may|will) (?P<way>lower|raise) {m:words} in {d:month}:"
    r" eight times in ten by (?P<r>" + RANGE + r"|up to \S+?)(?P<unit> percentage points| cases)?"
)
def sure(f: re.Match[str], c: Reader, out: Ledger) -> None:
    measure, month = c.run.measure(f["m"]), month_key(f["d"])
    compared(f, c, out)
    row = c.run.change(c.option, measure, month)
    sure_by(c, out, row, measure, month, f["how"], f["way"], f["r"])
    out.that(((f["unit"] or "") == " percentage points") == (c.run.units[measure] == "share"), "the unit is another one")


def sure_by(c: Reader, out: Ledger, row: Row, measure: str, month: str, how: str, way: str, by: str) -> None:
    """`almost certain to` `lower` a measure by `0.4 to 2.3`, or by `up to 3`."""
    word, direction = likelihood(row)
    out.that(word in how and direction == {"lower": "lower", "raise": "higher"}[way], f"it is {word or 'not likely to be'} {direction}")
    sign = -1 if way == "lower" else 1
    if by.startswith("up to "):
        change(c, out, by.removeprefix("up to "), measure, month, "p90", sign)
        nil = row[mirrored("p10", sign)] * sign * c.run.points(measure)
        out.that(abs(nil) <= Figure.read(by.removeprefix("up to ")).step / 2 * (1 + 1e-6), f"the other end is {nil:.3g}, not nil")
    elif by.startswith("from "):
        scale = c.run.points(measure)
        ends = re.findall(r"(\S+) (higher|lower)", re.sub(" percentage points| cases", "", by))
        figures = sorted((-1 if word == "lower" else 1) * Figure.read(text).value for text, word in ends)
        step = min(Figure.read(text).step for text, _ in ends)
        signs = ["−" if value < 0 else "+" for value in figures]
        texts = [text for value in figures for text, _ in ends if abs(value) == Figure.read(text).value]
        low, high = (Figure(s + text, value, step) for s, text, value in zip(signs, texts, figures))
        out.span((low, high), row["p10"] * scale, row["p90"] * scale, ("change", c.option, measure, month))
    else:
        span_of_change(c, out, by, measure, month, sign)


def compared(f: re.Match[str], c: Reader, out: Ledger) -> None:
    """An option is compared with what the files say."""
    if f["than"]:
        other = c.run.titles[c.run.against[c.option]]
        out.that(f["than"].strip("“”") in (other, "the " + other.lower()), f"it is compared with {other}")


@form(
    r"(?:Compared with (?P<than>.+?), it|It) sometimes (?P<way>lowers|raises) {m:words} in {d:month}: {t:times}, and one time in ten by {a:figure}"
    r"(?: percentage points| cases)? or more"
)
def sometimes(f: re.Match[str], c: Reader, out: Ledger) -> None:
    measure, month = c.run.measure(f["m"]), month_key(f["d"])
    compared(f, c, out)
    row = c.run.change(c.option, measure, month)
    least, most = times_share(f["t"])
    share = row["probability_lower" if f["way"] == "lowers" else "probability_higher"]
    out.figures += 1
    out.that(least - 1e-9 <= share <= most + 1e-9, f"{f['t']}: the files say {share:.4g}")
    out.that(not likelihood(row)[0], f"it is {' '.join(likelihood(row))}")
    change(c, out, f["a"], measure, month, "p90", -1 if f["way"] == "lowers" else 1)


NOTHING = "vacancy_rate agency_rate caseload unallocated_cases open_cases referrals_12_months rereferral_share turnover_rate"


@form(
    r"Compared with (?P<than>.+?), it moves none of vacancies, agency reliance, caseloads, waiting and open cases, referrals, re-referrals and"
    r" turnover by as much as a fiftieth of the range that each has anyway \(looked at in {dates:words}\)"
)
def nothing(f: re.Match[str], c: Reader, out: Ledger) -> None:
    compared(f, c, out)
    for date in re.findall(r"[A-Z]\w+ \d{4}", f["dates"]):
        month = month_key(date)
        for measure in NOTHING.split():
            row, other = c.run.change(c.option, measure, month), c.run.level("baseline", measure, month)
            move, range_ = max(abs(row["p10"]), abs(row["p50"]), abs(row["p90"])), other["p90"] - other["p10"]
            out.figures += 1
            if abs(row["p50"]) > range_ / 50:
                out.that(False, f"the median of {measure} in {date} moves by {row['p50']:.3g}, the range is {range_:.3g}")
            elif move > range_ / 10:
                out.that(False, f"one time in ten {measure} in {date} moves by {move:.3g} or more, the range is {range_:.3g}")


@form(
    r"Over the run {n:figure} people are offered a post: {s:figure} start(?: \(80% range {sr:range}\))?, and (?P<p>none|[\d,.]+) of them (?:are|is) in post at the end"
    r"(?: \(80% range {pr:range}\))?"
)
def campaign(f: re.Match[str], c: Reader, out: Ledger) -> None:
    change(c, out, f["n"], "campaign_offered", "run")
    change(c, out, f["s"], "campaign_started", "run")
    change(c, out, f["p"].replace("none", "0"), "campaign_in_post", c.run.last)
    for part, measure, time in (("sr", "campaign_started", "run"), ("pr", "campaign_in_post", c.run.last)):
        if f[part]:
            span_of_change(c, out, f[part], measure, time)


@form(r"“(?P<t>[^”]+)”: {n:figure} FTE are to start, but {v:figure} FTE of posts are vacant at the start and {l:figure} FTE leave while they come: not all find a vacancy")
def cannot_start(f: re.Match[str], c: Reader, out: Ledger) -> None:
    """Foreseen before the run; the run must bear it out."""
    options = [option for option, title in c.run.titles.items() if title == f["t"]]
    out.that(len(options) == 1, "no option has this title")
    for option in options:
        missed = c.run.change(option, "campaign_no_vacancy", "run")
        out.that(missed["mean"] > 0, "everybody finds a vacancy")
    asked, vacant, leave = (Figure.read(f[part]).value for part in ("n", "v", "l"))
    out.figures += 3
    out.that(asked > vacant + leave, "there are vacancies for all")


@form(r"All who would come find a vacancy")
def all_find(f: re.Match[str], c: Reader, out: Ledger) -> None:
    out.that(c.run.change(c.option, "campaign_no_vacancy", "run")["p90"] < 0.5, "one time in ten somebody finds no vacancy")


@form(r"Of those who would come, {n:figure} finds? no vacancy(?: \(80% range {r:range}\))?")
def without_vacancy(f: re.Match[str], c: Reader, out: Ledger) -> None:
    change(c, out, f["n"], "campaign_no_vacancy", "run")
    if f["r"]:
        span_of_change(c, out, f["r"], "campaign_no_vacancy", "run")


@form(r"Over the run as many FTE leave as without it \(80% range (?P<r>.+?)\)")
def as_many(f: re.Match[str], c: Reader, out: Ledger) -> None:
    out.that(abs(c.run.change(c.option, "leavers_fte", "run")["p50"]) < 0.5, "half an FTE more or fewer leave")
    span_of_change(c, out, f["r"], "leavers_fte", "run", -1)


@form(r"One time in ten, {n:figure} or more who would come find no vacancy")
def no_vacancy(f: re.Match[str], c: Reader, out: Ledger) -> None:
    change(c, out, f["n"], "campaign_no_vacancy", "run", "p90")


def does_most(c: Reader, out: Ledger, measure: str, year: str) -> None:
    """`When it does most`: no other whole year has a greater median, as far as the figures written tell."""
    medians = {key[2]: abs(row["p50"]) for key, row in c.run.changes_yearly.items() if key[:2] == (c.option, measure)}
    means = {key[2]: abs(row["mean"]) for key, row in c.run.changes_yearly.items() if key[:2] == (c.option, measure)}
    best, top = max(medians, key=medians.get), max(means, key=means.get)
    out.that(year in (best, top) or medians[year] == medians[best], f"it does most in {best} (median) or {top} (mean)")
    c.year = year


_FEWER = r"(?P<{0}>no|\S+) (?P<{0}w>fewer|more) FTE leaves? \(80% range (?P<{0}r>.+?)\)"


@form(r"(?:In {y:year}, when it does most, " + _FEWER.format("a") + r"; o|O)ver the run " + _FEWER.format("b"))
def leavers(f: re.Match[str], c: Reader, out: Ledger) -> None:
    if f["y"]:
        does_most(c, out, "leavers_fte", f["y"])
    for part, time in (("a", f["y"]), ("b", "run"))[not f["y"] :]:
        sign = -1 if f[part + "w"] == "fewer" else 1
        change(c, out, f[part].replace("no", "0"), "leavers_fte", time, "p50", sign)
        span_of_change(c, out, f[part + "r"], "leavers_fte", time, sign)


@form(
    r"In {y:year}, when it does most, {a:figure} (?P<w>less|more) is spent on agency staff \(80% range (?P<ar>.+?)\);"
    r" over the run {b:figure} (?:less|more) is spent on agency staff \(80% range (?P<br>.+?)\)"
)
def agency(f: re.Match[str], c: Reader, out: Ledger) -> None:
    does_most(c, out, "cost.agency", f["y"])
    sign = -1 if f["w"] == "less" else 1
    for part, time in (("a", f["y"]), ("b", "run")):
        change(c, out, f[part], "cost.agency", time, "p50", sign)
        span_of_change(c, out, f[part + "r"], "cost.agency", time, sign)


@form(
    r"In {y:year}, when it does most, early help begins with {n:figure} families(?:, with {k:figure} children(?: \(80% range {kr:range}\))?)?, and it"
    r" avoids (?P<a>no|\S+) referrals? \(80% range (?P<ar>.+?)\)"
)
def early_help(f: re.Match[str], c: Reader, out: Ledger) -> None:
    does_most(c, out, "referrals_avoided", f["y"])
    change(c, out, f["n"], "families_helped", f["y"])
    change(c, out, f["k"], "children_helped", f["y"])
    span_of_change(c, out, f["kr"], "children_helped", f["y"])
    change(c, out, f["a"].replace("no", "0"), "referrals_avoided", f["y"])
    span_of_change(c, out, f["ar"], "referrals_avoided", f["y"])


@form(r"Over the run it avoids (?P<a>no|\S+) referrals? \(80% range {r:range}\)")
def avoided(f: re.Match[str], c: Reader, out: Ledger) -> None:
    change(c, out, f["a"].replace("no", "0"), "referrals_avoided", "run")
    span_of_change(c, out, f["r"], "referrals_avoided", "run")


@form(r"Entries to later stages in that year, on average: {list:rest}")
def entries(f: re.Match[str], c: Reader, out: Ledger) -> None:
    items = re.findall(r"(\S+) (fewer|more) to “(.+?)”( \(no more than chance\))?", f["list"])
    out.that(len(items) == f["list"].count("“"), f"cannot be read: {f['list']}")
    for figure, way, stage, chance in items:
        measure = c.run.measure(f"Entries: {stage}")
        row = c.run.change(c.option, measure, c.year)
        sign = -1 if way == "fewer" else 1
        out.figure(figure, row["mean"] * sign, ("mean change", c.option, measure, c.year))
        told = abs(row["mean"]) > 2 * row["standard_error"]
        out.that(told != bool(chance), f"{stage}: {row['mean']:.3g}, standard error {row['standard_error']:.2g}")


@form(r"At the end of {d:month} there are {n:figure} (?P<w>more|fewer) posts and (?P<p>no|\S+) (?P<pw>more|fewer) FTE in post \(80% range (?P<r>.+?)\)")
def posts(f: re.Match[str], c: Reader, out: Ledger) -> None:
    month = month_key(f["d"])
    change(c, out, f["n"], "establishment_fte", month, "p50", 1 if f["w"] == "more" else -1)
    sign = 1 if f["pw"] == "more" else -1
    change(c, out, f["p"].replace("no", "0"), "in_post_fte", month, "p50", sign)
    span_of_change(c, out, f["r"], "in_post_fte", month, sign)


@form(
    r"On average over the run {n:figure} (?P<w>more|fewer) full-time-equivalent staff are in post, agency staff included:"
    r" a part of what is saved is work that is not done"
)
def fewer_staff(f: re.Match[str], c: Reader, out: Ledger) -> None:
    months = c.run.months_between(c.run.first, c.run.last)[1:]
    means = [c.run.change(c.option, m, month)["mean"] for month in months for m in ("in_post_fte", "agency_fte")]
    sign = 1 if f["w"] == "more" else -1
    out.figure(f["n"], sign * sum(means) / len(months), ("mean staff", c.option))
