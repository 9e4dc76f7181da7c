"""What people decided on findings, and what the paper shows of a row or finding: by that an entry names it.

Ids change when a document is read anew; page, place, name, measure and figures do not.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from audit.listing import ListedFinding
from normalize.types import JenisTabel, Konteks, Ukuran
from output.errors import OutputError
from output.overlay.locate import printed_values
from output.overlay.store import active, read_overlay
from output.overlay.types import Entri, JenisEntri
from output.read import read_table
from records.findings import Cek
from renja.errors import UsageFault


class EntryError(OutputError):
    """A correction or decision that cannot be made: no such row, value or finding."""


class EntryFault(EntryError, UsageFault):  # noqa: N818 - says what was given
    """One that says what no entry can: a number out of bounds, a name with control characters, nothing at all."""


class Decisions:
    """The decisions that hold, of one document or all, to be asked for one finding after the other.

    Read from the overlay as it is now, so a decision shows before it is applied.
    """

    def __init__(self, root: Path, doc_id: str | None = None) -> None:
        """``root``: the dataset's folder."""
        entries = [each for each in active(read_overlay(root).entries) if each.jenis is JenisEntri.KEPUTUSAN]
        self._places = Places(root)
        self._held = {_figures(each): each for each in entries if doc_id in (None, each.doc_id)}
        self._spoken_of = {key[:_N_FIGURES] for key in self._held}

    def __bool__(self) -> bool:
        """True where anybody decided anything."""
        return bool(self._held)

    def on(self, finding: ListedFinding) -> Entri | None:
        """The decision on a finding, stored or between documents; None where nobody decided on it."""
        if not self._held:
            return None
        key = _figure_key(_about(finding) | {"sha256": finding.doc_id})
        if key not in self._spoken_of:  # only then is the row's place worth a look
            return None
        return self._held.get((*key, *_where(self._places.of_finding(finding))))


_N_FIGURES = 7
"""So many words of a key are about the figures; the others say where."""


def _figures(entry: Entri) -> tuple[Any, ...]:
    record = {name: getattr(entry, name) for name in ("cek", "ukuran", "konteks", "tahun", "tertulis", "dihitung")}
    return (*_figure_key(record | {"sha256": entry.sha256}), *_where(entry.as_record()))


def _figure_key(about: Mapping[str, Any]) -> tuple[Any, ...]:
    figures = (about["tertulis"], about["dihitung"])
    plain = (None if figure is None else Decimal(figure).normalize() for figure in figures)
    return (about["sha256"][:16], about["cek"], about["ukuran"], about["konteks"], about["tahun"], *plain)


def _where(place: Mapping[str, Any]) -> tuple[Any, ...]:
    y0 = place.get("y0")
    return (place["halaman"], place.get("nama") or None, None if y0 is None else round(round(y0, 2)))


def _about(finding: ListedFinding) -> dict[str, Any]:
    return {
        "cek": Cek(finding.cek),
        "ukuran": Ukuran(finding.ukuran) if finding.ukuran else None,
        "konteks": Konteks(finding.konteks) if finding.konteks else None,
        "tahun": finding.tahun,
        "tertulis": finding.tertulis,
        "dihitung": finding.dihitung,
    }


class Places:
    """What the paper shows of rows and findings; each document's tables are read once, since many are asked for."""

    def __init__(self, root: Path) -> None:
        """``root``: the dataset's folder."""
        self.root = root
        self._documents: dict[str, _Document] = {}

    def of_finding(self, finding: ListedFinding) -> dict[str, Any]:
        """The row of a finding, or where it has none its page and its sentence's box; and its measure and figures."""
        if finding.baris_id is not None:
            return self.of_row(finding.baris_id) | _about(finding)
        x0, y0, x1, y1 = finding.box or (None, None, None, None)
        sha256 = self._of(finding.doc_id).sha256
        return {"sha256": sha256, "halaman": finding.halaman, "x0": x0, "y0": y0, "x1": x1, "y1": y1} | _about(finding)

    def of_row(self, baris_id: str) -> dict[str, Any]:
        """What the paper shows of a row. ``EntryError`` where the dataset has no such row."""
        document = self._of(baris_id.split("-", 1)[0])
        row = document.rows.get(baris_id)
        if row is None:
            raise EntryError(f"{baris_id}: tidak ada baris itu dalam dataset / no such row")
        kept = ("halaman", "x0", "y0", "x1", "y1", "urutan", "kode_asli", "nama", "indikator")
        table = document.tables[row["tabel_id"]]
        return {name: row[name] for name in kept} | {
            "sha256": document.sha256,
            "teks_baris": None if row["nama"] else document.printed(baris_id),
            "jenis_tabel": JenisTabel(table["jenis_tabel"]),
            "nomor": table["nomor"],
        }

    def values(self, baris_id: str) -> list[dict[str, Any]]:
        """The row's values, as the table ``nilai`` has them."""
        return self._of(baris_id.split("-", 1)[0]).values.get(baris_id, [])

    def _of(self, doc_id: str) -> _Document:
        if doc_id not in self._documents:
            while len(self._documents) >= _MOST_HELD:
                self._documents.pop(next(iter(self._documents)))
            self._documents[doc_id] = _Document(self.root, doc_id)
        return self._documents[doc_id]


_MOST_HELD = 4
"""Documents whose rows are kept: whoever asks for many goes document by document."""


class _Document:
    """A document's rows and tables by their ids."""

    def __init__(self, root: Path, doc_id: str) -> None:
        self.root, self._doc_id = root, doc_id
        self.rows = {row["baris_id"]: row for row in read_table(root, "baris", doc_id).to_pylist()}
        self.tables = {each["tabel_id"]: each for each in read_table(root, "tabel", doc_id).to_pylist()}
        held = read_table(root, "dokumen", doc_id).to_pylist()
        self.sha256 = held[0]["sha256"] if held else ""

    def printed(self, baris_id: str) -> str | None:
        """What a row's values print: by this a row without a name is known again."""
        return printed_values(value["teks"] for value in self.values.get(baris_id, ())) or None

    @cached_property
    def values(self) -> dict[str, list[dict[str, Any]]]:
        """The values by row."""
        found: dict[str, list[dict[str, Any]]] = {}
        for value in read_table(self.root, "nilai", self._doc_id).to_pylist():
            found.setdefault(value["baris_id"], []).append(value)
        return found
