"""What an hour is worth."""

from __future__ import annotations

from typing import Annotated

import typer

from ipe_events.cli import documents, output, values
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, FromDay, UntilDay, group, show
from ipe_events.cli.opening import changing, reading
from ipe_events.domain.euros import parse_euros
from ipe_events.domain.rates import Method, RateDraft, RateLine
from ipe_events.i18n import _, format_money

app = group()
rate = group("What an hour of an organisation or a person is worth.", example="rate list")
app.add_typer(rate, name="rate")


@rate.command("add", epilog=show("rate add --org viaa --rate 57,50 --method gpl --from 2027-01-01"))
def add(
    ctx: typer.Context,
    cents: Annotated[str, typer.Option("--rate", metavar="EUROS", help="An hour, as 57,50.")],
    org: Annotated[
        str | None, typer.Option("--org", metavar="ORG", help="Of this organisation.")
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", metavar="EMAIL|ID", help="Of this person.")
    ] = None,
    method: Annotated[
        str, typer.Option(metavar="METHOD", help="fixed, wages, integral or gpl.")
    ] = "fixed",
    basis: Annotated[
        str, typer.Option(metavar="TEXT", help="The hours or the scale behind it.")
    ] = "",
    source: Annotated[str, typer.Option(metavar="TEXT", help="The document it stands in.")] = "",
    first: FromDay = None,
    until: UntilDay = None,
    as_json: AsJson = False,
) -> None:
    """Set a rate for whole months; it goes before what follows from the plan."""
    from ipe_events.services import rates

    draft = RateDraft(
        parse_euros(cents, "rate"),
        org,
        person,
        method,
        basis,
        source,
        values.day(first, "from"),
        values.day(until, "until"),
    )
    with changing(ctx, "rate add") as change:
        number = rates.add(change, draft)
    words = _("An hour of {who} is worth {rate}, number {id}").format(
        who=output.plain(org or person or ""), rate=format_money(draft.cents), id=number
    )
    output.tell(as_json, {"id": number}, words)


@rate.command("list", epilog=show("rate list"))
def list_rates(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the rates that were set; where none was, the plan's value ÷ its hours holds."""
    from ipe_events.i18n.hour_words import METHODS
    from ipe_events.services import rates

    with reading(ctx) as view:
        found = rates.lines(view)
    if as_json:
        output.emit({"rates": [_document(one) for one in found]})
        return
    if not found:
        output.say(_("No rate was set: an hour is worth the plan's value ÷ its hours."))
        return
    head = ("", _("who"), _("rate"), _("from"), _("until"), _("how"), _("source"))
    rows = [
        (
            str(one.id),
            one.name,
            format_money(one.cents),
            documents.day(one.starts) or "–",
            documents.day(one.ends) or "–",
            " ".join(part for part in (_(METHODS[Method(one.method)]), one.basis) if part),
            one.source,
        )
        for one in found
    ]
    table(head, rows, right=(0, 2))


@rate.command("remove", epilog=show("rate remove 1"))
def remove(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar="ID", help="Its number.")],
    as_json: AsJson = False,
) -> None:
    """Take a rate away; what was settled with it stays."""
    from ipe_events.services import rates

    with changing(ctx, f"rate remove {number}") as change:
        rates.remove(change, number)
    output.tell(as_json, {"removed": number}, _("Removed {what}").format(what=number))


def _document(one: RateLine) -> documents.Document:
    return {
        "id": one.id,
        "organisation": None if one.is_person else one.who,
        "person": one.who if one.is_person else None,
        "rate": documents.euros(one.cents),
        "method": one.method,
        "basis": one.basis or None,
        "source": one.source or None,
        "from": documents.day(one.starts),
        "until": documents.day(one.ends),
    }
