"""What the pages say of the command line is so, and what they point at is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer

from ipe_events.cli import main
from tests.cli.shell import Shell

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TYPED = re.compile(r"(?<!`)`ipe-events( [^`\n]+)?`(?!`)")
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")


def named(page: Path) -> str:
    return page.name


def typed_in(text: str) -> list[list[str]]:
    """The words after `ipe-events` in the code of a page, without where the output goes."""
    lines = [*(line for block in BLOCK.findall(text) for line in block.splitlines())]
    lines += [f"ipe-events{found}" for found in TYPED.findall(text)]
    found = [shlex.split(line.split(" >")[0], comments=True) for line in lines]
    return [words[1:] for words in found if words[:1] == ["ipe-events"]]


def complaint(words: list[str]) -> str | None:
    """What is wrong with a command line by its names: its values are not looked at."""
    command: Any = typer.main.get_command(main.app)
    rest = list(words)
    options = {flag: param for param in command.params for flag in param.opts}
    while rest:
        word = rest.pop(0)
        if word.startswith("-"):
            if word in ("--help", "-h"):
                continue
            if word not in options:
                return f"{word} in {words}"
            if not getattr(options[word], "is_flag", False) and rest:
                rest.pop(0)
        elif word in getattr(command, "commands", {}):
            command = command.commands[word]
            options |= {flag: param for param in command.params for flag in param.opts}
        elif hasattr(command, "commands"):
            return f"{word} in {words}"
    return None


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_in_a_page_exists(page: Path) -> None:
    wrong = [complaint(words) for words in typed_in(page.read_text(encoding="utf-8"))]
    assert not [line for line in wrong if line]


def test_a_command_that_does_not_exist_is_known() -> None:
    assert complaint(["event", "list", "--year", "2027"])
    assert complaint(["evnt"])
    assert complaint(["event", "list", "--from", "2027-01-01"]) is None


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_and_picture_is_there(page: Path) -> None:
    for place, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        target = page.parent / place if place else page
        assert target.exists(), place
        if anchor:
            heads = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {anchor_of(head) for head in heads}, anchor


def anchor_of(head: str) -> str:
    """Where a heading is found, as GitHub and others name it."""
    return re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-")


def test_the_commands_of_the_readme_work_in_order(empty: Shell) -> None:
    text = PAGES[0].read_text(encoding="utf-8").partition("## By commands")[2]
    block = BLOCK.findall(text)[0]
    typed = typed_in(f"```sh\n{block}```")
    assert len(typed) > 15
    for words in typed:
        empty(*words)
    for file in ("progress.docx", "requests", "statements"):
        assert Path(file).exists()
