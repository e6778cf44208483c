"""The page of money: every year, what is short, costs and payments kept and taken back."""

from __future__ import annotations

from datetime import date

from ipe_events.domain.cash import CashDraft, CashKind, CostDraft
from ipe_events.services import money
from ipe_events.services.workspace import Workspace
from tests.tui.conftest import Opener


async def test_every_year_what_is_short_and_how_that_closes(open_app: Opener) -> None:
    async with open_app(language="en", size=(80, 50)) as app:
        await app.press("4", "m")
        assert app.on == "MoneyScreen"
        assert app.line("2027   ").split() == (
            ["2027", "€35,000", "€70,000", "!", "€35,000", "-€35,000", "€124,000", "2,360"]
        )
        assert "! 2027: €35,000 more is needed than comes in" in app.frame()
        assert "If €70,000 is spent every year, and nothing is carried over." in app.frame()
        assert "double what partners pay that year" in app.frame()
        assert "€3,500 becomes €7,000: Hogeschool Viaa, Hogeschool KPZ" in app.frame()
        assert "Cash of partners in 2026" in app.frame()
        # Enter on a year shows it: in 2027 the municipality pays nothing.
        assert "Gemeente Zwolle" in app.frame()
        await app.press("down", "enter")
        assert "Cash of partners in 2027" in app.frame()
        assert "Gemeente Zwolle" not in app.frame()
        assert "▸2027" in app.frame()
        await app.press("end")
        assert app.line("50.8%").split()[:3] == ["hours", "Education", "1,200"]
        assert "80 uur elk" in app.frame()


async def test_a_cost_and_a_payment_are_kept_and_taken_away(
    open_app: Opener, planned: Workspace
) -> None:
    async with open_app(language="en", size=(80, 50)) as app:
        await app.press("4", "m", "n", "tab", "tab")
        await app.paste("8000,5x")
        await app.press("ctrl+s")
        assert "8000,5x" in app.line("✗")
        await app.press("backspace", "shift+tab")
        await app.press("ctrl+s")
        assert "✗ the category is empty" in app.frame()
        await app.paste("congres [/red]")
        await app.press("ctrl+s")
        assert (app.on, app.toasts) == (
            "MoneyScreen",
            ["Cost kept: congres [/red] — u takes it back"],
        )
        assert "€8,000.50" in app.line("22 Nov 2026")
        assert "! €8,000.50" not in app.frame()
        await app.to("congres")
        await app.press("x")
        assert "No costs are kept for this year" in app.frame()
        await app.press("x")
        assert app.toasts[-1] == "Choose a cost or a payment first."
    with planned.change("cash") as change:
        draft = CashDraft("viaa", "2026", CashKind.RECEIVED, 300_000, date(2026, 3, 1), "F-1")
        money.add_cash(change, draft)
        money.add_cost(change, CostDraft(date(2026, 5, 1), "website", actual=12_050))
    async with open_app(language="nl", size=(80, 50)) as app:
        await app.press("4", "m", "c")
        await app.press("ctrl+s")
        assert "✗" in app.frame()
        await app.press("escape")
        assert app.on == "MoneyScreen"
        assert app.lines("Hogeschool Viaa")[0].split()[-4:] == ["€", "3.000", "€", "500"]
        assert "€ 120,50" in app.line("1 mei 2026")
        await app.to("F-1")
        await app.press("delete")
        assert "F-1" not in app.frame()
