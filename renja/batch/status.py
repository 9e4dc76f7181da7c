"""How a dataset stands: documents by status, versions, runs that are at work, and what failed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from output.errors import DatasetBusy, NotADataset
from output.layout import WORK
from output.lock import FileLock
from output.read import asked, check_dataset
from output.reapply import unapplied
from output.types import is_dark_sql, without_office_sql
from renja.batch.runlog import log_of
from renja.batch.summary import money_text
from renja.recipes.files import load_recipes
from renja.recipes.state import is_up_to_date
from renja.show.wording import moment_text
from renja.texts import in_one_language, say

MOST_FAILED = 20
MOST_OFFICELESS = 5


@dataclass(frozen=True, slots=True)
class Trouble:
    """A document that failed or was read in part, and why."""

    berkas: str
    status: str
    pesan: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The dataset as a whole. ``berjalan``: ingests at work now; ``jalan_terakhir``: the last line-up of the log.

    ``uang``: the sum of ``cakupan``; ``tak_dipahami``: documents with money, or with pages that were not read, of
    which none is understood; ``identitas``: documents of which people or a metadata file say what they are;
    ``belum_diterapkan``, ``belum_resep``: documents to which what people said, or a recipe, was never applied.
    """

    dataset: str
    dokumen: int
    halaman: int
    status: dict[str, int]
    versi: dict[str, int]
    uang: dict[str, int]
    tak_dipahami: int
    identitas: int
    berkas_parquet: int
    berjalan: int
    jalan_terakhir: dict[str, Any] | None
    masalah: tuple[Trouble, ...]
    belum_diterapkan: int = 0
    belum_resep: int = 0
    tanpa_kantor: tuple[str, ...] = ()
    """Documents whose office is not known, by id."""

    def as_dict(self) -> dict[str, Any]:
        """For a program to read."""
        return asdict(self)


def standing(root: Path) -> Standing:
    """How the dataset at ``root`` stands; ``NotADataset`` where there is neither a document nor a run."""
    running, last = _running(root), _last_run(log_of(root))
    try:
        found = asked(check_dataset(root), ("dokumen",), _counted)
    except NotADataset:
        if not running and last is None:
            raise
        found = None
    return Standing(
        dataset=str(root),
        dokumen=found.documents if found else 0,
        halaman=found.pages if found else 0,
        status=found.by_status if found else {},
        versi=found.by_version if found else {},
        uang=found.money if found else {},
        tak_dipahami=found.dark if found else 0,
        identitas=found.told if found else 0,
        berkas_parquet=sum(1 for _ in root.glob("*/*/*/*.parquet")),
        berjalan=running,
        jalan_terakhir=last,
        masalah=found.troubles if found else (),
        belum_diterapkan=len(unapplied(root)) if found else 0,
        belum_resep=_untold(root) if found else 0,
        tanpa_kantor=found.officeless if found else (),
    )


def _untold(root: Path) -> int:
    """Documents that a recipe concerns which was never applied to them."""
    recipes = load_recipes(root).recipes
    if is_up_to_date(root, recipes):
        return 0
    from renja.recipes.renew import unapplied as recipes_unapplied  # brings the whole reader along

    return len(recipes_unapplied(root, recipes))


_MONEY = ("tercetak", "tabel", "bermakna", "ragu", "anggaran")
_DARK = is_dark_sql("status", *(f"coalesce(cakupan.{name}, 0)" for name in ("tercetak", "bermakna", "anggaran")))
_SUMS = f"""
SELECT count(*), coalesce(sum(jumlah_halaman), 0), count(*) FILTER ({_DARK}), count(*) FILTER (len(identitas) > 0),
       {", ".join(f"sum(cakupan.{name})" for name in _MONEY)}
FROM dokumen
"""
_BY = "SELECT {column}, count(*) FROM dokumen GROUP BY 1 ORDER BY 1"
_TROUBLES = "SELECT berkas, status, coalesce(pesan[1], '') FROM dokumen WHERE status <> 'ok' ORDER BY status, berkas"
_OFFICELESS = f"SELECT doc_id FROM dokumen WHERE {without_office_sql()} ORDER BY berkas, doc_id"


@dataclass(frozen=True, slots=True)
class _Counted:
    """What is counted over the documents by DuckDB: of a hundred thousand a row each would take seconds."""

    documents: int
    pages: int
    dark: int
    told: int
    money: dict[str, int]
    by_status: dict[str, int]
    by_version: dict[str, int]
    troubles: tuple[Trouble, ...]
    officeless: tuple[str, ...]


def _counted(connection: Any) -> _Counted:
    documents, pages, dark, told, *money = connection.execute(_SUMS).fetchone()
    status, version = (dict(connection.execute(_BY.format(column=name)).fetchall()) for name in ("status", "versi"))
    troubles = tuple(Trouble(*row) for row in connection.execute(_TROUBLES).fetchall())
    officeless = tuple(row[0] for row in connection.execute(_OFFICELESS).fetchall())
    held = {name: int(amount) for name, amount in zip(_MONEY, money, strict=True) if amount is not None}
    return _Counted(documents, int(pages), dark, told, held, status, version, troubles, officeless)


def _running(root: Path) -> int:
    """Runs whose lock is held: they live."""
    alive = 0
    for lock in (root / WORK).glob("*.run/hidup"):
        with suppress(FileNotFoundError):
            try:
                with FileLock(lock):
                    pass
            except DatasetBusy:
                alive += 1
    return alive


def _last_run(log: Path) -> dict[str, Any] | None:
    """The run that began last, of the log: when, how many files were given and are done, and how it ended."""
    last: dict[str, Any] | None = None
    for line in _lines(log):
        if line["peristiwa"] == "mulai":
            last = {"jalan": line["jalan"], "mulai": line["waktu"], "berkas": line["berkas"], "selesai": 0}
            last |= {"keadaan": "belum selesai"}
        elif last is not None and line["jalan"] == last["jalan"]:
            last["terakhir"] = line["waktu"]
            if line["peristiwa"] == "dokumen":
                last["selesai"] += 1
            else:
                last["keadaan"] = line["peristiwa"]
    return last


def _lines(log: Path) -> Iterator[dict[str, Any]]:
    """The lines of a log; a torn one (the disk was full) is left out."""
    if not log.exists():
        return
    with log.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            with suppress(ValueError):
                yield json.loads(line)


def standing_text(found: Standing) -> str:
    """The same for people."""
    told = {"dataset": found.dataset, "documents": found.dokumen, "pages": found.halaman, "files": found.berkas_parquet}
    lines = [
        say("status.head", **told),
        say("summary.statuses", all=_counts(found.status)),
        money_text(found.uang),
        say("status.versions", all=_counts(found.versi)),
        say("status.at_work", count=found.berjalan),
    ]
    if found.tak_dipahami:
        lines.append(say("status.dark", count=found.tak_dipahami))
    if found.identitas:
        lines.append(say("status.identity", count=found.identitas))
    if found.belum_diterapkan:
        lines.append(say("status.not_applied", count=found.belum_diterapkan, dataset=found.dataset))
    if found.belum_resep:
        lines.append(say("status.recipes_not_applied", count=found.belum_resep, dataset=found.dataset))
    last = found.jalan_terakhir
    if last is not None:
        run = {"begun": moment_text(last["mulai"]), "done": last["selesai"], "files": last["berkas"]}
        lines.append(say("status.last_run", **run, state=last["keadaan"]))
    lines += [
        say("coverage.no_office", dataset=found.dataset, document=each) for each in found.tanpa_kantor[:MOST_OFFICELESS]
    ]
    if len(found.tanpa_kantor) > MOST_OFFICELESS:
        lines.append(say("status.more", count=len(found.tanpa_kantor) - MOST_OFFICELESS))
    troubles = [
        f"- {each.status}: {each.berkas}: {in_one_language(each.pesan)}" for each in found.masalah[:MOST_FAILED]
    ]
    if len(found.masalah) > MOST_FAILED:
        troubles.append(say("status.more", count=len(found.masalah) - MOST_FAILED))
    return "\n".join([*lines, *troubles])


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{n} {name}" for name, n in sorted(counts.items())) or "-"
