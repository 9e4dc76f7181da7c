"""Findings between documents kept in the dataset, with people's decisions, where every reader of `temuan` looks.

They belong to the later document of a pair. An ingest renews those of the offices that it touched, and of those that a
run touched which was broken off (`output.offices`); `renja audit --save` renews all. One renewal at a time: the last
one sees what all others committed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from audit.listing import ListedFinding
from output.layout import WORK, provinces_of
from output.lock import FileLock
from output.offices import awaiting, same_offices, take_awaited
from output.overlay.types import Entri
from output.read import asked, of_provinces
from output.temuan import put_findings
from output.write import WAIT_SECONDS, DatasetWriter
from records.findings import Cek
from renja.review.decided import Decisions
from renja.review.findings import offices_across

_MOST_ROWS = 20_000
"""Rows that are held before they are written."""
_STORED = "SELECT doc_id, temuan_id, penjelasan, keputusan_id FROM temuan WHERE cek = $cek {chosen}"
_COLUMNS = (
    "temuan_id", "doc_id", "tabel_id", "baris_id", "cek", "keparahan", "sebab", "ukuran", "konteks", "tahun",
    "tertulis", "dihitung", "selisih", "halaman", "penjelasan", "bukti",
)  # fmt: skip
_TELLING = ("temuan_id", "penjelasan", "keputusan_id")
"""Columns that have all of a finding that can change: the sentence holds the figures."""
Rows = list[dict[str, Any]]


def save_across(root: Path, doc_ids: Collection[str] | None = None, wait: float = WAIT_SECONDS) -> int:
    """Computes the findings between documents anew and stores them; how many documents' findings changed.

    Of all offices, or of those that have one of these documents or one that a run committed and did not come to look
    at. Raises ``NotADataset``, ``DatasetBusy``, ``DatasetUnwritable``.
    """
    if doc_ids is not None and not doc_ids and not awaiting(root):
        return 0
    changed = 0
    with DatasetWriter(root, wait) as writer, FileLock(root / WORK / "antar", wait):
        with writer.turn():
            awaited = take_awaited(root)
        only = None if doc_ids is None else same_offices(root, {*doc_ids, *awaited.doc_ids})
        for some in _portions(_changes(root, only)) if only is None or only else ():
            changed += put_findings(writer, Cek.ANTAR_DOKUMEN, some)
        awaited.done()
    return changed


def _changes(root: Path, only: Collection[str] | None) -> Iterator[tuple[str, Rows]]:
    """Documents whose findings are others than those stored, each with its rows; none for one that has none now."""
    stored, decisions = _stored(root, only), Decisions(root)
    for office in offices_across(root, only):
        fresh: dict[str, Rows] = {}
        for finding in office:
            fresh.setdefault(finding.doc_id, []).append(_row(finding, decisions.on(finding)))
        for doc_id, rows in fresh.items():
            if stored.pop(doc_id, None) != {tuple(row[name] for name in _TELLING) for row in rows}:
                yield doc_id, rows
    yield from ((doc_id, []) for doc_id in sorted(stored))


def _row(finding: ListedFinding, decision: Entri | None) -> dict[str, Any]:
    """The finding as a row of `temuan`, with what a person decided on it."""
    said = {} if decision is None else {"keputusan": str(decision.keputusan)}
    return {name: getattr(finding, name) for name in _COLUMNS} | {"keputusan_id": decision and decision.id} | said


def _stored(root: Path, only: Collection[str] | None) -> dict[str, set[tuple[Any, ...]]]:
    """What is stored, by document (of all, or of these): of each finding the columns that can change."""
    wanted: dict[str, Any] = {"cek": Cek.ANTAR_DOKUMEN.value}
    view = None
    if only is not None:
        wanted["docs"], view = sorted(only), of_provinces(provinces_of(root, only))
    query = _STORED.format(chosen="" if only is None else "AND doc_id IN (SELECT unnest($docs))")
    found: dict[str, set[tuple[Any, ...]]] = {}
    for doc_id, *rest in asked(
        root, ("temuan",), lambda connection: connection.execute(query, wanted).fetchall(), view
    ):
        found.setdefault(doc_id, set()).add(tuple(rest))
    return found


def _portions(changes: Iterator[tuple[str, Rows]]) -> Iterator[dict[str, Rows]]:
    """The changes in portions, so that a merged file is rewritten few times and memory stays small."""
    held: dict[str, Rows] = {}
    for doc_id, rows in changes:
        held[doc_id] = rows
        if sum(map(len, held.values())) >= _MOST_ROWS:
            yield held
            held = {}
    if held:
        yield held
