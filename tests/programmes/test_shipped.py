"""What every shipped programme file is, alone and beside the others in one workspace."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ipe_events.domain.programme_text import read_programme
from ipe_events.services import programmes
from tests.cli.shell import Shell
from tests.programmes.conftest import SHIPPED, InProgramme
from tests.store.dumps import rows


def text_of(slug: str) -> str:
    return programmes.source(slug)[0]


def test_the_five_are_shipped() -> None:
    assert sorted(item.slug for item in programmes.shipped()) == list(SHIPPED)


@pytest.mark.parametrize("slug", SHIPPED)
def test_each_opens_without_a_warning(slug: str, tmp_path: Path) -> None:
    alone = Shell(tmp_path / "alone" / "ipe-events.db")
    result = alone.run("--workspace", str(alone.workspace), "init", slug)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "warning" not in result.stdout


@pytest.mark.parametrize("slug", SHIPPED)
def test_nothing_personal_ships(slug: str) -> None:
    text = text_of(slug)
    assert "@" not in text
    names = {name for event in read_programme(text, slug).events for name in event.moderators}
    assert all(re.fullmatch(r"mod-\d\d", name) for name in names)


@pytest.mark.parametrize("slug", SHIPPED)
def test_every_row_names_its_source(slug: str) -> None:
    file = read_programme(text_of(slug), slug)
    kinds = [kind for kind in file.kinds if kind.slug != "overig"]
    found = (*file.organisations, *file.groups, *file.goals, *kinds, *file.events, *file.remarks)
    assert all(re.match(r"00[0-4]:\d", row.source) for row in (*found, *file.undated))


def test_with_several_a_programme_is_asked_for(five: Path) -> None:
    said = Shell(five).refused("goal", "list")
    assert "several programmes" in said
    assert all(slug in said for slug in SHIPPED)
    assert {item["slug"] for item in Shell(five).json("programme", "list")["programmes"]} == {
        *SHIPPED
    }


def test_an_organisation_is_one_in_all_of_them(five: Path) -> None:
    shared = {
        "radboudumc": {"opleiden2025", "izo"},
        "hogeschool-utrecht": {"sion", "platform-iso"},
        "platform-samen-opleiden": {"sion", "platform-iso"},
        "ministerie-ocw": {"izo", "platform-iso"},
        "zuyd": {"sion", "izo"},
    }
    slugs = [slug for (slug,) in rows(five, "SELECT slug FROM organisation")]
    assert len(slugs) == len({str(slug).casefold() for slug in slugs})
    for slug, files in shared.items():
        assert slugs.count(slug) == 1
        assert all(f'slug = "{slug}"' in text_of(name) for name in files)
    names = [
        str(name).casefold()
        for one, aliases in rows(five, "SELECT name, aliases FROM organisation")
        for name in {str(one).casefold(), *map(str.casefold, json.loads(str(aliases)))}
    ]
    assert len(names) == len(set(names))
    # ROC Menso Alting in the north is not the Mbo Menso Alting of Zwolle (traps, sources §1.2).
    assert "roc-menso-alting" not in slugs


def test_an_organisation_under_another_slug_is_found_by_its_name(
    shell: Callable[[str], InProgramme], five: Path, tmp_path: Path
) -> None:
    file = tmp_path / "ander.toml"
    file.write_text(
        'format = 1\n[programme]\nslug = "ander"\nname = "Ander"\n'
        '[[organisations]]\nslug = "hu"\nname = "HU"\nkind = "hbo"\naliases = ["De Hogeschool"]\n'
        'figures = [{ what = "teams", n = 3 }]\n'
        '[[groups]]\nslug = "team"\nname = "Team"\nseats = ["hu"]\n'
        '[[kinds]]\nslug = "overleg"\nname = "Overleg"\nlength = "1:00"\nrequired = ["hu"]\n'
        '[[lines]]\nslug = "inzet"\nname = "Inzet"\n[budget]\nyears = ["2027"]\n'
        '[[commitments]]\norganisations = ["hu"]\nline = "inzet"\nhours = 10\n',
        encoding="utf-8",
    )
    before = rows(five, "SELECT count(*) FROM organisation")
    ander = shell("ander")
    Shell(five)("init", str(file))
    assert rows(five, "SELECT count(*) FROM organisation") == before
    partner = next(item for item in ander.json("org", "list")["organisations"] if item["partner"])
    assert (partner["slug"], partner["figures"][0]["n"]) == ("hogeschool-utrecht", 3)
    assert "De Hogeschool" in partner["aliases"]
    (promise,) = ander.json("commitment", "list", "--org", "de hogeschool")["commitments"]
    assert (promise["organisation"], promise["hours"]) == ("hogeschool-utrecht", 10)
    (kind,) = ander.json("kind", "list")["kinds"]
    assert kind["required"] == ["hogeschool-utrecht"]
    (group,) = ander.json("group", "list")["groups"]
    assert [seat["organisation"] for seat in group["seats"]] == ["hogeschool-utrecht"]


def test_a_clash_is_seen_across_programmes(shell: Callable[[str], InProgramme]) -> None:
    sion, platform = shell("sion"), shell("platform-iso")
    who = ("--name", "Noor", "--email", "noor@example.org", "--org", "hogeschool-utrecht")
    sion("person", "add", *who)
    when = ("--date", "2027-01-12", "--start", "13:00", "--end", "15:00")
    sion("event", "add", "--kind", "overig", *when, "--invite", "noor@example.org")
    other = platform.json("event", "add", "--kind", "overig", *when, "--invite", "noor@example.org")
    assert "double-booked" in {one["code"] for one in other["warnings"]}


def test_every_event_of_one_programme_is_its_own(shell: Callable[[str], InProgramme]) -> None:
    counts = {slug: len(shell(slug).json("event", "list")["events"]) for slug in SHIPPED}
    assert counts == {
        "ipe-hva-uva": 0,
        "izo": 14,
        "opleiden2025": 0,
        "platform-iso": 1,
        "sion": 3,
    }
