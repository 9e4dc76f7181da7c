"""The catalogues hold together: the same keys and placeholders in each language, what the code asks, nothing else."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from typer.testing import CliRunner

from renja import texts
from renja.api import Dataset
from renja.cli import app
from renja.errors import ExitCode
from renja.texts import LANGUAGES, catalogue, in_one_language, say, speaking

RUN = CliRunner()
_ASKED = re.compile(r"""(?:\bsay|\blater)\(\s*f?["']([a-z_]+)\.([^"']+)["']""")
_COMPOSED = re.compile(r"\{[^}]*\}")


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_each_language_has_the_same_keys_with_the_same_placeholders() -> None:
    first, *others = (catalogue(lang) for lang in LANGUAGES)
    for other in others:
        assert first.keys() == other.keys()
        assert {k: _placeholders(first[k]) for k in first} == {k: _placeholders(other[k]) for k in other}
        assert all(text.strip() for text in (*first.values(), *other.values()))


def _asked() -> set[tuple[str, str]]:
    """Keys as the code asks for them, section and name; a part that is composed stands in brackets."""
    files = [path for path in Path("renja").rglob("*.py") if path.parts[1] not in ("web", "texts")]
    files += [Path("renja/web/gate.py"), Path("renja/web/serve.py")]  # the page itself speaks in pairs
    return {key for path in files for key in _ASKED.findall(path.read_text(encoding="utf-8"))}


def _pattern(section: str, name: str) -> re.Pattern[str]:
    parts = map(re.escape, _COMPOSED.split(name))
    return re.compile(re.escape(section) + r"\." + "[a-z_]+".join(parts))


def test_the_code_asks_for_no_text_that_nobody_wrote_and_every_text_is_asked_for() -> None:
    asked = [_pattern(*key) for key in _asked()]
    assert len(asked) > 150
    keys = catalogue("id").keys()
    assert [one.pattern for one in asked if not any(one.fullmatch(key) for key in keys)] == []
    # Texts of these are asked for by a key that is put together elsewhere.
    composed = re.compile(
        r"metadata\.\w+|root\.opt_\w+_completion|common\.(no_such_file|is_folder|no_folder|forbidden|unusable)"
    )
    assert [key for key in keys if not composed.fullmatch(key) and not any(one.fullmatch(key) for one in asked)] == []


def test_no_text_of_one_language_carries_the_other() -> None:
    english = re.compile(r"\b(?:the|and|of|not|with|documents|pages|findings)\b")
    plain = {key: _COMPOSED.sub("", text) for key, text in catalogue("id").items()}
    assert [key for key, text in plain.items() if english.search(text)] == []
    assert [key for lang in LANGUAGES for key, text in catalogue(lang).items() if " / " in text] == []


@pytest.mark.parametrize(("environment", "expected"), [("id_ID.UTF-8", "id"), ("en_GB.UTF-8", "en"), ("C", "id")])
def test_the_language_is_that_of_the_machine(environment: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RENJA_LANG")
    monkeypatch.setenv("LC_ALL", environment)
    assert texts.default_language() == expected
    monkeypatch.setenv("RENJA_LANG", "en")
    assert texts.default_language() == "en"


@pytest.mark.parametrize("command", ["", "ingest", "corrections", "corrections document", "query", "nomenclature"])
def test_help_speaks_one_language_whatever_place_the_option_has(command: str) -> None:
    words = command.split()
    shown = {lang: RUN.invoke(app, ["--lang", lang, *words, "--help"]).stdout for lang in LANGUAGES}
    assert shown["en"] == RUN.invoke(app, [*words, "--help", "--lang=en"]).stdout
    assert shown["id"] == RUN.invoke(app, [*words, "--help"]).stdout
    assert shown["id"] != shown["en"]
    assert all("@" not in text and " / " not in text for text in shown.values())


def test_an_unknown_language_is_a_usage_error() -> None:
    done = RUN.invoke(app, ["schema", "--lang", "fr"])
    assert done.exit_code == ExitCode.USAGE
    assert "id, en" in done.output


def test_a_command_answers_in_one_language_and_each_line_once(dataset: Dataset) -> None:
    said = {lang: RUN.invoke(app, ["status", str(dataset.root), "--lang", lang]).output for lang in LANGUAGES}
    assert "halaman" in said["id"]
    assert "pages" not in said["id"]
    assert "pages" in said["en"]
    assert "halaman," not in said["en"]
    heads = {lang: RUN.invoke(app, ["coverage", str(dataset.root), "--lang", lang]).output for lang in LANGUAGES}
    assert heads["id"].splitlines()[0].split() == ["dokumen", "tercetak", "pasti", "hilang", "anggaran"]
    assert heads["en"].splitlines()[0].split() == ["document", "printed", "certain", "lost", "budget"]
    assert len(heads["id"].splitlines()) == len(heads["en"].splitlines())


def test_a_message_of_a_stage_loses_its_gloss_in_indonesian_and_leads_with_it_in_english() -> None:
    message = "a/b.pdf: halaman 4 rusak (2 huruf) / page cannot be loaded"
    with speaking("id"):
        assert in_one_language(message) == "a/b.pdf: halaman 4 rusak (2 huruf)"
        assert in_one_language("rasio a/b") == "rasio a/b"
    with speaking("en"):
        assert in_one_language(message) == "page cannot be loaded [a/b.pdf: halaman 4 rusak (2 huruf)]"


def test_the_shell_can_complete_commands() -> None:
    done = RUN.invoke(
        app,
        [],
        env={"_RENJA_COMPLETE": "complete_bash", "COMP_WORDS": "renja cov", "COMP_CWORD": "1"},
        prog_name="renja",
    )
    assert done.stdout.split() == ["coverage"]


def test_a_key_that_nobody_wrote_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("tidak.ada")
