"""Partners from a file: placeholders get their names, and one more comes with its promise."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ipe_events.domain import years
from ipe_events.domain.drafts import (
    SLUG,
    day_problems,
    email_problems,
    line_problems,
    optional_line_problems,
)
from ipe_events.domain.errors import Problem, Refused
from ipe_events.domain.hours import Financing
from ipe_events.domain.importing import Columns, ImportReport, Row, bare, need
from ipe_events.domain.naming import short_name
from ipe_events.domain.newcomer import Newcomer as Newcomer
from ipe_events.domain.when import parse_iso_day
from ipe_events.domain.working import through
from ipe_events.services import finding, people, seats
from ipe_events.services.workspace import Change, View, key
from ipe_events.store.queries import lookup
from ipe_events.store.tables import (
    Commitment,
    EventKind,
    Goal,
    Group,
    Organisation,
    Partner,
)

COLUMNS: Columns = {
    "name": ("name", "naam", "organisatie", "organisation", "organization", "partner"),
    "slug": ("slug", "short name", "korte naam", "code"),
    "kind": ("kind", "soort", "type"),
    "alias": ("alias", "aliases", "aliassen", "andere namen", "other names", "afkorting"),
    "placeholder": ("placeholder", "plaats", "vervangt", "was", "replaces"),
    "email": ("email", "e-mailadres", "email address", "mail", "mailadres"),
    "from": ("from", "vanaf", "van", "per"),
}
_BETWEEN = re.compile(r"[;,|/]")


@dataclass(frozen=True, slots=True)
class _Partner:
    """What a row says."""

    name: str
    slug: str
    kind: str
    aliases: tuple[str, ...]
    email: str


def import_partners(change: Change, rows: Sequence[Row], newcomer: Newcomer) -> ImportReport:
    """Give placeholders the names in a file; nothing of theirs is lost, and nothing is doubled."""
    need(rows, "name", COLUMNS)
    work = _Import(change, newcomer)
    rejected = []
    for row in through(rows):
        try:
            work.take(row)
        except Refused as refused:
            rejected.append(row.rejected(refused.problems))
    return ImportReport(len(rows) - len(rejected), tuple(rejected))


class _Import:
    """A file of partners on its way into the workspace."""

    def __init__(self, change: Change, newcomer: Newcomer) -> None:
        self._change = change
        self._newcomer = newcomer
        self._directory = finding.directory(change)
        self._names: dict[str, int] = {}
        self._like = finding.organisation(change, newcomer.like, "like") if newcomer.like else None
        partners = lookup.find(change.session, Partner, programme_id=change.programme_id)
        mine = {partner.organisation_id for partner in partners}
        self._open = {
            row.slug: row
            for row in lookup.find(change.session, Organisation, placeholder=True)
            if key(row) in mine
        }

    def take(self, row: Row) -> None:
        """Do what a row says; refuses it with what is wrong."""
        said = self._said(row)
        target = self._target(row, said)
        if target is not None:
            del self._open[target.slug]
            fill(self._change, target, said.name, said.slug, said.kind, said.aliases, said.email)
        else:
            self._one_more(row, said)
        self._names[bare(said.name)] = row.number
        self._directory = finding.directory(self._change)

    def _said(self, row: Row) -> _Partner:
        aliases = tuple(one.strip() for one in _BETWEEN.split(row["alias"]) if one.strip())
        slug = row["slug"]
        found = row.problems() or line_problems(row["name"], "name")
        if slug and not SLUG.fullmatch(slug):
            found.append(Problem("slug", "slug-invalid", {"value": slug}))
        found += optional_line_problems(row["kind"], "kind", limit=60)
        found += email_problems(row["email"], "email") if row["email"] else []
        for alias in aliases:
            found += line_problems(alias, "alias")
        if bare(row["name"]) in self._names:
            values = {"value": row["name"], "row": self._names[bare(row["name"])]}
            found.append(Problem("name", "name-twice", values))
        if found:
            raise Refused(*found)
        for field, text in (("name", row["name"]), *(("alias", one) for one in aliases)):
            if any(not known.placeholder for known in self._directory.exact(text)):
                raise Refused(Problem(field, "organisation-known", {"value": text}))
        if near := self._directory.near(row["name"]):
            raise Refused(Problem("name", "nearly-known", {"value": row["name"], "near": near}))
        # The short name of a placeholder says which one is meant, and goes with it.
        new = "" if slug in self._open else slug
        if new in _taken(self._change):
            raise Refused(Problem("slug", "organisation-known", {"value": slug}))
        return _Partner(row["name"], new, row["kind"], aliases, row["email"])

    def _target(self, row: Row, said: _Partner) -> Organisation | None:
        """The placeholder a row fills; None for one more partner."""
        column = "placeholder" if row["placeholder"] else "slug"
        named = row["placeholder"] or (row["slug"] if row["slug"] in self._open else "")
        if named:
            number = finding.meant(self._directory, named, column)
            for one in self._open.values():
                if key(one) == number:
                    return one
            raise Refused(Problem(column, "not-a-placeholder", {"value": named}))
        stems = list(dict.fromkeys(_stem(slug) for slug in self._open))
        if self._newcomer.fill is not None:
            for slug, one in self._open.items():
                if self._newcomer.fill in (slug, _stem(slug)):
                    return one
            values = {"value": self._newcomer.fill, "known": stems}
            raise Refused(Problem("name", "no-placeholder-left", values))
        if self._like is None:
            known = stems or ["…"]
            raise Refused(Problem("name", "partner-asked", {"value": said.name, "known": known}))
        return None

    def _one_more(self, row: Row, said: _Partner) -> None:
        starts = parse_iso_day(row["from"], "from") if row["from"] else self._newcomer.starts
        if starts is None:
            raise Refused(Problem("from", "blank"))
        if found := day_problems(starts, "from"):
            raise Refused(*found)
        change, like = self._change, self._like
        assert like is not None
        slug = said.slug or short_name(said.name, _taken(change))
        kind = said.kind or like.kind
        people.add_organisation(change, slug, said.name, kind, said.aliases, said.email)
        promise_like(change, finding.organisation(change, slug), like, starts)


def _stem(slug: str) -> str:
    """The short name that numbered placeholders share."""
    return re.sub(r"-[0-9]+\Z", "", slug)


def _taken(view: View) -> set[str]:
    groups = lookup.find(view.session, Group)
    known = lookup.find(view.session, Organisation)
    return {row.slug for row in groups} | {row.slug for row in known}


def fill(
    change: Change,
    placeholder: Organisation,
    name: str,
    slug: str = "",
    kind: str = "",
    aliases: tuple[str, ...] = (),
    email: str = "",
) -> None:
    """Give a placeholder its name: the same row, so that promises, seats and meetings stay.

    What it was called before finds it still, as files and notes call it that.
    """
    before = (placeholder.slug, placeholder.name)
    known = json.loads(placeholder.aliases)
    people.edit_organisation(
        change,
        placeholder.slug,
        name=name,
        kind=kind or None,
        aliases=(*known, *aliases, *before),
        email=email or None,
    )
    rename(change, placeholder, slug or short_name(name, _taken(change)))


def rename(change: Change, organisation: Organisation, slug: str) -> None:
    """Another short name for an organisation, also where kinds and goals name it."""
    before, organisation.slug = organisation.slug, slug
    change.add(organisation)
    rows: list[tuple[EventKind | Goal, str]] = [
        *((row, "required") for row in lookup.find(change.session, EventKind)),
        *((row, "organisations") for row in lookup.find(change.session, Goal)),
    ]
    for row, column in rows:
        slugs = json.loads(getattr(row, column))
        if before in slugs:
            setattr(row, column, json.dumps([slug if one == before else one for one in slugs]))
            change.add(row)


def promise_like(change: Change, own: Organisation, like: Organisation, starts: date) -> None:
    """What one more partner promises: what `like` does, by whole months from a day on."""
    place = {"programme_id": change.programme_id}
    (partner,) = lookup.find(change.session, Partner, organisation_id=key(own), **place)
    partner.starts = starts
    change.add(partner)
    for row in lookup.find(change.session, Commitment, organisation_id=key(like), **place):
        year = years.parse_year(row.year, change.programme.school_month)
        whole = (row.starts or year.start, row.ends or year.end)
        span = (max(whole[0], starts), whole[1])
        if span[0] > span[1]:
            continue
        values: dict[str, Any] = row.model_dump(exclude={"id"})
        for name in ("minutes", "value_cents", "cash_cents"):
            if values[name] is not None:
                values[name] = years.share(values[name], whole, span)
        begins = span[0] if span[0] > year.start else row.starts
        own_values = {"organisation_id": key(own), "starts": begins, "origin": "hand"}
        change.add(Commitment(**values | own_values))
    for group in lookup.find(change.session, Group, **place):
        for seat in seats.from_day(change, group, starts):
            if seat.organisation_id == key(like) and seat.financing == Financing.IN_KIND:
                terms = seats.MemberTerms(seat.role, starts=starts, ends=seat.ends)
                change.add(seats.made(group, key(own), None, terms))
                break
