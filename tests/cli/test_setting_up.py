"""Setting a programme up by commands: what it is made of is added, changed and taken away."""

from __future__ import annotations

from tests.cli.shell import Shell


def test_lines_kinds_groups_goals_and_organisations_come_and_go(sion: Shell) -> None:
    assert sion.json("line", "add", "onderzoek", "--name", "Onderzoek") == {"slug": "onderzoek"}
    sion("line", "edit", "onderzoek", "--name", "Onderzoekstijd")
    lines = {one["slug"]: one["name"] for one in sion.json("line", "list")["lines"]}
    assert lines["onderzoek"] == "Onderzoekstijd"
    sion("kind", "add", "kring", "--name", "Kring", "--group", "kernteam", "--line", "onderzoek")
    assert "is used" in sion.refused("line", "remove", "onderzoek")
    sion("kind", "edit", "kring", "--name", "Kringen", "--group", "", "--required", "viaa")
    own = next(one for one in sion.json("kind", "list")["kinds"] if one["slug"] == "kring")
    assert (own["name"], own["groups"], own["required"]) == ("Kringen", [], ["viaa"])
    assert sion.json("kind", "remove", "kring") == {"removed": "kring"}
    sion("line", "remove", "onderzoek")
    sion("group", "add", "lectoraten", "--name", "Lectoraten", "--line", "kernteam")
    sion("group", "edit", "lectoraten", "--name", "Lectoren", "--layer", "bestuur")
    groups = sion.json("group", "list")["groups"]
    group = next(one for one in groups if one["slug"] == "lectoraten")
    assert (group["name"], group["layer"], group["line"]) == ("Lectoren", "bestuur", "kernteam")
    sion("org", "add", "icare", "--name", "Icare", "--alias", "I Care")
    sion("org", "edit", "icare", "--alias", "")
    sion("group", "member", "lectoraten", "--add", "icare")
    assert sion.json("group", "remove", "lectoraten") == {"removed": "lectoraten", "seats": 1}
    sion("goal", "add", "G9", "--name", "Negende", "--detail", "a=een", "--detail", "a=twee")
    goals = {one["slug"]: one for one in sion.json("goal", "list")["goals"]}
    assert goals["G9"]["details"] == {"a": ["een", "twee"]}
    sion("goal", "remove", "G9")
    sion("org", "remove", "icare")
    slugs = [one["slug"] for one in sion.json("org", "list")["organisations"]]
    assert "icare" not in slugs


def test_a_promise_has_a_document_and_loses_what_is_empty(sion: Shell) -> None:
    where = ("--org", "viaa", "--line", "kernteam", "--year", "2027")
    terms = ("--rate", "60", "--from", "2027-02-01", "--document", "brief.pdf")
    sion("commitment", "set", *where, *terms)
    (own,) = sion.json("commitment", "list", "--org", "viaa", "--year", "2027")["commitments"]
    assert (own["rate"], own["from"], own["document"]) == (60.0, "2027-02-01", "brief.pdf")
    sion("commitment", "set", *where, "--rate", "", "--from", "")
    (own,) = sion.json("commitment", "list", "--org", "viaa", "--year", "2027")["commitments"]
    assert (own["rate"], own["from"], own["document"]) == (55.0, None, "brief.pdf")
    sion("commitment", "remove", *where)
    assert not sion.json("commitment", "list", "--org", "viaa", "--year", "2027")["commitments"]
    assert "nothing was promised" in sion.refused("commitment", "remove", *where)


def test_the_programme_is_changed_field_by_field(sion: Shell) -> None:
    said = sion.json("programme", "edit", "--name", "Anders", "--until", "", "--year", "2027")
    assert said == {"changed": "sion"}
    shown = sion.json("programme", "show")
    assert (shown["name"], shown["end"], shown["years"]) == ("Anders", None, ["2027"])
    assert shown["start"] == "2024-09-01"
    sion("programme", "edit", "--region", "", "--cash-needed", "1500,50", "--retention", "3")
    shown = sion.json("programme", "show")
    assert (shown["region"], shown["cash_needed"]) == (None, 1500.5)
    assert shown["retention_years"] == 3
    sion.misused("programme", "edit")


def test_layers_stand_beside_what_is_covered(sion: Shell) -> None:
    layers = {one["layer"]: one for one in sion.json("goal", "coverage")["layers"]}
    assert layers["kernteam"]["meetings"] == 0
    assert "Kernteamoverleg" in layers["kernteam"]["kinds"]
    assert "Kernteamoverleg" in sion("goal", "coverage")
