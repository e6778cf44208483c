from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from ipe_events.domain.drafts import EventDraft, EventEdit, When
from ipe_events.domain.found import Hit, Of, Sort
from ipe_events.domain.matrix import Measure
from ipe_events.domain.records import EventFilter
from ipe_events.domain.under_figure import Spot
from ipe_events.services import events, everywhere, searching, under_figure
from ipe_events.services.workspace import View, Workspace
from tests.services.acts import KERNTEAM, plan, seat_everybody

WERKPLAATS = EventDraft(
    kind="werkplaats",
    when=When(date(2027, 3, 4), None, time(9, 30), time(12)),
    title="Café Zoë: samen leren",
    location="Windesheim, zaal C2.14",
    host="windesheim",
)


@pytest.fixture
def planned(workspace: Workspace) -> Workspace:
    """A kernteam, a werkplaats and a cancelled stuurgroep."""
    seat_everybody(workspace)
    plan(workspace, replace(KERNTEAM, location="Deltion 3"))
    number = plan(workspace, WERKPLAATS)
    called_off = plan(
        workspace,
        EventDraft(kind="stuurgroepoverleg", when=When(date(2026, 11, 2)), link="https://x.org"),
    )
    with workspace.change("cancel") as change:
        events.cancel(change, called_off)
        events.edit(change, number, EventEdit(note="Bespreek de casus\nvan de wijk"))
    return workspace


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("zoe", "Café Zoë: samen leren"),
        ("CAFÉ leren", "Café Zoë: samen leren"),
        ('"zoe: samen"', "Café Zoë: samen leren"),
        ("werkplaats", "Café Zoë: samen leren"),
        ("100%", ""),
        ("kind:werk", "Café Zoë: samen leren"),
        ("partner:hogeschool plaats:zaal", "Café Zoë: samen leren"),
        ("place:aal", ""),
        ("soort:kern,stuur", "Stuurgroepoverleg|Kernteamoverleg"),
        ("-soort:werk", "Stuurgroepoverleg|Kernteamoverleg"),
        ("stand:afgelast", "Stuurgroepoverleg"),
        ("state:planned jaar:2027", "Kernteamoverleg|Café Zoë: samen leren"),
        ("is:online", "Stuurgroepoverleg"),
        ("is:geweest", "Stuurgroepoverleg"),
        ("is:coming -zoe", "Kernteamoverleg"),
        ("groep:stuurgroep", "Stuurgroepoverleg"),
        ("partner:viaa -stuur -zoe", "Kernteamoverleg"),
        ("persoon:viaa", "Kernteamoverleg"),
        ("vanaf:2027-02-01", "Café Zoë: samen leren"),
        ("tot:2026", "Stuurgroepoverleg"),
        ("partner:nobody", ""),
        ("foo:bar zoe", "Café Zoë: samen leren"),
    ],
)
def test_what_a_query_means(planned: Workspace, text: str, titles: str) -> None:
    with planned.read() as view:
        wanted = EventFilter(text=text)
        found = events.lines(view, wanted)
        assert "|".join(dict.fromkeys(line.title for line in found)) == titles
        assert events.count(view, wanted) == len(found)
        days = events.by_day(view, EventFilter(date(2020, 1, 1), date(2028, 1, 1), text=text))
        assert sorted(days) == sorted({line.day for line in found})


def test_says_what_cannot_be_used(planned: Workspace) -> None:
    with planned.read() as view:
        (unknown,) = searching.understood(view, "foo:bar")[1]
        assert (unknown.what, "partner" in unknown.known) == ("field", True)
        (nobody,) = searching.understood(view, "groep:xyz")[1]
        assert (nobody.what, "kernteam" in nobody.known) == ("value", True)
        # What another list knows is no field of meetings.
        (status,) = searching.understood(view, "status:room")[1]
        assert status.what == "field"


def test_a_search_over_everything(planned: Workspace) -> None:
    with planned.read() as view:

        def found(text: str) -> dict[Sort, list[str]]:
            sections = everywhere.find(view, text).sections
            assert all(section.count == len(section.hits) for section in sections)
            return {one.sort: [hit.title for hit in one.hits] for one in sections}

        assert found("café") == {Sort.MEETING: ["Café Zoë: samen leren"]}
        viaa = found("viaa")
        assert viaa[Sort.PARTNER] == ["Hogeschool Viaa"]
        assert len(viaa[Sort.PERSON]) == 1
        assert found("partner:viaa")[Sort.PERSON] == viaa[Sort.PERSON]
        assert found("viaa -hogeschool").get(Sort.PARTNER) is None
        (note,) = everywhere.find(view, "casus wijk").sections
        (hit,) = note.hits
        assert (hit.of, hit.title) == (Of.EVENT, "Café Zoë: samen leren")
        assert hit.event is not None
        (place,) = [hit for hit in _notes(view, "c2.14") if hit.of is Of.PLACE]
        assert (place.key, place.text) == ("Windesheim, zaal C2.14", "1")
        assert found("") == found("foo:bar") == {}
        assert found("kind:werkplaats") == {Sort.MEETING: ["Café Zoë: samen leren"]}


def _notes(view: View, text: str) -> list[Hit]:
    return [hit for one in everywhere.find(view, text).sections for hit in one.hits]


def test_so_many_of_each_and_how_many_there_are(planned: Workspace) -> None:
    with planned.read() as view:
        (meetings, *_rest) = everywhere.find(view, "o", 1).sections
        assert (len(meetings.hits), meetings.count) == (1, 6)
        # What comes is before what was.
        assert meetings.hits[0].title == "Kernteamoverleg"


def test_what_is_under_a_figure_is_narrowed(planned: Workspace) -> None:
    with planned.read() as view:
        spot = Spot(date(2027, 1, 1), date(2027, 12, 31), Measure.FORECAST)
        whole = under_figure.under(view, spot)
        viaa = under_figure.under(view, spot, 0, "partner:viaa")
        others = under_figure.under(view, spot, 0, "-partner:viaa")
        assert viaa.minutes + others.minutes == whole.minutes
        assert viaa.minutes
        assert viaa.whole == whole.whole == len(whole.expected)
        assert under_figure.under(view, spot, 0, "soort:niets").remarks
