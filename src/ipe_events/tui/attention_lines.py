"""What asks for attention in a programme, in lines: each warning with the event it is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from ipe_events import i18n
from ipe_events.domain.records import Check
from ipe_events.i18n import _, sentences
from ipe_events.tui import event_text
from ipe_events.tui.columns import Column, Line, Table
from ipe_events.tui.event_lines import wrapped
from ipe_events.tui.page import Row, remark
from ipe_events.tui.text import plain

if TYPE_CHECKING:
    from ipe_events.tui.bridge_programme import ProgrammeData

# From this width on a warning has a column beside its event.
ROOMY, INDENT = 112, 2
ALONE = " ! "


def warnings(data: ProgrammeData, width: int) -> Iterator[Row]:
    """Every warning from today on; where it has no column its sentence stands under its event."""
    if not data.checks:
        yield from remark(_("From today on nothing asks for attention."), width)
    columns = (
        Column(least=1),
        Column(least=9, most=12),
        Column(least=14, most=44, grow=width < ROOMY),
        Column(least=20, most=120, grow=True, from_width=ROOMY),
    )
    lines = [_warning(check, place, data) for place, check in enumerate(data.checks)]
    made = Table(columns, lines)
    for check, line in zip(data.checks, lines, strict=True):
        if check.event is None:
            # What is about the programme as a whole has the whole width.
            first, *more = wrapped(plain(_sentence(check)), width - len(ALONE) - 1)
            yield line.key, Text(ALONE).append_text(first)
            yield from ((None, Text(" " * len(ALONE)).append_text(text)) for text in more)
            continue
        yield line.key, made.set(line, width)
        if width < ROOMY and check.event is not None:
            # Where the sentence has no column it stands under its event.
            for _key, text in remark(_sentence(check), width - INDENT, ""):
                yield None, Text(" " * INDENT).append_text(text)


def _sentence(check: Check) -> str:
    return sentences.check_sentence(check.code, check.values, i18n.language())


def _warning(check: Check, place: int, data: ProgrammeData) -> Line:
    event = data.events.get(check.event or 0)
    words = plain(_sentence(check))
    if event is None:
        return Line((Text("!"), words, None, None), key=f"check:{place}")
    day = Text(event_text.day_and_month(event.day))
    return Line((Text("!"), day, plain(event.title), words), key=f"check:{place}")
