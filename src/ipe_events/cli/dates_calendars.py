"""Calendars: those of others as busy time, and ours for others to follow."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from ipe_events.cli import output
from ipe_events.cli.declare import AsJson, Org, group, show
from ipe_events.cli.opening import changing, reading
from ipe_events.i18n import ngettext

app = group()
calendars = group(
    "Calendars of others.", example="calendar import noor.ics --busy noor@example.org"
)
app.add_typer(calendars, name="calendar")


@calendars.command("import", epilog=show("calendar import noor.ics --busy noor@example.org"))
def import_calendar(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.ics", help="Exported from a calendar.")],
    busy: Annotated[str, typer.Option(metavar="EMAIL|ORG", help="Whose calendar it is.")],
    source: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Takes the place of what this name gave; else FILE's."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Keep when somebody is busy; what they do there is not kept."""
    from ipe_events.i18n.sentences import explain
    from ipe_events.services import calendars as services
    from ipe_events.services.reading import content

    # Read before the workspace is locked.
    read = content(file, limit=services.LARGEST)
    with changing(ctx, "calendar import") as change:
        found = services.import_busy(change, busy, read, file.name, source)
    if as_json:
        output.emit(
            {
                "busy": [{"start": _utc(start), "end": _utc(end)} for start, end in found.periods],
                "warnings": [
                    {"code": one.code, "message": explain(one, language="en")}
                    for one in found.warnings
                ],
            }
        )
        return
    count = len(found.periods)
    words = ngettext("{count} busy time kept", "{count} busy times kept", count)
    output.say(words.format(count=count))
    for one in found.warnings:
        output.warn(explain(one))


@app.command("feed", epilog=show("feed --group kernteam --out kernteam.ics"))
def feed(
    ctx: typer.Context,
    out: Annotated[Path, typer.Option(metavar="FILE.ics", help="Where to write it.")],
    org: Org = None,
    group: Annotated[
        str | None, typer.Option(metavar="GROUP", help="What this group is invited to.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="The whole programme.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write a calendar to follow: what is planned, without who is invited."""
    from ipe_events.services import feeds

    if [org is not None, group is not None, everything].count(True) != 1:
        ctx.fail("Give one of --org, --group and --all.")
    with reading(ctx) as view:
        made = feeds.feed(view, organisation=org, group=group)
    path = feeds.write(out, made)
    words = ngettext("{count} event in {path}", "{count} events in {path}", made.events)
    document = {"files": [str(path)], "events": made.events}
    output.tell(as_json, document, words.format(count=made.events, path=path))


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
