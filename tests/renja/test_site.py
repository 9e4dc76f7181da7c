"""The documentation is built as pages, complete and without anything from the internet."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ASSET = re.compile(r"""<(?:script|img|iframe|source)\b[^>]*\bsrc="(?P<src>[^"]*)"|<link\b(?P<link>[^>]*)>""")
LOADED = re.compile(r'rel="(?:stylesheet|icon|preload|preconnect|modulepreload)"')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages, built as `make site` does."""
    out = tmp_path_factory.mktemp("situs")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    assert done.returncode == 0, done.stderr
    return out


def _assets(page: str) -> list[str]:
    """What a browser loads with a page by itself."""
    found = [m["src"] for m in ASSET.finditer(page) if m["src"]]
    links = [m["link"] for m in ASSET.finditer(page) if m["link"] and LOADED.search(m["link"])]
    return found + [m[1] for link in links if (m := re.search(r'href="([^"]*)"', link))]


def test_what_a_browser_would_load_is_found_in_a_page() -> None:
    page = '<script src="https://a/b.js"></script><link rel="stylesheet" href="//c/d.css"><a href="https://e">x</a>'
    assert _assets(page) == ["https://a/b.js", "//c/d.css"]


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 30
    assert {str(page): asset for page in pages for asset in _assets(page.read_text(encoding="utf-8"))
            if re.match(r"(?:[a-z]+:)?//", asset)} == {}  # fmt: skip
    styles = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    assert not re.search(r"""(?:url\(|@import\s)["']?(?:https?:)?//""", styles)


def test_every_page_of_ours_is_built_and_each_one_leads_to_all_others(site: Path) -> None:
    ours = {p.relative_to("docs").with_suffix(".html") for p in Path("docs").rglob("*.md") if ".intro" not in p.name}
    assert {page for page in ours if not (site / page).exists()} == set()
    first = (site / "index.html").read_text(encoding="utf-8")
    listed = set(re.findall(r'href="([^"#]+\.html)', first))
    assert {"tutorial.html", "dataset.html", "en/tutorial.html", "acuan/perintah.html"} <= listed


def test_the_site_holds_no_sources_of_the_pages(site: Path) -> None:
    assert not list(site.rglob("*.py"))
    assert not list(site.rglob("*.intro*"))
