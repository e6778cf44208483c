"""What every Word file has: A4, styles, its language, a head with the page number, a footer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ipe_events.reports.document import Document

if TYPE_CHECKING:
    from docx.document import Document as Paper

ACCENT, SOFT = "1F5A6B", "5A6673"
FONT = "Arial"
LANGUAGES = {"nl": "nl-NL", "en": "en-IE"}
# Millimetres at the left and the right.
MARGIN = 20
# What XML 1.0 cannot hold.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """A text without what would make the file unreadable."""
    return _UNSEEN.sub("", text)


def element(name: str, **values: str) -> Any:
    """An element of WordprocessingML with its attributes."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def set_up(paper: Paper, document: Document) -> None:
    """A4, styles, language, what the file says of itself, and what stands on every page."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if document.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    _styles(paper, LANGUAGES[document.language])
    said = paper.core_properties
    said.title, said.language = clean(document.title)[:255], LANGUAGES[document.language]
    said.subject, said.author, said.comments = clean(document.kicker)[:255], "", ""
    _forget_the_template(paper)
    _head(section, document)


def _forget_the_template(paper: Paper) -> None:
    """Take out when, with what and as which picture the empty document was made."""
    known = paper.core_properties._element
    for child in list(known):
        if child.tag.endswith(("}created", "}modified")):
            known.remove(child)
    relations = paper.part.package.rels
    for number, relation in list(relations.items()):
        if relation.reltype.endswith(("/thumbnail", "/extended-properties")):
            del relations[number]


def _head(section: Any, document: Document) -> None:
    """The title and the page number above every page, the footer below."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    paragraph = section.header.paragraphs[0]
    paragraph.style = "Note"
    stop = section.page_width - section.left_margin - section.right_margin
    paragraph.paragraph_format.tab_stops.add_tab_stop(stop, WD_TAB_ALIGNMENT.RIGHT)
    above = f"{document.kicker} – {document.title}" if document.kicker else document.title
    paragraph.add_run(f"{clean(above)}\t")
    _field(paragraph, "PAGE")
    paragraph.add_run(" / ")
    _field(paragraph, "NUMPAGES")
    section.footer.paragraphs[0].style = "Note"
    section.footer.paragraphs[0].add_run(clean(document.footer))
    section.header_distance = section.footer_distance = Mm(10)


def _field(paragraph: Any, code: str) -> None:
    """A number that Word keeps right."""
    run = paragraph.add_run()
    for kind in ("begin", "", "end"):
        if kind:
            run._r.append(element("fldChar", fldCharType=kind))
        else:
            text = element("instrText")
            text.text = code
            run._r.append(text)


def _styles(paper: Paper, language: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    def shape(
        name: str,
        size: float,
        *,
        colour: str = "",
        bold: bool | None = None,
        before: float = 0,
        after: float = 0,
    ) -> None:
        known = {style.name for style in paper.styles}
        style: Any = (
            paper.styles[name]
            if name in known
            else paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        )
        font = style.font
        font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, False
        font.color.rgb = RGBColor.from_string(colour) if colour else None
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        # Headings of the template name a theme's fonts, which go before a font's own name.
        for attribute in [key for key in fonts.attrib if key.lower().endswith("theme")]:
            del fonts.attrib[attribute]
        for spaced in style.element.rPr.findall(qn("w:spacing")):
            style.element.rPr.remove(spaced)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)

    shape("Normal", 10, after=6)
    shape("Title", 20, bold=True, after=2)
    shape("Subtitle", 12, colour=SOFT, after=12)
    shape("Kicker", 9.5, colour=ACCENT, bold=True, after=2)
    shape("Heading 1", 14, colour=ACCENT, bold=True, before=18, after=6)
    shape("Heading 2", 11.5, bold=True, before=10, after=4)
    shape("List Bullet", 10, after=3)
    shape("Note", 8.5, colour=SOFT, before=2, after=6)
    shape("Figure", 16, bold=True)
    shape("Cell", 8.5, before=1.5, after=1.5)
    shape("Gap", 8)
    defaults = paper.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    spoken = defaults.find(qn("w:lang"))
    if spoken is None:
        spoken = element("lang")
        defaults.append(spoken)
    spoken.set(qn("w:val"), language)
