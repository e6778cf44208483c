"""Opens documents in Chromium, without a screen; skips tests where that is not installed."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

SECONDS = 60
NAMES = ("chromium", "chromium-browser", "google-chrome")
A4 = (210, 297)
MILLIMETRES = 25.4 / 96


def run(*arguments: str, folder: Path) -> str:
    """What Chromium prints; nothing of the user's is read or written, no page reaches a network."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("Chromium is not installed")
    done = subprocess.run(
        [
            *(program, "--headless", "--disable-gpu", "--disable-dev-shm-usage"),
            *("--no-first-run", "--disable-background-networking", "--disable-extensions"),
            *("--proxy-server=127.0.0.1:9", f"--user-data-dir={folder / 'profile'}"),
            # A sandbox cannot be had by root, nor in most containers.
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
            *arguments,
        ],
        check=True,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        env={**os.environ, "HOME": str(folder)},
    )
    return done.stdout


def print_to_pdf(document: Path, folder: Path) -> Path:
    """The document as it comes out of a printer."""
    out = folder / f"{document.stem}.pdf"
    run(
        *("--no-pdf-header-footer", f"--print-to-pdf={out}", document.as_uri()),
        folder=folder,
    )
    return out


# Every document as wide as its paper is inside the margins, with the rules of print; what of it
# sticks out or is cut off, and what in it could do something.
LOOK = """
addEventListener("load", () => {
  const found = {};
  for (const frame of document.querySelectorAll("iframe")) {
    const page = frame.contentDocument, cut = [], alive = [];
    for (const sheet of page.styleSheets) for (const rule of sheet.cssRules)
      if (rule.media) rule.media.mediaText = /print/.test(rule.media.mediaText) ? "all" : "not all";
    frame.style.height = "40000px";
    frame.style.width = page.body.classList.contains("landscape") ? "271mm" : "184mm";
    const width = page.documentElement.clientWidth;
    for (const one of page.body.querySelectorAll("*")) {
      const box = one.getBoundingClientRect(), style = frame.contentWindow.getComputedStyle(one);
      const hidden = style.overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1;
      if (box.width && (box.right > width + 1 || box.left < -1 || hidden))
        cut.push(`${one.tagName} ${one.textContent.trim().slice(0, 60)}`);
      const acts = [...one.attributes].some(a => /^on|^javascript:/i.test(a.name + " " + a.value)
        || /^\\s*javascript:/i.test(a.value));
      if (acts || /^(script|iframe|object|embed|link|form)$/i.test(one.tagName))
        alive.push(one.outerHTML.slice(0, 80));
    }
    found[frame.id] = {cut, alive, text: page.body.innerText, width};
  }
  const told = document.createElement("pre");
  told.id = "found";
  told.textContent = JSON.stringify(found);
  document.body.append(told);
});
"""


def looked_at(documents: Mapping[str, Path], folder: Path) -> dict[str, Any]:
    """Of each document what is `cut` on paper, what is `alive` in it, and its `text`."""
    frames = "".join(
        f'<iframe id="{name}" src="{path.as_uri()}" style="border: 0"></iframe>'
        for name, path in documents.items()
    )
    page = folder / "frames.html"
    page.write_text(f"<!doctype html>{frames}<script>{LOOK}</script>", encoding="utf-8")
    told = run(
        *("--allow-file-access-from-files", "--virtual-time-budget=5000", "--dump-dom"),
        page.as_uri(),
        folder=folder,
    )
    found = re.search(r'<pre id="found">(.*?)</pre>', told, re.DOTALL)
    assert found is not None, told[-2000:]
    return dict(json.loads(html.unescape(found[1])))


def pages(pdf: Path) -> list[tuple[float, float]]:
    """The width and height of every page, in millimetres."""
    boxes = re.findall(rb"/MediaBox\s*\[([^\]]+)\]", pdf.read_bytes())
    found = [[float(part) / 72 * 25.4 for part in box.split()] for box in boxes]
    return [(right - left, top - bottom) for left, bottom, right, top in found]
