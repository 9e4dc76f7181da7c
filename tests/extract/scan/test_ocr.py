"""The readers themselves: what PP-OCR's cut model reads, and what Tesseract's table and command give."""

from __future__ import annotations

import importlib.util
import os
import shutil
import stat
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("cv2")

import cv2

from extract.errors import OcrMissing
from extract.scan.ocr import READER_VARIABLE, ocr_reader
from extract.scan.tesseract import TesseractReader, words_of
from extract.scan.types import Grey, Reading

needs_ocr = pytest.mark.skipif(
    not (importlib.util.find_spec("rapidocr") and importlib.util.find_spec("onnxruntime")),
    reason="needs pip install 'renja[ocr]'",
)
needs_tesseract = pytest.mark.skipif(not shutil.which("tesseract"), reason="needs the command tesseract (apt install)")
HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def written(text: str, size: float = 0.7) -> Grey:
    """A text line as a picture."""
    (width, height), below = cv2.getTextSize(text, cv2.FONT_HERSHEY_DUPLEX, size, 1)
    picture = np.full((height + below + 8, width + 12), 255, np.uint8)
    cv2.putText(picture, text, (6, height + 4), cv2.FONT_HERSHEY_DUPLEX, size, 0, 1, cv2.LINE_AA)
    return picture


NUMBERS = [f"{k * 7919 % 900 + 100}.{k * 104729 % 900 + 100}.000" for k in range(70)]


@needs_ocr
def test_many_numbers_are_read_as_well_as_few() -> None:
    reader = ocr_reader("rapidocr")
    crops = [written(number) for number in NUMBERS]
    many = [reading.text for reading in reader.read(crops)]
    assert many == NUMBERS
    assert [reading.text for reading in reader.read(crops[:5])] == NUMBERS[:5]


DOUBLED = (
    "Pemeliharaan Peralatan Pemilik Kios di Pelataran Pasar",
    "Pengamanan Kendaraan Milik Daerah",
    "Penataan Instalasi Irigasi Milik Kelurahan",
)


@needs_ocr
def test_long_lines_of_narrow_print_keep_both_of_two_equal_letters() -> None:
    narrow = [
        np.asarray(cv2.resize(written(line), None, fx=0.67, fy=1, interpolation=cv2.INTER_AREA), np.uint8)
        for line in DOUBLED
    ]
    read = [reading.text.replace(" ", "") for reading in ocr_reader("rapidocr").read(narrow)]
    assert read == [line.replace(" ", "") for line in DOUBLED]


@pytest.mark.parametrize("text", [DOUBLED[0], NUMBERS[0]])
def test_lines_keep_their_proportion_however_long_they_are(text: str) -> None:
    from extract.scan.rapid import _scaled

    (height, width), line = written(text).shape, _scaled(written(text))
    assert abs(line.shape[1] / line.shape[0] - width / height) <= 4 / 48


@needs_ocr
def test_a_model_of_another_make_is_used_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    import extract.scan.rapid as rapid

    def unknown(*_: object) -> bytes:
        raise rapid.ModelUnknownError("uji")

    monkeypatch.setattr(rapid, "cut_model", unknown)
    reader = rapid.RapidReader()
    assert len(reader._network.columns) > 90  # the letters chosen from the whole model's
    assert [reading.text for reading in reader.read([written("1.234.567")])] == ["1.234.567"]


@given(st.binary(max_size=200))
def test_bytes_that_are_no_model_are_refused(noise: bytes) -> None:
    from extract.scan.model import ModelUnknownError, cut_model

    with pytest.raises(ModelUnknownError):
        cut_model(noise, [0, 1], 10)


@given(st.lists(st.integers(2, 600).map(lambda steps: 8 * steps), max_size=60))
def test_batches_hold_every_crop_once_and_one_width(widths: list[int]) -> None:
    from extract.scan.rapid import _batches

    batches = list(_batches(widths))
    assert sorted(k for batch in batches for k in batch) == list(range(len(widths)))
    assert all(len({widths[k] for k in batch}) == 1 for batch in batches)


def test_tesseracts_table_gives_each_line_its_words_left_to_right() -> None:
    rows = [
        HEAD,
        "1\t1\t0\t0\t0\t0\t0\t0\t400\t300\t-1\t",
        "5\t1\t1\t1\t1\t2\t140\t50\t60\t30\t91.5\tSosial",
        "5\t1\t1\t1\t1\t1\t40\t50\t80\t30\t96\tDinas",
        '5\t1\t1\t1\t2\t1\t40\t140\t80\t30\t88\t"1.250',
        "5\t1\t1\t1\t3\t1\tx\t140\t80\t30\t88\trusak",
        "5\t1\t1\t1\t9\t1\t40\t9000\t80\t30\t88\tjauh",
        "5\t1",
    ]
    first, second = words_of("\n".join(rows), 2)
    assert first == [(0.0, 80.0, "Dinas", 0.96), (100.0, 160.0, "Sosial", 0.915)]
    assert [word[2] for word in second] == ['"1.250']


@given(st.text(max_size=200))
def test_any_table_is_read_without_an_error(noise: str) -> None:
    assert len(words_of(HEAD + "\n" + noise, 3)) == 3


@pytest.fixture
def fake(tmp_path: Path) -> str:
    """A command that stands for Tesseract: it knows Indonesian only, notes its call, and reads the same word always."""
    path = tmp_path / "tesseract"
    path.write_text(
        "#!/bin/sh\n"
        'case "$1" in --list-langs) printf "List of languages (1):\\nind\\n"; exit 0;; esac\n'
        f'echo "$OMP_THREAD_LIMIT $*" >> "{tmp_path}/calls"\n'
        f'printf "{HEAD}\\n5\\t1\\t1\\t1\\t1\\t1\\t46\\t44\\t60\\t30\\t90\\tPagu\\n"\n'.replace("\t", "\\t")
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in command is a shell script")
def test_the_command_runs_on_one_thread_in_a_language_that_it_has(fake: str) -> None:
    reader = TesseractReader(fake)
    assert reader.language == "ind"
    assert reader.read([]) == []
    first, second = reader.read([written("Pagu"), written("Pagu indikatif")])
    assert (first.text, second) == ("Pagu", Reading("", (), ()))
    assert all(0.0 <= place <= 1.0 for place in first.middle)
    (call,) = Path(fake).with_name("calls").read_text().splitlines()
    assert call.startswith("1 ")
    assert "-l ind" in call


@pytest.mark.skipif(os.name == "nt", reason="the stand-in command is a shell script")
@pytest.mark.parametrize("script", ["echo kau", "echo eng; exit 3", "exec sleep 60"])
def test_a_command_that_fails_hangs_or_knows_no_language_says_so(
    tmp_path: Path, script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import subprocess

    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: run(*a, **{**k, "timeout": 1}))
    path = tmp_path / "tesseract"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    with pytest.raises(OcrMissing, match="tesseract"):
        TesseractReader(str(path))


def test_a_reader_that_the_environment_names_is_the_one_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(READER_VARIABLE, "tesseract")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OcrMissing, match="tesseract belum terpasang"):
        ocr_reader()


@needs_tesseract
def test_tesseract_reads_lines_for_real() -> None:
    lines = ["Dinas Sosial", "1.234.567", "Pagu Indikatif Tahun 2025"]
    readings = TesseractReader().read([written(line, 1.0) for line in lines])
    assert [reading.text for reading in readings] == lines
    assert all(len(r.text) == len(r.sure) == len(r.middle) and min(r.sure) > 0.3 for r in readings)
