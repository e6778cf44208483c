"""What was changed, undo and redo, copies of the workspace, and whether it is sound."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from ipe_events.cli import output
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, group, show
from ipe_events.cli.opening import clock, opened, run_of
from ipe_events.domain.errors import Refused, refuse
from ipe_events.i18n import N_, _, format_date, ngettext

KINDS = {
    "do": "",
    "undo": N_("undo"),
    "redo": N_("redo"),
    "barrier": N_("cannot be undone"),
}

app = group()
backup = group("Copies of the workspace.", example="backup create")
app.add_typer(backup, name="backup")


@app.command("log", epilog=show("log --limit 10"))
def log(
    ctx: typer.Context,
    change: Annotated[
        int | None, typer.Argument(metavar="[ID]", help="One change: what it was, and is.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many changes.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Show what was changed, newest first; or what one change did, row by row."""
    if change is not None:
        _show_change(ctx, change, limit, as_json=as_json)
        return
    with opened(ctx) as workspace:
        found = workspace.history(limit)
    if as_json:
        keys = ("id", "kind", "label", "at", "undone", "rows")
        output.emit({"changes": [{key: getattr(item, key) for key in keys} for item in found]})
        return
    rows = [
        (
            str(item.id),
            _moment(datetime.fromisoformat(item.at)),
            item.label,
            _("undone") if item.undone and item.kind == "do" else _word(item.kind),
        )
        for item in found
    ]
    table((_("id"), _("when"), _("what"), ""), rows, right=(0,), whole=(1,))


def _show_change(ctx: typer.Context, number: int, limit: int, *, as_json: bool) -> None:
    from dataclasses import asdict

    from ipe_events.i18n import change_words
    from ipe_events.services import history

    with opened(ctx) as workspace, workspace.read() as view:
        found = history.details(view, number, limit=limit)
    if as_json:
        rows = [asdict(row) for row in found.rows]
        output.emit({**asdict(found.line), "changed": rows, "more": found.more})
        return
    moment = _moment(datetime.fromisoformat(found.line.at))
    output.say(f"{moment}  {output.plain(found.line.label)}")
    for row in found.rows:
        kind, what = _(change_words.KINDS[row.kind]), change_words.row_words(row)
        output.say(f"{kind}: {output.plain(what)}")
        for label, before, after in change_words.field_words(row):
            values = (before or "–", after or "–") if row.kind == "changed" else (before or after,)
            output.say(f"  {label}: {output.plain(' → '.join(values))}")
    if found.more:
        words = ngettext("and {number} row more", "and {number} rows more", found.more)
        output.say(words.format(number=found.more))


def _word(kind: str) -> str:
    return _(KINDS[kind]) if KINDS[kind] else ""


@app.command("undo", epilog=show("undo"))
def undo(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Take the last change back; what was told to people stays told."""
    with opened(ctx) as workspace:
        label = workspace.undo()
    words = _("Undone: {label}").format(label=output.plain(label))
    output.tell(as_json, {"undone": label}, words)


@app.command("redo", epilog=show("redo"))
def redo(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Carry out again what was undone last."""
    with opened(ctx) as workspace:
        label = workspace.redo()
    words = _("Carried out again: {label}").format(label=output.plain(label))
    output.tell(as_json, {"redone": label}, words)


@backup.command("create", epilog=show("backup create"))
def create(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Copy the workspace now, also into the second folder when there is one."""
    from ipe_events.services import upkeep

    with opened(ctx) as workspace:
        files = [output.absolute(file) for file in upkeep.create(workspace)]
    document = {"file": files[0], "second_copy": files[1] if len(files) > 1 else None}
    output.tell(as_json, document, *(_("Copied to {path}").format(path=file) for file in files))


@backup.command("list", epilog=show("backup list"))
def list_copies(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the copies of the workspace, newest first."""
    from ipe_events.services import upkeep

    run = run_of(ctx)
    found = upkeep.copies(run.path())
    folder = run.settings.backup_folder
    if as_json:
        copies = [
            {
                "file": output.absolute(item.file),
                "made": item.made.isoformat(timespec="seconds"),
                "bytes": item.size,
            }
            for item in found
        ]
        output.emit({"copies": copies, "second_folder": folder and str(folder)})
        return
    for item in found:
        size = max(1, item.size // 1000)
        output.say(f"{_moment(item.made)}  {size:>7} kB  {output.absolute(item.file)}")
    if not found:
        output.say(_("There is no copy yet."))
    output.say(_second_folder_words(folder))


@backup.command("restore", epilog=show("backup restore ipe-events-2027-01-12.db"))
def restore(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A copy, by path or as backup list names it.")
    ],
    as_json: AsJson = False,
) -> None:
    """Put a copy in the place of the workspace; what was there is copied first."""
    from ipe_events.services import upkeep

    copy, kept = upkeep.restore(run_of(ctx).path(), file, clock()())
    document = {"restored": output.absolute(copy), "kept": kept and output.absolute(kept)}
    lines = [_("Restored {path}").format(path=output.absolute(copy))]
    if kept is not None:
        lines.append(_("What was there is kept in {path}").format(path=output.absolute(kept)))
    output.tell(as_json, document, *lines)


@backup.command("folder", epilog=show("backup folder /media/usb/ipe-events"))
def folder(
    ctx: typer.Context,
    path: Annotated[
        str | None, typer.Argument(metavar="PATH", help="Where a second copy goes.")
    ] = None,
    off: Annotated[bool, typer.Option("--off", help="Keep no second copy.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say where a second copy goes, and make the first; without a path: show where."""
    from ipe_events import paths, settings
    from ipe_events.services import upkeep

    if off and path is not None:
        ctx.fail("Give a PATH or --off.")
    wanted, file = run_of(ctx).settings.backup_folder, None
    if off:
        wanted = None
        settings.save(paths.settings_file(), "backup_folder", "")
    elif path is not None:
        wanted = Path(output.absolute(Path(path)))
        with opened(ctx) as workspace:
            workspace.second_folder = wanted
            file = upkeep.copy_to_folder(workspace, wanted)
        settings.save(paths.settings_file(), "backup_folder", str(wanted))
    document = {"folder": wanted and str(wanted), "file": file and str(file)}
    lines = [_("Copied to {path}").format(path=file)] if file else []
    output.tell(as_json, document, *lines, _second_folder_words(wanted))


def _second_folder_words(folder: Path | None) -> str:
    if folder is None:
        return _("No second copy is kept; choose a folder with: ipe-events backup folder PATH")
    return _("A second copy goes to {path}").format(path=folder)


@app.command("doctor", epilog=show("doctor"))
def doctor(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Examine the workspace: its integrity, references, schema, journal and counts."""
    from ipe_events.services import upkeep

    place = output.absolute(run_of(ctx).path())
    try:
        with opened(ctx) as workspace:
            health = upkeep.health(workspace)
    except Refused as refused:
        if as_json:
            faults = [problem.code for problem in refused.problems]
            output.emit(_health(place, faults, {}, None))
        raise
    if as_json:
        output.emit(_health(place, list(health.faults), health.counts, health.revision))
    if health.faults:
        raise refuse("workspace-unsound", path=place, faults=list(health.faults))
    if not as_json:
        rows = sum(health.counts.values())
        words = ngettext("{path} is sound: {count} row", "{path} is sound: {count} rows", rows)
        output.say(words.format(path=place, count=rows))
        for name, count in health.counts.items():
            output.say(f"  {name}: {count}")


def _health(
    place: str, faults: list[str], counts: dict[str, int], revision: str | None
) -> dict[str, object]:
    return {
        "workspace": place,
        "sound": not faults,
        "faults": faults,
        "counts": counts,
        "revision": revision,
    }


def _moment(moment: datetime) -> str:
    local = moment.astimezone()
    return f"{format_date(local, weekday=False)} {local:%H:%M}"
