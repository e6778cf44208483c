"""Opens the screens; by itself when nothing else is asked, without what only commands need."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from ipe_events import faults, i18n, paths, settings
from ipe_events.cli import output
from ipe_events.cli.opening import Run, clock
from ipe_events.domain.errors import Refused, refuse

OPTIONS = ("--workspace", "--programme", "--lang")
# Set by a shell that asks what may come next.
COMPLETE = "_IPE_EVENTS_COMPLETE"


def only_options(arguments: Sequence[str]) -> Mapping[str, str] | None:
    """The options of a command line that asks for the screens; None when it may ask for more.

    Whatever is unusual is left to the whole command line, which knows what to say of it.
    """
    if os.environ.get(COMPLETE):
        return None
    pairs = dict(zip(arguments[::2], arguments[1::2], strict=False))
    usual = len(arguments) == 2 * len(pairs) and set(pairs) <= set(OPTIONS)
    spoken = pairs.get("--lang", i18n.DEFAULT) in i18n.LANGUAGES
    return (
        pairs if usual and spoken and not any(v.startswith("-") for v in pairs.values()) else None
    )


def start(workspace: str | None, programme: str | None, lang: str | None) -> Run:
    """What holds for this run; the language is set as soon as it is known."""
    i18n.use(i18n.pick_language(lang, None, os.environ))
    loaded = settings.load(paths.settings_file())
    i18n.use(i18n.pick_language(lang, loaded.language, os.environ))
    return Run(workspace, programme, loaded)


def can_show() -> bool:
    """Whether there is a terminal on both sides."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def show(run: Run, path: Path) -> None:
    """Open the screens on a workspace until the user leaves."""
    if not can_show():
        raise refuse("no-terminal")
    from ipe_events.tui.run import run as run_screens

    run_screens(
        path,
        programme=run.programme,
        language=i18n.language(),
        clock=clock(),
        settings=run.settings,
    )


def run(options: Mapping[str, str]) -> None:
    """Open the screens as the only thing this process does."""
    output.prepare()
    try:
        wanted = start(*(options.get(name) for name in OPTIONS))
        show(wanted, wanted.path())
    except Refused as refused:
        output.fail(explained(refused))
        sys.exit(1)
    except Exception as error:
        output.fail(fault(error, "screens"))
        sys.exit(1)


def explained(refused: Refused) -> str:
    """Why not, in one line."""
    # Imported here: the catalogue takes time, and most runs refuse nothing.
    from ipe_events.i18n.sentences import explain_all

    return explain_all(refused)


def fault(error: BaseException, command: str) -> str:
    """Keep a fault of the program's own in the log; what to say of it, in one line."""
    file = faults.record(error, command)
    if file is None:
        return i18n._("something went wrong in the program itself")
    words = i18n._("something went wrong in the program itself; where is written in {path}")
    return words.format(path=file)
