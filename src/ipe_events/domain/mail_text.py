"""Writes what an e-mail says as plain text, and as HTML that fetches nothing from anywhere."""

from __future__ import annotations

from html import escape

from ipe_events.domain.mail import Block, Facts, Lines, Words

_PAGE = (
    '<!DOCTYPE html>\n<html lang="{language}">\n<head><meta charset="utf-8"></head>\n'
    '<body style="font-family: Calibri, Arial, sans-serif; font-size: 11pt; line-height: 1.4">\n'
    "{body}\n</body>\n</html>\n"
)
_GAP = "margin: 0 0 1em 0"
_LABEL = "padding: 0 1em 0 0; vertical-align: top; color: #555555"


def as_text(words: Words) -> str:
    """The plain text, its paragraphs a blank line apart."""
    return "\n\n".join(_text(block) for block in words.blocks) + "\n"


def _text(block: Block) -> str:
    if isinstance(block, str):
        return block
    if isinstance(block, Lines):
        return "\n".join([*filter(None, [block.heading]), *(f"- {item}" for item in block.items)])
    width = max((len(label) for label, _value in block.pairs), default=0) + 2
    return "\n".join(f"{label + ':':<{width}}{value}" for label, value in block.pairs)


def as_html(words: Words) -> str:
    """A whole page with its styles in it; every text is escaped, web addresses are links."""
    body = "\n".join(_html(block) for block in words.blocks)
    return _PAGE.format(language=escape(words.language), body=body)


def _html(block: Block) -> str:
    if isinstance(block, str):
        return f'<p style="{_GAP}">{_escaped(block)}</p>'
    if isinstance(block, Facts):
        rows = "".join(
            f'<tr><td style="{_LABEL}">{_escaped(label)}</td><td>{_value(value)}</td></tr>'
            for label, value in block.pairs
        )
        return f'<table style="{_GAP}; border-collapse: collapse">{rows}</table>'
    heading = f'<p style="margin: 0">{_escaped(block.heading)}</p>' if block.heading else ""
    items = "".join(f"<li>{_escaped(item)}</li>" for item in block.items)
    return f'{heading}<ul style="{_GAP}">{items}</ul>'


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>\n")


def _value(text: str) -> str:
    if text.startswith(("https://", "http://")) and not any(map(str.isspace, text)):
        return f'<a href="{escape(text)}">{escape(text)}</a>'
    return _escaped(text)
