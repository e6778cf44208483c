"""Refusals about people, who succeeds whom, closures, and files that are read in."""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

PEOPLE: Mapping[str, tuple[str, ...]] = {
    # files that are read in
    "file-without-rows": (N_("the file holds nothing"),),
    "file-no-table": (
        N_('the file "{path}" is no table that can be read'),
        N_("save it as CSV or XLSX"),
    ),
    "too-many-rows": (N_("the file has too many rows"), N_("at most {limit} are read at once")),
    "no-known-column": (
        N_("no column of the file has a name that is known"),
        N_("name the columns in the first row, as in: {known}"),
    ),
    "column-missing": (N_("the file has no column for {field}"), N_("name it, as in: {known}")),
    "not-all-rows": (
        N_("nothing was imported, as rows were refused: {count}"),
        N_("set them right, or leave out --all-or-nothing"),
    ),
    "cell-formula": (
        N_("{field} holds a formula or what looks like one: {value}"),
        N_("put its value there"),
    ),
    "cell-broken": (
        N_("{field} holds characters that are broken: {value}"),
        N_("save the file as UTF-8"),
    ),
    "cell-garbled": (
        N_("{field} says {value} where {meant} is meant"),
        N_("save the file as UTF-8"),
    ),
    "quotes-open": (
        N_("a quotation mark in this row does not fit"),
        N_("close it or leave it out"),
    ),
    "card-open": (N_("this card does not end"),),
    "address-twice": (N_('the address "{value}" stands on row {row} too'),),
    "person-known": (
        N_('"{value}" of this organisation is known already'),
        N_("give an address to tell two people apart"),
    ),
    "person-twice": (
        N_('"{value}" of this organisation stands on row {row} too'),
        N_("give an address to tell two people apart"),
    ),
    "not-weekdays": (N_('"{value}" names no days of the week'), N_("write it as: mon tue thu")),
    # partners
    "partner-asked": (
        N_('it is not said whether "{value}" fills a placeholder or is one more partner'),
        N_("say --fill {known}, or --like ORG --from DATE"),
    ),
    "not-a-placeholder": (N_('"{value}" has a name already'),),
    "no-placeholder-left": (
        N_('no placeholder "{value}" is left'),
        N_("placeholders: {known}"),
    ),
    "nearly-known": (
        N_('"{value}" looks like {near}'),
        N_("use that name, or add it with: ipe-events org add"),
    ),
    "name-twice": (N_('"{value}" stands on row {row} too'),),
    # people
    "same-person": (N_('"{value}" cannot take their own place'), N_("name two different people")),
    "person-erased": (N_('the data of "{value}" were erased'), N_("add them anew")),
    "same-employer": (N_('"{value}" works there already'),),
    "sends-invitations": (
        N_('this person sends the invitations of the programme "{value}"'),
        N_('name somebody else with: ipe-events programme edit --organiser "NAME <EMAIL>"'),
    ),
    # closures
    "closure-of-one": (
        N_("a closure is of an organisation, a person or a region"),
        N_("name exactly one"),
    ),
    "region-invalid": (N_('"{value}" is no region'), N_("write it as NL or NL-Noord")),
    "unknown-closure": (N_("there is no closure {id}"), N_("ipe-events closure list shows them")),
    "closure-repeats": (N_("this repeats"), N_("give every closure its own dates")),
    "closure-known": (N_("this closure is known already"),),
}
