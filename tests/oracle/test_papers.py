"""Statements and the progress report say what was recomputed, to the minute and the cent."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.oracle import json_money, paper
from tests.oracle.json_figures import euros, hours
from tests.oracle.programmes import PARTNERS, story
from tests.oracle.recompute import Fact, Recomputation, total
from tests.oracle.test_totals import Told, lived


def stated(own: Recomputation, slug: str, label: str) -> list[Fact]:
    """What an organisation did in kind in a year."""
    months = own.year(label)
    return [
        fact
        for fact in own.in_months(months)
        if own.slugs[fact.organisation] == slug
        and (fact.state, fact.financing) == ("realised", "in_kind")
    ]


def statement(told: Told, folder: Path, slug: str, label: str) -> None:
    """One statement: what the command says, and every total on its page."""
    own, facts = told.own, stated(told.own, slug, label)
    out = folder / f"{slug}-{label}.html"
    found = told.json("hours", "statement", "--org", slug, "--year", label, "--out", str(out))
    (issued,) = found["statements"]
    minutes, cents = sum(one.minutes for one in facts), sum(one.cents for one in facts)
    assert (issued["hours"], issued["value"]) == (hours(minutes), euros(cents))
    tables = paper.tables(out.read_text(encoding="utf-8"))
    names = {row["slug"]: row["name"] for row in own.tables["plan_line"]}
    lines = {
        names[line]: amounts
        for (owner, line), amounts in own.by_partner(own.year(label), label).items()
        if owner == slug and line is not None and (amounts.committed or amounts.realised)
    }
    if not (lines or facts):
        return
    rows = {row[0]: row for row in tables[0]}
    assert lines.keys() <= rows.keys()
    for name, amounts in lines.items():
        of_line = [fact for fact in facts if names.get(own.lines.get(fact.line or 0, "")) == name]
        assert paper.hours(rows[name][1]) == amounts.committed
        assert paper.hours(rows[name][-3]) == amounts.realised
        assert paper.cents(rows[name][-1]) == sum(fact.cents for fact in of_line)
    if lines:
        # What is not in kind stands below the total, without a value.
        summed = rows["Totaal"]
        assert (paper.hours(summed[-3]), paper.cents(summed[-1])) == (minutes, cents)


def progress(told: Told, folder: Path) -> None:
    """The hours and the money of all years in the progress report."""
    own, out = told.own, folder / "progress.html"
    told.json("report", "progress", "--out", str(out))
    page = out.read_text(encoding="utf-8")
    years, *_ = paper.of_labels(page, own.labels, money=False)
    for label, row in years.items():
        sums = total(own.by_partner(own.year(label), label).values())
        wanted = [sums.committed, sums.realised, sums.planned, sums.forecast, sums.left]
        assert [paper.hours(text) for text in row] == wanted
    budget, costs = paper.of_labels(page, own.labels, money=True)
    for label, year in json_money.budget(own)["years"].items():
        names = ("cash_in", "cash_needed", "gap", "balance", "in_kind")
        assert [paper.cents(text) / 100 for text in budget[label]] == [year[n] for n in names]
        names = ("cash_planned", "cash_actual", "cash_in", "invoiced", "received")
        assert [paper.cents(text) / 100 for text in costs[label]] == [year[n] for n in names]


def test_papers_say_what_is_so(peopled_template: Path, tmp_path: Path) -> None:
    with lived(peopled_template, story(8, 70)) as told:
        for slug in PARTNERS[:3]:
            statement(told, tmp_path, slug, "2027")
        progress(told, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_papers_always_say_what_is_so(peopled_template: Path, seed: int, tmp_path: Path) -> None:
    with lived(peopled_template, story(3000 + seed, 140)) as told:
        for slug in PARTNERS:
            for label in ("2026", "2027", "2026-2027"):
                statement(told, tmp_path, slug, label)
        progress(told, tmp_path)
