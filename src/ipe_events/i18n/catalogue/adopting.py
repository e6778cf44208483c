"""Refusals of meetings that were made in another calendar."""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

ADOPTING: Mapping[str, tuple[str, ...]] = {
    "adopt-nothing": (
        N_("the file holds no meeting that can be read"),
        N_("save the meeting as .ics in the calendar it was made in"),
    ),
    "adopt-unclear": (
        N_("it is not clear which meeting of the file is meant; it holds {count}"),
        N_("save that meeting alone, or plan this one at the time it has there"),
    ),
    "adopt-series": (
        N_("the file holds a series and this is a single meeting"),
        N_("save that meeting alone, or plan it here as a series"),
    ),
    "adopt-no-series": (
        N_("this is one meeting of a series and the file holds no series"),
        N_("save the whole series as .ics in the calendar it was made in"),
    ),
    "adopt-other-dates": (
        N_("no date of the series in the file is a date of this series"),
        N_("plan the series on the days and times it has there"),
    ),
    "adopt-cancelled": (
        N_("this meeting was cancelled in the other calendar"),
        N_("cancel it here too with: ipe-events event cancel"),
    ),
    "adopt-answer": (
        N_("the file is an answer to an invitation"),
        N_("read it with: ipe-events replies"),
    ),
    "adopt-older": (
        N_("the file is older than the one that was read before"),
        N_("save the meeting as .ics once more"),
    ),
    "uid-taken": (
        N_("the meeting in the file belongs to another event"),
        N_("that is event {event}"),
    ),
}
