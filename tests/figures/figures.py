"""Figures as people read them, and whether they fit a number.

A figure fits if the number lies within half of its last digit. That is the whole tolerance: docs/model.md (U9b) writes every
figure from the csv files, rounded once and for itself, so that no second rounding has to be allowed for. Where zeros at the end
of a whole number leave open which digit is the last ("5,900"), the figures beside it tell: none of a range is rounded further
than the others. How coarse a figure may be is (U9b) too: not coarser than a tenth of its own range, unless a unit is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

FIGURE = r"[+−-]?£?\d[\d,]*(?:\.\d+)?(?:%|m\b|k\b)?"
RANGE = rf"{FIGURE}(?:–| to ){FIGURE}"
_PARTS = re.compile(r"(?P<sign>[+−-]?)(?P<pound>£?)(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>%|m|k)?")
_SCALE = {"m": 1e6, "k": 1e3}


@dataclass(frozen=True)
class Figure:
    """A written figure: its value in the unit of the csv files (per cent stays per cent), and the unit of its last digit."""

    text: str
    value: float
    step: float

    @classmethod
    @cache
    def read(cls, text: str) -> Figure:
        """The figure of a text."""
        parts = _PARTS.fullmatch(text.strip())
        if parts is None:
            raise ValueError(f"{text!r} is no figure")
        digits = parts["number"].replace(",", "")
        scale = _SCALE.get(parts["unit"], 1.0)
        decimals = len(digits.split(".")[1]) if "." in digits else 0
        step = 10.0**-decimals
        if decimals == 0 and digits.strip("0"):
            step = 10.0 ** (len(digits) - len(digits.rstrip("0")))
        sign = -1.0 if parts["sign"] in "−-" and parts["sign"] else 1.0
        return cls(text.strip(), sign * float(digits) * scale, step * scale)

    def fits(self, number: float, step: float | None = None) -> bool:
        """Whether the number is this figure, to half of its last digit."""
        step = self.step if step is None else step
        return abs(self.value - number) <= step / 2 * (1 + 1e-6) + 1e-9 * abs(number)


def read_range(text: str) -> tuple[Figure, Figure]:
    """Both ends of `12.6–26.5%`, `£41.3–50.9m`, `−1.12 to −0.78`."""
    found = re.fullmatch(rf"({FIGURE})(?:–| to )({FIGURE})", text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no range")
    unit = _PARTS.fullmatch(found[2])["unit"] or ""
    first = found[1] if found[1].endswith(tuple("%mk")) else found[1] + unit
    return Figure.read(first), Figure.read(found[2])


def finest(texts: list[str]) -> float:
    """The unit of the last digit that the figures of these texts have in common; one where none says."""
    return min((step for step in map(_finest, texts) if step), default=1.0)


@cache
def _finest(text: str) -> float | None:
    figures = [Figure.read(found[0]) for found in re.finditer(FIGURE, text)]
    return min((figure.step for figure in figures if figure.value and ("." in figure.text or figure.text[-1] in "mk")), default=None)


def read_money(text: str) -> Figure:
    """`a saving of £0.8m` is less than nil, `a cost of £2.2m`, `one of £2.2m` and `£2.2m` more; `neither ... of as much as £0.1m` is nil."""
    figure = Figure.read(re.search(FIGURE, text)[0])
    if "neither a cost nor a saving" in text:
        return Figure.read(re.sub("[1-9]", "0", figure.text))
    return Figure(figure.text, -figure.value, figure.step) if "saving" in text else figure


@dataclass
class Ledger:
    """What one sentence or cell claims, and what of it is wrong."""

    figures: int = 0
    wrong: list[str] = field(default_factory=list)
    told: list[tuple[tuple[str, ...], tuple[float, float]]] = field(default_factory=list)
    # The last digit of a nil is that of the figures beside it.
    nil_step: float = 1.0
    # That of whole numbers, where other figures beside it tell which of their zeros are written and which are known.
    whole_step: float | None = None

    def that(self, true: bool, otherwise: str) -> None:
        """A claim in words."""
        if not true:
            self.wrong.append(otherwise)

    def figure(self, figure: Figure | str, number: float | None, what: tuple[str, ...], width: float | None = None) -> None:
        """A claim in figures; `what` says of what, so that other places can be held against it, `width` is that of its range."""
        self.figures += 1
        if isinstance(figure, str):
            figure = Figure.read(figure)
        name = " ".join(what)
        if number is None:
            self.wrong.append(f"{figure.text}: no file has {name}")
            return
        step = figure.step if figure.value else max(self.nil_step, self.whole_step or 0.0)
        if self.whole_step is not None and "." not in figure.text:
            step = min(step, self.whole_step)
        elif width is not None and "." not in figure.text and figure.value:
            unit = 10.0 ** (3 if figure.text.endswith("k") else 6 if figure.text.endswith("m") else 0)
            step = max(unit, min(step, width / 5))
        if not figure.fits(number, step):
            self.wrong.append(f"{figure.text}: the files say {number:.6g} ({name})")
        written = Figure.read(figure.text)
        self.told.append((what, (abs(written.value), written.step if written.value else 0.0)))

    def span(
        self, text: str | tuple[Figure, Figure], low: float | None, high: float | None, what: tuple[str, ...], fine: bool = True,
        ends: tuple[str, str] = ("p10", "p90"),
    ) -> None:
        """A range, from its lower to its upper end; `fine` unless it may be narrow beside the digits, as at the start."""
        first, last = read_range(text) if isinstance(text, str) else text
        width = None if low is None or high is None or not fine else high - low
        shared = min(first.step, last.step) if first.value and last.value else max(first.step, last.step)
        for end, number, figure in ((ends[0], low, first), (ends[1], high, last)):
            step = min(figure.step, shared) if "." not in figure.text else figure.step
            self.figure(Figure(figure.text, figure.value, step), number, (*what, end), width)

    def chance(self, text: str, share: float | None, what: tuple[str, ...]) -> None:
        """`under 1%`, `over 99%`, `12%`: a whole per cent, and never nil or certain where it is not."""
        if share is None:
            self.figure(re.search(FIGURE, text)[0], None, what)
            return
        if text.startswith(("under", "over")):
            self.figures += 1
            fits = 0 < share < 0.01 if text.startswith("under") else 0.99 < share < 1
            self.that(fits, f"{text}: the files say {share:.4g} ({' '.join(what)})")
            return
        self.figure(text, share * 100, what)
        self.that(text != "0%" or share == 0, f"0% where the files say {share:.4g}")
        self.that(text != "100%" or share == 1, f"100% where the files say {share:.4g}")


def times_share(text: str) -> tuple[float, float]:
    """The least and the most share that `in no trial`, `once in 100 times`, `22 times in 100` may stand for."""
    if "no trial" in text or text == "never":
        return 0.0, 0.0
    if "every trial" in text or text == "always":
        return 1.0, 1.0
    found = re.search(r"(\d+|[Oo]nce|[Tt]wice) (?:times )?in (\d+)", text)
    if found is None:
        raise ValueError(f"{text!r} is no frequency")
    count = {"once": 1, "twice": 2}.get(found[1].lower()) or int(found[1])
    if "less than" in text or "fewer than" in text:
        return 0.0, count / int(found[2])
    if "more than" in text or "over" in text:
        return count / int(found[2]), 1.0
    return (count - 0.5) / int(found[2]), (count + 0.5) / int(found[2])
