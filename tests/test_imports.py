"""What every module and every tracked file keeps to, and what an import may load."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "src"
PACKAGE = SOURCES / "ipe_events"
MODULES = sorted(PACKAGE.rglob("*.py"))

DATABASE = {"sqlmodel", "sqlalchemy", "alembic"}
SLOW = DATABASE | {"icalendar", "holidays", "pydantic"}

LONGEST = 350
LONGEST_OF = {"tui/app.py": 250}
# A schema's history is a listing, written once.
LISTINGS = PACKAGE / "store" / "migrations" / "versions"

ADDRESS = re.compile(r"[\w.+-]+@((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})")
# RFC 2606 keeps these for examples; everything else may be somebody's.
EXAMPLE_DOMAIN = re.compile(r"(?:.+\.)?example\.(?:org|com)", re.IGNORECASE)


def fresh(script: str) -> str:
    """What the script prints in an interpreter that has loaded nothing of ours."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def loaded_by(*modules: str) -> set[str]:
    """What importing the modules adds to a fresh interpreter."""
    imports = "; ".join(f"import {module}" for module in modules)
    script = f"import json, sys; before = set(sys.modules); {imports}; "
    names: list[str] = json.loads(
        fresh(script + "print(json.dumps(sorted(set(sys.modules) - before)))")
    )
    return set(names)


def named(path: Path) -> str:
    parts = path.relative_to(SOURCES).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tracked() -> tuple[Path, ...]:
    """Every file git knows, and those it will know: not those it ignores."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        pytest.skip("not a git checkout")
    paths = (ROOT / name for name in done.stdout.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def text_of(path: Path) -> str:
    """The file's text; nothing for what is no text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_the_package_alone_loads_nothing() -> None:
    assert loaded_by("ipe_events") == {"ipe_events"}


def test_the_command_line_starts_without_what_is_slow() -> None:
    assert not loaded_by("ipe_events.cli.main") & (SLOW | {"textual"})


def test_the_first_frame_waits_for_nothing_slow() -> None:
    assert not loaded_by("ipe_events.tui.app") & SLOW


def test_screens_reach_the_database_through_the_bridge_alone() -> None:
    screens = [named(path) for path in sorted((PACKAGE / "tui").rglob("*.py"))]
    front = [name for name in screens if ".bridge" not in name]
    assert not loaded_by(*front) & SLOW


def test_the_first_look_waits_for_nothing_slow() -> None:
    assert not loaded_by("ipe_events.tui.bridge_first") & SLOW


def test_messages_and_sentences_load_only_the_standard_library() -> None:
    names = loaded_by("ipe_events.i18n.sentences")
    outside = {name for name in names if not name.startswith("ipe_events")}
    assert {name.partition(".")[0] for name in outside} <= sys.stdlib_module_names


def test_the_domain_knows_no_front_and_no_database() -> None:
    domain = [named(path) for path in sorted((PACKAGE / "domain").rglob("*.py"))]
    assert not loaded_by(*domain) & (DATABASE | {"textual", "typer", "icalendar"})


def test_every_module_says_what_it_is() -> None:
    silent = [
        named(path)
        for path in MODULES
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_modules_stay_about_one_thing() -> None:
    large = {}
    for path in MODULES:
        if path.is_relative_to(LISTINGS):
            continue
        name = path.relative_to(PACKAGE).as_posix()
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > LONGEST_OF.get(name, LONGEST):
            large[name] = lines
    assert large == {}


def test_nobody_s_address_ships() -> None:
    # Only where: an address that must not ship must not stand in a log either.
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked()
        for number, line in enumerate(text_of(path).splitlines(), 1)
        for domain in ADDRESS.findall(line)
        if not EXAMPLE_DOMAIN.fullmatch(domain)
    ]
    assert found == []


def test_the_address_test_knows_an_address() -> None:
    domain = ".".join(("hospital", "nl"))
    assert ADDRESS.findall(f"mail a.b@{domain}, c@example.org") == [domain, "example.org"]
    assert not EXAMPLE_DOMAIN.fullmatch(domain)
    assert not EXAMPLE_DOMAIN.fullmatch("notexample.org")
    assert EXAMPLE_DOMAIN.fullmatch("college.example.org")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_locks_name_no_place(name: str) -> None:
    lock = (ROOT / name).read_text(encoding="utf-8")
    assert not re.findall(r"(?i)https?:|file:\S|^\s*-(?!-hash)", lock, re.MULTILINE)
    pins = re.findall(r"^[A-Za-z0-9]\S*", lock, re.MULTILINE)
    assert pins
    assert all("==" in pin for pin in pins)


def test_the_developer_s_lock_holds_the_user_s() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^\S+==\S+", (ROOT / name).read_text("utf-8"), re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def test_the_wheel_holds_what_the_program_reads(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    programmes = {path.name for path in (ROOT / "data" / "programmes").glob("*.toml")}
    assert programmes
    assert {f"ipe_events/data/programmes/{name}" for name in programmes} <= names
    assert "ipe_events/locale/nl/LC_MESSAGES/ipe_events.mo" in names
    shipped = {path.relative_to(SOURCES).as_posix() for path in PACKAGE.rglob("*.tcss")}
    assert shipped <= names
