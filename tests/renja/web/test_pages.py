"""Pages as pictures: where the PDF is found, what a hostile page may cost, and what is marked."""

from __future__ import annotations

import hashlib
import io
import math
import shutil
from pathlib import Path
from typing import Any

import pytest

from renja.review.evidence import RED, Mark
from renja.review.render import MOST_PIXELS, MOST_SIDE, fitting_scale
from renja.web import picture
from renja.web.pdfs import find_pdf
from renja.web.picture import Page, PageError, marked, on_page, page_picture
from renja.web.settings import Settings

SAMPLE = Path("samples/luwu_renja_2024_excel.pdf")


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _image(png: bytes) -> Any:
    from PIL import Image

    return Image.open(io.BytesIO(png))


@pytest.fixture(scope="module")
def page() -> Page:
    return page_picture(SAMPLE, _sha(SAMPLE), 8)


def test_a_page_is_drawn_as_wide_as_it_is_read_on_a_large_screen(page: Page) -> None:
    image = _image(page.png)
    assert abs(image.width - picture.WIDTH) <= 1
    assert image.width * image.height <= MOST_PIXELS


def test_marks_are_drawn_where_they_are_and_the_strip_shows_only_them(page: Page) -> None:
    mark = Mark(8, 100.0, 200.0, 180.0, 212.0, RED)
    whole, strip = _image(marked(page, [mark])), _image(marked(page, [mark], crop=True))
    assert whole.convert("RGB").getpixel((round(99 * page.scale) + 1, round(206 * page.scale))) == (0xE0, 0x31, 0x31)
    assert strip.width == whole.width
    assert strip.height < whole.height / 3


def test_what_was_marked_is_not_drawn_again_for_the_next_click(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = Mark(8, 110.0, 210.0, 190.0, 222.0, RED)
    first = marked(page, [mark])
    monkeypatch.setattr("renja.review.pages.draw_marks", None)
    assert marked(Page(bytes(bytearray(page.png)), page.scale), [mark]) == first
    with pytest.raises(TypeError):
        marked(page, [mark], crop=True)


def test_places_that_are_no_places_are_left_out(page: Page) -> None:
    absurd = [Mark(8, math.nan, 0, 1, 1, RED), Mark(8, 0, 0, math.inf, 1, RED), Mark(8, 0, 0, 1e300, 1, RED)]
    assert on_page([*absurd, Mark(8, 1, 2, 3, 4, RED), Mark(9, 1, 2, 3, 4, RED)], 8) == [Mark(8, 1, 2, 3, 4, RED)]
    far = _image(marked(page, [Mark(8, 50_000.0, 60_000.0, 50_010.0, 60_010.0, RED)], crop=True))
    assert far.height >= 1


@pytest.mark.parametrize("size", [(200_000.0, 200_000.0), (1.0, 200_000.0), (0.0, 0.0), (14_400.0, 3.0)])
def test_no_page_is_drawn_larger_than_fits(size: tuple[float, float]) -> None:
    scale = fitting_scale(*size, picture.WIDTH)
    assert scale > 0
    assert size[0] * scale <= MOST_SIDE + 1
    assert size[1] * scale <= MOST_SIDE + 1
    assert size[0] * size[1] * scale * scale <= MOST_PIXELS * 1.01


def _blank_pdf(path: Path, box: str, content: bytes = b"") -> Path:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [" + box.encode() + b"] /Contents 4 0 R >>",
        b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream",
    ]
    body = b"%PDF-1.4\n"
    for number, each in enumerate(objects, 1):
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    path.write_bytes(body + b"trailer << /Size 5 /Root 1 0 R >>\n%%EOF")
    return path


def test_a_huge_page_is_drawn_small(tmp_path: Path) -> None:
    huge = _blank_pdf(tmp_path / "besar.pdf", "0 0 2000000 2000000")
    image = _image(page_picture(huge, _sha(huge), 1).png)
    assert image.width * image.height <= MOST_PIXELS


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"bukan PDF"])
def test_a_broken_file_is_said_to_be_broken_and_the_server_lives(tmp_path: Path, content: bytes) -> None:
    broken = tmp_path / "rusak.pdf"
    broken.write_bytes(content)
    with pytest.raises(PageError, match="tidak dapat digambar"):
        page_picture(broken, _sha(broken), 1)
    with pytest.raises(PageError):
        page_picture(SAMPLE, _sha(SAMPLE), 9_999)


def test_a_page_that_takes_for_ever_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "_SECONDS", 0.01)
    slow = _blank_pdf(tmp_path / "lama.pdf", "0 0 500 500", b"0 0 m 9 9 l S ")
    with pytest.raises(PageError, match="tidak selesai"):
        page_picture(slow, _sha(slow), 1)


def test_a_pdf_that_was_moved_is_found_below_the_folder_that_is_named(tmp_path: Path) -> None:
    moved = tmp_path / "arsip" / "2024" / SAMPLE.name
    moved.parent.mkdir(parents=True)
    shutil.copy(SAMPLE, moved)
    dataset = tmp_path / "data" / "hasil"
    dataset.mkdir(parents=True)
    sha = _sha(SAMPLE)
    assert find_pdf(Settings(dataset), f"lama/{SAMPLE.name}", sha) is None
    assert find_pdf(Settings(dataset, tmp_path / "arsip"), f"lama/{SAMPLE.name}", sha) == moved
    assert find_pdf(Settings(dataset, tmp_path / "arsip"), f"s3://wadah/{SAMPLE.name}", sha) == moved
    beside = dataset.parent / "lama" / SAMPLE.name
    beside.parent.mkdir()
    shutil.copy(SAMPLE, beside)
    assert find_pdf(Settings(dataset), f"lama/{SAMPLE.name}", sha) == beside


def test_another_file_in_its_place_is_not_taken(tmp_path: Path) -> None:
    other = tmp_path / SAMPLE.name
    other.write_bytes(b"%PDF-1.7 isi lain")
    assert find_pdf(Settings(tmp_path), str(other), _sha(SAMPLE)) is None


def test_findings_put_in_after_the_documents_are_another_state(page_dataset: Path, tmp_path: Path) -> None:
    import os
    import shutil
    import time

    from renja.web.data.source import forget_state, state_of

    root = Path(shutil.copytree(page_dataset, tmp_path / "hasil"))
    forget_state()
    before = state_of(root)
    file = next(root.glob("temuan/*/*/*.parquet"))
    time.sleep(0.02)  # a folder's time is as fine as the clock of the kernel
    os.replace(shutil.copy(file, tmp_path), file)
    forget_state()
    assert state_of(root) != before
