"""What can be done with a partner: changing it, its promises, its people and closures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipe_events.i18n import _
from ipe_events.tui.actions import bindings
from ipe_events.tui.screens.base import BaseScreen
from ipe_events.tui.screens.dialog import SureDialog

if TYPE_CHECKING:
    from ipe_events.domain.records import OrganisationLine


class PartnerActions(BaseScreen[Any]):
    """The commands about partners; the screen knows which one is in hand."""

    BINDINGS = bindings(
        *(
            "partner-edit",
            "promise-new",
            "partner-person",
            "partner-closure",
            "partner-busy",
            "partner-remove",
        )
    )

    @property
    def shown_year(self) -> str:
        """The label of the year that is shown; "" before there is one."""
        raise NotImplementedError

    @property
    def partner_in_hand(self) -> OrganisationLine | None:
        """The partner under the cursor, or the one this is about."""
        raise NotImplementedError

    def _partner(self) -> OrganisationLine | None:
        partner = self.partner_in_hand
        if partner is None:
            self.notify(_("Choose a partner first."))
        return partner

    def said(self, words: str | None) -> None:
        """Say what a form did; None when nothing was."""
        if words:
            self.notify(words)

    def action_partner_busy(self) -> None:
        """Read when the partner is busy from a calendar."""
        from ipe_events.tui.screens.busy_form import BusyForm

        if (partner := self._partner()) is not None:
            self.app.push_screen(BusyForm(partner.slug, person=False), self.said)

    def action_partner_edit(self) -> None:
        """Change the partner."""
        from ipe_events.tui.screens.organisation_form import OrganisationForm

        if (partner := self._partner()) is not None:
            self.app.push_screen(OrganisationForm(partner))

    def action_promise_new(self) -> None:
        """Set what it promises in a year."""
        from ipe_events.tui.screens.promise_form import PromiseForm

        partner = self.partner_in_hand
        form = PromiseForm(partner.slug if partner else None, year=self.shown_year)
        self.app.push_screen(form)

    def action_partner_person(self) -> None:
        """Add somebody who works there."""
        from ipe_events.tui.screens.person_forms import PersonForm

        if (partner := self._partner()) is not None:
            self.app.push_screen(PersonForm(None, partner.slug))

    def action_partner_closure(self) -> None:
        """Add days on which it is shut."""
        from ipe_events.tui.screens.closure_form import ClosureForm

        if (partner := self._partner()) is not None:
            self.app.push_screen(ClosureForm(None, partner.slug))

    def action_partner_remove(self) -> None:
        """Take it away, after asking; refused as long as anything of it is kept."""
        partner = self._partner()
        if partner is None:
            return
        slug = partner.slug

        def answered(sure: bool | None) -> None:
            if sure:
                self.order(
                    lambda bridge: bridge.take_away("organisation", slug, partner.name),
                    self.partner_gone,
                )

        title = _("Take away “{name}”?").format(name=partner.name)
        words = _(
            "Its open seats and closures go too. It can go as long as nobody works there and "
            "nothing of it is promised, planned or worked."
        )
        dialog = SureDialog(title, words, do=_("Take away"), keep=_("Keep"))
        self.app.push_screen(dialog, answered)

    def partner_gone(self, _nothing: None) -> None:
        """It is taken away."""
