"""The documents say what the program does: commands, exit codes, examples, links and the contract."""

from __future__ import annotations

import doctest
import re
import runpy
import shlex
from pathlib import Path

import duckdb
import pytest
import typer
from typer.testing import CliRunner

from renja.api import Dataset
from renja.cli import app
from renja.errors import ExitCode

READMES = ("README.md", "README.id.md")
PAGES = (*READMES, "CONTRIBUTING.md", "samples/README.md", *map(str, sorted(Path("docs").glob("*.md"))))
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
RUN = CliRunner()


def _text(page: str) -> str:
    return Path(page).read_text(encoding="utf-8")


def _calls(page: str) -> list[list[str]]:
    """The renja commands that a page shows, split as a shell would."""
    blocks = "\n".join(re.findall(r"```(?:sh|bat)\n(.*?)```", _text(page), re.DOTALL))
    lines = re.findall(r"^(?:\.venv\S+)?renja (.*)$", blocks, re.MULTILINE)
    return [shlex.split(line, comments=True) for line in lines]


@pytest.mark.parametrize("page", READMES)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_shown_in_the_readme(command: str, page: str) -> None:
    assert any(call[0] == command for call in _calls(page))


@pytest.mark.parametrize("page", PAGES)
def test_every_command_and_option_that_is_shown_exists(page: str) -> None:
    for name, *arguments in _calls(page):
        command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
        if hasattr(command, "commands"):
            command = command.commands[arguments[0]]
        known = {option for parameter in command.params for option in parameter.opts}
        assert {a for a in arguments if a.startswith("--")} <= known, (name, arguments)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_argument_has_help(command: str) -> None:
    found = typer.main.get_command(app).commands[command]  # type: ignore[attr-defined]
    assert found.help
    assert all(getattr(p, "help", None) for p in found.params)
    assert RUN.invoke(app, [command, "--help"]).exit_code == 0


@pytest.mark.parametrize("page", READMES)
def test_every_exit_code_is_documented(page: str) -> None:
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", _text(page), re.MULTILINE)}
    assert codes == {int(code) for code in ExitCode}


def test_the_python_of_the_readme_does_what_it_shows() -> None:
    failed, tried = doctest.testfile(str(Path("README.md").resolve()), module_relative=False)
    assert tried > 0
    assert failed == 0


@pytest.mark.parametrize("page", PAGES)
def test_links_between_our_pages_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", _text(page)):
        assert (Path(page).parent / target).exists(), target


def test_the_page_of_the_contract_is_made_from_the_code() -> None:
    page = runpy.run_path("docs/dataset.py")["dataset_page"]()
    assert _text("docs/dataset.md") == page, "run: make docs"


@pytest.mark.parametrize("page", ["README.md", "README.id.md", "docs/dataset.md"])
def test_the_sql_of_our_pages_has_an_answer(page: str, dataset: Dataset) -> None:
    queries = re.findall(r"```sql\n(.*?)```", _text(page), re.DOTALL)
    assert queries
    for query in queries:
        assert duckdb.sql(query.replace("'hasil/", f"'{dataset.root}/")).fetchall()


def test_the_version_is_the_packages() -> None:
    import tomllib

    import renja

    project = tomllib.loads(_text("pyproject.toml"))["project"]
    assert renja.__version__ == project["version"]


_PIN = re.compile(r"([a-z0-9-]+)(\[[\w,]+\])?==([\w.]+)(?: ; ([^\\]+))? \\")


def _locks() -> list[Path]:
    found = sorted(Path().glob("requirements*.txt"))
    assert len(found) == 6
    return found


def _pins(lock: Path) -> dict[str, tuple[str, str]]:
    """Version and marker by name of what a list and those that it adds to pin."""
    pins: dict[str, tuple[str, str]] = {}
    for line in _text(str(lock)).splitlines():
        if line.startswith("-r "):
            pins |= _pins(Path(line.removeprefix("-r ")))
        elif pin := _PIN.fullmatch(line):
            pins[pin[1]] = pin[3], (pin[4] or "").strip()
    return pins


def test_the_lock_names_no_host_and_every_line_of_it_has_its_hashes() -> None:
    for path in _locks():
        text = re.sub(r"(?m)^#.*\n|^-r requirements[\w-]*\.txt\n", "", _text(str(path)))
        entries = re.split(r"(?m)^(?=\S)", text)[1:]
        assert entries
        for entry in entries:
            first, *hashes = entry.splitlines()
            assert _PIN.fullmatch(first), (path, first)
            assert hashes, (path, first)
            assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", each) for each in hashes), (path, first)


def test_a_package_that_several_lists_pin_is_of_one_version_with_the_same_hashes() -> None:
    seen: dict[str, str] = {}
    for path in _locks():
        for entry in re.split(r"(?m)^(?=\S)", _text(str(path))):
            if pin := _PIN.match(entry):
                told = re.sub(r" ; [^\\]*(?= )", "", entry)
                assert seen.setdefault(pin[1], told) == told, (path, pin[1])


@pytest.mark.parametrize(
    ("extra", "lock"), [("", ""), ("ocr", "-ocr"), ("page", "-page"), ("s3", "-s3"), ("dev", "-dev")]
)
def test_the_lock_covers_what_the_project_asks_for(extra: str, lock: str) -> None:
    import tomllib

    from packaging.requirements import Requirement

    project = tomllib.loads(_text("pyproject.toml"))["project"]
    pinned = _pins(Path(f"requirements{lock}.txt"))
    for text in [*project["dependencies"], *project["optional-dependencies"].get(extra, [])]:
        asked = Requirement(text)
        version, marker = pinned[asked.name.lower().replace(".", "-")]
        assert asked.specifier.contains(version), text
        assert not marker, f"{text} is pinned for some systems only: {marker}"


def test_what_only_windows_needs_is_pinned_too() -> None:
    assert _pins(Path("requirements.txt"))["colorama"][1] == "sys_platform == 'win32'"


def test_every_install_of_the_makefile_and_of_the_pages_asks_for_hashes() -> None:
    for path in ("Makefile", "README.md", "README.id.md"):
        lines = [line for line in _text(path).splitlines() if re.search(r"(install|INSTALL\)).* -r requirements", line)]
        assert lines
        assert all("--require-hashes" in line for line in lines), lines


def test_the_licences_name_every_pinned_package_with_its_version() -> None:
    held = runpy.run_path("docs/licences.py")
    page = _text("docs/licences.md")
    for file in held["LISTS"]:
        for name, version in held["pinned"](Path(file)):
            assert f"| {name} | {version} | " in page, "run: make docs"
    assert "(states none)" not in page
