"""What is written as e-mail (R44 to R48), read back by two readers that know nothing of it."""

from __future__ import annotations

import asyncio
import re
import smtplib
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.headerregistry import AddressHeader, DateHeader
from email.message import EmailMessage
from email.policy import default

import fast_mail_parser
import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from hypothesis import example, given
from hypothesis import strategies as st

from ipe_events.domain.invitation import Address, Invitation, Method
from ipe_events.domain.mail import Attachment, CalendarPart, Mail
from ipe_events.ical.mail import draft
from ipe_events.ical.write import write
from tests.ical.examples import EVERY, FULL
from tests.refusals import code_of

DATE = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
BRAM = Address("Bram Jansen", "bram@example.org")
HEADERS = [
    *("X-Unsent", "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"),
]
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def mail_of(invitation: Invitation, to: Address = BRAM) -> Mail:
    return Mail(
        sender=invitation.organizer,
        to=to,
        subject=f"Uitnodiging: {invitation.title}",
        text=f"Beste {to.name},\n\n{invitation.title}\n.\nFrom hier af\n{'lang ' * 400}",
        html=f"<p>Beste {to.name}</p>\n",
        date=DATE,
        message_id="0123456789abcdef@example.org",
        calendar=CalendarPart(write(invitation), invitation.method),
    )


MAILS = {name: mail_of(invitation) for name, invitation in EVERY.items()}
every_mail = pytest.mark.parametrize("mail", MAILS.values(), ids=MAILS)


def parsed(content: bytes) -> EmailMessage:
    found = message_from_bytes(content, _class=EmailMessage, policy=default)
    for part in found.walk():
        assert not part.defects
    return found


def tree(part: fast_mail_parser.PyMimePart) -> object:
    """The types of a part and of those within it."""
    inner = [tree(child) for child in part.children]
    return (part.content_type, inner) if inner else part.content_type


def files(mail: Mail) -> tuple[bytes, bytes]:
    """The inline calendar and the attached one, as the independent reader finds them."""
    outer = fast_mail_parser.parse_email_tree(draft(mail))
    forms, attached = outer.children
    assert (attached.filename, attached.disposition) == ("invite.ics", "attachment")
    inline = forms.children[-1].content
    assert inline is not None
    assert attached.content is not None
    return inline, attached.content


def one_line(text: str) -> str:
    """A text as a header can hold it."""
    broken = re.sub("[\r\n\t\x85\u2028\u2029]", " ", text)
    return " ".join(CONTROL.sub("", broken).replace("\ud800", "\ufffd").split())


@every_mail
def test_r44_three_forms_in_the_order_asked_for_and_the_same_file_around_them(mail: Mail) -> None:
    forms = ["text/plain", "text/html", "text/calendar"]
    wanted = ("multipart/mixed", [("multipart/alternative", forms), "application/ics"])
    assert tree(fast_mail_parser.parse_email_tree(draft(mail))) == wanted
    assert [part.get_content_type() for part in parsed(draft(mail)).walk()] == [
        *("multipart/mixed", "multipart/alternative", *forms, "application/ics"),
    ]


@every_mail
def test_r45_the_method_stands_in_the_type_as_in_the_file(mail: Mail) -> None:
    assert mail.calendar is not None
    (part,) = [
        part for part in parsed(draft(mail)).walk() if part.get_content_subtype() == "calendar"
    ]
    assert part.get_param("method") == mail.calendar.method
    assert part.get_content_charset() == "utf-8"
    method = mail.calendar.method
    content_type = f"\r\nContent-Type: text/calendar; method={method}; charset=UTF-8\r\n"
    assert content_type.encode() in draft(mail)
    assert f"\r\nMETHOD:{method}\r\n".encode() in mail.calendar.content


@every_mail
def test_r46_encoded_whole_in_ascii_and_short_lines(mail: Mail) -> None:
    content = draft(mail)
    assert content.isascii()
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert max(map(len, lines)) <= 78
    for part in parsed(content).walk():
        encoded = part["Content-Transfer-Encoding"]
        assert part.is_multipart() is (encoded is None)
        assert encoded in (None, "base64", "quoted-printable")
    read = fast_mail_parser.parse_email(content)
    assert read.warnings == []
    (text,) = read.text_plain
    assert "\r\n.\r\nFrom hier af\r\nlang lang" in text


@every_mail
def test_r47_from_the_organizer_to_one_attendee(mail: Mail) -> None:
    read = parsed(draft(mail))
    assert list(read.keys()) == HEADERS
    sender, to, date = read["From"], read["To"], read["Date"]
    assert isinstance(sender, AddressHeader)
    assert isinstance(to, AddressHeader)
    assert isinstance(date, DateHeader)
    assert [one.addr_spec for one in sender.addresses] == [mail.sender.email]
    assert [(one.display_name, one.addr_spec) for one in to.addresses] == [
        (mail.to.name, mail.to.email)
    ]
    assert date.datetime == DATE
    assert read["Message-ID"] == "<0123456789abcdef@example.org>"
    assert read["Subject"] == one_line(mail.subject)
    assert read["X-Unsent"] == "1"


@every_mail
def test_r48_the_attached_copy_is_the_inline_part(mail: Mail) -> None:
    assert mail.calendar is not None
    inline, attached = files(mail)
    assert inline == attached == mail.calendar.content


words = st.text(
    st.characters(codec="utf-8") | st.sampled_from('\r\n\t\x00\x1b"\\<>@,;:()=?_é漢😀\u202e'),
    max_size=150,
)


@given(name=words, subject=words, sender=words)
@example(name="x\r\nBcc: eve@example.org", subject="y\r\n\r\nbody", sender="=?utf-8?q?=3Cz=3E?=")
@example(name='é, "b" <eve@example.org>', subject="é" * 200, sender="a" * 300)
@example(name="", subject="", sender="\\")
def test_no_text_makes_a_header_or_an_address(name: str, subject: str, sender: str) -> None:
    mail = replace(
        MAILS["full"],
        to=Address(name, "bram@example.org"),
        sender=Address(sender, "aanjager@example.org"),
        subject=subject,
    )
    content = draft(mail)
    head = content.partition(b"\r\n\r\n")[0]
    assert [line.partition(b":")[0].decode() for line in re.split(rb"\r\n(?=\S)", head)] == HEADERS
    assert max(map(len, head.split(b"\r\n"))) <= 998
    read = fast_mail_parser.parse_email(content)
    assert [one.address for one in read.to] == ["bram@example.org"]
    assert read.from_ is not None
    assert read.from_.address == "aanjager@example.org"
    assert (read.cc, read.bcc, read.reply_to) == ([], [], [])
    other = parsed(content)
    assert " ".join(other["Subject"].split()) == one_line(subject)
    (to,) = other["To"].addresses
    assert to.addr_spec == "bram@example.org"
    assert read.to[0].display_name == (one_line(name) or "bram@example.org")


@pytest.mark.parametrize(
    "address",
    ["bram", "bram@é.nl", "é@example.org", "a@example.org, b@example.org", "a\r\n@example.org", ""],
)
def test_an_address_that_no_header_can_hold_is_refused(address: str) -> None:
    to, sender = Address("Bram", address), Address("Anneke", address)
    assert code_of(lambda: draft(replace(MAILS["full"], to=to))) == "address-invalid"
    assert code_of(lambda: draft(replace(MAILS["full"], sender=sender))) == "address-invalid"


@pytest.mark.parametrize(
    "wrong",
    [
        {"date": DATE.replace(tzinfo=None)},
        {"message_id": "a@example.org>\r\nBcc: eve@example.org"},
        {"attachments": (Attachment('a".ics', b""),)},
        {"attachments": (Attachment("../a.ics", b""),)},
    ],
)
def test_what_the_program_sets_itself_is_right_or_a_fault(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"mail|Message-ID|attachment"):
        draft(replace(MAILS["full"], **wrong))  # type: ignore[arg-type]


def test_without_files_a_mail_is_its_two_forms_and_files_stand_beside_them() -> None:
    plain = replace(MAILS["full"], calendar=None)
    forms = ("multipart/alternative", ["text/plain", "text/html"])
    assert tree(fast_mail_parser.parse_email_tree(draft(plain))) == forms
    many = replace(plain, attachments=(Attachment("a.ics", b"\r\n"), Attachment("b.ics", b"")))
    outer = fast_mail_parser.parse_email_tree(draft(many))
    assert tree(outer) == ("multipart/mixed", [forms, "application/ics", "application/ics"])
    assert [part.filename for part in outer.children[1:]] == ["a.ics", "b.ics"]


class _Inbox:
    """Keeps what arrives."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.envelopes.append(envelope)
        return "250 OK"


async def test_a_draft_that_is_sent_arrives_byte_for_byte() -> None:
    content = write(replace(FULL, description="regel\n.\n..\nFrom é漢😀 " + "x" * 3000))
    mail = replace(MAILS["full"], calendar=CalendarPart(content, Method.REQUEST))
    inbox, loop = _Inbox(), asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(inbox, hostname="localhost", loop=loop), "127.0.0.1", 0
    )
    async with server:
        port = server.sockets[0].getsockname()[1]
        await asyncio.to_thread(_send, port, mail)
    (envelope,) = inbox.envelopes
    assert envelope.rcpt_tos == ["bram@example.org"]
    assert isinstance(envelope.content, bytes)
    forms, attached = fast_mail_parser.parse_email_tree(envelope.content).children
    assert forms.children[-1].content == attached.content == content


def _send(port: int, mail: Mail) -> None:
    with smtplib.SMTP("127.0.0.1", port, local_hostname="localhost", timeout=10) as client:
        client.sendmail(mail.sender.email, [mail.to.email], draft(mail))
