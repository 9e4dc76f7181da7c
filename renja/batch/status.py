"""How a dataset stands: documents by status, versions, runs that are at work, and what failed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from output.errors import DatasetBusy, NotADataset
from output.layout import WORK
from output.lock import FileLock
from output.read import check_dataset, read_table
from output.reapply import unapplied
from output.types import is_dark
from renja.batch.runlog import log_of
from renja.batch.summary import money_text
from renja.recipes.files import load_recipes
from renja.recipes.renew import unapplied as recipes_unapplied
from renja.show.wording import moment_text
from renja.texts import in_one_language, say

_COLUMNS = ["berkas", "status", "versi", "jumlah_halaman", "pesan", "cakupan", "identitas"]
MOST_FAILED = 20


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

    def as_dict(self) -> dict[str, Any]:
        """For a program to read."""
        return asdict(self)


def standing(root: Path) -> Standing:
    """How the dataset at ``root`` stands; ``NotADataset`` where there is neither a document nor a run."""
    running, last = _running(root), _last_run(log_of(root))
    table: pa.Table | None = None
    try:
        table = read_table(check_dataset(root), "dokumen", columns=_COLUMNS)
    except NotADataset:
        if not running and last is None:
            raise
    rows = [] if table is None else table.to_pylist()
    return Standing(
        dataset=str(root),
        dokumen=len(rows),
        halaman=sum(row["jumlah_halaman"] for row in rows),
        status=dict(Counter(row["status"] for row in rows)),
        versi=dict(Counter(row["versi"] for row in rows)),
        uang=_money(rows),
        tak_dipahami=sum(map(_is_dark, rows)),
        identitas=sum(bool(row["identitas"]) for row in rows),
        berkas_parquet=sum(1 for _ in root.glob("*/*/*/*.parquet")),
        berjalan=running,
        jalan_terakhir=last,
        masalah=tuple(
            Trouble(row["berkas"], row["status"], next(iter(row["pesan"] or ()), ""))
            for row in sorted(rows, key=lambda row: (row["status"], row["berkas"]))
            if row["status"] != "ok"
        ),
        belum_diterapkan=0 if table is None else len(unapplied(root)),
        belum_resep=0 if table is None else len(recipes_unapplied(root, load_recipes(root).recipes)),
    )


def _money(rows: list[dict[str, Any]]) -> dict[str, int]:
    held = [row["cakupan"] for row in rows if row["cakupan"]]
    return {name: sum([uang[name] for uang in held]) for name in (held[0] if held else ())}


def _is_dark(row: dict[str, Any]) -> bool:
    uang = row["cakupan"] or {}
    return is_dark(row["status"], *(uang.get(name, 0) for name in ("tercetak", "bermakna", "anggaran")))


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
    troubles = [
        f"- {each.status}: {each.berkas}: {in_one_language(each.pesan)}" for each in found.masalah[:MOST_FAILED]
    ]
    if len(found.masalah) > MOST_FAILED:
        troubles.append(say("status.more", count=len(found.masalah) - MOST_FAILED))
    return "\n".join([*lines, *troubles])


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{n} {name}" for name, n in sorted(counts.items())) or "-"
