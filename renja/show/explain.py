"""Why columns and rows are read as they are: candidates, reasons, relations, margins, for one page of a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from extract.types import Extracted
from nomenclature.levels import Settled
from nomenclature.petunjuk import Points, Reader, row_points
from nomenclature.placing import placed
from nomenclature.resolve import level_tables, match_tables
from nomenclature.wilayah import find_wilayah
from normalize.columns.assign import Reading
from normalize.columns.candidates import Candidate
from normalize.columns.fits import fit
from normalize.columns.reader import ColumnsRead
from normalize.columns.relations import Relation
from normalize.dokumen import read_meta
from normalize.recipes.fit import Fit, ranked_fits
from normalize.recipes.types import Recipe, RecipeUse
from normalize.tables import TableRead, parts_of, read_parts, with_rows
from normalize.types import Column, DocumentMeta
from output.overlay.identity import identified
from output.overlay.store import active, read_overlay
from records.matched import MatchedRow, MatchedTable
from renja.meaning import Told, meaning_of_parts
from renja.recipes.told import use_outcome
from renja.steps import Steps
from renja.texts import say
from settle.run import settle_levels, settle_readings

_RIVALS = 3
"""Candidates of a column, and levels of a row, that are shown beside the winner."""
_RELATIONS = {
    "selisih": "kolom {0} = kolom {1} + kolom {2}",
    "persen": "kolom {2} = 100 x kolom {0} / kolom {1}",
    "jumlah": "kolom {0} = jumlah kolom {rest}",
    "kali": "kolom {0} = kolom {1} x kolom {2}",
}


@dataclass(frozen=True, slots=True)
class _Page:
    """A table of the page: its columns as read, its rows as matched, and what each row speaks for by itself."""

    read: TableRead
    matched: MatchedTable
    settled: Settled
    points: tuple[Points, ...]
    use: RecipeUse | None = None


def explain_page(
    extracted: Extracted, page: int, recipes: Sequence[Recipe] = (), dataset: Path | None = None
) -> dict[str, Any]:
    """For a program: the document's identity with its reasons, and for each table on the page columns and rows.

    ``recipes``: what people said of layouts, applied where an ingest would apply them. ``dataset``: where they may have
    said what the document is; it is read with that then.
    """
    said = () if dataset is None else active(read_overlay(dataset, extracted.sha256).entries)
    meta = identified(placed(read_meta(extracted.pages, berkas=extracted.name)), said)
    tables = [_table(found, page) for found in _tables(extracted, meta, recipes) if page in found.read.table.pages]
    return {
        "berkas": extracted.path,
        "halaman": page,
        "dokumen": {
            "jenis_dokumen": str(meta.jenis),
            "tahap": str(meta.tahap) if meta.tahap else None,
            "tahun": meta.tahun,
            "tahun_akhir": meta.tahun_akhir,
            "perangkat_daerah": meta.perangkat_daerah,
            "alasan": list(meta.alasan),
        },
        "tabel": tables,
    }


def _tables(extracted: Extracted, meta: DocumentMeta, recipes: Sequence[Recipe]) -> Iterator[_Page]:
    parts, told = parts_of(extracted.tables), Told(meta, find_wilayah(meta.wilayah), extracted.producer)
    found = meaning_of_parts(Steps(extracted.name), parts, told, recipes) if recipes else None
    uses = {use.tabel: use for use in found.resep} if found is not None else {}
    ranked = ranked_fits(recipes, parts, extracted.producer) if uses else {}
    kept = {n: fit for n, fits in ranked.items() for fit in fits if _is_used(uses.get(n), fit)}
    reads = list(read_parts(parts, meta, kept))
    leveled = settle_levels(level_tables([with_rows(read, meta) for read in reads], meta, find_wilayah(meta.wilayah)))
    matched = settle_readings(match_tables(leveled, meta))
    each = zip(reads, matched, leveled.levels, leveled.old, strict=True)
    for n, (read, table, settled, usang) in enumerate(each):
        reader = Reader(leveled.matcher, meta.perangkat_daerah, usang)
        yield _Page(read, table, settled, tuple(row_points(m.row, reader) for m in table.rows), uses.get(n))


def _is_used(use: RecipeUse | None, fit: Fit) -> bool:
    return use is not None and not use.ditolak and use.resep == fit.recipe.nama


def _table(found: _Page, page: int) -> dict[str, Any]:
    source, read = found.matched.source, found.read.columns
    triples = zip(found.matched.rows, found.points, range(len(found.points)), strict=True)
    return {
        "judul": source.table.judul or "",
        "jenis_tabel": str(source.jenis),
        "halaman": list(source.table.pages),
        "resep": None if found.use is None else asdict(found.use),
        "kolom": [_column(*four) for four in zip(read.columns, read.readings, read.candidates, strict=True)],
        "hubungan": [_relation(r, read) for r in read.relations],
        "baris": [_row(m, points, found.settled, i) for m, points, i in triples if m.row.page == page],
    }


def _column(column: Column, reading: Reading, candidates: Sequence[Candidate]) -> dict[str, Any]:
    place = reading.place
    rivals = [c for c in candidates if c.kind != reading.kind][:_RIVALS]
    return {
        "indeks": column.indeks,
        "judul": column.judul,
        "peran": column.peran,
        "konteks": str(column.konteks) if column.konteks else None,
        "tahun": column.tahun,
        "rincian": column.rincian,
        "tingkat": [str(t) for t in column.tingkat],
        "keyakinan": column.keyakinan,
        "jenis": reading.kind,
        "unggul": round(reading.margin, 2),
        "atas": reading.runner_up,
        "karena": [*reading.because, *([f"tahun: {place.because}"] if place is not None else [])],
        "calon": {c.kind: round(c.score, 2) for c in rivals},
    }


def _relation(relation: Relation, read: ColumnsRead) -> dict[str, Any]:
    text = _RELATIONS[relation.kind].format(*relation.columns, rest=", ".join(map(str, relation.columns[1:])))
    kinds = [r.kind for r in read.readings]
    return {
        "hubungan": text,
        "baris": relation.support,
        "bagian": round(relation.share, 3),
        "sesuai": fit(relation, kinds) > 0,
    }


def _row(matched: MatchedRow, points: Points, settled: Settled, i: int) -> dict[str, Any]:
    best = sorted(points.items(), key=lambda pair: -pair[1])[: _RIVALS + 1]
    return {
        "nama": matched.row.nama,
        "kode_asli": matched.row.kode_asli,
        "tingkat_baris": str(matched.level),
        "unggul": round(settled.margin[i], 2),
        "atas": str(settled.second[i]),
        "angka_tingkat": {str(level): round(value, 2) for level, value in best if value},
        "menurut_jumlah": i in settled.by_sums,
        "kode": matched.match.kode,
        "cocok": f"{matched.match.metode} {matched.match.skor:.2f}",
        "karena": matched.match.alasan,
        "lanjutan": matched.row.lanjutan is not None,
        "perangkat_daerah": matched.row.perangkat_daerah,
        "perbaikan": matched.perbaikan,
        "nilai": [f"{v.ukuran} {v.konteks or '-'} {v.tahun or '-'}: {v.teks}" for v in matched.row.values],
    }


def explain_text(found: Mapping[str, Any]) -> str:
    """The same for the eye, Indonesian first."""
    document = found["dokumen"]
    lines = [
        f"Dokumen: {document['jenis_dokumen']}, tahap {document['tahap'] or '-'}, tahun {document['tahun'] or '-'}, "
        f"{document['perangkat_daerah'] or 'tanpa perangkat daerah'}",
        *(f"  karena {reason}" for reason in document["alasan"]),
    ]
    if not found["tabel"]:
        lines.append(say("explain.no_table", page=found["halaman"]))
    for table in found["tabel"]:
        lines += ["", f"Tabel: {table['judul'] or '(tanpa judul)'} [{table['jenis_tabel']}]"]
        lines += [_use_line(table["resep"])] if table["resep"] else []
        lines += [say("explain.columns")]
        lines += [line for column in table["kolom"] for line in _column_lines(column)]
        lines += [say("explain.relations")] if table["hubungan"] else []
        lines += [
            f"  {r['hubungan']} di {r['baris']} baris ({r['bagian']:.0%})" + ("" if r["sesuai"] else ", tidak dipakai")
            for r in table["hubungan"]
        ]
        lines += [say("explain.rows")] + [line for row in table["baris"] for line in _row_lines(row)]
    return "\n".join(lines)


def _use_line(use: Mapping[str, Any]) -> str:
    return say("told.recipe", name=use["resep"], outcome=use_outcome(RecipeUse(**use)))


def _column_lines(column: Mapping[str, Any]) -> list[str]:
    meaning = " ".join(str(column[part]) for part in ("peran", "konteks", "tahun", "rincian") if column[part])
    levels = f" ({', '.join(column['tingkat'])})" if column["tingkat"] else ""
    rivals = ", ".join(f"{kind} {score:+.1f}" for kind, score in column["calon"].items())
    # The form may call a kind otherwise ("capaian" that is a share of money): the reading won under its own name.
    kind = f", dibaca sebagai {column['jenis']}" if column["jenis"] != column["peran"] else ""
    return [
        f"  {column['indeks']:>2} '{column['judul']}' -> {meaning}{levels}{kind}, keyakinan {column['keyakinan']:.2f}, "
        f"unggul {column['unggul']:.1f} atas {column['atas']}",
        f"     karena {'; '.join(column['karena']) or '-'}",
        f"     calon lain {rivals}",
    ]


def _row_lines(row: Mapping[str, Any]) -> list[str]:
    points = ", ".join(f"{level} {value:.1f}" for level, value in row["angka_tingkat"].items())
    kode = f"{row['kode']} ({row['cocok']}; {row['karena']})" if row["kode"] else f"tanpa kode ({row['karena'] or '-'})"
    by_sums = ", menurut jumlah" if row["menurut_jumlah"] else ""
    by_sums += f", {row['perbaikan']}" if row["perbaikan"] else ""
    return [
        f"  {row['tingkat_baris']}: {row['kode_asli'] or ''} {row['nama'] or '(tanpa nama)'}".rstrip(),
        f"     unggul {row['unggul']:.1f} atas {row['atas']}{by_sums}; {points}",
        f"     {kode}",
        *([f"     {'; '.join(row['nilai'])}"] if row["nilai"] else []),
    ]
