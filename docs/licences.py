"""Writes docs/licences.md: the pinned packages with their licences, as these state them. Run in a full environment."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LISTS = {
    "requirements.txt": "renja",
    "requirements-ocr.txt": "scanned pages (renja[ocr])",
    "requirements-page.txt": "the page (renja[page])",
    "requirements-s3.txt": "object stores (renja[s3])",
}
_ELSEWHERE = {"colorama": "BSD-3-Clause", "tzdata": "Apache-2.0"}
"""Of packages that not every system installs: the page is the same wherever it is written."""
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;]+)")
_HEAD = """# Licences

renja itself: see `LICENSE` and `extract/scan/models/LICENSE`. Nothing below is shipped with it; these are what an
installation brings along, pinned in the files named. Written by `python docs/licences.py`.
"""


def pinned(path: Path) -> Iterator[tuple[str, str]]:
    """Name and version of each package that a list of requirements pins."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if found := _PINNED.match(line):
            yield found[1], found[2]


def licence(name: str) -> str:
    """What an installed package says its licence is; its short name where it gives one."""
    if name in _ELSEWHERE:
        return _ELSEWHERE[name]
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return "(not installed on this system)"
    stated = told.get("License-Expression")
    classes = [each.rsplit("::", 1)[-1].strip() for each in told.get_all("Classifier", []) if "License ::" in each]
    first = (told.get("License") or "").strip().splitlines()
    return stated or ", ".join(classes) or (first[0] if first else "(states none)")


def page() -> str:
    """The page as Markdown."""
    parts = [_HEAD]
    for file, what in LISTS.items():
        lines = [f"| {name} | {version} | {licence(name)} |" for name, version in pinned(ROOT / file)]
        head = [f"## {what}: `{file}`\n", "| package | version | licence |", "|---|---|---|"]
        parts.append("\n".join([*head, *lines]) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    (ROOT / "docs" / "licences.md").write_text(page(), encoding="utf-8")
    sys.stdout.write("docs/licences.md\n")
