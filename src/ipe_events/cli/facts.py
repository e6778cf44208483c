"""What a plan says of partners and goals, as JSON and as lines for people."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from ipe_events.cli.output import plain
from ipe_events.domain.plan import Count, PartnerFacts

WIDEST = 100
LONGEST = 4000
NOTHING = PartnerFacts(None, None, (), {})


def document(facts: PartnerFacts) -> dict[str, object]:
    """The keys that an organisation has more when it is a partner."""
    return {
        "from": facts.starts and facts.starts.isoformat(),
        "until": facts.ends and facts.ends.isoformat(),
        "figures": [
            {
                "what": count.what,
                "n": count.n,
                "qualifier": count.qualifier or None,
                "names": list(count.names),
            }
            for count in facts.counts
        ],
        "details": {name: list(said) for name, said in facts.details.items()},
    }


def lines(facts: PartnerFacts, indent: str = "    ") -> Iterator[str]:
    """The figures, then the details."""
    for count in facts.counts:
        yield from wrapped(_count(count), indent)
    yield from detail_lines(facts.details, indent)


def _count(count: Count) -> str:
    words = f"{count.qualifier} {count.n} {count.what}".lstrip()
    return f"{words}: {', '.join(count.names)}" if count.names else words


def detail_lines(details: Mapping[str, Sequence[str]], indent: str) -> Iterator[str]:
    """Each key with what is said under it; several texts stand below each other."""
    for name, said in details.items():
        label = name.replace("_", " ")
        if len(said) == 1:
            yield from wrapped(f"{label}: {said[0]}", indent)
        else:
            yield from wrapped(f"{label}:", indent)
            for text in said:
                yield from wrapped(f"- {text}", f"{indent}  ")


def wrapped(text: str, indent: str) -> list[str]:
    """A text on lines that fit, the first after an indent and the others a little further."""
    room = shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDEST
    return textwrap.wrap(
        plain(text, LONGEST),
        max(min(room, WIDEST), len(indent) + 20),
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
    )
