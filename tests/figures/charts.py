"""What the titles and the descriptions of charts say."""

from __future__ import annotations

import re

from figures import FIGURE, RANGE, Figure, Ledger, finest, read_money
from grammar import CannotRead, Pending, Reader, form, likelihood
from money import money_span, net, paid_back, times
from options import change, span_of_change, sure_by
from results import month_key
from service import band, level


@form(
    r"(?P<o>“.+?”) is (?P<how>almost certain|very likely|likely) to (?P<way>lower|raise) {m:words} in (?P<council>[A-Z].*?) in {d:month}: eight times in"
    r" ten (?:by )?(?P<r>" + RANGE + r"|up to \S+?|from \S+ (?:higher|lower) to \S+(?: percentage points| cases)? (?:higher|lower))(?: percentage points| cases)?(?P<rest>; .+)?"
)
def change_title(f: re.Match[str], c: Reader, out: Ledger) -> None:
    measure, month = c.run.measure(f["m"]), month_key(f["d"])
    c.option = c.run.option(f["o"])
    row = c.run.change(c.option, measure, month)
    sure_by(c, out, row, measure, month, f["how"], f["way"], f["r"])
    run = c.run
    c.pending = Pending(f["rest"] or "", c.option, likelihood(row)[1], lambda o: run.change(o, measure, month), c.run)


@form(r"{m:words} in (?P<council>[A-Z].*) stay at 0 at least eight times in ten, to {d:month}")
def stay_nil(f: re.Match[str], c: Reader, out: Ledger) -> None:
    measure = c.run.measure(f["m"])
    for month in c.run.months_between(c.run.first, month_key(f["d"])):
        level(c, out, "0", "baseline", measure, month, "p90")


@form(
    r"Change in {m:words}, (?P<council>[A-Z].*), {d:month}: median 0; (?P<part>10th|90th) percentile (?:down|up) to {a:figure} \({o:option}\)"
    r"(?:, in percentage points|, in cases)?"
)
def tail(f: re.Match[str], c: Reader, out: Ledger) -> None:
    measure, month, part = c.run.measure(f["m"]), month_key(f["d"]), "p" + f["part"][:2]
    c.option = c.run.option(f["o"])
    change(c, out, f["a"], measure, month, part)


@form(
    r"{m:words} in (?P<council>[A-Z].*), {d:month}: {o:option} has the (?P<end>lowest|highest) median of those shown, {a:figure} \({r:range} eight times in ten\);"
    r" future by future, it is (?P<word>almost certain|very likely|likely) to be (?P<way>below|above) (?P<than>.+)"
)
def best(f: re.Match[str], c: Reader, out: Ledger) -> None:
    measure, month, option = c.run.measure(f["m"]), month_key(f["d"]), c.run.option(f["o"])
    level(c, out, f["a"], option, measure, month)
    band(c, out, f["r"], option, measure, month)
    word, way = likelihood(c.run.change(option, measure, month))
    out.that((word, way) == (f["word"], {"below": "lower", "above": "higher"}[f["way"]]), f"it is {word or 'not likely'} {way}")
    own = c.run.level(option, measure, month)["p50"]
    c.best = (f["end"], own, lambda o: c.run.level(o, measure, month)["p50"])


@form(
    r"(?P<change>Change in )?{m:words}, (?P<council>[A-Z].*), {d:month}: (?P<part>median|90th percentile) (?:{b:figure} in the baseline, )?{low:figure}"
    r"(?: \((?P<lo>“.+?”)\))? to {high:figure}(?: \((?P<ho>“.+?”)\))? with these options(?:, in (?:percentage points|cases))?"
)
@form(
    r"(?P<change>Change in )?{m:words}, (?P<council>[A-Z].*), {d:month}: median 0 in all; (?P<part>90th percentile) {b:figure} in the baseline,"
    r" {low:figure} \((?P<lo>“.+?”)\) to {high:figure} \((?P<ho>“.+?”)\) with these options"
)
def between(f: re.Match[str], c: Reader, out: Ledger) -> None:
    measure, month = c.run.measure(f["m"]), month_key(f["d"])
    part = "p90" if f["part"].startswith("90") else "p50"
    if f["b"]:
        level(c, out, f["b"], "baseline", measure, month, part)
    for figure, title in ((f["low"], f["lo"]), (f["high"], f["ho"])):
        if not title:
            rows = [c.run.change(o, measure, month) if f["change"] else c.run.level(o, measure, month) for o in c.run.options]
            fits = [row for row in rows if Figure.read(figure).fits(row[part] * c.run.points(measure))]
            out.figures += 1
            out.that(bool(fits), f"no option has {figure}")
            continue
        c.option = c.run.option(title)
        if f["change"]:
            change(c, out, figure, measure, month)
        else:
            level(c, out, figure, c.option, measure, month, part)


MOST = 4  # options of a chart: what is said of all of more may hold for those of another


@form(r"{m:words}, (?P<council>[A-Z].*), {d:month}: median {a:figure} in the baseline(?: and|, {b:figure}) with each of these options")
@form(r"{m:words}, (?P<council>[A-Z].*), {d:year}: median {a:figure} in the baseline")
def same(f: re.Match[str], c: Reader, out: Ledger) -> None:
    time = f["d"] if re.fullmatch(r"\d{4}-\d\d", f["d"]) else month_key(f["d"])
    level(c, out, f["a"], "baseline", c.run.measure(f["m"]), time)
    if "each" in f[0] and len(c.run.options) <= MOST:
        for option in c.run.options:
            level(c, out, f.groupdict().get("b") or f["a"], option, c.run.measure(f["m"]), time)


WAITS = "any case waits for a worker"
_OPTIONS = (
    r"{b:chance}(?P<all> in the baseline and with each of these options)?(?: in the baseline, {a:chance} with (?P<o>“.+?”))?"
    r"(?:, with these options (?P<way>up|down) to {end:chance}(?: \((?P<eo>“.+?”)\))?)?"
)


def chance_of(c: Reader, option: str, words: str, month: str = "") -> float | None:
    """The chance of a target, or that any case waits."""
    if words != WAITS:
        return c.chance(option, words, month)
    row = c.run.level(option, "any_unallocated", month)
    return row["mean"] if row else None


@form(r"Chance that {t:target}, (?P<council>.+): " + _OPTIONS)
@form(r"The chance that (?P<t>any case waits for a worker) in (?P<council>.+) in {d:month}: " + _OPTIONS)
def chance_title(f: re.Match[str], c: Reader, out: Ledger) -> None:
    month = month_key(f["d"]) if "d" in f.groupdict() else ""
    told = {"baseline": f["b"]}
    if f["all"] and len(c.run.options) <= MOST:
        told |= {option: f["b"] for option in c.run.options}
    for figure, title in ((f["a"], f["o"]), (f["end"], f["eo"])):
        if title:
            told[c.run.option(title)] = figure
    for option, figure in told.items():
        out.chance(figure, chance_of(c, option, f["t"], month), ("chance", option, f["t"], month))
    if f["end"]:
        # A chart has up to four of the options, so that the end of all may stand in another.
        chances = [chance_of(c, option, f["t"], month) for option in c.run.options]
        own = chance_of(c, "baseline", f["t"], month)
        at = {"under 1%": 0.5, "over 99%": 99.5}.get(f["end"]) or Figure.read(f["end"]).value
        out.that(any(abs(chance * 100 - at) <= 0.5 + 1e-9 for chance in chances), f"no option has {f['end']}")
        out.that((at > own * 100) == (f["way"] == "up"), f"it is not {f['way']} from {own:.3g}")
        if len(chances) <= MOST:
            end = max(chances) if f["way"] == "up" else min(chances)
            out.chance(f["end"], end, ("furthest chance", f["t"], month))


@form(r"The chance that any case waits for a worker in (?P<council>.+) (?:goes from|is) {b:chance} in {d1:month} (?:to|and) {a:chance} in {d2:month}")
def chance_of_waiting(f: re.Match[str], c: Reader, out: Ledger) -> None:
    for figure, month in ((f["b"], c.run.first), (f["a"], c.run.last)):
        out.chance(figure, chance_of(c, "baseline", WAITS, month), ("chance", WAITS, month))
    out.that((month_key(f["d1"]), month_key(f["d2"])) == (c.run.first, c.run.last), "other months")


@form(
    r"{m:words}, (?P<council>[A-Z].*), {y:year}: median {a:figure} in the baseline; the change by (?P<which>each|the) option is (?P<r>from .+)"
    r" eight times in ten"
)
def cost_by_year(f: re.Match[str], c: Reader, out: Ledger) -> None:
    measure, year = c.run.measure(f["m"]), f["y"]
    level(c, out, f["a"], "baseline", measure, year)
    rows = [c.run.change(option, measure, year) for option in c.run.options]
    out.that((len(rows) == 1) == (f["which"] == "the"), f"there are {len(rows)} options")
    if len(rows) <= MOST:
        widest = {"p10": min(row["p10"] for row in rows), "p90": max(row["p90"] for row in rows)}
        money_span(c, out, f["r"], widest, ("change by each option", measure, year))


@form(r"Fan charts? of {m:words} by month(?: side by side)?, (?P<council>.+?), {d1:month} to {d2:month}(?:, after published values)?")
@form(r"Ranges of what each option changes in the {m:words} by financial year, (?P<council>.+?), {d1:year} to {d2:year}")
@form(r"Ranges of the {m:words} by financial year, (?P<council>.+?), {d1:year} to {d2:year}")
@form(r"Fan charts side by side of what each option changes in {m:words} by month, (?P<council>.+)")
@form(r"Fan charts side by side of what each option has cost in all since {d1:month}, (?P<council>.+)")
@form(r"Line chart by month of the chance that (?P<t>.+), (?P<council>.+)")
def kind(f: re.Match[str], c: Reader, out: Ledger) -> None:
    parts = f.groupdict()
    c.kind = "change" if "changes" in f[0] else "net cost" if "has cost" in f[0] else "chance" if parts.get("t") else "level"
    c.measure = parts.get("t") or c.run.measure(parts.get("m") or "Total cost")
    out.that(f["council"] == c.run.manifest["council"], "another council")
    if parts.get("d2") and re.search("[a-z]", f["d2"]):
        months = sorted(key[2] for key in c.run.monthly if key[:2] == ("baseline", c.measure))
        out.that((months[0], months[-1]) == (month_key(f["d1"]), month_key(f["d2"])), f"it runs from {months[0]} to {months[-1]}")


@form(r"Published values go from {a:figure} in {d1:month} to {b:figure} in {d2:month}")
def published(f: re.Match[str], c: Reader, out: Ledger) -> None:
    history = c.run.scenario["history"][c.measure]
    months = sorted(history)
    out.that((months[0], months[-1]) == (month_key(f["d1"]), month_key(f["d2"])), f"they go from {months[0]} to {months[-1]}")
    for figure, month in ((f["a"], f["d1"]), (f["b"], f["d2"])):
        out.figure(figure, history[month_key(month)] * c.run.points(c.measure), ("published", c.measure, month_key(month)))


@form(r"The median of the trials begins at {a:figure} and ends at {b:figure}")
def begins(f: re.Match[str], c: Reader, out: Ledger) -> None:
    months = sorted(key[2] for key in c.run.monthly if key[:2] == ("baseline", c.measure))
    level(c, out, f["a"], "baseline", c.measure, months[0])
    level(c, out, f["b"], "baseline", c.measure, months[-1])


@form(r"In {d:month}, half of the trials lie between {a:figure} and {b:figure}, and eight in ten between {e:figure} and {g:figure}")
def halves(f: re.Match[str], c: Reader, out: Ledger) -> None:
    for part, percentile in (("a", "p25"), ("b", "p75"), ("e", "p10"), ("g", "p90")):
        level(c, out, f[part], "baseline", c.measure, month_key(f["d"]), percentile)


@form(r"In (?P<d>\w+ \d{4}|\d{4}-\d\d)(?:, in (?:cases|percentage points))?: {list:rest}")
@form(r"{list:rest}")
def each(f: re.Match[str], c: Reader, out: Ledger) -> None:
    """`Baseline: median 15.1, eight times in ten 11.7 to 18.6; An early help programme: ...`"""
    titles = sorted(c.run.titles.values(), key=len, reverse=True)
    starts = "|".join(map(re.escape, titles))
    items = re.split(rf"; (?=(?:{starts})(?: \(|: ))", f["list"])
    heads = [re.match(rf"({starts})(?: \((.+?)\))?: (.+)$", item) for item in items]
    if not all(heads):
        raise CannotRead(f"cannot be read: {f['list'][:80]}")
    c.shown = [c.run.option(head[1]) for head in heads]
    date = f.groupdict().get("d") or ""
    time = date if re.fullmatch(r"\d{4}-\d\d", date) else month_key(date) if date else ""
    for head in heads:
        c.option = c.run.option(head[1])
        out.nil_step = finest([head[3]])
        one(c, out, head[2] or "", head[3], time)
    if c.pending:
        c.pending.settle([o for o in c.shown if o != "baseline"], out)
        c.pending = None
    if c.best:
        end, own, other = c.best
        ends = min if end == "lowest" else max
        out.that(own == ends(other(o) for o in c.shown), f"it has not the {end} median")
        c.best = None


def one(c: Reader, out: Ledger, note: str, words: str, time: str) -> None:
    """What a description says of one option."""
    if c.kind == "chance":
        for share, date in re.findall(r"((?:under |over )?\d+%) in (\w+ \d{4})", words):
            share_of_trials = chance_of(c, c.option, c.measure, month_key(date))
            out.chance(share, share_of_trials, ("chance", c.option, c.measure, month_key(date)))
        return
    nil = re.fullmatch(r"(\S+) at least eight times in ten", words)
    found = re.fullmatch(rf"median (.+?)(?:, eight times in ten (.+))?", words)
    if c.kind == "net cost":
        net_one(c, out, note, found, nil)
    elif nil:
        side = change if c.kind == "change" else lambda c, o, t, m, d, p: level(c, o, t, c.option, m, d, p)
        for part in ("p10", "p50", "p90"):
            side(c, out, nil[1], c.measure, time, part)
    elif c.kind == "change" and "a cost" in words or "a saving" in words:
        row = c.run.change(c.option, c.measure, time)
        out.figure(read_money(found[1]), row["p50"], ("change", c.option, c.measure, time, "p50"))
        money_span(c, out, found[2], row, ("change", c.option, c.measure, time))
    elif c.kind == "change":
        change(c, out, found[1], c.measure, time)
        span_of_change(c, out, found[2], c.measure, time)
    else:
        level(c, out, found[1], c.option, c.measure, time)
        band(c, out, found[2], c.option, c.measure, time)


def net_one(c: Reader, out: Ledger, note: str, found: re.Match[str] | None, nil: re.Match[str] | None) -> None:
    """`Recruits (has paid back by September 2028 3 times in 100): median a cost of £5.3m, eight times in ten ...`"""
    row, what = net(c, c.option)
    if found and re.search(FIGURE, found[1]):
        out.figure(read_money(found[1]), row["p50"], (*what, "p50"))
        money_span(c, out, found[2], row, what)
    elif nil is None:
        raise CannotRead("what it says of the net cost cannot be read")
    if note:
        net_note(c, out, note)


def net_note(c: Reader, out: Ledger, note: str) -> None:
    """`has paid back by September 2028 3 times in 100`."""
    back = re.fullmatch(r"has paid back by (\w+ \d{4}) (.+)", note)
    if back and back[2] == "half of the time":
        out.that(paid_back(c, c.option) == month_key(back[1]), f"half have paid back by {paid_back(c, c.option)}")
    elif back:
        times(out, back[2], c.run.net_cost[c.option, month_key(back[1])]["paid_back_share"], "paid_back_share")
    else:
        out.that(False, f"cannot be read: {note}")


@form(
    r"(?:Waterfall chart of what the net cost of (?P<t>.+) is made of|(?P<o>“.+?”)), (?P<council>.+?)[,:] (?:from {d1:month} to {d2:month}, as means over"
    r" the trials: (?P<parts>.+?); in all |mean )(?P<all>a (?:cost|saving) of \S+?)(?: from {e1:month} to {e2:month})?[,;]"
    r" (?:eight times in ten (?P<r>from .+)|largest parts: (?P<largest>.+))"
)
def waterfall(f: re.Match[str], c: Reader, out: Ledger) -> None:
    option = c.run.option(f["t"] or f["o"])
    total = c.run.changes_total[option, "cost.total"]
    out.figure(read_money(f["all"]), total["mean"], ("mean net cost", option))
    out.that(month_key(f["d2"] or f["e2"]) == c.run.last, "another end")
    if f["r"]:
        row, what = net(c, option)
        money_span(c, out, f["r"], row, what)
    means = {name: c.run.changes_total[option, measure]["mean"] for name, measure in COSTS.items()}
    told = re.findall(r"([a-z][a-z -]*?) ([+−]£[\d.,]+[mk]?)", f["parts"] or f["largest"] or "")
    for name, figure in told:
        out.figure(figure, means[name], ("mean", option, name))
    if f["largest"]:
        least = min(abs(means[name]) for name, _ in told)
        out.that(all(abs(mean) <= least for name, mean in means.items() if name not in dict(told)), "another part is larger")
    elif f["parts"]:
        left = [name for name, mean in means.items() if name not in dict(told) and abs(mean) > abs(total["mean"]) / 20]
        out.that(not left, f"{left} are not told")


COSTS = {
    "permanent staff": "cost.permanent", "agency staff": "cost.agency", "recruitment": "cost.recruitment",
    "placements": "cost.placements", "cost of the option itself": "cost.levers",
}


@form(r"Change in {m:words}, (?P<council>[A-Z].*), {d:month}: none at least eight times in ten")
def none(f: re.Match[str], c: Reader, out: Ledger) -> None:
    c.pending_none = (c.run.measure(f["m"]), month_key(f["d"]))


@form(r"{m:words} in (?P<council>[A-Z].*) are 0 again in {d:month}, at least eight times in ten")
def nil_again(f: re.Match[str], c: Reader, out: Ledger) -> None:
    for part in ("p10", "p90"):
        level(c, out, "0", "baseline", c.run.measure(f["m"]), month_key(f["d"]), part)


@form(
    r"(?P<o>“.+?”) is (?P<how>almost certain|very likely|likely) to (?P<way>lower|raise) the total cost in (?P<council>[A-Z].*?) in {y:year}: eight times in"
    r" ten (?P<r>from .+?)(?P<rest>; .+)?"
)
def cost_of_year(f: re.Match[str], c: Reader, out: Ledger) -> None:
    option, year = c.run.option(f["o"]), f["y"]
    run = c.run
    row = run.change(option, "cost.total", year)
    word, way = likelihood(row)
    out.that((word, way) == (f["how"], {"lower": "lower", "raise": "higher"}[f["way"]]), f"it is {word or 'not likely'} {way}")
    money_span(c, out, f["r"], row, ("change", option, "cost.total", year))
    c.pending = Pending(f["rest"] or "", option, way, lambda o: run.change(o, "cost.total", year), c.run)
