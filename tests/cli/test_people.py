"""org, person, group, goal, kind, commitment."""

from __future__ import annotations

from tests.cli.shell import INSTITUTIONS, Shell, address


def test_organisations_partners_first(sion: Shell) -> None:
    found = sion.json("org", "list")["organisations"]
    assert found[0] == {
        "slug": "landstede",
        "name": "Landstede MBO",
        "kind": "mbo",
        "aliases": ["Landstede"],
        "email": None,
        "placeholder": False,
        "partner": True,
        "from": None,
        "until": None,
        "figures": [],
        "details": {},
    }
    partners = [item["partner"] for item in found]
    assert partners == sorted(partners, reverse=True)
    assert partners.count(True) == 34
    assert sum(item["placeholder"] for item in found) == 27
    assert [item["slug"] for item in found[:6]] == list(INSTITUTIONS)


def test_an_organisation_is_added_and_edited(sion: Shell) -> None:
    added = sion.json("org", "add", "kade", "--name", "De Kade", "--kind", "werkveld")
    assert added == {"slug": "kade"}
    assert sion.json("org", "edit", "werkveld-kernteam-1", "--name", "Travers") == {
        "changed": "werkveld-kernteam-1"
    }
    found = {item["slug"]: item for item in sion.json("org", "list")["organisations"]}
    assert found["kade"]["partner"]
    assert not found["werkveld-kernteam-1"]["placeholder"]
    sion("org", "add", "nest", "--name", "Het Nest", "--email", "Info@nest.example.org")
    sion("org", "edit", "kade", "--email", "post@kade.example.org")
    found = {item["slug"]: item["email"] for item in sion.json("org", "list")["organisations"]}
    assert (found["nest"], found["kade"]) == ("info@nest.example.org", "post@kade.example.org")
    sion("org", "edit", "kade", "--email", "")
    assert sion.json("org", "list")["organisations"][-2]["email"] is None
    assert "e-mail address" in sion.refused("org", "edit", "kade", "--email", "kade")
    assert "already" in sion.refused("org", "add", "kade2", "--name", "De Kade")
    assert "short name" in sion.refused("org", "add", "de kade", "--name", "Kade")
    assert "give at least one of --name" in sion.misused("org", "edit", "kade")
    sion.misused("org", "add", "kade3")


def test_people_are_added_listed_and_edited(sion: Shell) -> None:
    number = sion.json(
        "person",
        "add",
        "--name",
        "Noor Bakker",
        "--org",
        "Windesheim",
        "--email",
        "Noor@example.org",
    )["id"]
    assert sion.json("person", "edit", "noor@example.org", "--profession", "pabo") == {
        "changed": number
    }
    assert sion.json("person", "list", "--org", "windesheim")["people"] == [
        {
            "id": number,
            "name": "Noor Bakker",
            "email": "noor@example.org",
            "aliases": [],
            "profession": "pabo",
            "organisation": "windesheim",
            "groups": [],
            "working_days": None,
        }
    ]
    assert "Noor Bakker" in sion("person", "list")
    sion("person", "edit", str(number), "--email", "n.bakker@example.org")
    assert "there is no person" in sion.refused("person", "edit", "noor@example.org", "--name", "N")


def test_a_person_has_other_addresses(kernteam: Shell) -> None:
    def aliases() -> list[str]:
        found = kernteam.json("person", "list", "--org", "viaa")["people"]
        return next(item["aliases"] for item in found)

    viaa = address("viaa")
    kernteam("person", "edit", viaa, "--alias", "V@Viaa.example.org", "--alias", "v@example.org")
    assert aliases() == ["v@viaa.example.org", "v@example.org"]
    kernteam("person", "edit", viaa, "--profession", "pabo")
    kernteam("person", "edit", "V@example.org", "--alias", "v@example.org")
    assert aliases() == ["v@example.org"]
    for taken in ("v@example.org", address("kpz"), viaa):
        said = kernteam.refused("person", "edit", address("deltion"), "--alias", taken)
        assert f'the address "{taken}" already belongs to somebody' in said
    assert "already" in kernteam.refused("person", "edit", viaa, "--alias", viaa)
    kernteam.refused("person", "edit", address("deltion"), "--email", "v@example.org")
    assert "address" in kernteam.refused("person", "edit", viaa, "--alias", "v")
    assert kernteam.json("person", "export", viaa)["person"]["aliases"] == ["v@example.org"]
    assert "other addresses: v@example.org" in kernteam("person", "export", viaa)
    kernteam("person", "edit", viaa, "--alias", "")
    assert aliases() == []


def test_a_member_takes_the_open_seat_and_leaves_it_open(kernteam: Shell) -> None:
    def seats() -> list[tuple[str, str | None]]:
        groups = {item["slug"]: item for item in kernteam.json("group", "list")["groups"]}
        assert groups["kernteam"].keys() == {"slug", "name", "layer", "line", "seats"}
        return [(seat["organisation"], seat["email"]) for seat in groups["kernteam"]["seats"]]

    field = [("werkveld-kernteam-1", None), ("werkveld-kernteam-2", None)]
    assert seats() == [(slug, address(slug)) for slug in INSTITUTIONS] + field
    done = kernteam.json("group", "member", "kernteam", "--remove", address("viaa"))
    assert done == {
        "changed": "kernteam",
        "added": [],
        "removed": [address("viaa")],
        "future_events": 0,
        "future_updated": False,
    }
    assert ("viaa", None) in seats()
    kernteam("group", "member", "kernteam", "--add", address("viaa"), "--role", "chair")
    assert ("viaa", address("viaa")) in seats()
    assert len(seats()) == 8
    assert "open seat" in kernteam("group", "list")
    assert "already" in kernteam.refused("group", "member", "kernteam", "--add", address("viaa"))
    assert "there is no role" in kernteam.refused(
        "group", "member", "kernteam", "--add", "viaa", "--role", "king"
    )
    kernteam.misused("group", "member", "kernteam")


def test_a_member_from_a_day_is_not_there_before_it(kernteam: Shell) -> None:
    arguments = ("--add", "nji", "--from", "2027-02-01", "--financing", "programme")
    kernteam("group", "member", "kernteam", *arguments)
    before = kernteam.json("event", "add", "--kind", "kernteamoverleg", "--date", "2027-01-12")
    after = kernteam.json("event", "add", "--kind", "kernteamoverleg", "--date", "2027-02-02")
    invited = [
        {
            one["organisation"]
            for one in kernteam.json("event", "show", str(done["id"]))["participants"]
        }
        for done in (before, after)
    ]
    assert ["nji" in slugs for slugs in invited] == [False, True]


def test_a_group_is_added(sion: Shell) -> None:
    assert sion.json("group", "add", "lectoraten", "--name", "Lectoraten") == {"slug": "lectoraten"}
    assert "there is already a group" in sion.refused("group", "add", "kernteam", "--name", "K")


GOALS = ["G1", "G2", "G3", "G4", "R1", "R2", "R3", "R4", "P1", "P2"]


def test_goals_and_kinds(sion: Shell) -> None:
    goals = sion.json("goal", "list")["goals"]
    assert [goal["slug"] for goal in goals] == GOALS
    keys = {"slug", "name", "kind", "parent", "organisations", "details", "source"}
    assert goals[0].keys() == keys | {"explanation", "obstacle", "request"}
    assert {goal["slug"]: goal["parent"] for goal in goals}["P1"] == "G1"
    kinds = {kind["slug"]: kind for kind in sion.json("kind", "list")["kinds"]}
    assert {"stuurgroepoverleg", "werkplaats", "expertisegroepbijeenkomst", "congres"} <= set(kinds)
    assert kinds["kernteamoverleg"] == {
        "slug": "kernteamoverleg",
        "name": "Kernteamoverleg",
        "layer": "kernteam",
        "length_hours": 2.0,
        "preparation_hours": 0.0,
        "travel_hours": 0.0,
        "line": "kernteam",
        "charge": "all",
        "groups": ["kernteam"],
        "required": list(INSTITUTIONS),
        "minimum_professions": 0,
        "required_roles": [],
        "shortest_hours": None,
        "longest_hours": None,
        "cadence_days": None,
        "agenda": [
            {"title": title, "hours": None}
            for title in (
                "Voortgang van de doelen",
                "Vragen die via de aanjager binnenkwamen",
                "Kennis delen",
                "Samen reflecteren",
            )
        ],
        "checks_off": [],
        "reminder_days": None,
    }
    assert "Interprofessioneel samenwerken in elk curriculum van de Campus" in sion("goal", "list")


def test_what_a_kind_costs_can_be_changed(kernteam: Shell) -> None:
    kernteam("kind", "edit", "kernteamoverleg", "--preparation", "0:30", "--travel", "30m")
    event = kernteam.json("event", "add", "--kind", "kernteamoverleg", "--date", "2027-01-12")
    hours = kernteam.json("event", "show", str(event["id"]))["hours"]
    assert {cost["hours"] for cost in hours} == {3.0}
    kernteam("kind", "edit", "kernteamoverleg", "--line", "", "--charge", "nobody")
    assert kernteam.json("event", "show", str(event["id"]))["hours"] == []
    assert "known: all, hosts, nobody" in kernteam.refused(
        "kind", "edit", "kernteamoverleg", "--charge", "you"
    )
    kernteam.refused("kind", "edit", "kernteamoverleg", "--length", "soon")


def test_promises(sion: Shell) -> None:
    def one(year: str) -> dict[str, object]:
        found = sion.json("commitment", "list", "--org", "deltion", "--year", year)["commitments"]
        (line,) = found
        return dict(line)

    assert one("2027") == {
        "organisation": "deltion",
        "line": "kernteam",
        "year": "2027",
        "hours": 200.0,
        "cash": 7000.0,
        "value": 11000.0,
        "rate": 55.0,
        "rate_from": "plan",
        "state": "plan",
        "edited": False,
        "from": None,
        "until": None,
        "reason": None,
        "document": "002:363",
    }
    place = ("--org", "deltion", "--line", "kernteam", "--year", "2027")
    changes = ("--hours", "150,5", "--cash", "7000.50", "--rate", "60", "--state", "signed")
    done = sion.json("commitment", "set", *place, *changes)
    assert done == {"changed": {"organisation": "deltion", "line": "kernteam", "year": "2027"}}
    changed = one("2027")
    assert (changed["hours"], changed["cash"], changed["rate"]) == (150.5, 7000.5, 60.0)
    assert (changed["state"], changed["edited"]) == ("signed", True)
    assert one("2026")["hours"] == 200.0
    row = sion.row("deltion")
    assert (row["committed_hours"], row["rate"], row["committed_value"]) == (150.5, 60.0, 9030.0)
    for wrong in (("--hours", "-1"), ("--cash", "-1"), ("--cash", "lots"), ("--state", "maybe")):
        sion.refused("commitment", "set", *place, *wrong)
    sion.misused("commitment", "set", *place)
    assert "Deltion College" in sion("commitment", "list")
