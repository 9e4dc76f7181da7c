"""What people know of a batch is said once, in a CSV, and holds for every later reading."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from typer.testing import CliRunner

from output.verify import verify
from renja.api import Dataset, ingest
from renja.batch.metadata import read_metadata, take_metadata
from renja.cli import app
from renja.errors import ExitCode, UsageFault
from renja.review.corrections import identify, revoke
from renja.review.entries import State, list_entries

RENJA = Path("samples/tarakan_renja_2024_word.pdf")
LKJIP = Path("samples/bengkulu_lkjip_2025_s49_rotated.pdf")
RUN = CliRunner()


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of one document, of which nobody has said anything."""
    out = tmp_path_factory.mktemp("satu")
    assert ingest(RENJA, out, workers=1).exit_code == 0
    return out


def of(dataset: Dataset, stem: str) -> dict[str, Any]:
    found: dict[str, Any] = dataset.of(stem, "dokumen", "arrow").to_pylist()[0]
    return found


def without_moment(dataset: Dataset) -> dict[str, pa.Table]:
    """All tables but for the time of reading."""
    names = ("dokumen", "tabel", "sel", "baris", "nilai", "temuan", "anggaran")
    found = {name: dataset.table(name, "arrow") for name in names}
    return found | {"dokumen": found["dokumen"].drop_columns(["waktu_ingest"])}


def test_a_metadata_file_sets_year_region_office_and_kind_and_survives_force(tmp_path: Path) -> None:
    table = tmp_path / "daftar.csv"
    table.write_text(
        "berkas,tahun,wilayah,perangkat_daerah,jenis,tahap\n"
        f"{RENJA.name},2031,kota ternate,Dinas Perikanan Darat,renja,perubahan\n"
        f"samples/{LKJIP.stem},2033,75,-,lkjip,\n",
        encoding="utf-8",
    )
    out = tmp_path / "hasil"
    for more in ([], ["--force"], []):
        call = ["ingest", str(RENJA), str(LKJIP), "--out", str(out), "--metadata", str(table), "--workers", "1", *more]
        done = RUN.invoke(app, call)
        assert done.exit_code == ExitCode.OK, done.output
        dataset = Dataset(out)
        plan, report = of(dataset, RENJA.stem), of(dataset, LKJIP.stem)
        said = ("tahun", "tahun_akhir", "kabkota", "kode_provinsi", "perangkat_daerah", "tahap")
        assert [plan[name] for name in said] == [2031, 2031, "Kota Ternate", "82", "Dinas Perikanan Darat", "perubahan"]
        assert [report[name] for name in (*said[:5], "provinsi")] == [2033, 2033, None, "75", None, "Gorontalo"]
        assert plan["identitas"][0].startswith("tahun: 2031 dari metadata daftar.csv:2, 20")
        assert list(out.glob(f"nilai/tahun_dokumen=2031/kode_provinsi=82/{plan['doc_id']}.parquet"))
        assert len(list_entries(out)) == 2, "the same file says nothing new"
    assert verify(out) == []


def test_what_is_said_of_a_stored_document_reads_it_as_a_fresh_ingest_would(one: Dataset) -> None:
    before = without_moment(one)
    told = {"tahun": "2032", "wilayah": "Provinsi Maluku", "jenis_dokumen": "renja"}
    entry = identify(one.root, RENJA.stem, told, oleh="Sri", alasan="tahun di sampul salah cetak")
    applied = without_moment(one)
    assert of(one, RENJA.stem)["tahun"] == 2032
    assert not applied["nilai"].equals(before["nilai"]), "years of its columns follow"
    assert list(one.root.glob("anggaran/tahun_dokumen=2032/kode_provinsi=81/*.parquet"))
    assert ingest(RENJA, one.root, workers=1, force=True).exit_code == 0
    for name, table in without_moment(one).items():
        assert table.equals(applied[name]), name
    revoke(one.root, entry.id, oleh="Sri")
    for name, table in without_moment(one).items():
        assert table.equals(before[name]), name


def test_the_shell_says_what_a_document_is_and_lists_who_said_it(one: Dataset) -> None:
    call = ["corrections", "document", str(one.root), RENJA.stem, "--oleh", "Budi", "--alasan", "surat pengantar"]
    done = RUN.invoke(app, [*call, "--tahun", "2031", "--tahap", "rancangan"])
    assert done.exit_code == ExitCode.OK, done.output
    assert of(one, RENJA.stem)["tahap"] == "rancangan"
    assert {each.keadaan for each in list_entries(one.root)} == {State.BERLAKU}
    listed = RUN.invoke(app, ["corrections", "list", str(one.root)]).output
    assert "tahun = 2031, tahap = rancangan" in listed
    assert "surat pengantar" in listed
    shown = RUN.invoke(app, ["show", str(one.root), RENJA.stem]).output
    assert "tahun: 2031 dari Budi" in shown
    assert (
        "tahun: 2031 dari Budi"
        in RUN.invoke(app, ["explain", str(RENJA), "--page", "1", "--dataset", str(one.root)]).output
    )
    assert "identitas 1 dokumen" in RUN.invoke(app, ["status", str(one.root)]).output.lower()


@pytest.mark.parametrize(
    "more", [["--tahun", "20311"], ["--wilayah", "Kabupaten Antah"], ["--jenis", "rkpd"], [], ["--tahap", "final"]]
)
def test_what_a_document_cannot_be_is_refused_and_not_noted(one: Dataset, more: list[str]) -> None:
    done = RUN.invoke(app, ["corrections", "document", str(one.root), RENJA.stem, "--oleh", "Budi", *more])
    assert done.exit_code in (ExitCode.USAGE, ExitCode.DATASET), done.output
    assert list_entries(one.root) == ()


def test_a_person_who_corrects_the_metadata_is_not_overruled_by_the_same_file(one: Dataset, tmp_path: Path) -> None:
    table = tmp_path / "m.csv"
    table.write_text(f"berkas;tahun\n{RENJA.name};2031\n", encoding="utf-8")
    assert take_metadata(one.root, table, [str(RENJA)]).baru == 1
    identify(one.root, RENJA.stem, {"tahun": "2032"}, oleh="Sri")
    assert take_metadata(one.root, table, [str(RENJA)]).baru == 0
    ingest(RENJA, one.root, workers=1)
    assert of(one, RENJA.stem)["tahun"] == 2032
    table.write_text(f"berkas;tahun\n{RENJA.name};2033\n", encoding="utf-8")
    ingest(RENJA, one.root, workers=1, metadata=table)
    assert of(one, RENJA.stem)["tahun"] == 2033, "another file is news"


def test_a_file_that_cannot_be_read_keeps_what_is_known_of_it(hostile: dict[str, Path], tmp_path: Path) -> None:
    table = tmp_path / "m.csv"
    table.write_text("berkas,tahun,wilayah\nterpotong.pdf,2031,Kabupaten Ende\n", encoding="utf-8")
    ingest(hostile["teks"], tmp_path / "lain", workers=1)
    file = hostile["teks"]
    table.write_text(f"berkas,tahun,wilayah\n{file.name},2031,Kabupaten Ende\n", encoding="utf-8")
    ingest(file, tmp_path / "d", workers=1, metadata=table)
    assert [of(Dataset(tmp_path / "d"), "teks")[name] for name in ("tahun", "kabkota", "status")] == [
        2031, "Kabupaten Ende", "gagal",
    ]  # fmt: skip


def _files(tmp_path: Path) -> list[str]:
    """A run of three files, two of one name."""
    found = []
    for place in ("a/rencana.pdf", "b/rencana.pdf", "b/laporan.pdf"):
        path = tmp_path / place
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(place.encode())
        found.append(str(path))
    return found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("berkas,tahunn\nlaporan.pdf,2031\n", "m.csv baris 1: kolom 'tahunn' tidak dikenal"),
        ("berkas,tahun,tahun\nlaporan.pdf,2031,2032\n", "m.csv baris 1: kolom tahun ada dua kali"),
        ("tahun,jenis\n2031,renja\n", "m.csv baris 1: perlu kolom berkas atau sha256"),
        ("berkas\nlaporan.pdf\n", "m.csv baris 1: tidak ada kolom identitas"),
        ("", "m.csv baris 1: kosong"),
        ("berkas,tahun\nlaporan.pdf,20311\n", "m.csv baris 2: tahun '20311' bukan tahun dari 1990 sampai 2100"),
        ("berkas,tahun\nlaporan.pdf,1889\n", "m.csv baris 2: tahun '1889' bukan tahun"),
        ("berkas,tahun,tahun_akhir\nlaporan.pdf,2031,2030\n", "m.csv baris 2: tahun_akhir 2030 sebelum tahun 2031"),
        (
            "berkas,wilayah\nlaporan.pdf,Kab. Ennde\n",
            "baris 2: wilayah 'Kab. Ennde' tidak dikenal; mungkin maksudnya Kab",
        ),
        ("berkas,wilayah\nlaporan.pdf,Bogor\n", "m.csv baris 2: wilayah 'Bogor' tidak dikenal"),
        ("berkas,jenis\nlaporan.pdf,rkpd\n", "m.csv baris 2: jenis_dokumen 'rkpd' tidak dikenal; pilih renja, renstra"),
        (
            "berkas,tahun\n\nlaporann.pdf,2031\n",
            "baris 3: laporann.pdf tidak ada di antara berkas yang dibaca; mungkin",
        ),
        ("berkas,tahun\nrencana.pdf,2031\n", "m.csv baris 2: rencana.pdf cocok dengan beberapa berkas"),
        ("berkas,tahun\nlaporan,2031\nb/laporan.pdf,2032\n", "m.csv baris 3: b/laporan.pdf sudah disebut di baris 2"),
        ("berkas,tahun\n,2031\n", "m.csv baris 2: sel berkas dan sha256 kosong"),
        ("berkas,tahun\nlaporan.pdf,\n", "m.csv baris 2: tidak menyebut apa pun tentang laporan.pdf"),
        ("berkas,tahun\nlaporan.pdf,2031,x\n", "m.csv baris 2: lebih banyak sel daripada kolom"),
        ("sha256,tahun\nabc,2031\n", "m.csv baris 2: sha256 'abc' bukan 16 sampai 64"),
        ("berkas,perangkat_daerah\nlaporan.pdf,Dinas \xe9\n", "m.csv baris 2: bukan UTF-8"),
        ('berkas,tahun\n"laporan.pdf"x,2031\n', "m.csv baris 2: bukan CSV"),
    ],
)
def test_a_bad_metadata_file_says_where_and_why_and_notes_nothing(text: str, said: str, tmp_path: Path) -> None:
    files = _files(tmp_path)
    table = tmp_path / "m.csv"
    table.write_bytes(text.encode("latin-1"))
    with pytest.raises(UsageFault) as raised:
        take_metadata(tmp_path / "hasil", table, files)
    assert said in str(raised.value)
    assert not (tmp_path / "hasil").exists()


def test_a_pipe_or_an_endless_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipa.csv"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero")):
        with pytest.raises(UsageFault, match="bukan berkas biasa"):
            read_metadata(path, _files(tmp_path))


def test_a_list_larger_than_any_run_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "m.csv"
    table.touch()
    os.truncate(table, 65 << 20)
    with pytest.raises(UsageFault, match="lebih besar daripada 64 MB"):
        read_metadata(table, _files(tmp_path))


def test_all_faults_are_said_at_once_and_end_the_command_before_it_reads(tmp_path: Path) -> None:
    files = _files(tmp_path)
    table = tmp_path / "m.csv"
    table.write_text("berkas,tahun,jenis\nlaporan.pdf,x,rkpd\ntiada.pdf,2031,renja\n", encoding="utf-8")
    out = tmp_path / "hasil"
    done = RUN.invoke(app, ["ingest", *files, "--out", str(out), "--metadata", str(table)])
    assert done.exit_code == ExitCode.USAGE
    assert [line.split(": ")[0] for line in done.output.strip().splitlines()] == ["m.csv baris 2"] * 2 + [
        "m.csv baris 3"
    ]
    assert not list(out.glob("dokumen/**/*.parquet"))


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_spreadsheet_s_csv_is_read_whatever_its_signs(mark: str, sign: str, tmp_path: Path) -> None:
    files = _files(tmp_path)
    digest = hashlib.sha256(b"a/rencana.pdf").hexdigest()
    lines = [["Nama berkas", "SHA256", "Tahun", "perangkat daerah"], ["", digest[:16], "2031", '"Dinas A, B; C"']]
    table = tmp_path / "m.csv"
    table.write_text(mark + "\r\n".join(map(sign.join, lines)) + "\r\n", encoding="utf-8")
    (claim,) = read_metadata(table, files)
    assert (claim.path, claim.sha256) == (files[0], digest)
    assert claim.identity == {"tahun": 2031, "perangkat_daerah": "Dinas A, B; C"}


def test_a_metadata_file_sets_year_and_office_of_five_documents_and_survives_force(tmp_path: Path) -> None:
    files = sorted(Path("samples").glob("*.pdf"), key=lambda path: path.stat().st_size)[:5]
    said = [(2030 + n, f"Dinas Contoh {n}") for n in range(5)]
    table, out = tmp_path / "lima.csv", tmp_path / "hasil"
    lines = [f"{file.stem};{year};{office}" for file, (year, office) in zip(files, said, strict=True)]
    table.write_text("\n".join(["berkas;tahun;perangkat daerah", *lines]), encoding="utf-8")
    call = ["ingest", *map(str, files), "--out", str(out), "--pages", "1-2", "--workers", "1", "--no-ocr"]
    for more in (["--metadata", str(table)], ["--force"]):
        assert RUN.invoke(app, [*call, *more]).exit_code == ExitCode.OK
        rows = Dataset(out).sql("SELECT berkas, tahun, perangkat_daerah FROM dokumen", "arrow").to_pylist()
        assert {row["berkas"]: (row["tahun"], row["perangkat_daerah"]) for row in rows} == dict(
            zip(map(str, files), said, strict=True)
        ), more


def test_a_fault_below_a_cell_of_several_lines_is_named_by_its_own_line(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text(
        'berkas,perangkat_daerah,tahun\nsatu.pdf,"Dinas\nTirta\nBuana",2031\ndua.pdf,Dinas Arsip,20311\n',
        encoding="utf-8",
    )
    files = [tmp_path / "satu.pdf", tmp_path / "dua.pdf"]
    for file in files:
        file.write_bytes(file.name.encode())
    with pytest.raises(UsageFault, match=r"m\.csv baris 5: tahun '20311'"):
        read_metadata(tmp_path / "m.csv", [str(file) for file in files])


def test_rows_of_absent_files_hide_no_other_fault(tmp_path: Path) -> None:
    files = _files(tmp_path)
    table = tmp_path / "m.csv"
    absent = "".join(f"tiada{n}.pdf,2031,\n" for n in range(30))
    table.write_text(
        f"berkas,tahun,jenis\n{absent}tiada1.pdf,2031,\nhampa.pdf,,\nlaporan.pdf,x,rkpd\n", encoding="utf-8"
    )
    with pytest.raises(UsageFault) as error:
        read_metadata(table, files)
    said = str(error.value).splitlines()
    of_line = {number: sum(f"baris {number}:" in line for line in said) for number in (2, 32, 33, 34)}
    assert of_line == {2: 1, 32: 1, 33: 1, 34: 2}, said
    assert sum("tiada" in line for line in said) == 21
