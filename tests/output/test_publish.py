"""A dataset in an object store: published, healed after a crash, moved between partitions, taken over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import fsspec
import pytest

from normalize.types import DocumentMeta
from output.compact import compact
from output.errors import DatasetBusy
from output.overlay.store import FILE, append, read_overlay
from output.overlay.types import Entri, JenisEntri
from output.publish import Publisher, differences, fetch, refresh
from output.remote import Store, StoreUnreachable
from output.schema import SCHEMAS
from output.types import DocumentResult
from output.verify import verify
from output.write import DatasetWriter

Make = Callable[..., DocumentResult]


class Watching:
    """A store that looks after every change whether a reader sees a document twice, or rows of one that is not listed,
    and that dies after so many changes.
    """

    def __init__(self, store: Store, dies_after: int = 10_000) -> None:
        self._store, self._left = store, dies_after
        self.address = store.address
        self.doubles: list[tuple[str, str]] = []

    def keys(self) -> dict[str, str]:
        return self._store.keys()

    def get(self, key: str) -> bytes:
        return self._store.get(key)

    def put(self, key: str, data: bytes, *, new: bool = False) -> None:
        self._change()
        self._store.put(key, data, new=new)
        self._look()

    def delete(self, key: str) -> None:
        self._change()
        self._store.delete(key)
        self._look()

    def _change(self) -> None:
        if self._left == 0:
            raise KeyboardInterrupt
        self._left -= 1

    def _look(self) -> None:
        keys = self._store.keys()
        names = [(key.split("/")[0], key.split("/")[-1]) for key in keys if key.split("/")[0] in SCHEMAS]
        self.doubles += [name for name in set(names) if names.count(name) > 1]
        listed = {name for table, name in names if table == "dokumen"}
        if not all({(table, name) for table in SCHEMAS} <= set(names) for name in listed):
            self.doubles.append(("dokumen", "listed without its rows"))


def _memory() -> Any:
    return fsspec.filesystem("memory")  # type: ignore[no-untyped-call]


@pytest.fixture
def store() -> Iterator[Store]:
    yield Store.at("memory://ember/hasil")
    memory = _memory()
    if memory.exists("/ember"):
        memory.rm("/ember", recursive=True)


def _write(folder: Path, *results: DocumentResult) -> None:
    with DatasetWriter(folder) as writer:
        for result in results:
            writer.write(result)


def _in_year(result: DocumentResult, year: int) -> DocumentResult:
    assert isinstance(result.meta, DocumentMeta)
    return replace(result, meta=replace(result.meta, tahun=year))


def test_what_is_published_comes_back_whole_on_another_machine(make_result: Make, store: Store, tmp_path: Path) -> None:
    here, there = tmp_path / "sini", tmp_path / "sana"
    _write(here, make_result(), make_result(sha256="cd" * 32))
    Publisher(here, store).open()
    assert differences(store, here) == []
    refresh(store, there)
    assert verify(there) == []
    refresh(store, there)
    assert len(list(there.glob("dokumen/**/*.parquet"))) == 2


@pytest.mark.parametrize("dies_after", range(0, 16, 3))
def test_a_document_that_moves_is_never_there_twice_and_a_crash_at_any_point_is_healed(
    dies_after: int, make_result: Make, store: Store, tmp_path: Path
) -> None:
    first = _in_year(make_result(), 2024)
    _write(tmp_path, first)
    Publisher(tmp_path, store).open()
    _write(tmp_path, _in_year(make_result(), 2025))
    watching = Watching(store, dies_after)
    dying = Publisher(tmp_path, watching)  # type: ignore[arg-type]
    try:
        dying.document(first.doc_id)
    except KeyboardInterrupt:
        assert dies_after < 14
    Publisher(tmp_path, watching if dies_after > 14 else store).open()  # type: ignore[arg-type]
    assert watching.doubles == []
    assert differences(store, tmp_path) == []
    published = store.keys()
    assert any("tahun=2025" in key for key in published)


def test_merged_files_take_the_place_of_the_small_ones_without_a_double(
    make_result: Make, store: Store, tmp_path: Path
) -> None:
    _write(tmp_path, make_result(), make_result(sha256="cd" * 32))
    Publisher(tmp_path, store).open()
    compact(tmp_path)
    Publisher(tmp_path, store).everything()
    assert differences(store, tmp_path) == []
    copy = tmp_path / "salinan"
    fetch(store, copy)
    assert verify(copy) == []


def test_objects_that_a_crash_left_unnoted_are_cleared(make_result: Make, store: Store, tmp_path: Path) -> None:
    _write(tmp_path, make_result())
    Publisher(tmp_path, store).open()
    store.put("nilai/tahun_dokumen=1999/kode_provinsi=99/" + "ef" * 8 + ".parquet", b"sisa")
    Publisher(tmp_path, store).open()
    assert differences(store, tmp_path) == []


def test_a_folder_that_lost_the_store_to_another_stops_and_takes_it_back_with_what_the_other_wrote(
    make_result: Make, store: Store, tmp_path: Path
) -> None:
    one, other = tmp_path / "satu", tmp_path / "dua"
    _write(one, make_result())
    first = Publisher(one, store)
    first.open()
    second = Publisher(other, store)
    second.open()
    _write(other, make_result(sha256="cd" * 32))
    second.everything()
    with pytest.raises(DatasetBusy, match="folder kerja lain"):
        first.document("ab" * 8)
    Publisher(one, store).open()
    assert len(list(one.glob("dokumen/**/*.parquet"))) == 2
    assert verify(one) == []


def _entry(who: str) -> Entri:
    return Entri(
        JenisEntri.CABUT, "ab" * 32, who, "2026-01-02T03:04:05.000000+00:00", "0.1.0", mencabut="k" + "0" * 20
    ).sealed()


def test_corrections_of_both_folders_survive_a_takeover_to_and_fro(
    make_result: Make, store: Store, tmp_path: Path
) -> None:
    one, other = tmp_path / "satu", tmp_path / "dua"
    _write(one, make_result())
    append(one, [_entry("Ani")])
    Publisher(one, store).open()
    append(one, [_entry("Budi")])  # not yet published
    append(other, [_entry("Citra")])  # made before this folder had the dataset
    with (other / FILE).open("ab") as file:
        file.write(b"bukan entri")  # what no reader understands is somebody's too
    Publisher(other, store).open()
    assert {entry.oleh for entry in read_overlay(other).entries} == {"Ani", "Citra"}
    Publisher(one, store).open()
    assert {entry.oleh for entry in read_overlay(one).entries} == {"Ani", "Budi", "Citra"}
    assert store.get(FILE) == (one / FILE).read_bytes()
    assert store.get(FILE).count(b"\n") == 4
    assert b"bukan entri\n" in store.get(FILE)


def test_a_copy_for_reading_keeps_its_own_corrections(make_result: Make, store: Store, tmp_path: Path) -> None:
    here, there = tmp_path / "sini", tmp_path / "sana"
    _write(here, make_result())
    append(here, [_entry("Ani")])
    Publisher(here, store).open()
    refresh(store, there)
    append(there, [_entry("Budi")])
    store.delete(FILE)
    refresh(store, there)
    assert {entry.oleh for entry in read_overlay(there).entries} == {"Ani", "Budi"}


def test_keys_that_lead_out_of_the_folder_are_not_fetched(make_result: Make, store: Store, tmp_path: Path) -> None:
    here = tmp_path / "sini"
    _write(here, make_result())
    Publisher(here, store).open()
    objects = _memory().store
    objects["/ember/hasil/dokumen/../../lolos.parquet"] = objects["/ember/hasil/datapackage.json"]
    fetch(store, tmp_path / "sana")
    assert not list(tmp_path.rglob("lolos*"))


def test_a_store_that_does_not_answer_says_what_to_check(store: Store, tmp_path: Path) -> None:
    class Broken:
        def __getattr__(self, name: str) -> object:
            raise ConnectionError("tutup")

    with pytest.raises(StoreUnreachable, match="--endpoint"):
        replace(store, system=Broken()).keys()
