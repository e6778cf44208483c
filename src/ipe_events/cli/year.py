"""The year planner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ipe_events.cli import documents, output, values
from ipe_events.cli.columns import table
from ipe_events.cli.declare import AsJson, group, show
from ipe_events.cli.events import Draft
from ipe_events.cli.opening import opened
from ipe_events.i18n import _, format_date, format_decimal_hours, ngettext

if TYPE_CHECKING:
    from ipe_events.domain.availability import Obstacle
    from ipe_events.domain.year_plan import Accepted, Proposal, YearPlan

FORM = "KIND=RHYTHM"

app = group()


@app.command(
    "plan-year",
    epilog=show(
        "plan-year 2027-2028 --rhythm kernteamoverleg='every 3 weeks tue 13:00-15:00'"
        " --rhythm stuurgroepoverleg='4 x 9:00-10:30' --accept"
    ),
)
def plan_year(
    ctx: typer.Context,
    year: Annotated[str, typer.Argument(metavar="YEAR", help="2027 or 2027-2028.")],
    rhythm: Annotated[
        list[str] | None,
        typer.Option(
            metavar=FORM,
            help="How often a kind meets: 'every 6 weeks tue 15:30-17:00',"
            " 'first thu of the month', '4 x', '2 x per half-year'; may be repeated.",
        ),
    ] = None,
    like: Annotated[
        str | None,
        typer.Option(metavar="YEAR", help="As in this year: rhythms, groups and promises."),
    ] = None,
    no_host: Annotated[
        list[str] | None,
        typer.Option(metavar="ORG", help="Who hosts nothing; may be repeated."),
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Write it; without this nothing is written.")
    ] = False,
    draft: Draft = False,
    as_json: AsJson = False,
) -> None:
    """Propose the meetings of a year: dates, hosts and the hours they cost each partner."""
    from ipe_events.domain.year_plan import YearWish
    from ipe_events.i18n.sentences import clean
    from ipe_events.services import year as services

    pairs = values.pairs(rhythm or (), "rhythm", FORM)
    wish = YearWish(year, pairs, like, tuple(no_host or ()))
    with (
        opened(ctx) as workspace,
        workspace.change(clean(f"plan-year {year}")) if accept else workspace.preview() as change,
    ):
        done = services.accept(change, wish, services.propose(change, wish), draft=draft)
    if as_json:
        output.emit(_document(done, accept))
    else:
        _say(done, accept, draft)


def _document(done: Accepted, written: bool) -> documents.Document:
    """The plan; a preview has no numbers, as nothing was written."""
    return {
        "year": done.plan.year.label,
        "events": [
            {
                "id": done.events[item.key] if written else None,
                "kind": item.kind,
                "date": documents.day(item.day),
                "start": documents.clock(item.start),
                "end": documents.clock(item.end),
                "title": item.title,
                "host": item.host,
                "warnings": [
                    {"code": mark.code, "message": _words([mark], "en")} for mark in item.marks
                ],
            }
            for item in done.plan.taken
        ],
        "skipped": [
            {
                "date": documents.day(item.wanted),
                "reason": _words(item.passed, "en"),
                "kind": item.kind,
                "instead": documents.day(item.day) if item.taken else None,
            }
            for item in done.plan.passed_over
        ],
        "hours": [
            {
                "organisation": cost.organisation,
                "line": cost.line,
                "hours": documents.hours(cost.minutes),
                "left_hours": documents.hours(cost.left),
            }
            for cost in done.costs
        ],
    }


def _words(obstacles: list[Obstacle] | tuple[Obstacle, ...], language: str | None = None) -> str:
    from ipe_events.i18n.year_words import obstacles_words

    return obstacles_words(obstacles, language=language)


def _say(done: Accepted, written: bool, draft: bool) -> None:
    plan = done.plan
    _say_rhythms(plan)
    output.say("")
    table(
        [_("date"), _("time"), _("title"), _("host")],
        [row for item in plan.taken for row in _rows(item)],
        whole=(0, 1),
    )
    if plan.passed_over:
        output.say("", _("Passed over:"))
        for item in plan.passed_over:
            output.say(f"  {_passed(item)}")
    _say_costs(done)
    output.say("")
    if done.copied:
        output.say(_("Promises copied: {count}").format(count=done.copied))
    if not written:
        words = _("{count} meetings; nothing was written, --accept plans them.")
    elif draft:
        words = _("Added {count} meetings as drafts; undo takes them all back.")
    else:
        words = _("Planned {count} meetings; undo takes them all back.")
    output.say(words.format(count=len(plan.taken)))


def _say_rhythms(plan: YearPlan) -> None:
    from ipe_events.i18n.year_words import rhythm_words

    first, last = format_date(plan.first), format_date(plan.last)
    output.say(f"{plan.year.label}: {first} – {last}")
    for kind, rhythm in plan.rhythms.items():
        count = sum(item.kind == kind for item in plan.taken)
        words = ngettext(
            "  {kind}: {rhythm}: one meeting", "  {kind}: {rhythm}: {count} meetings", count
        )
        output.say(words.format(kind=kind, rhythm=rhythm_words(rhythm), count=count))
        if plan.there[kind]:
            words = _("    already there in this time: {count}")
            output.say(words.format(count=plan.there[kind]))


def _rows(item: Proposal) -> list[list[str]]:
    clock = ""
    if item.start is not None:
        clock = f"{item.start:%H:%M}" + (f"–{item.end:%H:%M}" if item.end else "")
    rows = [[format_date(item.day), clock, output.plain(item.title), item.host or ""]]
    return [*rows, [f"  ! {_words(item.marks)}"]] if item.marks else rows


def _passed(item: Proposal) -> str:
    words = f"{output.plain(item.name)}: {format_date(item.wanted)}, {_words(item.passed)}"
    return f"{words} → {format_date(item.day)}" if item.taken else words


def _say_costs(done: Accepted) -> None:
    costs = [cost for cost in done.costs if cost.minutes]
    rows = [
        [
            cost.name,
            cost.line or "–",
            format_decimal_hours(cost.minutes),
            format_decimal_hours(cost.left),
        ]
        for cost in costs
        if cost.left is not None
    ]
    if rows:
        output.say("")
        table([_("partner"), _("line"), _("hours"), _("left")], rows, right=(2, 3))
    beside = [cost.minutes for cost in costs if cost.left is None]
    if beside:
        from ipe_events.i18n.year_words import beside_words

        output.say("", beside_words(beside))
