"""Groups as changed by hand; who sits in them is in `people` and `seats`."""

from __future__ import annotations

from ipe_events.domain.drafts import line_problems, optional_line_problems, raise_for
from ipe_events.services import finding, people
from ipe_events.services.workspace import Change


def edit(
    change: Change,
    slug: str,
    *,
    name: str | None = None,
    layer: str | None = None,
    line: str | None = None,
) -> None:
    """Change what a group is called, its layer, or the promise its work fulfils; "": none."""
    row = finding.group(change, slug)
    problems = [] if name is None else line_problems(name, "name")
    raise_for(problems + optional_line_problems(layer or "", "layer", limit=60))
    row.name = row.name if name is None else name.strip()
    row.layer = row.layer if layer is None else layer.strip()
    change.add(row)
    if line is not None:
        people.set_line(change, slug, line)
