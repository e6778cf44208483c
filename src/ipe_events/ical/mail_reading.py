"""Finds the calendar messages in a mail, which may be anything at all (RFC 6047, rule I12)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

from ipe_events.domain.errors import Refused, refuse
from ipe_events.ical.messages import mail_address

LARGEST_MAIL = 25_000_000
MOST_LINES = 500_000
MOST_PARTS = 500
DEEPEST = 30
LONGEST_HEADER = 4_000
MOST_CALENDARS = 50

_TYPE = re.compile(
    rb"(?:^|[\r\n])content-(?:type|disposition)[ \t]*:[^\r\n]*(?:(?:\r\n|[\r\n])[ \t][^\r\n]*)*",
    re.IGNORECASE,
)
_CHARSET = re.compile("(?:iso-8859-|latin-?|windows-125|cp125|koi8-|utf-16)[0-9a-z]{0,3}")
_CALENDAR_TYPES = frozenset({"text/calendar", "application/ics", "text/x-vcalendar"})


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """A calendar in a mail: its bytes in UTF-8 if the mail says what they are in.

    `method` is that of the MIME type in upper case, "" when it says none; `sender` the address the
    mail comes from, "" when that cannot be read.
    """

    content: bytes
    method: str
    sender: str


def calendar_parts(content: bytes, name: str) -> tuple[CalendarPart, ...]:
    """Every calendar in a mail, each once.

    Refuses (as `name`) `file-too-large`, `mail-invalid`, and `mail-too-much` with a `reason`.
    """
    if len(content) > LARGEST_MAIL:
        raise refuse("file-too-large", "file", path=name, limit=LARGEST_MAIL // 1_000_000)
    _must_be_bounded(content, name)
    found: dict[tuple[bytes, str], CalendarPart] = {}
    try:
        for part in _calendars(message_from_bytes(content), "", 0):
            # A copy that is attached says less of itself.
            known = found.setdefault((part.content, part.sender), part)
            if not known.method:
                found[part.content, part.sender] = part
            if len(found) > MOST_CALENDARS:
                raise refuse("mail-too-much", "file", path=name, reason="too-many-parts")
    except Refused:
        raise
    # A mail made by anybody can make its reader fail in any way.
    except Exception:
        raise refuse("mail-invalid", "file", path=name) from None
    return tuple(found.values())


def _must_be_bounded(content: bytes, name: str) -> None:
    """Count what makes the standard library slow or deep, before it is asked to read."""
    reason = ""
    if content.count(b"\n") + content.count(b"\r") > 2 * MOST_LINES:
        reason = "too-many-lines"
    elif content.count(b"\n--") + content.count(b"\r--") > 4 * MOST_PARTS:
        reason = "too-many-parts"
    else:
        deep = 0
        for header in _TYPE.finditer(content):
            text = header[0].lower()
            deep += b"multipart/" in text or b"message/" in text
            if deep > DEEPEST or len(text) > LONGEST_HEADER:
                reason = "nested-too-deep" if deep > DEEPEST else "too-many-lines"
                break
    if reason:
        raise refuse("mail-too-much", "file", path=name, reason=reason)


def _calendars(part: Message, sender: str, depth: int) -> Iterator[CalendarPart]:
    """The calendars in a part; a forwarded mail is from whoever wrote that one."""
    if depth > DEEPEST:
        return
    if part.get("From") is not None:
        sender = _sender(part)
    inside = part.get_payload()
    if isinstance(inside, list):
        for one in inside[:MOST_PARTS]:
            if isinstance(one, Message):
                yield from _calendars(one, sender, depth + 1)
    elif part.get_content_type() in _CALENDAR_TYPES or _is_named_so(part):
        raw = part.get_payload(decode=True)
        if isinstance(raw, bytes) and raw.strip():
            method = part.get_param("method")
            method = method.strip().upper() if isinstance(method, str) else ""
            yield CalendarPart(_in_utf8(raw, part.get_content_charset()), method, sender)


def _is_named_so(part: Message) -> bool:
    return (part.get_filename() or "").strip().lower().endswith(".ics")


def _in_utf8(raw: bytes, charset: str | None) -> bytes:
    # Python has codecs that are no character set, or that take hours.
    if charset is None or not _CHARSET.fullmatch(charset):
        return raw
    try:
        return raw.decode(charset).encode()
    except (LookupError, UnicodeError):
        return raw


def _sender(part: Message) -> str:
    header = str(part.get("From", ""))[:LONGEST_HEADER]
    with suppress(LookupError, UnicodeError, ValueError):
        header = str(make_header(decode_header(header)))
    found = [mail_address(address) for _name, address in getaddresses([header])]
    return next((address for address in found if address), "")
