"""An invitation as text, to be pasted into another calendar."""

from __future__ import annotations

from ipe_events.domain.drafts import EventEdit
from ipe_events.services import events, invitation_text, people
from ipe_events.services.invitation_text import InvitationText
from ipe_events.services.workspace import Workspace
from tests.services.acts import address, do, person
from tests.services.foreign import LINK


def text(workspace: Workspace, event: int) -> InvitationText:
    with workspace.read() as view:
        return invitation_text.of(view, event)


def test_what_is_typed_into_another_calendar(workspace: Workspace, kernteam: int) -> None:
    jansen = person(workspace, "jan", "nji")
    do(
        workspace,
        lambda c: people.edit_person(c, jansen, name='Jansen, "Jan" (NJi)'),
        lambda c: events.invite(c, kernteam, [jansen, "saxion=20"], []),
        lambda c: events.edit(c, kernteam, EventEdit(link=LINK, note="Neem koffie mee")),
    )
    found = text(workspace, kernteam)
    assert (found.subject, found.when) == (
        "Kernteamoverleg",
        "dinsdag 12 januari 2027 13:00–15:00",
    )
    assert (found.location, found.link) == ("Zwolle", LINK)
    assert len(found.recipients) == 7
    assert f"Lid viaa <{address('viaa')}>" in found.recipients
    assert f"\"Jansen, 'Jan' (NJi)\" <{jansen}>" in found.recipients
    assert found.text.startswith("Neem koffie mee")
    first, facts, *rest = found.whole.split("\n\n")
    assert first == "Kernteamoverleg"
    assert facts.splitlines()[2].endswith(LINK)
    assert facts.splitlines()[3].endswith("; ".join(found.recipients))
    assert "\n\n".join(rest) == found.text
    with workspace.change("english") as change:
        change.programme.language = "en"
    assert text(workspace, kernteam).when == "Tuesday 12 January 2027 13:00–15:00"
