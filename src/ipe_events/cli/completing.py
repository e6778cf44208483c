"""What may come next on a command line, for the shell that asks when Tab is pressed."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from typer._click.shell_completion import CompletionItem
from typer._completion_classes import completion_init
from typer._completion_shared import get_completion_script

from ipe_events import paths
from ipe_events.cli.declare import AsJson, group, show
from ipe_events.cli.opening import clock
from ipe_events.cli.output import emit, write
from ipe_events.cli.screens import COMPLETE

NAME = "ipe-events"

# What stands in the place of each of these words in a help text.
TOPICS = {
    "ORG": ("organisation",),
    "GROUP": ("group",),
    "KIND": ("kind",),
    "GOAL": ("goal",),
    "LINE": ("line",),
    "ID": ("event",),
    "EMAIL": ("person",),
    "EMAIL|ID": ("person",),
    "OLD": ("person",),
    "NEW": ("person",),
    "EMAIL|ORG": ("person", "organisation"),
    "EMAIL|ORG|ORG=N": ("person", "organisation"),
    "EMAIL|ORG|GROUP": ("person", "organisation", "group"),
    "POLL": ("poll",),
    "STATEMENT": ("statement",),
    "SLUG": ("programme",),
    "SLUG|FILE.toml": ("shipped",),
}
# The kind of an organisation or a goal is no kind of event, and what is added is new.
EXCEPT = {("goal", "KIND"), ("org", "KIND"), ("org", "EMAIL")}
NEW = {"slug", "email"}
NUMBERED_EVENTS = {"event", "event_id", "event_ids"}

_ALTERNATIVES = re.compile(r"((?:[a-z][\w-]*, )*[a-z][\w-]*),? or ([a-z][\w-]*)(?=[.;( ]|$)")
# A shell carries out what it is given: what means something to one is no completion.
_SAFE = re.compile(r"[\w.@+-]+")
_UNSAFE = re.compile(r"[^\w .,@+–-]")

app = group()


class Shell(StrEnum):
    """The shells that can ask."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


def answer(root: typer.Typer) -> None:
    """Say what may come next, and nothing at all when that cannot be known."""
    completion_init()
    sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    try:
        root(prog_name=NAME, complete_var=COMPLETE)
    except Exception:
        sys.exit(0)


def teach(command: Any, words: tuple[str, ...] = ()) -> None:
    """Let a command and those in it know what their options and arguments may be."""
    for param in command.params:
        topics = _topics(param, words)
        listed = _ALTERNATIVES.match(getattr(param, "help", None) or "")
        if topics:
            param.shell_complete = partial(_named, topics)
        elif listed is not None:
            param.shell_complete = partial(_listed, [*listed[1].split(", "), listed[2]])
    for name, child in getattr(command, "commands", {}).items() if words else ():
        teach(child, (*words, name))


def _topics(param: Any, words: tuple[str, ...]) -> tuple[str, ...]:
    new = words[1:] == ("add",) and param.name in NEW
    if new or (words[:1] and (words[0], param.metavar) in EXCEPT):
        return ()
    if param.metavar == "ID" and param.name not in NUMBERED_EVENTS:
        return ()
    return TOPICS.get(param.metavar or "", ())


def items(found: Iterable[tuple[str, str]]) -> list[CompletionItem]:
    """As shells take it: the values that are safe in all of them, each with what it is."""
    return [
        CompletionItem(value, help=_UNSAFE.sub("", what) or None)
        for value, what in found
        if _SAFE.fullmatch(value)
    ]


def _listed(words: list[str], _ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    return items((word, "") for word in words if word.startswith(incomplete))


def _named(topics: tuple[str, ...], ctx: typer.Context, incomplete: str) -> list[CompletionItem]:
    return items(pair for topic in topics for pair in _read(topic, ctx, incomplete))


def _read(topic: str, ctx: typer.Context, start: str) -> Iterator[tuple[str, str]]:
    if topic == "shipped":
        names = sorted(file.stem for file in paths.programme_files().glob("*.toml"))
        yield from ((name, "") for name in names if name.startswith(start))
        return
    from ipe_events.services import short_names

    options = ctx.find_root().params
    path = paths.workspace(options.get("workspace"), os.environ, Path.cwd())
    programme, today = options.get("programme") or "", clock()().date().isoformat()
    yield from short_names.read(path, topic, start, programme=programme, today=today)


@app.command(epilog=show("completion bash"))
def completion(
    shell: Annotated[Shell, typer.Argument(metavar="SHELL", help="bash, zsh, fish or powershell.")],
    as_json: AsJson = False,
) -> None:
    """Print what makes Tab complete commands in a shell; its start-up file is the place for it."""
    script = get_completion_script(prog_name=NAME, complete_var=COMPLETE, shell=shell)
    if as_json:
        emit({"shell": shell, "script": script})
    else:
        write(script)
