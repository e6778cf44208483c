"""Documents as one HTML file that needs nothing else and prints on A4."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from ipe_events.i18n import translator
from ipe_events.reports.document import Document
from ipe_events.reports.figures import Figures
from ipe_events.reports.tables import words

_TEMPLATES = Path(__file__).parent / "templates"


def render(document: Document) -> bytes:
    """The document as HTML, in UTF-8; every text in it is escaped."""
    figures = Figures(document.language)
    text = _template("document.html.j2").render(
        document=document,
        figures=figures,
        words=partial(words, figures=figures),
        _=translator(document.language).gettext,
    )
    return text.encode()


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["kind"] = lambda block: type(block).__name__
    environment.filters["paragraphs"] = lambda text: [
        part.strip() for part in text.split("\n\n") if part.strip()
    ]
    environment.filters["css_text"] = css_text
    return environment.get_template(name)


def css_text(text: str) -> Markup:
    """A text as a string in a style sheet: nothing in it ends the string or the sheet."""
    plain = (c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in text)
    return Markup('"{}"').format(Markup("".join(plain)))
