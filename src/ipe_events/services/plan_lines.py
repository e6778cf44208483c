"""Lines of the plan: what partners promise hours or money for."""

from __future__ import annotations

from ipe_events.domain.drafts import SLUG, line_problems, raise_for
from ipe_events.domain.errors import Problem, refuse
from ipe_events.services import finding
from ipe_events.services.workspace import Change
from ipe_events.store.queries import lookup
from ipe_events.store.tables import PlanLine


def add(change: Change, slug: str, name: str) -> None:
    """Add something that hours or money can be promised for."""
    problems = [] if SLUG.fullmatch(slug) else [Problem("slug", "slug-invalid", {"value": slug})]
    raise_for(problems + line_problems(name, "name"))
    known = lookup.find(change.session, PlanLine, programme_id=change.programme_id)
    if slug.casefold() in {row.slug.casefold() for row in known}:
        raise refuse("line-known", "slug", value=slug)
    change.add(PlanLine(programme_id=change.programme_id, slug=slug, name=name.strip()))


def rename(change: Change, slug: str, name: str) -> None:
    """Call a line otherwise; what was promised for it stays."""
    raise_for(line_problems(name, "name"))
    row = finding.line(change, slug)
    row.name = name.strip()
    change.add(row)
