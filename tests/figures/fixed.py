"""Sentences about how the figures were made and how sure they are, and those whose figures explain and claim nothing of a run."""

from __future__ import annotations

import re

from figures import Figure, Ledger
from grammar import Reader, form
from results import financial_year, month_after, month_key

TESTED = {
    "staff in post": "in_post_fte", "average caseload": "caseload", "referrals in the year": "referrals",
    "re-referral share": "rereferral_share", "looked-after children": "looked_after", "children on protection plans": "protection_plans",
}


@form(
    r"Medians, with the 80% range in brackets(?:, against what the option is compared with)?",
    r"The median, then (?:in brackets the 80%|a) range: eight times in ten the value lies between the two figures",
    r"The median, then in brackets the 80% range, at the prices of the time",
    r"The median is the middle of all trials; an 80% range holds eight trials in ten, one in ten lies below it and one in ten above",
    r"The greatest of the errors of the 10th percentile, the median and the 90th percentile",
    r"What options change is told above, in £000: a difference is known better than either level",
    r"It is not the uncertainty about the future, which is the range",
    r"Figures are written to about a fiftieth of their 80% range, all of one measure alike",
    r"Eight in ten trials are in this range; one in ten is below it and one in ten above",
    r"Also called the 80% range; on the long sheets p10 and p90",
    r"On the long sheets it is called p50",
    r"1 in a trial in which any case waits for a worker at the end of the month, else 0: its mean is the chance",
    r"One trial in twenty is below p05, one in four below p25; one in four is above p75, one in twenty above p95",
    r"Table \d+: Register of assumptions is not printed: it unfolds on the screen",
    r"In each month, half of the trials fall in the dark band, and eight in ten in the dark and light bands together",
)
def explains(f: re.Match[str], c: Reader, out: Ledger) -> None:
    """No claim about this run."""


@form(r"Figure {n:figure}: (?P<name>.+?)(?: \((?P<i>\d+) of (?P<k>\d+)\))?")
def caption(f: re.Match[str], c: Reader, out: Ledger) -> None:
    """Figures are numbered one after the other."""
    c.numbered += 1
    out.figure(f["n"], c.numbered, ("number of the figure",))
    out.that(not f["i"] or int(f["i"]) <= int(f["k"]), "more parts than there are")
    limit = re.match(r"Chance that (?!any case waits)(.+)", f["name"])
    out.that(not limit or c.target(limit[1])[0] is not None, "no such target")


@form(r"(?:{n:figure}|One) further charts? (?:are|is) in report\.html")
def further(f: re.Match[str], c: Reader, out: Ledger) -> None:
    charts = len(list((c.run.folder / "charts").glob("*.svg")))
    out.figure(f["n"] or "1", charts - c.figures_here, ("further charts",))


@form(r"Not in these years: (?P<list>.+?)(?:)")
def outside(f: re.Match[str], c: Reader, out: Ledger) -> None:
    whole = {key[2] for key in c.run.yearly}
    months = [m for m in c.run.months_between(month_after(c.run.first, 1), c.run.last) if financial_year(m) not in whole]
    told: list[str] = []
    for span in re.findall(r"(\w+ \d{4})(?: to (\w+ \d{4}))?", f["list"]):
        told += c.run.months_between(month_key(span[0]), month_key(span[1] or span[0]))
    out.figures += 1
    out.that(told == months, f"they are {months}")


@form(r"A chance, in whole per cent, is known to within about {n:figure} percentage points?")
def chance_error(f: re.Match[str], c: Reader, out: Ledger) -> None:
    """Two standard errors of a chance of one half, and no figure better than a whole per cent."""
    error = 200 * (0.25 / c.run.manifest["trials"]) ** 0.5
    out.figure(Figure(f["n"], Figure.read(f["n"]).value, 2), error, ("error of a chance",))


@form(
    r"For (?P<council>.+), ranges like these, made from what was published up to each of the years (?P<y1>\d{4}) to (?P<y2>\d{4}) and looking up to"
    r" {h:figure} years ahead, held {k:figure} of {n:figure} figures that were published later \({p:chance}\), where eight in ten should be held"
)
def held(f: re.Match[str], c: Reader, out: Ledger) -> None:
    rows = tested(c)
    inside, all_ = (sum(int(row[column]) for row in rows) for column in ("in_80", "outturns"))
    out.figure(f["k"], inside, ("held",))
    out.figure(f["n"], all_, ("outturns",))
    out.figure(f["p"], inside / all_ * 100, ("share held",))
    out.that(f["council"] == c.run.manifest["council"], "another council")
    for part, column in (("y1", "first_origin"), ("y2", "last_origin"), ("h", "horizon")):
        out.that({row[column] for row in rows} == {f[part]}, f"{column} is not {f[part]}")
    c.held = inside / all_


def tested(c: Reader) -> list[dict[str, str]]:
    """The rows of the council in the table of how its ranges have held."""
    return [row for row in c.run.coverage if row["council"] == c.run.manifest["council"]]


@form(r"That is (?P<way>fewer|more) than should be: for this council the ranges may be too (?P<how>narrow|wide)")
def too_narrow(f: re.Match[str], c: Reader, out: Ledger) -> None:
    out.that((c.held < 0.8) == (f["way"] == "fewer") == (f["how"] == "narrow"), f"{c.held:.2f} are held")


@form(r"Best held were (?P<best>.+); worst (?P<worst>.+)")
def most(f: re.Match[str], c: Reader, out: Ledger) -> None:
    # With fewer than five figures no measure is named.
    rows = {row["measure"]: (int(row["in_80"]), int(row["outturns"])) for row in tested(c) if int(row["outturns"]) >= 5}
    shares = {measure: held / all_ for measure, (held, all_) in rows.items()}
    for part, end in (("best", max(shares.values())), ("worst", min(shares.values()))):
        items = re.findall(r"(?:, | and |^)([a-z][a-z -]*?) \((\d+) of (\d+)\)", f[part])
        more = re.search(r"and (\d+) other measures?$", f[part])
        for name, held_, all_ in items:
            measure = TESTED.get(name, name.replace(" ", "_"))
            out.figures += 2
            out.that(rows[measure] == (int(held_), int(all_)), f"{name}: {rows[measure]}")
            out.that(shares[measure] == end, f"{name} is not the {part}")
        ends = sum(1 for share in shares.values() if share == end)
        out.that(len(items) + int(more[1] if more else 0) == ends, f"{ends} measures are {part}")


@form(r"These are small numbers: of {n:figure} figures, one or two more or fewer are chance")
def few(f: re.Match[str], c: Reader, out: Ledger) -> None:
    out.that(Figure.read(f["n"]).value in {float(row["outturns"]) for row in tested(c)}, "no measure has so many")


@form(r"For all {n:figure} councils together they held {k:figure} of {m:figure} \({p:chance}\)")
def all_held(f: re.Match[str], c: Reader, out: Ledger) -> None:
    rows = c.run.coverage
    inside, all_ = (sum(int(row[column]) for row in rows) for column in ("in_80", "outturns"))
    out.figure(f["n"], len({row["code"] for row in rows}), ("councils tested",))
    out.figure(f["k"], inside, ("held by all",))
    out.figure(f["m"], all_, ("outturns of all",))
    out.figure(f["p"], inside / all_ * 100, ("share held by all",))


@form(r"What we do not know: {n:figure} numbers of the scenario are ranges, and each trial draws its own")
def ranges(f: re.Match[str], c: Reader, out: Ledger) -> None:
    out.figure(f["n"], sum(row["distribution"] != "value" for row in c.run.assumptions), ("numbers with a range",))


@form(
    r"The run rests on {n:figure} numbers: {h:figure} of high quality \(published counts, or several studies that agree\), {m:figure} of medium, {l:figure}"
    r" of low; {o:figure} have no quality stated, or are defaults of the program"
)
def rests(f: re.Match[str], c: Reader, out: Ledger) -> None:
    qualities = [row["quality"] for row in c.run.assumptions]
    out.figure(f["n"], len(qualities), ("numbers",))
    for part, quality in (("h", "high"), ("m", "medium"), ("l", "low"), ("o", "")):
        out.figure(f[part], qualities.count(quality), ("numbers of quality", quality))


@form(r"{n:figure} more numbers are set in no file, so that the defaults of the program hold: they are in (?P<rest>.+)")
def defaults(f: re.Match[str], c: Reader, out: Ledger) -> None:
    out.figure(f["n"], sum(row["set_in"] == "program" for row in c.run.assumptions), ("defaults",))


@form(r"{n:figure} more are in the register")
def weak(f: re.Match[str], c: Reader, out: Ledger) -> None:
    out.figure(f["n"], weak_numbers(c) - c.weak_here, ("weak numbers that are not shown",))


def weak_numbers(c: Reader) -> int:
    """Numbers of low quality or without a source, of an option or with a reach of a hundredth, and what is taken for granted.

    The size of an option, such as twenty posts, is no weak number: it is what is asked.
    """
    count = c.granted_here
    for row in c.run.assumptions:
        matters = row["option"] or (row["reach"] and float(row["reach"]) >= 0.01)
        sourceless = not row["source"] and not row["quality"]
        chosen = row["option"] and row["distribution"] == "value"
        if row["set_in"] != "program" or not row["option"]:
            count += bool(matters and (row["quality"] == "low" or sourceless and not chosen))
    return count


@form(r"staffcast run (?P<files>.+)")
def again(f: re.Match[str], c: Reader, out: Ledger) -> None:
    out.figures += 1
    out.that(f[0] == c.run.manifest["repeat_with"], f"the manifest has {c.run.manifest['repeat_with']}")


@form(r"(?:Date: )?(?P<day>\d{1,2}) {d:month}")
def day(f: re.Match[str], c: Reader, out: Ledger) -> None:
    """The date of the paper, or of the opening balances."""
    written = f"{month_key(f['d'])}-{int(f['day']):02}"
    out.that(written in (c.run.manifest["start"], c.date), f"{written} is neither the start nor the date of the paper")


@form(r"Staffcast {v:words}|(?P<n>\d[\d,]*)")
def read_me(f: re.Match[str], c: Reader, out: Ledger) -> None:
    """`How it was made` in a workbook: the version, the trials, the seed."""
    manifest = c.run.manifest
    if f["v"]:
        out.that(f["v"] == manifest["version"], "another version")
    else:
        out.figures += 1
        out.that(Figure.read(f["n"]).value in (manifest["trials"], manifest["seed"]), "neither the trials nor the seed")


@form(r"Files in (?P<folder>.+): {list:rest}")
def files(f: re.Match[str], c: Reader, out: Ledger) -> None:
    """All that the run says it has left is there, and nothing else."""
    left = {path.name for path in c.run.folder.iterdir()}
    out.that(set(f["list"].split(", ")) == left, f"there are {sorted(left)}")


@form(r"Children’s social care in (?P<council>.+?) to {d:month}(?:, if it carries on as it is|: one option|(?P<n>: \d+ options compared))")
def subtitle(f: re.Match[str], c: Reader, out: Ledger) -> None:
    """Whose service, until when, and how many options."""
    out.that(f["council"] == c.run.manifest["council"], "another council")
    out.that(month_key(f["d"]) == c.run.last, "the run ends in another month")
    count = len(c.run.options)
    number = f.groupdict().get("n")
    out.that(number is None or number == f": {count} options compared", f"{count} are compared")


@form(r"What caseloads, vacancies, agency reliance and cost may (?P<council>.+) face to {d:month} if it carries on as it is\?")
@form(r"What would each of these change for (?P<council>.+) to {d:month}, against carrying on as it is: {list:rest}\?")
def question(f: re.Match[str], c: Reader, out: Ledger) -> None:
    """The question that is asked where the scenario asks none."""
    out.that(month_key(f["d"]) == c.run.last, "the run ends in another month")
    out.that(f["council"] == c.run.manifest["council"], "another council")
    out.that(all(c.run.titles[option] in f[0] for option in c.run.options), "an option is left out")


@form(r"{n:figure}: {d1:month} to {d2:month}")
def months(f: re.Match[str], c: Reader, out: Ledger) -> None:
    numbers = {c.run.manifest["months"]}
    if "d1" not in f.groupdict():
        numbers.add(c.run.manifest["months"] + 1)  # with the opening balances
    number = Figure.read(f["n"]).value
    out.figures += 1
    out.that(number in numbers, f"there are {sorted(numbers)}")
    if "d1" in f.groupdict():
        out.that((month_key(f["d1"]), month_key(f["d2"])) == (month_after(c.run.first, 1), c.run.last), "other months")
