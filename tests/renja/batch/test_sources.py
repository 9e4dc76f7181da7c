"""Object stores through fsspec: what they hold is found, read and known again, without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from renja.api import Dataset
from renja.batch import sources
from renja.batch.ingest import SerialExecutor, ingest_files
from renja.batch.sources import digest, filesystem, find_files, local_copy

RENSTRA = Path("samples/bengkulu_renstra_2021_word.pdf")


@pytest.fixture
def bucket() -> Iterator[str]:
    """A store in memory with two PDFs and something else."""
    store = fsspec.filesystem("memory")
    for name, data in {"a/satu.pdf": RENSTRA.read_bytes(), "a/b/dua.PDF": b"bukan", "a/catatan.txt": b"x"}.items():
        store.pipe(f"/ember/{name}", data)
    yield "memory://ember"
    store.rm("/ember", recursive=True)


def test_folders_patterns_and_single_files_are_found(bucket: str) -> None:
    names = [name.rsplit("/", 1)[1] for name in find_files([bucket])]
    assert sorted(names) == ["dua.PDF", "satu.pdf"]
    assert find_files([f"{bucket}/a/*.pdf"]) == find_files([f"{bucket}/a/satu.pdf"])
    with pytest.raises(FileNotFoundError, match="tiada"):
        find_files([f"{bucket}/tiada.pdf"])


def test_a_local_copy_lives_only_while_it_is_read(bucket: str) -> None:
    with local_copy(f"{bucket}/a/satu.pdf") as copy:
        assert copy.read_bytes() == RENSTRA.read_bytes()
    assert not copy.exists()
    assert digest(f"{bucket}/a/satu.pdf") == digest(str(RENSTRA))


def test_documents_of_a_store_are_named_by_their_address_and_known_again(bucket: str, tmp_path: Path) -> None:
    files = find_files([bucket])
    report = ingest_files(files, tmp_path, executor=SerialExecutor(), pages=[1])
    assert sorted(report.by_status.items()) == [("gagal", 1), ("ok", 1)]
    assert set(Dataset(tmp_path).documents()["berkas"]) == set(files)
    assert files[0].startswith("memory://")
    assert all("renja-" not in message for outcome in report.outcomes for message in outcome.pesan)
    again = ingest_files(files, tmp_path, executor=SerialExecutor(), pages=[1])
    assert again.by_status == {"sudah": 1, "gagal": 1}


def test_a_store_whose_driver_is_missing_says_what_to_install() -> None:
    with pytest.raises(FileNotFoundError, match="renja\\[s3\\]"):
        filesystem("tiadaproto://x/y")


def test_the_endpoint_goes_to_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, object] = {}

    def url_to_fs(address: str, **options: object) -> tuple[object, str]:
        seen.update(options)
        return object(), address

    monkeypatch.setattr("fsspec.core.url_to_fs", url_to_fs)
    sources.filesystem("s3://ember/x.pdf", "http://minio:9000")
    assert seen["endpoint_url"] == "http://minio:9000"
