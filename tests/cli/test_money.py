"""cost, cash, budget: what is kept, and how it is told to people and to scripts."""

from __future__ import annotations

import pytest

from tests.cli.shell import Shell

CONGRES = ("--date", "2027-03-18", "--category", "congres")
VIAA = ("--org", "viaa", "--year", "2027", "--date", "2027-02-01")


def test_costs_are_added_listed_and_removed(sion: Shell) -> None:
    event = str(sion.json("event", "add", "--kind", "congres", "--date", "2027-03-18")["id"])
    made = sion.json(
        "cost", "add", *CONGRES, "--planned", "8000,50", "--event", event, "--note", "zaal"
    )
    assert made["note"] == "zaal"
    sion("cost", "add", *CONGRES, "--actual", "1000")
    sion("cost", "add", "--date", "2026-01-01", "--category", "aanjager", "--planned", "4")
    found = sion.json("cost", "list")
    assert found.keys() == {"programme", "costs", "years", "categories", "events", "totals"}
    assert [cost["id"] for cost in found["costs"]] == [3, 1, 2]
    assert found["costs"][1] == {
        "id": 1,
        "date": "2027-03-18",
        "year": "2027",
        "category": "congres",
        "planned": 8000.5,
        "actual": None,
        "event": int(event),
        "event_title": "Congres",
        "note": "zaal",
    }
    assert found["categories"][1] == {
        "year": "2027",
        "category": "congres",
        "planned": 8000.5,
        "actual": 1000.0,
    }
    assert [one["event"] for one in found["events"]] == [int(event)]
    assert found["totals"] == {"planned": 8004.5, "actual": 1000.0}
    assert [cost["id"] for cost in sion.json("event", "show", event)["costs"]] == [1]
    assert "€8,000.50" in sion("event", "show", event)
    assert len(sion.json("cost", "list", "--year", "2026")["costs"]) == 1
    assert "€ 8.000,50" in sion("--lang", "nl", "cost", "list", "--category", "Congres")
    assert sion.json("cost", "remove", "1") == {"removed": 1}
    assert "Kept cost 4" in sion("cost", "add", *CONGRES, "--actual", "0")
    assert "3" in sion("cost", "remove", "3")
    sion("undo")
    assert len(sion.json("cost", "list")["costs"]) == 3


def test_cash_is_invoiced_received_and_open(sion: Shell) -> None:
    made = sion.json("cash", "invoice", *VIAA, "--amount", "3500", "--reference", "F-12")
    assert made == {
        "id": 1,
        "organisation": "viaa",
        "year": "2027",
        "kind": "invoiced",
        "date": "2027-02-01",
        "amount": 3500.0,
        "reference": "F-12",
    }
    assert "€1,250.25 received of Hogeschool Viaa for 2027" in sion(
        "cash", "receive", *VIAA, "--amount", "1250,25"
    )
    found = sion.json("cash", "list", "--org", "Hogeschool Viaa", "--year", "2027")
    own = {"promised": 3500.0, "invoiced": 3500.0, "received": 1250.25, "open": 2249.75}
    assert found["partners"] == [
        {"organisation": "viaa", "name": "Hogeschool Viaa", "year": "2027", **own}
    ]
    assert found["totals"] == own
    assert [receipt["kind"] for receipt in found["receipts"]] == ["invoiced", "received"]
    whole = sion.json("cash", "list")
    assert len(whole["partners"]) == 4 * 6 + 3
    assert whole["totals"]["promised"] == sion.json("budget")["totals"]["cash_in"] == 245000
    text = sion("--lang", "nl", "cash", "list", "--year", "2027")
    assert "€ 2.249,75" in text
    assert "F-12" in text
    assert sion.json("cash", "remove", "1") == {"removed": 1}
    assert sion.json("cash", "list", "--year", "2027")["totals"]["invoiced"] == 0
    assert "2" in sion("cash", "remove", "2")


def test_the_budget_says_what_is_short_and_how_that_closes(sion: Shell) -> None:
    found = sion.json("budget")
    keys = {"programme", "years", "totals", "choices", "ways", "shares", "partners"}
    assert found.keys() == keys
    year = found["years"][-1]
    assert (year["all_in"], year["rate"]) == (159000, pytest.approx(52.5424, abs=1e-4))
    assert (year["gap"], year["short"], year["gap_with_carry_over"]) == (35000, 35000, 35000)
    assert found["totals"]["all_in"] == 741000
    ways = {way["way"]: way for way in found["ways"]}
    assert [*ways] == ["find", "in_proportion", "equally", "smooth", "smooth_ahead", "cut"]
    assert {way["year"] for way in ways.values()} == {"2027"}
    assert ways["in_proportion"]["parts"][0] == {
        "organisation": "landstede",
        "now": 7000.0,
        "then": 14000.0,
        "change": 7000.0,
    }
    assert ways["smooth"]["parts"][0]["year"] == "2024"
    assert ways["cut"]["parts"] == [
        {"category": None, "now": 70000.0, "then": 35000.0, "change": -35000.0}
    ]
    education = found["shares"]["types"][0]
    assert (education["type"], education["hours"], education["hours_percent"]) == (
        "education",
        4800,
        50.8,
    )
    assert education["received_percent"] is None
    assert education["lines"][0]["line"] == "kernteam"
    partner = found["partners"][0]
    assert (partner["organisation"], partner["all_in"], partner["hours"]) == (
        "landstede",
        72000,
        800,
    )
    assert sion.json("budget", "--year", "2027")["shares"]["types"][0]["hours"] == 1200


def test_the_budget_for_people(sion: Shell) -> None:
    text = sion("budget")
    assert "double what partners pay that year" in text
    assert "€7,000 becomes €14,000: Landstede MBO" in text
    assert "€5,833.33 (2 of them a cent more)" in text
    assert "€61,250 a year in 2024, 2025, 2026, 2027" in text
    assert "halve what is paid in cash that year: €35,000 instead of €70,000" in text
    assert "Costs:" not in text
    assert "Cash of partners:" not in text
    sion("cost", "add", *CONGRES, "--planned", "40000")
    sion("cost", "add", *CONGRES[:3], "website", "--planned", "5000")
    sion("cash", "receive", *VIAA, "--amount", "1000")
    text = sion("budget")
    assert "by 28.6%" in text
    assert "€5,000 becomes €3,888.89: website" in text
    assert "spend 3.9% less in 2024, 2025, 2026, 2027" in text
    assert "Costs:" in text
    assert "Cash of partners:" in text
    sion("choose", "municipality-2027=same")
    assert "Ways to close it" not in sion("budget")
    assert sion.json("budget")["ways"] == []


def test_without_a_budget(empty: Shell) -> None:
    empty("init", "izo")
    assert empty("budget") == "This programme has no budget.\n"
    assert empty("cost", "list") == "No costs; add one with: ipe-events cost add\n"
    assert empty("cash", "list") == "No partner promised or paid cash.\n"
    assert empty.json("budget")["totals"]["gap"] == 0


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("cost", "add", *CONGRES), "this cost has no amount"),
        (("cost", "add", *CONGRES, "--planned", "-1"), "the planned amount is below zero"),
        (("cost", "add", *CONGRES, "--actual", "veel"), 'the actual amount: "veel" is not a'),
        (("cost", "add", *CONGRES, "--actual", "1", "--event", "99"), "99"),
        (("cost", "add", *CONGRES, "--actual", "1", "--note", "a\x1b[1m"), "the note holds"),
        (("cost", "remove", "99"), "there is no cost 99"),
        (("cash", "receive", *VIAA, "--amount", "0"), "the amount is zero"),
        (("cash", "remove", "99"), "under number 99"),
        (("cash", "list", "--year", "2031"), '"2031" is not a year of the budget'),
        (("budget", "--year", "2031"), '"2031" is not a year of the budget'),
    ],
)
def test_money_that_cannot_be(sion: Shell, typed: tuple[str, ...], words: str) -> None:
    assert words in sion.refused(*typed)
