"""The part of the bridge that is about paper: asking for hours, statements, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ipe_events.domain.years import Year
from ipe_events.i18n import _
from ipe_events.services.workspace import Workspace
from ipe_events.tui.bridge_hours import Periods, periods

# What only these pages need is imported when they are opened: the first screen waits for it.
if TYPE_CHECKING:
    from ipe_events.domain.hour_requests import RequestState
    from ipe_events.domain.statements import Signature, Standing


@dataclass(frozen=True, slots=True)
class PartnerState:
    """How far a partner is with its hours of a year, and its statement when there can be one."""

    request: RequestState
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class StatesData:
    """How far every partner is with a year."""

    period: Year
    periods: Periods
    partners: tuple[PartnerState, ...]
    today: date


class PaperBridge:
    """Questions and commands about paper on an open workspace."""

    _workspace: Workspace

    def states(self, year: str | None) -> StatesData:
        """How far each partner is: asked, received, to look at, stated, signed."""
        from ipe_events.services import hour_requests, statements

        with self._workspace.read() as view:
            when, requests = hour_requests.states(view, year)
            standings = {one.organisation: one for one in statements.standings(view, when)}
            return StatesData(
                period=when,
                periods=periods(view),
                partners=tuple(
                    PartnerState(one, standings.get(one.organisation)) for one in requests
                ),
                today=view.now.date(),
            )

    def ask_for_hours(
        self,
        organisation: str | None,
        first: date,
        last: date,
        folder: Path,
        *,
        replace: bool,
    ) -> Sequence[Path]:
        """Write the sheets to fill in, of one partner or of all that promised hours.

        One that is there may have been filled in: it is only overwritten when it may `replace` it.
        """
        from ipe_events.services import files, hour_requests

        with self._workspace.change(_("Ask for hours")) as change:
            asked = hour_requests.ask(change, organisation, first, last)
            made = [(one.file, one.content) for one in asked]
            return files.write_all(folder, made, replace=replace)

    def issue(
        self,
        year: str,
        organisation: str | None,
        folder: Path,
        first: date | None = None,
        last: date | None = None,
    ) -> Sequence[Path]:
        """Issue the statement of one partner, or of all; the files that were written.

        With days it is about those of the year alone.
        """
        from ipe_events.services import statement_drawing, statement_papers, statements

        with self._workspace.delivery() as view:
            when = statements.period(view, year, first, last)
            drawn = statement_drawing.draw_up(view, when, organisation)
            found = [statements.issue(view, one) for one in drawn]
            written = statement_papers.write(view, found, folder) if found else []
            return [path for own in written for path in own]

    def reprint(self, statement: int, folder: Path) -> Sequence[Path]:
        """Write a statement that was issued once more, as it was."""
        from ipe_events.services import statement_papers, statements

        with self._workspace.read() as view:
            (written,) = statement_papers.write(view, [statements.version(view, statement)], folder)
            return written

    def sign(self, statement: int, signature: Signature, *, again: bool) -> str:
        """Keep who signed a statement; the partner's name."""
        from ipe_events.services import statements

        with self._workspace.delivery() as view:
            return statements.sign(view, statement, signature, again=again).organisation_name
