"""What can be done on the programme's page: add to a part, change or take away what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from ipe_events.i18n import _, ngettext
from ipe_events.tui.actions import bindings, key_of
from ipe_events.tui.closure_lines import closure_words
from ipe_events.tui.screens.base import BaseScreen
from ipe_events.tui.screens.dialog import SureDialog
from ipe_events.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from ipe_events.domain.closures import ClosureLine
    from ipe_events.tui.bridge_programme import ProgrammeData


class ProgrammeActions(BaseScreen[Any]):
    """The commands of the programme's page; the screen knows what is in hand."""

    BINDINGS = bindings("add", "change", "take-away", "closures", "closure-import", "own-programme")

    @property
    def page(self) -> LineList:
        """The page."""
        raise NotImplementedError

    @property
    def data(self) -> ProgrammeData | None:
        """What is shown."""
        raise NotImplementedError

    @property
    def part_in_hand(self) -> str:
        """The part the cursor is in."""
        raise NotImplementedError

    @property
    def in_hand(self) -> tuple[str, str]:
        """What sort of line the cursor is on, and its name."""
        what, _colon, name = (self.page.selected_key or "").partition(":")
        return what, name

    def _form(self, form: Screen[Any], what: str = "") -> None:
        """Open a form; the cursor goes to what it gives."""

        def kept(name: object) -> None:
            if isinstance(name, str) and what:
                self.kept_line(what, name)

        self.app.push_screen(form, kept)

    def kept_line(self, what: str, name: str) -> None:
        """Have the cursor go to what was added or changed, once it is shown."""
        self.going_to = f"{what}:{name}"

    going_to = ""

    # Opening what a line is about

    def open_line(self, what: str, name: str) -> None:
        """Open what a line is about, in its place."""
        data = self.data
        if data is None:
            return
        if what == "choice":
            from ipe_events.tui.screens.choice import ChoiceScreen

            self.ipe.push_screen(ChoiceScreen(name))
        elif what == "date":
            self._settle(data, int(name))
        elif what == "check":
            self._check(data, int(name))
        elif what == "group":
            from ipe_events.tui.screens.group import GroupScreen

            self.ipe.push_screen(GroupScreen(name))
        elif what == "past":
            self.action_closures()
        elif what == "remark":
            self.notify(_("The plan says so; it is not changed here."))
        else:
            self._change(data, what, name)

    def _settle(self, data: ProgrammeData, place: int) -> None:
        from ipe_events.tui.screens.settle import SettleDialog

        found = data.dates[place]
        if found.event is not None and found.day is not None:
            dialog = SettleDialog(found.event, found.day, found)
            self.ipe.push_screen(dialog, lambda _done: self.load())
        else:
            words = _("The plan gives no date: plan it in the agenda as {kind}, “{title}”.")
            names = {kind.slug: kind.name for kind in data.kinds}
            kind = names.get(found.kind, found.kind)
            self.notify(words.format(kind=kind, title=found.title))

    def _check(self, data: ProgrammeData, place: int) -> None:
        check = data.checks[place]
        line = data.events.get(check.event or 0)
        if line is not None:
            self.ipe.open_event(line)
        elif check.organisation is not None:
            self.ipe.open_partner(check.organisation, None)
        elif check.code == "cash-short":
            from ipe_events.tui.screens.money import MoneyScreen

            self.app.push_screen(MoneyScreen())
        else:
            self.ipe.action_area("agenda")

    # Changing it

    def action_change(self) -> None:
        """Change what is under the cursor."""
        what, name = self.in_hand
        if self.data is None:
            return
        if what == "part":
            what, name = ("own", "") if name == "own" else ("", "")
        if what in ("own", "goal", "kind", "group", "line", "closure"):
            self._change(self.data, what, name)
        elif what in ("choice", "date", "check"):
            self.open_line(what, name)
        else:
            self.notify(_("Choose a line in an open part first."))

    def _change(self, data: ProgrammeData, what: str, name: str) -> None:
        if what == "own":
            self.action_own_programme()
        elif what == "goal":
            from ipe_events.tui.screens.goal_form import GoalForm

            goal = next(one for one in data.goals if one.slug == name)
            self._form(GoalForm(goal), what)
        elif what == "kind":
            from ipe_events.tui.screens.kind_form import KindForm

            kind = next(one for one in data.kinds if one.slug == name)
            self._form(KindForm(kind), what)
        elif what == "group":
            from ipe_events.tui.screens.group_form import GroupForm

            group = next(one for one in data.groups if one.slug == name)
            self._form(GroupForm(group), what)
        elif what == "line":
            from ipe_events.tui.screens.group_form import PlanLineForm

            self._form(PlanLineForm(name, data.lines.get(name, name)), what)
        elif what == "closure":
            from ipe_events.tui.screens.closure_form import ClosureForm

            self._form(ClosureForm(_closure(data, name)))

    def action_own_programme(self) -> None:
        """Change the programme itself."""
        from ipe_events.tui.screens.programme_form import ProgrammeForm

        self._form(ProgrammeForm())

    def action_organiser(self) -> None:
        """Say who sends the invitations."""
        from ipe_events.tui.screens.organiser import OrganiserDialog

        if self.data is not None:
            self.ipe.push_screen(OrganiserDialog(self.data.organiser), lambda _said: self.load())

    # Adding to a part

    def action_add(self) -> None:
        """Add to the part under the cursor."""
        part = self.part_in_hand
        self.open_part(part)
        if part in ("goals", "cover"):
            from ipe_events.tui.screens.goal_form import GoalForm

            what, name = self.in_hand
            self._form(GoalForm(None, name if what == "goal" else None), "goal")
        elif part == "kinds":
            from ipe_events.tui.screens.kind_form import KindForm

            self._form(KindForm(None), "kind")
        elif part == "groups":
            from ipe_events.tui.screens.group_form import GroupForm

            self._form(GroupForm(None), "group")
        elif part == "lines":
            from ipe_events.tui.screens.group_form import PlanLineForm

            self._form(PlanLineForm(None), "line")
        elif part == "closures":
            from ipe_events.tui.screens.closure_form import ClosureForm

            self._form(ClosureForm(None))
        else:
            words = _("Go to goals, kinds, groups, promises or closures: there {key} adds one.")
            self.notify(words.format(key=key_of("add")))

    def open_part(self, name: str) -> None:
        """Show what a part holds."""
        raise NotImplementedError

    # Taking away

    def action_take_away(self) -> None:
        """Take away what is under the cursor, after asking."""
        what, name = self.in_hand
        if self.data is None or what not in ("goal", "kind", "group", "line", "closure"):
            self.notify(_("Choose a goal, kind, group, line or closure first."))
            return
        called, words = _goes(self.data, what, name)
        title = _("Take away “{name}”?").format(name=called)

        def answered(sure: bool | None) -> None:
            if not sure:
                return
            if what == "closure":
                self.order(lambda bridge: bridge.remove_closure(int(name)), lambda _nothing: None)
            else:
                self.order(
                    lambda bridge: bridge.take_away(what, name, called), lambda _nothing: None
                )

        dialog = SureDialog(title, words, do=_("Take away"), keep=_("Keep"))
        self.app.push_screen(dialog, answered)

    # Closures

    def action_closures(self) -> None:
        """Every closure, those that are over too."""
        from ipe_events.tui.screens.closures import ClosuresScreen

        self.app.push_screen(ClosuresScreen())

    def action_closure_import(self) -> None:
        """Closures from a file."""
        from ipe_events.tui.screens.closure_form import ClosureImportForm

        self.app.push_screen(ClosureImportForm(), self._said)

    def _said(self, words: str | None) -> None:
        if words:
            self.notify(words)


def _closure(data: ProgrammeData, name: str) -> ClosureLine:
    return next(one for one in data.closures if str(one.id) == name)


def _goes(data: ProgrammeData, what: str, name: str) -> tuple[str, str]:
    """What it is called, and what goes with it."""
    if what == "closure":
        one = _closure(data, name)
        return one.name or one.who, closure_words(one)
    if what == "group":
        group = next(one for one in data.groups if one.slug == name)
        invited = [kind.name for kind in data.kinds if name in kind.groups]
        count = len(group.seats)
        gone = ngettext("{count} seat goes too.", "{count} seats go too.", count)
        words = [gone.format(count=count)]
        if invited:
            words.append(_("{kinds} invites it no longer.").format(kinds=", ".join(invited)))
        words.append(_("Meetings to come keep their guests."))
        return group.name, " ".join(words)
    names = {
        "goal": {goal.slug: goal.name for goal in data.goals},
        "kind": {kind.slug: kind.name for kind in data.kinds},
        "line": data.lines,
    }[what]
    words_of = {
        "goal": _("What the plan says of it and what a report tells goes too."),
        "kind": _("Its rules go too. It can go as long as there are no meetings of it."),
        "line": _("It can go as long as nothing is promised or done for it."),
    }
    return names.get(name, name), words_of[what]
