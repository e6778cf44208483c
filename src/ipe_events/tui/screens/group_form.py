"""The forms about a group, and about a line that hours are promised for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ipe_events.domain.records import GroupLine
from ipe_events.i18n import N_, _, ngettext
from ipe_events.tui.screens.plain_form import line, pick
from ipe_events.tui.screens.setup_form import SetupForm, short_name_field
from ipe_events.tui.setup_words import comma
from ipe_events.tui.widgets.field import Field

if TYPE_CHECKING:
    from ipe_events.tui.bridge_programme import GroupWish, SetupChoices


class GroupForm(SetupForm):
    """Gives the short name of the group that was added or changed."""

    PURPOSE = N_(
        "A standing group of the programme: a steering group, a core team, … Its layer is where "
        "in the network it works; its line is the promise that the hours of its members fulfil "
        "where nothing else says so."
    )

    def __init__(self, group: GroupLine | None) -> None:
        super().__init__(_("New group") if group is None else _("Change group"))
        self._group = group
        self._layers: tuple[str, ...] = ()
        self._invited: tuple[str, ...] = ()

    def of_setup(self, data: SetupChoices) -> Iterator[Field]:
        """Name, layer, line."""
        group = self._group
        layers = [*(one.layer for one in data.groups), *(kind.layer for kind in data.kinds)]
        self._layers = tuple(dict.fromkeys(layer for layer in layers if layer))
        if group is not None:
            self._invited = tuple(one.name for one in data.kinds if group.slug in one.groups)
        yield Field(_("Name"), line("name", group.name if group else ""), "name")
        if group is None:
            yield short_name_field()
        layer = line("layer", group.layer if group else "", comma(self._layers[:4]))
        yield Field(_("Layer"), layer, "layer")
        none = _("none: no promise by itself")
        yield Field(
            _("Line"), pick("line", data.lines, group.line if group else None, empty=none), "line"
        )

    def _wish(self) -> GroupWish:
        from ipe_events.tui.bridge_programme import GroupWish

        return GroupWish(
            slug=self._group.slug if self._group is not None else None,
            short="" if self._group is not None else self.text("slug"),
            name=self.text("name"),
            layer=self.text("layer"),
            line=self.picked("line") or "",
        )

    def ahead(self) -> None:
        """What a group is for."""
        words = []
        if self._group is None:
            words.append(_("Then give it seats, and let a kind of event invite it."))
        else:
            count = len(self._group.seats)
            words.append(ngettext("{count} seat", "{count} seats", count).format(count=count))
            if self._invited:
                words.append(_("Invited to: {names}").format(names=comma(self._invited)))
            else:
                words.append(_("No kind of event invites it yet."))
        if self._layers:
            words.append(_("Layers there are: {names}").format(names=comma(self._layers)))
        self.tell(words)

    def save(self) -> None:
        """Keep the group."""
        self.no_longer_wrong()
        wish = self._wish()
        self.saving = True
        self.order(lambda bridge: bridge.keep_group(wish, self._group), self.kept)


class PlanLineForm(SetupForm):
    """Gives the short name of the line that was added or renamed."""

    PURPOSE = N_(
        "What partners promise hours or money for: work in the core team, guidance of learning "
        "teams, … Hours of one line never make up for those of another."
    )

    def __init__(self, slug: str | None, name: str = "") -> None:
        super().__init__(_("New line of the plan") if slug is None else _("Change line"))
        self._slug, self._called = slug, name

    def of_setup(self, data: SetupChoices) -> Iterator[Field]:
        """The name."""
        yield Field(_("Name"), line("name", self._called, _("Work in the core team")), "name")
        if self._slug is None:
            yield short_name_field()

    def ahead(self) -> None:
        """What comes next."""
        words = _("Promises for it are set on the page of a partner; kinds of event use it.")
        self.tell([words])

    def save(self) -> None:
        """Keep the line."""
        self.no_longer_wrong()
        slug = self._slug or self.text("slug")
        name, opened = self.text("name"), self._slug
        self.saving = True
        self.order(lambda bridge: bridge.keep_line(slug, name, opened), self.kept)
