"""Dates that suit a group, best first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ipe_events.cli import documents, output, values
from ipe_events.cli.dates_lines import absent_lines, wrapped
from ipe_events.cli.declare import AsJson, group, show
from ipe_events.cli.opening import reading
from ipe_events.domain.minutes import parse_duration
from ipe_events.i18n import _, format_day_range, ngettext
from ipe_events.i18n.obstacles import obstacle_words, reasons

if TYPE_CHECKING:
    from ipe_events.domain.availability import Obstacle
    from ipe_events.domain.slots import LeftOut, Ranking, Slot

# What is read at a glance; the rest is asked for.
SHOWN = 8

app = group()


@app.command(
    "slots",
    epilog=show("slots --group kernteam --length 2:00 --from 2027-01-11 --to 2027-02-26"),
)
def slots(
    ctx: typer.Context,
    group: Annotated[str, typer.Option(metavar="GROUP", help="Who must be there.")],
    length: Annotated[str, typer.Option(metavar="TIME", help="As 1:30, 90m or 2h.")],
    from_day: Annotated[
        str, typer.Option("--from", metavar="DATE", help="The first day, as 2027-01-12.")
    ],
    to_day: Annotated[
        str, typer.Option("--to", metavar="DATE", help="The last day, as 2027-01-12.")
    ],
    everything: Annotated[bool, typer.Option("--all", help="Every day, not the best few.")] = False,
    as_json: AsJson = False,
) -> None:
    """Rank the days that suit a group: every institution first, then most people."""
    from ipe_events.services import slots as services

    minutes = parse_duration(length, "length")
    first, last = values.days(from_day, to_day)
    assert first is not None
    assert last is not None
    with reading(ctx) as view:
        found = services.find(view, group, minutes, first, last)
    if as_json:
        output.emit(_document(found))
        return
    shown = found.slots if everything else found.slots[:SHOWN]
    for number, slot in enumerate(shown, 1):
        output.say(*_lines(number, slot))
    more = len(found.slots) - len(shown)
    if more:
        words = ngettext("{count} more day: --all", "{count} more days: --all", more)
        output.say(words.format(count=more))
    if not found.slots:
        output.say(_("Nobody can be there on any of these days."))
    for line in left_out(found.left_out):
        output.say(line)


def _lines(number: int, slot: Slot) -> list[str]:
    """A day for people: who is at the table, then who is not and why."""
    when = output.moment(slot.day, None, slot.start, slot.end)
    heads = _("{heads} of {seats}").format(heads=slot.heads, seats=slot.seats)
    table = _("every institution") if slot.complete else ""
    found = [f"{number:>3}  {when}  {heads}  {table}"]
    if slot.missing:
        names = ", ".join(output.plain(name) for _slug, name in slot.missing)
        found += wrapped(_("without {names}").format(names=names), "!")
    found += absent_lines(slot.absent, "–")
    if slot.deputies:
        names = ", ".join(output.plain(name) for name in slot.deputies)
        found += wrapped(_("deputy: {names}").format(names=names), "+")
    return found


def left_out(days: Iterable[LeftOut]) -> list[str]:
    """The days nobody can be there, in runs; weekends go without saying."""
    runs: list[tuple[date, date, tuple[Obstacle, ...]]] = []
    for one in days:
        if one.day.isoweekday() > 5 and not any(each.name for each in one.obstacles):
            continue
        if runs and runs[-1][2] == one.obstacles and (one.day - runs[-1][1]).days <= 3:
            runs[-1] = (runs[-1][0], one.day, one.obstacles)
        else:
            runs.append((one.day, one.day, one.obstacles))
    words = _("left out: {days} ({reason})")
    return [
        words.format(days=format_day_range(first, last), reason=reasons(why))
        for first, last, why in runs
    ]


def _document(found: Ranking) -> documents.Document:
    return {
        "slots": [
            {
                "date": documents.day(slot.day),
                "start": documents.clock(slot.start),
                "end": documents.clock(slot.end),
                "complete": slot.complete,
                "heads": slot.heads,
                "seats": slot.seats,
                "missing": [slug for slug, _name in slot.missing],
                "absent": [
                    {
                        "name": one.name,
                        "organisation": one.organisation,
                        "reasons": [
                            {"code": each.code, "message": obstacle_words(each, language="en")}
                            for each in one.obstacles
                        ],
                    }
                    for one in slot.absent
                ],
                "deputies": list(slot.deputies),
            }
            for slot in found.slots
        ],
        "skipped": [
            {"date": documents.day(one.day), "reason": reasons(one.obstacles, language="en")}
            for one in found.left_out
        ],
    }
