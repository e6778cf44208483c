"""Opens the workspace that the options and the environment name, with its clock."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ipe_events import paths
from ipe_events.domain.errors import refuse
from ipe_events.domain.when import parse_iso_datetime
from ipe_events.settings import Settings

if TYPE_CHECKING:
    import typer

    from ipe_events.services.workspace import Change, View, Workspace

NOW_VARIABLE = "IPE_EVENTS_NOW"
ZONE = "Europe/Amsterdam"


@dataclass(frozen=True, slots=True)
class Run:
    """What holds for every command of this run."""

    workspace: str | None
    programme: str | None
    settings: Settings

    def path(self, *, demo: bool = False) -> Path:
        """The workspace file that is meant; refuses a name that no file can have."""
        path = paths.workspace(self.workspace, os.environ, Path.cwd(), demo=demo)
        try:
            path.exists()
        except OSError:
            raise refuse("workspace-unreachable", path=str(path)) from None
        return path


def run_of(ctx: typer.Context) -> Run:
    """What the global options said."""
    found = ctx.find_object(Run)
    assert found is not None
    return found


def clock(zone: str = ZONE) -> Callable[[], datetime]:
    """The clock: the system's, or the wall-clock time in `zone` that the environment names."""
    text = os.environ.get(NOW_VARIABLE)
    if not text:
        return lambda: datetime.now(UTC)
    moment = parse_iso_datetime(text, NOW_VARIABLE).replace(tzinfo=ZoneInfo(zone))
    return lambda: moment


@contextmanager
def opened(ctx: typer.Context) -> Iterator[Workspace]:
    """The workspace, which must be there."""
    from ipe_events.services.workspace import Workspace

    run = run_of(ctx)
    with _in_use(ctx, Workspace(run.path(), clock(), run.programme)) as workspace:
        yield workspace


@contextmanager
def created(ctx: typer.Context, path: Path, programme: str | None = None) -> Iterator[Workspace]:
    """The workspace, made when there is none; what was made goes again when the rest fails."""
    from ipe_events.services import upkeep

    with upkeep.made(path, clock(), programme) as made, _in_use(ctx, made) as workspace:
        yield workspace


@contextmanager
def reading(ctx: typer.Context) -> Iterator[View]:
    """A view on the workspace."""
    with opened(ctx) as workspace, workspace.read() as view:
        yield view


@contextmanager
def changing(ctx: typer.Context, label: str) -> Iterator[Change]:
    """A change of the workspace; the label names nobody, as it outlives who is erased."""
    from ipe_events.i18n.sentences import clean

    with opened(ctx) as workspace, workspace.change(clean(label)) as change:
        yield change


@contextmanager
def _in_use(ctx: typer.Context, workspace: Workspace) -> Iterator[Workspace]:
    try:
        workspace.second_folder = run_of(ctx).settings.backup_folder
        if os.environ.get(NOW_VARIABLE):
            workspace.clock = clock(_zone(workspace))
        yield workspace
        if not ctx.params.get("as_json"):
            _warn(workspace)
    finally:
        workspace.close()


def _zone(workspace: Workspace) -> str:
    """The zone of the programme in hand; the usual one when it is not known which that is."""
    from ipe_events.services import programmes

    with workspace.read() as view:
        known = programmes.programmes(view)
    wanted = [line for line in known if workspace.programme in (None, line.slug)]
    return wanted[0].zone if len(wanted) == 1 else ZONE


def _warn(workspace: Workspace) -> None:
    """Say it when the copy that survives a broken laptop is old."""
    from ipe_events.cli import output
    from ipe_events.i18n import _
    from ipe_events.services import upkeep

    if upkeep.second_copy_is_stale(workspace):
        words = _("the second copy in {path} is missing or older than seven days")
        output.warn(words.format(path=workspace.second_folder))


def exports(name: str) -> Path:
    """A folder of this name under the export folder."""
    return paths.exports(Path.cwd()) / name
