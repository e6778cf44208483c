"""The settings of the user's own, as the screens have them too."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ipe_events.cli import output
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, group, show
from ipe_events.domain.errors import refuse
from ipe_events.i18n import _

app = group()
settings = group("Settings of your own.", example="settings list")
app.add_typer(settings, name="settings")


@settings.command("list", epilog=show("settings list"))
def list_settings(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show the settings, which of them you set, and the file they are kept in."""
    from ipe_events import paths
    from ipe_events.cli.opening import run_of

    values, keys = _values(run_of(ctx).settings), run_of(ctx).settings.keys
    file = output.absolute(paths.settings_file())
    if as_json:
        rows = [
            {"name": name, "value": value, "usual": usual}
            for name, (value, usual) in values.items()
        ]
        output.emit({"file": file, "settings": rows, "keys": dict(keys)})
        return
    table(
        (_("setting"), _("value"), _("usual")),
        [(name, _shown(value), _shown(usual)) for name, (value, usual) in values.items()],
    )
    output.say(
        *(f"[keys] {output.plain(name)} = {output.plain(key)}" for name, key in keys.items())
    )
    output.say(_("Kept in {path}").format(path=output.plain(file, len(file))))


@settings.command("set", epilog=show("settings set language nl"))
def set_setting(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="As settings list names it.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help='"" for the usual one.')],
    as_json: AsJson = False,
) -> None:
    """Set one; the rest of the file, comments too, stays as it is."""
    from ipe_events import paths, settings
    from ipe_events.cli.opening import run_of

    wanted = settings.check(run_of(ctx).settings, {name: value})
    if name == "theme" and value:
        _must_be_a_theme(value)
    if wanted.get("backup_folder"):
        _first_copy(ctx, Path(value))
    file = paths.settings_file()
    settings.save_all(file, wanted)
    now, _usual = _values(settings.load(file))[name]
    words = _("{name} is {value} from now on").format(name=name, value=_shown(now))
    if now is None:
        words = _("{name} is as usual from now on").format(name=name)
    output.tell(as_json, {"name": name, "value": now}, words)


def _values(found: object) -> dict[str, tuple[str | int | None, str | int | None]]:
    """Each setting with its value, and what it is when nobody sets it."""
    from ipe_events.settings import NAMES, Settings

    def value(of: object, name: str) -> str | int | None:
        one = getattr(of, name)
        return one if one is None or isinstance(one, int) else str(one)

    return {name: (value(found, name), value(Settings(), name)) for name in NAMES}


def _first_copy(ctx: typer.Context, folder: Path) -> None:
    """A second folder gets a copy at once, when there is something to copy."""
    from ipe_events.cli.opening import opened, run_of
    from ipe_events.services import upkeep

    if run_of(ctx).path().exists():
        with opened(ctx) as workspace:
            upkeep.copy_to_folder(workspace, Path(output.absolute(folder)))


def _shown(value: str | int | None) -> str:
    return "–" if value is None else str(value)


def _must_be_a_theme(name: str) -> None:
    # Imported here: only the screens know the themes, and they take long to import.
    from ipe_events.tui.theme_names import theme_names

    themes = theme_names()
    if name not in themes:
        raise refuse("unknown-theme", "theme", value=name, known=", ".join(themes))
