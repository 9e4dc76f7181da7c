"""Reading scanned pages: lines to characters with boxes and confidence, by a reader that is told or by the real one."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("cv2")

import extract.scan.ocr as ocr
from extract.errors import OcrMissing
from extract.page.pdf import open_pdf
from extract.page.picture import Picture
from extract.ruled.reader import read_ruled
from extract.scan.ocr import ocr_reader
from extract.scan.reader import LAYER_NAME, read_picture
from extract.scan.separators import settled_separators
from extract.scan.types import Grey, OcrReader, Reading
from extract.scan.upright import turn_picture
from extract.types import PageContent

MakePdf = Callable[..., Path]
needs_ocr = pytest.mark.skipif(
    not (importlib.util.find_spec("rapidocr") and importlib.util.find_spec("onnxruntime")),
    reason="needs pip install 'renja[ocr]'",
)
ROWS = [["Kode", "Uraian", "Pagu"], ["1.06.02", "Pemberdayaan Sosial", "1.350.000,00"], ["1.06.04", "", "99,91"]]
COLUMNS, LEVELS = [30, 90, 240, 360], [40, 60, 80, 100]


class Told:
    """A reader that says the same of every line, and remembers the crops."""

    name = "uji"

    def __init__(self, text: str = "1.250", sure: float = 0.9) -> None:
        self.text, self.sure = text, sure
        self.crops: list[Grey] = []

    def read(self, crops: Sequence[Grey]) -> list[Reading]:
        self.crops += crops
        n = len(self.text)
        return [Reading(self.text, (self.sure,) * n, tuple((k + 0.5) / n for k in range(n))) for _ in crops]


class Wavering(Told):
    """A reader that sees something else in every crop and is sure of none, as with stamps and signatures."""

    def read(self, crops: Sequence[Grey]) -> list[Reading]:
        """As ``Told``, each reading another letter."""
        self.crops += crops
        return [Reading(chr(97 + (len(self.crops) + k) % 26), (0.2,), (0.5,)) for k in range(len(crops))]


def table() -> str:
    lines = [f"{COLUMNS[0]} {300 - y} m {COLUMNS[-1]} {300 - y} l S" for y in LEVELS]
    lines += [f"{x} {300 - LEVELS[0]} m {x} {300 - LEVELS[-1]} l S" for x in COLUMNS]
    for y, row in zip(LEVELS, ROWS, strict=False):
        lines += [
            f"BT /F1 9 Tf {x + 4} {300 - y - 13} Td ({word}) Tj ET" for x, word in zip(COLUMNS, row, strict=False)
        ]
    return "0.6 w\n" + "\n".join(lines)


@pytest.fixture
def scanned(make_pdf: MakePdf) -> Callable[..., tuple[Picture, PageContent]]:
    """A page as its picture, text and all, and as a content without text."""

    def draw(content: str, dpi: float = 200.0, angle: int = 0) -> tuple[Picture, PageContent]:
        import pypdfium2

        document = pypdfium2.PdfDocument(make_pdf(content))
        grey = np.array(document[0].render(scale=dpi / 72, grayscale=True).to_numpy(), np.uint8)
        document.close()
        picture = turn_picture(Picture(grey, dpi / 72), angle)
        size = (300, 400) if angle in (90, 270) else (400, 300)
        with open_pdf(make_pdf("", name="kosong.pdf", size=size)) as pdf:
            return picture, pdf.page(1)

    return draw


def texts(page: PageContent) -> list[list[str]]:
    (found,) = read_ruled(page)
    rows = [[""] * found.n_cols for _ in range(found.n_rows)]
    for cell in found.cells:
        rows[cell.row][cell.col] = cell.text
    return rows


def test_every_filled_cell_gets_the_characters_of_its_line(scanned: Callable[..., tuple[Picture, PageContent]]) -> None:
    page = read_picture(*scanned(table()), reader=Told())
    # Five letters spread over a long line stand far apart.
    found = [[cell.replace(" ", "") for cell in row] for row in texts(page)]
    assert found == [[word and "1.250" for word in row] for row in ROWS]
    assert page.reader == "uji"
    assert page.char_confidence is not None
    assert len(page.char_confidence) == len(page.text) == len(page.boxes)
    assert not page.is_scanned


def test_character_boxes_run_from_left_to_right_inside_their_line(
    scanned: Callable[..., tuple[Picture, PageContent]],
) -> None:
    page = read_picture(*scanned(table()), reader=Told("12345"))
    lines = page.boxes.reshape(-1, 5, 4)
    assert (np.diff(lines[:, :, 0], axis=1) >= 0).all()
    assert (lines[:, 1:, 0] >= lines[:, :-1, 2] - 0.01).all()
    assert np.all((page.sizes > 5) & (page.sizes < 16))


def test_uncertain_lines_are_read_again_and_unread_ones_left_out(
    scanned: Callable[..., tuple[Picture, PageContent]],
) -> None:
    sure, doubtful = Told(sure=0.95), Told(sure=0.6)
    picture, content = scanned(table())
    first = read_picture(picture, content, reader=sure)
    again = read_picture(picture, content, reader=doubtful)
    assert len(doubtful.crops) > len(sure.crops)
    assert again.text == first.text
    assert read_picture(picture, content, reader=Wavering()).text == ""


def test_dust_is_no_text_but_a_dash_is(scanned: Callable[..., tuple[Picture, PageContent]]) -> None:
    picture, content = scanned(table())
    assert read_picture(picture, content, reader=Told("'")).text == ""
    assert set(read_picture(picture, content, reader=Told("-")).text) == {"-"}


@pytest.mark.parametrize(("told", "colon"), [("45:317.600", False), ("08:30", True), ("1:500", True)])
def test_a_speck_over_a_point_makes_no_colon_of_it(
    scanned: Callable[..., tuple[Picture, PageContent]], told: str, colon: bool
) -> None:
    assert (":" in read_picture(*scanned(table()), reader=Told(told)).text) == colon


@pytest.mark.parametrize(("told", "mark"), [("45;317,600", False), ("Ikan; 1,500", True), ("12;500", True)])
def test_a_speck_over_a_comma_makes_no_semicolon_of_it(
    scanned: Callable[..., tuple[Picture, PageContent]], told: str, mark: bool
) -> None:
    assert (";" in read_picture(*scanned(table()), reader=Told(told)).text) == mark


def test_a_page_of_prose_is_not_read_in_full(scanned: Callable[..., tuple[Picture, PageContent]]) -> None:
    from dataclasses import replace

    prose = "\n".join(f"BT /F1 7 Tf 20 {280 - 9 * k} Td (baris {k} {'kata demi kata ' * 5}) Tj ET" for k in range(30))
    picture, content = scanned(prose)
    cover, inner = Told(), Told()
    read_picture(picture, content, reader=cover)
    read_picture(picture, replace(content, number=9), reader=inner)
    assert 12 >= len(cover.crops) > len(inner.crops) >= 3  # a caption waits in the last lines for the next page


def test_live_text_over_a_scan_is_kept(make_pdf: MakePdf, scanned: Callable[..., tuple[Picture, PageContent]]) -> None:
    picture, _ = scanned(table())
    with open_pdf(make_pdf("BT /F1 8 Tf 30 20 Td (Ditandatangani) Tj ET", name="cap.pdf")) as pdf:
        page = read_picture(picture, pdf.page(1), reader=Told())
    assert page.text.endswith("Ditandatangani")
    assert page.boxes[-1, 0] == pytest.approx(85, abs=15)


def test_without_ocr_the_message_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(ocr.shutil, "which", lambda name: None)
    with pytest.raises(OcrMissing, match=r"pip install 'renja\[ocr\]'"):
        ocr_reader()


def test_without_ocr_a_layer_stands_in(
    monkeypatch: pytest.MonkeyPatch, make_pdf: MakePdf, scanned: Callable[..., tuple[Picture, PageContent]]
) -> None:
    monkeypatch.setattr(ocr.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(ocr.shutil, "which", lambda name: None)
    picture, _ = scanned(table())
    with open_pdf(make_pdf(table().replace("BT", "BT 3 Tr"), name="lapisan.pdf")) as pdf:
        page = read_picture(picture, pdf.page(1), has_layer=True)
    assert texts(page) == ROWS
    assert page.reader == LAYER_NAME


@needs_ocr
@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_a_scanned_table_is_read_whichever_way_up_it_lies(
    scanned: Callable[..., tuple[Picture, PageContent]], angle: int
) -> None:
    from extract.page.orientation import upright

    page = read_picture(*scanned(table(), 150.0, (360 - angle) % 360))
    assert texts(upright(page)) == ROWS


@needs_ocr
@pytest.mark.parametrize("size", [6, 8, 11])
@pytest.mark.parametrize("number", ["1.234.567,89", "1,234,567.89", "99,91", "0.10"])
def test_dots_and_commas_are_told_by_their_ink(
    scanned: Callable[..., tuple[Picture, PageContent]], number: str, size: int
) -> None:
    picture, _ = scanned(f"BT /F1 {size} Tf 30 150 Td ({number}) Tj ET", 150.0)
    crop = crop_of(picture)
    (read,) = ocr_reader().read([crop])
    swapped = read._replace(text=number.translate(str.maketrans(".,", ",.")), sure=(0.9,) * len(number))
    assert len(read.text) == len(number)
    assert settled_separators(crop, swapped).text == number


def crop_of(picture: Picture) -> Grey:
    rows, columns = np.nonzero(picture.grey < 200)
    return picture.grey[rows.min() - 4 : rows.max() + 5, columns.min() - 6 : columns.max() + 7]


def test_a_page_without_numbers_keeps_its_reading() -> None:
    plain = Reading("Jalan, dan.", (0.9,) * 11, tuple(k / 11 for k in range(11)))
    assert settled_separators(np.full((20, 90), 255, np.uint8), plain) == plain


def test_told_is_a_reader() -> None:
    reader: OcrReader = Told()
    assert reader.read([]) == []


def test_a_dash_is_known_by_its_shape_and_a_lone_round_letter_is_a_zero(
    scanned: Callable[..., tuple[Picture, PageContent]],
) -> None:
    reader = Told("O")
    dashes = table().replace("(1.06.04)", "(-)").replace("(99,91)", "(-)")
    page = read_picture(*scanned(dashes), reader=reader)
    assert texts(page)[2] == ["-", "", "-"]
    assert texts(page)[1] == ["0", "0", "0"]


@needs_ocr
@pytest.mark.parametrize(("word", "font"), [("96", "F1"), ("%", "F1"), ("96", "F2"), ("%", "F2"), ("0%", "F1")])
def test_a_percent_sign_in_small_print_is_no_number(
    scanned: Callable[..., tuple[Picture, PageContent]], word: str, font: str
) -> None:
    import cv2

    small = table().replace("/F1 9 Tf", f"/{font} 6 Tf").replace("(Kode)", f"({word})")
    picture, content = scanned(small, 150.0)
    blurred = Picture(np.asarray(cv2.GaussianBlur(picture.grey, (0, 0), 0.8), np.uint8), picture.scale)
    assert texts(read_picture(blurred, content))[0][0] == word


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Program I Kegiatan", "Program / Kegiatan"),
        ("URUSAN | BIDANG URUSAN", "URUSAN / BIDANG URUSAN"),
        ("Triwulan I Kegiatan", "Triwulan I Kegiatan"),
        ("2 Program 1 Kegiatan", "2 Program 1 Kegiatan"),
    ],
)
def test_an_upright_slash_between_levels_is_one(
    scanned: Callable[..., tuple[Picture, PageContent]], read: str, meant: str
) -> None:
    page = read_picture(*scanned(table()), reader=Told(read))
    assert texts(page)[0][0] == meant
