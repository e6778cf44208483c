"""Search over meetings, people, partners, and what was written down."""

from __future__ import annotations

from typing import Annotated

import typer

from ipe_events.cli import output
from ipe_events.cli.declare import AsJson, group, show
from ipe_events.cli.opening import reading
from ipe_events.domain.found import Found, Hit, Of, Section, Sort
from ipe_events.domain.marking import around
from ipe_events.i18n import N_, _, ngettext

SORTS = {
    Sort.MEETING: N_("Meetings"),
    Sort.PERSON: N_("People"),
    Sort.PARTNER: N_("Partners"),
    Sort.NOTE: N_("Notes, goals and places"),
}
KEYS = {
    Sort.MEETING: "meetings",
    Sort.PERSON: "people",
    Sort.PARTNER: "partners",
    Sort.NOTE: "notes",
}
WIDEST = 60

app = group()


@app.command("search", epilog=show("search werkplaats partner:viaa year:2027"))
def search(
    ctx: typer.Context,
    query: Annotated[
        list[str],
        typer.Argument(
            metavar="QUERY…",
            help='Words, "several words", -without, partner: kind: year: state: group: person:.',
        ),
    ],
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many of each sort.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Look through meetings, people, partners, notes, goals and places.

    A word that begins with - comes after --, as in: search -- viaa -werkplaats
    """
    from ipe_events.i18n.search_words import remark_words
    from ipe_events.services import everywhere

    text = " ".join(_as_typed(part) for part in query)
    with reading(ctx) as view:
        found = everywhere.find(view, text, limit)
    if as_json:
        output.emit(_document(text, found))
        return
    for section in found.sections:
        output.say(f"{_(SORTS[section.sort])} ({section.count})", *_lines(section, found.words))
    if not found.sections:
        output.say(_("Nothing matches."))
    for remark in found.remarks:
        output.warn(remark_words(remark))


def _as_typed(part: str) -> str:
    """A part as it would be typed in one line: the shell took its quotation marks."""
    if " " not in part or '"' in part:
        return part
    name, colon, value = part.partition(":")
    return f'{name}:"{value}"' if colon and " " not in name else f'"{part}"'


def _lines(section: Section, words: tuple[str, ...]) -> list[str]:
    lines = [f"  {_line(hit, words)}" for hit in section.hits]
    more = section.count - len(section.hits)
    if more > 0:
        said = ngettext("and {count} more", "and {count} more", more).format(count=more)
        lines.append(f"  {said}")
    return lines


def _line(hit: Hit, words: tuple[str, ...]) -> str:
    if hit.sort is Sort.MEETING and hit.event is not None:
        return output.plain(f"{hit.event.id}  {output.event_words(hit.event)}")
    text = around(hit.text, words, WIDEST)
    if hit.of is Of.PLACE:
        count = int(hit.text)
        text = ngettext("{number} event", "{number} events", count).format(number=count)
    key = "" if hit.of is Of.PLACE else f"{hit.key}  "
    return output.plain(f"{key}{hit.title}" + (f" · {text}" if text else ""))


def _document(text: str, found: Found) -> dict[str, object]:
    sections = {section.sort: section for section in found.sections}
    return {
        "query": text,
        **{
            name: [_hit(hit) for hit in sections[sort].hits] if sort in sections else []
            for sort, name in KEYS.items()
        },
        "counts": {
            name: sections[sort].count if sort in sections else 0 for sort, name in KEYS.items()
        },
        "ignored": [
            {"field": one.field, "value": one.value, "reason": one.what} for one in found.remarks
        ],
    }


def _hit(hit: Hit) -> dict[str, object]:
    from ipe_events.cli import documents

    if hit.sort is Sort.MEETING and hit.event is not None:
        return documents.event(hit.event)
    if hit.sort is Sort.PERSON:
        return {"id": int(hit.key), "name": hit.title, "text": hit.text}
    if hit.sort is Sort.PARTNER:
        return {"organisation": hit.key, "name": hit.title}
    event = hit.event.id if hit.event is not None else None
    slug = hit.key if hit.of in (Of.GOAL, Of.KIND) else None
    return {
        "of": str(hit.of),
        "event": event,
        "slug": slug,
        "title": hit.title,
        "text": "" if hit.of is Of.PLACE else " ".join(hit.text.split()),
    }
