"""Writes an e-mail as a draft that mail programs open for sending (RFC 5322, RFC 6047)."""

from __future__ import annotations

import re
from base64 import encodebytes
from email import policy
from email.header import Header
from email.message import Message
from email.quoprimime import body_encode
from email.utils import format_datetime, quote
from typing import TYPE_CHECKING

from ipe_events.domain.drafts import email_problems, raise_for
from ipe_events.domain.invitation import Address
from ipe_events.domain.mail import Attachment, Mail
from ipe_events.ical.values import clean_text

if TYPE_CHECKING:
    Part = Message[str, Header | str]

# The copy of the calendar part: not text/calendar again, or programs show the meeting twice.
ATTACHED_TYPE = "application/ics"
INVITE = "invite.ics"
LONGEST_LINE = 76

MESSAGE_ID = re.compile(r"[A-Za-z0-9.-]{1,80}@[A-Za-z0-9.-]{1,255}")
FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")

_POLICY = policy.compat32.clone(linesep="\r\n", mangle_from_=False, max_line_length=LONGEST_LINE)


def draft(mail: Mail) -> bytes:
    """The `.eml` file of an e-mail that was not sent yet, every line ended by CRLF.

    The text, the HTML and the calendar part are alternatives; when files go along, they stand with
    those in a multipart/mixed, the calendar file first, as `invite.ics`. Encoded words (RFC 2047)
    keep every header in ASCII. X-Unsent makes Outlook and Thunderbird open it as a draft.

    Errors: `address-invalid` (organizer, attendees) when an address is not plain ASCII. ValueError
    for what the program itself sets: the date, the Message-ID, names of files.
    """
    raise_for(
        email_problems(mail.sender.email, "organizer") + email_problems(mail.to.email, "attendees")
    )
    if mail.date.tzinfo is None:
        raise ValueError("the date of a mail is aware")
    if not MESSAGE_ID.fullmatch(mail.message_id):
        raise ValueError("a Message-ID is name@domain, plain letters and digits")
    outer = _new()
    outer["X-Unsent"] = "1"
    outer["From"] = _person(mail.sender, "From")
    outer["To"] = _person(mail.to, "To")
    outer["Subject"] = _header(_one_line(mail.subject), "Subject")
    outer["Date"] = format_datetime(mail.date)
    outer["Message-ID"] = f"<{mail.message_id}>"
    outer["MIME-Version"] = "1.0"
    files = mail.attachments
    if mail.calendar is not None:
        files = (Attachment(INVITE, mail.calendar.content), *files)
    if files:
        outer["Content-Type"] = _multipart("mixed")
        outer.attach(_add_forms(_new(), mail))
    else:
        _add_forms(outer, mail)
    for attachment in files:
        outer.attach(_attached(attachment))
    return outer.as_bytes(policy=_POLICY)


def _add_forms(part: Part, mail: Mail) -> Part:
    """The same in several forms, the one that says most last (RFC 2046 section 5.1.4, rule R44)."""
    part["Content-Type"] = _multipart("alternative")
    part.attach(_text(mail.text, "plain"))
    part.attach(_text(mail.html, "html"))
    if mail.calendar is not None:
        method = mail.calendar.method
        content_type = f"text/calendar; method={method}; charset=UTF-8"
        part.attach(_bytes(mail.calendar.content, content_type))
    return part


def _new() -> Part:
    return Message(policy=_POLICY)


def _multipart(subtype: str) -> str:
    # No encoded body holds "=_", so no line of one is taken for the boundary.
    return f'multipart/{subtype}; boundary="=_{subtype}_="'


def _text(text: str, subtype: str) -> Part:
    found = _new()
    found["Content-Type"] = f"text/{subtype}; charset=UTF-8"
    found["Content-Transfer-Encoding"] = "quoted-printable"
    octets = clean_text(text).encode().decode("latin-1")
    found.set_payload(body_encode(octets, maxlinelen=LONGEST_LINE))
    return found


def _bytes(content: bytes, content_type: str) -> Part:
    found = _new()
    found["Content-Type"] = content_type
    found["Content-Transfer-Encoding"] = "base64"
    found.set_payload(encodebytes(content).decode("ascii"))
    return found


def _attached(attachment: Attachment) -> Part:
    name = attachment.file_name
    if not FILE_NAME.fullmatch(name):
        raise ValueError("the name of an attachment is plain letters and digits")
    found = _bytes(attachment.content, f'{ATTACHED_TYPE}; name="{name}"')
    found["Content-Disposition"] = f'attachment; filename="{name}"'
    return found


def _person(person: Address, name: str) -> Header:
    """A mailbox; what is not ASCII in the name is encoded, and the rest quoted."""
    called = _one_line(person.name) or person.email
    header = _header(called if _is_encoded(called) else f'"{quote(called)}"', name)
    header.append(f"<{person.email}>", "us-ascii")
    return header


def _header(text: str, name: str) -> Header:
    charset = "utf-8" if _is_encoded(text) else "us-ascii"
    return Header(text, charset, maxlinelen=LONGEST_LINE, header_name=name)


def _is_encoded(text: str) -> bool:
    # "=?" would be read as the start of an encoded word, and a long word cannot be folded.
    long = any(len(word) > LONGEST_LINE for word in text.split())
    return long or not text.isascii() or "=?" in text


def _one_line(text: str) -> str:
    return " ".join(clean_text(text).split())
