"""What an ingest did: one ``Outcome`` a file, and the ``Report`` of them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from output.overlay.types import Applied
from renja.errors import ExitCode
from renja.regular import in_a_line
from renja.texts import say


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one file went. ``counts``: rows written to each table; ``doc_id`` None where the file cannot be opened.

    ``duplicate``: the same content was given twice in this run; only the first is kept. ``done_before``: it stood in
    the dataset, and was not read. ``pages`` were read, of ``total_pages``. ``uang``: the document's ``cakupan``, empty
    where it was not read.
    """

    path: str
    doc_id: str | None
    status: str
    pesan: tuple[str, ...]
    pages: int
    seconds: float
    counts: dict[str, int]
    duplicate: bool = False
    done_before: bool = False
    total_pages: int = 0
    uang: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Corrections:
    """What became of people's corrections and decisions of some documents; ``rusak``: lines of the overlay unread."""

    diterapkan: int = 0
    hilang: int = 0
    melekat: int = 0
    lepas: int = 0
    rusak: int = 0

    @classmethod
    def of(cls, applied: Iterable[Applied], rusak: int = 0) -> Corrections:
        """The sum over documents."""
        held = list(applied)
        names = ("diterapkan", "hilang", "melekat", "lepas")
        return cls(**{name: sum(len(getattr(each, name)) for each in held) for name in names}, rusak=rusak)

    def text(self) -> str:
        """One line."""
        parts = [
            say("summary.corrections_applied", done=self.diterapkan, lost=self.hilang),
            say("summary.decisions", kept=self.melekat, gone=self.lepas),
        ]
        if self.rusak:
            parts.append(say("summary.lines_unreadable", count=self.rusak))
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class Taken:
    """How many documents' identities a metadata file brought, and how many the dataset knew already."""

    baru: int
    sudah_ada: int


@dataclass(frozen=True, slots=True)
class Replaced:
    """Documents that newer files of the same place replaced; ``koreksi``: corrections and decisions that went over.

    ``tertinggal``: those that did not, as the newer file prints something else at their place, a line each.
    """

    dokumen: tuple[str, ...] = ()
    koreksi: int = 0
    tertinggal: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The whole run. ``seconds`` is wall clock time; ``koreksi`` is about its documents (None: no overlay).

    ``identitas``: what its metadata file brought (None: it had none).
    ``digantikan``: documents that newer files of the same place replaced.
    ``resep``: documents of the dataset that were understood again from their cells, as a recipe had changed.
    """

    dataset: str
    outcomes: tuple[Outcome, ...]
    seconds: float
    koreksi: Corrections | None = None
    identitas: Taken | None = None
    resep: int = 0
    digantikan: Replaced = field(default_factory=Replaced)

    @property
    def counts(self) -> dict[str, int]:
        """Rows written to each table."""
        total: Counter[str] = Counter()
        for outcome in self.outcomes:
            total.update(outcome.counts)
        return dict(total)

    @property
    def uang(self) -> dict[str, int]:
        """Amounts of all documents that were read: printed, understood, in ``anggaran``."""
        total: Counter[str] = Counter()
        for outcome in self.outcomes:
            total.update(outcome.uang)
        return dict(total)

    @property
    def pages(self) -> int:
        """Pages read."""
        return sum(o.pages for o in self.outcomes)

    @property
    def by_status(self) -> dict[str, int]:
        """Files by how they went: ok, sebagian, gagal; those not read apart, as ``sudah`` and ``ganda``."""
        return dict(Counter(map(_way, self.outcomes)))

    @property
    def failed(self) -> Sequence[Outcome]:
        """The files that could not be read."""
        return [o for o in self.outcomes if o.status == "gagal"]

    @property
    def exit_code(self) -> ExitCode:
        """How a command ends that did this run."""
        if not self.failed:
            return ExitCode.OK
        return ExitCode.ALL_FAILED if len(self.failed) == len(self.outcomes) else ExitCode.SOME_FAILED

    def as_dict(self) -> dict[str, Any]:
        """The report for a program to read (``--json``)."""
        return {
            "dataset": self.dataset,
            "detik": round(self.seconds, 3),
            "halaman": self.pages,
            "status": self.by_status,
            "baris": self.counts,
            "uang": self.uang,
            "dokumen": [asdict(o) | {"path": in_a_line(o.path)} for o in self.outcomes],
            "identitas": None if self.identitas is None else asdict(self.identitas),
            "koreksi": None if self.koreksi is None else asdict(self.koreksi),
            "resep": self.resep,
            "digantikan": asdict(self.digantikan),
            "exit_code": int(self.exit_code),
        }


def _way(outcome: Outcome) -> str:
    if outcome.done_before:
        return "sudah"
    return "ganda" if outcome.duplicate else outcome.status
