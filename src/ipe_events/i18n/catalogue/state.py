"""Refusals: the state of an event, a programme, a workspace or a file does not allow it."""

from __future__ import annotations

from collections.abc import Mapping

from ipe_events.i18n import N_

_ALLOWED = N_("allowed: {allowed}")
_RETRY = N_("try again in a moment")

STATE: Mapping[str, tuple[str, ...]] = {
    "state-wrong": (N_("this cannot be done while it is {state}"), N_("it must be {wanted}")),
    "event-held": (N_("this event was held"), N_("what was held stays as it is")),
    "was-present": (
        N_('"{value}" was present and stays on the list'),
        N_("set the attendance right first"),
    ),
    "changed-meanwhile": (
        N_("this was changed since you opened it: {fields}"),
        N_("nothing was saved"),
        N_("open it again"),
    ),
    "no-organiser": (
        N_("this programme has no organiser yet"),
        N_('give one with: ipe-events programme edit --organiser "NAME <EMAIL>"'),
    ),
    "nothing-to-undo": (N_("there is nothing to undo"),),
    "nothing-to-redo": (N_("there is nothing to redo"),),
    "barrier": (N_('undoing stops here: "{label}" cannot be taken back'),),
    # programmes, workspaces and files
    "programme-exists": (
        N_('the programme "{value}" is already in this workspace'),
        N_("nothing was changed"),
    ),
    "programme-needed": (
        N_("this workspace holds several programmes"),
        N_("choose one with --programme: {known}"),
    ),
    "no-programme": (
        N_("this workspace holds no programme yet"),
        N_("add one with: ipe-events init SLUG"),
    ),
    "no-workspace": (
        N_('there is no workspace "{path}"'),
        N_("make one with: ipe-events init SLUG"),
    ),
    "not-a-workspace": (
        N_('"{path}" is not a workspace of ipe-events'),
        N_("choose another file with --workspace"),
    ),
    "workspace-newer": (
        N_('the workspace "{path}" was written by a newer ipe-events'),
        N_("open it with that version"),
    ),
    "workspace-read-only": (
        N_('the workspace "{path}" cannot be written'),
        N_("check the permissions of the file and its folder"),
    ),
    "workspace-unsound": (
        N_('the workspace "{path}" is not sound: {faults}'),
        N_("put a backup in its place with: ipe-events backup restore FILE"),
    ),
    "same-file": (N_('"{path}" is the workspace itself'), N_("name one of its copies")),
    "not-a-demo": (
        N_('the workspace "{path}" is no demo'),
        N_("nothing was changed"),
        N_("give the demo a file of its own with --workspace"),
    ),
    "no-terminal": (
        N_("the screens need a terminal"),
        N_("for commands see: ipe-events --help"),
    ),
    "output-unwritable": (N_("the output cannot be written"),),
    "workspace-locked": (
        N_('the workspace "{path}" is being written by another program'),
        _RETRY,
    ),
    "workspace-damaged": (
        N_('the workspace "{path}" is damaged'),
        N_("put a backup in its place with: ipe-events backup restore FILE"),
    ),
    "workspace-unreachable": (
        N_('the workspace "{path}" cannot be opened'),
        N_("check that its folder is there and that its disk can be reached"),
    ),
    "disk-full": (N_('there is no room left on the disk of "{path}"'), N_("nothing was saved")),
    "folder-unwritable": (
        N_('nothing can be written in the folder "{path}"'),
        N_("choose another folder"),
    ),
    "settings-invalid": (
        N_('the settings in "{path}" cannot be read'),
        N_("set the file right, or remove it to start with none"),
    ),
    "file-missing": (N_('there is no file "{path}"'), N_("check the name")),
    "file-too-large": (
        N_('the file "{path}" is too large'),
        N_("at most {limit} MB is read"),
    ),
    "file-not-text": (
        N_('the file "{path}" is not text'),
        N_("save it as plain text in UTF-8"),
    ),
    "file-unreadable": (N_('the file "{path}" cannot be read'), N_("check its permissions")),
    "file-invalid": (
        N_('the file "{path}" cannot be used as it is'),
        N_("look at {key}"),
        "{reason}",
        _ALLOWED,
    ),
}
