"""Pages whose letters are spaced out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from extract.page.spacing import with_spacing
from extract.page.text import texts_by_label
from extract.types import PageContent

MakeContent = Callable[..., PageContent]
NAMES = ("Belanja Pegawai", "Belanja Barang dan Jasa", "Jumlah Belanja Operasi", "Pendapatan Retribusi Daerah") * 2


def spaced_out(page: PageContent) -> PageContent:
    """The page with letters as wide as their ink: half of their place is white, and blanks are not drawn."""
    boxes = page.boxes.copy()
    boxes[:, 2] -= 0.5 * (boxes[:, 2] - boxes[:, 0])
    inked = np.array([not char.isspace() for char in page.text])
    text = "".join(char for char in page.text if not char.isspace())
    return replace(
        page,
        text=text,
        boxes=boxes[inked],
        sizes=page.sizes[inked],
        bold=page.bold[inked],
        angles=page.angles[inked],
        visible=page.visible[inked],
    )


def read(page: PageContent) -> list[str]:
    codes = np.frombuffer(page.text.encode("utf-32-le"), "<u4")
    page = replace(page, boxes=with_spacing(codes, page.boxes, page.sizes))
    return texts_by_label(page, np.zeros(len(page.text), np.intp), 1)[0].split("\n")


def lines(make_content: MakeContent, amount: str) -> PageContent:
    texts = [(10, 20 + 12 * k, name) for k, name in enumerate(NAMES)]
    return make_content([*texts, (10, 300, amount)], advance=0.6)


def test_names_and_amounts_of_a_spaced_out_page_are_whole_words(make_content: MakeContent) -> None:
    assert read(spaced_out(lines(make_content, "12.750.000,00"))) == [*NAMES, "12.750.000,00"]


def test_digits_set_apart_on_a_page_whose_letters_adjoin_stay_apart(make_content: MakeContent) -> None:
    page = lines(make_content, "")
    codes = make_content([(10 + 7.0 * k, 300, digit) for k, digit in enumerate("10601")])
    both = replace(
        page,
        text=page.text + codes.text,
        boxes=np.vstack([page.boxes, codes.boxes]),
        sizes=np.append(page.sizes, codes.sizes),
        bold=np.append(page.bold, codes.bold),
        angles=np.append(page.angles, codes.angles),
        visible=np.append(page.visible, codes.visible),
    )
    assert read(both)[-1] == "1 0 6 0 1"
