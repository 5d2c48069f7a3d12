"""What a reader finds in the documents of a run: paragraphs, tables and what stands for charts, with the heading above each."""

from __future__ import annotations

import re
import xml.etree.ElementTree as xml
import zipfile
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

Cells = list[str]


@dataclass
class Text:
    """A paragraph, a point of a list, a caption, or a title or description of a chart."""

    place: str
    heading: str
    text: str


@dataclass
class Table:
    """A table, its caption without its number, its head and its rows."""

    place: str
    heading: str
    caption: str
    head: Cells = field(default_factory=list)
    rows: list[Cells] = field(default_factory=list)


Piece = Text | Table


def without_number(caption: str) -> str:
    """`Table 3: Chances` is called `Chances`."""
    return re.sub(r"^Table \d+: ", "", caption)


class _Page(HTMLParser):
    """Reads a page from its beginning to its end."""

    BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "caption", "figcaption", "title", "desc", "td", "th", "dt", "dd", "summary"}
    SKIPPED = {"style", "script", "nav", "text"}

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place, self.heading = place, ""
        self.pieces: list[Piece] = []
        self.words: list[str] = []
        self.block, self.skipped, self.caption = "", 0, ""
        self.table: list[Cells] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.SKIPPED:
            self.skipped += 1
        elif tag == "table":
            self.table = []
        elif tag == "tr" and self.table is not None:
            self.table.append([])
        elif tag in self.BLOCKS:
            self.block, self.words = tag, []
        elif tag in ("br", "span"):
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.SKIPPED:
            self.skipped -= 1
        elif tag == "table" and self.table:
            self.pieces.append(Table(self.place, self.heading, without_number(self.caption), self.table[0], self.table[1:]))
            self.table = None
        elif tag == self.block:
            self._end(tag, re.sub(r"\s+", " ", "".join(self.words)).strip())
            self.block = ""

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.words.append(data)

    def _end(self, tag: str, text: str) -> None:
        if tag in ("td", "th") and self.table:
            self.table[-1].append(text)
        elif tag in ("h1", "h2", "h3", "h4"):
            self.heading = re.sub(r"^\d+\. ", "", text)
        elif tag == "caption":
            self.caption = text
        elif tag != "summary" and text:
            self.pieces.append(Text(self.place, self.heading, text))


def read_html(path: Path) -> list[Piece]:
    """A page for browsers."""
    page = _Page(path.name)
    page.feed(path.read_text(encoding="utf-8"))
    return page.pieces


def read_markdown(path: Path) -> list[Piece]:
    """A paper in Markdown."""
    pieces: list[Piece] = []
    heading, caption, table = "", "", None
    for line in path.read_text(encoding="utf-8").splitlines():
        line = re.sub(r"\\(?=[\[\]*_.\-])", "", line.strip())
        if line.startswith("|"):
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            if table is None:
                table = Table(path.name, heading, caption, cells)
                pieces.append(table)
            elif not set("".join(cells)) <= set("-: "):
                table.rows.append(cells)
            continue
        table = None
        if line.startswith("#"):
            heading = re.sub(r"^#+ (\d+\. )?", "", line)
        elif line and not line.startswith(("```", "![", "> ![")):
            text = re.sub(r"^- ", "", line).replace("**", "")
            caption = without_number(text)
            if caption == text:
                pieces.append(Text(path.name, heading, re.sub(r"^Figure \d+ in words: ", "", text)))
    return pieces


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_word(path: Path) -> list[Piece]:
    """A paper in Word: what it shows, and the descriptions of its pictures."""
    body = xml.fromstring(zipfile.ZipFile(path).read("word/document.xml")).find(f"{W}body")
    pieces: list[Piece] = []
    heading = caption = ""
    for block in body:
        if block.tag == f"{W}tbl":
            rows = [[_words(cell) for cell in row.iter(f"{W}tc")] for row in block.iter(f"{W}tr")]
            pieces.append(Table(path.name, heading, caption, rows[0], rows[1:]))
            continue
        style = next((s.get(f"{W}val") for s in block.iter(f"{W}pStyle")), "") or ""
        text = _words(block)
        if style.startswith("Heading"):
            heading = re.sub(r"^\d+\. ", "", text)
        elif text and not style.startswith("TOC"):
            caption = without_number(text)
            if caption == text:
                pieces.append(Text(path.name, heading, re.sub(r"^Figure \d+ in words: ", "", text)))
        told: set[str] = set()
        for picture in block.iter():
            description = picture.get("descr")
            if description and description not in told:
                told.add(description)
                pieces.append(Text(path.name, heading, description))
    return pieces


def _words(element: xml.Element) -> str:
    """The text of a part of a Word document; a break or a tab is a space."""
    parts = []
    for node in element.iter():
        if node.tag == f"{W}t":
            parts.append(node.text or "")
        elif node.tag in (f"{W}br", f"{W}tab", f"{W}p"):
            parts.append(" ")
    return re.sub(r"\s+", " ", "".join(parts)).strip()


X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_excel(path: Path) -> list[Piece]:
    """The sheets `Read me`, `Summary` and `Costs and targets` of a workbook. Numbers are as its cells hold them. `Summary` has two
    rows of heads: that of a figure is here called `Baseline | Median`."""
    book = zipfile.ZipFile(path)
    strings = ["".join(t.text or "" for t in s.iter(f"{X}t")) for s in xml.fromstring(book.read("xl/sharedStrings.xml"))]
    names = [sheet.get("name") for sheet in xml.fromstring(book.read("xl/workbook.xml")).iter(f"{X}sheet")]
    pieces: list[Piece] = []
    for number, name in enumerate(names[:3], 1):
        sheet = xml.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
        place, heading, table, last = f"{path.name} {name}", "", None, 0
        for row in sheet.iter(f"{X}row"):
            cells = [_cell(cell, strings) for cell in row]
            if int(row.get("r", "0")) > last + 1:
                table = None
            last = int(row.get("r", "0"))
            if len(cells) == 1:
                heading, table = cells[0], None
            elif name == "Read me":
                pieces += [Text(place, heading, cell) for cell in cells[1:] if cell]
            elif name == "Summary" and table is None:
                table = Table(place, heading, "At the dates that matter", cells)
                pieces.append(table)
            elif name == "Summary" and "Measure" not in table.head:
                groups = [next(group for group in reversed(table.head[: n + 1]) if group or n < 2) for n in range(len(cells))]
                table.head = [f"{group} | {cell}" if group else cell for group, cell in zip(groups, cells)]
            elif table is None:
                table = Table(place, heading, heading, cells)
                pieces.append(table)
            else:
                table.rows.append(cells)
    return pieces


def _cell(cell: xml.Element, strings: list[str]) -> str:
    value = cell.find(f"{X}v")
    text = "" if value is None else value.text or ""
    return strings[int(text)] if cell.get("t") == "s" else text


def read_terminal(path: Path, titles: set[str]) -> list[Piece]:
    """What `run` prints: tables by dates, and paragraphs under the titles of the options."""
    pieces: list[Piece] = []
    heading, words, table = "", [], None

    def end() -> None:
        if words:
            pieces.append(Text("terminal", heading, " ".join(words)))
            words.clear()

    dates = r"(?:[A-Z][a-z]{2} \d{4})(?:\s{2,}[A-Z][a-z]{2} \d{4})*"
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            end()
            table = None
        elif line.startswith("   ") and re.fullmatch(dates, line.strip()):
            table = Table("terminal", heading, "terminal", re.split(r"\s{2,}", line.strip()))
            pieces.append(table)
        elif table is not None and re.search(r"\S\s{2,}\S", line):
            table.rows.append([line[:19].strip(), line[19:].strip()])
        elif line.endswith(":") and line[:-1] in titles:
            end()
            heading = line[:-1]
        elif not line.startswith("   "):
            words.append(line.strip())
    end()
    return pieces


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph. A title in quotation marks is no end, whatever it ends with."""
    return [s.strip() for s in re.split(r"(?<=[.!?])\s+(?=[A-Z“£\d])", text) if s.strip()]
