"""Opens spreadsheets in LibreOffice, without a screen; skips tests where that is not installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

SECONDS = 60


def recalculated(files: Sequence[Path], folder: Path) -> list[Path]:
    """The spreadsheets as LibreOffice saves them again: every formula has its value."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed (soffice)")
    out = folder / "recalculated"
    subprocess.run(
        [
            *(program, "--headless", "--norestore"),
            # A profile of the test's own: another LibreOffice may be running.
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--convert-to", "xlsx", "--outdir", str(out)),
            *(str(file) for file in files),
        ],
        check=True,
        capture_output=True,
        timeout=SECONDS,
    )
    return [out / file.name for file in files]
