"""What a document is made of; `html`, `xlsx` and `docx` draw the same blocks."""

from __future__ import annotations

from dataclasses import dataclass

from ipe_events.reports.tables import Table


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part; level 2 or 3."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs, with an empty line between them; a `note` is small, below what it explains.

    `label` stands in bold before the first.
    """

    text: str
    note: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list of sentences."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is so, with its label."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure that matters, with its label and a few words below it."""

    label: str
    figure: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tiles:
    """The figures that matter most, beside each other."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing: `svg` is trusted, every text in it is escaped by who drew it.

    `text` says what it shows to who cannot see it; `table` does where nothing can be drawn, unless
    another table of the document does already.
    """

    svg: str
    text: str
    caption: str = ""
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """Narrow tables beside each other; below each other where there is no room, and on a sheet."""

    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """Who signs, for whom: each label has room to write, or what was written already."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Room for both sides to sign, kept on one page."""

    words: str
    parties: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a page of its own."""


Block = Heading | Text | Points | Facts | Tiles | Picture | Table | Beside | Signatures | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A document on A4 in one language; `footer` stands below every page."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    kicker: str = ""
    subtitle: str = ""
    footer: str = ""
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a spreadsheet; the head of the table named in `freeze` stays in sight.

    That head is repeated on every page, too. Tiles and pictures are left out.
    """

    name: str
    blocks: tuple[Block, ...]
    landscape: bool = True
    freeze: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """A spreadsheet in one language."""

    title: str
    language: str
    sheets: tuple[Sheet, ...]
    author: str = ""
