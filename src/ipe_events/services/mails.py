"""E-mails to be sent by the user, from the program's records."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from ipe_events.domain.invitation import Address, Invitation
from ipe_events.domain.mail import Attachment, CalendarPart, Mail, Words
from ipe_events.domain.mail_text import as_html, as_text
from ipe_events.domain.outbox import Message
from ipe_events.i18n.mail_words import invitation_words


def mail_of(
    invitation: Invitation,
    to: Address,
    news: Sequence[Message],
    content: bytes,
    moment: datetime,
) -> Mail:
    """The e-mail that brings one recipient a calendar file, as `ical.mail.draft` writes it.

    `content`: the file of `invitation`; `news`: all that it tells this recipient; `moment`: aware.
    """
    words = invitation_words(invitation, to, news)
    calendar = CalendarPart(content, invitation.method)
    return written(words, invitation.organizer, to, moment, calendar)


def written(
    words: Words,
    sender: Address,
    to: Address,
    moment: datetime,
    calendar: CalendarPart | None = None,
    attachments: tuple[Attachment, ...] = (),
) -> Mail:
    """An e-mail with these words, as plain text and as HTML."""
    return Mail(
        sender=sender,
        to=to,
        subject=words.subject,
        text=as_text(words),
        html=as_html(words),
        date=moment,
        # By chance: it says nothing of whom it is to.
        message_id=f"{secrets.token_hex(16)}@{sender.email.rpartition('@')[2]}",
        calendar=calendar,
        attachments=attachments,
    )
