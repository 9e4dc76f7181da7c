"""The documents say what the program does: commands, exit codes, examples, links and the contract."""

from __future__ import annotations

import doctest
import os
import re
import runpy
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest
import typer
from typer.testing import CliRunner

from records.findings import Cek, Penyebab
from renja.api import Dataset
from renja.cli import app
from renja.errors import ExitCode

READMES = ("README.md", "README.id.md")
DOCS = tuple(map(str, sorted(Path("docs").rglob("*.md"))))
PAGES = (*READMES, "CONTRIBUTING.md", "samples/README.md", *DOCS)
ENGLISH = tuple(page for page in DOCS if page.startswith("docs/en/"))
CLI: Any = typer.main.get_command(app)
COMMANDS = sorted(CLI.commands)
RUN = CliRunner()
_HERE = {**os.environ, "PYTHONPATH": os.getcwd()}


def _text(page: str) -> str:
    return Path(page).read_text(encoding="utf-8")


def _calls(page: str) -> list[list[str]]:
    """The renja commands that a page shows, split as a shell would."""
    blocks = "\n".join(re.findall(r"```(?:sh|bat)\n(.*?)```", _text(page), re.DOTALL))
    lines = re.findall(r"^(?:\.venv\S+|docker run .*? )?renja (?!\.$)(.*)$", blocks, re.MULTILINE)
    calls = [shlex.split(line, comments=True) for line in lines]
    return [call[: call.index("<")] if "<" in call else call for call in calls]


def _in_english(page: str) -> str:
    """The English page beside one in Indonesian."""
    return "README.md" if page == "README.id.md" else page.replace("docs/", "docs/en/", 1)


def _shown(page: str) -> list[str]:
    """What a reader copies from a page, without the comments, which are in its language."""
    blocks = re.findall(r"```(?:sh|bat|sql|csv|text|python)\n(.*?)```", _text(page), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if not line.startswith("--")]
    return [re.sub(r" +# .*", "", line).rstrip() for line in lines]


@pytest.mark.parametrize("page", ["README.id.md", *(page.replace("/en/", "/", 1) for page in ENGLISH)])
def test_both_languages_show_the_same_commands(page: str) -> None:
    assert _shown(page) == _shown(_in_english(page))


def test_each_page_for_users_stands_in_both_languages() -> None:
    folders = ("cara", "penjelasan")
    indonesian = {str(path) for folder in folders for path in Path("docs", folder).glob("*.md")}
    assert {_in_english(page) for page in indonesian} <= set(ENGLISH)
    assert all(Path(page.replace("/en/", "/", 1)).exists() for page in ENGLISH)


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_is_short_and_begins_with_the_commands_for_a_new_machine(readme: str) -> None:
    assert len(_text(readme).splitlines()) <= 110
    assert [line.split("#")[0].strip() for line in _blocks(readme)[0].splitlines()] == [
        "make demo",
        "make page",
        "make test",
    ]


def _blocks(page: str) -> list[str]:
    return re.findall(r"```sh\n(.*?)```", _text(page), re.DOTALL)


@pytest.mark.parametrize("folder", ["docs", "docs/en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_shown_in_use(command: str, folder: str) -> None:
    pages = [page for page in DOCS if re.match(rf"{folder}/(tutorial|resep|cara/|penjelasan/)", page)]
    pages += ["docs/resep.md"] if folder == "docs/en" else []
    assert any(call and call[0] == command for page in pages for call in _calls(page))


@pytest.mark.parametrize("page", PAGES)
def test_every_call_that_is_shown_is_one_that_the_command_line_takes(page: str) -> None:
    for name, *arguments in _calls(page):
        if name.startswith("--"):
            assert {name} <= {option for parameter in CLI.params for option in parameter.opts}
            continue
        command = CLI.commands[name]
        if hasattr(command, "commands"):
            name, *arguments = arguments
            command = command.commands[name]
        command.make_context(name, arguments).close()  # raises where an option, a choice or an argument is wrong


@pytest.mark.parametrize("page", PAGES)
def test_commands_and_options_within_sentences_exist(page: str) -> None:
    for said in re.findall(r"`renja ([a-z][^`]*)`", _text(page)):
        name, *words = said.split()
        command = CLI.commands[name]
        if hasattr(command, "commands") and words and not words[0].startswith("-"):
            command = command.commands[words.pop(0)]
        known = {option for parameter in (*CLI.params, *command.params) for option in parameter.opts} | {"--help"}
        assert {word for word in words if word.startswith("--")} <= known, said


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_tells_make_to_do_is_in_the_makefile(page: str) -> None:
    called = re.findall(r"(?m)^make ([a-z-]+(?: [a-z-]+)*)|`make ([a-z-]+(?: [a-z-]+)*)`", _text(page))
    targets = {word for groups in called for word in " ".join(groups).split()}
    assert targets <= set(re.findall(r"(?m)^([a-z-]+):", _text("Makefile")))


def test_every_test_that_a_page_names_is_there() -> None:
    calls = [shlex.split(call) for page in PAGES for call in re.findall(r"`pytest (tests/[^`]*)`", _text(page))]
    assert len(calls) > 10
    for call in calls:
        at = call.index("-k") if "-k" in call else len(call)
        files = [
            file
            for path in call[:at]
            for file in ([Path(path)] if path.endswith(".py") else Path(path).glob("**/*.py"))
        ]
        assert files
        names = " ".join(
            [*map(str, files), *(name for file in files for name in re.findall(r"def (test_\w+)", _text(str(file))))]
        )
        assert [word for word in " ".join(call[at + 1 :]).split() if word != "or" and word not in names] == [], call


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_argument_has_help(command: str) -> None:
    found = typer.main.get_command(app).commands[command]  # type: ignore[attr-defined]
    assert found.help
    assert all(getattr(p, "help", None) for p in found.params)
    assert RUN.invoke(app, [command, "--help"]).exit_code == 0


@pytest.mark.parametrize("page", ["docs/acuan/perintah.md", "docs/en/acuan/perintah.md"])
def test_every_exit_code_is_documented(page: str) -> None:
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", _text(page), re.MULTILINE)}
    assert codes == {int(code) for code in ExitCode}


@pytest.mark.parametrize("page", ["README.md", *(page for page in ENGLISH if ">>> " in _text(page))])
def test_the_python_of_a_page_does_what_it_shows(page: str) -> None:
    failed, tried = doctest.testfile(str(Path(page).resolve()), module_relative=False)
    assert tried > 0
    assert failed == 0


@pytest.mark.parametrize("page", [page for page in PAGES if not page.endswith(".intro.md")])
def test_links_between_our_pages_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", _text(page)):
        assert (Path(page).parent / target).exists(), target


def test_the_page_of_the_contract_is_made_from_the_code() -> None:
    page = runpy.run_path("docs/dataset.py")["dataset_page"]()
    assert _text("docs/dataset.md") == page, "run: make docs"


def test_the_pages_of_commands_checks_and_words_are_made_from_the_code() -> None:
    # In a process of its own: commands that ran in this one have put their help into one language.
    done = subprocess.run([sys.executable, "docs/acuan.py", "--check"], capture_output=True, text=True, env=_HERE)
    assert done.returncode == 0, f"run: make docs\n{done.stderr}"


def test_each_check_and_each_word_of_the_audit_has_its_place_in_the_reference() -> None:
    assert all(f"(`{cek}`)" in _text("docs/acuan/pemeriksaan.md") for cek in Cek)
    assert all(f"`{cause}`" in _text("docs/acuan/istilah.md") for cause in Penyebab)


@pytest.mark.parametrize("page", [page for page in PAGES if "```sql" in _text(page)])
def test_the_sql_of_our_pages_has_an_answer(page: str, dataset: Dataset) -> None:
    queries = re.findall(r"```sql\n(.*?)```", _text(page), re.DOTALL)
    assert queries
    for query in queries:
        assert duckdb.sql(query.replace("'hasil/", f"'{dataset.root}/")).fetchall()


QUESTIONS = [call[2] for page in PAGES for call in _calls(page) if call[0] == "query" and not call[2].startswith("-")]


@pytest.mark.parametrize("question", sorted(set(QUESTIONS)))
def test_a_query_that_a_page_shows_is_answered(question: str, dataset: Dataset) -> None:
    assert len(dataset.sql(question).columns) > 0


def test_the_version_is_the_packages() -> None:
    import tomllib

    import renja

    project = tomllib.loads(_text("pyproject.toml"))["project"]
    assert renja.__version__ == project["version"]


_PIN = re.compile(r"([a-z0-9-]+)(\[[\w,]+\])?==([\w.]+)(?: ; ([^\\]+))? \\")


def _locks() -> list[Path]:
    found = sorted(Path().glob("requirements*.txt"))
    assert len(found) == 7
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
    for path in ("Makefile", "Dockerfile", ".ci/wheel", *PAGES):
        lines = [
            line
            for line in _text(path).splitlines()
            if re.search(r"(install|INSTALL\)|pip\[@\]).* -r \S*requirements", line)
        ]
        assert lines or path in PAGES
        assert all("--require-hashes" in line for line in lines), lines


def test_the_licences_name_every_pinned_package_with_its_version() -> None:
    held = runpy.run_path("docs/licences.py")
    page = _text("docs/licences.md")
    for file in held["LISTS"]:
        for name, version in held["pinned"](Path(file)):
            assert f"| {name} | {version} | " in page, "run: make docs"
    assert "(states none)" not in page
