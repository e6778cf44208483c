"""The smallest Textual program, for comparison; with `sqlmodel` it imports that first."""

from __future__ import annotations

import sys
from typing import ClassVar

WORD = "hello"


def main() -> None:
    if sys.argv[1:] == ["sqlmodel"]:
        import sqlmodel  # noqa: F401
    from textual.app import App, ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Footer, Static

    class Hello(App[None]):
        BINDINGS: ClassVar[list[BindingType]] = [("ctrl+q", "quit", "Quit")]

        def compose(self) -> ComposeResult:
            yield Static(WORD)
            yield Footer()

    Hello().run()


if __name__ == "__main__":
    main()
