"""The form about a goal, and what a progress report tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ipe_events.domain.errors import refuse
from ipe_events.domain.plan import GOALS, GoalLine
from ipe_events.i18n import N_, _
from ipe_events.tui.screens.plain_form import line, pick
from ipe_events.tui.screens.setup_form import SetupForm, area, one_of, short_name_field
from ipe_events.tui.setup_words import goal_kind
from ipe_events.tui.widgets.field import Field

if TYPE_CHECKING:
    from ipe_events.domain.goal_edit import GoalEdit, GoalNote
    from ipe_events.tui.bridge_programme import SetupChoices

USUAL = "goal"
DETAIL_FORM = N_("key: text")


class GoalForm(SetupForm):
    """Gives the short name of the goal that was added or changed."""

    PURPOSE = N_(
        "A goal, theme, setting, experiment, …: what it hangs under, what the plan says of it, and "
        "the three texts that a progress report tells: how it goes, what is in the way, and what "
        "the steering group is asked to decide."
    )

    def __init__(self, goal: GoalLine | None, under: str | None = None) -> None:
        super().__init__(_("New goal") if goal is None else _("Change goal"))
        self._goal = goal
        self._under = goal.parent if goal is not None else under

    def of_setup(self, data: SetupChoices) -> Iterator[Field]:
        """Name, kind, place, the texts."""
        goal = self._goal
        others = [
            (one.slug, f"{one.slug} {one.name}")
            for one in data.goals
            if goal is None or one.slug != goal.slug
        ]
        yield Field(_("Name"), line("name", goal.name if goal else ""), "name")
        if goal is None:
            yield short_name_field()
        kinds = [(kind, goal_kind(kind)) for kind in GOALS]
        if goal is not None and goal.kind not in GOALS:
            kinds.append((goal.kind, goal.kind))
        yield Field(_("Kind"), one_of("kind", kinds, goal.kind if goal else USUAL), "kind")
        under = pick("parent", others, self._under, empty=_("nothing: it stands by itself"))
        yield Field(_("Under"), under, "parent")
        note = goal or GoalLine("", "")
        yield Field(
            _("How it goes"),
            area("explanation", note.explanation, _("told in the progress report")),
            "explanation",
        )
        yield Field(_("In the way"), area("obstacle", note.obstacle), "obstacle")
        yield Field(_("To decide"), area("request", note.request), "request")
        said = "\n".join(f"{name}: {text}" for name, texts in note.details for text in texts)
        example = _("present_practice: everybody makes a plan of their own")
        yield Field(_("Plan says"), area("detail", said, example), "detail")

    def _details(self) -> tuple[tuple[str, str], ...]:
        """What differs from what is there, by key; a key that is gone with an empty text."""
        typed: dict[str, list[str]] = {}
        for text in self.lines_of("detail"):
            name, colon, said = text.partition(":")
            if not colon or not said.strip():
                raise refuse("form-wrong", "detail", value=text[:60], form=_(DETAIL_FORM))
            typed.setdefault(name.strip(), []).append(said.strip())
        before = dict(self._goal.details) if self._goal is not None else {}
        gone = [(name, "") for name in before if name not in typed]
        new = [
            (name, text)
            for name, texts in typed.items()
            if tuple(texts) != before.get(name)
            for text in texts
        ]
        return (*gone, *new)

    def _wanted(self) -> tuple[GoalEdit, GoalNote]:
        from ipe_events.domain.goal_edit import GoalEdit, GoalNote

        kind = self.marked("kind")
        wanted = GoalEdit(
            name=self.text("name"),
            # One of the programme's own can stay, and not be chosen anew.
            kind=None if self._goal is not None and kind == self._goal.kind else kind,
            parent=self.picked("parent") or "",
            details=self._details(),
        )
        texts = (self.long_text(name) for name in ("explanation", "obstacle", "request"))
        return wanted, GoalNote(*texts)

    def ahead(self) -> None:
        """What a report will tell."""
        self._details()
        told = [
            (_("How it goes"), self.long_text("explanation")),
            (_("In the way"), self.long_text("obstacle")),
            (_("To decide"), self.long_text("request")),
        ]
        said = [f"{label}: {text}" for label, text in told if text]
        if said:
            self.tell([_("The progress report tells:"), *said])
        else:
            self.tell([_("The progress report tells nothing of it yet.")])

    def save(self) -> None:
        """Keep the goal."""
        self.no_longer_wrong()
        wanted, note = self._wanted()
        slug = "" if self._goal is not None else self.text("slug")
        self.saving = True
        self.order(
            lambda bridge: bridge.keep_goal(slug, wanted, note, self._goal),
            self.kept,
        )
