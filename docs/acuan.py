"""Writes the pages of reference that follow from the code: commands, checks, words; in Indonesian and English."""

from __future__ import annotations

import html
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

import typer

from audit.registry import CHECKS
from normalize.angka_alasan import RULES
from normalize.types import JenisDokumen, JenisTabel, Konteks, Tahap, TingkatBaris, Ukuran
from records.findings import Keparahan, Penyebab, Sebab
from renja.cli import app
from renja.texts import catalogue, word_of
from vocabulary.kata import AXES, KINDS, SLICES

DOCS = Path(__file__).resolve().parent
_FOLDERS = {"id": DOCS, "en": DOCS / "en"}

_CLI: Any = typer.main.get_command(app)
_CONTEXT = _CLI.make_context("renja", ["--help"], resilient_parsing=True)
_COMMAND_HEADS = {"id": ("pilihan", "arti", "bawaan"), "en": ("option", "meaning", "default")}
_ENUMS: tuple[tuple[type[StrEnum], str, str], ...] = (
    (JenisDokumen, "jenis_dokumen", "dokumen, anggaran"),
    (Tahap, "tahap", "dokumen, anggaran"),
    (JenisTabel, "jenis_tabel", "tabel"),
    (TingkatBaris, "tingkat_baris", "baris, anggaran"),
    (Ukuran, "ukuran", "nilai, temuan"),
    (Konteks, "konteks", "nilai, temuan"),
    (Keparahan, "keparahan", "temuan"),
    (Sebab, "sebab", "temuan"),
    (Penyebab, "penyebab", "temuan"),
)
_WORDS_HEAD = {
    "id": """# Istilah

Dibuat dari kodenya (`make docs`). [English](../en/acuan/istilah.md)

Isi kolom dataset, dengan kata yang ditampilkan halaman.
""",
    "en": """# Words

Made from the code (`make docs`). [Bahasa Indonesia](../../acuan/istilah.md)

What stands in the dataset's columns, with the words that the page shows.
""",
}
_RULES_HEAD = {
    "id": """
## Aturan angka

`nilai.perbaikan` dan `renja number` menyebut aturan yang memutuskan sebuah angka
([bagaimana angka dibaca](../penjelasan/angka.md)).
""",
    "en": """
## Rules of numbers

`nilai.perbaikan` and `renja number` name the rule that decided a number
([how a number is read](../penjelasan/angka.md)).
""",
}
_VOCABULARY_HEAD = {
    "id": """
## Kata kepala kolom

Kata yang berbicara untuk sebuah arti, ditulis tanpa spasi seperti dicocokkan. Kata adalah petunjuk, bukan keputusan
([bagaimana kolom mendapat arti](../penjelasan/kolom.md)). Kata yang kurang ditambahkan di `vocabulary/kata.py`.
""",
    "en": """
## Words of column headers

Words that speak for a meaning, written without blanks as they are matched. They are evidence, no decision
([how a column gets its meaning](../penjelasan/kolom.md)). A word that is missing is added in `vocabulary/kata.py`.
""",
}
_CHECKS_HEAD = """# Pemeriksaan

Dibuat dari kodenya (`make docs`). Setiap pemeriksaan dengan aturan, toleransi, dasar, dan contohnya; nama dalam tanda
kurung adalah isi kolom `cek` pada `temuan`. Cara memakainya: [memeriksa](../cara/audit.md).

*English: each check with rule, tolerance, legal basis and example; the name in brackets is what `temuan.cek` holds.*
"""


def _spoken(text: str | None, lang: str) -> str:
    """A help text: of its key in the catalogue of a language, or as it stands."""
    said = text or ""
    return catalogue(lang)[said[1:]] if said.startswith("@") else said


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _table(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> list[str]:
    return [_line(heads), "|" + "---|" * len(heads), *map(_line, lines)]


def _named(parameter: Any) -> str:
    """How a parameter is written in a call; as HTML, since a bar in a cell is read differently by each Markdown."""
    kind = parameter.make_metavar(_CONTEXT)
    if parameter.param_type_name == "argument":
        return _code(kind)
    both = "/".join([*parameter.opts, *parameter.secondary_opts])
    return _code(both if parameter.is_flag else f"{both} {kind}")


def _code(text: str) -> str:
    return f"<code>{html.escape(text).replace('|', '&#124;')}</code>"


def _default(parameter: Any, lang: str) -> str:
    if parameter.required:
        return "wajib" if lang == "id" else "required"
    value = parameter.default
    is_said = isinstance(value, (str, int, float)) and not isinstance(value, bool)
    return f"`{value}`" if is_said else ""


def _sections(name: str, command: Any, lang: str) -> Iterator[str]:
    below = getattr(command, "commands", {})
    yield f"\n{'#' * (2 + name.count(' '))} {name}\n"
    yield _spoken(command.help, lang)
    lines = [(_named(p), _spoken(p.help, lang), _default(p, lang)) for p in command.params if p.name != "help"]
    if lines and not below:
        yield ""
        yield from _table(_COMMAND_HEADS[lang], lines)
    for each in sorted(below):
        yield from _sections(f"{name} {each}", below[each], lang)


def commands_page(lang: str) -> str:
    """All commands with their parameters, in the order of the alphabet."""
    head = (_FOLDERS[lang] / "perintah.intro.md").read_text(encoding="utf-8").rstrip()
    lines = (line for name in sorted(_CLI.commands) for line in _sections(name, _CLI.commands[name], lang))
    return "\n".join([head, *lines]) + "\n"


def checks_page() -> str:
    """The audit's registry."""
    parts = [_CHECKS_HEAD]
    for check in CHECKS:
        said = {name: getattr(check, name) for name in ("aturan", "toleransi", "dasar", "contoh")}
        points = [f"- **{name.capitalize()}**: {sentence}" for name, sentence in said.items() if sentence]
        parts += [f"## {check.judul} (`{check.cek}`)\n", *points, ""]
    return "\n".join(parts).rstrip() + "\n"


def words_page(lang: str) -> str:
    """The words of the dataset, the rules of numbers, the words of headers."""
    said = 0 if lang == "id" else 1
    heads = {"id": ("isi", "kata"), "en": ("value", "words")}[lang]
    parts = [_WORDS_HEAD[lang]]
    for kind, column, tables in _ENUMS:
        lines = [(f"`{each}`", word_of(each, lang) or str(each).replace("_", " ")) for each in kind]
        parts += [f"## {column}\n", f"{tables}\n", *_table(heads, lines), ""]
    rules = [(f"`{rule}`", meaning[said]) for rule, meaning in RULES.items()]
    parts += [_RULES_HEAD[lang].lstrip(), *_table(heads, rules), _VOCABULARY_HEAD[lang]]
    for words in (KINDS, AXES, SLICES):
        parts += [*_table(heads, ((f"`{name}`", " ".join(text.split())) for name, text in words.items())), ""]
    return "\n".join(parts).rstrip() + "\n"


def pages() -> dict[Path, str]:
    """Every page that this module writes, by its place."""
    made = {DOCS / "acuan" / "pemeriksaan.md": checks_page()}
    for lang, folder in _FOLDERS.items():
        made[folder / "acuan" / "perintah.md"] = commands_page(lang)
        made[folder / "acuan" / "istilah.md"] = words_page(lang)
    return made


def stale() -> list[str]:
    """The pages that are not what the code says now."""
    return [str(path) for path, page in pages().items() if path.read_text(encoding="utf-8") != page]


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit("\n".join(stale()) or None)
    for path, page in pages().items():
        path.write_text(page, encoding="utf-8")
