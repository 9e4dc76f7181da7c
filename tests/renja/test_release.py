"""What a release consists of fits together: the container's recipe, the wheel's packages, the changelog."""

from __future__ import annotations

import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

import renja

PROJECT: dict[str, Any] = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
RECIPE = Path("Dockerfile").read_text(encoding="utf-8")
LET_IN = [line[1:] for line in Path(".dockerignore").read_text(encoding="utf-8").splitlines() if line.startswith("!")]


def _into_the_builder(path: str) -> bool:
    return any(fnmatch(path, kept) for kept in LET_IN)


def test_the_builder_gets_every_package_of_the_wheel_and_each_file_that_building_names() -> None:
    project = PROJECT["project"]
    named = [*PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"], project["readme"], "pyproject.toml"]
    assert all(Path(name).exists() and _into_the_builder(name) for name in [*named, "LICENSE"])
    assert all(file.split("/")[0] in LET_IN for file in project["license-files"])


def test_the_builder_gets_no_documents_and_no_datasets() -> None:
    assert Path(".dockerignore").read_text(encoding="utf-8").splitlines()[1] == "*"
    assert not any(_into_the_builder(name) for name in ("samples", "hasil", "tests", ".git", ".venv", "docs"))


def test_each_file_that_the_recipe_copies_exists_and_is_let_in() -> None:
    copied = [name for line in re.findall(r"^COPY (?!--from)(.+)$", RECIPE, re.MULTILINE) for name in line.split()[:-1]]
    assert "requirements.txt" in copied
    assert all(name == "." or (Path(name).exists() and _into_the_builder(name)) for name in copied)
    installed = set(re.findall(r"-r (\S+)", RECIPE))
    added = {
        name for each in installed for name in re.findall(r"(?m)^-r (\S+)", Path(each).read_text(encoding="utf-8"))
    }
    assert installed | added == {*copied} - {"."}


def test_the_container_has_the_letters_and_the_page_and_runs_without_rights() -> None:
    assert {"requirements-ocr.txt", "requirements-page.txt"} <= set(re.findall(r"-r (\S+)", RECIPE))
    last = RECIPE.split("FROM ")[-1]
    assert re.search(r"^USER renja$", last, re.MULTILINE)
    assert last.index("USER renja") < last.index("ENTRYPOINT")


def test_the_python_of_the_container_is_one_that_we_support() -> None:
    version = re.search(r"^ARG PYTHON=(\S+)$", RECIPE, re.MULTILINE)
    assert version
    assert f"Programming Language :: Python :: {version[1]}" in PROJECT["project"]["classifiers"]


def test_the_changelog_dates_the_version_that_the_package_has() -> None:
    heads = re.findall(r"^## (.+)$", Path("CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    versions = [head for head in heads if head != "Unreleased"]
    assert re.fullmatch(rf"{re.escape(renja.__version__)} - \d{{4}}-\d\d-\d\d", versions[0])


@pytest.mark.parametrize("target", ["demo", "page", "quick", "test", "release"])
def test_the_makefile_has_what_the_documents_tell_people_to_call(target: str) -> None:
    assert re.search(rf"^{target}:", Path("Makefile").read_text(encoding="utf-8"), re.MULTILINE)
