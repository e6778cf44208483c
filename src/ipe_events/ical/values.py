"""What may stand in a calendar file: clean text, and addresses and links as URIs."""

from __future__ import annotations

import re
from urllib.parse import quote

from ipe_events.domain.errors import refuse

# Unicode has more line ends than a calendar file; many readers split lines at every one of them.
LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
# C0 (except tab and newline), DEL, C1, and the byte order mark, which readers drop or trip over.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]")
SURROGATE = re.compile("[\ud800-\udfff]")

# A plain address: what would need quoting in a mail header is refused.
MAIL_PART = '[^\\s\x00-\x20\x7f-\x9f\ufeff\ud800-\udfff@"(),:;<>\\[\\]\\\\]+'
MAIL_ADDRESS = re.compile(f"{MAIL_PART}@{MAIL_PART}")
WEB_ADDRESS = re.compile("https?://[^\\s\x00-\x20\x7f-\x9f\ufeff\ud800-\udfff]+", re.IGNORECASE)

STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def clean_text(text: str) -> str:
    """A text whose only control character is the newline.

    Every kind of line end becomes a newline and a tab a space; other control characters go. Half
    a surrogate pair (from a file name or a bad import) cannot be encoded and becomes U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return text
    text = LINE_END.sub("\n", text).replace("\t", " ")
    return SURROGATE.sub("\ufffd", CONTROL.sub("", text))


def clean_name(name: str) -> str:
    """A person's name for the CN parameter: one line, no control characters, no backslash.

    Parameters know no backslash escapes, yet readers (icalendar among them) undo them there, so a
    backslash becomes a slash. Quotes and carets are left for `lines.parameter` (RFC 6868).
    """
    return clean_text(name).replace("\n", " ").replace("\\", "/").strip()


def mailto(address: str, field: str) -> str:
    """The calendar address of a plain e-mail address, as a URI (RFC 6068).

    Errors: `not-an-address` (`field`) when it is not of the form name@domain.
    """
    if not MAIL_ADDRESS.fullmatch(address):
        raise refuse("not-an-address", field, value=address)
    return "mailto:" + quote(address, safe="@!$&'*+-./=_~")


def web_uri(link: str) -> str:
    """A web address as a URI: letters outside ASCII are percent-encoded (RFC 3986).

    Errors: `not-a-link` (link) when it is no http or https address or holds a space.
    """
    if not WEB_ADDRESS.fullmatch(link):
        raise refuse("not-a-link", "link", value=link)
    link = STRAY_PERCENT.sub("%25", link)
    return quote(link, safe=":/?#[]@!$&'()*+,;=%-._~")
