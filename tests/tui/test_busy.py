"""What takes longer than a moment is told of, how far it is, and can be stopped."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from ipe_events.domain.drafts import EventDraft, When
from ipe_events.domain.errors import Refused
from ipe_events.domain.working import Work, at, through
from ipe_events.services import events, files
from ipe_events.services.workspace import Workspace
from ipe_events.tui.bridge import Bridge
from tests.conftest import NOW
from tests.tui.conftest import Opener
from tests.tui.driving import Driven

DAY = NOW.date()


class Slow:
    """A command that adds meetings one by one, each when it is told to go on."""

    def __init__(self) -> None:
        self.go = threading.Semaphore(0)

    def __call__(self, bridge: Bridge) -> str:
        with bridge._workspace.change("slow") as change:
            for number in through(range(4)):
                events.add(change, EventDraft("congres", When(DAY), title=f"slow {number}"))
                assert self.go.acquire(timeout=20)
        return "done"


def order(app: Driven, slow: Slow) -> list[object]:
    """Have it carried out as screens do; what becomes of it."""
    came: list[object] = []
    app.app.runner.do(app.screen, slow, came.append, came.append, "Slow work")
    return came


def in_file(planned: Workspace) -> int:
    return planned.counts()["event"]


async def test_it_is_shown_after_a_moment_with_how_far_it_is(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app(language="en") as app:
        before, slow = in_file(planned), Slow()
        came = order(app, slow)
        assert "Slow work" not in app.frame()
        await app.until(lambda: "0 of 4" in app.frame())
        assert "⧗ Slow work…" in app.line("0 of 4")
        slow.go.release()
        await app.until(lambda: "1 of 4" in app.frame())
        # It is on the screen in front, whichever that becomes, and nothing is in its way there.
        app.app.action_area("partners")
        await app.until(lambda: app.on == "PartnersScreen" and "1 of 4" in app.frame())
        for _turn in range(3):
            slow.go.release()
        await app.until(lambda: came)
        await app.settle()
        assert came == ["done"]
        assert "Slow work" not in app.frame()
        assert in_file(planned) == before + 4


async def test_escape_stops_it_and_nothing_is_left_of_it(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app(language="en") as app:
        before, slow = in_file(planned), Slow()
        came = order(app, slow)
        await app.until(lambda: "Esc  Stop" in app.frame())
        await app.pilot.press("escape")
        await app.until(lambda: "stopping" in app.frame())
        slow.go.release()
        await app.until(lambda: came)
        (refused,) = came
        assert isinstance(refused, Refused)
        assert refused.problems[0].code == "work-stopped"
        assert in_file(planned) == before
        # Esc means again what it did.
        await app.press("n", "escape")
        assert app.on == "AgendaScreen"


async def test_esc_can_be_clicked(open_app: Opener) -> None:
    async with open_app(language="en") as app:
        slow = Slow()
        came = order(app, slow)
        await app.until(lambda: "Esc  Stop" in app.frame())
        row = app.frame().splitlines()[-1]
        await app.pilot.click(offset=(row.index("Stop"), 23))
        await app.until(lambda: "stopping" in app.frame())
        slow.go.release()
        await app.until(lambda: came)


def test_what_was_written_is_never_left_half() -> None:
    work = Work("")
    with at(work):
        seen = []
        for number in through((1, 2, 3), firm=True):
            assert not work.stop()
            seen.append(number)
        assert seen == [1, 2, 3]


def test_only_the_outermost_tells_and_it_can_be_told_to_stop() -> None:
    work = Work("")

    def nested() -> None:
        for _number in through("ab"):
            for _other in through("cde"):
                assert (work.done, work.total) == (0, 2)
            assert work.stop()

    with at(work), pytest.raises(Refused, match="work-stopped"):
        nested()
    assert (work.done, work.total, work.may_stop) == (0, 0, False)
    assert not Work("").stop()
    assert list(through("xy")) == ["x", "y"]


def test_a_folder_gets_all_of_the_files_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Work("")
    opened = files._for_its_owner

    def stopped_meanwhile(path: str, flags: int) -> int:
        assert work.stop()
        return opened(path, flags)

    monkeypatch.setattr(files, "_for_its_owner", stopped_meanwhile)
    (tmp_path / "b.txt").write_bytes(b"of before")
    with at(work), pytest.raises(Refused, match="work-stopped"):
        files.write_all(tmp_path, [("a.txt", b"new"), ("b.txt", b"new")])
    assert [path.name for path in tmp_path.iterdir()] == ["b.txt"]
    assert (tmp_path / "b.txt").read_bytes() == b"of before"
