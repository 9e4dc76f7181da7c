"""Files that cannot be read: each is a row of ``dokumen`` with a message, and the run goes on."""

from __future__ import annotations

from pathlib import Path

from renja.api import Dataset, ingest
from renja.errors import ExitCode


def test_each_bad_file_says_what_is_wrong_and_the_good_one_is_read(hostile: dict[str, Path], tmp_path: Path) -> None:
    good = Path("samples/bengkulu_lkjip_2025_s49_rotated.pdf")
    report = ingest([*hostile.values(), good], tmp_path / "hasil", workers=1, pages="1-2")
    assert report.exit_code is ExitCode.SOME_FAILED
    rows = {Path(r["berkas"]).stem: r for r in Dataset(tmp_path / "hasil").documents("arrow").to_pylist()}
    assert set(rows) == {*hostile, good.stem}
    assert rows[good.stem]["status"] == "ok"
    for name in hostile:
        assert rows[name]["status"] == "gagal", name
        assert str(hostile[name]) in rows[name]["pesan"][0]
    assert "kosong" in rows["kosong"]["pesan"][0]
    assert "bukan berkas PDF" in rows["teks"]["pesan"][0]
    assert "sandi" in rows["terkunci"]["pesan"][0]


def test_a_run_of_bad_files_alone_ends_with_its_own_code(hostile: dict[str, Path], tmp_path: Path) -> None:
    report = ingest(hostile["kosong"], tmp_path / "hasil", workers=1)
    assert report.exit_code is ExitCode.ALL_FAILED
    assert Dataset(tmp_path / "hasil").findings().empty


def test_a_mended_file_takes_the_place_of_the_failed_one(tmp_path: Path) -> None:
    path = tmp_path / "renja.pdf"
    path.write_bytes(b"")
    ingest(path, tmp_path / "hasil", workers=1)
    path.write_bytes(Path("samples/bengkulu_renstra_2021_word.pdf").read_bytes())
    report = ingest(path, tmp_path / "hasil", workers=1, pages=[1])
    assert report.exit_code is ExitCode.OK
    assert list(Dataset(tmp_path / "hasil").documents()["status"]) == ["ok"]
