from __future__ import annotations

from tests.cli.shell import MEETING, Shell


def test_search_over_everything(sion: Shell) -> None:
    number = sion.json("event", "add", *MEETING, "--title", "Café Zoë", "--location", "Viaa 3")[
        "id"
    ]
    found = sion.json("search", "zoe")
    assert [one["id"] for one in found["meetings"]] == [number]
    assert found["meetings"][0]["title"] == "Café Zoë"
    assert found["query"] == "zoe"
    assert found["counts"]["meetings"] == 1
    viaa = sion.json("search", "viaa")
    assert [one["organisation"] for one in viaa["partners"]] == ["viaa"]
    assert {"of": "place", "event": None, "slug": None, "title": "Viaa 3", "text": ""} in viaa[
        "notes"
    ]
    # What the shell took the quotation marks of stands together all the same.
    assert sion.json("search", "café zoë")["counts"]["meetings"] == 1
    assert sion.json("search", "zoë café")["counts"]["meetings"] == 0
    assert sion.json("search", "place:Viaa 3")["counts"]["meetings"] == 1
    printed = sion("search", "zoe")
    assert printed.startswith("Meetings (1)\n")
    assert "Café Zoë" in printed
    assert sion("search", "zzzz") == "Nothing matches.\n"


def test_what_cannot_be_used_is_said(sion: Shell) -> None:
    result = sion.run("search", "foo:bar")
    assert (result.exit_code, result.stdout) == (0, "Nothing matches.\n")
    assert "“foo:”" in result.stderr
    assert sion.json("search", "foo:bar")["ignored"] == [
        {"field": "foo", "value": "bar", "reason": "field"}
    ]
