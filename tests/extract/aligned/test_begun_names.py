"""Rows so tall that white parts them, whose cells stand at the foot: a wrapped name's first line stands alone."""

from __future__ import annotations

from collections.abc import Callable

from extract.types import PageContent
from tests.extract.aligned.grids import rows

MakeContent = Callable[..., PageContent]
Text = tuple[float, float, str]
HEAD: list[Text] = [(30, 30, "Kode"), (160, 30, "Nama Kegiatan"), (330, 30, "Lokasi"), (440, 30, "Pagu (Rp)")]


def row(y: float, number: int, name: str, amount: str) -> list[Text]:
    """A row whose name is centred in its column and whose amount ends at its right."""
    return [
        (30, y, f"7.12.0{number}"),
        (180 - 2 * len(name), y, name),
        (330, y, "Muara"),
        (476 - 4 * len(amount), y, amount),
    ]


def sheet(*last: Text) -> list[Text]:
    names = ["Menata Tambak", "Merawat Dermaga", "Melatih Juru Ukur", "Membina Perajin Rotan", "Menyusun Peta Rawa"]
    return [*HEAD, *(t for n, name in enumerate(names, 1) for t in row(40 + 24 * n, n, name, f"{n}7.250.000")), *last]


def test_the_first_line_of_a_wrapped_name_belongs_to_the_row_at_whose_foot_its_cells_stand(
    make_content: MakeContent,
) -> None:
    wrapped: list[Text] = [(120, 186, "Menyusun Laporan Hasil Panen"), *row(195, 6, "Rumput Laut", "67.250.000")]
    assert rows(make_content(sheet(*wrapped)))[-1] == [
        "7.12.06", "Menyusun Laporan Hasil Panen Rumput Laut", "Muara", "67.250.000",
    ]  # fmt: skip


def test_a_line_that_lies_across_the_columns_begins_no_name(make_content: MakeContent) -> None:
    note = (60.0, 186.0, "Angka di bawah ini dihitung ulang menurut harga pasar tahun berjalan")
    page = make_content(sheet(note, *row(195, 6, "Rumput Laut", "67.250.000")))
    assert [line[0] for line in rows(page)] == ["Kode", *(f"7.12.0{n}" for n in range(1, 6))]


def test_what_begins_with_a_dot_goes_on_with_the_code_above_however_wide_it_is(make_content: MakeContent) -> None:
    page = [(30.0, 30.0, "Kode"), (90.0, 30.0, "Nama Kegiatan"), (240.0, 30.0, "Pagu (Rp)")]
    for n in range(1, 6):
        y = 20.0 + 24 * n
        page += [(30, y, "7.12.1.2"), (90, y, "Menata Tambak"), (240, y, f"{n}1.500.00")]
        page += [(30, y + 9, f".01.000{n}"), (90, y + 9, "dan rawa"), (272, y + 9, "0")]
    found = [["".join(line[0].split()), line[1]] for line in rows(make_content(page))[1:]]
    assert found == [[f"7.12.1.2.01.000{n}", "Menata Tambak dan rawa"] for n in range(1, 6)]
