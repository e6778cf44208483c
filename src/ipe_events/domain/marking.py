"""Where folded words stand in a text, and a part of a long text with them in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ipe_events.domain.search import fold


def marked(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where folded words stand in a text: from and to, in its own characters, in order."""
    folded = [fold(character) for character in text]
    whole = "".join(folded)
    places = [place for place, part in enumerate(folded) for _character in part]
    hit: set[int] = set()
    for word in filter(None, words):
        start = whole.find(word)
        while start >= 0:
            hit.update(places[start : start + len(word)])
            start = whole.find(word, start + 1)
    spans: list[tuple[int, int]] = []
    for place in sorted(hit):
        if spans and spans[-1][1] == place:
            spans[-1] = (spans[-1][0], place + 1)
        else:
            spans.append((place, place + 1))
    return spans


def around(text: str, words: Sequence[str], width: int) -> str:
    """A part of a long text of at most so many characters, with the first word found in it."""
    line = " ".join(text.split())
    spans = marked(line, words)
    if len(line) <= width or not spans:
        return line if len(line) <= width else f"{line[: max(1, width - 1)]}…"
    first = max(0, min(spans[0][0] - width // 3, len(line) - width + 1))
    start = f"…{line[first:]}" if first else line
    return start if len(start) <= width else f"{start[: max(1, width - 1)]}…"
