"""What became of answers that came in, and what is refused of those that wait for the user."""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

# Why an answer was not simply kept, after whose it is; by the code of `domain.replies.Why`, or of
# what is wrong with the file.
WHY: Mapping[str, str] = {
    # ignored
    "duplicate": N_("this answer was kept already"),
    "older": N_("there is a newer answer"),
    "outdated": N_("the event has changed since: ask again"),
    "held": N_("the event has been held"),
    "cancelled": N_("the event was cancelled"),
    "draft": N_("the event is a draft"),
    "event-gone": N_("the event is no more what was told"),
    "decided": N_("you decided on this before"),
    # waiting for the user
    "not-invited": N_("is not invited"),
    "deputy": N_("comes instead of somebody"),
    "counter": N_("proposes another time"),
    "refresh": N_("asks for the invitation again"),
    "newer": N_("answers to something newer than what was told"),
    "other-sender": N_("somebody else sent this"),
    "same-day-hours": N_("hours on the day of a meeting"),
    "unknown-instance": N_("answers for a date that the series does not have"),
    # refused
    "unknown-event": N_("it is about an event that is not known here"),
    "never-told": N_("nobody was ever told of this event"),
    "organised-here": N_("only you can move or cancel this event"),
    "adopted": N_("the event is kept in another calendar: ipe-events event adopt"),
    "no-answer": N_("there is no answer in it"),
    "no-attendee": N_("it does not say whose answer it is"),
    "two-people": N_("it answers for several people"),
    "no-proposal": N_("it proposes no time that can be read"),
    "no-method": N_("it does not say what it is for (METHOD)"),
    "not-a-reply": N_("it is no answer"),
    "method-differs": N_("the mail and the file in it do not say the same (METHOD)"),
    "without-uid": N_("it does not say which event it is about (UID)"),
    "unreadable": N_("it does not say which date it is about"),
    # of a file
    "no-event": N_("there is no event in it"),
    "mail-invalid": N_("it is no mail that can be read"),
    "outlook-message": N_("save it in Outlook as .ics or .eml"),
    "file-too-large": N_("it is too large"),
    "file-missing": N_("it is not there"),
    "file-unreadable": N_("it cannot be read"),
}

REPLIES: Mapping[str, tuple[str, ...]] = {
    "nothing-read": (N_("nothing could be read"), "{path}", "{reason}"),
    "no-event": (N_("there is no event in the file"),),
    "mail-invalid": (N_('"{path}" is no mail that can be read'),),
    "mail-too-much": (N_('the mail "{path}" holds too much'), "{reason}"),
    "outlook-message": (
        N_("a message of Outlook's own cannot be read"),
        N_("save it in Outlook as .ics or .eml"),
    ),
    "too-many-files": (
        N_('there are too many files in "{path}"'),
        N_("at most {limit} are read at once"),
    ),
    "unknown-review": (
        N_("nothing with the number {id} waits"),
        N_("ipe-events review list shows what does"),
    ),
    "review-decided": (N_("this was decided before"),),
    "review-who": (
        N_('it is not known who "{value}" is'),
        N_("say --org ORG for somebody new, or --as EMAIL|ID for somebody who is known"),
    ),
    "review-known": (N_('"{value}" is known: {name}'), N_("leave out --org, --name and --as")),
    "review-no-event": (
        N_("there is no event to which this can be applied"),
        N_("keep the answer with: ipe-events event answer, then dismiss this"),
    ),
    "review-no-guest": (N_('"{value}" is not invited to this event any more'),),
    "review-outdated": (N_("the event has changed since this answer"), N_("ask again")),
    "proposal-past": (
        N_("the moment that is proposed has passed"),
        N_("ask for another, or dismiss this"),
    ),
    "no-path": (N_("an empty path names no file"), N_("give a file or a folder")),
    "review-not-told": (N_('"{value}" was told nothing that could be told again'),),
}
