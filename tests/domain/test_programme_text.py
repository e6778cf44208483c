"""Whatever is in a programme file, it is read or refused with what is wrong where."""

from __future__ import annotations

import pytest

from ipe_events.domain.errors import Problem, Refused
from ipe_events.domain.programme_text import read_programme

HEAD = 'format = 1\n[programme]\nslug = "x"\nname = "X"\n'
AGAIN = '[[organisations]]\nslug = "a"\nname = "A"\nkind = "mbo"\n'
ORGANISATIONS = AGAIN + AGAIN.replace('"a"', '"b"')
PLACEHOLDERS = '[[placeholders]]\nslug = "p"\nname = "P {n}"\nkind = "werkveld"\ncount = 3\n'
BUDGET = '[budget]\nyears = ["2024", "2025"]\n[[lines]]\nslug = "l"\nname = "L"\n'
BASE = HEAD + ORGANISATIONS + PLACEHOLDERS + BUDGET
PROMISE = '[[commitments]]\norganisations = ["a"]\nline = "l"\nhours = 10\n'
KIND = '[[kinds]]\nslug = "k"\nname = "K"\nlength = "2:00"\n'
CHOICE = (
    '[[choices]]\nid = "c"\nquestion = "?"\ndefault = "o"\noptions = [{ id = "o", label = "O" }]\n'
)


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(Refused) as refusal:
        read_programme(text, "x.toml")
    for problem in refusal.value.problems:
        assert problem.code == "file-invalid"
        assert problem.values["path"] == "x.toml"
        assert problem.values["key"]
        assert problem.values["reason"]
        assert problem.values["allowed"]
        assert "\n" not in f"{problem.values['key']}{problem.values['reason']}"
    assert len(refusal.value.problems) <= 10
    return refusal.value.problems


def only(text: str) -> tuple[str, str]:
    (problem,) = problems(text)
    return str(problem.values["key"]), str(problem.values["reason"])


def test_the_base_of_these_tests_is_right() -> None:
    file = read_programme(BASE + PROMISE + KIND + CHOICE, "x.toml")
    assert file.commitments[0].minutes == 600


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        # the text
        ("this is not TOML", "line 1, column 6", "is not TOML: Expected '='"),
        (HEAD + "slug = 'y'\n", "line 5, column 11", "Cannot overwrite a value"),
        (HEAD + 'umbrella = "open\n', "line 5, column 17", "is not TOML"),
        (HEAD + "x = " + "[" * 5000, "file", "is nested too deeply"),
        (HEAD + "x = " + "9" * 5000, "file", "too long to read"),
        ("#" * 250_001, "file", "is too long"),
        # the shape
        (HEAD.replace("1", "2", 1), "format", "is not the format"),
        (HEAD.replace("1", '"1"', 1) + "new = 1\n", "format", "is not the format"),
        ("format = 1\nprogramme = 3\n", "programme", "must be a table"),
        ("format = 1\n", "programme", "is missing"),
        (HEAD.replace('name = "X"\n', ""), "programme.name", "is missing"),
        (HEAD + "organisations = 3\n", "programme.organisations", "unknown key"),
        (HEAD + "[organisations]\n", "organisations", "must be a list"),
        (HEAD + 'nmae = "X"\n', "programme.nmae", 'unknown key "nmae", did you mean "name"?'),
        (HEAD + '"a\\nb" = 1\n', "programme.a\N{REPLACEMENT CHARACTER}b", "unknown key"),
        (BASE + PROMISE + "minutes = 5\n", "commitments[0].minutes", "unknown key"),
        (BASE + PROMISE.replace('["a"]', "[]"), "commitments[0].organisations", "not be empty"),
        (BASE + PROMISE.replace('["a"]', '"a"'), "commitments[0].organisations", "be a list"),
        (BASE + PROMISE.replace('["a"]', "[1]"), "commitments[0].organisations[0]", "be a slug"),
        (BASE + CHOICE.replace("{ id", "3, { id"), "choices[0].options[0]", "must be a table"),
        # texts and slugs
        (HEAD.replace('"X"', '"' + "n" * 10_000 + '"'), "programme.name", "is too long (10000"),
        (HEAD.replace('"X"', '"a\\u0007b"'), "programme.name", "control characters"),
        (HEAD.replace('"X"', '"a\\nb"'), "programme.name", "line breaks"),
        (HEAD.replace('"X"', '"a\\u2028b"'), "programme.name", "line breaks"),
        (HEAD.replace('"X"', '"a\\u202eb"'), "programme.name", "direction of writing"),
        (HEAD.replace('"X"', '"  "'), "programme.name", "must not be empty"),
        (HEAD.replace('"X"', "7"), "programme.name", "must be text"),
        (HEAD + f'note = "{"n" * 2001}"\n', "programme.note", "is too long"),
        (HEAD.replace('"x"', '"../x"'), "programme.slug", "is not a slug"),
        (HEAD.replace('"x"', '"-x"'), "programme.slug", "is not a slug"),
        (HEAD.replace('"x"', '"' + "x" * 62 + '"'), "programme.slug", "is not a slug"),
        (HEAD.replace('"x"', '"x\\n"'), "programme.slug", "is not a slug"),
        # the other values
        (HEAD + 'language = "de"\n', "programme.language", "not one of the words"),
        (HEAD + 'timezone = "Europe/Zwolle"\n', "programme.timezone", "not a known time zone"),
        (HEAD + 'timezone = "../../etc/passwd"\n', "programme.timezone", "not the name of"),
        (HEAD + "start = '2024-09-01'\n", "programme.start", "must be a date"),
        (HEAD + "start = 2024-09-01T00:00:00\n", "programme.start", "without a time"),
        (HEAD + "start = 1899-12-31\n", "programme.start", "must be in the years"),
        (HEAD + "school_year_starts = 13\n", "programme.school_year_starts", "is too large"),
        (HEAD + "school_year_starts = 8.0\n", "programme.school_year_starts", "whole number"),
        (HEAD + "[budget]\nyears = ['2024-2026']\n", "budget.years[0]", "must end in the year"),
        (HEAD + "[budget]\nyears = [true]\n", "budget.years[0]", "is not a year"),
        (HEAD + "[budget]\nyears = ['1066']\n", "budget.years[0]", "must be in the years"),
        (
            HEAD + "[budget]\nyears = ['\u0662\u0660\u0662\u0664']\n",
            "budget.years[0]",
            "not a year",
        ),
        (BASE + KIND.replace('"2:00"', "2"), "kinds[0].length", "is too short"),
        (BASE + KIND.replace('"2:00"', '"2:60"'), "kinds[0].length", "not a length"),
        (BASE + KIND.replace('"2:00"', "true"), "kinds[0].length", "not a length"),
        (BASE + KIND.replace('"2:00"', "1.5"), "kinds[0].length", "not a length"),
        (BASE + KIND + "travel = -1\n", "kinds[0].travel", "must not be negative"),
        (BASE + KIND + "agenda = [7]\n", "kinds[0].agenda[0]", "must be a table"),
        (BASE.replace("count = 3", "count = 1000000000"), "placeholders[0].count", "too large"),
        (BASE.replace("count = 3", "count = 0"), "placeholders[0].count", "is too small"),
        (BASE + PROMISE + "rate = 0\n", "commitments[0].rate", "must not be zero"),
        (BASE + PROMISE + "cash = 1.005\n", "commitments[0].cash", "at most two decimals"),
        (BASE + PROMISE + "cash = 1000000001\n", "commitments[0].cash", "is too large"),
        (BASE + PROMISE + "years = [2201]\n", "commitments[0].years[0]", "is too large"),
        (BASE + PROMISE + "when = {}\n", "commitments[0].when", "must be a table"),
        (BASE + AGAIN + "lead = 1\n", "organisations[2].lead", "true or"),
    ],
)
def test_one_fault_is_told_once(text: str, key: str, reason: str) -> None:
    told = only(text)
    assert told[0] == key
    assert reason in told[1]


@pytest.mark.parametrize(
    ("hours", "reason"),
    [
        ("-1", "must not be negative"),
        ("-0.1", "must not be negative"),
        ("nan", "must be a finite number"),
        ("inf", "must be a finite number"),
        ("-inf", "must be a finite number"),
        ("1e400", "must be a finite number"),
        ("100000.5", "is too large"),
        ("0x" + "f" * 5000, "is too large"),
        ("true", "must be a number"),
        ('"200"', "must be a number"),
        ("[200]", "must be a number"),
        ("2024-01-01", "must be a number"),
    ],
)
def test_hours_that_are_no_hours(hours: str, reason: str) -> None:
    text = BASE + PROMISE * 2 + PROMISE.replace("10", hours)
    told = only(text)
    assert told[0] == "commitments[2].hours"
    assert reason in told[1]


def test_the_message_of_a_negative_hour_and_its_line() -> None:
    text = BASE + PROMISE.replace("10", "-10")
    (problem,) = problems(text)
    assert str(problem.values["allowed"]).startswith("0 or more")
    assert text.splitlines()[int(str(problem.values["line"])) - 1] == "hours = -10"


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        (BASE + AGAIN, "organisations[2].slug", '"a" is used twice, first at'),
        (BASE + AGAIN.replace('"a"', '"A"'), "organisations[2].slug", "used twice"),
        (BASE.replace('slug = "a"', 'slug = "p-3"'), "placeholders[0].slug", '"p-3" is used twice'),
        (BASE + '[[groups]]\nslug = "b"\nname = "B"\n', "groups[0].slug", "used twice"),
        (BASE + KIND + KIND, "kinds[1].slug", "used twice"),
        (BASE + CHOICE + CHOICE, "choices[1].id", "used twice"),
        (BASE + CHOICE.replace("}]", "}, { id = 'o', label = '' }]"), "choices[0]", ""),
        (BASE.replace(" {n}", ""), "placeholders[0].name", "no place for the number"),
        (BASE.replace('"p"', f'"{"p" * 60}"'), "placeholders[0].slug", "too long to be numbered"),
        (
            BASE + '[[groups]]\nslug = "g"\nname = "G"\nseats = ["a", "bb"]\n',
            "groups[0].seats[1]",
            'unknown organisation "bb"',
        ),
        (
            BASE + '[[groups]]\nslug = "g"\nname = "G"\nseats = ["p", "p-2"]\n',
            "groups[0].seats",
            'has "p-2" twice',
        ),
        (BASE + KIND + "line = 'm'\n", "kinds[0].line", 'unknown line "m"'),
        (BASE + KIND + "groups = ['a']\n", "kinds[0].groups[0]", 'unknown group "a"'),
        (BASE + KIND + "required = ['p-4']\n", "kinds[0].required[0]", 'organisation "p-4"'),
        (BASE + KIND + "shortest = 60\nlongest = 30\n", "kinds[0].longest", "is shorter"),
        (BASE + "[[goals]]\nslug='g'\nname='G'\nparent='h'\n", "goals[0].parent", "unknown goal"),
        (BASE + "[[goals]]\nslug='g'\nname='G'\nparent='g'\n", "goals[0].parent", "leads back"),
        (BASE + "[[events]]\nkind = 'k'\ndate = 2024-01-01\n", "events[0].kind", "unknown kind"),
        (
            BASE + KIND + "[[events]]\nkind = 'k'\ndate = 2024-01-02\nuntil = 2024-01-01\n",
            "events[0].until",
            "lies before date",
        ),
        (HEAD + "start = 2024-01-02\nend = 2024-01-01\n", "programme.end", "lies before start"),
        (
            BASE.replace('kind = "mbo"', "kind = 'mbo'\nlead = true"),
            "organisations[1].lead",
            "is the",
        ),
        (
            HEAD + "holidays = { country = 'NL', subdivision = 'N' }\n",
            "programme.holidays",
            '"NL N"',
        ),
        (HEAD + "holidays = { country = 'XX' }\n", "programme.holidays", 'known for "XX"'),
        # the budget
        (BASE.replace('["2024", "2025"]', "[]"), "budget.years", "is missing"),
        (BASE.replace('"2025"', '"2025-2026"'), "budget.years", "mixes"),
        (BASE.replace('"2025"', '"2024"'), "budget.years", "is not in order"),
        (BASE + PROMISE + PROMISE, "commitments[1]", '"a" promises twice, first in commitments[0]'),
        (BASE + PROMISE.replace("hours = 10\n", ""), "commitments[0]", "promises nothing"),
        (BASE + PROMISE + "years = [2026]\n", "commitments[0].years[0]", "starts in 2026"),
        (BASE + PROMISE + "when = { c = 'o' }\n", "commitments[0].when", 'unknown choice "c"'),
        (
            BASE + PROMISE + "when = { c = 'q' }\n" + CHOICE,
            "commitments[0].when.c",
            'unknown option "q"',
        ),
        (BASE + CHOICE.replace('"o"', '"q"', 1), "choices[0].default", 'unknown option "q"'),
        (
            BASE.replace('kind = "mbo"', 'kind = "mbo"\npartner = false', 1) + PROMISE,
            "commitments[0].organisations",
            '"a" is not a partner',
        ),
        (
            HEAD + CHOICE.replace('"O"', '"O", promise = "hours"'),
            "choices[0].options",
            "a budget that is not there",
        ),
        (
            BASE
            + CHOICE.replace('"O"', '"O", carry_over = true')
            + CHOICE.replace('"O"', '"O", carry_over = true').replace('"c"', '"d"'),
            "choices[1].options",
            'sets carry_over, which choice "c" sets too',
        ),
        (
            HEAD + ORGANISATIONS + BUDGET.replace(BUDGET[: BUDGET.index("[[")], "") + PROMISE,
            "commitments",
            "of no use without a budget",
        ),
    ],
)
def test_what_tables_say_of_each_other(text: str, key: str, reason: str) -> None:
    told = problems(text)[0]
    assert str(told.values["key"]).startswith(key)
    assert reason in str(told.values["reason"])
    assert len(problems(text)) == 1


def test_promises_that_never_meet_are_no_fault() -> None:
    options = CHOICE.replace("}]", '}, { id = "q", label = "Q" }]')
    either = [PROMISE + f'when = {{ c = "{option}" }}\n' for option in ("o", "q")]
    years = [PROMISE.replace('"a"', '"p"') + f"years = [{year}]\n" for year in (2024, 2025)]
    assert len(read_programme(BASE + "".join(either + years) + options, "x").commitments) == 4


def test_an_unknown_key_lists_those_of_its_table_and_the_nearest() -> None:
    (problem,) = problems(BASE + PROMISE + "hors = 3\n")
    assert problem.values["reason"] == 'unknown key "hors", did you mean "hours"?'
    assert problem.values["allowed"] == (
        "organisations",
        "line",
        "hours",
        "value",
        "cash",
        "rate",
        "years",
        "calendar",
        "when",
        "note",
        "source",
    )


def test_an_unknown_reference_lists_what_is_known() -> None:
    (problem,) = problems(BASE + PROMISE.replace('"a"', '"bb"'))
    assert problem.values["allowed"] == ("a", "b", "p")


def test_more_faults_than_anybody_reads() -> None:
    keys = "".join(f"k{number} = 1\n" for number in range(5000))
    assert len(problems(HEAD + keys)) == 10


def test_values_are_kept_plain() -> None:
    text = BASE + PROMISE.replace("10", "1.5") + "cash = 5833.33\nrate = 52.5\nvalue = 0.29\n"
    row = read_programme(text, "x.toml").commitments[0]
    assert (row.minutes, row.cash_cents, row.rate_cents, row.value_cents) == (90, 583333, 5250, 29)
    kind = KIND + 'preparation = 15\ntravel = "0:20"\nagenda = ["A", { title = "B", length = 5 }]\n'
    read = read_programme(BASE + kind, "x.toml").kinds[0]
    assert (read.length_minutes, read.preparation_minutes, read.travel_minutes) == (120, 15, 20)
    assert [(item.title, item.length_minutes) for item in read.agenda] == [("A", None), ("B", 5)]
    years = read_programme(BASE.replace('"2024", "2025"', "2024, 2025"), "x.toml").budget
    assert years is not None
    assert years.years == ("2024", "2025")


def test_a_file_saved_by_another_editor() -> None:
    text = "\ufeff" + HEAD.replace('"X"', '" Cafe\u0301 "').replace("\n", "\r\n")
    assert read_programme(text, "x.toml").programme.name == "Caf\u00e9"


def test_a_file_that_was_read_stays_as_it_is() -> None:
    file = read_programme(BASE + PROMISE, "x.toml")
    with pytest.raises(ValueError, match="frozen"):
        file.programme.slug = "y"


def test_a_budget_without_years_is_one_fault() -> None:
    text = BASE.replace('["2024", "2025"]', "[]") + PROMISE + "years = [2024]\n" + CHOICE
    assert only(text) == ("budget.years", "is missing")
    text = BASE + CHOICE.replace("options = [{", "options = [] #")
    assert only(text) == ("choices[0].default", 'unknown option "o"')
