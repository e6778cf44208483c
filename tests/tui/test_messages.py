"""Python 3.11's extractor sees no message inside an f-string: it would never be translated."""

from __future__ import annotations

import ast
from pathlib import Path

import ipe_events

PACKAGE = Path(ipe_events.__file__).parent


def test_no_message_hides_in_an_f_string() -> None:
    hidden = [
        f"{path.relative_to(PACKAGE)}:{call.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("_", "N_", "ngettext")
        and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []
