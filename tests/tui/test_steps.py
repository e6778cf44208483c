"""The six steps of a programme leader's year, by keyboard alone in a real terminal: each key is
pressed because of what stands on the screen.
"""

from __future__ import annotations

import csv
import re
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from ipe_events.domain.drafts import PersonDraft
from ipe_events.services import people
from ipe_events.services.seats import MemberTerms
from ipe_events.services.workspace import Workspace
from tests.conftest import copied, fixed_clock
from tests.tui.test_tmux import PROGRAM, SIZES, Tmux, bar_of

pytestmark = [
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
    pytest.mark.skipif(not PROGRAM.exists(), reason="the program is not installed"),
]
PEOPLE = """naam,e-mail,instelling,beroep
Anna Bos,anna.bos@example.org,landstede,docent
Bram Vos,bram.vos@example.org,menso-alting-zwolle,docent
Cor de Wit,cor.de.wit@example.org,deltion,docent
"""
SEATS = (("Anna Bos", "Landstede"), ("Bram Vos", "Menso"), ("Cor de Wit", "Deltion"))
GROUND = re.compile(r"\x1b\[(?:\d+;)*?(4(?:8;5;\d+|8;2;\d+;\d+;\d+|[0-7]))m")
# Seconds in which the cursor surely moved.
MOVES = 0.4
ANY_COLOUR = re.compile(r"\x1b\[[\d;]*m")


class Reader(Tmux):
    """Somebody at the keyboard who reads what is shown."""

    def shows(self, *words: str) -> str:
        """Wait until all of these are on the screen."""
        return self.until(lambda frame: all(word in frame for word in words))

    def selected(self) -> str:
        """The line under the cursor: the first on a ground that no other line has."""
        lines = self.run("capture-pane", "-p", "-e").splitlines()[1:-1]
        grounds = [set(GROUND.findall(line)) for line in lines]
        often = Counter(ground for found in grounds for ground in found)
        for line, found in zip(lines, grounds, strict=True):
            if any(often[ground] == 1 for ground in found):
                return ANY_COLOUR.sub("", line)
        return ""

    def choose(self, word: str, key: str = "Down", most: int = 60) -> None:
        """Move the cursor until it stands on a line that holds a word."""
        for _turn in range(most):
            end = time.monotonic() + MOVES
            while word not in self.selected() and time.monotonic() < end:
                time.sleep(0.05)
            if word in self.selected():
                return
            self.press(key)
        raise AssertionError(f"no line with {word!r}: {self.frame()}")

    def area(self, key: str, *words: str) -> str:
        """Go to an area."""
        self.press(key)
        return self.shows(*words)

    def type_in(self, text: str, *words: str) -> str:
        """Type something, and wait until the screen says what it makes of it."""
        self.write(text)
        return self.shows(*words)

    def answers(self, address: str) -> list[Path]:
        """What somebody's calendar sends back to the invitation that was written for them."""
        found = []
        for file in sorted(self.folder.rglob("*.ics")):
            text = file.read_bytes().decode().replace("\r\n ", "")
            if address not in text:
                continue
            text = text.replace("METHOD:REQUEST", "METHOD:REPLY")
            kept = []
            for line in text.split("\r\n"):
                if line.startswith("ATTENDEE"):
                    if address in line:
                        kept.append(f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{address}")
                elif not line.startswith(("RRULE", "EXDATE")):
                    kept.append(line)
            answer = self.folder / "antwoord.ics"
            answer.write_bytes("\r\n".join(kept).encode())
            found.append(answer)
            break
        return found


@pytest.fixture
def leader(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Reader]:
    (tmp_path / "mensen.csv").write_text(PEOPLE, encoding="utf-8")
    opened = Reader(tmp_path, tmp_path / "work" / "ipe-events.db", request.param)
    yield opened
    opened.close()


def set_up(leader: Reader) -> None:
    """1. A programme from its plan, with people in it."""
    leader.shows("Welkom", "SION")
    leader.press("Tab", "Tab")
    leader.type_in("Sanne <sanne@example.org>", "Sanne <sanne")
    leader.press("Enter")
    leader.choose("SION")
    leader.press("Enter")
    leader.shows("november 2026", "1 Agenda")
    leader.area("3", "mensen")
    leader.press("i")
    leader.shows("Bestand")
    leader.type_in("mensen.csv", "3 rijen")
    leader.press("C-s")
    leader.shows("Anna Bos", "Cor de Wit")
    leader.press("v")
    leader.shows("open plaats")
    leader.choose("Kernteam ")
    leader.press("Enter")
    leader.shows("Landstede", "Deltion")
    for name, place in SEATS:
        leader.choose(place)
        leader.press("Enter")
        leader.shows("Vervangt", "kies")
        leader.press("Enter")
        leader.shows(name)
        leader.press("Down", "Enter")
        leader.until(partial(re.search, rf"Wie +{name}"))
        leader.press("C-s")
        leader.shows(f"● {name}")
    leader.press("Escape")
    leader.shows("open plaatsen", "3 Mensen")


def plan_the_year(leader: Reader) -> None:
    """2. A rhythm becomes dates, and those are planned."""
    leader.area("1", "november 2026")
    leader.press("Y")
    leader.shows("Een jaar plannen", "Kernteamoverleg", "F5")
    leader.press("Tab")
    frame = leader.type_in("eerste di van de maand 13:00-15:00", "dinsdag van de maand,", " × ")
    found = re.search(r"(\d+) × ", frame)
    assert found
    leader.press("C-s")
    leader.shows(f"{found[1]} bijeenkomsten gepland", "2027")


def invite(leader: Reader) -> None:
    """3. Invitations are written, and an answer is read back."""
    leader.area("5", "Te vertellen", "Kernteamoverleg")
    leader.press("X")
    leader.shows(".ics")
    leader.press("Enter")
    leader.shows("Geëxporteerd")
    (answer,) = leader.answers("anna.bos@example.org")
    leader.press("r")
    leader.shows("ntwoorden")
    leader.press("C-u")
    leader.write(str(answer))
    leader.press("Enter")
    leader.shows("✓ komt", "anna.bos@example.org")
    leader.press("Escape")
    leader.shows("5 Te versturen", "Geëxporteerd")


def attend(leader: Reader) -> None:
    """4. Who was there is registered, and work outside meetings is kept."""
    leader.area("1", "Kernteamoverleg")
    leader.press("n")
    leader.shows("soort, dag")
    leader.type_in("kernteam di 17 nov 2026 13-15", "17 november 2026")
    leader.press("Enter")
    leader.shows("17 november 2026", "1 Agenda")
    leader.press("a")
    leader.shows("Anna Bos", "Bram Vos")
    leader.press("A")
    leader.press("C-s")
    leader.until(lambda frame: "● di 17" in frame or "● gehouden" in frame)


def see_the_hours(leader: Reader) -> None:
    """5. What each partner promised, did, and still has."""
    frame = leader.area("2", "Landstede", "Uren van partners")
    assert "200" in bar_of(frame, "Landstede")
    leader.area("4", "per kwartaal", "Landstede")
    leader.choose("Landstede")
    leader.press("Enter")
    leader.shows("1 boeking", "Anna Bos")
    leader.press("Escape")
    leader.shows("per kwartaal")


def account(leader: Reader) -> None:
    """6. A report for the stuurgroep, and a statement that is signed."""
    leader.press("t")
    leader.shows("Landstede", "urenstaat", "getekend")
    leader.choose("Landstede")
    leader.press("x")
    leader.shows("╭", "Landstede")
    leader.press("Right", "Enter")
    leader.until(lambda _frame: list(leader.folder.rglob("urenstaat-landstede*.xlsx")))
    leader.shows("urenstaat-landstede", "Esc")
    leader.press("Escape")
    leader.until(lambda frame: "╭" not in frame and "versie 1" in frame)
    leader.choose("Landstede")
    leader.press("g")
    leader.shows("Functie", "Landstede")
    leader.write("Dirk Teken")
    leader.press("Tab")
    leader.type_in("directeur", "Functie    directeur")
    leader.press("C-s")
    leader.until(lambda frame: "✓ 22 nov" in frame and "Functie" not in frame)
    leader.press("Escape")
    leader.shows("per kwartaal")
    leader.press("F")
    leader.shows("oortgang")
    leader.choose("oortgang")
    leader.press("Enter")
    leader.shows("Bestand", "stuurgroep")
    leader.press("C-s")
    leader.until(lambda _frame: list(leader.folder.rglob("voortgang*")))


STEPS = (set_up, plan_the_year, invite, attend, see_the_hours, account)


@pytest.mark.soak
@pytest.mark.parametrize("leader", SIZES, indirect=True, ids=str)
def test_the_six_steps(leader: Reader) -> None:
    for step in STEPS:
        step(leader)


@pytest.fixture
def begun(sion_template: Path, tmp_path: Path) -> Iterator[Reader]:
    """Somebody who has done the first step."""
    path = copied(sion_template, tmp_path / "work" / "ipe-events.db")
    workspace = Workspace(path, fixed_clock)
    with workspace.change("people") as change:
        for name, address, partner, profession in csv.reader(PEOPLE.splitlines()[1:]):
            people.add_person(change, PersonDraft(name, partner, address, profession))
            people.add_member(change, "kernteam", address, MemberTerms())
    workspace.close()
    opened = Reader(tmp_path, path, SIZES[0])
    yield opened
    opened.close()


def test_a_year_is_planned_told_and_attended(begun: Reader) -> None:
    begun.shows("november 2026", "1 Agenda")
    for step in (plan_the_year, invite, attend):
        step(begun)
