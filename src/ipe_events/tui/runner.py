"""Background work for the screens: one reader thread, one writer thread.

Of a screen's questions of one kind only the latest is answered. A command is never dropped: the
writer finishes what it was given, and quitting waits for it.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ipe_events.domain import working
from ipe_events.domain.errors import Refused, refuse
from ipe_events.domain.working import Work
from ipe_events.i18n import _
from ipe_events.tui.messages import Answered, Broken, Denied

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

    from ipe_events.tui.bridge import Bridge

Answer = TypeVar("Answer")
Otherwise = Callable[[Refused], None]


@dataclass(frozen=True)
class _Job:
    receiver: MessagePump
    run: Callable[[], object]
    then: Callable[..., None]
    otherwise: Otherwise
    work: Work


class Runner:
    """Runs questions and commands on a workspace and posts what comes of them."""

    def __init__(
        self,
        path: Path,
        open_bridge: Callable[[], Bridge],
        began: Callable[[], None] = lambda: None,
    ) -> None:
        """`began` is called, in the thread of the screens, whenever there is something to do."""
        self.path = path
        self._began = began
        self._open_bridge = open_bridge
        self._lock = threading.Lock()
        self._bridge: Bridge | None = None
        self._opened_file: tuple[int, int] | None = None
        self._questions: dict[tuple[int, str], _Job] = {}
        self._asked = threading.Condition()
        self._commands: queue.Queue[_Job | None] = queue.Queue()
        self._closing = False
        self._reading = False
        self._answering: Work | None = None
        self._writing: Work | None = None
        self._reader = threading.Thread(target=self._read, name="reader", daemon=True)
        self._writer = threading.Thread(target=self._write, name="writer")
        self._reader.start()
        self._writer.start()

    def ask(
        self,
        receiver: MessagePump,
        question: Callable[[Bridge], Answer],
        then: Callable[[Answer], None],
        otherwise: Otherwise,
        doing: str = "",
    ) -> None:
        """Answer a question in the background; a later one with the same `then` replaces it.

        `doing`: what the user is told of it when it takes more than a moment.
        """
        self.look_up(receiver, lambda: question(self._opened()), then, otherwise, doing)

    def look_up(
        self,
        receiver: MessagePump,
        question: Callable[[], Answer],
        then: Callable[[Answer], None],
        otherwise: Otherwise,
        doing: str = "",
    ) -> None:
        """Answer a question that needs no workspace."""
        work = Work(doing or _("Reading"))
        with self._asked:
            place = (id(receiver), then.__qualname__)
            self._questions.pop(place, None)
            self._questions[place] = _Job(receiver, question, then, otherwise, work)
            self._asked.notify()
        self._began()

    def do(
        self,
        receiver: MessagePump,
        command: Callable[[Bridge], Answer],
        then: Callable[[Answer], None],
        otherwise: Otherwise,
        doing: str = "",
    ) -> None:
        """Carry out a command after those given before it; `doing` as for `ask`."""
        self.make(receiver, lambda: command(self._opened()), then, otherwise, doing)

    def make(
        self,
        receiver: MessagePump,
        command: Callable[[], Answer],
        then: Callable[[Answer], None],
        otherwise: Otherwise,
        doing: str = "",
    ) -> None:
        """Carry out a command that needs no workspace: one that makes it."""
        work = Work(doing or _("Saving"))
        self._commands.put(_Job(receiver, command, then, otherwise, work))
        self._began()

    @property
    def work(self) -> Work | None:
        """What is being done now: what is written first, else what is read."""
        return self._writing or self._answering

    def let_go(self) -> None:
        """Close the workspace, as another file takes its place; the next question opens that."""
        with self._lock:
            if self._bridge is not None:
                self._bridge.close()
                self._bridge = None

    @property
    def busy(self) -> bool:
        """Whether a command has not been carried out yet."""
        return self._commands.unfinished_tasks > 0

    @property
    def idle(self) -> bool:
        """Whether nothing is asked or ordered that has no answer yet."""
        with self._asked:
            return not (self._questions or self._reading or self.busy)

    def signature(self) -> tuple[int, ...]:
        """Something that differs when anybody wrote to the workspace, or put another there."""
        marks = []
        for name in (self.path, Path(f"{self.path}-wal")):
            try:
                state = name.stat()
            except OSError:
                marks += [0, 0, 0]
            else:
                # An empty log appears when the file is opened, by us too: nobody wrote.
                marks += (
                    [state.st_mtime_ns, state.st_size, state.st_ino] if state.st_size else [0, 0, 0]
                )
        return tuple(marks)

    def close(self) -> None:
        """Wait for the writer, and let go of the workspace."""
        self._commands.put(None)
        self._writer.join()
        with self._asked:
            self._closing = True
            self._asked.notify()
        self._reader.join(timeout=2)
        if self._bridge is not None:
            self._bridge.close()

    def _opened(self) -> Bridge:
        """The workspace as it lies there now.

        SQLite goes on writing to a file that was moved away or replaced, where nobody would ever
        find it again.
        """
        with self._lock:
            found = self._file()
            if self._bridge is not None and found != self._opened_file:
                self._bridge.close()
                self._bridge = None
            if found is None:
                raise refuse("workspace-unreachable", path=str(self.path))
            if self._bridge is None:
                self._bridge = self._open_bridge()
                self._opened_file = found
            return self._bridge

    def _file(self) -> tuple[int, int] | None:
        try:
            state = self.path.stat()
        except OSError:
            return None
        return state.st_dev, state.st_ino

    def _read(self) -> None:
        while True:
            with self._asked:
                while not self._questions and not self._closing:
                    self._asked.wait()
                if self._closing:
                    return
                place = next(iter(self._questions))
                job = self._questions.pop(place)
                self._reading = True
            self._answering = job.work
            message = self._carry_out(job)
            self._answering = None
            with self._asked:
                stale = place in self._questions
            if not stale:
                _post(job, message)
            self._reading = False

    def _write(self) -> None:
        while (job := self._commands.get()) is not None:
            self._writing = job.work
            message = self._carry_out(job, wrote=True)
            self._writing = None
            # Posted first: who waits until nothing is busy finds the answer there.
            _post(job, message)
            self._commands.task_done()

    def _carry_out(self, job: _Job, *, wrote: bool = False) -> Answered | Denied | Broken:
        try:
            with working.at(job.work):
                value = job.run()
            made = self._bridge.made() if wrote and self._bridge is not None else ""
            return Answered(job.then, value, wrote=wrote, made=made)
        except Refused as refused:
            return Denied(job.otherwise, refused)
        except Exception as error:
            return Broken(error)


def _post(job: _Job, message: Answered | Denied | Broken) -> None:
    try:
        job.receiver.post_message(message)
    except Exception:
        # The program has ended and nobody listens; what is still to be written goes on.
        return
