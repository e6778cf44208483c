"""Polls: candidate dates, the answers, and the date that is chosen."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ipe_events.cli import documents, output, reminders
from ipe_events.cli.dates_lines import absent_lines, wrapped
from ipe_events.cli.declare import AsJson, Location, Title, group, show
from ipe_events.cli.opening import changing, reading
from ipe_events.i18n import N_, _
from ipe_events.i18n.catalogue.dates import UNREAD
from ipe_events.i18n.obstacles import reasons

if TYPE_CHECKING:
    from ipe_events.domain.polls import Entered, PollLine, PollOption, PollReply

ANSWERS = {"accepted": N_("yes"), "tentative": N_("maybe"), "declined": N_("no")}
STDIN = "-"

Number = Annotated[int, typer.Argument(metavar="POLL", help="Its number.")]

app = group()
polls = group("Polls of candidate dates.", example="poll list")
app.add_typer(polls, name="poll")


@polls.command(
    "add",
    epilog=show(
        'poll add --kind kernteamoverleg --date "2027-01-12 13:00-15:00" --date 2027-01-19'
    ),
)
def add(
    ctx: typer.Context,
    kind: Annotated[str, typer.Option(metavar="KIND", help="As kind list names them.")],
    date: Annotated[
        list[str],
        typer.Option(metavar="DATE", help='As "2027-01-12 13:00-15:00"; may be repeated.'),
    ],
    groups: Annotated[
        list[str] | None,
        typer.Option("--group", metavar="GROUP", help="Who is asked; else the kind's groups."),
    ] = None,
    title: Title = None,
    location: Location = None,
    as_json: AsJson = False,
) -> None:
    """Ask a group which of several dates suits them."""
    from ipe_events.domain.polls import PollDraft, parse_candidate
    from ipe_events.services import polls as services

    dates = tuple(parse_candidate(text) for text in date)
    draft = PollDraft(kind, dates, tuple(groups or ()), title, location or "")
    with changing(ctx, f"poll add {kind}") as change:
        made = services.add(change, draft)
    if as_json:
        output.emit(document(made))
        return
    output.say(_("Added poll {id}").format(id=made.id), *lines(made))


@polls.command("list", epilog=show("poll list"))
def list_polls(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show the polls with the answers to each date, the best date first."""
    from ipe_events.services import polls as services

    with reading(ctx) as view:
        found = services.polls(view)
    if as_json:
        output.emit({"polls": [document(poll) for poll in found]})
        return
    for poll in found:
        output.say(*lines(poll))
    if not found:
        output.say(_("There are no polls."))


@polls.command("answer", epilog=show("poll answer 1 windesheim yes --date 2027-01-12"))
def answer(
    ctx: typer.Context,
    number: Number,
    who: Annotated[
        str | None, typer.Argument(metavar="EMAIL|ORG", help="Whose answer it is.")
    ] = None,
    said: Annotated[
        str | None, typer.Argument(metavar="ANSWER", help="yes, no or maybe; ja, nee, misschien.")
    ] = None,
    date: Annotated[
        list[str] | None,
        typer.Option(metavar="DATE", help="To this date, else to all; may be repeated."),
    ] = None,
    paste: Annotated[
        str | None,
        typer.Option(metavar="TEXT|-", help='As "Windesheim yes, Viaa maybe"; - reads it.'),
    ] = None,
    csv: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A column per date, or name, date, answer.")
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who enters it; else the organiser.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Keep what somebody answered: by hand, from a pasted text or from a CSV file."""
    by_hand = who is not None and said is not None
    if (who is None) is not (said is None) or [by_hand, paste is not None, csv is not None].count(
        True
    ) != 1:
        ctx.fail("Give EMAIL|ORG and ANSWER, or --paste, or --csv.")
    if date and not by_hand:
        ctx.fail("--date goes with EMAIL|ORG and ANSWER.")
    # Read before the workspace is locked.
    text = _text(paste, csv)
    from ipe_events.services import polls as services

    with changing(ctx, f"poll answer {number}") as change:
        if who is not None and said is not None:
            kept = services.answer(change, number, who, said, date or (), by)
        elif csv is not None:
            kept = services.read_table(change, number, text, by)
        else:
            kept = services.paste(change, number, text, by)
    if as_json:
        output.emit(_entered(kept))
        return
    dates = {option.id: option for option in kept.poll.options}
    for date_id, reply in kept.answers:
        option = dates[date_id]
        when = output.moment(option.day, None, option.start, option.end)
        output.say(f"{when}  {output.plain(reply.name)}: {_(ANSWERS[reply.answer])}")
    for line in unread(kept):
        output.warn(line)


def _text(paste: str | None, csv: Path | None) -> str:
    if csv is not None:
        from ipe_events.domain.sheet_text import decoded
        from ipe_events.services.reading import content

        return decoded(content(csv))
    if paste == STDIN:
        from ipe_events.domain.pasted_answers import LONGEST

        return sys.stdin.read(LONGEST + 1)
    return (paste or "").replace("\\n", "\n")


def unread(kept: Entered) -> list[str]:
    """The lines that were not read, with the reason."""
    words = _('line {number} was not read: "{text}"; {reason}')
    return [
        words.format(number=one.line, text=output.plain(one.text), reason=_(UNREAD[one.reason]))
        for one in kept.unread
    ]


@polls.command("choose", epilog=show("poll choose 1 2027-01-12"))
def choose(
    ctx: typer.Context,
    number: Number,
    date: Annotated[str, typer.Argument(metavar="DATE", help="One of the dates of the poll.")],
    as_json: AsJson = False,
) -> None:
    """Plan the event on one of the dates and invite who was asked."""
    from ipe_events.services import polls as services

    with changing(ctx, f"poll choose {number}") as change:
        done = services.choose(change, number, date)
    if as_json:
        output.emit({"poll": number, **documents.outcome(done)})
        return
    words = _("Planned event {id}: {what}")
    planned = done.events[0]
    output.say(words.format(id=planned.id, what=output.event_words(planned)))
    output.say_checks(done.checks)


def lines(poll: PollLine) -> list[str]:
    """A poll for people: its dates, the best first, and who has not answered."""
    from ipe_events.domain.polls import best_first

    state = _("event {id}").format(id=poll.event) if poll.event is not None else _("open")
    found = [f"{poll.id:>3}  {output.plain(poll.title)} ({state})"]
    for option in best_first(poll.options):
        found += _option_lines(option)
    if poll.waiting and poll.event is None:
        names = ", ".join(output.plain(name) for name in poll.waiting)
        found += wrapped(_("no answer yet: {names}").format(names=names), "?")
    return found


def _option_lines(option: PollOption) -> list[str]:
    when = output.moment(option.day, None, option.start, option.end)
    counts = "  ".join(f"{_(word)} {option.count(answer)}" for answer, word in ANSWERS.items())
    table = _("every institution") if option.complete else ""
    found = [f"     {when}  {counts}  {table}"]
    if option.missing:
        names = ", ".join(output.plain(name) for _slug, name in option.missing)
        found += wrapped(_("without {names}").format(names=names), "–")
    if option.off:
        found += wrapped(reasons(option.off), "!")
    found += absent_lines(option.absent, "!")
    return found


def document(poll: PollLine) -> documents.Document:
    """A poll, its dates in order of time."""
    return {
        "id": poll.id,
        "kind": poll.kind,
        "title": poll.title,
        "groups": list(poll.groups),
        "location": poll.location or None,
        "event": poll.event,
        "dates": [_option_document(option) for option in poll.options],
        "waiting": list(poll.waiting),
    }


def _option_document(option: PollOption) -> documents.Document:
    return {
        "date": documents.day(option.day),
        "start": documents.clock(option.start),
        "end": documents.clock(option.end),
        "accepted": option.count("accepted"),
        "tentative": option.count("tentative"),
        "declined": option.count("declined"),
        "complete": option.complete,
        "missing": [slug for slug, _name in option.missing],
        "clashes": [
            {"name": one.name, "reason": reasons(one.obstacles, language="en")}
            for one in option.absent
        ],
        "days_off": [one.name for one in option.off],
        "answers": [_reply(reply) for reply in option.replies],
    }


def _reply(reply: PollReply) -> documents.Document:
    return {
        "name": reply.name,
        "email": reply.email,
        "organisation": reply.organisation,
        "answer": reply.answer,
        "entered_by": reply.entered_by or None,
        "entered_at": reply.entered_at,
    }


def _entered(kept: Entered) -> documents.Document:
    dates = {option.id: option for option in kept.poll.options}
    return {
        "answers": [
            {
                "date": documents.day(dates[date_id].day),
                "start": documents.clock(dates[date_id].start),
                **_reply(reply),
            }
            for date_id, reply in kept.answers
        ],
        "unread": [
            {"line": one.line, "text": one.text, "reason": one.reason} for one in kept.unread
        ],
    }


polls.command("remind", epilog=show("poll remind 1 --out drafts"))(reminders.remind_of_poll)
