"""Recomputes every figure of what Staffcast tells of a run from the csv files of the run, as an independent reader would.

    python3 tests/figures/check.py RUN_FOLDER [--terminal FILE] [--reports FOLDER] [--coverage FILE] [--all]

It shares no code with the program. What each sentence means stands in the table of forms (grammar.py and the files that enter
forms in it), what each cell means in tables.py. A sentence with a figure that no form fits is reported as unread. The exit code
is 1 if anything is wrong, told in two ways, or unread.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import age  # noqa: F401  each of these enters its forms in the table, the most particular first
import charts  # noqa: F401
import fixed  # noqa: F401
from documents import Piece, Table, Text, read_excel, read_html, read_markdown, read_terminal, read_word, sentences
from figures import Ledger
from grammar import Reader, read_sentence
from results import Run
from tables import read_table

CLAIMS = re.compile(r"\d|certain|likely|no trial|every trial|about the same")


@dataclass
class Findings:
    """What was read, and what of it is not true."""

    sentences: int = 0
    cells: int = 0
    figures: int = 0
    wrong: dict[str, list[str]] = field(default_factory=dict)
    unread: dict[str, list[str]] = field(default_factory=dict)
    # By what is told: each value with the unit of its last digit (none of a nil), and where it stands.
    told: dict[tuple[str, ...], dict[tuple[float, float], str]] = field(default_factory=dict)
    # Tables that stand in several documents alike are read once.
    tables: dict[tuple[object, ...], list[tuple[str, Ledger | None]]] = field(default_factory=dict)

    def add(self, place: str, text: str, ledger: Ledger | None) -> None:
        """Counts a sentence or a cell."""
        if ledger is None:
            self.unread.setdefault(text.rstrip("."), []).append(place)
            return
        self.figures += ledger.figures
        if ledger.wrong:
            told = "".join(f"\n      {problem}" for problem in ledger.wrong)
            self.wrong.setdefault(text.rstrip(".") + told, []).append(place)
        for what, figure in ledger.told:
            self.told.setdefault(what, {}).setdefault(figure, f"{place}: {text}")

    def in_two_ways(self) -> Iterator[str]:
        """Figures that are the same, but not written alike wherever they stand."""
        for what, every in self.told.items():
            # The data of a chart may be finer than what is told of it, but not others.
            coarse = max(step or 1e9 for _, step in every)
            ways = {f"{f[0]:,.10g}": p for f, p in every.items() if ": Data of figure" not in p or f[1] == coarse}
            if len(ways) > 1 and what[0] in ("level", "change", "net cost", "present cost", "chance", "season"):
                places = "".join(f"\n      {figure}  {place[:300]}" for figure, place in ways.items())
                yield f"{' '.join(what)} is told in {len(ways)} ways{places}"


def check(pieces: list[Piece], run: Run, findings: Findings, date: str) -> None:
    """Reads one document from its beginning to its end."""
    reader = Reader(run, date=date)
    reader.figures_here = sum(bool(re.match(r"Figure \d+: ", p.text)) for p in pieces if isinstance(p, Text))
    reader.weak_here = sum(len(p.rows) for p in pieces if isinstance(p, Table) and p.caption.startswith("Numbers of low"))
    reader.granted_here = sum(
        any(cell.startswith("Taken for granted") for cell in row) for p in pieces if isinstance(p, Table)
        and p.caption.startswith("Numbers of low") for row in p.rows
    )
    for piece in pieces:
        place = f"{piece.place}, {piece.heading}"
        reader.option = run.option(piece.heading) or "baseline"
        if isinstance(piece, Table):
            key = (piece.caption, str(piece.head), str(piece.rows), "xlsx" in piece.place)
            if key not in findings.tables:
                findings.tables[key] = read_table(piece, reader)
            for text, ledger in findings.tables[key]:
                findings.cells += 1
                findings.add(piece.place, text, ledger)
            continue
        told_of, text = of_option(piece, run)
        for sentence in sentences(text):
            reader.option = told_of
            ledger = read_sentence(sentence, reader)
            if ledger is None and not CLAIMS.search(without_names(sentence, run)):
                continue
            findings.sentences += 1
            findings.add(place, sentence, ledger)


def of_option(piece: Text, run: Run) -> tuple[str, str]:
    """The option of a paragraph, which its heading names or its first words: `Twenty more posts: Compared with ...`."""
    if piece.text.startswith(("If no option is taken: ", "If nothing else changes: ")):
        text = piece.text.partition(": ")[2]
        return "baseline", text[0].upper() + text[1:]
    for option, title in run.titles.items():
        rest = piece.text.removeprefix(f"{title}: ")
        if rest != piece.text and rest.startswith(("Compared with ", "In ", "Over ", "It ")):
            return option, rest
    return run.option(piece.heading) or "baseline", piece.text


def without_names(text: str, run: Run) -> str:
    """A sentence without titles, whose figures claim nothing."""
    for title in sorted((*run.titles.values(), run.manifest["title"]), key=len, reverse=True):
        text = text.replace(title, "")
    return text


def documents(run: Run, terminal: Path | None, reports: Path | None) -> Iterator[list[Piece]]:
    """All that the run has left to read."""
    readers = {".html": read_html, ".md": read_markdown, ".docx": read_word, ".xlsx": read_excel}
    for folder in (run.folder, reports):
        for path in sorted(folder.iterdir()) if folder else []:
            if path.suffix in readers:
                yield readers[path.suffix](path)
    if terminal:
        yield read_terminal(terminal, set(run.titles.values()))


def with_places(found: dict[str, list[str]]) -> list[str]:
    """Each sentence once, with the documents in which it stands."""
    return [f"{text}\n      in {'; '.join(dict.fromkeys(places))}" for text, places in found.items()]


def main() -> int:
    here = Path(__file__).resolve().parent
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("run", type=Path, help="the folder of a run")
    arguments.add_argument("--terminal", type=Path, help="what the run has printed")
    arguments.add_argument("--reports", type=Path, help="the folder of its reports")
    arguments.add_argument("--date", default="", help="the date of the paper, as it was given to `report`")
    arguments.add_argument("--coverage", type=Path, default=here.parent.parent / "data" / "coverage.csv")
    arguments.add_argument("--all", action="store_true", help="show all that is wrong or unread, not the first twenty")
    chosen = arguments.parse_args()
    run = Run(chosen.run, chosen.coverage)
    findings = Findings()
    for pieces in documents(run, chosen.terminal, chosen.reports):
        check(pieces, run, findings, chosen.date)
    ways = list(findings.in_two_ways())
    wrong, unread = (with_places(found) for found in (findings.wrong, findings.unread))
    for name, problems in (("WRONG", wrong), ("TOLD IN TWO WAYS", ways), ("UNREAD", unread)):
        for problem in problems if chosen.all else problems[:20]:
            print(f"{name}  {problem}")
    print(
        f"{chosen.run.name}: {findings.sentences} sentences and {findings.cells} cells read, {findings.figures} figures recomputed,"
        f" {len(wrong)} wrong, {len(ways)} told in two ways, {len(unread)} unread"
    )
    return 1 if wrong or ways or unread else 0


if __name__ == "__main__":
    sys.exit(main())
