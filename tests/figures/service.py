"""What is said of the service as it is: levels, seasons, chances of targets, trials and numbers of the scenario."""

from __future__ import annotations

import re

from figures import Figure, Ledger, read_range
from grammar import CannotRead, Reader, form, likelihood
from results import month_after, month_key


def level(c: Reader, out: Ledger, figure: str | Figure, option: str, measure: str, month: str, part: str = "p50") -> None:
    """A figure is this percentile of a measure."""
    row = c.run.level(option, measure, month)
    number = row[part] * c.run.points(measure) if row else None
    width = (row["p90"] - row["p10"]) * c.run.points(measure) if row and month > c.run.first else None
    out.figure(figure, number, ("level", option, measure, month, part), width)


def band(c: Reader, out: Ledger, text: str, option: str, measure: str, month: str, ends: str = "p10 p90") -> None:
    """A range is that between these percentiles of a measure."""
    row = c.run.level(option, measure, month)
    low, high = (row[p] * c.run.points(measure) if row else None for p in ends.split())
    out.span(text, low, high, ("level", option, measure, month), month > c.run.first)


def small(c: Reader, out: Ledger, measure: str, first: str, last: str) -> None:
    """`About the same` is said of a move of at most a tenth of the range."""
    start, end = c.run.level(c.option, measure, first), c.run.level(c.option, measure, last)
    if start and end:
        move, width = abs(end["p50"] - start["p50"]), end["p90"] - end["p10"]
        out.that(move <= 0.1 * width + 1e-9, f"not about the same: it moves by {move:.4g} in a range {width:.4g} wide")


@form(r"(?:The )?{m:words}, {a:figure} in {d1:month}, is about the same in {d2:month}: median {b:figure}(?: \(80% range {r:range}\))?")
@form(r"(?:The )?{m:words} is about the same in {d2:month}, {b:figure}(?: \(80% range {r:range}\))?, as in {d1:month}, {a:figure}")
@form(r"(?:The )?{m:words} goes from {a:figure} in {d1:month} to {b:figure} in {d2:month}(?: \(80% range {r:range}\))?")
@form(r"(?:The )?{m:words} (?:stays|is still) (?:at )?{a:figure} from {d1:month} to {d2:month}(?: \(80% range {r:range}\))?")
def moves(f: re.Match[str], c: Reader, out: Ledger) -> None:
    measure, first, last = c.run.measure(f["m"]), month_key(f["d1"]), month_key(f["d2"])
    if measure is None:
        raise CannotRead(f"no measure: {f['m']}")
    c.option, c.measure, c.month = "baseline", measure, last
    level(c, out, f["a"], c.option, measure, first)
    if "b" in f.groupdict():
        level(c, out, f["b"], c.option, measure, last)
    if f["r"]:
        band(c, out, f["r"], c.option, measure, last)
    if "about the same" in f[0]:
        small(c, out, measure, first, last)


@form(
    r"(?:It|{m:words}: it) swings with the season: over the twelve months to {d:month} the monthly medians are {a:figure} on average"
    r" and {h:figure} at their highest, in {peak:month}"
)
def swings(f: re.Match[str], c: Reader, out: Ledger) -> None:
    measure = c.run.measure(f["m"]) if f["m"] else c.measure
    last = month_key(f["d"])
    medians = year_of_medians(c, "baseline", measure, last)
    scale = c.run.points(measure)
    out.figure(f["a"], sum(medians.values()) / 12 * scale, ("season", measure, last, "average"), width(c, measure, last))
    out.figure(f["h"], max(medians.values()) * scale, ("season", measure, last, "highest"), width(c, measure, last))
    out.that(medians[month_key(f["peak"])] == max(medians.values()), f"the highest month is not {f['peak']}")


def year_of_medians(c: Reader, option: str, measure: str, last: str) -> dict[str, float]:
    """The medians of the twelve months up to this one."""
    months = c.run.months_between(month_after(last, -11), last)
    return {month: c.run.monthly[option, measure, month]["p50"] for month in months}


def width(c: Reader, measure: str, month: str) -> float:
    """How wide the 80% range of the baseline is, as people read it."""
    row = c.run.monthly["baseline", measure, month]
    return (row["p90"] - row["p10"]) * c.run.points(measure)


@form(r"The service costs {a:figure}(?: \(80% range {ar:range}\))? in {ay:year} and {b:figure}(?: \(80% range {br:range}\))? in {by:year}")
@form(r"The service costs {a:figure}(?: \(80% range {ar:range}\))? in {ay:year}")
def costs(f: re.Match[str], c: Reader, out: Ledger) -> None:
    parts = f.groupdict()
    for figure, span, year in (("a", "ar", "ay"), ("b", "br", "by")):
        if parts.get(figure):
            level(c, out, parts[figure], "baseline", "cost.total", parts[year])
        if parts.get(span):
            band(c, out, parts[span], "baseline", "cost.total", parts[year])


@form(r"That the {m:words} in {d:month} has a median of {a:figure} and an 80% range of {r:range} means: {rest:rest}")
def example(f: re.Match[str], c: Reader, out: Ledger) -> None:
    measure, month = c.run.measure(f["m"]), month_key(f["d"])
    level(c, out, f["a"], "baseline", measure, month)
    band(c, out, f["r"], "baseline", measure, month)
    low, high = read_range(f["r"])
    inner = re.fullmatch(
        r"half of them end above (\S+), eight in ten between (\S+) and (\S+), one in ten below and one in ten above", f["rest"]
    )
    out.that(inner is not None, f"cannot be read: {f['rest']}")
    level(c, out, inner[1], "baseline", measure, month)
    level(c, out, inner[2], "baseline", measure, month, "p10")
    level(c, out, inner[3], "baseline", measure, month, "p90")
    out.that(low.value <= high.value, "the range goes down")


@form(r"The chance that {t:target} is {a:chance}")
@form(r"The chance that {t:target} (?P<verb>stays at|rises to|falls to|is) {a:chance}")
@form(r"The chance that {t:target} (?P<verb>rises|falls) from {b:chance} to {a:chance}")
@form(r"The chance that {t:target} (?P<verb>rises|falls|stays) (?:by|at) {a:chance}")
def chance(f: re.Match[str], c: Reader, out: Ledger) -> None:
    parts = f.groupdict()
    target, month = c.target(f["t"])
    out.that(target is not None, f"no such target: {f['t']}")
    own = c.chance(c.option, f["t"])
    other = c.chance(c.run.against.get(c.option, "baseline"), f["t"])
    c.measure, c.month = f["t"], month
    out.chance(f["a"], own, ("chance", c.option, f["t"]))
    if parts.get("b"):
        out.chance(f["b"], other, ("chance", c.run.against.get(c.option, "baseline"), f["t"]))
    verb = parts.get("verb") or ""
    if verb.startswith("rises"):
        out.that(own > other, f"rises, but {other} to {own}")
    elif verb.startswith("falls"):
        out.that(own < other, f"falls, but {other} to {own}")
    elif verb.startswith("stays"):
        out.that(abs(own - other) < 0.01, f"stays, but {other} to {own}")


@form(r"It depends on the month: within half a year of that it is between {a:chance} in {d1:month} and {b:chance} in {d2:month}")
def by_month(f: re.Match[str], c: Reader, out: Ledger) -> None:
    target, month = c.target(c.measure)
    first, last = month_after(c.run.first, 1), c.run.last
    months = [m for m in c.run.months_between(month_after(month, -6), month_after(month, 6)) if first <= m <= last]
    chances = {m: c.run.chances["baseline", target.text, m]["chance"] for m in months}
    out.chance(f["a"], chances[month_key(f["d1"])], ("chance", "baseline", c.measure, month_key(f["d1"])))
    out.chance(f["b"], chances[month_key(f["d2"])], ("chance", "baseline", c.measure, month_key(f["d2"])))
    out.that(chances[month_key(f["d1"])] == min(chances.values()), f"the lowest is not in {f['d1']}: {min(chances.values())}")
    out.that(chances[month_key(f["d2"])] == max(chances.values()), f"the highest is not in {f['d2']}: {max(chances.values())}")


@form(r"{n:figure} trials are too few: chance alone moves the ends of the ranges by more than a twentieth of their width")
@form(r"The figures come from {n:figure} possible futures of the service")
def trials(f: re.Match[str], c: Reader, out: Ledger) -> None:
    out.figure(f["n"], c.run.manifest["trials"], ("trials",))


@form(r"Run at least {n:figure} trials before you use the figures")
def more_trials(f: re.Match[str], c: Reader, out: Ledger) -> None:
    """The number is worked out from all trials, which are in no file; the manifest has the sentence."""
    out.figures += 1
    out.that(f[0] in c.run.manifest["too_few_trials"], "the manifest names another number of trials")
    out.that(Figure.read(f["n"]).value > c.run.manifest["trials"], "that many have been run")


@form(r"Funded posts stay at {n:figure} FTE unless an option changes them")
def posts(f: re.Match[str], c: Reader, out: Ledger) -> None:
    months = c.run.months_between(c.run.first, c.run.last)
    rows = [c.run.monthly["baseline", "establishment_fte", month] for month in months]
    lowest, highest = min(r["p05"] for r in rows), max(r["p95"] for r in rows)
    out.that(highest - lowest < 0.01, f"posts move between {lowest} and {highest}")
    out.figure(Figure(f["n"], Figure.read(f["n"]).value, 0.1), rows[-1]["p50"], ("posts",))


@form(
    r"Cases pile up in some futures: those waiting for a worker in {d:month} are {n:figure} or more one time in ten;"
    r" {now:figure} wait in {d0:month}(?:{rest:rest})"
)
def pile_up(f: re.Match[str], c: Reader, out: Ledger) -> None:
    level(c, out, f["n"], "baseline", "unallocated_cases", month_key(f["d"]), "p90")
    level(c, out, f["now"], "baseline", "unallocated_cases", month_key(f["d0"]))


@form(r"(?P<m>[^“:]+?) in (?P<council>[A-Z].*) (?P<how>may rise(?: or fall)?|is (?:almost certain|very likely|likely) to (?:rise|fall)): {rest:rest}")
def direction(f: re.Match[str], c: Reader, out: Ledger) -> None:
    """The title of a chart of the baseline: `16% in September 2023, median 15% in September 2028, 5–25% eight times in ten`."""
    told = re.fullmatch(r"(\S+) in (\w+ \d{4}), median (\S+) in (\w+ \d{4}), (\S+) eight times in ten", f["rest"])
    measure = c.run.measure(f["m"])
    out.that(told is not None and measure is not None, f"cannot be read: {f[0]}")
    first, last = month_key(told[2]), month_key(told[4])
    start, end = c.run.monthly["baseline", measure, first], c.run.monthly["baseline", measure, last]
    level(c, out, told[1], "baseline", measure, first)
    level(c, out, told[3], "baseline", measure, last)
    band(c, out, told[5], "baseline", measure, last)
    word, way = likelihood(end, start["p50"])
    says = f"is {word} to {'rise' if way == 'higher' else 'fall'}" if word else "may rise or fall"
    nowhere_to_fall = f["how"] == "may rise" and not word and start["p50"] == 0 == end["p10"]
    out.that(f["how"] == says or nowhere_to_fall, f"it {says}")
    out.that(f["council"] == c.run.manifest["council"], "another council")


@form(r"(?:Made by Staffcast {v:words} from the scenario “{title:words}”: )?{n:figure} months from {d:month}, {t:figure} trials, seed {s:figure}")
@form(r"{title:words}: {t:figure} trials from {d:month}, seed {s:figure}")
def made(f: re.Match[str], c: Reader, out: Ledger) -> None:
    parts = f.groupdict()
    manifest = c.run.manifest
    for part, number in (("n", manifest["months"]), ("t", manifest["trials"]), ("s", manifest["seed"])):
        if parts.get(part):
            out.figure(f[part], number, (part,))
    out.that(parts.get("v") in (None, manifest["version"]), "another version")
    out.that(parts.get("title") in (None, manifest["title"]), "another title")
    out.that(not parts.get("d") or month_key(f["d"]) == c.run.first, "another start")
