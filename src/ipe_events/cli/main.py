"""The command line: its global options, where each command lives, and the boundary of errors."""

from __future__ import annotations

import gc
import os
import sys
from enum import StrEnum
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from ipe_events import __version__, i18n
from ipe_events.cli import output, screens
from ipe_events.cli.declare import group
from ipe_events.cli.lazily import Lazily
from ipe_events.domain.errors import Refused, refuse

NAME = "ipe-events"

# Each command with its module and what it does; the module is imported when the command runs.
SECTIONS: dict[str, dict[str, tuple[str, str]]] = {
    "The programme": {
        "programmes": ("programmes", "The programmes that are shipped."),
        "init": ("programmes", "Add a programme to the workspace."),
        "demo": ("demonstration", "A programme with fictional people, to try things out."),
        "programme": ("programmes", "The programmes in the workspace."),
        "choices": ("programmes", "What the plan leaves open."),
        "choose": ("programmes", "Read the plan another way."),
        "settle": ("programmes", "Settle a date on which the plan contradicts itself."),
        "goal": ("goals", "Goals, themes and experiments."),
        "kind": ("kinds", "Kinds of event, and what is checked of them."),
        "line": ("plan_lines", "What partners promise for."),
        "commitment": ("plan", "What partners promise per year."),
    },
    "Partners and people": {
        "org": ("organisations", "Organisations."),
        "person": ("people", "People."),
        "group": ("groups", "Groups and who sits in them."),
        "closure": ("closures", "Days on which somebody cannot meet."),
    },
    "Events": {
        "event": ("events", "Plan, change, invite, and keep who was there."),
        "plan-year": ("year", "Plan the meetings of a whole year."),
        "series": ("series", "Events that repeat."),
        "dates": ("series", "The dates a repetition rule gives."),
        "checks": ("series", "Warnings about what is planned."),
        "search": ("search", "Look through meetings, people, partners and notes."),
        "slots": ("dates_slots", "Dates that suit a group, best first."),
        "poll": ("dates_polls", "Ask which of several dates suits."),
        "calendar": ("dates_calendars", "Calendars of others, as busy time."),
        "feed": ("dates_calendars", "A calendar for others to follow."),
        "invitations": ("invitations", "Who must be told what."),
        "replies": ("replies", "Answers that guests sent, from files and mails."),
        "review": ("replies", "What came in and waits for you."),
    },
    "Hours and money": {
        "hours": ("hours", "Promised, realised, planned and left; log hours."),
        "work": ("work", "Work expected outside meetings."),
        "rate": ("rates", "What an hour is worth."),
        "budget": ("budget", "Cash and hours per budget year."),
        "cost": ("money", "What the programme costs, planned and actual."),
        "cash": ("money", "Cash of partners: promised, invoiced, received."),
        "report": ("reports", "Progress, the year on one sheet, lists to sign."),
    },
    "Keeping": {
        "log": ("keeping", "What was changed."),
        "undo": ("keeping", "Take the last change back."),
        "redo": ("keeping", "Carry out again what was undone."),
        "backup": ("keeping", "Copies of the workspace."),
        "doctor": ("keeping", "Whether the workspace is sound."),
        "settings": ("settings", "Language, colours, second folder, bounds of the status."),
        "completion": ("completing", "What makes Tab complete commands in your shell."),
        "keys": ("keys", "The keys of the screens."),
    },
}
COMMANDS = {name: entry for section in SECTIONS.values() for name, entry in section.items()}


class Root(TyperGroup):
    """All commands, and the boundary that no error gets past."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = Lazily({name: module for name, (module, _what) in COMMANDS.items()})

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The commands by section, without importing them."""
        for section, commands in SECTIONS.items():
            with formatter.section(section):
                formatter.write_dl([(name, entry[1]) for name, entry in commands.items()])

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """The commands and options that begin so, without importing the commands."""
        from ipe_events.cli import completing

        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return completing.items(
            (name, entry[1]) for name, entry in COMMANDS.items() if name.startswith(incomplete)
        )

    def get_command(self, ctx: Any, name: str) -> Any:
        """A command; when a shell asks, one that knows what its options may be."""
        command = super().get_command(ctx, name)
        if command is not None and ctx.resilient_parsing:
            from ipe_events.cli import completing

            completing.teach(command, (name,))
        return command

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take what was typed, unless it holds bytes that are no text in any language."""
        if ctx.resilient_parsing:
            from ipe_events.cli import completing

            completing.teach(self)
        try:
            "".join(args).encode()
        except UnicodeEncodeError:
            i18n.use(i18n.pick_language(None, None, os.environ))
            output.fail(screens.explained(refuse("not-text")))
            raise typer.Exit(1) from None
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run a command; what it refuses is one line, and so is a fault."""
        try:
            return super().invoke(ctx)
        except Refused as refused:
            output.fail(screens.explained(refused))
            raise typer.Exit(1) from None
        except typer.TyperException as usage:
            if getattr(usage, "option_name", "") in screens.OPTIONS:
                usage.message += "; give it before the command"
            raise
        except (typer.Exit, typer.Abort):
            raise
        except BrokenPipeError:
            # Whoever read the output has seen enough; what was asked for is done by then.
            raise typer.Exit from None
        except Exception as error:
            output.fail(screens.fault(error, ctx.invoked_subcommand or NAME))
            raise typer.Exit(1) from None


class Language(StrEnum):
    """The languages the program speaks to people."""

    NL = "nl"
    EN = "en"


app = group(example="init sion", cls=Root, invoke_without_command=True, no_args_is_help=False)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"{NAME} {__version__}")
        raise typer.Exit


@app.callback()
def start(
    ctx: typer.Context,
    workspace: Annotated[
        str | None, typer.Option(metavar="PATH", help="The workspace file.")
    ] = None,
    programme: Annotated[
        str | None, typer.Option(metavar="SLUG", help="Which programme, when there are several.")
    ] = None,
    lang: Annotated[Language | None, typer.Option(help="The language of what is printed.")] = None,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="The version."),
    ] = False,
) -> None:
    """Plan interprofessional education events, keep partners' hours, send invitations.

    Without a command the screens open. Every command has --help with an example.
    """
    ctx.obj = screens.start(workspace, programme, lang)
    if ctx.invoked_subcommand is None:
        screens.show(ctx.obj, ctx.obj.path())


def run() -> None:
    """Run the command line of this process."""
    output.prepare()
    if os.environ.get(screens.COMPLETE):
        from ipe_events.cli import completing

        completing.answer(app)
        return
    try:
        app(prog_name=NAME)
    finally:
        _finish()
        # What is left goes with the process: looking for garbage in it takes a tenth of its time.
        gc.freeze()


def _finish() -> None:
    """Write what is still to be written; whoever stopped reading gets no traceback."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError) as error:
        output.abandon()
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            output.fail(screens.explained(refuse("output-unwritable")))
            sys.exit(1)
