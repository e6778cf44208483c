"""programmes, init, programme, choices, choose."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shell import Shell

SMALL = """
format = 1
[programme]
slug = "buurt"
name = "Leren in de buurt"
timezone = "Europe/Lisbon"
[[organisations]]
slug = "roc"
name = "ROC"
kind = "mbo"
[[groups]]
slug = "team"
name = "Team"
seats = ["roc"]
[[kinds]]
slug = "overleg"
name = "Overleg"
length = "2:00"
groups = ["team"]
"""


def small_file(folder: Path, text: str = SMALL) -> str:
    file = folder / "buurt.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_the_shipped_programmes_need_no_workspace(empty: Shell) -> None:
    found = empty.json("programmes")
    assert found.keys() == {"programmes"}
    assert {"slug": "sion", "name": "Samen Interprofessioneel Opleiden Netwerk (SION)"} in found[
        "programmes"
    ]
    assert "sion" in empty("programmes")
    assert not empty.workspace.exists()


def test_init_makes_a_workspace_for_its_user_alone(empty: Shell) -> None:
    made = empty.json("init", "sion")
    assert made["programme"] == "sion"
    assert made["workspace"] == str(empty.workspace)
    assert made["choices"]["period"] == "calendar-2024-2027"
    assert empty.workspace.stat().st_mode & 0o777 == 0o600
    assert empty.workspace.parent.stat().st_mode & 0o777 == 0o700
    # Of a workspace that was empty until now no copy is worth anything.
    assert [file.name for file in empty.workspace.parent.iterdir()] == [empty.workspace.name]


def test_init_takes_choices_and_an_organiser(empty: Shell) -> None:
    said = empty(
        "init",
        "sion",
        "--choice",
        "kernteam-hours=together",
        "--choice",
        "period=school-2024-2027",
        "--organiser",
        "Ada de Boer <Ada@example.org>",
    )
    assert str(empty.workspace) in said
    assert "programme edit" not in said
    (programme,) = empty.json("programme", "list")["programmes"]
    assert programme["organiser"] == {"name": "Ada de Boer", "email": "ada@example.org"}
    assert programme["years"] == ["2024-2025", "2025-2026", "2026-2027"]
    chosen = {item["id"]: item["chosen"] for item in empty.json("choices")["choices"]}
    assert chosen["kernteam-hours"] == "together"


def test_init_without_an_organiser_says_what_to_do_about_it(empty: Shell) -> None:
    assert "programme edit --organiser" in empty("init", "sion")
    assert empty.json("programme", "list")["programmes"][0]["organiser"] is None


def test_a_second_programme_goes_into_the_same_workspace(sion: Shell, tmp_path: Path) -> None:
    assert sion.json("init", small_file(tmp_path))["programme"] == "buurt"
    assert [item["slug"] for item in sion.json("programme", "list")["programmes"]] == [
        "sion",
        "buurt",
    ]
    assert "--programme: buurt, sion" in sion.refused("org", "list")
    assert sion.json("--programme", "buurt", "budget")["years"] == []
    assert "no budget" in sion("--programme", "buurt", "budget")
    assert "there is no programme" in sion.refused("--programme", "elders", "budget")


def test_a_programme_that_is_there_is_not_added_again(sion: Shell) -> None:
    assert "already" in sion.refused("init", "sion")


@pytest.mark.parametrize(
    "arguments",
    [
        ("sion", "--choice", "period=never"),
        ("sion", "--choice", "weather=good"),
        ("sion", "--choice", "period"),
        ("sion", "--organiser", "nobody"),
        ("sion", "--organiser", "Ada <ada@@example.org>"),
        ("atlantis",),
        ("a" * 300,),
        ("missing.toml",),
        ("../sion",),
    ],
)
def test_an_init_that_fails_leaves_nothing_behind(empty: Shell, arguments: tuple[str, ...]) -> None:
    empty.refused("init", *arguments)
    assert not empty.workspace.exists()
    folder = empty.workspace.parent
    assert not folder.exists() or not list(folder.iterdir())


def test_an_init_that_fails_keeps_the_copies_of_a_lost_workspace(empty: Shell) -> None:
    copies = empty.workspace.parent / "backups"
    copies.mkdir(parents=True)
    (copies / "ipe-events-2026-11-01.db").write_text("precious")
    empty.refused("init", "sion", "--choice", "period=never")
    assert (copies / "ipe-events-2026-11-01.db").read_text() == "precious"


def test_the_organiser_can_be_set_later(sion: Shell) -> None:
    done = sion.json("programme", "edit", "--organiser", "Bo Visser <bo@example.org>")
    assert done == {
        "changed": "sion",
        "organiser": {"name": "Bo Visser", "email": "bo@example.org"},
    }
    assert "Bo Visser <bo@example.org>" in sion("programme", "list")


def test_choices_are_listed_and_chosen(sion: Shell) -> None:
    found = sion.json("choices")["choices"]
    assert [item["id"] for item in found] == [
        "kernteam-hours",
        "period",
        "gpl",
        "municipality-2027",
        "carry-over",
    ]
    assert found[0].keys() == {"id", "question", "options", "chosen"}
    assert (found[0]["options"], found[0]["chosen"]) == (["each", "together"], "each")
    assert sion.json("choose", "kernteam-hours=together") == {
        "changed": {"kernteam-hours": "together"},
        "kept": [],
    }
    assert sion.json("choices")["choices"][0]["chosen"] == "together"
    assert "* together" in sion("choices")
    assert "known: kernteam-hours" in sion.refused("choose", "weather=good")
    assert "known: each, together" in sion.refused("choose", "kernteam-hours=none")
    assert "ID=OPTION" in sion.refused("choose", "kernteam-hours")


def test_choosing_names_the_promises_that_were_edited_by_hand(sion: Shell) -> None:
    sion(
        "commitment", "set", "--org", "kpz", "--line", "kernteam", "--year", "2027", "--hours", "9"
    )
    kept = sion.json("choose", "kernteam-hours=together")["kept"]
    assert kept == [{"organisation": "kpz", "line": "kernteam", "year": "2027"}]
    assert "Hogeschool KPZ, kernteam, 2027" in sion("choose", "kernteam-hours=each")


def test_now_is_the_wall_clock_of_the_programme(
    empty: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty("init", small_file(tmp_path))
    monkeypatch.setenv("IPE_EVENTS_NOW", "2026-07-01T00:30")
    empty("org", "add", "kade", "--name", "De Kade")
    assert empty.json("log")["changes"][0]["at"] == "2026-06-30T23:30:00+00:00"
    monkeypatch.setenv("IPE_EVENTS_NOW", "yesterday")
    assert "IPE_EVENTS_NOW" in empty.refused("org", "list")
