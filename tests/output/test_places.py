"""What a run knows of where documents lie is never less than what is so, whoever else writes."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from output import places
from output.compact import compact
from output.layout import MERGED, documents_of, own_files, with_footer
from output.schema import SCHEMAS
from output.types import DocumentResult
from output.verify import verify
from output.write import DatasetWriter
from records.matched import Wilayah

Make = Callable[..., DocumentResult]
PROVINCES = ("11", "53", "73")


def _small(make_result: Make, sha: str, province: str) -> DocumentResult:
    return replace(make_result(sha * 32), tables=(), findings=(), wilayah=Wilayah("provinsi", province, "Aceh"))


def _documents(root: Path, table: str) -> list[str]:
    return sorted(doc_id for path in own_files(root, table) for doc_id in documents_of(path))


def test_runs_that_live_together_know_where_each_has_put_a_document(make_result: Make, tmp_path: Path) -> None:
    with DatasetWriter(tmp_path) as one, DatasetWriter(tmp_path) as two:
        one.write(_small(make_result, "ab", "11"))
        two.write(_small(make_result, "cd", "53"))
        one.write(_small(make_result, "cd", "73"))
        two.write(_small(make_result, "ab", "53"))
        one.write(_small(make_result, "ab", "73"))
    assert {path.parent.name for path in own_files(tmp_path, "sel")} == {"kode_provinsi=73"}
    assert verify(tmp_path) == []


@pytest.mark.parametrize("seed", range(3))
def test_whatever_runs_do_in_turn_each_document_lies_in_each_table_once(
    seed: int, make_result: Make, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    written: set[str] = set()
    with DatasetWriter(tmp_path) as one, DatasetWriter(tmp_path) as two:
        for _ in range(12):
            if written and chance.random() < 0.2:
                compact(tmp_path)
            sha = chance.choice(["ab", "cd", "ef"])
            written.add(sha * 8)
            chance.choice([one, two]).write(_small(make_result, sha, chance.choice(PROVINCES)))
            assert all(_documents(tmp_path, table) == sorted(written) for table in SCHEMAS)
    assert verify(tmp_path) == []


def test_news_that_a_full_disk_cut_short_does_not_swallow_the_next(make_result: Make, tmp_path: Path) -> None:
    with DatasetWriter(tmp_path) as one, DatasetWriter(tmp_path) as two:
        one.write(_small(make_result, "ab", "11"))
        (one.area / "pindah").write_text("cdcdcd")
        two.write(_small(make_result, "cd", "53"))
        one.write(_small(make_result, "cd", "73"))
    assert verify(tmp_path) == []


def test_the_dataset_is_listed_once_a_run_and_not_for_each_document(
    make_result: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with DatasetWriter(tmp_path) as writer:
        writer.write(_small(make_result, "ab", "11"))
    globbed: list[Path] = []
    listings: list[Path] = []
    glob, listed = Path.glob, places._listed

    def watched_glob(self: Path, pattern: str) -> object:
        globbed.append(self)
        return glob(self, pattern)

    def watched_listing(root: Path) -> dict[str, tuple[str, ...]]:
        listings.append(root)
        return listed(root)

    with DatasetWriter(tmp_path) as writer, monkeypatch.context() as patch:
        writer.write(_small(make_result, "01", "11"))
        patch.setattr(places, "_listed", watched_listing)
        patch.setattr(Path, "glob", watched_glob)
        for sha in ("02", "03", "ab"):
            writer.write(_small(make_result, sha, "11"))
    assert listings == []
    assert set(globbed) == {tmp_path / ".renja"}


@pytest.mark.parametrize("n", [0, 1, 6, 7, 900, 120_000])
def test_the_documents_of_a_merged_file_are_those_that_its_footer_names(tmp_path: Path, n: int) -> None:
    ids = [f"{number:016x}" for number in range(n)]
    schema = with_footer(SCHEMAS["temuan"].file, {"0" * 16: "dokumen\x18"}, ids)
    path = tmp_path / f"{MERGED}0.parquet"
    pq.write_table(schema.empty_table(), path)
    assert list(documents_of(path)) == json.loads(pq.read_metadata(path).metadata[b"dokumen"]) == ids
    pq.write_table(SCHEMAS["temuan"].file.empty_table(), path)
    with pytest.raises(KeyError):
        documents_of(path)


def test_a_footer_that_is_torn_names_no_documents(tmp_path: Path) -> None:
    path = tmp_path / f"{MERGED}0.parquet"
    pq.write_table(with_footer(SCHEMAS["temuan"].file, {}, ["0" * 16] * 50).empty_table(), path)
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"\x18\x07dokumen\x18") + 40])
    with pytest.raises(pa.ArrowException):
        documents_of(path)
