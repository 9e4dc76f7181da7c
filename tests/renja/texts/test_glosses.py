"""What the stages say in two languages can be parted: one English gloss behind the last slash, and nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from renja.texts import in_one_language, speaking

PACKAGES = ("extract", "normalize", "records", "nomenclature", "settle", "audit", "output", "renja")
_SAID_TWICE = re.compile(r"\w\S* \w.* / \w", re.DOTALL)
"""Two words, a slash between blanks, a further word: a sentence and its gloss, and no quotient or list of signs."""
_NO_SENTENCE = re.compile(r"\s*<|.*\bSELECT\b", re.DOTALL)
_BEFORE_ALL_IMPORTS = "renja/_guard.py"
"""It speaks before anything of ours can be imported, both languages at once."""


def _text(node: ast.AST) -> str | None:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _literals(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a module, those of its documentation left out, with their lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    left_out = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
    for each in ast.walk(tree):
        if isinstance(each, ast.JoinedStr):
            left_out |= {id(part) for part in ast.walk(each) if part is not each}
    for each in ast.walk(tree):
        text = None if id(each) in left_out else _text(each)
        if text is not None:
            yield getattr(each, "lineno", 0), text


def _glossed() -> Iterator[tuple[str, str]]:
    for package in PACKAGES:
        for path in sorted(Path(package).rglob("*.py")):
            if str(path) == _BEFORE_ALL_IMPORTS:
                continue
            for line, text in _literals(path):
                if _SAID_TWICE.search(text) and not _NO_SENTENCE.match(text):
                    yield f"{path}:{line}", text


def test_every_message_in_two_languages_is_shown_in_one() -> None:
    found = dict(_glossed())
    assert len(found) > 100, "the messages of the stages were not found"
    with speaking("id"):
        assert {where: text for where, text in found.items() if " / " in in_one_language(text)} == {}
    with speaking("en"):
        shown = {where: in_one_language(text) for where, text in found.items()}
    assert {where: text for where, text in shown.items() if not text.endswith("]") or " / " in text} == {}


@pytest.mark.parametrize(("lang", "said", "unsaid"), [("id", "tata letak", "layout"), ("en", "layout", "tata letak")])
def test_what_a_recipe_says_is_told_in_one_language(lang: str, said: str, unsaid: str) -> None:
    from normalize.recipes.types import HeadCell, Layout, Recipe, RowRule
    from normalize.types import TingkatBaris
    from renja.recipes.told import recipe_lines

    layout = Layout(2, 1, (HeadCell("Rumpun Kerja", 0, 0, 1, 1), HeadCell("Lajur P", 0, 1, 1, 1)))
    recipe = Recipe("uji", layout, rows=(RowRule(TingkatBaris.KEGIATAN, tebal=True),), kepala=2, skala=1000)
    with speaking(lang):
        lines = "\n".join(recipe_lines(recipe))
    assert said in lines
    assert unsaid not in lines
    assert ("tebal ya" in lines) == (lang == "id")
    assert " / " not in lines
