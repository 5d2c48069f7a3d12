"""What is said of what options cost and save, when they pay for themselves, and of which does most."""

from __future__ import annotations

import re

from figures import FIGURE, Figure, Ledger, read_money, times_share
from grammar import Pending, Reader, form, likelihood
from options import change, span_of_change
from results import Row, month_key

MONEY = rf"a (?:cost|saving) of {FIGURE}|nil|nothing"
_SPAN = rf"(?:from )?(?P<low>{MONEY}|{FIGURE}) to (?P<high>{MONEY}|one of {FIGURE}|{FIGURE})"


def money_span(c: Reader, out: Ledger, text: str, row: Row, what: tuple[str, ...]) -> None:
    """`from a saving of £0.8m to a cost of £2.2m`; `to one of` goes on with the word that came before."""
    found = re.fullmatch(_SPAN, text)
    if found is None:
        raise ValueError(f"{text!r} is no range of money")
    low = read_money(found["low"])
    high = read_money(found["high"].replace("one of", "a saving of" if "saving" in found["low"] else "a cost of"))
    ends = sorted((low, high), key=lambda figure: figure.value)
    out.span((ends[0], ends[1]), row["p10"], row["p90"], what)


def net(c: Reader, option: str) -> tuple[Row, tuple[str, ...]]:
    """The net cost of an option by the end of the run."""
    return c.run.net_cost[option, c.run.last], ("net cost", option, c.run.last)


def times(out: Ledger, text: str, share: float, what: str) -> None:
    """`22 times in 100` fits a share."""
    least, most = times_share(text)
    out.figures += 1
    out.that(least - 1e-9 <= share <= most + 1e-9, f"{text}: the files say {share:.4g} ({what})")


@form(
    r"It (?P<how>is (?:almost certain|very likely|likely) to (?:cost|save)|may cost or save) money against (?P<than>.+?) from {d1:month} to {d2:month}:"
    r" the median is {m:money}, the 80% range runs (?P<r>.+?); it saves money (?P<t>.+)"
)
def net_cost(f: re.Match[str], c: Reader, out: Ledger) -> None:
    row, what = net(c, c.option)
    word, way = likelihood(row)
    says = f"is {word} to {'cost' if way == 'higher' else 'save'}" if word else "may cost or save"
    out.that(f["how"] == says, f"it {says}")
    other = c.run.titles[c.run.against[c.option]]
    out.that(f["than"].strip("“”") in (other, "the " + other.lower()), f"it is compared with {other}")
    out.that(month_key(f["d2"]) == c.run.last and month_key(f["d1"]) == c.run.months_between(c.run.first, c.run.last)[1], "another time")
    out.figure(read_money(f["m"]), row["p50"], (*what, "p50"))
    money_span(c, out, f["r"], row, what)
    times(out, f["t"], row["probability_lower"], "probability_lower of the net cost")


@form(r"Discounted, at the prices of the start, the median is {m:money} \(80% range (?P<r>.+?)\)")
def discounted(f: re.Match[str], c: Reader, out: Ledger) -> None:
    row = c.run.present_cost[c.option]
    out.figure(read_money(f["m"]), row["p50"], ("present cost", c.option, "p50"))
    money_span(c, out, f["r"], row, ("present cost", c.option))


@form(r"By {d:month} it comes to {m:money} at the median, eight times in ten (?P<r>.+)")
def whole_run(f: re.Match[str], c: Reader, out: Ledger) -> None:
    out.that(month_key(f["d"]) == c.run.last, "the run ends in another month")
    row, what = net(c, c.shown[0])
    out.figure(read_money(f["m"]), row["p50"], (*what, "p50"))
    money_span(c, out, f["r"], row, what)


@form(
    r"Its levers cost most in {y:year}, {a:figure}(?: \(80% range (?P<r>.+?)\))?, and {b:figure} over the run on average"
    r"(?:, {e:figure} for each (?P<unit>.+))?"
)
@form(r"Its levers cost {b:figure} over the run on average(?:, {e:figure} for each (?P<unit>.+))?")
def levers(f: re.Match[str], c: Reader, out: Ledger) -> None:
    parts = f.groupdict()
    total = c.run.present_cost[c.option]["mean_cost_of_levers"]
    if parts.get("a"):
        change(c, out, f["a"], "cost.levers", f["y"])
    if parts.get("r"):
        span_of_change(c, out, f["r"], "cost.levers", f["y"])
    out.figure(f["b"], total, ("levers", c.option))
    if f["e"]:
        measure, sign = {
            "referral avoided": ("referrals_avoided", 1),
            "who starts": ("campaign_started", 1),
            "FTE fewer who leave": ("leavers_fte", -1),
            "FTE fewer who leaves": ("leavers_fte", -1),
        }[f["unit"]]
        out.figure(f["e"], total / (sign * c.run.change(c.option, measure, "run")["mean"]), ("cost for each", c.option))


@form(r"It would not pay for itself within the run even if it prevented all of the referrals in question; {n:figure} is assumed")
@form(r"It would break even if it prevented {b:figure} of the referrals in question(?: \(80% range {r:range}\))?; {n:figure} is assumed")
def break_even(f: re.Match[str], c: Reader, out: Ledger) -> None:
    row = c.run.present_cost[c.option]
    parts = f.groupdict()
    if parts.get("b"):
        out.figure(f["b"], row["break_even_effect_p50"] * 100, ("break even", c.option))
        if parts.get("r"):
            out.span(f["r"], row["break_even_effect_p10"] * 100, row["break_even_effect_p90"] * 100, ("break even", c.option))
    else:
        out.that(row["break_even_effect_p50"] >= 1, f"it breaks even at {row['break_even_effect_p50']}")
    effects = [a for a in c.run.assumptions if a["option"] == c.option and a["path"].endswith(".effect")]
    out.figure(f["n"], float(effects[0]["middle"]) * 100, ("effect", c.option))


@form(r"Half of the time it has paid for itself by {d:month}(?:; (?P<t>.+?) it does not within the run)?")
@form(r"It does not pay for itself within the run(?: (?P<t>.+))?")
def payback(f: re.Match[str], c: Reader, out: Ledger) -> None:
    never = 1 - c.run.net_cost[c.option, c.run.last]["paid_back_share"]
    if "d" in f.groupdict():
        out.that(paid_back(c, c.option) == month_key(f["d"]), f"half have by {paid_back(c, c.option)}")
    else:
        out.that(paid_back(c, c.option) is None, f"half have by {paid_back(c, c.option)}")
    if f["t"]:
        times(out, f["t"], never, "share that has not paid back")


def paid_back(c: Reader, option: str) -> str | None:
    """The first month by which an option has paid for itself in half of the trials."""
    rows = {key[1]: row for key, row in c.run.net_cost.items() if key[0] == option}
    return next((month for month in sorted(rows) if rows[month]["paid_back_share"] >= 0.5), None)


@form(r"(?:Of {n:figure} options, )?{o:option} does most: it (?P<way>raises) the chance that {t:target} from {b:chance} to {a:chance}")
@form(r"Of {n:figure} options, {o:option} (?P<way>lowers) the chance that {t:target} least, from {b:chance} to {a:chance}")
def most(f: re.Match[str], c: Reader, out: Ledger) -> None:
    option = c.run.option(f["o"])
    c.shown = [option]
    if f.groupdict().get("n"):
        out.figure(f["n"], len(c.run.options), ("options",))
    chances = {o: c.chance(o, f["t"]) for o in c.run.options}
    out.chance(f["b"], c.chance("baseline", f["t"]), ("chance", "baseline", f["t"]))
    out.chance(f["a"], chances[option], ("chance", option, f["t"]))
    best = max(chances.values())
    out.that((chances[option] > c.chance("baseline", f["t"])) == (f["way"] == "raises"), "it does the other")
    out.that(chances[option] == best, f"another option has {best}")


@form(
    r"(?P<o>“.+?”) is (?P<word>almost certain|very likely|likely) to (?P<way>cost more than it saves|save more than it costs) in (?P<council>.+?) from"
    r" {d1:month} to {d2:month}: eight times in ten (?P<r>from .+?)(?P<rest>; .+)?"
)
def cost_title(f: re.Match[str], c: Reader, out: Ledger) -> None:
    option = c.run.option(f["o"])
    row, what = net(c, option)
    word, way = likelihood(row)
    out.that((word, way) == (f["word"], "higher" if f["way"].startswith("cost") else "lower"), f"it is {word or 'not likely'} {way}")
    money_span(c, out, f["r"], row, what)
    out.that(month_key(f["d2"]) == c.run.last, "another end")
    c.pending = Pending(f["rest"] or "", option, way, lambda o: net(c, o)[0], c.run)
