"""What the screens of a first run may ask and order: there is no workspace yet."""

from __future__ import annotations

from pathlib import Path

from ipe_events import i18n
from ipe_events.domain.new_programme import NewProgramme, Partners, Typed, typed_partners
from ipe_events.domain.records import Named
from ipe_events.i18n import _
from ipe_events.services import new_programme, programmes, setup, upkeep
from ipe_events.services.workspace import Clock


def shipped() -> list[Named]:
    """The programme files that come with the program."""
    return programmes.shipped()


def partners(typed: Typed) -> Partners:
    """The partners as they would be read; with neither lines nor a file nobody."""
    if typed.file:
        return new_programme.in_file(Path(typed.file).expanduser())
    return typed_partners(typed.lines) if typed.lines.strip() else Partners((), ())


def create(path: Path, clock: Clock, source: str, organiser: str, *, with_demo: bool) -> str:
    """Make a workspace with a programme, whole for the demo; the programme's short name."""
    text, name = programmes.source(source)
    return _begin(path, clock, text, name, organiser, with_demo=with_demo)


def create_new(path: Path, clock: Clock, typed: Typed) -> str:
    """Make a workspace with a programme as it was typed; refuses when a row cannot be used."""
    found = partners(typed)
    if found.rejected:
        raise new_programme.refused(found)
    wanted = NewProgramme(
        name=typed.name.strip(),
        partners=found.sound,
        years=tuple(typed.years.replace(",", " ").split()),
        subdivision=typed.region,
        language=i18n.language(),
    )
    text = new_programme.text_of(wanted, clock().date())
    return _begin(path, clock, text, wanted.name, typed.organiser)


def _begin(
    path: Path, clock: Clock, text: str, name: str, organiser: str, *, with_demo: bool = False
) -> str:
    # A workspace that is there gets the programme; one that was made for it goes when that fails.
    with (
        upkeep.made(path, clock) as workspace,
        workspace.change(_("New programme")) as change,
    ):
        slug = setup.add(change, text, name, {}, organiser or None)
        if with_demo:
            from ipe_events.services import demo

            demo.fill(change)
    return slug
