"""Two languages: the choice, the formats, and a complete Dutch catalogue."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from hatch_build import compile_catalogues
from ipe_events import i18n
from ipe_events.domain import checks
from ipe_events.domain.errors import Problem, Refused, refuse
from ipe_events.i18n import catalogue, sentences

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "ipe_events"
LOCALE = PACKAGE / "locale"


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    """The translations as they stand now, also in a checkout that is not installed."""
    compile_catalogues(LOCALE)
    i18n.translator.cache_clear()


@pytest.fixture(autouse=True)
def screen_language() -> Iterator[None]:
    before = i18n.language()
    yield
    i18n.use(before)


# --- which language ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("explicit", "settings", "environ", "expected"),
    [
        (None, None, {}, "en"),
        (None, None, {"LANG": "nl_NL.UTF-8"}, "nl"),
        (None, None, {"LANG": "nl"}, "nl"),
        (None, None, {"LANG": "nl_BE@euro"}, "nl"),
        (None, None, {"LANG": "C.UTF-8"}, "en"),
        (None, None, {"LANG": "de_DE.UTF-8"}, "en"),
        (None, None, {"LANG": "nl_NL.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        (None, None, {"LANG": "en_GB", "LC_MESSAGES": "C", "LC_ALL": "nl_NL.UTF-8"}, "nl"),
        (None, None, {"LANG": "nl_NL.UTF-8", "LC_ALL": ""}, "nl"),
        (None, None, {"LANG": "nl_NL.UTF-8", "LC_ALL": "C"}, "en"),
        (None, "nl", {"LANG": "en_GB.UTF-8"}, "nl"),
        ("en", "nl", {"LANG": "nl_NL.UTF-8"}, "en"),
        ("NL-nl", None, {}, "nl"),
        ("fr", "nl", {}, "nl"),
        (None, "", {"LANG": "nl_NL"}, "nl"),
    ],
)
def test_the_language_is_asked_for_set_or_the_environment_s(
    explicit: str | None, settings: str | None, environ: dict[str, str], expected: str
) -> None:
    assert i18n.pick_language(explicit, settings, environ) == expected


def test_the_screens_speak_the_language_in_use() -> None:
    i18n.use("nl")
    assert (i18n.language(), i18n._("Monday")) == ("nl", "maandag")
    i18n.use("en")
    assert (i18n.language(), i18n._("Monday")) == ("en", "Monday")


def test_a_language_nobody_translated_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        i18n.use("fr")


def test_an_invitation_s_language_is_not_the_screen_s() -> None:
    i18n.use("en")
    assert i18n.translator("nl").gettext("Monday") == "maandag"
    assert i18n.translator("en").gettext("Monday") == "Monday"
    assert i18n._("Monday") == "Monday"


def test_numbers_of_things_fall_back_on_english() -> None:
    assert i18n.ngettext("one sheep", "more sheep", 1) == "one sheep"
    assert i18n.ngettext("one sheep", "more sheep", 2) == "more sheep"


# --- formats ----------------------------------------------------------------------------------

TUESDAY = date(2027, 1, 12)


@pytest.mark.parametrize(
    ("language", "long", "expected"),
    [
        ("nl", False, "di 12 jan 2027"),
        ("nl", True, "dinsdag 12 januari 2027"),
        ("en", False, "Tue 12 Jan 2027"),
        ("en", True, "Tuesday 12 January 2027"),
    ],
)
def test_a_date_for_people(language: str, long: bool, expected: str) -> None:
    assert i18n.format_date(TUESDAY, long=long, language=language) == expected
    i18n.use(language)
    assert i18n.format_date(TUESDAY, long=long) == expected


def test_every_month_and_weekday_has_its_dutch_name() -> None:
    months = [i18n.month_name(n, long=False, language="nl") for n in range(1, 13)]
    assert " ".join(months) == "jan feb mrt apr mei jun jul aug sep okt nov dec"
    days = [i18n.weekday_name(date(2027, 1, 4 + n), long=False, language="nl") for n in range(7)]
    assert " ".join(days) == "ma di wo do vr za zo"


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2027, 1, 12), "di 12 jan 2027"),
        (date(2027, 1, 14), "di 12 – do 14 jan 2027"),
        (date(2027, 2, 2), "di 12 jan – di 2 feb 2027"),
        (date(2028, 1, 12), "di 12 jan 2027 – wo 12 jan 2028"),
    ],
)
def test_a_range_says_once_what_both_days_share(last: date, expected: str) -> None:
    assert i18n.format_day_range(TUESDAY, last, language="nl") == expected


def test_a_range_without_weekdays() -> None:
    text = i18n.format_day_range(TUESDAY, date(2027, 1, 14), weekday=False, language="en")
    assert text == "12 – 14 Jan 2027"


@pytest.mark.parametrize(
    ("minutes", "clock", "dutch", "english"),
    [
        (0, "0:00", "0", "0"),
        (450, "7:30", "7,5", "7.5"),
        (-15, "-0:15", "-0,25", "-0.25"),
        (10, "0:10", "0,17", "0.17"),
        (59, "0:59", "0,98", "0.98"),
        (2360 * 60, "2360:00", "2.360", "2,360"),
    ],
)
def test_hours(minutes: int, clock: str, dutch: str, english: str) -> None:
    assert i18n.format_hours(minutes) == clock
    assert i18n.format_decimal_hours(minutes, language="nl") == dutch
    assert i18n.format_decimal_hours(minutes, language="en") == english


@pytest.mark.parametrize(
    ("cents", "dutch", "english"),
    [
        (123450, "€ 1.234,50", "€1,234.50"),
        (0, "€ 0,00", "€0.00"),
        (5, "€ 0,05", "€0.05"),
        (-3500000, "€ -35.000,00", "-€35,000.00"),
    ],
)
def test_money(cents: int, dutch: str, english: str) -> None:
    assert i18n.format_money(cents, language="nl") == dutch
    assert i18n.format_money(cents, language="en") == english


@pytest.mark.parametrize(
    ("cents", "expected"),
    [(12400000, "€ 124.000"), (150, "€ 2"), (-150, "€ -2"), (-49, "€ 0")],
)
def test_whole_euros_round_half_away_from_zero(cents: int, expected: str) -> None:
    assert i18n.format_money(cents, whole=True, language="nl") == expected


@given(st.integers(-(10**12), 10**12))
def test_no_cent_is_lost(cents: int) -> None:
    text = i18n.format_money(cents, language="nl")
    assert int(text.replace("€ ", "").replace(".", "").replace(",", "")) == cents


# --- sentences --------------------------------------------------------------------------------


def test_a_problem_says_what_where_and_what_to_do() -> None:
    problem = Problem("start", "not-a-time", {"value": "25:00"})
    assert sentences.explain(problem, language="en") == (
        'the start: "25:00" is not a time; write it as 13:00'
    )
    i18n.use("nl")
    assert sentences.explain(problem) == ('het begin: "25:00" is geen tijd; schrijf die als 13:00')


def test_what_is_known_is_listed_and_left_out_when_it_is_not_given() -> None:
    known = refuse("unknown-group", value="kernteem", known=["kernteam", "stuurgroep"])
    assert sentences.explain_all(known) == (
        'there is no group "kernteem"; known: kernteam, stuurgroep'
    )
    without: list[dict[str, object]] = [{}, {"known": []}, {"known": None}]
    for values in without:
        alone = refuse("unknown-group", value="kernteem", **values)
        assert sentences.explain_all(alone) == 'there is no group "kernteem"'


def test_a_long_list_is_cut() -> None:
    many = refuse("unknown-group", value="x", known=[f"group-{n}" for n in range(100)])
    assert sentences.explain_all(many).endswith("group-19, …")


def test_all_problems_stand_on_one_line() -> None:
    refused = Refused(
        Problem("title", "blank"), Problem("", "address-invalid", {"value": "a\nb\x1b[31m\u202ec"})
    )
    text = sentences.explain_all(refused)
    assert text == (
        'the title is empty; fill it in; "a b [31mc" is not an e-mail address; '
        "write it as name@example.org"
    )


def test_a_long_value_is_cut_and_a_path_keeps_its_end() -> None:
    text = sentences.explain(Problem("", "unknown-group", {"value": "x" * 500}))
    assert text == f'there is no group "{"x" * 59}…"'
    path = "/a/" + "b" * 300 + "/plan.toml"
    assert sentences.explain(Problem("", "file-missing", {"path": path})).count("/plan.toml")


def test_braces_in_a_value_stay_braces() -> None:
    text = sentences.explain(Problem("", "unknown-group", {"value": "{known} {0} %s"}))
    assert text == 'there is no group "{known} {0} %s"'


def test_a_code_without_a_sentence_is_readable() -> None:
    problem = Problem("title", "too-funny", {"value": "ha", "limit": 3})
    assert sentences.explain(problem) == "the title: too funny (value ha, limit 3)"
    assert sentences.check_sentence("too-late", {}) == "too late"


def test_states_and_fields_are_words_of_the_reader() -> None:
    wrong = Problem("", "state-wrong", {"state": "draft", "wanted": ["planned", "held"]})
    assert sentences.explain(wrong, language="nl") == (
        "dit kan niet zolang de status concept is; nodig is: gepland, gehouden"
    )
    changed = Problem("", "changed-meanwhile", {"fields": ("title", "start")})
    assert "de titel, het begin" in sentences.explain(changed, language="nl")


@pytest.mark.parametrize(
    ("code", "values", "expected"),
    [
        ("commitment-exceeded", {"organisation": "A", "line": "B", "over": 90}, "A, B: 1.5 hours"),
        ("cash-short", {"year": "2027", "amount": 3500000}, "2027: €35,000 more"),
        (
            "length-out-of-bounds",
            {"minutes": 30, "minimum": 60, "maximum": None},
            "this meeting lasts 0:30; usual is at least 1:00",
        ),
        ("holiday", {"name": "Kerst", "date": date(2026, 12, 25)}, "Fri 25 Dec 2026 is a public"),
        (
            "double-booked",
            {"person": "Ada", "title": "Kernteam", "time": time(13)},
            "Ada has two meetings at this time; Kernteam; 13:00",
        ),
        (
            "double-booked",
            {"person": "Ada", "time": datetime(2027, 1, 12, 13)},
            "Ada has two meetings at this time; Tue 12 Jan 2027 13:00",
        ),
        ("missing-organisation", {"organisations": {"b", "a"}}, "nobody yet from a, b"),
        ("missing-organisation", {"organisations": ("b", "a")}, "nobody yet from b, a"),
        ("not-working-day", {"weekend": date(2027, 1, 9)}, "Sat 9 Jan 2027 is in a weekend"),
        ("not-working-day", {"date": date(2027, 1, 5), "people": ("A",)}, "Tue 5 Jan 2027 is not"),
        ("double-booked", {"busy": ("Ada",)}, "something else at this time in the calendar of Ada"),
        ("closure", {"organisation": "Viaa", "name": ""}, "Viaa is closed"),
        ("closure", {"person": "Ada", "name": "Verlof"}, "Ada is away; Verlof"),
        ("too-few-professions", {"minimum": 3, "professions": ()}, "at least three specialisms"),
        ("too-few-professions", {"minimum": 12}, "at least 12 specialisms"),
        ("no-next-meeting", {"kind": "Kernteam"}, "no next meeting planned yet: Kernteam"),
    ],
)
def test_checks_in_english(code: str, values: dict[str, object], expected: str) -> None:
    assert sentences.check_sentence(code, values).startswith(expected)


@pytest.mark.parametrize("code", sorted(catalogue.REFUSALS.keys() | catalogue.CHECKS.keys()))
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_sentence_breaks_on_a_missing_value(code: str, language: str) -> None:
    assert sentences.explain(Problem("", code), language=language)
    assert sentences.check_sentence(code, {}, language)


def test_no_code_has_two_sentences() -> None:
    assert sum(map(len, catalogue.ROOMS)) == len(catalogue.REFUSALS)


def test_every_check_of_the_design_has_a_sentence() -> None:
    assert set(catalogue.CHECKS) == set(checks.CODES)


# --- the sources and the catalogue agree ------------------------------------------------------


def raised(path: Path) -> Iterator[tuple[str, str, frozenset[str] | None]]:
    """Place, code and named values of each refusal in a module; None: values not literal."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name == "refuse" and node.args:
            code, values = node.args[0], _keywords(node)
        elif name == "Problem":
            given_by_name = {word.arg: word.value for word in node.keywords}
            found = node.args[1] if len(node.args) > 1 else given_by_name.get("code")
            if found is None:
                continue
            mapping = node.args[2] if len(node.args) > 2 else given_by_name.get("values")
            code, values = found, _keys(mapping)
        else:
            continue
        if isinstance(code, ast.Constant) and isinstance(code.value, str):
            yield f"{path.name}:{node.lineno}", code.value, values


def _keywords(call: ast.Call) -> frozenset[str] | None:
    names = [word.arg for word in call.keywords]
    return None if None in names else frozenset(name for name in names if name)


def _keys(mapping: ast.expr | None) -> frozenset[str] | None:
    if mapping is None:
        return frozenset()
    if not isinstance(mapping, ast.Dict):
        return None
    keys = [key.value if isinstance(key, ast.Constant) else None for key in mapping.keys]
    return None if None in keys else frozenset(str(key) for key in keys)


def test_every_refusal_has_its_sentence() -> None:
    wrong = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for place, code, values in raised(path):
            parts = catalogue.REFUSALS.get(code)
            if parts is None:
                wrong.append(f"{place}: {code} has no sentence in i18n/catalogue/")
                continue
            lacking = sentences.placeholders(parts[0]) - {"field"} - (values or frozenset())
            if values is not None and lacking:
                wrong.append(f"{place}: {code} is told without {', '.join(sorted(lacking))}")
    assert wrong == []


def test_the_search_for_refusals_finds_both_ways(tmp_path: Path) -> None:
    module = tmp_path / "some.py"
    module.write_text(
        'refuse("a", "title", value=1)\n'
        'errors.refuse("b", **values)\n'
        'Problem("title", "c", {"limit": 3})\n'
        'Problem(code="d", field="title")\n'
        'Problem("title", code)\n',
        encoding="utf-8",
    )
    assert [(code, values) for _, code, values in raised(module)] == [
        ("a", frozenset({"value"})),
        ("b", None),
        ("c", frozenset({"limit"})),
        ("d", frozenset()),
    ]


@cache
def extracted() -> dict[str | tuple[str, ...], set[str]]:
    """Each message in the sources, with the modules it stands in."""
    found: dict[str | tuple[str, ...], set[str]] = {}
    for name, _, message, _, _ in extract_from_dir(PACKAGE, [("**.py", "python")]):
        found.setdefault(message, set()).add(name)
    return found


@cache
def dutch() -> Catalog:
    with (LOCALE / "nl" / "LC_MESSAGES" / "ipe_events.po").open("rb") as file:
        return read_po(file, locale="nl", abort_invalid=True)


def forms(text: str | Sequence[str] | None) -> list[str]:
    """Singular and plural, or the one text there is."""
    return [text or ""] if isinstance(text, str | None) else list(text)


def test_every_message_is_in_dutch() -> None:
    missing = {}
    for message, places in extracted().items():
        entry = dutch().get(message)
        if entry is None or entry.fuzzy or not all(forms(entry.string)):
            missing[message] = sorted(places)
    assert missing == {}, "run: make messages, then translate what is empty"


def test_dutch_has_nothing_that_is_no_longer_said() -> None:
    left = [message.id for message in dutch() if message.id and message.id not in extracted()]
    assert left == [], "run: make messages"


def test_translations_keep_the_placeholders() -> None:
    wrong = []
    for message in dutch():
        ids, strings = forms(message.id), forms(message.string)
        if not any(ids):
            continue
        asked = frozenset().union(*(sentences.placeholders(text) for text in ids))
        said = [sentences.placeholders(text) for text in strings]
        if said[-1] != asked or not all(names <= asked for names in said):
            wrong.append(ids[0])
    assert wrong == []
