"""What e-mails say: in the programme's language, whatever the screens speak, as text and HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipe_events import i18n
from ipe_events.domain.invitation import Address, Answer, Attendee, Invitation, Method
from ipe_events.domain.mail import Facts, Lines, Words
from ipe_events.domain.mail_text import as_html, as_text
from ipe_events.domain.outbox import Card, Difference, Message, Place, Reason, Recipient
from ipe_events.domain.pasted_answers import read_answers
from ipe_events.domain.pasted_words import Candidate
from ipe_events.domain.polls import PollLine, PollOption
from ipe_events.domain.recurrence_rule import parse_rule
from ipe_events.domain.series_invitation import as_series
from ipe_events.i18n.mail_words import invitation_words, occasions
from ipe_events.i18n.reminder_words import ASKED, ASKED_FOR_EACH, poll_words, reminder_words

SANNE = Address("Sanne de Wit", "sanne.de.wit@example.org")
NOOR = Address("Noor Bakker", "noor@example.org")
START = datetime(2027, 1, 12, 13)
HOURS = timedelta(hours=2)
STAMP = datetime(2026, 11, 22, 8, tzinfo=UTC)
MEETING = Invitation(
    method=Method.REQUEST,
    uid="7d7c7c1e@example.org",
    sequence=0,
    stamp=STAMP,
    created=STAMP,
    title="Kernteamoverleg",
    start=START,
    end=START + HOURS,
    zone="Europe/Amsterdam",
    organizer=SANNE,
    attendees=(Attendee(NOOR.name, NOOR.email),),
    location="Windesheim, C2.14",
    link="https://meet.example.org/x?a=1&b=2",
    description="Agenda\n1. Opening (5 min)\n2. Stand van zaken",
    language="en",
)
CANCEL = replace(MEETING, method=Method.CANCEL, sequence=1)
SERIES = replace(MEETING, rule=parse_rule("FREQ=WEEKLY;COUNT=4"))


@pytest.fixture(autouse=True)
def screen_language() -> Iterator[None]:
    """The screens speak the other language of the two."""
    before = i18n.language()
    yield
    i18n.use(before)


def message(
    reason: Reason, start: datetime = START, *changes: Difference, number: int = 1
) -> Message:
    method = Method.CANCEL if reason in (Reason.CANCELLED, Reason.REMOVED) else Method.REQUEST
    iso = start.isoformat(timespec="minutes"), (start + HOURS).isoformat(timespec="minutes")
    card = Card(MEETING.title, *iso, MEETING.location, MEETING.link)
    to = Recipient(Place(MEETING.uid, str(number)), number, card, NOOR.email, NOOR.name, "kpz")
    return Message(to, method, reason, changes)


def said(invitation: Invitation, *news: Message) -> tuple[str, str]:
    words = invitation_words(invitation, NOOR, news)
    return words.subject, as_text(words)


def both(invitation: Invitation, *news: Message) -> Iterator[tuple[str, str]]:
    """In English on Dutch screens, then the other way round."""
    for spoken, screens in (("en", "nl"), ("nl", "en")):
        i18n.use(screens)
        yield said(replace(invitation, language=spoken), *news)


def test_an_invitation_says_what_when_where_the_agenda_and_how_to_answer() -> None:
    (subject, text), (onderwerp, tekst) = both(MEETING, message(Reason.NEW))
    assert subject == "Invitation: Kernteamoverleg, Tue 12 Jan 2027 13:00–15:00"
    assert text == (
        "Dear Noor Bakker,\n\n"
        "I would like to invite you to this meeting.\n\n"
        "What:   Kernteamoverleg\n"
        "When:   Tuesday 12 January 2027 13:00–15:00\n"
        "Where:  Windesheim, C2.14\n"
        "Online: https://meet.example.org/x?a=1&b=2\n\n"
        "Agenda\n1. Opening (5 min)\n2. Stand van zaken\n\n"
        "Will you let me know whether you can be there? Use the buttons of this invitation, or "
        "reply to this mail with yes, maybe or no.\n\n"
        "Kind regards,\nSanne de Wit\n"
    )
    assert onderwerp == "Uitnodiging: Kernteamoverleg, di 12 jan 2027 13:00–15:00"
    assert tekst.startswith("Beste Noor Bakker,\n\nGraag nodig ik je uit voor deze bijeenkomst.")
    assert "Wanneer: dinsdag 12 januari 2027 13:00–15:00\nWaar:    Windesheim, C2.14\n" in tekst
    assert tekst.endswith("met ja, misschien of nee.\n\nHartelijke groet,\nSanne de Wit\n")


def test_a_change_says_what_was_and_what_is() -> None:
    moved = (
        Difference("start", "2027-01-11T13:00", "2027-01-12T13:00"),
        Difference("end", "2027-01-11T15:00", "2027-01-12T15:00"),
        Difference("location", "", MEETING.location),
    )
    (subject, text), (onderwerp, tekst) = both(MEETING, message(Reason.CHANGED, START, *moved))
    assert subject == "Changed: Kernteamoverleg, Tue 12 Jan 2027 13:00–15:00"
    assert (
        "Something has changed in this meeting:\n\n"
        "When:  Mon 11 Jan 2027 13:00–15:00 → Tue 12 Jan 2027 13:00–15:00\n"
        "Where: – → Windesheim, C2.14\n\n"
        "This is how it stands now:\n\nWhat:   Kernteamoverleg\n"
    ) in text
    assert onderwerp.startswith("Gewijzigd: ")
    assert "Wanneer: ma 11 jan 2027 13:00–15:00 → di 12 jan 2027 13:00–15:00\n" in tekst


def test_a_change_of_the_end_alone_is_shown_with_its_start() -> None:
    longer = Difference("end", "2027-01-12T14:30", "2027-01-12T15:00")
    _subject, text = said(MEETING, message(Reason.CHANGED, START, longer))
    assert "When: Tue 12 Jan 2027 13:00–14:30 → Tue 12 Jan 2027 13:00–15:00\n" in text


def test_who_answered_already_is_not_asked_again() -> None:
    came = replace(
        MEETING, attendees=(Attendee("Noor", "NOOR@example.org", answer=Answer.ACCEPTED),)
    )
    title = Difference("title", "Overleg", "Kernteamoverleg")
    _subject, text = said(came, message(Reason.CHANGED, START, title))
    assert "Your answer stands" in text
    assert "Will you let me know" not in text


def test_each_kind_of_cancellation_says_which_it_is() -> None:
    (_, off), (_, af) = both(CANCEL, message(Reason.CANCELLED))
    assert "Unfortunately this meeting will not take place." in off
    assert "Helaas gaat deze bijeenkomst niet door." in af
    assert "alone" not in off
    one = replace(CANCEL, occurrence=START)
    (_, off), (_, af) = both(one, message(Reason.CANCELLED))
    assert "This is about this date alone." in off
    assert "Dit geldt alleen voor deze datum." in af
    out = replace(CANCEL, whole_event=False)
    (subject, off), (onderwerp, af) = both(out, message(Reason.REMOVED))
    assert subject.startswith("Your invitation is withdrawn: ")
    assert onderwerp.startswith("Je uitnodiging vervalt: ")
    assert "You are no longer invited to this meeting" in off
    assert "Je bent niet meer uitgenodigd voor deze bijeenkomst" in af
    assert all("Agenda" not in text and "let me know" not in text for text in (off, af))


def test_who_is_invited_again_hears_so() -> None:
    (subject, text), (onderwerp, _tekst) = both(MEETING, message(Reason.RESTORED))
    assert subject.startswith("Invited again: ")
    assert onderwerp.startswith("Opnieuw uitgenodigd: ")
    assert "Will you let me know" in text


def test_a_series_lists_its_dates_and_those_on_which_nothing_is() -> None:
    later = START + timedelta(weeks=2)
    moved = replace(
        MEETING,
        occurrence=later,
        start=later + timedelta(days=1),
        end=later + timedelta(days=1, hours=1),
    )
    moved = replace(moved, location="KPZ")
    series = replace(SERIES, excluded=(START + timedelta(weeks=1),), overrides=(moved,))
    news = [message(Reason.NEW, number=number) for number in range(3)]
    (subject, text), (onderwerp, tekst) = both(series, *news)
    assert subject == "Invitation: Kernteamoverleg, 3 dates from Tue 12 Jan 2027 13:00–15:00"
    assert onderwerp == "Uitnodiging: Kernteamoverleg, 3 datums vanaf di 12 jan 2027 13:00–15:00"
    assert (
        "The dates:\n- Tue 12 Jan 2027 13:00–15:00\n- Wed 27 Jan 2027 13:00–14:00, KPZ\n"
        "- Tue 2 Feb 2027 13:00–15:00\n\nNot on:\n- Tue 19 Jan 2027 13:00–15:00\n"
    ) in text
    assert "- wo 27 jan 2027 13:00–14:00, KPZ\n" in tekst
    assert "for all dates at once or for one of them" in text


def test_a_changed_series_says_once_what_holds_for_all_and_the_rest_by_date() -> None:
    place = Difference("location", "Viaa", MEETING.location)
    day = Difference("start", "2027-01-18T13:00", "2027-01-19T13:00")
    end = Difference("end", "2027-01-18T15:00", "2027-01-19T15:00")
    weeks = [START + timedelta(weeks=number) for number in range(4)]
    news = (
        message(Reason.NEW, weeks[3], number=4),
        message(Reason.CHANGED, weeks[1], day, end, place, number=2),
        message(Reason.CHANGED, weeks[2], place, number=3),
        message(Reason.CANCELLED, weeks[0], number=1),
    )
    (subject, text), (onderwerp, tekst) = both(SERIES, *news)
    assert (subject[:9], onderwerp[:11]) == ("Changed: ", "Gewijzigd: ")
    assert (
        "Where: Viaa → Windesheim, C2.14\n\n"
        "- Tue 12 Jan 2027 13:00–15:00: will not take place\n"
        "- Mon 18 Jan 2027 13:00–15:00 → Tue 19 Jan 2027 13:00–15:00\n"
        "- Tue 2 Feb 2027 13:00–15:00: new\n\n"
        "This is how it stands now:"
    ) in text
    assert "- di 12 jan 2027 13:00–15:00: gaat niet door\n" in tekst
    # What differs by date says with which date it goes.
    title = Difference("title", "Overleg", "Kernteamoverleg")
    _subject, text = said(SERIES, message(Reason.CHANGED, START, title))
    assert "- Tue 12 Jan 2027 13:00–15:00; What: Overleg → Kernteamoverleg\n" in text


@pytest.mark.parametrize(
    ("reasons", "subject"),
    [
        ([Reason.NEW] * 4, "Invitation: "),
        ([Reason.AGAIN] * 2, "Invitation: "),
        ([Reason.RESTORED] * 4, "Invited again: "),
        ([Reason.NEW], "Changed: "),
        ([Reason.CANCELLED] * 4, "Changed: "),
        ([Reason.REMOVED, Reason.RESTORED], "Changed: "),
    ],
)
def test_a_series_is_new_when_all_of_it_is(reasons: list[Reason], subject: str) -> None:
    news = [message(reason, number=number) for number, reason in enumerate(reasons)]
    assert said(SERIES, *news)[0].startswith(subject)


def test_a_series_that_is_off_lists_its_dates() -> None:
    news = [
        message(Reason.CANCELLED, START + timedelta(weeks=number), number=number)
        for number in (1, 0)
    ]
    (subject, text), (onderwerp, _tekst) = both(CANCEL, *news)
    assert subject.startswith("Will not take place: Kernteamoverleg, 2 dates from Tue 12 Jan")
    assert onderwerp.startswith("Gaat niet door: Kernteamoverleg, 2 datums vanaf di 12 jan")
    assert "- Tue 12 Jan 2027 13:00–15:00\n- Tue 19 Jan 2027 13:00–15:00\n" in text


def test_days_without_times_and_several_days() -> None:
    fair = replace(MEETING, start=date(2027, 1, 12), end=date(2027, 1, 14))
    assert "When:   Tuesday 12 – Thursday 14 January 2027\n" in said(fair, message(Reason.NEW))[1]
    camp = replace(MEETING, end=datetime(2027, 1, 13, 12))
    assert (
        "Tuesday 12 January 2027 13:00 – Wednesday 13 January 2027 12:00"
        in (said(camp, message(Reason.NEW))[1])
    )


@given(st.sets(st.integers(0, 9), min_size=5), st.sets(st.integers(0, 9), max_size=3))
def test_a_series_is_listed_as_the_meetings_it_was_made_of(
    weeks: set[int], moved: set[int]
) -> None:
    singles = []
    for week in sorted(weeks):
        first = START + timedelta(weeks=week)
        start = first + timedelta(days=2) if week in moved else first
        singles.append(replace(MEETING, start=start, end=start + HOURS, occurrence=first))
    series = as_series(singles, parse_rule("FREQ=WEEKLY;COUNT=10"))
    if series is not None:
        found = [(one.start, one.end) for one in occasions(series)]
        assert found == [(one.start, one.end) for one in singles]


# --- reminders and polls --------------------------------------------------------------------------


def test_a_reminder_of_one_meeting_and_of_several() -> None:
    card = message(Reason.NEW).to.card
    one = reminder_words("nl", SANNE, NOOR, [card], ASKED)
    assert one.subject == "Herinnering: Kernteamoverleg, di 12 jan 2027 13:00–15:00"
    assert "nog geen antwoord op deze uitnodiging:" in as_text(one)
    two = reminder_words("en", SANNE, NOOR, [card, replace(card, location="")], ASKED_FOR_EACH)
    assert two.subject == "Reminder: 2 meetings"
    assert "these 2 invitations:\n\n- Tue 12 Jan 2027 13:00–15:00: Kernteamoverleg, W" in as_text(
        two
    )
    assert "yes, maybe or no behind each date" in as_text(two)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_poll_s_ballot_comes_back_as_answers(language: str) -> None:
    days = [date(2027, 1, 12), date(2027, 1, 12), date(2027, 2, 24)]
    times = [(time(9), time(11)), (time(13), time(15)), (None, None)]
    options = tuple(PollOption(n, day, *times[n]) for n, day in enumerate(days))
    poll = PollLine(1, "overleg", "Overleg", (), "Zwolle", None, "", options, ())
    text = as_text(poll_words(language, SANNE, NOOR, poll))
    assert text.count(" / ") == 6
    names = {"noor": [NOOR.name, NOOR.email], "sanne": [SANNE.name]}
    dates = [Candidate(option.day, option.start) for option in options]
    untouched = read_answers(text, names, dates)
    assert untouched.answers == ()
    kept = iter(("ja", "misschien", "nee") if language == "nl" else ("yes", "maybe", "no"))
    lines = [
        line.partition(" / ")[0].rpartition(" ")[0] + " " + next(kept) if " / " in line else line
        for line in text.splitlines()
    ]
    read = read_answers("\n".join(f"> {line}" for line in lines), names, dates)
    assert [(one.who, one.date, one.answer) for one in read.answers] == [
        ("noor", 0, Answer.ACCEPTED),
        ("noor", 1, Answer.TENTATIVE),
        ("noor", 2, Answer.DECLINED),
    ]


# --- text and HTML --------------------------------------------------------------------------------


class _Reader(HTMLParser):
    """The text that a page shows, and its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


lines_of_text = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), min_size=1
) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        "&lt;",
        "</p><img src=x onerror=y>",
        '"><a href="',
        "{body}",
        "%s",
    ]
)


@given(lines_of_text, st.lists(lines_of_text, max_size=3))
def test_html_shows_what_the_text_says_and_fetches_nothing(one: str, more: list[str]) -> None:
    link = "https://example.org/?a=1&b=\"'<"
    facts = Facts((("Where", one), ("Online", link)))
    page = as_html(Words("s", (one, facts, Lines("Dates", tuple(more))), "nl"))
    reader = _Reader()
    reader.feed(page)
    for text in (one, link, "Dates", *more):
        assert text in reader.text
    allowed = {"html", "head", "meta", "body", "p", "table", "tr", "td", "ul", "li", "a", "br"}
    assert {tag for tag, _attributes in reader.tags} <= allowed
    names = {name for _tag, attributes in reader.tags for name in attributes}
    assert names <= {"lang", "charset", "style", "href"}
    assert [values["href"] for tag, values in reader.tags if tag == "a"] == [
        *([one] if one.startswith("http") else []),
        link,
    ]
