from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
from textual.message_pump import MessagePump

from ipe_events.domain.errors import refuse
from ipe_events.settings import Settings
from ipe_events.tui.bridge import Bridge
from ipe_events.tui.messages import Answered, Broken, Denied
from ipe_events.tui.runner import Runner
from tests.conftest import fixed_clock


class Receiver:
    """Stands for a screen: keeps what is posted to it, or is gone."""

    def __init__(self, *, gone: bool = False) -> None:
        self.posted: list[object] = []
        self.came = threading.Semaphore(0)
        self.gone = gone

    def post_message(self, message: object) -> None:
        if self.gone:
            raise RuntimeError("the loop has ended")
        self.posted.append(message)
        self.came.release()

    def wait(self, count: int = 1) -> None:
        for _turn in range(count):
            assert self.came.acquire(timeout=10)


def pump(receiver: Receiver) -> MessagePump:
    return cast(MessagePump, receiver)


def nothing(_value: Any) -> None:
    """What is done with an answer does not matter here."""


def other(_value: Any) -> None:
    """Another kind of answer."""


@pytest.fixture
def runner(workspace_path: Path) -> Iterator[Runner]:
    def opened() -> Bridge:
        return Bridge(workspace_path, None, fixed_clock, Settings())

    made = Runner(workspace_path, opened)
    yield made
    made.close()


def held_up(runner: Runner, receiver: Receiver) -> Callable[[], None]:
    """Keep the reader busy; the returned function lets it go on."""
    started, go = threading.Event(), threading.Event()

    def slow() -> str:
        started.set()
        assert go.wait(10)
        return "slow"

    runner.look_up(pump(receiver), slow, other, nothing)
    assert started.wait(10)
    return go.set


def test_only_the_latest_question_of_a_kind_is_answered(runner: Runner) -> None:
    receiver = Receiver()
    go_on = held_up(runner, receiver)
    for number in range(5):
        runner.look_up(pump(receiver), partial(int, number), nothing, nothing)
    go_on()
    receiver.wait(2)
    assert [message.value for message in receiver.posted if isinstance(message, Answered)] == [
        "slow",
        4,
    ]


def test_an_answer_is_dropped_when_the_question_was_asked_again(runner: Runner) -> None:
    receiver = Receiver()
    started, go = threading.Event(), threading.Event()

    def slow() -> str:
        started.set()
        assert go.wait(10)
        return "old"

    runner.look_up(pump(receiver), slow, nothing, nothing)
    assert started.wait(10)
    runner.look_up(pump(receiver), lambda: "new", nothing, nothing)
    go.set()
    receiver.wait()
    (message,) = receiver.posted
    assert isinstance(message, Answered)
    assert message.value == "new"


def test_questions_of_different_screens_do_not_replace_each_other(runner: Runner) -> None:
    first, second = Receiver(), Receiver()
    go_on = held_up(runner, Receiver())
    runner.look_up(pump(first), lambda: 1, nothing, nothing)
    runner.look_up(pump(second), lambda: 2, nothing, nothing)
    go_on()
    first.wait()
    second.wait()


def test_commands_are_carried_out_one_by_one_and_none_is_dropped(runner: Runner) -> None:
    receiver, order = Receiver(), list[int]()
    for number in range(20):
        runner.make(pump(receiver), partial(order.append, number), nothing, nothing)
    receiver.wait(20)
    assert order == list(range(20))


def test_closing_waits_for_the_writer(workspace_path: Path) -> None:
    def opened() -> Bridge:
        return Bridge(workspace_path, None, fixed_clock, Settings())

    runner, done, go = Runner(workspace_path, opened), list[int](), threading.Event()

    def slow() -> None:
        assert go.wait(10)
        done.append(1)

    receiver = Receiver(gone=True)
    for _turn in range(3):
        runner.make(pump(receiver), slow, nothing, nothing)
    threading.Timer(0.1, go.set).start()
    assert runner.busy
    runner.close()
    assert done == [1, 1, 1]


def test_refusals_and_faults_are_told_apart(runner: Runner) -> None:
    receiver = Receiver()

    def refused() -> None:
        raise refuse("nothing-to-undo")

    def broken() -> None:
        raise ValueError("a name")

    runner.make(pump(receiver), refused, nothing, nothing)
    runner.make(pump(receiver), broken, nothing, nothing)
    receiver.wait(2)
    assert [type(message) for message in receiver.posted] == [Denied, Broken]


def asked(runner: Runner) -> object:
    """The programme's name as the workspace has it now, or the code of the refusal."""
    receiver = Receiver()
    runner.ask(pump(receiver), lambda bridge: bridge.can_be_read(), nothing, nothing)
    receiver.wait()
    (message,) = receiver.posted
    if isinstance(message, Answered):
        return message.value
    assert isinstance(message, Denied)
    return message.refused.problems[0].code


def test_a_file_that_was_put_in_place_is_read_not_the_one_that_was_there(
    runner: Runner, workspace_path: Path, planned_path: Path, tmp_path: Path
) -> None:
    assert "SION" in str(asked(runner))
    before = runner.signature()
    moved = tmp_path / "moved.db"
    workspace_path.rename(moved)
    assert asked(runner) == "workspace-unreachable"
    shutil.copy(planned_path, workspace_path)
    assert runner.signature() != before
    receiver = Receiver()
    runner.do(
        pump(receiver),
        lambda bridge: bridge.set_organiser("Nieuw <nieuw@example.org>"),
        nothing,
        nothing,
    )
    receiver.wait()
    assert b"nieuw@example.org" in b"".join(
        file.read_bytes() for file in workspace_path.parent.glob("ipe-events.db*") if file.is_file()
    )
    assert b"nieuw@example.org" not in moved.read_bytes()


def test_a_log_that_opening_makes_is_no_change(runner: Runner) -> None:
    before = runner.signature()
    asked(runner)
    assert runner.signature() == before


def test_idle_is_when_everything_was_answered(runner: Runner) -> None:
    receiver = Receiver()
    go_on = held_up(runner, receiver)
    assert not runner.idle
    go_on()
    receiver.wait()
    while not runner.idle:
        pass
