"""How commands are declared, so that the same options have the same names everywhere."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ipe_events.domain.errors import refuse

# SQLite's largest key: a larger number cannot be any event's.
LARGEST = 2**63 - 1

AsJson = Annotated[bool, typer.Option("--json", help="One JSON document, for scripts.")]


def known(number: int | None) -> int | None:
    """Refuses a number that no event can have."""
    if number is not None and not 0 < number <= LARGEST:
        raise refuse("unknown-event", "event", id=number)
    return number


def all_known(numbers: list[int]) -> list[int]:
    """Refuses numbers that no event can have; each counts once."""
    return [number for number in dict.fromkeys(numbers) if known(number) is not None]


EventId = Annotated[int, typer.Argument(metavar="ID", help="Its number.", callback=known)]
EventIds = Annotated[
    list[int],
    typer.Argument(metavar="ID", help="Its number; several: as one change.", callback=all_known),
]
Day = Annotated[str | None, typer.Option("--date", metavar="DATE", help="As 2027-01-12.")]
FromDay = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="The first day, as 2027-01-12.")
]
ToDay = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="The last day, as 2027-01-12.")
]
UntilDay = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="The last day, as 2027-01-12.")
]
Start = Annotated[str | None, typer.Option("--start", metavar="TIME", help="As 13:00.")]
End = Annotated[str | None, typer.Option("--end", metavar="TIME", help="As 15:00.")]
Title = Annotated[
    str | None, typer.Option("--title", metavar="TEXT", help="Instead of the kind's name.")
]
Location = Annotated[str | None, typer.Option("--location", metavar="TEXT", help="Where it is.")]
Online = Annotated[str | None, typer.Option("--online", metavar="URL", help="The link to join.")]
Host = Annotated[str | None, typer.Option("--host", metavar="ORG", help="Who receives.")]
Goal = Annotated[str | None, typer.Option("--goal", metavar="GOAL", help="What it works on.")]
Named = Annotated[
    str | None,
    typer.Option(
        "--privacy",
        metavar="WHO",
        help="Whom the invitation names: all, organisations, or the recipient alone.",
    ),
]
Org = Annotated[str | None, typer.Option("--org", metavar="ORG", help="Of this organisation.")]


def group(summary: str | None = None, /, example: str = "", **settings: Any) -> typer.Typer:
    """A group of commands, described here or by its callback; alone it shows its help."""
    described = {} if summary is None else {"help": summary}
    return typer.Typer(
        epilog=show(example) if example else None,
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        **{"no_args_is_help": True, **described, **settings},
    )


def show(example: str) -> str:
    """The last line of a help text: how the command is typed."""
    # The mark keeps it on one line, to be copied.
    return f"\b\nExample: ipe-events {example}"


def need_any(ctx: typer.Context, *flags: str) -> None:
    """Wrong usage when none of these options was given."""
    wanted = {param.name for param in ctx.command.params if set(param.opts) & set(flags)}
    if all(ctx.params.get(name) in (None, False, [], ()) for name in wanted):
        ctx.fail(f"Nothing to do: give at least one of {', '.join(flags)}.")
