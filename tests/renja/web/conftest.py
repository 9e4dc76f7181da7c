"""One small dataset, one server and one browser for all tests of the page."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from tests.renja.conftest import Once

SECOND_TRY = pytest.mark.flaky(reruns=1, only_rerun=["^TimeoutError"])
"""A browser on a busy machine loses a press or a key once in some thousand: what was waited for in vain is tried once
more, and the run's end names it. What the page says wrongly fails at once, and what fails twice fails."""
SAMPLES = Path("samples")
STEMS = ("luwu_renja_2024_excel", "sambas_lkjip_2024_s36_excel", "bengkulu_renstra_2021_word")
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
_START_SECONDS = 600.0
PAGE_KEY = "kunci-uji"
"""The key of the page's address: the browser has it as if it had opened the printed address."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests that drive a browser have a second try."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(SECOND_TRY)


@pytest.fixture(autouse=True)
def own_main() -> Iterator[None]:
    """Streamlit's AppTest leaves a module of its own as ``__main__``, and spawned workers would run that."""
    held = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = held


@pytest.fixture(autouse=True, scope="session")
def _components_are_looked_for_once() -> Iterator[None]:
    """Streamlit reads what each installed package says of itself, for components, whenever an AppTest opens a page: a
    third of a CPU second for what stays the same, which is more than most pages take.
    """
    from streamlit.components.v2 import manifest_scanner

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


def _read_for_the_page(folder: Path) -> None:
    from renja.api import ingest

    broken = folder / "rusak.pdf"
    broken.write_bytes(b"%PDF-1.7\n")
    report = ingest([*(SAMPLES / f"{stem}.pdf" for stem in STEMS), broken], folder / "hasil", workers=2)
    assert report.by_status == {"ok": len(STEMS), "gagal": 1}, [outcome.pesan for outcome in report.outcomes]


@pytest.fixture(scope="session")
def page_dataset(once: Once, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Renja, an LKjIP and a Renstra of three regions, and a file that could not be read; each worker has its copy."""
    read = once("halaman", _read_for_the_page)
    return Path(shutil.copytree(read / "hasil", tmp_path_factory.mktemp("halaman") / "hasil"))


def _must() -> bool:
    """True where the browser tests have to run: in CI, which has put a browser there."""
    return os.environ.get("RENJA_BROWSER") == "wajib"


def _lacking(what: str) -> None:
    """Skips, saying clearly why; fails where a skip would hide that nothing was tested."""
    message = f"halaman tidak diuji di peramban: {what} / the page is not tested in a browser"
    if _must():
        pytest.fail(f"{message}, though RENJA_BROWSER=wajib")
    pytest.skip(message)


_PATIENCE = 120_000
"""Milliseconds until something that should be there is missed: the machine may be busy with other things."""
_LOOK = 50
"""Milliseconds between two looks at the page: by default it is looked at, and drawn anew, at every frame."""
_STILL = """document.addEventListener('DOMContentLoaded', () => {
  const style = document.createElement('style');
  style.textContent = '*, *::before, *::after { animation: none !important; transition: none !important }';
  document.head.append(style);
});"""
_RERUN = 90
"""First byte of what a page sends when its script has to run: field 11 of Streamlit's BackMsg, ``rerun_script``."""
_LISTENING = """(() => {
  window.renjaAsked = window.renjaTold = 0;
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    if (!this.renjaHeard) {
      this.renjaHeard = true;
      this.addEventListener('message', () => { window.renjaTold = performance.now(); });
    }
    if (new Uint8Array(data)[0] === %d) window.renjaAsked = performance.now();
    return send.call(this, data);
  };
})();"""
"""When the script was last asked to run, and when the server last said anything."""


class Tabs:
    """The tabs of a browser. One that a test is done with is taken by the next: a new one compiles the page's scripts
    anew, which takes longer than to open an address. What a tab shows ends with the next address.
    """

    def __init__(self, context: Any) -> None:
        """``context``: of Playwright."""
        self.context = context
        self._free: list[Any] = []

    def take(self) -> Any:
        """A tab that nobody has."""
        return self._free.pop() if self._free else self.context.new_page()

    def give_back(self, tab: Any) -> None:
        """Its next user may come; what it showed is over."""
        tab.goto("about:blank")
        self._free.append(tab)


@pytest.fixture(scope="session")
def browser() -> Iterator[Tabs]:
    """Debian's chromium, driven by Playwright."""
    path = os.environ.get("RENJA_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _lacking("paket playwright tidak terpasang (package playwright is not installed)")
    if path is None:
        _lacking("chromium tidak ada (no chromium; apt-get install chromium)")
    with sync_playwright() as playwright:
        held = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        # One for all, so that scripts and fonts are fetched once; nothing moves, since each frame is drawn by the CPU.
        context = held.new_context(accept_downloads=True, reduced_motion="reduce")
        context.add_init_script(_STILL)
        context.add_init_script(_LISTENING % _RERUN)
        yield Tabs(context)
        held.close()


@contextmanager
def serving(root: Path) -> Iterator[str]:
    """The address of a dataset's page while its server runs, as users run it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", "from renja.cli import main; main()", "dashboard", str(root)]
    log = root.parent / "server.log"
    with log.open("wb") as said:
        environment = os.environ | {"RENJA_PAGE_KEY": PAGE_KEY}
        server = subprocess.Popen(
            [*command, "--port", str(port)], stdout=said, stderr=subprocess.STDOUT, env=environment
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health", server, log)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait(timeout=300)


@pytest.fixture(scope="session")
def address(page_dataset: Path) -> Iterator[str]:
    """The page's address."""
    with serving(page_dataset) as held:
        yield held


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    began = time.monotonic()
    while time.monotonic() - began < _START_SECONDS:
        assert server.poll() is None, log.read_text(errors="replace")
        try:
            with urllib.request.urlopen(url, timeout=20):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the server did not start: {log.read_text(errors='replace')}")


def _script(dataset: str) -> None:
    from pathlib import Path

    from renja.web.app import show_page
    from renja.web.settings import Settings

    show_page(Settings(Path(dataset)))


@pytest.fixture
def open_page() -> Callable[..., Any]:
    """Runs the page of a dataset without a browser, at an address."""
    from streamlit.testing.v1 import AppTest

    def opened(root: Path, /, **asked: str) -> Any:
        page = AppTest.from_function(_script, args=(str(root),), default_timeout=600)
        for name, value in asked.items():
            page.query_params[name] = value
        return page.run()

    return opened


class Visit:
    """A tab of the browser: opens addresses, waits until the page stands still, notes what was asked of whom."""

    def __init__(self, tab: Any, address: str) -> None:
        """``tab``: of Playwright."""
        self.tab, self.address = tab, address
        self.asked: list[str] = []
        self.errors: list[str] = []
        self._told = {
            "request": lambda request: self.asked.append(request.url),
            "pageerror": lambda error: self.errors.append(str(error)),
        }
        for event, tell in self._told.items():
            tab.on(event, tell)
        tab.set_default_timeout(_PATIENCE)

    def end(self) -> None:
        """Notes nothing more."""
        for event, tell in self._told.items():
            self.tab.remove_listener(event, tell)

    def open(self, query: str = "") -> Visit:
        """Goes to the page with this query."""
        self.tab.goto(self.address + query)
        self.tab.wait_for_selector("h1")
        return self.settle()

    def settle(self) -> Visit:
        """Waits until the script has run and everything is drawn.

        However slow the server: what was asked of it must be answered, and nothing more come for a moment. The first
        wait is for the page itself, which gathers what is chosen in a table before it asks.
        """
        self.tab.wait_for_timeout(160)
        self.tab.wait_for_function(
            """() => {
              const app = document.querySelector('[data-testid=stApp]');
              return app && app.getAttribute('data-test-script-state') !== 'running'
                && window.renjaTold > window.renjaAsked && performance.now() - window.renjaTold > 100
                && !document.querySelector('[data-testid=stSkeleton]') && !document.querySelector('[data-stale=true]');
            }""",
            polling=_LOOK,
        )
        return self

    @property
    def query(self) -> dict[str, str]:
        """What the address asks for."""
        return {name: values[0] for name, values in parse_qs(self.tab.evaluate("location.search")[1:]).items()}

    def text(self) -> str:
        """All text that can be seen."""
        return str(self.tab.inner_text("[data-testid=stMain]"))

    def table(self, key: str) -> str:
        """The texts of the table with that key, as those hear it who see no picture of it."""
        table = self.tab.locator(f".st-key-{key} [data-testid=stDataFrame] table").last
        table.wait_for(state="attached")
        return "\n".join(table.locator("th, td").all_text_contents())

    def awaits(self, text: str) -> None:
        """Waits until a table holds that text; fails where none ever does. Tables are drawn when all else stands."""
        held = self.tab.locator("[data-testid=stDataFrame] table", has_text=text)
        held.first.wait_for(state="attached")

    def press(self, name: str) -> Visit:
        """Presses the button of that name."""
        self.tab.get_by_role("button", name=name).first.click()
        return self.settle()

    def press_until_said(self, button: Any, text: str) -> Visit:
        """Presses a button, again after a while, until the page says something; for one that saves nothing.

        One press in hundreds on a busy machine brought nothing that could be seen; whoever sees nothing presses again.
        """
        from playwright.sync_api import TimeoutError as TooLate

        end = time.monotonic() + _PATIENCE / 1000
        while True:
            button.click()
            try:
                self.tab.get_by_text(text).first.wait_for(timeout=8_000)
                return self.settle()
            except TooLate:
                if time.monotonic() > end:
                    raise
                self.settle()

    def part(self, name: str) -> Visit:
        """Chooses among buttons of which one is pressed."""
        self.tab.get_by_role("radio", name=name, exact=True).first.click()
        return self.settle()

    def select(self, label: str, typed: str) -> Visit:
        """Types into a list and takes the first that has what was typed."""
        box = self.tab.get_by_role("combobox", name=label)
        self.choose(box, typed, self.tab.get_by_role("option", name=re.compile(re.escape(typed), re.IGNORECASE)).first)
        return self.settle()

    def choose(self, box: Any, typed: str, option: Any) -> None:
        """Types and takes the option; again where the page was drawn anew meanwhile, which forgets what was typed."""
        from playwright.sync_api import TimeoutError as TooLate

        end = time.monotonic() + _PATIENCE / 1000
        while True:
            box.click()
            box.fill(typed)
            try:
                option.click(timeout=4_000)
                return
            except TooLate:
                if time.monotonic() > end:
                    raise
                self.tab.keyboard.press("Escape")

    def pick_by_keyboard(self, box: Any, typed: str, option: Any) -> Visit:
        """Types into the list that has the focus and takes the option that it offers first by the key Enter.

        As a person does, it looks before it presses: what is offered is marked a moment after it is shown, and a key
        that comes before leaves what was typed and takes nothing. Again where the page was drawn anew meanwhile.
        """
        from playwright.sync_api import TimeoutError as TooLate

        end = time.monotonic() + _PATIENCE / 1000
        while True:
            box.focus()
            self.tab.keyboard.press("Control+a")
            self.tab.keyboard.type(typed)
            try:
                option.wait_for(timeout=4_000)
                box.and_(self.tab.locator("[aria-activedescendant]")).wait_for(timeout=4_000)
                self.tab.keyboard.press("Enter")
                option.wait_for(state="detached", timeout=4_000)
                return self.settle()
            except TooLate:
                if time.monotonic() > end:
                    raise
                self.tab.keyboard.press("Escape")

    def pick(self, label: str, option: str) -> Visit:
        """Takes the choice of just that name from a list."""
        box = self.tab.get_by_role("combobox", name=label, exact=True)
        self.choose(box, option, self.tab.get_by_role("option", name=option, exact=True))
        self.tab.wait_for_function(
            "([name, text]) => [...document.querySelectorAll('input[role=combobox]')]"
            ".some(each => each.getAttribute('aria-label').startsWith(name) && each.value === text)",
            arg=[label, option],
            polling=_LOOK,
        )
        return self.settle()

    def row(self, key: str, number: int) -> Visit:
        """Clicks the box left of a row (from 0) of the table with that key."""
        table = self.tab.locator(f".st-key-{key} [data-testid=stDataFrame]")
        table.scroll_into_view_if_needed()
        table.click(position={"x": 16, "y": 35 * (number + 1) + 17})
        return self.settle()

    def cell(self, key: str, x: int, number: int) -> Visit:
        """Clicks a cell: ``x`` pixels from the left, row ``number`` from 0."""
        table = self.tab.locator(f".st-key-{key} [data-testid=stDataFrame]")
        table.scroll_into_view_if_needed()
        table.click(position={"x": x, "y": 35 * (number + 1) + 17})
        return self.settle()


@pytest.fixture
def visit(browser: Tabs, address: str) -> Iterator[Callable[..., Visit]]:
    """Opens tabs of a width at the page's address."""
    with visiting(browser, address) as opened:
        yield opened


@contextmanager
def visiting(browser: Tabs, address: str) -> Iterator[Callable[..., Visit]]:
    """Opens tabs of a width; ends them, and checks that nothing was fetched from elsewhere and nothing failed."""
    visits: list[Visit] = []

    def opened(width: int = 1280) -> Visit:
        browser.context.add_cookies(
            [{"name": f"renja_{address.rsplit(':')[-1].strip('/')}", "value": PAGE_KEY, "url": address}]
        )
        tab = browser.take()
        tab.set_viewport_size({"width": width, "height": 900})
        visits.append(Visit(tab, address))
        return visits[-1]

    yield opened
    for each in visits:
        browser.give_back(each.tab)
        each.end()
        outside = [url for url in each.asked if not url.startswith((each.address, "ws://127.0.0.1", "data:", "blob:"))]
        assert outside == []
        assert each.errors == []
