"""What stands in the tables of a document, read back as minutes and cents."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

Table = list[list[str]]


def tables(page: str) -> list[Table]:
    """The tables of an HTML document, as the texts of their cells."""
    return [
        [
            [
                html.unescape(re.sub("<[^>]+>", "", cell)).strip()
                for cell in re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.DOTALL)
            ]
            for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)
        ]
        for table in re.findall(r"<table.*?</table>", page, re.DOTALL)
    ]


def of_labels(page: str, labels: Iterable[str], *, money: bool) -> list[dict[str, list[str]]]:
    """The tables with a row for each of these labels, about money or about hours."""
    wanted = set(labels)
    found = []
    for table in tables(page):
        rows = {row[0]: row[1:] for row in table if row and row[0] in wanted}
        if rows.keys() == wanted and money == any("€" in c for row in rows.values() for c in row):
            found.append(rows)
    return found


def _number(text: str) -> float:
    plain = text.replace("−", "-").replace("€", "").replace("\N{NO-BREAK SPACE}", "")
    return float(plain.replace(".", "").replace(",", "."))


def hours(text: str) -> int | None:
    """Minutes of `1.356,87` or `−1:30`; half a hundredth of an hour is less than half a minute."""
    if text == "–":
        return None
    if ":" in text:
        whole, rest = text.replace("−", "").replace("-", "").split(":")
        size = int(whole.replace(".", "")) * 60 + int(rest)
        return -size if text[0] in "−-" else size
    return round(_number(text) * 60)


def cents(text: str) -> int:
    """Cents of `€ 1.234,50`."""
    return round(_number(text) * 100)
