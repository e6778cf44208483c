"""A screen with a list that can be narrowed, by words and by what its lines are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from textual.widget import Widget

from ipe_events.domain.search import Facts, Query, Vocabulary, matches, parse_query
from ipe_events.tui.actions import bindings
from ipe_events.tui.page import Row
from ipe_events.tui.screens.base import AreaScreen, BaseScreen
from ipe_events.tui.widgets.filter_line import FilterLine
from ipe_events.tui.widgets.line_list import Builder
from ipe_events.tui.widgets.row_list import RowList

Item = TypeVar("Item")


class Filtered(BaseScreen[Any]):
    """`/` opens a line to type in, which `parts` yields; `refill` shows what matches.

    To be named before what makes the screen a page or an area.
    """

    BINDINGS = bindings("filter", "back")
    AUTO_FOCUS = "RowList"
    _narrowed: tuple[Sequence[Any], list[Facts], Vocabulary] | None = None

    def refill(self) -> None:
        """Show what matches, from what was loaded last."""

    def main_list(self) -> Widget:
        """The list that takes over from the filter."""
        return self.query(RowList).first()

    @property
    def filter_line(self) -> FilterLine:
        """What is typed in."""
        return self.query_one(FilterLine)

    @property
    def is_narrowed(self) -> bool:
        """Whether something is asked for."""
        return bool(self.filter_line.text)

    @property
    def vocabulary(self) -> Vocabulary:
        """What there is in the lines that were narrowed last."""
        return self._narrowed[2] if self._narrowed is not None else Vocabulary({}, days=False)

    def asked(self, vocabulary: Vocabulary) -> Query:
        """What is asked for of what there is; what cannot be used is said."""
        typed = parse_query(self.filter_line.text, self.ipe.clock().date())
        query = vocabulary.usable(typed)
        self.filter_line.know(vocabulary)
        self.filter_line.remark(query.remarks)
        return query

    def narrowed(self, items: Sequence[Item], facts: Callable[[Item], Facts]) -> list[Item]:
        """Those that match, counted beside the filter; `facts` says what finds one of them."""
        if self._narrowed is None or self._narrowed[0] is not items:
            found = [facts(item) for item in items]
            self._narrowed = items, found, Vocabulary.of(found)
        _items, known, vocabulary = self._narrowed
        query = self.asked(vocabulary)
        kept = [item for item, one in zip(items, known, strict=True) if matches(query, one)]
        self.filter_line.count(len(kept), len(items))
        return kept

    def narrowed_page(self, builder: Builder) -> Builder:
        """Lines of a page by what they say, with the headings of those that stay."""

        def build(width: int) -> list[Row]:
            return self._by_text(builder(width), lambda row: row[0], lambda row: row[1].plain)

        return build

    def _by_text(
        self,
        lines: Sequence[Item],
        key: Callable[[Item], str | None],
        said: Callable[[Item], str],
    ) -> list[Item]:
        query = self.asked(Vocabulary({}, days=False))
        kept: list[Item] = []
        headings: list[Item] = []
        shown = whole = 0
        after_line = True
        for line in lines:
            if key(line) is None:
                headings = [line] if after_line else [*headings, line]
                after_line = False
                continue
            after_line = True
            whole += 1
            if matches(query, Facts((said(line),))):
                kept += [*headings, line]
                headings = []
                shown += 1
        self.filter_line.count(shown, whole)
        return list(lines) if not query else kept

    def action_filter(self) -> None:
        """Type what to look for."""
        self.filter_line.open()

    def action_back(self) -> None:
        """Everything again; else back."""
        if self.filter_line.is_open:
            self.filter_line.close()
            self.main_list().focus()
        else:
            super().action_back()

    def on_filter_line_typed(self, message: FilterLine.Typed) -> None:
        """Narrow the list."""
        message.stop()
        self.refill()

    def on_filter_line_done(self, message: FilterLine.Done) -> None:
        """Move about in what matches."""
        message.stop()
        self.main_list().focus()


class FilteredScreen(Filtered, AreaScreen):
    """An area whose filter stands above everything else."""

    def parts(self) -> Iterable[Widget]:
        """The line, hidden."""
        yield FilterLine()
