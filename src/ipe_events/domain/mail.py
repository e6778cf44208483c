"""An e-mail that is made ready for the user to send, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ipe_events.domain.invitation import Address, Method


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """A calendar file that mail programs show buttons for; `method` is the file's METHOD."""

    content: bytes
    method: Method


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along; its name is plain ASCII."""

    file_name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """One e-mail to one recipient; `date` is aware, `message_id` without its angle brackets."""

    sender: Address
    to: Address
    subject: str
    text: str
    html: str
    date: datetime
    message_id: str
    calendar: CalendarPart | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Values beside what they are: a place beside "Where"."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """A heading, which may be empty, with lines below it."""

    heading: str
    items: tuple[str, ...]


# A paragraph is a text alone.
Block = str | Facts | Lines


def is_empty(block: Block) -> bool:
    """Whether it says nothing."""
    if isinstance(block, Facts):
        return not block.pairs
    return not (block.items if isinstance(block, Lines) else block.strip())


@dataclass(frozen=True, slots=True)
class Words:
    """What an e-mail says, in a language (`nl`, `en`), to be written as text and as HTML."""

    subject: str
    blocks: tuple[Block, ...]
    language: str
